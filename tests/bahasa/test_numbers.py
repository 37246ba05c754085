from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.bahasa import numbers
from upk_ledger.core.errors.typing_in import AmountTooLarge, EnglishAmount, NotAnAmount, NotAPercentage

sen_amounts = st.integers(-numbers.MOST + 1, numbers.MOST - 1)


@pytest.mark.parametrize(
    "text",
    [
        "1250000",
        "1.250.000",
        "Rp1.250.000",
        "Rp. 1.250.000,-",
        "Rp 1.250.000",
        "rp1250000",
        " 1.250.000 ",
        "1.250.000,00",
        "1250000,00",
        "Rp.1.250.000,--",
    ],
)
def test_typed_forms_of_one_amount(text):
    assert numbers.parse_amount(text) == 125_000_000


def test_sen_stand_after_a_comma():
    assert numbers.parse_amount("1.250.000,50") == 125_000_050
    assert numbers.parse_amount("0,05") == 5
    assert numbers.parse_amount("0") == 0


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "Rp", "abc", "1.25", "1.2500", "12.50.000", "0.500", "1,5", "1.250,5", "-5", "+5", "1e6", "١٢٣",
        "1 250 000", "1.250.00", "1250.000", "1..000", "1.250.000,", "1.250.000,500", "5 juta", "p1000", "1_000",
        "1250000.50", "$5",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAnAmount) as refusal:
        numbers.parse_amount(text)
    assert refusal.value.given == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1,250,000", 125_000_000),
        ("1,250", 125_000),
        ("Rp1,250,000", 125_000_000),
        ("1,250,000.50", 125_000_050),
    ],
)
def test_english_thousands_are_refused_with_what_was_meant(text, meant):
    with pytest.raises(EnglishAmount) as refusal:
        numbers.parse_amount(text)
    assert refusal.value.meant == meant


def test_too_large_an_amount_is_refused():
    assert numbers.parse_amount("999.999.999.999.999,99") == numbers.MOST - 1
    with pytest.raises(AmountTooLarge):
        numbers.parse_amount("1" + "0" * 15)
    with pytest.raises(AmountTooLarge):
        numbers.parse_amount("9" * 5000)
    assert numbers.parse_amount("0" * 20 + "5") == 500


def test_a_table_may_also_have_decimals_after_a_point():
    assert numbers.parse_table_amount("1250000.50") == 125_000_050
    assert numbers.parse_table_amount("1.250") == 125_000
    assert numbers.parse_table_amount("1.250.000,50") == 125_000_050
    with pytest.raises(NotAnAmount):
        numbers.parse_table_amount("1250000.5")
    with pytest.raises(EnglishAmount):
        numbers.parse_table_amount("1,250,000")


@given(sen_amounts)
def test_amounts_are_written_as_babel_writes_them(sen):
    pattern = "#,##0.00" if sen % 100 else "#,##0"
    expected = format_decimal(Decimal(sen) / 100, format=pattern, locale="id")
    assert numbers.amount(sen) == expected
    assert (
        numbers.rupiah(sen) == expected.replace("-", "-Rp")
        if sen < 0
        else numbers.rupiah(sen) == "Rp" + expected
    )


@given(st.integers(0, numbers.MOST - 1))
def test_what_is_written_is_read_back(sen):
    assert numbers.parse_amount(numbers.rupiah(sen)) == sen
    assert numbers.parse_amount(numbers.amount(sen)) == sen
    assert numbers.parse_table_amount(numbers.plain(sen)) == sen


def test_plain_amounts_have_decimals_only_where_there_are_sen():
    assert [numbers.plain(sen) for sen in (0, 125_000_000, 125_000_050, -5)] == [
        "0",
        "1250000",
        "1250000.50",
        "-0.05",
    ]


@pytest.mark.parametrize("text", ["1.5", "1,5", "1,5%", "1,50", " 1.5 % "])
def test_percentages_with_point_or_comma(text):
    assert numbers.parse_percent(text) == Fraction(3, 2)


@pytest.mark.parametrize("text", ["", "%", "1.250,5", "-1", "abc", "1,", ".5", "1e2", "100000"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(NotAPercentage):
        numbers.parse_percent(text)


def test_percentages_are_written_with_a_comma():
    assert numbers.percent(Decimal("11.54")) == "11,54%"
    assert numbers.percent(Fraction(3, 2)) == "1,5%"
    assert numbers.percent(Decimal("1250.00")) == "1.250,00%"
    assert numbers.percent(100) == "100%"
    assert numbers.exact(Fraction(1, 3)) == Decimal("0.3333333333")
