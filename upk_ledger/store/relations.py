"""Which members of borrowing groups are officers, or of an officer's family."""

from datetime import date

from upk_ledger.core.eligibility import Relation
from upk_ledger.store.session import ReadSession


def relations_of(
    session: ReadSession,
    group: str | None = None,
    *,
    on: date | None = None,
    through: int | None = None,
) -> tuple[Relation, ...]:
    """The relations that the newest word on each member and officer says there are, by group, member and officer.

    Of one group or of all; `on`: as they were on a day; `through`: as they were known up to that record.
    """
    conditions = {
        "group_code = :group_code": ("group_code", group),
        "valid_from <= :on_date": ("on_date", on.isoformat() if on else None),
        "record <= :through": ("through", through),
    }
    asked = {name: value for name, value in conditions.values() if value is not None}
    where = "".join(f" AND {text}" for text, (name, _) in conditions.items() if name in asked)
    rows = session.all(
        "SELECT group_code, member_code, officer, relation, record, status FROM relation"
        f" WHERE office_id = :office{where} ORDER BY record, line",
        **asked,
    )
    newest = {row[:3]: row for row in rows}
    return tuple(Relation(*row[:5]) for _, row in sorted(newest.items()) if row[5] == "ada")


def related_officers(session: ReadSession, group: str) -> frozenset[str]:
    """Codes of the officers whom the newest word on each member of the group calls related."""
    return frozenset(relation.officer for relation in relations_of(session, group))


def officer_names(session: ReadSession, through: int | None = None) -> dict[str, str]:
    """Everybody who ever held a role, by code with the name in the newest record; with `through` up to that one."""
    rows = session.all(
        "SELECT code, name FROM officer WHERE office_id = :office"
        f"{'' if through is None else ' AND record <= :through'} ORDER BY record",
        **({} if through is None else {"through": through}),
    )
    return dict(sorted(dict(rows).items()))


def related_shares(session: ReadSession, as_of: date) -> dict[str, dict[str, int]]:
    """Shares (sen) in the loans of all groups that have a related member, by loan and member, as of a day."""
    rows = session.all(
        "SELECT h.loan_number, h.member_code, h.principal FROM loan_schedule AS s JOIN loan_share AS h"
        " ON h.office_id = s.office_id AND h.record = s.record AND h.loan_number = s.loan_number"
        " WHERE s.office_id = :office AND s.version = (SELECT max(v.version) FROM loan_schedule AS v"
        " WHERE v.office_id = :office AND v.loan_number = s.loan_number AND v.valid_from <= :as_of)"
        " AND s.group_code IN (SELECT group_code FROM relation WHERE office_id = :office)",
        as_of=as_of.isoformat(),
    )
    found: dict[str, dict[str, int]] = {}
    for loan, member, principal in rows:
        found.setdefault(loan, {})[member] = principal
    return found
