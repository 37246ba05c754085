"""Where reports take their figures: each asked of the book once, however many papers need it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from upk_ledger.core.balances import Sums, with_roles, without_turned_back
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.listings import ListedEntry
from upk_ledger.core.offices import Account
from upk_ledger.core.report_choices import AS_SET, Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_builders_flows import opened
from upk_ledger.store.balances import account_sums, opening_sums, sums_caused_by
from upk_ledger.store.listings import entries_between
from upk_ledger.store.naming import ACCOUNT, GROUP, names_at
from upk_ledger.store.periods import closing_of
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession
from upk_ledger.store.turnovers import turned_back

T = TypeVar("T")


class Source:
    """The figures of one office for one period."""

    def __init__(
        self,
        session: ReadSession,
        period: ReportPeriod,
        older: date | None = None,
        choices: Choices = AS_SET,
    ) -> None:
        self.session = session
        self._older = older
        self.choices = choices
        self.period = period
        closing = closing_of(session, period.month)
        self._as_called = closing.record if closing else None
        self.chart = self._chart()
        self.book_start = session.desk.office.start
        self._sums: dict[tuple[date, date], Sums] = {}
        self._rules: dict[date, Rulebook] = {}
        self._loans: dict[date, list[LoanAt]] = {}

    def read(self, ask: Callable[..., T], *facts: Any, **more: Any) -> T:
        """What the book answers; every amount of a paper that no property gives is asked for by this."""
        return ask(self.session, *facts, **more)

    def of_office(self, session: ReadSession) -> "Source":
        """The source of another office of the board, for the same period."""
        return Source(session, self.period)

    @property
    def known_through(self) -> int | None:
        """The record up to which facts count that nothing dates: that of a closed month's closing."""
        return self._as_called

    @cached_property
    def before(self) -> ReportPeriod | None:
        """The period to compare with, or None where it lies before the book's start."""
        found = self.period.comparison()
        return found if found.end >= self.book_start else None

    def sums(self, start: date, end: date) -> Sums:
        """Opening balance and movements of every account over a range."""
        if (start, end) not in self._sums:
            self._sums[start, end] = account_sums(self.session, start, end)
        return self._sums[start, end]

    def year_to(self, end: date) -> Sums:
        """The sums from 1 January to a day: its balances, and the year's income and expense."""
        return self.sums(date(end.year, 1, 1), end)

    @property
    def listing_start(self) -> date:
        """The first day of a listing, not before the book's start."""
        return max(self.period.listing_start, self.book_start)

    @cached_property
    def entries(self) -> list[ListedEntry]:
        """The entries that listings of the period show."""
        return entries_between(self.session, self.listing_start, self.period.end)

    def accounts_of(self, *roles: str) -> list[Account]:
        """The accounts that have one of `roles`, by code."""
        return [account for account in self.chart.values() if account.role in roles]

    @cached_property
    def opening(self) -> Sums:
        """What the opening entry moved on the start date."""
        return opening_sums(self.session)

    def opened(self, start: date, end: date) -> Sums:
        """The sums over a range, with the opening entry counted as opening balance where it lies within."""
        found = self.sums(start, end)
        return opened(found, self.opening) if start <= self.book_start else found

    def turned(self, start: date, *types: str) -> tuple[Sums, Sums, Sums]:
        """Sums from `start` to the period's end, to the eve of it, and of the year: see `turns`.

        What was undone within the range is no turn of the accounts of these types, nor what an entry moved to and fro.
        """
        new_year, end = self.period.new_year, self.period.end
        eve = self.opening if start == self.book_start else self.sums(new_year, start - timedelta(days=1))
        back = self.read(turned_back, start, end, types)
        return without_turned_back(self.opened(start, end), back), eve, self.year_to(end)

    def opening_shortfall(self, on: date) -> Sums:
        """What stands at a day of what was booked for an allowance missing at the start (kind `cadangan-awal`)."""
        return self.read(sums_caused_by, "cadangan-awal", self.book_start, on)

    @cached_property
    def older(self) -> date | None:
        """Loans paid out before this day are left out of further ratios: as asked for, else as the office set."""
        if self._older is not None:
            return self._older
        usual = self.setting("pinjaman-lama-sebelum")
        return date.fromisoformat(usual) if usual else None

    def setting(self, name: str) -> str:
        """How the office works at the end of the period; for a closed month what was set when it was closed."""
        from upk_ledger.store.settings import setting_at  # papers of loans but kinerja ask for none

        return setting_at(self.session, name, self.period.end, self._as_called)

    @cached_property
    def terms(self) -> str:
        """The set of terms of the papers of accounts: as asked for, else as the office set."""
        return self.choices.terms or self.setting("istilah-laporan")

    @cached_property
    def form(self) -> str:
        """The form of the balance sheet: as asked for, else as the office set."""
        return self.choices.form or self.setting("bentuk-neraca")

    def beside(self, usual: Sequence[str]) -> dict[str, ReportPeriod]:
        """The periods of the comparative columns by key, as asked for or `usual`; none before the book's start."""
        wanted = set(usual if self.choices.beside is None else self.choices.beside)
        if self.period.kind == "tahun" and "tahun-lalu" in wanted:
            wanted.add("bulan-lalu")  # what a year usually stands beside is the year before
        keys = {"bulan-lalu": "before", "tahun-lalu": "last_year", "sampai-kini": "year"}
        found = {key: self.period.beside(what) for what, key in keys.items() if what in wanted}
        return {key: one for key, one in found.items() if one is not None and one.end >= self.book_start}

    def budget(self) -> dict[str, int]:
        """What the accounts were to move in the period by the year's budget, all funds together (sen)."""
        from upk_ledger.store.budgets import budget_of  # asked for by name only

        end = self.period.end
        months = (end.month,) if self.period.kind == "bulan" else range(1, end.month + 1)
        amounts: Counter[str] = Counter()
        for (account, _, month), amount in budget_of(self.session, end.year, self._as_called).items():
            if month in months:
                amounts[account] += amount
        return dict(amounts)

    def rules(self, on: date) -> Rulebook:
        """The rulebook valid on a day."""
        if on not in self._rules:
            self._rules[on] = rules_at(self.session, on)
        return self._rules[on]

    def loans(self, on: date) -> list[LoanAt]:
        """Every loan paid out by a day, as it stands then."""
        if on not in self._loans:
            found = positions(self.session, on, self.rules(on).collectibility)
            if self._as_called is not None:
                names = self.group_names
                found = [loan._replace(group_name=names[loan.group]) for loan in found]
            self._loans[on] = found
        return self._loans[on]

    @cached_property
    def loan_funds(self) -> Mapping[str, str]:
        """By loan the partner's fund that it is lent from; for a closed month what was recorded when it was closed."""
        from upk_ledger.store.loan_funds import fund_of_loans  # papers of accounts do without

        return fund_of_loans(self.session, self._as_called)

    def own_loans(self, on: date) -> list[LoanAt]:
        """The loans of the office's own fund: those that its performance is judged by."""
        funds = self.loan_funds
        return [loan for loan in self.loans(on) if loan.number not in funds] if funds else self.loans(on)

    def partner_loans(self, on: date) -> dict[tuple[str, str], list[LoanAt]]:
        """The loans lent from partners' funds, by code and name of each fund of which something is outstanding."""
        if not self.loan_funds:
            return {}
        from upk_ledger.store.funds import funds_of  # few offices lend for partners

        found: dict[tuple[str, str], list[LoanAt]] = {}
        names = funds_of(self.session)
        for loan in self.loans(on):
            code = self.loan_funds.get(loan.number)
            if code is not None:
                found.setdefault((code, names[code]), []).append(loan)
        return {
            fund: loans
            for fund, loans in sorted(found.items())
            if any(loan.position.outstanding > 0 for loan in loans)
        }

    @cached_property
    def group_names(self) -> dict[str, str]:
        """What every group is called; for a closed month what it was called then."""
        if self._as_called is not None:
            return names_at(self.session, GROUP, self._as_called)
        from upk_ledger.store.people import groups_of  # papers of accounts name no group

        return {code: group.name for code, group in groups_of(self.session).items()}

    @property
    def sealed(self) -> bool:
        """Whether the period ends with a closed month."""
        return self._as_called is not None and self.period.end == self.period.month.last

    def _chart(self) -> Mapping[str, Account]:
        """The chart; for a closed month the accounts that it had then, by the names they had."""
        chart = self.session.accounts
        if self._as_called is None:
            return chart
        names = names_at(self.session, ACCOUNT, self._as_called)
        return {code: replace(chart[code], name=name) for code, name in sorted(names.items())}

    def loan_account(self, on: date) -> int:
        """The balance of the loan accounts (sen)."""
        return with_roles(self.chart, self.year_to(on), "pinjaman")

    def allowance(self, on: date) -> int:
        """The allowance in the books (sen, positive as a reserve)."""
        return -with_roles(self.chart, self.year_to(on), "cadangan")
