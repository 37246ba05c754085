"""`upk pinjaman pelunasan`, `upk angsuran lunasi` and fines, as a bookkeeper types them."""

import pytest
from pypdf import PdfReader

LOAN = "P-2026-0001"
HABITS = ("--pelunasan", "berjalan", "--denda", "2", "--sisa-kecil", "1.000")


@pytest.fixture
def running(lending):
    """Beside the loan without a product one with habits of its own, of Rp1.000.000 over ten months, as P-2026-0002."""
    lending.told("ksm", "tambah", "--kode", "K02", "--nama", "KSM Melur")
    lending.told(
        "produk", "tambah", "--kode", "KINI", "--nama", "Pinjaman Kini", "--mulai", "2026-01-01", *HABITS
    )
    asked = (
        "--ksm",
        "K02",
        "--pokok",
        "1.000.000",
        "--tenor",
        "10",
        "--produk",
        "KINI",
        "--tanggal",
        "2026-01-05",
    )
    assert lending.told("pinjaman", "ajukan", *asked)["number"] == "P-2026-0002"
    lending.told("pinjaman", "putuskan", "P-2026-0002", "disetujui", "--tanggal", "2026-01-10")
    lending.told("pinjaman", "cairkan", "P-2026-0002", "--tanggal", "2026-01-15")
    return lending


def test_the_quote_says_what_is_charged_and_what_is_not(running):
    told = running.told("pinjaman", "pelunasan", "P-2026-0002", "--per", "2026-03-16")
    assert told == running.told("pinjaman", "pelunasan", "P-2026-0002", "--tanggal", "2026-03-16")
    assert told == {
        "loan": "P-2026-0002", "group": "K02", "group_name": "KSM Melur", "date": "2026-03-16", "way": "berjalan",
        "principal": 1000000, "service_due": 30000, "service_current": 15000, "service_later": 105000,
        "waived_service": 105000, "fine": 6900, "total": 1051900, "deposit": 0, "from_deposit": 0,
        "to_pay": 1051900,
    }  # fmt: skip
    whole = running.told("pinjaman", "pelunasan", LOAN)
    assert (whole["way"], whole["waived_service"], whole["total"]) == ("penuh", 0, 6800000)
    shown = running("pinjaman", "pelunasan", "P-2026-0002").stdout
    assert "Jumlah pelunasan" in shown
    assert "upk angsuran lunasi P-2026-0002" in shown
    assert (
        running.refused("pinjaman", "pelunasan", LOAN, "--per", "2026-01-14")["code"]
        == "paid-before-disbursement"
    )


def test_a_loan_is_paid_off_at_the_quote_and_comes_back(running, tmp_path):
    too_much = running.refused("angsuran", "catat", "K02", "1.500.000")
    assert "upk angsuran lunasi P-2026-0002" in too_much["message"]
    assert "Rp1.032.300" in too_much["message"]
    tried = running("angsuran", "lunasi", "K02", "--coba")
    assert "tidak ada yang dicatat" in tried.stderr
    done = running.told("angsuran", "lunasi", "K02", "--akun", "11021", "--cetak", "--keluar", str(tmp_path))
    keys = (
        "amount",
        "principal",
        "service",
        "fine",
        "received",
        "waived_service",
        "outstanding_principal",
        "voucher",
    )
    assert [done[key] for key in keys] == [
        1030000,
        1000000,
        30000,
        2300,
        1032300,
        120000,
        0,
        "KM/2026/03/0001",
    ]
    text = (tmp_path / "kuitansi-KM-2026-03-0001.txt").read_text()
    told = " ".join(text.split())
    assert "Denda Rp2.300" in told
    assert "Jasa dibebaskan Rp120.000" in told
    assert "satu juta tiga puluh dua ribu tiga ratus rupiah" in told.lower()
    assert "Bank" in text
    assert "Rp1.032.300" in PdfReader(done["files"][0]).pages[0].extract_text().replace("\u00a0", " ")
    assert running.told("pinjaman", "lihat", "P-2026-0002")["status"] == "lunas"
    assert running.refused("angsuran", "lunasi", "P-2026-0002")["code"] == "wrong-stage"
    running.told("angsuran", "batalkan", done["voucher"], "--alasan", "cek kosong")
    assert running.told("pinjaman", "pelunasan", "P-2026-0002")["total"] == 1032300
    assert running("audit", "periksa").exit_code == 0


def test_a_decision_waives_the_later_service(running):
    said = ("angsuran", "lunasi", LOAN, "--tanpa-jasa-berikutnya")
    assert running.refused(*said)["code"] == "waiver-undecided"
    done = running.told(*said, "--putusan", "14/BKM/2026")
    assert (done["amount"], done["waived_service"]) == (5150000, 1650000)
    assert (
        "sisa jasa tidak ditagih lagi"
        in running("angsuran", "lunasi", "P-2026-0002", "--tanggal", "2026-03-15").stdout
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("lunasi", LOAN, "--putusan", "1"), "nothing-to-waive"),
        (("lunasi", LOAN, "--tanggal", "2026-01-14"), "paid-before-disbursement"),
        (("lunasi", "P-2026-0009"), "unknown-loan"),
        (("catat", LOAN, "284.000", "--denda", "hitung"), "no-fine"),
        (("catat", LOAN, "284.000", "--denda", "5.000"), "no-fine"),
    ],
)
def test_refusals(running, words, code):
    assert running.refused("angsuran", *words)["code"] == code


def test_a_payoff_with_a_waiver_follows_what_happened_last(running):
    running.told("angsuran", "catat", "K02", "115.000", "--tanggal", "2026-03-10")
    said = running.refused("angsuran", "lunasi", "K02", "--tanggal", "2026-03-09")
    assert (said["code"], "10 Maret 2026" in said["message"]) == ("payoff-too-early", True)


def test_a_fine_and_a_small_remainder_are_told_apart(running):
    done = running.told("angsuran", "catat", "K02", "115.000", "--denda", "hitung")
    assert [done[key] for key in ("amount", "principal", "service", "fine", "received")] == [
        115000, 100000, 15000, 2300, 117300,
    ]  # fmt: skip
    shown = running("angsuran", "catat", "K02", "1.034.400", "--denda", "1.000").stdout
    assert "Sisa pokok kecil yang dihapus" in shown
    assert "Denda (di atas jumlah itu)" in shown
    assert running.told("pinjaman", "lihat", "P-2026-0002")["status"] == "lunas"
    assert running("audit", "periksa").exit_code == 0


def test_bank_and_cash_are_vouchers_of_money_coming_in(running):
    cash = running.told("angsuran", "catat", LOAN, "100.000")
    bank = running.told("angsuran", "catat", LOAN, "100.000", "--akun", "11021", "--bukti", "77")
    assert [(done["voucher"], done["account"]) for done in (cash, bank)] == [
        ("KM/2026/03/0001", "11010"),
        ("KM/2026/03/0002", "11021"),
    ]
    lines = running.told("jurnal", "lihat", bank["voucher"])["lines"]
    assert (lines[0]["account"], lines[0]["debit"]) == ("11021", 100000)
    for report, wanted in (("buku-kas", cash), ("buku-bank", bank)):
        book = running.told("laporan", report, "--bulan", "2026-03")["accounts"]
        assert [(one["code"], [line["voucher"] for line in one["lines"]]) for one in book] == [
            (wanted["account"], [wanted["voucher"]])
        ]


def test_the_list_for_the_pengawas_in_every_form(running, tmp_path):
    late = running.told("angsuran", "catat", LOAN, "100.000", "--tanggal", "2026-02-15")
    running.told("angsuran", "batalkan", late["voucher"], "--alasan", "cek kosong")
    told = running.told("laporan", "pengawasan", "--bulan", "2026-03")
    rules = {one["rule"]: one for one in told["rules"]}
    (item,) = rules["mundur"]["items"]
    assert (item["voucher"], item["subject"], item["amount"], item["detail"]) == (
        late["voucher"],
        LOAN,
        100000,
        "28 hari",
    )
    assert {"mundur", "berkas-kurang", "satu-orang"} <= rules.keys()
    listed = running.told("audit", "pengecualian")["exceptions"]
    assert told["count"] == len(listed) == sum(len(one["items"]) for one in rules.values())
    shown = running("laporan", "pengawasan", "--bulan", "2026-03").stdout
    assert "Pembayaran bertanggal mundur lebih dari satu hari (1)" in shown
    assert late["voucher"] in running("laporan", "pengawasan", "--bulan", "2026-03", "--format", "csv").stdout
    paper = tmp_path / "pengawasan.pdf"
    assert running("laporan", "pengawasan", "--bulan", "2026-03", "--keluar", str(paper)).exit_code == 0
    text = " ".join(page.extract_text() for page in PdfReader(paper).pages).replace("\u00a0", " ")
    assert "Daftar Pengawasan" in text
    assert "Pengawas" in text
    assert running("laporan", "pengawasan", "--bulan", "2026-01").exit_code == 0
