"""A group's payment split over its members, and shares taken over: nothing is lost, nobody pays more than he owes."""

from collections import Counter
from datetime import date
from fractions import Fraction

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from upk_ledger.core.member_split import (
    MemberDebt,
    MemberPart,
    give_back,
    split_by_dues,
    spread,
    standing,
    take_over,
    with_balances,
)
from upk_ledger.core.schedules import Installment, LoanTerms, group_schedule

START = date(2026, 1, 31)


def debts_of(shares, tenor=4, mode="anggota", rate="1.5", rounding="none"):
    terms = LoanTerms(sum(shares), tenor, Fraction(rate), "bulan", "flat", START, rounding=rounding)
    named = [(f"A{place}", share) for place, share in enumerate(shares, 1)]
    made = group_schedule(terms, named, mode)
    return made.rows, [MemberDebt(member, rows) for member, rows in made.members]


def paid(debts, parts):
    by = {part.member: part for part in parts}
    return [
        debt.after(by[debt.member].principal, by[debt.member].service) if debt.member in by else debt
        for debt in debts
    ]


def sums(parts):
    return sum(part.principal for part in parts), sum(part.service for part in parts)


SHARES = st.lists(st.integers(1, 40).map(lambda tens: tens * 1_234_500), min_size=1, max_size=6)
LOANS = st.builds(
    debts_of,
    SHARES,
    tenor=st.integers(1, 8),
    mode=st.sampled_from(["anggota", "kelompok"]),
    rate=st.sampled_from(["0", "1", "1.5"]),
    rounding=st.sampled_from(["none", "1000-atas", "500-dekat"]),
)
PERCENT = st.integers(0, 100)


def part_of(total, percent):
    return total * percent // 100


@settings(deadline=None)
@given(LOANS, st.lists(st.tuples(PERCENT, PERCENT), max_size=5))
def test_parts_add_up_and_nobody_pays_more_than_he_owes(loan, payments):
    rows, debts = loan
    for percents in payments:
        owed = [sum(debt.owed[kind] for debt in debts) for kind in (0, 1)]
        principal, service = (part_of(total, percent) for total, percent in zip(owed, percents, strict=True))
        parts = split_by_dues(debts, principal, service)
        assert sums(parts) == (principal, service)
        limits = {debt.member: debt.owed for debt in debts}
        assert all(0 <= p <= limits[member][0] and 0 <= s <= limits[member][1] for member, p, s in parts)
        debts = paid(debts, parts)
    assert sum(debt.principal for debt in debts) == sum(row.principal for row in rows)


@settings(deadline=None)
@given(LOANS, st.data())
def test_payments_that_end_with_an_installment_come_to_the_same_however_they_are_cut(loan, data):
    rows, debts = loan
    upto = data.draw(st.integers(1, len(rows)))
    whole = sum(row.principal for row in rows[:upto]), sum(row.service for row in rows[:upto])
    cut = [part_of(total, data.draw(PERCENT)) for total in whole]
    first = paid(debts, split_by_dues(debts, *cut))
    rest = [total - part for total, part in zip(whole, cut, strict=True)]
    assert paid(first, split_by_dues(first, *rest)) == paid(debts, split_by_dues(debts, *whole))
    other = paid(debts, split_by_dues(debts, *rest))
    assert paid(other, split_by_dues(other, *cut)) == paid(debts, split_by_dues(debts, *whole))


@settings(deadline=None)
@given(LOANS, PERCENT, PERCENT)
def test_payments_inside_an_installment_differ_by_the_odd_rupiah_alone(loan, one, other):
    _, debts = loan
    owed = sum(debt.owed[0] for debt in debts)
    first, second = part_of(owed, one) // 2, part_of(owed, other) // 2
    once = {part.member: part.principal for part in split_by_dues(debts, first + second, 0)}
    begun = paid(debts, split_by_dues(debts, first, 0))
    twice = {debt.member: debt.paid_principal for debt in paid(begun, split_by_dues(begun, second, 0))}
    assert all(abs(once.get(member, 0) - part) <= 200 for member, part in twice.items())


def test_a_payment_covers_installments_whole_and_splits_what_is_left_by_what_is_unpaid():
    _, debts = debts_of([300_00, 600_00], tenor=3, rate="0")
    assert split_by_dues(debts, 300_00, 0) == (MemberPart("A1", 100_00, 0), MemberPart("A2", 200_00, 0))
    assert split_by_dues(debts, 400_00, 0) == (MemberPart("A1", 133_00, 0), MemberPart("A2", 267_00, 0))
    ahead = [debts[0].after(200_00, 0), debts[1]]
    assert split_by_dues(ahead, 300_00, 0) == (MemberPart("A2", 300_00, 0),)
    assert split_by_dues(ahead, 450_00, 0) == (MemberPart("A1", 17_00, 0), MemberPart("A2", 433_00, 0))


def test_what_is_beyond_everything_owed_goes_by_the_shares():
    _, debts = debts_of([300_00, 600_00], tenor=3, rate="0")
    assert split_by_dues(debts, 0, 90_00) == (MemberPart("A1", 0, 30_00), MemberPart("A2", 0, 60_00))


def test_sen_are_split_to_the_sen():
    _, debts = debts_of([300_01, 600_00], tenor=1, rate="0")
    assert sums(split_by_dues(debts, 100_01, 0)) == (100_01, 0)


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=8), st.integers(1, 5), st.data())
def test_rows_spread_over_takers_come_to_their_totals(rows, takers, data):
    total = sum(rows)
    cuts = sorted(data.draw(st.lists(st.integers(0, total), min_size=takers - 1, max_size=takers - 1)))
    totals = [end - begin for begin, end in zip([0, *cuts], [*cuts, total], strict=True)]
    parts = spread(rows, totals)
    assert [sum(part) for part in parts] == rows
    assert [sum(column) for column in zip(*parts, strict=True)] == totals
    assert all(part >= 0 for row in parts for part in row)


def cells(rows):
    return Counter(
        {
            (member, row.number, kind): amount
            for member, own in rows
            for row in own
            for kind, amount in enumerate((row.principal, row.service))
            if amount
        }
    )


def group_rows(rows):
    found = Counter()
    for (_, number, kind), amount in cells(rows).items():
        found[number, kind] += amount
    return found


@settings(deadline=None)
@given(LOANS.filter(lambda loan: len(loan[1]) > 1), st.data())
def test_a_take_over_moves_what_the_leaver_owes_and_can_be_undone(loan, data):
    _, debts = loan
    percents = data.draw(PERCENT), data.draw(PERCENT)
    owed = [part_of(sum(debt.owed[kind] for debt in debts), percents[kind]) for kind in (0, 1)]
    debts = paid(debts, split_by_dues(debts, *owed))
    ahead = [part_of(part, data.draw(PERCENT)) for part in debts[1].owed]
    debts = paid(debts, [MemberPart(debts[1].member, *ahead)])
    leaver = debts[0]
    principal, service = leaver.owed
    base = principal or service
    if not base:
        return
    first = data.draw(st.integers(0, base))
    takers = [(taker, part) for taker, part in ((debts[1].member, first), ("baru", base - first)) if part]
    before = tuple((debt.member, debt.rows) for debt in debts)
    rows, transfers = take_over(debts, leaver.member, takers)
    assert group_rows(rows) == group_rows(before)
    assert sums(transfers) == leaver.owed
    if principal:
        assert {move.taker: move.principal for move in transfers} == dict(takers)
    lost = cells(before) - cells(rows)
    assert {member for member, _, _ in lost} <= {leaver.member}
    was = {debt.member: debt for debt in debts}
    after = [
        MemberDebt(member, own, *was[member][2:]) if member in was else MemberDebt(member, own)
        for member, own in rows
    ]
    assert all(debt.owed == (0, 0) for debt in after if debt.member == leaver.member)
    back, returned = give_back(after, before, {debt.member: debt[2:4] for debt in debts})
    assert cells(back) == cells(before)
    assert Counter({(m.taker, m.member): (m.principal, m.service) for m in returned}) == Counter(
        {(m.member, m.taker): (m.principal, m.service) for m in transfers}
    )


def test_what_takers_paid_meanwhile_stays_with_them():
    _, debts = debts_of([300_00, 300_00], tenor=3, rate="0")
    before = tuple((debt.member, debt.rows) for debt in debts)
    rows, _ = take_over(debts, "A1", [("A2", 300_00)])
    after = [MemberDebt("A2", rows[0][1], paid_principal=250_00)]
    back, returned = give_back(after, before)
    assert [(move.member, move.taker, move.principal) for move in returned] == [("A2", "A1", 200_00)]
    assert {member: [row.principal for row in own] for member, own in back} == {
        "A2": [200_00, 100_00, 100_00],
        "A1": [100_00, 100_00],
    }


def test_who_paid_ahead_keeps_no_part_of_what_he_took_over_and_gives_back_no_more_than_he_owes():
    _, debts = debts_of([300_00, 300_00], tenor=3, rate="0")
    before = tuple((debt.member, debt.rows) for debt in debts)
    rows, _ = take_over(debts, "A1", [("A2", 300_00)])

    def returned(paid_now):
        after = [MemberDebt("A2", rows[0][1], paid_principal=paid_now)]
        return sum(move.principal for move in give_back(after, before, {"A2": (150_00, 0)})[1])

    assert [returned(paid_now) for paid_now in (150_00, 200_00, 600_00)] == [300_00, 250_00, 0]


def test_balances_are_what_is_left_after_each_row():
    rows = with_balances([Installment(2, START, 100, 5, 0), Installment(5, START, 50, 5, 0)])
    assert [row.balance for row in rows] == [50, 0]


@pytest.mark.parametrize(
    ("on", "principal", "service", "expected"),
    [
        (date(2026, 2, 28), 0, 0, (300_00, 0, 0, 0)),
        (date(2026, 3, 1), 0, 0, (300_00, 100_00, 4_50, 1)),
        (date(2026, 4, 1), 100_00, 4_50, (200_00, 100_00, 4_50, 1)),
        (date(2026, 4, 1), 300_00, 0, (0, 0, 9_00, 2)),
    ],
)
def test_a_member_stands_like_a_loan_of_the_own_rows(on, principal, service, expected):
    rows = tuple(
        Installment(number, due, 100_00, 4_50, 300_00 - number * 100_00)
        for number, due in enumerate((date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)), 1)
    )
    terms = LoanTerms(300_00, 3, Fraction("1.5"), "bulan", "flat", START)
    found = standing(MemberDebt("A1", rows, principal, service), on, terms, None)
    assert found[:4] == expected


def test_what_was_written_off_settles_no_row_of_a_member():
    rows = tuple(
        Installment(number, due, 100_00, 0, 200_00 - number * 100_00)
        for number, due in enumerate((date(2026, 2, 28), date(2026, 3, 31)), 1)
    )
    terms = LoanTerms(200_00, 2, Fraction(0), "bulan", "flat", START)
    found = standing(MemberDebt("A1", rows, 0, 0, 150_00), date(2026, 4, 1), terms, None, written_off=True)
    assert found[:4] == (50_00, 50_00, 0, 2)
