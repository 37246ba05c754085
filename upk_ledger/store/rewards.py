"""Rewards for punctual payment in the book: what they are judged by, what was booked, what is still owed."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from upk_ledger.core.products import Product
from upk_ledger.core.rescheduling import Duty, Payment
from upk_ledger.core.rewards import RewardDebt, StandingReward
from upk_ledger.store.accounts import the_account
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.products import products_of_loans
from upk_ledger.store.session import ReadSession

KIND = "reward"
"""The kind of entry that books a reward."""

_DUTIES = (
    "SELECT i.loan_number, i.due_date, i.cum_principal, i.cum_service FROM loan_schedule AS s"
    " JOIN installment AS i ON i.office_id = s.office_id AND i.loan_number = s.loan_number AND i.version = s.version"
    " AND i.due_date BETWEEN :since AND :until AND i.number > 0"
    " WHERE s.office_id = :office AND s.last_due >= :since AND s.valid_from <= i.due_date AND NOT EXISTS"
    " (SELECT 1 FROM loan_schedule AS n WHERE n.office_id = :office AND n.loan_number = s.loan_number"
    " AND n.version > s.version AND n.valid_from <= i.due_date)"
    " ORDER BY i.loan_number, i.due_date, i.number"
)
_PAYMENTS = (
    "SELECT m.loan_number, m.counts_on, sum(m.principal), sum(m.service) FROM loan_movement AS m"
    " WHERE m.office_id = :office AND m.loan_number IN"
    " (SELECT s.loan_number FROM loan_schedule AS s WHERE s.office_id = :office AND s.last_due >= :since)"
    " GROUP BY m.loan_number, m.counts_on ORDER BY m.loan_number, m.counts_on"
)
_STANDING = (
    "SELECT f.loan_number, f.period, f.amount, e.series, e.month, e.number FROM reward AS f"
    " JOIN journal_entry AS e ON e.office_id = f.office_id AND e.record = f.entry"
    " WHERE f.office_id = :office AND NOT EXISTS"
    " (SELECT 1 FROM journal_entry AS c WHERE c.office_id = :office AND c.reverses = f.entry)"
    " ORDER BY f.record, f.line"
)
_DEBTS = (
    "SELECT coalesce(l.loan_number, ''), coalesce(g.code, ''), coalesce(g.name, ''),"
    " sum(CASE WHEN coalesce(o.kind, e.kind) = 'bayar-reward' THEN 0 ELSE l.credit - l.debit END),"
    " sum(CASE WHEN coalesce(o.kind, e.kind) = 'bayar-reward' THEN l.debit - l.credit ELSE 0 END)"
    " FROM journal_line AS l JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry"
    " LEFT JOIN journal_entry AS o ON o.office_id = e.office_id AND o.record = e.reverses"
    " LEFT JOIN loan AS p ON p.office_id = l.office_id AND p.number = l.loan_number"
    " LEFT JOIN borrower_group AS g ON g.office_id = p.office_id AND g.code = p.group_code"
    " WHERE l.office_id = :office AND l.account_code = :account AND l.entry_date <= :as_of"
    " GROUP BY 1, 2, 3 ORDER BY 1"
)


def duties_between(session: ReadSession, since: date, until: date) -> dict[str, list[Duty]]:
    """Every loan's installments due within a range, each by the schedule in force on its due date; by loan."""
    rows = session.all(_DUTIES, since=since.isoformat(), until=until.isoformat())
    return {
        loan: [Duty(date.fromisoformat(row[1]), row[2], row[3]) for row in own]
        for loan, own in _by_loan(rows)
    }


def payments_since(session: ReadSession, since: date) -> dict[str, list[Payment]]:
    """All that was paid, whenever, on the loans with a schedule that goes on to a day; by loan."""
    rows = session.all(_PAYMENTS, since=since.isoformat())
    return {
        loan: [Payment(date.fromisoformat(row[1]), int(row[2]), int(row[3])) for row in own]
        for loan, own in _by_loan(rows)
    }


def _by_loan(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[str, Iterable[tuple[Any, ...]]]]:
    return groupby(rows, itemgetter(0))


def products_in_use(session: ReadSession) -> Mapping[str, Product]:
    """The product of every loan that has one."""
    rows = session.all("SELECT number, product FROM loan WHERE office_id = :office AND product IS NOT NULL")
    return products_of_loans(session, dict(rows)) if rows else {}


def standing_rewards(session: ReadSession) -> dict[str, list[StandingReward]]:
    """The rewards booked and not undone, by loan."""
    found: dict[str, list[StandingReward]] = {}
    for row in session.all(_STANDING):
        voucher = voucher_number(row[3], row[4], row[5])
        found.setdefault(row[0], []).append(StandingReward(row[0], row[1], row[2], voucher))
    return found


def reward_debts(session: ReadSession, as_of: date) -> list[RewardDebt]:
    """The account of owed rewards by loan, at the end of a day: its lines and nothing else."""
    rows = session.all(_DEBTS, account=the_account(session, "hutang-reward").code, as_of=as_of.isoformat())
    return [RewardDebt(row[0], row[1], row[2], int(row[3]), int(row[4])) for row in rows]
