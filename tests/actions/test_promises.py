"""What a balanced entry could still break: a loan's principal and money kept for others, on every day."""

from datetime import date

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.importing import import_tables, read_tables
from upk_ledger.actions.lending import disburse_loan
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.reversal import reverse
from upk_ledger.actions.savings import (
    assign_deposit,
    assign_savings,
    return_deposit,
    save,
    use_deposit,
    withdraw,
)
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.savings import KeptMoneySpent, SavingsTooSmall
from upk_ledger.store.kept import deposit_of, savings_of

FIFTH = date(2026, 1, 5)


@pytest.fixture
def loan(desk, build):
    build.group(desk)
    build.entry(desk, FIFTH, "11010", "31020", 9_000_000, "Modal")
    return build.loan(desk, FIFTH, rupiah=1_000_000)


def head(desk):
    with desk.read() as session:
        return session.head()


def test_titipan_is_used_neither_before_it_came_nor_undone_after_it_was_used(desk, build, loan):
    receipt = build.pay(desk, loan, date(2026, 1, 20), 150_000, excess="titipan").voucher
    before = head(desk)
    with pytest.raises(KeptMoneySpent) as early:
        use_deposit(desk, loan, date(2026, 1, 10), 100_000 * 100)
    assert (early.value.owner, early.value.on, early.value.missing) == (
        loan,
        date(2026, 1, 10),
        100_000 * 100,
    )
    assert head(desk) == before
    use_deposit(desk, loan, date(2026, 1, 25), 100_000 * 100)
    before = head(desk)
    with pytest.raises(KeptMoneySpent):
        cancel_repayment(desk, receipt, "salah")
    with pytest.raises(KeptMoneySpent):
        return_deposit(desk, loan, 50_000 * 100, date(2026, 1, 19))
    assert head(desk) == before
    return_deposit(desk, loan, 50_000 * 100, date(2026, 1, 25))
    assert check_book(desk).violations == ()


def test_savings_are_taken_out_only_after_they_came_in_and_stay_covered(desk, build, loan):
    paid_in = save(desk, "K01", 100_000 * 100, date(2026, 1, 20))
    with pytest.raises(KeptMoneySpent):
        withdraw(desk, "K01", 100_000 * 100, date(2026, 1, 19))
    first = withdraw(desk, "K01", 60_000 * 100, date(2026, 1, 21), receipt="S2")
    again = withdraw(desk, "K01", 60_000 * 100, date(2026, 1, 21), receipt="S2")
    assert (again.voucher, again.repeated) == (first.voucher, True)
    with pytest.raises(KeptMoneySpent):
        reverse(desk, paid_in.voucher, "salah")
    assert check_book(desk).violations == ()


def test_the_opening_balance_of_savings_and_titipan_finds_its_owners(desk, build):
    build.group(desk)
    number = build.running_loan(desk, date(2025, 9, 15))
    build.opening(
        desk, k11010=9_000_000, k11030=1_000_000, k31020=-9_650_000, k21020=-300_000, k21040=-50_000
    )
    with pytest.raises(SavingsTooSmall) as refused:
        withdraw(desk, "K01", 100_000 * 100, FIFTH)
    assert refused.value.unassigned == 300_000 * 100
    assign_savings(desk, "K01", 200_000 * 100, FIFTH)
    with pytest.raises(KeptMoneySpent):
        assign_savings(desk, "K01", 200_000 * 100, FIFTH)
    withdraw(desk, "K01", 150_000 * 100, FIFTH)
    assign_deposit(desk, number, 50_000 * 100, FIFTH)
    use_deposit(desk, number, FIFTH, 50_000 * 100)
    with desk.read() as session:
        assert savings_of(session, "K01") == 50_000 * 100
        assert deposit_of(session, number, FIFTH) == 0
    assert check_book(desk).violations == ()


def test_an_imported_payment_before_the_money_was_lent_again_is_a_fault_of_its_row(
    desk, build, loan, tmp_path
):
    with desk.read() as session:
        paid_out = session.value("SELECT series || '/' || replace(month, '-', '/') || '/' || number FROM journal_entry"
                                 " WHERE office_id = :office AND kind = 'pencairan'")  # fmt: skip
    reverse(desk, paid_out, "salah tanggal", date(2026, 1, 20))
    disburse_loan(desk, loan, date(2026, 2, 5))
    (tmp_path / "angsuran.csv").write_text(f"tanggal;nomor_pinjaman;jumlah\n2026-01-25;{loan};115000\n")
    before = head(desk)
    with pytest.raises(ImportFaults) as refused:
        import_tables(desk, read_tables(tmp_path))
    fault = refused.value.faults[0]
    assert (fault.file, fault.row, fault.column) == ("angsuran.csv", 2, "tanggal")
    assert head(desk) == before


def test_a_repeated_request_is_answered_also_when_nothing_is_owed_any_more(desk, build, loan):
    first = build.pay(desk, "K01", date(2026, 1, 20), 1_150_000, key="lunas")
    again = build.pay(desk, "K01", date(2026, 1, 20), 1_150_000, key="lunas")
    assert (again.voucher, again.repeated) == (first.voucher, True)
