"""All SQL: tables, guards, posting, numbering, the hash chain, queries."""
