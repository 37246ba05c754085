"""Whatever stops the program in the middle, nothing is half there, and the command can be given again."""

import contextlib
import os
import resource
import runpy
import shutil
import signal
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import event

import upk_ledger
from upk_ledger.actions import cash, products, savings
from upk_ledger.actions.audit import check_book
from upk_ledger.cli.main import upk
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.book import BookBusy, BookReadOnly, DiskFull
from upk_ledger.store import book as books
from upk_ledger.store.tables import metadata

SCRIPT = Path(__file__).with_name("killed.py")
KILLED = runpy.run_path(str(SCRIPT))
ACTS, ONCE = KILLED["ACTS"], KILLED["ONCE"]
MOST_STATEMENTS = 140
KILLED_ON = [("sqlite", act) for act in ACTS | ONCE] + [("postgresql", act) for act in (*ACTS, "lunasi")]
"""Being killed is the same to a server whatever was asked of it: some acts stand for all."""
CHECKOUT = os.environ | {"PYTHONPATH": str(Path(upk_ledger.__file__).parents[1])}


def dump(desk):
    """Every row of the book."""
    with desk.read() as session:
        return {
            table.name: session.connection.execute(table.select().order_by(*table.primary_key)).all()
            for table in metadata.sorted_tables
        }


@pytest.fixture
def location(engine_location, build):
    """A book with one running loan, paid once and behind by now, and its group's savings, on each engine."""
    desk = build.start(engine_location)
    cash.receive_cash(desk, date(2026, 1, 2), "Modal PNPM", 1_000_000_000, "BLM")
    habits = {"payoff_service": "berjalan", "reward_percent": Fraction(5)}
    product = products.add_product(desk, "SPP", "Simpan Pinjam", habits, date(2026, 1, 2)).record
    shares = {"A01": 3_000_000, "A02": 2_000_000}
    number = build.loan(desk, date(2026, 1, 15), 5_000_000, build.group(desk), shares=shares, product=product)
    savings.save(desk, "K01", 10_000_000, date(2026, 1, 20))
    build.pay(desk, number, date(2026, 2, 10), 575_000)
    return engine_location


def sit_down(location):
    return KILLED["sit_down"](location)


def copies(location, tmp_path):
    """A copy of the book for each time the act is killed; a server's database is the same each time."""
    if books.is_database_url(location):
        return [location] * MOST_STATEMENTS
    return [shutil.copy(location, tmp_path / f"mati-{number}.db") for number in range(1, MOST_STATEMENTS + 1)]


@pytest.mark.parametrize(("engine_location", "act"), KILLED_ON, indirect=["engine_location"])
def test_killed_at_any_statement_the_book_is_as_before_and_the_act_can_be_repeated(location, act, tmp_path):
    before = dump(sit_down(location))
    places = [str(place) for place in copies(location, tmp_path)]
    run = subprocess.run(
        [sys.executable, str(SCRIPT), act, *places], capture_output=True, text=True, env=CHECKOUT
    )
    assert run.returncode == 0, run.stderr
    killed = int(run.stdout)
    assert 8 <= killed < MOST_STATEMENTS
    on_server = places[0] == places[1]
    for place in places[: 0 if on_server else killed]:
        assert dump(sit_down(place)) == before
    done = sit_down(places[killed])
    after = dump(done)
    assert after != before
    for place in (places[0], places[killed // 2], places[killed - 1]):
        again = sit_down(place)
        if act in ACTS:
            assert ACTS[act](again).record == ACTS[act](done).record
        else:
            with contextlib.suppress(UpkError):  # on a server the same database, where it is done
                ONCE[act](again)
        assert dump(again) == after
        assert check_book(again).violations == ()


@pytest.mark.parametrize("act", ACTS | ONCE)
def test_interrupted_at_any_statement_the_book_is_as_before(location, act):
    before = dump(sit_down(location))
    for number in range(1, MOST_STATEMENTS):
        desk = sit_down(location)
        KILLED["stop_at"](desk.book.engine, number, lambda: signal.raise_signal(signal.SIGINT))
        try:
            (ACTS | ONCE)[act](desk)
        except KeyboardInterrupt:
            assert dump(sit_down(location)) == before
        else:
            break
    assert 8 <= number < MOST_STATEMENTS - 1
    assert dump(sit_down(location)) != before
    assert check_book(sit_down(location)).violations == ()


def test_ctrl_c_ends_a_command_with_130(location, monkeypatch):
    before = dump(sit_down(location))
    real = books.Book.__init__

    def interrupted(self, engine, place):
        real(self, engine, place)
        event.listen(engine, "commit", lambda _connection: signal.raise_signal(signal.SIGINT))

    monkeypatch.setattr(books.Book, "__init__", interrupted)
    result = run(
        "kas", "keluar", "ATK", "15000", "--keterangan", "Kertas", "--tanggal", "2026-02-03", at=location
    )
    assert result.exit_code == 130, result.output
    monkeypatch.undo()
    assert dump(sit_down(location)) == before


def run(*words, at):
    return CliRunner().invoke(upk, ["--buku", at, *words])


def test_a_book_that_another_program_holds_is_busy(location, monkeypatch):
    monkeypatch.setattr(books, "BUSY_MILLISECONDS", 50)
    before = dump(sit_down(location))
    holder = sit_down(location)
    with holder.write():
        with pytest.raises(BookBusy):
            ACTS["kas"](sit_down(location))
        result = run(
            "kas", "keluar", "ATK", "15000", "--keterangan", "Kertas", "--tanggal", "2026-02-03", at=location
        )
        assert result.exit_code == 4
        assert "sedang dipakai" in result.stderr
        assert dump(sit_down(location)) == before, "a book that is being written can still be read"
    assert ACTS["kas"](sit_down(location)).voucher == "KK/2026/02/0001"


@pytest.fixture
def file(sqlite_location, build):
    build.start(sqlite_location)
    return sqlite_location


def with_pragma(desk, pragma):
    """The desk, whose connections all begin with this pragma."""
    event.listen(desk.book.engine, "connect", lambda connection, _record: connection.execute(pragma))
    return desk


def receive_for_ever(desk, kept):
    while True:
        kept.append(cash.receive_cash(desk, date(2026, 1, 2), "Bunga Bank", 100, "Bunga " * 200).voucher)


def test_a_full_disk_refuses_and_keeps_the_book(file):
    desk = sit_down(file)
    with desk.read() as session:
        pages = session.value("PRAGMA page_count")
    full = with_pragma(sit_down(file), f"PRAGMA max_page_count = {pages}")
    kept = []
    with pytest.raises(DiskFull):
        receive_for_ever(full, kept)
    found = check_book(sit_down(file))
    assert found.violations == ()
    assert found.entries == len(kept)
    cash.receive_cash(sit_down(file), date(2026, 1, 2), "Bunga Bank", 100, "Bunga")


def test_a_file_that_may_grow_no_further_refuses_with_a_sentence(file):
    before = dump(sit_down(file))
    words = ["kas", "masuk", "Bunga Bank", "150000", "--keterangan", "Bunga", "--tanggal", "2026-01-03"]
    result = subprocess.run(
        [sys.executable, "-m", "upk_ledger", "--buku", file, *words],
        capture_output=True,
        text=True,
        env=CHECKOUT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert result.returncode == 1, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert dump(sit_down(file)) == before


def test_a_read_only_book_refuses_and_can_be_read(file):
    before = dump(sit_down(file))
    with pytest.raises(BookReadOnly):
        cash.receive_cash(
            with_pragma(sit_down(file), "PRAGMA query_only = ON"),
            date(2026, 1, 2),
            "Bunga Bank",
            100,
            "Bunga",
        )
    assert dump(sit_down(file)) == before
