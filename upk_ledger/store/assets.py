"""The register of assets in the book, and what the journal's lines say of each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from upk_ledger.core.assets import Asset, AssetMove, AssetSums, Disposal
from upk_ledger.core.dates import Month
from upk_ledger.store.facts import add_facts
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession, WriteSession

_UNDONE = (
    "(SELECT c.entry_date FROM journal_entry AS c WHERE c.office_id = f.office_id AND c.reverses = f.entry)"
)
_TERMS = (
    "SELECT f.record, f.status, f.asset_code, f.name, f.account_code, f.on_date, f.cost, f.salvage, f.life,"
    f" f.first_month, f.months, f.depreciated, f.place, f.entry, e.kind, e.series, e.month, e.number, {_UNDONE}"
    " FROM asset_terms AS f LEFT JOIN journal_entry AS e ON e.office_id = f.office_id AND e.record = f.entry"
    " WHERE f.office_id = :office AND f.record <= :through ORDER BY f.record, f.line"
)
_DISPOSALS = (
    f"SELECT f.record, f.asset_code, f.on_date, f.proceeds, e.series, e.month, e.number, f.entry, {_UNDONE}"
    " FROM asset_disposal AS f JOIN journal_entry AS e ON e.office_id = f.office_id AND e.record = f.entry"
    " WHERE f.office_id = :office ORDER BY f.record, f.line"
)
_SUMS = (
    "SELECT l.asset_code, a.role, sum(l.debit - l.credit),"
    " sum(CASE WHEN l.entry_date >= :year_start THEN l.debit - l.credit ELSE 0 END),"
    " sum(CASE WHEN l.entry_date >= :month_start THEN l.debit - l.credit ELSE 0 END)"
    " FROM journal_line AS l JOIN account AS a ON a.office_id = l.office_id AND a.code = l.account_code"
    " WHERE l.office_id = :office AND l.asset_code IS NOT NULL AND l.entry_date <= :until"
    " AND a.role IN ('aset-tetap', 'akumulasi-penyusutan', 'beban-penyusutan')"
    " GROUP BY l.asset_code, a.role"
)
_MOVES = (
    "SELECT e.entry_date, e.series, e.month, e.number, e.kind, coalesce(t.text, ''),"
    " sum(CASE WHEN a.role = 'aset-tetap' THEN l.debit - l.credit ELSE 0 END),"
    " sum(CASE WHEN a.role = 'akumulasi-penyusutan' THEN l.credit - l.debit ELSE 0 END)"
    " FROM journal_line AS l JOIN account AS a ON a.office_id = l.office_id AND a.code = l.account_code"
    " JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry"
    " LEFT JOIN record_text AS t ON t.office_id = l.office_id AND t.record = l.entry"
    " WHERE l.office_id = :office AND l.asset_code = :code"
    " GROUP BY e.record, e.entry_date, e.series, e.month, e.number, e.kind, t.text ORDER BY e.entry_date, e.record"
)
_EVER = 2**62


def add_asset(session: WriteSession, code: str) -> None:
    """Let lines name an asset."""
    if session.value("SELECT 1 FROM asset WHERE office_id = :office AND code = :code", code=code) is None:
        session.insert("asset", "code", [(code,)])


def add_terms(
    session: WriteSession,
    asset: Asset,
    status: str,
    on: date,
    words: str = "",
    exceptions: Sequence[tuple[str, str, str]] = (),
) -> int:
    """Register an asset (ada), or take its registration back from a day on (batal); the record's number."""
    row = (
        asset.code, asset.name, asset.account, on.isoformat(), asset.cost, asset.salvage, asset.life,
        str(asset.first), asset.months, asset.depreciated, asset.place, status, asset.entry,
    )  # fmt: skip
    return add_facts(session, "aset", [row], words, exceptions)


def assets_of(session: ReadSession, through: int | None = None) -> list[Asset]:
    """Every registration there ever was, in order of recording; of those known by the record `through`."""
    found: list[Asset] = []
    for row in session.all(_TERMS, through=_EVER if through is None else through):
        if row[1] == "ada":
            found.append(_asset(row))
            continue
        at = max(index for index, asset in enumerate(found) if asset.code == row[2])
        found[at] = replace(found[at], until=_earliest(found[at].until, row[5]))
    if not found:
        return found
    for record, code, *facts in session.all(_DISPOSALS):
        owners = [index for index, asset in enumerate(found) if asset.code == code and asset.record < record]
        if owners:
            at = owners[-1]
            found[at] = replace(found[at], disposals=(*found[at].disposals, _disposal(facts)))
    return found


def _asset(row: tuple[Any, ...]) -> Asset:
    year, month = map(int, row[9].split("-"))
    return Asset(
        code=row[2],
        name=row[3],
        account=row[4],
        acquired=date.fromisoformat(row[5]),
        cost=row[6],
        salvage=row[7],
        life=row[8],
        first=Month(year, month),
        months=row[10],
        depreciated=row[11],
        place=row[12],
        record=row[0],
        entry=row[13],
        origin=row[14] or "",
        voucher=voucher_number(row[15], row[16], row[17]) if row[15] else "",
        until=date.fromisoformat(row[18]) if row[18] else None,
    )


def _earliest(known: date | None, day: str) -> date:
    found = date.fromisoformat(day)
    return found if known is None else min(known, found)


def _disposal(facts: list[Any]) -> Disposal:
    on, proceeds, series, month, number, entry, undone = facts
    until = date.fromisoformat(undone) if undone else None
    return Disposal(date.fromisoformat(on), proceeds, voucher_number(series, month, number), entry, until)


def asset_sums(session: ReadSession, on: date) -> dict[tuple[str, str], AssetSums]:
    """The lines about assets until the end of a day, by asset and role of account."""
    facts = {"until": on, "year_start": date(on.year, 1, 1), "month_start": Month.of(on).first}
    rows = session.all(_SUMS, **{name: day.isoformat() for name, day in facts.items()})
    return {(row[0], row[1]): AssetSums(*map(int, row[2:])) for row in rows}


def asset_moves(session: ReadSession, code: str) -> Iterator[AssetMove]:
    """What each entry did to an asset, by date."""
    for on, series, month, number, kind, words, cost, accumulated in session.all(_MOVES, code=code):
        voucher = voucher_number(series, month, number)
        yield AssetMove(date.fromisoformat(on), voucher, kind, words, int(cost), int(accumulated))
