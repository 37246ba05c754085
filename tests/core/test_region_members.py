"""The UPK of a region, told apart where several have one name."""

from upk_ledger.core.region.members import RegionUpk, told_apart


def upk(code, name):
    return RegionUpk(code, name, "BKM", "Kelurahan", "Kudu", "Genuk", "Semarang")


def test_upk_of_one_name_are_told_apart_by_their_codes_and_others_need_none():
    names = told_apart([upk("A", "UPK Melati"), upk("B", "UPK Mawar"), upk("C", "UPK Melati")])
    assert names == {"A": "UPK Melati (A)", "B": "UPK Mawar", "C": "UPK Melati (C)"}
