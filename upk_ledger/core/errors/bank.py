"""Refusals of the bank's statements: reading, matching, reconciling."""

from datetime import date

from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault

# Reading a file


class StatementFaults(UpkError):
    """A statement that cannot be taken: every fault."""

    faults: tuple[Fault, ...]


class ColumnsUnknown(UpkError):
    """No row of the file could be understood as its headings; `missing` is what was not found in the best one."""

    file: str
    missing: tuple[str, ...]


class ColumnWordsWrong(UpkError):
    """`--kolom` names something that is no column of a statement, or is not written as name=heading."""

    given: str
    known: tuple[str, ...]


class AmountColumnsWrong(UpkError):
    """Of a statement's columns either one amount is told or debit and credit both."""


class HeadingNotThere(UpkError):
    """A heading that was told (or remembered) is not in the file."""

    heading: str
    near: tuple[str, ...] = ()


class DecimalUnclear(UpkError):
    """Amounts of which nobody can say whether the point or the comma stands before the decimals."""

    given: str
    file: str


class DecimalMixed(UpkError):
    """Amounts of one file in both forms."""

    first: str
    other: str
    file: str


class NotABankAmount(UpkError):
    """The text is no amount in the file's form (`comma`: the decimals stand behind a comma)."""

    given: str
    comma: bool


class NegativeSide(UpkError):
    """An amount below zero in a column of debits or credits."""

    given: str


class BothSides(UpkError):
    """Debit and credit on one row."""


class RunningBalanceWrong(UpkError):
    """The balance on a row is not the one before with its amount (sen)."""

    expected: int
    found: int


class ClosingBalanceWrong(UpkError):
    """The balance at the end, as told, is not that of the last line (sen)."""

    expected: int
    found: int


class OpeningBalanceWrong(UpkError):
    """The balance at the beginning, as told, is not the one that the first line starts from (sen)."""

    expected: int
    found: int


class OpeningUnknown(UpkError):
    """A first statement that tells no balance."""


class NoStatementLines(UpkError):
    """A file with headings and nothing below them."""


# A statement beside those that were read before


class StatementNotContinuing(UpkError):
    """The balance at the beginning is not that of the statements read before, or at the end not that of later ones."""

    account: str
    on: date
    expected: int
    found: int


class StatementDiffers(UpkError):
    """Lines of a day that was read before are others in this file."""

    on: date
    number: int


class StatementOfOtherAccount(UpkError):
    """The same file was read for another account."""

    number: int
    account: str


class UnknownStatement(UpkError):
    """No statement has this number."""

    number: int


class StatementCancelled(UpkError):
    """The statement was cancelled already."""

    number: int


class StatementNeeded(UpkError):
    """Other statements go on from this one: it cannot be taken out from between them."""

    number: int
    later: int


class StatementMatched(UpkError):
    """Lines of the statement were matched with entries."""

    number: int
    count: int


# Matching


class UnknownBankLine(UpkError):
    """No statement of the account has this line."""

    given: str


class BankLineMatched(UpkError):
    """The line has its entries already."""

    line: str
    vouchers: tuple[str, ...]


class BankLineCancelled(UpkError):
    """The line is cancelled by another one already."""

    line: str
    other: str


class LinesDoNotCancel(UpkError):
    """Two lines that together are not nothing (sen)."""

    line: str
    other: str
    amount: int
    other_amount: int


class BankLineFree(UpkError):
    """The line was not matched with anything."""

    line: str


class EntryNotAtBank(UpkError):
    """The entry moves nothing on the account, or was reversed."""

    voucher: str
    account: str


class EntryMatched(UpkError):
    """The entry is another line's already."""

    voucher: str
    line: str


class MatchAmountDiffers(UpkError):
    """Line and entries do not have the same amount (sen)."""

    line: str
    amount: int
    entries: int


class BeforeStatements(UpkError):
    """The line lies before the book's start: it is in the opening balance."""

    line: str
    start: date


# Reconciling


class BankBalanceUnknown(UpkError):
    """No statement that was read reaches the day; `until` is the last day of the newest, or None."""

    account: str
    on: date
    until: date | None = None


class BankBalanceDiffers(UpkError):
    """The bank's balance as a person says it is not that of the statements (sen)."""

    account: str
    on: date
    told: int
    read: int


class DifferenceUnexplained(UpkError):
    """Both balances with everything that explains them are still apart (sen)."""

    account: str
    on: date
    bank: int
    book: int
    difference: int


class NotReconciled(UpkError):
    """No reconciliation of this account and day stands."""

    account: str
    on: date
