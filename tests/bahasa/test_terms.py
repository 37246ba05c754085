"""Loan terms in words, with the rule by which they fall due."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.bahasa.terms import due_day, terms_text
from upk_ledger.core.schedules import LoanTerms


def terms(rule, frequency="bulanan"):
    return LoanTerms(
        100_000_000, 10, Fraction(3, 2), "bulan", "flat", date(2026, 1, 21), frequency, due_rule=rule
    )


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("", ""),
        ("hari=15", ", tanggal bayar 15"),
        ("hari=15 batas=20", ", tanggal bayar 15, cair sesudah tanggal 20 mulai sebulan kemudian"),
        ("geser=maju", ", dari hari libur maju ke hari kerja sebelumnya"),
        ("geser=mundur", ", dari hari libur mundur ke hari kerja sesudahnya"),
    ],
)
def test_the_due_rule_is_told_among_the_terms(rule, told):
    assert terms_text(terms(rule)) == f"10 angsuran bulanan, jasa 1,5% per bulan, flat{told}"


def test_a_card_names_the_day_that_is_paid_on():
    assert due_day(terms("")) == "setiap tanggal 21"
    assert due_day(terms("hari=15 geser=maju")) == "setiap tanggal 15"
    assert due_day(terms("geser=maju", "mingguan")) == "setiap Rabu"
