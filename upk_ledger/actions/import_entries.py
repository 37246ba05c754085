"""The dated rows of an import: opening balances, payments, general entries."""

from collections import Counter
from datetime import date

from upk_ledger.actions.import_work import Debt, ImportWork
from upk_ledger.actions.loans import get_loan, running_schedule
from upk_ledger.actions.repayment import by_product, payment_content, payment_posting, split_payment
from upk_ledger.core.allocation import Allocation
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.exchange import OpeningBooked, OpeningLoansDiffer
from upk_ledger.core.errors.loans import PaidBeforeDisbursement
from upk_ledger.core.errors.write_offs import LoanWrittenOff
from upk_ledger.core.member_split import MemberPart, after_payment, split_by_dues
from upk_ledger.core.repayments import Repayment
from upk_ledger.exchange.consistency import by_number
from upk_ledger.exchange.rows import EntryRow, OpeningRow, RepaymentRow
from upk_ledger.store.accounts import check_unreserved, find_account, money_account
from upk_ledger.store.claims import claim_now
from upk_ledger.store.importing import KEY_PREFIX
from upk_ledger.store.members import member_debts
from upk_ledger.store.posting import Posting, check_open, request_digest

OPENING_RANK, PAYMENT_RANK, ENTRY_RANK = 0, 2, 3
"""The order of the entries of one day (contract section 6); money paid out comes second."""

_OPENING_KEY = f"{KEY_PREFIX}saldo_awal"


def take_opening(work: ImportWork) -> None:
    """Book the opening balances as one entry on the start date, tied out with the running loans."""
    rows = [row for row in work.tables.opening if not row.whole or row.debit or row.credit]
    lines = []
    for row in rows:
        with work.judging(row, "akun"):
            code = find_account(work.session, row.account).code if row.has("account") else ""
            if row.whole:
                lines.append(JournalLine(code, row.debit, row.credit))
    if len(lines) < len(rows) or work.tables.unclear.get("saldo_awal"):
        return
    content = request_digest("saldo-awal", sorted([line.account, line.debit, line.credit] for line in lines))
    known = work.keys.get(_OPENING_KEY)
    if known is not None and rows:
        if known.content == content:
            work.counts["unchanged"] += len(rows)
        else:
            work.fault(rows[0], "akun", OpeningBooked(known.voucher))
            return
    fresh = bool(rows) and known is None
    if fresh or work.counts["running_loans"]:
        _tie_out(work, rows, lines)
    if fresh and not work.tables.doubts.get("saldo_awal"):
        start = work.desk.office.start
        with work.judging(rows[0], "akun"):
            check_open(work.session, start)
            entry = JournalEntry(start, "saldo-awal", tuple(lines), "Saldo awal", key=_OPENING_KEY)
            work.events.append((start, OPENING_RANK, Posting(entry, content=content)))
            work.counts["opening"] = len(rows)


def _tie_out(work: ImportWork, rows: list[OpeningRow], lines: list[JournalLine]) -> None:
    """What the running loans still owe has to be the opening balance of the loan accounts."""
    if work.tables.unclear.get("pinjaman_awal"):
        return
    lent = work.session.with_role("pinjaman")
    balance = sum(line.debit - line.credit for line in lines if line.account in lent)
    owed = sum(row.principal - row.paid_principal for row in work.tables.running_loans)
    if balance == owed:
        return
    on_loans = [row for row, line in zip(rows, lines, strict=True) if line.account in lent]
    if on_loans:
        work.fault(on_loans[-1], "debit", OpeningLoansDiffer(owed, balance))
    else:
        work.fault(work.tables.running_loans[0], "pokok", OpeningLoansDiffer(owed, balance))


def take_payments(work: ImportWork) -> None:
    """Split and book the table `angsuran`, by date."""
    equal: Counter[str] = Counter()
    for row in sorted(work.tables.repayments, key=lambda row: row.on if row.has("on") else date.max):
        if not row.whole:
            _take_payment(work, row, f"{KEY_PREFIX}angsuran:{row.receipt}" if row.receipt else "")
            continue
        said = request_digest(
            row.on.isoformat(),
            row.loan,
            row.amount,
            row.principal,
            row.service,
            row.cash_account,
            row.description,
        )
        mark = row.receipt or f"{said}:{equal[said]}"
        equal[said] += row.receipt is None
        _take_payment(work, row, f"{KEY_PREFIX}angsuran:{mark}")


def _take_payment(work: ImportWork, row: RepaymentRow, key: str) -> None:
    """Book a payment whose cells are all in order; each that could be read is judged for itself."""
    till = None
    if row.has("cash_account"):
        with work.judging(row, "akun_kas"):
            till = money_account(work.session, row.cash_account).code
    repayment = Repayment(
        loan=row.loan, amount=row.amount, on=row.on, account=till or row.cash_account, receipt=row.receipt, key=key,
        principal=row.principal, service=row.service, description=row.description or "",
    )  # fmt: skip
    content = payment_content(repayment, row.loan, repayment.account or "") if row.whole else None
    if work.booked_before(row, "bukti", key, row.receipt, content):
        return
    debt = _debt(work, row)
    if debt is None or not row.has("amount", "principal", "service"):
        return
    with work.judging(row, "jumlah"):
        paid = work.paid.get(row.loan, (0, 0))
        asked = by_product(work.session, repayment, debt.loan)
        parts = split_payment(asked, row.loan, debt.rows, debt.order, paid)
        work.paid[row.loan] = (paid[0] + parts.principal, paid[1] + parts.service)
        members = _members(work, row.loan, parts)
        if till is not None and content is not None:
            posting = payment_posting(work.session, repayment, debt.loan, till, parts, content, members)
            work.events.append((row.on, PAYMENT_RANK, posting))
            work.counts["repayments"] += 1
            work.date_row(row, row.on)


def _members(work: ImportWork, loan: str, parts: Allocation) -> tuple[MemberPart, ...]:
    """The members' parts of a payment, after all that the import paid before it."""
    debts = work.members.get(loan)
    if debts is None:
        debts = member_debts(work.session, loan)
    own = split_by_dues(debts, parts.principal, parts.service) if debts else ()
    work.members[loan] = after_payment(debts, own)
    return own


def _debt(work: ImportWork, row: RepaymentRow) -> Debt | None:
    """The loan that a payment settles, brought by this import or known before; None where loan or date is refused."""
    dated = False
    if row.has("on"):
        with work.judging(row, "tanggal"):
            check_open(work.session, row.on)
            dated = True
    if not row.has("loan") or row.loan in work.doubtful:
        return None
    with work.judging(row, "nomor_pinjaman"):
        debt = work.debts.get(row.loan)
        loan = get_loan(work.session, row.loan) if debt is None else debt.loan
        if not dated:
            return None
        if debt is None:
            granted, rows = running_schedule(work.session, loan, row.on)
            claim = claim_now(work.session, loan.number)
            if claim is not None:  # what comes in on it is no payment by a schedule
                raise LoanWrittenOff(loan.number, claim.on, claim.vouchers)
            debt = Debt(loan, rows, granted.order, granted.terms.start)
        if row.on < debt.start:
            raise PaidBeforeDisbursement(row.loan, row.on, debt.start)
        return debt
    return None


def take_entries(work: ImportWork) -> None:
    """Book the table `jurnal`: the rows of one number are one entry."""
    nameless = ([row] for row in work.tables.entries if not row.has("number"))
    for rows in (*by_number(work.tables.entries).values(), *nameless):
        lines = []
        for row in rows:
            if not row.has("account"):
                continue
            with work.judging(row, "akun"):
                account = find_account(work.session, row.account)
                check_unreserved(account, imported=True)
                if row.whole:
                    lines.append(JournalLine(account.code, row.debit, row.credit))
        _take_entry(work, rows, tuple(lines))


def _take_entry(work: ImportWork, rows: list[EntryRow], lines: tuple[JournalLine, ...]) -> None:
    """Book an entry with all its `lines`; its dates are judged also where lines are missing."""
    first = rows[0]
    number = first.number
    key = f"{KEY_PREFIX}jurnal:{number}"
    content = None
    if all(row.whole for row in rows):
        said = [[row.account, row.debit, row.credit] for row in rows]
        content = request_digest("jurnal", first.on.isoformat(), said, [row.description for row in rows])
    if work.booked_before(first, "nomor", key, None, content, len(rows)):
        return
    # The first row of each date: they ought to have one date, and it need not be told for every line.
    dates = {row.on: row for row in reversed(rows) if row.has("on")}
    for row in dates.values():
        with work.judging(row, "tanggal"):
            check_open(work.session, row.on)
    if content is None or len(lines) < len(rows) or work.tables.in_doubt(number, "jurnal"):
        return
    words = "; ".join(dict.fromkeys(row.description for row in rows if row.description))
    entry = JournalEntry(first.on, "umum", lines, words or f"Jurnal {number}", key=key)
    work.events.append((first.on, ENTRY_RANK, Posting(entry, content=content)))
    work.counts["entries"] += 1
    work.date_row(first, first.on)
