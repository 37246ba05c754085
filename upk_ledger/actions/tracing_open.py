"""Opening amounts: the readings that they are made of become entries, closings, installments and facts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

from upk_ledger.actions.report_frames import definition_of
from upk_ledger.core import checks
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.listings import CashFlow
from upk_ledger.core.statement_frames import refuse
from upk_ledger.core.traced_items import (
    DueItem,
    Head,
    LineItem,
    LoanItem,
    due_counts,
    flow_counts,
    flows_of,
    lent_counts,
    line_counts,
)
from upk_ledger.core.traces import COMPUTED, ENTRY, FACT, INSTALLMENT, OPENING, TAKEN_OVER, Base, Kept, Piece
from upk_ledger.core.tracing import Derived, Due, Fact, Flow, Leaf, Lent, Lines, Reading, readings
from upk_ledger.store import tracing as store
from upk_ledger.store.periods import closing_of, snapshot_balances
from upk_ledger.store.session import ReadSession

_DAY = timedelta(days=1)


class Opener:
    """Opens the readings of one office; everything that they need is read once, whatever their number."""

    def __init__(self, session: ReadSession, leaves: Iterable[Leaf], *, from_start: bool = False) -> None:
        self._session = session
        self._start = session.desk.office.start
        self._from_start = from_start
        by_type: dict[type, list[Leaf]] = defaultdict(list)
        for leaf in leaves:
            by_type[type(leaf)].append(leaf)
        self._lines = [leaf for leaf in by_type[Lines] if isinstance(leaf, Lines)]
        self._lent = [leaf for leaf in by_type[Lent] if isinstance(leaf, Lent)]
        self._due = [leaf for leaf in by_type[Due] if isinstance(leaf, Due)]
        self._flow = [leaf for leaf in by_type[Flow] if isinstance(leaf, Flow)]
        self._bases: dict[date, tuple[Kept, dict[str, int]] | None] = {}

    def _base(self, leaf: Lines) -> tuple[Kept, dict[str, int]] | None:
        """The closing before whose end a balance need not be looked at, with what it kept; none where it must be."""
        plain = leaf.since is None and not (
            leaf.own or leaf.kinds or leaf.not_kinds or leaf.also or leaf.known
        )
        if self._from_start or not plain:
            return None
        last = min(leaf.until, self._session.closed_through)
        month = Month.of(last) if last == Month.of(last).last else Month.of(last).previous()
        if month.last not in self._bases:
            self._bases[month.last] = self._kept(month) if month.last >= self._start else None
        return self._bases[month.last]

    def _kept(self, month: Month) -> tuple[Kept, dict[str, int]] | None:
        closing = closing_of(self._session, month)
        if closing is None:
            return None
        balances: dict[str, int] = defaultdict(int)
        for row in snapshot_balances(self._session, closing.record):
            balances[row.account] += row.balance
        kept = Kept(month.last, closing.record, closing.digest, closing.recorded_at, closing.actor)
        return kept, balances

    def _since(self, leaf: Lines) -> date:
        base = self._base(leaf)
        first = base[0].through + _DAY if base else leaf.since or self._start
        return min(first, self._since(leaf.also)) if leaf.also else first

    @cached_property
    def _line_items(self) -> dict[str, list[LineItem]]:
        found: dict[str, list[LineItem]] = defaultdict(list)
        if self._lines:
            accounts = {code for leaf in self._lines for code in leaf.accounts}
            since = min(self._since(leaf) for leaf in self._lines)
            until = max(leaf.until for leaf in self._lines)
            for item in store.lines_on(self._session, accounts, since, until):
                found[item.account].append(item)
        return found

    @cached_property
    def _by_record(self) -> dict[int, list[LineItem]]:
        found: dict[int, list[LineItem]] = defaultdict(list)
        for items in self._line_items.values():
            for item in items:
                found[item.head.record].append(item)
        return found

    @cached_property
    def _loan_items(self) -> dict[str, list[LoanItem]]:
        found: dict[str, list[LoanItem]] = defaultdict(list)
        if self._lent:
            named = {leaf.loan for leaf in self._lent}
            loans = None if None in named else {loan for loan in named if loan}
            for item in store.loan_items(self._session, loans, max(leaf.until for leaf in self._lent)):
                found[item.loan].append(item)
        return found

    @cached_property
    def _due_items(self) -> dict[tuple[str, int], list[DueItem]]:
        found: dict[tuple[str, int], list[DueItem]] = defaultdict(list)
        if self._due:
            loans = {leaf.loan for leaf in self._due}
            for item in store.due_items(self._session, loans, max(leaf.before for leaf in self._due)):
                found[item.loan, item.version].append(item)
        return found

    @cached_property
    def _flows(self) -> dict[str, list[tuple[Head, CashFlow]]]:
        found: dict[str, list[tuple[Head, CashFlow]]] = defaultdict(list)
        if self._flow:
            since, until = min(leaf.since for leaf in self._flow), max(leaf.until for leaf in self._flow)
            items = store.entries_whole(self._session, since, until)
            rules = definition_of("arus-kas").mixed
            for head, code, flow in flows_of(items, self._session.accounts, rules):
                found[code].append((head, flow))
        return found

    def open(self, reading: Reading) -> list[Piece]:
        """The pieces of one reading, as often as it counts; `FiguresDisagree` where they are not its amount."""
        leaf = reading.leaf
        if isinstance(leaf, Lines):
            pieces = self._open_lines(leaf)
        elif isinstance(leaf, Lent):
            pieces = self._open_lent(leaf)
        elif isinstance(leaf, Due):
            pieces = [
                Piece(INSTALLMENT, leaf.office, leaf.loan, sen, item.due, facts={"number": item.number})
                for item in self._due_items[leaf.loan, leaf.version]
                if (sen := due_counts(leaf, item))
            ]
        elif isinstance(leaf, Flow):
            pieces = [
                Piece(ENTRY, leaf.office, leaf.account, sen, head.on, head)
                for head, flow in self._flows[leaf.account]
                if (sen := flow_counts(leaf, head, leaf.account, flow))
            ]
        elif isinstance(leaf, Fact):
            pieces = [Piece(FACT, leaf.office, leaf.of, reading.amount, what=leaf.what)]
        else:
            pieces = [computed(leaf)]
        refuse(checks.agree("jejak", {"laporan": reading.amount, "jejak": sum(p.amount for p in pieces)}))
        return [piece._replace(amount=piece.amount * reading.times) for piece in pieces]

    def _open_lines(self, leaf: Lines) -> list[Piece]:
        found = []
        base = self._base(leaf)
        if base:
            kept, balances = base
            found = [
                Piece(OPENING, leaf.office, code, sen, kept.through, kept=kept)
                for code in leaf.accounts
                if (sen := (-1 if leaf.side == "rise" else 1) * balances.get(code, 0))
            ]
            leaf = leaf._replace(since=kept.through + _DAY)
        items = (
            self._by_record[leaf.record]
            if leaf.record
            else [item for code in leaf.accounts for item in self._line_items[code]]
        )
        return found + [
            Piece(ENTRY, leaf.office, item.account, sen, item.head.on, item.head)
            for item in items
            if (sen := line_counts(leaf, item))
        ]

    def _open_lent(self, leaf: Lent) -> list[Piece]:
        listed = self._loan_items.values() if leaf.loan is None else [self._loan_items[leaf.loan]]
        funds = self._session.loan_funds
        return [
            Piece(
                ENTRY if item.head.voucher else TAKEN_OVER,
                leaf.office,
                item.loan,
                sen,
                item.head.on,
                item.head,
            )
            for items in listed
            for item in items
            if (sen := lent_counts(leaf, item, funds, LOAN_FUND))
        ]


def computed(leaf: Derived) -> Piece:
    """An amount that a rule made, with what it was made from, loan by loan and account by account."""
    base: dict[str, int] = defaultdict(int)
    for part in leaf.of:
        for reading in readings(part)[0]:
            base[subject_of(reading.leaf)] += reading.counted
    bases = tuple(Base(subject, sen) for subject, sen in base.items() if sen)
    return Piece(COMPUTED, leaf.office, "", leaf.amount, what=leaf.rule, facts=leaf.facts, base=bases)


def subject_of(leaf: Leaf) -> str:
    """The account, the loan or the fact that a reading is of."""
    if isinstance(leaf, Lines):
        return ", ".join(leaf.accounts)
    if isinstance(leaf, Lent | Due):
        return leaf.loan or ""
    if isinstance(leaf, Flow):
        return leaf.account
    return leaf.of if isinstance(leaf, Fact) else leaf.rule


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces of one figure: what several readings say of one entry and subject is one piece; nothings are left out.

    By date, closings first, in order of recording.
    """
    found: dict[object, Piece] = {}
    for piece in pieces:
        record = piece.head.record if piece.head else piece.kept.record if piece.kept else 0
        key = (piece.kind, piece.office, piece.subject, record, piece.on, piece.what, repr(piece.facts))
        known = found.get(key)
        found[key] = piece if known is None else known._replace(amount=known.amount + piece.amount)
    kept = [piece for piece in found.values() if piece.amount]
    return tuple(sorted(kept, key=_order))


def _order(piece: Piece) -> tuple[bool, date, int, str]:
    record = piece.head.record if piece.head else 0
    return piece.kind != OPENING, piece.on or date.max, record, piece.subject


def open_amounts(
    amounts: Sequence[int], sessions: dict[str, ReadSession], *, from_start: bool = False
) -> list[tuple[tuple[Piece, ...], int]]:
    """The pieces of each amount, and what of it nothing accounts for (sen); all are read together."""
    taken = [readings(amount) for amount in amounts]
    by_office: dict[str, list[Leaf]] = defaultdict(list)
    for found, _ in taken:
        for reading in found:
            by_office[reading.leaf.office].append(reading.leaf)
    own = next(iter(sessions.values()))
    openers = {
        office: Opener(sessions.get(office, own), leaves, from_start=from_start)
        for office, leaves in by_office.items()
    }
    answers = []
    for amount, (found, rest) in zip(amounts, taken, strict=True):
        pieces = [piece for reading in found for piece in openers[reading.leaf.office].open(reading)]
        answers.append((merged(pieces), rest))
        refuse(checks.agree("jejak", {"laporan": int(amount), "jejak": sum(p.amount for p in pieces) + rest}))
    return answers
