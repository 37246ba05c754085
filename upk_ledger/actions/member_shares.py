"""Members inside a group: a share taken over by others (tanggung renteng), leaving the group, a member's own ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from upk_ledger.actions.loans import check_running, get_loan, running_schedule
from upk_ledger.actions.payoff import check_not_ended
from upk_ledger.core.errors.loans import (
    BeforeEarlierStep,
    MemberOwesNothing,
    MemberSharesTwice,
    NoShares,
    NothingTakenOver,
    ShareNotPositive,
    TakenDoesNotAddUp,
    TakerIsLeaver,
)
from upk_ledger.core.errors.people import EmptyField, MemberLeft, MemberNotLeft, MemberOwes, UnknownMember
from upk_ledger.core.lending import GrantedSchedule, Loan, ScheduleBasis, Share
from upk_ledger.core.listings import MemberEvent
from upk_ledger.core.member_split import MemberDebt, MemberRows, Transfer, fair_split, give_back, take_over
from upk_ledger.core.schedules import GroupSchedule, Installment
from upk_ledger.store import schedules
from upk_ledger.store.desk import Desk
from upk_ledger.store.members import (
    BACK,
    LEFT,
    add_transfers,
    change_membership,
    left_members,
    loans_owed_by,
    member_debts,
    member_events,
    paid_before_transfer,
)
from upk_ledger.store.people import find_group, members_of, names_of
from upk_ledger.store.posting import check_open
from upk_ledger.store.rescheduling import versions_of
from upk_ledger.store.session import ReadSession, WriteSession


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A take-over to record: all that `leaver` owes of a loan goes to `takers`.

    Each taker's amount (sen) is of the principal owed (of the service, where no principal is); None asks for equal
    parts. `leaves` ends the membership too, unless something is owed on another loan.
    """

    loan: str
    leaver: str
    takers: tuple[tuple[str, int | None], ...]
    on: date
    reason: str
    decision: str | None = None
    leaves: bool = True


@dataclass(frozen=True, slots=True)
class ShareTransfer:
    """What a take-over, or taking it back, did."""

    loan: str
    group: str
    on: date
    version: int
    record: int
    transfers: tuple[Transfer, ...]
    left: tuple[str, ...] = ()
    """Members whose membership ended with it."""
    back: tuple[str, ...] = ()
    """Members who are in the group again."""
    still_owed: tuple[str, ...] = ()
    """Other loans of which the leaver owes something, so that the membership goes on."""


def transfer_share(desk: Desk, asked: TakeOver) -> ShareTransfer:
    """All that a member still owes of a loan goes to other members, on the record.

    The group's schedule stays as it is. Raises `EmptyField` without a reason, `WrongStage`, `LoanWrittenOff`,
    `PaidOffEarly`, `MonthClosed`, `BeforeEarlierStep`, `NoShares`, `UnknownMember`, `MemberLeft`, `TakerIsLeaver`,
    `MemberOwesNothing`, `MemberSharesTwice`, `ShareNotPositive`, `TakenDoesNotAddUp`.
    """
    if not asked.reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        loan, granted, rows, debts = _in_force(session, asked.loan, asked.on)
        codes = {member.code.casefold(): member.code for member in members_of(session, loan.group)}
        leaver = _code(asked.leaver, loan.group, codes)
        debt = next((debt for debt in debts if debt.member == leaver), MemberDebt(leaver, ()))
        if not any(debt.owed):
            raise MemberOwesNothing(loan.number, leaver)
        takers = _takers(session, loan, debt, asked.takers, codes)
        members, transfers = take_over(debts, leaver, takers)
        made = _record(session, loan, granted, (rows, members), transfers, asked)
        still = loans_owed_by(session, loan.group, leaver) if asked.leaves else ()
        if not asked.leaves or still or (loan.group, leaver) in left_members(session, loan.group):
            return replace(made, still_owed=still)
        change_membership(session, loan.group, leaver, asked.on, LEFT, asked.reason.strip())
        return replace(made, left=(leaver,))


def take_back_transfer(desk: Desk, number: str, on: date, reason: str) -> ShareTransfer:
    """Undo the newest take-over of a loan: what the takers have not paid meanwhile goes back to the member.

    Who had left the group with it is a member again. Taking back a taking back makes the take-over anew. Raises
    `NothingTakenOver` where the newest schedule version is no take-over or all of it was paid, and the errors of
    `transfer_share` about reason, date and loan.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        loan, granted, rows, debts = _in_force(session, number, on)
        if granted.basis.kind != "alih":
            raise NothingTakenOver(loan.number)
        # Not always the one before: versions of a rescheduling that was taken back lie between.
        below = versions_of(session, date.max, loan.number)[loan.number][-2].version
        members, transfers = give_back(
            debts,
            schedules.schedule_rows(session, loan.number, below).members,
            paid_before_transfer(session, loan.number),
        )
        if not transfers:
            raise NothingTakenOver(loan.number)
        asked = TakeOver(loan.number, "", (), on, reason)
        made = _record(session, loan, granted, (rows, members), transfers, asked)
        gone = left_members(session, loan.group)
        back = tuple(
            member
            for member in dict.fromkeys(move.taker for move in transfers)
            if (loan.group, member) in gone
        )
        for member in back:
            change_membership(session, loan.group, member, on, BACK, reason.strip())
        return replace(made, back=back)


def leave_group(desk: Desk, group: str, member: str, on: date, reason: str) -> tuple[str, str]:
    """End a membership; answers with the codes of group and member.

    Raises `EmptyField` without a reason, `UnknownGroup`, `UnknownMember`, `MemberLeft`, and `MemberOwes` while the
    member owes something of a loan.
    """
    return _change(desk, group, member, on, LEFT, reason)


def rejoin_group(desk: Desk, group: str, member: str, on: date, reason: str) -> tuple[str, str]:
    """Take a member in again; the counter-act of `leave_group`. Raises `MemberNotLeft` where nobody left."""
    return _change(desk, group, member, on, BACK, reason)


def _change(desk: Desk, group: str, member: str, on: date, status: str, reason: str) -> tuple[str, str]:
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        found = find_group(session, group).code
        code = _code(member, found, {one.code.casefold(): one.code for one in members_of(session, found)})
        left = left_members(session, found).get((found, code))
        if status == BACK and left is None:
            raise MemberNotLeft(code, found)
        if status == LEFT and left is not None:
            raise MemberLeft(code, found, left)
        owed = loans_owed_by(session, found, code) if status == LEFT else ()
        if owed:
            raise MemberOwes(code, found, owed)
        change_membership(session, found, code, on, status, reason.strip())
    return found, code


def member_ledger(
    desk: Desk, number: str, member: str, as_of: date
) -> tuple[Loan, str, str, tuple[MemberEvent, ...]]:
    """A member's code and name, and all that moved the part of a loan by the end of a day; or `UnknownMember`."""
    with desk.read() as session:
        loan = get_loan(session, number)
        names = {code: name for (_, code), name in names_of(session, loan.group).items()}
        code = _code(member, loan.group, {code.casefold(): code for code in names})
        return loan, code, names[code], member_events(session, loan.number, code, as_of)


def _in_force(
    session: ReadSession, number: str, on: date
) -> tuple[Loan, GrantedSchedule, tuple[Installment, ...], tuple[MemberDebt, ...]]:
    """The loan with its newest schedule and its members' debts, if a share of it can be taken over that day."""
    loan = get_loan(session, number)
    check_open(session, on)
    check_running(session, loan)
    granted, rows = running_schedule(session, loan, date.max)
    check_not_ended(session, granted)
    if on < granted.valid_from:
        raise BeforeEarlierStep(loan.number, on, granted.valid_from)
    debts = member_debts(session, loan.number)
    if not debts:
        raise NoShares(loan.number)
    return loan, granted, rows, debts


def _code(given: str, group: str, codes: Mapping[str, str]) -> str:
    """The member's code as registered."""
    code = codes.get(given.strip().casefold())
    if code is None:
        raise UnknownMember(given, group, tuple(codes.values()))
    return code


def _takers(
    session: ReadSession,
    loan: Loan,
    debt: MemberDebt,
    asked: Sequence[tuple[str, int | None]],
    codes: Mapping[str, str],
) -> list[tuple[str, int]]:
    """Who takes how much over; those of equal parts who would get nothing are left out."""
    gone = left_members(session, loan.group)
    found: dict[str, int | None] = {}
    for given, amount in asked:
        code = _code(given, loan.group, codes)
        if code == debt.member:
            raise TakerIsLeaver(code)
        if code in found:
            raise MemberSharesTwice(code)
        if (loan.group, code) in gone:
            raise MemberLeft(code, loan.group, gone[loan.group, code])
        if amount is not None and amount <= 0:
            raise ShareNotPositive(code, amount)
        found[code] = amount
    if not found:
        raise EmptyField("kepada")
    principal, service = debt.owed
    owed = principal or service
    given_parts = [amount for amount in found.values() if amount is not None]
    if given_parts and (sum(given_parts) != owed or len(given_parts) < len(found)):
        raise TakenDoesNotAddUp(loan.number, debt.member, owed, sum(given_parts))
    parts = given_parts or fair_split(owed, [1] * len(found))
    return [(code, part) for code, part in zip(found, parts, strict=True) if part]


def _record(
    session: WriteSession,
    loan: Loan,
    granted: GrantedSchedule,
    made: tuple[tuple[Installment, ...], MemberRows],
    transfers: tuple[Transfer, ...],
    asked: TakeOver,
) -> ShareTransfer:
    """The schedule's next version, and beside it who took what over from whom, and why."""
    rows, members = made
    held = sorted((member, sum(row.principal for row in own)) for member, own in members)
    schedules.add_schedule(
        session,
        loan,
        granted.terms,
        GroupSchedule(rows, members),
        [Share(member, principal) for member, principal in held if principal],
        valid_from=asked.on,
        order=granted.order,
        basis=ScheduleBasis("alih", decision=asked.decision),
    )
    version = granted.version + 1
    record = add_transfers(
        session, loan.number, loan.group, version, asked.on, transfers, asked.reason.strip()
    )
    return ShareTransfer(loan.number, loan.group, asked.on, version, record, transfers)
