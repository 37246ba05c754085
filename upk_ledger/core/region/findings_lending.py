"""Loans paid off well before their time and lent anew to the same group within days (evergreening)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from upk_ledger.core.region.findings import EVERGREEN, Finding, finding_code
from upk_ledger.core.region.findings_rows import PAID_OFF, Book, Due, FindingLimits, Move

_BEFORE = timedelta(3)
"""The new loan may be paid out so shortly before the old one is paid off."""


def evergreened(book: Book, limits: FindingLimits) -> Iterator[Finding]:
    """Every early payoff that a new loan to the same group follows."""
    undone, running = book.undone, {one.loan for one in book.running}
    standing = [move for move in book.moves if move.record not in undone and move.reverses is None]
    groups = {due.loan: due.group for due in book.dues}
    lent: dict[str, list[Move]] = defaultdict(list)
    paid: dict[str, list[Move]] = defaultdict(list)
    written_off = {move.loan for move in standing if move.written_off}
    for move in standing:
        if move.disbursed > 0 and move.loan in groups:
            lent[groups[move.loan]].append(move)
        if move.principal > 0:
            paid[move.loan].append(move)
    for loan, payments in paid.items():
        if loan in running or loan in written_off or loan not in groups:
            continue
        left, end = _left(book, loan, payments[-1]), payments[-1].on
        if len(left) < limits.dues_left:
            continue
        for new in lent[groups[loan]]:
            if new.loan != loan and end - _BEFORE <= new.on <= end + timedelta(limits.again_days):
                yield _finding(book, groups[loan], payments[-1], new, len(left))


def _left(book: Book, loan: str, last: Move) -> list[Due]:
    """The installments that would have fallen due after the last payment, by the schedule before a payoff ended it."""
    versions = [due for due in book.dues if due.loan == loan and due.basis != PAID_OFF]
    newest = max((due.version for due in versions), default=0)
    return [due for due in versions if due.version == newest and due.due is not None and due.due > last.on]


def _finding(book: Book, group: str, payoff: Move, new: Move, left: int) -> Finding:
    return Finding(
        finding_code(EVERGREEN, book.office.uuid, payoff.loan, new.loan),
        EVERGREEN,
        (book.office.upk,),
        (group,),
        {
            "loan": payoff.loan,
            "paid_off_on": payoff.on,
            "paid": payoff.paid,
            "dues_left": left,
            "new_loan": new.loan,
            "lent_on": new.on,
        },
        new.disbursed,
        (book.entry(payoff.voucher), book.entry(new.voucher)),
        payoff.on,
    )
