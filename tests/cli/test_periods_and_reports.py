import json

import pytest
from pypdf import PdfReader

from upk_ledger.actions.reports import PAPERS, monthly_papers
from upk_ledger.cli.registry import REPORTS

JANUARY = ("periode", "tutup", "2026-01")


def test_every_report_of_the_program_is_a_command():
    assert set(PAPERS) <= set(REPORTS)


def test_a_month_is_closed_once_and_reopened_with_a_reason(lending):
    closed = lending.told(*JANUARY)
    assert (closed["month"], closed["required_allowance"], closed["repeated"]) == ("2026-01", 50000, False)
    assert [(entry["voucher"], entry["amount"]) for entry in closed["posted"]] == [("PB/2026/01/0001", 50000)]
    assert lending.told("tutup-buku", "01/2026")["repeated"] is True
    status = lending.told("periode", "status")
    assert (status["closed_through"], status["next_to_close"]) == ("2026-01-31", "2026-02")
    assert [month["closed"] for month in status["months"]] == [True, False, False]
    shown = lending("periode", "status").stdout
    assert "Januari 2026   ditutup" in shown
    assert lending.refused("periode", "buka", "2026-01", "--alasan", "x", status=2)["code"] == "usage"
    assert (
        lending.told("periode", "buka", "2026-01", "--alasan", "Lupa", "--ya")["first_open"] == "2026-01-01"
    )


def test_months_close_in_order_and_lock(lending):
    assert lending.refused("periode", "tutup", "2026-02")["code"] == "earlier-month-open"
    assert lending.refused("periode", "tutup", "2026-13")["code"] == "impossible-month"
    lending.told(*JANUARY)
    late = ("angsuran", "catat", "K01", "284.000", "--tanggal", "2026-01-31")
    assert lending.refused(*late)["code"] == "month-closed"
    assert (
        lending.refused("periode", "buka", "2026-02", "--alasan", "x", "--ya")["code"] == "month-not-closed"
    )


def test_closing_early_is_warned_of_and_a_trial_closes_nothing(lending):
    lending.told(*JANUARY)
    lending.told("periode", "tutup", "2026-02")
    result = lending("periode", "tutup", "2026-03", "--coba")
    assert result.exit_code == 0
    assert "Peringatan: Maret 2026 belum berakhir." in result.stderr
    assert lending.told("periode", "status")["next_to_close"] == "2026-03"


def test_reports_have_the_contracts_shapes(lending):
    lending.told("angsuran", "catat", "K01", "284.000", "--tanggal", "2026-02-15")
    sheet = lending.told("laporan", "neraca", "--bulan", "2026-02")
    assert (sheet["as_of"], sheet["total_assets"], sheet["total_liabilities"], sheet["total_equity"]) == (
        "2026-02-28", 20075000, 0, 20075000,
    )  # fmt: skip
    assert {"code": "11010", "name": "Kas", "balance": 15284000}.items() <= sheet["accounts"][0].items()
    income = lending.told("laporan", "laba-rugi", "--bulan", "2026-02")
    assert (income["from"], income["to"], income["net_income"]) == ("2026-02-01", "2026-02-28", 75000)
    assert lending.told("laporan", "laba-rugi", "--tahun", "2026")["from"] == "2026-01-01"
    classes = lending.told("laporan", "kolektibilitas", "--per", "2026-03-31")
    assert (len(classes["classes"]), classes["loans"][0]["class"], classes["required_allowance"]) == (
        5,
        2,
        239550,
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--per", "2026-02-28", "--bulan", "2026-02"), 2),
        (("--per", "2025-12-31"), 1),
        (("--bulan", "2025-12"), 1),
        (("--keluar", "neraca.doc"), 2),
        (("--tahun", "0"), 2),
    ],
)
def test_wrong_periods_and_files_are_refused(lending, words, status):
    assert lending.refused("laporan", "neraca", *words, status=status)["message"]


def test_a_report_goes_where_it_is_sent(lending, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = ("laporan", "neraca", "--bulan", "2026-02")
    for ending in ("pdf", "json", "csv", "txt"):
        result = lending(*report, "--keluar", f"n.{ending}")
        assert (result.exit_code, result.stdout) == (0, "")
        assert f"Tersimpan: n.{ending}" in result.stderr
    assert "NERACA" in PdfReader("n.pdf").pages[0].extract_text()
    assert json.loads((tmp_path / "n.json").read_bytes())["total_assets"] == 20000000
    assert (tmp_path / "n.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")[0] == "Kode"
    lending(*report, "--keluar", "arsip/")
    lending(*report, "--keluar", "arsip", "--format", "csv")
    assert sorted(path.name for path in (tmp_path / "arsip").iterdir()) == [
        "neraca-2026-02.csv",
        "neraca-2026-02.pdf",
    ]
    assert (tmp_path / "arsip" / "neraca-2026-02.pdf").read_bytes() == (tmp_path / "n.pdf").read_bytes()


def test_a_pdf_may_be_piped(lending):
    result = lending("laporan", "neraca", "--format", "pdf")
    assert result.stdout_bytes.startswith(b"%PDF")


def test_the_months_whole_set_goes_into_one_folder(lending, tmp_path):
    folder = tmp_path / "paket"
    assert lending("laporan", "paket", "--bulan", "2026-02", "--keluar", str(folder)).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {
        f"{name}-2026-02.pdf" for name in monthly_papers("upk")
    }


def test_the_reports_are_named(lending):
    names = [report["name"] for report in lending.told("laporan", "daftar")["reports"]]
    assert names == [*PAPERS, "kinerja-pembukuan"]
    assert lending("laporan", "nerac").exit_code == 2


def test_a_ledger_of_one_account_is_told_by_code_or_name_and_named_after_it(lending, tmp_path):
    for given in ("11030", "pinjaman ksm"):
        told = lending.told("laporan", "buku-besar", "--bulan", "2026-02", "--akun", given)
        assert [account["code"] for account in told["accounts"]] == ["11030"]
    folder = tmp_path / "keluar"
    words = ("--bulan", "2026-02", "--akun", "11021", "--keluar", f"{folder}/")
    assert lending("laporan", "buku-bank", *words).exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["buku-bank-11021-2026-02.pdf"]
    assert lending.refused("laporan", "buku-besar", "--akun", "99999")["code"] == "unknown-account"
    assert lending.refused("laporan", "buku-kas", "--akun", "11010", status=2)["code"] == "usage"


def test_a_month_that_cannot_be_opened_is_refused_before_consent_is_asked(lending):
    lending.told("periode", "tutup", "2026-01")
    lending.told("periode", "tutup", "2026-02")
    reopen = ("periode", "buka", "--alasan", "Tertinggal")
    assert lending.refused(*reopen, "2026-01")["code"] == "not-newest-closed"
    assert lending.refused(*reopen, "2026-03")["code"] == "month-not-closed"
    assert lending.refused(*reopen, "2026-02", status=2)["code"] == "usage"
