"""Whatever is closed, opened and closed again: no statement's totals tell it, only where the result stands.

Two books get the same entries over three years; one of them closes its years at random, both ways, and takes it back.
"""

import random
from datetime import date, timedelta

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.year_end import close_year, reopen_year
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.year_end import EarlierYearOpen, NotNewestYear, YearNotClosed
from upk_ledger.core.report_periods import ReportPeriod

PAIRS = (
    ("11010", "41010"), ("11010", "41021"), ("51010", "11010"), ("51030", "11010"), ("11010", "31020"),
    ("41010", "11010"), ("11021", "11010"), ("31099", "31090"),
)  # fmt: skip
RESULTS = ("31090", "31099")
YEARS = (2026, 2027, 2028)


def fill(desks, build, chance, month):
    for _ in range(chance.randint(0, 3)):
        on = month.first + timedelta(days=chance.randrange((month.last - month.first).days + 1))
        debit, credit = chance.choice(PAIRS)
        amount = chance.randint(1, 900)
        for desk in desks:
            build.entry(desk, on, debit, credit, amount)


def act(desk, chance, month, log):
    """Close this month in one of the ways, and perhaps close, open or reopen something besides."""
    if month.month == 12 and chance.random() < 0.6:
        try:
            close_year(desk, month.year)
            log.append(("december", month.year, str(month)))
        except EarlierYearOpen:
            close_month(desk, month)
    else:
        close_month(desk, month)
    for what, year in chance.sample(
        [(what, year) for what in (close_year, reopen_year) for year in YEARS], 2
    ):
        if chance.random() < 0.3 and date(year, 12, 31) <= month.last:
            try:
                what(desk, year) if what is close_year else what(desk, year, "salah")
            except (EarlierYearOpen, YearNotClosed, NotNewestYear):
                continue
            log.append((what.__name__, year, str(month)))
    if chance.random() < 0.2:
        reopen_month(desk, month, "periksa")
        close_month(desk, month)


def figures(desk, on):
    """What closing a year must not change: totals, every other account, all that is earned and spent."""
    at, month, year = ReportPeriod.at(on), ReportPeriod.of_month(Month.of(on)), ReportPeriod.of_year(on.year)
    sheet = build_statement(desk, "neraca", at).data
    assert sheet["total_assets"] == sheet["total_liabilities"] + sheet["total_equity"]
    trial = build_statement(desk, "neraca-saldo", at).data
    assert trial["total_debit"] == trial["total_credit"]
    accounts = {row["code"]: row["balance"] for row in sheet["accounts"]}
    capital = build_statement(desk, "perubahan-modal", year).data
    return {
        "sheet": [sheet[key] for key in ("total_assets", "total_liabilities", "total_equity")],
        "others": {code: amount for code, amount in accounts.items() if code not in RESULTS and amount},
        "results": sum(accounts.get(code, 0) for code in RESULTS),
        "income": [build_statement(desk, "laba-rugi", period).data for period in (at, month, year)],
        "ratios": build_statement(desk, "kinerja", at).data["indicators"],
        "cash": build_statement(desk, "arus-kas", year).data,
        "equity": [
            capital["opening_equity"],
            capital["closing_equity"],
            capital["increase"] - capital["decrease"],
        ],
    }


def check_random_years(closing, plain, build, seed):
    chance, log = random.Random(seed), []
    month = Month(YEARS[0], 1)
    while month.year <= YEARS[-1]:
        fill((closing, plain), build, chance, month)
        act(closing, chance, month, log)
        close_month(plain, month)
        if month.month in {1, 7, 12}:
            on = month.first + timedelta(days=chance.randrange(28))
            for day in (on, month.last):
                assert figures(closing, day) == figures(plain, day), (log, day)
        month = month.next()
    for year in YEARS:
        for day in (date(year, 12, 30), date(year, 12, 31), date(year + 1, 1, 1)):
            assert figures(closing, day) == figures(plain, day), (log, day)
    assert len(log) > 1
    assert check_book(closing).ok


@pytest.mark.parametrize("seed", range(3))
def test_closing_years_changes_no_total(tmp_path, build, seed):
    check_random_years(build.start(str(tmp_path / "a")), build.start(str(tmp_path / "b")), build, seed)


def test_closing_years_changes_no_total_on_a_server(tmp_path, postgres_location, build):
    check_random_years(build.start(postgres_location), build.start(str(tmp_path / "b")), build, 11)
