import json
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import region_bundles as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.region.bundles import FORMAT, Manifest, Rows, readable
from upk_ledger.exchange import bundles, seals
from upk_ledger.exchange.bundles import read_bundle, write_bundle

SECRET, PUBLIC = seals.new_signing_key(lambda size: bytes(range(size)))
OLD_SECRET, OLD_PUBLIC = seals.new_signing_key(lambda size: b"o" * size)
BOX_SECRET, BOX_PUBLIC = seals.new_box_key(lambda size: b"b" * size)
FINGERPRINT = seals.fingerprint(PUBLIC)
UUID = "0b0f6a3c-2f5e-4c52-9d36-6b1f3f8a1234"
TABLES = {
    "record": Rows(
        ("number", "kind", "body"), [[1, "mulai", '["mulai/1","\\u00e9","a\\\\u0000"]'], [2, "x", "é\n"]]
    ),
    "fund": Rows(("code", "name"), []),
}


def manifest(**changes):
    told = {
        "format": FORMAT,
        "uuid": UUID,
        "code": "MELATI",
        "name": "UPK Melati",
        "board": "BKM Melati",
        "village_kind": "Kelurahan",
        "village": "Melati",
        "district": "Gajahmungkur",
        "regency_kind": "Kota",
        "regency": "Semarang",
        "province": "Jawa Tengah",
        "month": Month(2026, 10),
        "first": 1,
        "last": 2,
        "previous": UUID,
        "head": "ab" * 32,
        "made_at": "2026-11-03T02:00:00.000000+00:00",
        "public_key": PUBLIC,
        "fingerprint": FINGERPRINT,
    }
    return Manifest(**(told | changes))


def by_key(letter):
    return {FINGERPRINT: seals.sign(SECRET, letter)}


def written(tables=TABLES, sealed="", sign=by_key, **changes):
    return write_bundle(manifest(**changes), tables, sealed, sign)


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def rewritten(letter=None, again=True, **parts):
    """A bundle with parts exchanged: its manifest made to fit them (`again`) and signed as its maker would."""
    made = parts_of(written()) | {name.replace("__", "."): content for name, content in parts.items()}
    told = json.loads(made["surat.json"])
    if again:
        told["contents"] = {
            name: [len(content), sha256(content).hexdigest()]
            for name, content in made.items()
            if name not in {"surat.json", "tanda-tangan.json"}
        }
    told |= letter or {}
    made["surat.json"] = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    if "tanda-tangan__json" not in parts:
        made["tanda-tangan.json"] = json.dumps(by_key(made["surat.json"]), separators=(",", ":")).encode()
    return packed(made)


def test_a_bundle_is_read_as_it_was_written():
    content = written()
    bundle = read_bundle(content, "melati.upk")
    assert bundle.manifest == manifest()
    assert bundle.tables == TABLES
    assert bundle.sealed == ""
    assert bundle.file == sha256(content).hexdigest()
    assert content == written()


def test_what_a_test_rewrites_by_the_rules_is_a_bundle():
    assert read_bundle(rewritten(), "a").tables == TABLES


def test_the_replaced_key_signs_beside_the_new_one():
    old = seals.fingerprint(OLD_PUBLIC)

    def both(letter):
        return by_key(letter) | {old: seals.sign(OLD_SECRET, letter)}

    bundle = read_bundle(written(sign=both, replaces=old), "a")
    assert seals.verify(OLD_PUBLIC, bundle.signed, bundle.signatures[old])
    with pytest.raises(errors.BundleMalformed):
        read_bundle(written(sign=both), "a")


def test_only_the_holder_of_the_secret_key_opens_a_seal():
    sealed = seals.seal(BOX_PUBLIC, b"[]")
    bundle = read_bundle(written(sealed=sealed, recipient=seals.fingerprint(BOX_PUBLIC)), "a")
    assert seals.unseal(BOX_SECRET, bundle.sealed) == b"[]"
    assert seals.unseal(SECRET, bundle.sealed) is None
    assert seals.unseal(BOX_SECRET, "tidak") is None


def test_no_signature_is_taken_for_one():
    assert not seals.verify(PUBLIC, b"a", "00")
    assert not seals.verify("zz", b"a", "00" * 64)
    assert not seals.verify(PUBLIC, b"b", seals.sign(SECRET, b"a"))


def test_a_fingerprint_is_read_in_groups():
    assert readable("0123456789abcdef0123456789abcdef") == "0123 4567 89AB CDEF 0123 4567 89AB CDEF"


def without(part):
    return packed({name: content for name, content in parts_of(written()).items() if name != part})


def table(text):
    return rewritten(fund__jsonl=text if isinstance(text, bytes) else text.encode())


def signed_by_another():
    letter = json.loads(parts_of(written())["surat.json"])
    signatures = {letter["fingerprint"]: seals.sign(OLD_SECRET, b"x")}
    return rewritten(**{"tanda-tangan__json": json.dumps(signatures, separators=(",", ":")).encode()})


HOSTILE = {
    "nothing": (b"", errors.NotABundle),
    "a letter": (b"Dengan hormat", errors.NotABundle),
    "another zip": (packed({"isi.txt": b"a"}), errors.NotABundle),
    "half a file": (written()[: len(written()) // 2], errors.NotABundle),
    "no signatures": (without("tanda-tangan.json"), errors.BundleIncomplete),
    "no table that is named": (without("fund.jsonl"), errors.BundleIncomplete),
    "no seal": (without("nik.tersegel"), errors.BundleIncomplete),
    "a part too many": (packed(parts_of(written()) | {"lain.txt": b""}), errors.BundleMalformed),
    "a part of a foreign path": (rewritten(**{"../../upk.db": b"a"}), errors.BundleMalformed),
    "a manifest of no JSON": (packed({"surat.json": b"{"}), errors.BundleMalformed),
    "a manifest that nests for ever": (packed({"surat.json": b"[" * 100_000}), errors.BundleMalformed),
    "a manifest without end": (packed({"surat.json": b" " * (2 << 20)}), errors.BundleTooLarge),
    "a manifest that is a list": (packed({"surat.json": b"[]"}), errors.BundleMalformed),
    "a newer form": (rewritten({"format": "upk-kiriman/2"}), errors.BundleNewer),
    "a foreign form": (rewritten({"format": "lain"}), errors.BundleMalformed),
    "a field too many": (rewritten({"lain": 1}), errors.BundleMalformed),
    "a month that is none": (rewritten({"month": "2026-13"}), errors.BundleMalformed),
    "a year that is none": (rewritten({"month": "0000-01"}), errors.BundleMalformed),
    "a number that is text": (rewritten({"first": "1"}), errors.BundleMalformed),
    "a number that is true": (rewritten({"first": True}), errors.BundleMalformed),
    "records backwards": (rewritten({"first": 3, "previous": "ab" * 32}), errors.BundleMalformed),
    "a beginning behind something": (rewritten({"previous": "ab" * 32}), errors.BundleMalformed),
    "a moment that is none": (rewritten({"made_at": "kemarin"}), errors.BundleMalformed),
    "a moment of no zone": (rewritten({"made_at": "2026-11-03T02:00:00"}), errors.BundleMalformed),
    "another's fingerprint": (rewritten({"fingerprint": "ab" * 16}), errors.BundleMalformed),
    "a seal for nobody": (rewritten(nik__tersegel=b"abc"), errors.BundleMalformed),
    "nothing sealed for somebody": (rewritten({"recipient": "ab" * 16}), errors.BundleMalformed),
    "another's signature": (signed_by_another(), errors.BundleUnsigned),
    "signatures that are a list": (rewritten(**{"tanda-tangan__json": b"[]"}), errors.BundleMalformed),
    "another table": (
        rewritten(again=False, fund__jsonl=b'["code","name"]\n["X","Y"]\n'),
        errors.BundleChanged,
    ),
    "a table cut short": (rewritten(again=False, fund__jsonl=b'["code"]\n'), errors.BundleChanged),
    "an unpacked flood": (rewritten({"contents": {"nik.tersegel": [1 << 40, ""]}}), errors.BundleTooLarge),
    "a table of more than it says": (
        rewritten(again=False, fund__jsonl=b"0" * 9_000_000),
        errors.BundleChanged,
    ),
    "a table of no lines": (table(""), errors.BundleMalformed),
    "a table of no columns": (table("[]\n"), errors.BundleMalformed),
    "a table of no text": (table(b"\xff\n"), errors.BundleMalformed),
    "rows that are none": (table('["code"]\n1\n'), errors.BundleMalformed),
    "a row of another length": (table('["code","name"]\n["A"]\n'), errors.BundleMalformed),
    "a fraction": (table('["code"]\n[1.5]\n'), errors.BundleMalformed),
    "a list in a row": (table('["code"]\n[[1]]\n'), errors.BundleMalformed),
    "yes and no": (table('["code"]\n[true]\n'), errors.BundleMalformed),
    "no number at all": (table('["code"]\n[NaN]\n'), errors.BundleMalformed),
    "too great a number": (table(f'["code"]\n[{1 << 63}]\n'), errors.BundleMalformed),
    "a number of many digits": (table(f'["code"]\n[{"9" * 5000}]\n'), errors.BundleMalformed),
    "a character of no database": (table('["code"]\n["a\\u0000"]\n'), errors.BundleMalformed),
    "half a character": (table('["code"]\n["\\ud800"]\n'), errors.BundleMalformed),
    "written in another way": (table('["code"]\n["\\u0041"]\n'), errors.BundleMalformed),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(case):
    content, refusal = HOSTILE[case]
    with pytest.raises(refusal) as told:
        read_bundle(content, "melati.upk")
    assert "melati.upk" in sentence(told.value)


def test_a_file_too_large_is_not_opened(monkeypatch):
    monkeypatch.setattr(bundles, "FILE_LIMIT", 10)
    with pytest.raises(errors.BundleTooLarge):
        read_bundle(written(), "a")


def test_a_part_twice_is_refused():
    file = BytesIO(written())
    with zipfile.ZipFile(file, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("fund.jsonl", b"")
    with pytest.raises(errors.BundleMalformed):
        read_bundle(file.getvalue(), "a")


SOUND = written()


def same_or_refused(content):
    try:
        found = read_bundle(content, "a")
    except UpkError:
        return
    assert (found.manifest, found.tables, found.sealed) == (manifest(), TABLES, "")


def test_a_bit_flipped_anywhere_is_noticed_or_changes_nothing():
    for place in range(len(SOUND)):
        for bit in (0, 3, 7):
            flipped = bytearray(SOUND)
            flipped[place] ^= 1 << bit
            same_or_refused(bytes(flipped))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 60), st.binary(max_size=8)),
        min_size=1,
        max_size=4,
    )
)
def test_a_file_changed_anyhow_is_noticed_or_says_the_same(changes):
    content = SOUND
    for place, gone, put in changes:
        content = content[:place] + put + content[place + gone :]
    same_or_refused(content)
