"""Early payoff as sums: the schedule with which a loan ends is what was paid, of the group and of each member."""

from datetime import date, timedelta
from fractions import Fraction

import hypothesis.strategies as st
import pytest
from hypothesis import given

from upk_ledger.core.errors.payoff import PayoffLeavesPrincipal
from upk_ledger.core.member_split import MemberDebt, split_by_dues
from upk_ledger.core.payoff import ended, fine_due, service_left
from upk_ledger.core.rescheduling import Standing
from upk_ledger.core.schedules import LoanTerms, group_schedule

START = date(2026, 1, 31)
SHARES = st.lists(st.integers(1, 40).map(lambda units: units * 2_500_000), min_size=1, max_size=5)


def made(shares, tenor, method, rounding="none"):
    terms = LoanTerms(sum(shares), tenor, Fraction(3, 2), "bulan", method, START, rounding=rounding)
    return terms, group_schedule(
        terms, [(f"A{place}", share) for place, share in enumerate(shares)], "anggota"
    )


@given(
    SHARES,
    st.integers(1, 12),
    st.sampled_from(["flat", "menurun", "anuitas"]),
    st.sampled_from(["none", "1000-atas"]),
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), max_size=4),
)
def test_a_schedule_ends_with_what_was_paid(shares, tenor, method, rounding, days, ahead):
    """Members may have paid some of their installments before, each as many as they liked."""
    _, schedule = made(shares, tenor, method, rounding)
    on = START + timedelta(days)
    debts = [MemberDebt(member, rows) for member, rows in schedule.members]
    for place, count in ahead:
        debt = debts[place % len(debts)]
        part = [row for row in debt.unpaid() if row.total][:count]
        debts[place % len(debts)] = debt.after(sum(r.principal for r in part), sum(r.service for r in part))
    paid = (sum(debt.paid_principal for debt in debts), sum(debt.paid_service for debt in debts))
    left = service_left(schedule.rows, paid, on)
    assert sum(left) == sum(row.service for row in schedule.rows) - paid[1]
    owed = sum(row.principal for row in schedule.rows) - paid[0]
    parts = {part.member: part for part in split_by_dues(debts, owed, left.due + left.current)}
    settled = [
        debt.after(parts[debt.member].principal, parts[debt.member].service) if debt.member in parts else debt
        for debt in debts
    ]
    total = (paid[0] + owed, paid[1] + left.due + left.current)
    found = ended(Standing(schedule.rows, total, tuple(settled)), on)
    assert tuple(sum(row[kind] for row in found.rows) for kind in (2, 3)) == total
    assert all(min(row.principal, row.service) >= 0 and row.due <= max(on, START) for row in found.rows)
    assert [row.number for row in found.rows] == sorted({row.number for row in found.rows})
    due = [row for row in schedule.rows if row.due <= on]
    assert [row[:4] for row in found.rows[: len(due)]] == [row[:4] for row in due]
    own = dict(found.members)
    for row in found.rows:
        mine = [part for rows in own.values() for part in rows if part.number == row.number]
        assert sum(part.principal for part in mine) == row.principal
        assert sum(part.service for part in mine) == row.service
        assert all(min(part.principal, part.service) >= 0 for part in mine)
    for debt in settled:
        rows = own.get(debt.member, ())
        assert sum(row.principal for row in rows) == debt.paid_principal
        assert sum(row.service for row in rows) == debt.paid_service


def test_service_is_given_up_only_where_all_principal_is_paid():
    _, schedule = made([100_000_000], 10, "flat")
    with pytest.raises(PayoffLeavesPrincipal) as refused:
        ended(Standing(schedule.rows, (99_999_999, 0)), START)
    assert refused.value.left == 1


@given(SHARES, st.integers(1, 12), st.integers(0, 500), st.integers(0, 200_000_000))
def test_a_fine_never_falls_while_nothing_is_paid_and_is_none_without_a_percentage(shares, tenor, days, paid):
    terms, schedule = made(shares, tenor, "flat")
    on = START + timedelta(days)
    settled = (min(paid, sum(shares)), 0)
    fines = [
        fine_due(schedule.rows, settled, on + timedelta(later), terms, Fraction(2)) for later in (0, 1, 31)
    ]
    assert fines == sorted(fines)
    assert fine_due(schedule.rows, settled, on, terms, Fraction(0)) == 0
    assert all(fine % 100 == 0 for fine in fines)


def test_what_is_late_within_the_tolerance_is_not_fined_and_beyond_it_from_the_due_date():
    terms, schedule = made([100_000_000], 10, "flat")
    first = schedule.rows[0]
    wanted = (first.principal + first.service) * 2 // 100

    def fine(late):
        return fine_due(schedule.rows, (0, 0), first.due + timedelta(late), terms, Fraction(2), 3)

    assert [fine(late) for late in (0, 1, 3, 4)] == [0, 0, 0, wanted]
