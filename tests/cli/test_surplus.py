"""A year's end at the shell: the year closed, its surplus allocated and paid, an earlier year put right, all refusals."""

import random
import subprocess
from datetime import UTC, datetime

import pytest
from beancount import loader

SHARES = (
    "--tujuan", "Dana Sosial=21030:15%", "--tujuan", "Kelembagaan=21030:35", "--tujuan", "Modal=31050:50%",
)  # fmt: skip


@pytest.fixture
def year(office):
    """2026 with income of Rp8.000.000 and cost of Rp222.500; eleven months closed; it is 20 February 2027."""
    told = office.told
    told("kas", "masuk", "31010", "20.000.000", "--keterangan", "Modal", "--tanggal", "2026-01-02")
    told("kas", "masuk", "41010", "8.000.000", "--keterangan", "Jasa", "--tanggal", "2026-03-02")
    told("kas", "keluar", "51010", "222.500", "--keterangan", "Insentif", "--tanggal", "2026-04-02")
    for month in range(1, 12):
        told("periode", "tutup", f"2026-{month:02d}")
    office.today = datetime(2027, 2, 20, 5, tzinfo=UTC)
    return office


@pytest.fixture
def closed(year):
    year.told("laba", "bagian", *SHARES)
    year.told("periode", "tutup-tahun", "2026")
    year.told("periode", "tutup", "2027-01")
    return year


BY = ("--putusan", "03/RWT/2027", "--tanggal", "2027-02-20")


def test_the_year_is_closed_with_december(year):
    trial = year.told("periode", "tutup-tahun", "2026", "--coba")
    told = year.told("periode", "tutup-tahun", "2026")
    assert told | {"december": None} == trial | {"december": None}
    assert (told["year"], told["date"], told["result"], told["repeated"]) == (
        2026,
        "2026-12-31",
        7_777_500,
        False,
    )
    assert len(told["vouchers"]) == 3
    assert told["december"]["year_vouchers"] == told["vouchers"]
    shown = year("periode", "tutup-tahun", "2026").stdout
    assert "sudah ditutup sebelumnya" in shown
    assert "Rp7.777.500" in shown
    assert year.told("laporan", "laba-rugi", "--tahun", "2026")["net_income"] == 7_777_500
    indicators = year.told("laporan", "kinerja", "--per", "2026-12-31")["indicators"]
    assert (indicators["CCr"]["numerator"], indicators["CCr"]["denominator"]) == (8_000_000, 222_500)
    assert year.told("audit", "periksa")["ok"]


def test_the_year_is_closed_later_and_opened_again(year):
    year.told("periode", "tutup", "2026-12")
    told = year.told("periode", "tutup-tahun", "2026")
    assert (told["date"], "december" in told) == ("2027-01-01", False)
    shown = year("periode", "batal-tutup-tahun", "2026", "--alasan", "Salah").stdout
    assert "penutupannya dibatalkan" in shown
    assert (
        year.refused("periode", "batal-tutup-tahun", "2026", "--alasan", "Salah")["code"] == "year-not-closed"
    )
    assert year("periode", "tutup-tahun", "2026").exit_code == 0
    events = year.told("periode", "status")["events"]
    assert [(one["event"], one["month"], one["year"], one["reason"]) for one in events[-4:]] == [
        ("tutup", "2026-12", None, None),
        ("tutup-tahun", None, 2026, None),
        ("batal-tutup-tahun", None, 2026, "Salah"),
        ("tutup-tahun", None, 2026, None),
    ]
    shown = year("periode", "status").stdout
    assert "Tahun 2026" in shown


def test_what_is_refused_of_closing_a_year(year):
    assert year.refused("periode", "tutup-tahun", "2025")["code"] == "year-before-book"
    assert year.refused("periode", "tutup-tahun", "2027")["code"] == "earlier-month-open"
    assert year("periode", "batal-tutup-tahun", "2026").exit_code == 2
    told = year.told("periode", "tutup-tahun", "2026")
    error = year.refused("jurnal", "koreksi", told["vouchers"][0], "--alasan", "Salah")
    assert "upk periode batal-tutup-tahun" in error["message"]


def test_the_shares_are_set_and_shown(year):
    assert year.refused("laba", "bagian")["code"] == "no-shares-set"
    assert year.refused("laba", "bagian", *SHARES[:4])["message"].startswith(
        "Semua bagian harus berjumlah 100%"
    )
    assert year.refused("laba", "bagian", "--tujuan", "Modal 31050 100%")["code"] == "share-unreadable"
    wrong = year.refused("laba", "bagian", "--tujuan", "Sosial=51010:40", "--tujuan", "Modal=31050:60")
    assert wrong["code"] == "wrong-account-role"
    set_ = year.told("laba", "bagian", *SHARES)
    assert [(one["purpose"], one["account"], one["percent"]) for one in set_["shares"]] == [
        ("Dana Sosial", "21030", 15),
        ("Kelembagaan", "21030", 35),
        ("Modal", "31050", 50),
    ]
    assert year.told("laba", "bagian") == set_
    assert "Modal Swadaya" in year("laba", "bagian").stdout


def test_the_surplus_is_allocated_and_paid(closed):
    told = closed.told("laba", "bagi", "2026", *BY)
    assert [part["amount"] for part in told["shares"]] == [1_166_000, 2_722_000, 3_889_500]
    assert closed.told("laba", "lihat", "2026") == told
    shown = closed("laba", "lihat", "2026").stdout
    assert "03/RWT/2027" in shown
    assert "1.166.000" in shown
    pay = ("laba", "bayar", "sosial", "166.000", "--keterangan", "Santunan", "--tanggal", "2027-02-20")
    paid = closed.told(*pay)
    listed = closed.told("laba", "daftar", "--per", "2027-02-20")
    assert listed["purposes"][0] == {
        "year": "2026", "purpose": "Dana Sosial", "account": "21030", "allocated": 1_166_000, "paid": 166_000,
        "left": 1_000_000,
    }  # fmt: skip
    assert [row["voucher"] for row in listed["payments"]] == [paid["voucher"]]
    assert listed["unpaid"] == 3_722_000
    assert "Rp3.722.000" in closed("laba", "daftar", "--per", "2027-02-20").stdout
    refused = closed.refused("jurnal", "koreksi", told["voucher"], "--alasan", "Salah")
    assert refused["code"] == "allocation-paid"
    assert paid["voucher"] in refused["message"]


def test_what_is_refused_of_allocating_and_paying(closed):
    def code(*words):
        return closed.refused("laba", *words)["code"]

    assert closed("laba", "bagi", "2026", "--tanggal", "2027-02-20").exit_code == 2
    assert code("bagi", "2026", "--putusan", " ", "--tanggal", "2027-02-20") == "empty-field"
    assert code("bagi", "2027", *BY) == "year-not-closed"
    assert code("bagi", "2026", "--putusan", "3", "--tanggal", "2026-12-30") == "decided-too-early"
    assert code("bagi", "2026", "--putusan", "3", "--tanggal", "2027-03-01") == "month-open-before-decision"
    assert code("bagi", "2026", *BY, "--bagian", "Sosial=21030:100") == "no-share-of-capital"
    assert code("lihat", "2026") == "not-allocated"
    closed.told(
        "laba", "bagi", "2026", *BY, "--pembulatan", "500", "--bagian", "S=21030:40", "--bagian", "M=31050:60"
    )
    assert code("bagi", "2026", *BY) == "already-allocated"
    pay = ("--keterangan", "Santunan", "--tanggal", "2027-02-20")
    assert code("bayar", "S", "3.111.001", *pay) == "more-than-allocated"
    assert code("bayar", "Beasiswa", "1", *pay) == "nothing-owed"
    assert code("bayar", "S", "1", "--tahun", "2025", *pay) == "nothing-owed"
    low = closed.refused("laba", "bayar", "S", "3.000.000", "--kas", "11021", *pay)
    assert "11021 Bank UPK hanya berisi Rp0" in low["message"]
    assert closed.refused("periode", "batal-tutup-tahun", "2026", "--alasan", "x")["code"] == "year-allocated"


def test_an_earlier_year_is_put_right_outside_this_years_result(closed):
    entry = (
        "jurnal", "koreksi-tahun-lalu", "--tahun", "2026", "--akun", "21010", "--kredit", "150.000",
        "--keterangan", "Listrik Desember",
    )  # fmt: skip
    told = closed.told(*entry)
    assert [(line["account"], line["debit"], line["credit"]) for line in told["lines"]] == [
        ("31091", 150_000, 0),
        ("21010", 0, 150_000),
    ]
    assert closed.told("laporan", "laba-rugi", "--bulan", "2027-02")["net_income"] == 0
    assert closed(*entry, "--debit", "5").exit_code == 2

    def code(*words):
        return closed.refused(*entry[:2], *words, "--kredit", "1", "--keterangan", "x")["code"]

    assert code("--tahun", "2027", "--akun", "21010") == "not-a-prior-year"
    assert code("--tahun", "2026", "--akun", "51010") == "not-on-prior-years"
    assert code("--tahun", "2026", "--akun", "11030") == "reserved-account"
    assert code("--tahun", "2026", "--akun", "21010", "--tanggal", "2027-01-05") == "month-closed"
    back = closed.told("jurnal", "koreksi", told["voucher"], "--alasan", "Salah")
    again = closed.refused("jurnal", "koreksi", back["voucher"], "--alasan", "Benar juga")
    assert "upk jurnal koreksi-tahun-lalu" in again["message"]


def test_a_sekretariat_closes_its_year_into_its_own_surplus(year):
    year.entropy = random.Random(2).randbytes
    year.told("sekretariat", "mulai", "--bendahara", "Dewi Lestari", "--sekretaris", "Agus Salim")

    def told(*words):
        return year.told("--upk", "SEK", *words)

    income = next(row["code"] for row in told("akun", "daftar")["accounts"] if row["type"] == "pendapatan")
    told("kas", "masuk", income, "250.000", "--keterangan", "Iuran", "--tanggal", "2026-01-05")
    for month in range(1, 12):
        told("periode", "tutup", f"2026-{month:02d}")
    assert told("periode", "tutup-tahun", "2026")["result"] == 250_000
    sheet = {row["code"]: row["balance"] for row in told("laporan", "neraca", "--tahun", "2026")["accounts"]}
    assert sheet["31090"] == 250_000
    assert told("laporan", "laba-rugi", "--tahun", "2026")["net_income"] == 250_000
    assert told("audit", "periksa")["ok"]
    assert year.told("--upk", "UPK", "periode", "status")["next_to_close"] == "2026-12"


def test_a_closed_year_leaves_the_book_by_every_export(closed, tmp_path):
    closed.told("laba", "bagi", "2026", *BY)
    path = tmp_path / "buku.beancount"
    assert closed("ekspor", "beancount", "--keluar", str(path)).exit_code == 0
    _, problems, _ = loader.load_file(str(path))
    assert problems == []
    assert closed("ekspor", "hledger", "--keluar", str(tmp_path / "buku.journal")).exit_code == 0
    checked = subprocess.run(
        ["hledger", "-f", str(tmp_path / "buku.journal"), "--strict", "balance"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_years_of_an_imported_book_are_closed_one_after_the_other(office, tmp_path):
    rows = ["tanggal,nomor,akun,debit,credit".replace("credit", "kredit")]
    for number, (on, debit, credit, amount) in enumerate(
        [
            ("2026-02-01", "11010", "41010", 900),
            ("2027-03-01", "11010", "41010", 500),
            ("2027-04-01", "51010", "11010", 80),
        ]
    ):
        rows += [f"{on},J{number},{debit},{amount},0", f"{on},J{number},{credit},0,{amount}"]
    table = tmp_path / "jurnal.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    office.told("impor", str(table))
    office.today = datetime(2028, 1, 20, 5, tzinfo=UTC)
    for month in (*(f"2026-{m:02d}" for m in range(1, 13)), *(f"2027-{m:02d}" for m in range(1, 12))):
        office.told("periode", "tutup", month)

    def retained():
        accounts = office.told("laporan", "neraca", "--per", "2028-01-20")["accounts"]
        return {row["code"]: row["balance"] for row in accounts if row["code"] in {"31090", "31099"}}

    before = retained()
    assert before["31090"] == 1_320
    assert office.refused("periode", "tutup-tahun", "2027")["code"] == "earlier-year-open"
    assert office.told("periode", "tutup-tahun", "2026")["date"] == "2027-12-01"
    assert office.told("periode", "tutup-tahun", "2027")["result"] == 420
    assert retained() == before
    assert office.told("audit", "periksa")["ok"]
