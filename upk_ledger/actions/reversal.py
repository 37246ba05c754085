"""Undoing an entry by its counter-entry: the one way back, for every kind of entry."""

from collections.abc import Sequence
from datetime import date, timedelta

from upk_ledger.core.entries import LOAN_FUND, reversal
from upk_ledger.core.errors.ledger import (
    AlreadyReversed,
    CancellationNotReversible,
    NotReversibleHere,
    OpeningNotReversible,
    ReversalBeforeOriginal,
)
from upk_ledger.core.errors.loans import LoanHasPayments
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.rescheduling import LoanRescheduled
from upk_ledger.core.errors.write_offs import ClaimEnded, LoanWrittenOff, RecoveriesStand
from upk_ledger.store.claims import claim_now, standing_recoveries
from upk_ledger.store.desk import Desk
from upk_ledger.store.movements import (
    LoanMovement,
    members_of_entry,
    movements_of,
    recoveries_of_entry,
)
from upk_ledger.store.posting import PostedEntry, Posting, entry_at, post_many
from upk_ledger.store.repayments import standing_payments
from upk_ledger.store.schedules import ended_by
from upk_ledger.store.session import WriteSession
from upk_ledger.store.vouchers import find_entry, undone_by

_RECORDED_ANEW = {
    "alokasi-laba": "upk laba bagi",
    "bayar-alokasi": "upk laba bayar",
    "tahun-lalu": "upk jurnal koreksi-tahun-lalu",
    "uang-muka": "upk uang-muka beri",
    "tanggung-uang-muka": "upk uang-muka pertanggungjawabkan",
    "opname": "upk kas opname",
    "dana-terima": "upk dana terima",
    "dana-belanja": "upk dana belanja",
    "dana-kembali": "upk dana kembalikan",
    "dana-bagi": "upk dana bagi",
    "mitra-terima": "upk mitra terima",
    "mitra-bayar": "upk mitra bayar",
}
"""Kinds of entries that more goes with, whose counter-entry is not undone: by what they are recorded once more."""


def reverse(
    desk: Desk,
    voucher: str,
    reason: str,
    on: date | None = None,
    *,
    only: tuple[str, ...] = (),
    codes: Sequence[str] = (),
) -> PostedEntry:
    """Post the counter-entry of a voucher, its loan movements mirrored, a schedule that it ended in force again.

    Dated like the original if its month is open, else the first open day, unless `on` says otherwise (contract
    section 5, "Reversal"). `only` restricts to kinds of entries. Raises `UnknownVoucher`, `AlreadyReversed`,
    `NotReversibleHere`, `OpeningNotReversible`, `CancellationNotReversible`, `ReversalBeforeOriginal`,
    `LoanHasPayments`, `PrincipalNotOwed`, `LoanWrittenOff`, `RecoveriesStand`, `ClaimEnded`, `ClaimNotThere`,
    `KeptMoneySpent`, `AdvanceOverdrawn`, `AllocationPaid`, `EmptyField` without a reason, and for a counter-entry
    dated or recorded after the entry's day what `approve` raises.
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
            m._replace(on=day, principal=-m.principal, service=-m.service, written_off=-m.written_off)
            for m in members_of_entry(session, posted.record)
        )
        recoveries = tuple(
            r._replace(on=day, principal=-r.principal, service=-r.service)
            for r in recoveries_of_entry(session, posted.record)
        )
        entry = reversal(posted.entry, posted.record, day, words)
        posting = Posting(entry, mirrored, tuple(late), members=members, recoveries=recoveries)
        back = post_many(session, [posting])[0]
        advanced = session.with_role("uang-muka")
        if any(line.account in advanced for line in posted.entry.lines):
            from upk_ledger.actions.advances import check_undone  # few entries are of advances

            check_undone(session, posted.record)
        for loan, version in _ended_with(session, posted):
            from upk_ledger.actions.payoff import resume_schedule  # few payments paid a loan off early

            resume_schedule(session, loan, version, day, words)
        if day.year != original.year:
            from upk_ledger.actions.prior_years import carry_to_prior_year  # few are undone in another year

            carry_to_prior_year(session, posted, back)
        return back


def _ended_with(session: WriteSession, posted: PostedEntry) -> list[tuple[str, int]]:
    """The loans whose schedule ended with an entry, and the version that says so."""
    if posted.entry.kind != "angsuran":
        return []
    found = {m.loan: ended_by(session, m.loan, posted.record) for m in movements_of(session, posted.record)}
    return [(loan, ended[0]) for loan, ended in found.items() if ended]


def _approved_late(
    session: WriteSession, posted: PostedEntry, day: date, codes: Sequence[str]
) -> Sequence[tuple[str, str, str]]:
    """What a counter-entry of a later day than the entry's has to put on the exception list."""
    original = posted.entry.date
    if max(day, session.desk.today) <= original and not codes:
        return ()
    from upk_ledger.actions.approvals import approve  # a payment recorded does without

    return approve(session, "batal", posted.voucher, codes, day)


def _check_reversible(session: WriteSession, posted: PostedEntry, only: tuple[str, ...]) -> None:
    entry = posted.entry
    if only and entry.kind not in only:
        raise NotReversibleHere(posted.voucher, "upk jurnal koreksi")
    if entry.kind == "penataan" and not only:
        raise NotReversibleHere(posted.voucher, "upk pinjaman batal-jadwal-ulang")
    if entry.kind == "penutup":
        raise NotReversibleHere(posted.voucher, "upk periode batal-tutup-tahun")
    by = undone_by(session, posted.record)
    if by:
        raise AlreadyReversed(posted.voucher, by)
    if entry.kind == "saldo-awal":
        raise OpeningNotReversible(posted.voucher)
    bound = session.with_role("dana-terikat")
    for fund in {line.fund for line in entry.lines if line.account in bound and line.fund != LOAN_FUND}:
        from upk_ledger.actions.restricted_funds import check_fund_open  # few entries are of such funds

        check_fund_open(session, fund)
    fixed = session.with_role("aset-tetap")
    if any(line.account in fixed for line in entry.lines):
        from upk_ledger.actions.assets import check_asset_entry  # few entries are about assets

        check_asset_entry(session, posted, alone=not only)
    if entry.kind == "alokasi-laba":
        from upk_ledger.actions.surplus import (
            check_undone as check_unpaid,  # a surplus is allocated once a year
        )

        check_unpaid(session, posted.voucher)
    _check_prior_year(session, posted)
    if entry.reverses is not None:
        anew = _RECORDED_ANEW.get(entry_at(session, entry.reverses).entry.kind)
        if anew or recoveries_of_entry(session, posted.record):
            raise CancellationNotReversible(posted.voucher, anew or "upk angsuran catat")
    for movement in movements_of(session, posted.record):
        if entry.reverses is not None:  # what was undone comes back by its own command, at what holds by now
            raise CancellationNotReversible(posted.voucher, _again(movement))
        if movement.written_off or movement.disbursed:
            _check_claim(session, posted, movement)
        if movement.disbursed > 0 and entry.kind != "penataan":
            _check_disbursement(session, movement.loan)


def _check_prior_year(session: WriteSession, posted: PostedEntry) -> None:
    """A counter-entry of a closed year, and what took it to that year, belong together and stand."""
    from upk_ledger.store.prior_years import KIND, key_beside, voucher_beside  # most are of the running year

    beside = posted.entry.kind == KIND and (posted.entry.key or "").startswith(key_beside(""))
    if beside or (posted.entry.reverses is not None and voucher_beside(session, posted.record)):
        raise CancellationNotReversible(posted.voucher, _RECORDED_ANEW[KIND])


def _check_disbursement(session: WriteSession, loan: str) -> None:
    """A disbursement stands while payments or a rescheduling rest on it."""
    from upk_ledger.store.rescheduling import newest_rescheduling_of  # a payment taken back does without

    standing = standing_payments(session, loan)
    if standing:
        raise LoanHasPayments(loan, standing)
    if newest_rescheduling_of(session, loan):
        raise LoanRescheduled(loan)


def _again(movement: LoanMovement) -> str:
    """The command that brings back what a counter-entry undid."""
    if movement.written_off:
        return "upk pinjaman hapus-buku"
    return "upk pinjaman cairkan" if movement.disbursed else "upk angsuran catat"


def _check_claim(session: WriteSession, posted: PostedEntry, movement: LoanMovement) -> None:
    """A loan paid out stays so while it is written off; a write-off while anything recorded after it stands."""
    claim = claim_now(session, movement.loan)
    if claim is None:
        return
    if movement.disbursed:
        raise LoanWrittenOff(claim.loan, claim.on, claim.vouchers)
    if claim.ended_on is not None:
        raise ClaimEnded(claim.loan, claim.ended_on, claim.end_decision)
    newer = claim.vouchers[claim.vouchers.index(posted.voucher) + 1 :]
    standing = (*newer, *standing_recoveries(session, claim.loan))
    if standing:
        raise RecoveriesStand(claim.loan, standing)
