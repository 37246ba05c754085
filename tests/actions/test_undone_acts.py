"""Acts that were undone, and sums moved to and fro: no paper of movements counts them; on both engines."""

from datetime import date

import pytest

from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.posting import post

JAN = Month(2026, 1)
YEAR = ReportPeriod.of_year(2026)
TURNS = ("opening", "increase", "decrease", "closing")


def rp(amount):
    return amount * 100


def data(desk, name, period=YEAR):
    return build_statement(desk, name, period).data


def turns(desk):
    """What the notes tell of each account: balance before, what rose and fell (rupiah), balance after."""
    lines = data(desk, "calk")["lines"]
    return {row["code"]: [row[key] // 100 for key in TURNS] for line in lines for row in line["accounts"]}


@pytest.fixture
def office(desk, build):
    build.opening(desk, k11010=20_000_000, k31020=-20_000_000)
    build.group(desk)
    build.loan(desk, date(2026, 1, 10), 3_000_000)
    build.entry(desk, date(2026, 1, 15), "12020", "11010", 600_000, "Meja")
    return desk


def test_an_undone_act_is_no_turn_of_any_account(office, build):
    before, equity = turns(office), data(office, "perubahan-modal")
    again = build.loan(office, date(2026, 2, 3), 1_000_000)
    entries = [
        build.entry(office, date(2026, 2, 5), "12020", "11010", 900_000, "Lemari"),
        build.entry(office, date(2026, 2, 6), "11010", "31020", 700_000, "Modal"),
    ]
    assert turns(office)["11030"] == [0, 4_000_000, 0, 4_000_000]
    for entry in entries:
        correct_entry(office, entry.voucher, "salah", date(2026, 2, 20))
    with office.read() as session:
        lent = session.first(
            "SELECT e.series, e.month, e.number FROM loan_movement AS m JOIN journal_entry AS e"
            " ON e.office_id = m.office_id AND e.record = m.record WHERE m.office_id = :office AND m.loan_number = :loan",
            loan=again,
        )
    correct_entry(
        office, f"{lent[0]}/{lent[1].replace('-', '/')}/{lent[2]:04d}", "batal cair", date(2026, 2, 20)
    )
    assert turns(office) == before
    assert before["12020"] == [0, 600_000, 0, 600_000]
    assert {**data(office, "perubahan-modal"), "last_entry": None} == {**equity, "last_entry": None}


def test_an_act_undone_later_counts_on_its_own_day_and_an_undone_correction_leaves_it_standing(office, build):
    bought = build.entry(office, date(2026, 2, 5), "11010", "31020", 900_000, "Modal")
    undone = correct_entry(office, bought.voucher, "salah", date(2026, 3, 2))
    told = {
        month: next(
            row for row in data(office, "perubahan-modal", ReportPeriod.of_month(Month(2026, month)))["accounts"]
            if row["code"] == "31020"
        )
        for month in (2, 3)
    }  # fmt: skip
    assert (told[2]["increase"], told[2]["decrease"]) == (rp(900_000), 0)
    assert (told[3]["increase"], told[3]["decrease"]) == (0, rp(900_000))
    assert turns(office)["31020"] == [20_000_000, 0, 0, 20_000_000]
    correct_entry(office, undone.voucher, "ternyata benar", date(2026, 3, 3))
    assert turns(office)["31020"] == [20_000_000, 900_000, 0, 20_900_000]


def test_what_an_entry_moves_to_and_fro_on_an_account_is_no_turn(office):
    lines = (
        JournalLine("31020", debit=rp(500_000)),
        JournalLine("31020", credit=rp(400_000)),
        JournalLine("31090", credit=rp(100_000)),
    )
    with office.write() as session:
        post(session, JournalEntry(date(2026, 2, 9), "umum", lines, "Pindah"))
    found = turns(office)
    assert found["31020"] == [20_000_000, 0, 100_000, 19_900_000]
    assert found["31090"] == [0, 100_000, 0, 100_000]


def test_the_allowance_grows_in_the_column_of_growth(office):
    close_month(office, JAN)
    assert turns(office)["12010"] == [0, -30_000, 0, -30_000]


@pytest.fixture
def taken_over(desk, build):
    """A running loan whose allowance was missing when the book began, and one more lent in January."""
    build.group(desk)
    build.running_loan(desk, date(2025, 7, 15), paid=(200_000, 30_000))
    build.opening(desk, k11010=9_000_000, k11030=800_000, k31020=-9_800_000)
    build.loan(desk, date(2026, 1, 20), 2_000_000)
    return desk


@pytest.mark.parametrize("choice", ["modal", "biaya"])
def test_what_is_formed_from_equity_stands_apart_from_the_cost(taken_over, choice):
    close_month(taken_over, JAN, opening_shortfall_to=choice)
    moved = data(taken_over, "calk")["allowance"]
    income = data(taken_over, "laba-rugi")["accounts"]
    cost = next(row["balance"] for row in income if row["code"] == "51080")
    assert moved["formed"] + moved["released"] == cost
    assert moved["formed_from_equity"] == (rp(40_000) if choice == "modal" else 0)
    shown = str([build_statement(taken_over, name, YEAR).sections for name in ("calk", "cadangan")])
    assert shown.count("kekurangan saldo awal") == (2 if choice == "modal" else 0)


def test_a_shortfall_that_was_undone_as_cost_is_no_longer_told(taken_over):
    closed = close_month(taken_over, JAN, opening_shortfall_to="biaya")
    january = ReportPeriod.of_month(JAN)
    printed = data(taken_over, "kinerja", january)
    booked = next(one.voucher for one in closed.posted if one.kind == "cadangan-awal")
    correct_entry(taken_over, booked, "seharusnya modal", date(2026, 2, 2))
    assert data(taken_over, "kinerja", january)["basis"] == printed["basis"]
    assert printed["basis"]["opening_shortfall"] == rp(40_000)
    later = data(taken_over, "kinerja", ReportPeriod.of_month(Month(2026, 2)))
    assert "opening_shortfall" not in later["basis"]
    assert "ccr_without_opening_shortfall" not in later["companions"]


def test_a_shortfall_booked_anew_against_equity_leaves_no_cost(taken_over):
    closed = close_month(taken_over, JAN, opening_shortfall_to="biaya")
    booked = next(one.voucher for one in closed.posted if one.kind == "cadangan-awal")
    reopen_month(taken_over, JAN, "salah pilih")
    correct_entry(taken_over, booked, "seharusnya modal", date(2026, 1, 31))
    close_month(taken_over, JAN, opening_shortfall_to="modal")
    moved = data(taken_over, "calk")["allowance"]
    assert moved["formed_from_equity"] == rp(40_000)
    cost = next(row["balance"] for row in data(taken_over, "laba-rugi")["accounts"] if row["code"] == "51080")
    assert moved["formed"] + moved["released"] == cost
    assert "opening_shortfall" not in data(taken_over, "kinerja", ReportPeriod.of_month(JAN))["basis"]
