"""Loan funds of partners: what was agreed, what moved, what falls due."""

from datetime import date
from difflib import get_close_matches

from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.errors.funds import UnknownFund
from upk_ledger.core.partners import (
    CLOSED,
    OPEN,
    RECEIVED,
    REPAID,
    PartnerFund,
    PartnerMoves,
    PartnerStanding,
)
from upk_ledger.core.schedules import Installment
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.funds import funds_of
from upk_ledger.store.session import ReadSession, WriteSession

_MOST_NEAR = 3

# Per account one range of the covering index; a partner's fund has few lines in it.
_MOVED = (
    "SELECT l.fund_code, coalesce(o.kind, e.kind), a.role, sum(l.credit - l.debit)"
    " FROM account AS a CROSS JOIN journal_line AS l"
    " JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry"
    " LEFT JOIN journal_entry AS o ON o.office_id = e.office_id AND o.record = e.reverses"
    " WHERE a.office_id = :office AND a.role IN ('hutang-mitra', 'jasa-mitra')"
    " AND l.office_id = :office AND l.account_code = a.code AND l.entry_date <= :as_of AND l.fund_code <> :own"
    " GROUP BY l.fund_code, coalesce(o.kind, e.kind), a.role"
)
_OF_NONE = (
    "SELECT sum(l.credit - l.debit) FROM account AS a CROSS JOIN journal_line AS l WHERE a.office_id = :office"
    " AND a.role = 'hutang-mitra' AND l.office_id = :office AND l.account_code = a.code AND l.entry_date <= :as_of"
    " AND l.fund_code = :own"
)
_LENT = (
    "SELECT loan_number, sum(disbursed - principal - written_off) FROM loan_movement AS m"
    " WHERE office_id = :office AND counts_on <= :as_of AND EXISTS (SELECT 1 FROM loan_fund AS f"
    " WHERE f.office_id = :office AND f.loan_number = m.loan_number) GROUP BY loan_number"
)


def partner_funds(session: ReadSession) -> dict[str, PartnerFund]:
    """Every partner's fund as it was agreed last, by code."""
    rows = facts_of(session, "mitra")
    if not rows:
        return {}
    names, found = funds_of(session), {}
    for _, code, account, partner, agreement, agreed_on, amount, status in rows:
        found[code] = PartnerFund(
            code,
            names[code],
            account,
            partner,
            agreement,
            date.fromisoformat(agreed_on),
            amount,
            status == OPEN,
        )
    return dict(sorted(found.items()))


def find_partner(session: ReadSession, given: str) -> PartnerFund:
    """The partner's fund of this code, in either case; `UnknownFund` names the nearest ones."""
    by_code = {code.casefold(): fund for code, fund in partner_funds(session).items()}
    wanted = given.strip().casefold()
    if wanted not in by_code:
        near = get_close_matches(wanted, by_code, _MOST_NEAR, 0.5)
        raise UnknownFund(given, tuple(by_code[code].code for code in near))
    return by_code[wanted]


def put_partner(session: WriteSession, fund: PartnerFund, words: str = "") -> None:
    """Record what holds of a partner's fund from now on."""
    status = OPEN if fund.open else CLOSED
    agreed = fund.agreed_on.isoformat()
    fact = (fund.code, fund.account, fund.partner, fund.agreement, agreed, fund.amount, status)
    add_facts(session, "mitra", [fact], words)


def put_schedule(session: WriteSession, code: str, rows: tuple[Installment, ...], words: str = "") -> None:
    """Record the whole schedule to a partner."""
    facts = [(code, row.number, row.due.isoformat(), row.principal, row.service) for row in rows]
    add_facts(session, "mitra-jadwal", facts, words)


def schedules_to_partners(session: ReadSession) -> dict[str, tuple[Installment, ...]]:
    """The newest schedule of each fund that has one."""
    newest: dict[str, int] = {}
    found: dict[str, list[tuple[int, date, int, int]]] = {}
    for record, code, number, due, principal, service in facts_of(session, "mitra-jadwal"):
        if newest.get(code) != record:
            newest[code], found[code] = record, []
        found[code].append((number, date.fromisoformat(due), principal, service))
    schedules = {}
    for code, dues in found.items():
        left, rows = sum(row[2] for row in dues), []
        for number, due, principal, service in dues:
            left -= principal
            rows.append(Installment(number, due, principal, service, left))
        schedules[code] = tuple(rows)
    return schedules


def partner_moves(session: ReadSession, as_of: date) -> dict[str, PartnerMoves]:
    """By fund what came and went by a day, counter-entries taken off."""
    found: dict[str, PartnerMoves] = {}
    for code, kind, role, moved in session.all(_MOVED, as_of=as_of.isoformat(), own=LOAN_FUND):
        was = found.get(code, PartnerMoves())
        if kind == RECEIVED:
            was = was._replace(received=was.received + int(moved))
        elif kind == REPAID and role == "jasa-mitra":
            was = was._replace(service=was.service - int(moved))
        elif kind == REPAID:
            was = was._replace(repaid=was.repaid - int(moved))
        found[code] = was
    return found


def owed_to_none(session: ReadSession, as_of: date) -> int:
    """What the opening balance and imported entries say is owed to partners, of no fund that the book knows (sen)."""
    return int(session.value(_OF_NONE, as_of=as_of.isoformat(), own=LOAN_FUND) or 0)


def lent_from(session: ReadSession, as_of: date) -> dict[str, int]:
    """By fund the principal outstanding (sen) of loans lent from it."""
    found: dict[str, int] = {}
    funds = session.loan_funds
    for loan, owed in session.all(_LENT, as_of=as_of.isoformat()) if funds else ():
        if loan in funds:
            found[funds[loan]] = found.get(funds[loan], 0) + int(owed)
    return found


def standings(session: ReadSession, as_of: date) -> list[PartnerStanding]:
    """Where every partner's fund stands at a day, by code; nothing more is asked where there is none."""
    funds = partner_funds(session)
    if not funds:
        return []
    moves, lent = partner_moves(session, as_of), lent_from(session, as_of)
    schedules = schedules_to_partners(session)
    return [
        PartnerStanding(
            fund, as_of, moves.get(code, PartnerMoves()), schedules.get(code, ()), lent.get(code, 0)
        )
        for code, fund in funds.items()
    ]


def standing_of(session: ReadSession, code: str, as_of: date) -> PartnerStanding:
    """Where one partner's fund stands; see `find_partner` for its refusal."""
    fund = find_partner(session, code)
    return next(one for one in standings(session, as_of) if one.fund.code == fund.code)
