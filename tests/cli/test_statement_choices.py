"""The options by which statements are shown in other forms, terms and columns; the office's own notes."""

import random

from pypdf import PdfReader


def test_a_balance_sheet_in_two_sides_is_one_landscape_page_and_the_same_figures(lending, tmp_path):
    sheet = ("laporan", "neraca", "--bulan", "2026-02")
    assert lending.told(*sheet, "--bentuk", "dua-sisi", "--istilah", "sak") == lending.told(*sheet)
    path = tmp_path / "neraca.pdf"
    lending(*sheet, "--bentuk", "dua-sisi", "--keluar", str(path))
    (page,) = PdfReader(path).pages
    assert page.mediabox.width > page.mediabox.height
    text = page.extract_text()
    assert text.index("KEKAYAAN") < text.index("HUTANG")
    listed = lending(*sheet, "--bentuk", "dua-sisi", "--banding", "", "--format", "csv").stdout
    heading, *rows = listed.splitlines()
    assert heading == "Kode,Uraian,28 Februari 2026,Kode,Uraian,28 Februari 2026"
    assert rows[-1] == ",JUMLAH KEKAYAAN,20000000,,JUMLAH HUTANG DAN MODAL,20000000"


def test_the_sekretariats_statements_speak_of_its_own_policies(office):
    office.entropy = random.Random(2).randbytes
    office.told("petugas", "tambah", "--kode", "koordinator", "--nama", "Sri", "--jabatan", "Koordinator")
    office.told("sekretariat", "mulai", "--bendahara", "Dewi", "--sekretaris", "Agus")
    for name in ("neraca", "laba-rugi", "arus-kas", "perubahan-modal", "neraca-saldo", "calk"):
        shown = office("--upk", "SEK", "laporan", name, "--bulan", "2026-01").stdout
        assert "kebijakan akuntansi Sekretariat" in shown, name
        assert "kolektibilitas" not in shown, name
    notes = office("--upk", "SEK", "laporan", "calk", "--bulan", "2026-01").stdout
    assert "di luar pinjaman bergulir" in notes
    assert "Pinjaman menurut golongan" not in notes


def test_columns_are_asked_for_by_name(lending):
    income = ("laporan", "laba-rugi", "--bulan", "2026-02")
    shown = lending(*income, "--banding", "bulan-lalu, anggaran").stdout
    assert "Januari 2026" in shown
    assert "Anggaran Februari 2026" in shown
    assert "s.d. Februari 2026" not in shown
    assert lending.refused(*income, "--banding", "kemarin", status=2)["code"] == "usage"
    assert lending.refused("laporan", "neraca", "--banding", "anggaran", status=2)["code"] == "usage"


def test_settings_choose_terms_and_form_and_the_policy_is_the_upks_own(lending):
    lending.told("pengaturan", "ubah", "istilah-laporan", "sak", "--mulai", "2026-02-01", "--ya")
    lending.told("pengaturan", "ubah", "bentuk-neraca", "dua-sisi", "--mulai", "2026-02-01", "--ya")
    shown = lending("laporan", "neraca", "--bulan", "2026-02").stdout
    assert "JUMLAH LIABILITAS DAN EKUITAS" in shown
    assert "Kebijakan akuntansinya tetap kebijakan UPK sendiri" in shown
    assert "JUMLAH HUTANG DAN MODAL" in lending("laporan", "neraca", "--bulan", "2026-01").stdout
    told = lending.refused("pengaturan", "ubah", "istilah-laporan", "psak")
    assert told["code"] == "setting-value-wrong"


def test_the_trial_balance_before_and_after_closing(lending):
    trial = ("laporan", "neraca-saldo", "--bulan", "2026-02")
    usual = lending.told(*trial)
    before = lending.told(*trial, "--sebelum-penutupan")
    assert before["closing"] == ["before"]
    assert {key: before[key] for key in usual} == usual
    both = lending(*trial, "--sebelum-penutupan", "--sesudah-penutupan").stdout
    assert "Sebelum penutupan debit" in both
    assert "Jurnal penutup tahun ini belum dibukukan" in both


def test_the_offices_own_notes_are_set_listed_and_taken_back(lending, tmp_path):
    noted = lending.told("laporan", "catatan-isi", "peristiwa", "--bulan", "2026-02", "--teks", "Banjir.")
    assert noted["notes"] == [{"topic": "peristiwa", "month": "2026-02", "text": "Banjir."}]
    trial = ("laporan", "catatan-isi", "lain", "--bulan", "2026-02", "--teks", "Coba", "--coba")
    assert lending(*trial).exit_code == 0
    assert lending.told("laporan", "catatan-daftar") == noted
    notes = ("laporan", "calk", "--bulan", "2026-02")
    assert lending.told(*notes)["notes"] == [{"topic": "peristiwa", "text": "Banjir."}]
    assert "Peristiwa setelah tanggal laporan\nBanjir." in lending(*notes).stdout
    path = tmp_path / "calk.pdf"
    lending(*notes, "--keluar", str(path))
    assert "KEBIJAKAN" in " ".join(page.extract_text() for page in PdfReader(path).pages).upper()
    lending.told("laporan", "catatan-batal", "peristiwa", "--bulan", "2026-02")
    again = lending.refused("laporan", "catatan-batal", "peristiwa", "--bulan", "2026-02")
    assert again["code"] == "note-not-there"
    lending.told("periode", "tutup", "2026-01")
    late = lending.refused("laporan", "catatan-isi", "lain", "--bulan", "2026-01", "--teks", "Terlambat")
    assert late["code"] == "month-closed"
    assert lending.refused("laporan", "catatan-isi", "cuaca", "--bulan", "2026-02", "--teks", "x", status=2)
