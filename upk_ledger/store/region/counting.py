"""A closed month's figures from the records of its office: when it is closed, and again when the book is audited."""

from collections.abc import Sequence
from datetime import date

from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.region.counting import Moved, counted
from upk_ledger.core.region.figures import OfficeMonth
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.store.balances import account_sums
from upk_ledger.store.claims import claims_at, recovered_between
from upk_ledger.store.loan_funds import fund_of_loans
from upk_ledger.store.periods import loan_movement_sums
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession


def count_month(
    session: ReadSession,
    month: Month,
    known: int | None = None,
    rules: Rulebook | None = None,
    loans: Sequence[LoanAt] | None = None,
) -> tuple[OfficeMonth, tuple[str, ...]]:
    """The figures of a month, and the indicators because of which nothing new should be lent.

    `known` is the record up to which facts count that nothing dates; `loans` are all loans at the month's end and
    `rules` those of that day, where they were read already.
    """
    end, start = month.last, session.desk.office.start
    begun = max(month.first, start)
    rules = rules or rules_at(session, end)
    loans = positions(session, end, rules.collectibility) if loans is None else loans
    moved = loan_movement_sums(session, begun, end)
    return counted(
        month,
        start,
        session.accounts,
        account_sums(session, date(end.year, 1, 1), end),
        loans,
        fund_of_loans(session, known),
        rules,
        Moved(
            *moved,
            recovered=sum(recovered_between(session, begun, end)),
            claims=sum(claim.left for claim in claims_at(session, end).values()),
        ),
    )
