"""Papers of vouchers: what was said of them, and which vouchers were undone."""

from datetime import date

from upk_ledger.core.vouchers import UNKNOWN, Support
from upk_ledger.store.session import ReadSession

_ALL = 2**62
"""Beyond every record."""


def supports_between(
    session: ReadSession, since: date, until: date, through: int | None = None
) -> dict[int, Support]:
    """The newest word on the papers of the entries of a range, by record; as known up to the record `through`."""
    # CROSS JOIN keeps SQLite to this order: the entries of the range by date, then what was said of each.
    rows = session.all(
        "SELECT f.entry, f.status, f.papers FROM journal_entry AS e CROSS JOIN voucher_support AS f"
        " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until"
        " AND f.office_id = :office AND f.entry = e.record AND f.record <= :through"
        " ORDER BY f.record, f.line",
        since=since.isoformat(),
        until=until.isoformat(),
        through=through or _ALL,
    )
    return {row[0]: Support(row[1], row[2]) for row in rows}


def support_of(session: ReadSession, record: int) -> Support:
    """The newest word on the papers of one entry."""
    row = session.first(
        "SELECT status, papers FROM voucher_support WHERE office_id = :office AND entry = :record"
        " ORDER BY record DESC, line DESC LIMIT 1",
        record=record,
    )
    return Support(row[0], row[1]) if row else UNKNOWN


def undone_between(
    session: ReadSession, since: date, until: date, through: int | None = None
) -> frozenset[int]:
    """The entries of a range that a counter-entry undid, recorded up to the record `through`."""
    rows = session.all(
        "SELECT c.reverses FROM journal_entry AS e CROSS JOIN journal_entry AS c"
        " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until"
        " AND c.office_id = :office AND c.reverses = e.record AND c.record <= :through",
        since=since.isoformat(),
        until=until.isoformat(),
        through=through or _ALL,
    )
    return frozenset(row[0] for row in rows)
