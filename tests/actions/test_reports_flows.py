"""Cash flow and changes in equity from a real book, on both engines."""

from datetime import date

import pytest

from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.products import add_product
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.reversal import reverse
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.accounts import the_account
from upk_ledger.store.posting import post

JAN, FEB = Month(2026, 1), Month(2026, 2)


def rp(amount):
    return amount * 100


@pytest.fixture
def filled(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 10_000_000, "Saldo awal", kind="saldo-awal")
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 5), 5_000_000)
    deposit_to_bank(desk, date(2026, 1, 6), rp(2_000_000))
    build.entry(desk, date(2026, 1, 20), "12020", "11010", 400_000, "Lemari")
    build.entry(desk, date(2026, 1, 25), "11021", "31050", 300_000, "Swadaya")
    build.pay(desk, loan, date(2026, 2, 5), 575_000)
    wrong = build.pay(desk, loan, date(2026, 2, 6), 100_000)
    cancel_repayment(desk, wrong.voucher, "salah catat")
    build.entry(desk, date(2026, 2, 20), "51010", "11010", 50_000, "Insentif")
    return desk


def split(desk, on, **parts):
    """Post an entry of many lines: k11010=500 is a debit of 500 rupiah, a negative amount a credit."""
    made = tuple(
        JournalLine(name[1:], debit=max(rupiah, 0) * 100, credit=max(-rupiah, 0) * 100)
        for name, rupiah in parts.items()
    )
    with desk.write() as session:
        return post(session, JournalEntry(on, "umum", made, "Banyak baris"))


def lines(paper):
    return {
        (group["name"].split()[-1], line["code"]): line["amount"]
        for group in paper.data["groups"]
        for line in group["lines"]
    }


def test_the_cash_flow_goes_by_counter_account_and_leads_to_the_closing_balance(filled):
    paper = build_statement(filled, "arus-kas", ReportPeriod.of_month(JAN))
    assert lines(paper) == {
        ("INVESTASI", "12020"): rp(-400_000),
        ("PENDANAAN", "31050"): rp(300_000),
        ("USAHA", "11030"): rp(-5_000_000),
    }
    assert paper.data["opening_cash"] == rp(10_000_000)
    assert paper.data["closing_cash"] == rp(4_900_000)


def test_a_cancelled_payment_leaves_no_cash_flow(filled):
    paper = build_statement(filled, "arus-kas", ReportPeriod.of_month(FEB))
    assert lines(paper) == {
        ("USAHA", "11030"): rp(500_000),
        ("USAHA", "41010"): rp(75_000),
        ("USAHA", "51010"): rp(-50_000),
    }
    year = build_statement(filled, "arus-kas", ReportPeriod.at(date(2026, 2, 28)))
    assert year.data["closing_cash"] == paper.data["closing_cash"] == rp(5_425_000)
    assert year.data["opening_cash"] == rp(10_000_000)


def test_a_small_remainder_let_go_moves_no_cash(filled, build):
    product = add_product(filled, "S", "Sisa", {"small_remainder": 100_000}, date(2026, 1, 1)).record
    loan = build.loan(filled, date(2026, 3, 1), 1_000_000, product=product)
    march = ReportPeriod.of_month(Month(2026, 3))
    before = lines(build_statement(filled, "arus-kas", march))
    paid = build.pay(filled, loan, date(2026, 3, 20), 1_149_001)
    assert paid.beside.remainder == rp(999)
    paper = build_statement(filled, "arus-kas", march)
    usual = [(one["code"], one["amount"]) for one in paper.data["groups"][0]["lines"]]
    assert usual == [("11030", rp(999_001)), ("41010", rp(150_000)), ("11030", -rp(1_000_000))]
    cancel_repayment(filled, paid.voucher, "salah pinjaman", date(2026, 3, 21))
    assert lines(build_statement(filled, "arus-kas", march)) == before
    more = build.pay(filled, loan, date(2026, 3, 22), 1_150_999)
    assert more.beside.excess == rp(999)
    assert lines(build_statement(filled, "arus-kas", march))["USAHA", "41040"] == rp(999)


def test_entries_of_many_lines_are_split_by_role_and_lead_to_the_tills(filled, build):
    march, april = Month(2026, 3), Month(2026, 4)
    build.entry(filled, date(2026, 3, 2), "51060", "12021", 100_000, "Penyusutan")
    with filled.write() as session:
        the_account(session, "laba-pelepasan")  # opened by the first asset sold otherwise
    sold = split(filled, date(2026, 3, 3), k11010=350_000, k12021=100_000, k12020=-400_000, k41060=-50_000)
    build.entry(filled, date(2026, 3, 4), "51050", "21050", 30_000, "Reward")
    build.entry(filled, date(2026, 3, 5), "21050", "11010", 30_000, "Reward dibayar")
    build.entry(filled, date(2026, 3, 6), "21030", "11021", 40_000, "Dana sosial dibayar")
    build.entry(filled, date(2026, 3, 7), "11021", "21060", 900_000, "Dana mitra")
    split(filled, date(2026, 3, 8), k11021=80, k51091=20, k41021=-100)
    paper = build_statement(filled, "arus-kas", ReportPeriod.of_month(march))
    assert lines(paper) == {
        ("INVESTASI", "12020"): rp(350_000),
        ("PENDANAAN", "21030"): rp(-40_000),
        ("PENDANAAN", "21060"): rp(900_000),
        ("USAHA", "21050"): rp(-30_000),
        ("USAHA", "41021"): rp(100),
        ("USAHA", "51091"): rp(-20),
    }
    tills = {row["code"]: (row["opening"], row["closing"]) for row in paper.data["money"]}
    assert sum(row[1] for row in tills.values()) == paper.data["closing_cash"]
    assert tills["11021"] == (rp(2_300_000), rp(2_300_000 - 40_000 + 900_000 + 80))
    reverse(filled, sold.voucher, "batal dijual", date(2026, 4, 1))
    undone = build_statement(filled, "arus-kas", ReportPeriod.of_month(april))
    assert lines(undone) == {("INVESTASI", "12020"): rp(-350_000)}


@pytest.mark.parametrize("closed", [False, True])
def test_equity_changes_by_new_capital_and_by_the_result(filled, closed):
    if closed:
        close_month(filled, JAN)
        close_month(filled, FEB)
    paper = build_statement(filled, "perubahan-modal", ReportPeriod.of_month(FEB))
    sheet = build_statement(filled, "neraca", ReportPeriod.of_month(FEB))
    assert paper.data["closing_equity"] == sheet.data["total_equity"]
    assert paper.data["opening_equity"] == sheet.data["previous"]["total_equity"]
    year = {
        row["code"]: (row["opening"], row["increase"], row["decrease"], row["closing"])
        for row in build_statement(filled, "perubahan-modal", ReportPeriod.of_year(2026)).data["accounts"]
    }
    assert year["31020"] == (rp(10_000_000), 0, 0, rp(10_000_000))
    assert year["31050"] == (0, rp(300_000), 0, rp(300_000))
    result = rp(-20_000 if closed else 25_000)
    assert year["31099"] == (0, max(result, 0), max(-result, 0), result)


def test_a_new_year_begins_with_the_old_result_in_retained_result(filled):
    paper = build_statement(filled, "perubahan-modal", ReportPeriod.at(date(2027, 1, 31)))
    rows = {row["code"]: row for row in paper.data["accounts"]}
    assert rows["31090"]["opening"] == rows["31090"]["closing"] == rp(25_000)
    assert rows["31099"]["opening"] == rows["31099"]["closing"] == 0


def test_equity_changes_are_told_by_cause(desk, build):
    build.opening(desk, k11010=1_000_000, k31020=-900_000, k31090=-100_000)
    build.entry(desk, date(2026, 1, 5), "31090", "31020", 30_000, "Alokasi modal", kind="alokasi-laba")
    build.entry(desk, date(2026, 1, 5), "31090", "21030", 20_000, "Alokasi sosial", kind="alokasi-laba")
    build.entry(desk, date(2026, 1, 6), "51030", "11010", 9_000, "ATK")
    build.entry(desk, date(2026, 1, 7), "31091", "11010", 7_000, "Tahun lalu", kind="tahun-lalu")
    build.entry(desk, date(2026, 1, 8), "11021", "31050", 50_000, "Swadaya")
    wrong = build.entry(desk, date(2026, 1, 9), "11021", "31050", 5_000, "Salah")
    reverse(desk, wrong.voucher, "salah catat")
    paper = build_statement(desk, "perubahan-modal", ReportPeriod.of_year(2026))
    found = {
        row["cause"]: (row["fund"], row["retained"], row["current"], row["total"])
        for row in paper.data["movements"]
    }
    assert found == {
        "opening": (rp(900_000), rp(100_000), 0, rp(1_000_000)),
        "result": (0, 0, rp(-9_000), rp(-9_000)),
        "capital": (rp(50_000), 0, 0, rp(50_000)),
        "allocation": (rp(30_000), rp(-50_000), 0, rp(-20_000)),
        "prior_year": (0, rp(-7_000), 0, rp(-7_000)),
        "transfer": (0, 0, 0, 0),
        "closing": (rp(980_000), rp(43_000), rp(-9_000), rp(1_014_000)),
    }
    build.entry(desk, date(2026, 12, 31), "31099", "51030", 9_000, "Penutup", kind="penutup")
    build.entry(desk, date(2026, 12, 31), "31090", "31099", 9_000, "Penutup", kind="penutup")
    closed = build_statement(desk, "perubahan-modal", ReportPeriod.of_year(2026)).data
    assert (closed["opening_equity"], closed["closing_equity"]) == (rp(1_000_000), rp(1_014_000))
    by_cause = {row["cause"]: row for row in closed["movements"]}
    assert (by_cause["transfer"]["retained"], by_cause["transfer"]["current"]) == (rp(-9_000), rp(9_000))
    trial = build_statement(desk, "neraca-saldo", ReportPeriod.of_year(2026)).data
    before = {row["code"]: row["debit"] - row["credit"] for row in trial["before_closing"]["accounts"]}
    after = {row["code"]: row["debit"] - row["credit"] for row in trial["accounts"]}
    assert (before["51030"], before["31090"]) == (rp(9_000), rp(-50_000))
    assert (after["51030"], after["31090"]) == (0, rp(-41_000))
