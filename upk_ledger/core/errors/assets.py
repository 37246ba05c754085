"""Refusals about the register of assets."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class UnknownAsset(UpkError):
    """No asset that is registered has this code; `near` are the most similar, as "code name"."""

    given: str
    near: tuple[str, ...] = ()


class AssetExists(UpkError):
    """An asset of this code is registered already."""

    given: str
    name: str


class SalvageTooHigh(UpkError):
    """What an asset is worth at its end and what was depreciated before are more than it cost (sen)."""

    cost: int
    salvage: int
    depreciated: int


class PurchaseTooSmall(UpkError):
    """An entry debits accounts of assets by less (sen) than the asset cost, other registered assets aside."""

    voucher: str
    cost: int
    room: int


class PurchaseIsOpening(UpkError):
    """The entry is the opening balance, which is named in another way."""

    voucher: str


class OpeningTooSmall(UpkError):
    """The opening balance of an account holds less (sen) than the asset cost, other registered assets aside."""

    account: str
    cost: int
    room: int


class OpeningDepreciationTooSmall(UpkError):
    """The opening balance holds less accumulated depreciation (sen) than the asset has, other assets aside."""

    depreciated: int
    room: int


class NotInOpening(UpkError):
    """What was acquired when the book had begun is no part of its opening balance."""

    on: date
    start: date


class AssetDisposed(UpkError):
    """The asset left the office on a day."""

    asset: str
    on: date
    voucher: str


class AssetNotDisposed(UpkError):
    """The asset has not left the office."""

    asset: str


class DisposedBeforeAcquired(UpkError):
    """An asset cannot leave before it came."""

    asset: str
    on: date
    acquired: date
