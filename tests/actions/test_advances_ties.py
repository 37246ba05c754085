"""Advances given, accounted for and undone in any order, beside a model: what each stands for, on every day.

The model knows days and amounts only; the book has facts, entries, counter-entries and closed months.
"""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from upk_ledger.actions.advances import account_for, give_advance, list_advances
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.report_periods import ReportPeriod

START, END = date(2026, 1, 1), date(2026, 4, 30)
OPENING = "SALDO-AWAL"


def rupiah(least, most):
    return st.integers(least, most).map(lambda amount: amount * 100)


DAYS = st.integers(0, 100)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("give"), rupiah(1, 100), DAYS),
        st.tuples(st.just("settle"), st.integers(0, 5), rupiah(0, 80), rupiah(0, 40), DAYS),
        st.tuples(st.just("undo"), st.integers(0, 9), st.sampled_from([None, 0, 3, 40])),
        st.tuples(st.just("close")),
    ),
    max_size=14,
)


class Model:
    """What every advance got and lost, by day, and the acts that stand."""

    def __init__(self, opening):
        self.moves = {OPENING: [(START, opening)]}
        self.acts = []
        self.open_from = START

    def left(self, code, on=date.max):
        return sum(amount for day, amount in self.moves[code] if day <= on)

    def whole(self, code):
        """Whether on no day more is accounted for than was given."""
        return all(self.left(code, day) >= 0 for day, _ in self.moves[code])

    def expected(self, on):
        return {code: self.left(code, on) for code in self.moves if self.left(code, on)}


def day_of(number):
    return START + timedelta(number)


def give(desk, model, amount, number):
    on = day_of(number)
    if on < model.open_from:
        return refused(lambda: give_advance(desk, "manajer", amount, on, END, "Rapat"))
    act = give_advance(desk, "manajer", amount, on, END, "Rapat")
    model.moves[act.advance.code] = [(on, amount)]
    model.acts.append((act.posted.voucher, act.advance.code, on, amount))
    return None


def settle(desk, model, place, spent, returned, number):
    code, on = list(model.moves)[place % len(model.moves)], day_of(number)
    left = model.left(code)
    covered = min(spent, left)
    costs = [("51010", spent)] if spent else []
    before = model.moves[code]
    model.moves[code] = [*before, (on, -covered - returned)]
    fits = left > 0 and spent + returned > 0 and returned <= left - covered
    if on < model.open_from or not fits or not model.whole(code):
        model.moves[code] = before
        return refused(lambda: account_for(desk, code, on, costs, returned))
    act = account_for(desk, code, on, costs, returned)
    assert (act.settlement.covered, act.settlement.beyond) == (covered, spent - covered)
    assert act.settlement.left == model.left(code) == act.advance.outstanding
    model.acts.append((act.posted.voucher, code, on, -covered - returned))
    return None


def undo(desk, model, place, later):
    if not model.acts:
        return None
    act = model.acts[place % len(model.acts)]
    voucher, code, on, amount = act
    back = None if later is None else on + timedelta(later)
    counts = back or max(on, model.open_from)
    before = model.moves[code]
    model.moves[code] = [*before, (counts, -amount)]
    if counts < model.open_from or not model.whole(code):
        model.moves[code] = before
        return refused(lambda: correct_entry(desk, voucher, "Salah", back))
    correct_entry(desk, voucher, "Salah", back)
    model.acts.remove(act)
    return refused(lambda: correct_entry(desk, voucher, "Salah lagi", back))


def close(desk, model):
    month = Month.of(model.open_from)
    if month.first < date(2026, 4, 1):
        close_month(desk, month)
        model.open_from = month.next().first


def refused(act):
    try:
        act()
    except UpkError:
        return
    raise AssertionError("refused by the model, done by the book")


def check(desk, model):
    for on in (START, day_of(20), day_of(45), day_of(100), END, date(2026, 12, 31)):
        found = list_advances(desk, on)
        assert {one.code: one.outstanding for one in found.advances} == model.expected(on)
        assert found.ledger == sum(model.expected(on).values())


@settings(max_examples=40, deadline=None)
@given(opening=st.integers(0, 50), acts=ACTS)
def test_the_book_and_the_model_agree_on_every_day(build_once, opening, acts):
    doing = {"give": give, "settle": settle, "undo": undo, "close": close}
    with tempfile.TemporaryDirectory() as folder:
        desk = build_once.start(str(Path(folder) / "buku.upk"))
        if opening:
            build_once.opening(desk, k11040=opening, k31020=-opening)
        model, printed = Model(opening * 100), {}
        for kind, *facts in acts:
            doing[kind](desk, model, *facts)
            for month in range(1, Month.of(model.open_from).month):
                paper = build_statement(desk, "uang-muka", ReportPeriod.of_month(Month(2026, month)))
                assert printed.setdefault(month, paper) == paper
        check(desk, model)
        for month in (1, 2, 3, 4):
            data = build_statement(desk, "uang-muka", ReportPeriod.of_month(Month(2026, month))).data
            told = {row["code"]: row["closing"] for row in data["advances"] if row["closing"]}
            assert told == model.expected(Month(2026, month).last)
        assert check_book(desk).violations == ()
        desk.book.engine.dispose()
