"""Refusals of files: tables that come in, papers and exports that go out."""

from dataclasses import dataclass
from datetime import date

from upk_ledger.core.errors.base import UpkError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file that comes in: where it stands, and the error that says what is wrong.

    `row` counts as the person sees it in Excel (the headings are row 1); without it the fault is the file's.
    """

    file: str
    row: int | None
    column: str | None
    error: UpkError


@dataclass(eq=False)
class ImportFaults(UpkError):
    """Data that cannot be taken: every fault, in the order of the files."""

    faults: tuple[Fault, ...]


# A whole file, folder or sheet


@dataclass(eq=False)
class SourceMissing(UpkError):
    """There is no file or folder at this path."""

    path: str


@dataclass(eq=False)
class FileUnreadable(UpkError):
    """The system refuses to read the file."""

    reason: str


@dataclass(eq=False)
class NoTables(UpkError):
    """A folder, file or workbook in which no table was found; `tables` are the names that are known."""

    tables: tuple[str, ...]


@dataclass(eq=False)
class FileEmpty(UpkError):
    """A file or sheet without a single heading."""


@dataclass(eq=False)
class FileTooLarge(UpkError):
    """A file beyond what one import reads; `limit` is in megabytes."""

    limit: int


@dataclass(eq=False)
class NotAWorkbook(UpkError):
    """The file is no .xlsx workbook, or a damaged one."""


@dataclass(eq=False)
class OldWorkbook(UpkError):
    """A workbook in Excel's older .xls format."""


@dataclass(eq=False)
class PasswordProtected(UpkError):
    """The workbook asks for a password."""


@dataclass(eq=False)
class NotText(UpkError):
    """A CSV file that is not text in UTF-8 or Windows-1252."""


@dataclass(eq=False)
class BrokenQuotes(UpkError):
    """A CSV file whose quotation marks do not pair up."""


@dataclass(eq=False)
class UnknownTable(UpkError):
    """A file or sheet whose name is no table's."""

    given: str
    near: tuple[str, ...] = ()


@dataclass(eq=False)
class TableTwice(UpkError):
    """Two files or sheets hold the same table."""

    table: str


@dataclass(eq=False)
class HiddenSheet(UpkError):
    """A hidden sheet that holds something: nobody sees what would be booked."""


# Headings


@dataclass(eq=False)
class UnknownColumn(UpkError):
    """A heading that the table does not know."""

    given: str
    near: tuple[str, ...] = ()


@dataclass(eq=False)
class MissingColumn(UpkError):
    """A required heading is not there."""

    column: str


@dataclass(eq=False)
class ColumnTwice(UpkError):
    """The same heading stands twice."""

    column: str


@dataclass(eq=False)
class NoHeading(UpkError):
    """A value in a column that has no heading."""

    given: str


# Cells


@dataclass(eq=False)
class CellMissing(UpkError):
    """A required cell is empty."""


@dataclass(eq=False)
class CellError(UpkError):
    """Excel shows an error in this cell."""

    given: str


@dataclass(eq=False)
class FormulaWithoutValue(UpkError):
    """A formula whose result was never saved."""


@dataclass(eq=False)
class MergedCells(UpkError):
    """Cells that were merged: their value belongs to one row only."""

    cells: str


@dataclass(eq=False)
class WrongCellType(UpkError):
    """Excel holds something else in this cell: `given`, where `wanted` (amount, date, ...) is needed."""

    given: str
    wanted: str


@dataclass(eq=False)
class FractionOfSen(UpkError):
    """An amount that is not whole sen."""

    given: str


@dataclass(eq=False)
class NegativeAmount(UpkError):
    """An amount below zero."""

    given: str


@dataclass(eq=False)
class AmountIsZero(UpkError):
    """An amount of nothing, where something has to move."""


@dataclass(eq=False)
class NotACount(UpkError):
    """The text is no whole number."""

    given: str


@dataclass(eq=False)
class NotAChoice(UpkError):
    """The text is none of the words that may stand here."""

    given: str
    choices: tuple[str, ...]


@dataclass(eq=False)
class NikBecameNumber(UpkError):
    """A NIK that Excel turned into a number: its last digits are lost."""


@dataclass(eq=False)
class CodeBecameNumber(UpkError):
    """A code that Excel turned into a number or a date, so that what was typed is lost."""

    given: str


# Rows that contradict one another


@dataclass(eq=False)
class RowTwice(UpkError):
    """Two rows of one identity with different content; the other one is row `first` of `file`."""

    identity: str
    file: str
    first: int


@dataclass(eq=False)
class EntryUnbalanced(UpkError):
    """The rows of one number do not balance (sen)."""

    number: str
    debit: int
    credit: int


@dataclass(eq=False)
class EntryOfOneRow(UpkError):
    """A number that stands on one row only: an entry has at least two."""

    number: str


@dataclass(eq=False)
class EntryOnTwoDates(UpkError):
    """The rows of one number carry different dates."""

    number: str
    first: date
    other: date


@dataclass(eq=False)
class OpeningUnbalanced(UpkError):
    """The opening balances do not balance (sen)."""

    debit: int
    credit: int


@dataclass(eq=False)
class PaidBeyondLoan(UpkError):
    """More principal was paid than the loan had (sen)."""

    paid: int
    principal: int


# Data that contradicts the book


@dataclass(eq=False)
class DiffersFromBook(UpkError):
    """The book holds this identity already, with other content; `columns` are the ones that differ."""

    identity: str
    columns: tuple[str, ...] = ()


@dataclass(eq=False)
class OpeningBooked(UpkError):
    """The opening balances were booked already, with other content."""

    voucher: str


@dataclass(eq=False)
class OpeningLoansDiffer(UpkError):
    """Running loans and the opening balance of the loan account differ (sen)."""

    loans: int
    balance: int


@dataclass(eq=False)
class OpeningLoanDate(UpkError):
    """A running loan disbursed on or after the book's start; it belongs in the table `pinjaman`."""

    on: date
    start: date


# Files that go out


@dataclass(eq=False)
class FolderReadOnly(UpkError):
    """Nothing can be written into this folder."""

    folder: str


@dataclass(eq=False)
class FileInUse(UpkError):
    """Another program, mostly Excel, holds the file."""

    path: str


@dataclass(eq=False)
class NoRoomForFile(UpkError):
    """No room is left where the file should go."""

    path: str


@dataclass(eq=False)
class CannotWrite(UpkError):
    """The system refuses to write the file, for a reason of its own."""

    path: str
    reason: str
