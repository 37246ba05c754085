"""Closing a year with December and later, several years at once, back and again; what the statements say of it."""

from datetime import date

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.reports import build_statement, month_package
from upk_ledger.actions.year_end import close_year, reopen_year
from upk_ledger.cli.output import of_statement, to_json, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import NotReversibleHere
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.periods import EarlierMonthOpen
from upk_ledger.core.errors.year_end import EarlierYearOpen, NotNewestYear, YearBeforeBook, YearNotClosed
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.posting import entry_at, find_record


def rp(amount):
    return amount * 100


def months(desk, first, last):
    month = first
    while month <= last:
        close_month(desk, month)
        month = month.next()


def fill(desk, build, *years):
    """Capital, and in each year income of 900 and 100, cost of 300: a result of 700."""
    build.entry(desk, date(years[0], 1, 5), "11010", "31020", 50_000)
    for year in years:
        build.entry(desk, date(year, 3, 3), "11010", "41010", 900)
        build.entry(desk, date(year, 6, 6), "11010", "41021", 100)
        build.entry(desk, date(year, 12, 9), "51010", "11010", 300)


def paper(desk, name, period):
    return build_statement(desk, name, period).data


def balances(desk, on):
    found = paper(desk, "neraca", ReportPeriod.at(on))
    assert found["total_assets"] == found["total_liabilities"] + found["total_equity"]
    return {row["code"]: row["balance"] for row in found["accounts"]}


def posted(desk, on):
    """The posted balance (sen, debit less credit) of every account."""
    found = paper(desk, "neraca-saldo", ReportPeriod.at(on))
    return {row["code"]: (row["debit"] or 0) - (row["credit"] or 0) for row in found["accounts"]}


def lines_of(desk, voucher):
    with desk.read() as session:
        entry = entry_at(session, find_record(session, voucher)).entry
    return (
        entry.date,
        entry.kind,
        [(line.account, line.debit // 100, line.credit // 100) for line in entry.lines],
    )


@pytest.fixture
def year(desk, build):
    """2026 with eleven months closed."""
    fill(desk, build, 2026)
    months(desk, Month(2026, 1), Month(2026, 11))
    return desk


def test_the_year_closes_with_its_december(year):
    income = paper(year, "laba-rugi", ReportPeriod.of_year(2026))
    done = close_year(year, 2026)
    assert (done.on, done.result, done.repeated) == (date(2026, 12, 31), rp(700), False)
    assert done.month.month == Month(2026, 12)
    assert [lines_of(year, voucher) for voucher in done.vouchers] == [
        (date(2026, 12, 31), "penutup", [("41010", 900, 0), ("41021", 100, 0), ("31099", 0, 1000)]),
        (date(2026, 12, 31), "penutup", [("31099", 300, 0), ("51010", 0, 300)]),
        (date(2026, 12, 31), "penutup", [("31099", 700, 0), ("31090", 0, 700)]),
    ]
    for on in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 7, 1)):
        assert balances(year, on).get("31090") == rp(700)
        assert not balances(year, on).get("31099")
        assert all(posted(year, on)[code] == 0 for code in ("41010", "41021", "51010", "31099"))
    again = paper(year, "laba-rugi", ReportPeriod.of_year(2026))
    assert again == income
    assert again["net_income"] == rp(700)
    capital = paper(year, "perubahan-modal", ReportPeriod.of_year(2026))
    assert (capital["opening_equity"], capital["increase"], capital["decrease"]) == (0, rp(50_700), 0)
    assert check_book(year).ok


def test_closing_the_year_again_changes_nothing(year):
    first = close_year(year, 2026)
    second = close_year(year, 2026)
    assert (second.repeated, second.vouchers, second.result) == (True, (), first.result)


def test_a_year_whose_december_is_closed_is_closed_on_the_first_open_day(year):
    months(year, Month(2026, 12), Month(2027, 1))
    before = balances(year, date(2027, 2, 1))
    done = close_year(year, 2026)
    assert (done.on, done.month, len(done.vouchers)) == (date(2027, 2, 1), None, 3)
    assert "2026" in lines_text(year, done.vouchers[0])
    assert balances(year, date(2026, 12, 31))["31099"] == rp(700)
    assert balances(year, date(2027, 1, 31)) == before
    assert balances(year, date(2027, 2, 1)) == before
    assert posted(year, date(2027, 1, 31))["41010"] == rp(-900)
    assert posted(year, date(2027, 2, 1))["41010"] == 0
    assert posted(year, date(2027, 2, 1))["31090"] == rp(-700)
    assert paper(year, "laba-rugi", ReportPeriod.of_year(2027))["net_income"] == 0
    capital = paper(year, "perubahan-modal", ReportPeriod.of_year(2027))
    assert (capital["increase"], capital["decrease"]) == (0, 0)
    assert check_book(year).ok


def lines_text(desk, voucher):
    with desk.read() as session:
        return entry_at(session, find_record(session, voucher)).entry.description


def test_what_undoes_a_closing_belongs_to_the_year_that_was_closed(year, build):
    done = close_year(year, 2026)
    months(year, Month(2027, 1), Month(2027, 1))
    build.entry(year, date(2027, 2, 2), "11010", "41010", 50)
    undone = reopen_year(year, 2026, "Salah tutup")
    assert len(undone.vouchers) == len(done.vouchers)
    assert lines_of(year, undone.vouchers[0])[:2] == (date(2027, 2, 1), "penutup")
    assert posted(year, date(2027, 2, 1))["41010"] == rp(-900)
    assert balances(year, date(2027, 2, 2))["31090"] == rp(700)
    assert balances(year, date(2027, 2, 2))["31099"] == rp(50)
    assert paper(year, "laba-rugi", ReportPeriod.of_year(2027))["net_income"] == rp(50)
    again = close_year(year, 2026)
    assert (again.on, again.result) == (date(2027, 2, 1), rp(700))
    assert balances(year, date(2027, 2, 2))["31090"] == rp(700)
    assert posted(year, date(2027, 2, 2))["31090"] == rp(-700)
    assert posted(year, date(2027, 2, 2))["41010"] == rp(-50)
    assert check_book(year).ok


def printed(desk, month):
    """Every paper of a month but the list for the Pengawas: that a month was opened again is to stand there."""
    papers = [one for one in month_package(desk, month) if one.name != "pengawasan"]
    return [to_text(of_statement(one), None) + to_json(dict(one.data)) for one in papers]


def test_december_reopened_and_closed_again_prints_the_same_bytes(year):
    close_year(year, 2026)
    papers = printed(year, Month(2026, 12))
    reopen_month(year, Month(2026, 12), "periksa")
    assert lines_of(year, close_year(year, 2026).month.last_entry.voucher)[1] == "penutup"
    assert printed(year, Month(2026, 12)) == papers
    reopen_month(year, Month(2026, 12), "periksa")
    close_month(year, Month(2026, 12))  # the month alone: the year stays closed
    assert printed(year, Month(2026, 12)) == papers


def test_what_a_reopened_december_brings_is_closed_with_it(year, build):
    close_year(year, 2026)
    reopen_month(year, Month(2026, 12), "bukti tertinggal")
    build.entry(year, date(2026, 12, 20), "51030", "11010", 40)
    closed = close_month(year, Month(2026, 12))
    assert [lines_of(year, voucher)[2] for voucher in closed.year_vouchers] == [
        [("31099", 40, 0), ("51030", 0, 40)],
        [("31090", 40, 0), ("31099", 0, 40)],
    ]
    assert balances(year, date(2026, 12, 31))["31090"] == rp(660)
    assert close_year(year, 2026).result == rp(660)
    assert check_book(year).ok


def test_undoing_while_december_is_open_leaves_the_year_as_it_was(year):
    close_month(year, Month(2026, 12))
    papers = [
        paper(year, name, ReportPeriod.of_year(2026)) for name in ("neraca", "laba-rugi", "perubahan-modal")
    ]
    reopen_month(year, Month(2026, 12), "tutup dengan tahunnya")
    close_year(year, 2026)
    reopen_month(year, Month(2026, 12), "batal")
    back = reopen_year(year, 2026, "batal")
    assert lines_of(year, back.vouchers[0])[0] == date(2026, 12, 31)
    close_month(year, Month(2026, 12))
    again = [
        paper(year, name, ReportPeriod.of_year(2026)) for name in ("neraca", "laba-rugi", "perubahan-modal")
    ]
    assert again == papers


def test_several_unclosed_years_are_closed_in_order(desk, build):
    fill(desk, build, 2026, 2027, 2028)
    months(desk, Month(2026, 1), Month(2028, 11))
    before = balances(desk, date(2028, 12, 31))
    assert (before["31090"], before["31099"]) == (rp(1400), rp(700))
    with pytest.raises(EarlierYearOpen) as refused:
        close_year(desk, 2028)
    assert refused.value.first == 2026
    assert balances(desk, date(2028, 12, 31)) == before
    for year in (2026, 2027):
        assert close_year(desk, year).on == date(2028, 12, 1)
        assert balances(desk, date(2028, 12, 31)) == before
    assert paper(desk, "laba-rugi", ReportPeriod.of_year(2028))["net_income"] == rp(700)
    close_year(desk, 2028)
    after = balances(desk, date(2028, 12, 31))
    assert (after["31090"], after.get("31099", 0)) == (rp(2100), 0)
    with pytest.raises(NotNewestYear):
        reopen_year(desk, 2027, "salah")
    for year in (2028, 2027):
        reopen_year(desk, year, "salah")
    assert balances(desk, date(2029, 1, 1))["31090"] == rp(2100)
    assert posted(desk, date(2029, 1, 1))["31090"] == rp(-700)
    assert check_book(desk).ok


def test_a_year_that_the_book_begins_in_counts_what_the_opening_brought(engine_location, build):
    desk = build.start(engine_location, start=date(2026, 10, 17))
    build.opening(desk, k11010=5_000, k31020=-4_000, k31099=-600, k41010=-500, k51010=100)
    build.entry(desk, date(2026, 11, 2), "11010", "41010", 70)
    months(desk, Month(2026, 10), Month(2026, 12))
    was = balances(desk, date(2027, 1, 1))
    done = close_year(desk, 2026)
    assert done.result == rp(1_070)
    now = balances(desk, date(2027, 1, 1))
    assert now["31090"] == rp(1_070)
    assert sum(now[code] for code in ("31020", "31090")) == sum(was[c] for c in ("31020", "31090", "31099"))
    assert check_book(desk).ok


def test_a_year_without_results_is_closed_by_no_entry(desk, build):
    build.entry(desk, date(2026, 1, 5), "11010", "31020", 50_000)
    months(desk, Month(2026, 1), Month(2026, 12))
    assert close_year(desk, 2026).vouchers == ()
    assert close_year(desk, 2026).repeated
    assert reopen_year(desk, 2026, "coba").vouchers == ()
    with pytest.raises(YearNotClosed):
        reopen_year(desk, 2026, "coba")
    assert check_book(desk).ok


def test_what_is_refused(year):
    with pytest.raises(YearBeforeBook):
        close_year(year, 2025)
    with pytest.raises(EarlierMonthOpen) as early:
        close_year(year, 2027)
    assert early.value.first == Month(2026, 12)
    with pytest.raises(YearNotClosed):
        reopen_year(year, 2026, "salah")
    done = close_year(year, 2026)
    with pytest.raises(EmptyField):
        reopen_year(year, 2026, " ")
    with pytest.raises(NotReversibleHere):
        correct_entry(year, done.vouchers[0], "salah")
