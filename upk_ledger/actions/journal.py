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
from upk_ledger.store.session import ReadSession


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry as it is shown: who recorded it when, which voucher undid it and which one it undoes."""

    posted: PostedEntry
    recorded_at: str
    actor: str
    reversed_by: str = ""
    reverses: str = ""


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
        return _listed(
            session,
            "e.entry_date BETWEEN :since AND :until",
            since=(since or date.min).isoformat(),
            until=(until or date.max).isoformat(),
        )


def view_entry(desk: Desk, voucher: str) -> ListedEntry:
    """One entry by its voucher number, with who recorded it and what became of it; `UnknownVoucher`."""
    with desk.read() as session:
        return _listed(session, "e.record = :record", record=find_entry(session, voucher).record)[0]


def _listed(session: ReadSession, which: str, **facts: object) -> list[ListedEntry]:
    rows = session.all(
        "SELECT e.record, r.recorded_at, r.actor, c.record, e.reverses FROM journal_entry AS e"
        " JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
        " LEFT JOIN journal_entry AS c ON c.office_id = e.office_id AND c.reverses = e.record"
        f" WHERE e.office_id = :office AND {which} ORDER BY e.entry_date, e.record",
        **facts,
    )

    def voucher(record: int | None) -> str:
        return entry_at(session, record).voucher if record else ""

    return [
        ListedEntry(entry_at(session, row[0]), row[1], row[2], voucher(row[3]), voucher(row[4]))
        for row in rows
    ]
