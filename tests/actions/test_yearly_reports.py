"""The yearly report (LPJ): what the supervisors and the meeting said, and the papers word by word (`tests/golden`).

A paper that was changed on purpose is written anew with `UPK_WRITE_GOLDEN=1`; the change is then read in the diff.
"""

import os
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from upk_ledger.actions import surplus
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.budgets import set_budget
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.year_end import close_year
from upk_ledger.actions.yearly_reports import (
    RATIFIED,
    SUPERVISORS,
    ratify,
    recorded,
    take_back,
    tell_supervisors,
    yearly_set,
)
from upk_ledger.cli.output import of_statement, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import yearly_reports as errors
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.year_end import YearBeforeBook
from upk_ledger.core.surplus import Share
from upk_ledger.core.yearly_reports import Ratification
from upk_ledger.documents.bound_pdf import bound_pdf

GOLDEN = Path(__file__).parents[1] / "golden"
_DIGEST = re.compile(r"\b[0-9a-f]{8}\)")
SHARES = (Share("Dana Sosial", "21030", Fraction(15)), Share("Modal", "31050", Fraction(85)))
HELD = Ratification(
    2026, date(2027, 2, 20), "03/RWT/2027", "Balai Kelurahan", 64, "Laporan ditempel.\nTerima kasih."
)
TITLES = (
    "Kata Pengantar", "Laporan Pengawas", "Neraca", "Laporan Laba Rugi", "Laporan Arus Kas",
    "Laporan Perubahan Modal", "Catatan atas Laporan Keuangan", "Laporan Kinerja Pinjaman Bergulir",
    "Laporan Kolektibilitas Pinjaman", "Laporan Perkembangan Pinjaman (LPP)", "Daftar Tunggakan Pinjaman",
    "Daftar Pinjaman yang Dihapus Buku", "Daftar Inventaris dan Penyusutan",
    "Rencana Anggaran dan Realisasi (RAB) Tahun 2026", "Rencana Kerja dan Anggaran 2027", "Jurnal Penutup",
    "Pembagian Laba (SHU)", "Berita Acara Pengesahan",
)  # fmt: skip
OWN = {"Kata Pengantar", "Laporan Pengawas", "Rencana Kerja dan Anggaran 2027", "Pembagian Laba (SHU)",
       "Berita Acara Pengesahan", "Jurnal Penutup"}  # fmt: skip


def fill(desk, build):
    """A year with a surplus of Rp1.000.000, its months closed."""
    build.opening(desk, k11010=25_000_000, k31020=-25_000_000)
    build.entry(desk, date(2026, 3, 3), "11010", "41010", 1_250_000)
    build.entry(desk, date(2026, 4, 3), "51010", "11010", 250_000)
    for month in range(1, 13):
        close_month(desk, Month(2026, month))


@pytest.fixture
def office(desk, build):
    fill(desk, build)
    return desk


def chapters(desk):
    return {chapter.title: chapter for chapter in yearly_set(desk, 2026).chapters}


def said(statement):
    return to_text(of_statement(statement), None)


def decided(desk):
    """The year closed, its surplus allocated, ratified, and the year after planned."""
    close_year(desk, 2026)
    close_month(desk, Month(2027, 1))
    surplus.set_shares(desk, SHARES)
    surplus.allocate_surplus(desk, 2026, date(2027, 2, 20), "03/RWT/2027")
    tell_supervisors(desk, 2026, date(2027, 2, 1), "Pembukuan tertib.\nKas cocok.")
    ratify(desk, HELD)
    set_budget(desk, 2027, "41010", 1_200_000_00)
    set_budget(desk, 2027, "51010", 300_000_00)


def word_by_word(name, statements):
    text = _DIGEST.sub("########)", "\n".join(said(one) for one in statements))
    path = GOLDEN / f"lpj-{name}.txt"
    if os.environ.get("UPK_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.is_file()
    assert path.read_text(encoding="utf-8") == text


def test_the_papers_of_a_decided_year_word_by_word(sqlite_desk, build):
    fill(sqlite_desk, build)
    decided(sqlite_desk)
    found = chapters(sqlite_desk)
    assert tuple(found) == TITLES
    word_by_word("diputuskan", [one for title, one in found.items() if title in OWN])
    assert not any(one.provisional for one in found.values())


def test_the_forms_of_a_year_that_waits_word_by_word(sqlite_desk, build):
    fill(sqlite_desk, build)
    word_by_word("formulir", [one for title, one in chapters(sqlite_desk).items() if title in OWN])


def test_the_shares_stand_without_amounts_until_they_are_decided(office):
    surplus.set_shares(office, SHARES)
    shown = chapters(office)["Berita Acara Pengesahan"]
    rows = shown.sections[0].rows
    assert [row.cells[1:] for row in rows] == [
        ("Dana Sosial", 15, None),
        ("Modal", 85, None),
        ("JUMLAH", None, None),
    ]


def test_a_year_without_surplus_has_nothing_to_divide(office, build):
    build.entry(office, date(2027, 1, 3), "51010", "11010", 250_000)
    shown = {one.title: said(one) for one in yearly_set(office, 2027).chapters}
    assert "Tahun 2027 tidak menghasilkan laba untuk dibagi." in shown["Pembagian Laba (SHU)"]
    assert "2. Tahun 2027 tidak menghasilkan laba" in shown["Berita Acara Pengesahan"]
    assert all(one.provisional for one in yearly_set(office, 2027).chapters)
    assert "masih sementara" in shown["Kata Pengantar"]


def test_the_newest_words_of_the_supervisors_count_until_they_are_taken_back(office):
    assert recorded(office, 2026) == (None, None)
    first = tell_supervisors(office, 2026, date(2027, 1, 10), " Tertib. ")
    assert (first.text, first.officer) == ("Tertib.", "pengawas")
    with office.read() as session:
        head = session.head().number
    assert tell_supervisors(office, 2026, date(2027, 1, 10), "Tertib.") == first
    with office.read() as session:
        assert session.head().number == head
    second = tell_supervisors(office, 2026, date(2027, 1, 12), "Kurang tertib.")
    assert recorded(office, 2026)[0] == second
    take_back(office, SUPERVISORS, 2026)
    assert recorded(office, 2026)[0] == first
    take_back(office, SUPERVISORS, 2026)
    with pytest.raises(errors.NotReported):
        take_back(office, SUPERVISORS, 2026)
    assert recorded(office, 2026) == (None, None)
    assert check_book(office).ok


def test_a_ratification_stands_until_it_is_taken_back(office):
    before = chapters(office)
    assert ratify(office, HELD) == ratify(office, HELD._replace(place=" Balai Kelurahan "))
    with pytest.raises(errors.YearRatified):
        ratify(office, HELD._replace(decision="04"))
    assert recorded(office, 2026)[1] == HELD
    take_back(office, RATIFIED, 2026)
    assert chapters(office) == before
    with pytest.raises(errors.NotReported):
        take_back(office, RATIFIED, 2026)
    ratify(office, HELD._replace(decision="04"))
    assert recorded(office, 2026)[1].decision == "04"
    assert check_book(office).ok


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"decision": " "}, EmptyField),
        ({"place": ""}, EmptyField),
        ({"present": 0}, errors.NobodyPresent),
        ({"on": date(2026, 12, 31)}, errors.RatifiedTooEarly),
        ({"year": 2025}, YearBeforeBook),
        ({"year": 2027, "on": date(2028, 1, 1)}, errors.YearNotOver),
    ],
)
def test_what_cannot_be_ratified(office, change, error):
    with pytest.raises(error):
        ratify(office, HELD._replace(**change))
    assert recorded(office, 2026) == (None, None)


def test_what_supervisors_cannot_say(office):
    with pytest.raises(EmptyField):
        tell_supervisors(office, 2026, date(2027, 1, 1), "  ")
    with pytest.raises(YearBeforeBook):
        tell_supervisors(office, 2025, date(2027, 1, 1), "Tertib.")
    with pytest.raises(YearBeforeBook):
        yearly_set(office, 2025)


def test_a_secretariat_has_its_funds_and_no_loans(engine_location, build):
    desk = build.start(engine_location, kind="sekretariat")
    shown = {one.title: said(one) for one in yearly_set(desk, 2026).chapters}
    titles = list(shown)
    assert "dana terikat dan kemajuannya" in shown["Laporan Pengawas"]
    assert "pinjaman" not in shown["Kata Pengantar"] + shown["Laporan Pengawas"]
    signed = {one.title: one.signatures for one in yearly_set(desk, 2026).chapters}
    assert [one.role for one in signed["Laporan Pengawas"]] == ["Tim Pengawas"]
    assert len({one.role for one in signed["Berita Acara Pengesahan"]}) == 4
    assert "Daftar Tunggakan Pinjaman" not in titles
    assert "Pembagian Laba (SHU)" not in titles
    assert titles[0] == "Kata Pengantar"
    assert titles[-1] == "Berita Acara Pengesahan"
    assert any("Dana" in title for title in titles)
    minutes = shown["Berita Acara Pengesahan"]
    assert "surplus (defisit)" in minutes
    assert "laba" not in minutes
    assert "2. Tentang rencana kerja dan anggaran tahun 2027:" in minutes


def test_next_years_budget_is_agreed_to_only_where_there_is_one(office):
    point = "rencana kerja dan anggaran tahun 2027"
    assert f"3. Tentang {point}:" in said(chapters(office)["Berita Acara Pengesahan"])
    ratify(office, HELD)
    assert point not in said(chapters(office)["Berita Acara Pengesahan"])


def bound(book, paper="A4"):
    pdf = BytesIO()
    bound_pdf(book, pdf, paper)
    return pdf.getvalue()


def test_the_bound_set_counts_its_pages_through(sqlite_desk, build):
    fill(sqlite_desk, build)
    book = yearly_set(sqlite_desk, 2026)
    content = bound(book)
    assert content == bound(yearly_set(sqlite_desk, 2026))
    read = PdfReader(BytesIO(content))
    texts = [page.extract_text() for page in read.pages]
    marks = [(mark.title, read.get_destination_page_number(mark) + 1) for mark in read.outline]
    assert [title for title, _ in marks] == [book.heading, "Daftar Isi", *TITLES]
    assert "TAHUN BUKU 2026" in texts[0]
    for title, page in marks[2:]:
        assert title.upper() in texts[page - 1].replace("\n", " ")
        assert re.search(rf"{re.escape(title)}\s*{page}\b", texts[1])
    for number, text in enumerate(texts[2:], 3):
        assert f"Halaman {number} dari {len(texts)}" in text
    assert "SEMENTARA" not in texts[0]
    assert "SEMENTARA" in PdfReader(BytesIO(bound(replace(book, provisional=True)))).pages[0].extract_text()
    assert PdfReader(BytesIO(bound(book, "F4"))).pages[0].mediabox.height > read.pages[0].mediabox.height
