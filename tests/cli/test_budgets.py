"""`upk anggaran` and its paper at the shell."""

import pytest


def test_a_budget_is_filled_in_shown_and_copied(office):
    told = office.told("anggaran", "isi", "--tahun", "2026", "ATK", "1.000.000")
    (line,) = told["lines"]
    assert (line["account"], line["fund"], line["side"], line["total"]) == (
        "51030",
        "bergulir",
        None,
        1_000_000,
    )
    assert (line["months"]["1"], line["months"]["12"]) == (83_333, 83_337)
    office.told("anggaran", "isi", "--tahun", "2026", "51030", "500.000", "--bulan", "2026-03")
    office.told("anggaran", "isi", "--tahun", "2026", "11030", "12.000.000", "--untuk", "angsuran")
    seen = office.told("anggaran", "lihat", "--tahun", "2026")
    assert [(one["account"], one["side"], one["total"]) for one in seen["lines"]] == [
        ("11030", "angsuran", 12_000_000),
        ("51030", None, 1_416_667),
    ]
    copied = office.told("anggaran", "salin", "--dari", "2026", "--ke", "2027", "--naik", "5")
    assert [one["total"] for one in copied["lines"]] == [12_600_000, 1_487_504]
    assert "ATK" in office("anggaran", "lihat", "--tahun", "2027").stdout
    assert office("anggaran", "lihat", "--tahun", "2027", "--format", "csv").stdout.startswith(
        "Akun,Nama akun,Dana"
    )
    assert office.told("audit", "periksa")["ok"]


def test_the_workbook_goes_out_and_comes_back(office, tmp_path):
    path = tmp_path / "rab.xlsx"
    office.told("anggaran", "isi", "--tahun", "2026", "ATK", "1.000.000")
    assert office.told("anggaran", "blanko", "--tahun", "2026", "--keluar", str(path))["lines"] > 10
    assert (
        office.refused("anggaran", "blanko", "--tahun", "2026", "--keluar", str(path))["code"]
        == "file-exists"
    )
    told = office.told("anggaran", "impor", str(path), "--tahun", "2026")
    assert [one["total"] for one in told["lines"]] == [1_000_000]


def test_faults_of_a_table_are_named(office, tmp_path):
    path = tmp_path / "rab.csv"
    path.write_text("akun;bulan;jumlah\n99999;3;5\n51030;2027-03;6\n")
    message = office.refused("anggaran", "impor", str(path), "--tahun", "2026")["message"]
    assert "rab.csv, baris 2, kolom akun" in message
    assert "rab.csv, baris 3, kolom bulan" in message


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("isi", "--tahun", "2026", "11010", "5"), "not-budgeted"),
        (("isi", "--tahun", "2026", "ATK", "5", "--untuk", "cair"), "not-budgeted"),
        (("isi", "--tahun", "2026", "ATK", "5", "--bulan", "2027-01"), "month-of-other-year"),
        (("isi", "--tahun", "2026", "ATK", "5", "--dana", "XX"), "unknown-fund"),
        (("isi", "--tahun", "2025", "ATK", "5"), "before-book-start"),
        (("lihat", "--tahun", "2026"), "no-budget"),
        (("salin", "--dari", "2026", "--ke", "2027"), "no-budget"),
        (("impor", "tidak-ada.csv", "--tahun", "2026"), "source-missing"),
    ],
)
def test_what_is_refused(office, words, code):
    assert office.refused("anggaran", *words)["code"] == code


def test_a_year_with_a_budget_is_not_copied_over(office):
    for year in ("2026", "2027"):
        office.told("anggaran", "isi", "--tahun", year, "ATK", "12")
    assert office.refused("anggaran", "salin", "--dari", "2026", "--ke", "2027")["code"] == "budget-exists"


def test_a_trial_changes_nothing(office):
    before = office.place.read_bytes()
    assert office.told("anggaran", "isi", "--tahun", "2026", "ATK", "12.000", "--coba")["lines"]
    assert office.place.read_bytes() == before


def test_the_paper(office, tmp_path):
    office.told("anggaran", "isi", "--tahun", "2026", "ATK", "120.000")
    office.told("kas", "masuk", "31010", "5.000.000", "--keterangan", "x", "--tanggal", "2026-01-02")
    office.told("kas", "keluar", "ATK", "130.000", "--keterangan", "x", "--tanggal", "2026-01-20")
    told = office.told("laporan", "anggaran", "--bulan", "2026-01")
    (line,) = told["lines"]
    assert (line["budget_year"], line["budget_to_date"], line["realised"]) == (120_000, 10_000, 130_000)
    assert (line["percent_used"], line["over_budget"]) == (108.33, True)
    assert "MELEBIHI ANGGARAN" in office("laporan", "anggaran", "--bulan", "2026-01").stdout
    path = tmp_path / "rab.pdf"
    assert office("laporan", "anggaran", "--bulan", "2026-01", "--keluar", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"%PDF")
