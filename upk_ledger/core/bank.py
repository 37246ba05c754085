"""Statements of the bank beside the book: which line is which entry, and what explains the two balances.

Amounts are sen; money that comes into the account is positive on both sides. All pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from typing import NamedTuple

LOOK_BACK = 366
"""How many days before the first statement entries are looked at that the bank may not have had by then."""

_AT_START = 3
"""Of how many entries at most the difference at the start is made up."""

_CANDIDATES_AT_START = 40
_MOST_SUMS = 5_000
"""Beyond so many different sums of a day's entries nobody could say which of them make up a deposit."""


class LineKey(NamedTuple):
    """A line of a statement: the statement's record number and the line's place in it."""

    statement: int
    place: int


class BankLine(NamedTuple):
    """One line of a bank's statement; `number` is the statement's number as people say it."""

    key: LineKey
    number: int
    on: date
    amount: int
    words: str

    @property
    def name(self) -> str:
        """How people name it: number of the statement, point, place."""
        return f"{self.number}.{self.key.place}"


class BookMove(NamedTuple):
    """What one entry moved on the bank's account."""

    record: int
    voucher: str
    on: date
    amount: int
    words: str
    reverses: int | None = None


class StatementAt(NamedTuple):
    """One statement that was read; `number` counts the office's statements in order of reading.

    `ended` is the record by which it was cancelled, 0 while it stands.
    """

    number: int
    record: int
    account: str
    since: date
    until: date
    opening: int
    closing: int
    digest: str
    ended: int = 0

    @property
    def cancelled(self) -> bool:
        """Whether its lines count no more."""
        return self.ended > 0


class Found(NamedTuple):
    """A line and its entries, or the `other` line that cancels it (the bank's own error and its correction).

    `doubtful` where another line or entry would have fitted as well.
    """

    line: BankLine
    moves: tuple[BookMove, ...]
    doubtful: bool = False
    other: BankLine | None = None


@dataclass(frozen=True, slots=True)
class BankView:
    """What is known of one account up to a day.

    From `begin` on, the first day that both a statement and the book tell of, each side has to explain the other
    (None where no statement reaches back to the day); `base` is the bank's balance before it, `book` the book's on
    the day. `moves` are the entries up to the day, some from before `begin`; `lines` may be later ones too; `links`
    name the entries that each line was matched with, `twins` the lines that cancel each other, both ways.

    A view that goes on from a reconciliation (`carried`) has of what is before `begin` exactly what was open then.
    """

    account: str
    on: date
    begin: date | None
    base: int
    book: int
    lines: tuple[BankLine, ...] = ()
    moves: tuple[BookMove, ...] = ()
    links: Mapping[LineKey, frozenset[int]] = field(default_factory=dict)
    twins: Mapping[LineKey, LineKey] = field(default_factory=dict)
    carried: bool = False

    def at(self, on: date) -> "BankView":
        """The same account on an earlier day."""
        later = sum(move.amount for move in self.moves if move.on > on)
        begin = None if self.begin is None or self.begin > on else self.begin
        kept = tuple(move for move in self.moves if move.on <= on)
        return replace(self, on=on, begin=begin, book=self.book - later, moves=kept)

    @property
    def bank(self) -> int:
        """The bank's balance on the day."""
        return self.base + sum(line.amount for line in self.lines if line.on <= self.on)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Both balances of a day, what explains them, and what does not."""

    account: str
    on: date
    bank: int
    book: int
    in_book_only: tuple[BookMove, ...] = ()
    at_bank_only: tuple[BankLine, ...] = ()

    @property
    def adjusted_bank(self) -> int:
        """The bank's balance with what it does not have yet."""
        return self.bank + sum(move.amount for move in self.in_book_only)

    @property
    def adjusted_book(self) -> int:
        """The book's balance with what it does not have yet."""
        return self.book + sum(line.amount for line in self.at_bank_only)

    @property
    def difference(self) -> int:
        """What stays unexplained: by how much the book says more."""
        return self.adjusted_book - self.adjusted_bank


class OpenSides(NamedTuple):
    """What has no partner on the other side: entries that stand, and lines of statements."""

    moves: tuple[BookMove, ...]
    lines: tuple[BankLine, ...]


def undone(moves: Iterable[BookMove]) -> frozenset[int]:
    """The entries that were reversed, and their counter-entries, where both are among `moves`."""
    listed = list(moves)
    records = {move.record for move in listed}
    pairs = [(move.record, move.reverses) for move in listed if move.reverses in records]
    return frozenset(record for pair in pairs for record in pair if record is not None)


def joined(view: BankView) -> dict[LineKey, frozenset[int]]:
    """The lines that are wholly explained by the entries they were matched with, with those that stand.

    An entry that was reversed is no line's any more.
    """
    amounts = {move.record: move.amount for move in view.moves}
    gone = undone(view.moves)
    found = {}
    for line in view.lines:
        standing = view.links.get(line.key, frozenset()) - gone
        if standing and sum(amounts.get(record, 0) for record in standing) == line.amount:
            found[line.key] = standing
    return found


def taken_lines(view: BankView) -> frozenset[LineKey]:
    """The lines that have their partners: entries, or the line that cancels them."""
    return frozenset(joined(view)) | view.twins.keys()


def outstanding_at_start(view: BankView) -> tuple[BookMove, ...]:
    """The entries before the first statement that the bank did not have by then.

    Those that a later line was matched with, and the fewest others that make up the rest of the difference at the
    start, if only one choice of them does.
    """
    begin = view.begin
    if begin is None:
        return ()
    seen = frozenset[int]().union(*joined(view).values())
    early = [move for move in view.moves if move.on < begin]
    if view.carried:
        return tuple(early)
    inside = [move for move in view.moves if move.on >= begin]
    matched = [move for move in early if move.record in seen]
    rest = view.book - view.base - sum(move.amount for move in (*inside, *matched))
    gone = undone(early)
    free = [move for move in reversed(early) if move.record not in seen and move.record not in gone]
    reversed_later = {move.reverses for move in inside}
    free.sort(key=lambda move: move.record not in reversed_later)
    return (*matched, *_fewest(free[:_CANDIDATES_AT_START], rest))


def _fewest(moves: Sequence[BookMove], total: int) -> tuple[BookMove, ...]:
    """The only choice of the smallest number of entries that add up to `total`."""
    if total == 0:
        return ()
    for size in range(1, _AT_START + 1):
        fitting = [
            chosen for chosen in combinations(moves, size) if sum(move.amount for move in chosen) == total
        ]
        if fitting:
            return fitting[0] if len(fitting) == 1 else ()
    return ()


def open_sides(view: BankView) -> OpenSides:
    """What has no partner by the day of the view; an entry and its counter-entry cancel out."""
    begin = view.begin
    if begin is None:
        return OpenSides((), ())
    counted = [*outstanding_at_start(view), *(move for move in view.moves if move.on >= begin)]
    by_then = {line.key for line in view.lines if line.on <= view.on}
    whole = {key: records for key, records in joined(view).items() if key in by_then}
    settled = undone(counted).union(*whole.values())
    cancelled = {key for key, other in view.twins.items() if other in by_then}
    return OpenSides(
        tuple(sorted((move for move in counted if move.record not in settled), key=_by_day)),
        tuple(
            line
            for line in view.lines
            if line.key in by_then and line.key not in whole and line.key not in cancelled
        ),
    )


def _by_day(move: BookMove) -> tuple[date, int]:
    return move.on, move.record


def reconcile(view: BankView, told: int | None = None) -> Reconciled:
    """The two balances of the view's day with what explains them; `told` is the bank's balance as a person says it."""
    if view.begin is None:
        return Reconciled(view.account, view.on, told or 0, view.book)
    sides = open_sides(view)
    bank = view.bank if told is None else told
    return Reconciled(view.account, view.on, bank, view.book, sides.moves, sides.lines)


def match(sides: OpenSides, window: int) -> list[Found]:
    """Which open lines are which open entries: the same amount, the nearest day within `window` days, one to one.

    Then a line that several entries of one day make up, where only one choice of them does.
    """
    lines, moves = list(sides.lines), list(sides.moves)
    by_amount = defaultdict[int, list[int]](list)
    for index, move in enumerate(moves):
        by_amount[move.amount].append(index)
    pairs = sorted(
        (abs((line.on - moves[index].on).days), place, index)
        for place, line in enumerate(lines)
        for index in by_amount.get(line.amount, ())
        if abs((line.on - moves[index].on).days) <= window
    )
    found: dict[int, Found] = {}
    taken: set[int] = set()
    rivals = _rivals(pairs)
    for distance, place, index in pairs:
        if place not in found and index not in taken:
            taken.add(index)
            doubtful = (distance, place) in rivals[0] or (distance, index) in rivals[1]
            found[place] = Found(lines[place], (moves[index],), doubtful)
    rest = [line for place, line in enumerate(lines) if place not in found]
    free = [move for index, move in enumerate(moves) if index not in taken]
    return [*(found[place] for place in sorted(found)), *_made_up(rest, free, window)]


def corrections(sides: OpenSides, window: int) -> list[Found]:
    """Which open lines are an error of the bank and its correction: the opposite amount within `window` days.

    Only where no third line, nor an open entry of either amount, could be meant instead.
    """
    of_amount = defaultdict[int, list[BankLine]](list)
    for line in sides.lines:
        of_amount[line.amount].append(line)
    waiting = {abs(move.amount) for move in sides.moves}

    def partners(line: BankLine) -> list[BankLine]:
        return [
            other for other in of_amount.get(-line.amount, ()) if abs((other.on - line.on).days) <= window
        ]

    found, used = [], set[LineKey]()
    for line in sides.lines:
        fitting = partners(line)
        if line.key in used or len(fitting) != 1 or abs(line.amount) in waiting:
            continue
        (other,) = fitting
        if len(partners(other)) == 1:
            used |= {line.key, other.key}
            found.append(Found(line, (), other=other))
    return found


def given_up(view: BankView, window: int) -> list[LineKey]:
    """Lines that were taken for an error and its correction, and for both of which an entry has turned up since.

    One line of each pair is named.
    """
    lines = {line.key: line for line in view.lines}
    moves = open_sides(view).moves

    def awaited(line: BankLine) -> bool:
        return any(move.amount == line.amount and abs((move.on - line.on).days) <= window for move in moves)

    return [
        key
        for key, other in view.twins.items()
        if key < other and awaited(lines[key]) and awaited(lines[other])
    ]


def _rivals(pairs: Sequence[tuple[int, int, int]]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Lines, and entries, that have several partners at the same distance."""
    of_lines, of_moves = defaultdict[tuple[int, int], int](int), defaultdict[tuple[int, int], int](int)
    for distance, place, index in pairs:
        of_lines[distance, place] += 1
        of_moves[distance, index] += 1
    return {key for key, n in of_lines.items() if n > 1}, {key for key, n in of_moves.items() if n > 1}


def _made_up(lines: Sequence[BankLine], moves: Sequence[BookMove], window: int) -> list[Found]:
    """Lines that several entries of one day make up."""
    days = defaultdict[tuple[date, bool], list[BookMove]](list)
    for move in moves:
        days[move.on, move.amount > 0].append(move)
    amounts = defaultdict[int, int](int)
    for line in lines:
        amounts[line.amount] += 1
    found, taken = [], set[int]()
    for line in lines:
        if amounts[line.amount] > 1:
            continue
        choices: list[tuple[BookMove, ...]] = []
        for (day, comes_in), own in days.items():
            if comes_in == (line.amount > 0) and abs((day - line.on).days) <= window:
                choices += _sums_to([move for move in own if move.record not in taken], line.amount)
        if len(choices) == 1:
            taken |= {move.record for move in choices[0]}
            found.append(Found(line, choices[0]))
    return found


def _sums_to(moves: Sequence[BookMove], total: int) -> list[tuple[BookMove, ...]]:
    """Up to two choices of several entries, all of one sign, that add up to `total`."""
    ways: dict[int, list[tuple[BookMove, ...]]] = {0: [()]}
    for move in moves:
        for reached, chosen in [(reached, tuple(chosen)) for reached, chosen in ways.items()]:
            further = reached + move.amount
            if abs(further) <= abs(total):
                known = ways.setdefault(further, [])
                known += [(*one, move) for one in chosen][: 2 - len(known)]
        if len(ways) > _MOST_SUMS:
            return []
    return [chosen for chosen in ways.get(total, []) if len(chosen) > 1]
