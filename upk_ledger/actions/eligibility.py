"""Whether a group may borrow, judged by what the book knows of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.loan_files import papers_of
from upk_ledger.core.eligibility import (
    Breach,
    GroupProfile,
    LoanRequest,
    Standing,
    WholeGroup,
    group_breaches,
    means_breaches,
    monthly_burdens,
    request_breaches,
    standing_breaches,
)
from upk_ledger.core.errors.people import MemberLeft, UnknownMember
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.loan_files import JOINT_LIABILITY
from upk_ledger.core.people import Member
from upk_ledger.core.schedules import group_schedule
from upk_ledger.store.desk import Desk
from upk_ledger.store.lending import loans_by_member, loans_of_group
from upk_ledger.store.members import left_members
from upk_ledger.store.people import find_group, members_of
from upk_ledger.store.products import product_recorded
from upk_ledger.store.relations import relations_of
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession
from upk_ledger.store.standing import namesakes, trained_members, unpaid_loans


def judge(desk: Desk, application: LoanApplication) -> tuple[Breach, ...]:
    """What stands against an application before it is recorded."""
    with desk.read() as session:
        return breaches_of(session, as_registered(session, application))


def as_registered(session: ReadSession, application: LoanApplication) -> LoanApplication:
    """The application with group, members and papers by their codes as registered.

    Raises `UnknownGroup`, `AmbiguousGroup`, `UnknownMember`, `MemberLeft`, `UnknownPaper`.
    """
    group = find_group(session, application.group).code
    told = application.capacities
    members = member_shares(session, group, [Share(one.member, 1) for one in told])
    shares = member_shares(session, group, application.shares)
    if application.origin == "aplikasi":
        check_present(session, group, shares)
    return replace(
        application,
        group=group,
        shares=shares,
        capacities=tuple(one._replace(member=share.member) for one, share in zip(told, members, strict=True)),
        papers=papers_of(rules_at(session, application.terms.start).papers, application.papers),
    )


def member_shares(session: ReadSession, group: str, shares: Sequence[Share]) -> tuple[Share, ...]:
    """The shares with each member's code as registered."""
    known = {member.code.casefold(): member.code for member in members_of(session, group)} if shares else {}
    found = []
    for share in shares:
        code = known.get(share.member.casefold())
        if code is None:
            raise UnknownMember(share.member, group, tuple(known.values()))
        found.append(Share(code, share.principal))
    return tuple(found)


def check_present(session: ReadSession, group: str, shares: Sequence[Share]) -> None:
    """Raise `MemberLeft` for a share of who left the group, by all that is recorded."""
    gone = left_members(session, group) if shares else {}
    for share in shares:
        if (group, share.member) in gone:
            raise MemberLeft(share.member, group, gone[group, share.member])


def breaches_of(session: ReadSession, application: LoanApplication) -> tuple[Breach, ...]:
    """The conditions of the rulebook, or of the product in its place, that the group or its request does not meet.

    What the book does not know is not held against it: a group without a founding date, a member of whom nobody said
    whether poor. Trainings, NIKs and the joint-liability paper are, as soon as the book has one of the group's
    trainings, one of its NIKs, one paper of this application: from then on who lacks it is known.
    """
    terms = application.terms
    rules = rules_at(session, terms.start).eligibility
    if application.product is not None:
        rules = product_recorded(session, application.product).eligibility(rules)
    members = _present(session, application.group, terms.start)
    trained = trained_members(session, application.group)
    untrained = () if trained is None else tuple(one.code for one in members if one.code not in trained)
    profile = GroupProfile(
        members=len(members),
        women=sum(member.gender == "P" for member in members),
        poor=sum(member.poor is not False for member in members),
        months=_months(find_group(session, application.group).formed_on, terms.start, rules.group_months),
        trained=not untrained,
        joint_liability=not application.papers or JOINT_LIABILITY in application.papers,
        untrained=untrained,
    )
    earlier = loans_by_member(session, application.group)
    shares: Sequence[tuple[str, int, int]] = [
        (share.member, share.principal, earlier.get(share.member, 0)) for share in application.shares
    ]
    whole = None
    if not shares:
        whole = WholeGroup(terms.principal, len(members), loans_of_group(session, application.group))
    request = LoanRequest(shares, terms.tenor, terms.grace, whole)
    standing = _standing(session, application, members)
    against = group_breaches(profile, rules) + request_breaches(request, rules) + standing_breaches(standing)
    return against + _beyond_means(application)


def _beyond_means(application: LoanApplication) -> tuple[Breach, ...]:
    """The members whose installment a month is more than what they told they can pay."""
    if not application.capacities:
        return ()
    made = group_schedule(application.terms, application.shares, application.mode)
    return means_breaches(monthly_burdens(application.capacities, made.members, application.terms.frequency))


def _present(session: ReadSession, group: str, on: date) -> list[Member]:
    """The members of a group who did not leave it by a day."""
    left = left_members(session, group)
    return [one for one in members_of(session, group) if left.get((group, one.code), date.max) > on]


def _standing(session: ReadSession, application: LoanApplication, members: Sequence[Member]) -> Standing:
    """What else the book knows of those who ask: who has a share, or else the whole group.

    Of the past that an import records the order of payments is not known yet: its loans are not called unpaid.
    """
    asking = {share.member for share in application.shares}
    named = any(member.nik for member in members)
    return Standing(
        borrowers=tuple(one.code for one in members if not asking or one.code in asking),
        running=unpaid_loans(session, application.group) if application.origin == "aplikasi" else {},
        elsewhere=namesakes(session, application.group) if named else {},
        nameless=tuple(member.code for member in members if named and not member.nik),
        relations=relations_of(session, application.group),
    )


def _months(formed: date | None, on: date, unknown: int) -> int:
    """Whole months from the founding to a day."""
    if formed is None:
        return unknown
    return (on.year - formed.year) * 12 + on.month - formed.month - (on.day < formed.day)
