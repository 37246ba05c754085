"""A UPK's life in any order, on both engines: whatever is done, the book's promises hold after every step.

Each run of the machine is one office. It keeps a model of its own (what was lent, paid, kept, closed) and compares
the book with it after each step. `UPK_MESIN=panjang` runs many more and longer lives, with new luck each time.
"""

import itertools
import os
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.oracles import facts_of
from upk_ledger.actions import (
    cash,
    importing,
    journal,
    lending,
    loan_views,
    people,
    periods,
    repayment,
    savings,
)
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import open_desk, standard_chart, start_book
from upk_ledger.core.allocation import allocate, due_by
from upk_ledger.core.arrears import position
from upk_ledger.core.collectibility import class_totals
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.errors import ledger
from upk_ledger.core.errors import loans as owing
from upk_ledger.core.errors import savings as keeping
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.periods import EarlierMonthOpen, MonthBeforeStart, MonthNotClosed, NotNewestClosed
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.offices import Officer
from upk_ledger.core.people import Member
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.exchange.rows import ImportTables, RepaymentRow
from upk_ledger.store import movements, posting
from upk_ledger.store.kept import deposit_of
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import record_digest
from upk_ledger.store.tables import metadata

START = date(2026, 1, 1)
END = date(2026, 8, 31)
LONG = os.environ.get("UPK_MESIN") == "panjang"
ROLE = {account.code: account.role for account in standard_chart()}
ACCOUNTS = {role: code for code, role in reversed(ROLE.items())}

DAYS = st.integers(0, (END - START).days).map(lambda days: START + timedelta(days))
PICK = st.integers(0, 11)
RUPIAH = st.integers(1, 3_000_000).map(lambda rupiah: rupiah * 100)
WRONG_LINES = (ledger.TooFewLines, ledger.Unbalanced, ledger.ReservedAccount)
EVENTS = {
    "Disbursement", "RepaymentReceipt", "PostedEntry", "ClosedMonth", "ReopenedMonth", "MonthClosed",
    "PaysTooMuch", "AlreadyReversed", "LoanHasPayments", "EarlierMonthOpen", "KeyUsed", "SavingsTooSmall",
    "PrincipalNotOwed", "KeptMoneySpent", "CancellationNotReversible", "ImportResult",
}  # fmt: skip
"""What must have happened at least once in the lives that were lived."""

TERMS = st.builds(
    dict,
    tenor=st.integers(1, 12),
    rate_percent=st.sampled_from([Fraction(0), Fraction(1), Fraction(3, 2), Fraction(2)]),
    rate_per=st.sampled_from(["bulan", "bulan", "tahun", "jangka"]),
    method=st.sampled_from(["flat", "menurun", "anuitas"]),
    frequency=st.sampled_from(["bulanan", "bulanan", "mingguan", "dua-mingguan"]),
    rounding=st.sampled_from(["none", "1000-atas", "500-dekat", "100-bawah"]),
)


def shortfall(moves):
    """The first day on which these (day, amount) add up to less than nothing, and how much is missing; or None."""
    by_day = Counter()
    for day, amount in moves:
        by_day[day] += amount
    left = itertools.accumulate(amount for _, amount in sorted(by_day.items()))
    return next(((day, -sum_) for day, sum_ in zip(sorted(by_day), left, strict=True) if sum_ < 0), None)


class Lent:
    """What the model knows of one loan: its schedules by version, and what moved on which day."""

    def __init__(self, number, group):
        self.number = number
        self.group = group
        self.schedules = []
        self.movements = []
        self.kept = []

    def schedule_at(self, on):
        """Start, frequency and rows of the newest schedule in force on a day."""
        return next(schedule for schedule in reversed(self.schedules) if schedule[0] <= on)

    def sums(self, on=date.max):
        """Lent, principal paid and service paid by a day."""
        return tuple(sum(move[part] for move in self.movements if move[0] <= on) for part in (1, 2, 3))

    @property
    def payoff(self):
        """All that the newest schedule still asks for."""
        if not self.schedules:
            return 100
        _, principal, service = self.sums()
        rows = self.schedules[-1][2]
        return (
            sum(row.principal for row in rows)
            - principal
            + max(0, sum(row.service for row in rows) - service)
        )

    def split(self, amount, on, excess):
        """Principal and service of a payment, as far as it is not kept; None where no schedule is in force."""
        if not self.running or amount <= 0 or on < self.schedules[-1][0]:
            return None
        rows, paid = self.schedule_at(on)[2], self.sums()[1:]
        settled = min(amount, sum(due_by(rows, *paid, on))) if excess == "titipan" else amount
        parts = allocate(settled, rows, *paid, on) if settled else None
        return (parts.principal, parts.service) if parts else (0, 0)

    def overpaid(self, *more):
        """The first day on which more principal would be paid than lent, with `more` (day, principal) paid."""
        moves = [(move[0], move[1] - move[2]) for move in self.movements]
        return shortfall([*moves, *((day, -principal) for day, principal in more)])

    @property
    def begun(self):
        return self.schedules[-1][0] if self.schedules else START

    @property
    def running(self):
        return self.sums()[0] > 0


class BookMachine(RuleBasedStateMachine):
    """One office; subclasses say where its book is (`fresh`) and count what happened (`seen`)."""

    seen: Counter

    def __init__(self):
        super().__init__()
        self.desk = self.fresh()
        self.loans = {}
        self.vouchers = []
        self.saved = {"K1": [], "K2": []}
        self.keyed = {}
        self.closed = {}
        self.proven = (0, self.desk.uuid)
        self.steps = 0

    # What is done

    @initialize(terms=st.tuples(TERMS, TERMS))
    def two_groups_with_a_loan_each(self, terms):
        for group in ("K1", "K2"):
            people.register_group(self.desk, group, f"Kelompok {group}")
            for member in ("A", "B", "C"):
                people.register_member(self.desk, Member(group, member, f"Ibu {member}", "P"))
        self.note(cash.receive_cash(self.desk, START, ACCOUNTS["modal-dana"], 5_000_000_000, "Modal awal"))
        self.lend("K1", START, terms[0], [50_000_000, 25_000_000], "anggota")
        self.lend("K2", date(2026, 3, 31), terms[1], [100_000_000], "")

    @rule(group=st.sampled_from(["K1", "K2"]), on=DAYS, terms=TERMS, parts=st.lists(RUPIAH, min_size=1, max_size=3),
          shared=st.sampled_from(["anggota", "kelompok", ""]))  # fmt: skip
    def lend(self, group, on, terms, parts, shared):
        terms = LoanTerms(principal=sum(parts), start=on, **terms)
        shares = (
            tuple(Share(member, part) for member, part in zip("ABC", parts, strict=False)) if shared else ()
        )
        application = LoanApplication(group, terms, shares, shared or "anggota")
        number = lending.apply_for_loan(self.desk, application)
        lending.decide_loan(self.desk, number, "disetujui", on)
        self.loans[number] = Lent(number, group)
        self.pay_out(number, on)

    @precondition(lambda self: any(not loan.running for loan in self.loans.values()))
    @rule(pick=PICK, on=DAYS)
    def lend_what_is_not_running(self, pick, on):
        idle = [number for number, loan in self.loans.items() if not loan.running]
        self.pay_out(idle[pick % len(idle)], on)

    def pay_out(self, number, on):
        done = self.attempt(
            lambda: lending.disburse_loan(self.desk, number, on),
            ledger.MonthClosed,
            owing.BeforeEarlierStep,
            owing.WrongStage,
        )
        if done:
            loan = self.loans[number]
            frequency = loan_views.view_loan(self.desk, number, END).loan.terms.frequency
            loan.schedules.append((on, frequency, done.installments))
            loan.movements.append((on, done.principal, 0, 0))
            self.vouchers.append(done.voucher)

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
    def pay_off(self, pick, days, more):
        self.pay(pick, days, self.loan(pick).payoff + more)

    @rule(pick=PICK, days=st.integers(1, 200), amount=RUPIAH)
    def pay_and_keep_the_rest(self, pick, days, amount):
        self.pay(pick, days, amount, excess="titipan")

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
        before = self.dump()
        try:
            done = importing.import_tables(self.desk, ImportTables(repayments=(row,)))
        except ImportFaults as error:
            refused = error.faults
        else:
            refused = ()
        if refused:
            assert [type(fault.error) for fault in refused] == [type(command)]
            assert self.dump() == before
            return
        self.seen[type(done).__name__] += 1
        if done.unchanged:  # The same row again is the same payment.
            assert self.dump() == before
            return
        (posted,) = done.booked
        assert (posted.voucher, posted.entry.amount) == (command.voucher, command.amount)
        with self.desk.read() as session:
            (moved,) = movements.movements_of(session, posted.record)
        assert (moved.on, moved.principal, moved.service) == (on, command.principal, command.service)
        self.take(loan, on, command)

    def pay(self, pick, days, amount, excess="angsuran-berikut", key=None):
        loan = self.loan(pick)
        payoff = loan.payoff
        request = Repayment(loan.number, amount, loan.begun + timedelta(days), excess=excess, key=key)
        refusals = [
            ledger.BeforeBookStart,
            ledger.MonthClosed,
            owing.WrongStage,
            owing.PaidBeforeDisbursement,
        ]
        refusals += [ledger.KeyUsed] if key in self.keyed else []
        refusals += [owing.PaymentNotPositive] if amount <= 0 else []
        refusals += [owing.PaysTooMuch] if amount > payoff and excess != "titipan" else []
        parts = loan.split(amount, request.on, excess)
        overpaid = loan.overpaid((request.on, parts[0])) if parts else None
        fresh = key not in self.keyed
        done = self.attempt(
            lambda: repayment.record_repayment(self.desk, request), *refusals, overpaid=fresh and overpaid
        )
        if done is None or done.repeated:
            return
        assert parts is None or (done.principal, done.service) == parts
        assert amount <= payoff or excess == "titipan"
        assert done.principal + done.service + done.unallocated == done.amount == amount
        assert excess == "titipan" or not done.unallocated
        self.take(loan, request.on, done)
        assert loan.payoff >= 0
        if key:
            self.keyed[key] = request

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

    @precondition(lambda self: any(loan.kept for loan in self.loans.values()))
    @rule(pick=PICK, on=DAYS, amount=RUPIAH, use=st.booleans())
    def use_or_return_titipan(self, pick, on, amount, use):
        loan = self.loan(pick)
        refusals = (ledger.MonthClosed, owing.WrongStage, owing.PaidBeforeDisbursement)
        refusals += (keeping.NoDeposit, keeping.DepositTooSmall, keeping.NothingDue)
        kept = sum(part for _, part in loan.kept)
        if use:
            due = sum(loan.split(10**15, on, "titipan") or (0,))
            asked = min(kept, due)
            parts = loan.split(asked, on, "angsuran-berikut")
            done = self.attempt(
                lambda: savings.use_deposit(self.desk, loan.number, on),
                *refusals,
                overpaid=loan.overpaid((on, parts[0])) if parts else None,
                overspent=shortfall([*loan.kept, (on, -asked)]),
            )
            assert done is None or done.amount == asked
            if done:
                self.take(loan, on, done)
                loan.kept.append((on, -done.amount))
            return
        done = self.attempt(
            lambda: savings.return_deposit(self.desk, loan.number, amount, on),
            *refusals,
            overspent=shortfall([*loan.kept, (on, -amount)]),
        )
        assert done is None or amount <= kept
        if done:
            loan.kept.append((on, -amount))
            self.note(done)

    @rule(group=st.sampled_from(["K1", "K2"]), on=DAYS, amount=RUPIAH, into=st.booleans())
    def save(self, group, on, amount, into):
        act = savings.save if into else savings.withdraw
        change = amount if into else -amount
        kept = sum(part for _, part in self.saved[group])
        done = self.attempt(
            lambda: act(self.desk, group, amount, on),
            ledger.MonthClosed,
            *((keeping.SavingsTooSmall,) if kept + change < 0 else ()),
            overspent=shortfall([*self.saved[group], (on, change)]),
        )
        if done:
            self.saved[group].append((on, change))
            self.note(done)

    @rule(group=st.sampled_from(["K1", "K2"]), on=DAYS, amount=RUPIAH, days=st.integers(-9, 30))
    def save_and_withdraw_before(self, group, on, amount, days):
        self.save(group, on, amount, into=True)
        self.save(group, max(START, on - timedelta(days)), amount, into=False)

    @rule(pick=PICK, days=st.integers(1, 90), later=st.integers(1, 60))
    def undo_late_and_pay_again(self, pick, days, later):
        """What was undone counts until the day of its undoing, so that the same principal is not owed twice."""
        loan = self.loan(pick)
        known = len(self.vouchers)
        self.pay(pick, days, loan.payoff)
        if len(self.vouchers) > known:
            self.reverse(0, loan.begun + timedelta(days + later))
            self.pay(pick, days + later // 2, loan.payoff)

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
    def reverse(self, pick, on):
        voucher = self.vouchers[-1 - pick % len(self.vouchers)]
        with self.desk.read() as session:
            undone = posting.entry_at(session, posting.find_record(session, voucher))
            moved = movements.movements_of(session, undone.record)
        closed = max(self.closed).last + timedelta(1) if self.closed else START
        day = on or max(undone.entry.date, closed)
        back = [(self.kept_of(line), line.debit - line.credit) for line in undone.entry.lines]
        back = [(kept, (day, change)) for kept, change in back if kept is not None]
        done = self.attempt(
            lambda: journal.correct_entry(self.desk, voucher, "Salah catat", on),
            ledger.MonthClosed, ledger.AlreadyReversed, ledger.ReversalBeforeOriginal, ledger.NotReversibleHere,
            owing.LoanHasPayments,
            *((ledger.CancellationNotReversible,) if undone.entry.reverses and moved else ()),
            overpaid=next(filter(None, (self.loans[m.loan].overpaid((day, m.disbursed - m.principal))
                                        for m in moved if m.principal or m.disbursed)), None),
            overspent=next(filter(None, (shortfall([*kept, move]) for kept, move in back)), None),
        )  # fmt: skip
        if done is None:
            return
        assert done.entry.date == day
        self.note(done)
        for m in moved:
            self.loans[m.loan].movements.append((day, -m.disbursed, -m.principal, -m.service))
        for kept, move in back:
            kept.append(move)

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
            except UpkError:
                self.seen["trial refused"] += 1
        desk = self.desk
        self.desk = open_desk(self.location, desk.office.code, None, desk.clock, desk.entropy)
        assert self.dump() == before
        assert self.desk.uuid == desk.uuid
        wrong = Repayment("P-1999-0001", 100, on)
        assert self.attempt(lambda: repayment.record_repayment(self.desk, wrong), owing.UnknownLoan) is None

    def teardown(self):
        assert check_book(self.desk).violations == ()

    # What the model does with it

    def loan(self, pick):
        return self.loans[sorted(self.loans)[pick % len(self.loans)]]

    def kept_of(self, line):
        """The model's moves of the money that a line keeps for somebody; None where it keeps nothing."""
        if ROLE[line.account] == "titipan":
            return self.loans[line.loan].kept
        return self.saved[line.group] if ROLE[line.account] == "tabungan" else None

    def next_month(self, ahead):
        month = max(self.closed).next() if self.closed else Month(2026, 1)
        for _ in range(abs(ahead)):
            month = month.next() if ahead > 0 else month.previous()
        return month

    def attempt(self, act, *refusals, overpaid=None, overspent=None):
        """The answer of `act`, or None where it was refused for one of these reasons and changed nothing.

        What would leave a loan `overpaid` or money kept for others `overspent` on a day has to be refused.
        """
        before = self.dump()
        refusals += (owing.PrincipalNotOwed,) * bool(overpaid) + (keeping.KeptMoneySpent,) * bool(overspent)
        try:
            done = act()
        except refusals as error:
            refusal = error
        else:
            assert not overpaid
            assert not overspent
            self.seen[type(done).__name__] += 1
            return done
        self.seen[type(refusal).__name__] += 1
        if isinstance(refusal, keeping.KeptMoneySpent):
            assert (refusal.on, refusal.missing) == overspent
        assert self.dump() == before
        assert (
            not isinstance(refusal, owing.PaysTooMuch) or refusal.payoff == self.loans[refusal.number].payoff
        )
        return None

    def note(self, posted):
        if posted is not None:
            self.vouchers.append(posted.voucher)

    def take(self, loan, on, done):
        loan.movements.append((on, 0, done.principal, done.service))
        if done.unallocated:
            loan.kept.append((on, done.unallocated))
        self.vouchers.append(done.voucher)

    # What has to hold

    def dump(self):
        """Every row of this office."""
        found = {}
        with self.desk.read() as session:
            for table in metadata.sorted_tables:
                mine = "WHERE office_id = :office" if "office_id" in table.columns else ""
                order = ", ".join(column.name for column in table.primary_key)
                found[table.name] = session.all(f"SELECT * FROM {table.name} {mine} ORDER BY {order}")
        return found

    @invariant()
    def the_book_keeps_its_promises(self):
        self.steps += 1
        looked_at = Month(2026, 1 + self.steps % 8).last
        with self.desk.read() as session:
            self.entries_balance(session)
            self.chain_holds(session)
            self.no_day_is_short(session)
            for on in (looked_at, END, date(2028, 1, 1)):
                self.loans_agree(session, on)
                self.kept_money_agrees(session, on)
        for month in self.closed:
            assert self.closed[month] == self.reported(month)

    def entries_balance(self, session):
        assert not session.all(
            "SELECT entry FROM journal_line WHERE office_id = :office GROUP BY entry"
            " HAVING sum(debit) <> sum(credit) OR count(*) < 2"
        )
        assert not session.all(
            "SELECT series, month FROM journal_entry WHERE office_id = :office GROUP BY series, month"
            " HAVING max(number) <> count(*)"
        )
        assert not session.all(
            "SELECT i.loan_number FROM installment AS i JOIN (SELECT loan_number, version, number,"
            " sum(principal) AS principal, sum(service) AS service FROM installment_share"
            " WHERE office_id = :office GROUP BY loan_number, version, number) AS s"
            " ON s.loan_number = i.loan_number AND s.version = i.version AND s.number = i.number"
            " WHERE i.office_id = :office AND (i.principal <> s.principal OR i.service <> s.service)"
        )

    def chain_holds(self, session):
        number, digest = self.proven
        for row in session.all(
            "SELECT number, kind, recorded_at, actor, body, previous, digest FROM record"
            " WHERE office_id = :office AND number > :proven ORDER BY number",
            proven=number,
        ):
            number += 1
            assert (row[0], row[5]) == (number, digest)
            digest = record_digest(digest, number, row[1], row[2], row[3], row[4])
            assert row[6] == digest
        self.proven = (number, digest)

    def balance(self, session, role, on):
        """Debit less credit of the accounts with this role."""
        codes = ", ".join(f"'{code}'" for code in session.with_role(role))
        return session.value(
            "SELECT coalesce(sum(debit - credit), 0) FROM journal_line"
            f" WHERE office_id = :office AND account_code IN ({codes}) AND entry_date <= :on_date",
            on_date=on.isoformat(),
        )

    def loans_agree(self, session, on):
        """The book's positions are those of the model's schedules and payments, and add up to the ledger."""
        rules = rules_at(session, on).collectibility
        found = {at.number: at for at in positions(session, on, rules)}
        expected = {number: loan.sums(on) for number, loan in self.loans.items() if loan.sums(on)[0] > 0}
        assert found.keys() == expected.keys()
        for number, (_, principal, service) in expected.items():
            since, frequency, rows = self.loans[number].schedule_at(on)
            assert found[number].position == position(
                facts_of(rows, since, frequency, principal, service, on), on, rules
            )
        outstanding = sum(at.position.outstanding for at in found.values())
        assert self.balance(session, "pinjaman", on) == outstanding
        assert -self.balance(session, "jasa", on) == sum(loan.sums(on)[2] for loan in self.loans.values())
        classes = class_totals(
            ((at.position.class_, at.position.outstanding) for at in found.values() if at.position.class_),
            rules,
        )
        assert sum(total.balance for total in classes) == outstanding
        assert min([at.position.outstanding for at in found.values()], default=0) >= 0

    def kept_money_agrees(self, session, on):
        kept = {
            loan.number: sum(part for day, part in loan.kept if day <= on) for loan in self.loans.values()
        }
        assert all(deposit_of(session, number, on) == amount for number, amount in kept.items())
        assert -self.balance(session, "titipan", on) == sum(kept.values())
        saved = itertools.chain.from_iterable(self.saved.values())
        assert -self.balance(session, "tabungan", on) == sum(part for day, part in saved if day <= on)

    def no_day_is_short(self, session):
        """On no day is a loan's principal overpaid, or less than nothing kept for somebody."""
        moves = {}
        for loan, day, left in session.all(
            "SELECT loan_number, counts_on, disbursed - principal FROM loan_movement WHERE office_id = :office"
        ):
            moves.setdefault(("pokok", loan), []).append((day, left))
        for role, owner in (("titipan", "loan_number"), ("tabungan", "group_code")):
            for account in session.with_role(role):
                for whose, day, kept in session.all(
                    f"SELECT {owner}, entry_date, credit - debit FROM journal_line"
                    " WHERE office_id = :office AND account_code = :account",
                    account=account,
                ):
                    moves.setdefault((account, whose), []).append((day, kept))
        assert {whose: short for whose, of_one in moves.items() if (short := shortfall(of_one))} == {}

    def reported(self, month):
        """What the closed month's papers say: balances, positions, classes."""
        with self.desk.read() as session:
            rules = rules_at(session, month.last).collectibility
            sums = session.all(
                "SELECT account_code, sum(debit), sum(credit) FROM journal_line WHERE office_id = :office"
                " AND entry_date <= :on_date GROUP BY account_code ORDER BY account_code",
                on_date=month.last.isoformat(),
            )
            return sums, positions(session, month.last, rules)


def live(machine, examples, steps):
    """Run the machine; the lives are the same in each run unless `UPK_MESIN=panjang` asks for more of them."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples * 20 if LONG else examples,
            stateful_step_count=steps * 2 if LONG else steps,
            derandomize=not LONG,
            phases=list(Phase) if LONG else [Phase.generate],
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def machine_on(fresh):
    """A machine whose offices `fresh` starts, with what it has seen."""
    return type("BookOnEngine", (BookMachine,), {"fresh": fresh, "seen": Counter()})


def test_every_promise_holds_after_every_step_on_sqlite(build, tmp_path):
    template = tmp_path / "contoh.db"
    build.start(str(template))
    numbers = itertools.count()

    def fresh(machine):
        machine.location = str(shutil.copy(template, tmp_path / f"{next(numbers)}.db"))
        return open_desk(machine.location, None, None, build.clock(), build.entropy(7))

    machine = machine_on(fresh)
    live(machine, 25, 30)
    assert machine.seen.keys() >= EVENTS, EVENTS - machine.seen.keys()


def test_every_promise_holds_after_every_step_on_postgresql(build, postgres_location):
    numbers = itertools.count()

    def fresh(machine):
        number = next(numbers)
        machine.location = postgres_location
        return start_book(
            postgres_location,
            replace(build.identity, code=f"UPK{number}"),
            rulebook="pnpm-2012",
            officers=[Officer("pembuku", "Pembuku", "Siti", START)],
            clock=build.clock(),
            entropy=build.entropy(number),
        )

    live(machine_on(fresh), 6, 25)
