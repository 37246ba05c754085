"""The loans of an import: those running when the book began, and those paid out since."""

from collections.abc import Sequence
from difflib import get_close_matches

from upk_ledger.actions.import_work import Debt, ImportWork
from upk_ledger.actions.lending import apply_for_loan, disbursement_posting, take_over_loan
from upk_ledger.actions.loans import get_loan
from upk_ledger.core.errors.exchange import DiffersFromBook, OpeningLoanDate
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.errors.loans import UnknownLoan
from upk_ledger.core.errors.people import UnknownGroup, UnknownMember
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.schedules import LoanTerms, group_schedule
from upk_ledger.exchange.consistency import by_loan
from upk_ledger.exchange.rows import LoanRow, RunningLoanRow, ShareRow
from upk_ledger.exchange.tables import TABLES
from upk_ledger.store import lending
from upk_ledger.store.accounts import money_account
from upk_ledger.store.importing import KnownLoan
from upk_ledger.store.people import groups_of, members_of
from upk_ledger.store.posting import check_open
from upk_ledger.store.rules import rules_at

RANK = 1
"""Where money paid out stands among the entries of one day."""


def take_loans(work: ImportWork) -> None:
    """Take the tables `pinjaman`, `pinjaman_awal` and `pinjaman_anggota`."""
    shares = by_loan(work.tables.shares)
    _judge_shares(work, shares)
    groups = groups_of(work.session)
    members: dict[str, list[str]] = {}
    for member in members_of(work.session):
        members.setdefault(member.group, []).append(member.code)
    loans: list[LoanRow] = sorted(work.tables.loans, key=lambda row: row.disbursed_on)
    for row in (*work.tables.running_loans, *loans):
        known = work.known.get(row.number)
        if known is not None:
            _compare(work, row, known)
            continue
        own = shares.get(row.number, [])
        work.doubtful.add(row.number)
        if row.group not in groups:
            near = tuple(f"{code} {groups[code].name}" for code in get_close_matches(row.group, groups, 3))
            work.fault(row, "kode_ksm", UnknownGroup(row.group, near))
        strangers = [share for share in own if share.member not in members.get(row.group, ())]
        for share in strangers if row.group in groups else ():
            error = UnknownMember(share.member, row.group, tuple(members.get(row.group, ())))
            work.fault(share, "kode_anggota", error)
        sure = not work.tables.in_doubt(row.number, "pinjaman_anggota", "pinjaman_awal")
        if row.group in groups and not strangers and sure:
            _take(work, row, tuple(Share(share.member, share.principal) for share in own))


def _judge_shares(work: ImportWork, shares: dict[str, list[ShareRow]]) -> None:
    """Shares of loans that nobody knows, or that the book knows otherwise."""
    numbers = {*work.known, *(row.number for row in (*work.tables.loans, *work.tables.running_loans))}
    for loan, own in shares.items():
        known = work.known.get(loan)
        if work.tables.in_doubt(loan, "pinjaman_anggota"):
            continue
        if loan not in numbers:
            for share in own:
                work.fault(
                    share, "nomor_pinjaman", UnknownLoan(loan, tuple(get_close_matches(loan, numbers, 3)))
                )
        elif known is not None and {share.member: share.principal for share in own} != known.shares:
            work.fault(own[0], "nomor_pinjaman", DiffersFromBook(loan, ("kode_anggota", "pokok")))
        elif known is not None:
            work.counts["unchanged"] += len(own)


def _compare(work: ImportWork, row: LoanRow, known: KnownLoan) -> None:
    """A loan of the book: what it was granted with (whatever became of it since) has to be what the row says."""
    opening = isinstance(row, RunningLoanRow)
    table = TABLES["pinjaman_awal" if opening else "pinjaman"]
    if opening != (known.origin == "awal"):
        work.fault(row, "nomor", DiffersFromBook(row.number))
        return
    facts = {field: value for field, value in known.facts.items() if value is not None}
    differing = [table.column(field) for field, value in facts.items() if getattr(row, field) != value]
    work.compare(row, row.number, "nomor", differing)


def _take(work: ImportWork, row: LoanRow, shares: Sequence[Share]) -> None:
    """A new loan; what it needs is known, what it says may still be refused."""
    start = work.desk.office.start
    opening = isinstance(row, RunningLoanRow)
    if opening and row.disbursed_on >= start:
        work.fault(row, "tanggal_cair", OpeningLoanDate(row.disbursed_on, start))
        return
    if not opening and row.disbursed_on < start:
        work.fault(row, "tanggal_cair", BeforeBookStart(row.disbursed_on, start))
        return
    if opening and work.closed:
        # A position at the start changes what closed months reported: it comes in before the first close.
        with work.judging(row, "tanggal_cair"):
            check_open(work.session, start)
        return
    with work.judging(row, "akun_kas"):
        till = money_account(work.session, row.cash_account).code
        with work.judging(row, "pokok"):
            terms = LoanTerms(
                row.principal, row.tenor, row.rate_percent, row.rate_per, row.method, row.disbursed_on,
                row.frequency, row.grace, row.rounding,
            )  # fmt: skip
            origin = "awal" if opening else "aplikasi" if work.closed else "impor"
            application = LoanApplication(
                row.group, terms, tuple(shares), row.schedule_mode, row.purpose or "", (), row.number, origin
            )
            _book(work, row, application, till)


def _book(work: ImportWork, row: LoanRow, application: LoanApplication, till: str) -> None:
    """Record the loan as its origin asks: taken over, paid out, or (once a month was closed) applied for."""
    terms, shares = application.terms, application.shares
    apply_for_loan(work.desk, application, "impor")
    work.doubtful.discard(row.number)
    work.date_row(row, terms.start)
    if application.origin == "aplikasi":
        work.counts["applications"] += 1
        return
    loan = get_loan(work.session, row.number)
    schedule = group_schedule(terms, shares, loan.mode)
    order = rules_at(work.session, max(terms.start, work.desk.office.start)).order
    work.debts[row.number] = Debt(loan, schedule.rows, order, terms.start)
    if isinstance(row, RunningLoanRow):
        take_over_loan(work.session, loan, shares, row.paid_principal, row.paid_service)
        work.paid[row.number] = (row.paid_principal, row.paid_service)
        work.counts["running_loans"] += 1
        return
    lending.add_schedule(work.session, loan, terms, schedule, shares, valid_from=terms.start, order=order)
    work.events.append((terms.start, RANK, disbursement_posting(work.session, loan, terms, till)))
    work.counts["loans"] += 1
