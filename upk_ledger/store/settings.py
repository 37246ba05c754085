"""The office's settings, each from a day on."""

from collections.abc import Callable
from datetime import date

from upk_ledger.core.settings import SETTINGS
from upk_ledger.store.session import ReadSession


def setting_at(session: ReadSession, name: str, on: date, through: int | None = None) -> str:
    """The value of a setting on a day: the newest one recorded that is valid by then, else the usual one.

    With `through` of those that were known up to that record.
    """
    found = session.value(
        "SELECT value FROM setting WHERE office_id = :office AND name = :name AND valid_from <= :on_date"
        f"{'' if through is None else ' AND record <= :through'} ORDER BY record DESC, line DESC LIMIT 1",
        name=name,
        on_date=on.isoformat(),
        **({} if through is None else {"through": through}),
    )
    return SETTINGS[name].usual if found is None else str(found)


def setting_by_day(session: ReadSession, name: str) -> Callable[[date], str]:
    """The value of a setting on any day, by one question."""
    rows = session.all(
        "SELECT valid_from, value FROM setting WHERE office_id = :office AND name = :name ORDER BY record, line",
        name=name,
    )

    def value(on: date) -> str:
        known = [str(value) for since, value in rows if since <= on.isoformat()]
        return known[-1] if known else SETTINGS[name].usual

    return value


def settings_at(session: ReadSession, on: date) -> dict[str, tuple[str, date]]:
    """Every setting that was chosen by a day: its value and the day from which it holds."""
    rows = session.all(
        "SELECT name, value, valid_from FROM setting WHERE office_id = :office AND valid_from <= :on_date"
        " ORDER BY record, line",
        on_date=on.isoformat(),
    )
    return {name: (value, date.fromisoformat(since)) for name, value, since in rows}
