"""Balances from snapshots and open lines equal those added up from every line, for any range, on both engines."""

import itertools
import random
from datetime import date, timedelta

import pytest

from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.core.balances import NOTHING, AccountSums
from upk_ledger.core.dates import Month
from upk_ledger.store.balances import account_sums, opening_sums, sums_of_kind

ACCOUNTS = ("11010", "11021", "21010", "31020", "41020", "51010")
KINDS = ("umum", "umum", "penutup", "koreksi")


def naive(lines, start, end):
    """The same figures from a plain list of (date, kind, account, debit, credit)."""
    found = {}
    for on, kind, account, debit, credit in lines:
        was = found.get(account, NOTHING)
        if on < start:
            found[account] = was._replace(opening=was.opening + debit - credit)
        elif on <= end:
            closing = (debit, credit) if kind == "penutup" else (0, 0)
            found[account] = AccountSums(
                was.opening,
                was.debit + debit,
                was.credit + credit,
                was.closing_debit + closing[0],
                was.closing_credit + closing[1],
            )
    return {account: sums for account, sums in found.items() if any(sums)}


def fill(desk, build, start, seed):
    chance = random.Random(seed)
    lines = []
    for _ in range(60):
        on = start + timedelta(days=chance.randrange(170))
        debit, credit = chance.sample(ACCOUNTS, 2)
        amount, kind = chance.randint(1, 900), chance.choice(KINDS)
        build.entry(desk, on, debit, credit, amount, kind=kind)
        lines += [(on, kind, debit, amount * 100, 0), (on, kind, credit, 0, amount * 100)]
    return lines


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2026, 1, 17)])
def test_any_range_is_what_its_lines_add_up_to(engine_location, build, start):
    desk = build.start(engine_location, start=start)
    lines = fill(desk, build, start, seed=start.day)
    days = [start, *(start + timedelta(days=step) for step in (1, 14, 15, 30, 58, 73, 104, 135, 164, 200))]
    days += [Month(2026, month).first for month in range(2, 8)] + [Month(2026, m).last for m in range(1, 7)]
    pairs = [pair for pair in itertools.product(days, days) if pair[0] <= pair[1]]
    wanted = {pair: naive(lines, *pair) for pair in pairs}
    for step in range(4):
        if step in {1, 2}:
            for month in range(2 * step - 1, 2 * step + 1):
                close_month(desk, Month(2026, month))
        if step == 3:
            reopen_month(desk, Month(2026, 4), "periksa")
        with desk.read() as session:
            found = {pair: account_sums(session, *pair) for pair in pairs}
        for pair in pairs:
            assert {code: sums for code, sums in found[pair].items() if any(sums)} == wanted[pair], pair


def test_a_range_before_the_book_is_empty(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 5)
    with desk.read() as session:
        assert account_sums(session, date(2025, 1, 1), date(2025, 12, 31)) == {}
        found = account_sums(session, date(2025, 1, 1), date(2026, 1, 1))
    assert found["11010"] == AccountSums(0, 500, 0, 0, 0)


def test_entries_of_one_kind_alone(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 5, kind="saldo-awal")
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 7)
    build.entry(desk, date(2026, 1, 2), "51080", "12010", 3, kind="cadangan-awal")
    with desk.read() as session:
        assert opening_sums(session)["11010"].debit == 500
        assert sums_of_kind(session, "cadangan-awal", date(2026, 1, 1), date(2026, 1, 31)) == {
            "12010": AccountSums(0, 0, 300, 0, 0),
            "51080": AccountSums(0, 300, 0, 0, 0),
        }
