"""Cash above its limit and not banked: who is told, from when, at what cost."""

import contextlib
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.cash_control import cash_not_banked
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.settings import change_setting, list_settings
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.settings import SettingValueWrong
from upk_ledger.core.errors.typing_in import NotAnAmount
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.tasks import CASH
from upk_ledger.store.cash_limits import cash_over_limit

START = date(2026, 1, 1)


@pytest.fixture
def office(desk, build):
    """Rp5.000.000 in the box from 2 January to 8 January, then Rp500.000 of them."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 5_000_000)
    deposit_to_bank(desk, date(2026, 1, 9), 4_500_000_00)
    change_setting(desk, "batas-kas", "Rp1.000.000", START)
    return desk


def told(desk, since, until):
    with desk.read() as session:
        return [
            (one.account, one.since.day, one.until.day, one.days, one.highest // 100, one.lasting)
            for one in cash_over_limit(session, since, until)
        ]


def test_a_stretch_longer_than_allowed_is_told(office):
    assert told(office, START, date(2026, 1, 31)) == [("11010", 2, 8, 7, 5_000_000, False)]
    assert told(office, START, date(2026, 1, 4)) == []
    assert told(office, START, date(2026, 1, 5)) == [("11010", 2, 5, 4, 5_000_000, True)]
    assert told(office, date(2026, 1, 9), date(2026, 1, 31)) == []
    change_setting(office, "hari-setor", "7", START)
    assert told(office, START, date(2026, 1, 31)) == []
    change_setting(office, "hari-setor", "6", START)
    change_setting(office, "batas-kas", "5000000", START)
    assert told(office, START, date(2026, 1, 31)) == []
    change_setting(office, "batas-kas", "", START)
    assert told(office, START, date(2026, 1, 31)) == []


def test_a_stretch_goes_on_over_the_months_end(office, build):
    build.entry(office, date(2026, 1, 30), "11010", "31020", 2_000_000)
    close_month(office, Month(2026, 1))
    with office.read() as session:
        (one,) = cash_not_banked(session, Month(2026, 2))
    assert (one.since, one.days, one.limit) == (date(2026, 1, 30), 30, 1_000_000_00)
    with office.read() as session:
        assert len(cash_not_banked(session, Month(2026, 1))) == 1


def test_the_limit_is_an_amount(office):
    found = {one.name: one.value for one in list_settings(office, START)}
    assert (found["batas-kas"], found["hari-setor"]) == ("1000000", "3")
    with pytest.raises(NotAnAmount):
        change_setting(office, "batas-kas", "banyak", START)
    with pytest.raises(SettingValueWrong):
        change_setting(office, "batas-kas", "1.000,50", START)


def test_it_is_a_task_while_it_lasts(office):
    def tasks(on):
        (found,) = [one.tasks for one in tasks_due(office, on) if one.kind == CASH]
        return [(task.subject, task.on, task.amount // 100, task.note) for task in found]

    assert tasks(date(2026, 1, 8)) == [("11010", date(2026, 1, 2), 5_000_000, "7 hari")]
    assert tasks(date(2026, 1, 9)) == []


def test_the_pengawas_reads_of_it_and_a_closed_month_says_the_same_for_ever(office):
    close_month(office, Month(2026, 1))
    paper = build_statement(office, "pengawasan", ReportPeriod.of_month(Month(2026, 1)))
    (found,) = paper.data["cash_over_limit"]
    assert (found["from"], found["to"], found["lasting"]) == (date(2026, 1, 2), date(2026, 1, 8), False)
    assert paper.sections[0].rows[0].cells[-1] == "Lama tidak disetor"
    change_setting(office, "batas-kas", "9.000.000", date(2026, 2, 1))
    again = build_statement(office, "pengawasan", ReportPeriod.of_month(Month(2026, 1)))
    assert again.sections[0] == paper.sections[0]


def test_of_a_month_that_is_not_over_the_days_to_come_say_nothing(sqlite_location, build):
    desk = build.start(sqlite_location, build.clock(datetime(2026, 1, 5, tzinfo=UTC)))
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 5_000_000)
    change_setting(desk, "batas-kas", "1000000", START)
    paper = build_statement(desk, "pengawasan", ReportPeriod.of_month(Month(2026, 1)))
    (found,) = paper.data["cash_over_limit"]
    assert (found["to"], found["days"], found["lasting"]) == (date(2026, 1, 5), 4, True)
    assert paper.sections[0].rows[0].cells[-1] == "Belum disetor"


@contextlib.contextmanager
def statements(desk):
    asked = []

    def listen(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    engine = desk.book.engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def test_it_costs_the_same_however_many_days_moved(office, build):
    def cost(month):
        with office.read() as session:
            session.accounts, session.closed_through  # noqa: B018
            with statements(office) as asked:
                cash_not_banked(session, month)
            return len(asked)

    few = cost(Month(2026, 1))
    for day in range(10, 29):
        build.entry(office, date(2026, 1, day), "11010", "41021", 600_000 * (day % 3 + 1))
        deposit_to_bank(office, date(2026, 1, day), 500_000_00)
    assert cost(Month(2026, 1)) == few <= 5
