"""What the state machine knows of an office by itself: sums of what it did, held against the book after each step."""

import itertools
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

import hypothesis.strategies as st

from tests.oracles import facts_of
from upk_ledger.core.allocation import allocate, due_by
from upk_ledger.core.arrears import after_write_off, position
from upk_ledger.core.lending import PAID_OFF
from upk_ledger.core.schedules import Installment
from upk_ledger.store.charts import standard_chart

START = date(2026, 1, 1)
END = date(2026, 8, 31)
ROLE = {account.code: account.role for account in standard_chart()}
ACCOUNTS = {role: code for code, role in reversed(ROLE.items())}
ALL = 10**15
"""More than anybody owes."""

DAYS = st.integers(0, (END - START).days).map(lambda days: START + timedelta(days))
PICK = st.integers(0, 11)
SOON = st.one_of(st.integers(0, 70), DAYS)
"""So many days after what happened to a loan last, or any day."""
GROUP = st.sampled_from(["K1", "K2"])
MEMBER = st.sampled_from("ABC")
RUPIAH = st.integers(1, 3_000_000).map(lambda rupiah: rupiah * 100)
TERMS = st.builds(
    dict,
    tenor=st.integers(1, 12),
    rate_percent=st.sampled_from([Fraction(0), Fraction(1), Fraction(3, 2), Fraction(2)]),
    rate_per=st.sampled_from(["bulan", "bulan", "tahun", "jangka"]),
    method=st.sampled_from(["flat", "menurun", "anuitas"]),
    frequency=st.sampled_from(["bulanan", "bulanan", "mingguan", "dua-mingguan"]),
    rounding=st.sampled_from(["none", "1000-atas", "500-dekat", "100-bawah"]),
)


def shortfall(moves):
    """The first day on which these (day, amount) add up to less than nothing, and how much is missing; or None."""
    by_day = Counter()
    for day, amount, *_ in moves:
        by_day[day] += amount
    left = itertools.accumulate(amount for _, amount in sorted(by_day.items()))
    return next(((day, -sum_) for day, sum_ in zip(sorted(by_day), left, strict=True) if sum_ < 0), None)


def at_day(moves, on=date.max):
    """What these (day, amount, ...) add up to by a day."""
    return sum(move[1] for move in moves if move[0] <= on)


class Version(NamedTuple):
    """A schedule as it was made: from when on it counts, when it starts, its rows, what it rests on."""

    since: date
    start: date
    frequency: str
    rows: tuple
    kind: str = "pencairan"
    kept: int | None = None


class Moved(NamedTuple):
    """What a day did to a loan (sen)."""

    on: date
    lent: int = 0
    principal: int = 0
    service: int = 0
    gone: int = 0
    """Principal written off."""

    @property
    def owed(self):
        return self.lent - self.principal - self.gone


class WrittenOff:
    """A write-off: the service that had fallen due by then, paid or not, and the day on which it was undone."""

    def __init__(self, voucher, on, service):
        self.voucher, self.on, self.service, self.undone = voucher, on, service, None


class Lent:
    """What the model knows of one loan: its schedules in order, and what moved on which day."""

    def __init__(self, number, group, members=(), *, product=False):
        self.number = number
        self.product = product
        self.group = group
        self.members = members
        self.versions = []
        self.again = []
        """Of each rescheduling that stands the version before it."""
        self.movements = []
        self.kept = []
        self.reward = []
        self.write_offs = []
        self.recoveries = []
        self.ended = False
        self.ended_by = {}
        """By the voucher of an early payoff the schedule that ended with it."""

    def begin(self, on, frequency, rows, principal):
        self.versions.append(Version(on, on, frequency, rows))
        self.again = []
        self.movements.append(Moved(on, principal))

    def schedule_at(self, on):
        """The newest schedule in force on a day."""
        return next(version for version in reversed(self.versions) if version.since <= on)

    def sums(self, on=date.max):
        """Lent, principal and service paid, and written off by a day."""
        found = [move for move in self.movements if move.on <= on]
        return tuple(sum(move[part] for move in found) for part in (1, 2, 3, 4))

    @property
    def begun(self):
        """The day of the newest paying out."""
        days = [
            version.since
            for version in self.versions
            if version.kind == "pencairan" and version.since == version.start
        ]
        return days[-1] if days else START

    @property
    def running(self):
        return self.sums()[0] > 0

    @property
    def outstanding(self):
        lent, principal, _, gone = self.sums()
        return lent - principal - gone

    @property
    def newest_day(self):
        return max((move.on for move in self.movements), default=START)

    # Of a written-off loan

    def standing_write_offs(self, on=date.max):
        return [one for one in self.write_offs if one.on <= on and (one.undone is None or one.undone > on)]

    def claimed(self, on=date.max):
        """Principal and service claimed, and how much of each came in; None where no write-off stands."""
        standing = (
            [one for one in self.write_offs if one.undone is None]
            if on == date.max
            else self.standing_write_offs(on)
        )
        if not standing:
            return None
        _, _, served, gone = self.sums(on)
        came = [sum(move[part] for move in self.recoveries if move[0] <= on) for part in (1, 2)]
        return (gone, max(0, standing[-1].service - served), *came)

    @property
    def claim_left(self):
        principal, service, *came = self.claimed()
        return 0 if self.ended else principal + service - sum(came)

    # What a payment settles

    def owing(self, on):
        """The rows that a payment of a day settles, and what is paid of them; of a written-off loan what it owes."""
        if self.claimed():
            return (Installment(1, self.versions[0].start, self.outstanding, 0, 0),), (0, 0)
        found, newest = self.schedule_at(on), self.versions[-1]
        return (newest if PAID_OFF in {found.kind, newest.kind} else found).rows, self.sums()[1:3]

    def payoff_at(self, on):
        """All that the schedule of a day still asks for."""
        rows, (principal, service) = self.owing(on)
        left = sum(row.service for row in rows) - service
        return sum(row.principal for row in rows) - principal + max(0, left)

    @property
    def payoff(self):
        """All that the newest schedule asks for, or that is claimed."""
        if not self.versions:
            return 100
        return self.claim_left if self.claimed() and not self.outstanding else self.payoff_at(date.max)

    def due(self, on):
        """What a payment of titipan settles by a day."""
        if self.claimed() and not self.outstanding:
            return self.claim_left
        rows, paid = self.owing(on)
        return sum(due_by(rows, *paid, on))

    def split(self, amount, on, excess):
        """Principal and service of a payment, as far as it is not kept; None where no schedule is in force."""
        if not self.running or amount <= 0 or on < self.begun or (self.claimed() and not self.outstanding):
            return None
        rows, paid = self.owing(on)
        settled = min(amount, sum(due_by(rows, *paid, on))) if excess == "titipan" else amount
        parts = allocate(settled, rows, *paid, on) if settled else None
        return (parts.principal, parts.service) if parts else (0, 0)

    def overpaid(self, *more):
        """The first day on which more principal would be gone than was lent, with `more` (day, principal) paid."""
        moves = [(move.on, move.owed) for move in self.movements]
        return shortfall([*moves, *((day, -principal) for day, principal in more)])

    # Where it stands

    def plain_position(self, on, rules):
        """Where it stands by its schedule and payments, whatever class it keeps."""
        version = self.schedule_at(on)
        lent, principal, service, gone = self.sums(on)
        facts = facts_of(version.rows, version.start, version.frequency, principal, service, on)
        found = position(facts._replace(principal=lent), on, rules)
        return after_write_off(found, gone, rules) if gone else found

    def fits(self, found, on, rules):
        """Whether a position is the loan's: a class above the plain one is one that it keeps."""
        plain = self.plain_position(on, rules)
        if found == plain:
            return not self.surely_keeps(on) or plain.class_ is None or plain.class_ >= self.kept_class(on)
        kept = self.kept_class(on)
        return kept is not None and found == plain._replace(class_=max(plain.class_, kept))

    def kept_class(self, on):
        """The class of the newest rescheduling by a day, if any."""
        kept = [version.kept for version in self.versions if version.since <= on and version.kept is not None]
        return kept[-1] if kept else None

    def surely_keeps(self, on):
        """Whether the schedule of a day is a rescheduling of which no three installments have been due."""
        version = self.schedule_at(on)
        return bool(version.kept) and sum(row.due <= on and row.number > 0 for row in version.rows) < 3
