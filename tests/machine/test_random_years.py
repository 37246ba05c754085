"""Random years on both engines: whatever is done, every paper of every month says the same figures as the others.

`UPK_MESIN=panjang` tries many more of them.
"""

import os
from datetime import UTC, datetime

import pytest

from tests.machine.cross_checks import CHECKS, OF_UPK, Papers, service
from tests.machine.random_years import RandomYears
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.reports import build_statement, month_package
from upk_ledger.cli.papers import statement_bytes
from upk_ledger.core.report_choices import Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store import periods

MORE = 40 if os.environ.get("UPK_MESIN") == "panjang" else 0
LIVES = [("sqlite", seed, 24) for seed in range(1, 3 + MORE)] + [
    ("postgresql", seed, 13) for seed in (4, *range(50, 50 + MORE // 4))
]
REOPENED = 8
"""Every so many months the month that was closed is opened and closed again."""


@pytest.fixture
def years(request, build):
    """A book's life of so many months, month by month: (life, month) once each is closed."""
    engine, seed, months = request.param
    name = "sqlite_location" if engine == "sqlite" else "postgres_location"
    clock = build.clock(datetime(2028, 2, 1, 1, 0, tzinfo=UTC))
    life = RandomYears(build.start(request.getfixturevalue(name), clock=clock), seed)
    life.begin()

    def live():
        for _ in range(months):
            life.live_month()
            yield life, life.month.previous()

    return live


@pytest.mark.parametrize("years", LIVES, indirect=True, ids=lambda life: "-".join(map(str, life)))
def test_every_paper_says_what_the_others_say(years):
    before, sums = None, Sums()
    for number, (life, month) in enumerate(years(), 1):
        now = Papers(life.desk, ReportPeriod.of_month(month))
        for check in CHECKS:
            check(now)
        follows(now, before)
        sums.add(now)
        snapshot_is_the_journal(life.desk, month)
        if month.month == 12:
            year(life.desk, month.year)
        if not number % REOPENED:
            opened_and_closed_again(life.desk, month)
        before = now
    assert check_book(life.desk).violations == ()
    assert sum(life.did.values()) > 60
    assert len(life.refused) > 10


def follows(now, before):
    """A month begins where the one before ended, unless something was dated back, which no closed month allows."""
    if before is None:
        return
    assert now["perubahan-modal"]["opening_equity"] == before["neraca"]["total_equity"]
    assert now["arus-kas"]["opening_cash"] == before["arus-kas"]["closing_cash"]
    for book in now["buku-besar"]["accounts"]:
        if book["code"][0] in "12":
            assert book["opening"] == before.held.get(book["code"], 0)
    for part in ("principal", "service"):
        assert (
            now["perkembangan-pinjaman"]["totals"][f"before_{part}"]
            == before["perkembangan-pinjaman"]["totals"][f"paid_{part}"]
        )


class Sums:
    """The months of a year added up, which is what the papers of the year until then say."""

    def __init__(self):
        self.year, self.sums = 0, {}

    def add(self, now):
        if now.period.end.year != self.year:
            self.year, self.sums = now.period.end.year, {}
        until = Papers(now.desk, ReportPeriod.at(now.period.end))
        self.more("laba", now.earned)
        self.more("arus", {"net": now["arus-kas"]["net_cash_flow"]})
        assert {code: amount for code, amount in self.sums["laba"].items() if amount} == until.earned
        if now.period.end.month == 12:
            whole = Papers(now.desk, ReportPeriod.of_year(self.year))
            assert whole["arus-kas"]["net_cash_flow"] == self.sums["arus"]["net"]
            assert {code: amount for code, amount in self.sums["laba"].items() if amount} == whole.earned

    def more(self, name, figures):
        sums = self.sums.setdefault(name, {})
        for code, amount in figures.items():
            sums[code] = sums.get(code, 0) + amount


def snapshot_is_the_journal(desk, month):
    """What a closing kept is what the journal's lines come to, added up here."""
    with desk.read() as session:
        closing = periods.closing_of(session, month)
        kept = {
            (row.account, row.fund): row.balance for row in periods.snapshot_balances(session, closing.record)
        }
        lines = session.all(
            "SELECT account_code, fund_code, sum(debit - credit) FROM journal_line WHERE office_id = :office"
            " AND entry_date <= :until GROUP BY account_code, fund_code",
            until=month.last.isoformat(),
        )
    summed = {(account, fund): amount for account, fund, amount in lines if amount}
    assert {key: amount for key, amount in kept.items() if amount} == summed


def year(desk, number):
    """The year's own papers agree; the trial balances before and after its closing differ by its closing entries."""
    whole = Papers(desk, ReportPeriod.of_year(number))
    for check in set(CHECKS) - {service}:
        check(whole)
    both = whole.build("neraca-saldo", Choices(closing=("sebelum", "sesudah")))
    before, after = (
        {row["code"]: row["debit"] - row["credit"] for row in side["accounts"]}
        for side in (both["before_closing"], both)
    )
    earned = {code: amount for code, amount in before.items() if code[0] in "45" and amount}
    assert {code: amount if code[0] == "5" else -amount for code, amount in earned.items()} == whole.earned
    assert sum(before.values()) == sum(after.values()) == 0
    moved = {code for code in before if before[code] != after[code]}
    assert moved in (set(), earned.keys() | {"31090"}, earned.keys())
    assert not moved or not any(after[code] for code in earned)


def printed(desk, month):
    """The bytes of the month's set, and of every other paper of the month."""
    papers = month_package(desk, month)
    names = [name for name in OF_UPK if name not in {paper.name for paper in papers}]
    papers += [build_statement(desk, name, ReportPeriod.of_month(month)) for name in names]
    return {
        (paper.name, form): statement_bytes(paper, form, "A4") for paper in papers for form in ("pdf", "json")
    }


def opened_and_closed_again(desk, month):
    first = printed(desk, month)
    assert printed(desk, month) == first
    reopen_month(desk, month, "Diperiksa")
    close_month(desk, month)
    again = printed(desk, month)
    assert [key for key in first if again[key] != first[key]] == []
