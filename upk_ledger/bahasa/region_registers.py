"""Words of a region's registers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from upk_ledger.bahasa.dates import short_date

LABELS: Mapping[str, str] = {
    "code": "Kode",
    "name": "Nama UPK",
    "board": "BKM/LKM",
    "village_kind": "Kelurahan atau desa",
    "village": "Nama kelurahan/desa",
    "district": "Kecamatan",
    "regency": "Kota/Kabupaten",
    "status": "Status",
    "reporting": "Cara melapor",
    "deed": "Akta",
    "deed_on": "Tanggal akta",
    "term_from": "Masa bakti mulai",
    "term_until": "Masa bakti sampai",
    "bank": "Bank",
    "bank_account": "Nomor rekening",
    "handed_over_on": "Serah terima",
    "secretariat_bookkeeping": "Pembukuan Sekretariat",
    "contact": "Kontak",
    "poor_percent": "Warga miskin (%)",
    "slum_hectares": "Luas kawasan kumuh (ha)",
    "dense": "Permukiman padat dan miskin",
    "priority": "Prioritas Pemda",
    "voters": "Pemilih BKM dari warga dewasa",
}
"""What each fact is called on screen."""


def shown(value: Any) -> str:
    """A fact of the register as a person reads it."""
    if isinstance(value, date):
        return short_date(value)
    return str(value) if value else "-"


def changed_words(facts: tuple[tuple[str, Any, Any], ...]) -> str:
    """What a change of the register changed: each fact, before and after."""
    parts = [
        f"{LABELS[name]}: {shown(after)}"
        if before in {None, ""}
        else f"{LABELS[name]}: {shown(before)} -> {shown(after)}"
        for name, before, after in facts
        if name in LABELS and name != "code"
    ]
    return "; ".join(parts)
