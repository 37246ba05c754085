"""What an office does when a loan goes wrong: other schedules, other members, written off, given up."""

from datetime import timedelta
from fractions import Fraction

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.model import DAYS, GROUP, MEMBER, PICK, RUPIAH, SOON, Moved, Version, WrittenOff
from tests.machine.office import LATER, Office
from upk_ledger.actions import member_shares, rescheduling, settings, write_offs
from upk_ledger.actions.member_shares import TakeOver
from upk_ledger.core.allocation import due_by
from upk_ledger.core.errors import ledger, people
from upk_ledger.core.errors import loans as owing
from upk_ledger.core.errors import payoff as ending
from upk_ledger.core.errors import rescheduling as anew
from upk_ledger.core.errors import write_offs as claiming
from upk_ledger.core.lending import Share
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.store.members import member_debts
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at

KINDS = (
    ("penjadwalan", {}, "dibawa"),
    ("persyaratan", {"rate_percent": Fraction(1), "rate_per": "bulan"}, "dihapus"),
    ("persyaratan", {"method": "menurun"}, "dibawa"),
    ("penataan", {}, "dibawa"),
)
"""Kind of rescheduling, what of the terms changes, what becomes of unpaid service."""


def ended(loan):
    """Why nothing new rests on the schedule of a loan that was paid off early."""
    return (ending.PaidOffEarly,) if loan.ended_by else ()


def written_off(loan):
    """Why nobody takes over what a written-off loan owes all the same."""
    return (claiming.LoanWrittenOff,) if loan.claimed() else ()


class TroubleRules(Office):
    """The acts on loans that are not paid as they should be."""

    # Schedules anew

    @rule(pick=PICK, on=SOON, tenor=st.integers(1, 12), kind=st.sampled_from(KINDS), added=RUPIAH)
    def reschedule(self, pick, on, tenor, kind, added):
        loan = self.loan(pick)
        on = self.day_of(loan, on)
        name, terms, unpaid = kind
        added = added if name == "penataan" else 0
        shares = (Share(loan.members[0], added),) if added and loan.members else ()
        request = RescheduleRequest(
            loan.number, name, "12/BKM", on, {"tenor": tenor, **terms}, "Panen gagal", unpaid, added, shares
        )
        taken = any(version.kind == "alih" for version in loan.versions)
        done = self.attempt(
            lambda: rescheduling.reschedule_loan(self.desk, request),
            *LATER, anew.RescheduledTooEarly, anew.NoPrincipalLeft, claiming.LoanWrittenOff, *ended(loan),
            *((people.UnknownMember,) if taken else ()),
        )  # fmt: skip
        if not done:
            return
        before = loan.schedule_at(on)
        assert on >= max(before.since, loan.newest_day)
        assert not loan.claimed()
        lent, principal, service, _ = loan.sums()
        rows = done.schedule.rows
        open_service = due_by(before.rows, principal, service, on)[1]
        carried = done.carried + done.waived  # who paid ahead leaves what others owe as it is
        assert carried == open_service or (loan.members and carried > open_service)
        assert done.principal == lent + added == sum(row.principal for row in rows)
        assert sum(row.principal for row in rows if row.number) == lent + added - principal > 0
        assert [(row.principal, row.service) for row in rows if not row.number] == (
            [(principal, service)] if principal or service else []
        )
        assert all(row.due > on for row in rows if row.number)
        assert done.kept_class == self.class_on_eve(loan, on)
        loan.again.append(before)
        loan.versions.append(Version(on, on, self.frequency(loan), rows, name, done.kept_class))
        if added:
            loan.movements.append(Moved(on, added))
            self.vouchers.append(done.voucher)

    def class_on_eve(self, loan, on):
        """What the book says of the day before: the model's own figure, or a class that is kept."""
        eve = on - timedelta(1)
        with self.desk.read() as session:
            rules = rules_at(session, eve).collectibility
            found = positions(session, eve, rules, loan.number)
        assert all(loan.fits(at.position, eve, rules) for at in found)
        return found[0].position.class_ if found else None

    def frequency(self, loan):
        return loan.versions[-1].frequency

    @rule(pick=PICK, on=SOON)
    def undo_rescheduling(self, pick, on):
        loan = self.loan(pick)
        on = self.day_of(loan, on)
        added = bool(loan.again) and loan.sums()[0] != sum(row.principal for row in loan.again[-1].rows)
        done = self.attempt(
            lambda: rescheduling.undo_rescheduling(self.desk, loan.number, "Putusan dicabut", on),
            ledger.MonthClosed, anew.NotRescheduled, anew.ReschedulePaid, anew.RescheduledTooEarly, *ended(loan),
            *((claiming.LoanWrittenOff, owing.PrincipalNotOwed) if loan.write_offs or added else ()),
        )  # fmt: skip
        if not done:
            return
        assert on >= max(loan.versions[-1].since, loan.newest_day)
        before = loan.again.pop()
        assert done.schedule.rows == before.rows
        loan.versions.append(before._replace(since=on))
        if done.voucher:
            _, (moved,), _ = self.moved_by(done.voucher)
            assert loan.sums()[0] + moved.disbursed == sum(row.principal for row in before.rows)
            loan.movements.append(Moved(on, moved.disbursed))
            self.vouchers.append(done.voucher)

    # Members

    @rule(
        pick=PICK,
        on=SOON,
        leaver=MEMBER,
        takers=st.lists(MEMBER, min_size=1, max_size=2, unique=True),
        leaves=st.booleans(),
    )
    def take_over(self, pick, on, leaver, takers, leaves):
        loan = self.loan(pick)
        on = self.day_of(loan, on)
        asked = TakeOver(
            loan.number, leaver, tuple((taker, None) for taker in takers), on, "Pindah", leaves=leaves
        )
        owed = self.owed_by(loan, leaver)
        rows = self.schedule_of(loan.number).rows
        done = self.attempt(
            lambda: member_shares.transfer_share(self.desk, asked),
            *LATER, owing.NoShares, owing.MemberOwesNothing, people.MemberLeft, *ended(loan), *written_off(loan),
            *((owing.TakerIsLeaver,) if leaver in takers else ()),
        )  # fmt: skip
        if done:
            assert (
                tuple(map(sum, zip(*((one.principal, one.service) for one in done.transfers), strict=True)))
                == owed
            )
            assert self.owed_by(loan, leaver) == (0, 0)
            self.taken(loan, on, rows, done)

    @rule(pick=PICK, on=SOON)
    def take_back(self, pick, on):
        loan = self.loan(pick)
        on = self.day_of(loan, on)
        rows = self.schedule_of(loan.number).rows
        done = self.attempt(
            lambda: member_shares.take_back_transfer(self.desk, loan.number, on, "Kembali"),
            *LATER, owing.NoShares, owing.NothingTakenOver, *ended(loan), *written_off(loan),
        )  # fmt: skip
        if done:
            self.taken(loan, on, rows, done)

    def taken(self, loan, on, rows, done):
        """The group's schedule stays as it was, whoever answers for which part of it."""
        assert self.schedule_of(loan.number).rows == rows == loan.versions[-1].rows
        loan.versions.append(loan.versions[-1]._replace(since=on, kind="alih"))
        loan.members = tuple(dict(self.schedule_of(loan.number).members))
        self.gone |= {(loan.group, member) for member in done.left}
        self.gone -= {(loan.group, member) for member in done.back}

    def owed_by(self, loan, member):
        if not loan.running:
            return (0, 0)
        with self.desk.read() as session:
            return next(
                (debt.owed for debt in member_debts(session, loan.number) if debt.member == member), (0, 0)
            )

    @rule(group=GROUP, member=MEMBER, on=DAYS)
    def leave_or_come_back(self, group, member, on):
        gone = (group, member) in self.gone
        act = member_shares.rejoin_group if gone else member_shares.leave_group
        owing_one = any(any(self.owed_by(loan, member)) for loan in self.lent_to(group))
        done = self.attempt(lambda: act(self.desk, group, member, on, "Pindah"), people.MemberOwes)
        assert (done is None) == (owing_one and not gone)
        if done:
            self.gone ^= {(group, member)}

    # Written off

    @rule(pick=PICK, on=SOON)
    def write_off(self, pick, on):
        loan = self.loan(pick)
        on = self.day_of(loan, on)
        newest = loan.newest_day
        rows, paid = loan.owing(on) if loan.running and on >= loan.begun else ((), (0, 0))
        earlier = loan.running and loan.claimed()
        unpaid = earlier[1] if earlier else due_by(rows, *paid, on)[1]
        done = self.attempt(
            lambda: write_offs.write_off(self.desk, loan.number, on, decision="07/BKM", reason="KSM bubar"),
            *LATER, claiming.NothingToWriteOff, owing.PaidBeforeDisbursement,
        )  # fmt: skip
        if not done:
            return
        assert on >= newest
        assert (done.principal, done.service) == (loan.outstanding, unpaid)
        assert done.allowance + done.cost == done.principal
        assert self.follow(done.voucher, "cadangan") == -done.allowance
        served = loan.sums()[2]
        loan.movements.append(Moved(on, gone=done.principal))
        loan.write_offs.append(WrittenOff(done.voucher, on, served + unpaid))
        self.vouchers.append(done.voucher)

    @precondition(lambda self: any(loan.write_offs for loan in self.loans.values()))
    @rule(pick=PICK, on=DAYS, percent=st.integers(1, 105))
    def recover(self, pick, on, percent):
        claimed = [number for number, loan in self.loans.items() if loan.write_offs]
        loan = self.loans[claimed[pick % len(claimed)]]
        self.pay(sorted(self.loans).index(loan.number), (on - loan.begun).days, loan.payoff * percent // 100)

    @precondition(lambda self: any(loan.write_offs for loan in self.loans.values()))
    @rule(pick=PICK, on=SOON)
    def end_claim(self, pick, on):
        loan = self.loan(pick)
        on = self.day_of(loan, on)
        claim = loan.running and loan.claimed()
        left = loan.claim_left if claim else 0
        done = self.attempt(
            lambda: write_offs.end_claim(self.desk, loan.number, on, decision="02/RW", reason="Tidak mampu"),
            *LATER, claiming.ClaimEnded, claiming.NothingClaimed,
        )  # fmt: skip
        if done:
            assert done.principal + done.service == left > 0
            assert on >= loan.newest_day
            loan.ended = True

    @rule(on=DAYS, where=st.sampled_from(["pendapatan", "cadangan"]))
    def say_where_recoveries_go(self, on, where):
        self.attempt(
            lambda: settings.change_setting(self.desk, "penerimaan-kembali", where, on), ledger.MonthClosed
        )

    @precondition(lambda self: any(loan.running for loan in self.loans.values()))
    @rule(pick=PICK, on=DAYS)
    def undo_a_write_off(self, pick, on):
        standing = [one for loan in self.loans.values() for one in loan.write_offs if one.undone is None]
        if standing:
            one = standing[pick % len(standing)]
            self.reverse(len(self.vouchers) - 1 - self.vouchers.index(one.voucher), max(on, one.on))
