"""Loans paid, written off, recovered and undone in any order: what is off the balance and on it is what was lent."""

from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry, list_entries
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import month_package
from upk_ledger.actions.write_offs import end_claim, write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.store.balances import account_sums
from upk_ledger.store.claims import claims_at
from upk_ledger.store.positions import positions
from upk_ledger.store.promises import excess_of

LOANS = ("P-2026-0001", "P-2026-0002")


def act(desk, build, random, day):
    """One act of any sort; refused ones change nothing."""
    loan = random.choice(LOANS)
    ends = ("end",) if day > date(2026, 3, 25) else ()
    kind = random.choice((*["pay"] * 6, *["write off"] * 2, *["undo"] * 4, *ends))
    if kind == "pay":
        build.pay(desk, loan, day, random.choice((15_000, 25_000, 100_000, 115_000)))
    elif kind == "write off":
        write_off(desk, loan, day, decision="07/BKM", reason="KSM bubar")
    elif kind == "end":
        end_claim(desk, loan, day, decision="02/RW", reason="Tidak mampu")
    else:
        vouchers = [found.entry.voucher for found in list_entries(desk, None, None)]
        correct_entry(desk, random.choice(vouchers[1:]), "Salah", random.choice((day, None)))


def figures(desk, on):
    with desk.read() as session:
        ledger = account_sums(session, on, on)["11030"].balance
        return ledger, positions(session, on, None), claims_at(session, on)


def check(desk, days):
    for on in days:
        ledger, loans, claims = figures(desk, on)
        assert ledger == sum(loan.position.outstanding for loan in loans)
        owed = sum(loan.principal - loan.paid_principal for loan in loans)
        assert owed == ledger + sum(claim.principal for claim in claims.values())
        assert all(min(claim.unpaid_principal, claim.unpaid_service) >= 0 for claim in claims.values())
        assert all(loan.position.arrears_principal <= loan.position.outstanding for loan in loans)
        assert {loan.number for loan in loans if loan.written_off} == set(claims)
    with desk.read() as session:
        assert [excess_of(session, loan) for loan in LOANS] == [None, None]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_the_books_agree(desk, build, seed):
    random = Random(seed)
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    build.loan(desk, date(2026, 1, 5))
    build.loan(desk, date(2026, 1, 6), shares={"A01": 600_000, "A02": 400_000})
    first = date(2026, 1, 7)
    for step in range(45):
        day = max(first, first + timedelta(days=2 * step - random.choice((0, 0, 0, 9))))
        with suppress(UpkError):
            act(desk, build, random, day)
        check(desk, (day, date(2026, 4, 30)))
    done = {found.entry.kind for found in list_entries(desk, None, None)}
    assert done >= {"angsuran", "hapus-buku", "penerimaan-kembali", "koreksi"}
    for month in (1, 2, 3, 4):
        close_month(desk, Month(2026, month))
        month_package(desk, Month(2026, month))
    assert check_book(desk).violations == ()
