"""Refusals of a bundle whose file is sound: what it says cannot be taken for this UPK's history."""

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.region.refusals import Refusal


class HistoryRewritten(Refusal):
    """A record that was received before is another one now.

    `kind`, `recorded_at` and `stood` (its body) are what it was, the `claimed_` ones what the bundle has in its place:
    empty where it does not hold that record itself, so that an earlier one may differ already. `zone` is that of the
    region's clock.
    """

    number: int
    kind: str
    recorded_at: str
    stood: str
    claimed_kind: str
    claimed_at: str
    claimed: str
    zone: str

    @property
    def differing(self) -> int | None:
        """See `Refusal.differing`."""
        return self.number


class ChainBroken(Refusal):
    """The records of a bundle do not hang together, from this one on."""

    number: int


class WrongMonth(Refusal):
    """The newest record of a bundle is not the closing of the month that it names."""

    month: str


class FiguresDiffer(Refusal):
    """What the bundle says and what is counted from it differ; `details` are the first of `count` differences."""

    count: int
    details: tuple[str, ...]


class RowsRefused(Refusal):
    """The book does not take the bundle's rows: they contradict each other; `words` are the database's."""

    words: str


class KeyNotKnown(Refusal):
    """The bundle is signed by another key than the one that is known for this UPK."""

    known: str
    given: str


class KeyReplaced(Refusal):
    """The bundle is signed by a key that another one replaced: whoever has the old one need not be the UPK.

    `month` is the bundle's, for the UPK to make it again by its present key.
    """

    known: str
    given: str
    month: Month


class BookIsHere(Refusal):
    """The UPK's own book is kept here: nobody sends it anything from elsewhere."""


class KnownAsAnother(UpkError):
    """The UPK has another code here than the one that was asked for."""

    given: str
    upk: str


class NoKeyYet(UpkError):
    """No bundle of the UPK came yet, so that no key of it is known."""

    upk: str


class FingerprintDiffers(UpkError):
    """What was read from the paper is not the fingerprint of the key that is known."""

    upk: str
    known: str
    given: str


class FingerprintUnreadable(UpkError):
    """What was typed is no fingerprint."""

    given: str


class KeyKnownAlready(UpkError):
    """The key that is to be accepted is the one that is known."""

    upk: str
    given: str
