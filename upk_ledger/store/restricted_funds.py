"""Restricted funds as the book has them: what was agreed, planned, done, and the entries that moved their money."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.restricted_funds import (
    BudgetItem,
    Contribution,
    FundEnd,
    FundInstalment,
    FundMove,
    FundState,
    FundTerms,
    Progress,
    standing,
)
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.funds import funds_of
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession, WriteSession

OPEN, CALLED_OFF = "buka", "batal"
"""States of a fund's terms."""

_MOVES = (
    "SELECT l.fund_code, e.record, e.entry_date, e.series, e.month, e.number, coalesce(o.kind, e.kind),"
    " coalesce(t.text, ''), l.credit - l.debit, coalesce(c.account_code, ''), coalesce(c.debit - c.credit, 0),"
    " coalesce(m.number, 0), coalesce(m.item, ''), CASE WHEN o.record IS NULL THEN 0 ELSE 1 END"
    " FROM account AS a CROSS JOIN journal_line AS l CROSS JOIN journal_entry AS e"
    " LEFT JOIN journal_entry AS o ON o.office_id = :office AND o.record = e.reverses"
    " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = e.record"
    " LEFT JOIN fund_movement AS m ON m.office_id = :office AND m.entry = coalesce(e.reverses, e.record)"
    " LEFT JOIN journal_line AS c ON c.office_id = :office AND c.entry = e.record AND c.fund_code = l.fund_code"
    " AND c.account_code IN (SELECT code FROM account WHERE office_id = :office AND type = 'biaya')"
    " WHERE a.office_id = :office AND a.role = 'dana-terikat' AND l.office_id = :office"
    " AND l.account_code = a.code AND l.entry_date <= :until{which} AND e.office_id = :office AND e.record = l.entry"
    " ORDER BY e.entry_date, e.record, l.line"
)


def fund_states(
    session: ReadSession, until: date, known_through: int | None = None, only: str | None = None
) -> dict[str, FundState]:
    """Every restricted fund (or one) at the end of a day, by code; those called off are left out.

    With `known_through` what nothing dates counts as recorded by then.
    """
    names = funds_of(session)
    where = "f.record <= :known"
    asked: dict[str, object] = {"known": known_through or session.head().number}
    if only is not None:
        where += " AND f.fund_code = :fund"
        asked["fund"] = only

    def rows(kind: str) -> list[tuple[Any, ...]]:
        return facts_of(session, kind, where, **asked)

    newest = {row[1]: row for row in rows("dana")}
    purposes = _texts(session, (row[0] for row in newest.values()))
    moves = _moves(session, until, only)
    instalments = _newest_table(rows("dana-termin"))
    budgets = _newest_table(rows("dana-rab"))
    progress = _by_fund(row for row in rows("dana-kemajuan") if row[2] <= until.isoformat())
    given = _by_fund(row for row in rows("dana-swadaya") if row[2] <= until.isoformat())
    ends = {row[1]: row for row in rows("dana-tutup") if row[2] <= until.isoformat()}
    words = _texts(session, (row[0] for found in (*given.values(), ends.values()) for row in found))
    return {
        code: FundState(
            _terms(row, names[code], purposes.get(row[0], "")),
            tuple(
                FundInstalment(r[2], date.fromisoformat(r[3]), r[4], r[5]) for r in instalments.get(code, ())
            ),
            tuple(BudgetItem(*r[2:5]) for r in budgets.get(code, ())),
            _progress(progress.get(code, [])),
            standing((_contribution(r, words.get(r[0], "")), r[8] == "ada") for r in given.get(code, ())),
            tuple(moves.get(code, ())),
            _end(ends.get(code), words),
        )
        for code, row in sorted(newest.items())
        if row[11] == OPEN and (code in moves or row[6] <= until.isoformat())
    }


def unassigned(session: ReadSession, until: date) -> int:
    """What the opening balance holds for no fund yet (sen)."""
    return sum(move.owed for move in _moves(session, until, LOAN_FUND).get(LOAN_FUND, ()))


def add_terms(session: WriteSession, terms: FundTerms, status: str, words: str) -> int:
    """Record what was agreed on a fund; `words` is its purpose, or why it is called off."""
    row = (
        terms.code,
        terms.account,
        terms.kind,
        terms.source,
        terms.agreement,
        terms.agreed_on.isoformat(),
        terms.until.isoformat() if terms.until else "",
        terms.amount,
        _text(terms.volume),
        terms.unit,
        status,
    )
    return add_facts(session, "dana", [row], words)


def add_progress(session: WriteSession, fund: str, done: Progress, status: str, words: str) -> int:
    """Record how far the work is on a day, or that this was recorded by mistake."""
    row = (fund, done.on.isoformat(), _text(done.percent), _text(done.volume), status)
    return add_facts(session, "dana-kemajuan", [row], words)


def add_contribution(session: WriteSession, fund: str, given: Contribution, status: str) -> int:
    """Record what residents gave in kind, or that this was recorded by mistake."""
    amounts = (_text(given.quantity), given.unit, given.worth, given.worker_days)
    row = (fund, given.on.isoformat(), given.kind, *amounts, status)
    return add_facts(session, "dana-swadaya", [row], given.words)


def _text(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _number(words: str) -> Decimal | None:
    return Decimal(words) if words else None


def _terms(row: tuple[Any, ...], name: str, purpose: str) -> FundTerms:
    _, code, account, kind, source, agreement, agreed_on, until, amount, volume, unit, _ = row
    return FundTerms(
        code,
        name,
        account,
        kind,
        source,
        agreement,
        date.fromisoformat(agreed_on),
        date.fromisoformat(until) if until else None,
        amount,
        _number(volume),
        unit,
        purpose,
    )


def _progress(rows: list[tuple[Any, ...]]) -> tuple[Progress, ...]:
    """The newest of each day, in order of days; those taken back are left out."""
    newest = {row[2]: row for row in rows}
    return tuple(
        Progress(date.fromisoformat(day), Decimal(row[3]), _number(row[4]))
        for day, row in sorted(newest.items())
        if row[5] == "ada"
    )


def _contribution(row: tuple[Any, ...], words: str) -> Contribution:
    record, _, on, kind, quantity, unit, worth, worker_days, _ = row
    return Contribution(
        record, date.fromisoformat(on), kind, _number(quantity), unit, worth, worker_days, words
    )


def _end(row: tuple[Any, ...] | None, words: dict[int, str]) -> FundEnd | None:
    if row is None or row[3] != "tutup":
        return None
    return FundEnd(date.fromisoformat(row[2]), row[4], words.get(row[0], ""))


def _by_fund(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(row)
    return found


def _newest_table(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """By fund the rows of the newest record that names it."""
    found = _by_fund(rows)
    return {code: [row for row in listed if row[0] == listed[-1][0]] for code, listed in found.items()}


def _moves(session: ReadSession, until: date, only: str | None) -> dict[str, list[FundMove]]:
    which = "" if only is None else " AND l.fund_code = :fund"
    named = {} if only is None else {"fund": only}
    found: dict[str, list[FundMove]] = {}
    for row in session.all(_MOVES.format(which=which), until=until.isoformat(), **named):
        fund, record, on, series, month, number, kind, words, owed, account, cost, part, item, undoes = row
        voucher = voucher_number(series, month, number)
        day = date.fromisoformat(on)
        found.setdefault(fund, []).append(
            FundMove(record, day, voucher, kind, words, owed, account, cost, part, item, bool(undoes))
        )
    return found


def _texts(session: ReadSession, records: Iterable[int]) -> dict[int, str]:
    """The free texts of some records."""
    wanted = {f"r{place}": record for place, record in enumerate(records)}
    if not wanted:
        return {}
    rows = session.all(
        "SELECT record, text FROM record_text WHERE office_id = :office"
        f" AND record IN ({', '.join(f':{name}' for name in wanted)})",
        **wanted,
    )
    return {row[0]: row[1] for row in rows}
