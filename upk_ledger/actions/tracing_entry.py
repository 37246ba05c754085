"""From a voucher up to every figure that it is in."""

from collections.abc import Iterator, Sequence
from typing import Any

from upk_ledger.actions.report_frames import Framer, at_text, definition_of
from upk_ledger.actions.reports import PAPERS, made
from upk_ledger.actions.tracing import wording
from upk_ledger.actions.tracing_source import TracingSource
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders_trace_entry import Contribution, EntryFacts, entry_trace
from upk_ledger.core.statements import Statement
from upk_ledger.core.traced_figures import Figure, figures_of
from upk_ledger.core.traced_items import (
    LineItem,
    LoanItem,
    flow_counts,
    flows_of,
    lent_counts,
    line_counts,
)
from upk_ledger.core.tracing import Derived, Fact, Flow, Leaf, Lent, Lines, Reading, readings
from upk_ledger.store import tracing as store
from upk_ledger.store.cash_counts import counts_between
from upk_ledger.store.desk import Desk
from upk_ledger.store.periods import closing_of
from upk_ledger.store.session import ReadSession
from upk_ledger.store.vouchers import find_entry

_YEARLY = {"neraca", "laba-rugi", "arus-kas", "perubahan-modal", "anggaran"}
"""The papers that a year has beside those of its last month."""


class _Entry:
    """What one entry adds to readings of the book."""

    def __init__(self, session: ReadSession, record: int) -> None:
        self.lines: list[LineItem] = store.entry_lines(session, record)
        self.loans: list[LoanItem] = store.loan_items_of(session, record)
        self.head = self.lines[0].head
        self._office, self._funds = session.desk.office.code, session.loan_funds
        rules = definition_of("arus-kas").mixed
        self._flows = list(flows_of(self.lines, session.accounts, rules))
        self._known: dict[Leaf, int] = {}

    def adds_to(self, leaf: Leaf) -> int:
        """What it adds to a reading (sen)."""
        if leaf not in self._known:
            self._known[leaf] = self._counted(leaf) if leaf.office in {self._office, ""} else 0
        return self._known[leaf]

    def _counted(self, leaf: Leaf) -> int:
        if isinstance(leaf, Lines):
            return sum(line_counts(leaf, item) for item in self.lines)
        if isinstance(leaf, Lent):
            return sum(lent_counts(leaf, item, self._funds, LOAN_FUND) for item in self.loans)
        if isinstance(leaf, Flow):
            return sum(flow_counts(leaf, *found) for found in self._flows)
        return 0

    def _part(self, reading: Reading) -> int:
        """What it adds to a reading; to a fact that names its voucher, all of it (sen)."""
        leaf = reading.leaf
        if isinstance(leaf, Fact):
            return reading.amount if self.head.voucher in leaf.of.split() else 0
        return self.adds_to(leaf)

    def decides(self, leaf: Leaf) -> bool:
        """Whether an amount is computed from what it adds to."""
        if not isinstance(leaf, Derived):
            return False
        return any(self.adds_to(reading.leaf) for part in leaf.of for reading in readings(part)[0])

    def part_of(self, figure: Figure) -> tuple[int, bool]:
        """What it adds to a figure, and whether it decides of it all the same where that is nothing."""
        if not isinstance(figure.cell, int):
            return 0, False
        found, _ = readings(figure.cell)
        amount = sum(reading.times * self._part(reading) for reading in found)
        return amount, any(self.decides(reading.leaf) for reading in found)


def trace_entry(desk: Desk, voucher: str) -> Statement:
    """Every figure of the papers of a voucher's month and year that it is in; `UnknownVoucher`."""
    with desk.read() as session:
        entry = _Entry(session, find_entry(session, voucher).record)
        month = Month.of(entry.head.on)
        periods = (ReportPeriod.of_month(month), ReportPeriod.of_year(month.year))
        sources = [TracingSource(session, period) for period in periods]
        found = [one for source in sources for one in _contributions(source, entry)]
        definition = definition_of("jejak-bukti")
        words = wording(session, sources[0])
        frame = Framer(sources[0]).frame(definition, at_text(month.last))
        names = {code: account.name for code, account in session.accounts.items()}
        head = entry.head
        told = _facts(session, definition, entry, month)
        officer, moment = words.officer(head.actor), words.moment(head.recorded_at)
        return entry_trace(definition, frame, told, found, names, officer, moment, long_date(head.on))


def _contributions(source: TracingSource, entry: _Entry) -> Iterator[Contribution]:
    framer, kind = Framer(source), source.session.desk.office.kind
    kept = closing_of(source.session, source.period.month)
    closing = (kept.record, kept.digest) if kept else None
    for name, paper in PAPERS.items():
        if kind not in paper.offices or (source.period.kind == "tahun" and name not in _YEARLY):
            continue
        statement = made(name, source, framer)
        for figure in figures_of(statement):
            if _of_another(figure, entry.head.voucher):
                continue
            amount, decides = entry.part_of(figure)
            if amount or decides:
                yield Contribution(name, statement.period, figure, amount or None, closing)


def _of_another(figure: Figure, voucher: str) -> bool:
    """Whether the row is another voucher's: the balance behind it has all vouchers before it, and tells nothing."""
    series = ("KM/", "KK/", "PB/")
    return figure.style == "line" and any(
        text.startswith(series) and text != voucher for text in figure.texts
    )


def _facts(session: ReadSession, definition: Definition, entry: _Entry, month: Month) -> EntryFacts:
    closing = closing_of(session, month)
    kept = (str(closing.month), closing.record, closing.digest) if closing else None
    told = None if kept is None else (long_month(month), *kept[1:])
    others, data = _others(session, definition, entry)
    if kept is not None:
        data["closing_month"] = kept[0]
    previous = store.previous_digest(session, entry.head.record)
    return EntryFacts(entry.head, previous, told, entry.lines, others, data)


def _others(
    session: ReadSession, definition: Definition, entry: _Entry
) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """Loans, members, lines of the bank, counts of the day, and what undid it."""
    labels, head = definition.labels, entry.head
    loans = _each([line.loan for line in entry.lines] + [item.loan for item in entry.loans])
    groups = _each([line.group for line in entry.lines])
    members = _each([line.member and f"{line.group} {line.member}" for line in entry.lines])
    bank = store.bank_lines_of(session, head.record)
    touched = {line.account for line in entry.lines}
    counts = [one for one in counts_between(session, head.on, head.on) if one.account in touched]
    others = [
        *((labels["membatalkan"], one) for one in [head.reverses] if one),
        *((labels["dibatalkan"], one) for one in [head.reversed_by] if one),
        *((labels["pinjaman"], one) for one in loans),
        *((labels["ksm"], one) for one in groups),
        *((labels["anggota"], one) for one in members),
        *(
            (labels["bank"], labels["bank-isi"].format(account=code, on=long_date(on), amount=rupiah(sen)))
            for code, on, sen in bank
        ),
        *(
            (
                labels["opname"],
                labels["opname-isi"].format(
                    number=one.number,
                    account=one.account,
                    counted=rupiah(one.counted),
                    book=rupiah(one.book),
                ),
            )
            for one in counts
        ),
    ]
    data = {
        "loans": loans,
        "groups": groups,
        "members": members,
        "bank_lines": [{"account": code, "date": on, "amount": Rupiah(sen)} for code, on, sen in bank],
        "cash_counts": [
            {"number": one.number, "account": one.account, "counted": Rupiah(one.counted)} for one in counts
        ],
    }
    return others, data


def _each(values: Sequence[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
