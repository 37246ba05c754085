from datetime import date

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.repayment import cancel_repayment, due_now
from upk_ledger.actions.write_offs import end_claim, write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import CancellationNotReversible
from upk_ledger.core.errors.loans import BeforeEarlierStep, PaysTooMuch, PrincipalNotOwed, WrongStage
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.write_offs import (
    ClaimEnded,
    ClaimNotThere,
    LoanWrittenOff,
    NothingClaimed,
    RecoveriesStand,
    RecoveryAboveClaim,
)
from upk_ledger.store.balances import account_sums
from upk_ledger.store.claims import claims_at
from upk_ledger.store.facts import add_facts
from upk_ledger.store.movements import members_of_entry
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import entry_at, find_record
from upk_ledger.store.rules import rules_at

GRANTED = date(2026, 1, 5)
GONE = date(2026, 3, 20)


def rp(amount):
    return amount * 100


def balance(desk, account, on=date(2026, 12, 31)):
    with desk.read() as session:
        sums = account_sums(session, on, on)
    return sums[account].balance // 100 if account in sums else 0


def at(desk, loan, on=GONE):
    with desk.read() as session:
        return positions(session, on, rules_at(session, on).collectibility, loan)[0]


def claim(desk, loan, on=date.max):
    with desk.read() as session:
        return claims_at(session, on, loan).get(loan)


def gone(desk, loan, on=GONE, **facts):
    return write_off(desk, loan, on, **{"decision": "07/BKM/2026", "reason": "KSM bubar"} | facts)


def sound(desk):
    return [(found.code, found.where) for found in check_book(desk).violations]


def lines(desk, voucher):
    with desk.read() as session:
        entry = entry_at(session, find_record(session, voucher)).entry
    return [(line.account, line.debit // 100, line.credit // 100) for line in entry.lines]


@pytest.fixture
def lending(desk, build):
    """A loan of a million on which one installment was paid; the allowance of January is 10.000."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, GRANTED)
    build.pay(desk, loan, date(2026, 2, 5), 115_000)
    return desk, loan


def test_write_off_takes_the_principal_off_the_books_and_keeps_the_claim(lending):
    desk, loan = lending
    close_month(desk, Month(2026, 1))
    done = gone(desk, loan)
    assert (done.principal, done.service) == (rp(900_000), rp(15_000))
    assert (done.allowance, done.cost) == (rp(10_000), rp(890_000))
    assert lines(desk, done.voucher) == [("12010", 10_000, 0), ("51080", 890_000, 0), ("11030", 0, 900_000)]
    assert done.voucher.startswith("PB/2026/03/")
    before, after = at(desk, loan, date(2026, 3, 19)), at(desk, loan)
    assert (before.status, before.position.outstanding, before.position.class_) == (
        "berjalan",
        rp(900_000),
        2,
    )
    assert (after.status, tuple(after.position)) == ("hapus-buku", (0, 0, 0, 0, None))
    kept = claim(desk, loan)
    assert (kept.principal, kept.service, kept.left) == (rp(900_000), rp(15_000), rp(915_000))
    assert (kept.on, kept.decisions) == (GONE, ("07/BKM/2026",))
    assert claim(desk, loan, date(2026, 3, 19)) is None
    assert sound(desk) == []


def test_all_of_it_goes_against_an_allowance_that_suffices(lending, build):
    desk, loan = lending
    build.entry(desk, date(2026, 2, 28), "51080", "12010", 1_000_000)
    done = gone(desk, loan)
    assert (done.allowance, done.cost) == (rp(900_000), 0)
    assert balance(desk, "12010") == -100_000


def test_what_the_allowance_holds_later_alone_counts(lending, build):
    """The allowance never becomes less than nothing, also where a later entry has used it already."""
    desk, loan = lending
    build.entry(desk, date(2026, 2, 28), "51080", "12010", 1_000_000)
    build.entry(desk, date(2026, 3, 25), "12010", "51080", 700_000)
    assert gone(desk, loan).allowance == rp(300_000)


def test_members_parts_are_what_each_owes(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, GRANTED, shares={"A01": 600_000, "A02": 400_000})
    build.pay(desk, loan, date(2026, 2, 5), 115_000)
    done = gone(desk, loan)
    with desk.read() as session:
        parts = members_of_entry(session, find_record(session, done.voucher))
    assert [(part.member, part.written_off) for part in parts] == [("A01", rp(540_000)), ("A02", rp(360_000))]
    assert sound(desk) == []


def test_a_recovery_is_principal_of_the_claim_first_then_service(lending, build):
    desk, loan = lending
    gone(desk, loan)
    first = build.pay(desk, loan, date(2026, 3, 25), 890_000)
    assert (first.principal, first.service, first.outstanding_principal) == (0, 0, 0)
    assert (first.recovered_principal, first.recovered_service) == (rp(890_000), 0)
    assert first.claim_left == rp(25_000)
    assert lines(desk, first.voucher) == [("11010", 890_000, 0), ("41030", 0, 890_000)]
    second = build.pay(desk, loan, date(2026, 3, 26), 25_000)
    assert (second.recovered_principal, second.recovered_service) == (rp(10_000), rp(15_000))
    assert lines(desk, second.voucher) == [("11010", 25_000, 0), ("41030", 0, 10_000), ("41010", 0, 15_000)]
    with pytest.raises(RecoveryAboveClaim) as refused:
        build.pay(desk, loan, date(2026, 3, 27), 1)
    assert refused.value.left == 0
    assert at(desk, loan, date(2026, 3, 31)).status == "hapus-buku"
    close_month(desk, Month(2026, 1))
    close_month(desk, Month(2026, 2))
    assert close_month(desk, Month(2026, 3)).notes == ()
    assert sound(desk) == []


def test_recoveries_go_to_the_allowance_where_the_office_chose_so(lending, build):
    desk, loan = lending
    with desk.write() as session:
        add_facts(session, "pengaturan", [("penerimaan-kembali", "cadangan", "2026-03-01")])
    gone(desk, loan)
    paid = build.pay(desk, loan, date(2026, 3, 25), 100_000)
    assert lines(desk, paid.voucher) == [("11010", 100_000, 0), ("12010", 0, 100_000)]
    assert sound(desk) == []


def test_never_more_comes_in_than_is_claimed(lending, build):
    desk, loan = lending
    gone(desk, loan)
    with pytest.raises(RecoveryAboveClaim) as refused:
        build.pay(desk, loan, date(2026, 3, 25), 915_001)
    assert refused.value.left == rp(915_000)
    with desk.read() as session:
        assert due_now(session, get_loan(session, loan), GONE) == rp(915_000)


def test_a_payment_of_a_day_before_the_write_off_is_refused(lending, build):
    desk, loan = lending
    done = gone(desk, loan)
    with pytest.raises(LoanWrittenOff) as refused:
        build.pay(desk, loan, date(2026, 3, 19), 115_000)
    assert refused.value.vouchers == (done.voucher,)
    correct_entry(desk, done.voucher, "Ada setoran yang terlewat")
    build.pay(desk, loan, date(2026, 3, 19), 115_000)
    again = gone(desk, loan)
    assert (again.principal, again.service) == (rp(800_000), 0)
    assert sound(desk) == []


def test_undoing_a_write_off_lets_the_loan_run_again(lending, build):
    desk, loan = lending
    before = at(desk, loan, date(2026, 3, 31))
    done = gone(desk, loan)
    undone = correct_entry(desk, done.voucher, "Putusan ditarik")
    assert at(desk, loan, date(2026, 3, 31)) == before
    assert claim(desk, loan) is None
    assert sound(desk) == []
    with pytest.raises(CancellationNotReversible) as refused:
        correct_entry(desk, undone.voucher, "Salah")
    assert refused.value.command == "upk pinjaman hapus-buku"


def test_a_write_off_is_not_undone_while_recoveries_stand(lending, build):
    desk, loan = lending
    done = gone(desk, loan)
    paid = build.pay(desk, loan, date(2026, 3, 25), 100_000)
    with pytest.raises(RecoveriesStand) as refused:
        correct_entry(desk, done.voucher, "Putusan ditarik")
    assert refused.value.vouchers == (paid.voucher,)
    cancel_repayment(desk, paid.voucher, "Cek kosong", date(2026, 3, 28))
    with pytest.raises(ClaimNotThere) as refused:
        correct_entry(desk, done.voucher, "Putusan ditarik")
    assert refused.value.since == date(2026, 3, 28)
    correct_entry(desk, done.voucher, "Putusan ditarik", date(2026, 3, 28))
    assert at(desk, loan, date(2026, 3, 31)).position.outstanding == rp(900_000)
    assert sound(desk) == []


def test_a_recovery_undone_is_claimed_again_and_comes_back_by_its_own_command(lending, build):
    desk, loan = lending
    gone(desk, loan)
    paid = build.pay(desk, loan, date(2026, 3, 25), 915_000)
    undone = cancel_repayment(desk, paid.voucher, "Cek kosong")
    assert claim(desk, loan).left == rp(915_000)
    with pytest.raises(CancellationNotReversible) as refused:
        correct_entry(desk, undone.voucher, "Ternyata cair")
    assert refused.value.command == "upk angsuran catat"
    build.pay(desk, loan, date(2026, 3, 26), 915_000)
    assert sound(desk) == []


@pytest.mark.parametrize("shares", [{}, {"A01": 600_000, "A02": 400_000}])
def test_a_payment_from_before_undone_after_the_write_off_is_owed_again(desk, build, shares):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, GRANTED, shares=shares)
    paid = build.pay(desk, loan, date(2026, 2, 5), 115_000)
    gone(desk, loan)
    cancel_repayment(desk, paid.voucher, "Cek kosong", date(2026, 3, 22))
    after = at(desk, loan, date(2026, 3, 22))
    assert (after.status, after.position.outstanding, after.position.arrears_principal) == (
        "berjalan",
        rp(100_000),
        rp(100_000),
    )
    assert (after.position.months_overdue, after.position.class_, after.position.arrears_service) == (2, 2, 0)
    assert (claim(desk, loan).principal, claim(desk, loan).service) == (rp(900_000), rp(30_000))
    with pytest.raises(PrincipalNotOwed):
        build.pay(desk, loan, date(2026, 3, 21), 100_000)
    with pytest.raises(PaysTooMuch) as refused:
        build.pay(desk, loan, date(2026, 3, 23), 100_001)
    assert refused.value.payoff == rp(100_000)
    again = build.pay(desk, loan, date(2026, 3, 23), 60_000)
    assert (again.principal, again.outstanding_principal, again.recovered_principal) == (
        rp(60_000),
        rp(40_000),
        0,
    )
    rest = gone(desk, loan, date(2026, 3, 24), decision="09/BKM/2026")
    assert (rest.principal, rest.service) == (rp(40_000), rp(30_000))
    both = claim(desk, loan)
    assert (both.principal, both.service, both.on) == (rp(940_000), rp(30_000), GONE)
    assert both.decisions == ("07/BKM/2026", "09/BKM/2026")
    first, _ = both.vouchers
    with pytest.raises(RecoveriesStand):
        correct_entry(desk, first, "Urutannya terbalik")
    assert sound(desk) == []


def test_hapus_tagih_ends_the_claim_for_good(lending, build):
    desk, loan = lending
    done = gone(desk, loan)
    paid = build.pay(desk, loan, date(2026, 3, 25), 100_000)
    with pytest.raises(BeforeEarlierStep):
        end_claim(desk, loan, date(2026, 3, 24), decision="02/RW", reason="Tidak mampu")
    ended = end_claim(desk, loan, date(2026, 3, 28), decision="02/RW", reason="Tidak mampu")
    assert (ended.principal, ended.service) == (rp(800_000), rp(15_000))
    kept = claim(desk, loan)
    assert (kept.left, kept.given_up, kept.ended_on) == (0, rp(815_000), date(2026, 3, 28))
    assert claim(desk, loan, date(2026, 3, 27)).left == rp(815_000)
    for act in (
        lambda: build.pay(desk, loan, date(2026, 3, 29), 1_000),
        lambda: end_claim(desk, loan, date(2026, 3, 29), decision="03/RW", reason="Tidak mampu"),
        lambda: correct_entry(desk, done.voucher, "Putusan ditarik"),
    ):
        with pytest.raises(ClaimEnded):
            act()
    cancel_repayment(desk, paid.voucher, "Cek kosong", date(2026, 3, 29))
    assert claim(desk, loan).left == 0
    assert sound(desk) == []


def test_what_is_refused(lending, build):
    desk, loan = lending
    with pytest.raises(EmptyField):
        gone(desk, loan, decision=" ")
    with pytest.raises(EmptyField):
        gone(desk, loan, reason="")
    with pytest.raises(BeforeEarlierStep):
        gone(desk, loan, date(2026, 2, 4))
    with pytest.raises(WrongStage):
        end_claim(desk, loan, GONE, decision="02/RW", reason="Tidak mampu")
    gone(desk, loan)
    with pytest.raises(WrongStage):
        gone(desk, loan)
    build.pay(desk, loan, date(2026, 3, 25), 915_000)
    with pytest.raises(NothingClaimed):
        end_claim(desk, loan, date(2026, 3, 28), decision="02/RW", reason="Tidak mampu")
    disbursement = find(desk, "pencairan")
    with pytest.raises(LoanWrittenOff):
        correct_entry(desk, disbursement, "Salah")


def find(desk, kind):
    from upk_ledger.actions.journal import list_entries

    return next(found.entry.voucher for found in list_entries(desk, None, None) if found.entry.kind == kind)


def test_the_month_of_a_write_off_is_closed_reopened_and_closed_again(lending, build):
    desk, loan = lending
    close_month(desk, Month(2026, 1))
    close_month(desk, Month(2026, 2))
    other = build.loan(desk, date(2026, 3, 2))
    done = gone(desk, loan)
    closed = close_month(desk, Month(2026, 3))
    assert closed.required == rp(10_000)  # one percent of the other loan alone
    assert balance(desk, "12010", date(2026, 3, 31)) == -10_000
    assert sound(desk) == []
    reopen_month(desk, Month(2026, 3), "Putusan ditarik")
    correct_entry(desk, done.voucher, "Putusan ditarik")
    assert close_month(desk, Month(2026, 3)).required == rp(10_000 + 45_000)
    assert at(desk, other, date(2026, 3, 31)).status == "berjalan"
    assert sound(desk) == []
