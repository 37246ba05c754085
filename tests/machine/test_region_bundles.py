"""The two lives in which everything happens, told in bundles: what travels is all there is, and tells the same there."""

from datetime import date
from fractions import Fraction

import pytest

from tests.machine import test_scripted_books, test_scripted_life
from tests.machine.test_scripted_life import TERMS
from tests.machine.test_state_machine import BookMachine, BooksMachine, on_file
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.region.receiving import receive
from upk_ledger.actions.region.sending import send_month
from upk_ledger.actions.region.start import region_identity, start_region
from upk_ledger.core.dates import Month
from upk_ledger.store.periods import newest_closed_month
from upk_ledger.store.region.bundle_rows import TRAVELS, rows_between
from upk_ledger.store.region.members import sessions_of

LIVES = {"loans": (test_scripted_life.LIFE, BookMachine), "books": (test_scripted_books.LIFE, BooksMachine)}
LEFT_OUT = {"rulebook_text", "record_text"}
"""Of these a book has more than travels."""


@pytest.fixture(scope="module", params=sorted(LIVES))
def lived(build_once, tmp_path_factory, request):
    """The desk of a book in which everything happened."""
    life, machine = LIVES[request.param]
    office = on_file(build_once, tmp_path_factory.mktemp(request.param), machine)()
    office.two_groups_with_a_loan_each(terms=(TERMS, {**TERMS, "rate_percent": Fraction(1)}))
    for act, facts, _ in life:
        getattr(office, act)(**facts)
    return office.desk


def counted(session):
    """How many rows of each travelling table the office has."""
    names = sorted(set(TRAVELS) - LEFT_OUT)
    query = " UNION ALL ".join(
        f"SELECT '{name}', count(*) FROM {name} WHERE office_id = :office" for name in names
    )
    return {name: number for name, number in session.all(query) if number}


def told(session, first, last):
    """What travels of a range, without the office, which always does."""
    found = {
        name: [tuple(row) for row in rows.rows] for name, rows in rows_between(session, first, last).items()
    }
    return {name: rows for name, rows in found.items() if name != "office"}


def test_all_there_is_travels_once_however_it_is_cut(lived):
    with lived.read() as session:
        last = session.head().number
        whole = told(session, 1, last)
        counts = {name: len(rows) for name, rows in whole.items() if name not in LEFT_OUT}
        assert counts | {"office": 1} == counted(session)
        for width in (7, 50):
            parts = [
                told(session, place, min(place + width - 1, last)) for place in range(1, last + 1, width)
            ]
            for name, rows in whole.items():
                added = [row for part in parts for row in part.get(name, ())]
                if name in {"account", "borrower_group"}:
                    added = list({row[0]: row for row in added}.values())
                assert sorted(map(repr, added)) == sorted(map(repr, rows)), name


def test_a_life_arrives_as_it_was(lived, build, tmp_path):
    region = start_region(
        str(tmp_path / "wilayah.db"),
        region_identity(
            "Dinas", "Kota", "Semarang", "Jawa Tengah", date(2026, 1, 1), code="WILAYAH", zone="WIB"
        ),
        {},
        rulebook="pnpm-2012",
        clock=lived.clock,
        entropy=build.entropy(8),
    )
    with lived.read() as session:
        newest = newest_closed_month(session)
    first = send_month(lived, newest if newest == Month(2026, 1) else Month(2026, 1))
    bundles = [first] if first.manifest.month == newest else [first, send_month(lived, newest)]
    for made in bundles:
        (answer,) = receive(region, made.name, made.content)
        assert answer.status == "diterima", answer
    last = bundles[-1].manifest.last
    with region.read() as session, lived.read() as home:
        (there,) = session.all("SELECT office_id FROM office WHERE uuid = :uuid", uuid=lived.uuid)
        copy = sessions_of(session, {"X": there[0]})["X"]
        assert copy.head().number == last
        assert told(copy, 1, last) == told(home, 1, last)
    assert check_book(region).violations == ()
    assert check_book(copy.desk).violations == ()
