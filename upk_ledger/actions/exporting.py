"""Writing the whole journal into a file for other programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from upk_ledger.core.exports import Export
from upk_ledger.exchange.export_plaintext import beancount_text, hledger_text
from upk_ledger.exchange.export_tables import journal_csv, journal_workbook
from upk_ledger.exchange.files import in_folder, replacing
from upk_ledger.store.desk import Desk
from upk_ledger.store.exporting import whole_journal

Format = Literal["hledger", "beancount", "csv", "xlsx"]

ENDINGS: dict[Format, str] = {
    "hledger": ".journal",
    "beancount": ".beancount",
    "csv": ".csv",
    "xlsx": ".xlsx",
}
"""The formats of `upk ekspor` with the ending that their programs expect."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """Where the journal was written, and how much of it there is."""

    path: Path
    entries: int
    lines: int


def export_journal(desk: Desk, wanted: Format, path: Path) -> ExportResult:
    """Write the whole journal to `path`, or into the folder `path` (or a name without an ending) as `jurnal-<office>`.

    Raises `WouldReplaceBook`, `FolderReadOnly`, `FileInUse`, `NoRoomForFile`, `CannotWrite`.
    """
    with desk.read() as session:
        export = whole_journal(session)
    target = in_folder(path, f"jurnal-{desk.office.code.lower()}{ENDINGS[wanted]}")
    with replacing(target) as file:
        _write(export, wanted, file)
    return ExportResult(target, len(export.entries), sum(len(entry.lines) for entry in export.entries))


def _write(export: Export, wanted: Format, file: BinaryIO) -> None:
    if wanted == "xlsx":
        journal_workbook(export, file)
    elif wanted == "csv":
        _write_text(journal_csv(export), file)
    else:
        lines = hledger_text(export) if wanted == "hledger" else beancount_text(export)
        _write_text((line + "\n" for line in lines), file)


def _write_text(pieces: Iterable[str], file: BinaryIO) -> None:
    file.writelines(piece.encode() for piece in pieces)
