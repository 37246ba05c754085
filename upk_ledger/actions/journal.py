"""The general journal: what has no command of its own, the list of entries, and corrections."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.reversal import reverse
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.listings import EntryHistory
from upk_ledger.store.accounts import check_unreserved, find_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry, post
from upk_ledger.store.vouchers import find_entry, histories


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


def correct_entry(
    desk: Desk, voucher: str, reason: str, on: date | None = None, codes: Sequence[str] = ()
) -> PostedEntry:
    """Undo any entry by its counter-entry; see `reverse`."""
    return reverse(desk, voucher, reason, on, codes=codes)


def show_entry(desk: Desk, voucher: str) -> PostedEntry:
    """One entry by its voucher number."""
    with desk.read() as session:
        return find_entry(session, voucher)


def list_entries(desk: Desk, since: date | None = None, until: date | None = None) -> list[EntryHistory]:
    """The entries dated within a range (ends included), in order of date and recording."""
    with desk.read() as session:
        return histories(session, since or date.min, until or date.max)


def view_entry(desk: Desk, voucher: str) -> EntryHistory:
    """One entry by its voucher number, with who recorded it and what became of it; `UnknownVoucher`."""
    with desk.read() as session:
        found = find_entry(session, voucher)
        day = histories(session, found.entry.date, found.entry.date)
        return next(history for history in day if history.entry.record == found.record)
