"""What is open before a month is closed, and how its figures compare: on both engines."""

from datetime import UTC, date, datetime

import pytest

from tests.actions.test_reports_cost import asked
from tests.actions.test_restricted_funds import terms
from upk_ledger.actions import restricted_funds
from upk_ledger.actions.advances import give_advance
from upk_ledger.actions.bank import reconcile_bank
from upk_ledger.actions.cash_counts import book_difference, explain_difference, plan_count, record_count
from upk_ledger.actions.month_end import open_points, review_month
from upk_ledger.actions.partners import open_partner_fund, receive_from_partner, set_partner_schedule
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.savings import save
from upk_ledger.actions.settings import change_setting
from upk_ledger.actions.vouchers import papers, tell_support
from upk_ledger.bahasa.messages.periods import CHECKS
from upk_ledger.bahasa.month_end import POINTS, point_command, point_text
from upk_ledger.core import month_end as core
from upk_ledger.core.cash_counts import parse_pieces
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.periods import EarlierMonthOpen, MonthBeforeStart
from upk_ledger.core.month_end import OpenPoint
from upk_ledger.core.partners import numbered
from upk_ledger.store.month_checks import paid_since_record

JANUARY, FEBRUARY = Month(2026, 1), Month(2026, 2)


@pytest.fixture
def office(desk, build):
    """Ten million in cash since the start, a group with a loan of a million between two members, and a bank account."""
    desk.clock.now = datetime(2026, 6, 1, 1, tzinfo=UTC)
    build.opening(desk, k11010=10_000_000, k31020=-10_000_000)
    build.group(desk)
    build.loan(desk, date(2026, 1, 5), shares={"A01": 400_000, "A02": 600_000})
    return desk


def points(desk, month=JANUARY):
    return {(one.kind, one.subject): one for one in open_points(desk, month)}


def kinds(desk, month=JANUARY):
    return [one.kind for one in open_points(desk, month)]


def compared(desk, month=JANUARY):
    return {(one.check, one.where): one for one in review_month(desk, month).comparisons}


def count(desk, on, rupiah):
    plan = plan_count(desk, on, counter="pengawas")
    return record_count(desk, plan, parse_pieces(f"100000={rupiah // 100_000}"))


def test_a_quiet_month_has_its_cash_to_count_and_its_papers_to_name(office):
    found = points(office)
    assert set(found) == {(core.UNCOUNTED, "11010"), (core.PAPERS, "2026-01")}
    assert found[core.UNCOUNTED, "11010"].amount == 9_000_000_00
    assert found[core.PAPERS, "2026-01"][4:] == (1_000_000_00, 1)
    tell_support(office, "KK/2026/01/0001", papers("Kuitansi"))
    count(office, date(2026, 1, 30), 9_000_000)
    assert points(office) == {}


def test_only_the_month_that_is_next_is_looked_at(office):
    assert points(office, FEBRUARY) == {}
    close_month(office, JANUARY)
    assert points(office) == {}
    assert (core.UNCOUNTED, "11010") in points(office, FEBRUARY)
    with pytest.raises(EarlierMonthOpen):
        review_month(office, Month(2026, 3))
    with pytest.raises(MonthBeforeStart):
        review_month(office, Month(2025, 12))


def test_a_difference_is_open_until_it_is_booked_or_explained(office):
    short = count(office, date(2026, 1, 20), 8_900_000)
    point = points(office)[core.COUNTS, str(short.number)]
    assert (point.amount, point.on) == (-100_000_00, date(2026, 1, 20))
    told = compared(office)["opname", "11010"]
    assert (told.agrees, dict(told.figures)) == (False, {"buku-kas": 9_000_000_00, "dihitung": 8_900_000_00})
    assert close_month(office, JANUARY).notes[0].check == "opname"
    explain_difference(office, short.number, "Uang kembalian")
    assert core.COUNTS not in kinds(office, FEBRUARY)


def test_a_booked_difference_agrees_and_a_later_entry_of_the_day_shows(office, build):
    short = count(office, date(2026, 1, 20), 8_900_000)
    book_difference(office, short.number)
    assert compared(office)["opname", "11010"].agrees
    assert core.COUNTS not in kinds(office)
    build.entry(office, date(2026, 1, 19), "51010", "11010", 25_000)
    assert dict(compared(office)["opname", "11010"].figures) == {
        "buku-kas": 8_875_000_00,
        "dihitung": 8_900_000_00,
    }


def test_cash_over_the_limit_below_zero_and_advances_that_are_late(office, build):
    change_setting(office, "batas-kas", "5000000", date(2026, 1, 1))
    give_advance(office, "pembuku", 250_000_00, date(2026, 1, 6), date(2026, 1, 20), "Rapat")
    build.entry(office, date(2026, 1, 25), "51010", "11010", 9_000_000)
    found = points(office)
    over = found[core.LOWERED, "11010"]
    assert (over.amount, over.on, over.how_many) == (10_000_000_00, date(2026, 1, 1), 24)
    assert "kini tidak lagi" in point_text(over, JANUARY)
    assert found[core.TILLS, "11010"].amount == -250_000_00
    advance = found[core.ADVANCES, "UM-2026-0001"]
    assert (advance.amount, advance.on, advance.name) == (250_000_00, date(2026, 1, 20), "Siti Aminah")


def test_cash_that_is_still_over_the_limit_is_to_be_banked(office):
    change_setting(office, "batas-kas", "5000000", date(2026, 1, 1))
    over = points(office)[core.CASH, "11010"]
    assert (over.on, over.how_many) == (date(2026, 1, 1), 31)
    assert "belum disetor" in point_text(over, JANUARY)


def test_a_bank_account_is_open_until_its_last_day_is_explained(office, build):
    build.entry(office, date(2026, 1, 10), "11021", "11010", 2_000_000)
    assert points(office)[core.BANK, "11021"].amount == 2_000_000_00
    told = compared(office)["bank", "11021"]
    assert (told.agrees, told.differing, dict(told.figures)["rekonsiliasi"]) == (False, (), None)
    reconcile_bank(office, "11021", JANUARY.last, 2_000_000_00)
    assert core.BANK not in kinds(office)
    assert compared(office)["bank", "11021"].agrees
    assert "bank" in close_month(office, JANUARY).checks


def test_assets_that_no_register_knows(office, build):
    build.entry(office, date(2026, 1, 10), "12020", "11010", 1_500_000)
    assert points(office)[core.ASSETS, "12020"].amount == 1_500_000_00


def test_titipan_that_could_pay_what_is_overdue(office, build):
    build.pay(office, "P-2026-0001", date(2026, 2, 5), 115_000 + 60_000, excess="titipan")
    close_month(office, JANUARY)
    assert core.DEPOSITS not in kinds(office, FEBRUARY)
    close_month(office, FEBRUARY)
    assert points(office, Month(2026, 3))[core.DEPOSITS, "P-2026-0001"].amount == 60_000_00


def test_partners_that_wait_for_money(office):
    open_partner_fund(office, "BANK-X", "Dana Bank X", "Bank X", "01/2026", date(2026, 1, 2), 4_000_000_00)
    receive_from_partner(office, "BANK-X", 4_000_000_00, date(2026, 1, 3))
    rows = numbered([(date(2026, 1, 31), 1_000_000_00, 0), (date(2026, 2, 28), 3_000_000_00, 0)])
    set_partner_schedule(office, "BANK-X", rows)
    point = points(office)[core.PARTNERS, "BANK-X"]
    assert (point.amount, point.on, point.name) == (1_000_000_00, date(2026, 1, 31), "Bank X")


def test_a_fund_past_its_end(engine_location, build):
    desk = build.start(engine_location, kind="sekretariat")
    restricted_funds.open_fund(desk, terms(agreed_on=date(2026, 1, 2), until=date(2026, 1, 30)))
    restricted_funds.open_fund(desk, terms(code="LAIN", agreed_on=date(2026, 1, 2), until=None))
    restricted_funds.receive(desk, "APBD-JALAN", 500_000_00, date(2026, 1, 5))
    found = points(desk)
    assert found[core.FUNDS, "APBD-JALAN"].amount == 500_000_00
    assert (core.FUNDS, "LAIN") not in found
    assert {check for check, _ in compared(desk)} == {"neraca", "dana-terikat", "buku-kas", "opname"}


def test_december_names_the_years_closing_and_an_early_closing_is_told(office):
    for month in range(1, 12):
        close_month(office, Month(2026, month))
    found = points(office, Month(2026, 12))
    assert found[core.YEAR, "2026"]
    assert found[core.EARLY, "2026-12"].on == date(2026, 12, 31)


def test_what_the_start_lacks_of_its_allowance(desk, build):
    build.opening(desk, k11030=1_000_000, k31020=-1_000_000)
    build.group(desk)
    build.running_loan(desk, date(2025, 1, 5))
    assert points(desk)[core.SHORTFALL, "2026-01"].amount == 1_000_000_00
    assert review_month(desk, JANUARY).ready


def test_every_check_has_its_figures_and_changes_nothing(office, build):
    close_month(office, JANUARY)
    build.pay(office, "P-2026-0001", date(2026, 2, 5), 115_000)
    with office.read() as session:
        before = session.head().number
    found = compared(office, FEBRUARY)
    figures = {check: dict(one.figures) for (check, _), one in found.items()}
    assert all(one.agrees for (check, _), one in found.items() if check != "opname")
    balance = 900_000_00
    assert set(figures["saldo-pinjaman"].values()) == {balance}
    assert figures["perkembangan-saldo"] == {"sampai-bulan-ini": balance, "jumlah": balance}
    assert figures["perkembangan-pokok"] == {"sampai-bulan-ini": 100_000_00, "jumlah": 100_000_00}
    assert figures["perkembangan-jasa"] == {"sampai-bulan-ini": 15_000_00, "jumlah": 15_000_00}
    assert figures["sambungan-saldo"] == {
        "sampai-bulan-lalu": 1_000_000_00,
        "laporan-bulan-lalu": 1_000_000_00,
    }
    assert set(figures["jasa-diterima"].values()) == {15_000_00}
    assert set(figures["cadangan"].values()) == {9_000_00}
    assert figures["anggota-pokok"] == {"ksm": 100_000_00, "anggota": 100_000_00}
    assert figures["anggota-jasa"] == {"ksm": 15_000_00, "anggota": 15_000_00}
    assert set(figures["buku-kas"].values()) == {9_115_000_00}
    assert set(CHECKS) >= set(figures)
    with office.read() as session:
        assert session.head().number == before
    assert close_month(office, FEBRUARY).comparisons == tuple(found.values())
    assert compared(office, FEBRUARY) == found


def test_what_counts_for_a_closed_month_and_was_recorded_later_is_seen(office, build):
    build.pay(office, "P-2026-0001", date(2026, 1, 20), 115_000)
    with office.read() as session:
        assert paid_since_record(session, 0, JANUARY.last) == (100_000_00, 15_000_00)
        assert paid_since_record(session, session.head().number, JANUARY.last) == (0, 0)


def test_savings_are_compared_with_what_the_groups_have(office, build):
    save(office, "K01", 70_000_00, date(2026, 1, 8))
    assert dict(compared(office)["tabungan", ""].figures) == {"neraca": 70_000_00, "ksm": 70_000_00}


def statements(desk, month):
    """How many statements telling what is open and comparing all figures asks."""
    with asked(desk) as found:
        review_month(desk, month)
    return len(found)


def test_more_loans_and_months_ask_no_more(sqlite_desk, build):
    build.opening(sqlite_desk, k11010=50_000_000, k31020=-50_000_000)
    build.group(sqlite_desk)
    build.loan(sqlite_desk, date(2026, 1, 5))
    close_month(sqlite_desk, JANUARY)
    few = statements(sqlite_desk, FEBRUARY)
    for _ in range(4):
        build.loan(sqlite_desk, date(2026, 2, 5))
    assert statements(sqlite_desk, FEBRUARY) <= few
    close_month(sqlite_desk, FEBRUARY)
    assert statements(sqlite_desk, Month(2026, 3)) <= few


@pytest.mark.parametrize("kind", core.KINDS)
def test_every_kind_is_told_in_words(kind):
    point = OpenPoint(kind, "S", "N", date(2026, 1, 2), 500_00, 3)
    text, command = point_text(point, JANUARY), point_command(point, JANUARY)
    assert text
    assert "{" not in text + command
    assert command.startswith("upk ") or kind in {core.EARLY, core.LOWERED}
    assert set(POINTS) == set(core.KINDS)
