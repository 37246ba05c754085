"""Sheets for visits: one page whatever happened, the groups with most arrears, questions from what is seen."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.region_offices import GROUPS, keeper_of, make_region, region_desk
from tests.region_papers import check_golden, row
from upk_ledger.actions.region.coaching import add_follow_up
from upk_ledger.actions.region.registers import add_upk, change_upk
from upk_ledger.actions.region.review import build_review
from upk_ledger.actions.region.visit_sheets import visit_sheets
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.region_registers import UnknownUpk
from upk_ledger.core.region.coaching import Agreed, FollowUp, Step
from upk_ledger.core.region.findings import KINDS, Finding
from upk_ledger.core.region.loans import KeptLoan
from upk_ledger.core.region.registers import Registered
from upk_ledger.core.region.review_data import RowWords
from upk_ledger.core.region.visit_sheet import VisitFacts, asked, groups_in_arrears
from upk_ledger.core.rulebooks import Limit
from upk_ledger.documents.statement_pdf import statements_pdf

AUGUST = Month(2026, 8)


def pages(sheets):
    file = BytesIO()
    statements_pdf(sheets, file)
    return len(PdfReader(file).pages)


def slipped(build, location):
    """U1 of which five groups pay no more from March on, beside U2 that is as it should be."""
    make_region(build, location, ("U1", "U2"), months=2)
    for code, paying in (("U1", GROUPS[:3]), ("U2", GROUPS)):
        keeper = keeper_of(build, location, code, Month(2026, 2))
        for number in range(3, 9):
            keeper.month(Month(2026, number), paying)
        keeper.desk.book.engine.dispose()
    return region_desk(build, location, date(2026, 9, 10))


def test_who_owes_most_and_what_to_ask(build, engine_location):
    region = slipped(build, engine_location)
    add_follow_up(region, "U1", date(2026, 7, 1), Agreed("Tagih bersama", "Manajer", date(2026, 8, 1)))
    worst, healthy = visit_sheets(region, AUGUST)
    assert (worst.data["upk"], healthy.data["upk"]) == ("U1", "U2")
    assert [one["group"] for one in worst.data["groups_in_arrears"]] == ["K04", "K05", "K06", "K07", "K08"]
    assert worst.data["indicators"]["LAR"]["rating"] == "penundaan"
    assert worst.data["follow_ups"][0]["overdue_days"] == 40
    assert worst.data["questions"][0].startswith("Bagaimana tindak lanjut TL-2026-001")
    assert any("tanggung renteng" in question for question in worst.data["questions"])
    assert healthy.data["groups_in_arrears"] == []
    assert pages([worst, healthy]) == 2
    assert [one.data["upk"] for one in visit_sheets(region, AUGUST, ["u2", "U1", "U2"])] == ["U2", "U1"]
    with pytest.raises(UnknownUpk):
        visit_sheets(region, AUGUST, ["U9"])


def test_the_sheet_word_by_word(build, sqlite_location):
    region = slipped(build, sqlite_location)
    add_follow_up(region, "U1", date(2026, 7, 1), Agreed("Tagih bersama", "Manajer", date(2026, 8, 1)))
    check_golden({"lembar-kunjungan": visit_sheets(region, AUGUST, ["U1"])[0]})


def test_one_page_however_much_there_is_to_say(build, sqlite_location):
    region = slipped(build, sqlite_location)
    long = "Kelompok Swadaya Masyarakat yang namanya sangat panjang " * 5
    add_upk(
        region,
        [row(code="U1", name="UPK U1", board="BKM", village=long[:90], district=long[:90], contact=long)],
    )
    change_upk(region, [row(code="U1", contact=long, term_until=date(2020, 1, 1))])
    for number in range(12):
        agreed = Agreed(f"{number} {long}", long[:80], date(2026, 8, 1))
        add_follow_up(region, "U1", date(2026, 7, 1), agreed)
    (sheet,) = visit_sheets(region, AUGUST, ["U1"])
    assert len(sheet.data["follow_ups"]) == 12
    assert pages([sheet]) == 1


def test_a_upk_that_told_nothing_has_a_sheet_too(build, sqlite_location):
    region = slipped(build, sqlite_location)
    add_upk(
        region,
        [
            row(
                code="B1",
                name="UPK B1",
                board="BKM B1",
                village="Desa B1",
                district="Genuk",
                reporting="blanko",
            )
        ],
    )
    (sheet,) = visit_sheets(region, AUGUST, ["B1"])
    assert sheet.data["bookkeeping"] is None
    assert sheet.data["questions"][0].startswith("Mengapa laporannya belum datang")
    assert pages([sheet]) == 1


def kept(number, group, balance, principal, service, months):
    return KeptLoan(
        "U1", number, group, f"KSM {group}", date(2026, 1, 1), 100, balance, principal, service, months, 2, None, "",
        False, Limit(">", 3),
    )  # fmt: skip


def test_groups_in_arrears_add_up_their_loans():
    loans = [
        kept("1", "A", 100, 20, 5, 2), kept("2", "A", 50, 10, 0, 4), kept("3", "B", 90, 0, 40, 1),
        kept("4", "C", 70, 0, 0, 0),
    ]  # fmt: skip
    found = groups_in_arrears(loans)
    assert [(one.code, one.balance, one.arrears, one.months) for one in found] == [
        ("B", 90, 40, 1),
        ("A", 150, 35, 4),
    ]


def test_what_to_ask_follows_from_what_is_seen(build, sqlite_location):
    make_region(build, sqlite_location, ("U1",), months=2)
    region = region_desk(build, sqlite_location)
    (good,) = build_review(region, Month(2026, 2)).rows
    day = date(2026, 3, 10)
    calm = VisitFacts(
        replace(good, reasons=(), halted=()),
        RowWords("", (), ()),
        Registered("U1"),
        (),
        "",
        "",
        (),
        None,
        (),
        (),
        None,
    )
    assert asked(calm, day, ", ".join) == [("baik", "")]
    late = FollowUp("U1", "TL-1", "", "x", date(2026, 3, 1), (Step(date(2026, 2, 1), "terbuka", "x"),))
    found = Finding("KT-1", KINDS[5], ("U1",), (), {}, 0, (), day)
    more = replace(
        calm, follow_ups=(late,), findings=(found,), registered=Registered("U1", term_until=date(2026, 3, 9))
    )
    assert asked(more, day, ", ".join) == [("tindak-lanjut", "TL-1"), (KINDS[5], "KT-1"), ("masa-bakti", "")]
