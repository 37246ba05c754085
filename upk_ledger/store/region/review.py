"""What a review asks beside the months of its window: the last words of the silent, the loans behind a ratio."""

from collections.abc import Collection, Mapping

from upk_ledger.core.collectibility import WORST_UNTROUBLED_CLASS
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.region.distance import StandingLoan
from upk_ledger.core.region.figures import BOOK, COUNTED, REPORTED, OfficeMonth
from upk_ledger.core.region.members import RegionUpk, UpkMonth
from upk_ledger.core.rulebooks import Limit
from upk_ledger.store.rules import parsed
from upk_ledger.store.session import ReadSession

_COLUMNS = ", ".join(f"m.{name}" for name in COUNTED)

# The offices stand in the question: a list of them has no other form that both engines know.
_LAST_CLOSED = (
    f"SELECT m.office_id, m.month, m.record, m.suspended, {_COLUMNS} FROM office_month AS m"
    " WHERE m.office_id IN ({offices}) AND m.month = (SELECT max(x.month) FROM office_month AS x"
    " WHERE x.office_id = m.office_id AND x.month < :since)"
)
_LAST_REPORTED = (
    "SELECT f.upk, f.month, f.figure, f.amount FROM reported_figure AS f JOIN"
    " (SELECT r.upk, r.month, max(r.record) AS record FROM reported_figure AS r WHERE r.office_id = :office"
    " AND r.month = (SELECT max(x.month) FROM reported_figure AS x WHERE x.office_id = :office AND x.upk = r.upk"
    " AND x.month < :since) GROUP BY r.upk, r.month) AS newest"
    " ON newest.upk = f.upk AND newest.month = f.month AND newest.record = f.record WHERE f.office_id = :office"
)
_ADOPTED = (
    "SELECT a.office_id, a.valid_from, t.text FROM rulebook_adoption AS a"
    " JOIN rulebook_text AS t ON t.digest = a.digest WHERE a.office_id IN ({offices})"
    " ORDER BY a.office_id, a.record"
)
_LOANS = (
    "SELECT m.office_id, l.group_code, g.name, p.balance, p.arrears_principal, p.arrears_service, p.months_overdue,"
    " p.class, l.origin, (SELECT max(CASE WHEN s.valid_from <= :on_date THEN s.kept_class END)"
    " FROM loan_schedule AS s WHERE s.office_id = p.office_id AND s.loan_number = p.loan_number),"
    " (SELECT f.fund_code FROM loan_fund AS f WHERE f.office_id = p.office_id AND f.loan_number = p.loan_number"
    " ORDER BY f.record DESC, f.line DESC LIMIT 1)"
    " FROM office_month AS m CROSS JOIN period_loan AS p"
    " JOIN loan AS l ON l.office_id = p.office_id AND l.number = p.loan_number"
    " JOIN borrower_group AS g ON g.office_id = l.office_id AND g.code = l.group_code"
    " WHERE m.office_id IN ({offices}) AND m.month = :month AND p.office_id = m.office_id AND p.record = m.record"
    " AND p.balance > 0"
)


def last_told(
    session: ReadSession, silent: Collection[RegionUpk], since: Month
) -> dict[str, tuple[Month, UpkMonth]]:
    """By code the newest month before `since` that UPK told who told none from then on."""
    found: dict[str, tuple[Month, UpkMonth]] = {}
    wanted = {upk.code for upk in silent}
    reported: dict[tuple[str, Month], dict[str, int]] = {}
    for code, month, figure, amount in session.all(_LAST_REPORTED, since=str(since)):
        if code in wanted:
            reported.setdefault((code, _month(month)), {})[figure] = int(amount)
    for (code, month), figures in reported.items():
        found[code] = (month, UpkMonth(REPORTED, OfficeMonth(**figures)))
    codes = {upk.office_id: upk.code for upk in silent if upk.office_id is not None}
    rows = session.all(_LAST_CLOSED.format(offices=_listed(codes)), since=str(since)) if codes else ()
    for office, month_text, record, suspended, *sums in rows:
        month = _month(month_text)
        if codes[office] not in found or found[codes[office]][0] <= month:
            told = UpkMonth(BOOK, OfficeMonth(*map(int, sums)), tuple(suspended.split()), record)
            found[codes[office]] = (month, told)
    return found


def standing_loans(session: ReadSession, offices: Mapping[int, str], month: Month) -> list[StandingLoan]:
    """The loans of offices (by id, with the code of their UPK) as their closing of the month kept them."""
    if not offices:
        return []
    listed, limits = _listed(offices), _risk_limits(session, offices, month)
    rows = session.all(_LOANS.format(offices=listed), month=str(month), on_date=month.last.isoformat())
    loans = []
    for office, group, name, balance, principal, service, overdue, class_, origin, kept, fund in rows:
        if fund not in {None, LOAN_FUND}:
            continue
        stays = kept is not None and WORST_UNTROUBLED_CLASS < kept <= class_
        loans.append(
            StandingLoan(
                upk=offices[office],
                group=group,
                name=name,
                balance=int(balance),
                arrears_principal=int(principal),
                arrears_service=int(service),
                at_risk=stays or limits[office].holds(overdue),
                stays=stays,
                new=origin != "awal",
            )
        )
    return loans


def _risk_limits(session: ReadSession, offices: Collection[int], month: Month) -> dict[int, Limit]:
    """From how many months overdue each office counts a loan as at risk, by its own rulebook at the month's end."""
    found: dict[int, Limit] = {}
    for office, valid_from, words in session.all(_ADOPTED.format(offices=_listed(offices))):
        if office not in found or valid_from <= month.last.isoformat():
            found[office] = parsed(words).risk
    return found


def _listed(offices: Collection[int]) -> str:
    return ", ".join(str(int(office)) for office in sorted(offices))


def _month(text: str) -> Month:
    return Month(*map(int, text.split("-")))
