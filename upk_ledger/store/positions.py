"""Where loans stand at any date, all of them in one statement.

Cumulative dues are stored with each installment, so that a loan's dues are one index seek and its oldest
unpaid installment another; payments are added up along a covering index.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from upk_ledger.core.arrears import LoanFacts, after_write_off, position
from upk_ledger.core.lending import LoanAt
from upk_ledger.store.session import ReadSession

if TYPE_CHECKING:
    from upk_ledger.core.products import Product
    from upk_ledger.core.rulebooks import CollectibilityRules

_date = lru_cache(maxsize=4096)(date.fromisoformat)
"""Due days are few: a hundred thousand loans share some thousand of them, and their date objects too."""

_QUERY = """
SELECT m.loan_number, s.version, s.group_code, g.name, l.origin, s.start, s.frequency, s.service, s.tenor,
       s.first_principal, s.last_due, m.disbursed, m.paid_principal, m.paid_service,
       CASE WHEN s.last_due < :due_before THEN s.principal ELSE coalesce(d.cum_principal, 0) END,
       CASE WHEN s.last_due < :due_before THEN s.service ELSE coalesce(d.cum_service, 0) END,
       CASE WHEN CASE WHEN s.last_due < :due_before THEN s.principal > m.paid_principal OR s.service > m.paid_service
                      ELSE d.cum_principal > m.paid_principal OR d.cum_service > m.paid_service END THEN
         (SELECT o.due_date FROM installment AS o
           WHERE o.office_id = :office AND o.loan_number = m.loan_number AND o.version = s.version
             AND (o.cum_principal > m.paid_principal OR o.cum_service > m.paid_service)
           ORDER BY o.due_date LIMIT 1) END,
       s.due_rule,
       CASE WHEN s.due_rule <> '' THEN
         (SELECT count(*) FROM installment AS o
           WHERE o.office_id = :office AND o.loan_number = m.loan_number AND o.version = s.version
             AND o.due_date < :due_before
             AND (o.cum_principal > m.paid_principal OR o.cum_service > m.paid_service)) END,
       m.written_off, s.basis, l.product
  FROM (SELECT loan_number, sum(disbursed) AS disbursed, sum(principal) AS paid_principal,
               sum(service) AS paid_service, sum(written_off) AS written_off
          FROM loan_movement WHERE office_id = :office AND counts_on <= :as_of {only_movements}
         GROUP BY loan_number HAVING sum(disbursed) > 0) AS m
 CROSS JOIN loan_schedule AS s
 CROSS JOIN loan AS l
 CROSS JOIN borrower_group AS g
  LEFT JOIN installment AS d ON d.office_id = :office AND d.loan_number = m.loan_number AND d.version = s.version
   AND d.due_date = CASE WHEN s.last_due >= :due_before THEN
         (SELECT max(i.due_date) FROM installment AS i
           WHERE i.office_id = :office AND i.loan_number = m.loan_number AND i.version = s.version
             AND i.due_date < :due_before) END
 WHERE s.office_id = :office AND s.loan_number = m.loan_number AND s.valid_from || '' <= :as_of {only_schedules}
   AND l.office_id = :office AND l.number = m.loan_number
   AND g.office_id = :office AND g.code = s.group_code
"""
# CROSS JOIN keeps SQLite to this order of tables: the movements once along their index, every other table by its key;
# the empty text keeps it from taking the schedules by their date. A schedule past its last due day is due as a whole:
# its own row says how much, without a look at its installments. A loan comes once for every version of its schedule
# that is valid by then, few of them for more than one: asking which is the newest would cost a seek for every loan.


def positions(
    session: ReadSession,
    as_of: date,
    rules: "CollectibilityRules | None",
    loan: str | None = None,
    due_before: date | None = None,
    before: int | None = None,
) -> list[LoanAt]:
    """Every loan paid out by `as_of` (or the one named), as it stands at the end of that day, by number.

    Without rules they have no class. `due_before` counts what falls due before another day, by the schedules and
    payments of `as_of` all the same; `before` is a record: what was recorded from it on is not looked at.
    """
    of_loan = "AND loan_number = :loan" if loan else ""
    query = _QUERY.format(
        only_movements=f"{of_loan} AND record < :before" if before else of_loan,
        only_schedules="AND s.record < :before" if before else "",
    )
    facts: dict[str, object] = {"as_of": as_of.isoformat(), "due_before": (due_before or as_of).isoformat()}
    facts |= ({"loan": loan} if loan else {}) | ({"before": before} if before else {})
    newest: dict[str, LoanAt] = {}
    changed, products = False, {}
    with _collector_resting():
        for row in session.each(query, **facts):
            known = newest.get(row[0])
            if known is None or known.version < row[1]:
                newest[row[0]] = _loan_at(row, as_of, rules)
            if row[-2] != "pencairan":
                changed = True
            if row[-1] is not None:
                products[row[0]] = row[-1]
    # Few books have such loans: a payment does without.
    granted = {}
    if products and rules is not None:
        from upk_ledger.store.products import products_of_loans

        granted = products_of_loans(session, products)
        newest.update(_past_maturity(newest, granted, as_of, len(rules.classes)))
    if changed:
        from upk_ledger.store.rescheduling import rescheduled

        tolerances = {number: product.tolerance_days for number, product in granted.items()}
        newest.update(rescheduled(session, as_of, rules, newest, tolerances, loan, before))
    return [newest[number] for number in sorted(newest)]


def class_on_eve(session: ReadSession, loan: str, on: date, before: int | None = None) -> int | None:
    """The class of a loan at the end of the day before `on`, which it keeps when it is rescheduled on that day.

    With `before` as the book had it before that record.
    """
    from upk_ledger.store.rules import rules_at

    eve = on - timedelta(1)
    rules = rules_at(session, max(eve, session.desk.office.start), before).collectibility
    found = positions(session, eve, rules, loan, before=before)
    return found[0].position.class_ if found else None


def _past_maturity(
    found: Mapping[str, LoanAt], products: Mapping[str, "Product"], as_of: date, worst: int
) -> Iterator[tuple[str, LoanAt]]:
    """The loans past their last due date whose product allows them no better class than one that they do not have."""
    for number, product in products.items():
        at = found[number]
        least, class_ = product.class_past_maturity, at.position.class_
        if least is not None and class_ is not None and class_ < least and at.last_due < as_of:
            yield number, at._replace(position=at.position._replace(class_=min(least, worst)))


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Python's search for cycles waits meanwhile: values of numbers, texts and dates have none.

    It would walk everything that the program holds again and again while their number grows: a sixth of the time.
    """
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def _loan_at(row: tuple[Any, ...], as_of: date, rules: "CollectibilityRules | None") -> LoanAt:
    (number, version, group, group_name, origin, start, frequency, service, tenor, first_principal, last_due,
     lent, paid, served, due_principal, due_service, oldest, rule, missed,
     written_off, _basis, _product) = row  # fmt: skip
    if (
        type(lent) is not int
    ):  # PostgreSQL adds up 64-bit integers to exact decimals; sen are whole again here
        lent, paid, served, written_off = int(lent), int(paid), int(served), int(written_off)
    begun, last = _date(start), _date(last_due)
    facts = LoanFacts(
        lent, paid, served, due_principal, due_service, _date(oldest) if oldest else None, begun, frequency,
        first_principal, last, rule, missed,
    )  # fmt: skip
    where = position(facts, as_of, rules)
    if written_off:
        where = after_write_off(where, written_off, rules)
    return LoanAt(
        number, group, group_name, origin, version, begun, frequency, lent, service, tenor, paid, served,
        due_principal, due_service, last, where, written_off,
    )  # fmt: skip
