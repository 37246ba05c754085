"""Marks on what the store answers: which reading of the book each amount is."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from upk_ledger.core.balances import AccountSums, Sums
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.tracing import Due, Fact, Lent, Lines, Traced, either

DAY = timedelta(days=1)
_CLOSING = ("penutup",)


class Marker:
    """Marks what one office answers."""

    def __init__(self, office: str, start: date, roles: Mapping[str, tuple[str, ...]]) -> None:
        self.office, self._start, self._roles = office, start, roles

    def accounts(self, role: str) -> tuple[str, ...]:
        """The accounts that have a role."""
        return self._roles.get(role, ())

    def fact(self, amount: int, what: str, of: str) -> int:
        """What is on record by itself."""
        return Traced.read(amount, Fact(self.office, what, of)) if amount else 0

    def lines(self, amount: int, accounts: Iterable[str], until: date, **conditions: Any) -> int:
        """What lines of the journal moved."""
        since = conditions.pop("since", None)
        return Traced.read(amount, Lines(self.office, tuple(accounts), since, until, **conditions))

    def lent(self, amount: int, loan: str | None, part: str, since: date | None, until: date) -> int:
        """What was lent or came in on loans."""
        return Traced.read(amount, Lent(self.office, loan, part, since, until))

    def sums(self, sums: Sums, start: date, end: date) -> dict[str, AccountSums]:
        """Opening balances before `start`, movements to `end`."""
        found = {}
        for code, each in sums.items():
            moved = Lines(self.office, (code,), start, end)
            closing, last = moved._replace(kinds=_CLOSING), moved._replace(kinds=_CLOSING, since=end)
            before = self.lines(each.opening, (code,), start - DAY) if start > self._start else each.opening
            found[code] = AccountSums(
                before,
                Traced.read(each.debit, moved._replace(side="debit")),
                Traced.read(each.credit, moved._replace(side="credit")),
                Traced.read(each.closing_debit, closing._replace(side="debit")) if each.closing_debit else 0,
                Traced.read(each.closing_credit, closing._replace(side="credit"))
                if each.closing_credit
                else 0,
                Traced.read(each.year_end, last) if each.year_end else 0,
            )
        return found

    def of_kind(self, sums: Sums, kind: str, on: date) -> dict[str, AccountSums]:
        """What entries of one kind moved on a day."""
        found = {}
        for code, each in sums.items():
            leaf = Lines(self.office, (code,), on, on, kinds=(kind,))
            debit, credit = leaf._replace(side="debit"), leaf._replace(side="credit")
            found[code] = each._replace(
                debit=Traced.read(each.debit, debit), credit=Traced.read(each.credit, credit)
            )
        return found

    def loans(self, loans: Iterable[LoanAt], on: date, due_before: date) -> list[LoanAt]:
        """Loans as they stand at a day, with what falls due before another."""
        return [self._loan(loan, on, due_before) for loan in loans]

    def _loan(self, loan: LoanAt, on: date, due_before: date) -> LoanAt:
        number, at = loan.number, loan.position
        paid_principal = self.lent(loan.paid_principal, number, "principal", None, on)
        paid_service = self.lent(loan.paid_service, number, "service", None, on)
        lent = self.lent(loan.principal, number, "disbursed", None, on)
        gone = self.lent(loan.written_off, number, "written_off", None, on) if loan.written_off else 0
        due = Due(self.office, number, loan.version, "principal", due_before)
        due_principal = Traced.read(loan.due_principal, due)
        due_service = Traced.read(loan.due_service, due._replace(part="service"))
        whole = due._replace(part="service", before=date.max)
        left = lent - paid_principal - gone
        position = at._replace(
            outstanding=either(at.outstanding, left),
            arrears_principal=either(at.arrears_principal, due_principal - paid_principal, left),
            arrears_service=either(at.arrears_service, due_service - paid_service),
        )
        return loan._replace(
            principal=lent,
            service=Traced.read(loan.service, whole),
            paid_principal=paid_principal,
            paid_service=paid_service,
            due_principal=due_principal,
            due_service=due_service,
            written_off=gone,
            position=position,
        )
