"""Loan cards: plan beside payments, with cancelled ones shown, on both engines."""

from datetime import date

import pytest

from upk_ledger.actions.cards import card_statement, loan_card, running_cards
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
    card = loan_card(desk, loan, "pinjaman", date(2026, 4, 16))
    assert (card.group, card.members, card.tenor) == ("KSM K01", 2, "10 bulan")
    assert (card.terms, card.due_day) == ("1,5% flat per bulan", "setiap tanggal 15")
    assert card.shares == (("A01 Anggota 1", rp(400_000)), ("A02 Anggota 2", rp(600_000)))
    assert [(p.voucher, p.principal, p.balance, p.note) for p in card.payments] == [
        ("KM/2026/02/0001", rp(100_000), rp(900_000), ""),
        ("KM/2026/03/0001", rp(35_000), rp(865_000), "Batal"),
        ("KK/2026/03/0001", rp(-35_000), rp(900_000), "Pembatalan"),
    ]
    assert len(card.duties) == 10
    assert card.duties[-1].balance == 0
    assert dict(card.facts)["Kolektibilitas"] == "2 Dalam Perhatian Khusus"
    assert [(each.role, each.name) for each in card.signatures] == [
        ("Pembuku", "Siti Aminah"),
        ("Manajer UPK", "Budi Santoso"),
        ("Pengawas", "Rahmat Hidayat"),
    ]


def test_the_groups_card_says_nothing_of_the_class(desk, loan):
    card = loan_card(desk, loan, "angsuran", date(2026, 4, 16))
    assert card.facts == ()
    assert [each.role for each in card.signatures] == ["Manajer UPK"]
    assert running_cards(desk, "angsuran", date(2026, 4, 16)) == [card]


def test_before_a_payment_was_cancelled_its_card_shows_it_as_paid(desk, loan):
    statement = card_statement(loan_card(desk, loan, "pinjaman", date(2026, 3, 14)))
    assert [row["voucher"] for row in statement.data["payments"]] == ["KM/2026/02/0001"]
    assert statement.data["payments"][0]["balance"] == rp(900_000)
    assert len(statement.sections[0].rows) == len(statement.data["installments"]) == 10


def test_a_card_needs_a_loan_that_was_paid_out_by_then(desk, loan):
    with pytest.raises(UnknownLoan):
        loan_card(desk, "P-2026-9999", "pinjaman", date(2026, 4, 16))
    with pytest.raises(WrongStage):
        loan_card(desk, loan, "pinjaman", date(2026, 1, 14))
    with pytest.raises(BeforeBookStart):
        loan_card(desk, loan, "pinjaman", date(2025, 12, 31))
