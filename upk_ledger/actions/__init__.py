"""What the office does: one function, one thing done, one database transaction."""
