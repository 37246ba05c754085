"""`upk pinjaman jadwal-ulang` and the way back, as a bookkeeper types them."""

import json

import pytest

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
