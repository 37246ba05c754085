"""The story of a sample group: its loans from application to the end, and what happens on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from upk_ledger.core.dates import add_months
from upk_ledger.core.lending import Capacity, LoanApplication, Share
from upk_ledger.core.people import Member
from upk_ledger.core.sample import events, names
from upk_ledger.core.sample.debts import PlannedDebt
from upk_ledger.core.sample.groups import (
    AHEAD,
    EARLY,
    MOVED,
    RELATED,
    SLIPPED,
    THOUSAND,
    TROUBLED,
    TURNED_DOWN,
    SampleGroup,
    open_day,
)
from upk_ledger.core.sample.payments import payments, punctual
from upk_ledger.core.savings import held_back
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.visits import AFTER, COLLECTING

PRODUCT, PRODUCT_TENOR = "P-10", 10
SAVED = REWARDED = Fraction(5)
"""What the office's product holds back as savings, and gives back of the service as reward (percent)."""
REMAINDER = 1000 * 100
"""How little the product lets go at the end (sen)."""

_OF_PRODUCT = {RELATED, EARLY, AHEAD, TURNED_DOWN}
_SHARES = (500, 500, 600, 700, 750, 800, 1000)
"""First loans of a member, in thousands."""
_TENORS = (10, 10, 10, 10, 12, 12, 12, 6)
_RATE = Fraction(3, 2)
_EARLY = 5
"""After how many installments one group pays its loan off."""
_LONGER = 12
"""The tenor that a loan in trouble gets."""
_SHORT = 500 * 100
"""What a group in whose purse there is no small change pays too little at the end."""


@dataclass(slots=True)
class _Loan:
    """A loan of the story: the plan's name for it, when it was paid out and how much, and how it is paid back."""

    name: str
    turn: int
    group: SampleGroup
    paid_out: date
    principal: int
    debt: PlannedDebt
    pays: list[events.Pay]

    @property
    def part(self) -> str:
        """What happens to it beside being paid back; only to a group's first."""
        return self.group.part if self.turn == 1 else ""

    @property
    def kept(self) -> int:
        """What the group saves for it."""
        return held_back(self.principal, SAVED)


def story(sample: SampleGroup, until: date, rng: Random, *, renews: bool) -> list[events.Event]:
    """Everything that the group and the office do together up to a day.

    Where groups do not `renew` their loans the office does badly: what is in trouble is not paid in better terms
    either.
    """
    told: list[events.Event] = list(_beginning(sample))
    day, turn = sample.first_day, 1
    while day <= until:
        granting = list(_granting(sample, day, turn, rng))
        loan = _paid_out(sample, granting, turn, rng)
        told += granting
        if not _by_product(sample):
            told.append(events.Save(loan.paid_out, sample.group.code, loan.kept))
        if sample.temper == "macet":
            told += _in_trouble(loan, rng, better=renews)
            break
        paying = _paying(loan)
        told += paying
        last = max(event.on for event in paying)
        told += _ending(loan, open_day(last + timedelta(2)))
        if not renews:
            break
        day, turn = open_day(last + timedelta(rng.randint(5, 15))), turn + 1
    return [event for event in told if event.on <= until]


def _by_product(sample: SampleGroup) -> bool:
    return sample.part in _OF_PRODUCT


def _beginning(sample: SampleGroup) -> Iterator[events.Event]:
    code = sample.group.code
    yield events.Train(sample.first_day, code, "Pembukuan KSM dan tanggung renteng")
    if sample.part == RELATED:
        yield events.Relate(sample.first_day, code, sample.members[1].code, "koordinator")


def _granting(sample: SampleGroup, day: date, turn: int, rng: Random) -> Iterator[events.Event]:
    part, name = sample.part if turn == 1 else "", f"{sample.group.code}-{turn}"
    members = sample.members[:-1] if sample.part == MOVED and turn > 1 else sample.members
    application = _application(sample, members, day, turn, rng)
    examined = open_day(day + timedelta(rng.randint(2, 4)))
    decided = open_day(examined + timedelta(rng.randint(2, 3)))
    wait = rng.randint(1, 3)
    decision = f"{name}/UPK/{decided.year}"
    product = PRODUCT if _by_product(sample) else ""
    reason = "Bukan penerima putusan; koordinator tidak ikut memutus" if sample.part == RELATED else ""
    yield events.Apply(day, name, application, product, reason)
    yield events.Examine(examined, name, "Usaha berjalan, layak menurut kunjungan rumah")
    if part == AHEAD:
        yield events.Decide(decided, name, "ditunda", decision, "Menunggu surat tanggung renteng dilengkapi")
        decided = open_day(decided + timedelta(5))
        decision = f"{name}a/UPK/{decided.year}"
    refused = ((members[-1].code, "Usahanya belum berjalan"),) if part == TURNED_DOWN else ()
    yield events.Decide(decided, name, "disetujui", decision, refused=refused)
    gone = {member for member, _ in refused}
    principal = sum(share.principal for share in application.shares if share.member not in gone)
    saved = held_back(principal, SAVED) if product else 0
    yield events.Disburse(max(open_day(decided + timedelta(wait)), decided), name, principal, saved)


def _paid_out(sample: SampleGroup, granting: list[events.Event], turn: int, rng: Random) -> _Loan:
    """The loan that was granted, with its schedule and how the group would pay on it."""
    asked = next(event.application for event in granting if isinstance(event, events.Apply))
    out = next(event for event in granting if isinstance(event, events.Disburse))
    gone = {member for event in granting if isinstance(event, events.Decide) for member, _ in event.refused}
    shares = tuple(share for share in asked.shares if share.member not in gone)
    debt = PlannedDebt(replace(asked.terms, start=out.on, principal=out.principal), shares)
    pays = [events.Pay(on, out.loan, amount) for on, amount in payments(debt.rows, sample.temper, rng)]
    loan = _Loan(out.loan, turn, sample, out.on, out.principal, debt, pays)
    if loan.part == EARLY:
        loan.pays = [events.Pay(on, out.loan, amount) for on, amount in punctual(debt.rows[:_EARLY], rng)]
    return loan


def _application(
    sample: SampleGroup, members: tuple[Member, ...], day: date, turn: int, rng: Random
) -> LoanApplication:
    thousands = [500 if sample.temper == "macet" else rng.choice(_SHARES) for _ in members]
    if turn > 1:  # who paid back may borrow a quarter more
        thousands = [amount * 5 // 4 // 50 * 50 for amount in thousands]
    shares = tuple(
        Share(member.code, amount * THOUSAND) for member, amount in zip(members, thousands, strict=True)
    )
    capacities = []
    for share in shares:
        income = rng.randint(24, 60) * 50 * THOUSAND
        capacities.append(Capacity(share.member, income, income * rng.randint(11, 15) // 20))
    tenor = PRODUCT_TENOR if _by_product(sample) else rng.choice(_TENORS)
    if (
        sample.part == SLIPPED
    ):  # for some days the mistaken payment counts beside the right one: both have to fit
        tenor = max(_TENORS)
    terms = LoanTerms(
        principal=sum(share.principal for share in shares),
        tenor=tenor,
        rate_percent=_RATE,
        rate_per="bulan",
        method="flat",
        start=day,
        rounding="none" if tenor == PRODUCT_TENOR else "1000-atas",
    )
    return LoanApplication(
        sample.group.code, terms, shares, purpose=rng.choice(names.PURPOSES), capacities=tuple(capacities)
    )


def _paying(loan: _Loan) -> list[events.Event]:
    """How the loan is paid back, with what happens to it on the way."""
    name, pays = loan.name, loan.pays
    told: list[events.Event] = [*pays]
    if loan.part == RELATED:
        told[-1] = replace(pays[-1], amount=pays[-1].amount - _SHORT)
    elif loan.part == MOVED:
        told.append(_moving(loan))
    elif loan.part == AHEAD:
        ahead = events.Pay(open_day(pays[1].on + timedelta(10)), name, 100 * THOUSAND, ahead=True)
        rest = replace(pays[2], amount=pays[2].amount - ahead.amount)
        told[2:3] = [ahead, events.UseDeposit(rest.on, name, ahead.amount), rest]
    elif loan.part == SLIPPED:
        at = next(place for place in range(1, len(pays)) if pays[place].on.day <= 20)
        told[at : at + 1] = _slip(pays[at])
    if _by_product(loan.group):
        for event in told:
            if isinstance(event, events.UseDeposit) or (isinstance(event, events.Pay) and not event.ahead):
                loan.debt.pay(event.on, event.amount)
    if loan.part == EARLY:
        on = open_day(loan.debt.rows[_EARLY].due - timedelta(10))
        told.append(events.PayOff(on, name, loan.debt.pay_off(on)))
    return [*told, _visited(loan)]


def _visited(loan: _Loan) -> events.Event:
    """Who brings the first installment is visited on the same day; who is late, late."""
    return events.Visit(loan.pays[0].on, loan.name, AFTER, "Usaha berjalan, pinjaman dipakai sesuai tujuan")


def _moving(loan: _Loan) -> events.Event:
    """The last member moves away; the first two take over what is owed."""
    *others, leaver = (member.code for member in loan.group.members)
    return events.TakeOver(
        open_day(loan.pays[2].on + timedelta(3)),
        loan.name,
        leaver,
        tuple(others[:2]),
        "Pindah ke luar kota, sisanya ditanggung renteng",
    )


def _slip(pay: events.Pay) -> list[events.Event]:
    """A payment recorded wrongly; it comes out some days later."""
    found = open_day(pay.on + timedelta(5))
    wrong = replace(pay, amount=pay.amount + 100 * THOUSAND)
    return [
        wrong,
        events.Cancel(
            found, pay.loan, wrong.amount, "Salah baca kuitansi, ketahuan waktu dicocokkan dengan kas"
        ),
        replace(pay, on=found, dated=pay.on),
    ]


def _ending(loan: _Loan, on: date) -> Iterator[events.Event]:
    """Savings are given back, and rewards paid: to one group at the year's end, to others in the new year."""
    if not _by_product(loan.group):
        yield events.Save(on, loan.group.group.code, -loan.kept)
        return
    yield events.ReturnSavings(on, loan.name, loan.kept)
    for year, amount in loan.debt.rewards(REWARDED).items():
        # Rewards are booked on the year's last day, whatever day of the week it is.
        when = date(year, 12, 31) if loan.group.part == RELATED else open_day(date(year + 1, 1, 10))
        yield events.PayReward(when, loan.name, amount)


def _in_trouble(loan: _Loan, rng: Random, *, better: bool) -> list[events.Event]:
    """A loan that is hardly paid: visited, no new one granted, and one of them rescheduled."""
    name, out = loan.name, loan.paid_out
    found = "Ketua sakit dan warung tutup; minta waktu"
    collecting = events.Visit(open_day(add_months(out, 4)), name, COLLECTING, found)
    told: list[events.Event] = [*loan.pays, _visited(loan), collecting]
    told += _refusal(loan.group, open_day(add_months(out, 5)), rng)
    if loan.part == TROUBLED:
        for pay in loan.pays:
            loan.debt.pay(pay.on, pay.amount)
        told += _rescheduling(loan, rng, better=better)
    return told


def _rescheduling(loan: _Loan, rng: Random, *, better: bool) -> Iterator[events.Event]:
    """Savings pay a part, the rest gets a longer schedule, which is paid punctually or only once more."""
    name = loan.name
    used = open_day(add_months(loan.paid_out, 6))
    amount = min(loan.kept, loan.debt.overdue(used))
    yield events.UseSavings(
        used, name, amount, f"{name}T/BKM/{used.year}", "Rembug anggota: tabungan dipakai dulu"
    )
    loan.debt.pay(used, amount)
    on = open_day(add_months(loan.paid_out, 8))
    rows = loan.debt.reschedule(on, _LONGER)
    yield events.Reschedule(
        on, name, _LONGER, f"{name}J/BKM/{on.year}", "Warung buka lagi, sanggup mengangsur lebih kecil"
    )
    for row in rows if better else rows[:1]:
        yield events.Pay(open_day(row.due - timedelta(rng.randrange(3))), name, row.total)


def _refusal(sample: SampleGroup, day: date, rng: Random) -> list[events.Event]:
    name, decided = f"{sample.group.code}-2", open_day(day + timedelta(3))
    return [
        events.Apply(day, name, _application(sample, sample.members, day, 2, rng)),
        events.Decide(
            decided, name, "ditolak", f"{name}/UPK/{decided.year}", "Pinjaman lama masih menunggak"
        ),
    ]
