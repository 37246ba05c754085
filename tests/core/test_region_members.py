"""The UPK of a region, told apart where several have one name."""

from dataclasses import replace

from upk_ledger.core.dates import Month
from upk_ledger.core.region.members import RegionUpk, UpkHistory, told_apart


def upk(code, name):
    return RegionUpk(code, name, "BKM", "Kelurahan", "Kudu", "Genuk", "Semarang")


def test_upk_of_one_name_are_told_apart_by_their_codes_and_others_need_none():
    names = told_apart([upk("A", "UPK Melati"), upk("B", "UPK Mawar"), upk("C", "UPK Melati")])
    assert names == {"A": "UPK Melati (A)", "B": "UPK Mawar", "C": "UPK Melati (C)"}


def test_months_are_expected_since_the_book_began_or_an_earlier_one_was_told():
    window = tuple(Month(2026, month) for month in range(1, 13))
    own = replace(upk("A", "UPK A"), since=Month(2026, 4))
    assert UpkHistory(own).expected(window) == 9
    assert UpkHistory(own, {Month(2026, 2): None}).expected(window) == 11
    assert UpkHistory(own, {Month(2025, 2): None}).expected(window) == 12
    assert UpkHistory(replace(own, since=Month(2027, 4))).expected(window) == 1
    assert UpkHistory(replace(own, since=None)).expected(window) == 12
