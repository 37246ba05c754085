"""The parts of a bookkeeping score, each from what the books say. Pure: rows -> `Part`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from upk_ledger.core.cash_counts import DIFFERS, TAKEN_BACK
from upk_ledger.core.dates import Month, local_moment
from upk_ledger.core.periods import closing_deadline
from upk_ledger.core.region.bookkeeping import Fact, Limits, Part
from upk_ledger.core.settings import SETTINGS

CLOSED, OPENED = "tutup", "buka"
DEADLINE, ARRIVAL_DEADLINE = "hari-lapor", "hari-lapor-wilayah"


class MonthEvent(NamedTuple):
    """A closing (`tutup`) or reopening (`buka`) of a month, and when it was recorded (UTC)."""

    month: Month
    kind: str
    recorded_at: str


class RoleBalance(NamedTuple):
    """What a closed month left on the accounts of a role; of cash and bank on each account by its own."""

    month: Month
    account: str
    role: str
    balance: int


class Count(NamedTuple):
    """A count of cash, or what became of one (`counted` is the record of that)."""

    record: int
    counted: int | None
    account: str
    on: date
    status: str


class Reconciled(NamedTuple):
    """A bank's balance of a day was explained; `status` is ada or batal."""

    account: str
    on: date
    book: int
    status: str


class Vouchers(NamedTuple):
    """The vouchers of a series and month: how many, the first and last number, how many want papers and have them."""

    series: str
    month: Month
    number: int
    first: int
    last: int
    wanting: int
    having: int


class Cancelled(NamedTuple):
    """A counter-entry: its voucher, when it and what it undid were recorded (UTC), and the words of it."""

    voucher: str
    recorded_at: str
    original_at: str
    words: str


class SettingRow(NamedTuple):
    """A setting that the office chose, from a day on."""

    name: str
    value: str
    valid_from: date
    record: int


class Arrival(NamedTuple):
    """The bundle of a month was accepted at this moment (UTC)."""

    month: Month
    recorded_at: str


@dataclass(slots=True)
class OfficeFacts:
    """What the books of an office say of the months looked at, in order of recording."""

    events: list[MonthEvent] = field(default_factory=list)
    balances: list[RoleBalance] = field(default_factory=list)
    loans: dict[Month, int] = field(default_factory=dict)
    allowances: dict[Month, tuple[int | None, int | None]] = field(default_factory=dict)
    counts: list[Count] = field(default_factory=list)
    reconciled: list[Reconciled] = field(default_factory=list)
    vouchers: list[Vouchers] = field(default_factory=list)
    cancelled: list[Cancelled] = field(default_factory=list)

    @property
    def closed(self) -> list[Month]:
        """The months that are closed now."""
        newest = {event.month: event.kind for event in self.events}
        return sorted(month for month, kind in newest.items() if kind == CLOSED)

    def in_use(self, role: str) -> list[RoleBalance]:
        """The accounts of cash or bank that closed months knew something of."""
        return sorted(one for one in self.balances if one.role == role)


class Looked(NamedTuple):
    """Which months of an office are looked at, by whose clock, and how it works."""

    since: Month
    until: Month
    start: date
    today: date
    zone: str
    settings: Sequence[SettingRow]

    def months(self) -> Iterable[Month]:
        """The months from the later of `since` and the office's start on."""
        month = max(self.since, Month.of(self.start))
        while month <= self.until:
            yield month
            month = month.next()

    def day_of(self, moment: str) -> date:
        """The office's day of a recorded moment."""
        return local_moment(moment, self.zone).date()


def setting_on(rows: Iterable[SettingRow], name: str, on: date) -> str:
    """The value of a setting on a day: the newest recorded that is valid by then, else the usual one."""
    found = [row.value for row in rows if row.name == name and row.valid_from <= on]
    return found[-1] if found else SETTINGS[name].usual


def _due(month: Month, settings: Sequence[SettingRow], name: str) -> date:
    """By when something of a month is to be done, by the setting of the month in which it is."""
    return closing_deadline(month, int(setting_on(settings, name, month.next().first)))


def judge(
    facts: OfficeFacts, looked: Looked, limits: Limits, kind: str, arrived: Part, *, copy: bool = False
) -> tuple[Part, ...]:
    """Every part of an office's score; `arrived` is what only the region knows of a `copy` of its book."""
    silent = frozenset(fact.subject for fact in arrived.facts if fact.kind == "belum-dikirim")
    return (
        closing(facts, looked, copy=copy, silent=silent),
        counting(facts),
        reconciling(facts),
        numbering(facts),
        cancelling(facts, looked, limits),
        checking(facts, kind),
        papers(facts),
        arrived,
    )


def closing(
    facts: OfficeFacts, looked: Looked, *, copy: bool = False, silent: frozenset[str] = frozenset()
) -> Part:
    """Months closed by the office's own deadline; one whose deadline has not come does not count yet.

    Of a copy a month that did not come counts only once its bundle is overdue (`silent`): then as not closed in
    time, for a UPK that ceases to send would else keep the best score.
    """
    first: dict[Month, date] = {}
    for event in facts.events:
        if event.kind == CLOSED:
            first.setdefault(event.month, looked.day_of(event.recorded_at))
    met = total = 0
    missed = []
    for month in looked.months():
        due = _due(month, looked.settings, DEADLINE)
        done = first.get(month)
        if done is None and str(month) in silent:
            total += 1
            missed.append(Fact("tidak-diketahui", str(month)))
            continue
        if done is None and (copy or looked.today <= due):
            continue
        total += 1
        late = ((done or looked.today) - due).days
        if done is not None and late <= 0:
            met += 1
        else:
            missed.append(Fact("ditutup-terlambat" if done else "belum-ditutup", str(month), late))
    return Part("tutup-buku", met, total, tuple(missed))


def counting(facts: OfficeFacts) -> Part:
    """Cash counted in each closed month, every box of cash by its own."""
    newest = {row.counted or row.record: row for row in facts.counts}
    counted = {(Month.of(row.on), row.account) for row in newest.values() if row.status != TAKEN_BACK}
    wanted = [(one.month, one.account) for one in facts.in_use("kas")]
    missed = [
        Fact("tidak-dihitung", f"{month} {code}") for month, code in wanted if (month, code) not in counted
    ]
    return Part("opname-kas", len(wanted) - len(missed), len(wanted), tuple(missed))


def reconciling(facts: OfficeFacts) -> Part:
    """Each bank account explained at the end of each closed month, at the balance that the books have now."""
    newest = {(row.on, row.account): row for row in facts.reconciled}
    wanted, missed = facts.in_use("bank"), []
    for one in wanted:
        found = newest.get((one.month.last, one.account))
        if found is None or found.status == TAKEN_BACK:
            missed.append(Fact("tidak-direkonsiliasi", f"{one.month} {one.account}"))
        elif found.book != one.balance:
            missed.append(Fact("berubah-sesudah-rekonsiliasi", f"{one.month} {one.account}"))
    return Part("rekonsiliasi-bank", len(wanted) - len(missed), len(wanted), tuple(missed))


def numbering(facts: OfficeFacts) -> Part:
    """Series of vouchers without gaps, from the first number of each month."""
    missed = [
        Fact("nomor-bolong", f"{one.series}/{str(one.month).replace('-', '/')}", one.last - one.number)
        for one in facts.vouchers
        if (one.first, one.last) != (1, one.number)
    ]
    return Part("nomor-bukti", len(facts.vouchers) - len(missed), len(facts.vouchers), tuple(missed))


def cancelling(facts: OfficeFacts, looked: Looked, limits: Limits) -> Part:
    """Vouchers but those cancelled without a reason, or after their day close to a month's end or beginning."""
    total, missed = sum(one.number for one in facts.vouchers), []
    for one in facts.cancelled:
        reason = one.words.partition(":")[2] if one.words.startswith("Pembatalan ") else one.words
        done = looked.day_of(one.recorded_at)
        if sum(sign.isalpha() for sign in reason) < limits.shortest_reason:
            missed.append(Fact("tanpa-alasan", one.voucher))
        elif done > looked.day_of(one.original_at) and near_month_end(done, limits.edge_days):
            missed.append(Fact("di-tepi-bulan", one.voucher, done.day))
    return Part("pembatalan", total - len(missed), total, tuple(missed))


def near_month_end(day: date, days: int) -> bool:
    """Whether a day is one of so many first or last ones of its month."""
    return day.day <= days or day.day > Month.of(day).last.day - days


def checking(facts: OfficeFacts, kind: str) -> Part:
    """Closed months in which everything agrees: the sums that the closing kept, and nothing opened again."""
    opened = {event.month for event in facts.events if event.kind == OPENED}
    newest = {row.counted or row.record: row for row in facts.counts}
    differing = {Month.of(row.on) for row in newest.values() if row.status == DIFFERS}
    sums: Mapping[Month, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    short = set()
    for one in facts.balances:
        sums[one.month][one.role] += one.balance
        if one.role in {"kas", "bank"} and one.balance < 0:
            short.add(one.month)
    missed, months = [], facts.closed
    for month in months:
        required, held = facts.allowances.get(month, (None, None))
        wrong = {
            "neraca": sum(sums[month].values()) != 0,
            "saldo-pinjaman": kind == "upk" and sums[month].get("pinjaman", 0) != facts.loans.get(month, 0),
            "cadangan": required != held,
            "kas-bank-minus": month in short,
            "selisih-kas": month in differing,
            "dibuka-kembali": month in opened,
        }
        missed += [(month, Fact(name, str(month))) for name, found in wrong.items() if found]
    met = len(months) - len({month for month, _ in missed})
    return Part("pemeriksaan", met, len(months), tuple(fact for _, fact in missed))


def papers(facts: OfficeFacts) -> Part:
    """Vouchers that have their papers, of those that want any."""
    lacking: dict[Month, int] = defaultdict(int)
    for one in facts.vouchers:
        lacking[one.month] += one.wanting - one.having
    missed = tuple(Fact("tanpa-lampiran", str(month), number) for month, number in lacking.items() if number)
    wanting = sum(one.wanting for one in facts.vouchers)
    return Part("lampiran", wanting - sum(lacking.values()), wanting, missed)


def arriving(arrived: Sequence[Arrival], looked: Looked, days: Sequence[SettingRow], *, copy: bool) -> Part:
    """Months whose bundle, or one of a later month that brought them along, came by the region's deadline.

    `days` are the region's settings; only copies of books are judged, from their first bundle on.
    """
    if not copy or not arrived:
        return Part("kiriman", 0, 0)
    first = min(one.month for one in arrived)
    met = total = 0
    missed = []
    for month in looked.months():
        if month < first:
            continue
        due = _due(month, days, ARRIVAL_DEADLINE)
        came = min((looked.day_of(one.recorded_at) for one in arrived if one.month >= month), default=None)
        if came is None and looked.today <= due:
            continue
        total += 1
        late = ((came or looked.today) - due).days
        if came is not None and late <= 0:
            met += 1
        else:
            missed.append(Fact("kiriman-terlambat" if came else "belum-dikirim", str(month), late))
    return Part("kiriman", met, total, tuple(missed))


NOTHING_SENT = Part("kiriman", 0, 0)
"""The part of an office that sends nothing: its book is kept here."""
