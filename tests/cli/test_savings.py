"""Savings at the shell: held back, listed, used, returned, refused."""

import pytest

USE = ("tabungan", "pakai", "K01", "--putusan", "05/UPK/2026", "--alasan", "Menunggak")
ASKED = (
    "pinjaman", "ajukan", "--ksm", "K01", "--pokok", "1.000.000", "--tenor", "10", "--jasa", "1,5", "--metode",
    "flat", "--anggota", "01", "600.000", "--anggota", "02", "400.000", "--tanggal", "2026-02-01",
)  # fmt: skip
SECOND = "P-2026-0002"


@pytest.fixture
def granted(office):
    """A group of two whose loan of a million is decided on."""
    office.told("kas", "masuk", "31010", "20.000.000", "--keterangan", "Modal", "--tanggal", "2026-01-02")
    office.told("ksm", "tambah", "--kode", "K01", "--nama", "KSM Mawar")
    for code, name in (("01", "Siti"), ("02", "Wati")):
        office.told(
            "anggota", "tambah", "--ksm", "K01", "--kode", code, "--nama", name, "--jenis-kelamin", "P"
        )
    office.told(*ASKED)
    office.told("pinjaman", "putuskan", "P-2026-0001", "disetujui", "--tanggal", "2026-02-02")
    return office


@pytest.fixture
def held(granted):
    """The loan paid out on 3 February with 50.000 held back."""
    granted.told("pinjaman", "cairkan", "P-2026-0001", "--tanggal", "2026-02-03", "--tabungan", "50.000")
    return granted


def test_the_voucher_of_a_disbursement_is_what_the_group_really_gets(granted):
    told = granted.told("pinjaman", "cairkan", "P-2026-0001", "--tabungan", "50.000")
    assert (told["principal"], told["savings"], told["paid_out"]) == (1_000_000, 50_000, 950_000)
    assert [(line["account"], line["member"], line["debit"], line["credit"]) for line in told["lines"]] == [
        ("11030", None, 1_000_000, 0),
        ("11010", None, 0, 950_000),
        ("21020", "01", 0, 30_000),
        ("21020", "02", 0, 20_000),
    ]
    assert granted.told("pinjaman", "lihat", "P-2026-0001")["outstanding_principal"] == 1_000_000


def test_a_person_reads_what_is_held_back_and_without_savings_nothing_of_it(granted):
    shown = granted("pinjaman", "cairkan", "P-2026-0001", "--tabungan", "50.000", "--coba").stdout
    assert "Ditahan sebagai tabungan" in shown
    assert "950.000" in shown
    assert "tabungan" not in granted("pinjaman", "cairkan", "P-2026-0001").stdout


def test_the_list_and_the_card(held):
    held.told("tabungan", "setor", "K01", "--anggota", "01", "5.000", "--anggota", "02", "2.500")
    told = held.told("tabungan", "daftar")
    (group,) = told["groups"]
    assert (group["balance"], group["held"], group["free"]) == (57_500, 50_000, 7_500)
    assert group["loans"] == [{"number": "P-2026-0001", "required": 50_000}]
    assert group["members"] == [{"code": "01", "balance": 35_000}, {"code": "02", "balance": 22_500}]
    assert (told["unassigned"], told["ledger"]) == (0, 57_500)
    assert held.told("tabungan", "daftar", "--per", "2026-02-28")["ledger"] == 50_000
    card = held.told("tabungan", "kartu", "mawar", "--anggota", "02")
    assert [(move["date"], move["in"], move["out"], move["balance"]) for move in card["movements"]] == [
        ("2026-02-03", 20_000, 0, 20_000),
        ("2026-03-15", 2_500, 0, 22_500),
    ]
    assert (card["member"], card["balance"]) == ("02", 22_500)
    assert held.told("tabungan", "kartu", "K01", "--per", "2026-02-28")["balance"] == 50_000
    assert "KK/2026/02/0001" in held("tabungan", "kartu", "K01").stdout
    assert "atas nama KSM" not in held("tabungan", "daftar").stdout
    assert held("tabungan", "daftar", "--format", "csv").stdout.startswith("KSM,Nama,Anggota,Saldo")


def test_held_savings_are_taken_out_only_with_a_reason(held):
    assert held.refused("tabungan", "ambil", "K01", "10.000")["code"] == "savings-held"
    held.told("tabungan", "ambil", "K01", "10.000", "--alasan", "Anggota sakit")
    listed = held.told("audit", "pengecualian")["exceptions"]
    assert [item["rule"] for item in listed if item["rule"] == "tabungan-ditahan"] == ["tabungan-ditahan"]


def test_arrears_are_paid_from_savings_with_a_paper_that_says_so(held, tmp_path):
    told = held.told(*USE)
    assert told["voucher"].startswith("PB/")
    assert (told["amount"], told["principal"], told["service"]) == (50_000, 35_000, 15_000)
    assert [part["member"] for part in told["members"]] == ["01", "02"]
    assert (told["received"], told["from_savings"], told["from_deposit"]) == (0, 50_000, 0)
    held.told("angsuran", "kuitansi", told["voucher"], "--keluar", str(tmp_path))
    (paper,) = tmp_path.glob("*.txt")
    assert "PEMAKAIAN TABUNGAN" in paper.read_text()
    assert "Dipakai dari tabungan" in paper.read_text()
    assert held.refused(*USE)["code"] == "savings-too-small"
    held.told("angsuran", "batalkan", told["voucher"], "--alasan", "Dibayar tunai")
    assert held.told("tabungan", "daftar")["ledger"] == 50_000


def test_a_trial_uses_nothing(held):
    before = held.place.read_bytes()
    assert held.told(*USE, "--coba")["amount"] == 50_000
    assert held.place.read_bytes() == before


def test_a_write_off_reminds_of_savings_which_pay_its_claim(held):
    gone = held("pinjaman", "hapus-buku", "P-2026-0001", "--putusan", "07/BKM", "--alasan", "KSM bubar")
    assert "upk tabungan pakai P-2026-0001 --putusan" in gone.stderr
    assert held.refused("tabungan", "ambil", "K01", "1")["code"] == "savings-held"
    told = held.told("tabungan", "pakai", "P-2026-0001", *USE[3:])
    assert (told["recovered_principal"], told["claim_left"]) == (50_000, 965_000)
    assert (told["received"], told["from_savings"]) == (0, 50_000)


def test_payoff_tells_that_savings_may_be_returned_and_how(held):
    assert held.refused("tabungan", "kembalikan", "P-2026-0001")["code"] == "nothing-to-return"
    shown = held("angsuran", "catat", "K01", "1.150.000")
    assert "tabungan KSM Rp50.000 boleh dikembalikan dengan: upk tabungan kembalikan K01" in shown.stdout
    told = held.told("tabungan", "kembalikan", "P-2026-0001")
    assert (told["voucher"][:3], told["amount"]) == ("KK/", 50_000)
    assert held.refused("tabungan", "kembalikan", "K01")["code"] == "nothing-to-return"
    assert held.told("audit", "periksa")["ok"]


def test_the_paper_in_every_form(held, tmp_path):
    told = held.told("laporan", "tabungan", "--bulan", "2026-02")
    (group,) = told["groups"]
    assert (group["came"], group["closing"], group["held"]) == (50_000, 50_000, 50_000)
    assert "K01 KSM Mawar" in held("laporan", "tabungan").stdout
    assert "50000" in held("laporan", "tabungan", "--format", "csv").stdout
    assert held("laporan", "tabungan", "--keluar", str(tmp_path / "t.pdf")).exit_code == 0
    assert (tmp_path / "t.pdf").read_bytes().startswith(b"%PDF")
    assert held("laporan", "paket", "--bulan", "2026-02", "--keluar", str(tmp_path / "p")).exit_code == 0
    assert list((tmp_path / "p").glob("*tabungan*.pdf"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("tabungan", "setor", "K09", "1.000"), "unknown-group"),
        (("tabungan", "setor", "K01", "--anggota", "09", "1.000"), "unknown-member"),
        (("tabungan", "setor", "K01", "3.000", "--anggota", "01", "1.000"), "members-do-not-add-up"),
        (("tabungan", "ambil", "K01", "3.000", "--anggota", "01", "1.000"), "members-do-not-add-up"),
        (("tabungan", "ambil", "K01", "50.001", "--alasan", "x"), "savings-too-small"),
        (("tabungan", "ambil", "K01", "--anggota", "02", "20.001", "--alasan", "x"), "kept-money-spent"),
        (("tabungan", "bagi", "K01", "1.000"), "kept-money-spent"),
        (("tabungan", "bagi", "K01", "3.000", "--anggota", "01", "1.000"), "members-do-not-add-up"),
        (("tabungan", "kartu", "K09"), "unknown-group"),
        (("tabungan", "kartu", "K01", "--anggota", "09"), "unknown-member"),
        (("tabungan", "kembalikan", "K01"), "nothing-to-return"),
        ((*USE[:3], "50.001", *USE[3:]), "savings-too-small"),
        ((*USE, "--tanggal", "2026-03-03"), "nothing-in-arrears"),
        ((*USE[:4], " ", *USE[5:]), "empty-field"),
        (("pinjaman", "cairkan", SECOND, "--tabungan", "1.000.000"), "savings-above-loan"),
    ],
)
def test_refusals(held, words, code):
    if SECOND in words:
        held.told(*ASKED)
        held.told("pinjaman", "putuskan", SECOND, "disetujui", "--tanggal", "2026-02-02")
    assert held.refused(*words)["code"] == code


@pytest.mark.parametrize(
    "words",
    [
        ("tabungan", "setor", "K01", "1.000"),
        ("tabungan", "ambil", "K01", "1.000", "--alasan", "Sakit"),
        ("tabungan", "kembalikan", "K02"),
        ("tabungan", "bagi", "K01", "1.000"),
        (*USE[:3], "1.000", *USE[3:]),
    ],
)
def test_closed_months_take_none(held, words):
    held.told("ksm", "tambah", "--kode", "K02", "--nama", "KSM Melati")
    held.told("tabungan", "setor", "K02", "1.000", "--tanggal", "2026-02-10")
    held.told("periode", "tutup", "2026-01")
    held.told("periode", "tutup", "2026-02")
    assert held.refused(*words, "--tanggal", "2026-02-20")["code"] == "month-closed"


def test_usage(held):
    for words in (("setor", "K01"), ("ambil", "K01"), ("bagi", "K01"), ("pakai", "K01")):
        assert held("tabungan", *words).exit_code == 2
