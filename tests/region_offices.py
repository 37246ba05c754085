"""A small region for tests: offices whose groups pay month by month, kept day by day by a clock that goes along."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from upk_ledger.actions.book import open_desk, start_book
from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.people import register_group, register_member
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region.start import region_identity, start_region
from upk_ledger.core.dates import Month
from upk_ledger.core.offices import OFFICERS, Officer
from upk_ledger.core.people import Member
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at

FIRST = Month(2026, 1)
GROUPS = tuple(f"K{number:02d}" for number in range(1, 9))
LENT, TENOR = 5_000_000, 10
DUE = 575_000
"""What a group owes each month: Rp500.000 and 1,5 percent of Rp5.000.000."""


class DayClock:
    """A clock that is set to the day on which something is done, and goes some seconds further each time."""

    def __init__(self):
        self.now = datetime(2026, 1, 1, 1, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now

    def turn_to(self, day):
        self.now = max(self.now, datetime.combine(day, time(2), UTC))


class Keeper:
    """Who keeps one UPK's book: lends in January, and each month takes what is due, banks it and closes in time."""

    def __init__(self, build, code, desk):
        self.build, self.code, self.desk = build, code, desk
        self.clock = DayClock()
        self.desk.clock = self.clock
        self.loans = {}

    def on(self, day):
        """Go on to a day."""
        self.clock.turn_to(day)
        self.desk.next_day()

    def begin(self):
        self.on(date(2026, 1, 2))
        self.build.entry(self.desk, date(2026, 1, 2), "11010", "31020", 60_000_000)
        for place, group in enumerate(GROUPS):
            register_group(self.desk, group, f"KSM {group}")
            for number in (1, 2):
                nik = f"33{self.code[-1]}{place:02d}{number:011d}"
                register_member(self.desk, Member(group, f"A{number:02d}", "Warga", "P", nik=nik))
            self.loans[group] = self.lend(group, date(2026, 1, 10 + place))
        self.bank(FIRST, 15_000_000)
        self.close(FIRST)

    def lend(self, group, day):
        self.on(day)
        return self.build.loan(self.desk, day, LENT, group, TENOR)

    def pay(self, group, day, rupiah=DUE):
        self.on(day)
        return self.build.pay(self.desk, self.loans[group], day, rupiah).voucher

    def bank(self, month, rupiah):
        self.on(month.last)
        deposit_to_bank(self.desk, month.last, rupiah * 100)

    def close(self, month, day=2):
        self.on(month.next().first.replace(day=day))
        close_month(self.desk, month)

    def month(self, month, groups=GROUPS, *, banked=True):
        """An ordinary month: the groups pay what is due on its day."""
        for group in groups:
            self.pay(group, month.first.replace(day=10 + GROUPS.index(group)))
        if banked and groups:
            self.bank(month, DUE * len(groups))
        self.close(month)


def started(build, location, code):
    """A new UPK of that code in the book at `location`."""
    identity = replace(build.identity, code=code, name=f"UPK {code}", village=f"Desa {code}")
    officers = [
        Officer(officer, role, f"Orang {officer}", FIRST.first) for officer, role in OFFICERS["upk"].items()
    ]
    desk = start_book(
        location,
        identity,
        rulebook="pnpm-2012",
        officers=officers,
        clock=DayClock(),
        entropy=build.entropy(code),
        join=True,
    )
    return Keeper(build, code, desk)


def make_region(build, location, codes=("U1", "U2", "U3"), months=7):
    """UPK with so many closed months of 2026, all clean, and the region beside them."""
    for code in codes:
        keeper = started(build, location, code)
        keeper.begin()
        for number in range(1, months):
            keeper.month(FIRST.plus(number))
        keeper.desk.book.engine.dispose()
    begin_region(build, location)


def begin_region(build, location):
    """The region beside the UPK of a book."""
    identity = region_identity(
        "Dinas Perkim", "Kota", "Semarang", "Jawa Tengah", FIRST.first, code="WILAYAH", zone="WIB"
    )
    region = start_region(
        location, identity, {}, rulebook="pnpm-2012", clock=DayClock(), entropy=build.entropy("wilayah")
    )
    region.book.engine.dispose()


LAST = FIRST.plus(6)


def keeper_of(build, location, code, after=LAST):
    """Who goes on keeping a UPK's book of such a region behind its last closed month."""
    desk = open_desk(location, code, None, DayClock(), build.entropy(f"{code} lagi"))
    keeper = Keeper(build, code, desk)
    keeper.on(after.next().first.replace(day=3))
    with desk.read() as session:
        found = positions(session, after.last, rules_at(session, after.last).collectibility)
    keeper.loans = {loan.group: loan.number for loan in found}
    return keeper


def region_desk(build, location, day=date(2026, 11, 5)):
    """The region's desk on a day."""
    clock = DayClock()
    clock.turn_to(day)
    return open_desk(location, "WILAYAH", None, clock, build.entropy("wilayah lagi"))
