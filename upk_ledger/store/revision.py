"""The schema revision that this program works with, known without asking Alembic."""

SCHEMA = 1
"""Number of the newest migration: `PRAGMA user_version` on SQLite, the head revision as text elsewhere."""

APPLICATION_ID = 0x55504B31
"""Marks an SQLite file as a book ("UPK1")."""
