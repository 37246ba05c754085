"""The region's role on a server does the region's work: bundles come in, reviews and findings are as the owner's."""

import io
from datetime import date

import openpyxl
import psycopg
import pytest

from tests.actions.sent_books import FIRST, bundle_of, keep_and_send, rewrite, tampered
from tests.actions.test_region_blanko import FILLED
from tests.region_papers import row
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.loan_views import view_loan
from upk_ledger.actions.people import list_members, register_group, register_member
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region.blanko_reading import make_forms
from upk_ledger.actions.region.findings import build_findings
from upk_ledger.actions.region.moving import move_out
from upk_ledger.actions.region.receiving import list_receipts, receive, receive_files
from upk_ledger.actions.region.registers import add_upk
from upk_ledger.actions.region.review import build_review
from upk_ledger.actions.region.sending import send_month
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import BookElsewhere
from upk_ledger.core.errors.region_receiving import FiguresDiffer, RowsRefused
from upk_ledger.core.people import Member
from upk_ledger.core.region.copies import ACCEPTED, KNOWN, REFUSED, WAITING
from upk_ledger.core.region.findings import SAME_PERSON

JANUARY = Month(2026, 1)


def test_the_region_takes_in_bundles_by_its_own_role(hosted, build, tmp_path):
    sent = keep_and_send(build.start(str(tmp_path / "mawar.db"), code="MAWAR"), build)
    desk = hosted.desk("WILAYAH", "WILAYAH")
    assert [one.status for one in receive(desk, sent[1].name, sent[1].content)] == [WAITING]
    assert [one.status for one in receive(desk, sent[0].name, sent[0].content)] == [ACCEPTED, ACCEPTED]
    for file in sent[2:]:
        assert [one.status for one in receive(desk, file.name, file.content)] == [ACCEPTED]
    assert [one.status for one in receive(desk, sent[3].name, sent[3].content)] == [KNOWN]
    copy = hosted.desk("WILAYAH", "MAWAR")
    assert check_book(copy).violations == ()
    assert check_book(desk).violations == ()
    with pytest.raises(BookElsewhere):
        build.entry(copy, date(2027, 3, 2), "51030", "11010", 5_000)
    assert build_review(desk, FIRST).total.figures.loans == 1


def test_the_same_person_in_two_upk_is_found_without_her_name(hosted, build):
    for code in ("MELATI", "ANGGREK"):
        desk = hosted.desk(code)
        build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000, "Modal")
        register_group(desk, "K01", "Mawar")
        register_member(desk, Member("K01", "A01", "Siti", "P", "3374015505800001"))
        loan = build.loan(desk, date(2026, 1, 5), shares={"A01": 1_000_000})
        close_month(desk, JANUARY)
    region = hosted.desk("WILAYAH", "WILAYAH")
    found = build_findings(region, JANUARY).found
    assert [(one.kind, one.upk) for one in found if one.kind == SAME_PERSON] == [
        (SAME_PERSON, ("ANGGREK", "MELATI"))
    ]
    assert found == build_findings(hosted.region, JANUARY).found
    assert build_review(region, JANUARY) == build_review(hosted.region, JANUARY)
    there = hosted.desk("WILAYAH", "MELATI")
    assert list_members(there) == []
    (member,) = view_loan(there, loan, date(2026, 1, 31)).members
    assert (member.member, member.name) == ("A01", "")


def test_what_is_refused_is_on_the_regions_record_by_its_own_role(hosted, build, tmp_path):
    home = build.start(str(tmp_path / "mawar.db"), code="MAWAR")
    sent = keep_and_send(home, build)
    desk = hosted.desk("WILAYAH", "WILAYAH")
    for file in sent[:3]:
        receive(desk, file.name, file.content)
    letter = sent[3].letter
    for change, reason in (
        (lambda tables: tables["period_loan"].rows.clear(), FiguresDiffer),
        (lambda tables: tables["journal_line"].rows.pop(), RowsRefused),
    ):
        forged = bundle_of(home, letter, letter.first, letter.last, change)
        (answer,) = receive(desk, forged.name, forged.content)
        assert isinstance(answer.error, reason), sentence(answer.error)
        assert list_receipts(desk)[0][-1].reason == answer.error.code
    tampered(home, rewrite(sent[1].letter.first, lambda said: said.append("x")))
    fork = bundle_of(home, letter, sent[1].letter.first, letter.last)
    (answer,) = receive(desk, fork.name, fork.content)
    assert (answer.status, answer.error.differing) == (REFUSED, sent[1].letter.first)
    assert [one.status for one in receive(desk, sent[3].name, sent[3].content)] == [ACCEPTED]
    assert check_book(desk).violations == check_book(hosted.desk("WILAYAH", "MAWAR")).violations == ()


def test_the_regions_role_makes_and_reads_the_forms_of_upk_without_the_program(hosted):
    desk = hosted.desk("WILAYAH", "WILAYAH")
    add_upk(
        desk,
        [
            row(
                code="DAHLIA",
                name="UPK Dahlia",
                board="BKM Dahlia",
                desa="Sari",
                district="Genuk",
                reporting="blanko",
            )
        ],
    )
    book = openpyxl.load_workbook(io.BytesIO(make_forms(desk, ["DAHLIA"], FIRST)[0].content))
    for place, value in enumerate(FILLED, 11):
        book["DAHLIA"][f"C{place}"] = value
    content = io.BytesIO()
    book.save(content)
    (answer,) = receive_files(desk, [("dahlia.xlsx", content.getvalue)])
    assert (answer.status, answer.upk, answer.by_form) == (ACCEPTED, "DAHLIA", True)
    assert build_review(desk, FIRST).coverage.self_reported == 1
    assert check_book(desk).violations == ()


def test_a_book_that_moved_away_goes_on_by_bundles_under_the_regions_role(hosted, build, tmp_path):
    melati = hosted.desk("MELATI")
    build.entry(melati, date(2026, 1, 2), "11010", "31020", 10_000_000, "Modal")
    register_group(melati, "K01", "Mawar", "RT 03")
    register_member(melati, Member("K01", "A01", "Siti", "P", "3374015505800001"))
    close_month(melati, JANUARY)
    office, path = melati.office_id, str(tmp_path / "melati.db")
    move_out(hosted.region, "MELATI", path)
    file = build.open(path)
    sent = []
    for month in (JANUARY, JANUARY.next()):
        if month != JANUARY:
            build.entry(file, month.last, "51030", "11010", 5_000)
            close_month(file, month)
        made = send_month(file, month)
        sent.append((made.name, made.content))
    desk = hosted.desk("WILAYAH", "WILAYAH")
    for other in (hosted.desk("ANGGREK").office_id, desk.office_id):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            hosted.ask(f"SELECT upk_go_on_by_bundles({other})", "WILAYAH")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        hosted.ask(f"SELECT upk_go_on_by_bundles({office})", "ANGGREK")
    assert [one.status for one in receive(desk, *sent[1])] == [ACCEPTED]
    assert hosted.ask(f"SELECT reason, place FROM replica WHERE office_id = {office}") == [("kiriman", "")]
    assert hosted.ask(f"SELECT count(*) FROM member_person WHERE office_id = {office}") == [(0,)]
    assert hosted.ask(f"SELECT address FROM borrower_group WHERE office_id = {office}") == [(None,)]
    assert check_book(hosted.desk("WILAYAH", "MELATI")).violations == ()
    assert check_book(hosted.region).violations == ()
