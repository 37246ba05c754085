"""The bank over the years: going on from a reconciliation, taking one back, what the bank itself put right."""

import random
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.bank import bank_overview, cancel_reconciliation, reconcile_bank, unreconciled
from upk_ledger.actions.bank_matching import (
    book_charges,
    cancel_lines,
    charge_line,
    match_bank,
    match_by_hand,
    release_line,
)
from upk_ledger.actions.bank_reading import ReadStatement, Told, drop_statement, take_statement
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.reversal import reverse
from upk_ledger.core.bank import open_sides, reconcile
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.exchange.bank_statement import StatementRow
from upk_ledger.store import banking
from upk_ledger.store.bank_views import as_reconciled, bank_view
from upk_ledger.store.session import ReadSession

BANK = "11021"
JANUARY = Month(2026, 1)
PAPER = "rekonsiliasi-bank"


def day(text):
    return date(2026, *map(int, text.split("-")))


def read(desk, month, lines, opening=0):
    """Keep a month's statement of lines (day, rupiah, words)."""
    rows = tuple(
        StatementRow(row, on, amount * 100, words) for row, (on, amount, words) in enumerate(sorted(lines), 2)
    )
    made = ReadStatement(
        f"{month}.csv", f"{month} {rows}", {}, "", rows, opening * 100, (month.first, month.last)
    )
    with desk.read() as session:
        bank = session.accounts[BANK]
    return take_statement(desk, bank, made, Told(until=month.last))


def january(desk, *lines):
    return read(desk, JANUARY, [(day(on), amount, words) for on, amount, words in lines])


def moved(desk, build, on, rupiah):
    return build.entry(desk, on, *((BANK, "11010") if rupiah > 0 else ("11010", BANK)), abs(rupiah))


def pairs(matching):
    return [(one.line.name, one.other.name) for one in matching.found if one.other]


# What the bank put right itself


ERROR = (("1-6", 1000, "SETORAN"), ("1-9", -70, "TRANSFER KELUAR"), ("1-11", 70, "KOREKSI"))


def test_an_error_that_the_bank_corrected_stays_open_no_longer(desk, build):
    moved(desk, build, day("1-5"), 1000)
    january(desk, *ERROR)
    assert [line.name for line in match_bank(desk, BANK, day("1-10")).sides.lines] == ["1.2"]
    found = match_bank(desk, BANK, JANUARY.last)
    assert (pairs(found), found.sides.lines) == ([("1.2", "1.3")], ())
    assert [each.free for each in bank_overview(desk)[1]] == [0]
    reconciled = reconcile_bank(desk, BANK, JANUARY.last).found
    assert (reconciled.at_bank_only, reconciled.bank, reconciled.book) == ((), 100_000, 100_000)
    assert [line.name for line in reconcile_bank(desk, BANK, day("1-10")).found.at_bank_only] == ["1.2"]
    assert check_book(desk).violations == ()


def test_lines_that_cancel_each_other_by_hand_and_back(desk, build):
    entry = moved(desk, build, day("1-5"), 1000)
    january(desk, *ERROR[:2], ("1-25", 70, "KOREKSI"), ("1-26", 5, "SETORAN"))
    assert pairs(match_bank(desk, BANK, JANUARY.last)) == []  # too far apart to say so
    for line, other, refusal in (
        ("1.2", "1.4", errors.LinesDoNotCancel),
        ("1.2", "1.2", errors.LinesDoNotCancel),
        ("1.1", "1.2", errors.BankLineMatched),
        ("1.2", "1.9", errors.UnknownBankLine),
    ):
        with pytest.raises(refusal):
            cancel_lines(desk, line, other)
    assert cancel_lines(desk, "1.3", "1.2").other.name == "1.2"
    with pytest.raises(errors.BankLineCancelled) as refused:
        match_by_hand(desk, "1.3", [entry.voucher])
    assert (refused.value.line, refused.value.other) == ("1.3", "1.2")
    with pytest.raises(errors.BankLineCancelled):
        charge_line(desk, "1.2", "administrasi")
    assert release_line(desk, "1.2").other.name == "1.3"
    with pytest.raises(errors.BankLineFree):
        release_line(desk, "1.3")
    assert [line.name for line in match_bank(desk, BANK, JANUARY.last).sides.lines] == ["1.2", "1.3", "1.4"]
    cancel_lines(desk, "1.2", "1.3")
    with pytest.raises(errors.StatementMatched):
        drop_statement(desk, 1, "Salah akun")
    assert drop_statement(desk, 1, "Salah akun", release=True)[1] == 3
    assert check_book(desk).violations == ()


def test_only_what_nothing_else_could_be_is_taken_for_a_correction(desk, build):
    lines = [
        ("1-3", 50, "SETORAN"), ("1-4", -50, "TARIKAN"), ("1-5", 50, "SETORAN"),  # which of the two?
        ("1-10", 9, "BUNGA"), ("1-10", -9, "BIAYA ADM"),  # neither corrects the other
        ("1-15", -5, "BIAYA ADM"), ("1-16", 5, "KOREKSI BIAYA ADM"),
        ("1-20", 80, "SETORAN"), ("1-21", -80, "TARIKAN"),
    ]  # fmt: skip
    january(desk, *lines)
    moved(desk, build, day("1-28"), 80)  # its own line may be the one of the twentieth
    found = match_bank(desk, BANK, JANUARY.last)
    assert pairs(found) == [("1.6", "1.7")]
    assert [charge.line.name for charge in found.charges] == ["1.4", "1.5"]


def test_what_was_taken_for_a_correction_gives_way_to_entries_that_turn_up_later(desk, build):
    january(desk, ("1-9", -70, "TARIKAN"), ("1-11", 70, "SETORAN"))
    assert pairs(match_bank(desk, BANK)) == [("1.1", "1.2")]
    first = moved(desk, build, day("1-9"), -70)
    assert match_bank(desk, BANK).found == ()
    second = moved(desk, build, day("1-10"), 70)
    found = match_bank(desk, BANK)
    assert [[move.record for move in one.moves] for one in found.found] == [[first.record], [second.record]]
    assert found.sides == ((), ())


# A reconciliation taken back


def test_a_reconciliation_taken_back_was_never_there(desk, build):
    moved(desk, build, day("1-5"), 1000)
    january(desk, ERROR[0])
    match_bank(desk, BANK)
    period = ReportPeriod.at(JANUARY.last)

    def state():
        with desk.read() as session:
            asked = unreconciled(session, JANUARY)
        return asked, build_statement(desk, PAPER, period).sections, bank_overview(desk)

    before = state()
    first = reconcile_bank(desk, BANK, JANUARY.last)
    reconciled = state()
    assert reconciled != before
    with pytest.raises(EmptyField):
        cancel_reconciliation(desk, BANK, JANUARY.last, " ")
    with pytest.raises(errors.NotReconciled):
        cancel_reconciliation(desk, BANK, day("1-30"), "Keliru")
    account, gone = cancel_reconciliation(desk, BANK, JANUARY.last, "Saldo keliru disebut")
    assert (account.code, gone) == (BANK, first.recorded)
    assert state() == before
    with pytest.raises(errors.NotReconciled):
        cancel_reconciliation(desk, BANK, JANUARY.last, "Keliru")
    again = reconcile_bank(desk, BANK, JANUARY.last)
    assert (again.repeated, again.recorded.record > first.recorded.record) == (False, True)
    assert state()[:2] == reconciled[:2]
    close_month(desk, JANUARY)
    paper = build_statement(desk, PAPER, period)
    cancel_reconciliation(desk, BANK, JANUARY.last, "Keliru")
    assert build_statement(desk, PAPER, period) == paper
    assert check_book(desk).violations == ()


# Years


def rows_read(monkeypatch, work):
    """How many rows of each question the database answers, but what there is one of for each month on record."""
    given = {}
    asked = ReadSession.all

    def counting(self, query, **facts):
        rows = asked(self, query, **facts)
        if "FROM bank_statement AS f" not in query and "FROM bank_reconciliation AS f" not in query:
            given[query] = given.get(query, 0) + len(rows)
        return rows

    with monkeypatch.context() as patched:
        patched.setattr(ReadSession, "all", counting)
        work()
    return given


def usual_month(desk, build, month, opening):
    """A deposit matched, one under way, a fee booked, an error put right, a line that stays open."""
    first = month.first
    moved(desk, build, first + timedelta(4), 1000)
    moved(desk, build, month.last, 30)
    came = [(first + timedelta(2), 30, "SETORAN")] if month != JANUARY else []
    lines = [(first + timedelta(5), 1000, "SETORAN"), (first + timedelta(9), -4, "BIAYA ADM"),
             (first + timedelta(12), 55, "SALAH"), (first + timedelta(13), -55, "KOREKSI")]  # fmt: skip
    read(desk, month, [*came, *lines], opening)
    return opening + sum(amount for _, amount, _ in (*came, *lines))


def month_end(desk, month):
    found = match_bank(desk, BANK, month.last)
    book_charges(desk, BANK, found.charges)
    return reconcile_bank(desk, BANK, month.last)


def test_matching_and_reconciling_cost_the_same_after_years(desk, build, monkeypatch):
    cost, opening, month = [], 0, JANUARY

    def work(month):
        month_end(desk, month)
        build_statement(desk, PAPER, ReportPeriod.at(month.last))

    while month < Month(2029, 4):
        opening = usual_month(desk, build, month, opening)
        if month.month == 3:
            cost.append(rows_read(monkeypatch, partial(work, month)))
        else:
            month_end(desk, month)
        month = month.next()
    assert cost[1] == cost[2] == cost[3]  # the first year has no results of years before
    with desk.read() as session:
        view = bank_view(session, BANK, banking.statements_of(session))
    assert (view.carried, len(view.lines), [move.amount for move in view.moves]) == (True, 0, [3000])


def same_as_the_whole(desk):
    """Whether going on from any reconciliation tells what the whole history tells; how many of them could be."""
    carried = 0
    with desk.read() as session:
        statements = banking.statements_of(session)
        whole = bank_view(session, BANK, statements, date.min)
        days = [Month(2026, number).last for number in range(1, 7)]
        for before in days:
            view = bank_view(session, BANK, statements, before)
            carried += view.carried
            for on in [each for each in days if each >= before]:
                assert open_sides(view.at(on)) == open_sides(whole.at(on)), (before, on)
                assert (view.at(on).bank, view.at(on).book) == (whole.at(on).bank, whole.at(on).book)
        newest = {one.on: one for one in banking.reconciliations(session)}
        for one in newest.values():
            held = reconcile(whole.at(one.on), one.bank)
            told = as_reconciled(session, one)
            assert told.difference == 0
            assert not _untouched(session, one, statements) or told == held
    return carried


def _untouched(session, one, statements):
    after = bank_view(session, BANK, statements, one.on + timedelta(days=1))
    return after.carried and after.begin == one.on + timedelta(days=1)


class RandomBank:
    """Acts on a book and a bank that shares most of its movements."""

    def __init__(self, desk, build, seed):
        self.desk, self.build, self.chance = desk, build, random.Random(seed)
        self.vouchers, self.carried, self.opening, self.month = [], [], 0, JANUARY

    def some_day(self, month):
        return month.first + timedelta(self.chance.randrange(28))

    def enter(self):
        on = self.some_day(self.chance.choice([self.month, self.month, JANUARY]))
        amount = self.chance.choice([50, 70, -50, 10 * self.chance.randrange(1, 60)])
        self.vouchers.append((moved(self.desk, self.build, on, amount).voucher, on))
        if self.chance.random() < 0.8 and on >= self.month.first:
            self.carried.append((on + timedelta(self.chance.randrange(4)), amount, "MUTASI"))

    def read(self):
        month = self.month
        due = [line for line in self.carried if line[0] <= month.last]
        self.carried = [line for line in self.carried if line[0] > month.last]
        wrong = [(month.first + timedelta(9), 77, "SALAH"), (month.first + timedelta(11), -77, "KOREKSI")]
        lines = [*due, *wrong, (month.last, -3, "BIAYA ADM")]
        read(self.desk, month, lines, self.opening)
        self.opening += sum(amount for _, amount, _ in lines)
        self.month = month.next()

    def line(self):
        with self.desk.read() as session:
            lines = banking.lines_of(session, BANK, banking.statements_of(session))
        return self.chance.choice(lines).name if lines else "1.1"

    def turn_back(self):
        voucher, on = self.chance.choice(self.vouchers)
        reverse(self.desk, voucher, "Keliru", max(on, self.some_day(self.month)))

    def act(self):
        last = self.month.previous().last
        acts = [
            *[self.enter] * 8,
            *[lambda: match_bank(self.desk, BANK, last)] * 3,
            *[lambda: month_end(self.desk, self.month.previous())] * 3,
            lambda: match_bank(self.desk, BANK),
            lambda: release_line(self.desk, self.line()),
            lambda: cancel_lines(self.desk, self.line(), self.line()),
            lambda: match_by_hand(self.desk, self.line(), [self.chance.choice(self.vouchers)[0]]),
            lambda: cancel_reconciliation(self.desk, BANK, last, "Keliru"),
            self.turn_back,
        ]
        with suppress(UpkError, IndexError):
            self.chance.choice(acts)()


@pytest.mark.parametrize("seed", range(4))
def test_going_on_from_a_reconciliation_is_the_same_as_the_whole_history(desk, build, seed):
    random_bank, carried = RandomBank(desk, build, seed), 0
    random_bank.enter()
    for _ in range(6):
        for _ in range(3):
            random_bank.act()
        random_bank.read()
        for _ in range(6):
            random_bank.act()
            carried += same_as_the_whole(desk)
    assert carried > 0
    assert check_book(desk).violations == ()
