"""What of an entry moved money, by counter account: every sort of entry with counter accounts on both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger import resources
from upk_ledger.core.cash_flows import with_mixed
from upk_ledger.core.listings import CashFlow, MixedEntry
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import parse_definition
from upk_ledger.store.charts import standard_chart

CHART = {account.code: account for account in standard_chart()} | {
    "21070": Account("21070", "Dana Terikat", "kewajiban", "dana-terikat"),
    "41070": Account("41070", "Pelepasan Dana", "pendapatan", "pelepasan-dana"),
}
RULES = parse_definition(
    "arus-kas", (resources.folder("reports") / "arus-kas.toml").read_text(encoding="utf-8")
).mixed


def moved(parts, *, undoes=False):
    """Money in (negative: out) by account; `parts` are credits less debits."""
    found = with_mixed({}, [MixedEntry(undoes, parts)], CHART, RULES)
    return {code: flow.received - flow.paid for code, flow in found.items() if flow != CashFlow(0, 0)}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # an asset sold: the gain is part of the money received, its depreciation moved none
        ({"12020": 1000, "12021": -800, "41060": 300}, {"12020": 500}),
        ({"12020": 1000, "12021": -800, "51061": -100}, {"12020": 100}),
        # a remainder of principal that was let go
        ({"11030": 1000, "41010": 150, "41040": -9}, {"11030": 991, "41010": 150}),
        # an installment of which titipan paid a part: the rest is shared by principal and service
        ({"11030": 300, "41010": 100, "21040": -200}, {"11030": 150, "41010": 50}),
        # savings and a fee held back from a disbursement are as good as paid in
        ({"11030": -5000, "21020": 250, "41030": 50}, {"11030": -5000, "21020": 250, "41030": 50}),
        # an advance of 500 settled: 400 spent, 100 came back
        ({"11040": 500, "51020": -400}, {"11040": 100}),
        # bank interest less the tax that the bank kept
        ({"41021": 100, "51091": -20}, {"41021": 100, "51091": -20}),
        # an advance of 500 of which 600 was spent: 100 more was paid
        ({"11040": 500, "51020": -600}, {"51020": -100}),
        # money of a restricted fund is spent: only its cost was paid
        ({"51020": -70, "21070": -70, "41070": 70}, {"51020": -70}),
        # nothing moved on balance
        ({"41020": 100, "51010": -100}, {}),
    ],
)
def test_entries_with_counter_accounts_on_both_sides(parts, expected):
    assert moved(parts) == expected
    assert moved(parts, undoes=True) == {code: -amount for code, amount in expected.items()}


codes = st.sampled_from(
    sorted(code for code, account in CHART.items() if account.role not in {"kas", "bank"})
)


@given(st.dictionaries(codes, st.integers(-(10**9), 10**9).filter(bool), max_size=6))
def test_what_moved_is_always_what_cash_and_bank_moved(parts):
    assert sum(moved(parts).values()) == sum(parts.values())
    undone = with_mixed({}, [MixedEntry(False, parts), MixedEntry(True, parts)], CHART, RULES)
    assert {code for code, flow in undone.items() if flow != CashFlow(0, 0)} == set()
