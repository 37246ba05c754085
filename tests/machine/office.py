"""The state machine's office: how an act is tried, how the model follows it, and what has to hold after each step."""

import itertools
from datetime import timedelta

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.machine.model import END, ROLE, START, Moved, Version, at_day, date, shortfall
from upk_ledger.actions import loan_views
from upk_ledger.actions.audit import check_book
from upk_ledger.core.collectibility import class_totals
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import ledger
from upk_ledger.core.errors import loans as owing
from upk_ledger.core.errors import savings as keeping
from upk_ledger.core.lending import PAID_OFF
from upk_ledger.store import movements, posting
from upk_ledger.store.claims import claims_at
from upk_ledger.store.kept import deposit_of
from upk_ledger.store.members import member_debts
from upk_ledger.store.positions import positions
from upk_ledger.store.rewards import reward_debts, standing_rewards
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import record_digest
from upk_ledger.store.tables import metadata

LATER = (owing.WrongStage, owing.BeforeEarlierStep, ledger.MonthClosed)
"""Why an act on a loan may have to wait, or comes too late."""

AUDIT_EVERY = 15
"""The whole audit is slow: it is asked now and then, and at the end."""


class Office(RuleBasedStateMachine):
    """One office; subclasses say what is done in it, and where its book is (`fresh`).

    `last` names what came of the act that was tried last: its answer, or why it was refused.
    """

    last = ""
    to_reverse = ()
    """Why an entry of acts that are not of loans may not be undone."""

    def __init__(self):
        super().__init__()
        self.desk = self.fresh()
        self.loans = {}
        self.vouchers = []
        self.saved = {"K1": [], "K2": []}
        self.beside = {role: [] for role in ("cadangan", "pendapatan-kredit", "pembulatan")}
        """What moved accounts that loans feed: (day, credit)."""
        self.keyed = {}
        self.closed = {}
        self.gone = set()
        self.proven = (0, self.desk.uuid)
        self.steps = 0

    # What the model does with it

    def loan(self, pick):
        return self.loans[sorted(self.loans)[pick % len(self.loans)]]

    def day_of(self, loan, on):
        """The day that is meant: one that is given, or so many after what happened to the loan last."""
        if isinstance(on, date):
            return on
        since = [move.on for move in loan.movements] + [version.since for version in loan.versions[-1:]]
        return max([self.first_open_day, *since]) + timedelta(on)

    def lent_to(self, group):
        return [loan for loan in self.loans.values() if loan.group == group]

    def kept_of(self, line):
        """The model's moves of the money that a line keeps for somebody; None where it keeps nothing."""
        role = ROLE[line.account]
        if role in {"titipan", "hutang-reward"}:
            loan = self.loans[line.loan]
            return loan.kept if role == "titipan" else loan.reward
        return self.saved[line.group] if role == "tabungan" else None

    def next_month(self, ahead):
        month = max(self.closed).next() if self.closed else Month(2026, 1)
        for _ in range(abs(ahead)):
            month = month.next() if ahead > 0 else month.previous()
        return month

    @property
    def first_open_day(self):
        return max(self.closed).next().first if self.closed else START

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
            self.last = type(done).__name__
            return done
        self.last = type(refusal).__name__
        if isinstance(refusal, keeping.KeptMoneySpent) and refusal.owner in self.loans:
            assert (refusal.on, refusal.missing) == overspent
        assert self.dump() == before
        return None

    def undone(self, voucher, done):
        """An entry was undone by `done`: nothing more to follow for those of loans."""

    def note(self, posted):
        if posted is not None:
            self.vouchers.append(posted.voucher)

    def take(self, loan, on, done):
        """A payment that was booked, on a loan or on the claim that remained of it."""
        if done.claim_left is not None and (done.recovered_principal or done.recovered_service):
            loan.recoveries.append((on, done.recovered_principal, done.recovered_service))
        else:
            loan.movements.append(Moved(on, 0, done.principal + done.beside.remainder, done.service))
        if done.beside.waived:
            self.end(loan, on, done)
        self.vouchers.append(done.voucher)
        self.follow(done.voucher, "tabungan", *self.beside)
        kept = self.follow(done.voucher, "titipan")
        if ROLE[done.account] != "titipan":
            assert kept == done.unallocated - done.beside.from_deposit

    def end(self, loan, on, done):
        """The schedule that ends with a payment: what was lent and paid, by that day, and no more service."""
        rows, before = self.schedule_of(loan.number).rows, loan.versions[-1]
        lent, principal, service, _ = loan.sums()
        assert sum(row.principal for row in rows) == principal == lent
        assert (
            sum(row.service for row in rows)
            == service
            == sum(row.service for row in before.rows) - done.beside.waived
        )
        assert all(row.due <= on for row in rows)
        loan.versions.append(Version(on, before.start, before.frequency, rows, PAID_OFF))
        loan.ended_by[done.voucher] = before

    def follow(self, voucher, *roles):
        """Take what an entry moved on accounts of these roles as it is; answers with the sum of it (credit)."""
        with self.desk.read() as session:
            entry = posting.entry_at(session, posting.find_record(session, voucher)).entry
        moved = 0
        for line in entry.lines:
            role, change = ROLE[line.account], line.credit - line.debit
            if role in roles:
                moved += change
                kept = self.beside[role] if role in self.beside else self.kept_of(line)
                kept.append((entry.date, change, line.member, line.loan))
        return moved

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
                self.groups_are_their_members(session, on)
            self.rewards_stand_once(session)
        for month in self.closed:
            assert self.closed[month] == self.reported(month)
        if self.steps % AUDIT_EVERY == 0:
            self.teardown()

    def teardown(self):
        assert check_book(self.desk).violations == ()

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
        """Debit less credit of the accounts with this role, what closed a year left out."""
        codes = ", ".join(f"'{code}'" for code in session.with_role(role)) or "''"
        return session.value(
            "SELECT coalesce(sum(l.debit - l.credit), 0) FROM journal_line AS l JOIN journal_entry AS e"
            " ON e.office_id = l.office_id AND e.record = l.entry WHERE l.office_id = :office"
            f" AND l.account_code IN ({codes}) AND l.entry_date <= :on_date AND e.kind <> 'penutup'",
            on_date=on.isoformat(),
        )

    def loans_agree(self, session, on):
        """The book's positions are those of the model's schedules and payments, and add up to the ledger."""
        rules = rules_at(session, on).collectibility
        found = {at.number: at for at in positions(session, on, rules)}
        lent = {number: loan.sums(on) for number, loan in self.loans.items() if loan.sums(on)[0] > 0}
        assert found.keys() == lent.keys()
        claims = claims_at(session, on)
        for number, (principal, paid, served, gone) in lent.items():
            loan, at = self.loans[number], found[number]
            assert loan.fits(at.position, on, rules), (number, on, at, loan.plain_position(on, rules))
            assert (at.principal, at.paid_principal, at.paid_service, at.written_off) == (
                principal,
                paid,
                served,
                gone,
            )
            claim = claims.pop(number, None)
            told = claim and (
                claim.principal,
                claim.service,
                claim.recovered_principal,
                claim.recovered_service,
            )
            assert told == loan.claimed(on), (number, on)
        assert not claims
        outstanding = sum(at.position.outstanding for at in found.values())
        assert self.balance(session, "pinjaman", on) == outstanding
        came = [move for loan in self.loans.values() for move in loan.recoveries if move[0] <= on]
        earned = sum(loan.sums(on)[2] for loan in self.loans.values()) + sum(move[2] for move in came)
        assert -self.balance(session, "jasa", on) == earned
        classes = class_totals(
            ((at.position.class_, at.position.outstanding) for at in found.values() if at.position.class_),
            rules,
        )
        assert sum(total.balance for total in classes) == outstanding
        assert min([at.position.outstanding for at in found.values()], default=0) >= 0

    def kept_money_agrees(self, session, on):
        loans = self.loans.values()
        kept = {loan.number: at_day(loan.kept, on) for loan in loans}
        assert all(deposit_of(session, number, on) == amount for number, amount in kept.items())
        assert -self.balance(session, "titipan", on) == sum(kept.values())
        saved = itertools.chain.from_iterable(self.saved.values())
        assert -self.balance(session, "tabungan", on) == at_day(saved, on)
        owed = {loan.number: at_day(loan.reward, on) for loan in loans}
        assert -self.balance(session, "hutang-reward", on) == sum(owed.values())
        told = {debt.loan: debt.owed for debt in reward_debts(session, on)}
        assert told == {number: owed[number] for number in told}
        for role, moves in self.beside.items():
            assert -self.balance(session, role, on) == at_day(moves, on), role

    def groups_are_their_members(self, session, on):
        """Of a loan with shares the members' principal, payments and write-offs are the group's."""
        for loan in self.loans.values():
            principal, paid, served, gone = loan.sums(on)
            if not loan.members or not principal:
                continue
            debts = member_debts(session, loan.number, on)
            assert sum(debt.principal for debt in debts) == principal
            assert sum(debt.paid_principal for debt in debts) == paid
            assert sum(debt.paid_service for debt in debts) == served
            assert sum(debt.written_off for debt in debts) == gone
        for loan in self.loans.values():
            debts = member_debts(session, loan.number) if loan.members and loan.running else ()
            assert all(min(debt.owed) >= 0 for debt in debts)

    def rewards_stand_once(self, session):
        """What was granted to a loan is what its standing rewards say, none of which shares days with another."""
        standing = standing_rewards(session)
        granted = {debt.loan: debt.booked for debt in reward_debts(session, date.max) if debt.booked}
        assert granted == {loan: sum(one.amount for one in found) for loan, found in standing.items()}
        for found in standing.values():
            periods = [one.period for one in found]
            assert not any(one != two and one.startswith(two) for one in periods for two in periods)
            assert len(set(periods)) == len(periods)

    def no_day_is_short(self, session):
        """On no day is a loan's principal overpaid, more recovered than claimed, or less than nothing kept."""
        moves = {}
        for loan, day, left, gone in session.all(
            "SELECT loan_number, counts_on, disbursed - principal - written_off, written_off FROM loan_movement"
            " WHERE office_id = :office"
        ):
            moves.setdefault(("pokok", loan), []).append((day, left))
            moves.setdefault(("klaim", loan), []).append((day, gone))
        for loan, day, came in session.all(
            "SELECT loan_number, counts_on, principal FROM recovery WHERE office_id = :office"
        ):
            moves.setdefault(("klaim", loan), []).append((day, -came))
        owners = {
            "titipan": "loan_number",
            "hutang-reward": "loan_number",
            "tabungan": "group_code, member_code",
        }
        for role, owner in owners.items():
            for account in session.with_role(role):
                for day, kept, *whose in session.all(
                    f"SELECT entry_date, credit - debit, {owner} FROM journal_line"
                    " WHERE office_id = :office AND account_code = :account",
                    account=account,
                ):
                    moves.setdefault((account, *whose), []).append((day, kept))
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

    def schedule_of(self, number):
        return loan_views.loan_schedule(self.desk, number, date.max)[1]

    def moved_by(self, voucher):
        """An entry with its loan movements and recoveries."""
        with self.desk.read() as session:
            found = posting.entry_at(session, posting.find_record(session, voucher))
            return (
                found,
                movements.movements_of(session, found.record),
                movements.recoveries_of_entry(session, found.record),
            )
