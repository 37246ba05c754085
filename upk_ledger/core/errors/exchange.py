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


class ImportFaults(UpkError):
    """Data that cannot be taken: every fault, in the order of the files."""

    faults: tuple[Fault, ...]
    of_form: bool = False
    """Whether it is a form that reports figures, of which nothing is booked."""


# A whole file, folder or sheet


class SourceMissing(UpkError):
    """There is no file or folder at this path."""

    path: str


class FileUnreadable(UpkError):
    """The system refuses to read the file."""

    reason: str


class NoTables(UpkError):
    """A folder, file or workbook in which no table was found; `tables` are the names that are known."""

    tables: tuple[str, ...]


class FileEmpty(UpkError):
    """A file or sheet without a single heading."""


class FileTooLarge(UpkError):
    """A file beyond what one import reads; `limit` is in megabytes."""

    limit: int


class NotAWorkbook(UpkError):
    """The file is no .xlsx workbook, or a damaged one."""


class OldWorkbook(UpkError):
    """A workbook in Excel's older .xls format."""


class PasswordProtected(UpkError):
    """The workbook asks for a password."""


class NotText(UpkError):
    """A CSV file that is not text in UTF-8 or Windows-1252."""


class BrokenQuotes(UpkError):
    """A CSV file whose quotation marks do not pair up."""


class UnknownTable(UpkError):
    """A file or sheet whose name is no table's."""

    given: str
    near: tuple[str, ...] = ()


class TableTwice(UpkError):
    """Two files or sheets hold the same table."""

    table: str


class HiddenSheet(UpkError):
    """A hidden sheet that holds something: nobody sees what would be booked."""


# Headings


class UnknownColumn(UpkError):
    """A heading that the table does not know."""

    given: str
    near: tuple[str, ...] = ()


class MissingColumn(UpkError):
    """A required heading is not there."""

    column: str


class ColumnTwice(UpkError):
    """The same heading stands twice."""

    column: str


class NoHeading(UpkError):
    """A value in a column that has no heading."""

    given: str


# Cells


class CellMissing(UpkError):
    """A required cell is empty."""


class CellError(UpkError):
    """Excel shows an error in this cell."""

    given: str


class FormulaWithoutValue(UpkError):
    """A formula whose result was never saved."""


class MergedCells(UpkError):
    """Cells that were merged: their value belongs to one row only."""

    cells: str


class WrongCellType(UpkError):
    """Excel holds something else in this cell: `given`, where `wanted` (amount, date, ...) is needed."""

    given: str
    wanted: str


class FractionOfSen(UpkError):
    """An amount that is not whole sen."""

    given: str


class NegativeAmount(UpkError):
    """An amount below zero."""

    given: str


class AmountIsZero(UpkError):
    """An amount of nothing, where something has to move."""


class NotACount(UpkError):
    """The text is no whole number."""

    given: str


class NotAChoice(UpkError):
    """The text is none of the words that may stand here."""

    given: str
    choices: tuple[str, ...]


class NikBecameNumber(UpkError):
    """A NIK that Excel turned into a number: its last digits are lost."""


class CodeBecameNumber(UpkError):
    """A code that Excel turned into a number or a date, so that what was typed is lost."""

    given: str


# Rows that contradict one another


class RowTwice(UpkError):
    """Two rows of one identity with different content; the other one is row `first` of `file`."""

    identity: str
    file: str
    first: int


class EntryUnbalanced(UpkError):
    """The rows of one number do not balance (sen)."""

    number: str
    debit: int
    credit: int


class EntryOfOneRow(UpkError):
    """A number that stands on one row only: an entry has at least two."""

    number: str


class EntryOnTwoDates(UpkError):
    """The rows of one number carry different dates."""

    number: str
    first: date
    other: date


class OpeningUnbalanced(UpkError):
    """The opening balances do not balance (sen)."""

    debit: int
    credit: int


class PaidBeyondLoan(UpkError):
    """More principal was paid than the loan had (sen)."""

    paid: int
    principal: int


# Data that contradicts the book


class DiffersFromBook(UpkError):
    """The book holds this identity already, with other content; `columns` are the ones that differ."""

    identity: str
    columns: tuple[str, ...] = ()


class OpeningBooked(UpkError):
    """The opening balances were booked already, with other content."""

    voucher: str


class OpeningLoansDiffer(UpkError):
    """Running loans and the opening balance of the loan account differ (sen)."""

    loans: int
    balance: int


class OpeningLoanDate(UpkError):
    """A running loan disbursed on or after the book's start; it belongs in the table `pinjaman`."""

    on: date
    start: date


# Files that go out


class FileExists(UpkError):
    """There is a file already where a new one is wanted, and it may hold somebody's work."""

    path: str


class WouldReplaceBook(UpkError):
    """What would be written takes the place of a book."""

    path: str


class FolderReadOnly(UpkError):
    """Nothing can be written into this folder."""

    folder: str


class FileInUse(UpkError):
    """Another program, mostly Excel, holds the file."""

    path: str


class NoRoomForFile(UpkError):
    """No room is left where the file should go."""

    path: str


class CannotWrite(UpkError):
    """The system refuses to write the file, for a reason of its own."""

    path: str
    reason: str
