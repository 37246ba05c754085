"""`upk aset` at the shell."""

import random

import pytest

BUY = ("aset", "tambah", "--kode", "INV-01", "--nama", "Laptop", "--harga", "4.800.000")
LIFE = ("--umur", "4 tahun")
SELL = ("aset", "lepas", "INV-01", "--alasan", "Diganti", "--tanggal", "2026-03-10")


@pytest.fixture
def funded(office):
    office.told(
        "kas", "masuk", "31010", "20.000.000", "--keterangan", "Modal awal", "--tanggal", "2026-01-02"
    )
    return office


@pytest.fixture
def bought(funded):
    """A laptop bought in January; January and February closed."""
    funded.told(*BUY, *LIFE, "--tanggal", "2026-01-10", "--lokasi", "Kantor")
    for month in ("2026-01", "2026-02"):
        funded.told("periode", "tutup", month)
    return funded


def test_an_asset_bought_is_booked_and_told(funded):
    before = funded.place.read_bytes()
    assert funded.told(*BUY, *LIFE, "--coba")["posted"]["amount"] == 4_800_000
    assert funded.place.read_bytes() == before
    told = funded.told(*BUY, *LIFE, "--tanggal", "2026-01-10", "--nilai-sisa", "300.000")
    assert told["posted"]["lines"][0]["account"] == "12020"
    keys = ("code", "voucher", "cost", "salvage", "life", "first_month", "behind")
    assert [told[key] for key in keys] == [
        "INV-01", "KK/2026/01/0001", 4_800_000, 300_000, 48, "2026-02", 0,
    ]  # fmt: skip
    shown = funded(*BUY[:3], "INV-02", *BUY[4:], "--umur", "36 bulan").stdout
    assert "Disusutkan mulai" in shown
    assert "April 2026" in shown


def test_a_purchase_beyond_the_till_is_warned_of(funded):
    result = funded(*BUY[:-1], "48.000.000", *LIFE)
    assert result.exit_code == 0
    assert "Peringatan: Saldo 11010 Kas menjadi -Rp28.000.000" in result.stderr


def test_late_registration_says_what_the_next_closing_books(funded):
    paid = ("kas", "keluar", "12020", "4.800.000", "--keterangan", "Laptop", "--tanggal", "2026-01-10")
    voucher = funded.told(*paid)["voucher"]
    for month in ("2026-01", "2026-02"):
        funded.told("periode", "tutup", month)
    shown = funded(*BUY, *LIFE, "--bukti", voucher).stdout
    assert "Rp100.000, ikut dibukukan pada tutup buku berikutnya" in shown
    closed = funded("periode", "tutup", "2026-03", "--coba").stdout
    assert "Termasuk Rp100.000 untuk bulan-bulan sebelumnya: PB/2026/03/0001." in closed
    (posted,) = funded.told("periode", "tutup", "2026-03")["posted"]
    assert [posted[key] for key in ("kind", "amount", "late")] == ["penyusutan", 200_000, 100_000]


def test_from_the_opening_balance(tmp_path, funded):
    folder = tmp_path / "awal"
    folder.mkdir()
    rows = "akun,debit,kredit\n12020,3000000,\n12021,,900000\n31020,,2100000\n"
    (folder / "saldo_awal.csv").write_text(rows, encoding="utf-8")
    funded.told("impor", str(folder))
    old = (*BUY[:-1], "3.000.000", "--umur", "60", "--saldo-awal", "--tanggal", "2024-06-15")
    assert funded.refused(*old, "--tersusut", "900.001")["code"] == "opening-depreciation-too-small"
    told = funded.told(*old)
    assert (told["depreciated_before"], told["first_month"], told["posted"]) == (900_000, "2026-01", None)
    assert funded.told("aset", "daftar", "--per", "2026-01-31")["book_value"] == 2_100_000


def test_the_list_and_the_story_of_one(bought):
    (asset,) = bought.told("aset", "daftar")["assets"]
    assert (asset["accumulated"], asset["book_value"]) == (100_000, 4_700_000)
    told = bought.told("aset", "lihat", "inv-01")
    assert (told["status"], told["book_value"], told["place"]) == ("ada", 4_700_000, "Kantor")
    assert [(move["voucher"], move["cost"], move["accumulated"]) for move in told["moves"]] == [
        ("KK/2026/01/0001", 4_800_000, 0),
        ("PB/2026/02/0001", 0, 100_000),
    ]
    shown = bought("aset", "lihat", "INV-01").stdout
    assert "Penyusutan inventaris Februari 2026" in shown
    assert "Nilai buku" in bought("aset", "daftar").stdout
    assert bought.told("aset", "lihat", "INV-01", "--per", "2026-01-05")["status"] == "belum ada"
    listed = bought.told("laporan", "inventaris", "--bulan", "2026-02")
    assert listed["totals"]["book_value"] == 4_700_000


def test_an_asset_leaves_and_comes_back(bought):
    before = bought.place.read_bytes()
    sold = (*SELL, "--dijual", "5.000.000")
    assert bought.told(*sold, "--coba")["result"] == 300_000
    assert bought.place.read_bytes() == before
    told = bought.told(*sold)
    assert (told["voucher"], told["book_value"], told["result"]) == ("KM/2026/03/0001", 4_700_000, 300_000)
    assert bought.told("aset", "lihat", "INV-01")["status"] == "dilepas"
    assert bought.refused(*SELL)["code"] == "asset-disposed"
    assert bought.refused("aset", "batal", "INV-01", "--alasan", "Salah")["code"] == "asset-disposed"
    back = bought.told("aset", "batal-lepas", "INV-01", "--alasan", "Pembeli batal")
    assert back["reverses"] == "KM/2026/03/0001"
    assert bought.told("aset", "lihat", "INV-01")["status"] == "ada"
    assert bought.refused("aset", "batal-lepas", "INV-01", "--alasan", "Lagi")["code"] == "asset-not-disposed"
    assert "Rugi pelepasan" in bought(*SELL).stdout
    assert bought.told("audit", "periksa")["ok"]


def test_a_registration_is_taken_back(bought):
    told = bought.told("aset", "batal", "INV-01", "--alasan", "Bukan aset")
    assert (told["from"], [entry["amount"] for entry in told["posted"]]) == (
        "2026-03-01",
        [4_800_000, 100_000],
    )
    assert bought.told("aset", "daftar")["assets"] == []
    assert bought.told("aset", "lihat", "INV-01")["status"] == "batal"
    again = bought.told(*BUY, *LIFE, "--tanggal", "2026-03-05")
    assert again["posted"]["voucher"] == "KK/2026/03/0001"
    assert "batal terdaftar" in bought("aset", "batal", "INV-01", "--alasan", "Salah").stdout
    assert bought.told("audit", "periksa")["ok"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (LIFE, "asset-exists"),
        ((*LIFE, "--bukti", "KM/2026/01/0001"), "asset-exists"),
        (("--umur", "empat"), "not-a-lifetime"),
        (("--umur", "0"), "not-a-lifetime"),
    ],
)
def test_what_is_refused(bought, more, code):
    if code == "asset-exists":
        bought.told("kas", "keluar", "12020", "4.800.000", "--keterangan", "x", "--tanggal", "2026-03-02")
        more = tuple(word.replace("KM/2026/01/0001", "KK/2026/03/0001") for word in more)
    assert bought.refused(*BUY, *more)["code"] == code


def test_refusals_by_name(bought):
    other = (*BUY[:3], "INV-02", *BUY[4:], *LIFE)
    assert bought.refused(*other, "--tanggal", "2026-02-10")["code"] == "month-closed"
    assert bought.refused(*other, "--nilai-sisa", "4.800.001")["code"] == "salvage-too-high"
    assert bought.refused(*other, "--bukti", "KM/2026/01/0001")["code"] == "purchase-too-small"
    early = (*other, "--saldo-awal", "--tanggal", "2025-02-10")
    assert bought.refused(*early)["code"] == "opening-too-small"
    assert bought.refused(*early[:-1], "2026-02-10")["code"] == "not-in-opening"
    assert bought.refused("aset", "lihat", "INV-1")["code"] == "unknown-asset"
    late = ("aset", "lepas", "INV-01", "--alasan", " ", "--tanggal", "2026-03-10")
    assert bought.refused(*late)["code"] == "empty-field"
    taken = bought.refused("jurnal", "koreksi", "KK/2026/01/0001", "--alasan", "Salah")
    assert taken["code"] == "not-reversible-here"
    assert "upk aset batal" in taken["message"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--bukti", "KK/2026/01/0001", "--saldo-awal"), "salah satu saja"),
        (("--bukti", "KK/2026/01/0001", "--kas", "11010"), "--kas hanya untuk aset yang dibeli sekarang"),
        (("--bukti", "KK/2026/01/0001", "--tanggal", "2026-01-10"), "tanggal buktinya yang berlaku"),
        (("--saldo-awal",), "kapan aset ini diperoleh"),
        (("--tersusut", "0"), "--tersusut hanya dipakai bersama --saldo-awal"),
    ],
)
def test_ways_that_do_not_go_together(funded, more, told):
    result = funded(*BUY, *LIFE, *more)
    assert result.exit_code == 2
    assert told in result.stderr


def test_money_comes_in_only_for_what_was_sold(bought):
    assert bought(*SELL, "--kas", "11021").exit_code == 2


def test_the_sekretariat_has_assets_of_its_own(bought):
    bought.entropy = random.Random(2).randbytes
    bought.told("sekretariat", "mulai", "--bendahara", "Dewi", "--sekretaris", "Agus")
    other = ("--upk", "SEK")
    bought.told(*other, *BUY, *LIFE, "--tanggal", "2026-01-10")
    bought.told(*other, "periode", "tutup", "2026-01")
    (posted,) = bought.told(*other, "periode", "tutup", "2026-02")["posted"]
    assert (posted["kind"], posted["amount"]) == ("penyusutan", 100_000)
    listed = bought.told(*other, "laporan", "inventaris", "--bulan", "2026-02")
    assert [(asset["code"], asset["book_value"]) for asset in listed["assets"]] == [("INV-01", 4_700_000)]
    bought.told(*other, "aset", "lepas", "INV-01", "--alasan", "Hilang", "--tanggal", "2026-03-10")
    assert bought.told("--upk", "UPK", "aset", "daftar")["book_value"] == 4_700_000
    for code in ("UPK", "SEK"):
        assert bought.told("--upk", code, "audit", "periksa")["ok"]


def test_where_a_second_person_has_to_agree_nothing_is_taken_back_alone(bought):
    bought.told("pengaturan", "ubah", "kode-batal", "wajib", "--mulai", "2026-03-01")
    refused = bought.refused("aset", "batal", "INV-01", "--alasan", "Bukan aset")
    assert refused["code"] == "code-needed"
    bought.told(*SELL)
    taken = bought.refused("aset", "batal-lepas", "INV-01", "--alasan", "Salah")
    assert taken["code"] == "code-needed"


def test_a_registration_whose_depreciation_stands_is_not_taken_back_alone(funded):
    paid = ("kas", "keluar", "12020", "4.800.000", "--keterangan", "Laptop", "--tanggal", "2026-01-10")
    funded.told(*BUY, *LIFE, "--bukti", funded.told(*paid)["voucher"])
    for month in ("2026-01", "2026-02"):
        funded.told("periode", "tutup", month)
    cancelled = funded("aset", "batal", "INV-01", "--alasan", "Bukan aset", "--coba")
    assert "Dilakukan satu orang tanpa kode persetujuan" in cancelled.stderr
    funded.told("pengaturan", "ubah", "kode-batal", "wajib", "--mulai", "2026-03-01")
    assert funded.refused("aset", "batal", "INV-01", "--alasan", "Bukan aset")["code"] == "code-needed"
