"""The day sheets, the list of transfers and the sub-ledgers of a real book, on both engines."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.actions.test_reports_cost import asked
from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.rewards import book_rewards, pay_reward
from upk_ledger.actions.savings import save, withdraw
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.facts import add_facts
from upk_ledger.store.posting import post
from upk_ledger.store.subledgers import loan_turns

JAN, FEB, MAR = (Month(2026, month) for month in (1, 2, 3))
SHEETS = ("cum", "cuk", "buku-pemindahbukuan")
LEDGERS = tuple(f"buku-pembantu-{name}" for name in ("pinjaman", "tabungan", "titipan", "hutang"))


def rp(amount):
    return amount * 100


def of_month(desk, name, month):
    return build_statement(desk, name, ReportPeriod.of_month(month))


@pytest.fixture
def filled(desk, build):
    desk.clock.now += timedelta(days=90)
    build.opening(desk, k11010=20_000_000, k21010=-300_000, k31020=-19_700_000)
    build.group(desk, "K01")
    loan = build.loan(desk, date(2026, 1, 10), 1_000_000)
    deposit_to_bank(desk, date(2026, 1, 20), rp(2_000_000))
    build.entry(desk, date(2026, 1, 28), "11021", "41021", 4_150, "Bunga bank")
    build.pay(desk, loan, date(2026, 2, 9), 115_000)
    wrong = build.pay(desk, loan, date(2026, 2, 12), 50_000)
    correct_entry(desk, wrong.voucher, "Salah KSM")
    build.pay(desk, loan, date(2026, 2, 20), 90_000, excess="titipan")
    save(desk, "K01", rp(40_000), date(2026, 2, 21))
    withdraw(desk, "K01", rp(15_000), date(2026, 2, 22))
    build.entry(desk, date(2026, 2, 25), "21010", "11010", 100_000, "Cicilan hutang")
    return desk


def test_the_sheets_hold_every_movement_of_cash_and_bank(filled):
    for month in (JAN, FEB):
        tills = of_month(filled, "cum", month).data["tills"]
        assert tills == of_month(filled, "cuk", month).data["tills"]
        books = {
            account["code"]: account
            for name in ("buku-kas", "buku-bank")
            for account in of_month(filled, name, month).data["accounts"]
        }
        assert {till["code"]: (till["opening"], till["closing"]) for till in tills} == {
            code: (book["opening"], book["closing"]) for code, book in books.items()
        }
        listed = Counter()
        for name in SHEETS:
            paper = of_month(filled, name, month).data
            listed.update(each["voucher"] for each in paper.get("vouchers", paper.get("entries")))
        everything = [each["voucher"] for each in of_month(filled, "jurnal", month).data["entries"]]
        opening = ["PB/2026/01/0001"] if month == JAN else []
        assert sorted([*listed, *opening]) == sorted(everything)


def test_a_reversed_receipt_stands_on_both_sheets(filled):
    came, went = (of_month(filled, name, FEB).data for name in ("cum", "cuk"))
    assert [each["amount"] for each in came["vouchers"]] == [rp(x) for x in (115_000, 50_000, 90_000, 40_000)]
    back = went["vouchers"][0]
    assert (back["description"], back["amount"]) == ("Pembatalan KM/2026/02/0002: Salah KSM", rp(50_000))
    moved = dict.fromkeys(("11030", "41010"), 0)
    for each in came["accounts"]:
        moved[each["code"]] = moved.get(each["code"], 0) + each["amount"]
    for each in went["accounts"]:
        moved[each["code"]] = moved.get(each["code"], 0) - each["amount"]
    assert moved == {
        "11030": rp(100_000),
        "41010": rp(15_000),
        "21040": rp(90_000),
        "21020": rp(25_000),
        "21010": rp(-100_000),
    }


def test_the_ledger_of_loans_is_tied_at_both_ends(filled):
    rows = {month: of_month(filled, "buku-pembantu-pinjaman", month).data for month in (JAN, FEB)}
    assert rows[JAN]["loans"][0] == {
        "number": "P-2026-0001", "group": "K01", "group_name": "KSM K01", "opening": 0,
        "disbursed": rp(1_000_000), "principal": 0, "written_off": 0, "closing": rp(1_000_000),
    }  # fmt: skip
    assert rows[FEB]["totals"]["principal"] == rp(100_000)
    write_off(filled, "P-2026-0001", date(2026, 3, 5), decision="1/BKM", reason="Bubar")
    march = of_month(filled, "buku-pembantu-pinjaman", MAR).data
    assert (march["totals"]["opening"], march["totals"]["written_off"]) == (rp(900_000), rp(900_000))
    assert march["ledger"] == march["totals"]["closing"] == 0
    assert of_month(filled, "buku-pembantu-pinjaman", Month(2026, 4)).data["loans"] == []


def test_behind_a_closed_month_loans_are_read_from_its_snapshot_and_say_the_same(filled, build):
    build.group(filled, "K02")
    other = build.loan(filled, date(2026, 2, 3), 500_000, "K02")
    build.pay(filled, other, date(2026, 3, 3), 57_500)
    write_off(filled, "P-2026-0001", date(2026, 3, 5), decision="1/BKM", reason="Bubar")
    spans = [
        (FEB.first, FEB.last),
        (MAR.first, MAR.last),
        (MAR.first, date(2026, 3, 4)),
        (MAR.first, date(2026, 4, 9)),
    ]

    def turns():
        with filled.read() as session:
            return [loan_turns(session, *span) for span in spans]

    before = turns()
    for month in (JAN, FEB):
        close_month(filled, month)
    with asked(filled) as statements:
        assert turns() == before
    assert sum("period_loan" in statement for statement, _ in statements) == len(spans)
    assert [len(each) for each in before] == [2, 2, 2, 2]


def test_loans_that_ran_at_the_start_are_an_opening_balance(desk, build):
    build.opening(desk, k11030=700_000, k31020=-700_000)
    build.group(desk, "K01")
    build.running_loan(desk, date(2025, 10, 5), paid=(300_000, 45_000))
    (loan,) = of_month(desk, "buku-pembantu-pinjaman", JAN).data["loans"]
    assert (loan["opening"], loan["disbursed"], loan["closing"]) == (rp(700_000), 0, rp(700_000))


def moves(holder):
    return [(move["credit"], move["debit"], move["balance"]) for move in holder["moves"]]


def test_savings_and_titipan_move_by_their_owners(filled):
    (savings,) = of_month(filled, "buku-pembantu-tabungan", FEB).data["accounts"]
    (group,) = savings["holders"]
    assert (group["name"], group["opening"]) == ("K01 KSM K01", 0)
    assert moves(group) == [(rp(40_000), 0, rp(40_000)), (0, rp(15_000), rp(25_000))]
    (deposits,) = of_month(filled, "buku-pembantu-titipan", FEB).data["accounts"]
    assert [(each["loan"], each["closing"]) for each in deposits["holders"]] == [("P-2026-0001", rp(90_000))]
    (later,) = of_month(filled, "buku-pembantu-tabungan", MAR).data["accounts"]
    assert [(each["opening"], each["moves"]) for each in later["holders"]] == [(rp(25_000), [])]


def test_other_debts_are_listed_by_entry_and_rewards_by_loan(filled):
    book_rewards(filled, ReportPeriod.of_month(FEB), Fraction(10))
    pay_reward(filled, "P-2026-0001", date(2026, 3, 10))
    accounts = {each["code"]: each for each in of_month(filled, "buku-pembantu-hutang", MAR).data["accounts"]}
    (debt,) = accounts["21010"]["holders"]
    assert (debt["name"], debt["opening"], debt["moves"]) == ("", rp(200_000), [])
    (reward,) = accounts["21050"]["holders"]
    assert (reward["loan"], reward["closing"]) == ("P-2026-0001", 0)
    assert "21020" not in accounts
    assert "21040" not in accounts
    (before,) = of_month(filled, "buku-pembantu-hutang", FEB).data["accounts"][0]["holders"]
    assert (before["opening"], moves(before)) == (rp(300_000), [(0, rp(100_000), rp(200_000))])


def test_allocated_surplus_stands_by_purpose_and_a_reversed_payment_is_owed_again(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31090", 9_000_000, "Laba")
    lines = (
        JournalLine("31090", debit=rp(500_000)),
        JournalLine("21030", credit=rp(300_000)),
        JournalLine("21030", credit=rp(200_000)),
    )
    with desk.write() as session:
        made = post(session, JournalEntry(date(2026, 1, 15), "alokasi-laba", lines, "Alokasi"))
        shares = (("sosial", "15", 300_000), ("pembinaan", "10", 200_000))
        add_facts(
            session,
            "alokasi-laba",
            [
                (2025, "2026-01-15", purpose, "21030", percent, rp(amount), "1/RWT", made.record)
                for purpose, percent, amount in shares
            ],
        )

    def pay(on, purpose, amount):
        with desk.write() as session:
            sides = (JournalLine("21030", debit=rp(amount)), JournalLine("11010", credit=rp(amount)))
            paid = post(session, JournalEntry(on, "bayar-alokasi", sides, f"Bayar {purpose}"))
            add_facts(session, "bayar-alokasi", [(2025, purpose, on.isoformat(), rp(amount), paid.record)])
        return paid.voucher

    pay(date(2026, 2, 3), "sosial", 120_000)
    correct_entry(desk, pay(date(2026, 2, 5), "pembinaan", 50_000), "Batal dibayar")
    build.entry(desk, date(2026, 2, 8), "11010", "21030", 7_000, "Titipan dana sosial")
    (book,) = of_month(desk, "buku-pembantu-hutang", FEB).data["accounts"]
    assert [(each["name"], each["opening"], each["closing"]) for each in book["holders"]] == [
        ("pembinaan 2025", rp(200_000), rp(200_000)),
        ("sosial 2025", rp(300_000), rp(180_000)),
        ("", 0, rp(7_000)),
    ]
    assert moves(book["holders"][0]) == [(0, rp(50_000), rp(150_000)), (rp(50_000), 0, rp(200_000))]
    (january,) = of_month(desk, "buku-pembantu-hutang", JAN).data["accounts"]
    assert [moves(each) for each in january["holders"]] == [
        [(rp(200_000), 0, rp(200_000))],
        [(rp(300_000), 0, rp(300_000))],
    ]


def test_closed_months_print_the_same_whatever_is_recorded_after(filled, build):
    for month in (JAN, FEB):
        close_month(filled, month)
    before = {name: of_month(filled, name, FEB) for name in (*SHEETS, *LEDGERS)}
    build.pay(filled, "P-2026-0001", date(2026, 3, 9), 115_000)
    correct_entry(filled, "KM/2026/02/0001", "Keliru")
    save(filled, "K01", rp(1_000), date(2026, 3, 9))
    assert {name: of_month(filled, name, FEB) for name in (*SHEETS, *LEDGERS)} == before
    year = {name: build_statement(filled, name, ReportPeriod.of_year(2026)) for name in SHEETS}
    assert year["cum"].data["from"] == date(2026, 1, 1)
    assert year["cum"].data["tills"][0]["opening"] == rp(20_000_000)
