"""Statements as banks write them: headings, forms of amounts and dates, balances, and every fault by its place."""

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from upk_ledger.core.errors import bank as errors
from upk_ledger.core.errors.exchange import CellMissing, FileEmpty, NotAWorkbook, SourceMissing
from upk_ledger.core.errors.typing_in import ImpossibleDate, NotADate
from upk_ledger.exchange.bank_columns import parse_columns
from upk_ledger.exchange.bank_statement import Told, read_statement


@pytest.fixture
def read(tmp_path):
    def read(text, told=None, name="mutasi.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read_statement(path, told or Told())

    return read


@pytest.fixture
def faults(read):
    def faults(text, told=None):
        with pytest.raises(errors.StatementFaults) as refusal:
            read(text, told)
        return [(fault.row, fault.column, type(fault.error)) for fault in refusal.value.faults]

    return faults


SEMICOLONS = """Bank Jateng Cabang Semarang;;;;
No. Rekening;3-012-34567-8;;;
Periode;01/10/2026 - 31/10/2026;;;
Tanggal;Uraian;Debet;Kredit;Saldo
;Saldo Awal;;;1.000.000,00
02/10/2026;Setoran tunai;;500.000,00;1.500.000,00
05-10-26;Penarikan;250.000,00;;1.250.000,00
;oleh Siti Aminah;;;
2026-10-30;BUNGA;0,00;1.250,50;1.251.250,50
;Total;250.000,00;501.250,50;
Dicetak 1 November 2026;;;;
"""

BCA = """Informasi Rekening - Mutasi Rekening
No. rekening : ,'0123456789
Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
'02/10/2026,SETORAN TUNAI,'0000,"500,000.00",CR,"1,500,000.00"
'05/10/2026,"BIAYA ADM, OKTOBER",'0000,"5,000.00",DB,"1,495,000.00"
Saldo Awal,:,"1,000,000.00"
Mutasi Kredit,:,"500,000.00"
Mutasi Debet,:,"5,000.00"
Saldo Akhir,:,"1,495,000.00"
"""


def told(statement):
    return [(row.on, row.amount, row.words) for row in statement.rows]


def test_semicolons_and_commas_before_the_sen(read):
    found = read(SEMICOLONS)
    assert told(found) == [
        (date(2026, 10, 2), 50_000_000, "Setoran tunai"),
        (date(2026, 10, 5), -25_000_000, "Penarikan oleh Siti Aminah"),
        (date(2026, 10, 30), 125_050, "BUNGA"),
    ]
    assert (found.form, found.opening, found.moved) == ("koma", 100_000_000, 25_125_050)
    assert (found.since, found.until) == (date(2026, 10, 1), date(2026, 10, 31))
    assert found.columns == {
        "tanggal": "Tanggal", "keterangan": "Uraian", "debit": "Debet", "kredit": "Kredit", "saldo": "Saldo",
    }  # fmt: skip


def test_one_amount_with_marks_as_bca_prints_it(read):
    found = read(BCA)
    assert [row.amount for row in found.rows] == [50_000_000, -500_000]
    assert (found.form, found.opening, found.rows[1].words) == ("titik", 100_000_000, "BIAYA ADM, OKTOBER")
    in_cell = 'Date,Description,Amount,Balance\n02/10/2026,SETOR,"5,000.00 CR","5,000.00"\n03/10/2026,ADM,100.50 DB,"4,899.50"\n'
    assert [row.amount for row in read(in_cell).rows] == [500_000, -10_050]


def test_windows_text_and_the_newest_line_first(read):
    text = (
        "Tgl;Keterangan;Debet;Kredit;Saldo\n03/10/2026;café;100,00;;900,00\n02/10/2026;b;;1.000,00;1.000,00\n"
    )
    found = read(text, encoding="cp1252")
    assert told(found) == [(date(2026, 10, 2), 100_000, "b"), (date(2026, 10, 3), -10_000, "café")]
    assert found.opening == 0
    one_day = "Tgl;Uraian;Debet;Kredit;Saldo\n02/10/2026;2;100,00;;900,00\n02/10/2026;1;;1.000,00;1.000,00\n"
    assert [row.words for row in read(one_day).rows] == ["1", "2"]


def test_excel_with_dates_merged_titles_and_a_second_sheet(read):
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        first = book.add_worksheet("Info")
        first.write(0, 0, "Rekening koran")
        sheet = book.add_worksheet("Mutasi")
        sheet.merge_range(0, 0, 0, 3, "BANK BRI")
        for place, heading in enumerate(
            ("TGL TRANSAKSI", "URAIAN TRANSAKSI", "Mutasi Debet", "Mutasi Kredit")
        ):
            sheet.write(2, place, heading)
        dated = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_datetime(3, 0, datetime(2026, 10, 2), dated)
        sheet.write_row(3, 1, ["Setoran", 0, 1250.5])
        sheet.write_datetime(4, 0, datetime(2026, 10, 3, 8, 15), dated)
        sheet.write_row(4, 1, ["Biaya", 100])
    found = read(out.getvalue(), name="mutasi.xlsx")
    assert told(found) == [(date(2026, 10, 2), 125_050, "Setoran"), (date(2026, 10, 3), -10_000, "Biaya")]
    assert (found.form, found.opening) == ("", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/10/2026", date(2026, 10, 31)),
        ("31/10/26", date(2026, 10, 31)),
        ("31-10-2026", date(2026, 10, 31)),
        ("2026-10-31", date(2026, 10, 31)),
        ("31 Okt 2026", date(2026, 10, 31)),
        ("05-Agu-26", date(2026, 8, 5)),
        ("31/10/2026 14:05:09", date(2026, 10, 31)),
        ("2026-10-31T14:05:09", date(2026, 10, 31)),
    ],
)
def test_dates(read, text, day):
    assert read(f"Tgl;Uraian;Debet;Kredit\n{text};a;;1.000,00\n").rows[0].on == day


@pytest.mark.parametrize(
    ("text", "sen"),
    [
        ("1.250.000,00", 125_000_000),
        ("-1.250,5", -125_050),
        ("(1.250,00)", -125_000),
        ("1.250,00-", -125_000),
        ("Rp 1.250,00", 125_000),
        ("1.250,00 D", -125_000),
        ("1.250,00 K", 125_000),
        ("+1.250,00", 125_000),
        ("1.250.000", 125_000_000),
    ],
)
def test_amounts(read, text, sen):
    assert read(f"Tgl;Uraian;Nominal\n2026-10-01;a;{text}\n").rows[0].amount == sen


def test_what_can_mean_two_things_is_refused_until_told(read):
    text = "Tgl;Uraian;Nominal\n2026-10-01;a;1.250\n"
    with pytest.raises(errors.DecimalUnclear) as refusal:
        read(text)
    assert refusal.value.given == "1.250"
    assert read(text, Told(form="koma")).rows[0].amount == 125_000
    mixed = "Tgl;Uraian;Nominal\n2026-10-01;a;1.250,00\n2026-10-01;a;1,250.00\n"
    with pytest.raises(errors.DecimalMixed):
        read(mixed)
    with pytest.raises(errors.StatementFaults):
        read(mixed, Told(form="koma"))


def test_every_fault_has_its_place(faults):
    text = (
        "Tgl;Uraian;Debet;Kredit\n2026-10-01;a;1,00;2,00\n2026-13-01;a;;2,00\nkemarin;a;;2,00\n;a;;2,00\n"
        "2026-10-02;a;x;\n2026-10-02;a;-1,00;\n2026-10-02;a;;\n"
    )
    assert faults(text) == [
        (2, "Kredit", errors.BothSides),
        (3, "Tgl", ImpossibleDate),
        (4, "Tgl", NotADate),
        (5, "Tgl", CellMissing),
        (6, "Debet", errors.NotABankAmount),
        (7, "Debet", errors.NegativeSide),
        (8, "Kredit", CellMissing),
    ]


def test_balances_are_checked_line_by_line(faults):
    text = "Tgl;Uraian;Debet;Kredit;Saldo\n01/10/2026;a;;5,00;10,00\n02/10/2026;b;;5,00;14,00\n03/10/2026;c;1,00;;13,00\n"
    assert faults(text) == [(3, "Saldo", errors.RunningBalanceWrong)]
    right = text.replace("14,00", "15,00").replace("13,00", "14,00")
    assert faults(right, Told(closing=1500)) == [(None, None, errors.ClosingBalanceWrong)]
    assert faults(right, Told(opening=400)) == [(2, "Saldo", errors.RunningBalanceWrong)]
    contradicted = right.replace("01/10", "30/09/2026;Saldo awal;;;5,00\n01/10", 1)
    assert faults(contradicted, Told(opening=400))[0] == (None, None, errors.OpeningBalanceWrong)


def test_columns_told_by_a_person(read):
    text = "Nomor;Hari;Isi;Besar\n1;2026-10-01;setor;5,00\n"
    with pytest.raises(errors.ColumnsUnknown) as refusal:
        read(text)
    assert refusal.value.missing == ("tanggal", "keterangan", "debit", "kredit")
    columns = parse_columns("tanggal=Hari, keterangan=Isi, jumlah=Besar")
    assert read(text, Told(columns)).rows[0].amount == 500
    with pytest.raises(errors.HeadingNotThere):
        read(text, Told({**columns, "saldo": "Sisa"}))
    with pytest.raises(errors.HeadingNotThere):
        read(text, Told(columns, header=2))
    assert read("Tanggal;b;c;d\n" + text, Told(columns, header=2)).rows[0].row == 3


def test_commas_within_the_words_do_not_hide_the_semicolons(read):
    text = "Hari;Isi;Besar\n2026-10-01;beras, gula, kopi, teh, sabun;5,00\n"
    found = read(text, Told(parse_columns("tanggal=Hari, keterangan=Isi, jumlah=Besar")))
    assert told(found) == [(date(2026, 10, 1), 500, "beras, gula, kopi, teh, sabun")]


@pytest.mark.parametrize("given", ["hari=Tgl", "tanggal", "tanggal=", "tanggal=a, tanggal=b"])
def test_what_names_no_column(given):
    with pytest.raises(errors.ColumnWordsWrong):
        parse_columns(given)


@pytest.mark.parametrize("given", ["tanggal=a, jumlah=b", "tanggal=a, keterangan=b, debit=c",
                                   "tanggal=a, keterangan=b, debit=c, kredit=d, jumlah=e"])  # fmt: skip
def test_columns_have_to_make_sense_together(given):
    with pytest.raises(errors.AmountColumnsWrong):
        parse_columns(given)


def test_files_that_hold_nothing(read, faults, tmp_path):
    with pytest.raises(SourceMissing):
        read_statement(tmp_path / "tidak-ada.csv", Told())
    assert faults("Tgl;Uraian;Debet;Kredit\n") == [(None, None, errors.NoStatementLines)]
    assert faults("  \n") == [(None, None, FileEmpty)]
    with pytest.raises(errors.StatementFaults) as refusal:
        read("no workbook", name="mutasi.xlsx")
    assert isinstance(refusal.value.faults[0].error, NotAWorkbook)
