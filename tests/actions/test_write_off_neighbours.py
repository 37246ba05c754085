"""Write-offs beside what else happens to a loan: rescheduling, titipan, the year's end."""

from datetime import date

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.loan_views import view_loan
from upk_ledger.actions.member_shares import TakeOver, transfer_share
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.receipts import receipt_paper
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.reports import build_statement, month_package
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.savings import use_deposit
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import WrongStage
from upk_ledger.core.errors.write_offs import ClaimNotThere, LoanWrittenOff
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.store.movements import Recovery
from upk_ledger.store.posting import Posting, post_many

DECIDED = {"decision": "07/BKM/2026", "reason": "KSM bubar"}


def rp(amount):
    return amount * 100


def again(desk, loan, on):
    request = RescheduleRequest(loan, "penjadwalan", "05/BKM/2026", on, {"tenor": 6}, "Panen gagal")
    return reschedule_loan(desk, request)


@pytest.fixture
def loan(desk, build):
    """A loan of a million over ten months, one installment of which was paid."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    number = build.loan(desk, date(2026, 1, 5))
    build.pay(desk, number, date(2026, 2, 5), 115_000)
    return number


def test_a_rescheduled_loan_is_written_off_as_it_stands(desk, build, loan):
    again(desk, loan, date(2026, 4, 10))
    assert view_loan(desk, loan, date(2026, 4, 10)).status == "dijadwal-ulang"
    done = write_off(desk, loan, date(2026, 5, 20), **DECIDED)
    assert done.principal == rp(900_000)
    found = view_loan(desk, loan, date(2026, 5, 20))
    assert (found.status, found.at.position.class_) == ("hapus-buku", None)
    assert found.claim.left == done.principal + done.service
    with pytest.raises(WrongStage):
        again(desk, loan, date(2026, 5, 25))
    build.pay(desk, loan, date(2026, 5, 25), 900_000)
    assert check_book(desk).violations == ()


def test_what_a_written_off_loan_owes_all_the_same_is_not_rescheduled(desk, build, loan):
    paid = build.pay(desk, loan, date(2026, 3, 5), 115_000)
    write_off(desk, loan, date(2026, 3, 20), **DECIDED)
    cancel_repayment(desk, paid.voucher, "Cek kosong", date(2026, 3, 22))
    assert view_loan(desk, loan, date(2026, 3, 22)).status == "berjalan"
    with pytest.raises(LoanWrittenOff):
        again(desk, loan, date(2026, 3, 25))


def test_titipan_of_a_written_off_loan_pays_its_claim(desk, build, loan):
    build.pay(desk, loan, date(2026, 2, 6), 50_000, excess="titipan")
    done = write_off(desk, loan, date(2026, 3, 20), **DECIDED)
    assert done.deposit == rp(50_000)
    used = use_deposit(desk, loan, date(2026, 3, 25))
    assert (used.recovered_principal, used.claim_left) == (
        rp(50_000),
        done.principal + done.service - rp(50_000),
    )
    paper = receipt_paper(desk, used.voucher)
    assert (paper.from_deposit, paper.principal, paper.outstanding_principal) == (True, rp(50_000), 0)
    assert check_book(desk).violations == ()


def test_a_december_with_a_write_off(desk, build, loan):
    """Everything of it within the month: its snapshot, its papers, the year's result, reopening, the next year."""
    for month in range(1, 12):
        close_month(desk, Month(2026, month))
    done = write_off(desk, loan, date(2026, 12, 10), **DECIDED)
    assert (done.allowance, done.cost) == (
        rp(450_000),
        rp(450_000),
    )  # class 4 in November: the half of 900.000
    build.pay(desk, loan, date(2026, 12, 28), 200_000)
    december = Month(2026, 12)
    closed = close_month(desk, december)
    assert (closed.required, closed.held, closed.posted) == (0, 0, ())
    assert len(month_package(desk, december)) > 14
    year = build_statement(desk, "cadangan", ReportPeriod.of_year(2026)).data["movement"]
    assert [year[key] for key in ("opening", "written_off", "closing")] == [0, -rp(450_000), 0]
    assert year["formed"] + year["released"] == rp(450_000)
    result = build_statement(desk, "laba-rugi", ReportPeriod.of_year(2026)).data
    assert (result["total_income"], result["total_expense"]) == (rp(215_000), rp(900_000))
    reopen_month(desk, december, "Setoran terlambat dicatat")
    build.pay(desk, loan, date(2026, 12, 30), 100_000)
    close_month(desk, december)
    build.pay(desk, loan, date(2027, 1, 4), 50_000)
    left = build_statement(desk, "hapus-buku", ReportPeriod.of_month(december)).data["totals"]["left"]
    assert left == done.principal + done.service - rp(300_000)
    assert check_book(desk).violations == ()


def test_a_share_of_a_written_off_loan_is_not_taken_over(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    number = build.loan(desk, date(2026, 1, 5), shares={"A01": 600_000, "A02": 400_000})
    paid = build.pay(desk, number, date(2026, 2, 5), 115_000)
    write_off(desk, number, date(2026, 3, 20), **DECIDED)
    cancel_repayment(desk, paid.voucher, "Cek kosong", date(2026, 3, 22))
    assert view_loan(desk, number, date(2026, 3, 22)).status == "berjalan"
    with pytest.raises(LoanWrittenOff):
        transfer_share(desk, TakeOver(number, "A01", (("A02", None),), date(2026, 3, 25), "Pindah"))


def test_no_more_service_comes_in_than_the_standing_write_off_claims(desk, build, loan):
    """More had fallen due by one that was undone; then it was waived."""
    undone = write_off(desk, loan, date(2026, 6, 20), **DECIDED)
    correct_entry(desk, undone.voucher, "Rapat diulang", date(2026, 6, 20))
    waived = RescheduleRequest(
        loan, "persyaratan", "05/BKM", date(2026, 6, 21), {"tenor": 6}, "Sakit", "dihapus"
    )
    reschedule_loan(desk, waived)
    done = write_off(desk, loan, date(2026, 6, 22), **DECIDED)
    assert (undone.service, done.service) == (rp(60_000), 0)
    more = Recovery(loan, date(2026, 6, 23), done.principal, rp(10_000))
    lines = (JournalLine("11010", debit=rp(910_000)), JournalLine("41030", credit=rp(910_000)))
    entry = JournalEntry(more.on, "penerimaan-kembali", lines, "Terlalu banyak")
    with pytest.raises(ClaimNotThere), desk.write() as session:
        post_many(session, [Posting(entry, recoveries=(more,))])
