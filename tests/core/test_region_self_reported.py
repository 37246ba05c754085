from dataclasses import replace
from datetime import date

import pytest

from upk_ledger.core.dates import Month
from upk_ledger.core.periods import closing_deadline
from upk_ledger.core.region.self_reported import classes_at_risk, completed, contradictions, lines_of
from upk_ledger.core.rulebooks import Limit, parse_rulebook
from upk_ledger.resources import folder

RULES = parse_rulebook((folder("rulebooks") / "pnpm-2012.toml").read_text(encoding="utf-8"))
RURAL = parse_rulebook((folder("rulebooks") / "perdesaan.toml").read_text(encoding="utf-8"))

TOLD = {
    "groups": 20, "groups_at_risk": 3, "balance_1": 4_000, "balance_2": 1_000, "balance_3": 400, "balance_4": 200,
    "balance_5": 100, "balance": 5_700, "arrears_at_risk": 300,
}  # fmt: skip


def found(**changed):
    told = {name: value for name, value in (TOLD | changed).items() if value is not None}
    return [(name, error.code) for name, error in contradictions(told, RULES)]


def test_figures_that_agree_are_let_through():
    assert found() == []
    assert found(income=1, expense=2) == []


@pytest.mark.parametrize(
    ("changed", "line", "code"),
    [
        ({"balance": 5_701}, "balance", "classes-differ-from-balance"),
        ({"groups_at_risk": 21}, "groups_at_risk", "more-groups-at-risk"),
        ({"arrears_at_risk": 701}, "arrears_at_risk", "arrears-above-balance"),
        ({"groups_at_risk": 0}, "groups_at_risk", "groups-at-risk-without-balance"),
        ({"income": 5}, "expense", "result-half-told"),
        ({"expense": 5}, "income", "result-half-told"),
    ],
)
def test_each_contradiction_is_told_where_it_shows(changed, line, code):
    assert found(**changed) == [(line, code)]


def test_groups_and_balance_go_together():
    nothing = dict.fromkeys(TOLD, 0)
    assert found(**nothing) == []
    assert found(**nothing | {"groups": 1}) == [("groups", "balance-without-groups")]


def test_what_follows_from_the_figures():
    all_of = completed(TOLD | {"income": 9, "expense": 4}, Month(2026, 10), RULES)
    assert all_of["balance_at_risk"] == 700
    assert all_of["months"] == 10
    assert "months" not in completed(TOLD, Month(2026, 10), RULES)
    whole = {name: value * 100_000 for name, value in TOLD.items()}
    # 1, 5, 15, 50 and 100 percent
    assert completed(whole, Month(2026, 10), RULES)["required_allowance"] == 100_000 * (
        40 + 50 + 60 + 100 + 100
    )


def test_a_class_of_both_kinds_tells_nothing_of_the_risk():
    assert classes_at_risk(RULES) == (3, 4, 5)
    assert classes_at_risk(replace(RULES, risk=Limit(">=", RULES.risk.value))) is None
    assert "balance_at_risk" not in completed(
        TOLD, Month(2026, 10), replace(RULES, risk=Limit(">", RULES.risk.value + 1))
    )


def test_the_lines_have_the_classes_of_the_rules():
    for rules in (RULES, RURAL):
        names = [line.name for line in lines_of(rules)]
        assert [name for name in names if name.startswith("balance_")] == [
            f"balance_{number}" for number in range(1, len(rules.collectibility.classes) + 1)
        ]
        assert [line.number for line in lines_of(rules)] == list(range(1, len(names) + 1))


def test_a_month_is_due_on_a_day_that_the_next_one_has():
    assert closing_deadline(Month(2026, 10), 10) == date(2026, 11, 10)
    assert closing_deadline(Month(2026, 1), 31) == date(2026, 2, 28)
    assert closing_deadline(Month(2026, 12), 5) == date(2027, 1, 5)
