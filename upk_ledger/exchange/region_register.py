"""The register of a region's UPK as a table: read from CSV or Excel, and as a workbook to be filled in."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import xlsxwriter

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.exchange import Fault, ImportFaults
from upk_ledger.core.region.registers import ADEQUACY, REPORTING, STATUSES, Registered
from upk_ledger.exchange.csvfile import read_csv
from upk_ledger.exchange.grids import Grid
from upk_ledger.exchange.listed import listed_rows
from upk_ledger.exchange.tables import Column, Kind

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed moment: the same program makes the same bytes."""

_ROWS = 1000
"""How many rows below the headings get drop-downs."""


def _given(heading: str, field: str, note: str, kind: Kind = "text", choices: tuple[str, ...] = ()) -> Column:
    return Column(heading, field, kind, note, required=False, choices=choices)


COLUMNS = (
    Column(
        "kode", "code", "code", "Kode UPK di wilayah ini: satu kata pendek, tidak boleh kembar. Wajib diisi."
    ),
    _given("nama", "name", "Nama UPK."),
    _given("bkm", "board", "Nama BKM/LKM."),
    _given("kelurahan", "kelurahan", "Nama kelurahan; untuk desa, isi kolom desa."),
    _given("desa", "desa", "Nama desa; untuk kelurahan, isi kolom kelurahan."),
    _given("kecamatan", "district", "Nama kecamatan."),
    _given("kota", "regency", "Nama kota atau kabupaten. Kosong: wilayah ini."),
    _given("status", "status", "Masih berjalan atau tidak. Kosong: aktif.", "choice", STATUSES),
    _given("lapor", "reporting", "Melapor dengan program atau blanko. Kosong: program.", "choice", REPORTING),
    _given("akta", "deed", "Nomor akta pendirian BKM/LKM."),
    _given("tanggal_akta", "deed_on", "Tanggal akta.", "date"),
    _given("masa_bakti_dari", "term_from", "Awal masa bakti pengurus BKM/LKM.", "date"),
    _given("masa_bakti_sampai", "term_until", "Akhir masa bakti pengurus BKM/LKM.", "date"),
    _given("bank", "bank", "Nama bank."),
    _given("rekening", "bank_account", "Nomor rekening, diketik sebagai teks.", "code"),
    _given("serah_terima", "handed_over_on", "Tanggal serah terima dari program kepada Pemda.", "date"),
    _given(
        "pembukuan_sekretariat",
        "secretariat_bookkeeping",
        "Pembukuan Sekretariat memadai?",
        "choice",
        ADEQUACY,
    ),
    _given("kontak", "contact", "Siapa yang dihubungi, dan bagaimana."),
)
HEADINGS = {column.field: column.heading for column in COLUMNS} | {"village": "kelurahan"}
"""What each fact is called in the table and by the options."""


class RegisterRow(NamedTuple):
    """A row of the table: where it stood, and the facts that it tells; an empty cell tells nothing."""

    file: str
    row: int
    facts: dict[str, Any]


def read_register(path: Path) -> list[RegisterRow]:
    """The rows of a file; `ImportFaults` names every fault by file, row and column, `SourceMissing`."""
    if not path.exists():
        raise errors.SourceMissing(str(path))
    columns = {column.heading: column for column in COLUMNS}
    found: list[RegisterRow] = []
    faults: list[Fault] = []
    for grid in _grids(path, frozenset(columns)):
        try:
            rows = listed_rows(grid, columns)
        except ImportFaults as error:
            faults += error.faults
            continue
        for row, values in rows:
            facts = {
                columns[heading].field: value.strip() if isinstance(value, str) else value
                for heading, value in values.items()
                if value is not None
            }
            found.append(RegisterRow(grid.label, row, facts))
    if faults:
        raise ImportFaults(tuple(faults))
    return found


def _grids(path: Path, headings: frozenset[str]) -> list[Grid]:
    if path.suffix.casefold() != ".xlsx":
        return [read_csv(path, headings)]
    from upk_ledger.exchange.workbook import read_workbook  # slow to load, and most tables are CSV files

    grids = read_workbook(path)
    found = [grid for grid in grids if grid.rows or grid.faults]
    if not found:
        raise ImportFaults((Fault(path.name, None, None, errors.FileEmpty()),))
    return found


def register_workbook(file: BinaryIO, registered: Iterable[Registered]) -> None:
    """Write the table as a workbook, with what is registered already."""
    book = xlsxwriter.Workbook(file)
    book.set_properties({"title": "Daftar UPK", "created": _MADE})
    words = book.add_format({"num_format": "@"})
    days = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    needed = book.add_format({"bold": True, "border": 1, "bg_color": "#FFF2CC", "num_format": "@"})
    free = book.add_format({"bold": True, "border": 1, "bg_color": "#E7E6E6", "num_format": "@"})
    sheet = book.add_worksheet("upk")
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(COLUMNS):
        dated = column.kind == "date"
        sheet.set_column(place, place, max(14, len(column.heading) + 3), days if dated else words)
        first = column.field in {"code", "name", "board", "kelurahan", "desa", "district"}
        sheet.write_string(0, place, column.heading, needed if first else free)
        sheet.write_comment(0, place, column.note, {"x_scale": 2, "author": "upk"})
        if column.choices:
            sheet.data_validation(
                1, place, _ROWS, place, {"validate": "list", "source": list(column.choices)}
            )
    for row, one in enumerate(registered, 1):
        for place, column in enumerate(COLUMNS):
            value = _cell(one, column.field)
            if isinstance(value, date):
                sheet.write_datetime(row, place, value, days)
            elif value:
                sheet.write_string(row, place, value, words)
    book.close()


def _cell(one: Registered, field: str) -> Any:
    if field in {"kelurahan", "desa"}:
        return one.village if one.village_kind.casefold() == field else ""
    return getattr(one, field)
