"""Members inside the group, at the shell."""

import pytest
from pypdf import PdfReader


@pytest.fixture
def shared(lending):
    """A second loan, of Rp1.000.000 over ten months without service, shared by two members of three."""
    lending.told(
        "anggota", "tambah", "--ksm", "K01", "--kode", "03", "--nama", "Tuti", "--jenis-kelamin", "P"
    )
    lending.told(
        "pinjaman", "ajukan", "--ksm", "K01", "--tenor", "10", "--jasa", "0", "--tanggal", "2026-01-05",
        "--anggota", "01", "600.000", "--anggota", "02", "400.000",
    )  # fmt: skip
    lending.told("pinjaman", "putuskan", "P-2026-0002", "disetujui", "--tanggal", "2026-01-10")
    lending.told("pinjaman", "cairkan", "P-2026-0002", "--tanggal", "2026-01-15")
    return lending


PAY = ("angsuran", "catat", "P-2026-0002")
TAKE = ("pinjaman", "alih-anggota", "P-2026-0002", "--dari", "01", "--alasan", "Meninggal")


def test_a_payment_tells_the_members_parts(shared):
    booked = shared.told(*PAY, "100.000", "--tanggal", "2026-02-15")
    assert booked["members"] == [
        {"member": "01", "principal": 60000, "service": 0},
        {"member": "02", "principal": 40000, "service": 0},
    ]
    own = shared.told(*PAY, "--anggota", "02", "80.000")
    assert (own["amount"], own["principal"]) == (80000, 80000)
    assert own["members"] == [{"member": "02", "principal": 80000, "service": 0}]
    members = shared.told("pinjaman", "lihat", "P-2026-0002")["members"]
    assert members[0] == {
        "member": "01",
        "name": "Siti",
        "principal": 600000,
        "paid_principal": 60000,
        "paid_service": 0,
        "outstanding_principal": 540000,
        "arrears_principal": 0,
        "arrears_service": 0,
        "months_overdue": 0,
    }
    later = shared.told("pinjaman", "lihat", "P-2026-0002", "--per", "2026-04-30")["members"]
    assert [(one["arrears_principal"], one["months_overdue"]) for one in later] == [(120000, 2), (0, 0)]
    shown = shared("pinjaman", "lihat", "P-2026-0002").stdout
    assert "Bagian anggota" in shown
    assert "Siti" in shown
    assert "Bagian anggota" in shared(*PAY, "10.000").stdout


def test_the_receipt_names_who_paid(shared, tmp_path):
    shared.told(
        *PAY, "--anggota", "02", "80.000", "--anggota", "01", "20.000", "--cetak", "--keluar", str(tmp_path)
    )
    (text,) = (path.read_text() for path in tmp_path.glob("kuitansi-*.txt"))
    assert "Dari anggota        : 01 Rp20.000, 02 Rp80.000" in text
    (paper,) = tmp_path.glob("kuitansi-*.pdf")
    assert "01 Rp20.000, 02 Rp80.000" in PdfReader(paper).pages[0].extract_text()


def test_members_payments_are_refused_where_they_cannot_be(shared):
    assert shared.refused(*PAY, "90.000", "--anggota", "02", "80.000")["code"] == "members-do-not-add-up"
    assert shared.refused(*PAY, "--anggota", "03", "80.000")["code"] == "unknown-member"
    too_much = shared.refused(*PAY, "--anggota", "02", "400.001")
    assert too_much["code"] == "member-pays-too-much"
    assert "Rp400.000" in too_much["message"]
    assert (
        shared.refused("angsuran", "catat", "P-2026-0001", "--anggota", "02", "1.000")["code"] == "no-shares"
    )
    listed = ("angsuran", "catat", "--berkas", "a.csv", "--anggota", "02", "1.000")
    assert shared.refused(*listed, status=2)["code"] == "usage"


def test_a_take_over_and_back(shared):
    done = shared.told(*TAKE, "--bagian", "02", "200.000", "--bagian", "03", "400.000", "--putusan", "7/KSM")
    assert done["transfers"] == [
        {"member": "01", "taker": "02", "principal": 200000, "service": 0},
        {"member": "01", "taker": "03", "principal": 400000, "service": 0},
    ]
    assert (done["version"], done["left"], done["still_owed"]) == (2, ["01"], [])
    assert [one["member"] for one in shared.told("pinjaman", "lihat", "P-2026-0002")["members"]] == [
        "02",
        "03",
    ]
    assert [part["member"] for part in shared.told("pinjaman", "jadwal", "P-2026-0002")["members"]] == [
        "02",
        "03",
    ]
    back = shared.told("pinjaman", "batal-alih", "P-2026-0002", "--alasan", "Keliru")
    assert (back["version"], back["back"]) == (3, ["01"])
    assert len(shared.told("pinjaman", "lihat", "P-2026-0002")["members"]) == 2
    shown = shared(*TAKE, "--kepada", "02", "--kepada", "03", "--tetap-anggota")
    assert "upk pinjaman batal-alih P-2026-0002" in shown.stdout
    assert "tidak lagi menjadi anggota" not in shown.stdout
    assert shared.told("audit", "periksa")["ok"]


def test_take_overs_are_refused_where_they_cannot_be(shared):
    assert shared.refused(*TAKE, status=2)["code"] == "usage"
    assert shared.refused(*TAKE, "--kepada", "02", "--bagian", "03", "1.000", status=2)["code"] == "usage"
    assert shared.refused(*TAKE, "--kepada", "01")["code"] == "taker-is-leaver"
    assert shared.refused(*TAKE, "--kepada", "09")["code"] == "unknown-member"
    assert shared.refused(*TAKE, "--bagian", "02", "1.000")["code"] == "taken-does-not-add-up"
    nothing = (
        "pinjaman",
        "alih-anggota",
        "P-2026-0002",
        "--dari",
        "03",
        "--kepada",
        "02",
        "--alasan",
        "Pindah",
    )
    assert shared.refused(*nothing)["code"] == "member-owes-nothing"
    whole = (
        "pinjaman",
        "alih-anggota",
        "P-2026-0001",
        "--dari",
        "01",
        "--kepada",
        "02",
        "--alasan",
        "Pindah",
    )
    assert shared.refused(*whole)["code"] == "no-shares"
    undo = ("pinjaman", "batal-alih", "P-2026-0002", "--alasan", "Keliru")
    assert shared.refused(*undo)["code"] == "nothing-taken-over"
    shared.told("tutup-buku", "2026-01", "--ya")
    assert shared.refused(*TAKE, "--kepada", "02", "--tanggal", "2026-01-31")["code"] == "month-closed"


def test_a_member_leaves_and_comes_back(shared):
    go = ("anggota", "keluar", "K01", "01", "--alasan", "Pindah")
    refused = shared.refused(*go)
    assert refused["code"] == "member-owes"
    assert "upk pinjaman alih-anggota" in refused["message"]
    go = ("anggota", "keluar", "mawar", "03", "--alasan", "Pindah")
    assert shared.told(*go) == {"group": "K01", "member": "03", "date": "2026-03-15", "status": "keluar"}
    assert shared.refused(*go)["code"] == "member-left"
    listed = shared.told("anggota", "daftar")["members"]
    assert [one["left_on"] for one in listed] == [None, None, "2026-03-15"]
    assert shared.told("ksm", "daftar")["groups"][0]["members"] == 2
    assert shared.refused(*TAKE, "--kepada", "03")["code"] == "member-left"
    assert (
        "upk anggota keluar K01 03" in shared("anggota", "masuk", "K01", "03", "--alasan", "Kembali").stdout
    )
    assert shared.refused("anggota", "masuk", "K01", "03", "--alasan", "Kembali")["code"] == "member-not-left"


def test_a_members_own_ledger(shared):
    voucher = shared.told(*PAY, "100.000", "--tanggal", "2026-02-15")["voucher"]
    shared.told(*TAKE, "--kepada", "02")
    ledger = shared.told("pinjaman", "lihat", "P-2026-0002", "--anggota", "01")
    assert (ledger["member"], ledger["name"]) == ("01", "Siti")
    assert [(row["voucher"], row["event"], row["balance"]) for row in ledger["events"]] == [
        ("", "Bagian pinjaman", 600000),
        (voucher, "Angsuran", 540000),
        ("", "Pengalihan antaranggota", 0),
    ]
    assert shared.refused("pinjaman", "lihat", "P-2026-0002", "--anggota", "09")["code"] == "unknown-member"


def test_a_trial_changes_nothing(shared):
    before = shared.place.read_bytes()
    assert shared.told(*TAKE, "--kepada", "02", "--coba")["version"] == 2
    assert shared.place.read_bytes() == before
