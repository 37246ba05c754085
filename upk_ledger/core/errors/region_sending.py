"""Refusals of what a UPK does to send its bundles: months that cannot be sent, keys that are none or are gone."""

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class MonthOpen(UpkError):
    """A month that is not closed cannot be sent; `newest` is the newest closed one, None where there is none."""

    month: Month
    newest: Month | None


class SentWithin(UpkError):
    """The month's records travelled in the bundle of a later month."""

    month: Month
    other: Month


class RecordNotSent(UpkError):
    """No bundle holds that record yet; `last` is the last one that was sent."""

    record: int
    last: int


class OtherBundleThere(UpkError):
    """The file is the bundle of another UPK, or of other records; `further` is a name that tells more."""

    path: str
    name: str
    village: str
    further: str


class KeyGone(UpkError):
    """The book names a key that signs, and does not hold its secret: it was left behind where the book was."""

    fingerprint: str


class KeyNotMade(UpkError):
    """There is no key yet: the first bundle makes it."""


class RegionKeyNotMade(UpkError):
    """There is no key of the region yet that another could replace."""


class NotAKey(UpkError):
    """What was given as a public key is none; `given` is the file or the text."""

    given: str


class KeyDamaged(UpkError):
    """A key's file names a fingerprint that is not the key's: a digit was changed."""

    given: str


class KeyRegistered(UpkError):
    """This key is registered already."""

    fingerprint: str


class KeyOfSigning(UpkError):
    """The UPK's own key for signing was given as the key to seal for."""

    fingerprint: str
