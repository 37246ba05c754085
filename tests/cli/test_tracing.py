"""`upk audit jejak` and `jejak-bukti` at the shell."""

import csv
import io

from pypdf import PdfReader

LOAN = ("audit", "jejak", "neraca", "11030", "--per", "2026-02-28")


def test_a_figure_is_opened_and_adds_up_in_every_format(lending, tmp_path):
    lending.told("angsuran", "catat", "P-2026-0001", "284.000", "--tanggal", "2026-02-15")
    told = lending.told(*LOAN)
    (made_of,) = told["made_of"]
    assert told["amount"] == made_of["sum"] == 4_791_000
    assert [(entry["voucher"], entry["amount"]) for entry in made_of["entries"]] == [
        ("KK/2026/01/0001", 5_000_000),
        ("KM/2026/02/0001", -209_000),
    ]
    assert made_of["entries"][1]["recorded_at"] == "2026-03-15 12:00"
    shown = lending(*LOAN).stdout
    assert "Tercetak     : Rp4.791.000" in shown
    rows = list(csv.reader(io.StringIO(lending(*LOAN, "--format", "csv").stdout)))
    assert "-209000" in {cell for row in rows for cell in row}
    path = tmp_path / "jejak.pdf"
    lending(*LOAN, "--keluar", str(path))
    assert "KM/2026/02/0001" in PdfReader(path).pages[0].extract_text()


def test_without_a_figure_all_are_listed(lending):
    listed = lending.told("audit", "jejak", "neraca", "--bulan", "2026-02")["figures"]
    assert {"11010 Kas", "JUMLAH KEKAYAAN"} <= {one["row"] for one in listed}
    number = next(one["number"] for one in listed if one["row"] == "JUMLAH KEKAYAAN")
    told = lending.told("audit", "jejak", "neraca", f"#{number}", "--bulan", "2026-02")
    assert [row["row"] for row in told["made_of"][0]["rows"]] == ["11010 Kas", "11030 Pinjaman KSM"]


def test_the_words_of_the_other_set_of_terms_are_understood(lending):
    usual = lending.told("audit", "jejak", "neraca", "jumlah kekayaan", "--bulan", "2026-02")
    assert lending.told("audit", "jejak", "neraca", "jumlah aset", "--bulan", "2026-02") == usual


def test_options_of_the_paper_hold_for_its_trace(lending):
    income = ("audit", "jejak", "laba-rugi", "jumlah pendapatan", "--bulan", "2026-02")
    assert lending.told(*income, "--kolom", "s.d. februari 2026")["figure"]["column"] == "year"
    assert lending.told(*income, "--banding", "anggaran", "--kolom", "budget")["amount"] == 0
    book = ("audit", "jejak", "buku-besar", "jumlah", "--akun", "11030", "--bulan", "2026-01")
    assert lending.told(*book, "--kolom", "debit")["amount"] == 5_000_000


def test_refusals(lending):
    refused = lending.refused("audit", "jejak", "neraca", "jumlah kekayan")
    assert refused["code"] == "unknown-figure"
    assert "JUMLAH KEKAYAAN" in refused["message"]
    assert lending.refused("audit", "jejak", "neraca", "jumlah")["code"] == "ambiguous-figure"
    assert lending.refused(*LOAN, "--kolom", "anggaran")["code"] == "no-such-column"
    assert lending.refused("audit", "jejak", "neracca", "11030", status=2)["code"] == "usage"
    assert lending.refused(*LOAN, "--bulan", "2026-02", status=2)["code"] == "usage"
    assert lending.refused("audit", "jejak-bukti", "KM/2026/02/0099")["code"] == "unknown-voucher"


def test_a_voucher_tells_where_it_is(lending, tmp_path):
    told = lending.told("audit", "jejak-bukti", "KK/2026/01/0001")
    amounts = {(one["report"], one["row"], one["column"]): one["amount"] for one in told["figures"]}
    assert amounts["neraca", "11030 Pinjaman KSM", "now"] == 5_000_000
    assert amounts["arus-kas", "Pencairan pinjaman", "now"] == -5_000_000
    assert told["loans"] == ["P-2026-0001"]
    assert len(told["previous"]) == 64
    assert "bulannya belum ditutup" in lending("audit", "jejak-bukti", "KK/2026/01/0001").stdout
    path = tmp_path / "bukti.pdf"
    lending("audit", "jejak-bukti", "KK/2026/01/0001", "--keluar", str(path))
    assert "JEJAK BUKTI" in PdfReader(path).pages[0].extract_text()
