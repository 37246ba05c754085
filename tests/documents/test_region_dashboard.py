"""The dashboard on paper: the same content as the page, in black, white and greys."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.graphics.shapes import Circle, Line, Rect

from tests.region_pages import made_dashboard, rules
from upk_ledger.core.indicators import ratio
from upk_ledger.documents.region_charts import Part, bar, hatched, trend_chart
from upk_ledger.documents.region_dashboard import dashboard_pdf


def pdf_of(made, paper="A4"):
    out = BytesIO()
    labels = made.definition.labels
    dashboard_pdf(made.shown, made.words, labels, made.paper, made.tables, made.behind, out, paper)
    return out.getvalue()


@pytest.fixture(scope="module")
def made():
    return made_dashboard()


@pytest.fixture(scope="module")
def pages(made):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf_of(made))).pages]


def test_it_has_all_that_the_page_has(made, pages):
    text = " ".join(" ".join(pages).split())
    assert "DASBOR KESEHATAN UPK" in text
    assert made.words.coverage in text
    for section in made.tables.values():
        assert section.caption in text
    for view in made.shown.upk:
        assert f"{view.upk.name} ({view.upk.code})".upper() in text
        for reason in (*made.words.reasons[view.upk.code], *made.words.checks.get(view.upk.code, ())):
            assert reason in text
    assert text.count("KSM Mawar 6") == 1
    assert text.count("Rincian KSM bulan ini tidak ada.") == 2
    assert made.shown.digest in text
    assert "dilaporkan sendiri, belum diverifikasi" in text


def test_each_upk_begins_a_page(made, pages):
    for place, view in enumerate(made.shown.upk, 1):
        title = f"{place}. {view.upk.name} ({view.upk.code})".upper()
        found = [page for page in pages if title in page]
        assert len(found) == 1
        assert not [
            other
            for other in made.shown.upk
            if other != view and f"{other.upk.name} ({other.upk.code})".upper() in found[0]
        ]


def test_the_same_data_make_the_same_bytes(made):
    assert pdf_of(made) == pdf_of(made_dashboard())
    assert pdf_of(made, "F4") != pdf_of(made)


def test_it_is_printed_without_colour(made):
    reader = PdfReader(BytesIO(pdf_of(made)))
    inks = {
        found
        for page in reader.pages
        for found in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", page.get_contents().get_data())
    }
    assert inks
    assert all(len(set(map(float, ink))) == 1 for ink in inks)


def shapes(drawing, kind):
    found = []
    for one in drawing.contents:
        found += shapes(one, kind) if hasattr(one, "contents") else [one] if isinstance(one, kind) else []
    return found


def test_a_month_that_nobody_told_is_a_gap():
    rule = rules().ratings["PAR"]
    told = [ratio(5, 100, rule), ratio(15, 100, rule), None, ratio(25, 100, rule), ratio(40, 100, rule)]
    drawn = trend_chart(told, rule, ("Jan", "Mei"), 150, 80)
    lines = [one for one in drawn.contents if type(one).__name__ == "PolyLine"]
    assert [len(line.points) for line in lines] == [4, 4]
    assert len(shapes(drawn, Circle)) == 1
    assert {text.text for text in drawn.contents if type(text).__name__ == "String"} >= {
        "5%",
        "40%",
        "10%",
        "20%",
    }


def test_hatches_stay_within_their_part_and_differ():
    for hatch in range(6):
        for line in shapes(hatched(10, 5, 33, 14, hatch), Line):
            assert 10 <= min(line.x1, line.x2) <= max(line.x1, line.x2) <= 43.01
            assert 4.99 <= min(line.y1, line.y2) <= max(line.y1, line.y2) <= 19.01
    assert (
        len({repr([vars(one) for one in hatched(0, 0, 30, 14, hatch).contents]) for hatch in range(6)}) == 6
    )
    assert shapes(bar([Part(0, 1, "0"), Part(100, 4, "12")], 200, 15), Rect)[0].width == 199


def test_a_region_without_upk_has_its_paper_too():
    (page,) = PdfReader(BytesIO(pdf_of(made_dashboard(0)))).pages[:1]
    assert "0 dari 0 UPK" in page.extract_text()


def test_a_district_says_how_many_upk_reported_of_themselves_and_has_two_decimals():
    rows = made_dashboard(12, False).tables["kecamatan"].rows
    assert any(row.cells[1].endswith("; 1 dilaporkan sendiri") for row in rows)
    ratios = [cell for row in rows for cell in row.cells[2:7] if cell is not None]
    assert ratios
    assert {cell.as_tuple().exponent for cell in ratios} == {-2}
