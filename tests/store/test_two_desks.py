"""What a kept write remembers: others who write in between are noticed, and what was rolled back is forgotten."""

from datetime import date

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import MonthClosed

JANUARY = date(2026, 1, 20)


@pytest.fixture
def other(desk, engine_location, build):
    """A second desk at the same book, as another process has it; both keep their connection."""
    second = build.open(engine_location)
    with desk.book.held(), second.book.held():
        yield second


def post(build, desk):
    return build.entry(desk, JANUARY, "51030", "51040", 500).voucher


def post_and_fail(build, desk):
    with desk.write():
        post(build, desk)
        post(build, desk)
        raise LookupError


def test_two_desks_number_and_chain_in_turn(desk, other, build):
    turns = (desk, other, other, desk, desk, other, desk)
    assert [post(build, one) for one in turns] == [f"PB/2026/01/{number:04d}" for number in range(1, 8)]
    assert check_book(desk).violations == ()


def test_what_was_rolled_back_is_forgotten(desk, other, build):
    post(build, desk)
    with pytest.raises(LookupError):
        post_and_fail(build, desk)
    assert post(build, desk) == "PB/2026/01/0002"
    with desk.trial():
        assert post(build, desk) == "PB/2026/01/0003"
    assert post(build, other) == "PB/2026/01/0003"
    assert post(build, desk) == "PB/2026/01/0004"
    assert check_book(other).violations == ()


def test_a_month_that_another_closed_or_opened_is_so_for_both(desk, other, build):
    post(build, desk)
    close_month(other, Month(2026, 1))
    with pytest.raises(MonthClosed):
        post(build, desk)
    reopen_month(other, Month(2026, 1), "salah")
    assert post(build, desk) == "PB/2026/01/0002"
    assert check_book(desk).violations == ()
