"""`upk mitra` and `upk pinjaman cairkan --dana` at the shell."""

import pytest

from upk_ledger.cli import params

OPEN = (
    "mitra", "buka", "--kode", "BRI", "--nama", "Dana BRI", "--mitra", "Bank BRI", "--perjanjian", "12/PK",
    "--tanggal", "2026-01-02", "--jumlah", "12.000.000",
)  # fmt: skip
RECEIVE = ("mitra", "terima", "BRI", "12.000.000", "--akun", "11021", "--tanggal", "2026-01-05")
PLAN = (
    "mitra", "jadwal", "BRI", "--tenor", "12", "--jasa", "12", "--jasa-per", "tahun", "--metode", "flat",
    "--mulai", "2026-01-05",
)  # fmt: skip


@pytest.fixture
def channelling(office):
    """A partner's fund of twelve million with its schedule, and a granted application of five."""
    for words in (OPEN, RECEIVE, PLAN):
        office.told(*words)
    office.told("ksm", "tambah", "--kode", "K01", "--nama", "KSM Mawar")
    terms = ("--pokok", "5.000.000", "--tenor", "10", "--jasa", "1,5", "--metode", "flat")
    office.told("pinjaman", "ajukan", "--ksm", "K01", *terms, "--tanggal", "2026-01-06")
    office.told("pinjaman", "putuskan", "P-2026-0001", "disetujui", "--tanggal", "2026-01-06")
    return office


def lines(told):
    return [(line["account"], line["debit"], line["credit"]) for line in told["lines"]]


def test_a_fund_from_its_agreement_to_its_end(office):
    opened = office.told(*OPEN)
    assert {key: opened[key] for key in ("code", "partner", "agreed_on", "amount", "status")} == {
        "code": "BRI",
        "partner": "Bank BRI",
        "agreed_on": "2026-01-02",
        "amount": 12_000_000,
        "status": "buka",
    }
    assert lines(office.told(*RECEIVE)) == [("11021", 12_000_000, 0), ("21060", 0, 12_000_000)]
    planned = office.told(*PLAN)
    assert (planned["principal"], planned["total_service"]) == (12_000_000, 1_440_000)
    assert planned["installments"][0]["due_date"] == "2026-02-05"
    paid = office.told("mitra", "bayar", "BRI", "1.120.000", "--akun", "11021", "--tanggal", "2026-02-05")
    assert lines(paid) == [("21060", 1_000_000, 0), ("51092", 120_000, 0), ("11021", 0, 1_120_000)]
    seen = office.told("mitra", "lihat", "bri")
    assert [seen[key] for key in ("owed", "free", "next_due", "due", "overdue", "as_of")] == [
        11_000_000, 11_000_000, "2026-03-05", 1_120_000, 1_120_000, "2026-03-15",
    ]  # fmt: skip
    assert office.told("mitra", "daftar", "--per", "2026-02-28")["funds"][0]["overdue"] == 0
    assert office.told("tugas")["partners"]["count"] == 1
    assert office.refused("mitra", "tutup", "BRI")["code"] == "partner-still-owed"
    office.told("jurnal", "koreksi", paid["voucher"], "--alasan", "salah")
    office.told("mitra", "bayar", "BRI", "12.000.000", "--pokok", "12.000.000", "--akun", "11021")
    assert office.told("mitra", "tutup", "BRI")["status"] == "tutup"
    assert office.refused(*RECEIVE)["code"] == "partner-fund-closed"
    assert office.told("mitra", "tutup", "BRI", "--batal")["status"] == "buka"
    assert office.told("audit", "periksa")["ok"]


def test_without_an_amount_what_is_due_is_named_or_offered(channelling, monkeypatch):
    words = ("mitra", "bayar", "BRI", "--akun", "11021", "--tanggal", "2026-02-05")
    told = channelling.refused(*words, status=2)
    assert told["message"].endswith("Belum ada JUMLAH. Yang jatuh tempo: Rp1.120.000.")
    monkeypatch.setattr(params, "interactive", lambda: True)
    result = channelling(*words, input="\n")
    assert result.exit_code == 0
    assert "Jumlah pembayaran kepada Bank BRI [1.120.000]" in result.stderr
    assert channelling.told("mitra", "lihat", "BRI")["repaid"] == 1_000_000


def test_a_person_reads_it(channelling):
    shown = channelling("mitra", "lihat", "BRI").stdout
    assert "Terhutang" in shown
    assert "Rp12.000.000" in shown
    assert "Bank BRI" in channelling("mitra", "daftar").stdout
    assert "Lewat tempo" in channelling("mitra", "daftar", "--format", "csv").stdout.splitlines()[0]
    assert "Angsuran kepada mitra" in channelling("tugas").stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("mitra", "terima", "BRIS", "5"), "unknown-fund"),
        (("mitra", "terima", "BRI", "5", "--tanggal", "2026-01-01"), "before-partner-agreement"),
        (("mitra", "terima", "BRI", "5", "--dari-saldo-awal"), "kept-money-spent"),
        (("mitra", "bayar", "BRI", "14.000.000"), "pays-partner-too-much"),
        (("mitra", "bayar", "BRI", "5.000", "--pokok", "4.000", "--jasa", "500"), "partner-split-wrong"),
        (("mitra", "tutup", "BRI", "--batal"), "partner-fund-open"),
        (OPEN, "fund-exists"),
        (("mitra", "jadwal", "BRI", "--berkas", "tidak-ada.csv"), "source-missing"),
        (("kas", "masuk", "21060", "5.000", "--keterangan", "x"), "reserved-account"),
        (("pinjaman", "cairkan", "P-2026-0001", "--dana", "BNI"), "unknown-fund"),
        (("mitra", "pinjaman", "BRI", "P-2026-0001"), "wrong-stage"),
        (("mitra", "pinjaman", "BRI", "P-2025-0009"), "unknown-loan"),
    ],
)
def test_what_is_refused(channelling, words, code):
    assert channelling.refused(*words)["code"] == code


@pytest.mark.parametrize(
    "words",
    [
        ("mitra", "jadwal", "BRI", "--tenor", "12"),
        ("mitra", "jadwal", "BRI", "--tenor", "12", "--berkas", "x.csv"),
        ("mitra", "ubah", "BRI", "--alasan", "x"),
    ],
)
def test_what_is_wrong_usage(channelling, words):
    channelling.refused(*words, status=2)


def test_a_schedule_comes_from_a_file_and_every_fault_is_named(channelling, tmp_path):
    path = tmp_path / "jadwal.csv"
    path.write_text("jatuh_tempo;pokok;jasa\n05/06/2026;6.000.000;100.000\n05/12/2026;6.000.000;\n")
    told = channelling.told("mitra", "jadwal", "BRI", "--berkas", str(path))
    assert [(row["due_date"], row["principal"], row["service"]) for row in told["installments"]] == [
        ("2026-06-05", 6_000_000, 100_000),
        ("2026-12-05", 6_000_000, 0),
    ]
    assert channelling.told("mitra", "jadwal", "BRI") == told
    for text, place in (
        ("jatuh_tempo;pokok\n05/06/2026;abc\n", "jadwal.csv, baris 2, kolom pokok"),
        ("jatuh_tempo;pokok\n05/06/2026;5\n04/06/2026;5\n", "jadwal.csv, baris 3"),
        ("tempo;pokok\n05/06/2026;5\n", "jadwal.csv, baris 1, kolom tempo"),
    ):
        path.write_text(text)
        assert place in channelling.refused("mitra", "jadwal", "BRI", "--berkas", str(path))["message"]


def test_a_schedule_that_is_not_the_sum_agreed_is_told(channelling, tmp_path):
    path = tmp_path / "jadwal.csv"
    path.write_text("jatuh_tempo;pokok\n05/06/2026;1.000\n")
    assert "tidak sama" in channelling("mitra", "jadwal", "BRI", "--berkas", str(path)).stderr


def test_a_loan_of_a_partners_fund(channelling):
    told = channelling.told("pinjaman", "cairkan", "P-2026-0001", "--dana", "bri", "--akun", "11021")
    assert told["fund"] == "BRI"
    assert channelling.told("pinjaman", "lihat", "P-2026-0001")["fund"] == "BRI"
    assert "Dana mitra" in channelling("pinjaman", "lihat", "P-2026-0001").stdout
    assert channelling.told("laporan", "kinerja")["partner_funds"][0]["fund"] == "BRI"
    assert "Pinjaman dana mitra" in channelling("laporan", "kinerja").stdout
    assert "Dana BRI (BRI)" in channelling("laporan", "kolektibilitas").stdout


def test_more_than_is_there_is_warned_of(channelling):
    channelling.told("mitra", "bayar", "BRI", "8.000.000", "--pokok", "8.000.000", "--akun", "11021")
    words = (
        "pinjaman",
        "cairkan",
        "P-2026-0001",
        "--dana",
        "BRI",
        "--akun",
        "11021",
        "--alasan",
        "tahap dua",
    )
    assert "melebihi dana mitra BRI" in channelling(*words, "--coba").stderr
    channelling.told(*words)
    shown = channelling("audit", "pengecualian").stdout
    assert "dipinjamkan Rp5.000.000, yang ada di dana BRI Rp4.000.000" in shown
    assert "tahap dua" in shown


def test_a_trial_changes_nothing(channelling):
    before = channelling.place.read_bytes()
    for words in (
        ("mitra", "terima", "BRI", "5.000"),
        ("mitra", "bayar", "BRI", "5.000"),
        ("mitra", "ubah", "BRI", "--mitra", "BNI", "--alasan", "x"),
        PLAN,
        ("pinjaman", "cairkan", "P-2026-0001", "--dana", "BRI"),
    ):
        channelling.told(*words, "--coba")
    assert channelling.place.read_bytes() == before
