import json

import pytest

from upk_ledger.exchange.reading import read_tables

TABLES = {
    "saldo_awal": "akun;debit;kredit\n11010;20.000.000;0\n31010;0;20.000.000\n",
    "ksm": "kode;nama\nK01;KSM Mawar\n",
    "pinjaman": (
        "nomor;kode_ksm;pokok;tenor;jasa_persen;metode;tanggal_cair;pembulatan\n"
        "P1;K01;5.000.000;24;1,5;flat;15/01/2026;1000-atas\n"
    ),
    "angsuran": "tanggal;nomor_pinjaman;jumlah\n15/02/2026;P1;284.000\n",
}


@pytest.fixture
def folder(tmp_path):
    """A folder of tables."""
    where = tmp_path / "data"
    where.mkdir()
    for name, content in TABLES.items():
        (where / f"{name}.csv").write_text(content, encoding="utf-8")
    return where


def test_tables_are_booked_once(office, folder):
    told = office.told("impor", str(folder))
    assert (told["groups"], told["loans"], told["repayments"], told["booked"]) == (1, 1, 1, 3)
    assert office.told("pinjaman", "lihat", "P1", "--per", "2026-02-15")["outstanding_principal"] == 4791000
    again = office.told("impor", str(folder))
    assert (again["booked"], again["unchanged"]) == (0, 5)


def test_a_trial_shows_the_entries_and_the_trial_balance(office, folder):
    result = office("impor", str(folder), "--coba", "--format", "json")
    document = json.loads(result.stdout)
    assert [entry["voucher"] for entry in document["entries_booked"]] == [
        "PB/2026/01/0001", "KK/2026/01/0001", "KM/2026/02/0001",
    ]  # fmt: skip
    assert document["trial_balance"]["total_debit"] == document["trial_balance"]["total_credit"] == 20075000
    shown = office("impor", str(folder), "--coba")
    assert "Akan dibukukan" in shown.stdout
    assert "tidak ada yang dicatat" in shown.stderr
    assert office.told("jurnal", "daftar") == {"entries": []}


def test_every_fault_is_named_and_nothing_is_booked(office, folder):
    (folder / "angsuran.csv").write_text(
        "tanggal;nomor_pinjaman;jumlah\n30/02/2026;P1;284,000\n", encoding="utf-8"
    )
    message = office.refused("impor", str(folder))["message"]
    assert "angsuran.csv, baris 2, kolom tanggal" in message
    assert "angsuran.csv, baris 2, kolom jumlah" in message
    assert office.refused("impor", str(folder / "tidak-ada"))["code"] == "source-missing"


def test_a_folder_without_tables_is_called_by_its_name(office, tmp_path, monkeypatch):
    (tmp_path / "kosong").mkdir()
    monkeypatch.chdir(tmp_path / "kosong")
    assert "- kosong: Tidak ada tabel" in office.refused("impor", ".")["message"]


def test_dates_after_today_are_warned_of(office, folder):
    (folder / "angsuran.csv").write_text(
        "tanggal;nomor_pinjaman;jumlah\n15/04/2026;P1;284.000\n", encoding="utf-8"
    )
    result = office("impor", str(folder))
    assert result.exit_code == 0
    assert "sesudah hari ini: angsuran.csv, baris 2: 15 April 2026." in result.stderr


def test_the_blank_workbook_can_be_read(office, tmp_path):
    assert office.told("impor-blanko", "--keluar", str(tmp_path)) == {
        "path": str(tmp_path / "blanko-impor.xlsx")
    }
    assert read_tables(tmp_path / "blanko-impor.xlsx").groups == ()


def test_a_days_list_is_booked_whole_and_once(lending, tmp_path):
    day = tmp_path / "setoran.csv"
    row = "15/02/2026,P-2026-0001,284.000\n"
    day.write_text("tanggal,nomor_pinjaman,jumlah\n" + row + row, encoding="utf-8")
    told = lending.told("angsuran", "catat", "--berkas", str(day), "--cetak", "--keluar", str(tmp_path))
    assert [item["outstanding_principal"] for item in told["repayments"]] == [4582000, 4582000]
    assert (told["amount"], len(list(tmp_path.glob("kuitansi-*.pdf")))) == (568000, 2)
    again = lending.told("angsuran", "catat", "--berkas", str(day))
    assert (again["repayments"], again["unchanged"]) == ([], 2)
    day.write_text("tanggal,nomor_pinjaman,jumlah\n" + row + row + "15/02/2026,P-9,1.000\n", encoding="utf-8")
    assert lending.refused("angsuran", "catat", "--berkas", str(day))["code"] == "import-faults"
    assert lending.refused("angsuran", "catat", "K01", "--berkas", str(day), status=2)["code"] == "usage"


def test_the_sample_is_the_same_for_the_same_seed(office, tmp_path):
    words = ("contoh", "--bulan", "2", "--acak", "7")
    first = office.told(*words, "--folder", str(tmp_path / "a"))
    second = office.told(*words, "--folder", str(tmp_path / "b"))
    assert first["offices"] == second["offices"]
    papers = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.pdf"))
    assert papers
    assert all(
        (tmp_path / "a" / paper).read_bytes() == (tmp_path / "b" / paper).read_bytes() for paper in papers
    )
    assert office.refused(*words, "--folder", str(tmp_path / "a"))["code"] == "sample-folder-taken"
    shown = office("contoh", "--bulan", "1", "--folder", str(tmp_path / "c")).stdout
    assert f"--buku {tmp_path / 'c' / 'upk.db'} pinjaman daftar --per 2025-01-31" in shown
    assert office.told("ksm", "daftar") == {"groups": []}
