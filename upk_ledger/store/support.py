"""Papers of vouchers: what was said of them, and which vouchers were undone."""

from datetime import date

from upk_ledger.core.vouchers import BY_BANK, MADE_BY_ITSELF, UNKNOWN, Support, own_paper
from upk_ledger.store.session import ReadSession

_ALL = 2**62
"""Beyond every record."""


def supports_between(
    session: ReadSession, since: date, until: date, through: int | None = None
) -> dict[int, Support]:
    """What is known of the papers of the entries of a range, by record; as known up to the record `through`.

    The newest word counts; where nobody said anything, the number of a paper that the entry itself names.
    """
    # CROSS JOIN keeps SQLite to this order: the entries of the range by date, then what was said of each.
    rows = session.all(
        "SELECT entry, status, papers, receipt, kind FROM ("
        "SELECT e.record AS entry, '' AS status, '' AS papers, e.receipt, e.kind, 0 AS said, 0 AS line"
        " FROM journal_entry AS e WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until"
        " AND (e.receipt IS NOT NULL OR e.kind = :by_bank)"
        " UNION ALL SELECT f.entry, f.status, f.papers, NULL, e.kind, f.record, f.line"
        " FROM journal_entry AS e CROSS JOIN voucher_support AS f"
        " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until"
        " AND f.office_id = :office AND f.entry = e.record AND f.record <= :through) AS told ORDER BY said, line",
        since=since.isoformat(),
        until=until.isoformat(),
        by_bank=BY_BANK,
        through=through or _ALL,
    )
    return {
        entry: Support(status, papers) if status else own_paper(receipt, kind)
        for entry, status, papers, receipt, kind in rows
    }


def support_of(session: ReadSession, record: int) -> Support:
    """What is known of the papers of one entry: the newest word, else the paper that it names itself."""
    row = session.first(
        "SELECT status, papers FROM voucher_support WHERE office_id = :office AND entry = :record"
        " ORDER BY record DESC, line DESC LIMIT 1",
        record=record,
    )
    if row:
        return Support(row[0], row[1])
    own = session.first(
        "SELECT receipt, kind FROM journal_entry WHERE office_id = :office AND record = :record",
        record=record,
    )
    return own_paper(*own) if own else UNKNOWN


def entries_since(session: ReadSession, record: int) -> tuple[int, ...]:
    """The entries from a record on that may rest on papers from outside."""
    rows = session.all(
        "SELECT record, kind FROM journal_entry WHERE office_id = :office AND record >= :record ORDER BY record",
        record=record,
    )
    return tuple(row[0] for row in rows if row[1] not in MADE_BY_ITSELF)


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
