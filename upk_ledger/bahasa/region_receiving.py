"""What a record of a chain says, in the words of an officer who never saw one."""

import json
from typing import Any

from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.violations import field_name
from upk_ledger.core.dates import local_moment

_LONGEST = 300

REASONS = {
    "history-rewritten": "riwayat berubah",
    "chain-broken": "rantai catatan putus",
    "wrong-month": "bulannya tidak cocok",
    "figures-differ": "hitungan tidak cocok",
    "rows-refused": "isinya bertentangan",
    "key-not-known": "kunci tidak dikenal",
    "key-replaced": "kunci lama yang sudah diganti",
    "book-is-here": "bukunya ada di sini",
}
"""Why a bundle was refused, in a column of a table."""


def moment_words(moment: str, zone: str) -> str:
    """The day and hour of a record's moment by the clocks of a zone."""
    try:
        at = local_moment(moment, zone)
    except (ValueError, LookupError):
        return moment
    return f"{long_date(at.date())} pukul {at:%H.%M} {zone}"


def record_words(kind: str, body: str) -> str:
    """A record's body: an entry by its voucher and lines, any other by the names of its parts."""
    try:
        said = json.loads(body)
        told = _entry(said) if kind == "jurnal" else _parts(kind, said)
    except (ValueError, TypeError, LookupError, AttributeError):
        told = body
    return told if len(told) <= _LONGEST else told[: _LONGEST - 3] + "..."


def _entry(said: list[Any]) -> str:
    _, voucher, on, what, *_ = said
    sides = [
        f"{account} {'debit' if debit else 'kredit'} {rupiah(debit or credit)}"
        for account, debit, credit, *_ in said[7]
    ]
    return f"bukti {voucher} tanggal {on} ({what}): {', '.join(sides)}"


def _parts(kind: str, said: list[Any]) -> str:
    parts = [
        f"{field_name(kind, place, len(said) - 3)} {_plain(value)}"
        for place, value in enumerate(said[1:-2])
        if value not in (None, "", [])
    ]
    return ", ".join(parts)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "/".join(_plain(part) for part in value if part not in (None, "", []))
    return str(value)


def stranger_words(number: int, actor: str) -> str:
    """A record by somebody whom the office does not know."""
    return f'Catatan {number}: dicatat oleh "{actor}", yang bukan pengurus UPK itu.'
