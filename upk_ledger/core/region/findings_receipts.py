"""Receipts that stop: a loan that paid month by month and then nothing while due; a UPK that receives nothing more."""

from collections import defaultdict
from collections.abc import Iterator

from upk_ledger.core.dates import Month, add_months
from upk_ledger.core.region.findings import OFFICE_STOPPED, STOPPED, Finding, finding_code
from upk_ledger.core.region.findings_rows import Book, Due, FindingLimits, Move, months_between


def stopped_receipts(book: Book, limits: FindingLimits) -> Iterator[Finding]:
    """The UPK as a whole where it receives nothing more; else each loan that stopped."""
    whole = _office(book, limits)
    if whole is not None:
        yield whole
        return
    paid: dict[str, list[Move]] = defaultdict(list)
    for move in book.all_receipts():
        paid[move.loan].append(move)
    schedules = book.schedules()
    for one in book.running:
        found = _loan(
            book, one.loan, one.group, one.balance, paid[one.loan], schedules.get(one.loan, []), limits
        )
        if found is not None:
            yield found


def _loan(
    book: Book, loan: str, group: str, balance: int, paid: list[Move], dues: list[Due], limits: FindingLimits
) -> Finding | None:
    if not paid or paid[-1].on < book.since:
        return None
    last = paid[-1].on
    if add_months(last, limits.stopped_months) > book.until:
        return None
    months = {Month.of(move.on) for move in paid}
    if any(Month.of(last).plus(-back) not in months for back in range(limits.regular_months)):
        return None
    missed = [due for due in dues if due.due is not None and last < due.due <= book.until]
    if len(missed) < limits.stopped_dues:
        return None
    regular = [move for move in paid if Month.of(move.on) > Month.of(last).plus(-limits.regular_months)]
    return Finding(
        finding_code(STOPPED, book.office.uuid, loan, last),
        STOPPED,
        (book.office.upk,),
        (group,),
        {
            "loan": loan,
            "last": last,
            "months": limits.regular_months,
            "dues": len(missed),
            "balance": balance,
        },
        sum(due.amount for due in missed),
        tuple(book.entry(move.voucher) for move in regular),
        last,
    )


def _office(book: Book, limits: FindingLimits) -> Finding | None:
    """A UPK without a receipt in its newest closed months, though installments fell due and it received before."""
    receipts = book.all_receipts()
    if not receipts or receipts[-1].on < book.since:
        return None
    last = receipts[-1].on
    silent = months_between(Month.of(last).next(), Month.of(book.until))
    if len(silent) < limits.office_stopped_months:
        return None
    begun = Month.of(last).plus(1 - limits.regular_months)
    before = [move for move in receipts if Month.of(move.on) >= begun]
    if len({Month.of(move.on) for move in before}) < limits.regular_months:
        return None
    if len(before) < limits.office_receipts * limits.regular_months:
        return None
    running = {one.loan for one in book.running}
    missed = [
        due
        for loan, dues in book.schedules().items()
        if loan in running
        for due in dues
        if due.due is not None and silent[0].first <= due.due <= book.until
    ]
    if not missed:
        return None
    groups = sorted({due.group for due in missed})
    return Finding(
        finding_code(OFFICE_STOPPED, book.office.uuid, last),
        OFFICE_STOPPED,
        (book.office.upk,),
        tuple(groups),
        {
            "last": last,
            "months": len(silent),
            "before": len(before),
            "regular": limits.regular_months,
            "dues": len(missed),
        },
        sum(due.amount for due in missed),
        tuple(book.entry(move.voucher) for move in receipts if Month.of(move.on) == Month.of(last)),
        last,
    )
