"""Errors by kind: `base`, `ledger`, `book`, `loans`, `periods`, `people`, `exchange`, `typing_in`."""
