"""How a session's statements reach the database: heard by who listens, in pieces, all of them kept or none."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from upk_ledger.actions.audit import check_book
from upk_ledger.core.errors.book import GuardRefused


@pytest.fixture
def heard(desk):
    """The statements that the engine's listeners hear."""
    found = []

    def listen(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(desk.book.engine, "before_cursor_execute", listen)
    yield found
    event.remove(desk.book.engine, "before_cursor_execute", listen)


def put(desk, lines):
    with desk.write() as session:
        record = session.append("uji", [])
        rows = [(record, line, "uji", "uji", "uji") for line in lines]
        session.insert("exception_item", "record line rule subject detail", rows)


def written(desk):
    with desk.read() as session:
        return session.value("SELECT count(*) FROM exception_item WHERE office_id = :office AND rule = 'uji'")


def test_every_statement_is_heard_and_a_long_list_goes_in_pieces(desk, heard):
    with desk.write() as session:
        numbers = session.append_many([("uji", [place], "kata", ()) for place in range(120)])
        assert session.next_record == numbers[-1] + 1
        assert session.value("SELECT max(number) FROM record WHERE office_id = :office") == numbers[-1]
    for table in ("record", "record_text"):
        assert len([one for one in heard if one.startswith(f"INSERT INTO {table} ")]) == 3
    assert len([one for one in heard if one.startswith("SELECT max(number)")]) == 1


def test_a_fault_in_a_later_piece_keeps_none(desk):
    with pytest.raises(IntegrityError):
        put(desk, [*range(70), 69])
    assert written(desk) == 0
    put(desk, range(70))
    assert written(desk) == 70


def test_a_guard_is_told_as_a_refusal(desk):
    with pytest.raises(GuardRefused), desk.write() as session:
        session.change("record", "actor = 'x'", "number = 1")
    assert check_book(desk).violations == ()
