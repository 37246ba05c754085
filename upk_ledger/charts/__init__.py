"""The charts of accounts that a new book can begin with, as data."""
