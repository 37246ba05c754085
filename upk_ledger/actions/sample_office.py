"""Keeping the book of one sample office: its plan carried out by the same actions that keep a real book."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random

from upk_ledger.actions.book import start_book, start_office
from upk_ledger.actions.importing import import_tables
from upk_ledger.actions.people import register_group, register_member
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.products import add_product
from upk_ledger.actions.sample_acts import CLERK, MANAGER, OfficeActs
from upk_ledger.core.dates import ZONES, Month
from upk_ledger.core.sample import events
from upk_ledger.core.sample.old_loans import OldLoan
from upk_ledger.core.sample.plan import OfficePlan
from upk_ledger.core.sample.stories import PRODUCT, REMAINDER, REWARDED, SAVED
from upk_ledger.exchange.rows import ImportTables, OpeningRow, RunningLoanRow
from upk_ledger.store.book import open_book
from upk_ledger.store.desk import Desk

RULEBOOK = "pnpm-2012"
_LENT, _ALLOWANCE, _CASH = "11030", "12010", "11010"
_PAPER = "catatan lama"
_PRODUCT = {
    "savings_percent": SAVED,
    "reward_percent": REWARDED,
    "payoff_service": "berjalan",
    "small_remainder": REMAINDER,
}
_BY_MANAGER = (events.Examine, events.Decide, events.Reschedule, events.WriteOff)
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

    def __init__(self, plan: OfficePlan, location: str, rng: Random) -> None:
        self.plan = plan
        self.calendar = Calendar(plan.identity.start, plan.identity.zone, rng)
        self.desk = self._started(location, rng)
        with self.desk.write():
            for sample in (*plan.groups, *(old.sample for old in plan.old)):
                group = sample.group
                register_group(self.desk, group.code, group.name, group.address, group.formed_on)
                for member in sample.members:
                    register_member(self.desk, member)
            import_tables(self.desk, _opening(plan.old))
            product = add_product(
                self.desk, PRODUCT, "Pinjaman 10 bulan dengan tabungan", _PRODUCT, plan.identity.start
            )
        numbers = {old.number: old.number for old in plan.old}
        self.acts = OfficeActs(self.desk, {PRODUCT: product.record}, numbers)

    def keep(self, month: Month, happenings: tuple[events.Event, ...]) -> None:
        """Record a month's events, each by who does such things, and close the month."""
        with self.desk.write():
            for event in happenings:
                self._turn_to(event.on)
                self.desk.actor = MANAGER if isinstance(event, _BY_MANAGER) else CLERK
                self.acts.do(event)
            self._turn_to(month.last, _CLOSES)
            self.desk.actor = MANAGER
            close_month(self.desk, month)

    def _turn_to(self, day: date, hour: time = _OPENS) -> None:
        self.calendar.turn_to(day, hour)
        self.desk.next_day()

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


def _opening(old: tuple[OldLoan, ...]) -> ImportTables:
    """What an office has from before: old loans, and an allowance for all of what they owe."""
    left = sum(loan.left for loan in old)
    rows = ((_LENT, left, 0), (_ALLOWANCE, 0, left))
    return ImportTables(
        opening=tuple(OpeningRow(_PAPER, place, *row) for place, row in enumerate(rows, 1)),
        running_loans=tuple(_running(loan, place) for place, loan in enumerate(old, 1)),
    )


def _running(old: OldLoan, place: int) -> RunningLoanRow:
    terms = old.terms
    return RunningLoanRow(
        _PAPER,
        place,
        number=old.number,
        group=old.sample.group.code,
        principal=terms.principal,
        tenor=terms.tenor,
        rate_percent=terms.rate_percent,
        rate_per=terms.rate_per,
        method=terms.method,
        disbursed_on=terms.start,
        frequency=terms.frequency,
        grace=terms.grace,
        rounding=terms.rounding,
        schedule_mode="kelompok",
        cash_account=_CASH,
        purpose=old.purpose,
        paid_principal=old.paid_principal,
        paid_service=old.paid_service,
    )
