"""What is still claimed of loans that were written off: kept off the balance until it came in or was given up."""

from datetime import date
from typing import NamedTuple


class Claim(NamedTuple):
    """The claim on a loan at a date (sen): principal that left the balance, and service unpaid that had fallen due.

    `on` is the day of its first standing write-off; `ended_on` the day from which it is given up for good.
    """

    loan: str
    on: date
    vouchers: tuple[str, ...]
    decisions: tuple[str, ...]
    principal: int
    service: int
    recovered_principal: int
    recovered_service: int
    ended_on: date | None = None
    end_decision: str = ""

    @property
    def unpaid_principal(self) -> int:
        """Principal that did not come in, given up or not."""
        return self.principal - self.recovered_principal

    @property
    def unpaid_service(self) -> int:
        """Service that did not come in, given up or not."""
        return self.service - self.recovered_service

    @property
    def unpaid(self) -> int:
        """All that did not come in."""
        return self.unpaid_principal + self.unpaid_service

    @property
    def left(self) -> int:
        """What may still be claimed."""
        return 0 if self.ended_on else self.unpaid

    @property
    def given_up(self) -> int:
        """What will never be claimed again."""
        return self.unpaid if self.ended_on else 0

    def split(self, amount: int) -> tuple[int, int]:
        """An amount that came in as principal and service of the claim: principal first."""
        principal = min(amount, self.unpaid_principal)
        return principal, amount - principal


class WrittenOff(NamedTuple):
    """What writing a loan off did (sen): the claim that remains, and what bore the loss."""

    voucher: str
    loan: str
    group: str
    group_name: str
    date: date
    principal: int
    service: int
    allowance: int
    cost: int
    decision: str
    deposit: int
    """Titipan that is kept for the loan all the same."""
    savings: int
    """What the group has saved for joint liability."""


class AllowanceMoves(NamedTuple):
    """How the allowance moved over a range (sen): formed, recovered and other add to it, the others are negative."""

    start: date
    sealed: bool
    """Whether the range ends with a closed month."""
    opening: int
    formed: int
    """Against cost."""
    from_equity: int
    """What was missing at the start of the book, formed against retained result."""
    released: int
    written_off: int
    recovered: int
    other: int

    @property
    def closing(self) -> int:
        """The allowance at the end."""
        return sum(self[2:])


class EndedClaim(NamedTuple):
    """What giving a claim up did (sen)."""

    loan: str
    group: str
    group_name: str
    date: date
    principal: int
    service: int
    decision: str
