"""The receipt: one page whatever stands in it, and the same in 80 columns."""

import pytest

from tests.documents.samples import assert_tidy, printed, receipt
from upk_ledger.core.statements import Signature
from upk_ledger.documents.page import MM
from upk_ledger.documents.receipt import receipt_pdf
from upk_ledger.documents.receipt_text import facts, receipt_text

LONG = (
    "Bapak Drs. H. Muhammad Syaifuddin Zuhri, M.Pd., bendahara KSM Ibu-Ibu Pengrajin Batik Tulis Mandiri " * 4
)
WORST = {
    "amount": 1999888777_66,
    "principal": 1000000000_00,
    "service": 513000000_00,
    "unallocated": 486888777_66,
    "installments": (3, 4, 5),
    "arrears_principal": 209000_00,
    "arrears_service": 75000_00,
    "receipt": "A-000123",
    "cancelled_by": "KK/2026/10/0002",
    "received_from": LONG,
    "group": LONG,
    "account": LONG,
}


def flat(text):
    return " ".join(text.split())


def test_the_paper_is_a5_landscape_and_says_all():
    (page,) = assert_tidy(printed(receipt_pdf, receipt()))
    assert (page.wide / MM, page.high / MM) == pytest.approx((210, 148), abs=0.01)
    for text in (
        "KUITANSI",
        "No. KM/2026/10/0031",
        "Ibu Sri Wahyuningsih, ketua KSM Mekar Sari",
        "Dua ratus delapan puluh empat ribu rupiah",
        "Angsuran ke-3 dari 10, pinjaman P-2026-0001",
        "Rp284.000",
        "209.000",
        "75.000",
        "4.373.000",
        "Semarang, 15 Oktober 2026",
        "Penyetor,",
        "Siti Rahmawati",
        "Manajer UPK",
        "Catatan no. 412, sidik 3fa94cc0",
        "laporkan kepada Pengawas UPK",
    ):
        assert text in page.text
    assert "3fa94cc0d" not in page.text
    assert "Titipan" not in page.text
    assert "Tunggakan" not in page.text


def test_the_fullest_receipt_still_fits_its_page():
    (page,) = assert_tidy(printed(receipt_pdf, receipt(**WORST)))
    for text in (
        "DIBATALKAN DENGAN BUKTI KK/2026/10/0002",
        "486.888.777,66",
        "Tunggakan pokok",
        "ke-3 s.d. ke-5",
        "kuitansi A-000123",
        "tujuh puluh tujuh rupiah enam puluh enam sen",
    ):
        assert text in flat(page.text)


def test_the_same_receipt_gives_the_same_bytes():
    assert printed(receipt_pdf, receipt()) == printed(receipt_pdf, receipt())
    assert printed(receipt_pdf, receipt(amount=1)) != printed(receipt_pdf, receipt())


def test_the_text_reads_as_the_paper_does():
    text = receipt_text(receipt())
    assert "Untuk pembayaran    : Angsuran ke-3 dari 10, pinjaman P-2026-0001, KSM Mekar" in text
    assert "Pokok                        Rp209.000    Sisa pokok pinjaman        Rp4.373.000" in text
    assert "Catatan no. 412, sidik 3fa94cc0\n" in text
    assert "Jika isinya berbeda, segera laporkan kepada Pengawas UPK." in flat(text)
    assert "(Siti Rahmawati)" in text


@pytest.mark.parametrize("more", [{}, WORST, {"installments": ()}, {"signatures": ()}])
def test_no_line_of_the_text_is_longer_than_80(more):
    text = receipt_text(receipt(**more))
    assert max(map(len, text.splitlines())) <= 80
    assert text.endswith("Pengawas UPK.\n")


def test_a_titipan_alone_is_called_so():
    text = receipt_text(receipt(installments=(), principal=0, service=0, unallocated=284000_00))
    assert "Titipan pinjaman P-2026-0001" in text
    assert "Titipan                      Rp284.000" in text


def test_a_long_name_takes_a_second_line():
    name = Signature("Penyetor", "Ketua KSM", "Muhammad Syaifuddin Zuhri Wicaksono")
    text = receipt_text(receipt(signatures=(name, name, Signature("Mengetahui", "Manajer UPK", "Siti"))))
    first, second = text.splitlines()[-6:-4]
    assert first.count("(Muhammad Syaifuddin") == 2
    assert second.count("Zuhri Wicaksono)") == 2
    assert "(Siti)" in first


@pytest.mark.parametrize(
    ("more", "purpose"),
    [
        ({"partial": (3,)}, "Sebagian angsuran ke-3 dari 10, pinjaman P-2026-0001, KSM Mekar Sari (K01)"),
        (
            {"installments": (3, 4, 5), "partial": (3, 5)},
            "Angsuran ke-3 s.d. ke-5 (ke-3 dan ke-5 sebagian) dari 10, pinjaman P-2026-0001, KSM Mekar Sari (K01)",
        ),
        ({"received_from": "KSM Mekar Sari (K01)"}, "Angsuran ke-3 dari 10, pinjaman P-2026-0001"),
    ],
)
def test_the_purpose_names_parts_and_the_group_once(more, purpose):
    assert dict(facts(receipt(**more)))["Untuk pembayaran"] == purpose


def test_what_is_used_of_the_titipan_is_no_receipt_of_money():
    used = receipt(from_deposit=True, account="")
    (page,) = assert_tidy(printed(receipt_pdf, used))
    for text in (page.text, receipt_text(used)):
        assert "PEMAKAIAN TITIPAN" in text
        assert "Dipakai dari titipan" in text
        for claim in ("KUITANSI", "Sudah terima", "Uang sejumlah", "Disetor ke"):
            assert claim not in text
