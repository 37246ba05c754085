"""Assets bought, registered late, sold, cancelled, months closed and opened in any order: the ledger is the formula."""

from contextlib import suppress
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from upk_ledger.actions.asset_disposals import cancel_asset, dispose_of, undo_disposal
from upk_ledger.actions.assets import buy_asset, post_depreciation, take_over_asset, take_up_asset
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry, list_entries
from upk_ledger.actions.periods import close_month, first_open_day, reopen_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.dates import Month, add_months
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.balances import account_sums

KINDS = (
    *["buy"] * 3, *["take up"] * 2, "take over", *["dispose"] * 3, "undo", "cancel", "correct", *["close"] * 3, "reopen",
)  # fmt: skip


def formula(cost, salvage, life, passed):
    """What is depreciated after so many months, in whole rupiah, as a bookkeeper's calculator has it."""
    total = cost - salvage
    if passed >= life:
        return total
    return min(total, (2 * total * max(0, passed) + 100 * life) // (200 * life) * 100)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cost=st.integers(100, 5_000_000_000),
    kept=st.integers(0, 100),
    life=st.integers(1, 12),
    day=st.dates(date(2026, 1, 1), date(2026, 4, 30)),
    closings=st.lists(st.sampled_from(["close", "close", "close", "reopen"]), max_size=10),
)
def test_the_ledger_is_the_formula(sqlite_desk, cost, kept, life, day, closings):
    salvage = cost * kept // 100
    with sqlite_desk.trial():
        buy_asset(sqlite_desk, NewAsset("A", "Aset", cost, life, salvage), day)
        first = Month.of(day).next()
        for act in closings:
            month = Month.of(first_open_day(sqlite_desk))
            if act == "reopen":
                with suppress(UpkError):
                    reopen_month(sqlite_desk, month.previous(), "Lagi")
                continue
            close_month(sqlite_desk, month)
            passed = month.months_since(first) + 1
            assert held(sqlite_desk, month.last) == formula(cost, salvage, life, passed)
            with sqlite_desk.write() as session:
                assert post_depreciation(session, month) == ()


def held(desk, on):
    with desk.read() as session:
        sums = account_sums(session, on, on)
        return -sums["12021"].balance if "12021" in sums else 0


def act(desk, build, random, day):
    """One act of any sort; refused ones change nothing."""
    code = random.choice("ABCD")
    new = NewAsset(code, f"Aset {code}", random.choice((1_000_000, 77_777_700)), random.choice((1, 3, 24)))
    kind = random.choice(KINDS)
    if kind == "buy":
        buy_asset(desk, new, day)
    elif kind == "take up":
        bought = build.entry(desk, day, "12020", "11010", new.cost // 100)
        take_up_asset(desk, new, bought.voucher)
    elif kind == "take over":
        take_over_asset(desk, new, add_months(date(2025, 12, 20), -random.randrange(30)))
    elif kind == "dispose":
        dispose_of(desk, code, day, reason="Rusak", proceeds=random.choice((0, 50_000_000)))
    elif kind == "undo":
        undo_disposal(desk, code, reason="Salah")
    elif kind == "cancel":
        cancel_asset(desk, code, reason="Salah")
    elif kind == "correct":
        vouchers = [found.entry.voucher for found in list_entries(desk, None, None)]
        correct_entry(desk, random.choice(vouchers), "Salah")
    elif kind == "close":
        close_month(desk, Month.of(first_open_day(desk)))
        check(desk)
    else:
        reopen_month(desk, Month.of(first_open_day(desk)).previous(), "Lagi")


def check(desk):
    """At the newest month end nothing is missing, and the list ties to the ledger with nothing unregistered but that."""
    month = Month.of(first_open_day(desk)).previous()
    with desk.write() as session:
        assert post_depreciation(session, month) == ()
    paper = build_statement(desk, "inventaris", ReportPeriod.of_month(month)).data
    for key, code, sign in (("cost", "12020", 1), ("accumulated", "12021", -1)):
        with desk.read() as session:
            ledger = account_sums(session, month.last, month.last)[code].balance * sign
        listed = sum(asset[key] for asset in paper["assets"])
        assert paper["totals"][key] == ledger == listed + paper["unregistered"][key]
    assert all(0 <= asset["accumulated"] <= asset["cost"] for asset in paper["assets"])


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_the_books_agree(desk, build, seed):
    random = Random(seed)
    build.opening(desk, k11010=90_000_000, k12020=4_000_000, k12021=-3_000_000, k31020=-91_000_000)
    for _ in range(70):
        first = first_open_day(desk)
        day = add_months(first, random.choice((0, 0, 0, 1))).replace(day=random.randrange(1, 29))
        with suppress(UpkError):
            act(desk, build, random, day)
    done = {found.entry.kind for found in list_entries(desk, None, None)}
    assert done >= {"aset", "penyusutan", "pelepasan-aset", "koreksi"}
    close_month(desk, Month.of(first_open_day(desk)))
    check(desk)
    assert check_book(desk).violations == ()
