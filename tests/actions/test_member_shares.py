"""Members inside the group, on both engines: payments split, shares taken over and given back, leaving the group."""

import random
import sqlite3
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import event

from upk_ledger.actions import (
    lending,
    loan_views,
    member_shares,
    people,
    periods,
    repayment,
    savings,
    write_offs,
)
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.importing import import_tables
from upk_ledger.actions.journal import correct_entry, list_entries
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.member_shares import TakeOver
from upk_ledger.core.arrears import Position
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import KeyUsed, MonthClosed
from upk_ledger.core.errors.loans import (
    BeforeEarlierStep,
    MemberOwesNothing,
    MemberPaysTooMuch,
    MembersDoNotAddUp,
    MemberSharesTwice,
    NoShares,
    NothingTakenOver,
    PaymentNotPositive,
    ShareNotPositive,
    TakenDoesNotAddUp,
    TakerIsLeaver,
    WrongStage,
)
from upk_ledger.core.errors.people import EmptyField, MemberLeft, MemberNotLeft, MemberOwes, UnknownMember
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.people import Member
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.exchange.rows import ImportTables, RepaymentRow
from upk_ledger.store.lending import loans_by_member
from upk_ledger.store.members import member_debts
from upk_ledger.store.movements import members_of_entry, movements_of

START = date(2026, 1, 1)
PAID_OUT = date(2026, 1, 15)
LATE = date(2026, 12, 31)
SHARES = {"A01": 600_000, "A02": 300_000, "A03": 100_000}
"""An installment: Rp100.000 principal and Rp15.000 service; of A01 Rp60.000 and Rp9.000."""


@pytest.fixture
def loan(desk, build):
    build.opening(desk, k11010=20_000_000, k31010=-20_000_000)
    build.group(desk, members=4)
    return build.loan(desk, PAID_OUT, shares=SHARES)


def pay(desk, loan, on, rupiah=None, members=None, **more):
    told = tuple((code, part * 100) for code, part in (members or {}).items())
    amount = sum(part for _, part in told) if rupiah is None else rupiah * 100
    return repayment.record_repayment(desk, Repayment(loan, amount, on, members=told, **more))


def parts(booked):
    return {part.member: (part.principal // 100, part.service // 100) for part in booked.members}


def standing(desk, loan, on=LATE):
    return {one.member: one for one in loan_views.view_loan(desk, loan, on).members}


def owed(desk, loan):
    with desk.read() as session:
        return {debt.member: tuple(part // 100 for part in debt.owed) for debt in member_debts(session, loan)}


def transfer(desk, loan, leaver="A01", on=date(2026, 4, 20), reason="Meninggal", **takers):
    wanted = tuple((code, part and part * 100) for code, part in (takers or {"A02": None}).items())
    return member_shares.transfer_share(desk, TakeOver(loan, leaver, wanted, on, reason))


def check(desk, *loans):
    """The group is the sum of its members, entry by entry and on any day; nobody paid more than he answers for."""
    result = check_book(desk)
    assert result.violations == ()
    with desk.read() as session:
        for (record,) in session.all(
            "SELECT record FROM journal_entry WHERE office_id = :office AND kind = 'angsuran'"
        ):
            (moved,) = movements_of(session, record)
            own = members_of_entry(session, record)
            assert (moved.principal, moved.service) == (
                sum(m.principal for m in own),
                sum(m.service for m in own),
            )
        for loan in loans:
            assert all(part >= 0 for debt in member_debts(session, loan) for part in debt.owed)
    for loan in loans:
        for month in range(1, 13):
            on = date(2026, month, 28)
            view = loan_views.view_loan(desk, loan, on)
            if view.at is None:
                continue
            assert sum(one.principal for one in view.members) == view.at.principal
            assert sum(one.paid_principal for one in view.members) == view.at.paid_principal
            assert sum(one.paid_service for one in view.members) == view.at.paid_service
            assert sum(one.position.outstanding for one in view.members) == view.at.position.outstanding


def test_a_group_payment_is_split_by_the_members_dues(desk, loan):
    booked = pay(desk, loan, date(2026, 2, 15), 115_000)
    assert parts(booked) == {"A01": (60_000, 9_000), "A02": (30_000, 4_500), "A03": (10_000, 1_500)}
    half = pay(desk, loan, date(2026, 3, 15), 65_000)
    assert parts(half) == {"A01": (30_000, 9_000), "A02": (15_000, 4_500), "A03": (5_000, 1_500)}
    rest = pay(desk, loan, date(2026, 3, 16), 50_000)
    assert parts(rest) == {"A01": (30_000, 0), "A02": (15_000, 0), "A03": (5_000, 0)}
    check(desk, loan)


def test_members_pay_for_themselves(desk, loan):
    booked = pay(desk, loan, date(2026, 2, 15), members={"a02": 34_500, "A03": 23_000})
    assert (booked.principal, booked.service) == (50_000_00, 7_500_00)
    assert parts(booked) == {"A02": (30_000, 4_500), "A03": (20_000, 3_000)}
    where = standing(desk, loan, date(2026, 2, 20))
    assert [one.position.arrears_principal // 100 for one in where.values()] == [60_000, 0, 0]
    assert [one.position.months_overdue for one in where.values()] == [1, 0, 0]
    assert loan_views.view_loan(desk, loan, date(2026, 2, 20)).at.position.arrears_principal == 50_000_00
    # The group's next payment goes to whom it is due from.
    assert parts(pay(desk, loan, date(2026, 2, 21), 57_500)) == {"A01": (50_000, 7_500)}
    check(desk, loan)


def test_members_payments_that_cannot_be_are_refused(desk, build, loan):
    on = date(2026, 2, 15)
    with pytest.raises(MembersDoNotAddUp):
        pay(desk, loan, on, 50_000, {"A01": 30_000, "A02": 10_000})
    with pytest.raises(UnknownMember) as refused:
        pay(desk, loan, on, members={"A04": 10_000})
    assert refused.value.near == ("A01", "A02", "A03")
    with pytest.raises(MemberSharesTwice):
        pay(desk, loan, on, members={"A01": 10_000, "a01": 10_000})
    with pytest.raises(PaymentNotPositive):
        pay(desk, loan, on, members={"A01": 10_000, "A02": 0})
    with pytest.raises(MemberPaysTooMuch) as refused:
        pay(desk, loan, on, members={"A03": 115_001})
    assert (refused.value.member, refused.value.owed) == ("A03", 115_000_00)
    plain = build.loan(desk, PAID_OUT)
    with pytest.raises(NoShares):
        pay(desk, plain, on, members={"A01": 10_000})
    assert pay(desk, plain, on, 115_000).members == ()
    assert loan_views.view_loan(desk, plain, on).members == ()


def test_what_is_kept_as_titipan_is_split_when_it_is_used(desk, loan):
    booked = pay(desk, loan, date(2026, 2, 15), members={"A01": 80_000, "A03": 11_500}, excess="titipan")
    assert (booked.unallocated, parts(booked)) == (
        11_000_00,
        {"A01": (60_000, 9_000), "A03": (10_000, 1_500)},
    )
    used = savings.use_deposit(desk, loan, date(2026, 2, 16))
    assert parts(used) == {"A02": (6_500, 4_500)}
    check(desk, loan)


def test_the_same_request_is_recognised_by_who_paid(desk, loan):
    on = date(2026, 2, 15)
    first = pay(desk, loan, on, members={"A01": 30_000, "A02": 10_000}, key="k")
    again = pay(desk, loan, on, members={"A01": 30_000, "A02": 10_000}, key="k")
    assert (again.repeated, again.voucher, again.members) == (True, first.voucher, first.members)
    with pytest.raises(KeyUsed):
        pay(desk, loan, on, members={"A01": 10_000, "A02": 30_000}, key="k")
    with pytest.raises(KeyUsed):
        pay(desk, loan, on, 40_000, key="k")


def test_a_reversed_payment_leaves_every_member_as_before(desk, loan):
    pay(desk, loan, date(2026, 2, 15), 50_000)
    before = owed(desk, loan)
    booked = pay(desk, loan, date(2026, 3, 15), members={"A01": 10_000, "A03": 90_000})
    assert owed(desk, loan) != before
    repayment.cancel_repayment(desk, booked.voucher, "Salah KSM")
    assert owed(desk, loan) == before
    check(desk, loan)


def test_a_share_taken_over_goes_with_its_arrears_and_the_member_leaves(desk, loan):
    pay(desk, loan, date(2026, 2, 15), 115_000)
    done = transfer(desk, loan, A02=300_000, A04=240_000)
    assert [(m.taker, m.principal // 100, m.service // 100) for m in done.transfers] == [
        ("A02", 300_000, 45_000),
        ("A04", 240_000, 36_000),
    ]
    assert (done.version, done.left, done.still_owed) == (2, ("A01",), ())
    assert owed(desk, loan) == {
        "A01": (0, 0),
        "A02": (570_000, 85_500),
        "A03": (90_000, 13_500),
        "A04": (240_000, 36_000),
    }
    before, after = standing(desk, loan, date(2026, 4, 19)), standing(desk, loan, date(2026, 4, 20))
    assert before["A01"].position.months_overdue == after["A04"].position.months_overdue == 2
    assert after["A01"].position == (0, 0, 0, 0, None)
    _, schedule, _ = loan_views.loan_schedule(desk, loan, date(2026, 4, 20))
    assert {member: own[-1].balance for member, own in schedule.members} == dict.fromkeys(
        ("A01", "A02", "A03", "A04"), 0
    )
    _, first, _ = loan_views.loan_schedule(desk, loan, date(2026, 4, 19))
    assert schedule.rows == first.rows
    booked = pay(desk, loan, date(2026, 4, 21), 230_000)
    assert parts(booked)["A04"] == (53_334, 8_000)
    with pytest.raises(MemberLeft):
        transfer(desk, loan, "A02", A01=None)
    check(desk, loan)


def test_a_take_over_is_taken_back_but_for_what_was_paid_meanwhile(desk, loan):
    before = owed(desk, loan)
    transfer(desk, loan, A02=None, A03=None)
    done = member_shares.take_back_transfer(desk, loan, date(2026, 4, 25), "Ia kembali")
    assert (owed(desk, loan), done.back, done.version) == (before, ("A01",), 3)
    again = member_shares.take_back_transfer(desk, loan, date(2026, 4, 26), "Jadi juga")
    assert {(move.member, move.taker) for move in again.transfers} == {("A01", "A02"), ("A01", "A03")}
    member_shares.take_back_transfer(desk, loan, date(2026, 4, 26), "Tidak jadi")
    assert owed(desk, loan) == before
    transfer(desk, loan, on=date(2026, 5, 1), A02=None)
    pay(desk, loan, date(2026, 5, 2), members={"A02": 93_150 + 10_350})
    member_shares.take_back_transfer(desk, loan, date(2026, 5, 3), "Ia kembali")
    assert owed(desk, loan)["A01"] == (540_000, 81_000)
    check(desk, loan)
    with pytest.raises(BeforeEarlierStep):
        transfer(desk, loan, on=date(2026, 5, 2))


def test_a_take_over_undone_at_once_was_never_even_if_the_taker_had_paid_ahead(desk, loan):
    pay(desk, loan, date(2026, 2, 15), members={"A02": 101_550})
    before = owed(desk, loan)
    transfer(desk, loan)
    member_shares.take_back_transfer(desk, loan, date(2026, 4, 20), "Keliru")
    assert owed(desk, loan) == before
    check(desk, loan)


def test_a_payment_of_who_left_that_is_undone_is_owed_again_and_can_be_taken_over(desk, loan):
    booked = pay(desk, loan, date(2026, 2, 15), 115_000)
    transfer(desk, loan)
    repayment.cancel_repayment(desk, booked.voucher, "Uang kembali")
    assert owed(desk, loan)["A01"] == (60_000, 9_000)
    again = transfer(desk, loan, on=date(2026, 4, 21), A03=None)
    assert (again.left, sorted(owed(desk, loan))) == ((), ["A02", "A03"])
    check(desk, loan)


def test_a_backdated_payment_is_paid_by_those_who_answer_for_it_now(desk, loan):
    transfer(desk, loan)
    booked = pay(desk, loan, date(2026, 3, 1), 115_000)
    assert parts(booked) == {"A02": (90_000, 13_500), "A03": (10_000, 1_500)}
    check(desk, loan)


def test_a_payment_dated_before_its_payer_took_over_is_his_on_every_day(desk, loan):
    transfer(desk, loan, A04=None)
    booked = pay(desk, loan, date(2026, 3, 1), 115_000)
    assert parts(booked)["A04"] == (60_000, 9_000)
    before = standing(desk, loan, date(2026, 3, 31))
    assert (before["A04"].principal, before["A04"].paid_principal, before["A01"].paid_principal) == (
        0,
        60_000_00,
        0,
    )
    check(desk, loan)


def test_take_overs_that_cannot_be_are_refused(desk, build, loan):
    with pytest.raises(EmptyField):
        transfer(desk, loan, reason=" ")
    with pytest.raises(UnknownMember):
        transfer(desk, loan, "A09")
    with pytest.raises(UnknownMember):
        transfer(desk, loan, A09=None)
    with pytest.raises(TakerIsLeaver):
        transfer(desk, loan, A01=None)
    with pytest.raises(MemberSharesTwice):
        transfer(desk, loan, A02=None, a02=None)
    with pytest.raises(ShareNotPositive):
        transfer(desk, loan, A02=0)
    with pytest.raises(TakenDoesNotAddUp) as refused:
        transfer(desk, loan, A02=100_000, A03=100_000)
    assert (refused.value.owed, refused.value.total) == (600_000_00, 200_000_00)
    with pytest.raises(MemberOwesNothing):
        transfer(desk, loan, "A04")
    with pytest.raises(BeforeEarlierStep):
        transfer(desk, loan, on=date(2026, 1, 14))
    with pytest.raises(NothingTakenOver):
        member_shares.take_back_transfer(desk, loan, date(2026, 4, 20), "Salah")
    with pytest.raises(EmptyField):
        member_shares.take_back_transfer(desk, loan, date(2026, 4, 20), "")
    with pytest.raises(NoShares):
        transfer(desk, build.loan(desk, PAID_OUT))
    done = build.loan(desk, PAID_OUT, tenor=1, shares={"A01": 500_000, "A02": 500_000})
    pay(desk, done, date(2026, 2, 15), 1_015_000)
    with pytest.raises(WrongStage):
        transfer(desk, done)
    periods.close_month(desk, Month(2026, 1))
    with pytest.raises(MonthClosed):
        transfer(desk, loan, on=date(2026, 1, 31))


def test_who_owes_elsewhere_stays_a_member(desk, build, loan):
    other = build.loan(desk, PAID_OUT, shares={"A01": 500_000, "A02": 500_000})
    done = transfer(desk, loan)
    assert (done.left, done.still_owed) == ((), (other,))
    assert transfer(desk, other).left == ("A01",)
    check(desk, loan, other)


def test_leaving_a_group(desk, build, loan):
    on = date(2026, 5, 1)
    with pytest.raises(MemberOwes) as refused:
        member_shares.leave_group(desk, "K01", "A01", on, "Pindah")
    assert refused.value.loans == (loan,)
    with pytest.raises(EmptyField):
        member_shares.leave_group(desk, "K01", "A04", on, "")
    with pytest.raises(UnknownMember):
        member_shares.leave_group(desk, "K01", "A09", on, "Pindah")
    with pytest.raises(MemberNotLeft):
        member_shares.rejoin_group(desk, "K01", "A04", on, "Kembali")
    assert member_shares.leave_group(desk, "K01", "a04", on, "Pindah") == ("K01", "A04")
    with pytest.raises(MemberLeft):
        member_shares.leave_group(desk, "K01", "A04", on, "Pindah")
    member_shares.rejoin_group(desk, "K01", "A04", on, "Kembali")
    member_shares.leave_group(desk, "K01", "A04", on, "Pindah lagi")
    with pytest.raises(MemberLeft):
        build.loan(desk, on, shares={"A03": 500_000, "A04": 500_000})
    check(desk)


def test_a_members_own_ledger(desk, loan):
    voucher = pay(desk, loan, date(2026, 2, 15), 115_000).voucher
    undo = repayment.cancel_repayment(desk, voucher, "Salah", date(2026, 2, 20)).voucher
    transfer(desk, loan, A02=None)
    _, code, name, events = member_shares.member_ledger(desk, loan, "a01", LATE)
    assert (code, name) == ("A01", "Anggota 1")
    assert [(e.on.isoformat(), e.voucher, e.kind, e.share // 100, e.principal // 100) for e in events] == [
        ("2026-01-15", "", "pencairan", 600_000, 0),
        ("2026-02-15", voucher, "angsuran", 0, 60_000),
        ("2026-02-20", undo, "batal", 0, -60_000),
        ("2026-04-20", "", "alih", -600_000, 0),
    ]
    assert len(member_shares.member_ledger(desk, loan, "A01", date(2026, 2, 15))[3]) == 2


def test_statements_do_not_grow_with_members(desk, build, loan):
    def asked(act):
        found = []

        def listen(_connection, _cursor, statement, *_rest):
            found.append(statement)

        event.listen(desk.book.engine, "before_cursor_execute", listen)
        try:
            act()
        finally:
            event.remove(desk.book.engine, "before_cursor_execute", listen)
        return len(found)

    people.register_group(desk, "K02", "KSM K02")
    for number in range(1, 11):
        people.register_member(desk, Member("K02", f"A{number:02d}", f"Anggota {number}", "P"))
    many = build.loan(
        desk, PAID_OUT, group="K02", shares={f"A{number:02d}": 100_000 for number in range(1, 11)}
    )
    on = date(2026, 2, 15)
    pay(desk, loan, on, 50_000)
    assert asked(lambda: pay(desk, many, on, 115_000)) == asked(lambda: pay(desk, loan, on, 115_000))
    assert asked(lambda: standing(desk, many)) == asked(lambda: standing(desk, loan))
    plain = build.loan(desk, PAID_OUT)
    assert asked(lambda: pay(desk, loan, on, 50_000)) == asked(lambda: pay(desk, plain, on, 115_000)) + 1


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_group_is_the_sum_of_its_members(desk, build, loan, seed):
    luck = random.Random(seed)
    other = build.loan(
        desk, PAID_OUT, rupiah=777_000, tenor=7, shares={"A02": 333_000, "A03": 444_000}, mode="kelompok"
    )
    vouchers = []
    refusals = (MemberOwesNothing, MemberLeft, NothingTakenOver, TakerIsLeaver, BeforeEarlierStep, WrongStage)
    happened = set()
    for step in range(25):
        number = luck.choice([loan, other])
        on = PAID_OUT + timedelta(10 * step + luck.randrange(10))
        act = luck.choice(["pay", "pay", "own", "own", "undo", "take", "back"])
        left = owed(desk, number)
        try:
            if act == "pay" and (most := sum(map(sum, left.values()))):
                vouchers.append(pay(desk, number, on, luck.randint(1, most // 3 + 1)).voucher)
            elif act == "own" and (able := [code for code, one in left.items() if sum(one)]):
                code = luck.choice(able)
                vouchers.append(
                    pay(desk, number, on, members={code: luck.randint(1, sum(left[code]))}).voucher
                )
            elif act == "undo" and vouchers:
                repayment.cancel_repayment(
                    desk, vouchers.pop(luck.randrange(len(vouchers))), "Salah", on + timedelta(99)
                )
            elif act == "take":
                transfer(
                    desk,
                    number,
                    luck.choice(sorted(left)),
                    on,
                    A04=None,
                    **{luck.choice(["A02", "A03"]): None},
                )
            elif act == "back":
                member_shares.take_back_transfer(desk, number, on, "Kembali")
            happened.add(act)
        except refusals:
            continue
    check(desk, loan, other)
    assert {"pay", "own", "take"} <= happened


def test_a_loan_that_ran_at_the_start_has_its_members_parts(desk, build):
    build.opening(desk, k11010=20_000_000, k11030=630_000, k31010=-20_630_000)
    build.group(desk, members=3)
    terms = LoanTerms(1_000_000_00, 10, Fraction("1.5"), "bulan", "flat", date(2025, 9, 15))
    shares = tuple(Share(code, part * 100) for code, part in SHARES.items())
    with desk.write() as session:
        lending.apply_for_loan(desk, LoanApplication("K01", terms, shares, number="L-1", origin="awal"))
        lending.take_over_loan(session, get_loan(session, "L-1"), shares, 370_000_00, 45_000_00)
    assert {code: one.paid_principal // 100 for code, one in standing(desk, "L-1", START).items()} == {
        "A01": 222_000,
        "A02": 111_000,
        "A03": 37_000,
    }
    assert parts(pay(desk, "L-1", date(2026, 1, 15), 45_000)) == {
        "A01": (18_000, 9_000),
        "A02": (9_000, 4_500),
        "A03": (3_000, 1_500),
    }
    _, _, _, events = member_shares.member_ledger(desk, "L-1", "A03", LATE)
    assert [(one.kind, one.share // 100, one.principal // 100) for one in events] == [
        ("pencairan", 100_000, 0),
        ("sebelum-mulai", 0, 37_000),
        ("angsuran", 0, 3_000),
    ]
    check(desk, "L-1")


def test_imported_payments_are_split_like_those_at_the_counter(desk, loan):
    pay(desk, loan, date(2026, 2, 15), members={"A03": 34_500})
    rows = [
        RepaymentRow("angsuran.csv", number, on, loan, rupiah * 100, None, None, "11010", None, None)
        for number, on, rupiah in ((2, date(2026, 2, 16), 65_000), (3, date(2026, 3, 15), 130_000))
    ]
    with desk.trial():
        counter = [parts(pay(desk, loan, row.on, row.amount // 100)) for row in rows]
    booked = import_tables(desk, ImportTables(repayments=tuple(rows))).booked
    with desk.read() as session:
        assert [parts(repayment.receipt_of(session, posted)) for posted in booked] == counter
    check(desk, loan)


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE share_transfer SET taker = 'A03' WHERE taker = 'A02'",
        "UPDATE share_transfer SET principal = principal + 100",
        "UPDATE share_transfer SET version = 1",
        "DELETE FROM share_transfer",
    ],
)
def test_a_forged_take_over_is_found(sqlite_desk, sqlite_location, build, forged):
    build.group(sqlite_desk, members=4)
    number = build.loan(sqlite_desk, PAID_OUT, shares=SHARES)
    transfer(sqlite_desk, number)
    assert check_book(sqlite_desk).violations == ()
    with sqlite3.connect(sqlite_location) as raw:
        raw.execute("DROP TRIGGER guard_share_transfer_update")
        raw.execute("DROP TRIGGER guard_share_transfer_delete")
        raw.execute(forged)
    raw.close()
    found = {violation.code for violation in check_book(build.open(sqlite_location)).violations}
    assert "alih-anggota" in found


def test_of_a_written_off_loan_nobody_is_in_arrears(desk, build, loan):
    """Not even who had paid all principal and owes service alone: that is claimed, as the group's is."""
    pay(desk, loan, date(2026, 4, 20), members={"A03": 100_000}, principal=100_000_00, service=0)
    write_offs.write_off(desk, loan, date(2026, 6, 20), decision="07/BKM", reason="KSM bubar")
    found = standing(desk, loan, date(2026, 6, 20))
    assert {one.position for one in found.values()} == {Position(0, 0, 0, 0, None)}


def test_who_takes_a_share_over_had_no_loan_and_neither_had_one_whose_money_came_back(desk, build, loan):
    transfer(desk, loan, A02=400_000, A04=200_000)
    again = build.loan(desk, date(2026, 5, 4), rupiah=500_000, shares={"A04": 500_000})
    with desk.read() as session:
        assert loans_by_member(session, "K01") == {"A01": 1, "A02": 1, "A03": 1, "A04": 1}
    paid_out = next(one.entry for one in list_entries(desk, None, None) if again in one.entry.description)
    correct_entry(desk, paid_out.voucher, "Batal cair", date(2026, 5, 4))
    with desk.read() as session:
        assert loans_by_member(session, "K01") == {"A01": 1, "A02": 1, "A03": 1}


def test_a_row_of_nothing_has_nobodys_part_once_a_share_was_taken_over(desk, build, loan):
    shares = {"A01": 600_000, "A02": 400_000}
    free = build.loan(desk, PAID_OUT, shares=shares, rate="0", method="menurun", grace=1)
    transfer(desk, free, A02=None)
    _, schedule, _ = loan_views.loan_schedule(desk, free, LATE)
    assert schedule.rows[0].total == 0
    check(desk, free)
