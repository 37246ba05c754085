"""Closing entries by account and fund."""

from datetime import date

from upk_ledger.core.year_end import closing_entries

ON, ACCOUNTS = date(2026, 12, 31), ("31099", "31090")


def lines(entry):
    return [(line.account, line.fund, line.debit, line.credit) for line in entry.lines]


def test_each_fund_is_closed_by_itself():
    income = {("41010", "bergulir"): -900, ("41010", "JALAN"): -50, ("41020", "bergulir"): 0}
    expense = {("51010", "bergulir"): 1000, ("51010", "JALAN"): 20}
    first, second, last = closing_entries(2026, ON, income, expense, {}, ACCOUNTS)
    assert lines(first) == [
        ("41010", "JALAN", 50, 0),
        ("41010", "bergulir", 900, 0),
        ("31099", "JALAN", 0, 50),
        ("31099", "bergulir", 0, 900),
    ]
    assert lines(second) == [
        ("31099", "JALAN", 20, 0),
        ("31099", "bergulir", 1000, 0),
        ("51010", "JALAN", 0, 20),
        ("51010", "bergulir", 0, 1000),
    ]
    assert lines(last) == [
        ("31099", "JALAN", 30, 0),
        ("31090", "bergulir", 100, 0),
        ("31090", "JALAN", 0, 30),
        ("31099", "bergulir", 0, 100),
    ]
    assert {entry.kind for entry in (first, second, last)} == {"penutup"}
    assert {entry.date for entry in (first, second, last)} == {ON}


def test_what_stands_on_the_current_result_goes_along():
    (only,) = closing_entries(2026, ON, {}, {}, {("31099", "bergulir"): -600}, ACCOUNTS)
    assert lines(only) == [("31099", "bergulir", 600, 0), ("31090", "bergulir", 0, 600)]


def test_income_that_was_all_taken_back_moves_no_result():
    income = {("41010", "bergulir"): -70, ("41020", "bergulir"): 70}
    (only,) = closing_entries(2026, ON, income, {}, {}, ACCOUNTS)
    assert lines(only) == [("41010", "bergulir", 70, 0), ("41020", "bergulir", 0, 70)]


def test_nothing_earned_makes_no_entry():
    assert closing_entries(2026, ON, {}, {}, {}, ACCOUNTS) == []
