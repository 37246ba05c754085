"""Receipts cancelled in the last or first days of months far more often than on other days and elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from upk_ledger.core.region.bookkeeping_parts import near_month_end
from upk_ledger.core.region.findings import CANCELLED, Finding, finding_code
from upk_ledger.core.region.findings_rows import RECEIPT, Book, FindingLimits, Move


@dataclass(frozen=True, slots=True)
class _Tally:
    """Receipts recorded and cancelled near the ends of months, and on all other days."""

    edge: int
    edge_cancelled: tuple[Move, ...]
    other: int
    other_cancelled: int


def cancelled_at_month_ends(books: Sequence[Book], limits: FindingLimits) -> Iterator[Finding]:
    """Every UPK whose cancellations pile up there, held against its own other days and all other UPK."""
    tallies = [(book, _tally(book, limits)) for book in books]
    all_edge = sum(tally.edge for _, tally in tallies)
    all_cancelled = sum(len(tally.edge_cancelled) for _, tally in tallies)
    for book, tally in tallies:
        here = len(tally.edge_cancelled)
        if here < limits.fewest_cancelled:
            continue
        elsewhere = (all_cancelled - here, all_edge - tally.edge)
        if _often(tally, (tally.other_cancelled, tally.other), limits) and _often(tally, elsewhere, limits):
            yield _finding(book, tally, elsewhere, limits)


def _often(tally: _Tally, against: tuple[int, int], limits: FindingLimits) -> bool:
    """Whether so many times the share is cancelled here; nothing to hold it against is no objection."""
    cancelled, receipts = against
    here = len(tally.edge_cancelled)
    return not receipts or here * receipts >= limits.times * cancelled * max(tally.edge, here)


def _tally(book: Book, limits: FindingLimits) -> _Tally:
    receipts = {move.record: move for move in book.moves if move.kind == RECEIPT}
    edge = sum(near_month_end(book.day_of(move.recorded_at), limits.edge_days) for move in receipts.values())
    undone = [move for move in book.moves if move.reverses in receipts]
    near = tuple(move for move in undone if near_month_end(book.day_of(move.recorded_at), limits.edge_days))
    return _Tally(edge, near, len(receipts) - edge, len(undone) - len(near))


def _finding(book: Book, tally: _Tally, elsewhere: tuple[int, int], limits: FindingLimits) -> Finding:
    receipts = {move.record: move for move in book.moves if move.kind == RECEIPT}
    originals = [receipts[move.reverses] for move in tally.edge_cancelled if move.reverses is not None]
    return Finding(
        finding_code(CANCELLED, book.office.uuid, book.until.year),
        CANCELLED,
        (book.office.upk,),
        (),
        {
            "days": limits.edge_days,
            "cancelled": len(tally.edge_cancelled),
            "receipts": tally.edge,
            "other_cancelled": tally.other_cancelled,
            "other_receipts": tally.other,
            "elsewhere_cancelled": elsewhere[0],
            "elsewhere_receipts": elsewhere[1],
        },
        sum(move.paid for move in originals),
        tuple(
            book.entry(voucher)
            for move in tally.edge_cancelled
            if move.reverses is not None
            for voucher in (receipts[move.reverses].voucher, move.voucher)
        ),
        book.day_of(tally.edge_cancelled[0].recorded_at),
    )
