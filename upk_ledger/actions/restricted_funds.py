"""Restricted funds: agreed, planned, received, spent, handed back, closed.

Every entry is one of three shapes: money in against the fund's liability; a cost paid and, in the same entry, as much
of the liability released to income; the liability handed back. So what is not spent stays owed to the purpose.
"""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core import restricted_funds as core
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors import restricted_funds as errors
from upk_ledger.core.errors.funds import UnknownFund
from upk_ledger.core.errors.loans import UnknownTerm
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.restricted_funds import FundState, FundTerms
from upk_ledger.store.accounts import find_account, money_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.funds import add_fund, find_fund
from upk_ledger.store.posting import PostedEntry, Posting, post, posted_before
from upk_ledger.store.restricted_funds import CALLED_OFF, OPEN, add_terms, fund_states, unassigned
from upk_ledger.store.session import ReadSession, WriteSession


class FundEntry(NamedTuple):
    """What an entry of a fund left behind: the entry, and the fund after it."""

    posted: PostedEntry
    fund: FundState


def open_fund(desk: Desk, terms: FundTerms) -> FundState:
    """Open a fund by its agreement; raises `FundExists`, `EmptyField`, `UnknownTerm`, `FundNotPositive`."""
    _check_terms(terms)
    with desk.write() as session:
        account = the_account(session, "dana-terikat").code
        code = add_fund(session, terms.code.strip(), terms.name.strip())
        add_terms(session, terms._replace(code=code, account=account), OPEN, terms.purpose.strip())
        return fund_now(session, code)


def change_fund(desk: Desk, fund: str, **changes: Any) -> FundState:
    """Record what an addendum changed of the agreement; raises `AgreementBelowReceived`."""
    with desk.write() as session:
        found = open_now(session, fund)
        terms = found.terms._replace(**changes)
        _check_terms(terms)
        if terms.amount < found.received - found.returned:
            raise errors.AgreementBelowReceived(terms.code, terms.amount, found.received - found.returned)
        add_terms(session, terms, OPEN, terms.purpose.strip())
        return fund_now(session, terms.code)


def call_fund_off(desk: Desk, fund: str, reason: str) -> FundTerms:
    """A fund was opened by mistake; `FundHasMoves` while an entry on it stands."""
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        found = fund_now(session, fund)
        if found.moves:
            raise errors.FundHasMoves(found.terms.code, tuple(move.voucher for move in found.moves))
        add_terms(session, found.terms, CALLED_OFF, reason.strip())
        return found.terms


def _check_terms(terms: FundTerms) -> None:
    required = {
        "kode": terms.code,
        "nama": terms.name,
        "sumber": terms.source,
        "perjanjian": terms.agreement,
        "untuk": terms.purpose,
    }
    for name, value in required.items():
        if not value.strip():
            raise EmptyField(name)
    if terms.kind not in core.SOURCES:
        raise UnknownTerm("jenis", terms.kind, core.SOURCES)
    check_positive(terms.amount)


def check_positive(amount: int) -> None:
    """Raise `FundNotPositive` for an amount (sen) that is nothing or less."""
    if amount <= 0:
        raise errors.FundNotPositive(amount)


def cost_account(session: ReadSession, given: str) -> str:
    """The code of the account of costs that is meant."""
    account = find_account(session, given)
    if account.type != "biaya":
        raise errors.NotACost(account.code, account.name)
    return account.code


def receive(
    desk: Desk,
    fund: str,
    amount: int,
    on: date,
    *,
    number: int = 0,
    money: str | None = None,
    description: str = "",
    receipt: str | None = None,
    key: str | None = None,
) -> FundEntry:
    """Money of a fund comes in (sen), of the instalment `number` where one is told.

    Raises `UnknownFund`, `FundClosed`, `UnknownInstalment`, `FundAboveAgreement`.
    """
    with desk.write() as session:
        found = open_now(session, fund)
        terms = found.terms
        if number and number not in {one.number for one in found.instalments}:
            raise errors.UnknownInstalment(terms.code, number, len(found.instalments))
        till = JournalLine(money_account(session, money).code, debit=amount, fund=terms.code)
        words = description.strip() or " ".join(
            filter(None, ("Penerimaan dana", terms.name, f"termin {number}" if number else ""))
        )
        owed = replace(till.mirrored(), account=terms.account)
        entry = JournalEntry(on, core.RECEIVED, (till, owed), words, receipt=receipt, key=key)
        done = _post(session, terms.code, entry, number)
        came = done.fund.received - done.fund.returned
        if came > terms.amount and not done.posted.repeated:
            raise errors.FundAboveAgreement(terms.code, terms.amount, came - amount, amount)
        return done


def spend(
    desk: Desk,
    fund: str,
    account: str,
    amount: int,
    on: date,
    description: str,
    *,
    item: str = "",
    money: str | None = None,
    receipt: str | None = None,
    key: str | None = None,
) -> FundEntry:
    """A cost of the purpose is paid (sen), and as much of the fund released to income.

    Raises `UnknownFund`, `FundClosed`, `NotACost`, `UnknownItem`, `FundTooSmall`, `KeptMoneySpent` where a later day
    would be short.
    """
    if not description.strip():
        raise EmptyField("keterangan")
    with desk.write() as session:
        found = open_now(session, fund)
        terms = found.terms
        cost = JournalLine(cost_account(session, account), debit=amount, fund=terms.code)
        till = replace(cost.mirrored(), account=money_account(session, money).code)
        owed = replace(cost, account=terms.account)
        income = replace(cost.mirrored(), account=the_account(session, "pelepasan-dana").code)
        named = _item(found, item)
        lines = (cost, till, owed, income)
        entry = JournalEntry(on, core.SPENT, lines, description.strip(), receipt=receipt, key=key)
        return _post(session, terms.code, entry, item=named, out=amount)


def _item(found: FundState, given: str) -> str:
    """The budget item that is meant, in either case."""
    wanted = given.strip().casefold()
    if not wanted:
        return ""
    for one in found.budget:
        if one.item.casefold() == wanted:
            return one.item
    raise errors.UnknownItem(found.terms.code, given, tuple(one.item for one in found.budget))


def give_back(
    desk: Desk,
    fund: str,
    amount: int,
    on: date,
    *,
    money: str | None = None,
    description: str = "",
    receipt: str | None = None,
    key: str | None = None,
) -> FundEntry:
    """Hand back what was not spent (sen); `FundTooSmall` beyond what is left."""
    with desk.write() as session:
        terms = open_now(session, fund).terms
        owed = JournalLine(terms.account, debit=amount, fund=terms.code)
        till = replace(owed.mirrored(), account=money_account(session, money).code)
        words = description.strip() or f"Pengembalian sisa dana {terms.name}"
        entry = JournalEntry(on, core.RETURNED, (owed, till), words, receipt=receipt, key=key)
        return _post(session, terms.code, entry, out=amount)


def assign(desk: Desk, fund: str, amount: int) -> FundEntry:
    """Give a fund its part (sen) of what the opening balance holds for no fund yet; `NothingToAssign`."""
    with desk.write() as session:
        terms = open_now(session, fund).terms
        on = desk.office.start
        if amount > (free := unassigned(session, date.max)):
            raise errors.NothingToAssign(free, amount)
        nobody = JournalLine(terms.account, debit=amount)
        owed = replace(nobody.mirrored(), fund=terms.code)
        words = f"Pembagian saldo awal dana {terms.name}"
        return _post(session, terms.code, JournalEntry(on, core.ASSIGNED, (nobody, owed), words))


def _post(
    session: WriteSession, fund: str, entry: JournalEntry, number: int = 0, item: str = "", out: int = 0
) -> FundEntry:
    """Post an entry with its place in the plan; `out` (sen) has to be there on its day."""
    earlier = fund_now(session, fund, entry.date)
    posted = posted_before(session, Posting(entry))
    if posted is None:
        if out > earlier.rest:
            raise errors.FundTooSmall(fund, entry.date, earlier.rest, out)
        posted = post(session, entry)
        add_facts(session, "dana-mutasi", [(fund, number, item, posted.record)])
    return FundEntry(posted, fund_now(session, fund))


def close_fund(desk: Desk, fund: str, on: date, *, decision: str = "", reason: str = "") -> FundState:
    """Close a fund whose money is spent or handed back.

    Raises `FundHasRest`, `WorkNotDone` without a reason, `ClosedBeforeMoves`, `FundClosed`.
    """
    with desk.write() as session:
        found = open_now(session, fund)
        code = found.terms.code
        if found.rest:
            raise errors.FundHasRest(code, found.rest)
        last = max((move.on for move in found.moves), default=on)
        if on < last:
            raise errors.ClosedBeforeMoves(code, on, last)
        percent = fund_now(session, code, on).percent
        if percent < core.DONE and not reason.strip():
            raise errors.WorkNotDone(code, percent)
        back = [move.record for move in found.moves if move.kind == core.RETURNED and not move.undoes]
        row = (code, on.isoformat(), "tutup", decision.strip(), back[-1] if back else None)
        add_facts(session, "dana-tutup", [row], reason.strip())
        return fund_now(session, code)


def reopen_fund(desk: Desk, fund: str, reason: str) -> FundState:
    """Open a closed fund again, as if it had not been closed; `FundNotClosed`."""
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        found = fund_now(session, fund)
        if found.end is None:
            raise errors.FundNotClosed(found.terms.code)
        row = (found.terms.code, found.end.on.isoformat(), "buka", "", None)
        add_facts(session, "dana-tutup", [row], reason.strip())
        return fund_now(session, found.terms.code)


def fund_now(session: ReadSession, fund: str, on: date = date.max) -> FundState:
    """A fund by its code with all that is recorded (of the days until `on`); `UnknownFund`."""
    code = find_fund(session, fund)
    found = fund_states(session, on, only=code).get(code)
    if found is None and on < date.max:
        found = replace(fund_now(session, code), progress=(), contributions=(), moves=(), end=None)
    if found is None:
        raise UnknownFund(fund, ())
    return found


def open_now(session: ReadSession, fund: str) -> FundState:
    """A fund on which something may be booked; `FundClosed`."""
    found = fund_now(session, fund)
    if found.end is not None:
        raise errors.FundClosed(found.terms.code, found.end.on)
    return found


def check_fund_open(session: ReadSession, fund: str) -> None:
    """Raise `FundClosed` where an entry of the fund may not be undone any more."""
    open_now(session, fund)
