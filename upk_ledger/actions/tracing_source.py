"""The source of figures that are followed: what it answers remembers which reading of the book it is."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from upk_ledger.actions.report_source import Source
from upk_ledger.actions.tracing_answers import MARKS
from upk_ledger.actions.tracing_marks import Marker
from upk_ledger.core.balances import Sums
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.listings import ListedEntry
from upk_ledger.core.tracing import Lines, Traced
from upk_ledger.store.session import ReadSession

T = TypeVar("T")


class TracingSource(Source):
    """A source whose amounts are `Traced`; the papers made from it say the same and know what they are made of."""

    @cached_property
    def _marker(self) -> Marker:
        office = self.session.desk.office
        roles: dict[str, tuple[str, ...]] = {}
        for code, account in self.session.accounts.items():
            roles[account.role] = (*roles.get(account.role, ()), code)
        return Marker(office.code, office.start, roles)

    def read(self, ask: Callable[..., T], *facts: Any, **more: Any) -> T:
        """What the book answers, with the readings that it is made of."""
        answer = ask(self.session, *facts, **more)
        mark = MARKS.get(ask.__name__)
        return answer if mark is None else cast("T", mark(self._marker, answer, *facts, **more))

    def of_office(self, session: ReadSession) -> "TracingSource":
        """The source of another office of the board."""
        return TracingSource(session, self.period)

    def sums(self, start: date, end: date) -> Sums:
        """Opening balance and movements of every account over a range."""
        key = (start, end)
        if key not in self._sums:
            self._sums[key] = self._marker.sums(super().sums(start, end), start, end)
        return self._sums[key]

    @cached_property
    def entries(self) -> list[ListedEntry]:
        """The entries that listings of the period show."""
        return [self._entry(entry) for entry in super().entries]

    def _entry(self, entry: ListedEntry) -> ListedEntry:
        office, on = self._marker.office, entry.date
        lines = []
        for place, line in enumerate(entry.lines, 1):
            leaf = Lines(office, (line.account,), on, on, record=entry.record, line=place)
            lines.append(
                line._replace(
                    debit=Traced.read(line.debit, leaf._replace(side="debit")) if line.debit else 0,
                    credit=Traced.read(line.credit, leaf._replace(side="credit")) if line.credit else 0,
                )
            )
        return entry._replace(lines=tuple(lines))

    @cached_property
    def opening(self) -> Sums:
        """What the opening entry of the book moved."""
        return self._marker.of_kind(super().opening, "saldo-awal", self.book_start)

    def loans(self, on: date) -> list[LoanAt]:
        """Every loan paid out by a day, as it stands then."""
        if on not in self._loans:
            self._loans[on] = self._marker.loans(super().loans(on), on, on)
        return self._loans[on]

    def budget(self) -> dict[str, int]:
        """What the accounts were to move in the period by the year's budget."""
        return {code: self._marker.fact(sen, "anggaran", code) for code, sen in super().budget().items()}
