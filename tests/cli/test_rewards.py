"""`upk reward` at the shell: the loan of five millions pays 209.000 and 75.000 a month from 15 February on."""

import pytest

PAY = ("angsuran", "catat", "P-2026-0001", "284.000", "--tanggal", "2026-02-15")
BOOK = ("reward", "catat", "--bulan", "2026-02", "--persen", "10")


@pytest.fixture
def punctual(lending):
    lending.told(*PAY)
    return lending


def test_from_the_list_to_the_payment(punctual):
    told = punctual.told("reward", "daftar", "--bulan", "2026-02", "--persen", "10")
    assert told["loans"] == [
        {
            "loan": "P-2026-0001",
            "group": "K01",
            "group_name": "KSM Mawar",
            "due": 1,
            "punctual": 1,
            "service_paid": 75_000,
            "percent": 10,
            "amount": 7_500,
            "earned": True,
            "reason": None,
            "voucher": None,
            "booked_for": None,
        }
    ]
    assert told["total"] == 7_500
    before = punctual.place.read_bytes()
    assert punctual.told(*BOOK, "--coba")["total"] == 7_500
    assert punctual.place.read_bytes() == before
    booked = punctual.told(*BOOK)
    assert (booked["date"], booked["rewards"][0]["voucher"]) == ("2026-02-28", "PB/2026/02/0001")
    assert punctual.told(*BOOK)["unchanged"] == 1
    assert punctual.told("reward", "saldo")["owed"] == 7_500
    shown = punctual("reward", "bayar", "mawar").stdout
    assert "KK/2026/03/0001" in shown
    assert "tujuh ribu lima ratus rupiah" in shown.lower()
    assert punctual.told("reward", "saldo")["loans"] == [
        {
            "loan": "P-2026-0001",
            "group": "K01",
            "group_name": "KSM Mawar",
            "booked": 7_500,
            "paid": 7_500,
            "owed": 0,
        }
    ]
    assert punctual.told("audit", "periksa")["ok"]


def test_a_person_reads_why_not(lending):
    shown = lending("reward", "daftar", "--bulan", "2026-02", "--persen", "10").stdout
    assert "ada angsuran yang terlambat" in shown
    assert "Mendapat reward: 0 dari 1 pinjaman" in shown
    assert "tanpa persen reward" not in shown
    assert "Tidak ada yang mendapat reward" in lending(*BOOK).stdout


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("reward", "catat", "--bulan", "2026-03", "--persen", "10"), "reward-too-early", 1),
        ((*BOOK, "--pinjaman", "P-2026-0009"), "unknown-loan", 1),
        (("reward", "catat", "--bulan", "2026-02", "--pinjaman", "P-2026-0001"), "reward-not-earned", 1),
        (("reward", "bayar", "K01"), "no-reward-owed", 1),
        (("reward", "daftar", "--bulan", "2025-12"), "before-book-start", 1),
        (("reward", "daftar"), "usage", 2),
        (("reward", "catat", "--bulan", "2026-02", "--tahun", "2026"), "usage", 2),
    ],
)
def test_refusals(punctual, words, code, status):
    assert punctual.refused(*words, status=status)["code"] == code


def test_booked_twice_or_paid_too_early_is_refused(punctual):
    punctual.told(*BOOK)
    assert punctual.refused(*BOOK, "--pinjaman", "P-2026-0001")["code"] == "reward-booked"
    early = ("reward", "bayar", "P-2026-0001", "--tanggal", "2026-02-20")
    assert punctual.refused(*early)["code"] == "kept-money-spent"
    punctual.told("periode", "tutup", "2026-01", "--ya")
    closed = ("reward", "bayar", "P-2026-0001", "--tanggal", "2026-01-31")
    assert punctual.refused(*closed)["code"] == "month-closed"
