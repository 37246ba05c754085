"""A bundle: what a UPK sends of its book, from the last bundle to the closing of a month.

A file is a zip of `surat.json` (the manifest), one `<table>.jsonl` a table, `nik.tersegel` and
`tanda-tangan.json`. The signatures are of the manifest's bytes; the manifest holds every other member's digest.
"""

from dataclasses import dataclass
from typing import Any

from upk_ledger.core.dates import Month

FORMAT = "upk-kiriman/1"
"""What a manifest of this form calls itself."""

SUFFIX = ".upk"
"""How a bundle's file name ends."""

SIGNING = "tanda-tangan"
SEALING = "rahasia"
"""What a secret key is for: signing bundles, opening what was sealed."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Whose bundle it is, of which records, and by which key it is signed.

    `code` is what the UPK calls itself. `previous` is the digest of the record before `first` (of the UUID's chain:
    the UUID itself where `first` is 1), `head` that of `last`. `made_at` is a moment as records have it.
    `public_key` (hex) and `fingerprint` are of the key that signs, `replaces` is the fingerprint of the key before
    it in the first bundle after a change, else empty; `recipient` that of the key for which NIK are sealed, or empty.
    """

    format: str
    uuid: str
    code: str
    name: str
    board: str
    village_kind: str
    village: str
    district: str
    regency_kind: str
    regency: str
    province: str
    month: Month
    first: int
    last: int
    previous: str
    head: str
    made_at: str
    public_key: str
    fingerprint: str
    replaces: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that travel: text, whole numbers or nothing, in the order of the columns."""

    columns: tuple[str, ...]
    rows: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it was read: its form, digests and the signature of its own key are sound.

    `sealed` are the NIK, sealed (base64, empty for none). `signatures` holds by fingerprint the signature (hex) of
    `signed`, the manifest's bytes; only that of the manifest's own key was verified, who knows the key that it
    replaces verifies the other. `file` is the digest of the file's bytes.
    """

    manifest: Manifest
    tables: dict[str, Rows]
    sealed: str
    signatures: dict[str, str]
    signed: bytes
    file: str


def readable(fingerprint: str) -> str:
    """A fingerprint in groups of four, as two people read it to each other."""
    shown = fingerprint.upper()
    return " ".join(shown[place : place + 4] for place in range(0, len(shown), 4))
