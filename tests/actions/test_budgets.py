"""The yearly budget: filled in, imported, copied, held against what became of it, kept by closed months."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.budgets import copy_budget, import_budget, set_budget, view_budget, write_blank_budget
from upk_ledger.actions.cash import pay_cash
from upk_ledger.actions.partners import open_partner_fund
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.secretariat import secretariat_identity, start_secretariat
from upk_ledger.core.budgets import MONTHS, BudgetLine, raised, spread
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.budgets import BudgetExists, MonthOfOtherYear, NoBudget, NotBudgeted
from upk_ledger.core.errors.exchange import ImportFaults, SourceMissing
from upk_ledger.core.errors.funds import UnknownFund
from upk_ledger.core.errors.ledger import BeforeBookStart, UnknownAccount
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.budgets import budget_of, whole_budget

ATK = BudgetLine("51030", "bergulir")


def known(desk, year=2026, through=None):
    with desk.read() as session:
        return whole_budget(session, year, through)


def rab(desk, month=2, **line):
    data = build_statement(desk, "anggaran", ReportPeriod.of_month(Month(2026, month))).data
    return data if not line else next(one for one in data["lines"] if line.items() <= one.items())


def test_an_amount_is_spread_evenly_with_the_remainder_in_december():
    assert spread(100_000) == dict.fromkeys(range(1, 12), 8_300) | {12: 8_700}
    assert spread(1_150) == dict.fromkeys(range(1, 12), 0) | {12: 1_150}
    assert sum(spread(123_456_789).values()) == 123_456_789


def test_raising_rounds_to_the_rupiah():
    assert raised({1: 33_300, 2: 1_000, 3: 0}, Fraction(5)) == {1: 35_000, 2: 1_100, 3: 0}


def test_the_newest_word_on_a_line_counts_and_nothing_takes_it_away(desk):
    set_budget(desk, 2026, "ATK", 120_000)
    set_budget(desk, 2026, "51030", 50_000, month=Month(2026, 3))
    set_budget(desk, 2026, "51010", 1_200_000)
    assert known(desk)[ATK] == dict.fromkeys(MONTHS, 10_000) | {3: 50_000}
    with desk.read() as session:
        assert budget_of(session, 2026)["51030", "bergulir", 3] == 50_000
        assert budget_of(session, 2027) == {}
    set_budget(desk, 2026, "ATK", 0)
    assert set(known(desk)) == {BudgetLine("51010", "bergulir")}
    assert check_book(desk).violations == ()


def test_the_loan_account_has_two_targets_that_are_no_cost(desk):
    set_budget(desk, 2026, "11030", 1_200, side="angsuran")
    set_budget(desk, 2026, "11030", 2_400)
    assert {line.side: sum(amounts.values()) for line, amounts in known(desk).items()} == {
        "angsuran": 1_200,
        "cair": 2_400,
    }
    with desk.read() as session:
        assert budget_of(session, 2026) == {}


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"account": "11010"}, NotBudgeted),
        ({"account": "51030", "side": "cair"}, NotBudgeted),
        ({"account": "99999"}, UnknownAccount),
        ({"account": "51030", "fund": "XX"}, UnknownFund),
        ({"account": "51030", "month": Month(2027, 1)}, MonthOfOtherYear),
        ({"account": "51030", "year": 2025}, BeforeBookStart),
    ],
)
def test_what_cannot_be_budgeted(desk, facts, error):
    with pytest.raises(error):
        set_budget(desk, **({"year": 2026, "amount": 100} | facts))
    assert known(desk) == {}


def test_a_year_is_copied_once(desk):
    set_budget(desk, 2026, "ATK", 120_000)
    copy_budget(desk, 2026, 2027, Fraction(10))
    assert known(desk, 2027)[ATK] == dict.fromkeys(MONTHS, 11_000)
    with pytest.raises(BudgetExists):
        copy_budget(desk, 2026, 2027, Fraction(0))
    with pytest.raises(NoBudget):
        copy_budget(desk, 2028, 2029, Fraction(0))
    with pytest.raises(NoBudget):
        view_budget(desk, 2028)


def test_a_table_is_read_in_both_shapes(desk, tmp_path):
    wide = tmp_path / "lebar.csv"
    wide.write_text("akun;nama;1;2;12\n51030;ATK;100;200;300,50\n51010;;;;\n41010;;;5;\n")
    import_budget(desk, wide, 2026)
    assert known(desk) == {
        ATK: dict.fromkeys(MONTHS, 0) | {1: 10_000, 2: 20_000, 12: 30_050},
        BudgetLine("41010", "bergulir"): dict.fromkeys(MONTHS, 0) | {2: 500},
    }
    long = tmp_path / "panjang.csv"
    long.write_text("akun,bulan,jumlah,untuk\n51030,2026-03,12,\n51030,4,13,\n11030,,1200,Angsuran\n")
    import_budget(desk, long, 2026)
    assert known(desk)[ATK] == dict.fromkeys(MONTHS, 0) | {3: 1_200, 4: 1_300}
    assert known(desk)[BudgetLine("11030", "bergulir", "angsuran")] == dict.fromkeys(MONTHS, 10_000)


FAULTS = {
    "51030;;2027-01;5": (2, "bulan", "month-of-other-year"),
    "51030;;13;5": (2, "bulan", None),
    "51030;;3;abc": (2, "jumlah", None),
    "51030;;3;-5": (2, "jumlah", "negative-amount"),
    "51030;;3;": (2, None, "budget-row-shape"),
    "99999;;3;5": (2, "akun", "unknown-account"),
    "11010;;3;5": (2, "akun", "not-budgeted"),
    ";;3;5": (2, "akun", "cell-missing"),
    "51030;XX;3;5": (2, "dana", "unknown-fund"),
    "51030;;3;5\n51030;;2026-03;6": (3, None, "budget-line-twice"),
    "51030;;3;5;9": (2, None, "no-heading"),
    "": (None, None, "file-empty"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_every_fault_is_named_and_nothing_is_kept(sqlite_desk, tmp_path, text):
    path = tmp_path / "rab.csv"
    path.write_text(f"akun;dana;bulan;jumlah\n41010;;;1200\n{text}\n" if text else "akun;jumlah\n")
    row, column, code = FAULTS[text]
    with pytest.raises(ImportFaults) as refused:
        import_budget(sqlite_desk, path, 2026)
    (fault,) = refused.value.faults
    assert (fault.file, fault.row, fault.column) == ("rab.csv", row and row + 1, column)
    assert code in {None, fault.error.code}
    assert known(sqlite_desk) == {}


def test_all_faults_are_told_at_once(sqlite_desk, tmp_path):
    path = tmp_path / "rab.csv"
    path.write_text("akun;bulan;jumlah\n99999;;5\n51030;2027-01;5\n11010;;5\n")
    with pytest.raises(ImportFaults) as refused:
        import_budget(sqlite_desk, path, 2026)
    assert [fault.row for fault in refused.value.faults] == [2, 3, 4]
    path.write_text("akun;bulann;jumlah\n51030;3;5\n")
    with pytest.raises(ImportFaults) as refused:
        import_budget(sqlite_desk, path, 2026)
    assert [fault.error.code for fault in refused.value.faults] == ["unknown-column"]
    with pytest.raises(SourceMissing):
        import_budget(sqlite_desk, tmp_path / "tidak-ada.csv", 2026)


def test_the_workbook_comes_back_as_it_was_written(desk, tmp_path):
    set_budget(desk, 2026, "ATK", 120_050)
    set_budget(desk, 2026, "11030", 2_400, side="angsuran")
    before, path = known(desk), tmp_path / "rab.xlsx"
    count = write_blank_budget(desk, path, 2026)
    with desk.read() as session:
        budgeted = [one for one in session.accounts.values() if one.type in {"pendapatan", "biaya"}]
    assert count == len(budgeted) + 2
    again = tmp_path / "lagi.xlsx"
    write_blank_budget(desk, again, 2026)
    assert path.read_bytes() == again.read_bytes()
    set_budget(desk, 2026, "ATK", 5)
    assert import_budget(desk, path, 2026) == before
    assert known(desk) == before


def test_the_paper_holds_the_budget_against_what_became_of_it(desk, build):
    build.opening(desk, k11010=20_000_000, k31010=-20_000_000)
    build.group(desk)
    set_budget(desk, 2026, "ATK", 12_000_000)
    set_budget(desk, 2026, "51010", 120_000_000)
    set_budget(desk, 2026, "41010", 24_000_000)
    set_budget(desk, 2026, "11030", 120_000_000)
    build.loan(desk, date(2026, 1, 6), 1_000_000)
    pay_cash(desk, date(2026, 2, 3), "51030", 12_000_100, "ATK")
    pay_cash(desk, date(2026, 2, 3), "51010", 5_000_000, "Insentif")
    pay_cash(desk, date(2026, 2, 4), "51040", 700_000, "Transport")
    pay_cash(desk, date(2026, 3, 4), "51040", 900_000, "Transport")
    line = rab(desk, account="51030")
    assert (line["budget_year"], line["budget_to_date"], line["realised"]) == (
        12_000_000,
        2_000_000,
        12_000_100,
    )
    assert (line["difference"], line["percent_used"], line["over_budget"]) == (10_000_100, 100, True)
    assert not rab(desk, account="51010")["over_budget"]
    assert rab(desk, account="51040")["realised"] == 700_000
    lent = rab(desk, account="11030", side="cair")
    assert (lent["budget_to_date"], lent["realised"]) == (20_000_000, 100_000_000)
    data = rab(desk)
    assert data["total_expense"]["realised"] == 17_700_100
    assert data["result"]["budget_year"] == 24_000_000 - 132_000_000
    papers = {
        name: build_statement(desk, name, ReportPeriod.at(date(2026, 2, 28))) for name in ("laba-rugi",)
    }
    assert papers["laba-rugi"].data["net_income"] == data["result"]["realised"]


def test_funds_without_a_budget_count_with_the_offices_own(desk, build):
    build.opening(desk, k11010=20_000_000, k31010=-20_000_000)
    open_partner_fund(desk, "BRI", "Dana BRI", "Bank BRI", "1", date(2026, 1, 1), 100)
    for fund in ("BRI", "bergulir"):
        spend(desk, fund)
    assert rab(desk, account="51092", fund="bergulir")["realised"] == 2_000
    set_budget(desk, 2026, "51092", 12_000, fund="bri")
    assert rab(desk, account="51092", fund="bergulir")["realised"] == 1_000
    assert rab(desk, account="51092", fund="BRI")["realised"] == 1_000
    assert rab(desk)["total_expense"]["realised"] == 2_000


def spend(desk, fund):
    from upk_ledger.core.entries import JournalEntry, JournalLine
    from upk_ledger.store.accounts import the_account
    from upk_ledger.store.posting import post

    lines = (JournalLine("51092", debit=1_000, fund=fund), JournalLine("11010", credit=1_000, fund=fund))
    with desk.write() as session:
        the_account(session, "jasa-mitra")  # opened by the first payment to a partner otherwise
        post(session, JournalEntry(date(2026, 2, 2), "umum", lines, "x"))


def test_a_closed_month_keeps_the_budget_that_was_known(desk, build):
    build.opening(desk, k11010=20_000_000, k31010=-20_000_000)
    set_budget(desk, 2026, "ATK", 120_000)
    close_month(desk, Month(2026, 1))
    first = build_statement(desk, "anggaran", ReportPeriod.of_month(Month(2026, 1)))
    set_budget(desk, 2026, "ATK", 240_000)
    set_budget(desk, 2026, "51010", 240_000)
    assert build_statement(desk, "anggaran", ReportPeriod.of_month(Month(2026, 1))) == first
    assert rab(desk, account="51030")["budget_year"] == 240_000


def test_an_office_without_a_budget_is_told_so(desk):
    paper = build_statement(desk, "anggaran", ReportPeriod.of_year(2026))
    assert any("Belum ada anggaran tahun 2026" in note for note in paper.notes)


def test_the_secretariat_has_its_budget_too(sqlite_desk):
    names = {"sekretaris": "Sri", "bendahara": "Tuti"}
    desk = start_secretariat(sqlite_desk, secretariat_identity(sqlite_desk.office, code="SEK"), names)
    with desk.read() as session:
        cost = next(code for code, account in session.accounts.items() if account.type == "biaya")
    set_budget(desk, 2026, cost, 120_000)
    assert rab(desk, account=cost)["budget_to_date"] == 20_000
    assert check_book(desk).violations == ()
