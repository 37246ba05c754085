"""The loans that closed months of many offices kept, and what moved on them: a question each for all offices."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.lending import PAID_OFF
from upk_ledger.core.region.loans import KeptLoan, Vintage
from upk_ledger.core.rulebooks import Limit
from upk_ledger.store.naming import GROUP
from upk_ledger.store.rules import parsed
from upk_ledger.store.session import ReadSession

_date = lru_cache(maxsize=4096)(date.fromisoformat)

_ADOPTED = (
    "SELECT a.office_id, a.valid_from, t.text FROM rulebook_adoption AS a"
    " JOIN rulebook_text AS t ON t.digest = a.digest WHERE a.office_id IN ({offices}) ORDER BY a.office_id, a.record"
)
_PASSING = f"'alih', '{PAID_OFF}'"
"""Bases of schedules that end no rescheduling: a member's share taken over, and a payoff, which may be taken back."""

_FUND_OF = (
    "coalesce((SELECT f.fund_code FROM loan_fund AS f WHERE f.office_id = o.office_id AND f.loan_number = {loan}"
    " AND f.record <= {known} ORDER BY f.record DESC, f.line DESC LIMIT 1), '')"
)
# Office by office along the keys: what is read follows the loans of the months asked for, not the years of the books.
# A loan was paid out by the newest of its schedules that say so; a later one is a rescheduling. The class that it keeps
# is told by its newest schedule but those that leave a rescheduling in force. A group is called as when the month was
# closed.
_LOANS = (
    "SELECT o.office_id, m.month, p.loan_number, l.group_code, (SELECT n.name FROM naming AS n"
    " WHERE n.office_id = o.office_id AND n.kind = :named AND n.code = l.group_code AND n.record <= m.record"
    " ORDER BY n.record DESC LIMIT 1), s.start,"
    " coalesce((SELECT sum(v.disbursed) FROM loan_movement AS v WHERE v.office_id = o.office_id"
    " AND v.loan_number = p.loan_number AND v.counts_on <= :end), s.principal),"
    " p.balance, p.arrears_principal, p.arrears_service, p.months_overdue, p.class,"
    " (SELECT k.kept_class FROM loan_schedule AS k WHERE k.office_id = o.office_id"
    " AND k.loan_number = p.loan_number AND k.valid_from <= :end AND k.basis NOT IN ({passing})"
    " ORDER BY k.version DESC LIMIT 1), "
    + _FUND_OF.format(loan="p.loan_number", known="m.record")
    + ", CASE WHEN s.start < o.start_date THEN 1 ELSE 0 END,"
    " (SELECT coalesce(sum(w.written_off), 0) FROM loan_movement AS w WHERE w.office_id = o.office_id"
    " AND w.loan_number = p.loan_number AND w.counts_on BETWEEN :first AND :end)"
    " FROM office AS o CROSS JOIN office_month AS m CROSS JOIN period_loan AS p CROSS JOIN loan AS l"
    " CROSS JOIN loan_schedule AS s"
    " WHERE o.office_id IN ({offices}) AND m.office_id = o.office_id AND m.month IN (:before, :month)"
    " AND p.office_id = o.office_id AND p.record = m.record AND p.balance > 0"
    " AND l.office_id = o.office_id AND l.number = p.loan_number"
    " AND s.office_id = o.office_id AND s.loan_number = p.loan_number"
    " AND s.version = (SELECT max(x.version) FROM loan_schedule AS x WHERE x.office_id = o.office_id"
    " AND x.loan_number = p.loan_number AND x.basis = 'pencairan')"
    " ORDER BY o.office_id, m.month, p.loan_number"
)
_WINDOW = (
    "SELECT o.office_id, p.loan_number, h.month, q.months_overdue, q.class"
    " FROM office AS o CROSS JOIN office_month AS m CROSS JOIN period_loan AS p CROSS JOIN office_month AS h"
    " CROSS JOIN period_loan AS q WHERE o.office_id IN ({offices}) AND m.office_id = o.office_id AND m.month = :month"
    " AND p.office_id = o.office_id AND p.record = m.record AND (p.class > 2 OR p.months_overdue >= :least)"
    " AND h.office_id = o.office_id AND h.month BETWEEN :since AND :until"
    " AND q.office_id = o.office_id AND q.record = h.record AND q.loan_number = p.loan_number"
)
_VINTAGES = (
    "SELECT y.office_id, y.year, y.legacy, count(*), sum(y.lent), sum(y.paid), sum(y.written_off) FROM ("
    "SELECT o.office_id, substr(s.start, 1, 4) AS year, CASE WHEN s.start < o.start_date THEN 1 ELSE 0 END AS legacy,"
    " t.lent, t.paid, t.written_off, "
    + _FUND_OF.format(loan="t.loan_number", known="m.record")
    + " AS fund FROM (SELECT v.office_id, v.loan_number, sum(v.disbursed) AS lent, sum(v.principal) AS paid,"
    " sum(v.written_off) AS written_off FROM loan_movement AS v WHERE v.office_id IN ({offices})"
    " AND v.counts_on <= :end GROUP BY v.office_id, v.loan_number HAVING sum(v.disbursed) > 0) AS t"
    " CROSS JOIN office AS o CROSS JOIN office_month AS m CROSS JOIN loan_schedule AS s"
    " WHERE o.office_id = t.office_id AND m.office_id = o.office_id AND m.month = :month"
    " AND s.office_id = o.office_id AND s.loan_number = t.loan_number"
    " AND s.version = (SELECT max(x.version) FROM loan_schedule AS x WHERE x.office_id = o.office_id"
    " AND x.loan_number = t.loan_number AND x.basis = 'pencairan')) AS y"
    " WHERE y.fund IN ('', :own) GROUP BY y.office_id, y.year, y.legacy"
)
_REOPENED = (
    "SELECT o.office_id, e.month, coalesce(t.text, '') FROM office AS o CROSS JOIN period_event AS e"
    " LEFT JOIN record_text AS t ON t.office_id = e.office_id AND t.record = e.record"
    " WHERE o.office_id IN ({offices}) AND e.office_id = o.office_id AND e.kind = 'buka' AND e.month <= :month"
    " AND e.record > (SELECT min(x.record) FROM period_event AS x WHERE x.office_id = o.office_id"
    " AND x.month = :before AND x.kind = 'tutup') ORDER BY o.office_id, e.record"
)


class Reopened(NamedTuple):
    """A month of a UPK that was opened again, and why."""

    upk: str
    month: Month
    reason: str


def kept_loans(
    session: ReadSession, offices: Mapping[int, str], month: Month, before: Month | None = None
) -> dict[Month, list[KeptLoan]]:
    """By month the loans that offices (by id, with the code of their UPK) kept at its end, and at that of `before`.

    What was written off is that of `month`, in both.
    """
    found: dict[Month, list[KeptLoan]] = {when: [] for when in (month, before) if when is not None}
    if not offices:
        return found
    limits = _risk_limits(session, offices, month)
    rows = session.each(
        _LOANS.replace("{offices}", _listed(offices)).replace("{passing}", _PASSING),
        named=GROUP,
        month=str(month),
        before=str(before or month),
        first=month.first.isoformat(),
        end=month.last.isoformat(),
    )
    for row in rows:
        office, when, number, group, name, start, lent, balance, principal, service, months, class_, *rest = (
            row
        )
        kept, fund, legacy, written_off = rest
        found[_month(when)].append(
            KeptLoan(
                upk=offices[office],
                number=number,
                group=group,
                name=name,
                disbursed_on=_date(start),
                lent=int(lent),
                balance=int(balance),
                arrears_principal=int(principal),
                arrears_service=int(service),
                months=int(months),
                class_=int(class_),
                kept_class=kept,
                fund="" if fund == LOAN_FUND else fund,
                legacy=bool(legacy),
                limit=limits[office],
                written_off=int(written_off),
            )
        )
    return found


def _risk_limits(session: ReadSession, offices: Collection[int], month: Month) -> dict[int, Limit]:
    """From how many months overdue each office counts a loan as at risk, by its own rulebook at the month's end."""
    found: dict[int, Limit] = {}
    for office, valid_from, words in session.all(_ADOPTED.replace("{offices}", _listed(offices))):
        if office not in found or valid_from <= month.last.isoformat():
            found[office] = parsed(words).risk
    return found


def earlier_states(
    session: ReadSession, offices: Mapping[int, str], month: Month, since: Month, least: int
) -> Iterator[tuple[str, str, Month, int, int]]:
    """How loans that are badly off at the end of `month` stood from `since` on until the month before.

    UPK, loan, month, months overdue, class. Badly off: of class 3 or worse, or at least so many months overdue.
    """
    if not offices:
        return
    for office, number, when, months, class_ in session.each(
        _WINDOW.replace("{offices}", _listed(offices)),
        month=str(month),
        since=str(since),
        until=str(month.previous()),
        least=least,
    ):
        yield offices[office], number, _month(when), months, class_


def vintages(session: ReadSession, offices: Mapping[int, str], month: Month) -> dict[str, list[Vintage]]:
    """By UPK what was paid out in each year of its own fund, and what came back or was written off by a month's end.

    The one question of reviews that reads every loan ever lent: a vintage is nothing else.
    """
    found: dict[str, list[Vintage]] = {code: [] for code in offices.values()}
    if offices:
        rows = session.all(
            _VINTAGES.replace("{offices}", _listed(offices)),
            month=str(month),
            end=month.last.isoformat(),
            own=LOAN_FUND,
        )
        for office, year, legacy, *sums in rows:
            found[offices[office]].append(Vintage(int(year), bool(legacy), *map(int, sums)))
    return found


def reopened_since(
    session: ReadSession, offices: Mapping[int, str], before: Month, month: Month
) -> list[Reopened]:
    """The months up to `month` that were opened again after `before` was first closed."""
    if not offices:
        return []
    rows = session.all(_REOPENED.replace("{offices}", _listed(offices)), before=str(before), month=str(month))
    return [Reopened(offices[office], _month(when), reason) for office, when, reason in rows]


def _listed(offices: Collection[int]) -> str:
    return ", ".join(str(int(office)) for office in sorted(offices))


def _month(text: str) -> Month:
    return Month(*map(int, text.split("-")))
