"""A year's surplus: allocated by a decision, owed until it is paid, paid as far as the till reaches, taken back."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions import surplus
from upk_ledger.actions.accounts import open_account
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month, period_status, reopen_month
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.actions.write_offs import write_off
from upk_ledger.actions.year_end import close_year, reopen_year
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import surplus as errors
from upk_ledger.core.errors.ledger import CancellationNotReversible, MonthClosed, WrongAccountRole
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.year_end import YearAllocated, YearNotClosed
from upk_ledger.core.offices import Account
from upk_ledger.core.surplus import Share
from upk_ledger.store.posting import entry_at, find_record

DECIDED = date(2027, 2, 20)
SHARES = (
    Share("Dana Sosial", "21030", Fraction(15)),
    Share("Kelembagaan", "21030", Fraction(35)),
    Share("Modal", "31050", Fraction(50)),
)


def rp(amount):
    return amount * 100


def months(desk, first, last):
    while first <= last:
        close_month(desk, first)
        first = first.next()


@pytest.fixture
def closed(desk, build):
    """2026 closed with a result of Rp7.777.500, January 2027 closed, the shares set; Rp9.777.500 in cash."""
    build.entry(desk, date(2026, 1, 5), "11010", "31020", 2_000_000)
    build.entry(desk, date(2026, 3, 3), "11010", "41010", 8_000_000)
    build.entry(desk, date(2026, 4, 3), "51010", "11010", 222_500)
    surplus.set_shares(desk, SHARES)
    months(desk, Month(2026, 1), Month(2026, 11))
    close_year(desk, 2026)
    close_month(desk, Month(2027, 1))
    return desk


def lines_of(desk, voucher):
    with desk.read() as session:
        entry = entry_at(session, find_record(session, voucher)).entry
    return (
        entry.date,
        entry.kind,
        [(line.account, line.debit // 100, line.credit // 100) for line in entry.lines],
    )


def owed(desk, on=date(2027, 12, 31)):
    found, _, ledger = surplus.owed_of_allocations(desk, on)
    assert sum(one.left for one in found) == ledger
    return {(one.year, one.purpose): (one.allocated // 100, one.paid // 100) for one in found}


def test_a_surplus_is_allocated_by_a_decision(closed):
    done = surplus.allocate_surplus(closed, 2026, DECIDED, "03/RWT/2027")
    # 15 percent are 1.166.625, 35 percent 2.722.125: cut to thousands, capital takes the rest.
    assert lines_of(closed, done.voucher) == (
        DECIDED,
        "alokasi-laba",
        [("31090", 7_777_500, 0), ("21030", 0, 1_166_000), ("21030", 0, 2_722_000), ("31050", 0, 3_889_500)],
    )
    assert surplus.find_allocation(closed, 2026) == done
    assert owed(closed) == {(2026, "Dana Sosial"): (1_166_000, 0), (2026, "Kelembagaan"): (2_722_000, 0)}
    assert owed(closed, date(2027, 2, 19)) == {}
    assert check_book(closed).ok


def test_shares_of_one_year_and_another_unit(closed):
    only = (Share("Tetap", "Laba Ditahan", Fraction(40)), Share("Sosial", "21030", Fraction(60)))
    done = surplus.allocate_surplus(closed, 2026, DECIDED, "1", unit=rp(500_000), shares=only)
    assert lines_of(closed, done.voucher)[2] == [("31090", 4_500_000, 0), ("21030", 0, 4_500_000)]
    assert [part.amount for part in done.shares] == [rp(3_277_500), rp(4_500_000)]
    assert surplus.shares_now(closed) == list(SHARES)
    correct_entry(closed, done.voucher, "tanpa pembulatan")
    thirds = (Share("Sosial", "21030", Fraction(1, 3)), Share("Modal", "31050", 100 - Fraction(1, 3)))
    exact = surplus.allocate_surplus(closed, 2026, DECIDED, "1", unit=0, shares=thirds)
    assert [part.amount for part in exact.shares] == [rp(25_925), rp(7_751_575)]


def test_an_allocation_is_refused(closed, build):
    def refused(error, year=2026, on=DECIDED, decision="3", **more):
        with pytest.raises(error) as found:
            surplus.allocate_surplus(closed, year, on, decision, **more)
        return found.value

    refused(EmptyField, decision=" ")
    refused(YearNotClosed, year=2027)
    refused(errors.DecidedTooEarly, on=date(2026, 12, 31))
    refused(MonthClosed, on=date(2027, 1, 31))
    assert refused(errors.MonthOpenBeforeDecision, on=date(2027, 3, 1)).month == Month(2027, 2)
    refused(errors.SharesNotWhole, shares=SHARES[:2])
    refused(errors.NoShareOfCapital, shares=(Share("Sosial", "21030", Fraction(100)),))
    refused(errors.NoShareOfCapital, shares=(Share("Tetap", "31090", Fraction(100)),))
    refused(WrongAccountRole, shares=(Share("Modal", "21010", Fraction(100)),))
    surplus.allocate_surplus(closed, 2026, DECIDED, "3")
    refused(errors.AlreadyAllocated)
    with pytest.raises(YearAllocated):
        reopen_year(closed, 2026, "salah")


def test_december_stays_closed_while_its_years_surplus_is_allocated(closed):
    done = surplus.allocate_surplus(closed, 2026, DECIDED, "3")
    newest = period_status(closed).closed_through
    while newest > date(2026, 12, 31):  # a month of the next year changes nothing of what was decided on
        reopen_month(closed, Month.of(newest), "bukti tertinggal")
        newest = period_status(closed).closed_through
    with pytest.raises(YearAllocated) as refused:
        reopen_month(closed, Month(2026, 12), "bukti tertinggal")
    assert (refused.value.year, refused.value.voucher) == (2026, done.voucher)
    assert f"upk jurnal koreksi {done.voucher}" in sentence(refused.value)
    with pytest.raises(YearAllocated):
        reopen_year(closed, 2026, "bukti tertinggal")
    correct_entry(closed, done.voucher, "dibagi sesudah buku benar")
    reopen_year(closed, 2026, "bukti tertinggal")
    reopen_month(closed, Month(2026, 12), "bukti tertinggal")
    assert check_book(closed).ok


@pytest.mark.parametrize(("cost", "result"), [(900, -100), (800, 0)])
def test_nothing_is_allocated_of_a_year_without_surplus(sqlite_desk, build, cost, result):
    build.entry(sqlite_desk, date(2026, 3, 3), "11010", "41010", 800)
    build.entry(sqlite_desk, date(2026, 4, 3), "51010", "11010", cost)
    months(sqlite_desk, Month(2026, 1), Month(2026, 11))
    close_year(sqlite_desk, 2026)
    with pytest.raises(errors.NoSurplus) as refused:
        surplus.allocate_surplus(sqlite_desk, 2026, date(2027, 1, 20), "3")
    assert refused.value.result == rp(result)


def test_a_table_of_shares_is_needed(sqlite_desk, build):
    with pytest.raises(errors.NoSharesSet):
        surplus.shares_now(sqlite_desk)
    build.entry(sqlite_desk, date(2026, 3, 3), "11010", "41010", 800)
    months(sqlite_desk, Month(2026, 1), Month(2026, 11))
    close_year(sqlite_desk, 2026)
    with pytest.raises(errors.NoSharesSet):
        surplus.allocate_surplus(sqlite_desk, 2026, date(2027, 1, 20), "3")


def test_a_short_allowance_keeps_the_surplus(desk, build):
    """Something takes from the allowance without a loan; a write-off takes its loan along and does not count."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 9_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 5))
    build.entry(desk, date(2026, 3, 3), "11010", "41020", 5_000_000)
    surplus.set_shares(desk, SHARES)
    months(desk, Month(2026, 1), Month(2026, 11))
    close_year(desk, 2026)
    taken = build.entry(desk, date(2027, 1, 3), "12010", "11010", 1)
    with pytest.raises(errors.AllowanceShort) as short:
        surplus.allocate_surplus(desk, 2026, date(2027, 1, 20), "3")
    assert (short.value.month, short.value.amount) == (Month(2026, 12), 100)
    correct_entry(desk, taken.voucher, "salah akun")
    write_off(desk, loan, date(2027, 1, 10), decision="HB-1", reason="macet")
    assert surplus.allocate_surplus(desk, 2026, date(2027, 1, 20), "3").total == rp(4_000_000)


def test_what_was_allocated_is_paid_as_far_as_it_and_the_till_reach(closed, build):
    surplus.allocate_surplus(closed, 2026, DECIDED, "3")

    def pay(purpose, rupiah, on=date(2027, 2, 25), **more):
        return surplus.pay_allocation(closed, purpose, rp(rupiah), on, "Santunan", **more)

    paid = pay("sosial", 166_000)
    assert lines_of(closed, paid.voucher) == (
        date(2027, 2, 25),
        "bayar-alokasi",
        [("21030", 166_000, 0), ("11010", 0, 166_000)],
    )
    assert paid.voucher.startswith("KK/")
    assert owed(closed)[2026, "Dana Sosial"] == (1_166_000, 166_000)
    with pytest.raises(errors.MoreThanAllocated) as much:
        pay(
            "Dana Sosial", 1_000_001, on=date(2027, 2, 22)
        )  # before the payment of the 25th, which it would eat
    assert much.value.left == rp(1_000_000)
    with pytest.raises(errors.NothingOwed) as none:
        pay("Pendidikan", 1)
    assert none.value.choices == ("Dana Sosial", "Kelembagaan")
    with pytest.raises(errors.NothingOwed):
        pay("Dana Sosial", 1, on=date(2027, 2, 19))
    with pytest.raises(errors.TillTooLow) as low:
        pay("sosial", 1, money="11021")
    assert low.value.there == 0
    build.entry(closed, date(2027, 2, 28), "51010", "11010", 9_000_000)
    with pytest.raises(errors.TillTooLow) as later:
        pay("sosial", 800_000)
    assert later.value.there == rp(611_500)
    assert check_book(closed).ok


def test_what_is_not_paid_waits_among_the_tasks(closed):
    surplus.allocate_surplus(closed, 2026, DECIDED, "3")
    surplus.pay_allocation(closed, "sosial", rp(1_166_000), DECIDED, "Santunan")
    (waiting,) = [found.tasks for found in tasks_due(closed, DECIDED) if found.kind == "surplus"]
    assert [(task.subject, task.name, task.amount) for task in waiting] == [
        ("Kelembagaan", "2026", rp(2_722_000))
    ]


def test_a_purpose_of_several_years_asks_for_the_year(closed, build):
    surplus.allocate_surplus(closed, 2026, DECIDED, "3")
    build.entry(closed, date(2027, 3, 3), "11010", "41010", 100_000)
    months(closed, Month(2027, 2), Month(2027, 11))
    close_year(closed, 2027)
    surplus.allocate_surplus(closed, 2027, date(2028, 1, 10), "4")
    with pytest.raises(errors.PurposeOfSeveralYears) as asked:
        surplus.pay_allocation(closed, "sosial", rp(1_000), date(2028, 1, 12), "Santunan")
    assert asked.value.years == ("2026", "2027")
    surplus.pay_allocation(closed, "sosial", rp(1_000), date(2028, 1, 12), "Santunan", year=2027)
    assert owed(closed, date(2028, 1, 31))[2027, "Dana Sosial"] == (15_000, 1_000)


def test_an_opening_balance_is_paid_too(engine_location, build):
    desk = build.start(engine_location)
    open_account(desk, Account("21031", "Dana Pendidikan", "kewajiban", "dana-alokasi"))
    build.opening(desk, k11010=900, k21030=-500, k21031=-100, k31020=-300)
    assert owed(desk) == {(0, "saldo awal 21030"): (500, 0), (0, "saldo awal 21031"): (100, 0)}
    surplus.pay_allocation(desk, "saldo awal 21030", rp(200), date(2026, 2, 2), "Santunan")
    assert owed(desk)[0, "saldo awal 21030"] == (500, 200)
    with pytest.raises(errors.MoreThanAllocated):
        surplus.pay_allocation(desk, "21030", rp(301), date(2026, 2, 2), "Santunan")
    assert check_book(desk).ok


def test_what_is_undone_counts_no_more(closed):
    done = surplus.allocate_surplus(closed, 2026, DECIDED, "3")
    paid = surplus.pay_allocation(closed, "sosial", rp(66_000), date(2027, 2, 25), "Santunan")
    with pytest.raises(errors.AllocationPaid) as refused:
        correct_entry(closed, done.voucher, "salah putusan")
    assert refused.value.vouchers == (paid.voucher,)
    back = correct_entry(closed, paid.voucher, "tidak jadi")
    with pytest.raises(CancellationNotReversible):
        correct_entry(closed, back.voucher, "jadi juga")
    assert owed(closed)[2026, "Dana Sosial"] == (1_166_000, 0)
    correct_entry(closed, done.voucher, "salah putusan")
    assert owed(closed) == {}
    with pytest.raises(errors.NotAllocated):
        surplus.find_allocation(closed, 2026)
    reopen_year(closed, 2026, "biaya tertinggal")
    close_year(closed, 2026)
    assert surplus.allocate_surplus(closed, 2026, DECIDED, "3a").total == done.total
    assert check_book(closed).ok
