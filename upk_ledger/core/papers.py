"""What a receipt, a loan card and a letter say, as values: the papers that are no statements. Money is in sen."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from upk_ledger.core.schedules import Installment
from upk_ledger.core.statements import EntryMark, Letterhead, Section, Signature


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """The payer's proof of one repayment (kuitansi); the parts add up to `amount`, a fine and small excess among them.

    `from_deposit`: no money came, the loan's own titipan was used, or `from_savings` the group's savings.
    """

    letterhead: Letterhead
    voucher: str
    on: date
    received_from: str
    loan: str
    group: str
    installments: tuple[int, ...]
    """Numbers of the installments that the payment touches; empty where it is titipan alone."""
    tenor: int
    amount: int
    principal: int
    service: int
    unallocated: int
    outstanding_principal: int
    entry: EntryMark
    signatures: tuple[Signature, ...]
    account: str = ""
    """Where the money went: "Kas", "Bank UPK"."""
    receipt: str = ""
    """The number of the office's own printed receipt, where it uses one."""
    arrears_principal: int = 0
    arrears_service: int = 0
    partial: tuple[int, ...] = ()
    """Those of `installments` of which this payment covers only a part."""
    from_deposit: bool = False
    from_savings: bool = False
    cancelled_by: str = ""
    """The voucher that reversed it; printed across the paper."""
    members: tuple[tuple[str, int], ...] = ()
    """Who of the group paid how much of it, by the member's code."""
    fine: int = 0
    excess: int = 0
    waived: int = 0
    """Service that is no longer owed after it."""
    by_deposit: int = 0
    """The part that the loan's own titipan paid."""
    claim_left: int | None = None
    """What is still claimed of a written-off loan after it: `principal` and `service` came in on the claim."""


@dataclass(frozen=True, slots=True)
class CardPayment:
    """One payment as booked; `balance` is the principal left after it."""

    on: date
    voucher: str
    principal: int
    service: int
    balance: int
    note: str = ""
    """Such as "Batal" for a reversed payment."""

    @property
    def total(self) -> int:
        """Principal and service."""
        return self.principal + self.service


@dataclass(frozen=True, slots=True)
class LoanCard:
    """Kartu Angsuran (the group's own) or Kartu Pinjaman (the office's) of one loan at one date.

    Texts come ready (`terms`: "1,5% flat per bulan"); `facts` adds further label and value pairs to the
    head, such as the office's position of the loan: arrears, class.
    """

    kind: Literal["angsuran", "pinjaman"]
    letterhead: Letterhead
    as_of: date
    loan: str
    group_code: str
    group: str
    chair: str
    address: str
    phone: str
    members: int
    principal: int
    disbursed_on: date
    tenor: str
    terms: str
    due_day: str
    duties: tuple[Installment, ...]
    payments: tuple[CardPayment, ...]
    shares: tuple[tuple[str, int], ...] = ()
    """Name and share of each member; printed on the office's card."""
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    last: EntryMark | None = None


@dataclass(frozen=True, slots=True)
class FormalLetter:
    """A letter of the office, ready to be drawn: what `kind` of letter, what `about`; `table` stands in its middle."""

    kind: str
    about: str
    letterhead: Letterhead
    on: date
    facts: tuple[tuple[str, str], ...]
    to: tuple[str, ...]
    opening: tuple[str, ...]
    table: Section
    closing: tuple[str, ...]
    signatures: tuple[Signature, ...]
