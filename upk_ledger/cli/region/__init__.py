"""`upk wilayah ...` and the commands by which a UPK reports to it."""
