"""When this office's loans fall due: its settings, and the holidays that it adopted."""

from datetime import date
from itertools import groupby

from upk_ledger.core.due_rules import DueRule
from upk_ledger.core.lending import Loan
from upk_ledger.store.products import product_of
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at


def due_rule_of(session: ReadSession, loan: Loan, on: date) -> str:
    """The due rule of a loan that is paid out on a day: as the office has it, but for its product's own shift."""
    own = None if loan.product is None else product_of(session, loan).shift
    shift = own or setting_at(session, "geser-libur", on)
    if loan.terms.frequency != "bulanan":
        return str(DueRule(shift=shift))
    day, cutoff = (setting_at(session, name, on) for name in ("hari-bayar", "hari-batas"))
    return str(DueRule(int(day) if day else None, int(cutoff) if cutoff else None, shift))


def holiday_list(session: ReadSession) -> list[tuple[date, str]]:
    """The newest list of holidays of the office, each day with its name."""
    rows = session.all(
        "SELECT day, name FROM holiday WHERE office_id = :office AND record ="
        " (SELECT max(record) FROM holiday WHERE office_id = :office) ORDER BY day"
    )
    return [(date.fromisoformat(row[0]), row[1]) for row in rows]


def holidays_known(session: ReadSession) -> frozenset[date]:
    """The days on which nothing is paid in, as known now."""
    return frozenset(day for day, _ in holiday_list(session))


def holiday_lists(session: ReadSession) -> dict[int, frozenset[date]]:
    """The days of each list that the office ever adopted, by record, the oldest first."""
    rows = session.all("SELECT record, day FROM holiday WHERE office_id = :office ORDER BY record")
    return {
        record: frozenset(date.fromisoformat(row[1]) for row in listed)
        for record, listed in groupby(rows, key=lambda row: row[0])
    }
