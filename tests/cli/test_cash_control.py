"""`upk kas opname` and `upk uang-muka` at the shell: blind, tried without trace, refused with the reason."""

import json
import random

import pytest

from upk_ledger.cli import cash_counts, shell
from upk_ledger.core.cash_counts import DENOMINATIONS

MONEY = ("--tanggal", "2026-03-02")
GIVE = (
    "uang-muka",
    "beri",
    "manajer",
    "500.000",
    "--untuk",
    "Rapat KSM",
    "--kembali-paling-lambat",
    "2026-03-20",
)
SETTLE = ("uang-muka", "pertanggungjawabkan", "UM-2026-0001")
COUNT = ("kas", "opname", "--pecahan", "100000=9,500=7")
BALANCE = "1.234.500"


@pytest.fixture
def cash(office):
    """A book with Rp1.234.500 in the box, and a manager who can be given money."""
    office.told("kas", "masuk", "31010", BALANCE, "--keterangan", "Modal awal", *MONEY)
    for code, name, role in (("manajer", "Budi", "Manajer UPK"), ("pengawas", "Rahmat", "Pengawas")):
        office.told("petugas", "tambah", "--kode", code, "--nama", name, "--jabatan", role)
    return office


@pytest.fixture
def terminal(monkeypatch):
    """A person sits at the terminal."""
    for module in (shell, cash_counts):
        monkeypatch.setattr(module, "interactive", lambda: True)


def typed(*pieces, then=""):
    """Answers to the denominations in their order, the rest left empty."""
    given = [str(each) for each in pieces] + [""] * (len(DENOMINATIONS) - len(pieces))
    return "\n".join(given) + f"\n{then}"


def test_a_count_is_blind(cash, terminal):
    """Nothing of the book's balance shows before the last denomination is typed."""
    result = cash("kas", "opname", "--penghitung", "pengawas", input=typed(12, 0, 0, 1, 1, then="b\n"))
    assert result.exit_code == 0, result.output
    before, told, after = result.output.partition("Dihitung Rp1.230.000")
    assert told
    assert before.count("Lembar") == 8
    assert before.count("Keping") == 4
    for hint in (BALANCE, "1234500", "234", "saldo", "Saldo", "selisih", "Selisih"):
        assert hint not in before
    assert "saldo buku Rp1.234.500, selisih -Rp4.500" in after
    (found,) = cash.told("kas", "opname-daftar")["counts"]
    assert (found["counted"], found["difference"], found["status"]) == (1_230_000, -4_500, "dibukukan")


@pytest.mark.parametrize(
    ("then", "status", "words"),
    [("j\nNota tertinggal\n", "dijelaskan", "Nota tertinggal"), ("n\n", "selisih", None)],
)
def test_a_difference_is_explained_or_left_for_later(cash, terminal, then, status, words):
    assert cash("kas", "opname", "--penghitung", "pengawas", input=typed(12, then=then)).exit_code == 0
    (found,) = cash.told("kas", "opname-daftar")["counts"]
    assert (found["status"], found["explanation"]) == (status, words)


def test_who_goes_away_after_the_count_leaves_it_on_record(cash, terminal):
    """The count stands before the difference is shown: it is not made again until it fits."""
    result = cash("kas", "opname", "--penghitung", "pengawas", input=typed(12))
    assert result.exit_code != 0
    assert [one["status"] for one in cash.told("kas", "opname-daftar")["counts"]] == ["selisih"]


def test_what_is_no_number_is_asked_for_again(cash, terminal):
    result = cash(
        "kas", "opname", "--penghitung", "pengawas", input=typed("-1\n1x\n12", 0, 0, 1, 1, then="n\n")
    )
    assert result.exit_code == 0
    assert '"1x" bukan banyaknya lembar atau keping' in result.output
    assert "--pecahan" not in result.output
    assert cash.told("kas", "opname-daftar")["counts"][0]["counted"] == 1_230_000


def test_who_recorded_the_cash_is_asked_why(cash, terminal):
    result = cash("kas", "opname", *MONEY, input="\nYang lain di lapangan\n" + typed(12, then="n\n"))
    assert result.exit_code == 0, result.output
    assert "masuk daftar pengecualian" in result.stderr
    (item,) = [
        one for one in cash.told("audit", "pengecualian")["exceptions"] if one["rule"] == "hitung-sendiri"
    ]
    assert item["reason"] == "Yang lain di lapangan"
    assert "penghitung pembuku" in cash("audit", "pengecualian").stdout


def test_a_difference_of_a_closed_month_is_booked_in_the_open_one_and_that_is_told(cash, terminal):
    for month in ("2026-01", "2026-02", "2026-03"):
        cash.told("periode", "tutup", month, "--ya")
    words = ("kas", "opname", "--penghitung", "pengawas", *MONEY)
    result = cash(*words, input=typed(12, then="b\n"))
    assert result.exit_code == 0, result.output
    assert "dibukukan 1 April 2026, karena bulannya sudah ditutup" in result.output
    assert "KK/2026/04/0001" in result.output
    assert cash.told("kas", "opname-daftar")["counts"][0]["status"] == "dibukukan"


def test_without_a_terminal_the_denominations_are_options(cash):
    cash.refused("kas", "opname", status=2)
    cash.refused(*COUNT, "--buku", "--jelaskan", "x", status=2)
    found = cash.told(*COUNT, "--penghitung", "pengawas", "--buku")
    assert (found["counted"], found["book"], found["difference"]) == (903_500, 1_234_500, -331_000)
    assert (found["status"], found["voucher"]) == ("dibukukan", "KK/2026/03/0001")
    assert found["pieces"][1] == {"form": "logam", "denomination": 500, "pieces": 7, "amount": 3_500}


def test_a_count_is_settled_later_printed_and_taken_back(cash, tmp_path):
    number = str(cash.told(*COUNT, "--penghitung", "pengawas")["number"])
    cash.refused("kas", "opname-selesaikan", number, status=2)
    assert cash.told("kas", "opname-selesaikan", number, "--buku")["voucher"] == "KK/2026/03/0001"
    cash.refused("kas", "opname-selesaikan", number, "--jelaskan", "x")
    told = cash.told("kas", "opname-cetak", number)
    assert told["in_words"] == "sembilan ratus tiga ribu lima ratus rupiah"
    assert cash("kas", "opname-cetak", "--keluar", str(tmp_path / "ba.pdf")).exit_code == 0
    assert (tmp_path / "ba.pdf").read_bytes().startswith(b"%PDF")
    back = cash("kas", "opname-batal", number, "--alasan", "Salah")
    assert "dibatalkan" in back.stdout
    cash.refused("kas", "opname-batal", number, "--alasan", "Salah")
    cash.refused("kas", "opname-cetak", "9999")
    assert "OPNAME INI DIBATALKAN: Salah" in cash("kas", "opname-cetak", number).stdout
    listed = cash("kas", "opname-daftar", "--dari", "2026-03-01", "--sampai", "2026-03-31").stdout
    assert "dibatalkan" in listed
    assert cash.told("kas", "opname-daftar", "--dari", "2026-04-01")["counts"] == []
    assert cash.told("audit", "periksa")["ok"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("kas", "opname", "--pecahan", "300=1"), "unknown-denomination"),
        (("kas", "opname", "--pecahan", "500"), "pieces-unreadable"),
        (("kas", "opname", "--pecahan", "500=1,500=1"), "denomination-twice"),
        ((*COUNT, "--penghitung", "tetangga"), "unknown-counter"),
        ((*COUNT, "--akun", "11021"), "wrong-account-role"),
        (("kas", "opname-cetak"), "no-count"),
        (("kas", "opname-batal", "77", "--alasan", "x"), "unknown-count"),
        (("jurnal", "catat", "--debit", "11040", "1000", "--kredit", "11010", "1000", "--keterangan", "x"),
         "reserved-account"),
        (("kas", "keluar", "11040", "1000", "--keterangan", "x"), "reserved-account"),
        ((*GIVE[:2], "tetangga", *GIVE[3:]), "unknown-holder"),
        ((*GIVE[:3], "0", *GIVE[4:]), "advance-not-positive"),
        ((*GIVE, "--tanggal", "2026-03-21"), "advance-due-before-given"),
        ((*SETTLE, "--kembali", "1000"), "unknown-advance"),
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(cash, words, code):
    assert cash.refused(*words)["code"] == code


def test_an_advance_is_given_and_accounted_for(cash):
    given = cash.told(*GIVE, *MONEY)
    assert (given["voucher"], given["advance"]["code"]) == ("KK/2026/03/0001", "UM-2026-0001")
    assert given["advance"]["holder_name"] == "Budi"
    words = (*SETTLE, "--biaya", "ATK=26.000", "--biaya", "51010=150000", "--kembali", "24.000")
    settled = cash.told(*words)
    assert (settled["spent"], settled["returned"], settled["beyond"]) == (176_000, 24_000, 0)
    assert settled["advance"]["outstanding"] == 300_000
    shown = cash("uang-muka", "daftar", "--per", "2026-04-01").stdout
    assert "300.000" in shown
    assert "12" in shown.splitlines()[2]
    beyond = cash(*SETTLE, "--biaya", "ATK=310.000")
    assert "kekurangan Rp10.000 dibayar kepada Budi" in beyond.stdout
    assert cash.told("uang-muka", "daftar") == {"as_of": "2026-03-15", "advances": [], "ledger": 0}
    assert len(cash.told("uang-muka", "daftar", "--semua")["advances"]) == 1
    assert cash.refused(*SETTLE, "--kembali", "1")["code"] == "advance-settled"
    assert cash.told("audit", "periksa")["ok"]


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ((), "nothing-accounted", 1),
        (("--kembali", "500.001"), "returned-too-much", 1),
        (("--biaya", "11010=1000"), "not-for-advances", 1),
        (("--biaya", "11030=1000"), "reserved-account", 1),
        (("--biaya", "ATK=1000", "--tanggal", "2026-03-01"), "advance-overdrawn", 1),
        (("--biaya", "ATK=1,000,000"), "english-amount", 1),
        (("--biaya", "ATK 1000"), None, 2),
    ],
)
def test_accounting_is_refused(cash, words, code, status):
    cash.told(*GIVE, *MONEY)
    error = cash.refused(*SETTLE, *words, status=status)
    assert code in {None, error["code"]}


def test_trying_leaves_no_trace(cash):
    before = cash.place.read_bytes()
    for words in (
        (*COUNT, "--penghitung", "pengawas", "--buku"),
        GIVE,
    ):
        result = cash(*words, "--coba", "--format", "json")
        assert result.exit_code == 0, result.stderr
        assert json.loads(result.stdout)["voucher"]
    assert cash.place.read_bytes() == before
    cash.told(*GIVE)
    number = str(cash.told(*COUNT, "--penghitung", "pengawas")["number"])
    before = cash.place.read_bytes()
    for words in (
        (*SETTLE, "--kembali", "1.000"),
        ("kas", "opname-selesaikan", number, "--buku"),
        ("kas", "opname-batal", number, "--alasan", "x"),
    ):
        assert cash(*words, "--coba").exit_code == 0
    assert cash.place.read_bytes() == before


def test_cash_is_what_the_day_is_opened_with(cash):
    cash.told("pengaturan", "ubah", "batas-kas", "1.000.000", "--mulai", "2026-01-01", "--ya")
    cash.told(*GIVE[:-1], "2026-03-05", *MONEY)
    cash.told("kas", "masuk", "31010", "900.000", "--keterangan", "Modal", "--tanggal", "2026-03-03")
    cash.told(*COUNT, "--penghitung", "pengawas")
    told = cash.told("tugas")
    assert [(one["subject"], one["note"]) for one in told["cash_over_limit"]["items"]] == [
        ("11010", "13 hari")
    ]
    assert [(one["subject"], one["amount"], one["note"]) for one in told["advances"]["items"]] == [
        ("UM-2026-0001", 500_000, "10 hari")
    ]
    assert [one["amount"] for one in told["cash_counts"]["items"]] == [-731_000]
    shown = cash("tugas").stdout
    assert "Kas di atas batas dan belum disetor (1): upk kas setor-bank JUMLAH" in shown
    assert "Uang muka yang lewat batasnya (1): upk uang-muka pertanggungjawabkan KODE" in shown


def test_a_sekretariat_counts_its_own_cash_and_gives_its_own_advances(cash):
    cash.entropy = random.Random(3).randbytes
    cash.told(
        "sekretariat", "mulai", "--bendahara", "Dewi", "--sekretaris", "Agus", "--tanggal-mulai", "2026-01-01"
    )
    own = ("--upk", "SEK")
    cash.told(*own, "kas", "masuk", "31010", "900.000", "--keterangan", "Kekayaan awal", *MONEY)
    cash.told(*own, "uang-muka", "beri", "agus", "100.000", *GIVE[4:], *MONEY)
    counted = cash.told(*own, "kas", "opname", "--pecahan", "100000=8", "--penghitung", "sekretaris", *MONEY)
    assert (counted["book"], counted["status"]) == (800_000, "cocok")
    assert cash(*own, "kas", "opname-cetak").exit_code == 0
    assert cash.told(*own, "laporan", "uang-muka", "--bulan", "2026-03")["totals"]["closing"] == 100_000
    assert cash.told("--upk", "UPK", "uang-muka", "daftar")["advances"] == []
    assert cash.told(*own, "audit", "periksa")["ok"]


def test_the_papers_are_reports(cash, tmp_path):
    for name in ("opname-kas", "uang-muka"):
        assert (
            cash("laporan", name, "--bulan", "2026-03", "--keluar", str(tmp_path / f"{name}.pdf")).exit_code
            == 0
        )
        assert (tmp_path / f"{name}.pdf").stat().st_size > 1000
