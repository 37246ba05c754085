"""Advances: what was given, what of it was accounted for, and that it is what the accounts hold.

What was undone counts until the day of its counter-entry, as the accounts have it.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.core.advances import OPENING, Advance
from upk_ledger.core.errors.advances import AdvanceOverdrawn
from upk_ledger.store.importing import ORIGIN
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

ROLE = "uang-muka"
KINDS = ("uang-muka", "tanggung-uang-muka")
"""The kinds of entries that book an advance and what was accounted for."""

# What each fact moves: for its entry, and less for the counter-entry.
_MOVES = (
    "SELECT f.code, e.entry_date AS on_date, f.amount AS given, 0 AS settled FROM cash_advance AS f"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = f.entry WHERE f.office_id = :office{given}"
    " UNION ALL SELECT f.code, c.entry_date, -f.amount, 0 FROM cash_advance AS f"
    " JOIN journal_entry AS c ON c.office_id = :office AND c.reverses = f.entry WHERE f.office_id = :office{given}"
    " UNION ALL SELECT f.code, e.entry_date, 0, f.spent + f.returned FROM advance_settlement AS f"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = f.entry WHERE f.office_id = :office{given}"
    " UNION ALL SELECT f.code, c.entry_date, 0, -f.spent - f.returned FROM advance_settlement AS f"
    " JOIN journal_entry AS c ON c.office_id = :office AND c.reverses = f.entry WHERE f.office_id = :office{given}"
)
# What the opening balance and imported entries moved, which is of no advance that the book knows.
_BROUGHT = (
    f"SELECT {ORIGIN} AS kind, e.entry_date AS on_date, l.account_code,"
    " CASE WHEN e.kind = 'saldo-awal' THEN l.debit - l.credit WHEN o.record IS NULL THEN l.debit ELSE -l.credit END"
    " AS given, CASE WHEN e.kind = 'saldo-awal' THEN 0 WHEN o.record IS NULL THEN l.credit ELSE -l.debit END AS settled"
    " FROM account AS a CROSS JOIN journal_line AS l"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = l.entry"
    " LEFT JOIN journal_entry AS o ON o.office_id = :office AND o.record = e.reverses"
    " WHERE a.office_id = :office AND a.role = 'uang-muka' AND l.office_id = :office AND l.account_code = a.code"
    f" AND {ORIGIN} IN ('saldo-awal', 'impor')"
)
_OPENED = f" UNION ALL SELECT 'SALDO-AWAL', on_date, given, settled FROM ({_BROUGHT}) AS brought"
_BROUGHT_NAMES = {
    ("saldo-awal",): "Saldo awal",
    ("impor",): "Dari jurnal yang diimpor",
    ("impor", "saldo-awal"): "Saldo awal dan jurnal yang diimpor",
}


def advances_at(
    session: ReadSession, on: date, *, code: str | None = None, known_through: int | None = None
) -> list[Advance]:
    """Every advance recorded as given by the end of a day, by that day, the opening balance first.

    One that was taken back by then has an amount of nothing. With `code` that one alone; holders are called what they
    were called by the record `known_through`.
    """
    moved = session.all(
        "SELECT code, sum(given), sum(settled) FROM ("
        + _MOVES.format(given=" AND f.code = :code" if code else "")
        + _OPENED
        + ") AS moves WHERE on_date <= :on_date GROUP BY code",
        on_date=on.isoformat(),
        **({"code": code} if code else {}),
    )
    sums = {row[0]: (int(row[1]), int(row[2])) for row in moved}
    found = _given(session, on, code, sums, known_through)
    if OPENING in sums and code in {None, OPENING}:
        words = _BROUGHT_NAMES[tuple(sorted(_brought(session, on)))]
        opened = Advance(OPENING, "", "", session.desk.office.start, None, *sums[OPENING], words, "")
        found.insert(0, opened)
    return found


def _brought(session: ReadSession, on: date) -> dict[str, int]:
    """What was given by the end of a day by no advance that the book knows (sen): saldo-awal, impor."""
    rows = session.all(
        f"SELECT kind, sum(given) FROM ({_BROUGHT}) AS brought WHERE on_date <= :on_date GROUP BY kind",
        on_date=on.isoformat(),
    )
    return {row[0]: int(row[1]) for row in rows}


def imported(session: ReadSession, on: date) -> int:
    """What imported entries gave by the end of a day (sen)."""
    return _brought(session, on).get("impor", 0)


def _given(
    session: ReadSession,
    on: date,
    code: str | None,
    sums: dict[str, tuple[int, int]],
    known_through: int | None,
) -> list[Advance]:
    """The advances with their facts and sums."""
    called = "" if known_through is None else " AND o.record <= :known"
    rows = session.all(
        "SELECT f.code, f.holder, f.on_date, f.due_on, coalesce(t.text, ''), e.series, e.month, e.number, f.entry,"
        " (SELECT o.name FROM officer AS o WHERE o.office_id = :office AND o.code = f.holder"
        f"{called} ORDER BY o.record DESC LIMIT 1)"
        " FROM cash_advance AS f JOIN journal_entry AS e ON e.office_id = :office AND e.record = f.entry"
        " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = f.record"
        f" WHERE f.office_id = :office AND f.on_date <= :on_date{' AND f.code = :code' if code else ''}"
        " ORDER BY f.on_date, f.record",
        on_date=on.isoformat(),
        **({"code": code} if code else {}),
        **({} if known_through is None else {"known": known_through}),
    )
    return [
        Advance(
            row[0], row[1], row[9] or row[1], date.fromisoformat(row[2]), date.fromisoformat(row[3]),
            *sums.get(row[0], (0, 0)), row[4], voucher_number(row[5], row[6], row[7]), row[8],
        )
        for row in rows
    ]  # fmt: skip


def next_code(session: ReadSession, year: int) -> str:
    """The code of the next advance of a year: UM-2026-0001."""
    prefix = f"UM-{year}-"
    newest = session.value(
        "SELECT max(code) FROM cash_advance WHERE office_id = :office AND code LIKE :like", like=f"{prefix}%"
    )
    return f"{prefix}{int(newest.removeprefix(prefix)) + 1 if newest else 1:04d}"


def moves_by_day(session: ReadSession, code: str | None = None) -> list[tuple[str, str, int]]:
    """What each day did to what is to be accounted for (sen): code, day, more or less; of one advance or of all."""
    rows = session.all(
        "SELECT code, on_date, sum(given - settled) FROM ("
        + _MOVES.format(given=" AND f.code = :code" if code else "")
        + _OPENED
        + f") AS moves {'WHERE code = :code' if code else ''} GROUP BY code, on_date ORDER BY code, on_date",
        **({"code": code} if code else {}),
    )
    return [(row[0], row[1], int(row[2])) for row in rows]


def check_advance(session: ReadSession, code: str) -> None:
    """Raise `AdvanceOverdrawn` where on some day more of an advance is accounted for than was given."""
    left = 0
    for _, day, moved in moves_by_day(session, code):
        left += moved
        if left < 0:
            raise AdvanceOverdrawn(code, date.fromisoformat(day), -left)


def advance_of_entry(session: ReadSession, record: int) -> str | None:
    """The code of the advance that an entry gave or accounted for; of an imported entry about some, the opening's."""
    found = session.value(
        "SELECT code FROM cash_advance WHERE office_id = :office AND entry = :record"
        " UNION ALL SELECT code FROM advance_settlement WHERE office_id = :office AND entry = :record"
        " UNION ALL SELECT 'SALDO-AWAL' FROM journal_entry AS e JOIN journal_line AS l ON l.office_id = :office"
        " AND l.entry = e.record JOIN account AS a ON a.office_id = :office AND a.code = l.account_code"
        " WHERE e.office_id = :office AND e.record = :record AND e.kind = 'umum' AND a.role = 'uang-muka'"
        " AND substr(coalesce(e.key, ''), 1, 6) = 'impor:'",
        record=record,
    )
    return None if found is None else str(found)


class OpeningLeft(NamedTuple):
    """What an account holds of the opening balance and imported entries, less what was accounted for (sen)."""

    account: str
    amount: int


def opening_left(session: ReadSession) -> Sequence[OpeningLeft]:
    """What is of no advance that the book knows, by account, as far as it is not accounted for, by code."""
    rows = session.all(
        "SELECT account_code, sum(moved) FROM ("
        f"SELECT account_code, given - settled AS moved FROM ({_BROUGHT}) AS brought"
        " UNION ALL SELECT l.account_code, l.debit - l.credit FROM journal_line AS l"
        " JOIN journal_entry AS e ON e.office_id = :office AND e.record = l.entry"
        " JOIN account AS a ON a.office_id = :office AND a.code = l.account_code AND a.role = 'uang-muka'"
        " WHERE l.office_id = :office AND coalesce(e.reverses, e.record) IN (SELECT f.entry"
        " FROM advance_settlement AS f WHERE f.office_id = :office AND f.code = 'SALDO-AWAL')"
        ") AS moves GROUP BY account_code ORDER BY account_code"
    )
    return [OpeningLeft(row[0], int(row[1])) for row in rows if row[1]]
