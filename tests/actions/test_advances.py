"""Uang muka: given to an officer, accounted for, undone; always what the account holds."""

from datetime import date

import pytest

from upk_ledger.actions.accounts import open_account
from upk_ledger.actions.advances import account_for, give_advance, list_advances, overdue_advances
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.cash import pay_cash
from upk_ledger.actions.cash_control import advances_overdue
from upk_ledger.actions.journal import correct_entry, record_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.errors.advances import (
    AdvanceDueBeforeGiven,
    AdvanceNotPositive,
    AdvanceOverdrawn,
    AdvanceSettled,
    NotForAdvances,
    NothingAccounted,
    ReturnedTooMuch,
    UnknownAdvance,
    UnknownHolder,
)
from upk_ledger.core.errors.ledger import CancellationNotReversible, MonthClosed, ReservedAccount
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.offices import Account
from upk_ledger.core.report_periods import ReportPeriod

GIVEN, DUE = date(2026, 1, 10), date(2026, 1, 20)
JANUARY = Month(2026, 1)


@pytest.fixture
def office(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 5_000_000)
    return desk


def give(desk, rupiah=500_000, holder="manajer", on=GIVEN, due=DUE, **facts):
    return give_advance(desk, holder, rupiah * 100, on, due, "Rapat KSM", **facts)


def settle(desk, costs, returned=0, on=date(2026, 1, 15), code="UM-2026-0001", **facts):
    spent = [(account, rupiah * 100) for account, rupiah in costs]
    return account_for(desk, code, on, spent, returned * 100, **facts)


def lines(act):
    return [(line.account, line.debit // 100, line.credit // 100) for line in act.posted.entry.lines]


def left(desk, on=date(2026, 12, 31)):
    found = list_advances(desk, on)
    return {one.code: one.outstanding // 100 for one in found.advances}, found.ledger // 100


def test_an_advance_stands_against_its_holder_until_it_is_accounted_for(office):
    act = give(office)
    assert lines(act) == [("11040", 500_000, 0), ("11010", 0, 500_000)]
    assert act.posted.voucher == "KK/2026/01/0001"
    one = act.advance
    assert (one.code, one.holder, one.holder_name) == ("UM-2026-0001", "manajer", "Budi Santoso")
    assert (one.purpose, one.due_on, one.outstanding) == ("Rapat KSM", DUE, 500_000_00)
    assert left(office) == ({"UM-2026-0001": 500_000}, 500_000)
    assert left(office, date(2026, 1, 9)) == ({}, 0)
    part = settle(office, [("51010", 150_000), ("Transport", 26_000)], 24_000)
    assert lines(part)[2:] == [("11010", 24_000, 0), ("11040", 0, 200_000)]
    assert (part.settlement.covered, part.settlement.left) == (176_000_00, 300_000_00)
    assert left(office) == ({"UM-2026-0001": 300_000}, 300_000)
    rest = settle(office, [("51010", 300_000)])
    assert rest.posted.voucher.startswith("PB/")
    assert left(office) == ({}, 0)
    assert [one.settled for one in list_advances(office, DUE, every=True).advances] == [500_000_00]
    assert check_book(office).ok


def test_what_was_spent_beyond_the_advance_the_office_pays(office):
    give(office)
    act = settle(office, [("51010", 560_000)])
    assert lines(act) == [("51010", 560_000, 0), ("11040", 0, 500_000), ("11010", 0, 60_000)]
    assert act.settlement.beyond == 60_000_00
    assert left(office) == ({}, 0)
    assert check_book(office).ok


def test_the_money_may_come_from_and_go_back_to_the_bank(office, build):
    build.entry(office, date(2026, 1, 3), "11021", "11010", 1_000_000)
    assert lines(give(office, money="11021"))[1] == ("11021", 0, 500_000)
    assert lines(settle(office, [], 500_000, money="11021")) == [("11021", 500_000, 0), ("11040", 0, 500_000)]


def test_codes_count_by_year(office):
    assert [give(office, 1_000).advance.code for _ in range(2)] == ["UM-2026-0001", "UM-2026-0002"]
    later = give(office, 1_000, on=date(2027, 1, 2), due=date(2027, 1, 3))
    assert later.advance.code == "UM-2027-0001"


def test_a_repetition_is_no_second_advance(office):
    first = give(office, key="k1")
    again = give(office, key="k1")
    assert (again.posted.repeated, again.advance) == (True, first.advance)
    done = settle(office, [("51010", 100_000)], receipt="N-1")
    more = settle(office, [("51010", 100_000)], receipt="N-1")
    assert (more.posted.voucher, more.posted.repeated) == (done.posted.voucher, True)
    assert left(office)[1] == 400_000


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"holder": "tetangga"}, UnknownHolder),
        ({"holder": ""}, UnknownHolder),
        ({"holder": "s"}, UnknownHolder),
        ({"rupiah": 0}, AdvanceNotPositive),
        ({"due": date(2026, 1, 9)}, AdvanceDueBeforeGiven),
    ],
)
def test_an_advance_is_refused(office, change, refusal):
    with pytest.raises(refusal):
        give(office, **change)
    assert left(office) == ({}, 0)


def test_a_holder_is_found_by_a_part_of_the_name_and_those_meant_are_named(office):
    assert give(office, holder="budi").advance.holder == "manajer"
    with pytest.raises(UnknownHolder) as refused:
        give(office, holder="ah")
    assert sorted(refused.value.near) == [
        "koordinator Sri Wahyuni", "pembuku Siti Aminah", "pengawas Rahmat Hidayat",
    ]  # fmt: skip
    with pytest.raises(EmptyField):
        give_advance(office, "manajer", 100, GIVEN, DUE, " ")


@pytest.mark.parametrize(
    ("costs", "returned", "change", "refusal"),
    [
        ([], 0, {}, NothingAccounted),
        ([("51010", 0)], 0, {}, AdvanceNotPositive),
        ([("51010", 100_000)], -1, {}, AdvanceNotPositive),
        ([("51010", 100_000)], 400_001, {}, ReturnedTooMuch),
        ([("51010", 600_000)], 1, {}, ReturnedTooMuch),
        ([("11010", 100_000)], 0, {}, NotForAdvances),
        ([("11040", 100_000)], 0, {}, ReservedAccount),
        ([("11030", 100_000)], 0, {}, ReservedAccount),
        ([("51010", 100_000)], 0, {"code": "UM-2026-0009"}, UnknownAdvance),
        ([("51010", 100_000)], 0, {"on": date(2026, 1, 9)}, AdvanceOverdrawn),
    ],
)
def test_accounting_for_it_is_refused(office, costs, returned, change, refusal):
    give(office)
    with pytest.raises(refusal):
        settle(office, costs, returned, **change)
    assert left(office) == ({"UM-2026-0001": 500_000}, 500_000)
    assert check_book(office).ok


def test_nothing_is_accounted_for_twice(office):
    give(office)
    settle(office, [("51010", 500_000)])
    with pytest.raises(AdvanceSettled):
        settle(office, [("51010", 1_000)])


def test_the_account_is_booked_by_no_other_command(office):
    both = [JournalLine("11040", debit=100), JournalLine("11010", credit=100)]
    with pytest.raises(ReservedAccount):
        record_entry(office, GIVEN, both, "Uang muka")
    with pytest.raises(ReservedAccount):
        pay_cash(office, GIVEN, "11040", 100, "Uang muka")


def test_undone_it_is_as_if_it_had_never_been(office):
    before = left(office)
    act = give(office)
    done = settle(office, [("51010", 100_000)])
    with pytest.raises(AdvanceOverdrawn):
        correct_entry(office, act.posted.voucher, "Batal")
    back = correct_entry(office, done.posted.voucher, "Salah akun")
    assert left(office) == ({"UM-2026-0001": 500_000}, 500_000)
    with pytest.raises(CancellationNotReversible):
        correct_entry(office, back.voucher, "Benar juga")
    gone = correct_entry(office, act.posted.voucher, "Batal")
    assert left(office) == before
    assert list_advances(office, DUE, every=True).advances == ()
    with pytest.raises(UnknownAdvance):
        settle(office, [("51010", 100_000)])
    with pytest.raises(CancellationNotReversible):
        correct_entry(office, gone.voucher, "Jadi juga")
    assert check_book(office).ok


def test_undone_after_its_month_it_counts_until_then(office):
    act = give(office)
    close_month(office, JANUARY)
    with pytest.raises(MonthClosed):
        settle(office, [("51010", 1_000)])
    paper = build_statement(office, "uang-muka", ReportPeriod.of_month(JANUARY))
    correct_entry(office, act.posted.voucher, "Tidak jadi")
    assert left(office, JANUARY.last) == ({"UM-2026-0001": 500_000}, 500_000)
    assert left(office, date(2026, 2, 1)) == ({}, 0)
    assert build_statement(office, "uang-muka", ReportPeriod.of_month(JANUARY)) == paper
    february = build_statement(office, "uang-muka", ReportPeriod.of_month(Month(2026, 2))).data
    (row,) = february["advances"]
    assert [row[key] // 100 for key in ("opening", "given", "settled", "closing")] == [
        500_000,
        -500_000,
        0,
        0,
    ]
    assert check_book(office).ok


def test_overdue_from_the_day_after_its_day(office):
    give(office)
    give(office, 100_000, due=date(2026, 1, 12))
    with office.read() as session:
        assert overdue_advances(session, date(2026, 1, 12)) == []
        assert [one.code for one in overdue_advances(session, DUE)] == ["UM-2026-0002"]
        found = advances_overdue(session, JANUARY)
        assert [(one.code, one.days_overdue(JANUARY.last)) for one in found] == [
            ("UM-2026-0002", 19), ("UM-2026-0001", 11),
        ]  # fmt: skip


def test_the_opening_balance_is_accounted_for_under_a_code_of_its_own(desk, build):
    open_account(desk, Account("11041", "Uang Muka Lama", "aset", "uang-muka"))
    build.opening(desk, k11040=300_000, k11041=50_000, k11010=1_000_000, k31020=-1_350_000)
    assert left(desk) == ({"SALDO-AWAL": 350_000}, 350_000)
    give(desk, 10_000)
    act = settle(desk, [("51010", 320_000)], 10_000, code="saldo-awal")
    assert lines(act)[2:] == [("11040", 0, 300_000), ("11041", 0, 30_000)]
    assert left(desk) == ({"SALDO-AWAL": 20_000, "UM-2026-0001": 10_000}, 30_000)
    paper = build_statement(desk, "uang-muka", ReportPeriod.of_month(JANUARY)).data
    assert [(row["code"], row["opening"] // 100, row["closing"] // 100) for row in paper["advances"]] == [
        ("SALDO-AWAL", 350_000, 20_000), ("UM-2026-0001", 0, 10_000),
    ]  # fmt: skip
    correct_entry(desk, act.posted.voucher, "Salah")
    again = settle(desk, [("51010", 350_000)], code="SALDO-AWAL")
    assert lines(again)[1:] == [("11040", 0, 300_000), ("11041", 0, 50_000)]
    assert left(desk) == ({"UM-2026-0001": 10_000}, 10_000)
    assert check_book(desk).ok


def test_the_audit_names_what_moves_the_account_otherwise(office, build):
    give(office)
    build.entry(office, date(2026, 1, 11), "11040", "11010", 7_000)
    assert [(found.code, found.where) for found in check_book(office).violations] == [
        ("uang-muka-tak-cocok", "KK/2026/01/0002"),
        ("kendali-uang-muka", "uang-muka"),
    ]


@pytest.mark.parametrize(
    ("table", "change", "named"),
    [
        ("cash_advance", "amount = amount + 100", {"uang-muka-tak-cocok", "kendali-uang-muka"}),
        ("cash_advance", "entry = 2", {"uang-muka-tanpa-jurnal", "uang-muka-tak-cocok"}),
        ("advance_settlement", "spent = spent * 9", {"uang-muka-terlampaui", "uang-muka-tak-cocok"}),
    ],
)
def test_the_audit_names_a_forged_fact(sqlite_desk, build, table, change, named):
    build.entry(sqlite_desk, date(2026, 1, 2), "11010", "31020", 5_000_000)
    give(sqlite_desk)
    settle(sqlite_desk, [("51010", 100_000)])
    forge(sqlite_desk, f"UPDATE {table} SET {change}")
    assert named <= {found.code for found in check_book(sqlite_desk).violations}


def forge(desk, statement):
    """Change what the guards keep, as somebody with a tool for files could."""
    with desk.book.engine.connect() as connection:
        driver = connection.connection.driver_connection
        names = [row[0] for row in driver.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            driver.execute(f'DROP TRIGGER "{name}"')
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute(statement)
        driver.commit()
