"""Savings for joint liability: held back, kept for the term, used for arrears, returned; by group and member."""

from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.actions.journal import correct_entry, list_entries, show_entry
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.products import add_product, usual_terms
from upk_ledger.actions.repayment import cancel_repayment, record_repayment
from upk_ledger.actions.reports import build_statement, month_package
from upk_ledger.actions.savings import assign_savings, return_savings, save, use_savings, withdraw
from upk_ledger.actions.savings_views import savings_card, savings_list
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.loans import MembersDoNotAddUp, MemberSharesTwice, PaysTooMuch
from upk_ledger.core.errors.people import EmptyField, UnknownMember
from upk_ledger.core.errors.savings import (
    KeptMoneySpent,
    NothingInArrears,
    NothingToReturn,
    SavingsAboveLoan,
    SavingsHeld,
    SavingsTooSmall,
)
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.savings import taken
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store import posting


def rp(amount):
    return amount * 100


@pytest.fixture
def office(desk, build):
    """Cash, and a group of two."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 20_000_000, "Modal")
    build.group(desk)
    return desk


def lend(desk, on=date(2026, 1, 10), rupiah=1_000_000, shares=(), savings=None, product=None):
    """A loan of ten months at 1,5 percent; `savings` in rupiah."""
    usual, version = usual_terms(desk, product, on)
    terms = LoanTerms(rp(rupiah), 10, Fraction("1.5"), "bulan", "flat", on)
    parts = tuple(Share(member, rp(share)) for member, share in dict(shares).items())
    made = LoanApplication("K01", terms, parts, usual.mode, product=version)
    number = apply_for_loan(desk, made)
    decide_loan(desk, number, "disetujui", on)
    return disburse_loan(desk, number, on, savings=None if savings is None else rp(savings))


def lines(desk, voucher):
    """The entry's lines as account, member, debit less credit in rupiah."""
    entry = show_entry(desk, voucher).entry
    return [(line.account, line.member, (line.debit - line.credit) // 100) for line in entry.lines]


def parts(desk, on=date(2026, 12, 31)):
    """By member what the group has saved, in rupiah, and what of it is free."""
    found = savings_list(desk, on).groups
    return {part.member: part.amount // 100 for part in found[0].parts if part.amount}, found[0].free // 100


def use(desk, on, amount=None, who="P-2026-0001"):
    return use_savings(
        desk, who, on, decision="05/UPK", reason="Menunggak", amount=None if amount is None else rp(amount)
    )


# Held back


def test_what_a_product_keeps_is_held_back_by_the_members_shares_and_the_cash_is_what_the_group_gets(office):
    add_product(office, "SPP", "Simpan pinjam", {"savings_percent": Fraction(5)}, date(2026, 1, 1))
    paid = lend(office, shares={"A01": 666_700, "A02": 333_300}, product="SPP")
    assert (paid.principal, paid.savings) == (rp(1_000_000), rp(50_000))
    assert lines(office, paid.voucher) == [
        ("11030", None, 1_000_000),
        ("11010", None, -950_000),
        ("21020", "A01", -33_335),
        ("21020", "A02", -16_665),
    ]
    assert paid.voucher.startswith("KK/")
    assert parts(office) == ({"A01": 33_335, "A02": 16_665}, 0)
    assert check_book(office).violations == ()


def test_a_loan_without_a_product_is_paid_out_whole_and_its_rounding_is_by_largest_remainder(office):
    assert lines(office, lend(office).voucher) == [("11030", None, 1_000_000), ("11010", None, -1_000_000)]
    shared = lend(office, shares={"A01": 500_000, "A02": 500_000}, savings=1)
    assert lines(office, shared.voucher)[2:] == [("21020", "A01", -1)]
    whole = lend(office, savings=20_000)
    assert lines(office, whole.voucher)[2:] == [("21020", None, -20_000)]


@pytest.mark.parametrize("savings", [1_000_000, 1_000_001, -1])
def test_not_all_of_a_loan_can_be_held_back(office, savings):
    with pytest.raises(SavingsAboveLoan):
        lend(office, savings=savings)


def test_a_disbursement_undone_takes_its_savings_back_unless_they_are_gone(office):
    paid = lend(office, savings=50_000)
    withdraw(office, "K01", rp(10_000), date(2026, 1, 11), reason="Sakit")
    with pytest.raises(KeptMoneySpent):
        correct_entry(office, paid.voucher, "Salah")
    save(office, "K01", rp(10_000), date(2026, 1, 11))
    correct_entry(office, paid.voucher, "Salah", date(2026, 1, 12))
    assert parts(office) == ({}, 0)
    assert check_book(office).violations == ()


# By member


def test_members_save_and_take_out_their_own_and_a_group_its_own_first(office):
    save(office, "K01", None, date(2026, 1, 5), members=[("a01", rp(30_000)), ("A02", rp(10_000))])
    save(office, "K01", rp(5_000), date(2026, 1, 6))
    assert parts(office)[0] == {None: 5_000, "A01": 30_000, "A02": 10_000}
    withdraw(office, "K01", None, date(2026, 1, 7), members=[("A02", rp(4_000))])
    withdraw(office, "K01", rp(14_000), date(2026, 1, 8))
    assert parts(office)[0] == {"A01": 22_500, "A02": 4_500}
    assert [move.balance // 100 for move in savings_card(office, "K01", date(2026, 1, 31), "A01").moves] == [
        30_000,
        22_500,
    ]
    whole = savings_card(office, "K01", date(2026, 1, 31)).moves
    assert [(move.came // 100, move.went // 100, move.balance // 100) for move in whole] == [
        (30_000, 0, 30_000),
        (10_000, 0, 40_000),
        (5_000, 0, 45_000),
        (0, 4_000, 41_000),
        (0, 5_000, 36_000),
        (0, 7_500, 28_500),
        (0, 1_500, 27_000),
    ]
    assert check_book(office).violations == ()


def test_what_members_say_has_to_fit(office):
    on = date(2026, 1, 5)
    with pytest.raises(UnknownMember):
        save(office, "K01", None, on, members=[("A09", 100)])
    with pytest.raises(MemberSharesTwice):
        save(office, "K01", None, on, members=[("A01", 100), ("a01", 100)])
    with pytest.raises(MembersDoNotAddUp):
        save(office, "K01", 300, on, members=[("A01", 100), ("A02", 100)])
    save(office, "K01", None, on, members=[("A01", rp(10_000)), ("A02", rp(10_000))])
    with pytest.raises(KeptMoneySpent) as refused:
        withdraw(office, "K01", None, on, members=[("A01", rp(10_001))])
    assert refused.value.owner == "K01 A01"


def test_the_same_paper_number_is_the_same_withdrawal_although_it_would_be_split_otherwise_now(office):
    save(office, "K01", None, date(2026, 1, 5), members=[("A01", rp(10_000))])
    first = withdraw(office, "K01", rp(4_000), date(2026, 1, 6), receipt="T1")
    save(office, "K01", rp(9_000), date(2026, 1, 5))
    again = withdraw(office, "K01", rp(4_000), date(2026, 1, 6), receipt="T1")
    assert (again.voucher, again.repeated) == (first.voucher, True)


def test_an_opening_balance_is_divided_among_members_too(office, build, desk):
    build.opening(desk, k11010=300_000, k21020=-300_000)
    assert savings_list(desk, date(2026, 1, 1)).unassigned == rp(300_000)
    assign_savings(desk, "K01", None, date(2026, 1, 3), members=[("A01", rp(100_000)), ("A02", rp(150_000))])
    found = savings_list(desk, date(2026, 1, 3))
    assert (found.unassigned, found.ledger) == (rp(50_000), rp(300_000))
    assert parts(desk)[0] == {"A01": 100_000, "A02": 150_000}


# Kept for the term


def test_what_was_held_back_stays_until_the_loan_is_paid_off_and_is_returned_then(office, build):
    loan = lend(office, shares={"A01": 600_000, "A02": 400_000}, savings=50_000).loan
    save(office, "K01", rp(8_000), date(2026, 1, 12))
    with pytest.raises(SavingsHeld) as refused:
        withdraw(office, "K01", rp(8_001), date(2026, 1, 13))
    assert (refused.value.free, refused.value.held, refused.value.loans) == (rp(8_000), rp(50_000), (loan,))
    withdraw(office, "K01", rp(8_000), date(2026, 1, 13))
    with pytest.raises(NothingToReturn) as early:
        return_savings(office, loan, date(2026, 1, 14))
    assert early.value.loans == (loan,)
    with pytest.raises(NothingToReturn):
        return_savings(office, "K01", date(2026, 1, 14))
    assert build.pay(office, loan, date(2026, 2, 9), 115_000).savings == 0
    payoff = build.pay(office, loan, date(2026, 2, 10), 1_035_000)
    assert payoff.savings == rp(50_000)
    with pytest.raises(SavingsHeld):
        withdraw(office, "K01", rp(50_000), date(2026, 2, 9))
    back = return_savings(office, loan, date(2026, 2, 10), receipt="T9")
    assert lines(office, back.voucher) == [
        ("21020", "A01", 30_000),
        ("21020", "A02", 20_000),
        ("11010", None, -50_000),
    ]
    assert return_savings(office, loan, date(2026, 2, 10), receipt="T9").repeated
    with pytest.raises(NothingToReturn):
        return_savings(office, loan, date(2026, 2, 11))
    cancel_repayment(office, payoff.voucher, "Cek kosong")
    assert parts(office) == ({}, 0)
    assert check_book(office).violations == ()


def test_a_reason_lets_held_savings_go_and_stands_on_the_exception_list(office):
    loan = lend(office, savings=50_000).loan
    withdraw(office, "K01", rp(20_000), date(2026, 1, 13), reason="Ketua sakit")
    (listed,) = [item for item in list_exceptions(office) if item.rule == "tabungan-ditahan"]
    assert (listed.subject, listed.detail) == ("K01", f"20000 0 {loan}")
    assert listed.reason.endswith("Ketua sakit")


def test_a_products_percentage_is_kept_also_where_the_group_pays_it_in(office):
    add_product(office, "SPP", "Simpan pinjam", {"savings_percent": Fraction(5)}, date(2026, 1, 1))
    loan = lend(office, product="SPP", savings=0).loan
    save(office, "K01", rp(60_000), date(2026, 1, 12))
    assert parts(office) == ({None: 60_000}, 10_000)
    with pytest.raises(NothingToReturn):
        return_savings(office, loan, date(2026, 1, 13))
    with pytest.raises(SavingsHeld):
        withdraw(office, "K01", rp(10_001), date(2026, 1, 13))
    back = return_savings(office, "K01", date(2026, 1, 14))
    assert back.entry.amount == rp(10_000)


def test_savings_paid_in_are_returned_to_the_group_with_no_loan_running(office):
    with pytest.raises(NothingToReturn):
        return_savings(office, "K01", date(2026, 1, 4))
    save(office, "K01", rp(9_000), date(2026, 1, 5))
    assert lines(office, return_savings(office, "KSM K01", date(2026, 1, 6)).voucher) == [
        ("21020", None, 9_000),
        ("11010", None, -9_000),
    ]


# Used for arrears


def test_arrears_are_paid_from_savings_by_decision_first_of_those_who_are_behind(office, build):
    loan = lend(office, shares={"A01": 600_000, "A02": 400_000}, savings=150_000).loan
    build.pay(office, loan, date(2026, 2, 10), 46_000, members=(("A02", rp(46_000)),))
    with pytest.raises(NothingInArrears):
        use(office, date(2026, 2, 10))
    used = use(office, date(2026, 2, 11))
    assert used.voucher.startswith("PB/")
    assert lines(office, used.voucher) == [
        ("21020", "A01", 69_000),
        ("11030", None, -60_000),
        ("41010", None, -9_000),
    ]
    assert (used.amount, used.arrears_principal, used.arrears_service) == (rp(69_000), 0, 0)
    assert [(part.member, part.principal) for part in used.members] == [("A01", rp(60_000))]
    assert "05/UPK" in show_entry(office, used.voucher).entry.description
    assert parts(office) == ({"A01": 21_000, "A02": 60_000}, 0)
    later = use(office, date(2026, 5, 11))
    assert later.amount == rp(81_000)
    assert parts(office) == ({}, 0)
    with pytest.raises(SavingsTooSmall):
        use(office, date(2026, 5, 12))
    cancel_repayment(office, used.voucher, "Ternyata dibayar tunai")
    assert parts(office) == ({"A01": 69_000}, 0)
    assert check_book(office).violations == ()


def test_joint_liability_takes_what_the_late_one_lacks_from_the_group_and_the_others(office):
    loan = lend(office, shares={"A01": 500_000, "A02": 500_000}).loan
    save(office, "K01", None, date(2026, 1, 12), members=[("A01", rp(10_000)), ("A02", rp(90_000))])
    save(office, "K01", rp(40_000), date(2026, 1, 12))
    used = use(office, date(2026, 2, 11), 115_000, loan)
    assert lines(office, used.voucher)[:3] == [
        ("21020", None, 40_000),
        ("21020", "A01", 10_000),
        ("21020", "A02", 65_000),
    ]


def test_savings_are_used_neither_without_a_decision_nor_beyond_what_is_there_or_owed(office):
    lend(office, rupiah=100_000, savings=20_000)
    for facts in ({"decision": " ", "reason": "x"}, {"decision": "1", "reason": ""}):
        with pytest.raises(EmptyField):
            use_savings(office, "K01", date(2026, 3, 1), **facts)
    with pytest.raises(SavingsTooSmall):
        use(office, date(2026, 3, 1), 20_001)
    save(office, "K01", rp(200_000), date(2026, 1, 12))
    with pytest.raises(PaysTooMuch):
        use(office, date(2026, 3, 1), 115_001)
    with pytest.raises(KeptMoneySpent):
        use(office, date(2026, 1, 11), 20_001)
    assert use(office, date(2026, 3, 1), 115_000, "K01").savings == rp(105_000)


def test_the_claim_on_a_written_off_loan_keeps_savings_and_is_paid_from_them(office):
    loan = lend(office, savings=50_000).loan
    write_off(office, loan, date(2026, 3, 1), decision="07/BKM", reason="KSM bubar")
    with pytest.raises(SavingsHeld):
        withdraw(office, "K01", 100, date(2026, 3, 2))
    used = use(office, date(2026, 3, 2), 50_000)
    assert used.recovered_principal == rp(50_000)
    assert parts(office) == ({}, 0)
    assert check_book(office).violations == ()


# The report


def test_the_cash_flow_shows_what_was_lent_and_what_of_it_was_saved(office):
    lend(office, shares={"A01": 600_000, "A02": 400_000}, savings=50_000)
    paper = build_statement(office, "arus-kas", ReportPeriod.of_month(Month(2026, 1)))
    rows = [row.cells for section in paper.sections for row in section.rows]
    flows = {str(cells[0]).strip(): cells[1] for cells in rows if cells[1]}
    assert flows["Pencairan pinjaman"] == -rp(1_000_000)
    assert flows["Setoran tabungan KSM"] == rp(50_000)
    assert flows["SALDO AKHIR KAS DAN BANK"] == rp(19_050_000)


def test_the_paper_shows_each_group_and_member_and_is_tied_to_the_account(office, build):
    build.group(office, "K02")
    lend(office, shares={"A01": 600_000, "A02": 400_000}, savings=50_000)
    save(office, "K02", rp(7_000), date(2026, 1, 12))
    withdraw(office, "K02", rp(2_000), date(2026, 2, 12))
    mistaken = save(office, "K02", rp(3_000), date(2026, 2, 13))
    correct_entry(office, mistaken.voucher, "Salah KSM")
    paper = build_statement(office, "tabungan", ReportPeriod.of_month(Month(2026, 2)))
    first, second = paper.data["groups"]
    assert (first["group"], first["opening"], first["closing"], first["held"]) == ("K01", *[rp(50_000)] * 3)
    assert [(one["code"], one["closing"]) for one in first["members"]] == [
        ("A01", rp(30_000)),
        ("A02", rp(20_000)),
    ]
    amounts = [second[key] // 100 for key in ("opening", "came", "went", "closing", "held")]
    assert amounts == [7_000, 0, 2_000, 5_000, 0]
    assert second["members"] == []
    assert paper.data["totals"]["closing"] == paper.data["ledger"] == rp(55_000)


def test_the_opening_entry_is_an_opening_balance_of_nobody(office, build):
    build.opening(office, k11010=300_000, k21020=-300_000)
    (row,) = build_statement(office, "tabungan", ReportPeriod.of_month(Month(2026, 1))).data["groups"]
    assert (row["group"], row["opening"], row["came"], row["closing"]) == (None, rp(300_000), 0, rp(300_000))


# The audit


def test_the_audit_names_a_member_whose_savings_are_below_nothing_although_the_group_has_some(
    office, monkeypatch
):
    save(office, "K01", None, date(2026, 1, 5), members=[("A01", rp(10_000)), ("A02", rp(10_000))])
    with monkeypatch.context() as patched:
        patched.setattr(posting, "check_promises", lambda *_: None)
        withdraw(office, "K01", None, date(2026, 1, 6), members=[("A01", rp(10_001))])
    (found,) = check_book(office).violations
    assert found.code == "simpanan-kurang"
    assert "K01 A01" in str(found)


# Whatever is done


def act(desk, random, day):
    """One act of any sort; refused ones change nothing."""
    kind = random.choice(
        ("save", "save", "members", "withdraw", "withdraw", "use", "return", "pay", "undo", "undo")
    )
    amount = rp(random.choice((1_000, 7_501, 30_000, 60_000)))
    member = random.choice(("A01", "A02"))
    if kind == "save":
        save(desk, "K01", amount, day)
    elif kind == "members":
        random.choice((save, withdraw))(desk, "K01", None, day, members=[(member, amount)])
    elif kind == "withdraw":
        withdraw(desk, "K01", amount, day, reason=random.choice(("", "Sakit")))
    elif kind == "use":
        use(desk, day, random.choice((None, amount // 100)))
    elif kind == "return":
        return_savings(desk, random.choice(("K01", "P-2026-0001")), day)
    elif kind == "pay":
        record_repayment(desk, Repayment("P-2026-0001", rp(115_000), day))
    else:
        vouchers = [found.entry.voucher for found in list_entries(desk, None, None)]
        correct_entry(desk, random.choice(vouchers[2:]), "Salah", random.choice((day, None)))


@pytest.mark.parametrize("seed", range(3))
def test_on_any_day_the_account_is_what_the_groups_have_and_no_member_has_less_than_nothing(office, seed):
    random = Random(seed)
    lend(office, shares={"A01": 600_000, "A02": 400_000}, savings=50_000)
    lend(office, date(2026, 1, 11), savings=30_000)
    days = [date(2026, 1, 12) + timedelta(days=3 * step) for step in range(60)]
    for day in days:
        with suppress(UpkError):
            act(office, random, max(days[0], day - timedelta(days=random.choice((0, 0, 20)))))
    for day in days[::6]:
        found = savings_list(office, day)
        assert found.ledger == sum(group.balance for group in found.groups)
        assert all(part.amount >= 0 for group in found.groups for part in group.parts)
    done = {found.entry.kind for found in list_entries(office, None, None)}
    assert done >= {"tabungan", "koreksi", "angsuran"}
    for month in range(1, 8):
        close_month(office, Month(2026, month))
        paper = next(one for one in month_package(office, Month(2026, month)) if one.name == "tabungan")
        assert paper.data["ledger"] == savings_list(office, Month(2026, month).last).ledger
    assert check_book(office).violations == ()


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from([None, "A", "B", "C"]), st.integers(0, 10**9), max_size=4),
    st.lists(st.tuples(st.sampled_from(["A", "B", "C"]), st.integers(0, 10**9)), max_size=2),
    st.data(),
)
def test_what_is_taken_adds_up_and_nobody_gives_more_than_he_has(kept, first, data):
    amount = data.draw(st.integers(0, sum(kept.values())))
    found = taken(kept, amount, first)
    assert sum(part.amount for part in found) == amount
    assert all(0 < part.amount <= kept[part.member] for part in found)
