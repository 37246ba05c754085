"""The decision on each member of a group that applied: granted, less, or refused with a reason."""

from collections.abc import Mapping, Sequence

from upk_ledger.core.errors.decisions import (
    MemberAboveAsked,
    MemberDecidedTwice,
    MemberDidNotAsk,
    MemberUndecided,
)
from upk_ledger.core.errors.loans import MemberSharesTwice, ShareNotPositive
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.lending import MemberDecision, Share

GRANTED, LESS, REFUSED = "disetujui", "dikurangi", "ditolak"


def decide_members(
    loan: str, asked: Sequence[Share], granted: Sequence[Share], refused: Sequence[tuple[str, str]]
) -> tuple[MemberDecision, ...]:
    """The decision on every member, in the order of the application (without shares in it, of the decision).

    Where no amount is given, who is not refused gets what was asked; where amounts are given, every member that asked
    has one or is refused. Raises `MemberUndecided`, `MemberAboveAsked`, `MemberDecidedTwice`, `MemberDidNotAsk`,
    `ShareNotPositive`, `MemberSharesTwice`, and `EmptyField` for a refusal without a reason.
    """
    reasons = dict(refused)
    wanted = dict(asked)
    _check_named(loan, wanted, granted, refused)
    given = dict(granted) or {member: sen for member, sen in asked if member not in reasons}
    for member, sen in given.items():
        if asked and sen > wanted.get(member, 0):
            raise MemberAboveAsked(loan, member, wanted.get(member, 0), sen)
    if not asked:
        return tuple(MemberDecision(member, None, sen, GRANTED) for member, sen in given.items())
    undecided = tuple(member for member in wanted if member not in given and member not in reasons)
    if undecided:
        raise MemberUndecided(loan, undecided)
    return tuple(_decided(member, sen, given, reasons) for member, sen in asked)


def _check_named(
    loan: str, wanted: Mapping[str, int], granted: Sequence[Share], refused: Sequence[tuple[str, str]]
) -> None:
    """Nobody is decided on twice; who gets something gets more than nothing, who is refused asked and is told why."""
    seen: set[str] = set()
    for member, sen in granted:
        if sen <= 0:
            raise ShareNotPositive(member, sen)
        if member in seen:
            raise MemberSharesTwice(member)
        seen.add(member)
    for member, reason in refused:
        if member not in wanted:
            raise MemberDidNotAsk(loan, member)
        if not reason.strip():
            raise EmptyField("alasan")
        if member in seen:
            raise MemberDecidedTwice(member)
        seen.add(member)


def _decided(member: str, asked: int, given: Mapping[str, int], reasons: Mapping[str, str]) -> MemberDecision:
    if member in reasons:
        return MemberDecision(member, asked, 0, REFUSED, reasons[member].strip())
    outcome = GRANTED if given[member] == asked else LESS
    return MemberDecision(member, asked, given[member], outcome)
