"""Backdated payments on the exception list, and the month's list for the Pengawas."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.actions.importing import import_tables
from upk_ledger.actions.lending import apply_for_loan
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.repayment import cancel_repayment, record_repayment
from upk_ledger.actions.reports import build_statement, month_package
from upk_ledger.bahasa.exceptions import RULES
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.exchange.rows import ImportTables, RepaymentRow

NAME = "pengawasan"


@pytest.fixture
def april(engine_location, build):
    """A desk on 2 April at a book with a loan of 5 January."""
    desk = build.start(engine_location)
    build.opening(desk, k11010=20_000_000, k31010=-20_000_000)
    build.group(desk)
    build.loan(desk, date(2026, 1, 5))
    return build.open(engine_location, clock=build.clock(datetime(2026, 4, 2, 1, tzinfo=UTC)))


def listed(desk, rule):
    return [(item.subject, item.detail) for item in list_exceptions(desk) if item.rule == rule]


def test_a_payment_of_more_than_a_day_ago_is_listed(april, build):
    loan = "P-2026-0001"
    for on in (date(2026, 4, 3), date(2026, 4, 2), date(2026, 4, 1)):
        build.pay(april, loan, on, 10_000)
    assert listed(april, "mundur") == []
    build.pay(april, loan, date(2026, 3, 31), 10_000)
    build.pay(april, loan, date(2026, 2, 5), 10_000)
    pay_off(april, PayoffRequest(loan, date(2026, 3, 30)))
    assert listed(april, "mundur") == [(loan, "2 hari"), (loan, "56 hari"), (loan, "3 hari")]


def test_the_day_of_recording_is_that_of_the_offices_clock(engine_location, build):
    """At 22.30 UTC it is the next day in Semarang already."""
    desk = build.start(engine_location)
    build.opening(desk, k11010=20_000_000, k31010=-20_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 5))
    late = build.open(engine_location, clock=build.clock(datetime(2026, 4, 2, 22, 30, tzinfo=UTC)))
    build.pay(late, loan, date(2026, 4, 1), 10_000)
    assert listed(late, "mundur") == [(loan, "2 hari")]


def test_an_imported_list_is_not(april):
    row = RepaymentRow(
        "angsuran.csv",
        2,
        on=date(2026, 2, 5),
        loan="P-2026-0001",
        amount=1_000_000,
        principal=None,
        service=None,
        cash_account=None,
        receipt=None,
        description=None,
    )
    import_tables(april, ImportTables(repayments=[row]))
    assert listed(april, "mundur") == []


def test_the_list_names_what_was_recorded_in_the_month_by_rule(april):
    loan = "P-2026-0001"
    first = record_repayment(april, Repayment(loan, 11_500_000, date(2026, 3, 5), key="a"))
    second = record_repayment(april, Repayment(loan, 11_500_000, date(2026, 4, 2), key="b"))
    back = cancel_repayment(april, first.voucher, "cek kosong", date(2026, 4, 2))
    paper = build_statement(april, NAME, ReportPeriod.of_month(Month(2026, 4)))
    told = {one["rule"]: one for one in paper.data["rules"]}
    assert list(told) == ["mundur", "batal-menyusul", "tanpa-persetujuan"]
    assert paper.data["count"] == 3
    (late,) = told["mundur"]["items"]
    assert (late["voucher"], late["subject"], late["amount"], late["detail"]) == (
        first.voucher,
        loan,
        11_500_000,
        "28 hari",
    )
    (undone,) = told["batal-menyusul"]["items"]
    assert (undone["voucher"], undone["subject"], undone["amount"]) == (
        back.voucher,
        first.voucher,
        11_500_000,
    )
    assert "cek kosong" in undone["reason"]
    assert (undone["actor_name"], undone["recorded_on"]) == ("Siti Aminah", date(2026, 4, 2))
    assert [section.caption for section in paper.sections] == [f"{RULES[rule]} (1)" for rule in told]
    assert second.voucher not in str(paper.data)
    assert [(one.action, one.name) for one in paper.signatures][-1] == ("Diperiksa oleh", "Rahmat Hidayat")
    # Nothing was recorded in March, on whatever day of it a voucher is dated.
    march = build_statement(april, NAME, ReportPeriod.of_month(Month(2026, 3)))
    assert (march.data["count"], march.data["rules"], len(march.notes)) == (0, [], 3)
    assert [one.name for one in month_package(april, Month(2026, 4))].count(NAME) == 1


def test_a_text_that_is_no_reason_stands_in_no_column_for_reasons(april, build):
    build.pay(april, "P-2026-0001", date(2026, 2, 5), 10_000)
    build.running_loan(april, date(2025, 10, 5))
    loan = apply_for_loan(
        april,
        LoanApplication(
            "K01",
            LoanTerms(100_000_00, 10, Fraction(1), "bulan", "flat", date(2025, 10, 5)),
            number="L-2",
            purpose="Warung",
            origin="awal",
        ),
        "Diketahui manajer",
    )
    reasons = {(item.rule, item.reason) for item in list_exceptions(april) if loan in item.subject}
    assert ("impor", "") in reasons
    assert ("anggota-minimal", "Diketahui manajer") in reasons
    assert [item.reason for item in list_exceptions(april) if item.rule == "mundur"] == [""]
    paper = build_statement(april, NAME, ReportPeriod.of_month(Month(2026, 4)))
    assert "Warung" not in str(paper)
    assert "56 hari sesudah tanggalnya" in str([section.rows for section in paper.sections])


def test_every_rule_on_the_list_has_words(april):
    assert {item.rule for item in list_exceptions(april)} <= RULES.keys()
    assert all(words[0].isupper() for words in RULES.values())
