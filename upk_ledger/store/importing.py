"""What a book already holds of the things that an import brings, each read once for the whole import."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

KEY_PREFIX = "impor:"
"""How the idempotency keys of imported entries begin."""

ORIGIN = (
    "CASE WHEN coalesce(o.kind, e.kind) = 'umum'"
    " AND substr(coalesce(CASE WHEN o.record IS NULL THEN e.key ELSE o.key END, ''), 1, 6) = 'impor:'"
    " THEN 'impor' ELSE coalesce(o.kind, e.kind) END"
)
"""In a query: the kind of an entry `e`, or of the one (`o`) that it undoes; 'impor' for one of the table `jurnal`."""


@dataclass(frozen=True, slots=True)
class KnownLoan:
    """A loan of the book: `facts` by the names of an import row's fields, as first granted (or applied for)."""

    origin: str
    facts: Mapping[str, Any]
    shares: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KnownPosting:
    """An entry that a key or a paper number stands for, with the digest of what was asked for."""

    voucher: str
    content: str


def known_loans(session: ReadSession) -> dict[str, KnownLoan]:
    """Every loan by number, by its first schedule where it has one."""
    shares: dict[int, dict[str, int]] = {}
    for record, member, principal in session.all(
        "SELECT record, member_code, principal FROM loan_share WHERE office_id = :office"
    ):
        shares.setdefault(record, {})[member] = principal
    paid = {
        row[0]: row[1:]
        for row in session.all(
            "SELECT record, principal, service FROM loan_movement WHERE office_id = :office"
        )
    }
    tills = dict(
        session.all(
            "SELECT l.loan_number, l.account_code FROM journal_entry AS e"
            " JOIN journal_line AS l ON l.office_id = e.office_id AND l.entry = e.record"
            " JOIN account AS a ON a.office_id = l.office_id AND a.code = l.account_code AND a.role IN ('kas', 'bank')"
            " WHERE e.office_id = :office AND e.kind = 'pencairan' AND l.credit > 0 ORDER BY e.record"
        )
    )
    found = {}
    for row in session.all(
        "SELECT l.number, l.origin, l.record, s.record, l.group_code, coalesce(s.principal, l.principal), l.tenor,"
        " l.rate_percent, l.rate_per, l.method, coalesce(s.start, l.applied_on), l.frequency, l.grace, l.rounding,"
        " l.schedule_mode FROM loan AS l LEFT JOIN loan_schedule AS s"
        " ON s.office_id = l.office_id AND s.loan_number = l.number AND s.version = 1"
        " WHERE l.office_id = :office"
    ):
        number, origin, applied, granted = row[:4]
        principal, service = paid.get(granted, (None, None)) if origin == "awal" else (None, None)
        facts = {
            "group": row[4],
            "principal": row[5],
            "tenor": row[6],
            "rate_percent": Fraction(row[7]),
            "rate_per": row[8],
            "method": row[9],
            "disbursed_on": date.fromisoformat(row[10]),
            "frequency": row[11],
            "grace": row[12],
            "rounding": row[13],
            "schedule_mode": row[14],
            "cash_account": tills.get(number),
            "paid_principal": principal,
            "paid_service": service,
        }
        found[number] = KnownLoan(origin, facts, shares.get(granted) or shares.get(applied) or {})
    return found


def known_postings(session: ReadSession) -> tuple[dict[str, KnownPosting], dict[str, KnownPosting]]:
    """Imported entries by key, and entries that were not reversed by paper number."""
    keys: dict[str, KnownPosting] = {}
    receipts: dict[str, KnownPosting] = {}
    for key, receipt, content, series, month, number, reversed_by in session.all(
        "SELECT e.key, e.receipt, e.content, e.series, e.month, e.number, c.record FROM journal_entry AS e"
        " LEFT JOIN journal_entry AS c ON c.office_id = e.office_id AND c.reverses = e.record"
        " WHERE e.office_id = :office AND (e.key IS NOT NULL OR e.receipt IS NOT NULL) ORDER BY e.record"
    ):
        known = KnownPosting(voucher_number(series, month, number), content)
        if key is not None and key.startswith(KEY_PREFIX):
            keys[key] = known
        if receipt is not None and reversed_by is None:
            receipts[receipt] = known
    return keys, receipts


def paid_so_far(session: ReadSession) -> dict[str, tuple[int, int]]:
    """Principal and service paid on each loan by all that is recorded, whatever its date."""
    rows = session.all(
        "SELECT loan_number, sum(principal), sum(service) FROM loan_movement WHERE office_id = :office"
        " GROUP BY loan_number"
    )
    # PostgreSQL adds up 64-bit integers to exact decimals; sen are whole again here.
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}
