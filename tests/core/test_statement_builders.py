"""Statements of accounts from sums made by hand: they cover every account, balance, and can be recomputed."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upk_ledger import resources
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.balances import AccountSums
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.errors.reports import AccountLeftOut
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import parse_definition, parse_terms
from upk_ledger.core.statement_builders import (
    Results,
    balance_sheet,
    income_statement,
    open_results,
    trial_balance,
)
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Letterhead
from upk_ledger.store.charts import standard_chart

EXAMPLES = {
    example["id"]: example
    for example in json.loads((Path(__file__).parent / "domain_examples.json").read_text(encoding="utf-8"))
}
CHART = {account.code: account for account in standard_chart()}
FRAME = Frame(
    as_of=date(2018, 12, 31),
    period="Per 31 Desember 2018",
    letterhead=Letterhead("UPK Lestari", "BKM Lestari", "Kelurahan Kudu"),
    signatures=(),
    last=None,
    provisional=False,
    words={
        "now": "31 Desember 2018",
        "before": "30 November 2018",
        "year": "s.d. Desember",
        "since": "1 Januari",
        "board": "BKM",
    },
)


def rp(amount):
    return amount * 100


def definition(name, terms="upk"):
    folder = resources.folder("reports")
    words, text = ((folder / f"{each}.toml").read_text(encoding="utf-8") for each in ("istilah", name))
    return parse_definition(name, text, {**parse_terms(words, terms), "kebijakan": ""})


def sums(*entries):
    """Sums by account from (debit account, credit account, rupiah); each a movement of the range."""
    found = {}
    for debit, credit, amount in entries:
        for code, column in ((debit, "debit"), (credit, "credit")):
            was = found.get(code, AccountSums())
            found[code] = was._replace(**{column: getattr(was, column) + rp(amount)})
    return found


def balances(paper):
    return {row["code"]: row["balance"] for row in paper.data["accounts"] if row["balance"]}


def test_the_cash_sheets_of_december_2018_give_their_statements():
    """CASH-IN-01 and CASH-OUT-01 (UPK Lestari, Semarang), on loans and cash of before."""
    into, out = EXAMPLES["CASH-IN-01"]["expected"], EXAMPLES["CASH-OUT-01"]["expected"]
    before = {"11030": AccountSums(rp(50_000_000)), "31020": AccountSums(rp(-50_000_000))}
    month = sums(
        ("11010", "11030", into["total_principal"]),
        ("11010", "41010", into["total_service"]),
        ("51010", "11010", out["journal"][0]["debit"]),
        ("51030", "11010", out["journal"][1]["debit"]),
    )
    month |= {
        code: opening._replace(credit=month.get(code, AccountSums()).credit)
        for code, opening in before.items()
    }
    income = income_statement(definition("laba-rugi"), FRAME, CHART, date(2018, 12, 1), month)
    assert income.data["total_income"] == rp(525_000)
    assert income.data["total_expense"] == rp(176_000)
    assert balances(income) == {"41010": rp(525_000), "51010": rp(150_000), "51030": rp(26_000)}
    sheet = balance_sheet(definition("neraca"), FRAME, CHART, month)
    assert balances(sheet) == {
        "11010": rp(4_025_000 - 176_000),
        "11030": rp(46_500_000),
        "31020": rp(50_000_000),
        "31099": rp(349_000),
    }
    assert sheet.data["total_assets"] == sheet.data["total_equity"] == rp(50_349_000)


def test_contra_accounts_stand_negative_within_the_assets():
    found = sums(("51080", "12010", 2_950_000), ("11010", "31020", 5_000_000), ("51060", "12021", 10_000))
    paper = balance_sheet(definition("neraca"), FRAME, CHART, found)
    assert balances(paper)["12010"] == rp(-2_950_000)
    assert balances(paper)["12021"] == rp(-10_000)
    assert paper.data["total_assets"] == rp(2_040_000)


codes = st.sampled_from(sorted(CHART))
entries = st.lists(st.tuples(codes, codes, st.integers(1, 10**9)).filter(lambda e: e[0] != e[1]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(entries)
def test_any_journal_gives_statements_that_agree_and_can_be_recomputed(journal):
    found = sums(*journal)
    sheet = balance_sheet(definition("neraca"), FRAME, CHART, found, {"before": found})
    by_type = dict.fromkeys(("aset", "kewajiban", "modal"), 0)
    for row in sheet.data["accounts"]:
        by_type[row["type"]] += row["balance"]
    assert list(by_type.values()) == [
        sheet.data[key] for key in ("total_assets", "total_liabilities", "total_equity")
    ]
    assert by_type["aset"] == by_type["kewajiban"] + by_type["modal"]
    income = income_statement(definition("laba-rugi"), FRAME, CHART, date(2018, 1, 1), found)
    computed = {row["code"]: row["computed"] for row in sheet.data["accounts"] if "computed" in row}
    assert computed == {"31090": 0, "31099": income.data["net_income"]}
    trial = trial_balance(definition("neraca-saldo"), FRAME, CHART, found)
    assert trial.data["total_debit"] == trial.data["total_credit"]
    assert sum(row["debit"] - row["credit"] for row in trial.data["accounts"]) == 0
    printed = {row.cells[0] for section in sheet.sections for row in section.rows if row.cells[0]}
    assert printed == set(balances(sheet))


def test_the_two_sides_of_a_balance_sheet_end_level():
    found = sums(
        ("11010", "31020", 900), ("11021", "21020", 50), ("51010", "11010", 30), ("12020", "11010", 7)
    )
    one = balance_sheet(definition("neraca"), FRAME, CHART, found, {"before": found})
    two = balance_sheet(definition("neraca"), FRAME, CHART, found, {"before": found}, two_sided=True)
    (section,) = two.sections
    assert two.data == one.data
    assert len(section.rows) == len(section.right.rows)
    assert section.rows[-1].cells[1:] == ("JUMLAH KEKAYAAN", rp(920), rp(920))
    assert section.right.rows[-1].cells[1:] == ("JUMLAH HUTANG DAN MODAL", rp(920), rp(920))
    assert {section.rows[-1].style, section.right.rows[-1].style, section.whole.rows[-1].style} == {"total"}
    told = [row for half in (section, section.right) for row in half.rows if any(row.cells)]
    assert told == list(one.sections[0].rows)


def test_the_terms_of_sak_name_everything_and_claim_nothing():
    found = sums(("11010", "31020", 900), ("11021", "21020", 50), ("51010", "11010", 30))
    sheet = balance_sheet(definition("neraca", "sak"), FRAME, CHART, found)
    headings = [row.cells[1] for row in sheet.sections[0].rows if row.style in {"heading", "total"}]
    assert [word for word in headings if word.isupper()] == [
        "ASET", "JUMLAH ASET", "LIABILITAS", "EKUITAS", "JUMLAH LIABILITAS DAN EKUITAS",
    ]  # fmt: skip
    income = income_statement(definition("laba-rugi", "sak"), FRAME, CHART, date(2018, 1, 1), found)
    assert "BEBAN" in [row.cells[1] for row in income.sections[0].rows]
    upk = balance_sheet(definition("neraca"), FRAME, CHART, found)
    assert sheet.data == upk.data


def test_a_trial_balance_before_closing_leaves_out_what_closed_the_year():
    year = {
        "11010": AccountSums(debit=rp(90), credit=rp(20)),
        "41010": AccountSums(credit=rp(90), debit=rp(90), closing_debit=rp(90), year_end=rp(90)),
        "51010": AccountSums(debit=rp(20), credit=rp(20), closing_credit=rp(20), year_end=rp(-20)),
        "31090": AccountSums(credit=rp(70), closing_credit=rp(70), year_end=rp(-70)),
    }
    paper = definition("neraca-saldo")
    shown = {
        closing: {row["code"]: row["debit"] - row["credit"] for row in made.data["accounts"] if row["debit"] or row["credit"]}
        for closing in ((), ("sebelum",), ("sesudah",))
        for made in (trial_balance(paper, FRAME, CHART, year, closing),)
    }  # fmt: skip
    after = {"11010": rp(70), "31090": rp(-70)}
    assert shown[()] == shown["sesudah",] == after
    assert shown["sebelum",] == {"11010": rp(70), "41010": rp(-90), "51010": rp(20)}
    both = trial_balance(paper, FRAME, CHART, year, ("sebelum", "sesudah"))
    assert both.data["before_closing"]["total_debit"] == rp(90)
    assert both.data["total_debit"] == rp(70)
    assert both.sections[0].rows[-1].cells[2:] == (rp(90), rp(90), rp(70), rp(70))


def test_sums_that_do_not_balance_give_no_paper():
    broken = {"11010": AccountSums(0, rp(100), 0), "31020": AccountSums(0, 0, rp(99))}
    with pytest.raises(IntegrityBroken) as refused:
        balance_sheet(definition("neraca"), FRAME, CHART, broken)
    assert "aset Rp100, kewajiban-dan-modal Rp99" in sentence(refused.value)
    with pytest.raises(IntegrityBroken):
        trial_balance(definition("neraca-saldo"), FRAME, CHART, broken)


@pytest.mark.parametrize(("name", "part"), [("neraca", 0), ("neraca", 2), ("laba-rugi", 0), ("laba-rugi", 1)])
def test_a_definition_that_leaves_an_account_out_gives_no_paper(name, part):
    """Each part without its group of what is left, on a chart whose accounts all have a balance."""
    whole = definition(name)
    groups = tuple(group for group in whole.parts[part].groups if group.roles)
    parts = (*whole.parts[:part], replace(whole.parts[part], groups=groups), *whole.parts[part + 1 :])
    edited = replace(whole, parts=parts)
    chart = CHART | {
        code: Account(code, code, kind, "lain") for code, kind in (("19999", "aset"), ("39999", "modal"))
    }
    found = sums(("19999", "39999", 7), ("11010", "41020", 5), ("51010", "11010", 3), ("19999", "31020", 2))
    makers = {
        "neraca": lambda: balance_sheet(edited, FRAME, chart, found),
        "laba-rugi": lambda: income_statement(edited, FRAME, chart, date(2018, 1, 1), found),
    }
    with pytest.raises(AccountLeftOut) as refused:
        makers[name]()
    assert f"susunan laporan {name}" in sentence(refused.value)


def test_a_chart_without_result_accounts_still_shows_the_result():
    chart = {code: account for code, account in CHART.items() if not account.role.startswith("laba-")}
    paper = balance_sheet(definition("neraca"), FRAME, chart, sums(("11010", "41010", 5_000)))
    assert balances(paper) == {"11010": rp(5_000), "laba-berjalan": rp(5_000)}


def test_closing_entries_of_the_last_day_close_their_own_year_and_others_an_earlier_one():
    income = AccountSums(opening=-100, debit=160, credit=60, closing_debit=160, year_end=60)
    assert open_results(CHART, {"41010": income}) == Results(current=0, earlier=0)
    cost = AccountSums(opening=40, debit=20, credit=40, closing_credit=40)
    assert open_results(CHART, {"51010": cost}) == Results(current=-20, earlier=0)
    undone = AccountSums(opening=0, debit=0, credit=70, closing_credit=70)
    assert open_results(CHART, {"41010": undone}) == Results(current=0, earlier=70)


def test_a_closing_entry_is_no_income_and_no_cost():
    year = sums(("11010", "41010", 900), ("51010", "11010", 300))
    year["41010"] = year["41010"]._replace(debit=rp(900), closing_debit=rp(900), year_end=rp(900))
    paper = income_statement(definition("laba-rugi"), FRAME, CHART, date(2018, 1, 1), year)
    assert paper.data["net_income"] == rp(600)


def test_a_month_compared_shows_what_is_gone_and_what_is_new():
    now, before = sums(("51010", "11010", 7)), sums(("51030", "11010", 9))
    paper = income_statement(
        definition("laba-rugi"), FRAME, CHART, date(2018, 12, 1), now, {"before": before}
    )
    lines = {row.cells[0]: row.cells[2:] for row in paper.sections[0].rows if row.cells[0]}
    assert lines == {"51010": (rp(7), 0), "51030": (0, rp(9))}
    assert [column.heading for column in paper.sections[0].columns] == [
        "Kode",
        "Uraian",
        "31 Desember 2018",
        "30 November 2018",
    ]
