"""The figures of one office at the end of one month: what a review adds up.

Every roll-up is computed from these sums, never from ratios. A UPK that keeps its books with the program has all of
them; one that reports a dozen figures on paper has the others as None, which no total may take for nothing.
"""

from dataclasses import dataclass, fields

CLASSES = 5
"""How many classes of collectibility the columns of a month have; a rulebook has no more."""

BOOK, REPORTED = "buku", "blanko"
"""Where a month's figures come from: the office's own chain, or what it reported of itself, which nobody verified."""


@dataclass(frozen=True, slots=True)
class OfficeMonth:
    """One office at the end of a month; amounts in sen, counts of loans and groups, None where not reported.

    Of the office's own loans (contract section 5): `groups`, `balance` and what is at risk of them; the same without
    loans from before the book's start (`new_*`); arrears and rescheduled balance. Of all loans: by class, and the
    allowance. Since 1 January, or the book's start: `income`, `expense`, over `months` begun. In the month: what
    was lent, came in, was written off and recovered. At its end: capital, cash, bank, savings, and claims on loans
    written off.
    """

    loans: int | None = None
    groups: int | None = None
    groups_at_risk: int | None = None
    balance: int | None = None
    balance_at_risk: int | None = None
    arrears_principal: int | None = None
    arrears_service: int | None = None
    arrears_at_risk: int | None = None
    new_groups: int | None = None
    new_groups_at_risk: int | None = None
    new_balance: int | None = None
    new_balance_at_risk: int | None = None
    new_arrears_at_risk: int | None = None
    rescheduled_balance: int | None = None
    loans_1: int | None = None
    loans_2: int | None = None
    loans_3: int | None = None
    loans_4: int | None = None
    loans_5: int | None = None
    balance_1: int | None = None
    balance_2: int | None = None
    balance_3: int | None = None
    balance_4: int | None = None
    balance_5: int | None = None
    required_allowance: int | None = None
    held_allowance: int | None = None
    income: int | None = None
    expense: int | None = None
    months: int | None = None
    capital: int | None = None
    cash: int | None = None
    bank: int | None = None
    savings: int | None = None
    lent: int | None = None
    principal_received: int | None = None
    service_received: int | None = None
    written_off: int | None = None
    recovered: int | None = None
    claims: int | None = None


COUNTED = tuple(field.name for field in fields(OfficeMonth))
"""The names of the figures, in the order of the columns of `office_month`."""

NUMBERS = frozenset({"loans", "groups", "groups_at_risk", "new_groups", "new_groups_at_risk", "months"}) | {
    f"loans_{number}" for number in range(1, CLASSES + 1)
}
"""Figures that count things; all others are sen."""
