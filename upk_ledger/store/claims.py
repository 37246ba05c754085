"""Claims on loans that were written off: what is still claimed, what came in, and that it is never more.

A write-off stands until its entry is undone. Its record keeps the service that had fallen due by then, paid or not:
what of it is unpaid by a day is claimed, so that a payment undone later adds to the claim.
"""

from datetime import date
from itertools import groupby
from typing import Any

from upk_ledger.core.write_offs import Claim
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_WRITE_OFFS = (
    "SELECT w.loan_number, w.on_date, e.series, e.month, e.number, w.decision_number, m.written_off, w.service_due"
    " FROM write_off AS w"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = w.entry"
    " JOIN loan_movement AS m ON m.office_id = :office AND m.loan_number = w.loan_number AND m.record = w.entry"
    " WHERE w.office_id = :office AND w.on_date <= :as_of{only} AND NOT EXISTS (SELECT 1 FROM journal_entry AS c"
    " WHERE c.office_id = :office AND c.reverses = w.entry AND c.entry_date <= :as_of)"
    " ORDER BY w.loan_number, w.record"
)
_SERVED = (
    "SELECT w.loan_number, sum(w.service) FROM loan_movement AS w WHERE w.office_id = :office AND w.counts_on <= :as_of"
    "{only} AND EXISTS (SELECT 1 FROM write_off AS o WHERE o.office_id = :office AND o.loan_number = w.loan_number)"
    " GROUP BY w.loan_number"
)
_RECOVERED = (
    "SELECT w.loan_number, sum(w.principal), sum(w.service) FROM recovery AS w WHERE w.office_id = :office"
    " AND w.counts_on <= :as_of{only} GROUP BY w.loan_number"
)
_ENDS = (
    "SELECT w.loan_number, w.on_date, w.decision_number FROM claim_end AS w WHERE w.office_id = :office"
    " AND w.on_date <= :as_of{only}"
)


def claims_at(session: ReadSession, as_of: date, loan: str | None = None) -> dict[str, Claim]:
    """The claim on every loan (or the one named) that stands written off at the end of a day, by loan number."""
    facts = {"as_of": as_of.isoformat()} | ({"loan": loan} if loan else {})

    def rows(query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in session.all(query.format(only=only), **facts)]

    only = " AND w.loan_number = :loan" if loan else ""
    standing = rows(_WRITE_OFFS)
    if not standing:
        return {}
    served = {number: int(service) for number, service in rows(_SERVED)}
    recovered = {number: (int(principal), int(service)) for number, principal, service in rows(_RECOVERED)}
    ended = {number: (date.fromisoformat(on), minutes) for number, on, minutes in rows(_ENDS)}
    claims = {}
    for number, found in groupby(standing, key=lambda row: row[0]):
        parts = list(found)
        claims[number] = Claim(
            number,
            min(date.fromisoformat(part[1]) for part in parts),
            tuple(voucher_number(*part[2:5]) for part in parts),
            tuple(part[5] for part in parts),
            sum(part[6] for part in parts),
            max(0, parts[-1][7] - served.get(number, 0)),
            *recovered.get(number, (0, 0)),
            *ended.get(number, (None, "")),
        )
    return claims


def claim_now(session: ReadSession, loan: str) -> Claim | None:
    """The claim on a loan by all that is recorded, whatever its date; None where no write-off stands."""
    return claims_at(session, date.max, loan).get(loan)


def standing_recoveries(session: ReadSession, loan: str) -> tuple[str, ...]:
    """Vouchers of what came in on a claim and was not undone, in order of recording."""
    rows = session.all(
        "SELECT e.series, e.month, e.number FROM recovery AS m"
        " JOIN journal_entry AS e ON e.office_id = m.office_id AND e.record = m.record"
        " WHERE m.office_id = :office AND m.loan_number = :loan AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM journal_entry AS c WHERE c.office_id = :office AND c.reverses = e.record)"
        " ORDER BY e.record",
        loan=loan,
    )
    return tuple(voucher_number(row[0], row[1], row[2]) for row in rows)


def newest_recovery(session: ReadSession, loan: str) -> date | None:
    """The newest day on which anything came in on a claim, or went back; None without."""
    day = session.value(
        "SELECT max(counts_on) FROM recovery WHERE office_id = :office AND loan_number = :loan", loan=loan
    )
    return date.fromisoformat(day) if day else None


def recovered_between(session: ReadSession, since: date, until: date) -> tuple[int, int]:
    """Principal and service that came in on claims from `since` to `until`, both included (sen)."""
    row = session.first(
        "SELECT coalesce(sum(principal), 0), coalesce(sum(service), 0) FROM recovery WHERE office_id = :office"
        " AND counts_on BETWEEN :since AND :until",
        since=since.isoformat(),
        until=until.isoformat(),
    )
    principal, service = row or (0, 0)
    return int(principal), int(service)


def allowance_moves(session: ReadSession, start: date, end: date) -> list[tuple[str, bool, int]]:
    """What moved the allowance: kind of entry, whether such an entry raises it, and by how much (sen, credit).

    A counter-entry belongs to the kind and the side of the entry that it undoes.
    """
    rows = session.all(
        "SELECT coalesce(o.kind, e.kind), CASE WHEN (l.credit > 0) = (e.reverses IS NULL) THEN 1 ELSE 0 END,"
        " sum(l.credit - l.debit) FROM account AS a"
        " CROSS JOIN journal_line AS l"
        " JOIN journal_entry AS e ON e.office_id = :office AND e.record = l.entry"
        " LEFT JOIN journal_entry AS o ON o.office_id = :office AND o.record = e.reverses"
        " WHERE a.office_id = :office AND a.role = 'cadangan' AND l.office_id = :office AND l.account_code = a.code"
        " AND l.entry_date BETWEEN :since AND :until AND e.kind <> 'saldo-awal'"
        " GROUP BY coalesce(o.kind, e.kind), CASE WHEN (l.credit > 0) = (e.reverses IS NULL) THEN 1 ELSE 0 END",
        since=start.isoformat(),
        until=end.isoformat(),
    )
    return [(kind, bool(rises), int(moved)) for kind, rises, moved in rows]
