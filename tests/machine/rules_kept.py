"""Money kept for others: savings, titipan, and rewards for punctual payment."""

from datetime import timedelta
from fractions import Fraction

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.model import DAYS, GROUP, MEMBER, PICK, RUPIAH, START, at_day, shortfall
from tests.machine.office import Office
from upk_ledger.actions import rewards, savings
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import ledger
from upk_ledger.core.errors import rewards as rewarding
from upk_ledger.core.errors import savings as keeping
from upk_ledger.core.money import half_up
from upk_ledger.core.report_periods import ReportPeriod


class KeptRules(Office):
    """The acts on money that is not the office's own."""

    @precondition(lambda self: any(loan.kept for loan in self.loans.values()))
    @rule(pick=PICK, on=DAYS, amount=RUPIAH, use=st.booleans())
    def use_or_return_titipan(self, pick, on, amount, use):
        loan = self.loan(pick)
        kept = at_day(loan.kept)
        refusals = (keeping.NoDeposit, keeping.DepositTooSmall, keeping.NothingDue)
        if use:
            asked = min(kept, loan.due(on)) if loan.running and on >= loan.begun else 0
            done = self.settle(
                loan, on, asked, "angsuran-berikut", lambda: savings.use_deposit(self.desk, loan.number, on),
                more=refusals, overspent=shortfall([*loan.kept, (on, -asked)]),
            )  # fmt: skip
            assert done is None or at_day(loan.kept) == kept - done.amount
            return
        done = self.attempt(
            lambda: savings.return_deposit(self.desk, loan.number, amount, on),
            *refusals,
            ledger.MonthClosed,
            overspent=shortfall([*loan.kept, (on, -amount)]),
        )
        assert done is None or amount <= kept
        if done:
            loan.kept.append((on, -amount))
            self.note(done)

    @rule(group=GROUP, on=DAYS, amount=RUPIAH, into=st.booleans(), member=st.one_of(st.none(), MEMBER),
          reason=st.sampled_from(["", "Sakit"]))  # fmt: skip
    def save(self, group, on, amount, into, member=None, reason=""):
        change = amount if into else -amount
        saved, held = self.saved[group], self.held(group)
        how = {"members": [(member, amount)]} if member else {}
        if not into:
            how["reason"] = reason
        act = savings.save if into else savings.withdraw
        refusals = [ledger.MonthClosed]
        refusals += [keeping.SavingsTooSmall] if at_day(saved) + change < 0 else []
        refusals += [keeping.SavingsHeld] if held and not into and not reason else []
        refusals += (
            [keeping.KeptMoneySpent] if (not into and any(part[2] for part in saved)) or member else []
        )
        done = self.attempt(
            lambda: act(self.desk, group, None if member else amount, on, **how),
            *refusals,
            overspent=shortfall([*saved, (on, change)]),
        )
        if done:
            assert self.follow(done.voucher, "tabungan") == change
            assert (
                into or reason or not held or at_day(self.saved[group]) >= min(held, at_day(saved) - change)
            )
            self.note(done)

    @rule(group=GROUP, on=DAYS, amount=RUPIAH, days=st.integers(-9, 30))
    def save_and_withdraw_before(self, group, on, amount, days):
        self.save(group, on, amount, into=True)
        self.save(group, max(START, on - timedelta(days)), amount, into=False, reason="Sakit")

    @precondition(lambda self: any(self.saved.values()))
    @rule(pick=PICK, on=DAYS, whole=st.booleans())
    def return_savings(self, pick, on, whole):
        """What is free goes back; what running loans ask to be kept stays."""
        loan = self.loan(pick)
        group = loan.group
        before = at_day(self.saved[group])
        done = self.attempt(
            lambda: savings.return_savings(self.desk, group if whole else loan.number, on),
            ledger.MonthClosed,
            keeping.NothingToReturn,
        )
        if done:
            back = -self.follow(done.voucher, "tabungan")
            assert 0 < back <= before
            assert before - back >= min(before, self.held(group))
            assert whole or not self.owes(loan)
            self.note(done)

    @precondition(lambda self: any(self.saved.values()))
    @rule(pick=PICK, on=DAYS, amount=st.one_of(st.none(), RUPIAH))
    def use_savings(self, pick, on, amount):
        loan = self.loan(pick)
        kept = at_day(self.saved[loan.group])
        known = loan.running and on >= loan.begun
        if amount is None and known:
            recovery = loan.claimed()
            due = loan.due(on) if recovery else loan.due(on - timedelta(1)) if on > loan.begun else 0
            asked = min(due, kept)
        else:
            asked = amount or 0
        self.settle(
            loan, on, asked, "angsuran-berikut",
            lambda: savings.use_savings(self.desk, loan.number, on, decision="05/BKM", reason="Menunggak", amount=amount),
            more=(keeping.NothingInArrears, keeping.SavingsTooSmall, keeping.KeptMoneySpent),
            overspent=shortfall([*self.saved[loan.group], (on, -asked)]) if known else None,
        )  # fmt: skip

    def owes(self, loan):
        """Whether a loan is not paid off, nor given up."""
        if not loan.running:
            return False
        return bool(loan.claim_left if loan.claimed() and not loan.outstanding else loan.payoff)

    def held(self, group):
        """What was held back for loans of the group that still owe, and is there."""
        own = [part for part in self.saved[group] if len(part) > 3 and part[3]]
        loans = {loan.number for loan in self.lent_to(group) if self.owes(loan)}
        by_loan = {number: sum(part[1] for part in own if part[3] == number) for number in loans}
        return sum(max(0, amount) for amount in by_loan.values())

    # Rewards

    @rule(month=st.integers(1, 8), percent=st.sampled_from([Fraction(5), Fraction(10)]), year=st.just(False))
    def book_rewards(self, month, percent, year):
        period = ReportPeriod.of_month(Month(2026, month))
        done = self.attempt(lambda: rewards.book_rewards(self.desk, period, percent), rewarding.RewardBooked)
        for one in done.booked if done else ():
            loan = self.loans[one.reward.loan]
            paid = [move.service for move in loan.movements if Month.of(move.on) == Month(2026, month)]
            assert one.reward.base == sum(paid)
            assert one.reward.amount == half_up(sum(paid) * (5 if loan.product else percent) / 100) > 0
            assert not loan.claimed(period.end)
            assert self.follow(one.voucher, "hutang-reward") == one.reward.amount
            self.vouchers.append(one.voucher)
        assert not done or done.on == max(period.end, self.first_open_day)

    @precondition(lambda self: any(loan.reward for loan in self.loans.values()))
    @rule(pick=PICK, on=DAYS, whole=st.booleans())
    def pay_reward(self, pick, on, whole):
        loan = self.loan(pick)
        loans = self.lent_to(loan.group) if whole else [loan]
        owed = {one.number: at_day(one.reward) for one in loans if at_day(one.reward) > 0}
        short = [shortfall([*self.loans[number].reward, (on, -amount)]) for number, amount in owed.items()]
        done = self.attempt(
            lambda: rewards.pay_reward(self.desk, loan.group if whole else loan.number, on),
            ledger.MonthClosed,
            *(() if owed else (rewarding.NoRewardOwed,)),
            overspent=next(filter(None, short), None),
        )
        assert done is None or owed
        if done:
            assert -self.follow(done.voucher, "hutang-reward") == sum(owed.values())
            self.note(done)
