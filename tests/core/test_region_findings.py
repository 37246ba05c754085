"""What findings rest on: the test of two samples, whose NIK are the same, codes that stay."""

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.region.bookkeeping_parts import near_month_end
from upk_ledger.core.region.findings import KINDS, Office, finding_code
from upk_ledger.core.region.findings_digits import CRITICAL, chi_square
from upk_ledger.core.region.findings_people import compare, normal_nik, same_people
from upk_ledger.core.region.findings_rows import Book, Identity, Running


def test_the_statistic_of_a_worked_example():
    """Two samples of 100: 60 and 40 of one sort against 30 and 70: 1800/99 by the textbook's formula for 2 by 2."""
    statistic, freedom = chi_square(Counter({0: 60, 1: 40}), Counter({0: 30, 1: 70}))
    assert (statistic, freedom) == (Fraction(200 * (60 * 70 - 40 * 30) ** 2, 100 * 100 * 90 * 110), 1)


def test_samples_of_the_same_make_up_do_not_differ():
    assert chi_square(Counter({4: 50, 5: 50}), Counter({4: 20, 5: 20})) == (0, 1)
    assert chi_square(Counter({4: 50}), Counter({4: 20})) == (0, 0)


def test_sorts_that_are_rare_are_taken_together():
    few = Counter({0: 30, 1: 2, 2: 2, 3: 2})
    statistic, freedom = chi_square(few, Counter({0: 30, 1: 6}))
    assert freedom == 1
    assert statistic == 0


@given(
    st.dictionaries(st.integers(0, 9), st.integers(0, 60), min_size=1),
    st.dictionaries(st.integers(0, 9), st.integers(0, 60), min_size=1),
)
def test_the_statistic_is_the_same_from_either_side(one, other):
    if not sum(one.values()) or not sum(other.values()):
        return
    there, back = chi_square(Counter(one), Counter(other)), chi_square(Counter(other), Counter(one))
    assert there == back
    assert there[0] >= 0
    assert 0 <= there[1] < len(CRITICAL)


def test_a_nik_is_sixteen_digits_whatever_separates_them():
    assert normal_nik("33.7401-410180 0001") == normal_nik("3374014101800001") == "3374014101800001"
    for none in (
        "",
        "337401410180000",
        "33740141018000011",
        "337401410180000X",
        "0000000000000000",
        "٣٣٧٤٠١٤١٠١٨٠٠٠٠١",
    ):
        assert normal_nik(none) == ""


def test_only_members_of_several_upk_are_the_same_person():
    nik = "3374014101800001"
    rows = [
        Identity(1, "K01", "A01", nik),
        Identity(1, "K02", "A01", nik),
        Identity(2, "K09", "A03", "3374 0141 0180 0001"),
        Identity(2, "K09", "A04", "3374014101800002"),
        Identity(3, "K09", "A04", "tidak ada"),
    ]
    found = compare(rows)
    assert [[(one.office_id, one.group) for one in person] for person in found.people] == [
        [(1, "K01"), (1, "K02"), (2, "K09")]
    ]
    assert (found.compared, found.left_out) == (4, 1)
    assert compare(rows[:2]).people == []


def test_codes_are_of_what_is_named_and_each_kind_has_its_own():
    assert finding_code(KINDS[0], "a", "b") == finding_code(KINDS[0], "a", "b")
    named = {finding_code(kind, "a", "b") for kind in KINDS} | {finding_code(KINDS[0], "b", "a")}
    assert len(named) == len(KINDS) + 1
    assert finding_code("orang-sama", "u", 1) == "OS-" + finding_code("orang-sama", "u", 1)[3:]


def test_the_first_and_last_days_of_a_month():
    days = [day for day in range(1, 29) if near_month_end(date(2026, 2, day), 3)]
    assert days == [1, 2, 3, 26, 27, 28]
    assert not near_month_end(date(2026, 3, 28), 3)


def test_who_has_no_share_in_a_loan_does_not_borrow():
    day = date(2026, 3, 31)
    books = {
        number: Book(
            Office(number, f"U{number}", f"U{number}", f"uuid-{number}", day, day),
            "WIB",
            date(2026, 1, 1),
            day,
            running=(Running(number, "P-1", "K01", 900),),
        )
        for number in (1, 2)
    }
    person = [Identity(1, "K01", "A01", "nik"), Identity(2, "K01", "A07", "nik")]
    whole = {(1, "P-1"): {"A01": 300, "A02": 600}}
    (found,) = same_people([person], books, whole)
    assert [one["share"] for one in found.facts["loans"]] == [300, None]
    assert found.amount == 300
    assert [*same_people([person], books, {**whole, (2, "P-1"): {"A08": 900}})] == []
    assert [*same_people([person], {1: books[1], 2: Book(books[2].office, "WIB", day, day)}, whole)] == []
