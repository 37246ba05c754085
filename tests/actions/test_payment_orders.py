"""The same payments in another order, in parts, or taken back: whatever the way, the loan stands the same.

On both engines, for loans of a group as a whole and for loans shared by members.
"""

import random
from datetime import date, timedelta

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.store.members import member_debts
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.vouchers import find_entry

LENT = date(2026, 1, 31)
SHARES = {"A01": 510_000, "A02": 290_000, "A03": 200_000}
DAYS = [LENT + timedelta(days) for days in (0, 28, 29, 60, 100, 180, 300, 334, 400)]


@pytest.fixture(params=[{}, SHARES], ids=["kelompok", "anggota"])
def twins(request, desk, build):
    """Two loans alike: what is done to the one in one way is done to the other in another."""
    build.opening(desk, k11010=50_000_000, k31010=-50_000_000)
    build.group(desk, members=3)
    terms = {"shares": request.param, "method": "menurun", "rounding": "1000-atas"}
    return [build.loan(desk, LENT, **terms) for _ in range(2)]


def standings(desk, number, days=DAYS):
    """Where a loan stands at the end of each day, without its number."""
    seen = []
    with desk.read() as session:
        for day in days:
            (at,) = positions(session, day, rules_at(session, day).collectibility, number)
            seen.append(at._replace(number=""))
    return seen


def members(desk, number):
    with desk.read() as session:
        return member_debts(session, number)


def alike(desk, twins, days=DAYS):
    one, other = twins
    assert standings(desk, one, days) == standings(desk, other, days)
    for number in twins:  # the group is the sum of its members
        debts, at = members(desk, number), standings(desk, number)[-1]
        if debts:
            paid = (sum(debt.paid_principal for debt in debts), sum(debt.paid_service for debt in debts))
            assert paid == (at.paid_principal, at.paid_service)
    assert check_book(desk).ok


def payments(chance, number):
    """Days in order, with what was paid on each (rupiah)."""
    days = sorted(chance.sample(range(1, 330), number))
    return [(LENT + timedelta(day), chance.randrange(1_000, 160_000, 500)) for day in days]


@pytest.mark.parametrize("seed", range(3))
def test_a_backdated_payment_equals_the_same_payment_in_order(desk, build, twins, seed):
    chance = random.Random(seed)
    paid = payments(chance, 6)
    mixed = paid.copy()
    chance.shuffle(mixed)
    assert mixed != paid
    for number, order in zip(twins, (paid, mixed), strict=True):
        for on, rupiah in order:
            build.pay(desk, number, on, rupiah)
    alike(desk, twins, [day for day in (paid[-1][0], *DAYS) if day >= paid[-1][0]])


@pytest.mark.parametrize("seed", range(3))
def test_paid_and_taken_back_equals_never_paid(desk, build, twins, seed):
    """Between other payments too, in any order of days; a later payment is split by what counts when it comes."""
    chance = random.Random(seed)
    one, other = twins
    paid = [(*pay, True) for pay in payments(chance, 4)] + [(*pay, False) for pay in payments(chance, 4)]
    chance.shuffle(paid)
    for on, rupiah, stays in paid:
        receipt = build.pay(desk, one, on, rupiah)
        if stays:
            build.pay(desk, other, on, rupiah)
        else:
            cancel_repayment(desk, receipt.voucher, "cek kosong")
    alike(desk, twins)
    assert [debt[2:] for debt in members(desk, one)] == [debt[2:] for debt in members(desk, other)]


def test_taken_back_later_it_counts_until_then(desk, build, twins):
    one = twins[0]
    receipt = build.pay(desk, one, date(2026, 3, 31), 130_000)
    cancel_repayment(desk, receipt.voucher, "cek kosong", date(2026, 5, 10))
    assert standings(desk, one, [date(2026, 5, 9)])[0].paid_principal == receipt.principal > 0
    alike(desk, twins, [date(2026, 3, 30), date(2026, 5, 10), *DAYS[5:]])


@pytest.mark.parametrize("seed", range(3))
def test_two_payments_equal_one_of_their_sum(desk, build, twins, seed):
    chance = random.Random(seed)
    one, other = twins
    for on, rupiah in payments(chance, 5):
        first = chance.randrange(500, rupiah, 500)
        build.pay(desk, one, on, rupiah)
        for part in (first, rupiah - first):
            build.pay(desk, other, on, part)
    alike(desk, twins)


def test_payments_of_whole_installments_are_the_members_own_however_they_come(desk, build, twins):
    one, other = twins
    with desk.read() as session:
        (at,) = positions(session, LENT, None, one)
    assert at.principal == 100_000_000
    build.pay(desk, one, date(2026, 3, 31), 115_000 + 114_000)
    build.pay(desk, other, date(2026, 3, 31), 114_000)
    build.pay(desk, other, date(2026, 2, 28), 115_000)
    alike(desk, twins, [date(2026, 3, 31), *DAYS[4:]])
    assert [debt[2:] for debt in members(desk, one)] == [debt[2:] for debt in members(desk, other)]


def rest_paid(desk, build, loan):
    return build.pay(desk, loan, date(2026, 6, 30), standings(desk, loan)[-1].position.outstanding // 100)


def paid_off(desk, build, loan):
    return pay_off(desk, PayoffRequest(loan, date(2026, 6, 30)))[0]


def waived(desk, build, loan):
    return pay_off(desk, PayoffRequest(loan, date(2026, 6, 30), waive=True, decision="9"))[0]


def rescheduled(desk, build, loan):
    paid = build.pay(desk, loan, date(2026, 6, 29), 100_000)
    reschedule_loan(
        desk, RescheduleRequest(loan, "penjadwalan", "3", date(2026, 6, 30), {"tenor": 9}, "panen")
    )
    return paid


def paid_after_rescheduling(desk, build, loan):
    reschedule_loan(
        desk, RescheduleRequest(loan, "penjadwalan", "3", date(2026, 6, 29), {"tenor": 9}, "panen")
    )
    return build.pay(desk, loan, date(2026, 6, 30), 100_000)


def written_off(desk, build, loan):
    paid = build.pay(desk, loan, date(2026, 6, 29), 100_000)
    write_off(desk, loan, date(2026, 6, 30), decision="5", reason="bubar")
    return paid


def recovered(desk, build, loan):
    write_off(desk, loan, date(2026, 6, 29), decision="5", reason="bubar")
    return build.pay(desk, loan, date(2026, 6, 30), 100_000)


@pytest.mark.parametrize(
    ("done", "status", "after"),
    [
        (rest_paid, "berjalan", "berjalan"),
        (paid_off, "lunas", "berjalan"),
        (waived, "lunas", "berjalan"),
        (rescheduled, "dijadwal-ulang", "dijadwal-ulang"),
        (paid_after_rescheduling, "dijadwal-ulang", "dijadwal-ulang"),
        (written_off, "hapus-buku", "berjalan"),
        (recovered, "hapus-buku", "hapus-buku"),
    ],
)
def test_a_bounced_payment_is_taken_back_whatever_became_of_the_loan(desk, build, twins, done, status, after):
    loan = twins[0]
    build.pay(desk, loan, date(2026, 3, 31), 229_000)
    paid = done(desk, build, loan)
    days = [date(2026, 7, 15), date(2026, 12, 31)]
    before = standings(desk, loan, days)[0]
    assert before.status == status
    back = cancel_repayment(desk, paid.voucher, "cek kosong", date(2026, 7, 10))
    now = standings(desk, loan, days)[0]
    assert now.status == after
    assert now.paid_principal == before.paid_principal - paid.principal
    assert now.paid_service == before.paid_service - paid.service
    with desk.read() as session:
        first, second = (find_entry(session, voucher).entry for voucher in (paid.voucher, back.voucher))
    assert [line.mirrored() for line in first.lines] == list(second.lines)
    assert "cek kosong" in second.description
    assert check_book(desk).ok
