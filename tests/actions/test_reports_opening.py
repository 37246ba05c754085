"""Papers of a book that took over running loans, on both engines."""

from datetime import date
from decimal import Decimal

import pytest

from upk_ledger.actions.cards import loan_card
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement, month_package, monthly_papers
from upk_ledger.core.dates import Month
from upk_ledger.core.report_periods import ReportPeriod

JAN = Month(2026, 1)
JANUARY = ReportPeriod.of_month(JAN)


def rp(amount):
    return amount * 100


@pytest.fixture
def taken_over(desk, build):
    """A loan of a million from July 2025, two installments paid before the book began."""
    build.group(desk)
    number = build.running_loan(desk, date(2025, 7, 15), paid=(200_000, 30_000))
    build.opening(desk, k11010=9_000_000, k11030=800_000, k31020=-9_500_000, k41010=-300_000)
    build.pay(desk, number, date(2026, 1, 20), 115_000)
    build.entry(desk, date(2026, 1, 30), "51010", "11010", 50_000, "Insentif")
    return number


def test_what_was_paid_before_the_start_stands_before_the_first_month(desk, taken_over):
    paper = build_statement(desk, "perkembangan-pinjaman", JANUARY)
    totals = paper.data["totals"]
    assert (totals["before_principal"], totals["before_service"]) == (rp(200_000), rp(30_000))
    assert (totals["month_principal"], totals["month_service"]) == (rp(100_000), rp(15_000))
    assert totals["balance"] == rp(700_000)
    assert paper.sections[1].rows[1].cells[1:] == (rp(315_000), rp(15_000), rp(300_000))


def test_income_of_the_opening_entry_counts_as_posted_on_the_start_date(desk, taken_over):
    paper = build_statement(desk, "laba-rugi", JANUARY)
    assert paper.data["total_income"] == rp(315_000)
    assert "previous" not in paper.data
    book = build_statement(desk, "buku-besar", JANUARY)
    service = next(row for row in book.data["accounts"] if row["code"] == "41010")
    assert (service["opening"], service["total_credit"]) == (rp(300_000), rp(15_000))
    cash = build_statement(desk, "arus-kas", JANUARY).data
    assert (cash["opening_cash"], cash["net_cash_flow"]) == (rp(9_000_000), rp(65_000))


@pytest.mark.parametrize("choice", ["modal", "biaya"])
def test_a_shortfall_of_the_start_is_shown_apart(desk, taken_over, choice):
    close_month(desk, JAN, opening_shortfall_to=choice)
    shown = build_statement(desk, "kinerja", JANUARY)
    equity = {row["code"]: row for row in build_statement(desk, "perubahan-modal", JANUARY).data["accounts"]}
    held = build_statement(desk, "cadangan", JANUARY).data
    assert held["shortfall"] == 0
    assert held["booked_allowance"] == rp(35_000)
    if choice == "modal":
        assert equity["31091"]["decrease"] == rp(40_000)
        assert "ccr_without_opening_shortfall" not in shown.data["companions"]
        assert shown.data["basis"]["expense"] == rp(45_000)
    else:
        assert equity["31091"]["decrease"] == 0
        assert shown.data["basis"]["expense"] == rp(85_000)
        assert shown.data["basis"]["opening_shortfall"] == rp(40_000)
        assert shown.data["companions"]["ccr_without_opening_shortfall"]["value"] == Decimal(700)
        assert shown.data["companions"]["ccr_without_allowance"]["value"] == Decimal(630)


def test_the_whole_package_can_be_printed_on_the_first_day(desk, taken_over):
    for name in ("neraca", "laba-rugi", "arus-kas", "perubahan-modal", "kinerja", "buku-besar"):
        paper = build_statement(desk, name, ReportPeriod.at(date(2026, 1, 1)))
        assert paper.provisional
        assert paper.last.number
    assert [paper.name for paper in month_package(desk, JAN)] == monthly_papers("upk")


def test_the_card_shows_what_was_paid_before_the_book_began(desk, taken_over):
    card = loan_card(desk, taken_over, "pinjaman", date(2026, 1, 31))
    assert [(p.on, p.voucher, p.balance, p.note) for p in card.payments] == [
        (date(2025, 12, 31), "", rp(800_000), "Sebelum pembukuan"),
        (date(2026, 1, 20), "KM/2026/01/0001", rp(700_000), ""),
    ]


def test_a_book_that_starts_in_mid_month_counts_its_first_days_apart(engine_location, build):
    desk = build.start(engine_location, start=date(2026, 1, 17))
    build.group(desk)
    number = build.running_loan(desk, date(2025, 9, 20), paid=(300_000, 45_000))
    build.opening(desk, k11010=1_000_000, k11030=700_000, k31020=-1_700_000)
    build.pay(desk, number, date(2026, 1, 20), 115_000)
    progress = build_statement(desk, "perkembangan-pinjaman", JANUARY).data["totals"]
    assert (progress["before_principal"], progress["month_principal"]) == (rp(300_000), rp(100_000))
    paid = build_statement(desk, "kinerja", JANUARY).data["companions"]["paid_of_due_this_month"]
    assert (paid["numerator"], paid["denominator"]) == (rp(115_000), rp(115_000))
    journal = build_statement(desk, "jurnal", JANUARY)
    assert journal.data["from"] == date(2026, 1, 17)
    assert build_statement(desk, "laba-rugi", ReportPeriod.at(date(2026, 1, 31))).data["from"] == date(
        2026, 1, 1
    )


def test_a_book_begun_within_the_year_says_so_instead_of_1_january(engine_location, build):
    desk = build.start(engine_location, start=date(2026, 8, 1))
    build.opening(desk, k11010=1_000_000, k31020=-1_000_000)
    october = ReportPeriod.at(date(2026, 10, 31))
    for name in ("neraca", "kinerja", "perkembangan-pinjaman"):
        paper = build_statement(desk, name, october)
        assert "sejak 1 Agustus 2026 (awal pembukuan)" in repr((paper.sections, paper.notes))
        assert "1 Januari" not in repr((paper.sections, paper.notes))
        later = build_statement(desk, name, ReportPeriod.at(date(2027, 1, 31)))
        assert "sejak 1 Januari" in repr((later.sections, later.notes))
    assert build_statement(desk, "laba-rugi", october).period == "1 Agustus 2026 s.d. 31 Oktober 2026"
