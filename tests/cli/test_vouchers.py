"""`upk jurnal cetak`, `lampiran`, `tanpa-lampiran`, and the papers told with an entry."""

import csv
import io
import json
import random

import pytest

COPY = ("kas", "keluar", "ATK", "26.000", "--keterangan", "Fotokopi", "--tanggal", "2026-03-10")


def support_of(office, voucher):
    told = office.told("jurnal", "lampiran", voucher)["support"]
    return told["status"], told["papers"]


@pytest.mark.parametrize(
    ("words", "voucher"),
    [
        (COPY, "KK/2026/03/0001"),
        (("kas", "masuk", "41020", "5.000", "--keterangan", "Sumbangan"), "KM/2026/03/0001"),
        (("kas", "setor-bank", "500.000"), "PB/2026/03/0001"),
        (
            ("jurnal", "catat", "--debit", "ATK", "1.000", "--kredit", "Kas", "1.000", "--keterangan", "x"),
            "KK/2026/03/0001",
        ),
        (("angsuran", "catat", "K01", "284.000"), "KM/2026/03/0001"),
    ],
)
def test_papers_are_told_with_the_entry(lending, words, voucher):
    assert lending.told(*words, "--lampiran", "nota, kuitansi")["voucher"] == voucher
    assert support_of(lending, voucher) == ("ada", "nota, kuitansi")
    second = voucher[:-1] + "2"
    again = [word if word != "284.000" else "100.000" for word in words]
    assert lending.told(*again, "--tanpa-lampiran")["voucher"] == second
    assert support_of(lending, second) == ("tidak", None)
    third = voucher[:-1] + "3"
    assert lending.told(*[word if word != "284.000" else "90.000" for word in words])["voucher"] == third
    assert support_of(lending, third) == (None, None)
    for wrong in (("--lampiran", "nota", "--tanpa-lampiran"),):
        assert lending.refused(*words, *wrong, status=2)["code"] == "usage"
    assert lending.refused(*words, "--lampiran", " ")["code"] == "empty-field"
    assert lending.told("audit", "periksa")["ok"]


@pytest.mark.parametrize(
    "words",
    [
        ("tabungan", "setor", "K01", "50.000"),
        ("uang-muka", "beri", "manajer", "100.000", "--untuk", "ATK", "--kembali-paling-lambat", "2026-04-20"),
        ("aset", "tambah", "--kode", "INV-1", "--nama", "Meja", "--harga", "800.000", "--umur", "60"),
        (
            "jurnal", "koreksi-tahun-lalu", "--tahun", "2025", "--akun", "21010", "--kredit", "15.000",
            "--keterangan", "Listrik Desember",
        ),
    ],
)  # fmt: skip
def test_other_vouchers_take_their_papers_too(lending, words):
    told = lending.told(*words, "--lampiran", "kuitansi")
    assert told["support"] == {"status": "ada", "papers": "kuitansi"}
    listed = lending.told("jurnal", "daftar")["entries"]
    assert support_of(lending, listed[-1]["voucher"]) == ("ada", "kuitansi")
    assert lending.told("audit", "periksa")["ok"]


def test_papers_of_what_books_nothing_are_not_kept_and_that_is_told(lending):
    lending.told(
        "jurnal", "catat", "--debit", "12020", "800.000", "--kredit", "Kas", "800.000", "--keterangan", "x"
    )
    words = ("aset", "tambah", "--kode", "INV-1", "--nama", "Meja", "--harga", "800.000", "--umur", "60")
    result = lending(*words, "--bukti", "KK/2026/03/0001", "--lampiran", "nota")
    assert "Lampirannya tidak dicatat: tidak ada bukti baru" in result.stderr
    assert support_of(lending, "KK/2026/03/0001") == (None, None)


def test_what_was_told_is_shown_with_the_entry_and_ever_after(lending):
    words = (*COPY, "--kunci", "a", "--lampiran", "nota")
    assert lending.told(*words)["support"] == {"status": "ada", "papers": "nota"}
    repeated = lending(*COPY, "--kunci", "a", "--tanpa-lampiran").stdout
    assert "Sudah pernah dicatat" in repeated
    assert "tidak ada" not in repeated
    assert lending.told("jurnal", "lihat", "KK/2026/03/0001")["support"]["papers"] == "nota"
    assert "Lampiran      : ada: nota" in lending("jurnal", "lihat", "KK/2026/03/0001").stdout
    assert "Lampiran   : tidak ada" in lending(*COPY, "--tanpa-lampiran").stdout
    assert "Lampiran" not in lending(*COPY).stdout


def test_withdrawing_from_the_bank_has_papers_too(lending):
    lending.told("kas", "setor-bank", "500.000")
    lending.told("kas", "tarik-bank", "100.000", "--lampiran", "slip penarikan")
    assert support_of(lending, "PB/2026/03/0002") == ("ada", "slip penarikan")


def test_a_list_of_payments_takes_no_papers(lending, tmp_path):
    told = lending.refused(
        "angsuran", "catat", "--berkas", str(tmp_path / "x.csv"), "--tanpa-lampiran", status=2
    )
    assert "--berkas" in told["message"]


def test_papers_are_told_and_changed_later(lending):
    lending.told(*COPY)
    shown = lending("jurnal", "lampiran", "KK/2026/03/0001").stdout
    assert "Lampiran   : belum disebut" in shown
    told = lending.told("jurnal", "lampiran", "KK/2026/03/0001", "--tidak")
    assert told["support"] == {"status": "tidak", "papers": None}
    assert "Lampiran   : ada: nota" in lending("jurnal", "lampiran", "kk/2026/3/1", "--ada", "nota").stdout
    assert lending.refused("jurnal", "lampiran", "KK/2026/03/0009", "--tidak")["code"] == "unknown-voucher"
    both = ("jurnal", "lampiran", "KK/2026/03/0001", "--ada", "nota", "--tidak")
    assert lending.refused(*both, status=2)["code"] == "usage"


def test_a_trial_tells_nothing(lending):
    lending.told(*COPY)
    before = lending.place.read_bytes()
    assert (
        lending.told("jurnal", "lampiran", "KK/2026/03/0001", "--tidak", "--coba")["support"]["status"]
        == "tidak"
    )
    lending.told(*COPY, "--lampiran", "nota", "--coba")
    assert lending.place.read_bytes() == before


def test_vouchers_without_papers_are_listed_money_out_first(lending):
    lending.told(*COPY)
    lending.told("angsuran", "catat", "K01", "284.000", "--tanggal", "2026-03-01")
    lending.told("kas", "keluar", "ATK", "5.000", "--keterangan", "Pena", "--lampiran", "nota")
    march = lending.told("jurnal", "tanpa-lampiran", "--bulan", "2026-03")
    assert [(each["voucher"], each["amount"], each["status"]) for each in march["vouchers"]] == [
        ("KK/2026/03/0001", 26000, None),
        ("KM/2026/03/0001", 284000, None),
    ]
    assert (march["month"], march["count"], march["amount"]) == ("2026-03", 2, 310000)
    everything = lending.told("jurnal", "tanpa-lampiran")
    assert [each["voucher"] for each in everything["vouchers"]] == [
        "KK/2026/01/0001", "KK/2026/03/0001", "KM/2026/01/0001", "KM/2026/03/0001",
    ]  # fmt: skip
    rows = list(csv.reader(io.StringIO(lending("jurnal", "tanpa-lampiran", "--format", "csv").stdout)))
    assert rows[0] == ["Tanggal", "Bukti", "Keterangan", "Jumlah", "Lampiran"]
    assert rows[2] == ["2026-03-10", "KK/2026/03/0001", "Fotokopi", "26000", "belum disebut"]
    assert "2 bukti." in lending("jurnal", "tanpa-lampiran", "--bulan", "2026-03").stdout


def test_a_voucher_is_shown_and_printed(lending, tmp_path):
    lending.told(*COPY, "--lampiran", "nota")
    shown = lending("jurnal", "cetak", "KK/2026/03/0001").stdout
    assert shown.splitlines()[:3] == [
        "UPK Melati", "Bukti Kas Keluar", "Nomor KK/2026/03/0001, tanggal 10 Maret 2026",
    ]  # fmt: skip
    assert "Terbilang         : Dua puluh enam ribu rupiah" in shown
    assert "Lampiran          : ada (nota)" in shown
    (data,) = lending.told("jurnal", "cetak", "kk/2026/3/1")["vouchers"]
    assert (data["amount"], data["support"], data["lines"][0]["account"]) == (
        26000, {"status": "ada", "papers": "nota"}, "51030",
    )  # fmt: skip
    rows = list(
        csv.reader(io.StringIO(lending("jurnal", "cetak", "KK/2026/03/0001", "--format", "csv").stdout))
    )
    assert rows == [
        ["Bukti", "Kode", "Akun", "Debit", "Kredit"],
        ["KK/2026/03/0001", "51030", "ATK", "26000", ""],
        ["KK/2026/03/0001", "11010", "Kas", "", "26000"],
    ]
    for ending, start in (
        (".pdf", b"%PDF"),
        (".json", b"{"),
        (".txt", b"UPK"),
        (".csv", b"\xef\xbb\xbfBukti"),
    ):
        path = tmp_path / f"bukti{ending}"
        assert lending("jurnal", "cetak", "KK/2026/03/0001", "--keluar", str(path)).exit_code == 0
        assert path.read_bytes().startswith(start)
    assert lending("jurnal", "cetak", "KK/2026/03/0001", "--format", "pdf").stdout_bytes.startswith(b"%PDF")


def test_a_month_of_vouchers_goes_into_a_folder(lending, tmp_path):
    assert lending("jurnal", "cetak", "--bulan", "2026-01", "--keluar", f"{tmp_path}/").exit_code == 0
    assert (tmp_path / "bukti-2026-01.pdf").read_bytes().startswith(b"%PDF")
    found = json.loads(lending("jurnal", "cetak", "--bulan", "2026-01", "--format", "json").stdout)
    assert [each["voucher"] for each in found["vouchers"]] == ["KM/2026/01/0001", "KK/2026/01/0001"]


def test_vouchers_that_cannot_be_printed_are_refused(lending, tmp_path):
    assert lending.refused("jurnal", "cetak", "KK/2026/09/0001")["code"] == "unknown-voucher"
    for words in ((), ("KK/2026/01/0001", "--bulan", "2026-01")):
        assert lending.refused("jurnal", "cetak", *words, status=2)["code"] == "usage"
    empty = ("jurnal", "cetak", "--bulan", "2026-09", "--keluar", str(tmp_path / "x.pdf"))
    assert lending.refused(*empty, status=2)["code"] == "usage"
    assert lending.told("jurnal", "cetak", "--bulan", "2026-09") == {"vouchers": []}
    assert "tidak mempunyai bukti" in lending("jurnal", "cetak", "--bulan", "2026-09").stderr


def test_the_new_books_are_reports_like_the_others(lending):
    cum = lending.told("laporan", "cum", "--bulan", "2026-01")
    assert (cum["series"], cum["total"]) == ("KM", 20000000)
    cuk = lending.told("laporan", "cuk", "--tahun", "2026")
    assert [(each["voucher"], each["amount"]) for each in cuk["vouchers"]] == [("KK/2026/01/0001", 5000000)]
    rows = lending("laporan", "cum", "--bulan", "2026-01", "--format", "csv").stdout.splitlines()
    assert (
        rows[0] == "Tanggal,Bukti,KSM / uraian,Debit 11010 Kas,Kredit 31010 Modal Awal Dana Bergulir (P2KP)"
    )
    help_ = lending("jurnal", "cetak", "--help").stdout
    assert "upk jurnal cetak --bulan 2026-10 --keluar bukti-oktober.pdf" in help_


def test_the_sekretariat_has_the_same_books_and_vouchers_signed_by_its_own_officers(office):
    office.entropy = random.Random(2).randbytes
    office.told("sekretariat", "mulai", "--bendahara", "Dewi Lestari", "--sekretaris", "Agus Salim")

    def told(*words):
        return office.told("--upk", "SEK", *words)

    day = ("--tanggal", "2026-01-05")
    told("kas", "masuk", "41010", "250.000", "--keterangan", "Iuran", *day, "--lampiran", "daftar iuran")
    assert told("laporan", "cum", "--bulan", "2026-01")["total"] == 250000
    assert told("laporan", "cuk", "--bulan", "2026-01")["vouchers"] == []
    assert told("laporan", "buku-pembantu-hutang", "--bulan", "2026-01")["accounts"] == []
    assert told("jurnal", "tanpa-lampiran")["vouchers"] == []
    assert told("jurnal", "cetak", "KM/2026/01/0001")["vouchers"][0]["support"]["papers"] == "daftar iuran"
    assert office.refused("--upk", "SEK", "laporan", "buku-pembantu-pinjaman")["code"] == "not-of-this-office"


def test_a_month_of_the_journal_is_listed(lending):
    lending.told(*COPY)
    entries = lending.told("jurnal", "daftar", "--bulan", "2026-03")["entries"]
    assert [entry["voucher"] for entry in entries] == ["KK/2026/03/0001"]
    lending.refused("jurnal", "daftar", "--bulan", "2026-03", "--dari", "2026-03-01", status=2)
