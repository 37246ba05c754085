"""Assets that leave the office, and registrations that are taken back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from upk_ledger.actions.approvals import approve
from upk_ledger.actions.assets import (
    ACCUMULATED,
    BOUGHT,
    DISPOSED,
    find_asset,
    post_amounts,
    standing_disposal,
)
from upk_ledger.actions.reversal import reverse
from upk_ledger.core.assets import Asset, AssetSums
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.assets import AssetDisposed, AssetNotDisposed, DisposedBeforeAcquired
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.assets import add_terms, asset_sums
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.posting import PostedEntry, check_open, post
from upk_ledger.store.session import ReadSession, WriteSession


class DisposedAsset(NamedTuple):
    """An asset left: its entry, what it was worth in the books and what came in for it (sen).

    `caught_up` is the entry of depreciation that closed months lacked.
    """

    asset: Asset
    posted: PostedEntry
    accumulated: int
    proceeds: int
    caught_up: PostedEntry | None

    @property
    def result(self) -> int:
        """The gain; a loss is negative."""
        return self.proceeds - (self.asset.cost - self.accumulated)


class CancelledAsset(NamedTuple):
    """A registration that no longer counts from a day on, with the entries that this took."""

    asset: Asset
    on: date
    reversed_by: PostedEntry | None
    taken_back: PostedEntry | None


def dispose_of(
    desk: Desk, code: str, on: date, *, reason: str, proceeds: int = 0, money: str | None = None
) -> DisposedAsset:
    """Take an asset off the books, depreciated to the end of the month before, for money or for nothing.

    Months before that are still open are depreciated as they are closed. Raises `UnknownAsset`, `AssetDisposed`,
    `DisposedBeforeAcquired`, `EmptyField`, `MonthClosed`, and the refusals of finding accounts.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        asset = find_asset(session, code)
        gone = standing_disposal(asset)
        if gone is not None:
            raise AssetDisposed(asset.code, gone.on, gone.voucher)
        if on < asset.acquired:
            raise DisposedBeforeAcquired(asset.code, on, asset.acquired)
        check_open(session, on)
        caught_up = _catch_up(session, asset, on)
        accumulated = asset.accumulated(Month.of(on).previous())
        words = f"Pelepasan {asset.name} ({asset.code}): {reason.strip()}"
        lines = _lines(session, asset, accumulated, proceeds, money)
        posted = post(session, JournalEntry(on, DISPOSED, lines, words))
        add_facts(session, DISPOSED, [(asset.code, on.isoformat(), proceeds, posted.record)], reason.strip())
        return DisposedAsset(asset, posted, accumulated, proceeds, caught_up)


def _catch_up(session: WriteSession, asset: Asset, on: date) -> PostedEntry | None:
    """Depreciate what the closed months lack, where no month is left that will do so as it is closed."""
    closed = Month.of(session.closed_through + timedelta(days=1)).previous()
    if Month.of(on).previous() != closed:
        return None
    held = -asset_sums(session, closed.last).get((asset.code, ACCUMULATED), AssetSums()).total
    missing = asset.posted(closed) - held
    if not missing:
        return None
    return post_amounts(session, on, {asset.code: missing}, f"Penyusutan {asset.name} ({asset.code})")


def _lines(
    session: ReadSession, asset: Asset, accumulated: int, proceeds: int, money: str | None
) -> tuple[JournalLine, ...]:
    result = proceeds - (asset.cost - accumulated)
    debits = [(ACCUMULATED, accumulated), ("rugi-pelepasan", max(0, -result))]
    lines = [(the_account(session, role).code, amount, 0) for role, amount in debits if amount]
    if proceeds:
        lines.insert(0, (money_account(session, money).code, proceeds, 0))
    lines.append((asset.account, 0, asset.cost))
    if result > 0:
        lines.append((the_account(session, "laba-pelepasan").code, 0, result))
    return tuple(JournalLine(code, debit, credit, asset=asset.code) for code, debit, credit in lines)


def undo_disposal(desk: Desk, code: str, *, reason: str, codes: Sequence[str] = ()) -> PostedEntry:
    """Take an asset's disposal back; raises `UnknownAsset`, `AssetNotDisposed`, and the refusals of `reverse`."""
    with desk.write() as session:
        asset = find_asset(session, code)
        gone = standing_disposal(asset)
        if gone is None:
            raise AssetNotDisposed(asset.code)
        return reverse(desk, gone.voucher, reason, codes=codes)


def cancel_asset(desk: Desk, code: str, *, reason: str, codes: Sequence[str] = ()) -> CancelledAsset:
    """Take a registration back: the purchase that came with it is reversed, its depreciation with it.

    An entry that was there before the registration stays. Raises `UnknownAsset`, `AssetDisposed`, `EmptyField`, and
    the refusals of `reverse` and `approve`.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        asset = find_asset(session, code)
        gone = standing_disposal(asset)
        if gone is not None:
            raise AssetDisposed(asset.code, gone.on, gone.voucher)
        bought = asset.origin == BOUGHT
        back = reverse(desk, asset.voucher, reason, only=(BOUGHT,), codes=codes) if bought else None
        on = max(asset.acquired, session.closed_through + timedelta(days=1))
        held = asset_sums(session, on).get((asset.code, ACCUMULATED), AssetSums()).total
        late = held and not bought  # what closed months depreciated; a purchase has asked for consent already
        noted = approve(session, "batal", asset.code, codes, on) if late else ()
        add_terms(session, asset, "batal", on, reason.strip(), noted)
        words = f"Penyusutan {asset.name} ({asset.code}) ditarik kembali: {reason.strip()}"
        taken_back = post_amounts(session, on, {asset.code: held}, words) if held else None
        return CancelledAsset(asset, on, back, taken_back)
