"""The state machine's books beside loans: sub-ledgers of their own, a second office, years that are closed."""

import contextlib
from collections import defaultdict
from datetime import date, timedelta

from hypothesis.stateful import invariant

from tests.machine.model import ACCOUNTS, at_day
from tests.machine.office import AUDIT_EVERY, Office
from upk_ledger.actions.assets import assets_at
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.secretariat import secretariat_identity, start_secretariat
from upk_ledger.core.errors import advances as advancing
from upk_ledger.core.errors import assets as owning
from upk_ledger.core.errors import savings as keeping
from upk_ledger.core.errors import surplus as sharing
from upk_ledger.core.errors.base import UpkError
from upk_ledger.store.advances import advances_at
from upk_ledger.store.partners import standings
from upk_ledger.store.restricted_funds import fund_states, unassigned
from upk_ledger.store.surplus import unpaid

FAR = date(2029, 1, 1)
TRY_EVERY = 4
"""So many acts are done with `--coba` first, and the other office is looked at."""


class Books(Office):
    """What is followed of the acts that are not about loans.

    `told` holds by sub-ledger and owner what moved there by day; `effects` by voucher what its entry moved.
    """

    to_reverse = (
        owning.AssetDisposed,
        advancing.AdvanceOverdrawn,
        sharing.AllocationPaid,
        keeping.KeptMoneySpent,
    )

    def __init__(self):
        super().__init__()
        self.told = {name: defaultdict(list) for name in ("advance", "partner", "surplus", "fund")}
        self.effects = {}
        self.unregistered = 0
        self.assets = {}
        self.counts = []
        self.statements = []
        self.board = start_secretariat(self.desk, secretariat_identity(self.desk.office), {}, keep=True)
        self.board_vouchers = []
        self.tried = 0

    def day(self, days):
        """A day near the first that is open, sometimes before it."""
        return max(self.first_open_day + timedelta(days - 5), date(2026, 1, 1))

    def attempt(self, act, *refusals, **shortfalls):
        """As every office's; the other office's rows stay, and some acts are tried first, which changes nothing."""
        self.tried += 1
        looked_at = not self.tried % TRY_EVERY
        beside = self.rows_of(self.board) if looked_at else None
        if looked_at:
            before = self.dump()
            with contextlib.suppress(UpkError), self.desk.trial():
                act()
            assert self.dump() == before
        done = super().attempt(act, *refusals, **shortfalls)
        assert beside is None or self.rows_of(self.board) == beside
        return done

    def at_board(self, act, *refusals):
        """An act of the Sekretariat."""
        self.desk, self.board = self.board, self.desk
        try:
            return self.attempt(act, *refusals)
        finally:
            self.desk, self.board = self.board, self.desk

    def rows_of(self, desk):
        mine, self.desk = self.desk, desk
        try:
            return self.dump()
        finally:
            self.desk = mine

    def moved(self, voucher, *parts):
        """What an entry moves: (sub-ledger, owner, day, sen)."""
        for name, owner, day, amount in parts:
            self.told[name][owner].append((day, amount))
        self.effects[voucher] = parts
        self.vouchers.append(voucher)

    def undone(self, voucher, done):
        parts = tuple(
            (name, owner, done.entry.date, -amount)
            for name, owner, _, amount in self.effects.pop(voucher, ())
        )
        for name, owner, day, amount in parts:
            self.told[name][owner].append((day, amount))

    # What has to hold

    @invariant()
    def sub_ledgers_are_their_accounts(self):
        with self.desk.read() as session:
            for on in (self.first_open_day, self.first_open_day + timedelta(20), FAR):
                self.lists_agree(session, on)
                self.register_agrees(session, on)
        with self.board.read() as session:
            for on in (date(2026, 2, 1), FAR):
                self.funds_agree(session, on)
        if self.steps % AUDIT_EVERY == 0:
            assert check_book(self.board).violations == ()

    def lists_agree(self, session, on):
        """Advances, debts to partners and allocated surplus: lists, model and ledger say the same."""
        lists = {
            "advance": ("uang-muka", 1, {one.code: one.outstanding for one in advances_at(session, on)}),
            "partner": ("hutang-mitra", -1, {one.fund.code: one.owed for one in standings(session, on)}),
            "surplus": (
                "dana-alokasi",
                -1,
                {(one.year, one.purpose): one.left for one in unpaid(session, on)},
            ),
        }
        for name, (role, sign, found) in lists.items():
            model = {owner: at_day(moves, on) for owner, moves in self.told[name].items()}
            assert {key: left for key, left in found.items() if left} == {
                k: left for k, left in model.items() if left
            }
            assert sign * self.balance(session, role, on) == sum(model.values()), name
            assert min(model.values(), default=0) >= 0

    def register_agrees(self, session, on):
        at = assets_at(session, on)
        assert self.balance(session, "akumulasi-penyusutan", on) == -sum(one.accumulated for one in at)
        if on == FAR:
            assert (
                self.balance(session, "aset-tetap", on)
                == sum(one.asset.cost for one in at) + self.unregistered
            )
            assert {one.asset.code for one in at} == {code for code, there in self.assets.items() if there}

    def funds_agree(self, session, on):
        found = {code: fund.rest for code, fund in fund_states(session, on).items() if fund.rest}
        model = {owner: at_day(moves, on) for owner, moves in self.told["fund"].items()}
        assert found == {owner: rest for owner, rest in model.items() if rest}
        assert -self.balance(session, "dana-terikat", on) == sum(model.values()) + unassigned(session, on)
        assert not session.all(
            "SELECT entry FROM journal_line WHERE office_id = :office GROUP BY entry HAVING sum(debit) <> sum(credit)"
        )

    def cash_at(self, on):
        with self.desk.read() as session:
            return int(
                session.value(
                    "SELECT coalesce(sum(debit - credit), 0) FROM journal_line WHERE office_id = :office"
                    f" AND account_code = '{ACCOUNTS['kas']}' AND entry_date <= :on_date",
                    on_date=on.isoformat(),
                )
            )
