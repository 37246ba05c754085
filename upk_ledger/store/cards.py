"""What cards of loans say, of one loan or of all that were paid out: as many statements, however many loans."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from upk_ledger.core.lending import GrantedSchedule, Share
from upk_ledger.core.listings import LoanPayment
from upk_ledger.core.schedules import Installment
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.schedules import granted_schedules
from upk_ledger.store.session import ReadSession

_IN_FORCE = (
    " FROM loan_schedule AS s CROSS JOIN {rows} WHERE s.office_id = :office AND s.valid_from <= :as_of{only}"
    " AND s.version = (SELECT max(v.version) FROM loan_schedule AS v WHERE v.office_id = :office"
    " AND v.loan_number = s.loan_number AND v.valid_from <= :as_of) AND r.office_id = :office AND "
)
_INSTALLMENTS = (
    "SELECT s.loan_number, r.number, r.due_date, r.principal, r.service, s.principal - r.cum_principal"
    + _IN_FORCE.replace("{rows}", "installment AS r")
    + "r.loan_number = s.loan_number AND r.version = s.version ORDER BY s.loan_number, r.number"
)
_SHARES = (
    "SELECT s.loan_number, r.member_code, r.principal"
    + _IN_FORCE.replace("{rows}", "loan_share AS r")
    + "r.record = s.record AND r.loan_number = s.loan_number ORDER BY s.loan_number, r.member_code"
)
_PAYMENTS = (
    "SELECT m.loan_number, m.counts_on, e.series, e.month, e.number, m.principal, m.service, e.reverses,"
    " (SELECT c.record FROM journal_entry AS c WHERE c.office_id = :office AND c.reverses = m.record"
    " AND c.entry_date <= :as_of), m.written_off, m.claim"
    " FROM (SELECT m.loan_number, m.counts_on, m.record, m.principal, m.service, m.written_off, 0 AS claim"
    " FROM loan_movement AS m WHERE m.office_id = :office AND m.counts_on <= :as_of{only}"
    " AND (m.principal <> 0 OR m.service <> 0 OR m.written_off <> 0)"
    " UNION ALL SELECT m.loan_number, m.counts_on, m.record, m.principal, m.service, 0, 1"
    " FROM recovery AS m WHERE m.office_id = :office AND m.counts_on <= :as_of{only}) AS m"
    " LEFT JOIN journal_entry AS e ON e.office_id = :office AND e.record = m.record"
    " ORDER BY m.loan_number, m.counts_on, m.record"
)


class CardRows:
    """By loan number: schedule, installments, shares and payments at the end of a day."""

    def __init__(self, session: ReadSession, as_of: date, loan: str | None = None) -> None:
        facts = {"as_of": as_of.isoformat()} | ({"loan": loan} if loan else {})

        def rows(query: str, table: str) -> dict[str, list[tuple[Any, ...]]]:
            only = f" AND {table}.loan_number = :loan" if loan else ""
            return _by_loan(session.all(query.format(only=only), **facts))

        self.granted: dict[str, GrantedSchedule] = granted_schedules(session, as_of, loan)
        self.installments = {
            number: tuple(Installment(row[0], date.fromisoformat(row[1]), *row[2:]) for row in found)
            for number, found in rows(_INSTALLMENTS, "s").items()
        }
        self.shares = {
            number: tuple(Share(*row) for row in found) for number, found in rows(_SHARES, "s").items()
        }
        self.payments = {
            number: tuple(map(_payment, found)) for number, found in rows(_PAYMENTS, "m").items()
        }


def _by_loan(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    return {number: [tuple(row[1:]) for row in found] for number, found in groupby(rows, itemgetter(0))}


def _payment(row: tuple[Any, ...]) -> LoanPayment:
    """A payment up to a day, or what was written off; counter-entries are payments too."""
    return LoanPayment(
        date.fromisoformat(row[0]),
        voucher_number(row[1], row[2], row[3]) if row[1] else "",
        row[4],
        row[5],
        row[6] is not None,
        row[7] is not None,
        row[8],
        bool(row[9]),
    )
