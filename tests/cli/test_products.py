import pytest

MADE = (
    "produk",
    "tambah",
    "--kode",
    "UMUM",
    "--nama",
    "Pinjaman Umum",
    "--jasa",
    "2",
    "--tenor-sampai",
    "12",
)


def test_a_product_from_its_making_to_its_closing(lending):
    made = lending.told(
        *MADE, "--plafon", "1.000.000", "--plafon", "2.000.000", "--tabungan", "5", "--toleransi", "3"
    )
    assert made == {
        "code": "UMUM",
        "name": "Pinjaman Umum",
        "status": "buka",
        "from": "2026-01-01",
        "rate_percent": 2,
        "rate_per": "bulan",
        "method": "flat",
        "frequency": "bulanan",
        "grace": 0,
        "rounding": "none",
        "schedule": "anggota",
        "order": "per-angsuran",
        "tenor_from": None,
        "tenor_to": 12,
        "ceilings": [1000000, 2000000],
        "savings_percent": 5,
        "fee_percent": 0,
        "fine_percent": 0,
        "reward_percent": 0,
        "payoff_service": "penuh",
        "excess": "tolak",
        "small_remainder": 0,
        "tolerance_days": 3,
        "class_past_maturity": None,
        "shift": None,
    }
    asked = lending.told(
        "pinjaman", "ajukan", "--ksm", "K01", "--produk", "umum", "--pokok", "500.000", "--tenor", "10"
    )
    assert asked["product"] == "UMUM"
    plan = lending.told("pinjaman", "jadwal", asked["number"])
    assert plan["total_service"] == 100000
    changed = lending.told(
        "produk", "ubah", "UMUM", "--jasa", "1,25", "--mulai", "2026-04-01", "--alasan", "Rapat BKM"
    )
    assert (changed["rate_percent"], changed["tenor_to"], changed["ceilings"]) == (
        1.25,
        12,
        [1000000, 2000000],
    )
    assert lending.told("produk", "lihat", "UMUM")["rate_percent"] == 2
    seen = lending.told("produk", "lihat", "UMUM", "--per", "2026-04-01")
    assert (seen["rate_percent"], [item["reason"] for item in seen["history"]]) == (1.25, ["", "Rapat BKM"])
    assert lending.told("produk", "tutup", "UMUM", "--mulai", "2026-05-01")["status"] == "tutup"
    late = ("pinjaman", "ajukan", "--ksm", "K01", "--produk", "UMUM", "--pokok", "500.000", "--tenor", "10")
    assert lending.refused(*late, "--tanggal", "2026-05-01")["code"] == "product-closed"
    listed = lending.told("produk", "daftar", "--per", "2026-05-01")["products"]
    assert [(item["code"], item["status"]) for item in listed] == [("UMUM", "tutup")]
    assert lending.told("produk", "ubah", "UMUM", "--mulai", "2026-06-01")["status"] == "buka"
    assert lending.told("audit", "periksa")["ok"]


def test_people_read_products_in_their_words(lending):
    lending.told(*MADE, "--plafon", "1.000.000", "--golongan-lewat-tempo", "3")
    shown = lending("produk", "lihat", "UMUM").stdout
    for words in (
        "Keadaan                            : dibuka sejak 1 Januari 2026",
        "Jasa                               : 2% per bulan, flat, bulanan",
        "Jangka waktu                       : 1 sampai 12 angsuran",
        "Plafon per tahap                   : Rp1.000.000",
        "Golongan terbaik lewat jatuh tempo : 3",
    ):
        assert words in shown
    listed = lending("produk", "daftar").stdout
    assert "2% per bulan" in listed
    assert "dibuka" in listed


def test_what_is_typed_goes_before_the_product_and_breaches_warn(lending):
    lending.told(*MADE, "--metode", "menurun")
    asked = (
        "pinjaman",
        "ajukan",
        "--ksm",
        "K01",
        "--produk",
        "UMUM",
        "--pokok",
        "1.200.000",
        "--tenor",
        "24",
    )
    result = lending(*asked, "--jasa", "0", "--format", "json")
    assert "Jangka waktu 24 angsuran terlalu panjang; paling banyak 12." in result.stderr
    plan = lending.told("pinjaman", "jadwal", "P-2026-0002")
    assert (plan["total_service"], plan["principal"]) == (0, 1200000)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("produk", "tambah", "--kode", "UMUM", "--nama", "Lain"), "product-exists"),
        (("produk", "tambah", "--kode", "", "--nama", "Lain"), "empty-field"),
        (
            ("produk", "tambah", "--kode", "B", "--nama", "B", "--tenor-dari", "5", "--tenor-sampai", "4"),
            "tenor-range-empty",
        ),
        (("produk", "tambah", "--kode", "B", "--nama", "B", "--denda", "101"), "percent-above-whole"),
        (
            ("produk", "tambah", "--kode", "B", "--nama", "B", "--tenor-sampai", "2", "--masa-tenggang", "2"),
            "grace-out-of-range",
        ),
        (("produk", "ubah", "UMUN", "--jasa", "1"), "unknown-product"),
        (("produk", "ubah", "UMUM", "--jasa", "1", "--mulai", "2025-01-01"), "product-not-yet"),
        (("produk", "ubah", "UMUM", "--jasa", "2"), "product-unchanged"),
        (("produk", "tutup", "UMUN"), "unknown-product"),
        (("produk", "lihat", "UMUN"), "unknown-product"),
        (
            ("pinjaman", "ajukan", "--ksm", "K01", "--produk", "X", "--pokok", "1000", "--tenor", "2"),
            "unknown-product",
        ),
    ],
)
def test_refusals(lending, words, code):
    lending.told(*MADE)
    assert lending.refused(*words)["code"] == code


def test_a_trial_keeps_nothing(lending):
    assert lending(*MADE, "--coba").exit_code == 0
    assert lending.told("produk", "daftar")["products"] == []


def test_a_list_of_payments_follows_the_product_as_one_payment_does(lending, tmp_path):
    lending.told(*MADE, "--kelebihan", "titipan")
    asked = (
        "pinjaman",
        "ajukan",
        "--ksm",
        "K01",
        "--produk",
        "UMUM",
        "--pokok",
        "1.000.000",
        "--tenor",
        "10",
    )
    number = lending.told(*asked, "--tanggal", "2026-01-05")["number"]
    lending.told("pinjaman", "putuskan", number, "disetujui", "--tanggal", "2026-01-10")
    lending.told("pinjaman", "cairkan", number, "--tanggal", "2026-01-15")
    paid = lending.told("angsuran", "catat", number, "150.000", "--tanggal", "2026-02-15")
    assert (paid["principal"], paid["service"], paid["unallocated"]) == (100000, 20000, 30000)
    path = tmp_path / "angsuran.csv"
    path.write_text(f"tanggal,nomor_pinjaman,jumlah\n2026-03-15,{number},130000\n", encoding="utf-8")
    lending.told("angsuran", "catat", "--berkas", str(path))
    view = lending.told("pinjaman", "lihat", number)
    assert (view["outstanding_principal"], view["paid_service"]) == (800000, 40000)
    assert lending.told("audit", "periksa")["ok"]
