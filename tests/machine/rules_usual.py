"""What an office does every day: lending, payments, cash, the journal, corrections, months closed and reopened."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import hypothesis.strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.machine.model import (
    ACCOUNTS,
    DAYS,
    GROUP,
    PICK,
    ROLE,
    RUPIAH,
    START,
    TERMS,
    Lent,
    Moved,
    date,
    shortfall,
)
from tests.machine.office import LATER, Office
from upk_ledger.actions import (
    cash,
    importing,
    journal,
    lending,
    loan_views,
    people,
    periods,
    products,
    repayment,
)
from upk_ledger.actions.book import open_desk
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.errors import ledger, rescheduling
from upk_ledger.core.errors import loans as owing
from upk_ledger.core.errors import savings as keeping
from upk_ledger.core.errors import write_offs as claiming
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.people import MemberLeft, UnknownMember
from upk_ledger.core.errors.periods import EarlierMonthOpen, MonthBeforeStart, MonthNotClosed, NotNewestClosed
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.money import half_up
from upk_ledger.core.people import Member
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.exchange.rows import ImportTables, RepaymentRow

WRONG_LINES = (ledger.TooFewLines, ledger.Unbalanced, ledger.ReservedAccount)
TO_REVERSE = (
    ledger.MonthClosed, ledger.AlreadyReversed, ledger.ReversalBeforeOriginal, ledger.NotReversibleHere,
    ledger.CancellationNotReversible,
)  # fmt: skip
SMALL = 50_000
HABITS = {
    "payoff_service": "berjalan",
    "fine_percent": Fraction(2),
    "fee_percent": Fraction(1),
    "reward_percent": Fraction(5),
    "small_remainder": SMALL,
}
"""What the office's product has beside its terms."""
ON_A_CLAIM = (claiming.LoanWrittenOff, claiming.ClaimEnded, claiming.ClaimNotThere)


class UsualRules(Office):
    """The everyday acts."""

    @initialize(terms=st.tuples(TERMS, TERMS))
    def two_groups_with_a_loan_each(self, terms):
        for group in ("K1", "K2"):
            people.register_group(self.desk, group, f"Kelompok {group}")
            for member in ("A", "B", "C"):
                people.register_member(self.desk, Member(group, member, f"Ibu {member}", "P"))
        self.product = products.add_product(self.desk, "CEPAT", "Pinjaman Cepat", HABITS, START).record
        self.note(cash.receive_cash(self.desk, START, ACCOUNTS["modal-dana"], 5_000_000_000, "Modal awal"))
        self.lend("K1", START, terms[0], [50_000_000, 25_000_000], "anggota")
        self.lend("K2", date(2026, 3, 31), terms[1], [100_000_000], "")

    # Lending

    @rule(group=GROUP, on=DAYS, terms=TERMS, parts=st.lists(RUPIAH, min_size=1, max_size=3),
          shared=st.sampled_from(["anggota", "kelompok", ""]), saved=st.sampled_from([0, 0, 5]), quick=st.booleans())  # fmt: skip
    def lend(self, group, on, terms, parts, shared, saved=0, quick=False):
        terms = LoanTerms(principal=sum(parts), start=on, **terms)
        shares = tuple(Share(*part) for part in zip("ABC", parts, strict=False)) if shared else ()
        product = self.product if quick else None
        application = LoanApplication(group, terms, shares, shared or "anggota", product=product)
        gone = any((group, share.member) in self.gone for share in shares)
        number = self.attempt(
            lambda: lending.apply_for_loan(self.desk, application), *((MemberLeft,) if gone else ())
        )
        if number is None:
            return
        assert not gone
        lending.decide_loan(self.desk, number, "disetujui", on)
        self.loans[number] = Lent(number, group, tuple(share.member for share in shares), product=quick)
        self.pay_out(number, on, sum(parts) * saved // 100)

    @precondition(lambda self: any(not loan.running for loan in self.loans.values()))
    @rule(pick=PICK, on=DAYS)
    def lend_what_is_not_running(self, pick, on):
        idle = [number for number, loan in self.loans.items() if not loan.running]
        self.pay_out(idle[pick % len(idle)], on)

    def pay_out(self, number, on, saved=0, fund=None):
        left = (MemberLeft,) if any(group == self.loans[number].group for group, _ in self.gone) else ()
        done = self.attempt(
            lambda: lending.disburse_loan(self.desk, number, on, savings=saved, fund=fund), *LATER, *left
        )
        if done:
            frequency = loan_views.view_loan(self.desk, number, date.max).loan.terms.frequency
            self.loans[number].begin(on, frequency, done.installments, done.principal)
            self.vouchers.append(done.voucher)
            assert self.follow(done.voucher, "tabungan") == done.savings == saved
            assert self.follow(done.voucher, "pendapatan-kredit") == done.fee
            assert done.fee == (half_up(Fraction(done.principal, 100)) if self.loans[number].product else 0)

    # Payments

    @rule(pick=PICK, days=st.integers(1, 200), amount=RUPIAH)
    def pay_an_amount(self, pick, days, amount):
        self.pay(pick, days, amount)

    @rule(
        pick=PICK,
        days=st.integers(-9, 200),
        key=st.sampled_from(["k1", "k2", "k3"]),
        percent=st.integers(1, 120),
    )
    def pay_under_a_key(self, pick, days, key, percent):
        self.pay(pick, days, self.loan(pick).payoff * percent // 100, key=key)

    @rule(pick=PICK, days=st.integers(1, 200), more=st.sampled_from([0, 0, 1, 100]))
    def pay_all(self, pick, days, more):
        self.pay(pick, days, self.loan(pick).payoff + more)

    @rule(pick=PICK, days=st.integers(1, 200), amount=RUPIAH)
    def pay_and_keep_the_rest(self, pick, days, amount):
        self.pay(pick, days, amount, excess="titipan")

    @rule(
        pick=PICK, days=st.integers(1, 200), parts=st.dictionaries(st.sampled_from("ABC"), RUPIAH, min_size=1)
    )
    def pay_by_members(self, pick, days, parts):
        self.pay(pick, days, sum(parts.values()), members=tuple(sorted(parts.items())))

    @rule(pick=PICK, days=st.integers(1, 200), percent=st.integers(1, 110))
    def import_a_payment(self, pick, days, percent):
        """A row of the table `angsuran` does what the command does, or is refused for the same reason."""
        loan = self.loan(pick)
        on, amount = loan.begun + timedelta(days), loan.payoff * percent // 100
        row = RepaymentRow(
            "angsuran.csv", 2, on, loan.number, amount, None, None, ACCOUNTS["kas"], None, None
        )
        try:
            with self.desk.trial():
                command = repayment.record_repayment(self.desk, Repayment(loan.number, amount, on))
        except UpkError as error:
            command = error
        if not isinstance(command, UpkError) and any(command.beside):
            return  # small remainders and excess are the counter's
        before = self.dump()
        try:
            done = importing.import_tables(self.desk, ImportTables(repayments=(row,)))
        except ImportFaults as error:
            refused = {type(fault.error) for fault in error.faults}
        else:
            refused = set()
        if refused:
            claimed = loan.running and loan.claimed()
            (self.last,) = {one.__name__ for one in refused}
            assert refused <= {type(command), *((claiming.LoanWrittenOff,) if claimed else ())}
            assert self.dump() == before
            return
        self.last = type(done).__name__
        if done.unchanged:  # The same row again is the same payment.
            assert self.dump() == before
            return
        (posted,) = done.booked
        assert (posted.voucher, posted.entry.amount) == (command.voucher, command.amount)
        _, (moved,), _ = self.moved_by(posted.voucher)
        assert (moved.on, moved.principal, moved.service) == (on, command.principal, command.service)
        self.take(loan, on, command)

    def pay(self, pick, days, amount, excess="angsuran-berikut", key=None, members=()):
        loan = self.loan(pick)
        on = loan.begun + timedelta(days)
        request = Repayment(loan.number, amount, on, excess=excess, key=key, members=members)
        done = self.settle(loan, on, amount, excess, lambda: repayment.record_repayment(self.desk, request),
                           fresh=key not in self.keyed, members=members)  # fmt: skip
        if done and key and not done.repeated:
            self.keyed[key] = request

    def settle(self, loan, on, amount, excess, act, *, fresh=True, members=(), more=(), overspent=None):
        """A payment of any kind: what it settles is what the model says, or it is refused for a reason there is."""
        claim = loan.running and loan.claimed()
        recovery = claim and not loan.outstanding
        refusals = [
            ledger.BeforeBookStart,
            ledger.MonthClosed,
            owing.WrongStage,
            owing.PaidBeforeDisbursement,
            *more,
        ]
        refusals += [] if fresh else [ledger.KeyUsed]
        refusals += [owing.PaymentNotPositive] if amount <= 0 else []
        refusals += ON_A_CLAIM if claim else []
        refusals += [claiming.RecoveryAboveClaim] if recovery and amount > loan.claim_left else []
        refusals += [owing.NoShares] if members and not loan.members else []
        refusals += [owing.MemberPaysTooMuch, UnknownMember] if members else []
        refusals += [claiming.RecoveryNotShared] if members and claim else []
        asked = loan.payoff_at(on) if loan.running and on >= loan.begun and not recovery else amount
        small = SMALL if loan.product else 0
        refusals += [owing.PaysTooMuch] if members or (amount > asked and excess != "titipan") else []
        parts = loan.split(amount, on, excess) if not members else None
        overpaid = loan.overpaid((on, parts[0])) if parts else None
        left = loan.claim_left if recovery else 0
        done = self.attempt(act, *refusals, *([owing.PrincipalNotOwed] if members or small or on < loan.begun else []),
                            overpaid=fresh and overpaid, overspent=overspent)  # fmt: skip
        if done is None or done.repeated:
            return done
        if recovery:
            principal, _, came, _ = loan.claimed()
            told = (done.recovered_principal, done.recovered_service)
            assert told == (min(amount, principal - came), max(0, amount - principal + came))
            assert (done.principal, done.service, done.unallocated, done.claim_left) == (
                0,
                0,
                0,
                done.claim_left,
            )
            assert amount <= left
        else:
            assert parts is None or (done.principal, done.service) == parts
            beside = done.beside
            assert amount <= asked + beside.excess or excess == "titipan"
            assert done.principal + done.service + done.unallocated + beside.excess == done.amount == amount
            assert max(beside.excess, beside.remainder + beside.waived) <= small
        assert excess == "titipan" or not done.unallocated
        self.take(loan, on, done)
        assert loan.payoff >= 0
        if loan.members and not recovery:
            own = sum(sum(part[1:]) for part in done.members)
            assert own == done.principal + done.service + done.beside.remainder
        return done

    @precondition(lambda self: self.keyed)
    @rule(pick=PICK, other=st.booleans())
    def ask_again_under_the_same_key(self, pick, other):
        request = self.keyed[sorted(self.keyed)[pick % len(self.keyed)]]
        again = replace(request, amount=request.amount + 100 * other)
        before = self.dump()
        done = self.attempt(
            lambda: repayment.record_repayment(self.desk, again), *((ledger.KeyUsed,) if other else ())
        )
        assert other or done.repeated
        assert self.dump() == before

    @rule(pick=PICK, days=st.integers(1, 90), later=st.integers(1, 60))
    def undo_late_and_pay_again(self, pick, days, later):
        """What was undone counts until the day of its undoing, so that the same principal is not owed twice."""
        loan = self.loan(pick)
        known = len(self.vouchers)
        self.pay(pick, days, loan.payoff)
        if len(self.vouchers) > known:
            self.reverse(0, loan.begun + timedelta(days + later))
            self.pay(pick, days + later // 2, loan.payoff)

    # Cash, journal, corrections

    @rule(on=DAYS, amount=RUPIAH, act=st.sampled_from(["masuk", "keluar", "setor", "tarik"]))
    def move_cash(self, on, amount, act):
        acts = {
            "masuk": lambda: cash.receive_cash(self.desk, on, "Bunga Bank", amount, "Bunga"),
            "keluar": lambda: cash.pay_cash(self.desk, on, "Transport", amount, "Ojek"),
            "setor": lambda: cash.deposit_to_bank(self.desk, on, amount),
            "tarik": lambda: cash.withdraw_from_bank(self.desk, on, amount),
        }
        self.note(self.attempt(acts[act], ledger.MonthClosed))

    @rule(on=DAYS, lines=st.lists(st.tuples(st.sampled_from(["11010", "51030", "21010", "11030", "41020"]),
          st.integers(-50_000, 50_000).filter(bool)), min_size=1, max_size=4), balanced=st.booleans())  # fmt: skip
    def write_journal(self, on, lines, balanced):
        if balanced and (left := sum(amount for _, amount in lines)):
            lines = [*lines, ("51070", -left)]
        sides = [JournalLine(code, debit=max(0, part), credit=max(0, -part)) for code, part in lines]
        reserved = any(code == "11030" for code, _ in lines)
        done = self.attempt(
            lambda: journal.record_entry(self.desk, on, sides, "Jurnal umum"),
            ledger.MonthClosed,
            *WRONG_LINES,
        )
        assert done is None or (not reserved and sum(amount for _, amount in lines) == 0 and len(lines) > 1)
        self.note(done)

    @precondition(lambda self: self.vouchers)
    @rule(pick=PICK, on=st.one_of(st.none(), DAYS))
    def reverse(self, pick, on=None):
        voucher = self.vouchers[-1 - pick % len(self.vouchers)]
        undone, moved, came = self.moved_by(voucher)
        day = on or max(undone.entry.date, self.first_open_day)
        back = [(self.kept_of(line), line.debit - line.credit) for line in undone.entry.lines]
        back = [(kept, (day, change)) for kept, change in back if kept is not None]
        touched = {one.loan for one in (*moved, *came)}
        claimed = any(self.loans[loan].write_offs for loan in touched)
        done = self.attempt(
            lambda: journal.correct_entry(self.desk, voucher, "Salah catat", on),
            *TO_REVERSE, *self.to_reverse,
            *((owing.LoanHasPayments, rescheduling.LoanRescheduled) if any(m.disbursed > 0 for m in moved) else ()),
            *((*ON_A_CLAIM, claiming.RecoveriesStand) if claimed else ()),
            *((keeping.KeptMoneySpent,) if any(ROLE[line.account] == "tabungan" for line in undone.entry.lines) else ()),
            overpaid=next(filter(None, (self.loans[m.loan].overpaid((day, m.disbursed - m.principal - m.written_off))
                                        for m in moved if m.principal or m.disbursed or m.written_off)), None),
            overspent=next(filter(None, (shortfall([*kept, move]) for kept, move in back)), None),
        )  # fmt: skip
        if done is None:
            return
        assert done.entry.date == day
        self.note(done)
        self.follow(done.voucher, "titipan", "tabungan", "hutang-reward", *self.beside)
        for m in moved:
            loan = self.loans[m.loan]
            loan.movements.append(Moved(day, -m.disbursed, -m.principal, -m.service, -m.written_off))
            for one in loan.write_offs:
                one.undone = day if one.voucher == voucher else one.undone
            if voucher in loan.ended_by:
                loan.versions.append(loan.ended_by.pop(voucher)._replace(since=day))
                assert self.schedule_of(loan.number).rows == loan.versions[-1].rows
        for one in came:
            self.loans[one.loan].recoveries.append((day, -one.principal, -one.service))
        self.undone(voucher, done)

    # Months

    @precondition(lambda self: len(self.closed) < 5)
    @rule(ahead=st.sampled_from([0, 1, -1]))
    def close_month(self, ahead):
        month = self.next_month(ahead)
        done = self.attempt(lambda: periods.close_month(self.desk, month), EarlierMonthOpen, MonthBeforeStart)
        if done is None:
            assert ahead == 1 or month < Month(2026, 1)
            return
        assert done.repeated == (ahead == -1)
        if not done.repeated:
            self.beside["cadangan"] += [
                (posted.date, posted.amount) for posted in done.posted if posted.kind.startswith("cadangan")
            ]
            with self.desk.read() as session:
                assert -self.balance(session, "cadangan", month.last) == done.required
            self.closed[month] = self.reported(month)

    @rule(back=st.sampled_from([0, 0, 1, -1]))
    def reopen_month(self, back):
        month = self.next_month(-1 - back)
        done = self.attempt(
            lambda: periods.reopen_month(self.desk, month, "Ada yang terlupa"),
            MonthNotClosed,
            NotNewestClosed,
        )
        assert (done is None) == (not self.closed or month != max(self.closed))
        if done:
            del self.closed[month]

    @rule(pick=PICK, on=DAYS)
    def try_a_payment_and_sit_down_anew(self, pick, on):
        before = self.dump()
        with self.desk.trial():
            try:
                repayment.record_repayment(self.desk, Repayment(self.loan(pick).number, 100, on))
            except UpkError as error:
                self.last = type(error).__name__
        desk = self.desk
        self.desk = open_desk(self.location, desk.office.code, None, desk.clock, desk.entropy)
        assert self.dump() == before
        assert self.desk.uuid == desk.uuid
        wrong = Repayment("P-1999-0001", 100, on)
        assert self.attempt(lambda: repayment.record_repayment(self.desk, wrong), owing.UnknownLoan) is None
