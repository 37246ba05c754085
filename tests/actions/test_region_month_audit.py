"""The figures kept of closed months are recounted from the records by the audit of the book."""

from datetime import date

import pytest
from sqlalchemy import text

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.core.dates import Month
from upk_ledger.core.region.figures import COUNTED
from upk_ledger.store.auditing_month_figures import KeptAudit
from upk_ledger.store.auditing_streams import Findings
from upk_ledger.store.periods import closing_of
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at


@pytest.fixture
def closed(desk, build):
    """Three closed months: a legacy loan long overdue, a new one paid late, and one written off."""
    build.opening(
        desk,
        k11010=20_000_000,
        k31020=-20_000_000,
        k11030=900_000,
        k31010=-900_000,
        k12010=-900_000,
        k31090=900_000,
    )
    build.group(desk, "K01")
    build.group(desk, "K02")
    build.running_loan(desk, date(2025, 1, 10), paid=(100_000, 0), group="K01")
    loan = build.loan(desk, date(2026, 1, 8), 3_000_000, "K02")
    build.pay(desk, loan, date(2026, 2, 20), 345_000)
    for month in (1, 2, 3):
        close_month(desk, Month(2026, month))
    return desk


def _found(desk):
    return [(one.code, one.where) for one in check_book(desk).violations]


def _change(desk, statement):
    with desk.book.transaction(write=True) as connection:
        connection.execute(text(statement))


def test_what_was_kept_is_what_the_records_say(closed):
    assert _found(closed) == []


def test_every_changed_figure_is_named(closed):
    for name in [*COUNTED, "record"]:
        change = "UPDATE office_month SET {0} = {0} {1} 1 WHERE month = '2026-02'"
        _change(closed, change.format(name, "+"))
        with closed.read() as session:
            findings = Findings()
            kept = KeptAudit(session, findings)
            closing = closing_of(session, Month(2026, 2))
            rules = rules_at(session, date(2026, 2, 28))
            loans = positions(session, date(2026, 2, 28), rules.collectibility)
            kept.check(Month(2026, 2), closing.record, rules, loans)
        (found,) = findings.violations
        assert (found.code, found.where) == ("angka-bulan", "2026-02")
        assert found.detail.endswith(f": {name}.")
        _change(closed, change.format(name, "-"))


def test_a_changed_mark_of_suspension_is_named(closed):
    _change(closed, "UPDATE office_month SET suspended = suspended || ' RR' WHERE month = '2026-03'")
    assert _found(closed) == [("angka-bulan", "2026-03")]


def test_missing_and_surplus_months_are_named(closed):
    _change(closed, "UPDATE office_month SET month = '2026-04' WHERE month = '2026-03'")
    assert _found(closed) == [("angka-bulan-hilang", "2026-03"), ("angka-bulan-lebih", "2026-04")]


def test_a_reopened_month_keeps_no_figures(closed):
    reopen_month(closed, Month(2026, 3), "Salah tanggal")
    assert _found(closed) == []
