"""What was paid on a loan: sums of its movements, and the vouchers of its payments."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_STANDING = (
    "SELECT e.series, e.month, e.number FROM loan_movement AS m"
    " JOIN journal_entry AS e ON e.office_id = m.office_id AND e.record = m.record"
    " WHERE m.office_id = :office AND m.loan_number = :loan AND e.kind = 'angsuran'"
    " AND NOT EXISTS (SELECT 1 FROM journal_entry AS c WHERE c.office_id = :office AND c.reverses = e.record)"
)
"""The payments of a loan that were not reversed."""


def moved_on(session: ReadSession, loan: str) -> tuple[int, int, int, int]:
    """Lent, principal paid, service paid, written off (sen) by all that is recorded so far, whatever its date.

    Something is written off as long as a write-off stands: its counter-entry takes all of it back.
    """
    row = session.first(
        "SELECT sum(disbursed), sum(principal), sum(service), sum(written_off) FROM loan_movement"
        " WHERE office_id = :office AND loan_number = :loan",
        loan=loan,
    )
    lent, principal, service, written_off = row or (0, 0, 0, 0)
    return int(lent or 0), int(principal or 0), int(service or 0), int(written_off or 0)


def paid_on(session: ReadSession, loan: str) -> tuple[int, int]:
    """Principal and service paid (sen) by all that is recorded so far, whatever its date."""
    return moved_on(session, loan)[1:3]


def paid_earlier(session: ReadSession, loan: str, record: int) -> tuple[int, int]:
    """Principal and service paid (sen) by what was recorded before a record."""
    return _sums(
        session.first(
            "SELECT sum(principal), sum(service) FROM loan_movement"
            " WHERE office_id = :office AND loan_number = :loan AND record < :record",
            loan=loan,
            record=record,
        )
    )


def _sums(row: tuple[Any, ...] | None) -> tuple[int, int]:
    """Two sums over what may be no row at all."""
    return (int(row[0] or 0), int(row[1] or 0)) if row else (0, 0)


def lent_out(session: ReadSession, loan: str) -> int:
    """What was paid out on a loan and not undone (sen)."""
    return moved_on(session, loan)[0]


def newest_movement(session: ReadSession, loan: str) -> date | None:
    """The newest day on which anything moved on a loan, or None."""
    day = session.value(
        "SELECT max(counts_on) FROM loan_movement WHERE office_id = :office AND loan_number = :loan",
        loan=loan,
    )
    return date.fromisoformat(day) if day else None


def standing_payments(session: ReadSession, loan: str, since: int = 0) -> tuple[str, ...]:
    """Vouchers of the loan's payments after record `since` that were not reversed, in order of recording."""
    return _vouchers(
        session.all(f"{_STANDING} AND e.record > :since ORDER BY e.record", loan=loan, since=since)
    )


def standing_twin(session: ReadSession, loan: str, on: date, amount: int) -> str:
    """The newest voucher of a standing payment of the same loan, day and amount (sen); empty without one."""
    rows = session.all(
        f"{_STANDING} AND m.counts_on = :on_date AND :amount ="
        " (SELECT sum(l.debit) FROM journal_line AS l WHERE l.office_id = :office AND l.entry = e.record)"
        " ORDER BY e.record DESC LIMIT 1",
        loan=loan,
        on_date=on.isoformat(),
        amount=amount,
    )
    return next(iter(_vouchers(rows)), "")


def _vouchers(rows: Iterable[tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(voucher_number(row[0], row[1], row[2]) for row in rows)
