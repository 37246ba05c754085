"""The general journal: what has no command of its own, the list of entries, and corrections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from upk_ledger.actions.reversal import find_entry, reverse
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.store.accounts import check_unreserved, find_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry, entry_at, post


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry as the list shows it: who recorded it when, and by which voucher it was undone."""

    posted: PostedEntry
    recorded_at: str
    actor: str
    reversed_by: str = ""


def record_entry(
    desk: Desk,
    on: date,
    lines: Sequence[JournalLine],
    description: str,
    *,
    receipt: str | None = None,
    key: str | None = None,
) -> PostedEntry:
    """Post a general entry; each line's account is a code or a unique part of a name.

    Control accounts are refused with the command that books them (`ReservedAccount`).
    """
    if not description.strip():
        raise EmptyField("keterangan")
    with desk.write() as session:
        found = []
        for line in lines:
            account = find_account(session, line.account)
            check_unreserved(account)
            found.append(replace(line, account=account.code))
        return post(session, JournalEntry(on, "umum", tuple(found), description, receipt=receipt, key=key))


def correct_entry(desk: Desk, voucher: str, reason: str, on: date | None = None) -> PostedEntry:
    """Undo any entry by its counter-entry; see `reverse`."""
    return reverse(desk, voucher, reason, on)


def show_entry(desk: Desk, voucher: str) -> PostedEntry:
    """One entry by its voucher number."""
    with desk.read() as session:
        return find_entry(session, voucher)


def list_entries(desk: Desk, since: date | None = None, until: date | None = None) -> list[ListedEntry]:
    """The entries dated within a range (ends included), in order of date and recording."""
    with desk.read() as session:
        rows = session.all(
            "SELECT e.record, r.recorded_at, r.actor, c.record FROM journal_entry AS e"
            " JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
            " LEFT JOIN journal_entry AS c ON c.office_id = e.office_id AND c.reverses = e.record"
            " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until ORDER BY e.entry_date, e.record",
            since=(since or date.min).isoformat(),
            until=(until or date.max).isoformat(),
        )
        return [
            ListedEntry(
                entry_at(session, row[0]), row[1], row[2], entry_at(session, row[3]).voucher if row[3] else ""
            )
            for row in rows
        ]
