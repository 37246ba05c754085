"""The dashboard over real books: the figures of the review, and behind each UPK what its own papers say."""

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tests.actions.test_region_review import JULY, asked, lend, region, start_upk, start_wilayah  # noqa: F401 - the fixture is found by its name
from tests.region_pages import made_dashboard
from upk_ledger.actions.people import correct_group
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region.bookkeeping import build as build_bookkeeping
from upk_ledger.actions.region.dashboard import build_dashboard, month_shown
from upk_ledger.actions.region.findings import build_findings
from upk_ledger.actions.region.review import build_review
from upk_ledger.actions.reports import build_statement
from upk_ledger.cli.output import of_statement, to_json, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.region.figures import BOOK, REPORTED
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.exchange.dashboard import dashboard_html
from upk_ledger.store.facts import add_facts
from upk_ledger.store.periods import closing_of

GOLDEN = Path(__file__).parents[1] / "golden" / "dasbor.txt"


def test_the_dashboard_is_the_review(region):  # noqa: F811
    shown, review = build_dashboard(region, JULY).shown, build_review(region, JULY)
    assert shown.review == review
    assert [view.upk.code for view in shown.upk] == [row.key for row in review.rows]
    assert {row.name: row.coverage.reported for row in shown.districts} == {"Genuk": 2, "Tugu": 0}
    assert {view.upk.code: view.source for view in shown.upk} == {
        "MAWAR": BOOK,
        "MELATI": BOOK,
        "KENANGA": "",
    }
    for counts in shown.counts.values():
        assert sum(one.numerator for one in counts) == 3
        assert counts[-1].numerator == 1


def test_behind_a_upk_stands_what_its_own_book_says(region, engine_location, build):  # noqa: F811
    shown = build_dashboard(region, JULY).shown
    for view in shown.upk:
        desk = build.open(engine_location, office=view.upk.code)
        if view.upk.code == "KENANGA":
            assert view.loans == ()
            assert view.mark is None
            continue
        paper = build_statement(desk, "kolektibilitas", ReportPeriod.of_month(JULY)).data
        own = {
            (loan["number"], loan["group"], loan["balance"], loan["arrears_principal"], loan["arrears_service"],
             loan["months_overdue"], loan["class"]) for loan in paper["loans"]
        }  # fmt: skip
        told = {
            (loan.number, loan.group, loan.balance, loan.arrears_principal, loan.arrears_service,
             loan.months, loan.class_) for loan in view.loans
        }  # fmt: skip
        assert told == own
        assert [loan.class_ for loan in view.loans] == sorted(
            (loan.class_ for loan in view.loans), reverse=True
        )
        assert {loan.lent for loan in view.loans} <= {n * 100_000_000 for n in (1, 2, 3)}
        assert [(one.loans, one.balance) for one in view.classes] == [
            (each["loans"], each["balance"]) for each in paper["classes"]
        ]
        with desk.read() as session:
            closing = closing_of(session, JULY)
        assert view.mark == (closing.record, closing.digest)


def test_groups_are_called_as_when_the_month_was_closed(region, engine_location, build):  # noqa: F811
    def names(month):
        views = {view.upk.code: view for view in build_dashboard(region, month).shown.upk}
        return {loan.group: loan.name for loan in views["MELATI"].loans}

    before = names(JULY)
    code = next(iter(before))
    desk = build.open(engine_location, office="MELATI")
    correct_group(desk, code, "Nama Baru")
    assert names(JULY) == before
    close_month(desk, JULY.next())
    assert names(JULY) == before
    assert names(JULY.next()) == before | {code: "Nama Baru"}


def test_behind_a_upk_stands_how_its_books_are_kept_and_what_wants_checking(region):  # noqa: F811
    made = build_dashboard(region, JULY)
    found, kept = build_findings(region, JULY), build_bookkeeping(region, JULY)
    scores = {one.office.code: (one.grade, one.score) for one in kept.offices}
    for view in made.shown.upk:
        own = [one.kind for one in found.found if view.upk.code in one.upk]
        if view.upk.code not in found.judged:
            assert view.checks is None
            continue
        assert (view.checks.grade, view.checks.score) == scores[view.upk.code]
        assert dict(view.checks.findings) == Counter(own)
        lines = made.words.checks[view.upk.code]
        assert lines[0].startswith("Kinerja pembukuan 12 bulan: ")
        assert len(lines) == 1 + max(len(set(own)), 1)
    assert {view.upk.code for view in made.shown.upk if view.checks} == set(found.judged) != set()


def test_no_member_and_no_wage_is_told(region):  # noqa: F811
    made = build_dashboard(region, JULY)
    page = dashboard_html(made.shown, made.definition, made.words, made.tables, made.paper).decode()
    text = page + to_json(made.paper.data) + to_text(of_statement(made.paper), None)
    assert "Anggota" not in text
    assert "A01" not in text
    assert "KSM K01" in page


def test_what_a_upk_reported_of_itself_is_marked(region):  # noqa: F811
    with region.write() as session:
        facts = ("Kelurahan", "Kudu", "Genuk", "Semarang", "blanko", "aktif")
        add_facts(session, "wilayah-upk", [("LAMA", "", "UPK Lama", "BKM Lama", *facts)])
        told = {"groups": 20, "groups_at_risk": 3, "balance": 300_000_000}
        rows = [("LAMA", str(JULY), name, value, "0" * 64) for name, value in told.items()]
        add_facts(session, "wilayah-laporan", rows)
    shown = build_dashboard(region, JULY)
    view = next(view for view in shown.shown.upk if view.upk.code == "LAMA")
    assert view.source == REPORTED
    assert (view.loans, view.classes, view.mark) == ((), (), None)
    assert shown.words.sources["LAMA"] == "dilaporkan sendiri, belum diverifikasi"
    assert next(one for one in shown.paper.data["upk"] if one["code"] == "LAMA")["verified"] is False


def test_the_month_shown_is_the_newest_that_ended_and_was_told(region, engine_location, build):  # noqa: F811
    assert month_shown(region, Month(2026, 3)) == Month(2026, 3)
    for today, month in (((2026, 11, 2), JULY), ((2026, 8, 1), JULY), ((2026, 7, 31), Month(2026, 6))):
        clock = build.clock(datetime(*today, 1, tzinfo=UTC))
        desk = build.open(engine_location, office="WILAYAH", clock=clock)
        assert month_shown(desk, None) == month


def test_before_anything_was_told_the_month_before_is_shown_empty(engine_location, build):
    desk = start_wilayah(engine_location, build)
    month = month_shown(desk, None)
    assert month == Month.of(desk.today).previous()
    made = build_dashboard(desk, month)
    assert b"Belum ada UPK dalam wilayah ini." in dashboard_html(
        made.shown, made.definition, made.words, made.tables, made.paper
    )


def test_as_many_questions_for_one_upk_as_for_eight(engine_location, build):
    counts = []
    desk = start_wilayah(engine_location, build)
    for number in range(1, 9):
        lend(start_upk(engine_location, build, f"U{number}"), build, (6, 2))
        if number in {1, 8}:
            with asked(desk) as statements:
                build_dashboard(desk, JULY)
            counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_same_data_make_the_same_bytes(region):  # noqa: F811
    pages = []
    for _ in range(2):
        made = build_dashboard(region, JULY)
        pages.append(dashboard_html(made.shown, made.definition, made.words, made.tables, made.paper))
        region.clock()
    assert pages[0] == pages[1]


def test_the_tables_word_by_word():
    made = made_dashboard()
    shown = to_text(of_statement(made.paper), None)
    if os.environ.get("UPK_WRITE_GOLDEN"):
        GOLDEN.write_text(shown, encoding="utf-8")
    assert shown == GOLDEN.read_text(encoding="utf-8")
