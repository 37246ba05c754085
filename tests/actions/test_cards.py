"""Loan cards: plan beside payments, with cancelled ones shown, on both engines."""

from datetime import date

import pytest

from upk_ledger.actions.cards import loan_card
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.errors.loans import UnknownLoan, WrongStage


def rp(amount):
    return amount * 100


@pytest.fixture
def loan(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 10_000_000, "Saldo awal", kind="saldo-awal")
    build.group(desk)
    number = build.loan(desk, date(2026, 1, 15), 1_000_000, shares={"A01": 400_000, "A02": 600_000})
    build.pay(desk, number, date(2026, 2, 15), 115_000)
    wrong = build.pay(desk, number, date(2026, 3, 15), 50_000)
    cancel_repayment(desk, wrong.voucher, "salah catat")
    return number


def test_the_office_card_shows_plan_payments_members_and_position(desk, loan):
    card = loan_card(desk, loan, date(2026, 4, 16), "pinjaman").paper
    assert (card.group, card.members, card.tenor) == ("KSM K01", 2, "10 bulan")
    assert (card.terms, card.due_day) == ("1,5% flat per bulan", "Setiap tanggal 15")
    assert card.shares == (("A01 Anggota 1", rp(400_000)), ("A02 Anggota 2", rp(600_000)))
    assert [(p.voucher, p.principal, p.balance, p.note) for p in card.payments] == [
        ("KM/2026/02/0001", rp(100_000), rp(900_000), ""),
        ("KM/2026/03/0001", rp(35_000), rp(865_000), "Batal"),
        ("KK/2026/03/0001", rp(-35_000), rp(900_000), "Koreksi"),
    ]
    assert len(card.duties) == 10
    assert card.duties[-1].balance == 0
    assert dict(card.facts)["Kolektibilitas"] == "2. Dalam Perhatian Khusus"
    assert [(each.role, each.name) for each in card.signatures] == [
        ("Pembuku", "Siti Aminah"),
        ("Manajer UPK", "Budi Santoso"),
    ]


def test_the_groups_card_says_nothing_of_members_and_class(desk, loan):
    card = loan_card(desk, loan, date(2026, 4, 16), "angsuran").paper
    assert (card.shares, card.facts) == ((), ())
    assert card.signatures[-1].role == "KSM K01"


def test_before_a_payment_was_cancelled_its_card_shows_it_as_paid(desk, loan):
    statement = loan_card(desk, loan, date(2026, 3, 14), "pinjaman").statement
    assert [row["voucher"] for row in statement.data["payments"]] == ["KM/2026/02/0001"]
    assert statement.data["outstanding_principal"] == rp(900_000)
    assert len(statement.sections[0].rows) == len(statement.data["installments"]) == 10


def test_a_card_needs_a_loan_that_was_paid_out_by_then(desk, loan):
    with pytest.raises(UnknownLoan):
        loan_card(desk, "P-2026-9999", date(2026, 4, 16), "pinjaman")
    with pytest.raises(WrongStage):
        loan_card(desk, loan, date(2026, 1, 14), "pinjaman")
    with pytest.raises(BeforeBookStart):
        loan_card(desk, loan, date(2025, 12, 31), "pinjaman")
