"""Loan cards: plan and payments side by side, room to write, many cards in one file."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.documents.samples import assert_tidy, loan_card, printed
from upk_ledger.core.schedules import Installment
from upk_ledger.documents.loan_card import loan_cards_pdf


def test_the_groups_card_has_its_loan_its_plan_and_its_payments():
    (page,) = assert_tidy(printed(loan_cards_pdf, [loan_card()]))
    for text in (
        "KARTU ANGSURAN",
        "K01 KSM Mekar Sari",
        "P-2026-0001",
        "Rp5.000.000",
        "15 Januari 2026",
        "1,5% flat per bulan",
        "setiap tanggal 15",
        "Rencana angsuran",
        "15-02-2026",
        "KM/2026/02/0004",
        "Paraf",
        "laporkan kepada Pengawas UPK",
        "sidik 3fa94cc0de112345",
        "Halaman 1 dari 1",
    ):
        assert text in page.text
    assert "Sumiati" not in page.text


def test_the_offices_card_has_the_shares_and_the_position():
    facts = (("Tunggakan pokok", "Rp209.000"), ("Kolektibilitas", "2 Dalam Perhatian Khusus"))
    (page,) = assert_tidy(printed(loan_cards_pdf, [loan_card("pinjaman", facts=facts)]))
    for text in ("KARTU PINJAMAN", "Sumiati", "2.000.000", "5.000.000", "2 Dalam Perhatian Khusus", "Ket."):
        assert text in page.text
    assert "Paraf" not in page.text


def hairlines(pdf):
    """How many hairlines the first page's table has: one below each row, one upright, those of the header."""
    content = PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data()
    return sum(line.startswith(b"0 G 0.4 w") and line.count(b" m ") == 1 for line in content.splitlines())


@pytest.mark.parametrize(("paid", "rows"), [(4, 10), (9, 12), (10, 10), (12, 12)])
def test_a_running_loan_has_room_for_more_payments(paid, rows):
    usual = hairlines(printed(loan_cards_pdf, [loan_card(duties=10, paid=4)]))
    assert hairlines(printed(loan_cards_pdf, [loan_card(duties=10, paid=paid)])) - usual == rows - 10


def test_a_long_card_goes_over_pages_and_repeats_its_header():
    pages = assert_tidy(printed(loan_cards_pdf, [loan_card(duties=52, paid=20)]))
    assert len(pages) == 2
    assert all("Jatuh" in page.text and "Pembayaran" in page.text for page in pages)
    assert "Halaman 2 dari 2" in pages[1].text


def test_large_loans_and_long_names_stay_in_their_places():
    long = "KSM Kelompok Swadaya Masyarakat Ibu-Ibu Pengrajin Batik Tulis Sejahtera Mandiri RW 05"
    duties = tuple(
        Installment(n, date(2026, n, 15), 1514000000_00, 227100000_00, 9000000000_00) for n in range(1, 11)
    )
    for paper in ("A4", "F4"):
        card = loan_card(group=long, chair=long, address=long, principal=1514000000_00)
        assert_tidy(printed(loan_cards_pdf, [replace(card, duties=duties)], paper))


def test_many_cards_make_one_file_with_a_bookmark_each():
    cards = [loan_card(loan=f"P-2026-{number:04d}") for number in range(1, 8)]
    pdf = printed(loan_cards_pdf, iter(cards))
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 7
    assert [entry.title for entry in reader.outline][-1] == "P-2026-0007 KSM Mekar Sari"
    assert printed(loan_cards_pdf, cards) == pdf


def test_what_the_book_does_not_know_has_a_dotted_line_to_write_on():
    def dotted(card):
        content = PdfReader(BytesIO(printed(loan_cards_pdf, [card]))).pages[0].get_contents().get_data()
        return content.count(b"[0.7 2] 0 d")

    assert dotted(loan_card(chair="", phone="")) - dotted(loan_card(chair="Sri", phone="0812")) == 2
