"""The audit of assets: none without its registration, purchase and disposal, and lines that hold what they have to."""

from datetime import timedelta

from upk_ledger.core.assets import Asset, AssetSums, standing
from upk_ledger.core.dates import Month
from upk_ledger.store.assets import asset_sums, assets_of
from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_UNREGISTERED = (
    "SELECT a.code FROM asset AS a WHERE a.office_id = :office AND NOT EXISTS (SELECT 1 FROM asset_terms AS f"
    " WHERE f.office_id = :office AND f.asset_code = a.code AND f.status = 'ada') ORDER BY a.code"
)
_WITHOUT_TERMS = (
    "SELECT e.series, e.month, e.number FROM journal_entry AS e WHERE e.office_id = :office AND e.kind = 'aset'"
    " AND (SELECT count(*) FROM asset_terms AS f JOIN journal_line AS l ON l.office_id = :office AND l.entry = f.entry"
    " AND l.asset_code = f.asset_code AND l.account_code = f.account_code AND l.debit = f.cost"
    " WHERE f.office_id = :office AND f.entry = e.record AND f.status = 'ada') <> 1 ORDER BY e.record"
)
_WITHOUT_PURCHASE = (
    "SELECT min(f.asset_code), sum(f.cost), (SELECT coalesce(sum(l.debit), 0) FROM journal_line AS l"
    " WHERE l.office_id = :office AND l.entry = f.entry AND l.account_code = f.account_code)"
    " FROM asset_terms AS f WHERE f.office_id = :office AND f.entry IS NOT NULL AND f.status = 'ada'"
    " AND NOT EXISTS (SELECT 1 FROM asset_terms AS b WHERE b.office_id = :office AND b.entry = f.entry"
    " AND b.asset_code = f.asset_code AND b.status = 'batal' AND b.record > f.record)"
    " GROUP BY f.entry, f.account_code ORDER BY 1"
)
_DISPOSALS = (
    "SELECT e.series, e.month, e.number FROM journal_entry AS e WHERE e.office_id = :office"
    " AND e.kind = 'pelepasan-aset' AND (SELECT count(*) FROM asset_disposal AS f WHERE f.office_id = :office"
    " AND f.entry = e.record AND EXISTS (SELECT 1 FROM journal_line AS l WHERE l.office_id = :office"
    " AND l.entry = e.record AND l.asset_code = f.asset_code)) <> 1 ORDER BY e.record"
)
_UNBOOKED = (
    "SELECT f.asset_code, f.on_date FROM asset_disposal AS f WHERE f.office_id = :office AND NOT EXISTS"
    " (SELECT 1 FROM journal_entry AS e WHERE e.office_id = :office AND e.record = f.entry"
    " AND e.kind = 'pelepasan-aset' AND e.entry_date = f.on_date) ORDER BY f.record"
)
_CLOSING = (
    "SELECT max(record) FROM period_event WHERE office_id = :office AND kind = 'tutup' AND month = :month"
)


def audit_assets(session: ReadSession, findings: Findings) -> None:
    """Name every asset, purchase and disposal without its counterpart, and every asset whose lines hold too much."""
    for (code,) in driver_rows(session, _UNREGISTERED):
        findings.add("aset-tanpa-catatan", code)
    for row in driver_rows(session, _WITHOUT_TERMS):
        findings.add("beli-aset-tanpa-catatan", voucher_number(row[0], row[1], row[2]))
    for code, cost, booked in driver_rows(session, _WITHOUT_PURCHASE):
        if int(cost) > int(booked):
            findings.add("aset-tanpa-jurnal", code, cost=int(cost), booked=int(booked))
    for row in driver_rows(session, _DISPOSALS):
        findings.add("lepas-aset-tanpa-catatan", voucher_number(row[0], row[1], row[2]))
    for code, on in driver_rows(session, _UNBOOKED):
        findings.add("lepas-aset-tanpa-jurnal", code, on=on)
    _hold_lines(session, findings)


def _hold_lines(session: ReadSession, findings: Findings) -> None:
    """At the newest closed month's end an asset's lines hold its cost and its depreciation, as known at the closing."""
    end = session.closed_through
    month = Month.of(end + timedelta(days=1)).previous()
    closing = session.value(_CLOSING, month=str(month))
    if closing is None or end < session.desk.office.start:
        return
    assets = assets_of(session, closing)
    counting, sums = standing(assets, end), asset_sums(session, end)
    for code in sorted({asset.code for asset in assets} | {code for code, _ in sums}):
        asset = counting.get(code)
        expected = {
            "akumulasi-penyusutan": asset.posted(month) if asset else 0,
            "aset-tetap": -sum(_cost(one, month) for one in assets if one.code == code),
        }
        for role, amount in expected.items():
            held = -sums.get((code, role), AssetSums()).total
            if held != amount:
                findings.add("baris-aset", code, role=role, held=held, expected=amount)


def _cost(asset: Asset, month: Month) -> int:
    """What the asset's lines hold of its cost: that of one bought by its registration, less what was taken off.

    A disposal undone on a later day stands until then, also where the registration ended before.
    """
    bought = asset.origin == "aset" and asset.counts(month.last)
    return asset.cost * (bought - (asset.disposal(month.last) is not None))
