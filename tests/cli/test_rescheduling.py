"""`upk pinjaman jadwal-ulang` and the way back, as a bookkeeper types them."""

import json

import pytest
from pypdf import PdfReader

LOAN = "P-2026-0001"
ASKED = (
    "pinjaman", "jadwal-ulang", LOAN, "--putusan", "12/BKM/2026", "--tanggal", "2026-03-15", "--tenor", "30",
    "--alasan", "Panen gagal",
)  # fmt: skip
DATES = (*ASKED, "--jenis", "penjadwalan")
TERMS = (*ASKED, "--jenis", "persyaratan")
MORE = (*ASKED, "--jenis", "penataan")


def test_a_loan_is_rescheduled_and_runs_on(lending):
    tried = lending(*DATES, "--coba")
    assert tried.exit_code == 0
    assert "tidak ada yang dicatat" in tried.stderr
    assert lending.told("pinjaman", "lihat", LOAN)["status"] == "berjalan"
    done = lending.told(*DATES)
    assert {key: value for key, value in done.items() if key != "installments"} == {
        "principal": 5000000, "total_service": 2400000, "total": 7400000, "loan": LOAN, "version": 2,
        "date": "2026-03-15", "kind": "penjadwalan", "decision": "12/BKM/2026", "kept_class": 2,
        "carried_service": 150000, "waived_service": 0, "voucher": None,
    }  # fmt: skip
    assert done["installments"][0]["service"] == 225000
    seen = lending.told("pinjaman", "lihat", LOAN)
    assert [seen[key] for key in ("status", "rescheduled_on", "reschedule_kind", "kept_class", "collectibility")] == [
        "dijadwal-ulang", "2026-03-15", "penjadwalan", 2, 2,
    ]  # fmt: skip
    assert (seen["disbursed_on"], seen["outstanding_principal"], seen["months_overdue"]) == (
        "2026-01-15",
        5000000,
        0,
    )
    shown = lending("pinjaman", "lihat", LOAN).stdout
    assert "Dijadwal ulang" in shown
    assert "Golongan yang bertahan" in shown
    assert lending.told("pinjaman", "jadwal", LOAN)["installments"] == done["installments"]
    listed = lending.told("pinjaman", "daftar", "--status", "dijadwal-ulang")["loans"]
    assert [loan["number"] for loan in listed] == [LOAN]
    # Whoever pays for the KSM still means this loan.
    paid = lending.told("angsuran", "catat", "K01", "225.000", "--tanggal", "2026-03-15")
    assert (paid["loan"], paid["service"], paid["principal"]) == (LOAN, 225000, 0)


def test_a_paid_row_is_told_apart(lending):
    lending.told("angsuran", "catat", "K01", "284.000", "--tanggal", "2026-02-15")
    shown = lending(*DATES)
    assert "Baris 0 adalah yang sudah dibayar" in shown.stdout
    row = json.loads(lending("pinjaman", "jadwal", LOAN, "--format", "json").stdout)["installments"][0]
    assert row == {
        "number": 0, "due_date": "2026-03-15", "principal": 209000, "service": 75000, "total": 284000,
        "balance": 4791000,
    }  # fmt: skip


def test_principal_is_added_and_comes_back(lending):
    done = lending.told(*MORE, "--tambah", "1.000.000")
    assert (done["voucher"], done["principal"]) == ("KK/2026/03/0001", 6000000)
    assert (
        lending.refused("jurnal", "koreksi", done["voucher"], "--alasan", "Salah")["code"]
        == "not-reversible-here"
    )
    undo = ("pinjaman", "batal-jadwal-ulang", LOAN)
    assert lending.refused(*undo, "--alasan", " ")["code"] == "empty-field"
    back = lending.told(*undo, "--alasan", "Putusan dicabut")
    assert (back["voucher"], back["principal"], back["version"]) == ("KM/2026/03/0001", 5000000, 3)
    assert lending.told("pinjaman", "lihat", LOAN)["status"] == "berjalan"
    assert lending.refused(*undo, "--alasan", "Lagi")["code"] == "not-rescheduled"
    assert lending.told("audit", "periksa")["ok"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*DATES, "--jasa", "1"), "term-not-of-this-kind"),
        ((*DATES, "--metode", "menurun"), "term-not-of-this-kind"),
        ((*DATES, "--jasa-tertunggak", "dihapus"), "waiver-not-of-this-kind"),
        ((*TERMS, "--jasa-tertunggak", "dipokokkan"), "service-into-principal"),
        ((*TERMS, "--tambah", "100.000"), "added-not-asked"),
        (MORE, "added-principal-missing"),
        ((*DATES, "--tanggal", "2026-01-15"), "rescheduled-too-early"),
        ((*DATES, "--putusan", " "), "empty-field"),
        ((*DATES, "--alasan", " "), "empty-field"),
        ((*DATES, "--tenor", "0"), "tenor-out-of-range"),
    ],
)
def test_what_a_rescheduling_cannot_be_is_refused(lending, words, code):
    assert lending.refused(*words)["code"] == code


@pytest.mark.parametrize("left_out", ["--putusan", "--alasan", "--tenor", "--jenis"])
def test_what_has_to_be_said_is_asked_for(lending, left_out):
    at = DATES.index(left_out)
    assert lending.refused(*DATES[:at], *DATES[at + 2 :], status=2)["code"] == "usage"


def test_a_disbursement_stays_while_the_loan_is_rescheduled(lending):
    lending.told(*DATES)
    refused = lending.refused("jurnal", "koreksi", "KK/2026/01/0001", "--alasan", "Salah")
    assert refused["code"] == "loan-rescheduled"


def test_kinerja_tells_of_suspension_and_of_rescheduled_and_older_loans(lending, tmp_path):
    kinerja = ("laporan", "kinerja", "--per", "2026-06-16")
    paper = tmp_path / "kinerja.pdf"
    shown = lending(*kinerja)
    assert (
        "PENUNDAAN : LAR, PAR dinilai penundaan (yang menentukan menurut aturan: LAR, PAR)." in shown.stdout
    )
    assert "Di antaranya" not in shown.stdout
    assert lending(*kinerja, "--keluar", str(paper)).exit_code == 0
    assert "LAR, PAR dinilai penundaan" in PdfReader(paper).pages[0].extract_text()
    newer = lending(*kinerja, "--tanpa-sebelum", "2026-02-01").stdout
    assert "Tanpa pinjaman yang cair sebelum 1 Februari 2026" in newer
    assert lending.told(*kinerja, "--tanpa-sebelum", "2026-02-01")["without_older_loans"]["indicators"]["PAR"] == {
        "value": None, "numerator": 0, "denominator": 0, "rating": "tidak-dapat-dinilai",
    }  # fmt: skip
    lending.told(*DATES, "--tanggal", "2026-06-16")
    again = lending.told(*kinerja)
    assert again["indicators"]["PAR"]["rescheduled"] == {"numerator": 5000000, "denominator": 5000000}
    assert "Di antaranya pinjaman yang dijadwal ulang" in lending(*kinerja).stdout
    listed = lending("laporan", "kolektibilitas", "--per", "2026-06-16")
    assert "KSM Mawar - P-2026-0001 (dijadwal ulang)" in listed.stdout
    assert "tetap di golongan lamanya sampai 3 angsuran" in listed.stdout
    assert lending.told("laporan", "kolektibilitas", "--per", "2026-06-16")["loans"][0]["kept_class"] == 3
    assert "(dijadwal ulang)" in lending("laporan", "tunggakan", "--per", "2026-07-17").stdout


def test_lending_while_suspended_is_warned_of(lending):
    ask = (
        "pinjaman",
        "ajukan",
        "--ksm",
        "K01",
        "--tenor",
        "10",
        "--pokok",
        "500.000",
        "--tanggal",
        "2026-06-16",
    )
    decide = ("pinjaman", "putuskan", "P-2026-0002", "disetujui", "--tanggal", "2026-06-16")
    lending.told(*ask)
    assert "perlu putusan BKM/LKM" in lending(*decide).stderr
    assert "perlu putusan BKM/LKM" not in lending(*decide, "--putusan", "07/BKM/2026").stderr
    paid = lending("pinjaman", "cairkan", "P-2026-0002", "--tanggal", "2026-06-16")
    assert paid.exit_code == 0
    assert "perlu putusan BKM/LKM" not in paid.stderr
    lending.told(*ask)
    lending("pinjaman", "putuskan", "P-2026-0003", "disetujui", "--tanggal", "2026-06-16")
    assert (
        "perlu putusan BKM/LKM"
        in lending("pinjaman", "cairkan", "P-2026-0003", "--tanggal", "2026-06-16").stderr
    )
    listed = lending.told("audit", "pengecualian")["exceptions"]
    found = [(item["subject"], item["detail"]) for item in listed if item["rule"] == "penundaan"]
    assert found == [("P-2026-0002", "LAR PAR"), ("P-2026-0003", "LAR PAR"), ("P-2026-0003", "LAR PAR")]


def test_the_terms_shown_are_those_in_force(lending):
    lending.told(*TERMS, "--jasa", "1", "--metode", "menurun")
    for shown in ("lihat", "jadwal"):
        assert "30 angsuran bulanan" in lending("pinjaman", shown, LOAN).stdout
        assert "24 angsuran bulanan" in lending("pinjaman", shown, LOAN, "--per", "2026-03-14").stdout
