"""Reads CSV files as Excel with Indonesian settings writes them.

UTF-8 with or without a byte-order mark, or Windows-1252; comma or semicolon, or what a first line `sep=;`
says (Excel hides that line, so it does not count as a row).
"""

import csv
import io
import re
from collections.abc import Collection
from itertools import islice
from pathlib import Path

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault
from upk_ledger.exchange.files import system_code
from upk_ledger.exchange.grids import Grid, numbered, tidy

LIMIT = 128
"""Megabytes that one CSV file may have."""

_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?[^\S\r\n]*(?:\r\n|\r|\n|\Z)')
_SEPARATORS = ";,"
_BOM = b"\xef\xbb\xbf"


def read_csv(path: Path, headings: Collection[str], depth: int = 1) -> Grid:
    """The rows of the CSV file at `path`; `headings`, within its first `depth` lines, help to tell its separator."""
    try:
        text = _decoded(_bytes(path))
    except UpkError as error:
        return Grid(path.name, path.stem, faults=(Fault(path.name, None, None, error),))
    separator, text = _separator(text, headings, depth)
    rows: list[tuple[str, ...]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(tuple(map(tidy, record)))  # noqa: PERF401  # the count is needed where it breaks off
    except csv.Error:
        # Nothing around an unpaired quotation mark can be trusted: the file has to be mended first.
        broken = Fault(path.name, len(rows) + 1, None, errors.BrokenQuotes())
        return Grid(path.name, path.stem, faults=(broken,))
    return Grid(path.name, path.stem, numbered(rows))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMIT * 2**20:
            raise errors.FileTooLarge(LIMIT)
        return path.read_bytes()
    except OSError as error:
        raise errors.FileUnreadable(system_code(error)) from None


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise errors.FileEmpty
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if content.startswith(_BOM):
            raise errors.NotText from None
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise errors.NotText from None
    if "\0" in text or content.startswith(b"PK\x03\x04"):
        raise errors.NotText
    return text


def _separator(text: str, headings: Collection[str], depth: int) -> tuple[str, str]:
    """The separator, and the text without a line that names it."""
    told = _SEPARATOR_LINE.match(text)
    if told:
        return told[1], text[told.end() :]
    filled = (line for line in io.StringIO(text, newline=None) if line.strip(" \t\r\n;,"))
    lines = list(islice(filled, depth))

    def known(separator: str) -> tuple[int, int]:
        rows = (
            [tidy(cell).casefold() for cell in next(csv.reader([line], delimiter=separator), [])]
            for line in lines
        )
        return max(((sum(cell in headings for cell in row), len(row)) for row in rows), default=(0, 0))

    return max(_SEPARATORS, key=known), text
