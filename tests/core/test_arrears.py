import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import facts_of
from upk_ledger.core.arrears import Position, months_overdue, position
from upk_ledger.core.dates import add_months, due_date
from upk_ledger.core.rulebooks import ClassRule, CollectibilityRules
from upk_ledger.core.schedules import FREQUENCIES, LoanTerms, build_schedule

URBAN = CollectibilityRules(
    tuple(
        ClassRule(name, Decimal(1), upper)
        for name, upper in (("1", 0), ("2", 3), ("3", 6), ("4", 9), ("5", None))
    )
)
RURAL = CollectibilityRules(
    tuple(
        ClassRule(name, Decimal(1), upper)
        for name, upper in (("I", 0), ("II", 2), ("III", 4), ("IV", 6), ("V", None))
    ),
    "perdesaan",
)
STARTS = st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))


def loan(start, tenor=12, frequency="bulanan", rate="1.5", **more):
    return build_schedule(
        LoanTerms(120_000_000, tenor, Fraction(rate), "bulan", "flat", start, frequency, **more)
    )


def at(rows, start, as_of, paid=(0, 0), rules=URBAN, frequency="bulanan"):
    return position(facts_of(rows, start, frequency, *paid, as_of), as_of, rules)


def slow_months(due_number, as_of, start, frequency):
    """Walk month by month: the loan's own later due days, or whole months from the due date."""
    due = (
        start + relativedelta(months=due_number)
        if frequency == "bulanan"
        else start + dt.timedelta(due_number * (7 if frequency == "mingguan" else 14))
    )
    m = 0
    while True:
        if frequency == "bulanan":
            reached = start + relativedelta(months=due_number + m)
        else:
            reached = due + relativedelta(months=m)
        if reached >= as_of:
            return m
        m += 1


@given(STARTS, st.integers(1, 30), st.integers(0, 900), st.sampled_from(FREQUENCIES))
def test_months_overdue_as_a_slow_walk_finds_them(start, number, late, frequency):
    due = due_date(start, number, frequency)
    as_of = due + dt.timedelta(late)
    assert months_overdue(due, as_of, start, frequency) == slow_months(number, as_of, start, frequency)


@given(STARTS, st.integers(1, 24), st.integers(0, 1500))
def test_a_monthly_loan_without_any_payment_has_missed_as_many_installments(start, tenor, after):
    rows = loan(start, tenor)
    as_of = start + dt.timedelta(after)
    missed = 0
    while add_months(start, missed + 1) < as_of:
        missed += 1
    assert at(rows, start, as_of).months_overdue == missed


def test_due_days_carry_on_past_the_end_of_february():
    start = dt.date(2025, 12, 31)
    rows = loan(start, 2)
    assert [row.due.isoformat() for row in rows] == ["2026-01-31", "2026-02-28"]
    paid = (rows[0].principal, rows[0].service)
    months = {
        day: at(rows, start, dt.date.fromisoformat(day), paid).months_overdue
        for day in ("2026-02-28", "2026-03-01", "2026-03-28", "2026-03-31", "2026-04-01", "2026-04-30")
    }
    assert list(months.values()) == [0, 1, 1, 1, 2, 2]


@pytest.mark.parametrize(("months", "below", "above"), [(0, 1, 2), (3, 2, 3), (6, 3, 4), (9, 4, 5)])
@pytest.mark.parametrize("start", [dt.date(2025, 1, 15), dt.date(2025, 1, 31), dt.date(2024, 1, 30)])
def test_classes_change_the_day_after_each_limit(start, months, below, above):
    rows = loan(start)
    limit = add_months(start, 1 + months)  # the due day on which the upper bound is still kept
    classes = [at(rows, start, limit + dt.timedelta(days)).class_ for days in (-1, 0, 1)]
    assert classes == [1 if months == 0 else below, below, above]


def test_an_installment_is_overdue_from_the_next_day():
    start = dt.date(2026, 1, 15)
    rows = loan(start)
    assert at(rows, start, dt.date(2026, 2, 15)) == Position(120_000_000, 0, 0, 0, 1)
    assert at(rows, start, dt.date(2026, 2, 16)) == Position(120_000_000, 10_000_000, 1_800_000, 1, 2)


def test_principal_and_service_are_counted_apart():
    start = dt.date(2026, 1, 15)
    rows = loan(start)
    as_of = dt.date(2026, 4, 20)
    # Three installments due; principal paid for four, service for one.
    assert at(rows, start, as_of, (40_000_000, 1_800_000)) == Position(80_000_000, 0, 3_600_000, 2, 2)
    assert at(rows, start, as_of, (5_000_000, 5_400_000)) == Position(115_000_000, 25_000_000, 0, 3, 2)


def test_a_paid_loan_has_no_class():
    start = dt.date(2026, 1, 15)
    rows = loan(start)
    assert at(rows, start, dt.date(2028, 1, 1), (120_000_000, 21_600_000)) == Position(0, 0, 0, 0, None)
    # Service alone is still owed: overdue, but nothing outstanding to classify.
    assert at(rows, start, dt.date(2027, 2, 1), (120_000_000, 19_800_000)) == Position(
        0, 0, 1_800_000, 1, None
    )


def test_service_only_installments_age_too():
    start = dt.date(2026, 1, 15)
    rows = build_schedule(LoanTerms(120_000_000, 12, Fraction(2), "bulan", "menurun", start, grace=3))
    assert at(rows, start, dt.date(2026, 3, 1)) == Position(120_000_000, 0, 2_400_000, 1, 2)


def test_rural_months_are_installments_missed_and_months_past_maturity():
    start = dt.date(2026, 1, 15)
    rows = loan(start)
    months = [
        at(rows, start, as_of, paid, RURAL).months_overdue
        for as_of, paid in (
            (dt.date(2026, 2, 15), (0, 0)),
            (dt.date(2026, 3, 20), (10_000_001, 0)),
            (dt.date(2026, 3, 20), (9_999_999, 0)),
            (dt.date(2026, 3, 20), (20_000_000, 0)),
            (dt.date(2027, 1, 15), (0, 0)),
            (dt.date(2027, 1, 16), (0, 0)),
            (dt.date(2027, 2, 16), (115_000_000, 0)),
        )
    ]
    assert months == [0, 1, 2, 0, 11, 13, 3]


def test_rural_months_start_from_the_first_installment_with_principal():
    start = dt.date(2026, 1, 15)
    rows = build_schedule(LoanTerms(120_000_000, 5, Fraction(2), "bulan", "menurun", start, grace=2))
    facts = facts_of(rows, start, "bulanan", 0, 0, dt.date(2026, 4, 20))
    assert facts.first_principal == 40_000_000
    assert position(facts, dt.date(2026, 4, 20), RURAL) == Position(120_000_000, 40_000_000, 7_200_000, 1, 2)


@given(STARTS, st.integers(0, 500), st.integers(0, 120_000_000), st.integers(0, 21_600_000))
def test_arrears_are_what_was_due_less_what_was_paid(start, after, principal, service):
    rows = loan(start)
    as_of = start + dt.timedelta(after)
    found = at(rows, start, as_of, (principal, service))
    assert found.arrears_principal == max(0, sum(r.principal for r in rows if r.due < as_of) - principal)
    assert found.arrears_service == max(0, sum(r.service for r in rows if r.due < as_of) - service)
    assert (found.months_overdue > 0) == (found.arrears_principal + found.arrears_service > 0)
    assert found.outstanding == 120_000_000 - principal
    assert (found.class_ is None) == (found.outstanding == 0)
