"""The region's role on a server does the region's work: bundles come in, reviews and findings are as the owner's."""

from datetime import date

import pytest

from tests.actions.sent_books import FIRST, keep_and_send
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.loan_views import view_loan
from upk_ledger.actions.people import list_members, register_group, register_member
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region.findings import build_findings
from upk_ledger.actions.region.receiving import receive
from upk_ledger.actions.region.review import build_review
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import BookElsewhere
from upk_ledger.core.people import Member
from upk_ledger.core.region.copies import ACCEPTED, KNOWN, WAITING
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
