"""Bundles as files: written to the same bytes by the same parts, read as if an enemy had written them."""

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.errors import region_bundles as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.region.bundles import FORMAT, Bundle, Manifest, Rows
from upk_ledger.exchange import seals

MANIFEST, SEALED, SIGNATURES, TABLE = "surat.json", "nik.tersegel", "tanda-tangan.json", ".jsonl"
"""The parts of the file; a table's part is its name with the last of these."""

FILE_LIMIT, TOTAL_LIMIT, LETTER_LIMIT = 64 << 20, 512 << 20, 1 << 20
"""The bytes of a file, of all its parts unpacked, and of its manifest or its signatures."""

_PARTS_LIMIT = 500
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The moment of every part: a file tells when it was made by its manifest alone."""

_CONTENTS = "contents"
_KINDS = {field.name: field.type for field in fields(Manifest)}
_FORMS = {
    "uuid": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "head": re.compile(r"[0-9a-f]{64}"),
    "public_key": re.compile(r"[0-9a-f]{64}"),
    "fingerprint": re.compile(r"[0-9a-f]{32}"),
    "replaces": re.compile(r"([0-9a-f]{32})?"),
    "recipient": re.compile(r"([0-9a-f]{32})?"),
    "month": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
}
_DIGEST, _SIGNATURE = _FORMS["head"], re.compile(r"[0-9a-f]{128}")
_TABLE_NAME = re.compile(r"[a-z_]{1,60}\.jsonl")
_SPELLED_NUL = "\\u0000"
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A character that one of the databases does not take, as JSON writes it."""

_BIGGEST = 1 << 63
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    LookupError,
)
"""How a zip that is none, or half of one, fails."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_bundle(
    manifest: Manifest, tables: Mapping[str, Rows], sealed: str, sign: Callable[[bytes], Mapping[str, str]]
) -> bytes:
    """The file of a bundle; `sign` answers for the manifest's bytes with the signatures by fingerprint."""
    parts = {f"{name}{TABLE}": _lines(rows) for name, rows in sorted(tables.items())}
    parts[SEALED] = sealed.encode()
    contents = {part: [len(content), sha256(content).hexdigest()] for part, content in parts.items()}
    told = asdict(manifest) | {"month": str(manifest.month), _CONTENTS: contents}
    letter = _JSON.encode(told).encode()
    signatures = _JSON.encode(dict(sign(letter))).encode()
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for part, content in ({MANIFEST: letter, SIGNATURES: signatures} | parts).items():
            place = zipfile.ZipInfo(part, _FIRST_DAY)
            place.create_system = 3  # else it would tell on what kind of machine it was made
            place.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(place, content)
    return file.getvalue()


def _lines(table: Rows) -> bytes:
    return "".join(f"{_JSON.encode(row)}\n" for row in (list(table.columns), *table.rows)).encode()


def read_bundle(content: bytes, name: str) -> Bundle:
    """The bundle in a file called `name`: its form, sizes and digests hold, and it is signed by its own key.

    Raises the errors of `core.errors.region_bundles`.
    """
    if len(content) > FILE_LIMIT:
        raise errors.BundleTooLarge(name, FILE_LIMIT >> 20)
    try:
        packed = zipfile.ZipFile(BytesIO(content))
    except _BROKEN:
        raise errors.NotABundle(name) from None
    with packed:
        return _Reading(packed, name).bundle(sha256(content).hexdigest())


class _Reading:
    """One file that is being read; the manifest and its signature come before anything else is unpacked."""

    def __init__(self, packed: zipfile.ZipFile, name: str) -> None:
        self.packed = packed
        self.name = name
        parts = packed.infolist()
        self.places = {place.filename: place for place in parts}
        if MANIFEST not in self.places:
            raise errors.NotABundle(name)
        if len(parts) > _PARTS_LIMIT or len(parts) != len(self.places):
            raise errors.BundleMalformed(name, MANIFEST)

    def bundle(self, file: str) -> Bundle:
        """Everything the file holds."""
        letter = self.unpacked(MANIFEST, LETTER_LIMIT)
        told = self.data(MANIFEST, letter)
        self.known_form(told)
        manifest = self.manifest(told)
        signatures = self.signatures(manifest)
        if not seals.verify(manifest.public_key, letter, signatures[manifest.fingerprint]):
            raise errors.BundleUnsigned(self.name, manifest.fingerprint)
        contents = self.contents(told.get(_CONTENTS))
        tables = {
            part.removesuffix(TABLE): self.table(part, *told_of)
            for part, told_of in contents.items()
            if part != SEALED
        }
        sealed = self.text(SEALED, self.part(SEALED, *contents[SEALED]))
        if bool(sealed) != bool(manifest.recipient) or not sealed.isascii():
            raise self.malformed(SEALED)
        return Bundle(manifest, tables, sealed, signatures, letter, file)

    def malformed(self, part: str) -> UpkError:
        """The refusal of a part that is not what it must be."""
        return errors.BundleMalformed(self.name, part)

    def unpacked(self, part: str, limit: int) -> bytes:
        """The bytes of a part that has at most `limit`."""
        place = self.places.get(part)
        if place is None:
            raise errors.BundleIncomplete(self.name, part)
        if place.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self.malformed(part)
        try:
            with self.packed.open(place) as opened:
                content = opened.read(limit + 1)
        except _BROKEN:
            raise self.malformed(part) from None
        if len(content) > limit:
            raise (
                errors.BundleTooLarge(self.name, limit >> 20) if limit == LETTER_LIMIT else self.changed(part)
            )
        return content

    def changed(self, part: str) -> UpkError:
        """The refusal of a part that the manifest knows otherwise."""
        return errors.BundleChanged(self.name, part)

    def part(self, part: str, size: int, digest: str) -> bytes:
        """A part that is what the manifest says."""
        content = self.unpacked(part, size)
        if len(content) != size or sha256(content).hexdigest() != digest:
            raise self.changed(part)
        return content

    def text(self, part: str, content: bytes) -> str:
        """A part's text."""
        try:
            return content.decode()
        except UnicodeDecodeError:
            raise self.malformed(part) from None

    def data(self, part: str, content: bytes) -> Any:
        """What a part says, written the one way in which this program writes it."""
        text = self.text(part, content)
        try:
            found = json.loads(text)
            same = _JSON.encode(found) == text
        except (ValueError, RecursionError):
            raise self.malformed(part) from None
        if not same or (_SPELLED_NUL in text and _NUL.search(text)):
            raise self.malformed(part)
        return found

    def known_form(self, told: Any) -> None:
        """Refuse what says of itself that it is of another form."""
        given = told.get("format") if isinstance(told, dict) else None
        if given == FORMAT:
            return
        family = FORMAT.partition("/")[0]
        if isinstance(given, str) and re.fullmatch(rf"{family}/[0-9]{{1,4}}", given):
            raise errors.BundleNewer(self.name, given)
        raise self.malformed(MANIFEST)

    def manifest(self, told: dict[str, Any]) -> Manifest:
        """The manifest, every field of its form."""
        if set(told) != {*_KINDS, _CONTENTS}:
            raise self.malformed(MANIFEST)
        for field, kind in _KINDS.items():
            value: Any = told[field]
            form = _FORMS.get(field)
            if type(value) is not (int if kind is int else str) or (
                form and form.fullmatch(str(value)) is None
            ):
                raise self.malformed(MANIFEST)
        year, month = map(int, told["month"].split("-"))
        own = {field: told[field] for field in _KINDS} | {"month": Month(max(year, 1), month)}
        manifest = Manifest(**own)
        if not (
            year
            and 0 < manifest.first <= manifest.last < 1 << 31
            and (manifest.previous == manifest.uuid if manifest.first == 1 else _is_digest(manifest.previous))
            and manifest.fingerprint == seals.fingerprint(manifest.public_key)
            and manifest.replaces != manifest.fingerprint
            and manifest.code
            and manifest.name
            and _is_moment(manifest.made_at)
        ):
            raise self.malformed(MANIFEST)
        return manifest

    def signatures(self, manifest: Manifest) -> dict[str, str]:
        """The signatures: that of the manifest's key, and none but the replaced key's beside it."""
        found = self.data(SIGNATURES, self.unpacked(SIGNATURES, LETTER_LIMIT))
        keys = {manifest.fingerprint, manifest.replaces}
        if not isinstance(found, dict) or not found.keys() <= keys or manifest.fingerprint not in found:
            raise self.malformed(SIGNATURES)
        if not all(isinstance(one, str) and _SIGNATURE.fullmatch(one) for one in found.values()):
            raise self.malformed(SIGNATURES)
        return found

    def contents(self, told: Any) -> dict[str, tuple[int, str]]:
        """What the manifest says of the other parts; the file holds them and no more."""
        if not isinstance(told, dict) or SEALED not in told:
            raise self.malformed(MANIFEST)
        for part, said in told.items():
            if part != SEALED and _TABLE_NAME.fullmatch(part) is None:
                raise self.malformed(MANIFEST)
            if not isinstance(said, list) or [type(one) for one in said] != [int, str] or said[0] < 0:
                raise self.malformed(MANIFEST)
        if sum(size for size, _ in told.values()) > TOTAL_LIMIT:
            raise errors.BundleTooLarge(self.name, TOTAL_LIMIT >> 20)
        for part in sorted(self.places.keys() ^ (told.keys() | {MANIFEST, SIGNATURES})):
            raise self.malformed(part) if part in self.places else errors.BundleIncomplete(self.name, part)
        return {part: (size, digest) for part, (size, digest) in told.items()}

    def table(self, part: str, size: int, digest: str) -> Rows:
        """The rows of a table."""
        text = self.text(part, self.part(part, size, digest))
        if not text.endswith("\n"):
            raise self.malformed(part)
        listed = text[:-1].replace("\n", ",")
        found = self.data(part, f"[{listed}]".encode())
        if not all(isinstance(row, list) for row in found):
            raise self.malformed(part)
        columns, rows = found[0], found[1:]
        named = columns and all(isinstance(one, str) for one in columns)
        if not named or any(len(row) != len(columns) for row in rows):
            raise self.malformed(part)
        if not {type(value) for row in rows for value in row} <= {str, int, type(None)}:
            raise self.malformed(part)
        numbers = [value for row in rows for value in row if type(value) is int]
        if numbers and not -_BIGGEST <= min(numbers) <= max(numbers) < _BIGGEST:
            raise self.malformed(part)
        return Rows(tuple(columns), rows)


def _is_digest(given: str) -> bool:
    return _DIGEST.fullmatch(given) is not None


def _is_moment(given: str) -> bool:
    try:
        return datetime.fromisoformat(given).utcoffset() == timedelta(0)
    except ValueError:
        return False
