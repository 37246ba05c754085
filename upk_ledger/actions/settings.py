"""The office's settings and its list of holidays, on the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from upk_ledger.actions.approvals import approve, approve_setting
from upk_ledger.bahasa.dates import parse_date
from upk_ledger.bahasa.numbers import parse_amount, plain
from upk_ledger.core.settings import SETTINGS, check_setting
from upk_ledger.exchange.files import in_folder, write_file
from upk_ledger.exchange.holidays import Holiday, holidays_csv, read_holidays
from upk_ledger.store.desk import Desk
from upk_ledger.store.due_rules import holiday_list
from upk_ledger.store.facts import add_facts
from upk_ledger.store.posting import check_open
from upk_ledger.store.settings import settings_at


@dataclass(frozen=True, slots=True)
class SettingView:
    """A setting on a day: its value, the day from which it was chosen (None: nobody chose), what it is for."""

    name: str
    value: str
    since: date | None
    summary: str
    allowed: str
    """What it can be."""


def list_settings(desk: Desk, on: date) -> list[SettingView]:
    """Every setting as it is on a day."""
    with desk.read() as session:
        chosen = settings_at(session, on)
    listed = []
    for name, setting in SETTINGS.items():
        value, since = chosen.get(name, (setting.usual, None))
        listed.append(_view(name, value, since))
    return listed


def change_setting(
    desk: Desk, name: str, value: str, since: date, *, reason: str = "", codes: Sequence[str] = ()
) -> SettingView:
    """Choose a value from a day on.

    Raises `UnknownSetting`, `SettingValueWrong`, what reading a date or an amount raises, `BeforeBookStart`,
    `MonthClosed` for a day in a closed month, and what `approve` raises.
    """
    kept = check_setting(name, _as_kept(name, value))
    with desk.write() as session:
        check_open(session, since)
        noted = approve_setting(session, name, kept, codes, since)
        add_facts(session, "pengaturan", [(name, kept, since.isoformat())], reason, noted)
    return _view(name, kept, since)


def _as_kept(name: str, value: str) -> str:
    """A date or an amount of rupiah as it is kept, however it was typed."""
    setting = SETTINGS.get(name)
    if setting is None or not value.strip():
        return value
    if setting.money:
        return plain(parse_amount(value))
    return parse_date(value).isoformat() if setting.dated else value


def _view(name: str, value: str, since: date | None) -> SettingView:
    setting = SETTINGS[name]
    return SettingView(name, value, since, setting.summary, ", ".join(setting.choices) or setting.wanted)


def list_holidays(desk: Desk) -> list[Holiday]:
    """The newest list of holidays."""
    with desk.read() as session:
        return holiday_list(session)


def adopt_holidays(desk: Desk, path: Path, codes: Sequence[str] = ()) -> list[Holiday]:
    """Take over the list in a file in place of the one before: it counts for loans paid out from now on.

    Raises `ImportFaults`, `SourceMissing`, and what `approve` raises.
    """
    found = read_holidays(path)
    with desk.write() as session:
        noted = approve(session, "aturan", "hari libur", codes, desk.today)
        add_facts(session, "libur", [(day.isoformat(), name) for day, name in found], exceptions=noted)
    return found


def export_holidays(desk: Desk, path: Path) -> Path:
    """Write the list to a file to be edited; see `exchange.files.replacing` for the refusals."""
    target = in_folder(path, "libur.csv")
    write_file(target, holidays_csv(list_holidays(desk)))
    return target
