"""What is due on a day, kind by kind; loans of a million owe 100.000 and 15.000 on their day of each month."""

import contextlib
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from sqlalchemy import event

from upk_ledger.actions.approval_cards import make_card, revoke_card
from upk_ledger.actions.dunning import make_letter
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan, examine_loan
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.products import add_product, usual_terms
from upk_ledger.actions.rewards import book_rewards, pay_reward
from upk_ledger.actions.savings import return_savings
from upk_ledger.actions.settings import change_setting
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.actions.visits import record_visit
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.tasks import KINDS
from upk_ledger.core.visits import Visit

START = date(2026, 1, 1)
GRANTED = date(2026, 1, 10)


def due(desk, kind, on):
    (found,) = [one.tasks for one in tasks_due(desk, on) if one.kind == kind]
    return [
        (task.subject, task.on, task.amount and task.amount // 100, task.note, task.late) for task in found
    ]


@pytest.fixture
def office(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 50_000_000)
    build.group(desk)
    return desk


@pytest.fixture
def loan(office, build):
    return build.loan(office, GRANTED)


def test_every_kind_is_there_in_its_order(office):
    assert [one.kind for one in tasks_due(office, START)] == list(KINDS)
    assert sum(len(one.tasks) for one in tasks_due(office, START)) == 0


@pytest.mark.parametrize(
    ("day", "today", "week", "overdue"),
    [(2, 0, 0, 0), (3, 0, 1, 0), (9, 0, 1, 0), (10, 1, 0, 0), (11, 0, 0, 1)],
)
def test_an_installment_comes_near_is_due_and_overdue(office, loan, day, today, week, overdue):
    on = date(2026, 2, day)
    one = (loan, date(2026, 2, 10), 115_000, "", False)
    assert due(office, "installments_today", on) == [one] * today
    assert due(office, "installments_week", on) == [one] * week
    assert due(office, "overdue", on) == [(loan, None, 115_000, "1 bulan", True)] * overdue


def test_an_installment_is_listed_as_far_as_it_is_unpaid(office, loan, build):
    build.pay(office, loan, date(2026, 2, 5), 50_000)
    assert due(office, "installments_today", date(2026, 2, 10)) == [
        (loan, date(2026, 2, 10), 65_000, "", False)
    ]
    assert due(office, "installments_today", date(2026, 3, 10))[0][2] == 115_000
    build.pay(office, loan, date(2026, 2, 6), 180_000)
    for day in (date(2026, 2, 10), date(2026, 3, 10)):
        assert due(office, "installments_today", day) == due(office, "overdue", day) == []


def test_a_loan_written_off_asks_for_nothing(office, loan):
    write_off(office, loan, date(2026, 3, 1), decision="1", reason="Bubar")
    for kind in ("installments_today", "installments_week", "overdue", "letters", "visits", "savings"):
        assert due(office, kind, date(2026, 3, 10)) == []


def test_letters_and_visits_until_they_are_made(office, loan):
    on = date(2026, 2, 11)
    assert due(office, "letters", on) == [(loan, None, 115_000, "Surat Pemberitahuan", False)]
    assert due(office, "visits", on) == [(loan, date(2026, 2, 10), None, "", True)]
    make_letter(office, loan, on)
    record_visit(office, loan, Visit(date(2026, 2, 10), "pembinaan", ()))
    assert due(office, "letters", on) == due(office, "visits", on) == []


def test_an_application_waits_step_by_step(office):
    terms = LoanTerms(500_000_00, 10, Fraction(3, 2), "bulan", "flat", date(2026, 1, 5))
    number = apply_for_loan(office, LoanApplication("K01", terms))
    on = date(2026, 1, 20)

    def waiting():
        return [kind for kind in ("examine", "decide", "disburse") if due(office, kind, on)]

    assert due(office, "examine", on) == [(number, date(2026, 1, 5), 500_000, "diajukan", False)]
    assert due(office, "examine", date(2026, 1, 4)) == []
    examine_loan(office, number, date(2026, 1, 6), "Baik")
    assert due(office, "decide", on) == [(number, date(2026, 1, 6), 500_000, "diperiksa", False)]
    decide_loan(office, number, "disetujui", date(2026, 1, 7))
    assert waiting() == ["disburse"]
    disburse_loan(office, number, date(2026, 1, 8))
    assert waiting() == []
    assert due(office, "disburse", date(2026, 1, 7)) != []


def test_a_month_waits_for_its_closing_from_its_end_on_and_is_late_after_the_day_chosen(office):
    january = ("2026-01", date(2026, 2, 5), None, "")
    assert due(office, "month_end", date(2026, 1, 31)) == []
    assert due(office, "month_end", date(2026, 2, 1)) == [(*january, False)]
    assert due(office, "month_end", date(2026, 2, 5)) == [(*january, False)]
    assert due(office, "month_end", date(2026, 2, 6)) == [(*january, True)]
    change_setting(office, "hari-lapor", "31", START)
    assert due(office, "month_end", date(2026, 2, 28)) == [("2026-01", date(2026, 2, 28), None, "", False)]
    assert [one[0] for one in due(office, "month_end", date(2026, 3, 31))] == ["2026-01", "2026-02"]
    close_month(office, Month(2026, 1))
    assert due(office, "month_end", date(2026, 2, 6)) == []


def test_a_month_is_late_by_the_day_that_held_for_it(office):
    change_setting(office, "hari-lapor", "25", date(2026, 3, 1))
    days = [(one[0], one[1], one[4]) for one in due(office, "month_end", date(2026, 3, 20))]
    assert days == [("2026-01", date(2026, 2, 5), True), ("2026-02", date(2026, 3, 25), False)]


def test_savings_of_a_loan_paid_off_wait_to_be_returned(office, build):
    add_product(office, "TAB", "Tabungan", {"savings_percent": Fraction(5)}, START)
    loan = build.loan(office, GRANTED, product=usual_terms(office, "TAB", GRANTED)[1])
    build.pay(office, loan, date(2026, 2, 10), 1_000_000)
    assert due(office, "savings", date(2026, 2, 10)) == []
    build.pay(office, loan, date(2026, 2, 11), 150_000)
    assert due(office, "savings", date(2026, 2, 11)) == [(loan, None, 50_000, "", False)]
    return_savings(office, loan, date(2026, 2, 11))
    assert due(office, "savings", date(2026, 2, 11)) == []


def test_savings_returned_to_the_group_as_a_whole_wait_no_longer(office, build):
    add_product(office, "TAB", "Tabungan", {"savings_percent": Fraction(5)}, START)
    loan = build.loan(office, GRANTED, product=usual_terms(office, "TAB", GRANTED)[1])
    build.pay(office, loan, date(2026, 2, 11), 1_150_000)
    return_savings(office, "K01", date(2026, 2, 12))
    assert due(office, "savings", date(2026, 2, 12)) == []
    # What a later loan of the group holds back is not what the first one left.
    build.loan(office, date(2026, 2, 13), product=usual_terms(office, "TAB", date(2026, 2, 13))[1])
    assert due(office, "savings", date(2026, 2, 13)) == []
    assert due(office, "savings", date(2026, 2, 11)) == [(loan, None, 50_000, "", False)]


def test_rewards_wait_to_be_paid_out(office, loan, build, engine_location):
    build.pay(office, loan, date(2026, 2, 10), 115_000)
    later = build.open(engine_location)
    book_rewards(later, ReportPeriod.of_month(Month(2026, 2)), Fraction(10))
    assert due(later, "rewards", date(2026, 2, 27)) == []
    assert due(later, "rewards", date(2026, 3, 1)) == [(loan, None, 1_500, "", False)]
    pay_reward(later, loan, date(2026, 3, 1))
    assert due(later, "rewards", date(2026, 3, 1)) == []


def test_a_card_with_few_codes_left(office):
    few = make_card(office, "pengawas", 3).card
    make_card(office, "koordinator", 4)
    assert due(office, "code_cards", START) == [(few, None, None, "3 kode", False)]
    revoke_card(office, few, "Hilang")
    assert due(office, "code_cards", START) == []


@contextlib.contextmanager
def asked(desk):
    found = []

    def listen(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(desk.book.engine, "before_cursor_execute", listen)
    try:
        yield found
    finally:
        event.remove(desk.book.engine, "before_cursor_execute", listen)


def test_more_loans_applications_and_letters_ask_no_more_statements(office, build, engine_location):
    terms = LoanTerms(500_000_00, 10, Fraction(3, 2), "bulan", "flat", GRANTED)
    version = usual_product(office)
    on, counts, tasks = date(2026, 4, 13), [], []
    later = build.open(engine_location, clock=build.clock(datetime(2026, 4, 13, tzinfo=UTC)))
    for first, last in ((2, 4), (4, 9)):
        for number in range(first, last):
            group = build.group(office, f"K{number:02d}")
            loan = build.loan(office, GRANTED, group=group, product=version)
            build.pay(office, loan, date(2026, 2, 10), 115_000)
            make_letter(office, loan, date(2026, 3, 12))
            apply_for_loan(office, LoanApplication(group, terms))
        with asked(later) as statements:
            tasks.append(sum(len(one.tasks) for one in tasks_due(later, on)))
        counts.append(len(statements))
    assert tasks[1] > tasks[0] > 8
    assert counts[1] == counts[0] <= 34


def usual_product(desk):
    add_product(desk, "UMUM", "Umum", {"reward_percent": Fraction(10), "savings_percent": Fraction(5)}, START)
    return usual_terms(desk, "UMUM", GRANTED)[1]
