"""Keeping the book of one sample office: its plan carried out by the same actions that keep a real book."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random

from upk_ledger.actions import cash, journal, lending, people, repayment, savings
from upk_ledger.actions.book import start_book, start_office
from upk_ledger.actions.loan_files import EVERY, record_papers
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.visits import record_visit
from upk_ledger.core.dates import ZONES, Month
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.sample import events
from upk_ledger.core.sample.plan import OfficePlan
from upk_ledger.core.visits import AFTER, Visit
from upk_ledger.store.book import open_book
from upk_ledger.store.desk import Desk

RULEBOOK = "pnpm-2012"
BANK = "11021"
_CLERK, _MANAGER = "pembuku", "manajer"
_OPENS, _CLOSES = time(8, 15), time(16, 30)


class Calendar:
    """The sample's clock: it stands in the working hours of the day on which something is done."""

    def __init__(self, start: date, zone: str, rng: Random) -> None:
        self._offset = timedelta(hours=ZONES[zone])
        self._rng = rng
        self._now = self._at(start, _OPENS)

    def __call__(self) -> datetime:
        """The moment, some seconds after the one told before."""
        self._now += timedelta(seconds=self._rng.randint(2, 9))
        return self._now

    def turn_to(self, day: date, hour: time = _OPENS) -> None:
        """Go on to the next thing done on a day, some minutes after the one before it."""
        self._now = max(self._at(day, hour), self._now) + timedelta(minutes=self._rng.randint(2, 11))

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, UTC) - self._offset


class OfficeKeeper:
    """Who keeps a sample office's book from its start on, month by month."""

    def __init__(self, plan: OfficePlan, location: Path, rng: Random) -> None:
        self.plan = plan
        self.calendar = Calendar(plan.identity.start, plan.identity.zone, rng)
        self.desk = self._started(str(location), rng)
        self._numbers: dict[str, str] = {}
        self._vouchers: dict[str, str] = {}
        self._visited: set[str] = set()
        with self.desk.write():
            for sample in plan.groups:
                group = sample.group
                people.register_group(self.desk, group.code, group.name, group.address, group.formed_on)
                for member in sample.members:
                    people.register_member(self.desk, member)

    def keep(self, month: Month, happenings: tuple[events.Event, ...]) -> None:
        """Record a month's events, each by who does such things, and close the month."""
        with self.desk.write():
            for event in happenings:
                self.calendar.turn_to(event.on)
                self.desk.actor = _MANAGER if isinstance(event, (events.Examine, events.Decide)) else _CLERK
                if not self._lend(event):
                    self._book(event)
            self.calendar.turn_to(month.last, _CLOSES)
            self.desk.actor = _MANAGER
            close_month(self.desk, month)

    def _started(self, location: str, rng: Random) -> Desk:
        """The office's desk: the first office makes the book, the others join it."""
        begin = (
            partial(start_office, open_book(location))
            if Path(location).exists()
            else partial(start_book, location)
        )
        plan = self.plan
        return begin(
            plan.identity,
            rulebook=RULEBOOK,
            officers=plan.officers,
            clock=self.calendar,
            entropy=rng.randbytes,
        )

    def _lend(self, event: events.Event) -> bool:
        """Carry out a step of lending; False for everything else."""
        desk = self.desk
        match event:
            case events.Apply(_, loan, application):
                self._numbers[loan] = lending.apply_for_loan(desk, application)
            case events.Examine(on, loan, note):
                lending.examine_loan(desk, self._numbers[loan], on, note)
            case events.Decide(on, loan, outcome, decision, reason):
                number = self._numbers[loan]
                lending.decide_loan(desk, number, outcome, on, decision=decision, reason=reason)
            case events.Disburse(on, loan):
                record_papers(desk, self._numbers[loan], [EVERY])
                lending.disburse_loan(desk, self._numbers[loan], on)
            case _:
                return False
        return True

    def _visit(self, number: str, on: date) -> None:
        """Who brings the first installment is visited on the same day; who is late, late."""
        if number not in self._visited:
            self._visited.add(number)
            record_visit(
                self.desk,
                number,
                Visit(on, AFTER, (_CLERK,), "Usaha berjalan, pinjaman dipakai sesuai tujuan"),
            )

    def _book(self, event: events.Event) -> None:
        """Carry out what only moves money or corrects."""
        desk = self.desk
        match event:
            case events.Pay(on, loan, amount, receipt):
                asked = Repayment(self._numbers[loan], amount, on, receipt=receipt)
                self._vouchers[receipt] = repayment.record_repayment(desk, asked).voucher
                self._visit(self._numbers[loan], on)
            case events.Cancel(on, receipt, _, reason):
                repayment.cancel_repayment(desk, self._vouchers[receipt], reason, on)
            case events.Save(on, group, amount):
                act = savings.save if amount > 0 else savings.withdraw
                act(desk, group, abs(amount), on)
            case events.Money(on, account, amount, words, at_bank):
                move = cash.receive_cash if amount > 0 else cash.pay_cash
                move(desk, on, account, abs(amount), words, money=BANK if at_bank else None)
            case events.Carry(on, amount):
                carry = cash.deposit_to_bank if amount > 0 else cash.withdraw_from_bank
                carry(desk, on, abs(amount))
            case events.Memorial(on, debit, credit, amount, words):
                lines = (JournalLine(debit, debit=amount), JournalLine(credit, credit=amount))
                journal.record_entry(desk, on, lines, words)
            case _:
                raise TypeError(event)
