"""Restricted funds at the shell: `upk dana`, what people read, what is refused in words."""

import random

import pytest

OPEN = (
    "dana", "buka", "--kode", "APBD-JALAN", "--nama", "Jalan paving RW 03", "--jenis", "apbd", "--sumber",
    "APBD Kota Semarang", "--perjanjian", "027/115/2026", "--tanggal-perjanjian", "2026-02-20", "--jumlah",
    "80.000.000", "--selesai", "2026-06-30", "--volume", "140", "--satuan", "m", "--untuk",
    "Jalan paving 140 m oleh KSM Bangun Bersama",
)  # fmt: skip


class Sekretariat:
    """The shell of the Sekretariat."""

    def __init__(self, office):
        self._office = office

    def __call__(self, *words):
        return self._office("--upk", "SEK", *words)

    def told(self, *words):
        return self._office.told("--upk", "SEK", *words)

    def refused(self, *words, **facts):
        return self._office.refused("--upk", "SEK", *words, **facts)


@pytest.fixture
def sek(office):
    office.entropy = random.Random(2).randbytes
    office.told("sekretariat", "mulai", "--bendahara", "Dewi Lestari", "--sekretaris", "Agus Salim")
    made = Sekretariat(office)
    made.told(*OPEN)
    return made


def test_the_life_of_a_fund(sek):
    told = sek.told(
        "dana", "termin", "APBD-JALAN", "--ke", "2026-03-01", "40.000.000", "perjanjian", "--ke", "2026-04-20",
        "40.000.000", "fisik 50%",
    )  # fmt: skip
    assert [one["amount"] for one in told["instalments"]] == [40_000_000, 40_000_000]
    sek.told(
        "dana",
        "rab",
        "APBD-JALAN",
        "--baris",
        "Paving",
        "52010",
        "60.000.000",
        "--baris",
        "Upah",
        "Upah",
        "20.000.000",
    )
    came = sek.told("dana", "terima", "apbd-jalan", "40.000.000", "--termin", "1", "--kas", "11022")
    assert (came["voucher"], came["fund"], came["rest"]) == ("KM/2026/03/0001", "APBD-JALAN", 40_000_000)
    paid = sek.told(
        "dana", "belanja", "APBD-JALAN", "52010", "28.350.000", "--keterangan", "Paving", "--kas", "11022"
    )
    assert (paid["voucher"], paid["amount"], paid["rest"]) == ("KK/2026/03/0001", 28_350_000, 11_650_000)
    sek.told("dana", "kemajuan", "APBD-JALAN", "--persen", "40", "--volume", "56")
    sek.told(
        "dana",
        "swadaya",
        "APBD-JALAN",
        "--jenis",
        "bahan",
        "--jumlah",
        "12,5",
        "--satuan",
        "m3",
        "--nilai",
        "2.187.500",
    )
    told = sek.told("dana", "lihat", "APBD-JALAN")
    assert (told["percent"], told["progress"][0]["volume"], told["status"]) == (40, 56, "berjalan")
    assert [(one["item"], one["spent"], one["rest"]) for one in told["budget"]] == [
        ("Paving", 28_350_000, 31_650_000),
        ("Upah", 0, 20_000_000),
    ]
    (given,) = told["contributions"]
    assert (given["quantity"], given["unit"], given["worth"]) == (12.5, "m3", 2_187_500)
    assert [(one["in"], one["out"], one["balance"]) for one in told["entries"]] == [
        (40_000_000, 0, 40_000_000),
        (0, 28_350_000, 11_650_000),
    ]
    assert sek.told("dana", "daftar")["rest"] == 11_650_000
    assert "bersisa Rp11.650.000" in sek.refused("dana", "tutup", "APBD-JALAN")["message"]
    sek.told("dana", "kembalikan", "APBD-JALAN", "11.650.000", "--kas", "11022")
    assert "baru 40%" in sek.refused("dana", "tutup", "APBD-JALAN")["message"]
    closed = sek.told("dana", "tutup", "APBD-JALAN", "--alasan", "Dihentikan", "--putusan", "12/BKM/2026")
    assert (closed["status"], closed["closed_on"], closed["decision_number"]) == (
        "ditutup",
        "2026-03-15",
        "12/BKM/2026",
    )
    assert "sudah ditutup" in sek.refused("dana", "terima", "APBD-JALAN", "1.000")["message"]
    assert sek.told("dana", "buka-lagi", "APBD-JALAN", "--alasan", "Nota tertinggal")["status"] == "berjalan"
    assert sek.told("audit", "periksa")["ok"]


def test_a_person_reads_the_fund(sek):
    sek.told("dana", "terima", "APBD-JALAN", "40.000.000")
    sek.told(
        "dana", "swadaya", "APBD-JALAN", "--jenis", "tenaga", "--nilai", "4.800.000", "--hari-orang", "48"
    )
    shown = sek("dana", "lihat", "APBD-JALAN").stdout
    for words in ("Jalan paving RW 03", "140 m", "027/115/2026", "Swadaya", "48", "di luar termin"):
        assert words in shown
    assert "APBD-JALAN" in sek("dana", "daftar", "--format", "csv").stdout


def test_what_was_wrong_is_taken_back(sek):
    sek.told("dana", "kemajuan", "APBD-JALAN", "--persen", "55")
    told = sek.told("dana", "swadaya", "APBD-JALAN", "--jenis", "tenaga", "--hari-orang", "5")
    number = told["contributions"][0]["record"]
    told = sek.told("dana", "swadaya", "APBD-JALAN", "--batal", str(number), "--alasan", "Ganda")
    assert told["contributions"] == []
    told = sek.told("dana", "kemajuan", "APBD-JALAN", "--batal", "--alasan", "Salah ukur")
    assert (told["percent"], told["progress"]) == (0, [])
    assert sek.told("dana", "ubah", "APBD-JALAN", "--jumlah", "75.000.000")["amount"] == 75_000_000
    assert sek.told("dana", "batal", "APBD-JALAN", "--alasan", "Salah kode")["status"] == "batal"
    assert sek.told("dana", "daftar")["funds"] == []


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("dana", "terima", "APBD-JALA", "1.000"), 1, "Yang mirip: APBD-JALAN"),
        (("dana", "terima", "APBD-JALAN", "80.000.001"), 1, "upk dana ubah"),
        (
            ("dana", "belanja", "APBD-JALAN", "52010", "1.000", "--keterangan", "Semen"),
            1,
            "Sisa dana APBD-JALAN",
        ),
        (
            ("dana", "belanja", "APBD-JALAN", "12020", "1.000", "--keterangan", "Laptop"),
            1,
            "bukan akun biaya",
        ),
        (("kas", "masuk", "21070", "1.000", "--keterangan", "Dana"), 1, "upk dana terima"),
        (("dana", "termin", "APBD-JALAN", "--ke", "2026-03-01", "1.000", "x"), 1, "harus sama"),
        (("dana", "kemajuan", "APBD-JALAN", "--persen", "101"), 1, "0 sampai 100"),
        (("dana", "kemajuan", "APBD-JALAN", "--persen", "50", "--volume", "1.5"), 1, "koma untuk pecahan"),
        (("dana", "bagi", "APBD-JALAN", "1.000"), 1, "belum dibagi Rp0"),
    ],
)
def test_refusals_say_what_to_do(sek, words, status, told):
    assert told in sek.refused(*words, status=status)["message"]


def test_a_trial_keeps_nothing(sek):
    assert sek("dana", "terima", "APBD-JALAN", "1.000.000", "--coba").exit_code == 0
    assert sek.told("dana", "daftar")["rest"] == 0


def test_more_than_planned_is_warned_of(sek):
    sek.told(
        "dana",
        "termin",
        "APBD-JALAN",
        "--ke",
        "2026-03-01",
        "30.000.000",
        "a",
        "--ke",
        "2026-04-01",
        "50.000.000",
        "b",
    )
    sek.told("dana", "rab", "APBD-JALAN", "--baris", "Semen", "52010", "1.000.000")
    assert (
        "Termin 1 direncanakan" in sek("dana", "terima", "APBD-JALAN", "31.000.000", "--termin", "1").stderr
    )
    spend = ("dana", "belanja", "APBD-JALAN", "52010", "1.250.000", "--keterangan", "Semen")
    assert "melebihi anggarannya Rp1.000.000 sebesar Rp250.000" in sek(*spend).stderr
    other = ("dana", "belanja", "APBD-JALAN", "52020", "10.000", "--keterangan", "Upah")
    assert "tidak termasuk satu baris anggaran" in sek(*other).stderr


def test_funds_are_the_sekretariats(office):
    assert "hanya untuk Sekretariat" in office.refused(*OPEN)["message"]


def test_the_report_of_one_fund_and_of_the_board(sek, tmp_path):
    sek.told("dana", "terima", "APBD-JALAN", "40.000.000", "--tanggal", "2026-03-02")
    told = sek.told("laporan", "dana", "--dana", "apbd-jalan", "--bulan", "2026-03")
    assert [(fund["fund"], fund["rest"]) for fund in told["funds"]] == [("APBD-JALAN", 40_000_000)]
    assert sek.told("laporan", "dana-daftar")["ledger"] == 40_000_000
    sek("laporan", "dana", "--dana", "APBD-JALAN", "--bulan", "2026-03", "--keluar", f"{tmp_path}/papers/")
    assert [path.name for path in (tmp_path / "papers").iterdir()] == ["dana-APBD-JALAN-2026-03.pdf"]
    assert sek.refused("laporan", "dana", "--dana", "TIDAK-ADA")["code"] == "unknown-fund"
    board = sek.told("laporan", "gabungan-bkm", "--bulan", "2026-03")
    assert board["liabilities"]["lines"][0]["offices"] == {"UPK": 0, "SEK": 40_000_000}


def test_loans_are_not_imported_into_a_sekretariat(sek, tmp_path):
    (tmp_path / "ksm.csv").write_text("kode,nama\nK01,Mawar\n", encoding="utf-8")
    assert sek.refused("impor", str(tmp_path / "ksm.csv"))["code"] == "not-of-this-office"


def test_a_journal_is_imported_into_a_sekretariat_with_money_of_no_fund_that_is_known(sek, tmp_path):
    head = "tanggal,nomor,akun,debit,kredit,keterangan\n"
    for number, account in enumerate(("41010", "21070"), 1):
        path = tmp_path / account / "jurnal.csv"
        path.parent.mkdir()
        rows = f"2026-03-01,{number},11010,50000,,Iuran\n2026-03-01,{number},{account},,50000,Iuran\n"
        path.write_text(head + rows, encoding="utf-8")
        assert sek.told("impor", str(path.parent))["entries"] == 1
    assert sek.told("dana", "daftar")["unassigned"] == 50000
    assert sek.told("audit", "periksa")["ok"]
