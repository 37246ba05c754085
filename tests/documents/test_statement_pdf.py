"""Statements on paper: what they say, where it stands, and that the bytes are always the same."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.documents.samples import (
    LAST,
    MONEY_COLUMNS,
    SIGNATURES,
    assert_tidy,
    balance_sheet,
    cash_book,
    printed,
    read_pages,
    rp,
    statement,
)
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column, Row, Section, Signature
from upk_ledger.documents.page import MM
from upk_ledger.documents.statement_pdf import statement_pdf, statements_pdf
from upk_ledger.version import VERSION


def words_of(page, text):
    return [word for word in page.words if word.text == text]


def test_a_balance_sheet_is_one_tidy_page_with_head_and_foot():
    (page,) = assert_tidy(printed(statement_pdf, balance_sheet()))
    for text in (
        "UPK Melati",
        "BKM Bangkit Bersama",
        "Kota Semarang",
        "NERACA",
        "Per 31 Oktober 2026",
        "Angka dalam rupiah.",
        f"upk-ledger {VERSION}",
        "catatan no. 412 (KM/2026/10/0031)",
        "sidik 3fa94cc0de112345",
        "Halaman 1 dari 1",
    ):
        assert text in page.text
    assert LAST.digest[:17] not in page.text
    assert "SEMENTARA" not in page.text


def test_money_is_written_the_indonesian_way_and_its_digits_end_on_one_line():
    (page,) = read_pages(printed(statement_pdf, balance_sheet()))
    plain, negative, nothing = (words_of(page, text)[0] for text in ("1.250.000", "(43.120.500)", "-"))
    total = words_of(page, "1.472.129.500")[-1]
    assert plain.end == pytest.approx(nothing.end, abs=0.05)
    assert plain.end == pytest.approx(total.end, abs=0.05)
    parenthesis = negative.end - plain.end
    assert 1 < parenthesis < 4


def test_sen_in_one_amount_of_a_table_show_in_all_of_them():
    rows = (Row(("1", "a", Rupiah(12550), rp(100))), Row(("2", "b", rp(1000), rp(0))))
    (page,) = read_pages(printed(statement_pdf, statement((Section(MONEY_COLUMNS, rows),))))
    texts = [word.text for word in page.words]
    assert {"125,50", "1.000,00", "100,00", "-"} <= set(texts)


def test_a_count_and_a_percentage_are_not_money():
    columns = (Column("t", "T"), Column("n", "Jumlah", "count"), Column("p", "Nilai", "percent"))
    rows = (
        Row(("a", 1250, Decimal("11.54"))),
        Row(("b", 0, "tidak dapat dinilai")),
        Row(("c", 1, Decimal(20))),
    )
    (page,) = assert_tidy(printed(statement_pdf, statement((Section(columns, rows),))))
    texts = " ".join(word.text for word in page.words)
    for text in ("1.250", " 0 ", "11,54%", "20,00%", "tidak", "dinilai"):
        assert text in texts


def test_the_same_statement_gives_the_same_bytes_whatever_was_printed_before():
    first = printed(statement_pdf, balance_sheet())
    printed(statement_pdf, cash_book(30))
    assert printed(statement_pdf, balance_sheet()) == first
    assert printed(statement_pdf, replace(balance_sheet(), last=None)) != first


def test_a_path_receives_the_same_bytes_as_a_stream(tmp_path):
    path = tmp_path / "neraca.pdf"
    statement_pdf(balance_sheet(), path)
    assert path.read_bytes() == printed(statement_pdf, balance_sheet())


@pytest.mark.parametrize(
    ("paper", "landscape", "size"),
    [
        ("A4", False, (210, 297)),
        ("A4", True, (297, 210)),
        ("F4", False, (215, 330)),
        ("F4", True, (330, 215)),
    ],
)
def test_papers_have_their_sizes(paper, landscape, size):
    pdf = printed(statement_pdf, balance_sheet(landscape=landscape), paper)
    (page,) = assert_tidy(pdf)
    assert (page.wide / MM, page.high / MM) == pytest.approx(size, abs=0.01)


def test_fonts_are_embedded_and_no_others_are_used():
    page = PdfReader(BytesIO(printed(statement_pdf, balance_sheet()))).pages[0]
    used = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].partition("+")[2] for font in used} == {
        "RobotoCondensed-Regular",
        "RobotoCondensed-Bold",
    }
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)


def test_an_open_month_says_so_on_every_page():
    pages = assert_tidy(printed(statement_pdf, replace(cash_book(120), provisional=True)))
    assert len(pages) > 2
    assert all("SEMENTARA: BULAN BELUM DITUTUP" in page.text for page in pages)


def test_a_long_table_repeats_its_header_and_counts_its_pages():
    pages = assert_tidy(printed(statement_pdf, cash_book(400)))
    assert 8 <= len(pages) <= 12
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page.text
        assert len(words_of(page, "Uraian")) == 1
        assert ("Akun 11010 Kas (lanjutan)" in page.text) == (number > 1)
        assert ("UPK Melati — Buku Kas" in page.text) == (number > 1)
    vouchers = [word.text for page in pages for word in page.words if word.text.startswith("KM/2026/01/")]
    assert vouchers == [f"KM/2026/01/{number:04d}" for number in range(1, 401)]


@pytest.mark.parametrize("notes", [(), ("Saldo harus sama dengan hasil hitung uang kas.",) * 3])
@pytest.mark.parametrize("rows", range(26, 52))
def test_signatures_never_stand_alone_and_totals_never_leave_their_rows(rows, notes):
    last = read_pages(printed(statement_pdf, replace(cash_book(rows), notes=notes)))[-1]
    text = last.text
    for signature in SIGNATURES:
        assert f"{signature.action}," in text
        assert signature.role in text
    assert "Jumlah" in text
    assert f"KM/2026/01/{rows:04d}" in text
    assert f"KM/2026/01/{rows - 1:04d}" in text


def test_a_heading_stays_with_its_first_row():
    rows = []
    for number in range(80):
        rows += [
            Row((f"Kelompok {number}", None, None, None), "heading"),
            Row(("x", f"Akun {number}", rp(number), rp(0)), level=1),
        ]
    pages = assert_tidy(printed(statement_pdf, statement((Section(MONEY_COLUMNS, tuple(rows)),))))
    assert len(pages) > 2
    for number in range(80):
        together = [page for page in pages if words_of(page, f"Kelompok {number}")]
        assert len(together) == 1
        assert words_of(together[0], f"Akun {number}")


def test_several_statements_in_one_file_count_their_own_pages_and_have_bookmarks():
    pdf = printed(statements_pdf, [balance_sheet(), cash_book(60), balance_sheet(landscape=True)])
    pages = assert_tidy(pdf)
    assert "Halaman 1 dari 1" in pages[0].text
    assert "Halaman 1 dari 2" in pages[1].text
    assert pages[-1].wide > pages[-1].high
    outline = PdfReader(BytesIO(pdf)).outline
    assert [entry.title for entry in outline] == ["Neraca", "Buku Kas", "Neraca"]


def test_a_name_without_an_officer_leaves_a_dotted_line_and_a_long_one_is_not_cut():
    (page,) = assert_tidy(printed(statement_pdf, balance_sheet()))
    assert "M.M." in page.text
    assert not words_of(page, "Pengawas UPK")[0].text.endswith(".")


def test_six_signatures_take_two_rows():
    more = (*SIGNATURES, Signature("Mengetahui", "Lurah", "Drs. Sukarno"), Signature("Mengetahui", "Camat"))
    (page,) = assert_tidy(printed(statement_pdf, balance_sheet(signatures=more)))
    assert words_of(page, "Lurah")[0].y < words_of(page, "Pembuku")[0].y - 60


def test_notes_of_more_than_a_page_still_print_with_the_signatures_at_the_end():
    notes = tuple(f"Catatan nomor {number}: " + "penjelasan panjang " * 20 for number in range(60))
    pages = assert_tidy(printed(statement_pdf, balance_sheet(notes=notes)))
    assert len(pages) > 2
    assert "Koordinator BKM" in pages[-1].text
    assert "Catatan nomor 59" in pages[-1].text


def test_an_empty_section_says_nihil():
    (page,) = assert_tidy(printed(statement_pdf, statement((Section(MONEY_COLUMNS, (), "Hapus buku"),))))
    assert "Nihil" in page.text


def test_facts_stand_above_the_table():
    facts = (
        ("Aturan", "PNPM 2012"),
        ("Batas", "lebih dari 3 bulan"),
        ("Bulan", "10"),
        ("Modal", "Rp1.450.000"),
    )
    (page,) = assert_tidy(printed(statement_pdf, balance_sheet(facts=facts)))
    for label, value in facts:
        word = words_of(page, label)[0]
        assert word.y > words_of(page, "Kode")[0].y
        assert words_of(page, value)[0].y == pytest.approx(word.y)


def test_a_text_longer_than_a_page_goes_on_without_loss():
    words = [f"kata{number:04d}" for number in range(1200)]
    rows = (Row(("1", " ".join(words), rp(1), rp(2))), Row(("2", "sesudahnya", rp(3), rp(4))))
    pages = assert_tidy(printed(statement_pdf, statement((Section(MONEY_COLUMNS, rows),))))
    text = " ".join(word.text for page in pages for word in page.words)
    assert [word for word in text.split() if word.startswith("kata")] == words


CELLS = {
    "text": st.one_of(
        st.none(),
        st.text("abc defghij klmnopqrs", max_size=120),
        st.text("XWM", min_size=40, max_size=90),
    ),
    "money": st.one_of(st.none(), st.integers(-(10**13), 10**13).map(Rupiah), st.just("tidak dapat dinilai")),
    "count": st.integers(0, 10**6),
    "percent": st.decimals(-1000, 1000, places=2),
    "date": st.one_of(st.none(), st.dates()),
}


@st.composite
def sections(draw):
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=9))
    columns = tuple(
        Column(f"c{index}", draw(st.text("abcdefghi jklm", max_size=30)), kind, draw(st.integers(1, 50)))
        for index, kind in enumerate(kinds)
    )
    styles = st.sampled_from(["line", "line", "line", "heading", "subtotal", "total", "note"])
    row = st.builds(Row, st.tuples(*(CELLS[kind] for kind in kinds)), styles, st.integers(0, 2))
    return Section(columns, tuple(draw(st.lists(row, max_size=12))), "Judul tabel")


@settings(max_examples=60, deadline=None)
@given(st.lists(sections(), min_size=1, max_size=3), st.booleans())
def test_whatever_a_table_holds_no_word_leaves_the_page_or_touches_another(tables, landscape):
    assert_tidy(printed(statement_pdf, statement(tuple(tables), landscape=landscape)))


def test_a_note_with_figures_keeps_them_apart():
    columns = tuple(Column(f"c{index}", f"Kolom {index}", "money", 1 if index else 90) for index in range(8))
    row = Row(tuple(rp(1514000000 + index) for index in range(8)), "note")
    (page,) = assert_tidy(printed(statement_pdf, statement((Section(columns, (row,)),))))
    assert words_of(page, "1.514.000.007")


def lines(many, **more):
    return tuple(Row(("x", f"Baris {number}", rp(number), rp(0)), **more) for number in range(many))


@pytest.mark.parametrize("above", range(25, 50))
def test_a_short_table_after_the_first_stands_on_one_page(above):
    sections = (Section(MONEY_COLUMNS, lines(above), "Daftar"), Section(MONEY_COLUMNS, lines(9), "Ringkasan"))
    pages = read_pages(printed(statement_pdf, statement(sections)))
    assert not any("Ringkasan (lanjutan)" in page.text for page in pages)
    (page,) = [page for page in pages if "Ringkasan" in page.text]
    assert len(words_of(page, "Baris 8")) >= 1


def test_rows_that_are_kept_together_are_not_parted_by_a_page():
    rows = tuple(
        Row(("x", f"Bukti {entry} baris {line}", rp(1), rp(0)), keep=line < 4)
        for entry in range(40)
        for line in range(5)
    )
    pages = read_pages(printed(statement_pdf, statement((Section(MONEY_COLUMNS, rows),))))
    assert len(pages) > 2
    for entry in range(40):
        assert sum(bool(words_of(page, f"Bukti {entry} baris 0")) for page in pages) == 1
        (page,) = [page for page in pages if words_of(page, f"Bukti {entry} baris 0")]
        assert words_of(page, f"Bukti {entry} baris 4")


def test_columns_of_a_band_stand_under_its_name():
    columns = (
        Column("loan", "Pinjaman", "text", 20),
        Column("due", "Pokok", "money", 10, "Target"),
        Column("due_service", "Jasa", "money", 10, "Target"),
        Column("left", "Saldo", "money", 10),
    )
    section = Section(columns, (Row(("P-1", rp(1), rp(2), rp(3))),))
    (page,) = assert_tidy(printed(statement_pdf, statement((section,))))
    (band,), (pokok,), (jasa,), (saldo,) = (
        words_of(page, text) for text in ("Target", "Pokok", "Jasa", "Saldo")
    )
    assert band.y > pokok.y == jasa.y == saldo.y
    assert band.x < jasa.x < saldo.x
    assert [column.full_heading for column in columns] == ["Pinjaman", "Target pokok", "Target jasa", "Saldo"]
