"""Which UPK and which month a table of the region is asked for."""

from collections.abc import Sequence
from datetime import date

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.region_views import NoBookClosed, UnknownPlace
from upk_ledger.core.region.members import RegionUpk, UpkHistory
from upk_ledger.core.region.scope import Scope, ended_month, scope_of
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.members import histories
from upk_ledger.store.region.months import newest_kept
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.session import ReadSession


def month_asked(desk: Desk, on: date | None, month: Month | None) -> Month:
    """The month asked for: the newest that ended by a day; without either the newest that any UPK closed by today."""
    if month is not None:
        return month
    ended = ended_month(on or desk.today)
    if on is not None:
        return ended
    with desk.read() as session:
        return newest_kept(session, ended) or ended


def scope_at(
    session: ReadSession,
    month: Month,
    codes: Sequence[str] = (),
    district: str | None = None,
    since: Month | None = None,
) -> Scope:
    """The UPK of a set at a month (all, those named, those of a sub-district), with what they told from `since` on.

    Raises `NoBookClosed` where none of them has the month in a book here, `UnknownUpk`, `UnknownPlace`.
    """
    told = histories(session, since or month, month)
    named = [find_upk(session, code, [one.upk for one in told]).code for code in codes]
    if named:
        told = [one for one in told if one.upk.code in named]
    if district is not None:
        told = _of_district(told, district)
    found = scope_of(told, month, named)
    if not found.told:
        offices = [one.upk.office_id for one in told if one.upk.office_id is not None]
        newest = newest_kept(session, month, offices) or newest_kept(session, Month(9999, 12), offices)
        raise NoBookClosed(month, tuple(named), newest if offices else None)
    return found


def _of_district(told: Sequence[UpkHistory], district: str) -> list[UpkHistory]:
    def called(upk: RegionUpk) -> str:
        return upk.district.casefold()

    found = [one for one in told if called(one.upk) == district.strip().casefold()]
    if not found:
        raise UnknownPlace("kecamatan", district, tuple(sorted({one.upk.district for one in told})))
    return found
