from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.assets import Asset, Disposal, first_month, newest, standing, straight_line
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.assets import SalvageTooHigh


def asset(**facts):
    given = {
        "code": "INV-01", "name": "Laptop", "account": "12020", "acquired": date(2026, 1, 10), "cost": 700_000_000,
        "salvage": 10_000_000, "life": 48, "first": Month(2026, 2), "months": 48, "depreciated": 0, "place": "",
    }  # fmt: skip
    return Asset(**given | facts)


def test_six_million_nine_hundred_thousand_over_four_years():
    months = [straight_line(690_000_000, 48, passed) for passed in (0, 1, 2, 47, 48, 60)]
    assert months == [0, 14_375_000, 28_750_000, 675_625_000, 690_000_000, 690_000_000]


def test_the_sum_is_rounded_and_the_last_month_takes_the_rest():
    sums = [straight_line(100_000, 3, passed) for passed in range(4)]
    assert sums == [0, 33_300, 66_700, 100_000]
    assert straight_line(100_050, 3, 3) == 100_050


@given(st.integers(0, 10**13), st.integers(1, 600))
def test_what_is_depreciated_never_falls_never_exceeds_and_ends_at_the_total(total, months):
    sums = [straight_line(total, months, passed) for passed in range(-1, months + 2)]
    assert sums == sorted(sums)
    assert (sums[0], sums[1], sums[-2], sums[-1]) == (0, 0, total, total)
    # Each month is within a rupiah of an equal share, and what is rounded does not add up.
    assert all(abs(found * months - total * passed) <= 100 * months for passed, found in enumerate(sums, -1)
               if 0 <= passed <= months)  # fmt: skip


def test_the_month_that_is_depreciated_first():
    assert first_month(date(2026, 12, 31), "bulan-berikut") == Month(2027, 1)
    assert first_month(date(2026, 12, 31), "bulan-beli") == Month(2026, 12)


def test_what_was_depreciated_before_is_not_depreciated_again():
    taken_over = asset(depreciated=90_000_000, months=12, first=Month(2026, 1))
    assert taken_over.accumulated(Month(2025, 12)) == 90_000_000
    assert taken_over.accumulated(Month(2026, 1)) == 140_000_000
    assert taken_over.accumulated(Month(2026, 12)) == 690_000_000
    assert taken_over.posted(Month(2026, 12)) == 600_000_000


def test_lines_hold_nothing_of_what_is_not_there():
    gone = asset(disposals=(Disposal(date(2026, 4, 10), 0, "PB/2026/04/0001", 9),))
    assert [gone.posted(Month(2026, month)) for month in (1, 3, 4)] == [0, 28_750_000, 0]
    cancelled = asset(until=date(2026, 4, 1))
    assert [cancelled.posted(Month(2026, month)) for month in (3, 4)] == [28_750_000, 0]
    assert asset(acquired=date(2026, 5, 1)).posted(Month(2026, 4)) == 0


def test_what_the_opening_balance_holds_is_taken_off_by_lines_when_it_leaves():
    gone = asset(depreciated=90_000_000, disposals=(Disposal(date(2026, 4, 10), 0, "PB/2026/04/0001", 9),))
    assert gone.posted(Month(2026, 4)) == -90_000_000


def test_a_disposal_undone_counts_until_that_day():
    back = asset(disposals=(Disposal(date(2026, 4, 10), 0, "PB/2026/04/0001", 9, date(2026, 5, 1)),))
    assert back.disposal(date(2026, 4, 30)) is not None
    assert back.disposal(date(2026, 5, 1)) is None


def test_the_newest_registration_of_a_code_counts():
    first, second = asset(until=date(2026, 2, 1)), asset(name="Printer")
    assert standing([first], date(2026, 2, 1)) == {}
    assert standing([first, second], date(2026, 2, 1)) == {"INV-01": second}
    assert newest([first, second], " inv-01 ") is second
    assert newest([first], "INV-02") is None


def test_an_asset_is_never_worth_more_than_it_cost():
    with pytest.raises(SalvageTooHigh):
        asset(salvage=600_000_000, depreciated=100_000_001)
    assert asset(salvage=700_000_000).accumulated(Month(2030, 1)) == 0
