"""What the tables show by themselves: rows that contradict one another, parts that do not add up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def fault_at(row: TableRow, column: str | None, error: UpkError) -> Fault:
    """A fault of `row`."""
    return Fault(row.file, row.row, column, error)


def by_number(rows: Iterable[EntryRow]) -> dict[str, list[EntryRow]]:
    """The entries of `jurnal`: rows by their number, in file order."""
    entries: dict[str, list[EntryRow]] = {}
    for row in rows:
        entries.setdefault(row.number, []).append(row)
    return entries


def by_loan(rows: Iterable[ShareRow]) -> dict[str, list[ShareRow]]:
    """The shares of each loan, in file order."""
    shares: dict[str, list[ShareRow]] = {}
    for row in rows:
        shares.setdefault(row.loan, []).append(row)
    return shares


def contradictions(
    rows: Mapping[str, Sequence[Any]], doubts: dict[str, set[str | None]]
) -> tuple[dict[str, list[Any]], list[Fault]]:
    """The rows without repetitions, and every contradiction among them; what contradicts is added to `doubts`.

    Sums are not judged where a row that may belong to them could not be read.
    """
    faults: list[Fault] = []
    unique: dict[str, list[Any]] = {
        name: list(_unique(name, table_rows, faults, doubts[name])) for name, table_rows in rows.items()
    }
    found = list(
        chain(
            _loans_twice(unique["pinjaman"], unique["pinjaman_awal"]),
            _running(unique["pinjaman_awal"]),
            _shares(unique, doubts),
            _repayments(unique["angsuran"]),
            _one_sided(unique["jurnal"]),
            _entries(unique["jurnal"], doubts),
            _opening(unique["saldo_awal"], doubts),
        )
    )
    for fault, table, identity in found:
        faults.append(fault)
        doubts[table].add(identity)
    return unique, faults


def _unique(
    name: str, rows: Sequence[TableRow], faults: list[Fault], unread: set[str | None]
) -> Iterator[TableRow]:
    """The rows but those that say the same again; the same identity with other content is a fault."""
    table = TABLES[name]
    if not table.identity:
        yield from rows
        return
    identity_of, link_of = attrgetter(*table.identity), attrgetter(table.link_field)
    first: dict[Any, TableRow] = {}
    for row in rows:
        identity: Any = identity_of(row)
        if identity is None:
            yield row
            continue
        known = first.setdefault(identity, row)
        if known is row:
            yield row
        elif known != row:
            faults.append(_twice(row, known, identity, table.column(table.identity[-1])))
            unread.add(link_of(row))


def _twice(row: TableRow, known: TableRow, identity: str | tuple[str, ...], column: str) -> Fault:
    shown = identity if isinstance(identity, str) else " ".join(identity)
    return fault_at(row, column, errors.RowTwice(shown, known.file, known.row))


def _loans_twice(loans: Sequence[LoanRow], running: Sequence[RunningLoanRow]) -> Iterator[Contradiction]:
    first = {row.number: row for row in loans}
    for row in running:
        if row.number in first:
            yield _twice(row, first[row.number], row.number, "nomor"), "pinjaman_awal", row.number


def _running(rows: Sequence[RunningLoanRow]) -> Iterator[Contradiction]:
    for row in rows:
        if row.paid_principal > row.principal:
            error = errors.PaidBeyondLoan(row.paid_principal, row.principal)
            yield fault_at(row, "pokok_terbayar", error), "pinjaman_awal", row.number


def _shares(rows: Mapping[str, Sequence[Any]], doubts: Doubts) -> Iterator[Contradiction]:
    shares = by_loan(rows["pinjaman_anggota"])
    for loan in chain(rows["pinjaman"], rows["pinjaman_awal"]):
        own = shares.get(loan.number)
        if own is None or in_doubt(doubts, loan.number, "pinjaman_anggota"):
            continue
        total = sum(share.principal for share in own)
        if total != loan.principal:
            error = SharesDoNotAddUp(loan.principal, total)
            yield fault_at(own[-1], "pokok", error), "pinjaman_anggota", loan.number


def _repayments(rows: Sequence[RepaymentRow]) -> Iterator[Contradiction]:
    for row in rows:
        if row.principal is None and row.service is None:
            continue
        # The part that is not given is the rest.
        principal = row.amount - (row.service or 0) if row.principal is None else row.principal
        service = row.amount - principal if row.service is None else row.service
        if principal < 0 or service < 0 or principal + service != row.amount:
            error = SplitDoesNotAddUp(row.amount, principal, service)
            yield fault_at(row, "jumlah", error), "angsuran", row.loan


def _one_sided(rows: Sequence[EntryRow]) -> Iterator[Contradiction]:
    for row in rows:
        if (row.debit == 0) == (row.credit == 0):
            error = LineNotOneSided(row.account, row.debit, row.credit)
            yield fault_at(row, "debit", error), "jurnal", row.number


def _entries(rows: Sequence[EntryRow], doubts: Doubts) -> Iterator[Contradiction]:
    for number, lines in by_number(rows).items():
        first = lines[0]
        other = next((line for line in lines if line.on != first.on), None)
        if other is not None:
            error = errors.EntryOnTwoDates(number, first.on, other.on)
            yield fault_at(other, "tanggal", error), "jurnal", number
        if in_doubt(doubts, number, "jurnal"):
            continue
        debit, credit = sum(line.debit for line in lines), sum(line.credit for line in lines)
        if len(lines) == 1:
            yield fault_at(first, "nomor", errors.EntryOfOneRow(number)), "jurnal", number
        elif debit != credit:
            yield (
                fault_at(lines[-1], "debit", errors.EntryUnbalanced(number, debit, credit)),
                "jurnal",
                number,
            )


def _opening(rows: Sequence[OpeningRow], doubts: Doubts) -> Iterator[Contradiction]:
    for row in rows:
        if row.debit and row.credit:
            error = LineNotOneSided(row.account, row.debit, row.credit)
            yield fault_at(row, "debit", error), "saldo_awal", None
    debit, credit = sum(row.debit for row in rows), sum(row.credit for row in rows)
    if debit != credit and not doubts["saldo_awal"]:
        yield fault_at(rows[-1], None, errors.OpeningUnbalanced(debit, credit)), "saldo_awal", None
