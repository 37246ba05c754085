"""A double-entry ledger for community revolving-loan funds (UPK, pinjaman bergulir)."""
