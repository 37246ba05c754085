import datetime as dt
from fractions import Fraction

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import facts_of
from upk_ledger.core.arrears import position
from upk_ledger.core.dates import due_date
from upk_ledger.core.due_rules import SHIFTS, DueRule, due_rule
from upk_ledger.core.rulebooks import ClassRule, CollectibilityRules
from upk_ledger.core.schedules import FREQUENCIES, METHODS, LoanTerms, build_schedule, group_schedule

STARTS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
DAYS = st.one_of(st.none(), st.integers(1, 31))
RULES = st.builds(DueRule, DAYS, DAYS, st.sampled_from(SHIFTS))
HOLIDAYS = st.frozensets(st.dates(dt.date(2020, 1, 1), dt.date(2034, 12, 31)), max_size=60)
CLASSES = tuple(
    ClassRule(name, 1, upper) for name, upper in (("1", 0), ("2", 3), ("3", 6), ("4", 9), ("5", None))
)
URBAN = CollectibilityRules(CLASSES)
RURAL = CollectibilityRules(CLASSES, "perdesaan")


def terms(start, rule="", tenor=10, **more):
    facts = {"rate_per": "bulan", "method": "flat", "frequency": "bulanan"} | more
    return LoanTerms(100_000_000, tenor, Fraction("1.5"), start=start, due_rule=str(rule), **facts)


def days_of(*texts):
    return [dt.date.fromisoformat(text) for text in texts]


@given(RULES)
def test_a_rule_is_its_text(rule):
    assert due_rule(str(rule)) == rule


@pytest.mark.parametrize(
    "text", ["hari=0", "hari=32", "geser=naik", "hari=x", "batas=5 hari=3", "lain=1", "hari"]
)
def test_a_text_that_no_rule_makes_is_refused(text):
    with pytest.raises(ValueError):
        due_rule(text)


@given(STARTS, st.integers(1, 40), st.sampled_from(FREQUENCIES))
def test_the_empty_rule_is_the_contract(start, periods, frequency):
    assert DueRule().due(start, periods, frequency, ()) == due_date(start, periods, frequency)


@given(STARTS, RULES.filter(lambda rule: rule.day), st.integers(1, 40))
def test_the_payment_day_does_not_drift(start, rule, periods):
    due = rule.unmoved(start, periods, "bulanan")
    late = rule.cutoff is not None and start.day > rule.cutoff
    month = start.replace(day=1) + relativedelta(months=periods + late)
    assert due == month + relativedelta(day=rule.day)


@given(STARTS, RULES, HOLIDAYS, st.sampled_from(FREQUENCIES), st.sampled_from(METHODS), st.integers(0, 3))
def test_due_dates_rise_and_nothing_else_changes(start, rule, holidays, frequency, method, grace):
    said = {"frequency": frequency, "method": method, "grace": grace}
    plain = build_schedule(terms(start, **said))
    moved = build_schedule(terms(start, rule, **said), holidays)
    assert [row._replace(due=None) for row in plain] == [row._replace(due=None) for row in moved]
    days = [start, *(row.due for row in moved)]
    assert days == sorted(set(days))


@given(STARTS, RULES, HOLIDAYS, st.sampled_from(FREQUENCIES), st.integers(1, 20))
def test_a_shift_goes_to_the_nearest_working_day_on_its_side_or_nowhere(
    start, rule, holidays, frequency, number
):
    due = rule.due(start, number, frequency, holidays)
    own = rule.unmoved(start, number, frequency)
    between = [own + dt.timedelta(step) for step in range((due - own).days)] or [
        due + dt.timedelta(step + 1) for step in range((own - due).days)
    ]
    assert all(day.weekday() >= 5 or day in holidays for day in between)
    assert {"tidak": due == own, "maju": due <= own, "mundur": due >= own}[rule.shift]
    if due != own:
        assert due.weekday() < 5
        assert due not in holidays


def test_a_shift_by_hand():
    start = dt.date(2026, 1, 20)
    lebaran = frozenset(days_of("2026-03-13", "2026-03-16"))
    for shift, wanted in (
        ("tidak", ("2026-02-15", "2026-03-15", "2026-04-15")),
        ("maju", ("2026-02-13", "2026-03-12", "2026-04-15")),
        ("mundur", ("2026-02-16", "2026-03-17", "2026-04-15")),
    ):
        rows = build_schedule(terms(start, DueRule(15, 20, shift), 3), lebaran)
        assert [row.due for row in rows] == days_of(*wanted), shift
    late = build_schedule(terms(dt.date(2026, 1, 21), DueRule(31, 20), 3))
    assert [row.due for row in late] == days_of("2026-03-31", "2026-04-30", "2026-05-31")
    without_day = build_schedule(terms(dt.date(2026, 1, 21), DueRule(None, 20), 2))
    assert [row.due for row in without_day] == days_of("2026-03-21", "2026-04-21")


def test_weeks_off_do_not_put_two_installments_on_one_day():
    start = dt.date(2026, 3, 2)
    weeks_off = frozenset(start + dt.timedelta(days) for days in range(1, 27))
    rows = build_schedule(terms(start, DueRule(shift="mundur"), 5, frequency="mingguan"), weeks_off)
    assert [row.due for row in rows] == [start + dt.timedelta(7 * number) for number in range(1, 6)]


@given(STARTS, RULES, HOLIDAYS)
def test_members_pay_on_the_days_of_their_group(start, rule, holidays):
    shares = [("A", 60_000_000), ("B", 40_000_000)]
    for mode in ("anggota", "kelompok"):
        made = group_schedule(terms(start, rule), shares, mode, holidays)
        assert [[row.due for row in own] for _, own in made.members] == [[row.due for row in made.rows]] * 2


@given(STARTS, RULES, HOLIDAYS, st.integers(1, 24), st.integers(0, 1500))
def test_a_loan_without_any_payment_has_missed_as_many_installments(start, rule, holidays, tenor, after):
    rows = build_schedule(terms(start, rule, tenor), holidays)
    as_of = start + dt.timedelta(after)
    missed = sum(row.due < as_of for row in rows)
    past = 0
    while as_of > rows[-1].due and rule.unmoved(start, tenor + past + 1, "bulanan") < as_of:
        past += 1
    found = position(facts_of(rows, start, "bulanan", 0, 0, as_of, str(rule)), as_of, URBAN)
    assert found.months_overdue == missed + past
    rural = position(facts_of(rows, start, "bulanan", 0, 0, as_of, str(rule)), as_of, RURAL)
    begun = past + 1 if as_of > rows[-1].due else 0
    assert rural.months_overdue == -(-rural.arrears_principal // rows[0].principal) + begun


@pytest.mark.parametrize(("months", "below", "above"), [(0, 1, 2), (3, 2, 3), (6, 3, 4), (9, 4, 5)])
@pytest.mark.parametrize("shift", SHIFTS)
def test_classes_change_the_day_after_the_moved_due_day(months, below, above, shift):
    start, rule = dt.date(2025, 11, 20), DueRule(15, 10, shift)
    rows = build_schedule(terms(start, rule, 24))
    limit = rows[months].due
    classes = [
        position(facts_of(rows, start, "bulanan", 0, 0, day, str(rule)), day, URBAN).class_
        for day in (limit - dt.timedelta(1), limit, limit + dt.timedelta(1))
    ]
    assert classes == [1 if months == 0 else below, below, above]


@given(STARTS, st.integers(1, 24), st.integers(0, 1500), st.integers(0, 24))
def test_a_rule_that_moves_nothing_counts_like_the_contract(start, tenor, after, paid):
    """The payment day set to the day of paying out: every figure is that of a loan without a rule."""
    rule = DueRule(start.day)
    rows = build_schedule(terms(start, rule, tenor))
    assert rows == build_schedule(terms(start, "", tenor))
    as_of = start + dt.timedelta(after)
    settled = (sum(row.principal for row in rows[:paid]), sum(row.service for row in rows[:paid]))
    for rules in (URBAN, RURAL):
        plain = position(facts_of(rows, start, "bulanan", *settled, as_of), as_of, rules)
        assert position(facts_of(rows, start, "bulanan", *settled, as_of, str(rule)), as_of, rules) == plain
