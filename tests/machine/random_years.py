"""Books of random years: every act that a UPK's books know, in any order, months closed as they end.

What is refused changes nothing and is counted; what a test asks of the book is the test's.
"""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from random import Random

from upk_ledger.actions import (
    advances,
    asset_disposals,
    assets,
    bank,
    bank_matching,
    bank_reading,
    budgets,
    cash,
    cash_counts,
    journal,
    lending,
    partners,
    payoff,
    people,
    periods,
    prior_years,
    repayment,
    rescheduling,
    savings,
    settings,
    surplus,
    vouchers,
    write_offs,
    year_end,
)
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.cash_counts import Pieces
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.people import Member
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.surplus import Share as SurplusShare
from upk_ledger.core.vouchers import Support
from upk_ledger.exchange.bank_statement import ReadStatement, StatementRow, Told
from upk_ledger.store import posting
from upk_ledger.store.accounts import find_account
from upk_ledger.store.balances import account_sums

GROUPS = ("K1", "K2", "K3")
START = date(2026, 1, 1)
CHARGES = (("Bunga", 1), ("Biaya administrasi", -1), ("Pajak bunga", -1))
SHARES = (SurplusShare("Modal", "31010", Fraction(50)), SurplusShare("Sosial", "21030", Fraction(35)),
          SurplusShare("Kelembagaan", "21030", Fraction(15)))  # fmt: skip
PARTNER_TERMS = {
    "tenor": 12,
    "rate_percent": Fraction(1),
    "rate_per": "bulan",
    "method": "flat",
    "start": START,
}


def bank_file(account, rows, opening, number=0):
    """A bank's statement of these (day, sen, words) as a file of it would be read."""
    lines = tuple(StatementRow(place, *row) for place, row in enumerate(rows, 1))
    return ReadStatement(
        "bank.csv",
        f"{account}-{number}-{sha256(repr(lines).encode()).hexdigest()}",
        {},
        "titik",
        lines,
        opening,
    )


class RandomYears:
    """One UPK's life by chance; `did` counts what was done and `refused` what was not."""

    def __init__(self, desk, seed):
        self.desk = desk
        self.chance = Random(seed)
        self.did, self.refused = Counter(), Counter()
        self.loans, self.posted, self.assets, self.advances = [], [], [], []
        self.read_until, self.bank_held = START - timedelta(1), 0
        self.month = Month.of(START)
        self.acts, self.closes_years = ACTS, True

    def begin(self):
        """Groups, capital, a partner's fund, a table of shares."""
        desk = self.desk
        for group in GROUPS:
            people.register_group(desk, group, f"Kelompok {group}")
            for member in "ABC":
                people.register_member(desk, Member(group, member, f"Ibu {member}", "P"))
        cash.receive_cash(desk, START, "31010", 9_000_000_000, "Modal awal")
        partners.open_partner_fund(desk, "LP", "Dana Mitra", "Bank Desa", "01/LP", START, 400_000_000)
        partners.plan_partner_schedule(desk, "LP", PARTNER_TERMS)
        surplus.set_shares(desk, SHARES)

    # What happens in a month

    def live_month(self, acts=9):
        """Some acts of the month, then it is closed; a December at times with its year."""
        month = self.month
        for _ in range(acts):
            self.act(self.chance.choice(self.acts))
        if self.chance.random() < 0.6:
            self.act("read_the_bank")
        if self.closes_years and month.month == 12 and self.chance.random() < 0.5:
            self.act("close_the_year_with_its_december")
        periods.close_month(self.desk, month)
        self.month = month.next()
        if self.closes_years and self.chance.random() < 0.5:
            self.act("close_or_reopen_the_year")

    def act(self, name):
        """Do one act; a refusal is noted."""
        try:
            done = getattr(self, name)()
        except UpkError as error:
            self.refused[name, type(error).__name__] += 1
            return
        self.did[name] += 1
        voucher = getattr(getattr(done, "posted", done), "voucher", None)
        if voucher:
            self.posted.append(voucher)

    def day(self):
        return self.month.first + timedelta(
            self.chance.randrange((self.month.last - self.month.first).days + 1)
        )

    def amount(self, most=900_000):
        """So many rupiah, seldom with sen."""
        return self.chance.randint(1, most) * 100 + self.chance.choice((0, 0, 0, 37))

    def lend(self, fund=None):
        group = self.chance.choice(GROUPS)
        parts = [self.chance.randint(2, 40) * 5_000_000 for _ in "AB"]
        shares = tuple(map(Share, "AB", parts)) if self.chance.random() < 0.5 else ()
        on = self.day()
        terms = LoanTerms(sum(parts), self.chance.randint(2, 12), Fraction(3, 2), "bulan",
                          self.chance.choice(("flat", "menurun", "anuitas")), on)  # fmt: skip
        with self.desk.write():
            number = lending.apply_for_loan(self.desk, LoanApplication(group, terms, shares))
            lending.decide_loan(self.desk, number, "disetujui", on)
            done = lending.disburse_loan(self.desk, number, on, fund=fund)
        self.loans.append(number)
        return done

    def lend_from_the_partner(self):
        return self.lend("LP")

    def pay(self):
        excess = self.chance.choice(("angsuran-berikut", "titipan"))
        return repayment.record_repayment(
            self.desk,
            Repayment(self.chance.choice(self.loans or ["X"]), self.amount(), self.day(), excess=excess),
        )

    def pay_off(self):
        return payoff.pay_off(self.desk, PayoffRequest(self.chance.choice(self.loans or ["X"]), self.day()))[
            0
        ]

    def save(self):
        act = self.chance.choice((savings.save, savings.save, savings.withdraw))
        return act(self.desk, self.chance.choice(GROUPS), self.amount(), self.day())

    def use_titipan(self):
        return savings.use_deposit(self.desk, self.chance.choice(self.loans or ["X"]), self.day())

    def write_off(self):
        if self.chance.random() < 0.7:
            return None
        number = self.chance.choice(self.loans or ["X"])
        return write_offs.write_off(self.desk, number, self.day(), decision="7", reason="Bubar")

    def reschedule(self):
        number = self.chance.choice(self.loans or ["X"])
        return rescheduling.reschedule_loan(
            self.desk,
            RescheduleRequest(number, "penjadwalan", "9", self.day(), {"tenor": 6}, "Panen", "dibawa", 0, ()),
        )

    def move_cash(self):
        act, account = self.chance.choice((
            (cash.receive_cash, "41020"), (cash.receive_cash, "41020"), (cash.receive_cash, "31020"),
            (cash.pay_cash, "51010"), (cash.pay_cash, "51030"), (cash.pay_cash, "21010"),
        ))  # fmt: skip
        return act(self.desk, self.day(), account, self.amount(), "Kas")

    def move_to_bank(self):
        act = self.chance.choice((cash.deposit_to_bank, cash.deposit_to_bank, cash.withdraw_from_bank))
        return act(self.desk, self.day(), self.amount())

    def write_journal(self):
        amount = self.amount()
        debit, credit = self.chance.choice(
            (("51070", "21010"), ("11021", "41021"), ("21010", "41020"), ("51020", "11021"))
        )
        lines = (JournalLine(debit, debit=amount), JournalLine(credit, credit=amount))
        return journal.record_entry(self.desk, self.day(), lines, "Jurnal")

    def undo(self):
        """Any entry of the book is taken back, by whatever act it came."""
        with self.desk.read() as session:
            records = [
                row[0]
                for row in session.all(
                    "SELECT record FROM journal_entry WHERE office_id = :office ORDER BY 1"
                )
            ]
            voucher = posting.entry_at(session, self.chance.choice(records)).voucher
        return journal.correct_entry(self.desk, voucher, "Salah catat")

    # Assets

    def buy_asset(self):
        code = f"A{len(self.assets)}"
        cost = self.amount(5_000_000)
        new = NewAsset(
            code, f"Barang {code}", cost, self.chance.randint(1, 36), self.chance.choice((0, cost // 10))
        )
        done = assets.buy_asset(self.desk, new, self.day())
        self.assets.append(code)
        return done

    def take_up_asset(self):
        amount = self.amount(5_000_000)
        lines = (JournalLine("12020", debit=amount), JournalLine("11010", credit=amount))
        with self.desk.write():
            bought = journal.record_entry(self.desk, self.day(), lines, "Beli")
            code = f"B{len(self.assets)}"
            done = assets.take_up_asset(
                self.desk, NewAsset(code, f"Barang {code}", amount, 24), bought.voucher
            )
        self.assets.append(code)
        return done

    def dispose(self):
        proceeds = self.chance.choice((0, self.amount(3_000_000)))
        return asset_disposals.dispose_of(
            self.desk, self.chance.choice(self.assets or ["X"]), self.day(), reason="Rusak", proceeds=proceeds
        )

    def undo_disposal(self):
        return asset_disposals.undo_disposal(
            self.desk, self.chance.choice(self.assets or ["X"]), reason="Keliru"
        )

    def cancel_asset(self):
        asset_disposals.cancel_asset(self.desk, self.chance.choice(self.assets or ["X"]), reason="Keliru")

    # Cash and bank

    def balance(self, account, on):
        with self.desk.read() as session:
            found = account_sums(session, on, on).get(account)
        return found.balance if found else 0

    def count_cash(self):
        on = self.day()
        there = self.balance("11010", on) // 100 + self.chance.choice((0, 0, -500, 700))
        plan = cash_counts.plan_count(self.desk, on)
        pieces = [Pieces("logam", 10_000, max(0, there) // 100)] if there > 99 else []
        return cash_counts.count_cash(
            self.desk, plan, pieces, "Sendiri", book=self.chance.random() < 0.6, explanation="Receh"
        )

    def take_count_back(self):
        found = cash_counts.list_counts(self.desk)
        cash_counts.take_back_count(
            self.desk, self.chance.choice(found).number if found else 9, "Salah hitung"
        )

    def give_advance(self):
        on = self.day()
        done = advances.give_advance(self.desk, "pembuku", self.amount(), on, on + timedelta(9), "Rapat")
        self.advances.append(done.advance.code)
        return done

    def account_for(self):
        code = self.chance.choice(self.advances or ["X"])
        costs = [("51020", self.amount(400_000))] if self.chance.random() < 0.8 else []
        return advances.account_for(
            self.desk, code, self.day(), costs, self.chance.choice((0, self.amount(90_000)))
        )

    def read_the_bank(self):
        """The bank's statement up to a day: all that the book has, and what only the bank knows."""
        on = self.month.last
        with self.desk.read() as session:
            account = find_account(session, "11021", ("bank",))
            moved = session.all(
                "SELECT entry_date, debit - credit FROM journal_line WHERE office_id = :office"
                " AND account_code = '11021' AND entry_date BETWEEN :since AND :until ORDER BY entry_date, entry",
                since=(self.read_until + timedelta(1)).isoformat(), until=on.isoformat(),
            )  # fmt: skip
        rows = [(date.fromisoformat(str(day)), amount, "Mutasi") for day, amount in moved]
        for words, side in CHARGES:
            if self.chance.random() < 0.7:
                rows.append((on, side * self.amount(9_000), words))
        if not rows:
            return
        read = bank_file("11021", rows, self.bank_held, self.month)
        bank_reading.take_statement(self.desk, account, read, Told())
        self.read_until, self.bank_held = on, self.bank_held + sum(row[1] for row in rows)
        found = bank_matching.match_bank(self.desk, "11021", on)
        bank_matching.book_charges(self.desk, "11021", found.charges)
        bank.reconcile_bank(self.desk, "11021", on)

    # Partners, budget, surplus, the rest

    def hear_from_the_partner(self):
        act = self.chance.choice((partners.receive_from_partner, partners.repay_partner))
        return act(self.desk, "LP", self.amount(1_500_000), self.day())

    def set_budget(self):
        account = self.chance.choice(("41010", "51010", "51030", "51060", "12020"))
        budgets.set_budget(
            self.desk, self.month.year, account, self.amount(), month=self.chance.choice((None, self.month))
        )

    def tell_support(self):
        vouchers.tell_support(self.desk, self.chance.choice(self.posted or ["X"]), Support("ada", "Nota"))

    def correct_prior_year(self):
        side = {self.chance.choice(("debit", "credit")): self.amount(90_000)}
        return prior_years.correct_prior_year(
            self.desk, self.month.year - 1, self.day(), "11010", "Lupa", **side
        )

    def allocate(self):
        year = self.month.year - 1
        if year >= START.year:
            year_end.close_year(self.desk, year)
        return surplus.allocate_surplus(self.desk, year, self.day(), f"3/RWT/{year}")

    def pay_allocation(self):
        purpose = self.chance.choice(("Sosial", "Kelembagaan"))
        return surplus.pay_allocation(self.desk, purpose, self.amount(20_000), self.day(), "Santunan")

    def close_the_year_with_its_december(self):
        year_end.close_year(self.desk, self.month.year)

    def close_or_reopen_the_year(self):
        if self.chance.random() < 0.7:
            year_end.close_year(self.desk, START.year)
        else:
            year_end.reopen_year(self.desk, START.year, "Ada yang lupa")

    def set(self):
        name, value = self.chance.choice((
            ("mulai-susut", "bulan-beli"), ("mulai-susut", "bulan-berikut"), ("penerimaan-kembali", "cadangan"),
            ("batas-kas", "50000000"), ("hari-cocok", "3"),
        ))  # fmt: skip
        settings.change_setting(self.desk, name, value, self.day())


QUIET = {
    "amount",
    "act",
    "day",
    "begin",
    "live_month",
    "balance",
    "read_the_bank",
    "close_or_reopen_the_year",
}
ACTS = sorted(name for name in vars(RandomYears) if not name.startswith("_") and name not in QUIET)
ACTS += [
    "pay",
    "pay",
    "pay",
    "lend",
    "save",
    "move_cash",
    "move_cash",
    "move_to_bank",
    "allocate",
    "pay_allocation",
    "account_for",
]
"""Each of the acts, the everyday ones more often."""
