"""What was done and undone is as if it had never been; what was done another way comes to the same. On both engines.

Each test has pairs of loans that are alike in all but their group: one lives through what is tested, its twin through
what it has to come to. They are compared on later days, as everything shows them.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import NamedTuple

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.loan_views import loan_schedule, view_loan
from upk_ledger.actions.member_shares import TakeOver, take_back_transfer, transfer_share
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.products import add_product
from upk_ledger.actions.repayment import cancel_repayment, record_repayment
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.rescheduling import reschedule_loan, undo_rescheduling
from upk_ledger.actions.rewards import book_rewards, reward_ledger, reward_list
from upk_ledger.actions.savings import return_deposit, save, use_savings, withdraw
from upk_ledger.actions.savings_views import savings_list
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import Share
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest

LENT = date(2026, 1, 5)
DAY = date(2026, 5, 20)
BACK = date(2026, 5, 27)
LATER = (BACK, date(2026, 6, 6), date(2026, 9, 30), date(2027, 3, 31))
PAPERS = ("tunggakan", "kolektibilitas", "perkembangan-pinjaman")
IDENTITY = {"number", "group", "group_name", "loan", "name", "ksm"}
SEEDS = {"sqlite": range(3), "postgresql": (1,)}
"""Every third loan has no shares."""


class Twin(NamedTuple):
    number: str
    group: str


@pytest.fixture
def twins(desk, build):
    """Two loans that are alike, by chance of any sort: method, shares, product, what was paid by now."""
    build.opening(desk, k11010=90_000_000, k31010=-90_000_000)
    habits = {"payoff_service": "berjalan", "reward_percent": Fraction(5)}
    product = add_product(desk, "CEPAT", "Cepat", habits, date(2026, 1, 1)).record

    def made(seed):
        found = []
        for group in (f"A{seed}", f"B{seed}"):
            random = Random(seed)
            build.group(desk, group, members=3)
            parts = [random.randrange(2, 9) * 70_000 for _ in range(3)]
            number = build.loan(
                desk, LENT, sum(parts), group, random.randrange(6, 12), product=product,
                shares=dict(zip(("A01", "A02", "A03"), parts, strict=True)) if seed % 3 else {},
                mode=random.choice(("anggota", "kelompok")), method=random.choice(("flat", "menurun", "anuitas")),
                rounding=random.choice(("none", "1000-atas")),
            )  # fmt: skip
            for month in range(2, 2 + random.randrange(4)):
                build.pay(
                    desk, number, date(2026, month, random.randrange(1, 28)), random.randrange(30_000, 90_000)
                )
            found.append(Twin(number, group))
        return found, Random(seed)

    return made


def papers(desk, twin, on):
    """The loan's rows of the papers of a day, without what names it."""
    for name in PAPERS:
        for row in build_statement(desk, name, ReportPeriod.at(on)).data["loans"]:
            if row["number"] == twin.number:
                yield name, {key: value for key, value in row.items() if key not in IDENTITY}


def seen(desk, twin, on):
    """All that is shown of a loan on a day: position, class, members, schedule, what is kept and claimed, its rows."""
    view = view_loan(desk, twin.number, on)
    at = view.at and view.at._replace(number="", group="", group_name="", version=0)
    claim = view.claim and view.claim._replace(loan="", vouchers=())
    return {
        "status": view.status,
        "at": at,
        "claim": claim,
        "kept": view.deposit,
        "shares": view.shares,
        "members": view.members,
        "burdens": view.burdens,
        "schedule": loan_schedule(desk, twin.number, on)[1],
        "papers": dict(papers(desk, twin, on)) if on in {BACK, LATER[-1]} else {},
    }


def alike(desk, twins, days=LATER, but=()):
    for on in days:
        one, other = (
            {key: found[key] for key in found if key not in but}
            for found in (seen(desk, twin, on) for twin in twins)
        )
        assert one == other, on


def sound(desk):
    for month in (1, 2, 3, 4):
        close_month(desk, Month(2026, month))
    assert check_book(desk).violations == ()


def pay(desk, number, on, amount, **more):
    return record_repayment(desk, Repayment(number, amount, on, **more))


# Done and undone


def paid(desk, twin, random):
    done = pay(desk, twin.number, DAY, random.randrange(1, 300_000) * 100)
    cancel_repayment(desk, done.voucher, "Salah", random.choice((DAY, BACK)))


def paid_by_a_member(desk, twin, random):
    own = (("A02", random.randrange(1, 50_000) * 100),) if view_loan(desk, twin.number, DAY).members else ()
    done = pay(desk, twin.number, DAY, own[0][1] if own else 100, members=own)
    correct_entry(desk, done.voucher, "Salah", BACK)


def kept(desk, twin, random):
    done = pay(desk, twin.number, DAY, random.randrange(1_000_000, 2_000_000) * 100, excess="titipan")
    back = return_deposit(desk, twin.number, random.randrange(1, done.unallocated), DAY)
    correct_entry(desk, back.voucher, "Salah", BACK)
    cancel_repayment(desk, done.voucher, "Salah", BACK)


def rescheduled(desk, twin, random):
    kind = random.choice(("penjadwalan", "persyaratan"))
    terms = {"tenor": random.randrange(1, 24)} | ({"method": "menurun"} if kind == "persyaratan" else {})
    reschedule_loan(desk, RescheduleRequest(twin.number, kind, "12/BKM", DAY, terms, "Panen gagal"))
    undo_rescheduling(desk, twin.number, "Dicabut", random.choice((DAY, BACK)))


def rescheduled_with_more(desk, twin, random):
    added = random.randrange(1, 9) * 10_000_000
    shares = (Share("A01", added),) if view_loan(desk, twin.number, DAY).members else ()
    request = RescheduleRequest(
        twin.number, "penataan", "12/BKM", DAY, {"tenor": 12}, "Usaha baru", added=added, shares=shares
    )
    reschedule_loan(desk, request)
    undo_rescheduling(desk, twin.number, "Dicabut", BACK)


def taken_over(desk, twin, random):
    if not view_loan(desk, twin.number, DAY).members:
        return
    leaver, *takers = random.sample(("A01", "A02", "A03"), random.choice((2, 3)))
    asked = TakeOver(twin.number, leaver, tuple((taker, None) for taker in takers), DAY, "Pindah")
    transfer_share(desk, asked)
    take_back_transfer(desk, twin.number, BACK, "Kembali")


def written_off(desk, twin, random):
    gone = write_off(desk, twin.number, DAY, decision="07/BKM", reason="Bubar")
    came = pay(desk, twin.number, DAY, random.randrange(1, gone.principal // 100) * 100)
    cancel_repayment(desk, came.voucher, "Salah", BACK)
    correct_entry(desk, gone.voucher, "Putusan dicabut", BACK)


def paid_off(desk, twin, random):
    waive = random.random() < 0.5
    receipt, quote = pay_off(desk, PayoffRequest(twin.number, DAY, waive=waive))
    assert quote.waived
    assert view_loan(desk, twin.number, DAY).status == "lunas"
    cancel_repayment(desk, receipt.voucher, "Cek kosong", random.choice((DAY, BACK)))


def saved_and_used(desk, twin, random):
    save(desk, twin.group, 90_000_000, DAY)
    used = use_savings(
        desk,
        twin.number,
        DAY,
        decision="05/BKM",
        reason="Menunggak",
        amount=random.randrange(1, 900) * 10_000,
    )
    cancel_repayment(desk, used.voucher, "Putusan dicabut", BACK)
    withdraw(desk, twin.group, 90_000_000, BACK)


UNDONE = (
    paid,
    paid_by_a_member,
    kept,
    rescheduled,
    rescheduled_with_more,
    taken_over,
    written_off,
    paid_off,
    saved_and_used,
)


@pytest.mark.parametrize("act", UNDONE)
def test_what_was_done_and_undone_never_was(desk, twins, act):
    for seed in SEEDS[desk.book.engine.dialect.name]:
        (one, other), random = twins(seed)
        before = {on: seen(desk, one, on) for on in (LENT, DAY - timedelta(1))}
        act(desk, one, random)
        alike(desk, (one, other))
        assert {on: seen(desk, one, on) for on in before} == before
        # And whatever comes next comes to the same.
        for twin in (one, other):
            pay(desk, twin.number, BACK, 12_345_600)
        alike(desk, (one, other))
    sound(desk)


def test_savings_paid_in_and_taken_out_never_were(desk, twins):
    for seed in SEEDS[desk.book.engine.dialect.name]:
        (one, other), random = twins(seed)
        save(
            desk, one.group, None, DAY, members=[("A01", 5_000_000), ("A02", random.randrange(1, 900) * 100)]
        )
        save(desk, one.group, 1_000_000, DAY)
        undone = save(desk, other.group, 700_000, DAY)
        withdraw(desk, one.group, savings_of(desk, one.group, DAY), BACK)
        correct_entry(desk, undone.voucher, "Salah", DAY)
        assert [savings_of(desk, group, on) for group in (one.group, other.group) for on in LATER] == [0] * 8
        alike(desk, (one, other))
    sound(desk)


def savings_of(desk, group, on):
    return sum(found.balance for found in savings_list(desk, on).groups if found.group == group)


def test_a_reward_booked_and_undone_can_be_booked_as_if_it_never_was(desk, twins, build, engine_location):
    (one, other), _ = twins(5)
    for twin in (one, other):
        behind = view_loan(desk, twin.number, DAY).at.position
        for on, amount in ((DAY, sum(behind[1:3])), (date(2026, 6, 4), 30_000_000)):
            pay(desk, twin.number, on, amount)
    period = ReportPeriod.of_month(Month(2026, 6))
    desk = build.open(engine_location, clock=build.clock(datetime(2026, 9, 1, tzinfo=UTC)))
    (booked,) = book_rewards(desk, period, only=[one.number]).booked
    correct_entry(desk, booked.voucher, "Salah")
    earned = {reward.loan: (reward.amount, reward.booked) for reward in reward_list(desk, period)}
    assert earned[one.number] == earned[other.number] == (booked.reward.amount, "")
    book_rewards(desk, period)
    assert len({debt.owed for debt in reward_ledger(desk, LATER[-1])}) == 1
    assert check_book(desk).violations == ()


# Another way to the same


def test_two_payments_are_one_of_their_sum(desk, twins):
    for seed in SEEDS[desk.book.engine.dialect.name]:
        (one, other), random = twins(seed)
        excess = random.choice(("titipan", "angsuran-berikut"))
        parts = [random.randrange(1, 200_000) * 100 for _ in range(2)]
        for part in parts:
            pay(desk, one.number, DAY, part, excess=excess)
        pay(desk, other.number, DAY, sum(parts), excess=excess)
        # Members' parts of a rupiah that does not divide may lie with another of them.
        alike(desk, (one, other), (DAY, *LATER), but=("members",) if seed % 3 else ())
    sound(desk)


def test_a_payment_recorded_late_is_the_same_as_in_order(desk, twins):
    for seed in SEEDS[desk.book.engine.dialect.name]:
        (one, other), random = twins(seed)
        days = [DAY - timedelta(20), DAY - timedelta(5), DAY]
        parts = [(on, random.randrange(1, 90_000) * 100) for on in days]
        for on, part in parts:
            pay(desk, one.number, on, part)
        for on, part in random.sample(parts, 3):
            pay(desk, other.number, on, part)
        alike(desk, (one, other), (DAY, *LATER), but=("members",) if seed % 3 else ())
        for on in days:  # what was paid by a day is the same, however it was split
            at = [view_loan(desk, twin.number, on).at for twin in (one, other)]
            assert len({where.paid_principal + where.paid_service for where in at}) == 1
    sound(desk)


def test_a_schedule_made_twice_is_the_last_one(desk, twins):
    """Rescheduled, taken back, and rescheduled otherwise: as if it had been so from the start."""
    for seed in SEEDS[desk.book.engine.dialect.name]:
        (one, other), _ = twins(seed)
        first, last = (
            RescheduleRequest("", "penjadwalan", "12/BKM", DAY, {"tenor": tenor}, "Panen gagal")
            for tenor in (3, 14)
        )
        reschedule_loan(desk, replace(first, loan=one.number))
        undo_rescheduling(desk, one.number, "Dicabut", DAY)
        for twin in (one, other):
            reschedule_loan(desk, replace(last, loan=twin.number))
        alike(desk, (one, other), (DAY, *LATER))
    sound(desk)
