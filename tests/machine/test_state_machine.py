"""A UPK's life in any order, on both engines: whatever is done, the book's promises hold after every step.

Each run of the machine is one office. It keeps a model of its own (what was lent, paid, kept, closed) and compares
the book with it after each step. `UPK_MESIN=panjang` runs many more and longer lives, with new luck each time.
"""

import itertools
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.model import START
from tests.machine.rules_books import BooksRules
from tests.machine.rules_kept import KeptRules
from tests.machine.rules_payoff import PayoffRules
from tests.machine.rules_trouble import TroubleRules
from tests.machine.rules_usual import UsualRules
from tests.machine.rules_years import SecretariatRules, YearRules
from upk_ledger.actions.book import open_desk, start_book
from upk_ledger.core.offices import Officer

LONG = os.environ.get("UPK_MESIN") == "panjang"
LATE = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
"""When everything is recorded: rewards are booked after their month."""


class BookMachine(UsualRules, KeptRules, TroubleRules, PayoffRules):
    """All that an office does."""


def live(machine, examples, steps):
    """Run the machine; the lives are the same in each run unless `UPK_MESIN=panjang` asks for more of them."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples * 20 if LONG else examples,
            stateful_step_count=steps * 2 if LONG else steps,
            derandomize=not LONG,
            phases=list(Phase) if LONG else [Phase.generate],
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


class BooksMachine(UsualRules, BooksRules, YearRules, SecretariatRules):
    """All that an office does in its books, beside the everyday acts on loans, with its Sekretariat in the same book."""


def on_file(build, folder, of=BookMachine):
    """A machine whose offices are files, copies of one that was started."""
    template = folder / "contoh.db"
    build.start(str(template))
    numbers = itertools.count()

    def fresh(machine):
        machine.location = str(shutil.copy(template, folder / f"{next(numbers)}.db"))
        return open_desk(machine.location, None, None, build.clock(LATE), build.entropy(7))

    return type("BookInFile", (of,), {"fresh": fresh})


def on_server(build, location, of=BookMachine):
    """A machine whose offices are all in one database."""
    numbers = itertools.count()

    def fresh(machine):
        number = next(numbers)
        machine.location = location
        return start_book(
            location,
            replace(build.identity, code=f"UPK{number}"),
            rulebook="pnpm-2012",
            officers=[Officer("pembuku", "Pembuku", "Siti", START)],
            clock=build.clock(LATE),
            entropy=build.entropy(number),
        )

    return type("BookOnServer", (of,), {"fresh": fresh})


def test_every_promise_holds_after_every_step_on_sqlite(build, tmp_path):
    live(on_file(build, tmp_path), 18, 30)


def test_every_promise_holds_after_every_step_on_postgresql(build, postgres_location):
    live(on_server(build, postgres_location), 4, 25)


def test_every_promise_of_the_books_holds_on_sqlite(build, tmp_path):
    live(on_file(build, tmp_path, BooksMachine), 6, 30)


def test_every_promise_of_the_books_holds_on_postgresql(build, postgres_location):
    live(on_server(build, postgres_location, BooksMachine), 1, 25)
