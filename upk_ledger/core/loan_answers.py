"""What is told of a loan: all that there is to see of it, and what paying it out did.

Apart from `core.lending`, which a payment loads.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from upk_ledger.core.lending import Loan, LoanAt, MemberDecision, Share
from upk_ledger.core.member_split import MemberStanding
from upk_ledger.core.schedules import Installment
from upk_ledger.core.write_offs import Claim


class Burden(NamedTuple):
    """A member's ability to pay against the installment, per month (sen); percent None where nothing is left."""

    member: str
    ability: int
    installment: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class LoanView:
    """Everything `pinjaman lihat` tells of a loan at a date."""

    loan: Loan
    as_of: date
    status: str
    principal: int
    shares: tuple[Share, ...]
    burdens: tuple[Burden, ...]
    purpose: str
    at: LoanAt | None
    deposit: int = 0
    """Titipan kept for this loan (sen)."""
    claim: Claim | None = None
    """What is still claimed of a loan that was written off."""
    product: str | None = None
    """Code of the product that it was applied for under."""
    fund: str | None = None
    """The partner's fund that it is lent from; None for the office's own."""
    decisions: tuple[MemberDecision, ...] = ()
    """The newest decision on each member."""
    members: tuple[MemberStanding, ...] = ()
    """Where each member stands, of a loan that was paid out and has shares."""


@dataclass(frozen=True, slots=True)
class Disbursement:
    """What paying out a loan did."""

    voucher: str
    loan: str
    group: str
    date: date
    principal: int
    installments: tuple[Installment, ...]
    account: str
    record: int
    digest: str
    savings: int = 0
    """What of it was held back as the group's savings (sen)."""
    fee: int = 0
    """What of it the office kept as its fee (sen)."""

    @property
    def paid_out(self) -> int:
        """The money that left (sen)."""
        return self.principal - self.savings - self.fee
