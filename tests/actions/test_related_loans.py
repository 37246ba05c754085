"""The list of loans to officers and their families, on both engines."""

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import event

from upk_ledger.actions import borrowers, lending
from upk_ledger.actions.eligibility import judge
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.visits import visits_due
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import LoanTerms

NAME = "pinjaman-pengurus"
LENT, END = date(2026, 1, 10), date(2026, 1, 31)


@pytest.fixture
def lent(desk, build):
    """Two groups: one whose loan is shared by A01 and A02, one whose loan is everybody's."""
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Modal", kind="saldo-awal")
    shares = {"A01": 600_000, "A02": 400_000}
    first = build.loan(desk, LENT, 1_000_000, build.group(desk, "K01", 3), shares=shares)
    second = build.loan(desk, LENT, 500_000, build.group(desk, "K02"))
    return first, second


def rows(desk, period=None):
    data = build_statement(desk, NAME, period or ReportPeriod.at(END)).data
    return [
        (row["member"], row["officer"], row["relation"], row["number"], row["share"]) for row in data["loans"]
    ]


def test_the_list_is_of_members_with_a_share_and_of_loans_without_shares(desk, lent):
    first, second = lent
    assert rows(desk) == []
    borrowers.relate(desk, "K01", "A02", "manajer", "diri", LENT)
    borrowers.relate(desk, "K01", "A03", "manajer", "keluarga", LENT)
    borrowers.relate(desk, "K02", "A01", "pengawas", "keluarga", LENT)
    assert rows(desk) == [
        ("A02", "manajer", "diri", first, 400_000_00),
        ("A01", "pengawas", "keluarga", second, None),
    ]
    (row, _) = build_statement(desk, NAME, ReportPeriod.at(END)).data["loans"]
    assert (row["member_name"], row["officer_name"]) == ("Anggota 2", "Budi Santoso")
    assert (row["principal"], row["outstanding"], row["class"]) == (1_000_000_00, 1_000_000_00, 1)
    assert (row["decided_on"], row["decision"], row["decided_by"]) == (LENT, None, "pembuku")


def test_a_relation_counts_from_its_day_until_it_ended(desk, lent):
    borrowers.relate(desk, "K01", "A02", "manajer", "diri", date(2026, 1, 31))
    assert rows(desk, ReportPeriod.at(date(2026, 1, 30))) == []
    assert len(rows(desk)) == 1
    borrowers.relate(desk, "K01", "A02", "manajer", "diri", date(2026, 2, 5), ended=True)
    assert len(rows(desk, ReportPeriod.at(date(2026, 2, 4)))) == 1
    assert rows(desk, ReportPeriod.at(date(2026, 2, 5))) == []


def test_a_loan_that_is_paid_back_leaves_the_list(desk, lent, build):
    first, second = lent
    borrowers.relate(desk, "K01", "A01", "manajer", "diri", LENT)
    borrowers.relate(desk, "K02", "A01", "manajer", "diri", LENT)
    build.pay(desk, first, date(2026, 2, 1), 1_150_000)
    assert [row[3] for row in rows(desk, ReportPeriod.at(date(2026, 2, 1)))] == [second]
    assert len(rows(desk)) == 2


def test_a_closed_month_is_printed_as_it_was_known_then(desk, lent):
    borrowers.relate(desk, "K01", "A01", "manajer", "diri", LENT)
    period = ReportPeriod.of_month(Month(2026, 1))
    close_month(desk, Month(2026, 1))
    before = build_statement(desk, NAME, period)
    borrowers.relate(desk, "K01", "A02", "manajer", "keluarga", LENT)
    borrowers.relate(desk, "K01", "A01", "manajer", "diri", LENT, ended=True)
    assert build_statement(desk, NAME, period) == before


def test_more_loans_ask_no_more_statements_of_the_lists(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Modal", kind="saldo-awal")
    asked, found = [], []

    def listen(*_):
        asked.append(1)

    for first, last in ((1, 3), (3, 8)):
        for number in range(first, last):
            group = build.group(desk, f"K{number:02d}")
            build.loan(desk, LENT, 500_000, group)
            borrowers.relate(desk, group, "A01", "manajer", "keluarga", LENT)
        event.listen(desk.book.engine, "before_cursor_execute", listen)
        sizes = len(rows(desk)), len(visits_due(desk, END))
        event.remove(desk.book.engine, "before_cursor_execute", listen)
        found.append((sizes, len(asked)))
        asked.clear()
    assert [sizes for sizes, _ in found] == [(2, 2), (7, 7)]
    assert found[0][1] == found[1][1]


def test_judging_an_application_asks_as_much_of_a_large_group_as_of_a_small_one(desk, build):
    """An import judges every loan of the past: what it costs must not grow with the members."""
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Modal", kind="saldo-awal")
    asked, found = [], []

    def listen(*_):
        asked.append(1)

    for group, members in (("K01", 2), ("K02", 12)):
        build.group(desk, group, members)
        loan = build.loan(desk, LENT, 500_000, group)
        borrowers.relate(desk, group, "A01", "manajer", "keluarga", LENT)
        terms = LoanTerms(300_000_00, 10, Fraction(3, 2), "bulan", "flat", date(2026, 2, 1))
        event.listen(desk.book.engine, "before_cursor_execute", listen)
        told = judge(desk, LoanApplication(group, terms))
        event.remove(desk.book.engine, "before_cursor_execute", listen)
        assert {loan, "manajer"} <= {breach.detail for breach in told}
        found.append(len(asked))
        asked.clear()
    assert found[0] == found[1]


def test_the_list_names_who_recorded_the_decision(desk, lent):
    first, _ = lent
    borrowers.relate(desk, "K01", "A01", "manajer", "diri", LENT)
    terms = LoanTerms(300_000_00, 10, Fraction(3, 2), "bulan", "flat", date(2026, 2, 1))
    number = lending.apply_for_loan(desk, LoanApplication("K01", terms))
    desk.actor = "koordinator"
    lending.decide_loan(desk, number, "disetujui", date(2026, 2, 2), decision="04/BKM/2026")
    lending.disburse_loan(desk, number, date(2026, 2, 3))
    told = build_statement(desk, NAME, ReportPeriod.at(date(2026, 2, 3))).data["loans"]
    assert [(row["number"], row["decision"], row["decided_by"]) for row in told] == [
        (first, None, "pembuku"),
        (number, "04/BKM/2026", "koordinator"),
    ]
