"""Rescheduled loans: which of a loan's schedule versions count, the class that is kept, what a new one rests on."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from upk_ledger.core.lending import LoanAt, Rescheduling
from upk_ledger.core.member_split import MemberDebt, split_by_dues
from upk_ledger.core.rescheduling import (
    Duty,
    Payment,
    Standing,
    Version,
    newest_rescheduling,
    punctual_streak,
    standing_versions,
)
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.schedules import schedule_rows
from upk_ledger.store.session import ReadSession

if TYPE_CHECKING:
    from upk_ledger.core.rulebooks import CollectibilityRules

_CHANGED = (
    " IN (SELECT c.loan_number FROM loan_schedule AS c WHERE c.office_id = :office AND c.valid_from <= :as_of"
    " AND c.basis <> 'pencairan'{only})"
)
_VERSIONS = (
    "SELECT s.loan_number, s.version, s.record, s.basis, s.valid_from, s.start, s.kept_class FROM loan_schedule AS s"
    " WHERE s.office_id = :office AND s.valid_from <= :as_of{known_s} AND s.loan_number"
    + _CHANGED
    + " ORDER BY s.loan_number, s.version"
)
_DUTIES = (
    "SELECT i.loan_number, i.version, i.due_date, i.cum_principal, i.cum_service FROM installment AS i"
    " WHERE i.office_id = :office AND i.number > 0 AND i.due_date <= :as_of AND i.loan_number"
    + _CHANGED
    + " ORDER BY i.loan_number, i.version, i.number"
)
_PAYMENTS = (
    "SELECT m.loan_number, m.counts_on, sum(m.principal), sum(m.service) FROM loan_movement AS m"
    " WHERE m.office_id = :office AND m.counts_on <= :as_of{known_m} AND m.loan_number"
    + _CHANGED
    + " GROUP BY m.loan_number, m.counts_on ORDER BY m.loan_number, m.counts_on"
)


def versions_of(
    session: ReadSession, as_of: date, loan: str | None = None, before: int | None = None
) -> dict[str, list[Version]]:
    """By loan number the versions that count at a day (see `standing_versions`), of loans that have a later one.

    With `before` as the book had them before that record.
    """
    return {
        number: standing_versions(
            Version(row[1], row[2], row[3], date.fromisoformat(row[4]), date.fromisoformat(row[5]), row[6])
            for row in rows
        )
        for number, rows in _by_loan(session, _VERSIONS, as_of, loan, before).items()
    }


def newest_rescheduling_of(session: ReadSession, loan: str) -> Version | None:
    """The rescheduling of a loan that counts by all that is recorded."""
    return newest_rescheduling(versions_of(session, date.max, loan).get(loan, ()))


def rescheduled(
    session: ReadSession,
    as_of: date,
    rules: "CollectibilityRules | None",
    found: Mapping[str, LoanAt],
    tolerances: Mapping[str, int],
    loan: str | None = None,
    before: int | None = None,
) -> dict[str, LoanAt]:
    """Of the loans `found` those with a later schedule: when they were paid out, and with the class that they keep.

    `tolerances` are days by which an installment may be late and is punctual still, by loan; `before` is the record
    before which the book was looked at.
    """
    stacks = versions_of(session, as_of, loan, before)
    newest = {number: newest_rescheduling(stack) for number, stack in stacks.items() if number in found}
    keeping = {
        number
        for number, version in newest.items()
        if version is not None and (version.kept_class or 1) > 1 and found[number].position.outstanding > 0
    }
    if rules is not None and keeping:
        wanted, kept = rules.punctual, {number: found[number] for number in keeping}
        streaks = punctual_streaks(session, as_of, wanted, kept, tolerances, loan, before)
        keeping -= {number for number, streak in streaks.items() if streak >= wanted}
    answers = {}
    for number, version in newest.items():
        at = found[number]._replace(disbursed_on=stacks[number][0].start)
        if version is not None:
            least = version.kept_class if number in keeping and rules is not None else None
            at = at._replace(rescheduled=Rescheduling(version.start, version.kind, least))
            class_ = at.position.class_
            if least is not None and class_ is not None:
                at = at._replace(position=at.position._replace(class_=max(class_, least)))
        answers[number] = at
    return answers


def punctual_streaks(
    session: ReadSession,
    as_of: date,
    wanted: int,
    found: Mapping[str, LoanAt],
    tolerances: Mapping[str, int],
    loan: str | None = None,
    before: int | None = None,
) -> dict[str, int]:
    """How many installments in a row the loans `found` paid punctually since they were rescheduled, up to `wanted`."""
    duties = _by_loan(session, _DUTIES, as_of, loan, before)
    payments = _by_loan(session, _PAYMENTS, as_of, loan, before)
    return {
        number: punctual_streak(
            [
                Duty(date.fromisoformat(row[2]), row[3], row[4])
                for row in duties.get(number, ())
                if row[1] == at.version
            ],
            [
                Payment(date.fromisoformat(row[1]), int(row[2]), int(row[3]))
                for row in payments.get(number, ())
            ],
            as_of,
            wanted,
            tolerances.get(number, 0),
        )
        for number, at in found.items()
    }


def _by_loan(
    session: ReadSession, query: str, as_of: date, loan: str | None, before: int | None
) -> dict[str, list[tuple[Any, ...]]]:
    only = " AND c.loan_number = :loan" if loan else ""
    known = {f"known_{table}": f" AND {table}.record < :before" if before else "" for table in "sm"}
    facts: dict[str, object] = {"as_of": as_of.isoformat()}
    facts |= {"loan": loan} if loan else {}
    if before and query is not _DUTIES:  # of a version's duties nothing changes
        facts["before"] = before
    rows = session.all(query.format(only=only, **known), **facts)
    return {number: list(group) for number, group in groupby(rows, itemgetter(0))}


def standing_of(session: ReadSession, loan: str, version: int, before: int) -> Standing:
    """What a loan stands on by its schedule `version` and what was paid by records before `before`.

    Payments without their members' parts count as split by the members' dues.
    """
    schedule = schedule_rows(session, loan, version)
    paid = _paid(session, "loan_movement", "''", loan, before).get("", (0, 0))
    paid_by = _paid(session, "member_movement", "m.member_code", loan, before)
    debts = [MemberDebt(member, rows) for member, rows in schedule.members]
    missing = [whole - sum(part[kind] for part in paid_by.values()) for kind, whole in enumerate(paid)]
    parts = split_by_dues(debts, *paid) if any(missing) else ()
    split = {part.member: (part.principal, part.service) for part in parts} if any(missing) else paid_by
    members = (
        debt._replace(paid_principal=own[0], paid_service=own[1])
        for debt in debts
        for own in (split.get(debt.member, (0, 0)),)
    )
    return Standing(schedule.rows, paid, tuple(members))


def _paid(session: ReadSession, table: str, by: str, loan: str, before: int) -> dict[str, tuple[int, int]]:
    """Principal and service paid by records before `before`, by what `by` names."""
    rows = session.all(
        f"SELECT {by}, sum(m.principal), sum(m.service) FROM {table} AS m"
        " WHERE m.office_id = :office AND m.loan_number = :loan AND m.record < :before GROUP BY 1",
        loan=loan,
        before=before,
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}


def standing_addition(session: ReadSession, loan: str, since: int) -> str | None:
    """The voucher that paid out the principal added by the rescheduling of record `since`, unless it was undone."""
    row = session.first(
        "SELECT e.series, e.month, e.number FROM loan_movement AS m"
        " JOIN journal_entry AS e ON e.office_id = m.office_id AND e.record = m.record"
        " WHERE m.office_id = :office AND m.loan_number = :loan AND m.record > :since AND e.kind = 'penataan'"
        " AND NOT EXISTS (SELECT 1 FROM journal_entry AS c WHERE c.office_id = :office AND c.reverses = e.record)"
        " ORDER BY m.record",
        loan=loan,
        since=since,
    )
    return voucher_number(row[0], row[1], row[2]) if row else None
