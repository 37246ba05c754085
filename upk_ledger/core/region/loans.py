"""The loans of many UPK as their closed months kept them: by group (KSM), never by member."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from upk_ledger.core.collectibility import WORST_UNTROUBLED_CLASS
from upk_ledger.core.dates import Month
from upk_ledger.core.rulebooks import Limit


@dataclass(frozen=True, slots=True)
class KeptLoan:
    """A loan with principal outstanding at the end of a closed month (sen).

    `kept_class` is the class of its newest rescheduling, of whatever worth that still is; `fund` the partner's fund
    that it is lent from, empty for the office's own; `written_off` what of it was written off in that month;
    `legacy` whether it was paid out before the book began.
    """

    upk: str
    number: str
    group: str
    name: str
    disbursed_on: date
    lent: int
    balance: int
    arrears_principal: int
    arrears_service: int
    months: int
    class_: int
    kept_class: int | None
    fund: str
    legacy: bool
    limit: Limit
    written_off: int = 0

    @property
    def own(self) -> bool:
        """Whether it is lent from the office's own fund: those that its performance is judged by."""
        return not self.fund

    @property
    def keeps_bad_class(self) -> bool:
        """Whether it is at risk by its rescheduling alone: punctual payment would have let its class fall below."""
        kept = self.kept_class
        return kept is not None and WORST_UNTROUBLED_CLASS < kept <= self.class_

    @property
    def keeps_class(self) -> bool:
        """Whether it was rescheduled and its class is still held where it stood then, or has become worse."""
        return self.kept_class is not None and 1 < self.kept_class <= self.class_

    @property
    def at_risk(self) -> bool:
        """Whether it counts for LAR and PAR, by the rules of its own UPK."""
        return self.limit.holds(self.months) or self.keeps_bad_class


@dataclass(frozen=True, slots=True)
class Vintage:
    """The loans of the offices' own funds paid out in one year, before the books or in them, at a day (sen)."""

    year: int
    legacy: bool
    loans: int = 0
    lent: int = 0
    paid: int = 0
    written_off: int = 0
    outstanding: int = 0
    at_risk: int = 0
    running: int = 0


def newer(loans: Iterable[KeptLoan], *, legacy: bool) -> list[KeptLoan]:
    """The loans, those from before the books left out unless `legacy`."""
    return [loan for loan in loans if legacy or not loan.legacy]


def by_upk(loans: Iterable[KeptLoan]) -> dict[str, list[KeptLoan]]:
    """The loans of each UPK by its code."""
    found: dict[str, list[KeptLoan]] = {}
    for loan in loans:
        found.setdefault(loan.upk, []).append(loan)
    return found


def risk_since(months: int, limit: Limit, month: Month) -> Month:
    """The latest month by whose end a loan so many months overdue at the end of `month` was overdue beyond the limit.

    Payments fill the oldest dues first: a month before it was no more than a month less overdue.
    """
    back = 0
    while back < months and limit.holds(months - back - 1):
        back += 1
    return month.plus(-back)
