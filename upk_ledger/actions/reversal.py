"""Undoing an entry by its counter-entry: the one way back, for every kind of entry."""

from datetime import date, timedelta

from upk_ledger.core.entries import reversal
from upk_ledger.core.errors.ledger import (
    AlreadyReversed,
    CancellationNotReversible,
    NotReversibleHere,
    OpeningNotReversible,
    ReversalBeforeOriginal,
    UnknownVoucher,
)
from upk_ledger.core.errors.loans import LoanHasPayments
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import (
    LoanMovement,
    PostedEntry,
    entry_at,
    find_record,
    movements_of,
    post,
    voucher_number,
)
from upk_ledger.store.session import ReadSession, WriteSession


def find_entry(session: ReadSession, voucher: str) -> PostedEntry:
    """The entry of a voucher number; `UnknownVoucher` names those of the same month that come near."""
    record = find_record(session, voucher)
    if record is None:
        parts = voucher.strip().upper().split("/")
        rows = session.all(
            "SELECT series, month, max(number) FROM journal_entry WHERE office_id = :office AND series = :series"
            " GROUP BY series, month ORDER BY month DESC LIMIT 3",
            series=parts[0],
        )
        raise UnknownVoucher(voucher, tuple(voucher_number(row[0], row[1], row[2]) for row in rows))
    return entry_at(session, record)


def reverse(
    desk: Desk, voucher: str, reason: str, on: date | None = None, *, only: str | None = None
) -> PostedEntry:
    """Post the counter-entry of a voucher, with its loan movements mirrored.

    Dated like the original if its month is open, else the first open day, unless `on` says otherwise (contract
    section 5, "Reversal"). `only` restricts to one kind of entry. Raises `UnknownVoucher`, `AlreadyReversed`,
    `NotReversibleHere`, `OpeningNotReversible`, `CancellationNotReversible`, `ReversalBeforeOriginal`,
    `LoanHasPayments`, `PrincipalNotOwed`,
    `KeptMoneySpent`, `EmptyField` without a reason.
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
            LoanMovement(m.loan, day, -m.disbursed, -m.principal, -m.service)
            for m in movements_of(session, posted.record)
        )
        late = [("batal-menyusul", posted.voucher, original.isoformat())] if day != original else []
        words = f"Pembatalan {posted.voucher}: {reason.strip()}"
        return post(session, reversal(posted.entry, posted.record, day, words), mirrored, tuple(late))


def _check_reversible(session: WriteSession, posted: PostedEntry, only: str | None) -> None:
    entry = posted.entry
    if only and entry.kind != only:
        raise NotReversibleHere(posted.voucher, "upk jurnal koreksi")
    by = session.value(
        "SELECT record FROM journal_entry WHERE office_id = :office AND reverses = :record",
        record=posted.record,
    )
    if by is not None:
        raise AlreadyReversed(posted.voucher, entry_at(session, by).voucher)
    if entry.kind == "saldo-awal":
        raise OpeningNotReversible(posted.voucher)
    for movement in movements_of(session, posted.record):
        if entry.reverses is not None:  # what was undone comes back by its own command, at what holds by now
            again = "upk pinjaman cairkan" if movement.disbursed else "upk angsuran catat"
            raise CancellationNotReversible(posted.voucher, again)
        standing = _payments(session, movement.loan) if movement.disbursed else ()
        if movement.disbursed > 0 and standing:
            raise LoanHasPayments(movement.loan, standing)


def _payments(session: ReadSession, loan: str) -> tuple[str, ...]:
    """Vouchers of the loan's payments that were not reversed."""
    rows = session.all(
        "SELECT e.series, e.month, e.number FROM loan_movement AS m"
        " JOIN journal_entry AS e ON e.office_id = m.office_id AND e.record = m.record"
        " WHERE m.office_id = :office AND m.loan_number = :loan AND e.kind = 'angsuran'"
        " AND NOT EXISTS (SELECT 1 FROM journal_entry AS c WHERE c.office_id = e.office_id AND c.reverses = e.record)"
        " ORDER BY e.record",
        loan=loan,
    )
    return tuple(voucher_number(row[0], row[1], row[2]) for row in rows)
