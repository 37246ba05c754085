"""What a dashboard asks of all books of a region at once: the loans behind a month, and the closings that vouch."""

from upk_ledger.core.dates import Month
from upk_ledger.core.region.dashboard import GroupLoan, Mark
from upk_ledger.store.session import ReadSession

# Office by office along the keys: what is read follows the loans of the month, not the years of the books.
_LOANS = (
    "SELECT o.office_id, g.code, g.name, p.loan_number, s.principal, p.balance, p.arrears_principal,"
    " p.arrears_service, p.months_overdue, p.class"
    " FROM office AS o CROSS JOIN office_month AS m CROSS JOIN period_loan AS p CROSS JOIN loan AS l"
    " CROSS JOIN borrower_group AS g CROSS JOIN loan_schedule AS s"
    " WHERE o.kind = 'upk' AND m.office_id = o.office_id AND m.month = :month"
    " AND p.office_id = o.office_id AND p.record = m.record"
    " AND l.office_id = o.office_id AND l.number = p.loan_number"
    " AND g.office_id = o.office_id AND g.code = l.group_code"
    " AND s.office_id = o.office_id AND s.loan_number = p.loan_number AND s.version ="
    " (SELECT max(v.version) FROM loan_schedule AS v WHERE v.office_id = o.office_id"
    " AND v.loan_number = p.loan_number AND v.valid_from <= :end)"
)
_CLOSINGS = (
    "SELECT o.office_id, r.number, r.digest FROM office AS o CROSS JOIN office_month AS m CROSS JOIN record AS r"
    " WHERE o.kind = 'upk' AND m.office_id = o.office_id AND m.month = :month"
    " AND r.office_id = o.office_id AND r.number = m.record"
)


def group_loans(session: ReadSession, month: Month) -> dict[int, list[GroupLoan]]:
    """Of every office that closed the month the loans with a balance at its end, the worst first; never members."""
    found: dict[int, list[GroupLoan]] = {}
    for office_id, *facts in session.each(_LOANS, month=str(month), end=month.last.isoformat()):
        found.setdefault(office_id, []).append(GroupLoan(*facts))
    for loans in found.values():
        loans.sort(key=lambda loan: (-loan.class_, -loan.arrears_principal, -loan.balance, loan.number))
    return found


def closing_marks(session: ReadSession, month: Month) -> dict[int, Mark]:
    """By office the record that closed the month."""
    return {
        office_id: Mark(number, digest)
        for office_id, number, digest in session.all(_CLOSINGS, month=str(month))
    }


def newest_told_month(session: ReadSession, until: Month) -> Month | None:
    """The newest month up to `until` of which any UPK told something, by its book or of itself."""
    found = session.value(
        "SELECT max(month) FROM (SELECT (SELECT max(m.month) FROM office_month AS m"
        " WHERE m.office_id = o.office_id AND m.month <= :until) AS month FROM office AS o WHERE o.kind = 'upk'"
        " UNION ALL SELECT max(month) FROM reported_figure WHERE office_id = :office AND month <= :until) AS told",
        until=str(until),
    )
    return None if found is None else Month(*map(int, found.split("-")))
