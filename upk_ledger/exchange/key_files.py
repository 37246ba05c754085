"""The small text file by which a region hands out its public key."""

import re
from typing import NamedTuple

from upk_ledger.core.errors.region_sending import KeyDamaged, NotAKey
from upk_ledger.core.region.bundles import readable
from upk_ledger.exchange import seals

LIMIT = 10_000
"""No file of a key is longer."""

_KEY = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")
_OFFICE = re.compile(r"^Kantor\s*:\s*(\S.*?)\s*$", re.MULTILINE)
_FINGERPRINT = re.compile(r"^Sidik jari\s*:\s*([0-9A-Fa-f ]+?)\s*$", re.MULTILINE)

_TEXT = """\
Kunci penerima NIK, untuk kiriman UPK (bukan rahasia: boleh dikirim lewat apa saja).

Kantor     : {office}
Sidik jari : {fingerprint}
Kunci      : {key}
{replaces}
Di UPK: upk kunci pemda BERKAS-INI
Cocokkan sidik jarinya lewat telepon atau surat kantor sebelum dipakai.
"""


class HandedKey(NamedTuple):
    """A public key (hex) that somebody handed out, and whose it is as far as that was told."""

    public_key: str
    fingerprint: str
    office: str = ""


def key_text(office: str, public_key: str, replaces: str = "") -> str:
    """The file that hands out a key; `replaces` is the fingerprint of the one whose place it takes."""
    return _TEXT.format(
        office=" ".join(office.split()),
        fingerprint=readable(seals.fingerprint(public_key)),
        key=public_key,
        replaces=f"Pengganti  : kunci {readable(replaces)}\n" if replaces else "",
    )


def read_key(text: str, given: str) -> HandedKey:
    """The key in a text, whole file or nothing but the key; `given` is what the user typed.

    Raises `NotAKey`, and `KeyDamaged` where the text names another fingerprint.
    """
    keys = {found.lower() for found in _KEY.findall(text)}
    if len(keys) != 1:
        raise NotAKey(given)
    (key,) = keys
    if not seals.can_seal(key):
        raise NotAKey(given)
    fingerprint = seals.fingerprint(key)
    named = _FINGERPRINT.search(text)
    if named and "".join(named[1].split()).lower() != fingerprint:
        raise KeyDamaged(given)
    office = _OFFICE.search(text)
    return HandedKey(key, fingerprint, office[1] if office else "")
