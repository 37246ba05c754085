"""Facts of the office's work, one table each: what a record of that kind says is exactly its rows.

Each table is declared once, in the room it belongs to, with the kind of its records; adding, chaining and auditing
them is the same for all (`store/facts.py`).
"""

from upk_ledger.store.tables import facts_books, facts_funds, facts_lending, facts_region
from upk_ledger.store.tables.fact_forms import TABLES

__all__ = ["TABLES", "facts_books", "facts_funds", "facts_lending", "facts_region"]
