"""What the books of many UPK show that wants checking: a finding says what was seen, never that anyone is guilty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

SAME_PERSON = "orang-sama"
STOPPED = "penerimaan-berhenti"
OFFICE_STOPPED = "upk-berhenti-menerima"
EVERGREEN = "lunas-pinjam-lagi"
CANCELLED = "batal-akhir-bulan"
UNBANKED = "kas-tidak-disetor"
DIGITS = "pola-angka"
CHANGED = "aturan-diubah"

KINDS = (SAME_PERSON, STOPPED, OFFICE_STOPPED, EVERGREEN, CANCELLED, UNBANKED, DIGITS, CHANGED)
"""The kinds of findings, in the order in which they are told."""


class EntryRef(NamedTuple):
    """An entry behind a finding: `upk --upk {office} audit jejak-bukti {voucher}` opens it."""

    office: str
    voucher: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that wants checking in one UPK, or in several.

    `code` names it in every later run; `upk` are codes of the region, `groups` codes of KSM (with the UPK's before
    them where there are several), `facts` what the words of its kind tell; `on` is since when.
    """

    code: str
    kind: str
    upk: tuple[str, ...]
    groups: tuple[str, ...]
    facts: Mapping[str, Any]
    amount: int
    entries: tuple[EntryRef, ...]
    on: date


def finding_code(kind: str, *named: object) -> str:
    """What a finding is called: by what it names alone, so that it keeps its code from run to run."""
    words = "\n".join(map(str, (kind, *named)))
    letters = "".join(word[0] for word in kind.split("-")).upper()
    return f"{letters[:2]}-{sha256(words.encode()).hexdigest()[:8]}"


class Office(NamedTuple):
    """A UPK whose book is here, as findings need it; `upk` is the region's code, `code` the book's.

    `known_until` is the last day of its newest closed month within the days looked at: later days are not judged.
    """

    office_id: int
    upk: str
    code: str
    uuid: str
    start: date
    known_until: date | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found from `since` to `until` in the books of `judged`; `unjudged` closed no month in that time.

    `left_out` counts NIK that are none and so could not be compared, `unread` the UPK whose sealed NIK nobody could
    open here.
    """

    since: date
    until: date
    found: Sequence[Finding]
    judged: Sequence[str]
    unjudged: Sequence[str]
    compared: int = 0
    left_out: int = 0
    unread: Sequence[str] = ()
