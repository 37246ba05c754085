"""Whether a group may borrow, judged by what the book knows of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.core.eligibility import Breach, GroupProfile, LoanRequest, group_breaches, request_breaches
from upk_ledger.core.lending import LoanApplication
from upk_ledger.store.desk import Desk
from upk_ledger.store.lending import loans_by_member
from upk_ledger.store.people import find_group, members_of
from upk_ledger.store.products import product_recorded
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession


def judge(desk: Desk, application: LoanApplication) -> tuple[Breach, ...]:
    """What stands against an application before it is recorded; the group by code or name."""
    with desk.read() as session:
        group = find_group(session, application.group)
        return breaches_of(session, replace(application, group=group.code))


def breaches_of(session: ReadSession, application: LoanApplication) -> tuple[Breach, ...]:
    """The conditions of the rulebook, or of the product in its place, that the group or its request does not meet.

    What the book does not know is not held against it: a group without a founding date, a member of whom nobody
    said whether poor, training, the joint-liability paper.
    """
    terms = application.terms
    rules = rules_at(session, terms.start).eligibility
    if application.product is not None:
        rules = product_recorded(session, application.product).eligibility(rules)
    members = members_of(session, application.group)
    profile = GroupProfile(
        members=len(members),
        women=sum(member.gender == "P" for member in members),
        poor=sum(member.poor is not False for member in members),
        months=_months(find_group(session, application.group).formed_on, terms.start, rules.group_months),
        trained=True,
        joint_liability=True,
    )
    earlier = loans_by_member(session, application.group)
    shares: Sequence[tuple[str, int, int]] = [
        (share.member, share.principal, earlier.get(share.member, 0)) for share in application.shares
    ]
    request = LoanRequest(shares, terms.tenor, terms.grace)
    return group_breaches(profile, rules) + request_breaches(request, rules)


def _months(formed: date | None, on: date, unknown: int) -> int:
    """Whole months from the founding to a day."""
    if formed is None:
        return unknown
    return (on.year - formed.year) * 12 + on.month - formed.month - (on.day < formed.day)
