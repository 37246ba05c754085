"""Undoing an entry by its counter-entry: the one way back, for every kind of entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from upk_ledger.core.entries import reversal
from upk_ledger.core.errors.ledger import (
    AlreadyReversed,
    CancellationNotReversible,
    NotReversibleHere,
    OpeningNotReversible,
    ReversalBeforeOriginal,
)
from upk_ledger.core.errors.loans import LoanHasPayments
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.store.desk import Desk
from upk_ledger.store.movements import (
    LoanMovement,
    members_of_entry,
    movements_of,
    recoveries_of_entry,
)
from upk_ledger.store.posting import PostedEntry, Posting, post_many
from upk_ledger.store.repayments import standing_payments
from upk_ledger.store.session import WriteSession
from upk_ledger.store.vouchers import find_entry, undone_by


def reverse(
    desk: Desk,
    voucher: str,
    reason: str,
    on: date | None = None,
    *,
    only: str | None = None,
    codes: Sequence[str] = (),
) -> PostedEntry:
    """Post the counter-entry of a voucher, with its loan movements mirrored.

    Dated like the original if its month is open, else the first open day, unless `on` says otherwise (contract
    section 5, "Reversal"). `only` restricts to one kind of entry. Raises `UnknownVoucher`, `AlreadyReversed`,
    `NotReversibleHere`, `OpeningNotReversible`, `CancellationNotReversible`, `ReversalBeforeOriginal`,
    `LoanHasPayments`, `PrincipalNotOwed`,
    `KeptMoneySpent`, `EmptyField` without a reason, and for a counter-entry dated or recorded after the entry's day
    what `approve` raises.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        posted = find_entry(session, voucher)
        _check_reversible(session, posted, only)
        original = posted.entry.date
        day = on or max(original, session.closed_through + timedelta(days=1))
        if day < original:
            raise ReversalBeforeOriginal(posted.voucher, day, original)
        mirrored = tuple(
            LoanMovement(m.loan, day, -m.disbursed, -m.principal, -m.service, -m.written_off)
            for m in movements_of(session, posted.record)
        )
        late = [("batal-menyusul", posted.voucher, original.isoformat())] if day != original else []
        late += _approved_late(session, posted, day, codes)
        words = f"Pembatalan {posted.voucher}: {reason.strip()}"
        members = tuple(
            replace(m, on=day, principal=-m.principal, service=-m.service, written_off=-m.written_off)
            for m in members_of_entry(session, posted.record)
        )
        recoveries = tuple(
            replace(r, on=day, principal=-r.principal, service=-r.service)
            for r in recoveries_of_entry(session, posted.record)
        )
        entry = reversal(posted.entry, posted.record, day, words)
        posting = Posting(entry, mirrored, tuple(late), members=members, recoveries=recoveries)
        return post_many(session, [posting])[0]


def _approved_late(
    session: WriteSession, posted: PostedEntry, day: date, codes: Sequence[str]
) -> Sequence[tuple[str, str, str]]:
    """What a counter-entry of a later day than the entry's has to put on the exception list."""
    original = posted.entry.date
    if max(day, session.desk.today) <= original and not codes:
        return ()
    from upk_ledger.actions.approvals import approve  # a payment recorded does without

    return approve(session, "batal", posted.voucher, codes, day)


def _check_reversible(session: WriteSession, posted: PostedEntry, only: str | None) -> None:
    entry = posted.entry
    if only and entry.kind != only:
        raise NotReversibleHere(posted.voucher, "upk jurnal koreksi")
    by = undone_by(session, posted.record)
    if by:
        raise AlreadyReversed(posted.voucher, by)
    if entry.kind == "saldo-awal":
        raise OpeningNotReversible(posted.voucher)
    for movement in movements_of(session, posted.record):
        if entry.reverses is not None:  # what was undone comes back by its own command, at what holds by now
            again = "upk pinjaman cairkan" if movement.disbursed else "upk angsuran catat"
            raise CancellationNotReversible(posted.voucher, again)
        standing = standing_payments(session, movement.loan) if movement.disbursed else ()
        if movement.disbursed > 0 and standing:
            raise LoanHasPayments(movement.loan, standing)
