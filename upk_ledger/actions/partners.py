"""Loan funds of partners: opened, received, repaid by their own schedule, closed.

What came in is owed to the partner; service paid to it is a cost. Every line carries the fund; a wrong entry is undone
by its counter-entry, as everywhere.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from upk_ledger.actions.loans import check_running, get_loan
from upk_ledger.core.allocation import Allocation, allocate
from upk_ledger.core.entries import LOAN_FUND, JournalEntry, JournalLine
from upk_ledger.core.errors.loans import PaymentNotPositive, PrincipalNotPositive
from upk_ledger.core.errors.partners import (
    BeforePartnerAgreement,
    LoanHasEntries,
    NoPartnerSchedule,
    PartnerFundClosed,
    PartnerFundOpen,
    PartnerSplitWrong,
    PartnerStillOwed,
    PaysPartnerTooMuch,
    ScheduleBelowRepaid,
)
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.partners import RECEIVED, REPAID, PartnerFund, PartnerStanding
from upk_ledger.core.schedules import Installment, LoanTerms, build_schedule
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.funds import add_fund
from upk_ledger.store.loan_funds import has_entries, set_loan_fund
from upk_ledger.store.partners import (
    find_partner,
    owed_to_none,
    put_partner,
    put_schedule,
    standing_of,
    standings,
)
from upk_ledger.store.posting import PostedEntry, earlier_posting, post, request_digest
from upk_ledger.store.session import ReadSession

_WORDS = {"code": "kode", "name": "nama", "partner": "mitra", "agreement": "perjanjian"}


def open_partner_fund(
    desk: Desk, code: str, name: str, partner: str, agreement: str, agreed_on: date, amount: int
) -> PartnerFund:
    """Open a partner's fund; nothing is posted before money comes in.

    Raises `EmptyField`, `PrincipalNotPositive`, `FundExists`, `NoAccountOfRole`.
    """
    with desk.write() as session:
        account = the_account(session, "hutang-mitra").code
        fund = PartnerFund(
            code.strip(), name.strip(), account, partner.strip(), agreement.strip(), agreed_on, amount
        )
        _check_terms(fund)
        add_fund(session, fund.code, fund.name)
        put_partner(session, fund)
        return fund


def change_partner_fund(desk: Desk, code: str, changes: Mapping[str, Any], reason: str) -> PartnerFund:
    """Correct what was agreed: partner, agreement, its day, the amount. The reason is kept."""
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        fund = replace(find_partner(session, code), **changes)
        _check_terms(fund)
        put_partner(session, fund, reason.strip())
        return fund


def _check_terms(fund: PartnerFund) -> None:
    for field, word in _WORDS.items():
        if not getattr(fund, field).strip():
            raise EmptyField(word)
    if fund.amount <= 0:
        raise PrincipalNotPositive(fund.amount)


def receive_from_partner(
    desk: Desk,
    code: str,
    amount: int,
    on: date,
    *,
    account: str | None = None,
    receipt: str | None = None,
    key: str | None = None,
    description: str = "",
    from_opening: bool = False,
) -> PostedEntry:
    """Money comes from the partner (sen), and is owed to it.

    `from_opening` takes it from what the opening balance says is owed to partners instead: no money moves. Raises
    `UnknownFund`, `PartnerFundClosed`, `BeforePartnerAgreement`, `PaymentNotPositive`, `KeptMoneySpent`.
    """
    if amount <= 0:
        raise PaymentNotPositive(amount)
    with desk.write() as session:
        fund = find_partner(session, code)
        owed = JournalLine(fund.account, credit=amount, fund=fund.code)
        if from_opening:
            source = JournalLine(fund.account, debit=amount)
        else:
            source = JournalLine(money_account(session, account).code, debit=amount, fund=fund.code)
        content = request_digest(RECEIVED, fund.code, amount, on.isoformat(), source.account, from_opening)
        earlier = earlier_posting(session, key, receipt, content)
        if earlier is not None:
            return earlier
        _check_open(fund, on)
        words = description or f"Penerimaan dana {fund.partner} ({fund.agreement})"
        entry = JournalEntry(on, RECEIVED, (source, owed), words, receipt=receipt, key=key)
        return post(session, entry, content=content)


def repay_partner(
    desk: Desk,
    code: str,
    amount: int,
    on: date,
    *,
    account: str | None = None,
    receipt: str | None = None,
    key: str | None = None,
    description: str = "",
    principal: int | None = None,
    service: int | None = None,
) -> PostedEntry:
    """Pay the partner (sen): installment by installment its service, then its principal; or split as told.

    Raises `UnknownFund`, `PartnerFundClosed`, `BeforePartnerAgreement`, `PaymentNotPositive`, `NoPartnerSchedule`,
    `PaysPartnerTooMuch`, `PartnerSplitWrong`.
    """
    if amount <= 0:
        raise PaymentNotPositive(amount)
    with desk.write() as session:
        fund, money = find_partner(session, code), money_account(session, account).code
        content = request_digest(REPAID, fund.code, amount, on.isoformat(), money, principal, service)
        earlier = earlier_posting(session, key, receipt, content)
        if earlier is not None:
            return earlier
        _check_open(fund, on)
        parts = _split(session, fund, amount, on, principal, service)
        lines = [
            JournalLine(role_or_code, debit=part, fund=fund.code)
            for role_or_code, part in (
                (fund.account, parts.principal),
                (the_account(session, "jasa-mitra").code, parts.service),
            )
            if part
        ]
        lines.append(JournalLine(money, credit=amount, fund=fund.code))
        words = description or f"Pembayaran kepada {fund.partner} ({fund.agreement})"
        entry = JournalEntry(on, REPAID, tuple(lines), words, receipt=receipt, key=key)
        return post(session, entry, content=content)


def _split(
    session: ReadSession, fund: PartnerFund, amount: int, on: date, principal: int | None, service: int | None
) -> Allocation:
    """What of a payment is principal and service, by all that is recorded so far, whatever its date."""
    at = standing_of(session, fund.code, date.max)
    if principal is not None or service is not None:
        back = amount - (service or 0) if principal is None else principal
        parts = Allocation(back, amount - back if service is None else service, 0)
        if min(parts.principal, parts.service) < 0 or parts.principal + parts.service != amount:
            raise PartnerSplitWrong(amount, parts.principal, parts.service)
    elif not at.rows:
        raise NoPartnerSchedule(fund.code)
    else:
        parts = allocate(amount, at.rows, at.moves.repaid, at.moves.service, on)
    if parts.excess or parts.principal > at.owed:
        left = max(0, sum(row.service for row in at.rows) - at.moves.service)
        raise PaysPartnerTooMuch(fund.code, amount, at.owed, left)
    return parts


def _check_open(fund: PartnerFund, on: date) -> None:
    if not fund.open:
        raise PartnerFundClosed(fund.code, fund.partner)
    if on < fund.agreed_on:
        raise BeforePartnerAgreement(fund.code, on, fund.agreed_on)


def set_partner_schedule(
    desk: Desk, code: str, rows: tuple[Installment, ...], reason: str = ""
) -> PartnerStanding:
    """Put a whole schedule to the partner in force, in place of the one before.

    Raises `UnknownFund`, `PartnerFundClosed`, `ScheduleBelowRepaid`.
    """
    with desk.write() as session:
        fund = find_partner(session, code)
        if not fund.open:
            raise PartnerFundClosed(fund.code, fund.partner)
        moves = standing_of(session, fund.code, date.max).moves
        planned = sum(row.principal for row in rows), sum(row.service for row in rows)
        if planned[0] < moves.repaid or planned[1] < moves.service:
            raise ScheduleBelowRepaid(fund.code, moves.repaid, moves.service)
        put_schedule(session, fund.code, rows, reason.strip())
        return standing_of(session, fund.code, desk.today)


def plan_partner_schedule(
    desk: Desk, code: str, terms: Mapping[str, Any], reason: str = ""
) -> PartnerStanding:
    """Put the schedule in force that loan terms make (contract section 4), over the amount agreed."""
    with desk.write() as session:
        fund = find_partner(session, code)
        made = LoanTerms(principal=fund.amount, **terms)
        return set_partner_schedule(desk, fund.code, build_schedule(made), reason)


def close_partner_fund(desk: Desk, code: str, reason: str = "") -> PartnerFund:
    """Close a fund of which nothing is owed or lent any more; `PartnerStillOwed`, `PartnerFundClosed`."""
    with desk.write() as session:
        at = standing_of(session, code, date.max)
        if not at.fund.open:
            raise PartnerFundClosed(at.fund.code, at.fund.partner)
        if at.owed or at.lent:
            raise PartnerStillOwed(at.fund.code, at.owed, at.lent)
        closed = replace(at.fund, open=False)
        put_partner(session, closed, reason.strip())
        return closed


def reopen_partner_fund(desk: Desk, code: str, reason: str = "") -> PartnerFund:
    """Take the closing of a fund back; `PartnerFundOpen` where it is not closed."""
    with desk.write() as session:
        fund = find_partner(session, code)
        if fund.open:
            raise PartnerFundOpen(fund.code)
        opened = replace(fund, open=True)
        put_partner(session, opened, reason.strip())
        return opened


def assign_loan(desk: Desk, code: str | None, number: str) -> tuple[str, str | None]:
    """Say that a loan of the opening balance is lent from a partner's fund (None: the office's own after all).

    Answers with loan and fund. Raises `UnknownLoan`, `WrongStage`, `LoanHasEntries`, `UnknownFund`,
    `PartnerFundClosed`.
    """
    with desk.write() as session:
        loan = get_loan(session, number)
        check_running(session, loan)
        if has_entries(session, loan.number):
            raise LoanHasEntries(loan.number)
        fund = None if code is None else lendable(session, code)[0]
        set_loan_fund(session, loan.number, fund or LOAN_FUND)
        return loan.number, fund


def lendable(session: ReadSession, code: str) -> tuple[str, int]:
    """The code of a partner's fund, and what of it may still be lent (sen); `UnknownFund`, `PartnerFundClosed`."""
    at = standing_of(session, code, date.max)
    if not at.fund.open:
        raise PartnerFundClosed(at.fund.code, at.fund.partner)
    return at.fund.code, at.free


def free_of(desk: Desk, code: str) -> tuple[str, int]:
    """See `lendable`."""
    with desk.read() as session:
        return lendable(session, code)


def view_partner(desk: Desk, code: str, as_of: date) -> PartnerStanding:
    """Where one fund stands at a day."""
    with desk.read() as session:
        return standing_of(session, code, as_of)


def list_partners(desk: Desk, as_of: date) -> list[PartnerStanding]:
    """Where every partner's fund stands at a day, by code."""
    with desk.read() as session:
        return standings(session, as_of)


def of_no_fund(desk: Desk, as_of: date) -> int:
    """What is owed to partners of no fund that the book knows (sen): from the opening balance or imported entries."""
    with desk.read() as session:
        return owed_to_none(session, as_of)
