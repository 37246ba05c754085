"""How a table of facts is declared: the kind of its records, and what such tables refer to."""

from sqlalchemy import Index, Table
from sqlalchemy.sql.schema import SchemaItem

from upk_ledger.store.tables.base import office_table, reference, text, whole

TABLES: dict[str, Table] = {}
"""The table of each kind of fact."""


def fact(kind: str, name: str, *items: SchemaItem) -> Table:
    """A table of facts: its rows are lines of a record of this kind."""
    made = office_table(
        name,
        "record line",
        whole("record"),
        whole("line"),
        *items,
        reference("record", "record", remote="number"),
    )
    TABLES[kind] = made
    return made


def loan() -> tuple[SchemaItem, ...]:
    """The loan that a fact is about."""
    return (
        text("loan_number"),
        reference("loan_number", "loan", remote="number"),
        Index(None, "office_id", "loan_number", "record"),
    )


def member() -> tuple[SchemaItem, ...]:
    """The member that a fact is about."""
    return (
        text("group_code"),
        text("member_code"),
        reference("group_code member_code", "member", remote="group_code code"),
    )


def entry(*, optional: bool = False) -> tuple[SchemaItem, ...]:
    """The journal entry that belongs to a fact."""
    return (
        whole("entry", optional=optional),
        reference("entry", "journal_entry", remote="record"),
        Index(None, "office_id", "entry"),
    )


def account() -> tuple[SchemaItem, ...]:
    """The account that a fact is about."""
    return (text("account_code"), reference("account_code", "account", remote="code"))


def fund() -> tuple[SchemaItem, ...]:
    """The fund that a fact is about."""
    return (text("fund_code"), reference("fund_code", "fund", remote="code"))


def asset() -> tuple[SchemaItem, ...]:
    """The asset that a fact is about."""
    return (text("asset_code"), reference("asset_code", "asset", remote="code"))
