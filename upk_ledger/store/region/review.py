"""What a review asks beside the months of its window: the last words of the silent."""

from collections.abc import Collection

from upk_ledger.core.dates import Month
from upk_ledger.core.region.figures import BOOK, COUNTED, REPORTED, OfficeMonth
from upk_ledger.core.region.members import RegionUpk, UpkMonth
from upk_ledger.store.session import ReadSession

_COLUMNS = ", ".join(f"m.{name}" for name in COUNTED)

# The offices stand in the question: a list of them has no other form that both engines know.
_LAST_CLOSED = (
    f"SELECT m.office_id, m.month, m.record, m.suspended, {_COLUMNS} FROM office_month AS m"
    " WHERE m.office_id IN ({offices}) AND m.month = (SELECT max(x.month) FROM office_month AS x"
    " WHERE x.office_id = m.office_id AND x.month < :since)"
)
_LAST_REPORTED = (
    "SELECT f.upk, f.month, f.figure, f.amount FROM reported_figure AS f JOIN"
    " (SELECT r.upk, r.month, max(r.record) AS record FROM reported_figure AS r WHERE r.office_id = :office"
    " AND r.month = (SELECT max(x.month) FROM reported_figure AS x WHERE x.office_id = :office AND x.upk = r.upk"
    " AND x.month < :since) GROUP BY r.upk, r.month) AS newest"
    " ON newest.upk = f.upk AND newest.month = f.month AND newest.record = f.record WHERE f.office_id = :office"
)


def last_told(
    session: ReadSession, silent: Collection[RegionUpk], since: Month
) -> dict[str, tuple[Month, UpkMonth]]:
    """By code the newest month before `since` that UPK told who told none from then on."""
    found: dict[str, tuple[Month, UpkMonth]] = {}
    wanted = {upk.code for upk in silent}
    reported: dict[tuple[str, Month], dict[str, int]] = {}
    for code, month, figure, amount in session.all(_LAST_REPORTED, since=str(since)):
        if code in wanted:
            reported.setdefault((code, _month(month)), {})[figure] = int(amount)
    for (code, month), figures in reported.items():
        found[code] = (month, UpkMonth(REPORTED, OfficeMonth(**figures)))
    codes = {upk.office_id: upk.code for upk in silent if upk.office_id is not None}
    rows = session.all(_LAST_CLOSED.format(offices=_listed(codes)), since=str(since)) if codes else ()
    for office, month_text, record, suspended, *sums in rows:
        month = _month(month_text)
        if codes[office] not in found or found[codes[office]][0] <= month:
            told = UpkMonth(BOOK, OfficeMonth(*map(int, sums)), tuple(suspended.split()), record)
            found[codes[office]] = (month, told)
    return found


def _listed(offices: Collection[int]) -> str:
    return ", ".join(str(int(office)) for office in sorted(offices))


def _month(text: str) -> Month:
    return Month(*map(int, text.split("-")))
