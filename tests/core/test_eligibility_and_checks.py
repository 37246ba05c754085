from decimal import Decimal
from pathlib import Path

import pytest

import upk_ledger.rulebooks
from upk_ledger.core.checks import (
    Comparison,
    Disagreement,
    agree,
    balance_sheet,
    loan_balances,
    progress,
)
from upk_ledger.core.eligibility import (
    Breach,
    GroupProfile,
    LoanRequest,
    WholeGroup,
    capacity,
    group_breaches,
    request_breaches,
    women_needed,
)
from upk_ledger.core.rulebooks import parse_rulebook


def rules(code):
    path = Path(upk_ledger.rulebooks.__file__).parent / f"{code}.toml"
    return parse_rulebook(path.read_text(encoding="utf-8")).eligibility


FIT = {"members": 10, "women": 3, "poor": 10, "months": 3, "trained": True, "joint_liability": True}


@pytest.mark.parametrize(
    ("change", "breach"),
    [
        ({}, None),
        ({"women": 2}, Breach("perempuan-minimal", 2, 3)),
        ({"poor": 9}, Breach("miskin-terdaftar", 9, 10)),
        ({"months": 2}, Breach("umur-ksm", 2, 3)),
        ({"trained": False}, Breach("pelatihan", 0, 1)),
        ({"joint_liability": False}, Breach("tanggung-renteng", 0, 1)),
        ({"members": 4, "poor": 4}, Breach("anggota-minimal", 4, 5)),
    ],
)
def test_conditions_on_a_group(change, breach):
    found = group_breaches(GroupProfile(**{**FIT, **change}), rules("pnpm-2012"))
    assert found == (() if breach is None else (breach,))


def test_a_share_of_women_is_rounded_up_to_people():
    urban = rules("pnpm-2012")
    assert [women_needed(members, urban) for members in (3, 5, 10, 11)] == [1, 2, 3, 4]
    assert women_needed(7, rules("perdesaan")) == 7


def test_older_rules_ask_less_of_the_group():
    profile = GroupProfile(**{**FIT, "months": 0, "trained": False})
    assert group_breaches(profile, rules("pnpm-2009")) == ()


def test_ceilings_by_stage():
    old, new = rules("pnpm-2009"), rules("pnpm-2012")
    assert [old.ceiling(stage) for stage in (1, 2, 3)] == [50_000_000, 200_000_000, 200_000_000]
    assert [new.ceiling(stage) for stage in (1, 2)] == [100_000_000, None]
    first = LoanRequest([("A", 50_000_000, 0), ("B", 50_000_001, 0), ("C", 50_000_001, 1)], 12)
    assert request_breaches(first, old) == (Breach("plafon", 50_000_001, 50_000_000, "B"),)


def test_terms_and_number_of_loans():
    old = rules("pnpm-2009")
    assert request_breaches(LoanRequest([("A", 1, 3)], 3), old) == ()
    whole = LoanRequest([], 3, whole=WholeGroup(150_000_100, 3, 0))
    assert request_breaches(whole, old) == (Breach("plafon", 50_000_100, 50_000_000, detail="3"),)
    for within in (
        WholeGroup(150_000_000, 3, 0),
        WholeGroup(150_000_100, 0, 0),
        WholeGroup(150_000_100, 3, 1),
    ):
        assert request_breaches(LoanRequest([], 3, whole=within), old) == ()
    assert [b.rule for b in request_breaches(LoanRequest([("A", 1, 4)], 2, grace=1), old)] == [
        "tenor-minimal",
        "masa-tenggang",
        "pinjaman-terbanyak",
    ]
    assert [b.rule for b in request_breaches(LoanRequest([("A", 1, 0)], 24), rules("pnpm-2012"))] == [
        "tenor-maksimal"
    ]
    assert request_breaches(LoanRequest([("A", 10**12, 9)], 60, grace=9), rules("perdesaan")) == ()


def test_capacity_without_anything_left():
    assert capacity(100, 100, 1).installment_percent is None
    assert capacity(100, 100, 1).installment_percent is None
    assert [capacity(200, 100, due).installment_percent for due in (100, 101)] == [100, 101]
    assert capacity(300, 100, 1).installment_percent == Decimal("0.50")


def test_each_figure_is_compared_with_the_first():
    assert loan_balances(10, 10, 10, [4, 6]) == ()
    assert loan_balances(10, 9, 10, [4, 5]) == (
        Disagreement("saldo-pinjaman", "neraca", 10, "perkembangan-pinjaman", 9),
        Disagreement("saldo-pinjaman", "neraca", 10, "kelas", 9),
    )
    assert agree("bank", {"buku": 5, "rekening": 7}, "11021")[0].difference == -2


def test_a_comparison_agrees_when_every_figure_was_made_and_all_are_one():
    same = Comparison("jasa-diterima", (("laba-rugi", 600), ("perkembangan-pinjaman", 600)))
    assert (same.agrees, same.complete, same.differing) == (True, True, ())
    other = Comparison("opname", (("buku-kas", 600), ("dihitung", 590), ("neraca", None)), "11010")
    assert (other.agrees, other.complete) == (False, False)
    assert [(d.check, d.left, d.right, d.difference, d.where) for d in other.differing] == [
        ("opname", "buku-kas", "dihitung", 10, "11010")
    ]
    missing = Comparison("bank", (("neraca", 600), ("rekonsiliasi", None)))
    assert (missing.agrees, missing.differing) == (False, ())
    assert Comparison("bank", (("rekonsiliasi", None),)).differing == ()


def test_progress_adds_up():
    assert progress("pokok", 100, 50, 150) == ()
    found = progress("pokok", 100, 50, 160, where="P-1")
    assert [(d.check, d.difference, d.where) for d in found] == [("perkembangan-pokok", 10, "P-1")]


def test_a_balance_sheet_that_does_not_balance():
    assert balance_sheet(100, 30, 70) == ()
    assert [d.difference for d in balance_sheet(100, 30, 69)] == [1]
