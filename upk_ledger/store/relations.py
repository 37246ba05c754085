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


def officer_names(session: ReadSession) -> dict[str, str]:
    """Everybody who ever held a role, by code with the name in the newest record."""
    rows = session.all("SELECT code, name FROM officer WHERE office_id = :office ORDER BY record")
    return dict(sorted(dict(rows).items()))
