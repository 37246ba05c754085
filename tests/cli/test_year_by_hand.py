"""A whole year of a UPK, kept by the commands, against a spreadsheet whose statements are formulas.

`satu-tahun.xlsx` holds what happened (yellow cells, sheet Transaksi) and works everything else out by itself; the
figures that its formulas gave are stored in it. Open it beside a failing test.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell

SHEET = Path(__file__).with_name("satu-tahun.xlsx")
MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]


@pytest.fixture(scope="module")
def by_hand():
    """Every sheet as rows of the figures that its formulas gave."""
    book = load_workbook(SHEET, data_only=True, read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def rows(sheet):
    """The rows of a sheet by account (or first cell), each as {heading: cell}."""
    heading, *body = sheet
    return {row[0]: dict(zip(heading, row, strict=False)) for row in body if row[0]}


class Office:
    """A bookkeeper at the shell of one book."""

    def __init__(self, location, folder):
        self.location = location
        self.folder = folder
        place = (
            "--kelurahan Kudu --kecamatan Genuk --kota Semarang --provinsi Jateng --tanggal-mulai 2026-01-01"
        )
        self("mulai", "--nama", "UPK Kenari", "--bkm", "BKM Kenari", *place.split())

    def __call__(self, *words):
        shell = Shell(clock=lambda: datetime(2027, 2, 1, 5, tzinfo=UTC), entropy=bytes)
        told = [str(word.date() if isinstance(word, datetime) else word) for word in words]
        done = CliRunner().invoke(
            upk, ["--buku", self.location, *told, "--ya", "--format", "json"], obj=shell
        )
        assert done.exit_code == 0, (told, done.output)
        return json.loads(done.stdout)

    def bring_in(self, tables):
        folder = self.folder / "awal"
        folder.mkdir()
        for name, lines in tables.items():
            (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self("impor", folder)


@pytest.fixture
def office(engine_location, tmp_path, by_hand):
    """The book with its opening balances, old loans and assets."""
    office = Office(engine_location, tmp_path)
    opening = rows(by_hand["Saldo Awal"])
    loans = rows(by_hand["Pinjaman"])
    groups = sorted({loan["KSM"] for loan in loans.values()})
    terms = "nomor,kode_ksm,pokok,tenor,jasa_persen,metode,tanggal_cair,pokok_terbayar,jasa_terbayar"
    office.bring_in(
        {
            "ksm": ["kode,nama", *(f"{code},KSM {code}" for code in groups)],
            "saldo_awal": [
                "akun,debit,kredit",
                *(f"{code},{row['Debit'] or 0},{row['Kredit'] or 0}" for code, row in opening.items()),
            ],
            "pinjaman_awal": [
                terms,
                *(
                    f"{number},{loan['KSM']},{loan['Pokok']},{loan['Tenor']},{loan['Jasa %']},flat,"
                    f"{loan['Tanggal cair'].date()},{loan['Pokok terbayar s.d. 2025']},{loan['Jasa terbayar s.d. 2025']}"
                    for number, loan in loans.items()
                    if loan["Tanggal cair"].date() < date(2026, 1, 1)
                ),
            ],
        }
    )
    for code, asset in rows(by_hand["Aset"]).items():
        if code != "Jumlah" and asset["Tanggal beli"].date() < date(2026, 1, 1):
            office(*_asset(code, asset), "--saldo-awal", "--tersusut", asset["Tersusut s.d. 2025"])
    return office


def _asset(code, asset):
    return (
        "aset", "tambah", "--kode", code, "--nama", asset["Nama"], "--harga", asset["Harga"],
        "--umur", asset["Umur (bulan)"], "--tanggal", asset["Tanggal beli"],
    )  # fmt: skip


def happen(office, event, by_hand):
    """Record one row of the sheet Transaksi."""
    what, on = event["Kegiatan"], ("--tanggal", event["Tanggal"])
    subject, amount, money = event["Objek"], event["Jumlah"], str(event["Kas/bank"])
    words = ("--keterangan", event["Uraian"])
    if what == "angsuran":
        paid = office("angsuran", "catat", subject, amount, *on)
        assert paid["unallocated"] == 0
    elif what == "cair":
        loan = rows(by_hand["Pinjaman"])[subject]
        office("pinjaman", "ajukan", "--nomor", subject, "--ksm", loan["KSM"], "--pokok", loan["Pokok"],
               "--tenor", loan["Tenor"], "--jasa", loan["Jasa %"], "--metode", "flat", *on)  # fmt: skip
        office("pinjaman", "putuskan", subject, "disetujui", *on)
        office("pinjaman", "cairkan", subject, "--akun", money, *on)
    elif what in {"kas-masuk", "kas-keluar"}:
        office("kas", what.removeprefix("kas-"), subject, amount, "--kas", money, *words, *on)
    elif what in {"setor-bank", "tarik-bank"}:
        office("kas", what, amount, *on)
    elif what.startswith("tabungan-"):
        office("tabungan", what.removeprefix("tabungan-"), subject, amount, *on)
    elif what == "aset-beli":
        office(*_asset(subject, rows(by_hand["Aset"])[subject]), "--kas", money)
    elif what == "aset-lepas":
        office("aset", "lepas", subject, "--dijual", amount, "--kas", money, "--alasan", "Rusak", *on)
    else:
        assert what == "hapus-buku"
        office("pinjaman", "hapus-buku", subject, "--putusan", "7/BKM/2026", "--alasan", "Bubar", *on)


def test_every_statement_of_the_year_is_as_worked_out_by_hand(office, by_hand):
    heading, *listed = by_hand["Transaksi"]
    events = [dict(zip(heading, row, strict=True)) for row in listed]
    for place, month in enumerate(MONTHS, 1):
        for event in events:
            if event["Tanggal"].month == place:
                happen(office, event, by_hand)
        if place == 12:
            office("periode", "tutup-tahun", "2026")
        else:
            office("periode", "tutup", month)
        _check_month(office, by_hand, month)
    _check_year(office, by_hand)
    _check_allocation(office, by_hand)
    assert office("audit", "periksa")["ok"]


def _check_month(office, by_hand, month):
    sheet = rows(by_hand["Neraca"])
    told = office("laporan", "neraca", "--bulan", month)
    found = {account["code"]: account["balance"] for account in told["accounts"]}
    wanted = {code: row[month] for code, row in sheet.items()}
    if month == "2026-12":  # closed for the year: the result stands within what is retained
        wanted["31090"] += wanted.pop("31099")
    assert {code: balance for code, balance in found.items() if balance} == {
        code: balance for code, balance in wanted.items() if balance
    }, month
    totals = {row[1]: row[2 + int(month[-2:])] for row in by_hand["Neraca"][1:] if not row[0]}
    assert (told["total_assets"], told["total_liabilities"], told["total_equity"]) == (
        totals["Jumlah aset"], totals["Jumlah kewajiban"], totals["Jumlah modal"],
    )  # fmt: skip
    place = int(month[-2:]) + 1
    earned = office("laporan", "laba-rugi", "--bulan", month)
    result = {row[1]: row[place] for row in by_hand["Laba Rugi"][1:]}
    assert earned["net_income"] == result["Laba bersih"]
    for account in earned["accounts"]:
        by_code = {row[0]: row[place] for row in by_hand["Laba Rugi"][1:] if row[0]}
        assert account.get("balance", account.get("amount")) == by_code.get(account["code"], 0), account
    classes = {row[1]: row[place + 1] for row in by_hand["Cadangan"] if row[0] == "Jumlah"}
    graded = office("laporan", "kolektibilitas", "--bulan", month)
    assert graded["total_balance"] == classes["saldo"]
    assert graded["required_allowance"] == classes["cadangan wajib"]
    assert [each["balance"] for each in graded["classes"]] == [
        classes[f"saldo golongan {number}"] for number in range(1, 6)
    ]


def _check_year(office, by_hand):
    for code, row in rows(by_hand["Neraca Saldo"]).items():
        for option, sides in (
            ("--sebelum-penutupan", ("Debit sebelum penutupan", "Kredit sebelum")),
            ("--sesudah-penutupan", ("Debit sesudah penutupan", "Kredit sesudah")),
        ):
            told = office("laporan", "neraca-saldo", "--tahun", "2026", option)
            found = {account["code"]: (account["debit"], account["credit"]) for account in told["accounts"]}
            assert found.get(code, (0, 0)) == tuple(row[side] for side in sides), (code, option)
    flows = {row[0]: row for row in by_hand["Arus Kas"]}
    told = office("laporan", "arus-kas", "--tahun", "2026")
    assert (told["opening_cash"], told["closing_cash"]) == (flows["Saldo awal"][3], flows["Saldo akhir"][3])
    net = [group["net"] for group in told["groups"]]
    assert net == [flows[kind][3] for kind in ("operasi", "investasi", "pendanaan")]
    equity = {row[1]: row for row in by_hand["Perubahan Modal"]}
    told = office("laporan", "perubahan-modal", "--tahun", "2026")
    assert (told["opening_equity"], told["closing_equity"]) == (equity["Jumlah"][2], equity["Jumlah"][5])
    told = office("laporan", "kinerja", "--per", "2026-12-31")
    for name, row in rows(by_hand["Kinerja"]).items():
        found = told["indicators"][name]
        assert found["value"] == row["Persen"], name
        assert found["numerator"] * row["Penyebut"] == found["denominator"] * row["Pembilang"], name


def _check_allocation(office, by_hand):
    shares = rows(by_hand["Alokasi"])
    named = [
        word
        for name, row in shares.items()
        if row["Akun"]
        for word in ("--bagian", f"{name}={row['Akun']}:{row['Persen']}")
    ]
    told = office(
        "laba",
        "bagi",
        "2026",
        "--putusan",
        "1/RWT/2027",
        "--tanggal",
        "2027-01-25",
        "--pembulatan",
        1000,
        *named,
    )
    assert {share["purpose"]: share["amount"] for share in told["shares"]} == {
        name: row["Jumlah (Rp1.000 ke bawah, sisa ke modal)"] for name, row in shares.items() if row["Akun"]
    }


def test_the_spreadsheet_works_its_figures_out():
    book = load_workbook(SHEET)
    typed = {"Petunjuk", "Transaksi", "Pinjaman", "Aset", "Saldo Awal"}
    for sheet in book:
        if sheet.title not in typed:
            figures = [
                cell
                for row in sheet.iter_rows(min_row=2, min_col=3)
                for cell in row
                if isinstance(cell.value, int | float) and cell.value
            ]
            assert not figures or sheet.title in {"Jurnal", "Alokasi"}, (sheet.title, figures[:3])
