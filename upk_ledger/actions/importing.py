"""Importing tables: everything that a folder or workbook holds, in one transaction, or every fault and nothing.

Registers and loans are added first, so that each row is judged against the book as it will be; entries are
posted last, by date and, within a day, opening balances, money paid out, payments, general entries (contract
section 6). A refusal rolls everything back, so that faults can be collected while rows are being added.
"""

from datetime import date
from operator import itemgetter
from pathlib import Path

from upk_ledger.actions.import_entries import take_entries, take_opening, take_payments
from upk_ledger.actions.import_loans import take_loans
from upk_ledger.actions.import_registers import take_registers
from upk_ledger.actions.import_work import DatedRow, ImportResult, ImportWork
from upk_ledger.actions.secretariat import refuse_kind
from upk_ledger.core.advances import OPENING
from upk_ledger.core.errors.advances import AdvanceOverdrawn
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.loans import PrincipalNotOwed
from upk_ledger.core.errors.savings import KeptMoneySpent
from upk_ledger.exchange.files import check_absent, in_folder, replacing
from upk_ledger.exchange.reading import in_order, read_tables
from upk_ledger.exchange.rows import ImportTables
from upk_ledger.store.accounts import IMPORTED, find_account
from upk_ledger.store.advances import ROLE as ADVANCES
from upk_ledger.store.advances import check_advance
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry, Posting, post_fresh
from upk_ledger.store.promises import check_promises

__all__ = ["DatedRow", "ImportResult", "import_tables", "read_tables", "write_blank"]

_BY_DATE_AND_RANK = itemgetter(0, 1)


def import_tables(desk: Desk, tables: ImportTables) -> ImportResult:
    """Book `tables`; rows that the book holds already change nothing.

    Raises `ImportFaults` with every fault, of the files and of what the book says to them.
    """
    if desk.office.kind != "upk" and (
        tables.groups or tables.members or tables.loans or tables.running_loans
    ):
        refuse_kind(desk, "upk", "impor (KSM dan pinjaman)")
    with desk.write() as session:
        work = ImportWork(desk, session, tables)
        take_registers(work)
        take_loans(work)
        take_opening(work)
        take_payments(work)
        take_entries(work)
        if tables.faults or work.faults:
            raise ImportFaults(in_order([*tables.faults, *work.faults]))
        events = sorted(work.events, key=_BY_DATE_AND_RANK)
        # What the book holds already was left out above, by one look at all keys and paper numbers.
        booked = _book(work, [posting for _on, _rank, posting in events])
    counts = work.counts
    return ImportResult(
        accounts=counts["accounts"],
        groups=counts["groups"],
        members=counts["members"],
        loans=counts["loans"],
        applications=counts["applications"],
        running_loans=counts["running_loans"],
        repayments=counts["repayments"],
        entries=counts["entries"],
        opening=counts["opening"],
        unchanged=counts["unchanged"],
        after_today=tuple(work.after_today),
        booked=tuple(booked),
    )


def _book(work: ImportWork, postings: list[Posting]) -> list[PostedEntry]:
    """Post it all; what a loan cannot bear on some day is a fault of the newest payment on it."""
    try:
        return _post(work, postings)
    except PrincipalNotOwed as error:
        # It was the first of them only: the entries stand until all is rolled back, so that each loan can be asked.
        newest = {row.loan: row for row in sorted(work.tables.repayments, key=lambda row: row.on)}
        for row in newest.values():
            with work.judging(row, "tanggal"):
                check_promises(work.session, (), [(row.loan, row.on)])
        if not work.faults:
            raise
        raise ImportFaults(in_order(work.faults)) from error
    except KeptMoneySpent as error:
        _blame(work, error, error.on, "debit", ("tabungan", "titipan", *IMPORTED))
        raise ImportFaults(in_order(work.faults)) from error
    except AdvanceOverdrawn as error:
        _blame(work, error, error.on, "kredit", (ADVANCES,))
        raise ImportFaults(in_order(work.faults)) from error


def _post(work: ImportWork, postings: list[Posting]) -> list[PostedEntry]:
    booked = post_fresh(work.session, postings)
    advanced = work.session.with_role(ADVANCES)
    if any(line.account in advanced for posting in postings for line in posting.entry.lines):
        check_advance(work.session, OPENING)
    return booked


def _blame(work: ImportWork, error: UpkError, on: date, side: str, roles: tuple[str, ...]) -> None:
    """Name the rows that may have taken more from accounts of these roles than was there on a day; else raise."""
    codes = work.session.with_role(*roles)
    opening = [(row, row.account, row.debit, row.credit) for row in work.tables.opening]
    entries = [(row, row.account, row.debit, row.credit) for row in work.tables.entries if row.on == on]
    for row, given, debit, credit in (*opening, *entries):
        if (debit if side == "debit" else credit) and find_account(work.session, given).code in codes:
            work.fault(row, side, error)
    if not work.faults:
        raise error


def write_blank(path: Path) -> Path:
    """Write the blank workbook to `path`, or into the folder `path`; answers with the file.

    A file that is there is never replaced: it may be filled in. Raises `FileExists`, `FolderReadOnly`, `FileInUse`,
    `NoRoomForFile`, `CannotWrite`.
    """
    # The writer takes a while to load, and an import does without it.
    from upk_ledger.exchange.blanko import blank_workbook

    target = in_folder(path, "blanko-impor.xlsx")
    check_absent(target)
    with replacing(target) as file:
        blank_workbook(file)
    return target
