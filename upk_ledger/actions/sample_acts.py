"""What is done at a sample office: each event of its plan carried out by the action that does it in a real one."""

from dataclasses import replace
from functools import singledispatchmethod

from upk_ledger.actions import borrowers, cash, journal, lending, rewards, savings
from upk_ledger.actions.dunning import make_due_letters
from upk_ledger.actions.loan_files import EVERY, record_papers
from upk_ledger.actions.member_shares import TakeOver, transfer_share
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.repayment import cancel_repayment, record_repayment
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.visits import record_visit
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dunning import LetterPaper
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.sample import events
from upk_ledger.core.visits import Visit
from upk_ledger.store.desk import Desk

BANK = "11021"
CLERK, MANAGER = "pembuku", "manajer"


class OfficeActs:
    """Carries events out at a desk; `numbers` are the loans' numbers by the plan's names for them."""

    def __init__(self, desk: Desk, products: dict[str, int], numbers: dict[str, str]) -> None:
        self.desk = desk
        self.numbers = numbers
        self.letters: list[LetterPaper] = []
        self.seen: dict[type[events.Event], str] = {}
        """By kind of event the first loan that it happened to."""
        self._products = products
        self._vouchers: dict[str, str] = {}

    def do(self, event: events.Event) -> None:
        """Carry an event out."""
        self._do(event)
        name = getattr(event, "loan", None)
        if name:
            self.seen.setdefault(type(event), self.numbers[name])

    @singledispatchmethod
    def _do(self, event: events.Event) -> None:
        raise TypeError(event)

    @_do.register
    def _(self, event: events.Train) -> None:
        borrowers.train_members(self.desk, event.group, (), event.on, event.topic)

    @_do.register
    def _(self, event: events.Relate) -> None:
        borrowers.relate(self.desk, event.group, event.member, event.officer, "keluarga", event.on)

    @_do.register
    def _(self, event: events.Apply) -> None:
        asked = replace(event.application, product=self._products.get(event.product))
        self.numbers[event.loan] = lending.apply_for_loan(self.desk, asked, event.reason)

    @_do.register
    def _(self, event: events.Examine) -> None:
        lending.examine_loan(self.desk, self.numbers[event.loan], event.on, event.note)

    @_do.register
    def _(self, event: events.Decide) -> None:
        lending.decide_loan(
            self.desk,
            self.numbers[event.loan],
            event.outcome,
            event.on,
            refused=event.refused,
            decision=event.decision,
            reason=event.reason,
        )

    @_do.register
    def _(self, event: events.Disburse) -> None:
        number = self.numbers[event.loan]
        record_papers(self.desk, number, [EVERY])
        lending.disburse_loan(self.desk, number, event.on)

    @_do.register
    def _(self, event: events.Visit) -> None:
        visit = Visit(event.on, event.purpose, (CLERK,), event.note)
        record_visit(self.desk, self.numbers[event.loan], visit)

    @_do.register
    def _(self, event: events.Pay) -> None:
        paid = Repayment(
            self.numbers[event.loan],
            event.amount,
            event.dated or event.on,
            excess="titipan" if event.ahead else None,
            receipt=event.receipt,
        )
        self._vouchers[event.receipt] = record_repayment(self.desk, paid).voucher

    @_do.register
    def _(self, event: events.PayOff) -> None:
        pay_off(self.desk, PayoffRequest(self.numbers[event.loan], event.on, receipt=event.receipt))

    @_do.register
    def _(self, event: events.Cancel) -> None:
        cancel_repayment(self.desk, self._vouchers[event.receipt], event.reason, event.on)

    @_do.register
    def _(self, event: events.Save) -> None:
        act = savings.save if event.amount > 0 else savings.withdraw
        act(self.desk, event.group, abs(event.amount), event.on)

    @_do.register
    def _(self, event: events.ReturnSavings) -> None:
        savings.return_savings(self.desk, self.numbers[event.loan], event.on)

    @_do.register
    def _(self, event: events.UseSavings) -> None:
        savings.use_savings(
            self.desk,
            self.numbers[event.loan],
            event.on,
            decision=event.decision,
            reason=event.reason,
            amount=event.amount,
        )

    @_do.register
    def _(self, event: events.UseDeposit) -> None:
        savings.use_deposit(self.desk, self.numbers[event.loan], event.on, event.amount)

    @_do.register
    def _(self, event: events.TakeOver) -> None:
        takers = tuple((member, None) for member in event.takers)
        number = self.numbers[event.loan]
        transfer_share(self.desk, TakeOver(number, event.leaver, takers, event.on, event.reason))

    @_do.register
    def _(self, event: events.Reschedule) -> None:
        number, terms = self.numbers[event.loan], {"tenor": event.tenor}
        request = RescheduleRequest(number, "penjadwalan", event.decision, event.on, terms, event.reason)
        reschedule_loan(self.desk, request)

    @_do.register
    def _(self, event: events.WriteOff) -> None:
        number = self.numbers[event.loan]
        write_off(self.desk, number, event.on, decision=event.decision, reason=event.reason)

    @_do.register
    def _(self, event: events.Letters) -> None:
        self.letters += make_due_letters(self.desk, event.on)

    @_do.register
    def _(self, event: events.BookRewards) -> None:
        rewards.book_rewards(self.desk, ReportPeriod.of_year(event.on.year))

    @_do.register
    def _(self, event: events.PayReward) -> None:
        rewards.pay_reward(self.desk, self.numbers[event.loan], event.on)

    @_do.register
    def _(self, event: events.Money) -> None:
        move = cash.receive_cash if event.amount > 0 else cash.pay_cash
        money = BANK if event.at_bank else None
        move(self.desk, event.on, event.account, abs(event.amount), event.words, money=money)

    @_do.register
    def _(self, event: events.Carry) -> None:
        carry = cash.deposit_to_bank if event.amount > 0 else cash.withdraw_from_bank
        carry(self.desk, event.on, abs(event.amount))

    @_do.register
    def _(self, event: events.Memorial) -> None:
        lines = (
            JournalLine(event.debit, debit=event.amount),
            JournalLine(event.credit, credit=event.amount),
        )
        journal.record_entry(self.desk, event.on, lines, event.words)
