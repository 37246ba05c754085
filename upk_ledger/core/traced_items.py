"""What readings of the book open into: lines of entries, movements of loans, installments; and which count for which.

A figure that is opened reads the items themselves and counts those that its readings mean, so that their sum proves it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from upk_ledger.core.cash_flows import MixedRules, with_mixed
from upk_ledger.core.listings import CashFlow, MixedEntry
from upk_ledger.core.offices import Account
from upk_ledger.core.tracing import Due, Flow, Lent, Lines

_TILLS = {"kas", "bank"}


class Head(NamedTuple):
    """The record that an item comes from; `cause` is the kind of entry that it is about, `year` the one it puts right.

    What is no entry (a loan that was running at the start) has no voucher.
    """

    record: int
    digest: str
    recorded_at: str
    actor: str
    on: date
    kind: str
    voucher: str
    description: str
    reverses: str = ""
    reversed_by: str = ""
    cause: str = ""
    year: int | None = None


class LineItem(NamedTuple):
    """A line of an entry (sen)."""

    head: Head
    line: int
    account: str
    debit: int
    credit: int
    group: str | None
    loan: str | None
    member: str | None
    fund: str | None
    asset: str | None

    @property
    def subject(self) -> str:
        """What it moved."""
        return self.account


class LoanItem(NamedTuple):
    """What a record says of a loan (sen)."""

    head: Head
    loan: str
    disbursed: int = 0
    principal: int = 0
    service: int = 0
    written_off: int = 0
    recovered_principal: int = 0
    recovered_service: int = 0

    @property
    def subject(self) -> str:
        """What it moved."""
        return self.loan

    @property
    def outstanding(self) -> int:
        """By how much it raised what is outstanding."""
        return self.disbursed - self.principal - self.written_off

    @property
    def service_received(self) -> int:
        """Service that came in, on the loan or on its claim."""
        return self.service + self.recovered_service


class DueItem(NamedTuple):
    """An installment of a version of a loan's schedule (sen)."""

    loan: str
    version: int
    number: int
    due: date
    principal: int
    service: int


def line_counts(leaf: Lines, item: LineItem) -> int:
    """What a line adds to a reading of lines (sen)."""
    if leaf.also is not None and (also := line_counts(leaf.also, item)):
        return also
    head = item.head
    if item.account not in leaf.accounts or (leaf.since and head.on < leaf.since) or head.on > leaf.until:
        return 0
    if leaf.known and head.record > leaf.known:
        return 0
    if (leaf.record and head.record != leaf.record) or (leaf.line and item.line != leaf.line):
        return 0
    if (leaf.kinds and head.kind not in leaf.kinds) or head.kind in leaf.not_kinds:
        return 0
    if leaf.caused is not None and leaf.caused not in {head.cause, f"{head.cause} {head.year or ''}".strip()}:
        return 0
    if leaf.rises is not None and leaf.rises != ((item.credit > 0) == (not head.reverses)):
        return 0
    if any(getattr(item, name) != wanted for name, wanted in leaf.own):
        return 0
    undoes = bool(head.reverses)
    sides = {
        "net": item.debit - item.credit,
        "rise": item.credit - item.debit,
        "debit": item.debit,
        "credit": item.credit,
        "came": -item.debit if undoes else item.credit,
        "went": -item.credit if undoes else item.debit,
    }
    return sides[leaf.side]


def lent_counts(leaf: Lent, item: LoanItem, funds: Mapping[str, str], own: str) -> int:
    """What a movement adds to a reading of loans (sen); `funds` are partners' funds by loan, `own` the office's."""
    on = item.head.on
    if (leaf.loan is not None and item.loan != leaf.loan) or on > leaf.until:
        return 0
    if (leaf.since is not None and on < leaf.since) or (
        leaf.fund is not None and funds.get(item.loan, own) != leaf.fund
    ):
        return 0
    return int(getattr(item, leaf.part))


def due_counts(leaf: Due, item: DueItem) -> int:
    """What an installment adds to a reading of dues (sen)."""
    mine = (item.loan, item.version) == (leaf.loan, leaf.version) and item.due < leaf.before
    return int(getattr(item, leaf.part)) if mine else 0


def flows_of(
    items: Iterable[LineItem], chart: Mapping[str, Account], rules: MixedRules
) -> Iterator[tuple[Head, str, CashFlow]]:
    """What each entry moved cash and bank by, by counter account; `items` are whole entries in order."""
    for head, lines in groupby(items, key=lambda item: item.head):
        found = list(lines)
        if head.kind != "saldo-awal" and any(chart[item.account].role in _TILLS for item in found):
            yield from ((head, code, flow) for code, flow in _flow(head, found, chart, rules).items())


def _flow(
    head: Head, lines: Sequence[LineItem], chart: Mapping[str, Account], rules: MixedRules
) -> dict[str, CashFlow]:
    counters = [item for item in lines if chart[item.account].role not in _TILLS]
    undoes = bool(head.reverses)
    sign = -1 if undoes else 1
    if any(item.debit for item in counters) and any(item.credit for item in counters):
        parts: dict[str, int] = {}
        for item in counters:
            parts[item.account] = parts.get(item.account, 0) + sign * (item.credit - item.debit)
        return with_mixed({}, [MixedEntry(undoes, parts)], chart, rules)
    plain: dict[str, CashFlow] = {}
    for item in counters:
        before = plain.get(item.account, CashFlow(0, 0))
        came, went = (-item.debit, -item.credit) if undoes else (item.credit, item.debit)
        plain[item.account] = CashFlow(before.received + came, before.paid + went)
    return plain


def flow_counts(leaf: Flow, head: Head, code: str, flow: CashFlow) -> int:
    """What an entry adds to a reading of cash flows (sen)."""
    if code != leaf.account or not leaf.since <= head.on <= leaf.until:
        return 0
    return int(getattr(flow, leaf.part))
