"""Names can be mended: from now on everywhere, on papers of closed months never."""

from dataclasses import replace
from datetime import date

import pytest

from upk_ledger.actions.accounts import name_account, open_account
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.loan_views import view_loan
from upk_ledger.actions.people import correct_group, correct_member, list_groups, list_members
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import month_package
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.people import NikWrong, UnknownMember
from upk_ledger.core.offices import Account

JANUARY = Month(2026, 1)


def test_papers_of_a_closed_month_keep_the_names_and_accounts_it_had(desk, build):
    build.group(desk)
    build.entry(desk, date(2026, 1, 2), "11021", "31020", 9_000_000, "Modal")
    loan = build.loan(desk, date(2026, 1, 5), rupiah=500_000)
    close_month(desk, JANUARY)
    before = month_package(desk, JANUARY)
    name_account(desk, "11021", "Bank BRI")
    group = list_groups(desk)[0][0]
    correct_group(desk, group.code, name="Nama Baru", address="RT 07")
    open_account(desk, Account("51099", "Listrik", "biaya", "lain"))
    assert month_package(desk, JANUARY) == before
    after = str(month_package(desk, JANUARY.next()))
    assert "Bank BRI" in after
    assert "Nama Baru" in after
    assert view_loan(desk, loan, date(2026, 2, 1)).loan.group_name == "Nama Baru"
    assert check_book(desk).violations == ()


def test_a_member_is_mended_and_the_record_says_which_part_but_not_what(desk, build):
    build.group(desk)
    old = list_members(desk)[0]
    new = correct_member(desk, old.group, old.code, {"name": "Serunii", "nik": "3374015501850001"})
    assert list_members(desk)[0] == new == replace(old, name="Serunii", nik="3374015501850001")
    with desk.read() as session:
        body = session.value("SELECT body FROM record WHERE office_id = :office AND kind = 'ubah-anggota'")
    assert '["name","nik"]' in body
    assert "Serunii" not in body
    assert check_book(desk).violations == ()


def test_mending_refuses_what_registering_refuses(desk, build):
    build.group(desk)
    member = list_members(desk)[0]
    with pytest.raises(NikWrong):
        correct_member(desk, member.group, member.code, {"nik": "123"})
    with pytest.raises(UnknownMember):
        correct_member(desk, member.group, "tidak ada", {"name": "X"})
    assert list_members(desk)[0] == member
