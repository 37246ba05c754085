"""The loans of an import: those running when the book began, and those paid out since."""

from datetime import date
from difflib import get_close_matches
from fractions import Fraction

from upk_ledger.actions.import_registers import unknown_group
from upk_ledger.actions.import_work import Debt, ImportWork
from upk_ledger.actions.lending import apply_for_loan, disbursement_posting, take_over_loan
from upk_ledger.actions.loans import get_loan
from upk_ledger.core.errors.exchange import DiffersFromBook, OpeningLoanDate
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.errors.loans import UnknownLoan
from upk_ledger.core.errors.people import UnknownMember
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.member_split import first_debts
from upk_ledger.core.schedules import LoanTerms, group_schedule
from upk_ledger.exchange.consistency import by_loan
from upk_ledger.exchange.rows import LoanRow, RunningLoanRow, ShareRow
from upk_ledger.exchange.tables import TABLES
from upk_ledger.store import schedules
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
    loans: list[LoanRow] = sorted(
        work.tables.loans, key=lambda row: row.disbursed_on if row.has("disbursed_on") else date.max
    )
    for row in (*work.tables.running_loans, *loans):
        numbered = row.has("number")
        known = work.known.get(row.number) if numbered else None
        if known is not None:
            _compare(work, row, known)
            continue
        own = shares.get(row.number, []) if numbered else []
        if numbered:
            work.doubtful.add(row.number)
        if row.has("group") and row.group not in groups:
            work.fault(row, "kode_ksm", unknown_group(row.group, groups))
        fellows = members.get(row.group, []) if row.group in groups else None
        strangers = [] if fellows is None else [share for share in own if share.member not in fellows]
        for share in strangers:
            if share.has("member"):
                work.fault(
                    share, "kode_anggota", UnknownMember(share.member, row.group, tuple(fellows or ()))
                )
        sound = _judge(work, row)
        sure = row.whole and not work.tables.in_doubt(row.number, "pinjaman_anggota", "pinjaman_awal")
        if sound is not None and sure and fellows is not None and not strangers:
            _take(work, row, *sound, tuple(Share(share.member, share.principal) for share in own))


def _judge_shares(work: ImportWork, shares: dict[str, list[ShareRow]]) -> None:
    """Shares of loans that nobody knows, or that the book knows otherwise."""
    rows = (*work.tables.loans, *work.tables.running_loans)
    numbers = {*work.known, *(row.number for row in rows if row.has("number"))}
    for loan, own in shares.items():
        known = work.known.get(loan)
        if loan not in numbers:
            for share in own:
                work.fault(
                    share, "nomor_pinjaman", UnknownLoan(loan, tuple(get_close_matches(loan, numbers, 3)))
                )
        elif known is not None and not work.tables.in_doubt(loan, "pinjaman_anggota"):
            if {share.member: share.principal for share in own} != known.shares:
                work.fault(own[0], "nomor_pinjaman", DiffersFromBook(loan, ("kode_anggota", "pokok")))
            else:
                work.counts["unchanged"] += len(own)


def _compare(work: ImportWork, row: LoanRow, known: KnownLoan) -> None:
    """A loan of the book: what it was granted with (whatever became of it since) has to be what the row says."""
    opening = isinstance(row, RunningLoanRow)
    table = TABLES["pinjaman_awal" if opening else "pinjaman"]
    if opening != (known.origin == "awal"):
        work.fault(row, "nomor", DiffersFromBook(row.number))
        return
    facts = {field: value for field, value in known.facts.items() if value is not None}
    differing = [
        table.column(field)
        for field, value in facts.items()
        if row.has(field) and getattr(row, field) != value
    ]
    work.compare(row, row.number, "nomor", differing)


def _judge(work: ImportWork, row: LoanRow) -> tuple[LoanTerms, str] | None:
    """The terms and the till of a new loan; None where one of its cells is refused, each judged for itself."""
    dated = row.has("disbursed_on") and _check_date(work, row)
    till = None
    if row.has("cash_account"):
        with work.judging(row, "akun_kas"):
            till = money_account(work.session, row.cash_account).code
    terms = _terms(work, row, row.grace)
    if terms is None and row.grace:
        _terms(work, row, 0)  # A grace period that is too long hides what comes of the tenor and the date.
    return (terms, till) if dated and terms is not None and till is not None else None


def _check_date(work: ImportWork, row: LoanRow) -> bool:
    """Whether money can have been paid out on this day."""
    start = work.desk.office.start
    opening = isinstance(row, RunningLoanRow)
    if opening and row.disbursed_on >= start:
        work.fault(row, "tanggal_cair", OpeningLoanDate(row.disbursed_on, start))
        return False
    if not opening and row.disbursed_on < start:
        work.fault(row, "tanggal_cair", BeforeBookStart(row.disbursed_on, start))
        return False
    if opening and work.closed:
        # A position at the start changes what closed months reported: it comes in before the first close.
        with work.judging(row, "tanggal_cair"):
            check_open(work.session, start)
        return False
    return True


def _terms(work: ImportWork, row: LoanRow, grace: int | None) -> LoanTerms | None:
    """What was agreed; what could not be read is taken as something that nobody refuses."""
    if not row.has("tenor"):
        return None
    start = row.disbursed_on if row.has("disbursed_on") else work.desk.office.start
    with work.judging(row, "pokok"):
        if not row.whole:
            return LoanTerms(1, row.tenor, Fraction(), "bulan", "flat", start, grace=grace or 0)
        return LoanTerms(
            row.principal, row.tenor, row.rate_percent, row.rate_per, row.method, start,
            row.frequency, grace or 0, row.rounding,
        )  # fmt: skip
    return None


def _take(work: ImportWork, row: LoanRow, terms: LoanTerms, till: str, shares: tuple[Share, ...]) -> None:
    """A new loan, all cells of which are in order; the whole of it may still be refused."""
    origin = "awal" if isinstance(row, RunningLoanRow) else "aplikasi" if work.closed else "impor"
    application = LoanApplication(
        row.group, terms, shares, row.schedule_mode, row.purpose or "", (), row.number, origin
    )
    with work.judging(row, "pokok"):
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
    already = (row.paid_principal, row.paid_service) if isinstance(row, RunningLoanRow) else (0, 0)
    work.members[row.number] = first_debts(schedule.members, *already)
    if isinstance(row, RunningLoanRow):
        take_over_loan(work.session, loan, shares, row.paid_principal, row.paid_service)
        work.paid[row.number] = already
        work.counts["running_loans"] += 1
        return
    schedules.add_schedule(work.session, loan, terms, schedule, shares, valid_from=terms.start, order=order)
    work.events.append((terms.start, RANK, disbursement_posting(work.session, loan, terms, till)))
    work.counts["loans"] += 1
