"""The form of a UPK without the program: made, filled in, read back; who is late, and letters to them."""

import io
from datetime import date

import openpyxl
import pytest

from tests.region_papers import check_golden, new_region, row
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region import registers
from upk_ledger.actions.region.blanko_reading import make_forms, read_blanko
from upk_ledger.actions.region.late import late_list, late_statement, make_reminders
from upk_ledger.actions.region.receiving import receive_files
from upk_ledger.actions.region.review import build_review
from upk_ledger.actions.settings import change_setting
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.region_blanko import MonthInBook, NoUpkByForm
from upk_ledger.core.errors.region_forms import FormReplaced
from upk_ledger.core.errors.region_registers import (
    NobodyLate,
    NotYetLate,
    PatternWithoutNumber,
    ReportedAlready,
    UnknownUpk,
)
from upk_ledger.documents.letter import formal_letters_pdf
from upk_ledger.store.region.members import histories

OCTOBER = Month(2026, 10)
LATE_DAY = date(2026, 11, 20)
FILLED = (20, 3, 40_000_000, 10_000_000, 4_000_000, 2_000_000, 1_000_000, 57_000_000, 3_000_000, 2_500_000, 0,
          8_000_000, 5_000_000, 60_000_000, 1_200_000, 9_000_000)  # fmt: skip
"""The lines of the form from the first, in rupiah."""


def paper_upk(desk, *codes):
    registers.add_upk(
        desk,
        [
            row(code=code, name=f"UPK {code.title()}", board=f"BKM {code.title()}", desa="Sari", district="Genuk",
                reporting="blanko", contact="Bu Siti")
            for code in codes
        ],
    )  # fmt: skip


@pytest.fixture
def region(engine_location, build):
    desk = new_region(build, engine_location)
    paper_upk(desk, "MAWAR", "DAHLIA")
    return desk


def filled(desk, figures=FILLED, code="MAWAR", month=OCTOBER, **cells):
    """The form of a UPK as it comes back."""
    book = openpyxl.load_workbook(io.BytesIO(make_forms(desk, [code], month)[0].content))
    sheet = book[code]
    for place, value in enumerate(figures, 11):
        sheet[f"C{place}"] = value
    for cell, value in cells.items():
        sheet[cell] = value
    return saved(book)


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def told(desk, code="MAWAR", month=OCTOBER):
    with desk.read() as session:
        found = {one.upk.code: one for one in histories(session, month, month)}
    return found[code].months.get(month)


def faults(desk, content):
    with desk.read() as session:
        before = session.head()
    with pytest.raises(ImportFaults) as refused:
        read_blanko(desk, "f.xlsx", content)
    with desk.read() as session:
        assert session.head() == before
    return [(fault.file, fault.row, fault.column, fault.error.code) for fault in refused.value.faults]


def test_the_form_locks_all_but_the_cells_to_fill_in(region):
    (forms,) = make_forms(region, [], OCTOBER)
    book = openpyxl.load_workbook(io.BytesIO(forms.content))
    assert book.sheetnames == ["DAHLIA", "MAWAR"]
    sheet = book["MAWAR"]
    free = [cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked]
    assert free == [f"C{place}" for place in range(11, 11 + len(FILLED))]
    assert sheet.protection.sheet
    assert (sheet["C3"].value, sheet["C7"].value) == ("MAWAR", "2026-10")
    assert (sheet.page_setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, True)
    formulas = [cell.value for cell in sheet["C"] if str(cell.value).startswith("=")]
    assert formulas[1] == '=IF(SUM(C13,C14,C15,C16,C17)=C18,"cocok","PERIKSA")'
    assert len(formulas) == 7
    assert [len(one.upk) for one in make_forms(region, [], OCTOBER, apart=True)] == [1, 1]


def test_the_same_form_is_the_same_bytes(region):
    assert make_forms(region, [], OCTOBER)[0].content == make_forms(region, [], OCTOBER)[0].content


def test_a_form_read_back_stands_in_the_review_as_reported_by_itself(region):
    content = filled(region)
    (taken,) = read_blanko(region, "f.xlsx", content)
    assert (taken.upk, taken.month, taken.what) == ("MAWAR", OCTOBER, "baru")
    kept = told(region)
    assert kept.source == "blanko"
    assert (kept.figures.groups, kept.figures.groups_at_risk) == (20, 3)
    assert (kept.figures.balance, kept.figures.balance_at_risk) == (5_700_000_000, 700_000_000)
    assert (kept.figures.required_allowance, kept.figures.months) == (350_000_000, 10)
    assert kept.figures.savings is None
    review = build_review(region, OCTOBER)
    assert (review.coverage.reported, review.coverage.self_reported, review.coverage.expected) == (1, 1, 2)
    assert check_book(region).ok


def test_the_same_again_changes_nothing_and_another_takes_its_place(region):
    read_blanko(region, "f.xlsx", filled(region))
    with region.read() as session:
        before = session.head()
    assert read_blanko(region, "g.xlsx", filled(region))[0].what == "tetap"
    with region.read() as session:
        assert session.head() == before
    assert read_blanko(region, "f.xlsx", filled(region, C25=1_300_000))[0].what == "diganti"
    assert told(region).figures.cash == 130_000_000


def test_what_is_replaced_is_told_and_an_older_form_does_not_replace_its_correction(region):
    old = filled(region)
    read_blanko(region, "lama.xlsx", old)
    (taken,) = read_blanko(region, "baru.xlsx", filled(region, C25=1_300_000))
    assert taken.replaced == ("Uang tunai di kas: Rp1.200.000 menjadi Rp1.300.000",)
    with pytest.raises(FormReplaced) as refused:
        read_blanko(region, "lama.xlsx", old)
    assert "sudah pernah diterima dan sudah diganti" in sentence(refused.value)
    (answer,) = receive_files(region, [("lama.xlsx", lambda: old)])
    assert answer.status == "ditolak"
    assert told(region).figures.cash == 130_000_000
    (answer,) = receive_files(region, [("lama.xlsx", lambda: old)], again=True)
    assert answer.replaced == ("Uang tunai di kas: Rp1.300.000 menjadi Rp1.200.000",)
    assert told(region).figures.cash == 120_000_000


def test_empty_cells_are_not_reported_not_nothing(region):
    empty = {f"C{place}": None for place in (19, 20, 21, 22, 23, 24, 25, 26)}
    read_blanko(region, "f.xlsx", filled(region, **empty))
    figures = told(region).figures
    assert (figures.cash, figures.income, figures.months, figures.arrears_at_risk) == (None,) * 4
    # What was told before and is left empty now is not told any more.
    read_blanko(region, "f.xlsx", filled(region))
    assert told(region).figures.cash == 120_000_000
    read_blanko(region, "f.xlsx", filled(region, **empty), again=True)
    assert told(region).figures.cash is None


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"C18": 57_000_001}, [(18, "C", "classes-differ-from-balance")]),
        ({"C12": 21}, [(12, "C", "more-groups-at-risk")]),
        ({"C12": 0, "C19": 0}, [(12, "C", "groups-at-risk-without-balance")]),
        ({"C19": 7_000_001}, [(19, "C", "arrears-above-balance")]),
        ({"C22": None}, [(22, "C", "result-half-told")]),
        ({"C11": None, "C13": "banyak"}, [(11, "C", "cell-missing"), (13, "C", "not-an-amount")]),
        ({"C14": -5}, [(14, "C", "figure-below-zero")]),
        ({"C11": 2.5}, [(11, "C", "not-a-count")]),
        ({"C3": "MAWARR"}, [(3, "C", "unknown-upk")]),
        ({"C7": "Okt"}, [(7, "C", "not-a-month")]),
        ({"C7": "1999-08"}, [(7, "C", "month-before-start")]),
        ({"C7": "2998-08"}, [(7, "C", "month-not-over")]),
        ({"B13": "Saldo lain"}, [(13, "B", "form-changed")]),
        ({"D1": "BLANKO WILAYAH 0"}, [(None, None, "not-this-form")]),
    ],
)
def test_every_fault_is_told_by_sheet_and_cell(sqlite_location, build, cells, found):
    desk = new_region(build, sqlite_location)
    paper_upk(desk, "MAWAR")
    sheet = "f.xlsx, lembar MAWAR"
    assert faults(desk, filled(desk, **cells)) == [(sheet, *one) for one in found]


def test_a_file_is_taken_as_a_whole(region):
    book = openpyxl.load_workbook(io.BytesIO(make_forms(region, [], OCTOBER)[0].content))
    for place, value in enumerate(FILLED, 11):
        book["MAWAR"][f"C{place}"] = value
    assert {fault[0] for fault in faults(region, saved(book))} == {"f.xlsx, lembar DAHLIA"}
    assert told(region) is None
    for place, value in enumerate(FILLED, 11):
        book["DAHLIA"][f"C{place}"] = value
    assert len(read_blanko(region, "f.xlsx", saved(book))) == 2
    book["DAHLIA"]["C3"] = "MAWAR"
    assert faults(region, saved(book))[-1][-1] == "form-twice"


def test_what_is_no_workbook_is_refused(region):
    assert faults(region, b"bukan")[0] == ("f.xlsx", None, None, "not-a-workbook")
    assert faults(region, b"")[0][-1] == "file-empty"
    assert faults(region, saved(openpyxl.Workbook()))[0][-1] == "not-this-form"


def test_a_book_stands_before_a_form(engine_location, build):
    own = build.start(engine_location)
    close_month(own, Month(2026, 1))
    own.book.engine.dispose()
    desk = new_region(build, engine_location)
    with pytest.raises(NoUpkByForm):
        make_forms(desk, [], OCTOBER)
    with pytest.raises(MonthInBook):
        make_forms(desk, ["MELATI"], Month(2026, 1))
    content = filled(desk, code="MELATI", month=Month(2026, 2))
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["MELATI"]["C7"] = "2026-01"
    assert faults(desk, saved(book))[-1][-1] == "month-in-book"
    # February is not closed in the book: until it is, the form tells of it.
    assert read_blanko(desk, "f.xlsx", content)[0].what == "baru"
    assert told(desk, "MELATI", Month(2026, 2)).source == "blanko"


# Who is late


def test_who_has_not_reported_since_when_and_how_to_reach(region):
    read_blanko(region, "f.xlsx", filled(region, month=Month(2026, 8)))
    found = late_list(region, OCTOBER)
    assert found.deadline == date(2026, 11, 10)
    assert [(one.upk.code, one.last, one.contact) for one in found.late] == [
        ("DAHLIA", None, "Bu Siti"),
        ("MAWAR", Month(2026, 8), "Bu Siti"),
    ]
    assert found.late[1].missing(OCTOBER) == (Month(2026, 9), OCTOBER)
    change_setting(region, "hari-lapor-wilayah", "31", date(2026, 11, 1))
    assert late_list(region, OCTOBER).deadline == date(2026, 11, 30)
    registers.change_upk(region, [row(code="DAHLIA", status="dorman")])
    read_blanko(region, "f.xlsx", filled(region))
    found = late_list(region, OCTOBER)
    assert (found.late, found.coverage.expected, found.coverage.reported) == ((), 1, 1)


def test_letters_are_numbered_recorded_and_printed_again(region):
    with pytest.raises(NotYetLate):
        make_reminders(region, OCTOBER, date(2026, 11, 10), [])
    made = make_reminders(region, OCTOBER, LATE_DAY, [])
    assert [(one.upk, one.number, one.by_form) for one in made] == [
        ("DAHLIA", "001/PGT-UPK/XI/2026", True),
        ("MAWAR", "002/PGT-UPK/XI/2026", True),
    ]
    with region.read() as session:
        before = session.head()
    again = make_reminders(region, OCTOBER, LATE_DAY, ["mawar"])
    assert (again[0].number, again[0].repeated, again[0].letter) == (made[1].number, True, made[1].letter)
    with region.read() as session:
        assert session.head() == before
    later = make_reminders(region, OCTOBER, date(2026, 12, 1), ["MAWAR"], pattern="005/<no>/Perkim")[0]
    assert later.number == "005/003/Perkim"
    assert any("002/PGT-UPK/XI/2026 tanggal 20 November 2026" in text for text in later.letter.opening)
    assert len(late_list(region, OCTOBER).late[1].letters) == 2


def test_letters_that_nobody_needs_are_refused(region):
    with pytest.raises(UnknownUpk):
        make_reminders(region, OCTOBER, LATE_DAY, ["LAIN"])
    with pytest.raises(PatternWithoutNumber):
        make_reminders(region, OCTOBER, LATE_DAY, [], pattern="005/Perkim")
    read_blanko(region, "f.xlsx", filled(region))
    with pytest.raises(ReportedAlready):
        make_reminders(region, OCTOBER, LATE_DAY, ["MAWAR"])
    read_blanko(region, "f.xlsx", filled(region, code="DAHLIA"))
    with pytest.raises(NobodyLate):
        make_reminders(region, OCTOBER, LATE_DAY, [])


def test_the_list_and_the_letter_word_by_word(sqlite_location, build):
    desk = new_region(build, sqlite_location)
    paper_upk(desk, "DAHLIA", "MAWAR")
    registers.change_upk(desk, [row(code="DAHLIA", reporting="program")])
    read_blanko(desk, "f.xlsx", filled(desk, month=Month(2026, 8)))
    made = make_reminders(desk, OCTOBER, LATE_DAY, [], date(2026, 12, 1))
    check_golden({"belum-lapor": late_statement(desk, OCTOBER)})
    for one in made:
        letter = one.letter
        assert letter.facts[0][1] == one.number
        assert "paling lambat 1 Desember 2026" in letter.closing[0]
        assert ("upk kirim --bulan 2026-10" in letter.closing[0]) == (one.upk == "DAHLIA")
        assert letter.to[1:3] == (f"Koordinator BKM {one.upk.title()}", f"u.p. Manajer UPK {one.upk.title()}")
    assert [line.cells[0] for line in made[1].letter.table.rows] == ["September 2026", "Oktober 2026"]
    content = io.BytesIO()
    formal_letters_pdf([one.letter for one in made], content)
    assert content.getvalue().startswith(b"%PDF")
