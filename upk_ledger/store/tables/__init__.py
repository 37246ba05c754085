"""The tables, declared once: what Alembic compares the migrations with.

Every office-owned table leads its keys with `office_id`, so that books move, merge and shard. Keys are the
field's own codes and numbers. Amounts are sen in 64-bit integers, dates and months ISO text (the same on both
engines, readable in any viewer), moments UTC text. On SQLite the tables are STRICT: a column that counts sen
takes no fraction.
"""

from upk_ledger.store.tables import facts, journal, lending, offices, region
from upk_ledger.store.tables.base import metadata

__all__ = ["APPEND_ONLY", "facts", "journal", "lending", "metadata", "offices", "region"]

APPEND_ONLY = (
    "office",
    "record",
    "record_text",
    "fund",
    "asset",
    "naming",
    "officer",
    "rulebook_text",
    "rulebook_adoption",
    "member",
    "loan",
    "loan_share",
    "loan_stage",
    "loan_schedule",
    "installment",
    "installment_share",
    "loan_movement",
    "member_movement",
    "recovery",
    "journal_entry",
    "journal_line",
    "period_event",
    "period_balance",
    "period_loan",
    "exception_item",
    *(table.name for table in facts.TABLES.values()),
)
"""Tables whose rows are never changed or deleted; `account` keeps its code, type and role."""
