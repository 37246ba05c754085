"""The quarterly report: figures beside the quarter before, decisions from what is seen, all in PDF and workbook."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.region_offices import DUE, GROUPS, keeper_of, make_region, region_desk
from tests.region_papers import check_golden, row
from upk_ledger.actions.region.coaching import add_follow_up
from upk_ledger.actions.region.quarterly import quarterly_papers
from upk_ledger.actions.region.registers import add_upk
from upk_ledger.actions.region.review import build_review
from upk_ledger.actions.settings import change_setting
from upk_ledger.bahasa.region_review import listed
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.region_coaching import NobodyToRank, NotAQuarter
from upk_ledger.core.region.coaching import Agreed
from upk_ledger.core.region.quarterly_memo import Addressed
from upk_ledger.core.region.quarters import Quarter, parse_quarter
from upk_ledger.documents.bound_pdf import chapters_pdf
from upk_ledger.exchange.statement_xlsx import statements_xlsx

SECOND = Quarter(2026, 2)
DAY = date(2026, 7, 10)


def region_of(build, location):
    """U1 of which most groups cease to pay in March, U2 that banks no cash, B1 that never told anything."""
    make_region(build, location, ("U1", "U2"), months=2)
    for code, paying in (("U1", GROUPS[:2]), ("U2", GROUPS)):
        keeper = keeper_of(build, location, code, Month(2026, 2))
        if code == "U2":
            change_setting(keeper.desk, "batas-kas", "1000000", date(2026, 3, 3))
        for number in range(3, 7):
            keeper.month(Month(2026, number), paying, banked=code == "U1")
        keeper.desk.book.engine.dispose()
    region = region_desk(build, location, DAY)
    add_upk(
        region,
        [
            row(code="B1", name="UPK B1", board="BKM B1", village="Kudu", village_kind="Kelurahan", district="Genuk",
                reporting="blanko", contact="0812-000")
        ],
    )  # fmt: skip
    add_follow_up(region, "U1", date(2026, 6, 1), Agreed("Tagih bersama", "Manajer", date(2026, 7, 1)))
    return region


def test_the_figures_are_those_of_the_reviews_and_the_months(build, engine_location):
    region = region_of(build, engine_location)
    made = quarterly_papers(region, SECOND, DAY)
    data = made.report.data
    now, before = (build_review(region, Month(2026, number)).total for number in (6, 3))
    assert data["now"]["balance"] == now.figures.balance
    assert data["quarter_before"]["balance"] == before.figures.balance
    assert data["now"]["indicators"]["PAR"]["numerator"] == now.ratios["PAR"].numerator
    paid = 3 * DUE * 100 * (2 + len(GROUPS))
    assert data["now"]["principal_received"] + data["now"]["service_received"] == paid
    assert (data["year_before"]["reported"], data["year_before"]["lent"]) == (0, None)
    assert (data["coverage"]["expected"], data["coverage"]["reported"]) == (3, 2)
    assert [one["key"] for one in data["upk"] if one["halted"]] == ["U1"]
    assert data["follow_ups"]["overdue"] == 1
    assert sum(data["findings"].values()) == len(data["gravest"]) > 0
    assert sum(one["balance"] or 0 for one in data["districts"]) == now.figures.balance


def test_what_the_office_should_decide(build, sqlite_location):
    region = region_of(build, sqlite_location)
    memo = quarterly_papers(region, SECOND, DAY, Addressed("Walikota", "Kepala Bidang", "045/7")).memo
    asked = " ".join(memo.data["decisions"])
    assert all(word in asked for word in ("UPK U1 (U1)", "UPK B1 (B1), yang belum lapor", "TL-2026-001"))
    assert (memo.data["to"], memo.data["from"], memo.data["number"]) == ("Walikota", "Kepala Bidang", "045/7")
    assert any("2 dari 3 UPK; 1 belum lapor" in text for section in memo.sections for text in section.prose)
    calm = quarterly_papers(region, Quarter(2026, 1), date(2026, 4, 10)).memo
    assert "TL-2026-001" not in " ".join(calm.data["decisions"])


def test_the_papers_word_by_word_bound_and_as_a_workbook(build, sqlite_location):
    region = region_of(build, sqlite_location)
    made = quarterly_papers(region, SECOND, DAY)
    check_golden({"nota-dinas-triwulan": made.memo, "laporan-triwulan": made.report})
    pdf = BytesIO()
    chapters_pdf(made, pdf)
    texts = [page.extract_text() for page in PdfReader(pdf).pages]
    for number, text in enumerate(texts, 1):
        assert f"Halaman {number} dari {len(texts)}" in text
    assert "NOTA DINAS" in texts[0]
    file = BytesIO()
    statements_xlsx(made, file)
    names = load_workbook(file).sheetnames
    assert len(names) == 1 + len(made.report.sections)
    assert names[:2] == ["Nota Dinas", "1. Angka wilayah (rupiah, kecua"]


def test_only_upk_that_told_both_quarters_are_compared(build, engine_location):
    """U2 ceased to report in April: what it had lent did not go away, and its health is in no comparison."""
    make_region(build, engine_location, ("U1", "U2"), months=3)
    keeper = keeper_of(build, engine_location, "U1", Month(2026, 3))
    for number in range(4, 7):
        keeper.month(Month(2026, number), GROUPS[:2])
    keeper.desk.book.engine.dispose()
    region = region_desk(build, engine_location, DAY)
    made = quarterly_papers(region, SECOND, DAY)
    was, is_ = (build_review(region, Month(2026, number)) for number in (3, 6))
    own = next(row for row in was.rows if row.key == "U1").figures.balance
    assert was.total.figures.balance == 2 * own
    rows = {row.cells[0]: row.cells for row in made.report.sections[0].rows}
    assert rows["Saldo pinjaman"][1:3] == (is_.total.figures.balance, 2 * own)
    assert rows["Saldo pinjaman"][4:] == (is_.total.figures.balance - own, "1 UPK yang sama")
    assert rows["UPK yang melapor (banyaknya)"][4] == -1
    pair = made.report.data["same_upk"]["before"]["PAR"]
    assert (pair["upk"], pair["now"]) == (1, is_.total.ratios["PAR"].value)
    assert ("Perbandingan", "UPK yang melapor tidak sama") in [
        (name, text[:27]) for name, text in made.report.facts
    ]
    told = " ".join(made.memo.data["summary"])
    assert "pada 1 UPK yang melapor pada kedua triwulan" in told
    assert "triwulan sebelumnya" not in told
    upk = {row.cells[1]: row.cells for row in made.report.sections[3].rows}
    assert upk["UPK U2 (U2)"][7] == upk["UPK U1 (U1)"][7] is not None


def test_many_names_are_all_told_or_where_they_all_stand():
    assert listed([f"U{number}" for number in range(1, 9)]).endswith("U7 dan U8")
    assert listed([f"U{number}" for number in range(1, 24)]).endswith(
        "U20 dan 3 lainnya (daftar lengkap di lampiran)"
    )


def test_a_quarter_that_nobody_told(build, sqlite_location):
    make_region(build, sqlite_location, ("U1",), months=2)
    region = region_desk(build, sqlite_location, DAY)
    with pytest.raises(NobodyToRank):
        quarterly_papers(region, Quarter(2026, 1), DAY)


@pytest.mark.parametrize("text", ["2026-1", "2026-I", " 2026/i "])
def test_quarters_as_people_write_them(text):
    quarter = parse_quarter(text)
    assert (quarter, quarter.first, quarter.last) == (Quarter(2026, 1), Month(2026, 1), Month(2026, 3))
    assert Quarter.of(Month(2026, 12)) == parse_quarter("2026-iv") == Quarter(2026, 4)


@pytest.mark.parametrize("text", ["2026-5", "2026", "26-1", "2026-0"])
def test_what_is_no_quarter(text):
    with pytest.raises(NotAQuarter):
        parse_quarter(text)
