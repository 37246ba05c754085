"""Vouchers on half a sheet: one page each, whatever they say."""

from dataclasses import replace

import pytest

from tests.documents.samples import HEAD, SIGNATURES, assert_tidy, printed, rp, statement
from upk_ledger.core.statements import Column, Row, Section
from upk_ledger.core.vouchers import VoucherPaper
from upk_ledger.documents.page import MM
from upk_ledger.documents.voucher import vouchers_pdf

COLUMNS = (
    Column("code", "Kode", "text", 8),
    Column("name", "Akun", "text", 44),
    Column("debit", "Debit", "money", 16),
    Column("credit", "Kredit", "money", 16),
)
RECORDED = "Dicatat 3 Juni 2026 pukul 10.23 WIB oleh Siti Aminah. Catatan no. 66, sidik 9dc92cadbcc0fe19."


def voucher(lines=1, cancelled="", **more):
    """A voucher of so many debits against cash."""
    rows = [Row((f"510{place}0", f"Biaya {place}", rp(1000), None)) for place in range(lines)]
    rows += [
        Row(("11010", "Kas", None, rp(1000 * lines))),
        Row((None, "JUMLAH", rp(1000 * lines), rp(1000 * lines)), "total"),
    ]
    told = {
        "title": "Bukti Kas Keluar",
        "period": "Nomor KK/2026/06/0001, tanggal 3 Juni 2026",
        "letterhead": HEAD,
        "last": None,
        "data": {"voucher": "KK/2026/06/0001"},
        "signatures": SIGNATURES,
        "facts": (
            ("Dibayarkan kepada", ""),
            ("Sejumlah", "Rp1.000"),
            ("Terbilang", "Seribu rupiah"),
            ("Untuk", "Fotokopi"),
            ("Lampiran", "ada (nota, kuitansi)"),
        ),
    }
    paper = statement((Section(COLUMNS, tuple(rows)),), **(told | more))
    return VoucherPaper(paper, RECORDED, cancelled)


@pytest.mark.parametrize("lines", [1, 2, 4])
def test_a_voucher_is_half_a_sheet_with_all_that_belongs_on_it(lines):
    (page,) = assert_tidy(printed(vouchers_pdf, [voucher(lines)]))
    assert (round(page.wide / MM), round(page.high / MM)) == (210, 148)
    for text in (
        "BUKTI KAS KELUAR", "KK/2026/06/0001", "Seribu rupiah", "nota, kuitansi", RECORDED, "Dibuat oleh",
        "Siti Rahmawati", "Biaya 0",
    ):  # fmt: skip
        assert text in page.text
    assert "DIBATALKAN" not in page.text


def test_a_cancelled_voucher_says_so_between_its_title_and_its_number():
    for title in ("Bukti Kas Masuk", "Bukti Pemindahbukuan"):
        (page,) = assert_tidy(printed(vouchers_pdf, [voucher(2, "KK/2026/06/0009", title=title)]))
        assert "DIBATALKAN DENGAN BUKTI KK/2026/06/0009" in page.text


def test_many_accounts_take_a_further_page_with_the_signatures():
    pages = assert_tidy(printed(vouchers_pdf, [voucher(14)]))
    assert len(pages) == 2
    assert "Dibuat oleh" in pages[1].text
    assert "Nomor KK/2026/06/0001" in pages[1].text


def test_several_vouchers_count_their_own_pages_and_print_the_same_again():
    papers = [voucher(), voucher(3), voucher()]
    first = printed(vouchers_pdf, papers)
    assert first == printed(vouchers_pdf, papers)
    assert ["Halaman 1 dari 1" in page.text for page in assert_tidy(first)] == [True] * 3


def test_a_long_description_is_not_cut():
    words = " ".join(f"kata{place}" for place in range(60))
    paper = voucher()
    facts = tuple((label, words if label == "Untuk" else value) for label, value in paper.statement.facts)
    long = paper._replace(statement=replace(paper.statement, facts=facts))
    pages = assert_tidy(printed(vouchers_pdf, [long]))
    text = " ".join(page.text for page in pages)
    assert all(f"kata{place}" in text for place in range(60))
