"""How far an indicator is from its limit: which groups (KSM) would have to pay their arrears to bring it back.

The rule is ours: the groups whose payment moves the indicator most come first, of equals the one that owes least,
until the limit is kept. What a group's payment adds to the numerator and takes from the denominator is the same
whoever else pays, so no smaller set of groups would do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from upk_ledger.core.indicators import SUSPENDED, Ratio, ratio
from upk_ledger.core.money import RUPIAH, Rupiah
from upk_ledger.core.region.attention import rising_is_worse
from upk_ledger.core.region.loans import KeptLoan
from upk_ledger.core.region.review import Distance, PayingGroup, ReviewRow
from upk_ledger.core.rulebooks import RatingRule


@dataclass(frozen=True, slots=True)
class StandingLoan:
    """A loan of the office's own fund with principal outstanding at the end of a closed month (sen).

    `stays` at risk whatever is paid: it was rescheduled and keeps a bad class.
    """

    upk: str
    group: str
    name: str
    balance: int
    arrears_principal: int
    arrears_service: int
    at_risk: bool
    stays: bool
    new: bool


def standing(loan: KeptLoan) -> StandingLoan:
    """A loan as its closed month kept it."""
    return StandingLoan(
        upk=loan.upk,
        group=loan.group,
        name=loan.name,
        balance=loan.balance,
        arrears_principal=loan.arrears_principal,
        arrears_service=loan.arrears_service,
        at_risk=loan.at_risk,
        stays=loan.keeps_bad_class,
        new=not loan.legacy,
    )


@dataclass(frozen=True, slots=True)
class _Effect:
    """What the payment of one group's arrears does to numerator and denominator."""

    group: PayingGroup
    numerator: int
    denominator: int


def distances(
    row: ReviewRow,
    loans: Iterable[StandingLoan],
    ratings: Mapping[str, RatingRule],
    booked: Mapping[str, Ratio],
) -> tuple[Distance, ...]:
    """What brings each indicator in `penundaan` back to its limit, as far as the loans that are known can.

    `booked` are the ratios of those of the row's UPK whose loans these are: loans that do not tell them are not used.
    """
    ordered = sorted(loans, key=lambda loan: (loan.upk, loan.group))
    groups = [list(own) for _, own in groupby(ordered, key=lambda loan: (loan.upk, loan.group))]
    found = []
    for name, now in row.ratios.items():
        if now.rating != SUSPENDED:
            continue
        if name in _EFFECTS:
            effects = [_effect(name, own) for own in groups]
            if groups and _tells(name, groups) == (booked[name].numerator, booked[name].denominator):
                found.append(_by_groups(name, now, effects, ratings[name]))
        elif len(row.upk) == 1:
            found.append(_by_income(name, row, ratings[name]))
    return tuple(found)


def _by_groups(name: str, now: Ratio, effects: Sequence[_Effect], rule: RatingRule) -> Distance:
    limit = rule.suspended.value / 100
    way = 1 if rising_is_worse(rule) else -1

    def gain(effect: _Effect) -> Fraction:
        return way * (limit * effect.denominator - effect.numerator)

    helping = [effect for effect in effects if effect.group.arrears > 0 and gain(effect) > 0]
    helping.sort(key=lambda e: (-gain(e), e.group.arrears, e.group.upk, e.group.code))
    after, paying = now, []
    for effect in helping:
        paying.append(effect.group)
        after = ratio(
            type(now.numerator)(after.numerator + effect.numerator),
            type(now.denominator)(after.denominator + effect.denominator),
            rule,
        )
        if after.rating != SUSPENDED:
            break
    amount = sum(group.arrears for group in paying)
    return Distance(name, now, after, after.rating != SUSPENDED, amount, tuple(paying))


def _by_income(name: str, row: ReviewRow, rule: RatingRule) -> Distance:
    """By how much more income (or less expense) of the year an indicator of the books would be at its limit."""
    now = row.ratios[name]
    each = 12 if name == "ROI" else 1
    wanted = rule.suspended.value / 100 * now.denominator - now.numerator
    amount = -(-wanted // (each * RUPIAH)) * RUPIAH
    after = ratio(Rupiah(now.numerator + amount * each), now.denominator, rule)
    if after.rating == SUSPENDED:  # the limit itself is not enough
        amount += RUPIAH
        after = ratio(Rupiah(now.numerator + amount * each), now.denominator, rule)
    return Distance(name, now, after, reached=True, amount=int(amount))


def _effect(name: str, loans: Sequence[StandingLoan]) -> _Effect:
    first = loans[0]
    arrears = sum(loan.arrears_principal + loan.arrears_service for loan in loans)
    before, after = _EFFECTS[name](loans), _EFFECTS[name]([_paid(loan) for loan in loans])
    group = PayingGroup(first.upk, first.group, first.name, arrears)
    return _Effect(group, after[0] - before[0], after[1] - before[1])


def _paid(loan: StandingLoan) -> StandingLoan:
    """The loan when what it is behind with is paid: nothing overdue, its balance less by the principal of it."""
    left = loan.balance - loan.arrears_principal
    return StandingLoan(
        loan.upk, loan.group, loan.name, left, 0, 0, loan.stays and left > 0, loan.stays, loan.new
    )


def _tells(name: str, groups: Sequence[Sequence[StandingLoan]]) -> tuple[int, int]:
    parts = [_EFFECTS[name](own) for own in groups]
    return sum(part[0] for part in parts), sum(part[1] for part in parts)


def _groups(loans: Sequence[StandingLoan]) -> tuple[int, int]:
    """Of one group: does it count as at risk, and does it have a balance."""
    return int(any(loan.at_risk for loan in loans)), int(any(loan.balance for loan in loans))


def _balances(loans: Sequence[StandingLoan]) -> tuple[int, int]:
    return sum(loan.balance for loan in loans if loan.at_risk), sum(loan.balance for loan in loans)


def _repaid(loans: Sequence[StandingLoan]) -> tuple[int, int]:
    balance = sum(loan.balance for loan in loans)
    return balance - sum(loan.arrears_principal for loan in loans if loan.at_risk), balance


_EFFECTS = {"LAR": _groups, "PAR": _balances, "RR": _repaid}
