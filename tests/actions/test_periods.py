import json
from datetime import UTC, date, datetime

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.officers import appoint
from upk_ledger.actions.periods import close_month, opening_shortfall, period_status, reopen_month
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.ledger import MonthClosed
from upk_ledger.core.errors.loans import UnknownTerm
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.periods import (
    EarlierMonthOpen,
    MonthBeforeStart,
    MonthNotClosed,
    NotNewestClosed,
    OpeningShortfall,
    ReportsDisagree,
)
from upk_ledger.core.offices import Officer
from upk_ledger.core.periods import BalanceRow, LoanRow
from upk_ledger.store.balances import account_sums
from upk_ledger.store.periods import _MOVED, closing_of, last_entry, snapshot_balances, snapshot_loans
from upk_ledger.store.posting import post

JANUARY, FEBRUARY, MARCH = (Month(2026, month) for month in (1, 2, 3))


def allowance(desk, on):
    with desk.read() as session:
        sums = account_sums(session, on, on)
    return -sums["12010"].balance // 100 if "12010" in sums else 0


def dump(desk):
    """Everything that a period's refusal must leave as it was."""
    with desk.read() as session:
        return [
            session.all(f"SELECT * FROM {table} WHERE office_id = :office")
            for table in ("record", "journal_entry", "journal_line", "period_event", "period_balance")
        ]


@pytest.fixture
def lending(desk, build):
    """One loan of a million, paid out on 5 January, due on the 5th of each month."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    build.loan(desk, date(2026, 1, 5))
    return desk


def test_closing_posts_only_the_change_of_the_allowance(lending, build):
    first = close_month(lending, JANUARY)
    assert (first.required, first.held) == (1_000_000, 0)
    (rise,) = first.posted
    assert (rise.kind, rise.date, rise.debit, rise.credit, rise.amount) == (
        "cadangan",
        date(2026, 1, 31),
        "51080",
        "12010",
        1_000_000,
    )
    build.pay(lending, "P-2026-0001", date(2026, 2, 5), 115_000)
    (fall,) = close_month(lending, FEBRUARY).posted
    assert (fall.debit, fall.credit, fall.amount) == ("12010", "51080", -100_000)
    # Due on 5 March and unpaid: one month overdue is class 2, 5 percent.
    third = close_month(lending, MARCH)
    assert [(total.class_, total.balance) for total in third.classes if total.loans] == [(2, 90_000_000)]
    assert third.posted[0].amount == 4_500_000 - 900_000
    assert [allowance(lending, month.last) for month in (JANUARY, FEBRUARY, MARCH)] == [10_000, 9_000, 45_000]


def test_where_nothing_changes_nothing_is_posted(lending):
    close_month(lending, JANUARY)
    again = close_month(lending, FEBRUARY)  # an installment fell due on the 5th, unpaid: class 2
    assert [entry.amount for entry in again.posted] == [4_000_000]
    assert close_month(lending, MARCH).posted == ()


def test_a_month_counts_its_own_days_only(lending, build):
    build.pay(lending, "P-2026-0001", date(2026, 2, 1), 115_000)
    build.entry(lending, date(2026, 2, 2), "51030", "11010", 5_000)
    closed = close_month(lending, JANUARY)
    assert closed.required == 1_000_000
    with lending.read() as session:
        stored = {row.account: row for row in snapshot_balances(session, closed.record)}
    assert stored["11010"] == BalanceRow("11010", "bergulir", 10**9, 10**8, 0, 0, 9 * 10**8)
    assert "51030" not in stored


def test_snapshot_holds_balances_loans_and_paper(lending, build):
    build.pay(lending, "P-2026-0001", date(2026, 1, 20), 50_000)
    close_month(lending, JANUARY)
    appoint(lending, Officer("manajer", "Manajer UPK", "Joko", date(2026, 2, 1)))
    with lending.write() as session:
        kinds = (("umum", 300), ("penutup", 200))
        for kind, rupiah in kinds:
            lines = (JournalLine("41020", debit=rupiah * 100), JournalLine("31099", credit=rupiah * 100))
            post(session, JournalEntry(date(2026, 2, 28), kind, lines))
    closed = close_month(lending, FEBRUARY)
    with lending.read() as session:
        stored = {row.account: row for row in snapshot_balances(session, closed.record)}
        loans = snapshot_loans(session, closed.record)
        before, now = closing_of(session, JANUARY), closing_of(session, FEBRUARY)
    assert stored["41020"] == BalanceRow("41020", "bergulir", 50_000, 0, 20_000, 0, 50_000)
    # Not moved in February, yet in its snapshot: a balance is cumulative.
    assert stored["31020"] == BalanceRow("31020", "bergulir", 0, 0, 0, 0, -1_000_000_000)
    assert loans == [LoanRow("P-2026-0001", 96_500_000, 6_500_000, 0, 1, 2)]
    assert [closing.letterhead["board"] for closing in (before, now)] == ["BKM Melati", "BKM Melati"]
    manager = [
        next(officer.name for officer in closing.officers if officer.code == "manajer")
        for closing in (before, now)
    ]
    assert manager == ["Budi Santoso", "Joko"]
    assert now.digest == closed.digest


def test_last_entry_is_the_newest_that_the_month_counts(lending, build):
    closed = close_month(lending, JANUARY)
    assert closed.last_entry.voucher == "PB/2026/01/0001"
    ahead = build.entry(lending, date(2026, 3, 1), "51030", "11010", 5_000)
    close_month(lending, FEBRUARY)
    with lending.read() as session:
        assert last_entry(session, date(2026, 1, 31)) == closed.last_entry
        february = closing_of(session, FEBRUARY).last_entry
        assert february.voucher == "PB/2026/02/0001"
        assert last_entry(session, date(2026, 2, 28)) == february
        # March counts what was recorded before February's closing, but not as its newest.
        assert last_entry(session, date(2026, 3, 31)) == february
        assert february.record > ahead.record
        assert last_entry(session, date(2026, 1, 4)).voucher == "KM/2026/01/0001"
        assert last_entry(session, date(2026, 1, 1)).record == 0


def test_months_close_in_order(lending):
    before = dump(lending)
    with pytest.raises(EarlierMonthOpen) as refused:
        close_month(lending, MARCH)
    assert (refused.value.month, refused.value.first) == (MARCH, JANUARY)
    assert "Januari 2026" in sentence(refused.value)
    with pytest.raises(MonthBeforeStart):
        close_month(lending, Month(2025, 12))
    assert dump(lending) == before
    close_month(lending, JANUARY)
    with pytest.raises(EarlierMonthOpen) as refused:
        close_month(lending, MARCH)
    assert refused.value.first == FEBRUARY


def test_closing_again_changes_nothing(lending):
    first = close_month(lending, JANUARY)
    before = dump(lending)
    again = close_month(lending, JANUARY)
    assert again.repeated
    assert (again.record, again.digest, again.classes) == (first.record, first.digest, first.classes)
    assert dump(lending) == before


def test_a_closed_month_takes_no_posting(lending, build):
    close_month(lending, JANUARY)
    with pytest.raises(MonthClosed) as refused:
        build.entry(lending, date(2026, 1, 31), "51030", "11010", 5_000)
    assert refused.value.first_open == date(2026, 2, 1)
    with pytest.raises(MonthClosed):
        build.pay(lending, "P-2026-0001", date(2026, 1, 31), 115_000)


def test_reopening_and_closing_again_posts_the_difference(lending, build):
    close_month(lending, JANUARY)
    reopened = reopen_month(lending, JANUARY, "satu setoran terlupa")
    assert reopened.first_open == date(2026, 1, 1)
    with lending.read() as session:
        assert closing_of(session, JANUARY) is None
        assert session.value("SELECT text FROM record_text WHERE office_id = :office AND record = :record",
                             record=reopened.record) == "satu setoran terlupa"  # fmt: skip
    build.pay(lending, "P-2026-0001", date(2026, 1, 30), 115_000)
    closed = close_month(lending, JANUARY)
    assert not closed.repeated
    assert [entry.amount for entry in closed.posted] == [-100_000]
    assert allowance(lending, JANUARY.last) == 9_000
    assert check_book(lending).violations == ()


def test_only_the_newest_closed_month_reopens(lending):
    with pytest.raises(MonthNotClosed):
        reopen_month(lending, JANUARY, "salah")
    close_month(lending, JANUARY)
    close_month(lending, FEBRUARY)
    for month, refusal in (
        (JANUARY, NotNewestClosed),
        (MARCH, MonthNotClosed),
        (Month(2025, 12), MonthNotClosed),
    ):
        with pytest.raises(refusal):
            reopen_month(lending, month, "salah")
    with pytest.raises(EmptyField):
        reopen_month(lending, FEBRUARY, "  ")
    reopen_month(lending, FEBRUARY, "salah")
    reopen_month(lending, JANUARY, "salah")
    with pytest.raises(MonthNotClosed):
        reopen_month(lending, JANUARY, "salah")


def test_a_reversal_of_a_closed_month_counts_in_the_open_one(lending, build):
    paid = build.pay(lending, "P-2026-0001", date(2026, 1, 20), 115_000)
    close_month(lending, JANUARY)
    cancelled = cancel_repayment(lending, paid.voucher, "salah KSM")
    assert cancelled.entry.date == date(2026, 2, 1)
    closed = close_month(lending, FEBRUARY)
    assert closed.notes == ()
    assert check_book(lending).violations == ()


@pytest.fixture
def running(desk, build):
    """A loan taken over with 800.000 left and three months overdue, and no allowance: 5 percent is missing."""
    build.group(desk)
    build.running_loan(desk, date(2025, 7, 15), paid=(200_000, 30_000))
    build.opening(desk, k11010=9_000_000, k11030=800_000, k31020=-9_800_000)
    return desk


def test_an_opening_shortfall_is_never_charged_silently(running):
    with running.read() as session:
        assert opening_shortfall(session) == 4_000_000
    assert period_status(running).shortfall == 4_000_000
    before = dump(running)
    with pytest.raises(OpeningShortfall) as refused:
        close_month(running, JANUARY)
    assert refused.value.amount == 4_000_000
    said = sentence(refused.value)
    assert "Rp40.000" in said
    assert "--kekurangan-awal modal" in said
    assert "--kekurangan-awal biaya" in said
    assert dump(running) == before
    with pytest.raises(UnknownTerm):
        close_month(running, JANUARY, opening_shortfall_to="kas")


@pytest.mark.parametrize(("choice", "account"), [("modal", "31091"), ("biaya", "51080")])
def test_an_opening_shortfall_is_booked_by_choice(running, choice, account):
    closed = close_month(running, JANUARY, opening_shortfall_to=choice)
    start, rise = closed.posted
    assert (start.kind, start.date, start.debit, start.credit, start.amount) == (
        "cadangan-awal",
        date(2026, 1, 1),
        account,
        "12010",
        4_000_000,
    )
    # By the end of January it is four months overdue: class 3, 15 percent.
    assert (rise.kind, rise.debit, rise.amount) == ("cadangan", "51080", 8_000_000)
    with running.read() as session:
        assert opening_shortfall(session) == 0
    reopen_month(running, JANUARY, "salah")
    assert close_month(running, JANUARY).posted == ()
    assert check_book(running).violations == ()


def test_an_allowance_that_was_formed_is_no_shortfall(desk, build):
    build.group(desk)
    build.running_loan(desk, date(2025, 7, 15), paid=(200_000, 30_000))
    build.opening(desk, k11010=9_000_000, k11030=800_000, k31020=-9_750_000, k12010=-50_000)
    with desk.read() as session:
        assert opening_shortfall(session) == 0
    (rise,) = close_month(desk, JANUARY).posted
    assert (rise.kind, rise.amount) == ("cadangan", 7_000_000)


def test_a_book_without_loans_closes(desk):
    closed = close_month(desk, JANUARY)
    assert (closed.required, closed.posted, closed.last_entry.record) == (0, (), 0)
    assert check_book(desk).violations == ()


def test_figures_that_disagree_keep_the_month_open(lending):
    with lending.write() as session:  # a line on the loan account that no loan knows of
        lines = (JournalLine("11030", debit=100), JournalLine("11010", credit=100))
        post(session, JournalEntry(date(2026, 1, 9), "umum", lines))
    before = dump(lending)
    with pytest.raises(ReportsDisagree) as refused:
        close_month(lending, JANUARY)
    assert refused.value.status == 3
    assert "neraca Rp1.000.001, perkembangan pinjaman Rp1.000.000" in sentence(refused.value)
    assert dump(lending) == before


def test_service_without_a_payment_is_noted(lending, build):
    build.entry(lending, date(2026, 1, 9), "11010", "41010", 7_000)
    (note,) = close_month(lending, JANUARY).notes
    assert (note.check, note.difference) == ("jasa-diterima", 700_000)


def test_closing_before_the_month_has_ended_is_said(engine_location, build):
    desk = build.start(engine_location, build.clock(datetime(2026, 1, 31, 10, 0, tzinfo=UTC)))
    assert close_month(desk, JANUARY).early
    late = build.open(engine_location, clock=build.clock(datetime(2026, 2, 28, 17, 1, tzinfo=UTC)))
    assert not close_month(late, FEBRUARY).early  # already 1 March in Semarang


def test_status_lists_the_months(lending, engine_location, build):
    close_month(lending, JANUARY)
    status = period_status(build.open(engine_location))
    assert [str(found.month) for found in status.months] == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert [found.closing is not None for found in status.months] == [True, False, False, False]
    assert [found.ended for found in status.months] == [True, True, True, False]
    assert (status.closed_through, status.next_to_close) == (JANUARY.last, FEBRUARY)
    assert status.months[0].closing.actor == "pembuku"


def test_a_book_that_starts_within_a_month_closes_that_month_first(engine_location, build):
    desk = build.start(engine_location, start=date(2026, 1, 15))
    assert period_status(desk).next_to_close == JANUARY
    build.entry(desk, date(2026, 1, 15), "11010", "31020", 1_000)
    close_month(desk, JANUARY)
    assert reopen_month(desk, JANUARY, "salah").first_open == date(2026, 1, 15)
    close_month(desk, JANUARY)
    assert check_book(desk).violations == ()


def test_closing_december_needs_nothing_more(engine_location, build):
    desk = build.start(engine_location, start=date(2025, 12, 1))
    build.entry(desk, date(2025, 12, 5), "11010", "41020", 1_000)
    close_month(desk, Month(2025, 12))
    with desk.read() as session:
        stored = snapshot_balances(session, closing_of(session, Month(2025, 12)).record)
    assert {row.account: row.balance for row in stored} == {"11010": 100_000, "41020": -100_000}
    close_month(desk, JANUARY)
    assert check_book(desk).violations == ()


def test_closing_costs_the_same_number_of_statements_whatever_the_history(sqlite_desk, build):
    build.entry(sqlite_desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(sqlite_desk)
    counts = []
    for month in (JANUARY, FEBRUARY, MARCH):
        for _ in range(5 if month == MARCH else 1):
            build.loan(sqlite_desk, month.first.replace(day=5))
        with sqlite_desk.write() as session:
            statements = []
            session.connection.connection.driver_connection.set_trace_callback(statements.append)
            close_month(sqlite_desk, month)
        # one statement a row comes from the driver's executemany; questions must not grow
        counts.append(len([sql for sql in statements if sql.startswith("SELECT")]))
    assert counts[1] == counts[2]


def test_the_closing_record_proves_the_snapshot(lending):
    closed = close_month(lending, JANUARY)
    with lending.read() as session:
        body = json.loads(
            session.value(
                "SELECT body FROM record WHERE office_id = :office AND number = :number", number=closed.record
            )
        )
    assert body[:3] == ["tutup/1", "2026-01", "2026-01-31"]
    assert body[4] == list(closed.last_entry)
    assert "Siti" not in json.dumps(body)


def test_a_month_is_added_up_along_the_covering_index(sqlite_desk):
    with sqlite_desk.write() as session:
        session.connection.exec_driver_sql("ANALYZE")
        plan = session.all(f"EXPLAIN QUERY PLAN {_MOVED}", since="2026-01-01", until="2026-01-31")
    found = [row[3] for row in plan]
    wanted = "COVERING INDEX ix_journal_line_account (office_id=? AND account_code=? AND entry_date>? AND entry_date<?)"
    assert any(wanted in step for step in found), found
