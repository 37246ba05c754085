"""Settings and holidays on the record; due dates that follow them, and the audit that recomputes them."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.lending import apply_for_loan
from upk_ledger.actions.loan_views import loan_schedule
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.products import add_product, usual_terms
from upk_ledger.actions.settings import (
    adopt_holidays,
    change_setting,
    export_holidays,
    list_holidays,
    list_settings,
)
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import BeforeBookStart, MonthClosed
from upk_ledger.core.errors.settings import SettingValueWrong, UnknownSetting
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.settings import SETTINGS
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.schedules import granted_schedule, installments_of

START = date(2026, 1, 1)


def dues(desk, number):
    with desk.read() as session:
        granted = granted_schedule(session, number, date.max)
        return [row.due.isoformat() for row in installments_of(session, number, granted.version)]


def holiday_file(folder, *days):
    path = folder / "libur.csv"
    path.write_text("tanggal,nama\n" + "".join(f"{day},Libur\n" for day in days), encoding="utf-8")
    return path


def test_a_setting_counts_from_its_day(desk):
    change_setting(desk, "hari-bayar", "15", START)
    change_setting(desk, "hari-bayar", "20", date(2026, 3, 1), reason="Rapat BKM")
    for day, value, since in (
        (date(2026, 2, 28), "15", START),
        (date(2026, 3, 1), "20", date(2026, 3, 1)),
        (date(2025, 12, 31), "", None),
    ):
        found = {setting.name: setting for setting in list_settings(desk, day)}
        assert list(found) == list(SETTINGS)
        assert (found["hari-bayar"].value, found["hari-bayar"].since) == (value, since)
    assert check_book(desk).ok


def test_refusals(desk):
    with pytest.raises(UnknownSetting):
        change_setting(desk, "hari", "1", START)
    for name, value in (("hari-bayar", "32"), ("geser-libur", "naik"), ("hari-lapor", "")):
        with pytest.raises(SettingValueWrong):
            change_setting(desk, name, value, START)
    with pytest.raises(BeforeBookStart):
        change_setting(desk, "hari-bayar", "1", date(2025, 12, 31))
    close_month(desk, Month(2026, 1))
    with pytest.raises(MonthClosed):
        change_setting(desk, "hari-bayar", "1", date(2026, 1, 31))


def test_payment_day_cutoff_and_shift_make_the_schedule_of_what_is_paid_out_from_then_on(
    desk, build, tmp_path
):
    build.group(desk)
    before = build.loan(desk, date(2026, 1, 5), tenor=3)
    change_setting(desk, "hari-bayar", "15", START)
    change_setting(desk, "hari-batas", "20", START)
    early, late = (build.loan(desk, date(2026, 1, day), tenor=3) for day in (20, 21))
    change_setting(desk, "geser-libur", "mundur", START)
    shifted = build.loan(desk, date(2026, 1, 20), tenor=3)
    adopt_holidays(desk, holiday_file(tmp_path, "2026-02-16", "2026-03-16"))
    with_holidays = build.loan(desk, date(2026, 1, 20), tenor=3)
    adopt_holidays(desk, holiday_file(tmp_path, "2026-04-15"))
    with_the_next_list = build.loan(desk, date(2026, 1, 20), tenor=3, shares={"A01": 400_000, "A02": 600_000})
    weekly = build.loan(desk, date(2026, 1, 20), tenor=3, frequency="mingguan")
    assert [
        dues(desk, number) for number in (before, early, late, shifted, with_holidays, with_the_next_list)
    ] == [
        ["2026-02-05", "2026-03-05", "2026-04-05"],
        ["2026-02-15", "2026-03-15", "2026-04-15"],
        ["2026-03-15", "2026-04-15", "2026-05-15"],
        ["2026-02-16", "2026-03-16", "2026-04-15"],
        ["2026-02-17", "2026-03-17", "2026-04-15"],
        ["2026-02-16", "2026-03-16", "2026-04-16"],
    ]
    assert dues(desk, weekly) == ["2026-01-27", "2026-02-03", "2026-02-10"]
    with desk.read() as session:
        rules = [
            granted_schedule(session, number, date.max).terms.due_rule for number in (before, late, weekly)
        ]
    assert rules == ["", "hari=15 batas=20", "geser=mundur"]
    assert check_book(desk).violations == ()


def test_settings_and_holidays_never_touch_what_was_paid_out(desk, build, tmp_path):
    """Metamorphic: positions, schedules and classes of granted loans read the same before and after."""
    build.group(desk)
    change_setting(desk, "geser-libur", "mundur", START)
    build.loan(desk, date(2026, 1, 20), tenor=6, shares={"A01": 400_000, "A02": 600_000})
    build.loan(desk, date(2026, 1, 31), tenor=6)
    build.pay(desk, "P-2026-0002", date(2026, 3, 5), 300_000)

    def figures():
        with desk.read() as session:
            days = [date(2026, month, day) for month in range(2, 13) for day in (1, 15, 20, 28)]
            at = [positions(session, day, rules_at(session, day).collectibility) for day in days]
        return repr((at, dues(desk, "P-2026-0001"), dues(desk, "P-2026-0002")))

    before = figures()
    for name, value in (("geser-libur", "maju"), ("hari-bayar", "5"), ("hari-batas", "1")):
        change_setting(desk, name, value, START)
        assert figures() == before
    adopt_holidays(desk, holiday_file(tmp_path, "2026-02-20", "2026-03-20", "2026-04-20"))
    assert figures() == before
    assert check_book(desk).violations == ()


def test_what_is_applied_for_shows_the_days_that_it_would_have(desk, build):
    build.group(desk)
    change_setting(desk, "hari-bayar", "10", START)
    terms = LoanTerms(
        100_000_000, 2, rate_percent=Fraction(1), rate_per="bulan", method="flat", start=date(2026, 1, 28)
    )
    number = apply_for_loan(desk, LoanApplication("K01", terms))
    _, schedule, granted = loan_schedule(desk, number, date(2026, 2, 1))
    assert (granted, [row.due for row in schedule.rows]) == (False, [date(2026, 2, 10), date(2026, 3, 10)])


def test_a_missed_installment_is_one_month_wherever_its_day_was_moved_to(desk, build):
    """15 February and 15 March 2026 are Sundays."""
    build.group(desk)
    change_setting(desk, "hari-bayar", "15", START)
    numbers = {}
    for shift in ("tidak", "maju", "mundur"):
        change_setting(desk, "geser-libur", shift, START)
        numbers[build.loan(desk, date(2026, 1, 20), tenor=3)] = shift
    wanted = {
        "2026-02-13": (0, 0, 0),
        "2026-02-14": (0, 1, 0),
        "2026-02-16": (1, 1, 0),
        "2026-02-17": (1, 1, 1),
        "2026-03-14": (1, 2, 1),
        "2026-03-16": (2, 2, 1),
        "2026-03-17": (2, 2, 2),
        "2026-04-15": (2, 2, 2),
        "2026-04-16": (3, 3, 3),
        "2026-05-15": (3, 3, 3),
        "2026-05-16": (4, 4, 4),
    }
    with desk.read() as session:
        for day, months in wanted.items():
            on = date.fromisoformat(day)
            found = {
                numbers[at.number]: at.position
                for at in positions(session, on, rules_at(session, on).collectibility)
            }
            assert tuple(found[shift].months_overdue for shift in numbers.values()) == months, day
            assert [found[shift].class_ for shift in found] == [
                1 if m == 0 else 2 if m < 4 else 3 for m in months
            ]


def test_a_product_has_its_own_shift(desk, build):
    build.group(desk)
    change_setting(desk, "hari-bayar", "15", START)
    change_setting(desk, "geser-libur", "mundur", START)
    add_product(desk, "TETAP", "Tetap", {"shift": "tidak"}, START)
    version = usual_terms(desk, "TETAP", START)[1]
    number = build.loan(desk, date(2026, 1, 20), tenor=2, product=version)
    assert dues(desk, number) == ["2026-02-15", "2026-03-15"]
    assert check_book(desk).ok


def test_holidays_are_written_and_read_back(desk, tmp_path):
    assert list_holidays(desk) == []
    assert export_holidays(desk, tmp_path).read_text(encoding="utf-8").split() == ["tanggal,nama"]
    path = holiday_file(tmp_path, "2026-12-25", "2026-01-01")
    assert adopt_holidays(desk, path) == list_holidays(desk)
    again = export_holidays(desk, tmp_path / "lagi.csv")
    assert (
        adopt_holidays(desk, again)
        == list_holidays(desk)
        == [(date(2026, 1, 1), "Libur"), (date(2026, 12, 25), "Libur")]
    )
    assert check_book(desk).ok


def test_a_forged_holiday_or_due_rule_is_found(sqlite_desk, build, tmp_path):
    desk = sqlite_desk
    build.group(desk)
    change_setting(desk, "geser-libur", "mundur", START)
    adopt_holidays(desk, holiday_file(tmp_path, "2026-03-20"))
    build.loan(desk, date(2026, 1, 20), tenor=3)
    assert check_book(desk).ok
    with desk.book.engine.connect() as connection:
        triggers = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'holiday'"
        ).all()
        for (name,) in triggers:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE holiday SET day = '2026-04-20'")
        connection.commit()
    found = {violation.code for violation in check_book(desk).violations}
    assert {"isi-catatan", "jadwal-tak-sesuai"} <= found
