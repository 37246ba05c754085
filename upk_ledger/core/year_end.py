"""The year's end as values: what is to be closed, and what closing or opening a year did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.periods import ClosedMonth

KIND = "penutup"
"""The kind of closing entries and of what undoes them: no income statement counts them."""

Sums = Mapping[tuple[str, str], int]
"""Sen, debit less credit, by account and fund."""


@dataclass(frozen=True, slots=True)
class YearEnd:
    """A year that was closed: the day and vouchers of its closing entries, and its result (sen).

    `month` is December, where it was closed with the year; `repeated` says that nothing was left to do.
    """

    year: int
    on: date
    vouchers: tuple[str, ...]
    result: int
    month: ClosedMonth | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ReopenedYear:
    """A year whose closing entries were taken back."""

    year: int
    vouchers: tuple[str, ...]


def closing_entries(
    year: int, on: date, income: Sums, expense: Sums, standing: Sums, accounts: tuple[str, str]
) -> list[JournalEntry]:
    """The entries that close a year: income, expense, and with what stands on it the current result itself.

    `standing` is what the account of the current result (the first of `accounts`) holds by fund; the second is
    where results are retained. Nothing to move makes no entry.
    """
    current, retained = accounts
    held = {fund: amount for (_, fund), amount in standing.items()}
    entries = []
    for name, sums in (("pendapatan", income), ("biaya", expense)):
        by_fund: dict[str, int] = {}
        for (_, fund), amount in sums.items():
            by_fund[fund] = by_fund.get(fund, 0) + amount
        for fund, amount in by_fund.items():
            held[fund] = held.get(fund, 0) + amount
        moves = [(code, fund, -amount) for (code, fund), amount in sorted(sums.items())]
        moves += [(current, fund, amount) for fund, amount in sorted(by_fund.items())]
        entries += _entry(on, moves, f"Jurnal penutup {name} tahun {year}")
    moves = [
        (code, fund, sign * held[fund])
        for fund in sorted(held)
        for code, sign in ((current, -1), (retained, 1))
    ]
    return entries + _entry(on, moves, f"Jurnal penutup laba (rugi) tahun {year}")


def _entry(on: date, moves: Iterable[tuple[str, str, int]], words: str) -> list[JournalEntry]:
    """One entry of what moves by account and fund (sen, debit less credit), debits first; none for nothing."""
    ordered = sorted((move for move in moves if move[2]), key=lambda move: move[2] < 0)
    lines = tuple(
        JournalLine(code, debit=max(amount, 0), credit=max(-amount, 0), fund=fund)
        for code, fund, amount in ordered
    )
    return [JournalEntry(on, KIND, lines, words)] if lines else []
