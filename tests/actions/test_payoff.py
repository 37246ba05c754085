"""Early payoff on both engines: the quote, the schedule that ends, the way back from it; fines; small remainders."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from upk_ledger.actions import loan_views
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.lending import disburse_loan
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.member_shares import TakeOver, transfer_share
from upk_ledger.actions.payoff import end_schedule, pay_off, payoff_quote
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.products import add_product
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.reports import month_package
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.reversal import reverse
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import KeyUsed
from upk_ledger.core.errors.loans import PaidBeforeDisbursement, PaysTooMuch, PrincipalNotOwed, WrongStage
from upk_ledger.core.errors.payoff import (
    FineNegative,
    NoFine,
    NothingToWaive,
    PaidOffEarly,
    PayoffTooEarly,
    WaiverUndecided,
)
from upk_ledger.core.errors.savings import FeeAboveLoan
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.store.members import member_debts
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.rules import rules_at
from upk_ledger.store.vouchers import find_entry

LENT = date(2026, 1, 15)
"""Rp1.000.000 over ten months: an installment is Rp100.000 principal and Rp15.000 service, due on the 15th."""
SHARES = {"A01": 500_000, "A02": 300_000, "A03": 200_000}
LATER = (date(2026, 4, 20), date(2026, 6, 15), date(2026, 6, 16), date(2026, 12, 31), date(2027, 6, 1))


@pytest.fixture
def lend(desk, build):
    """Pays a loan out under a product with these habits, or under none."""
    build.opening(desk, k11010=50_000_000, k31010=-50_000_000)
    build.group(desk, members=3)
    made = iter("ABCDEFGH")

    def paid_out(habits=None, **more):
        product = None
        if habits is not None:
            product = add_product(desk, next(made), "Pinjaman Usaha", habits, date(2026, 1, 1)).record
        return build.loan(desk, LENT, product=product, **more)

    return paid_out


def rupiah(*sen):
    return tuple(amount // 100 for amount in sen)


def off(desk, loan, on, **more):
    return pay_off(desk, PayoffRequest(loan, on, **more))


def at(desk, loan, on):
    with desk.read() as session:
        found = positions(session, on, rules_at(session, on).collectibility, loan)
        assert found[0] in positions(session, on, rules_at(session, on).collectibility)
        return found[0]


def lines(desk, voucher):
    with desk.read() as session:
        return [
            (x.account, x.debit // 100, x.credit // 100) for x in find_entry(session, voucher).entry.lines
        ]


def sound(desk):
    assert [(item.code, item.where) for item in check_book(desk).violations] == []


@pytest.mark.parametrize(
    ("on", "paid", "principal", "service"),
    [
        (date(2026, 1, 15), 0, 1_000_000, (0, 15_000, 135_000)),
        (date(2026, 4, 14), 230_000, 800_000, (0, 15_000, 105_000)),
        (date(2026, 4, 15), 230_000, 800_000, (15_000, 0, 105_000)),
        (date(2026, 4, 16), 230_000, 800_000, (15_000, 15_000, 90_000)),
        (date(2026, 4, 16), 0, 1_000_000, (45_000, 15_000, 90_000)),
        (date(2026, 4, 16), 455_000, 605_000, (0, 0, 90_000)),
        (date(2026, 12, 1), 230_000, 800_000, (120_000, 0, 0)),
    ],
)
def test_what_pays_off_on_a_day(sqlite_desk, build, on, paid, principal, service):
    build.opening(sqlite_desk, k11010=50_000_000, k31010=-50_000_000)
    build.group(sqlite_desk)
    kept = add_product(sqlite_desk, "K", "Kini", {"payoff_service": "berjalan"}, date(2026, 1, 1)).record
    loans = [build.loan(sqlite_desk, LENT), build.loan(sqlite_desk, LENT, product=kept)]
    for loan in loans if paid else ():
        build.pay(sqlite_desk, loan, min(on, date(2026, 3, 15)), paid)
    whole, running = (payoff_quote(sqlite_desk, loan, on) for loan in loans)
    assert rupiah(whole.principal, *whole.service, whole.waived) == (principal, *service, 0)
    assert rupiah(whole.total) == (principal + sum(service),)
    assert replace(running, loan=whole.loan, way="penuh", waived=0) == whole
    assert rupiah(running.waived, running.total) == (service[2], principal + service[0] + service[1])


@pytest.mark.parametrize("shares", [{}, SHARES])
def test_the_rest_of_the_service_is_waived_and_owed_again_when_the_payoff_is_taken_back(
    desk, build, lend, shares
):
    habits = {"payoff_service": "berjalan"}
    loan, twin = lend(habits, shares=shares), lend(habits, shares=shares)
    for number in (loan, twin):
        build.pay(desk, number, date(2026, 2, 10), 115_000)
    receipt, quote = off(desk, loan, date(2026, 4, 20))
    assert rupiah(quote.total, quote.waived) == (945_000, 90_000)
    assert rupiah(receipt.amount, receipt.principal, receipt.service) == (945_000, 900_000, 45_000)
    assert rupiah(receipt.beside.waived, receipt.outstanding_principal) == (90_000, 0)
    assert lines(desk, receipt.voucher) == [
        ("11010", 945_000, 0),
        ("11030", 0, 900_000),
        ("41010", 0, 45_000),
    ]
    for day in LATER:
        found = at(desk, loan, day)
        assert (found.status, *found.position) == ("lunas", 0, 0, 0, 0, None)
    assert at(desk, loan, date(2026, 4, 19))._replace(number=twin) == at(desk, twin, date(2026, 4, 19))
    rows = loan_views.loan_schedule(desk, loan, date(2026, 4, 20))[1].rows
    assert [(row.number, row.due.isoformat(), *rupiah(row.principal, row.service)) for row in rows[2:]] == [
        (3, "2026-04-15", 100_000, 15_000),
        (4, "2026-04-20", 700_000, 15_000),
    ]
    with desk.read() as session:
        assert [debt.owed for debt in member_debts(session, loan)] == [(0, 0)] * len(shares)
    sound(desk)
    with pytest.raises(PaysTooMuch) as refused:
        build.pay(desk, loan, date(2026, 3, 1), 15_000)  # before it nothing of what was waived is owed either
    assert refused.value.payoff == 0
    cancel_repayment(desk, receipt.voucher, "cek kosong", date(2026, 5, 2))
    assert at(desk, loan, date(2026, 5, 1)).status == "lunas"
    for day in (date(2026, 5, 2), *LATER[1:]):
        found = at(desk, loan, day)
        assert found._replace(number=twin, version=1) == at(desk, twin, day)
        assert found.status == "berjalan"
    sound(desk)
    with pytest.raises(PrincipalNotOwed):  # the payoff counts on the days between
        build.pay(desk, loan, date(2026, 4, 25), 115_000)
    for number in (loan, twin):
        build.pay(desk, number, date(2026, 5, 2), 115_000)
    assert at(desk, loan, date(2026, 6, 1))._replace(number=twin, version=1) == at(
        desk, twin, date(2026, 6, 1)
    )
    first, second = (off(desk, number, date(2026, 6, 1))[1] for number in (loan, twin))
    assert replace(first, loan=twin) == second
    sound(desk)


def test_members_who_paid_ahead_and_behind_both_end_with_nothing_owed(desk, build, lend):
    loan = lend({"payoff_service": "berjalan"}, shares=SHARES)
    build.pay(desk, loan, date(2026, 2, 10), 460_000, members=(("A01", 46_000_000),))
    receipt, _ = off(desk, loan, date(2026, 3, 20))
    assert rupiah(receipt.amount) == (600_000 - 0,)
    with desk.read() as session:
        debts = member_debts(session, loan)
    assert [(debt.member, debt.owed, debt.principal // 100) for debt in debts] == [
        (member, (0, 0), share) for member, share in SHARES.items()
    ]
    sound(desk)


def test_without_a_product_a_decision_waives_the_later_service(desk, build, lend):
    loan = lend()
    with pytest.raises(WaiverUndecided):
        off(desk, loan, date(2026, 4, 20), waive=True)
    receipt, quote = off(desk, loan, date(2026, 4, 20), waive=True, decision="7/BKM/2026", key="x")
    assert rupiah(quote.total, receipt.amount, receipt.beside.waived) == (1_060_000, 1_060_000, 90_000)
    again, none = off(desk, loan, date(2026, 4, 20), waive=True, decision="7/BKM/2026", key="x")
    assert (again.voucher, again.repeated, none) == (receipt.voucher, True, None)
    with pytest.raises(KeyUsed):
        off(desk, loan, date(2026, 4, 20), waive=True, decision="8/BKM/2026", key="x")
    with pytest.raises(WrongStage):
        off(desk, loan, date(2026, 4, 21))
    sound(desk)


def test_in_full_it_is_a_payment_like_any_other_and_titipan_pays_first(desk, build, lend):
    loan = lend()
    build.pay(desk, loan, date(2026, 2, 15), 165_000, excess="titipan")
    receipt, quote = off(desk, loan, date(2026, 3, 1))
    assert rupiah(quote.total, quote.deposit, quote.to_pay) == (1_035_000, 50_000, 985_000)
    assert rupiah(receipt.amount, receipt.beside.from_deposit, receipt.beside.waived) == (
        1_035_000,
        50_000,
        0,
    )
    assert lines(desk, receipt.voucher)[:2] == [("11010", 985_000, 0), ("21040", 50_000, 0)]
    assert at(desk, loan, date(2026, 3, 1)).version == 1
    cancel_repayment(desk, receipt.voucher, "salah KSM", date(2026, 3, 1))
    assert payoff_quote(desk, loan, date(2026, 3, 1)) == quote
    sound(desk)


def test_a_rescheduled_loan_is_paid_off_and_comes_back_as_it_was(desk, build, lend):
    loan, twin = (lend({"payoff_service": "berjalan"}, shares=SHARES) for _ in range(2))
    for number in (loan, twin):
        build.pay(desk, number, date(2026, 2, 15), 115_000)
        asked = RescheduleRequest(number, "penjadwalan", "1", date(2026, 8, 20), {"tenor": 12}, "panen gagal")
        reschedule_loan(desk, asked)
    receipt, _ = off(desk, loan, date(2026, 8, 20))
    assert at(desk, loan, date(2026, 8, 20)).status == "lunas"
    cancel_repayment(desk, receipt.voucher, "keliru", date(2026, 8, 20))
    for day in (date(2026, 8, 20), date(2026, 9, 21), date(2027, 12, 1)):
        assert at(desk, loan, day)._replace(number=twin, version=2) == at(desk, twin, day)
    assert at(desk, loan, date(2026, 8, 20)).status == "dijadwal-ulang"
    sound(desk)


def test_nothing_new_rests_on_a_schedule_that_ended(desk, build, lend):
    loan = lend({"payoff_service": "berjalan"}, shares=SHARES)
    paid = build.pay(desk, loan, date(2026, 2, 15), 115_000)
    receipt, _ = off(desk, loan, date(2026, 3, 1))
    cancel_repayment(desk, paid.voucher, "cek kosong", date(2026, 3, 5))
    assert at(desk, loan, date(2026, 3, 6)).position[:3] == (10_000_000, 10_000_000, 1_500_000)
    sound(desk)
    asked = RescheduleRequest(loan, "penjadwalan", "1", date(2026, 3, 6), {"tenor": 12}, "panen gagal")
    with pytest.raises(PaidOffEarly) as refused:
        reschedule_loan(desk, asked)
    assert refused.value.voucher == receipt.voucher
    with pytest.raises(PaidOffEarly):
        transfer_share(desk, TakeOver(loan, "A01", (("A02", None),), date(2026, 3, 6), "pindah"))
    build.pay(desk, loan, date(2026, 3, 7), 115_000)
    assert at(desk, loan, date(2026, 3, 7)).status == "lunas"
    sound(desk)


def test_payoff_refusals(desk, build, lend):
    loan = lend({"payoff_service": "berjalan"})
    build.pay(desk, loan, date(2026, 3, 15), 230_000)
    with pytest.raises(PayoffTooEarly) as refused:
        off(desk, loan, date(2026, 3, 14))
    assert refused.value.first == date(2026, 3, 15)
    with pytest.raises(PaidBeforeDisbursement):
        payoff_quote(desk, loan, LENT - timedelta(1))
    with pytest.raises(NothingToWaive):
        off(desk, loan, date(2026, 11, 15), waive=True)
    with pytest.raises(PaysTooMuch) as too_much:
        build.pay(desk, loan, date(2026, 3, 20), 920_001)
    assert rupiah(too_much.value.payoff, too_much.value.quote) == (920_000, 815_000)
    off(desk, loan, date(2026, 3, 15))
    with pytest.raises(WrongStage):
        payoff_quote(desk, loan, date(2026, 3, 15))


@pytest.mark.parametrize(
    ("on", "paid", "fine"),
    [
        (date(2026, 2, 15), 0, 0),
        (date(2026, 2, 16), 0, 2_300),
        (date(2026, 3, 15), 0, 2_300),
        (date(2026, 3, 16), 0, 6_900),
        (date(2026, 3, 16), 15_000, 6_300),
        (date(2026, 3, 16), 230_000, 0),
    ],
)
def test_a_fine_is_of_what_is_overdue_for_each_month_begun(sqlite_desk, build, on, paid, fine):
    build.opening(sqlite_desk, k11010=50_000_000, k31010=-50_000_000)
    build.group(sqlite_desk)
    product = add_product(sqlite_desk, "D", "Denda", {"fine_percent": Fraction(2)}, date(2026, 1, 1)).record
    loan = build.loan(sqlite_desk, LENT, product=product)
    if paid:
        build.pay(sqlite_desk, loan, date(2026, 2, 10), paid)
    assert payoff_quote(sqlite_desk, loan, on).fine == fine * 100
    receipt = build.pay(sqlite_desk, loan, on, 115_000, fine="hitung")
    assert rupiah(receipt.amount, receipt.beside.fine) == (115_000, fine)
    booked = lines(sqlite_desk, receipt.voucher)
    assert booked[0] == ("11010", 115_000 + fine, 0)
    assert (("41030", 0, fine) in booked) == bool(fine)
    sound(sqlite_desk)


def test_fines_need_a_product_that_has_them(desk, build, lend):
    plain, fined = lend(), lend({"fine_percent": Fraction(2)})
    without = lend({"payoff_service": "berjalan"})
    for loan in (plain, without):
        with pytest.raises(NoFine):
            build.pay(desk, loan, date(2026, 3, 1), 115_000, fine="hitung")
    with pytest.raises(FineNegative):
        build.pay(desk, fined, date(2026, 3, 1), 115_000, fine=-1)
    receipt = build.pay(desk, fined, date(2026, 3, 1), 115_000, fine=500_000, account="11021", key="a")
    assert lines(desk, receipt.voucher)[0] == ("11021", 120_000, 0)
    again = build.pay(desk, fined, date(2026, 3, 1), 115_000, fine=500_000, account="11021", key="a")
    assert (again.voucher, again.beside, again.amount) == (receipt.voucher, receipt.beside, receipt.amount)
    with pytest.raises(KeyUsed):
        build.pay(desk, fined, date(2026, 3, 1), 115_000, fine=400_000, account="11021", key="a")
    sound(desk)


@pytest.mark.parametrize("shares", [{}, SHARES])
@pytest.mark.parametrize(
    ("paid", "remainder", "waived", "excess", "status"),
    [
        (1_148_999, 0, 0, 0, "berjalan"),
        (1_149_000, 1_000, 0, 0, "lunas"),
        (1_149_999, 1, 0, 0, "lunas"),
        (1_150_000, 0, 0, 0, "lunas"),
        (1_150_001, 0, 0, 1, "lunas"),
        (1_151_000, 0, 0, 1_000, "lunas"),
    ],
)
def test_small_remainders_and_excesses(sqlite_desk, build, shares, paid, remainder, waived, excess, status):
    build.opening(sqlite_desk, k11010=50_000_000, k31010=-50_000_000)
    build.group(sqlite_desk, members=3)
    product = add_product(sqlite_desk, "S", "Sisa", {"small_remainder": 100_000}, date(2026, 1, 1)).record
    loan = build.loan(sqlite_desk, LENT, product=product, shares=shares)
    receipt = build.pay(sqlite_desk, loan, date(2026, 11, 1), paid)
    beside = receipt.beside
    assert rupiah(beside.remainder, beside.waived, beside.excess) == (remainder, waived, excess)
    assert receipt.amount == receipt.principal + receipt.service + receipt.beside.excess == paid * 100
    assert at(sqlite_desk, loan, date(2026, 11, 1)).status == status
    sound(sqlite_desk)
    cancel_repayment(sqlite_desk, receipt.voucher, "keliru", date(2026, 11, 1))
    assert at(sqlite_desk, loan, date(2026, 11, 1)).position[:4] == (100_000_000, 90_000_000, 13_500_000, 9)
    sound(sqlite_desk)


@pytest.mark.parametrize("shares", [{}, SHARES])
def test_a_small_remainder_of_service_is_waived(desk, build, lend, shares):
    loan = lend({"small_remainder": 100_000}, shares=shares)
    receipt = build.pay(desk, loan, date(2026, 11, 1), 1_149_300, principal=100_000_000)
    assert rupiah(receipt.beside.remainder, receipt.beside.waived, receipt.service) == (0, 700, 149_300)
    assert at(desk, loan, date(2026, 12, 1)).status == "lunas"
    sound(desk)
    cancel_repayment(desk, receipt.voucher, "keliru", date(2026, 11, 3))
    assert at(desk, loan, date(2026, 12, 1)).position[:3] == (100_000_000, 100_000_000, 15_000_000)
    sound(desk)


def test_beyond_the_limit_and_without_a_product_it_is_as_ever(desk, build, lend):
    plain, small = lend(), lend({"small_remainder": 100_000})
    for loan, paid in ((plain, 1_150_001), (small, 1_151_001)):
        with pytest.raises(PaysTooMuch):
            build.pay(desk, loan, date(2026, 11, 1), paid)
    assert build.pay(desk, plain, date(2026, 11, 1), 1_149_999).outstanding_principal == 100
    sound(desk)


def test_a_fee_is_kept_when_the_loan_is_paid_out(desk, build, lend):
    with pytest.raises(FeeAboveLoan):
        lend({"fee_percent": Fraction(60), "savings_percent": Fraction(40)})
    loan = lend({"fee_percent": Fraction(1), "savings_percent": Fraction(5)}, shares=SHARES)
    with desk.read() as session:
        voucher = standing_disbursement(session, loan)
    assert lines(desk, voucher)[:2] == [("11030", 1_000_000, 0), ("11010", 0, 940_000)]
    assert lines(desk, voucher)[-1] == ("41030", 0, 10_000)
    reverse(desk, voucher, "batal cair", LENT)
    sound(desk)
    disburse_loan(desk, loan, LENT, fee=0)
    assert at(desk, loan, LENT).position.outstanding == 100_000_000
    sound(desk)


def test_papers_and_closed_months_follow_a_payoff_and_its_way_back(desk, build, lend):
    """In April it is paid off, in May taken back: what a month says goes on from the one before."""
    habits = {"payoff_service": "berjalan"}
    loan, twin = lend(habits, shares=SHARES), lend(habits, shares=SHARES)
    for number in (loan, twin):
        build.pay(desk, number, date(2026, 2, 15), 115_000)
    receipt, _ = off(desk, loan, date(2026, 4, 20))
    told = {}
    for month in range(1, 7):
        if month == 5:
            cancel_repayment(desk, receipt.voucher, "cek kosong")
        close_month(desk, Month(2026, month))
        papers = month_package(desk, Month(2026, month))
        (progress,) = (paper for paper in papers if paper.name == "perkembangan-pinjaman")
        told[month] = {row["number"]: row for row in progress.data["loans"]}
    for month in (3, 5, 6):
        one, other = (dict(told[month][number]) for number in (loan, twin))
        own = ("month", "before") if month == 5 else ("number",)
        kept = {key: value for key, value in one.items() if not any(word in key for word in own)}
        assert kept == {key: other[key] for key in kept} | ({"number": loan} if "number" in kept else {})
    sound(desk)


def test_a_schedule_that_ends_without_reason_is_found(sqlite_desk, build):
    build.opening(sqlite_desk, k11010=50_000_000, k31010=-50_000_000)
    build.group(sqlite_desk)
    loan = build.loan(sqlite_desk, LENT)
    build.pay(sqlite_desk, loan, date(2026, 3, 1), 1_015_000, principal=100_000_000)
    with sqlite_desk.write() as session:
        end_schedule(session, get_loan(session, loan), date(2026, 3, 1))
    assert [(item.code, item.where) for item in check_book(sqlite_desk).violations] == [
        ("jadwal-tak-sesuai", loan)
    ]


def standing_disbursement(session, loan):
    row = session.first(
        "SELECT e.series, e.month, e.number FROM loan_movement AS m JOIN journal_entry AS e"
        " ON e.office_id = m.office_id AND e.record = m.record WHERE m.office_id = :office AND m.loan_number = :loan",
        loan=loan,
    )
    return voucher_number(*row)
