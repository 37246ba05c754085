"""A UPK's whole book moves into a region's book and out again: nothing is lost, and never two books can be written."""

import contextlib
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, event

from tests.actions.sent_books import (
    FIRST,
    LATER,
    MONTHS,
    at,
    bundle_of,
    dump,
    keep_and_send,
    rewrite,
    start_wilayah,
    tampered,
    told,
)
from tests.conftest import Clock, entropy
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region.auditing import audit_region
from upk_ledger.actions.region.moving import move_in, move_out
from upk_ledger.actions.region.receiving import receive_files
from upk_ledger.actions.region.sending import send_month
from upk_ledger.core.errors import region_moving as errors
from upk_ledger.core.errors.book import BookElsewhere, BookExists
from upk_ledger.store.desk import open_desk
from upk_ledger.store.facts import facts_of
from upk_ledger.store.tables import metadata

NEXT = FIRST.plus(MONTHS)
BESIDE = ("office", "replica", "waiting_bundle", "sealed_identities")


@pytest.fixture(scope="module")
def upk(tmp_path_factory, build_once):
    """A UPK's file that sent all its months; `copy()` makes another file that is the same."""
    path = tmp_path_factory.mktemp("upk") / "melati.db"
    sent = keep_and_send(build_once.start(str(path), code="MELATI"), build_once)
    places = iter(path.with_name(f"salinan-{number}.db") for number in range(200))
    return SimpleNamespace(sent=sent, copy=lambda: str(shutil.copy(path, next(places))))


@pytest.fixture
def sqlite_region(sqlite_location):
    return start_wilayah(sqlite_location)


@pytest.fixture
def region(engine_location):
    return start_wilayah(engine_location)


def take(region, *files):
    return [
        one.status
        for one in receive_files(region, [(file.name, lambda file=file: file.content) for file in files])
    ]


def here(region, code="MELATI"):
    return open_desk(region.book, code, None, Clock(LATER), entropy(8))


def clean(region):
    shared, audited = audit_region(region)
    return not shared and all(one.found.ok for one in audited)


def whole(desk):
    """All rows of an office, without its number."""
    return {
        name: sorted((tuple(row[1:]) for row in rows if row[0] == desk.office_id), key=str)
        for name, rows in dump(desk).items()
        if "office_id" in metadata.tables[name].columns and name not in BESIDE
    }


def work_on(desk, build, month=NEXT):
    build.entry(desk, month.last, "51030", "11010", 44_000)
    close_month(desk, month)


def test_the_file_that_was_left_holds_no_bytes_of_its_secrets(sqlite_region, upk):
    path = upk.copy()
    home = at(path)
    secrets = [row[-1] for row in dump(home)["secret_key"]]
    assert secrets
    assert all(secret.encode() in Path(path).read_bytes() for secret in secrets)
    event.listen(Engine, "connect", keeps_deleted_bytes)
    try:
        move_in(sqlite_region, path)
    finally:
        event.remove(Engine, "connect", keeps_deleted_bytes)
    assert not any(secret.encode() in Path(path).read_bytes() for secret in secrets)


def keeps_deleted_bytes(connection, _record):
    """As SQLite is built by most: what is deleted stays in the file."""
    connection.execute("PRAGMA secure_delete = OFF")


def test_in_and_out_again_all_of_it_is_there(region, upk, build, tmp_path):
    path = upk.copy()
    home = at(path)
    before, head = whole(home), check_book(home).head
    moved = move_in(region, path)
    assert (moved.upk, moved.records, moved.head) == ("MELATI", len(before["record"]), head)
    assert whole(here(region)) == before
    assert before["member_person"]
    assert before["secret_key"]
    left = at(path)
    assert left.elsewhere is not None
    with pytest.raises(BookElsewhere):
        work_on(left, build)
    assert whole(left)["secret_key"] == []
    assert check_book(left).ok
    work_on(here(region), build)
    assert clean(region)
    now = whole(here(region))
    out = str(tmp_path / "keluar.db")
    moved = move_out(region, "melati", out)
    assert moved.head == check_book(at(out)).head
    assert whole(at(out)) == now
    with pytest.raises(BookElsewhere):
        work_on(here(region), build, NEXT.next())
    work_on(at(out), build, NEXT.next())
    assert clean(region)
    assert check_book(at(out)).ok
    with region.read() as session:
        assert [row[3] for row in facts_of(session, "wilayah-pindah")] == ["masuk", "keluar"]


def test_what_moved_out_goes_on_by_bundles(region, upk, build, tmp_path):
    take(region, *upk.sent)
    move_in(region, upk.copy())
    out = str(tmp_path / "keluar.db")
    move_out(region, "MELATI", out)
    file = at(out)
    work_on(file, build)
    assert take(region, told(send_month(file, NEXT))) == ["diterima"]
    assert clean(region)
    assert here(region).elsewhere == ("kiriman", "")
    kept = whole(here(region))
    assert kept["member_person"] == kept["loan_income"] == kept["secret_key"] == []
    assert whole(file)["member_person"]


@pytest.mark.parametrize("months", [1, 6, 15])
def test_a_copy_by_bundles_is_completed(region, upk, months):
    take(region, *upk.sent[:months], *upk.sent[months + 1 :])
    path = upk.copy()
    before = whole(at(path))
    move_in(region, path)
    assert whole(here(region)) == before
    assert clean(region)
    assert take(region, *upk.sent) == ["sudah"] * len(upk.sent)
    with region.read() as session:
        assert session.value("SELECT count(*) FROM waiting_bundle") == 0


def test_a_file_of_another_past_does_not_move(region, upk):
    take(region, *upk.sent)
    path = upk.copy()
    tampered(at(path), rewrite(30, lambda said: said.__setitem__(1, str(said[1]) + "x")))
    before = dump(region)
    with pytest.raises((errors.MoveBroken, errors.MoveContradicts)):
        move_in(region, path)
    assert dump(region) == before
    assert at(path).elsewhere is None


def test_the_first_difference_is_named(region, upk, build):
    path = upk.copy()
    work_on(at(path), build)
    other = upk.copy()
    fork = at(other)
    build.entry(fork, NEXT.last, "51030", "11010", 45_000)
    close_month(fork, NEXT)
    take(region, *upk.sent, told(send_month(at(path), NEXT)))
    with pytest.raises(errors.MoveContradicts) as refused:
        move_in(region, other)
    with fork.read() as session:
        assert refused.value.number == facts_of(session, "kirim")[-1][0] + 1
    older = upk.copy()
    with pytest.raises(errors.MoveBehind):
        move_in(region, older)


def test_a_second_book_of_the_same_upk_does_not_move_in(region, upk):
    move_in(region, upk.copy())
    before = dump(region)
    with pytest.raises(errors.BookStandsHere):
        move_in(region, upk.copy())
    assert dump(region) == before


def test_a_broken_book_does_not_move(region, upk):
    path = upk.copy()
    tampered(at(path), "UPDATE period_loan SET balance = 0")
    with pytest.raises(errors.MoveBroken):
        move_in(region, path)
    assert at(path).elsewhere is None
    with region.read() as session:
        assert session.value("SELECT count(*) FROM office") == 1


def test_a_file_that_is_there_is_not_written_over(region, upk, tmp_path):
    move_in(region, upk.copy())
    other = upk.copy()
    before = Path(other).read_bytes()
    with pytest.raises(BookExists):
        move_out(region, "MELATI", other)
    assert Path(other).read_bytes() == before
    assert here(region).elsewhere is None


def test_trying_moves_nothing(region, upk, tmp_path):
    path = upk.copy()
    before, there = dump(region), dump(at(path))
    with region.trial():
        assert move_in(region, path, keep=False).records > 50
    assert (dump(region), dump(at(path))) == (before, there)
    move_in(region, path)
    before = dump(region)
    with region.trial():
        move_out(region, "MELATI", str(tmp_path / "coba.db"), keep=False)
    assert dump(region) == before
    assert list(tmp_path.glob("coba*")) == []


def test_a_bundle_of_the_file_that_moved_away_is_told_what_it_is(region, upk):
    path = upk.copy()
    move_in(region, path)
    like = upk.sent[-1].letter
    assert take(region, bundle_of(here(region), like, like.first, like.last)) == ["sudah"]


class Stopped(BaseException):
    """The program was stopped."""


@contextlib.contextmanager
def stopping(what, number):
    """Stop at a `statement` of this number, at a `commit`, or at the first statement `behind` one, of any book."""
    seen = {"statement": 0, "commit": 0}

    def statement(*_facts):
        seen["statement"] += 1
        if (what == "behind" and seen["commit"] == number) or (
            what == "statement" and seen["statement"] == number
        ):
            raise Stopped

    def commit(*_facts):
        seen["commit"] += 1
        if what == "commit" and seen["commit"] == number:
            raise Stopped

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
        event.remove(Engine, "commit", commit)


def writable(*desks):
    return [desk for desk in desks if desk is not None and desk.elsewhere is None]


def in_region(region):
    with region.read() as session:
        known = session.value("SELECT 1 FROM office WHERE code = 'MELATI'")
    return here(region) if known else None


STOPS = [(what, number) for number in range(1, 5) for what in ("commit", "behind")]
STOPS += [("statement", number) for number in range(1, 400, 23)]


def stopped(act):
    """Do an act, stopped at one place after the other; after each the caller looks at the books."""
    for what, number in STOPS:
        with contextlib.suppress(Stopped, BookElsewhere), stopping(what, number):
            act()
        yield what, number


def test_stopped_at_any_moment_of_moving_in_never_two_books_can_be_written(region, upk):
    path = upk.copy()
    before = whole(at(path))
    for place in stopped(lambda: move_in(region, path)):
        assert len(writable(at(path), in_region(region))) <= 1, place
    assert writable(at(path), in_region(region))[0].book is region.book
    assert whole(here(region)) == before
    assert clean(region)


def test_stopped_at_any_moment_of_moving_out_never_two_books_can_be_written(region, upk, tmp_path):
    move_in(region, upk.copy())
    before, out = whole(here(region)), str(tmp_path / "keluar.db")
    for place in stopped(lambda: move_out(region, "MELATI", out)):
        file = at(out) if Path(out).exists() else None
        assert len(writable(here(region), file)) <= 1, place
    assert [desk.book.place for desk in writable(here(region), at(out))] == [out]
    assert whole(at(out)) == before
    assert clean(region)
    assert check_book(at(out)).ok


@pytest.mark.parametrize("what", ["commit", "behind"])
@pytest.mark.parametrize("number", range(1, 4))
def test_what_was_stopped_goes_on_when_it_is_done_again(region, upk, tmp_path, what, number):
    path, out = upk.copy(), str(tmp_path / "keluar.db")
    before = whole(at(path))
    for act in (lambda: move_in(region, path), lambda: move_out(region, "MELATI", out)):
        with contextlib.suppress(Stopped), stopping(what, number):
            act()
        with contextlib.suppress(BookElsewhere):  # it had come to its end
            act()
    assert writable(here(region), at(path)) == []
    assert whole(at(out)) == before
    assert clean(region)
