import csv
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.cli.output import Answer, columns_of, of_statement, render, table, to_csv, to_json, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column, EntryMark, Letterhead, Row, Section, Statement

NAMES = (Column("name", "Nama"), Column("amount", "Jumlah", "money"))


def test_amounts_in_json_are_exact():
    document = to_json({"a": Rupiah(125_000_000), "b": Rupiah(125_000_050), "c": Rupiah(-5), "d": 1250})
    assert json.loads(document, parse_float=str) == {"a": 1250000, "b": "1250000.50", "c": "-0.05", "d": 1250}
    assert json.loads(to_json(Rupiah(10**17 - 1)), parse_float=Decimal) == Decimal("999999999999999.99")


def test_every_kind_of_value_in_json():
    value = {
        "none": None,
        "flag": True,
        "text": 'Bu "Ani"\n→',
        "day": date(2026, 10, 31),
        "month": Month(2026, 10),
        "percent": Decimal("11.54"),
        "whole": Decimal(1),
        "rate": Fraction(3, 2),
        "empty": [],
        "nothing": {},
        "nested": [{"a": (1, 2)}],
    }
    assert json.loads(to_json(value)) == {
        "none": None,
        "flag": True,
        "text": 'Bu "Ani"\n→',
        "day": "2026-10-31",
        "month": "2026-10",
        "percent": 11.54,
        "whole": 1,
        "rate": 1.5,
        "empty": [],
        "nothing": {},
        "nested": [{"a": [1, 2]}],
    }
    with pytest.raises(TypeError):
        to_json(1.5)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_json_reads_back(value):
    assert json.loads(to_json(value)) == value


def test_tables_line_up():
    section = table(NAMES, [("KSM Mawar", Rupiah(28_400_000)), ("漢字 ñ", Rupiah(5)), ("Kosong", None)])
    assert to_text(Answer({}, (section,)), None).splitlines() == [
        "Nama           Jumlah",
        "---------  ----------",
        "KSM Mawar  284.000,00",
        "漢字 ñ           0,05",
        "Kosong",
    ]


def test_totals_are_ruled_and_levels_are_indented():
    section = Section(
        NAMES,
        (
            Row(("Aset", None), "heading"),
            Row(("Kas", Rupiah(100)), level=1),
            Row(("Jumlah", Rupiah(100)), "total"),
        ),
    )
    assert to_text(Answer({}, (section,)), None).splitlines()[2:] == [
        "Aset",
        "  Kas        1",
        "------  ------",
        "Jumlah       1",
    ]


@given(
    st.lists(st.tuples(st.text(max_size=60), st.integers(0, 10**12)), min_size=1, max_size=5),
    st.integers(40, 100),
)
def test_a_table_never_leaves_the_terminal(rows, width):
    section = table(NAMES, [(name, Rupiah(sen)) for name, sen in rows])
    lines = to_text(Answer({}, (section,)), width).splitlines()
    assert all(len(line) <= width for line in lines if line.isascii())
    assert all(columns_of(line) <= 2 * width for line in lines)


def test_a_name_cannot_steer_the_terminal():
    section = table(NAMES, [("Mawar\x1b[2J\n\r", Rupiah(100))])
    assert "\x1b" not in to_text(Answer({}, (section,)), None)
    assert len(to_text(Answer({}, (section,)), None).splitlines()) == 3


def test_csv_has_plain_amounts():
    section = table((*NAMES, Column("on", "Tanggal", "date"), Column("p", "Persen", "percent")),
                    [('Bu "Ani", KSM', Rupiah(125_000_050), date(2026, 10, 31), Decimal("11.54")), ("x", Rupiah(100), None, None)])  # fmt: skip
    rows = list(csv.reader(to_csv(Answer({}, (section,))).splitlines()))
    assert rows == [
        ["Nama", "Jumlah", "Tanggal", "Persen"],
        ['Bu "Ani", KSM', "1250000.50", "2026-10-31", "11.54"],
        ["x", "1", "", ""],
    ]


def test_without_a_table_csv_is_one_row_of_facts():
    answer = Answer({}, facts=(("Bukti", "KM/2026/03/0007"), ("Jumlah", Rupiah(28_400_000))))
    assert to_csv(answer) == "Bukti,Jumlah\nKM/2026/03/0007,284000\n"
    assert to_text(answer, None) == "Bukti  : KM/2026/03/0007\nJumlah : Rp284.000\n"


def test_a_statement_says_whose_it_is_and_what_it_counts():
    statement = Statement(
        name="neraca",
        title="Neraca",
        period="Per 31 Oktober 2026",
        as_of=date(2026, 10, 31),
        letterhead=Letterhead("UPK Melati", "BKM Melati", "Kelurahan X"),
        sections=(table(NAMES, [("Kas", Rupiah(100))]),),
        data={"total_assets": Rupiah(100)},
        notes=("Catatan.",),
        last=EntryMark(7, "KM/2026/10/0001", "abcdef0123456789"),
        provisional=True,
    )
    text = render(of_statement(statement), "tabel")
    assert text.splitlines()[:4] == [
        "UPK Melati",
        "Neraca",
        "Per 31 Oktober 2026",
        "SEMENTARA: BULAN BELUM DITUTUP",
    ]
    assert "KM/2026/10/0001 (catatan 7, abcdef01)" in text
    assert json.loads(render(of_statement(statement), "json")) == {"total_assets": 1}
    assert render(of_statement(statement), "csv") == "Nama,Jumlah\nKas,1\n"


def test_a_column_of_percentages_has_the_same_decimals_throughout():
    columns = (Column("name", "Nama"), Column("part", "%", "percent"))
    section = table(columns, [("A", Decimal("37.87")), ("B", Decimal("35.5")), ("C", Decimal(4))])
    answer = Answer({}, (section,))
    assert [line[-5:] for line in to_text(answer, None).splitlines()[2:]] == ["37,87", "35,50", " 4,00"]
    assert to_csv(answer).splitlines()[2] == "B,35.5"


def test_long_words_above_and_in_a_table_are_wrapped_to_the_terminal():
    columns = (Column("name", "UPK", "text"), Column("why", "Sebab", "text"))
    words = " ".join(["turun"] * 80)
    answer = Answer({}, (table(columns, [("Melati", words)]),), facts=(("Belum lapor", words),))
    shown = to_text(answer, 160)
    assert max(map(len, shown.splitlines())) <= 160
    assert shown.count("turun") == 160
    assert words in to_text(answer, None)
    assert words in to_csv(answer)
