"""Journal, ledger, cash and bank books from a real book, on both engines."""

from datetime import date

import pytest

from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import UnknownAccount, WrongAccountRole
from upk_ledger.core.report_periods import ReportPeriod

JAN, FEB = Month(2026, 1), Month(2026, 2)


def rp(amount):
    return amount * 100


@pytest.fixture
def filled(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 5_000_000, "Saldo awal", kind="saldo-awal")
    build.entry(desk, date(2026, 1, 20), "51010", "11010", 150_000, "Insentif")
    build.entry(desk, date(2026, 1, 5), "11010", "41020", 40_000, "Sumbangan")
    deposit_to_bank(desk, date(2026, 1, 25), rp(1_000_000))
    build.entry(desk, date(2026, 2, 3), "51030", "11010", 26_000, "Fotokopi")
    return desk


def test_the_cash_book_opens_with_the_opening_entry_and_runs_by_date(filled):
    paper = build_statement(filled, "buku-kas", ReportPeriod.of_month(JAN))
    (cash,) = paper.data["accounts"]
    assert (cash["opening"], cash["closing"]) == (rp(5_000_000), rp(3_890_000))
    assert [
        (line["date"].day, line["debit"] - line["credit"], line["balance"]) for line in cash["lines"]
    ] == [
        (5, rp(40_000), rp(5_040_000)),
        (20, rp(-150_000), rp(4_890_000)),
        (25, rp(-1_000_000), rp(3_890_000)),
    ]
    first = paper.sections[0].rows[1].cells
    assert first[1:4] == ("KM/2026/01/0001", "Sumbangan", "41020 Pendapatan Non Operasional")
    later = build_statement(filled, "buku-kas", ReportPeriod.at(date(2026, 2, 3)))
    assert later.data["from"] == date(2026, 2, 1)
    assert later.data["accounts"][0]["opening"] == rp(3_890_000)


def test_a_month_without_movement_shows_its_opening_balance_alone(filled):
    close_month(filled, JAN)
    close_month(filled, FEB)
    paper = build_statement(filled, "buku-kas", ReportPeriod.of_month(Month(2026, 3)))
    assert [(row["opening"], row["lines"]) for row in paper.data["accounts"]] == [(rp(3_864_000), [])]


def test_the_bank_book_shows_only_banks_that_were_used(filled):
    paper = build_statement(filled, "buku-bank", ReportPeriod.of_month(JAN))
    assert [section.caption for section in paper.sections] == ["11021 Bank UPK"]
    assert paper.data["accounts"][0]["lines"][0]["counter_accounts"] == ["11010"]


def test_the_ledger_runs_on_each_accounts_natural_side(filled):
    paper = build_statement(filled, "buku-besar", ReportPeriod.of_month(JAN))
    closing = {row["code"]: row["closing"] for row in paper.data["accounts"]}
    assert closing == {
        "11010": rp(3_890_000),
        "11021": rp(1_000_000),
        "31020": rp(5_000_000),
        "41020": rp(40_000),
        "51010": rp(150_000),
    }


def test_the_journal_lists_every_entry_with_all_lines(filled):
    paper = build_statement(filled, "jurnal", ReportPeriod.of_year(2026))
    assert [entry["voucher"] for entry in paper.data["entries"]] == [
        "PB/2026/01/0001",
        "KM/2026/01/0001",
        "KK/2026/01/0001",
        "PB/2026/01/0002",
        "KK/2026/02/0001",
    ]
    assert paper.data["total_debit"] == paper.data["total_credit"] == rp(6_216_000)
    rows = paper.sections[0].rows
    assert rows[0].cells[0] == date(2026, 1, 1)
    assert rows[1].cells[:3] == (None, None, None)


@pytest.mark.parametrize(
    ("name", "given", "caption"),
    [
        ("buku-besar", "41020", "41020 Pendapatan Non Operasional"),
        ("buku-besar", "insentif", "51010 Insentif UPK"),
        ("buku-bank", "11022", "11022 Bank Tanggung Renteng"),
    ],
)
def test_the_books_of_one_account_alone_even_without_movement(filled, name, given, caption):
    paper = build_statement(filled, name, ReportPeriod.of_month(JAN), given)
    assert [section.caption for section in paper.sections] == [caption]
    whole = build_statement(filled, name, ReportPeriod.of_month(JAN)).data["accounts"]
    assert [row for row in whole if row["code"] == caption[:5]] in ([], paper.data["accounts"])


def test_an_account_that_is_no_bank_has_no_bank_book(filled):
    with pytest.raises(WrongAccountRole):
        build_statement(filled, "buku-bank", ReportPeriod.of_month(JAN), "11010")
    with pytest.raises(UnknownAccount):
        build_statement(filled, "buku-besar", ReportPeriod.of_month(JAN), "99999")
