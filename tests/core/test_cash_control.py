"""Denominations as they are typed, who should not count, and days on which cash stood above its limit."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.advances import OPENING, Advance, turns
from upk_ledger.core.cash_counts import (
    COIN,
    DENOMINATIONS,
    NOTE,
    Pieces,
    denominations_text,
    parse_pieces,
    unfit_to_count,
)
from upk_ledger.core.cash_limits import days_above
from upk_ledger.core.errors.cash_counts import DenominationTwice, PiecesUnreadable, UnknownDenomination
from upk_ledger.core.offices import Officer

JANUARY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("100000=3,50000=2,500=7", [(NOTE, 100_000, 3), (NOTE, 50_000, 2), (COIN, 500, 7)]),
        ("500=7; 100.000 = 3", [(NOTE, 100_000, 3), (COIN, 500, 7)]),
        ("1000=2,1000L=5,1.000l=0", None),
        ("1000=2,1.000L=5", [(NOTE, 1_000, 2), (COIN, 1_000, 5)]),
        ("200L=1,100=0", [(COIN, 200, 1)]),
        ("", []),
    ],
)
def test_pieces_are_read_as_typed(typed, found):
    if found is None:
        with pytest.raises(DenominationTwice):
            parse_pieces(typed)
        return
    assert parse_pieces(typed) == tuple(Pieces(form, value * 100, pieces) for form, value, pieces in found)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("100000", PiecesUnreadable),
        ("100000=-1", PiecesUnreadable),
        ("100000=1,5=x", PiecesUnreadable),
        ("100000=1000000000", PiecesUnreadable),
        ("300=1", UnknownDenomination),
        ("100000L=1", UnknownDenomination),
        (".=1", UnknownDenomination),
        ("500=1,500=2", DenominationTwice),
        ("500=0,500L=2", DenominationTwice),
    ],
)
def test_what_is_no_denomination_is_refused(typed, refusal):
    with pytest.raises(refusal):
        parse_pieces(typed)


def test_every_denomination_can_be_typed():
    typed = ",".join(f"{known}={place}" for place, known in enumerate(denominations_text(), 1))
    assert parse_pieces(typed) == tuple(Pieces(*each, place) for place, each in enumerate(DENOMINATIONS, 1))


def officers(*known):
    return [Officer(code, role, name, JANUARY) for code, role, name in known]


BOOKKEEPER, MANAGER = ("pembuku", "Pembuku", "Siti"), ("manajer", "Manajer UPK", "Budi")
CASHIER = ("kas", "Kasir UPK", "Wati")


@pytest.mark.parametrize(
    ("counter", "serving", "recorders", "unfit"),
    [
        ("pembuku", [BOOKKEEPER, MANAGER], [], False),
        ("pembuku", [BOOKKEEPER, MANAGER], ["pembuku"], True),
        ("manajer", [BOOKKEEPER, MANAGER], ["pembuku"], False),
        ("pembuku", [BOOKKEEPER], ["pembuku"], False),
        ("pembuku", [BOOKKEEPER, ("manajer", "Manajer UPK", "")], ["pembuku"], False),
        ("kas", [BOOKKEEPER, CASHIER], [], True),
        ("kas", [BOOKKEEPER, CASHIER], ["pembuku"], False),
        ("dewi", [("dewi", "Bendahara", "Dewi"), ("agus", "Sekretaris", "Agus")], [], True),
        ("dua", [BOOKKEEPER, MANAGER, ("dua", "Sekretaris", "SITI ")], ["pembuku"], True),
        ("pembuku", [BOOKKEEPER, ("dua", "Sekretaris", "Siti")], ["pembuku"], False),
    ],
)
def test_who_keeps_or_recorded_the_cash_does_not_count_it_where_somebody_else_can(
    counter, serving, recorders, unfit
):
    assert unfit_to_count(counter, officers(*serving), recorders) is unfit


@given(
    st.integers(-5, 20),
    st.dictionaries(st.integers(0, 30), st.integers(-10, 10)),
    st.integers(0, 10),
)
def test_days_above_are_those_of_a_day_by_day_look(opening, moves, limit):
    days = [JANUARY + timedelta(place) for place in range(31)]
    balance, above = opening, {}
    for place, day in enumerate(days):
        balance += moves.get(place, 0)
        if balance > limit:
            above[day] = balance
    moved = sorted((days[place], amount) for place, amount in moves.items())
    found = days_above(opening, moved, days[0], days[-1], limit)
    told = {}
    for first, last, highest in found:
        own = {day: above[day] for day in days if first <= day <= last}
        assert max(own.values()) == highest
        assert first - timedelta(1) not in above
        assert last + timedelta(1) not in above
        told |= own
    assert told == above


def advance(code, amount, settled):
    return Advance(code, "pembuku", "Siti", JANUARY, JANUARY, amount, settled, "ATK", "KK/2026/01/0001")


def test_a_range_tells_what_each_advance_had_got_and_gave():
    before = [advance("A", 100, 0), advance("B", 50, 50), advance("C", 70, 0)]
    after = [
        advance(OPENING, 40, 10), advance("A", 100, 30), advance("B", 50, 50), advance("C", 0, 0), advance("D", 20, 20),
    ]  # fmt: skip
    found = {
        turn.advance.code: (turn.opening, turn.given, turn.settled, turn.closing)
        for turn in turns(before, after)
    }
    assert found == {
        OPENING: (40, 0, 10, 30),
        "A": (100, 0, 30, 70),
        "C": (70, -70, 0, 0),
        "D": (0, 20, 20, 0),
    }
