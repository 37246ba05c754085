"""The payer's receipt from a real book: which installments, how far, and from where the money came."""

from datetime import date

import pytest

from upk_ledger.actions.receipts import receipt_paper
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.savings import use_deposit
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.documents.receipt_text import purpose


@pytest.fixture
def loan(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 10_000_000, "Saldo awal", kind="saldo-awal")
    build.group(desk)
    return build.loan(desk, date(2026, 1, 15), 1_000_000, shares={"A01": 400_000, "A02": 600_000})


def test_a_payment_says_which_installments_it_covers_in_part(desk, build, loan):
    found = []
    for amount in (115_000, 50_000, 200_000):
        voucher = build.pay(desk, loan, date(2026, 2, 15), amount).voucher
        paper = receipt_paper(desk, voucher)
        found.append((paper.installments, paper.partial, purpose(paper)))
        assert (paper.from_deposit, paper.account) == (False, "Kas")
    assert found == [
        ((1,), (), f"Angsuran ke-1 dari 10, pinjaman {loan}"),
        ((2,), (2,), f"Sebagian angsuran ke-2 dari 10, pinjaman {loan}"),
        ((2, 3, 4), (2, 4), f"Angsuran ke-2 s.d. ke-4 (ke-2 dan ke-4 sebagian) dari 10, pinjaman {loan}"),
    ]


def test_a_payment_from_titipan_is_known_as_one(desk, build, loan):
    kept = build.pay(desk, loan, date(2026, 2, 15), 200_000, excess="titipan")
    assert receipt_paper(desk, kept.voucher).unallocated == 85_000 * 100
    used = receipt_paper(desk, use_deposit(desk, loan, date(2026, 3, 15)).voucher)
    assert (used.from_deposit, used.account, used.amount, used.installments) == (True, "", 85_000 * 100, (2,))
    assert [each.action for each in used.signatures] == ["Disetujui oleh", "Dibuat oleh", "Mengetahui"]


def test_of_a_rescheduled_loan_only_the_installments_still_to_pay_are_counted(desk, build, loan):
    build.pay(desk, loan, date(2026, 2, 15), 115_000)
    terms = {"tenor": 3}
    reschedule_loan(
        desk, RescheduleRequest(loan, "penjadwalan", "1/BKM", date(2026, 2, 20), terms, "Panen gagal")
    )
    paper = receipt_paper(desk, build.pay(desk, loan, date(2026, 3, 20), 313_500).voucher)
    assert (paper.installments, paper.tenor) == ((1,), 3)
