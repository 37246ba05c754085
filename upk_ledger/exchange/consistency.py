"""What the tables show by themselves: rows that contradict one another, parts that do not add up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain
from operator import attrgetter
from typing import Any

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault
from upk_ledger.core.errors.ledger import LineNotOneSided
from upk_ledger.core.errors.loans import SharesDoNotAddUp, SplitDoesNotAddUp
from upk_ledger.exchange.rows import (
    Doubts,
    EntryRow,
    LoanRow,
    OpeningRow,
    RepaymentRow,
    RunningLoanRow,
    ShareRow,
    TableRow,
    in_doubt,
)
from upk_ledger.exchange.tables import TABLES

Contradiction = tuple[Fault, str, str | None]
"""A fault, with the table and the identity that it leaves in doubt."""

_SUMMED = {
    "pinjaman_anggota": ("principal",),
    "jurnal": ("debit", "credit"),
    "saldo_awal": ("debit", "credit"),
    "pinjaman_awal": ("principal", "paid_principal"),
}
"""The tables whose amounts have to add up, and the fields that hold them."""


def fault_at(row: TableRow, column: str | None, error: UpkError) -> Fault:
    """A fault of `row`."""
    return Fault(row.file, row.row, column, error)


def by_number(rows: Iterable[EntryRow]) -> dict[str, list[EntryRow]]:
    """The entries of `jurnal`: rows by their number, as far as it could be read, in file order."""
    entries: dict[str, list[EntryRow]] = {}
    for row in rows:
        if row.has("number"):
            entries.setdefault(row.number, []).append(row)
    return entries


def by_loan(rows: Iterable[ShareRow]) -> dict[str, list[ShareRow]]:
    """The shares of each loan, as far as its number could be read, in file order."""
    shares: dict[str, list[ShareRow]] = {}
    for row in rows:
        if row.has("loan"):
            shares.setdefault(row.loan, []).append(row)
    return shares


def contradictions(
    rows: Mapping[str, Sequence[Any]], doubts: dict[str, set[str | None]], unclear: dict[str, set[str | None]]
) -> tuple[dict[str, list[Any]], list[Fault]]:
    """The rows without repetitions, and every contradiction among them; what contradicts is added to `doubts`.

    Sums are not judged where an amount that may belong to them could not be read, or stands there twice: those
    are added to `unclear`.
    """
    faults: list[Fault] = []
    unique: dict[str, list[Any]] = {}
    for name, table_rows in rows.items():
        twice: set[str | None] = set()
        unique[name] = list(_unique(name, table_rows, faults, twice))
        doubts[name] |= twice
        unclear[name] |= twice
    for name, amounts in _SUMMED.items():
        link_of = _link_of(name)
        needed = (TABLES[name].link_field, *amounts)
        unclear[name] |= {link_of(row) for row in unique[name] if not row.has(*needed)}
    found = list(
        chain(
            _loans_twice(unique["pinjaman"], unique["pinjaman_awal"]),
            _running(unique["pinjaman_awal"]),
            _shares(unique, unclear),
            _repayments(unique["angsuran"]),
            _one_sided(unique["jurnal"]),
            _entries(unique["jurnal"], unclear),
            _opening(unique["saldo_awal"], unclear),
        )
    )
    for fault, table, identity in found:
        faults.append(fault)
        doubts[table].add(identity)
    return unique, faults


def _unique(
    name: str, rows: Sequence[TableRow], faults: list[Fault], twice: set[str | None]
) -> Iterator[TableRow]:
    """The rows but those that say the same again; the same identity with other content is a fault.

    What such a row says otherwise is still judged: it goes on as one whose identity could not be read.
    """
    table = TABLES[name]
    if not table.identity:
        yield from rows
        return
    identity_of, link_of = attrgetter(*table.identity), _link_of(name)
    first: dict[Any, TableRow] = {}
    for row in rows:
        identity: Any = identity_of(row)
        if identity is None or not row.has(*table.identity):
            yield row
            continue
        known = first.setdefault(identity, row)
        if known is row:
            yield row
        elif _differ(row, known):
            own = table.identity[-1]
            faults.append(_twice(row, known, identity, table.column(own)))
            twice.add(link_of(row))
            yield replace(row, unread=row.unread | {own})


def _differ(row: TableRow, known: TableRow) -> bool:
    """Whether two rows of one identity differ in what could be read of both."""
    if row.whole and known.whole:
        return row != known
    names = (item.name for item in fields(row) if item.compare)
    return any(
        getattr(row, name) != getattr(known, name) for name in names if row.has(name) and known.has(name)
    )


def _link_of(name: str) -> Callable[[Any], str | None]:
    """What tells to which code or number a row of this table belongs; None for all where it has no such column."""
    field = TABLES[name].link_field
    return attrgetter(field) if field else lambda _row: None


def _twice(row: TableRow, known: TableRow, identity: str | tuple[str, ...], column: str) -> Fault:
    shown = identity if isinstance(identity, str) else " ".join(identity)
    return fault_at(row, column, errors.RowTwice(shown, known.file, known.row))


def _loans_twice(loans: Sequence[LoanRow], running: Sequence[RunningLoanRow]) -> Iterator[Contradiction]:
    first = {row.number: row for row in loans if row.has("number")}
    for row in running:
        if row.has("number") and row.number in first:
            yield _twice(row, first[row.number], row.number, "nomor"), "pinjaman_awal", row.number


def _running(rows: Sequence[RunningLoanRow]) -> Iterator[Contradiction]:
    for row in rows:
        if row.has("principal", "paid_principal") and row.paid_principal > row.principal:
            error = errors.PaidBeyondLoan(row.paid_principal, row.principal)
            yield fault_at(row, "pokok_terbayar", error), "pinjaman_awal", row.number


def _shares(rows: Mapping[str, Sequence[Any]], unclear: Doubts) -> Iterator[Contradiction]:
    shares = by_loan(rows["pinjaman_anggota"])
    for loan in chain(rows["pinjaman"], rows["pinjaman_awal"]):
        own = shares.get(loan.number) if loan.has("number", "principal") else None
        if own is None or in_doubt(unclear, loan.number, "pinjaman_anggota"):
            continue
        total = sum(share.principal for share in own)
        if total != loan.principal:
            error = SharesDoNotAddUp(loan.principal, total)
            yield fault_at(own[-1], "pokok", error), "pinjaman_anggota", loan.number


def _repayments(rows: Sequence[RepaymentRow]) -> Iterator[Contradiction]:
    for row in rows:
        given = row.principal is not None or row.service is not None
        if not given or not row.has("amount", "principal", "service"):
            continue
        # The part that is not given is the rest.
        principal = row.amount - (row.service or 0) if row.principal is None else row.principal
        service = row.amount - principal if row.service is None else row.service
        if principal < 0 or service < 0 or principal + service != row.amount:
            error = SplitDoesNotAddUp(row.amount, principal, service)
            yield fault_at(row, "jumlah", error), "angsuran", row.loan


def _one_sided(rows: Sequence[EntryRow]) -> Iterator[Contradiction]:
    for row in rows:
        if row.has("debit", "credit") and (row.debit == 0) == (row.credit == 0):
            error = LineNotOneSided(row.account, row.debit, row.credit)
            yield fault_at(row, "debit", error), "jurnal", row.number


def _entries(rows: Sequence[EntryRow], unclear: Doubts) -> Iterator[Contradiction]:
    for number, lines in by_number(rows).items():
        dated = [line for line in lines if line.has("on")]
        other = next((line for line in dated if line.on != dated[0].on), None)
        if other is not None:
            error = errors.EntryOnTwoDates(number, dated[0].on, other.on)
            yield fault_at(other, "tanggal", error), "jurnal", number
        if in_doubt(unclear, number, "jurnal"):
            continue
        debit, credit = sum(line.debit for line in lines), sum(line.credit for line in lines)
        if len(lines) == 1:
            yield fault_at(lines[0], "nomor", errors.EntryOfOneRow(number)), "jurnal", number
        elif debit != credit:
            yield (
                fault_at(lines[-1], "debit", errors.EntryUnbalanced(number, debit, credit)),
                "jurnal",
                number,
            )


def _opening(rows: Sequence[OpeningRow], unclear: Doubts) -> Iterator[Contradiction]:
    for row in rows:
        if row.debit and row.credit:
            error = LineNotOneSided(row.account, row.debit, row.credit)
            yield fault_at(row, "debit", error), "saldo_awal", None
    if unclear["saldo_awal"]:
        return
    debit, credit = sum(row.debit for row in rows), sum(row.credit for row in rows)
    if debit != credit:
        yield fault_at(rows[-1], "debit", errors.OpeningUnbalanced(debit, credit)), "saldo_awal", None
