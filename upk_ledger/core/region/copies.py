"""Copies of books that are kept elsewhere, and what became of a bundle that came."""

from dataclasses import dataclass

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError

BY_BUNDLES, MOVED = "kiriman", "pindah"
"""Why an office is a copy here: it comes by bundles, or its book moved away."""

ACCEPTED, KNOWN, WAITING, REFUSED = "diterima", "sudah", "menunggu", "ditolak"
"""What becomes of a bundle."""

AT_FIRST, BY_CHAIN, BY_OFFICER = "pertama", "rantai", "pemda"
"""Why a key is taken for a UPK's: it came first, the one before it signed it, the officer accepted it."""

UNCOMPARED, COMPARED = "belum", "cocok"
"""Whether a key was held against the paper that the board signed."""


@dataclass(frozen=True, slots=True)
class KnownKey:
    """The key by which the bundles of a UPK are known; `public_key` is empty while only its fingerprint is."""

    upk: str
    uuid: str
    public_key: str
    fingerprint: str
    basis: str
    status: str


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: of whom it is and of which records, where it could be read.

    `error` says why it was refused; a waiting one waits for the records from `awaited` on. `pinned` is a key that was
    taken for the UPK's with this bundle. `loaded` counts the records that are new.
    """

    file: str
    status: str
    upk: str = ""
    name: str = ""
    month: Month | None = None
    first: int | None = None
    last: int | None = None
    loaded: int = 0
    awaited: int | None = None
    error: UpkError | None = None
    pinned: KnownKey | None = None
    by_form: bool = False
    """Whether the UPK reported by a form, of itself: nobody verified it."""
    ahead: tuple[int, str] | None = None
    """The first new record that was made more than a day after now, and when: somebody's clock is wrong."""
    replaced: tuple[str, ...] = ()
    """The figures of that form that took the place of others, in words."""
    regency: str = ""
    """Where a UPK that is new here says it is, if that is not the region's own city or regency."""
    sealed_away: bool = False
    """Whether its NIK are sealed for a key that is none of the region's: they can never be compared here."""
