"""The whole of an office, read from one book and put into another: personal data and keys too."""

from collections.abc import Mapping

from upk_ledger.core.region.bundles import Rows
from upk_ledger.store.region.receiving import every_row, load_rows
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.tables import metadata

_STAYS = {"office", "replica", "waiting_bundle", "sealed_identities"}
"""What is not of the office itself: how a book holds it, and what a region keeps beside it."""

UNNAMED = "(nama belum diisi)"
"""Stands for the name of a member whom only the UPK knows."""

_COUNTED = "office_month"
_RENAMED = {"account": ("name",), "borrower_group": ("name", "address")}
"""What may have changed in a row that a copy has already."""


def whole_office(session: ReadSession) -> dict[str, Rows]:
    """Every row of the office, and the rulebooks that it adopted."""
    own = [table.name for table in metadata.sorted_tables if "office_id" in table.columns]
    found = every_row(session, [name for name in own if name not in _STAYS])
    rules = session.all(
        "SELECT t.digest, t.text FROM rulebook_text AS t WHERE t.digest IN"
        " (SELECT digest FROM rulebook_adoption WHERE office_id = :office)"
    )
    return found | {"rulebook_text": Rows(("digest", "text"), [list(row) for row in rules])}


def complete(session: WriteSession, tables: Mapping[str, Rows]) -> None:
    """Put into an office all that it lacks of its whole; what was there of it before is the same by its chain."""
    session.drop(_COUNTED, "1 = 1")
    if session.head().number == 0:
        load_rows(session, tables)
        return
    fresh = {
        name: _lacking(session, name, found) for name, found in tables.items() if name != "rulebook_text"
    }
    fresh["rulebook_text"] = tables["rulebook_text"]
    for name, columns in _RENAMED.items():
        _renew(session, name, columns, tables.get(name))
    load_rows(session, {name: found for name, found in fresh.items() if found.rows})


def _lacking(session: WriteSession, name: str, found: Rows) -> Rows:
    keys = [column.name for column in metadata.tables[name].primary_key if column.name != "office_id"]
    places = [found.columns.index(key) for key in keys]
    known = {
        tuple(row) for row in session.all(f"SELECT {', '.join(keys)} FROM {name} WHERE office_id = :office")
    }
    return Rows(
        found.columns, [row for row in found.rows if tuple(row[place] for place in places) not in known]
    )


def _renew(session: WriteSession, name: str, renamed: tuple[str, ...], found: Rows | None) -> None:
    if found is None:
        return
    columns = [column for column in renamed if column in found.columns]
    listed = ("code", *columns)
    known = {
        row[0]: tuple(row)
        for row in session.all(f"SELECT {', '.join(listed)} FROM {name} WHERE office_id = :office")
    }
    places = [found.columns.index(column) for column in listed]
    for row in found.rows:
        told = tuple(row[place] for place in places)
        if told[0] in known and known[told[0]] != told:
            to = ", ".join(f"{column} = :{column}" for column in columns)
            session.change(name, to, "code = :code", **dict(zip(listed, told, strict=True)))


def name_members(session: WriteSession) -> tuple[tuple[str, str], ...]:
    """Give members of whom nothing but the code is known a row to be filled in; answers with their groups and codes.

    Nobody knows whether they are women or men: most are women, and who fills in the name corrects it.
    """
    found = session.all(
        "SELECT m.group_code, m.code FROM member AS m WHERE m.office_id = :office AND NOT EXISTS (SELECT 1"
        " FROM member_person AS p WHERE p.office_id = m.office_id AND p.group_code = m.group_code"
        " AND p.code = m.code) ORDER BY m.group_code, m.code"
    )
    rows = [(group, code, f"{UNNAMED} {group}/{code}", "P") for group, code in found]
    session.insert("member_person", "group_code code name gender", rows)
    return tuple((group, code) for group, code in found)


def first_difference(one: ReadSession, other: ReadSession, until: int) -> int | None:
    """The first record up to this number that two books of an office have otherwise."""
    query = "SELECT digest FROM record WHERE office_id = :office AND number <= :until ORDER BY number"
    pairs = zip(one.each(query, until=until), other.each(query, until=until), strict=False)
    return next((number for number, (left, right) in enumerate(pairs, 1) if left != right), None)
