"""The general journal, cash and bank, groups and members, on both engines."""

from datetime import date

import pytest

from upk_ledger.actions import cash, journal, people, periods
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.errors.ledger import (
    AlreadyReversed,
    AmbiguousAccount,
    BeforeBookStart,
    BetweenTills,
    KeyUsed,
    LineNotOneSided,
    MonthClosed,
    ReservedAccount,
    TooFewLines,
    Unbalanced,
    UnknownAccount,
    UnknownVoucher,
    WrongAccountRole,
)
from upk_ledger.core.errors.people import (
    AmbiguousGroup,
    EmptyField,
    GroupExists,
    MemberExists,
    NikWrong,
    UnknownGroup,
)
from upk_ledger.core.people import Member

DAY = date(2026, 1, 5)
SPENT = (
    JournalLine("Insentif", debit=15_000_000),
    JournalLine("atk", debit=2_600_000),
    JournalLine("kas", credit=17_600_000),
)


def sums(desk):
    with desk.read() as session:
        rows = session.all(
            "SELECT account_code, sum(debit - credit) FROM journal_line WHERE office_id = :office GROUP BY account_code"
        )
        return {code: int(part) for code, part in rows if part}


def test_accounts_are_found_by_code_or_part_of_the_name(desk):
    posted = journal.record_entry(desk, DAY, SPENT, "Biaya")
    assert posted.voucher == "KK/2026/01/0001"
    assert [line.account for line in posted.entry.lines] == ["51010", "51030", "11010"]
    assert sums(desk) == {"51010": 15_000_000, "51030": 2_600_000, "11010": -17_600_000}


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        (SPENT[:1], TooFewLines),
        (SPENT[:2], Unbalanced),
        ((JournalLine("51030", debit=0), SPENT[2]), LineNotOneSided),
        ((JournalLine("51030", debit=-5, credit=5), SPENT[2]), LineNotOneSided),
        ((JournalLine("Bank", debit=100), JournalLine("kas", credit=100)), AmbiguousAccount),
        ((JournalLine("99999", debit=100), JournalLine("kas", credit=100)), UnknownAccount),
        ((JournalLine("Pinjaman KSM", debit=100), JournalLine("kas", credit=100)), ReservedAccount),
        ((JournalLine("12010", credit=100), JournalLine("51080", debit=100)), ReservedAccount),
        ((JournalLine("21020", credit=100), JournalLine("kas", debit=100)), ReservedAccount),
        ((JournalLine("21040", credit=100), JournalLine("kas", debit=100)), ReservedAccount),
    ],
)
def test_wrong_entries_are_refused_and_change_nothing(desk, lines, refusal):
    with pytest.raises(refusal):
        journal.record_entry(desk, DAY, lines, "Jurnal")
    assert journal.list_entries(desk) == []


def test_an_entry_needs_words_and_an_open_day(desk):
    with pytest.raises(EmptyField):
        journal.record_entry(desk, DAY, SPENT, " ")
    with pytest.raises(BeforeBookStart):
        journal.record_entry(desk, date(2025, 12, 31), SPENT, "Biaya")
    periods.close_month(desk, Month(2026, 1))
    with pytest.raises(MonthClosed) as refused:
        journal.record_entry(desk, DAY, SPENT, "Biaya")
    assert refused.value.first_open == date(2026, 2, 1)


def test_an_entry_is_undone_once_by_its_counter_entry(desk):
    posted = journal.record_entry(desk, DAY, SPENT, "Biaya")
    undone = journal.correct_entry(desk, "kk/2026/1/1", "Salah akun")
    assert undone.voucher == "KM/2026/01/0001"
    assert (undone.entry.date, undone.entry.reverses) == (DAY, posted.record)
    assert sums(desk) == {}
    with pytest.raises(AlreadyReversed):
        journal.correct_entry(desk, posted.voucher, "Lagi")
    with pytest.raises(UnknownVoucher):
        journal.correct_entry(desk, "KK/2026/01/0002", "Tidak ada")
    with pytest.raises(EmptyField):
        journal.correct_entry(desk, posted.voucher, "")
    listed = journal.list_entries(desk, DAY, DAY)
    assert [one.reversed_by for one in listed] == [undone.voucher, ""]
    assert journal.list_entries(desk, date(2026, 1, 6)) == []


def test_the_same_entry_under_a_key_posts_once(desk):
    first = journal.record_entry(desk, DAY, SPENT, "Biaya", key="a")
    again = journal.record_entry(desk, DAY, SPENT, "Biaya", key="a")
    assert (again.voucher, again.repeated, first.repeated) == (first.voucher, True, False)
    with pytest.raises(KeyUsed):
        journal.record_entry(desk, date(2026, 1, 6), SPENT, "Biaya", key="a")
    assert len(journal.list_entries(desk)) == 1


def test_vouchers_count_by_series_and_month_in_order_of_recording(desk):
    def paid(on):
        return cash.pay_cash(desk, on, "ATK", 100, "Kertas").voucher

    assert [paid(date(2026, 2, 9)), paid(date(2026, 2, 1)), paid(DAY)] == [
        "KK/2026/02/0001", "KK/2026/02/0002", "KK/2026/01/0001",
    ]  # fmt: skip
    assert cash.receive_cash(desk, DAY, "Bunga Bank", 100, "Bunga").voucher == "KM/2026/01/0001"
    assert cash.deposit_to_bank(desk, DAY, 100).voucher == "PB/2026/01/0001"
    assert cash.withdraw_from_bank(desk, DAY, 100, bank="Bank UPK").voucher == "PB/2026/01/0002"


def test_cash_and_bank_move_by_their_own_commands(desk):
    cash.receive_cash(desk, DAY, "Modal PNPM", 10_000, "BLM", money="Bank UPK")
    cash.withdraw_from_bank(desk, DAY, 4_000)
    cash.pay_cash(desk, DAY, "Transport", 1_500, "Ojek")
    assert sums(desk) == {"31020": -10_000, "11021": 6_000, "11010": 2_500, "51040": 1_500}
    for wrong in ("11021", "11010"):
        with pytest.raises(BetweenTills):
            cash.receive_cash(desk, DAY, wrong, 100, "Setor")
    with pytest.raises(ReservedAccount):
        cash.receive_cash(desk, DAY, "Pinjaman KSM", 100, "Angsuran")
    with pytest.raises(WrongAccountRole):
        cash.pay_cash(desk, DAY, "ATK", 100, "Kertas", money="21010")
    for amount in (0, -100):
        with pytest.raises(LineNotOneSided):
            cash.pay_cash(desk, DAY, "ATK", amount, "Kertas")


def test_groups_and_members_are_registered_once(desk):
    people.register_group(desk, "K01", "Mekar Sari", "RW 3", date(2025, 5, 1))
    people.register_group(desk, "K02", "Mekar Jaya")
    with pytest.raises(GroupExists):
        people.register_group(desk, "K01", "Lain")
    member = people.register_member(desk, Member("sari", "01", "Siti", "P", "3374010101010001", poor=True))
    assert member.group == "K01"
    with pytest.raises(MemberExists):
        people.register_member(desk, Member("K01", "01", "Wati", "P"))
    with pytest.raises(UnknownGroup):
        people.register_member(desk, Member("K09", "01", "Wati", "P"))
    with pytest.raises(AmbiguousGroup):
        people.list_members(desk, "mekar")
    with pytest.raises(NikWrong):
        people.register_member(desk, Member("K01", "02", "Wati", "P", "12345"))
    assert [(group.code, count) for group, count in people.list_groups(desk)] == [("K01", 1), ("K02", 0)]
    assert people.list_members(desk) == [member]


def test_personal_data_stays_out_of_the_chain(desk):
    people.register_group(desk, "K01", "Mekar Sari")
    people.register_member(
        desk, Member("K01", "01", "Siti Rahasia", "P", "3374010101010001", phone="0812345")
    )
    with desk.read() as session:
        said = "".join(row[0] for row in session.all("SELECT body FROM record WHERE office_id = :office"))
    assert not any(word in said for word in ("Siti Rahasia", "3374010101010001", "0812345"))
