"""Amounts of receipts that are round, or end alike, more often than the installments due would make them.

A chi-square test of homogeneity in whole numbers: receipts of a UPK against the installments that fell due on the same
loans in the same days. A UPK whose installments are round receives round amounts; that is no finding.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from upk_ledger.core.money import RUPIAH
from upk_ledger.core.region.findings import DIGITS, Finding, finding_code
from upk_ledger.core.region.findings_rows import PAID_OFF, Book, FindingLimits, Move

ROUND, ENDING = "bulat", "akhir"

CRITICAL = (0, 1083, 1382, 1627, 1847, 2052, 2246, 2432, 2612, 2788, 2959)
"""What the statistic exceeds by chance once in a thousand, in hundredths, by degrees of freedom."""

_UNITS = (1_000, 500, 100, 1)
_FEWEST_EXPECTED = 5
_REST = -1


def digit_patterns(book: Book, limits: FindingLimits) -> Iterator[Finding]:
    """What the amounts of a UPK's receipts show, where there are enough of them."""
    receipts, dues = _compared(book)
    if min(len(receipts), len(dues)) < limits.fewest_receipts:
        return
    unit = next(each for each in _UNITS if 2 * sum(due % each == 0 for due in dues) >= len(dues))

    def roundness(rupiah: int) -> int:
        return int(rupiah % limits.round_to == 0)

    def ending(rupiah: int) -> int:
        return rupiah // unit % 10

    for test, sort in ((ROUND, roundness), (ENDING, ending)):
        found = _tested(book, receipts, dues, test, sort, unit, limits)
        if found is not None:
            yield found


def _compared(book: Book) -> tuple[list[Move], list[int]]:
    """Receipts on loans that have installments in the days looked at, and those (rupiah); no early payoffs."""
    ended = {(due.loan, due.valid_from) for due in book.dues if due.basis == PAID_OFF}
    versions: dict[str, int] = {}
    for due in book.dues:
        if due.basis != PAID_OFF:
            versions[due.loan] = max(versions.get(due.loan, 0), due.version)
    standing = [
        due
        for due in book.dues
        if due.due is not None and due.due <= book.until and versions.get(due.loan) == due.version
    ]
    with_dues = {due.loan for due in standing}
    receipts = [
        move for move in book.receipts() if move.loan in with_dues and (move.loan, move.on) not in ended
    ]
    paying = {move.loan for move in receipts}
    return receipts, [due.amount // RUPIAH for due in standing if due.loan in paying]


def _tested(
    book: Book,
    receipts: Sequence[Move],
    dues: Sequence[int],
    test: str,
    sort: Callable[[int], int],
    unit: int,
    limits: FindingLimits,
) -> Finding | None:
    paid = Counter(sort(move.paid // RUPIAH) for move in receipts)
    expected = Counter(sort(due) for due in dues)
    excess = {key: Fraction(paid[key], len(receipts)) - Fraction(expected[key], len(dues)) for key in paid}
    key = max(sorted(excess), key=lambda each: excess[each])
    if (test == ROUND and key != 1) or excess[key] * 100 < limits.excess_percent:
        return None
    statistic, freedom = chi_square(paid, expected)
    if not freedom or statistic * 100 <= CRITICAL[freedom]:
        return None
    alike = [move for move in receipts if sort(move.paid // RUPIAH) == key]
    return Finding(
        finding_code(DIGITS, book.office.uuid, test, book.until.year),
        DIGITS,
        (book.office.upk,),
        (),
        {
            "test": test,
            "digit": key,
            "unit": limits.round_to if test == ROUND else unit,
            "receipts": len(receipts),
            "alike": len(alike),
            "dues": len(dues),
            "dues_alike": expected[key],
            "statistic": int(statistic * 100),
            "critical": CRITICAL[freedom],
        },
        sum(move.paid for move in alike),
        tuple(book.entry(move.voucher) for move in alike),
        alike[0].on,
    )


def chi_square(one: Counter[int], other: Counter[int]) -> tuple[Fraction, int]:
    """The statistic of two samples being of one kind, and its degrees of freedom; small sorts are taken together."""
    sizes = (sum(one.values()), sum(other.values()))
    total = sum(sizes)
    merged: dict[int, list[int]] = {}
    for key in sorted(key for key in one.keys() | other.keys() if one[key] + other[key]):
        column = one[key] + other[key]
        small = column * min(sizes) < _FEWEST_EXPECTED * total
        cell = merged.setdefault(_REST if small else key, [0, 0])
        cell[0] += one[key]
        cell[1] += other[key]
    statistic = Fraction(0)
    for cell in merged.values():
        for size, seen in zip(sizes, cell, strict=True):
            expected = Fraction(sum(cell) * size, total)
            statistic += (seen - expected) ** 2 / Fraction(expected)
    return statistic, len(merged) - 1
