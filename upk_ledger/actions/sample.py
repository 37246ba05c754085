"""The sample: a book of invented offices, kept by the same actions as a real one, with its papers printed."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from upk_ledger.actions.cards import CardKind, running_cards
from upk_ledger.actions.reports import month_package
from upk_ledger.actions.sample_office import OfficeKeeper
from upk_ledger.actions.sample_region import add_region
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.exchange import CannotWrite
from upk_ledger.core.errors.sample import SampleFolderTaken
from upk_ledger.core.sample import events
from upk_ledger.core.sample.plan import START, Health, plan_office
from upk_ledger.documents.letter import letters_pdf
from upk_ledger.documents.loan_card import loan_cards_pdf
from upk_ledger.documents.statement_pdf import statement_pdf
from upk_ledger.store.desk import Desk
from upk_ledger.store.faults import explain
from upk_ledger.store.records import loans_and_entries

BOOK_NAME = "upk.db"
CARD_KINDS: tuple[CardKind, ...] = ("angsuran", "pinjaman")

WORTH_SEEING: tuple[tuple[type[events.Event], str], ...] = (
    (events.Reschedule, "dijadwal-ulang"),
    (events.WriteOff, "hapus-buku"),
    (events.TakeOver, "alih-bagian"),
    (events.PayOff, "lunas-dini"),
)
"""What happens to loans of the sample that a newcomer has not seen yet, and what it is called."""


@dataclass(frozen=True, slots=True)
class SampleStep:
    """What is about to be done: `buku` (record and close a month) or `cetak` (print its papers)."""

    doing: Literal["buku", "cetak", "wilayah"]
    office: str
    month: Month
    done: int
    steps: int


@dataclass(frozen=True, slots=True)
class SampleOffice:
    """One office of the sample as it came out; `head` is the digest of its newest record.

    `seen` are the numbers of loans worth seeing, by what happened to them.
    """

    code: str
    name: str
    health: Health
    groups: int
    members: int
    loans: int
    entries: int
    head: str
    seen: dict[str, str]


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What was made, and where."""

    folder: Path
    book: Path
    first: Month
    last: Month
    papers: int
    offices: tuple[SampleOffice, ...]
    region: str = ""
    """The digest of the newest record of the region beside them, where one was wanted."""


def make_sample(
    folder: Path,
    offices: int = 1,
    months: int = 12,
    seed: int = 1,
    progress: Callable[[SampleStep], None] = lambda _step: None,
    *,
    region: bool = False,
) -> SampleResult:
    """Make a book of `offices` invented offices with `months` closed months in `folder`, and print their papers.

    With `region` the book has the office that coaches them too. The same numbers give the same book and papers to
    the byte, whatever the folder is called. Everything is built
    beside the folder and moved there at the end. Raises `SampleFolderTaken` where the folder holds something.
    """
    keepers, printed = [], 0
    steps, done = 2 * offices * months, 0
    with _building(folder) as draft:
        for number in range(1, offices + 1):
            plan = plan_office(number, months, seed, alone=offices == 1)
            # Not for secrets: the sample has to come out the same again.
            rng = Random(f"{seed}/{number}/meja")  # noqa: S311
            keeper = OfficeKeeper(plan, str(draft / BOOK_NAME), rng)
            keepers.append(keeper)
            papers = draft if offices == 1 else draft / plan.identity.code
            for month, happenings in plan.months:
                progress(SampleStep("buku", plan.identity.name, month, done, steps))
                keeper.keep(month, happenings)
                progress(SampleStep("cetak", plan.identity.name, month, done + 1, steps))
                printed += _print_month(keeper, month, papers / str(month))
                done += 2
            printed += _print_cards(keeper.desk, plan.months[-1][0], papers)
        last = START.plus(months - 1)
        identities = [keeper.plan.identity for keeper in keepers]
        if region:
            progress(SampleStep("wilayah", "Wilayah", last, done, steps))
        coached = add_region(str(draft / BOOK_NAME), identities, last, seed) if region else ""
        made = tuple(_made(keeper) for keeper in keepers)
    return SampleResult(folder, folder / BOOK_NAME, START, last, printed, made, coached)


def _print_month(keeper: OfficeKeeper, month: Month, folder: Path) -> int:
    """Print a closed month's whole set and the letters made out in it; answers with how many papers it has."""
    folder.mkdir(parents=True)
    statements = month_package(keeper.desk, month)
    for statement in statements:
        statement_pdf(statement, folder / f"{statement.name}-{month}.pdf")
    letters = keeper.acts.letters
    if letters:
        letters_pdf(letters, folder / f"surat-tagihan-{month}.pdf")
    keeper.acts.letters = []
    return len(statements) + bool(letters)


def _print_cards(desk: Desk, month: Month, folder: Path) -> int:
    """Print the cards of the loans that run at a month's end, one paper for each kind; answers with how many."""
    printed = 0
    for kind in CARD_KINDS:
        cards = running_cards(desk, kind, month.last)
        if cards:
            loan_cards_pdf(cards, folder / f"kartu-{kind}-{month}.pdf")
            printed += 1
    return printed


def _made(keeper: OfficeKeeper) -> SampleOffice:
    plan, seen = keeper.plan, keeper.acts.seen
    people = (*plan.groups, *(old.sample for old in plan.old))
    with keeper.desk.read() as session:
        loans, entries = loans_and_entries(session)
        head = session.head().digest
    return SampleOffice(
        code=plan.identity.code,
        name=plan.identity.name,
        health=plan.health,
        groups=len(people),
        members=sum(len(sample.members) for sample in people),
        loans=loans,
        entries=entries,
        head=head,
        seen={called: seen[kind] for kind, called in WORTH_SEEING if kind in seen},
    )


@contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` that takes its place when the block ends without an error, and vanishes otherwise."""
    place = folder.absolute()
    try:
        if place.exists() and not (place.is_dir() and not any(place.iterdir())):
            raise SampleFolderTaken(str(folder))
        with explain(str(folder)):
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as beside:
                draft = Path(beside) / place.name
                draft.mkdir()
                yield draft
                _move(draft, place)
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or type(error).__name__) from error


def _move(draft: Path, place: Path) -> None:
    """Move what was made to its place; into a folder that is there already (it may be somebody's own) the book last."""
    if not place.exists():
        draft.rename(place)
        return
    for child in sorted(draft.iterdir(), key=lambda path: path.name == BOOK_NAME):
        child.rename(place / child.name)
