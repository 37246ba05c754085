"""Finding entries by voucher: what comes near a number that is not there, who recorded one, and what undid it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from upk_ledger.core.errors.ledger import UnknownVoucher
from upk_ledger.core.listings import EntryHistory
from upk_ledger.store.listings import entries_between
from upk_ledger.store.posting import PostedEntry, entry_at, find_record, voucher_number
from upk_ledger.store.session import ReadSession


def find_entry(session: ReadSession, voucher: str) -> PostedEntry:
    """The entry of a voucher number; `UnknownVoucher` names the newest of its series."""
    record = find_record(session, voucher)
    if record is None:
        raise UnknownVoucher(voucher, _newest(session, voucher.strip().upper().split("/")[0]))
    return entry_at(session, record)


def _newest(session: ReadSession, series: str) -> tuple[str, ...]:
    """The last voucher of each of the newest months of a series."""
    rows = session.all(
        "SELECT series, month, max(number) FROM journal_entry WHERE office_id = :office AND series = :series"
        " GROUP BY series, month ORDER BY month DESC LIMIT 3",
        series=series,
    )
    return tuple(voucher_number(row[0], row[1], row[2]) for row in rows)


def undone_by(session: ReadSession, record: int) -> str:
    """The voucher of the counter-entry that undid an entry; empty while it stands."""
    row = session.first(
        "SELECT series, month, number FROM journal_entry WHERE office_id = :office AND reverses = :record",
        record=record,
    )
    return _voucher(row or ())


def histories(session: ReadSession, since: date, until: date) -> list[EntryHistory]:
    """The entries dated from `since` to `until`, both included, with who recorded them and what became of them."""
    rows = session.all(
        "SELECT e.record, r.digest, e.receipt, r.recorded_at, r.actor,"
        " c.series, c.month, c.number, o.series, o.month, o.number FROM journal_entry AS e"
        " JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
        " LEFT JOIN journal_entry AS c ON c.office_id = e.office_id AND c.reverses = e.record"
        " LEFT JOIN journal_entry AS o ON o.office_id = e.office_id AND o.record = e.reverses"
        " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until",
        since=since.isoformat(),
        until=until.isoformat(),
    )
    told = {row[0]: (*row[1:5], _voucher(row[5:8]), _voucher(row[8:])) for row in rows}
    return [EntryHistory(entry, *told[entry.record]) for entry in entries_between(session, since, until)]


def _voucher(parts: Sequence[Any]) -> str:
    """Series, month and number as one voucher number; empty for none."""
    return voucher_number(parts[0], parts[1], parts[2]) if parts and parts[0] else ""
