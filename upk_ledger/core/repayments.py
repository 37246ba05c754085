"""A repayment as it is asked for and as it was booked."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from upk_ledger.core.member_split import MemberPart


@dataclass(frozen=True, slots=True)
class Repayment:
    """A payment to record: `amount` in sen; `principal` and `service`, when given, are its split.

    `account` is a cash or bank account by code or name (the office's cash without it); `excess` says what
    happens to more than is due by that day: it pays the next installments, or is kept as titipan. Unsaid it is as the
    loan's product has it; without a product it pays the next installments.
    """

    loan: str
    amount: int
    on: date
    account: str | None = None
    excess: Literal["angsuran-berikut", "titipan"] | None = None
    receipt: str | None = None
    key: str | None = None
    principal: int | None = None
    service: int | None = None
    description: str = ""
    from_deposit: bool = False
    """Whether the money is the loan's own titipan instead of cash."""
    from_savings: bool = False
    """Whether the money is the group's savings for joint liability instead of cash."""
    members: tuple[tuple[str, int], ...] = ()
    """Who paid how much of it (code, sen), where somebody told; else it is split by what the members owe."""
    fine: int | Literal["hitung"] = 0
    """A fine paid on top of `amount` (sen), or to be worked out as the loan's product has it."""


class Beside(NamedTuple):
    """What a payment's voucher books beside principal, service and titipan (sen).

    `fine` is paid on top; `from_deposit` is paid by titipan instead of money; `remainder` is principal booked away and
    `excess` money taken in, where the difference is small; `waived` is service that is no longer owed after it.
    """

    fine: int = 0
    from_deposit: int = 0
    remainder: int = 0
    excess: int = 0
    waived: int = 0


NOTHING = Beside()


@dataclass(frozen=True, slots=True)
class RepaymentReceipt:
    """What a repayment did, and where the loan stands at its date (sen).

    `amount` is principal, service, what is kept as titipan and what was taken in beyond the payoff; see `Beside`.
    `from_savings` of it is the group's savings instead of money.
    """

    voucher: str
    record: int
    digest: str
    loan: str
    group: str
    group_name: str
    date: date
    account: str
    account_name: str
    amount: int
    principal: int
    service: int
    unallocated: int
    outstanding_principal: int
    arrears_principal: int
    arrears_service: int
    receipt: str | None = None
    repeated: bool = False
    """Whether it had been booked before, under the same key or paper number."""
    twin: str = ""
    """Another payment of this loan on the same day of the same amount, where no paper number tells them apart."""
    deposit: int = 0
    """Titipan that is left although the loan owes nothing more (sen)."""
    savings: int = 0
    """The group's savings that may be returned now that the loan owes nothing more (sen)."""
    members: tuple[MemberPart, ...] = ()
    """The members' parts, by code, of a loan that has shares."""
    recovered_principal: int = 0
    """Of a written-off loan: what came in of the principal claimed (sen)."""
    recovered_service: int = 0
    """Of a written-off loan: what came in of the service claimed (sen)."""
    claim_left: int | None = None
    """What is still claimed of a written-off loan (sen); None of any other."""
    beside: Beside = NOTHING
    from_savings: int = 0
