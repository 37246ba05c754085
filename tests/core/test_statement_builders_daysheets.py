"""Day sheets from vouchers made by hand: every account has its place, and the sheet posts what the ledger holds."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_statement_builders import CHART, FRAME, definition, rp
from upk_ledger.core.balances import AccountSums
from upk_ledger.core.errors.reports import FiguresDisagree
from upk_ledger.core.listings import ListedEntry, ListedLine
from upk_ledger.core.statement_builders_daysheets import day_sheet, transfers

DAY = date(2018, 12, 3)
COSTS = [code for code, account in CHART.items() if account.type == "biaya"]


def entry(record, voucher, *lines, kind="umum"):
    """An entry; a positive amount (in rupiah) is a debit."""
    listed = tuple(ListedLine(code, max(rp(sum_), 0), max(rp(-sum_), 0)) for code, sum_ in lines)
    return ListedEntry(record, DAY, kind, voucher, f"Bukti {record}", listed)


def sums_of(entries):
    """What the ledger says of these entries."""
    found = {}
    for each in entries:
        for line in each.lines:
            before = found.get(line.account, AccountSums())
            found[line.account] = before._replace(
                debit=before.debit + line.debit, credit=before.credit + line.credit
            )
    return found


def sheet(name, series, entries, sums=None, opening=None):
    start = date(2018, 12, 1)
    found = sums_of(entries) if sums is None else sums
    return day_sheet(definition(name), FRAME, CHART, series, start, entries, found, opening or {})


def cells(statement, row):
    table = statement.sections[0]
    values = zip((column.key for column in table.columns), table.rows[row].cells, strict=True)
    return {key: cell for key, cell in values if cell is not None}


def test_money_in_debits_cash_and_bank_and_credits_a_column_an_account():
    entries = [
        entry(1, "KM/2018/12/0001", ("11010", 284), ("11030", -209), ("41010", -75)),
        entry(2, "KM/2018/12/0002", ("11021", 5), ("41021", -5)),
        entry(3, "KK/2018/12/0001", ("51030", 26), ("11010", -26)),
        entry(4, "PB/2018/12/0001", ("11021", 100), ("11010", -100)),
    ]
    paper = sheet("cum", "KM", entries)
    keys = [(column.key, column.band) for column in paper.sections[0].columns]
    assert keys == [
        ("date", ""), ("voucher", ""), ("description", ""),
        ("till:11010", "Debit"), ("till:11021", "Debit"), ("money", "Debit"),
        ("counter:11030", "Kredit"), ("counter:41010", "Kredit"), ("counter:41021", "Kredit"),
    ]  # fmt: skip
    assert cells(paper, 0) == {
        "date": DAY, "voucher": "KM/2018/12/0001", "description": "Bukti 1",
        "till:11010": rp(284), "money": rp(284), "counter:11030": rp(209), "counter:41010": rp(75),
    }  # fmt: skip
    assert cells(paper, -1) == {
        "description": "JUMLAH", "till:11010": rp(284), "till:11021": rp(5), "money": rp(289),
        "counter:11030": rp(209), "counter:41010": rp(75), "counter:41021": rp(5),
    }  # fmt: skip
    posted = [row.cells for row in paper.sections[1].rows]
    assert posted[:2] == [("11010", "Kas", rp(284), None), ("11021", "Bank UPK", rp(5), None)]
    assert posted[-1] == (None, "JUMLAH", rp(289), rp(289))
    assert paper.data["tills"][0] == {
        "code": "11010", "name": "Kas", "opening": 0, "received": rp(284), "paid": rp(26),
        "transferred": rp(-100), "closing": rp(158),
    }  # fmt: skip


def test_money_out_is_the_mirror_and_what_was_held_back_stands_against_it():
    entries = [
        entry(1, "KK/2018/12/0001", ("11030", 1000), ("21020", -50), ("41030", -10), ("11010", -940)),
    ]
    paper = sheet("cuk", "KK", entries)
    assert cells(paper, 0) == {
        "date": DAY, "voucher": "KK/2018/12/0001", "description": "Bukti 1", "till:11010": rp(940),
        "counter:11030": rp(1000), "counter:21020": rp(-50), "counter:41030": rp(-10),
    }  # fmt: skip
    assert [row.cells[0] for row in paper.sections[1].rows] == ["11010", "11030", "21020", "41030", None]
    assert paper.sections[1].rows[-1].cells[2:] == (rp(1000), rp(1000))
    assert paper.data["vouchers"][0]["amount"] == rp(940)


@given(st.lists(st.lists(st.sampled_from(COSTS), min_size=1, max_size=5, unique=True), max_size=12))
@settings(max_examples=60, deadline=None)
def test_accounts_beyond_the_page_share_a_pair_of_columns_and_nothing_is_lost(vouchers):
    entries = [
        entry(
            number,
            f"KK/2018/12/{number:04d}",
            *((code, 10 + place) for place, code in enumerate(codes)),
            ("11010", -sum(10 + place for place in range(len(codes)))),
        )
        for number, codes in enumerate(vouchers, 1)
    ]
    paper = sheet("cuk", "KK", entries)
    table = paper.sections[0]
    keys = [column.key for column in table.columns]
    assert sum(column.kind == "money" for column in table.columns) <= 9
    used = {code for codes in vouchers for code in codes}
    own = {key.split(":")[1] for key in keys if key.startswith("counter:")}
    assert ("other" in keys) == (used != own)
    found = {}
    for row in table.rows[:-1]:
        shown = dict(zip(keys, row.cells, strict=True))
        for key, cell in shown.items():
            if key.startswith("counter:") and cell:
                found[key[8:]] = found.get(key[8:], 0) + cell
        if shown.get("other"):
            found[shown["other_code"]] = found.get(shown["other_code"], 0) + shown["other"]
    assert found == {code: sums.debit for code, sums in sums_of(entries).items() if code != "11010"}
    total = dict(zip(keys, table.rows[-1].cells, strict=True))
    across = sum(cell or 0 for key, cell in total.items() if key == "other" or key.startswith("counter:"))
    assert across == paper.data["total"] == sum(found.values())


def test_the_usual_accounts_keep_their_columns():
    rare = [
        entry(place, f"KK/2018/12/{place:04d}", (code, 1), ("11010", -1)) for place, code in enumerate(COSTS)
    ]
    usual = [
        entry(100 + place, f"KK/2018/12/{100 + place:04d}", (COSTS[-1], 1), ("11010", -1)) for place in (1, 2)
    ]
    keys = [column.key for column in sheet("cuk", "KK", [*rare, *usual]).sections[0].columns]
    assert f"counter:{COSTS[-1]}" in keys
    assert keys.index("other_code") + 1 == keys.index("other")


def test_a_sheet_that_is_not_what_the_ledger_holds_is_refused():
    entries = [entry(1, "KM/2018/12/0001", ("11010", 5), ("41020", -5))]
    wrong = sums_of(entries) | {"41020": AccountSums(credit=rp(6))}
    with pytest.raises(FiguresDisagree):
        sheet("cum", "KM", entries, wrong)
    with pytest.raises(FiguresDisagree):
        sheet("cuk", "KK", [], sums_of(entries))


def test_the_opening_entry_is_a_balance_and_no_transfer():
    opening = entry(1, "PB/2018/12/0001", ("11010", 100), ("31020", -100), kind="saldo-awal")
    moved = entry(2, "PB/2018/12/0002", ("11021", 40), ("11010", -40))
    entries, start = [opening, moved], date(2018, 12, 1)
    paper = transfers(
        definition("buku-pemindahbukuan"),
        FRAME,
        CHART,
        start,
        entries,
        sums_of(entries),
        sums_of([opening]),
    )
    assert [each["voucher"] for each in paper.data["entries"]] == ["PB/2018/12/0002"]
    tills = sheet("cum", "KM", entries, opening=sums_of([opening])).data["tills"]
    assert [(till["opening"], till["transferred"], till["closing"]) for till in tills] == [
        (rp(100), rp(-40), rp(60)),
        (0, rp(40), rp(40)),
    ]


def test_braces_in_an_account_name_are_no_words_to_fill_in():
    chart = CHART | {"41020": replace(CHART["41020"], name="Lain {since}")}
    entries = [entry(1, "KM/2018/12/0001", ("11010", 5), ("41020", -5))]
    paper = day_sheet(definition("cum"), FRAME, chart, "KM", DAY, entries, sums_of(entries), {})
    assert paper.sections[0].columns[-1].heading == "41020 Lain {since}"
