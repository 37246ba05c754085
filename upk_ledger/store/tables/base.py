"""How a table of an office is declared: keys, text, sen, references."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by its characters' codes, as SQLite does: the same order of papers and digests everywhere."""

SEN = BigInteger().with_variant(Integer, "sqlite")


def text(name: str, *, optional: bool = False, default: str | None = None) -> Column[Any]:
    """A column of text."""
    return Column(name, TEXT, nullable=optional, server_default=default)


def sen(name: str, *, default: str | None = None) -> Column[Any]:
    """A column that counts sen."""
    return Column(name, SEN, nullable=False, server_default=default)


def whole(name: str, *, optional: bool = False) -> Column[Any]:
    """A column of small whole numbers."""
    return Column(name, Integer, nullable=optional)


def reference(columns: str, target: str, *, remote: str = "", deferred: bool = False) -> ForeignKeyConstraint:
    """A foreign key to `target` of the same office, over the columns named in `columns`."""
    names = ["office_id", *columns.split()]
    remote_names = ["office_id", *(remote or columns).split()]
    return ForeignKeyConstraint(
        names,
        [f"{target}.{name}" for name in remote_names],
        deferrable=True if deferred else None,
        initially="DEFERRED" if deferred else None,
    )


def office_table(name: str, key: str, *items: SchemaItem) -> Table:
    """A table of one office: `key` names the columns of the primary key behind `office_id`."""
    office = () if name == "office" else (ForeignKeyConstraint(["office_id"], ["office.office_id"]),)
    return Table(
        name,
        metadata,
        Column("office_id", Integer, nullable=False, autoincrement=False),
        *items,
        PrimaryKeyConstraint("office_id", *key.split()),
        *office,
        sqlite_strict=True,
    )


def one_of(column: str, *values: str) -> CheckConstraint:
    """A check that `column` holds one of `values`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
