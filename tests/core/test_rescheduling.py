"""What a rescheduling makes of a loan, whatever was paid: rows that add up, nothing overdue, nothing lost."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import facts_of
from upk_ledger.core.arrears import position
from upk_ledger.core.dates import add_months
from upk_ledger.core.errors.rescheduling import NoPrincipalLeft
from upk_ledger.core.member_split import MemberDebt, split_by_dues
from upk_ledger.core.rescheduling import (
    Duty,
    Payment,
    Standing,
    Version,
    newest_rescheduling,
    paid_punctually,
    reschedule,
    standing_versions,
)
from upk_ledger.core.schedules import FREQUENCIES, METHODS, MODES, ROUNDINGS, LoanTerms, group_schedule

LENT = date(2026, 1, 15)
SHARES = (("A", 60_000_000), ("B", 33_333_300), ("C", 26_666_700))


def standing_after(shares, mode, paid_principal, paid_service):
    """A loan of Rp1.200.000 over twelve months, and what its members paid of the parts that were paid."""
    terms = LoanTerms(120_000_000, 12, Fraction(3, 2), "bulan", "flat", LENT)
    made = group_schedule(terms, shares, mode)
    debts = [MemberDebt(member, rows) for member, rows in made.members]
    parts = (
        {part.member: part for part in split_by_dues(debts, paid_principal, paid_service)} if debts else {}
    )
    members = tuple(
        debt.after(parts[debt.member].principal, parts[debt.member].service) if debt.member in parts else debt
        for debt in debts
    )
    return terms, Standing(made.rows, (paid_principal, paid_service), members)


@given(
    shares=st.sampled_from([(), SHARES]),
    mode=st.sampled_from(MODES),
    paid=st.tuples(st.integers(0, 119_999_999), st.integers(0, 21_600_000)),
    after=st.integers(1, 900),
    tenor=st.integers(1, 30),
    method=st.sampled_from(METHODS),
    frequency=st.sampled_from(FREQUENCIES),
    rounding=st.sampled_from(ROUNDINGS),
    added=st.sampled_from([0, 30_000_000]),
    carry=st.booleans(),
)
def test_rows_add_up_and_nothing_is_overdue_right_after(
    shares, mode, paid, after, tenor, method, frequency, rounding, added, carry
):
    old, standing = standing_after(shares, mode, *paid)
    on = LENT + timedelta(after)
    unpaid = standing.unpaid_service(on)
    carried = unpaid if carry else {}
    total = old.principal + added
    larger = tuple((member, share + added * (member == "B")) for member, share in shares)
    terms = LoanTerms(total, tenor, Fraction(2), "bulan", method, on, frequency, 0, rounding)
    made = reschedule(terms, larger, mode, standing, carried)
    rows = made.rows
    # Nothing is lost: all principal of its life, what was paid as one settled row, each balance what is left.
    assert sum(row.principal for row in rows) == total
    settled = [row for row in rows if not row.number]
    assert [(row.due, row.principal, row.service) for row in settled] == ([(on, *paid)] if any(paid) else [])
    balance = total
    for row in rows:
        balance -= row.principal
        assert row.balance == balance
        assert row.number == 0 or row.due > on
    # The new rows are those of the terms for the rest, with the carried service in the first.
    if not shares:
        plain = group_schedule(LoanTerms(total - paid[0], tenor, Fraction(2), "bulan", method, on, frequency, 0,
                                         rounding), ()).rows  # fmt: skip
        new = [row for row in rows if row.number]
        assert [row.principal for row in new] == [row.principal for row in plain]
        assert sum(row.service for row in new) == sum(row.service for row in plain) + sum(carried.values())
        assert new[0].service == plain[0].service + sum(carried.values())
    # The members' rows add up to the loan's, each to the member's whole part.
    for row in rows if shares else ():
        parts = [part for _, own in made.members for part in own if part.number == row.number]
        assert (sum(part.principal for part in parts), sum(part.service for part in parts)) == row[2:4]
    assert {member: sum(row.principal for row in own) for member, own in made.members} == dict(larger)
    # Outstanding changes by what was added alone; nothing is overdue that day, nor until the first new due date.
    for day in (on, next(row.due for row in rows if row.number)):
        found = position(facts_of(rows, on, frequency, *paid, day), day, None)
        assert found[:4] == (total - paid[0], 0, 0, 0)


@given(paid=st.integers(0, 119_999_999), service=st.integers(0, 21_600_000), after=st.integers(1, 500))
def test_unpaid_service_is_what_was_due_by_that_day(paid, service, after):
    _, standing = standing_after((), "anggota", paid, service)
    on = LENT + timedelta(after)
    due = sum(row.service for row in standing.rows if row.due <= on)
    assert standing.unpaid_service(on) == {"": max(0, due - service)}


def test_without_principal_there_is_nothing_to_schedule():
    terms, standing = standing_after((), "anggota", 120_000_000, 0)
    with pytest.raises(NoPrincipalLeft):
        reschedule(
            LoanTerms(120_000_000, 3, Fraction(1), "bulan", "flat", date(2026, 9, 1)),
            (),
            "anggota",
            standing,
            {},
        )
    assert terms.principal == 120_000_000


def test_a_member_who_owes_service_alone_gets_it_in_the_first_row():
    old, standing = standing_after(SHARES, "anggota", 0, 0)
    members = tuple(
        debt.after(debt.principal, 0) if debt.member == "C" else debt for debt in standing.members
    )
    standing = Standing(standing.rows, (26_666_700, 0), members)
    on = date(2026, 3, 20)
    made = reschedule(
        LoanTerms(old.principal, 6, Fraction(1), "bulan", "flat", on), SHARES, "anggota", standing,
        standing.unpaid_service(on),
    )  # fmt: skip
    own = dict(made.members)["C"]
    assert [(row.number, row.due, row.principal, row.service) for row in own] == [
        (0, on, 26_666_700, 0), (1, date(2026, 4, 20), 0, 800_000),
    ]  # fmt: skip


# Punctual payment

DUTIES = [Duty(add_months(LENT, number), number * 100, number * 10) for number in range(1, 7)]


def paid_late_by(*days):
    return [Payment(duty.due + timedelta(late), 100, 10) for duty, late in zip(DUTIES, days, strict=False)]


@pytest.mark.parametrize(
    ("days", "installment"),
    [
        ((0, 0, 0), 3),
        ((-40, -9, -1), 3),
        ((1, 0, 0, 0), 4),
        ((0, 0, 1, 0, 0, 0), 6),
        ((0, 1, 0, 1, 0, 1), None),
    ],
)
def test_three_in_a_row_on_their_days(days, installment):
    payments = sorted(paid_late_by(*days))
    for number, duty in enumerate(DUTIES, 1):
        for day in (duty.due - timedelta(1), duty.due):
            done = installment is not None and (number, day) >= (installment, DUTIES[installment - 1].due)
            assert paid_punctually(DUTIES, payments, day, 3) == done


def test_days_of_tolerance_are_given_to_each():
    payments = paid_late_by(3, 3, 3)
    assert not paid_punctually(DUTIES, payments, DUTIES[3].due - timedelta(1), 3)
    assert not paid_punctually(DUTIES, payments, DUTIES[2].due + timedelta(2), 3, 3)
    assert paid_punctually(DUTIES, payments, DUTIES[2].due + timedelta(3), 3, 3)
    assert not paid_punctually(DUTIES, payments, DUTIES[2].due + timedelta(3), 3, 2)


def test_both_parts_have_to_be_paid_and_an_undone_payment_counts_until_then():
    service_missing = [Payment(duty.due, 100, 0) for duty in DUTIES]
    assert not paid_punctually(DUTIES, service_missing, DUTIES[5].due, 3)
    payments = paid_late_by(0, 0, 0)
    undone_late = [*payments, Payment(DUTIES[2].due + timedelta(1), -100, -10)]
    undone_same_day = [*payments, Payment(DUTIES[2].due, -100, -10)]
    assert paid_punctually(DUTIES, undone_late, DUTIES[2].due + timedelta(9), 3)
    assert not paid_punctually(DUTIES, undone_same_day, DUTIES[2].due + timedelta(9), 3)


# Versions

D1, D2, D3 = (date(2026, month, 1) for month in (3, 4, 5))
FIRST = Version(1, 10, "pencairan", LENT, LENT, None)
AGAIN = Version(2, 20, "penjadwalan", D1, D1, 3)
BACK = Version(3, 30, "pencairan", D2, LENT, None)


@pytest.mark.parametrize(
    ("versions", "standing", "in_force"),
    [
        ([FIRST], [1], None),
        ([FIRST, AGAIN], [1, 2], 2),
        ([FIRST, AGAIN, BACK], [1], None),
        ([FIRST, AGAIN, BACK._replace(valid_from=D1)], [1], None),
        ([FIRST, AGAIN, BACK, Version(4, 40, "penataan", D3, D3, 4)], [1, 4], 4),
        ([FIRST, AGAIN, Version(3, 30, "persyaratan", D2, D2, 3), AGAIN._replace(version=4, valid_from=D3)], [1, 2], 2),
        ([FIRST, AGAIN, Version(3, 30, "alih", D2, D1, 3)], [1, 2, 3], 2),
        ([FIRST, Version(2, 20, "alih", D1, LENT, None), AGAIN._replace(version=3, valid_from=D2, start=D2),
          Version(4, 40, "alih", D3, LENT, None)], [1, 2], None),
        # A share taken over on the new schedule was given back before the rescheduling was.
        ([FIRST, AGAIN, *(Version(number, 30, "alih", D2, D1, None) for number in (3, 4)), BACK], [1], None),
        # Paid out anew after the disbursement was undone.
        ([FIRST, Version(2, 20, "pencairan", D1, D1, None)], [2], None),
        # Taken over with the book: valid from the eve of its start, begun before.
        ([FIRST._replace(valid_from=D1)], [1], None),
    ],
)  # fmt: skip
def test_which_versions_count(versions, standing, in_force):
    found = standing_versions(versions)
    assert [version.version for version in found] == standing
    newest = newest_rescheduling(found)
    assert (newest and newest.version) == in_force
