"""What findings across UPK are looked for in: one question for all offices of the book, a kind of fact each.

Every question begins at the offices and goes on along keys within the days looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.region.findings_rows import Adopted, CashMove, Due, Identity, Move, Running
from upk_ledger.core.rulebooks import parse_rulebook
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.rules import as_shipped
from upk_ledger.store.session import ReadSession

LONGEST_TERM = 60
"""Loans lent more months before the days looked at have no installments left in them."""

_STANDS = (
    "p.kind = 'tutup' AND NOT EXISTS (SELECT 1 FROM period_event AS q WHERE q.office_id = p.office_id"
    " AND q.month = p.month AND q.record > p.record)"
)
_UPK = " FROM office AS o CROSS JOIN {table} AS {alias}"
_KNOWN = (
    "SELECT o.office_id, max(p.month)"
    + _UPK.format(table="period_event", alias="p")
    + f" WHERE o.kind = 'upk' AND p.office_id = o.office_id AND p.month BETWEEN :first AND :last AND {_STANDS}"
    " GROUP BY o.office_id"
)
_MOVES = (
    "SELECT o.office_id, e.record, e.series, e.month, e.number, e.entry_date, e.kind, e.reverses, r.recorded_at,"
    " m.loan_number, m.disbursed, m.principal, m.service, m.written_off"
    + _UPK.format(table="journal_entry", alias="e")
    + " JOIN loan_movement AS m ON m.office_id = e.office_id AND m.record = e.record"
    " JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
    " WHERE o.kind = 'upk' AND e.office_id = o.office_id AND e.entry_date BETWEEN :since AND :until"
    " ORDER BY o.office_id, e.entry_date, e.record, m.loan_number"
)
_DUES = (
    "SELECT o.office_id, s.loan_number, s.group_code, s.version, s.valid_from, s.basis, s.last_due, i.due_date,"
    " coalesce(i.principal + i.service, 0)"
    + _UPK.format(table="loan_schedule", alias="s")
    + " LEFT JOIN installment AS i ON i.office_id = s.office_id AND i.loan_number = s.loan_number"
    " AND i.version = s.version AND i.due_date BETWEEN :since AND :horizon"
    " WHERE o.kind = 'upk' AND s.office_id = o.office_id AND s.valid_from BETWEEN :earliest AND :until"
    " ORDER BY o.office_id, s.loan_number, s.version, i.number"
)
_RUNNING = (
    "SELECT o.office_id, l.loan_number, n.group_code, l.balance"
    + _UPK.format(table="period_event", alias="p")
    + " JOIN period_loan AS l ON l.office_id = p.office_id AND l.record = p.record"
    " JOIN loan AS n ON n.office_id = l.office_id AND n.number = l.loan_number"
    f" WHERE o.kind = 'upk' AND p.office_id = o.office_id AND {_STANDS} AND p.month = (SELECT max(z.month)"
    " FROM period_event AS z WHERE z.office_id = o.office_id AND z.kind = 'tutup' AND z.month BETWEEN :first AND :last"
    " AND NOT EXISTS (SELECT 1 FROM period_event AS y WHERE y.office_id = z.office_id AND y.month = z.month"
    " AND y.record > z.record)) ORDER BY o.office_id, l.loan_number"
)
_CASH = (
    "SELECT o.office_id, a.code, p.month, 0, '', '', 0, sum(b.balance) FROM office AS o"
    " CROSS JOIN period_event AS p JOIN period_balance AS b ON b.office_id = p.office_id AND b.record = p.record"
    " JOIN account AS a ON a.office_id = b.office_id AND a.code = b.account_code AND a.role = 'kas'"
    f" WHERE o.kind = 'upk' AND p.office_id = o.office_id AND p.month = :before AND {_STANDS}"
    " GROUP BY o.office_id, a.code, p.month"
    " UNION ALL SELECT o.office_id, a.code, l.entry_date, e.record, e.series, e.month, e.number,"
    " sum(l.debit - l.credit) FROM office AS o CROSS JOIN account AS a CROSS JOIN journal_line AS l"
    " JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry"
    " WHERE o.kind = 'upk' AND a.office_id = o.office_id AND a.role = 'kas' AND l.office_id = o.office_id"
    " AND l.account_code = a.code AND l.entry_date BETWEEN :since AND :until"
    " GROUP BY o.office_id, a.code, l.entry_date, e.record, e.series, e.month, e.number ORDER BY 1, 2, 3, 4"
)
_ADOPTED = (
    "SELECT o.office_id, a.record, a.code, a.digest, a.valid_from, r.recorded_at"
    + _UPK.format(table="rulebook_adoption", alias="a")
    + " JOIN record AS r ON r.office_id = a.office_id AND r.number = a.record"
    " WHERE o.kind = 'upk' AND a.office_id = o.office_id ORDER BY o.office_id, a.record"
)
_IDENTITIES = (
    "SELECT o.office_id, p.group_code, p.code, p.nik"
    + _UPK.format(table="member_person", alias="p")
    + " WHERE o.kind = 'upk' AND p.office_id = o.office_id AND p.nik IS NOT NULL ORDER BY 1, 2, 3"
)
_IDENTITIES_AS_ROLE = "SELECT office_id, group_code, code, nik FROM upk_identities() ORDER BY 1, 2, 3"
_SHARES = (
    "SELECT h.office_id, h.loan_number, h.member_code, h.principal, h.record FROM loan_share AS h"
    " WHERE h.office_id IN ({offices}) AND h.loan_number IN ({loans}) ORDER BY h.office_id, h.record"
)


def known_months(session: ReadSession, since: Month, until: Month) -> dict[int, Month]:
    """The newest closed month of every UPK that closed one of the range."""
    rows = session.all(_KNOWN, first=str(since), last=str(until))
    return {office: Month(*map(int, month.split("-"))) for office, month in rows}


def loan_moves(session: ReadSession, since: date, until: date) -> dict[int, list[Move]]:
    """What entries of a range of days moved on loans, by office and date."""
    found: dict[int, list[Move]] = defaultdict(list)
    rows = session.each(_MOVES, since=since.isoformat(), until=until.isoformat())
    for office, record, series, month, number, on, kind, reverses, moment, loan, *sums in rows:
        voucher = voucher_number(series, month, number)
        day = date.fromisoformat(on)
        found[office].append(
            Move(office, record, voucher, day, kind, reverses, moment, loan, *map(int, sums))
        )
    return found


def scheduled(session: ReadSession, since: date, until: date) -> dict[int, list[Due]]:
    """The schedules known by `until` with their installments from `since` on, by office, loan and version.

    Installments up to a year after `until` show what was still to come.
    """
    found: dict[int, list[Due]] = defaultdict(list)
    first = Month.of(since).plus(-LONGEST_TERM).first
    rows = session.each(
        _DUES,
        since=since.isoformat(),
        until=until.isoformat(),
        earliest=first.isoformat(),
        horizon=Month.of(until).plus(LONGEST_TERM).last.isoformat(),
    )
    for office, loan, group, version, valid_from, basis, last_due, due, amount in rows:
        found[office].append(
            Due(
                office,
                loan,
                group,
                version,
                _day(valid_from),
                basis,
                _day(last_due),
                due and _day(due),
                int(amount),
            )
        )
    return found


def running_loans(session: ReadSession, since: Month, until: Month) -> dict[int, list[Running]]:
    """The loans outstanding at each UPK's newest closing of the range."""
    found: dict[int, list[Running]] = defaultdict(list)
    for office, loan, group, balance in session.each(_RUNNING, first=str(since), last=str(until)):
        found[office].append(Running(office, loan, group, int(balance)))
    return found


def cash_moves(session: ReadSession, since: date, until: date) -> dict[int, list[CashMove]]:
    """What entries of a range of days moved on accounts of cash, and before them what stood there."""
    found: dict[int, list[CashMove]] = defaultdict(list)
    rows = session.each(
        _CASH, before=str(Month.of(since).previous()), since=since.isoformat(), until=until.isoformat()
    )
    for office, account, on, record, series, month, number, amount in rows:
        voucher = voucher_number(series, month, number) if series else ""
        day = _day(on) if series else since
        found[office].append(CashMove(office, account, day, record, voucher, int(amount)))
    return found


def adopted_rules(session: ReadSession) -> dict[int, list[Adopted]]:
    """Every rulebook that a UPK adopted, in order of recording."""
    rows = session.all(_ADOPTED)
    texts = dict(session.all("SELECT digest, text FROM rulebook_text ORDER BY digest"))
    shipped = {digest: as_shipped(parse_rulebook(texts[digest])) for digest in {row[3] for row in rows}}
    found: dict[int, list[Adopted]] = defaultdict(list)
    for office, record, code, digest, valid_from, moment in rows:
        found[office].append(Adopted(office, record, code, digest, _day(valid_from), moment, shipped[digest]))
    return found


def own_identities(session: ReadSession) -> Iterable[Identity]:
    """The NIK of members whose UPK keep their books here; a role of a server is told them, and nothing else of them."""
    query = _IDENTITIES_AS_ROLE if session.desk.book.restricted else _IDENTITIES
    return (Identity(*row) for row in session.each(query))


def sealed_identities(session: ReadSession) -> list[tuple[int, str, str]]:
    """What the UPK of copies sealed for the region: office, its UUID, and the sealed NIK."""
    rows = session.all(
        "SELECT s.office_id, o.uuid, s.sealed FROM sealed_identities AS s"
        " JOIN office AS o ON o.office_id = s.office_id ORDER BY s.office_id"
    )
    return [(office, uuid, sealed) for office, uuid, sealed in rows]


def secrets_of(session: ReadSession, purpose: str) -> list[str]:
    """The region's own secret keys for a purpose."""
    rows = session.all(
        "SELECT secret FROM secret_key WHERE office_id = :office AND purpose = :purpose", purpose=purpose
    )
    return [row[0] for row in rows]


def member_shares(
    session: ReadSession, loans: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], dict[str, int]]:
    """The newest shares of members in some loans, by office and loan."""
    if not loans:
        return {}
    offices = ", ".join(str(int(office)) for office in sorted({office for office, _ in loans}))
    numbers = sorted({loan for _, loan in loans})
    names = {f"loan{place}": number for place, number in enumerate(numbers)}
    query = _SHARES.format(offices=offices, loans=", ".join(f":{name}" for name in names))
    newest: dict[tuple[int, str], tuple[int, dict[str, int]]] = {}
    rows: Sequence[tuple[Any, ...]] = session.all(query, **names)
    for office, loan, member, principal, record in rows:
        at, held = newest.get((office, loan), (0, {}))
        if record != at:
            held = {}
        held[member] = int(principal)
        newest[office, loan] = (record, held)
    return {key: held for key, (_, held) in newest.items()}


def _day(text: str) -> date:
    return date.fromisoformat(text)
