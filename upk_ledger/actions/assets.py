"""The register of assets: taking them up, in three ways, and their depreciation at month end."""

from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from upk_ledger.bahasa.dates import long_month
from upk_ledger.core.assets import (
    Asset,
    AssetAt,
    AssetMove,
    AssetSums,
    Disposal,
    NewAsset,
    first_month,
    newest,
    standing,
    straight_line,
)
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.assets import (
    AssetDisposed,
    AssetExists,
    NotInOpening,
    OpeningDepreciationTooSmall,
    OpeningTooSmall,
    PurchaseIsOpening,
    PurchaseTooSmall,
    UnknownAsset,
)
from upk_ledger.core.errors.ledger import AlreadyReversed, CancellationNotReversible, NotReversibleHere
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.periods import PostedSum
from upk_ledger.store.accounts import find_account, money_account, the_account
from upk_ledger.store.assets import add_asset, add_terms, asset_moves, asset_sums, assets_of
from upk_ledger.store.balances import opening_sums
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry, entry_at, post
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.settings import setting_at
from upk_ledger.store.vouchers import find_entry, undone_by

COST, ACCUMULATED, EXPENSE = "aset-tetap", "akumulasi-penyusutan", "beban-penyusutan"
"""The roles of the accounts that assets are booked on."""

BOUGHT, DEPRECIATED, DISPOSED = "aset", "penyusutan", "pelepasan-aset"
"""Kinds of entries: an asset bought, depreciation, an asset that left."""


class RegisteredAsset(NamedTuple):
    """An asset taken up: the entry where it was bought now; what closed months lack of its depreciation (sen)."""

    asset: Asset
    posted: PostedEntry | None
    behind: int


class AssetHistory(NamedTuple):
    """One asset at a day, None where it does not count, with all that entries did to it."""

    asset: Asset
    at: AssetAt | None
    moves: tuple[AssetMove, ...]


def buy_asset(desk: Desk, new: NewAsset, on: date, money: str | None = None) -> RegisteredAsset:
    """Buy an asset now, from the office's cash or the `money` account named, and register it.

    Raises `AssetExists`, `SalvageTooHigh`, `EmptyField`, and the refusals of posting and of finding accounts.
    """
    with desk.write() as session:
        asset = _terms(session, new, on)
        till = money_account(session, money)
        add_asset(session, asset.code)
        lines = (
            JournalLine(asset.account, debit=asset.cost, asset=asset.code),
            JournalLine(till.code, credit=asset.cost, asset=asset.code),
        )
        posted = post(session, JournalEntry(on, BOUGHT, lines, f"Pembelian {asset.name} ({asset.code})"))
        return _registered(session, asset, posted)


def take_up_asset(desk: Desk, new: NewAsset, voucher: str) -> RegisteredAsset:
    """Register an asset that an entry of the journal bought.

    Raises `UnknownVoucher`, `AlreadyReversed`, `PurchaseIsOpening`, `PurchaseTooSmall`, and as `buy_asset`.
    """
    with desk.write() as session:
        bought = find_entry(session, voucher)
        by = undone_by(session, bought.record)
        if by:
            raise AlreadyReversed(bought.voucher, by)
        if bought.entry.kind == "saldo-awal":
            raise PurchaseIsOpening(bought.voucher)
        assets = assets_of(session)
        named = find_account(session, new.account, (COST,)).code if new.account else None
        rooms = {
            code: sum(line.debit for line in bought.entry.lines if line.account == code)
            - sum(
                a.cost for a in assets if a.entry == bought.record and a.account == code and a.until is None
            )
            for code in (session.with_role(COST) if named is None else {named})
        }
        code = max(rooms, key=lambda each: (rooms[each], each), default=the_account(session, COST).code)
        if rooms.get(code, 0) < new.cost:
            raise PurchaseTooSmall(bought.voucher, new.cost, max(0, rooms.get(code, 0)))
        asset = _terms(session, new._replace(account=code), bought.entry.date)
        return _registered(session, asset, bought)


def take_over_asset(
    desk: Desk, new: NewAsset, acquired: date, depreciated: int | None = None
) -> RegisteredAsset:
    """Register an asset that the opening balance holds; without `depreciated` it is what its age says (sen).

    What was not depreciated by then is spread over what is left of its life, one month at least.

    Raises `NotInOpening`, `OpeningTooSmall`, `OpeningDepreciationTooSmall`, and as `buy_asset`.
    """
    with desk.write() as session:
        start = desk.office.start
        if acquired >= start:
            raise NotInOpening(acquired, start)
        asset = _terms(session, new, acquired, depreciated or 0, aged=depreciated is None)
        opening = opening_sums(session)
        others = [a for a in assets_of(session) if a.until is None and not a.origin]
        held = opening[asset.account].balance if asset.account in opening else 0
        room = held - sum(a.cost for a in others if a.account == asset.account)
        if room < asset.cost:
            raise OpeningTooSmall(asset.account, asset.cost, max(0, room))
        contra = session.with_role(ACCUMULATED)
        room = -sum(sums.balance for code, sums in opening.items() if code in contra)
        room -= sum(a.depreciated for a in others)
        if room < asset.depreciated:
            raise OpeningDepreciationTooSmall(asset.depreciated, max(0, room))
        return _registered(session, asset, None)


def _terms(
    session: ReadSession, new: NewAsset, acquired: date, depreciated: int = 0, *, aged: bool = False
) -> Asset:
    """The asset as it is registered; one that was there before the book began has part of its life behind it."""
    code, name = new.code.strip(), new.name.strip()
    for field, text in (("kode", code), ("nama", name)):
        if not text:
            raise EmptyField(field)
    known = newest(assets_of(session), code)
    if known is not None and known.until is None:
        raise AssetExists(known.code, known.name)
    account = find_account(session, new.account, (COST,)) if new.account else the_account(session, COST)
    natural = first_month(acquired, setting_at(session, "mulai-susut", acquired))
    first = max(natural, Month.of(session.desk.office.start))
    passed = first.months_since(natural)
    if aged:
        depreciated = straight_line(max(0, new.cost - new.salvage), new.life, passed)
    months = max(1, new.life - passed)
    return Asset(
        code, name, account.code, acquired, new.cost, new.salvage, new.life, first, months, depreciated,
        new.place.strip(),
    )  # fmt: skip


def _registered(session: WriteSession, asset: Asset, bought: PostedEntry | None) -> RegisteredAsset:
    add_asset(session, asset.code)
    entry = None if bought is None else bought.record
    add_terms(session, replace(asset, entry=entry), "ada", asset.acquired)
    made = assets_of(session)[-1]
    behind = made.posted(Month.of(session.closed_through + timedelta(days=1)).previous())
    posted = bought if bought is not None and bought.entry.kind == BOUGHT else None
    return RegisteredAsset(made, posted, behind)


def check_asset_entry(session: ReadSession, posted: PostedEntry, *, alone: bool) -> None:
    """Raise `NotReversibleHere`, `CancellationNotReversible` or `AssetDisposed` where an asset rests on an entry.

    `alone`: not by the register's own commands.
    """
    entry = posted.entry
    if entry.reverses is not None:
        kind = entry_at(session, entry.reverses).entry.kind
        if kind == DISPOSED:
            raise CancellationNotReversible(posted.voucher, "upk aset lepas")
        if any(asset.entry == entry.reverses for asset in assets_of(session)):
            raise CancellationNotReversible(posted.voucher, "upk aset tambah")
        return
    if entry.kind == BOUGHT and alone:
        raise NotReversibleHere(posted.voucher, "upk aset batal")
    for asset in assets_of(session):
        gone = standing_disposal(asset)
        if asset.entry == posted.record and gone is not None:
            raise AssetDisposed(asset.code, gone.on, gone.voucher)


def standing_disposal(asset: Asset) -> Disposal | None:
    """The disposal of an asset that was not undone, whatever its date."""
    return next((disposal for disposal in asset.disposals if disposal.until is None), None)


def find_asset(session: ReadSession, code: str) -> Asset:
    """The asset of this code; `UnknownAsset` where none is registered, or not any more."""
    assets = assets_of(session)
    found = newest(assets, code)
    if found is None or found.until is not None:
        names = {asset.code: f"{asset.code} {asset.name}" for asset in assets if asset.until is None}
        near = get_close_matches(code.strip(), names, 3, 0.5)
        raise UnknownAsset(code, tuple(names[each] for each in near))
    return found


def asset_history(desk: Desk, code: str, on: date) -> AssetHistory:
    """One asset with what every entry did to it; `UnknownAsset` where it never was registered."""
    with desk.read() as session:
        asset = newest(assets_of(session), code) or find_asset(session, code)
        at = next((at for at in assets_at(session, on) if at.asset.record == asset.record), None)
        return AssetHistory(asset, at, tuple(asset_moves(session, asset.code)))


def asset_list(desk: Desk, on: date) -> list[AssetAt]:
    """The assets that the office has at the end of a day."""
    with desk.read() as session:
        return assets_at(session, on)


def assets_at(session: ReadSession, on: date, through: int | None = None) -> list[AssetAt]:
    """The assets at the end of a day, by code; of what was registered by the record `through`."""
    found = standing(assets_of(session, through), on)
    sums = asset_sums(session, on) if found else {}
    return [asset_at(asset, sums) for _, asset in sorted(found.items()) if asset.disposal(on) is None]


def asset_at(asset: Asset, sums: dict[tuple[str, str], AssetSums]) -> AssetAt:
    """An asset by its lines."""
    spent = sums.get((asset.code, EXPENSE), AssetSums())
    kept = sums.get((asset.code, ACCUMULATED), AssetSums())
    return AssetAt(asset, spent.month, spent.year, asset.depreciated - kept.total)


def post_depreciation(session: WriteSession, month: Month) -> tuple[PostedSum, ...]:
    """Let every asset's lines hold what they have to at a month's end: one entry, nothing where they do.

    What a month before lacks, because an asset was registered late or an entry was undone, is caught up.
    """
    assets = assets_of(session)
    if not assets:
        return ()
    counting, sums = standing(assets, month.last), asset_sums(session, month.last)
    due = {}
    late = 0
    for code in sorted({asset.code for asset in assets}):
        asset = counting.get(code)
        held = -sums.get((code, ACCUMULATED), AssetSums()).total
        missing = (asset.posted(month) if asset else 0) - held
        if missing:
            due[code] = missing
            own = asset.posted(month) - asset.posted(month.previous()) if asset else 0
            late += missing - (0 if asset is None or asset.disposal(month.last) else own)
    if not due:
        return ()
    words = f"Penyusutan inventaris {long_month(month)}"
    posted = post_amounts(session, month.last, due, words)
    expense, contra = (the_account(session, role).code for role in (EXPENSE, ACCUMULATED))
    net = sum(due.values())
    debit, credit = (expense, contra) if net >= 0 else (contra, expense)
    return (PostedSum(DEPRECIATED, posted.voucher, month.last, debit, credit, net, late),)


def post_amounts(session: WriteSession, on: date, due: dict[str, int], words: str) -> PostedEntry:
    """Depreciate assets by amounts (sen; negative: take it back), a pair of lines each."""
    expense, contra = (the_account(session, role).code for role in (EXPENSE, ACCUMULATED))
    lines = []
    for code, amount in due.items():
        debit, credit = (expense, contra) if amount > 0 else (contra, expense)
        lines += [
            JournalLine(debit, debit=abs(amount), asset=code),
            JournalLine(credit, credit=abs(amount), asset=code),
        ]
    return post(session, JournalEntry(on, DEPRECIATED, tuple(lines), words))
