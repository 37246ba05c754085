"""The decision on each member: what is granted, less or refused always adds up to the decision on the loan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.decisions import decide_members
from upk_ledger.core.errors.decisions import (
    MemberAboveAsked,
    MemberDecidedTwice,
    MemberDidNotAsk,
    MemberUndecided,
)
from upk_ledger.core.errors.loans import MemberSharesTwice, ShareNotPositive
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.lending import MemberDecision, Share

ASKED = (Share("A", 300), Share("B", 200), Share("C", 100))


def outcomes(granted=(), refused=(), asked=ASKED):
    return [(one.member, one.granted, one.outcome) for one in decide_members("P-1", asked, granted, refused)]


def test_without_amounts_everybody_gets_what_was_asked():
    assert outcomes() == [("A", 300, "disetujui"), ("B", 200, "disetujui"), ("C", 100, "disetujui")]


def test_who_is_refused_gets_nothing_and_is_told_why():
    made = decide_members("P-1", ASKED, (), [("B", " Usaha belum ada ")])
    assert made[1] == MemberDecision("B", 200, 0, "ditolak", "Usaha belum ada")
    assert [one.granted for one in made] == [300, 0, 100]


def test_less_is_less_at_one_sen():
    found = outcomes([Share("A", 300), Share("B", 199), Share("C", 1)])
    assert found == [("A", 300, "disetujui"), ("B", 199, "dikurangi"), ("C", 1, "dikurangi")]


def test_an_application_without_shares_takes_those_of_the_decision():
    made = decide_members("P-1", (), [Share("B", 5), Share("A", 7)], ())
    assert made == (MemberDecision("B", None, 5, "disetujui"), MemberDecision("A", None, 7, "disetujui"))
    assert decide_members("P-1", (), (), ()) == ()


@pytest.mark.parametrize(
    ("granted", "refused", "error"),
    [
        ([Share("A", 300), Share("B", 200)], [], MemberUndecided),
        ([Share("A", 301), Share("B", 200), Share("C", 100)], [], MemberAboveAsked),
        ([*ASKED, Share("D", 1)], [], MemberAboveAsked),
        ([Share("A", 300), Share("B", 200), Share("C", 0)], [], ShareNotPositive),
        ([*ASKED, Share("A", 300)], [], MemberSharesTwice),
        (ASKED, [("A", "x")], MemberDecidedTwice),
        ([], [("A", "x"), ("A", "y")], MemberDecidedTwice),
        ([], [("D", "x")], MemberDidNotAsk),
        ([], [("A", " ")], EmptyField),
    ],
)
def test_what_cannot_be_decided(granted, refused, error):
    with pytest.raises(error):
        decide_members("P-1", ASKED, granted, refused)


def test_who_is_forgotten_is_named():
    with pytest.raises(MemberUndecided) as caught:
        decide_members("P-1", ASKED, [Share("B", 200)], [("C", "x")])
    assert caught.value.members == ("A",)


@st.composite
def decided(draw):
    """An application, and for each member a grant (at most what was asked) or a refusal."""
    asked = draw(st.lists(st.integers(1, 10**12), min_size=1, max_size=12))
    members = [Share(f"{number:02d}", sen) for number, sen in enumerate(asked, 1)]
    granted, refused = [], []
    for member, sen in members:
        if draw(st.booleans()):
            granted.append(Share(member, draw(st.integers(1, sen))))
        else:
            refused.append((member, draw(st.sampled_from(("Usaha tutup", "Pindah")))))
    return members, granted, refused


@given(decided())
def test_every_member_is_decided_on_once_and_the_sums_are_those_of_the_amounts(case):
    asked, granted, refused = case
    made = decide_members("P-1", asked, granted, refused)
    turned_down = {member for member, _ in refused}
    assert [one.member for one in made] == [share.member for share in asked]
    if granted:
        assert sum(one.granted for one in made) == sum(share.principal for share in granted)
    assert all(0 <= one.granted <= one.asked for one in made)
    assert {one.member for one in made if one.granted == 0} == turned_down
    assert {one.member for one in made if one.reason} == turned_down
    assert all((one.outcome == "dikurangi") == (0 < one.granted < one.asked) for one in made)
