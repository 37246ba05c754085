"""What a careful office does beside lending: its things, its cash box, its advances, its bank."""

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.books import Books
from tests.machine.model import PICK, RUPIAH
from tests.machine.random_years import bank_file
from upk_ledger.actions import (
    advances,
    asset_disposals,
    assets,
    bank,
    bank_matching,
    bank_reading,
    cash_counts,
    journal,
    settings,
    vouchers,
)
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.cash_counts import Pieces
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.errors import advances as advancing
from upk_ledger.core.errors import assets as owning
from upk_ledger.core.errors import bank as banking
from upk_ledger.core.errors import cash_counts as counting
from upk_ledger.core.errors import ledger
from upk_ledger.core.vouchers import Support
from upk_ledger.exchange.bank_statement import Told
from upk_ledger.store.accounts import find_account

NEAR = st.integers(0, 45)
CODE = st.sampled_from(["MEJA", "KURSI", "LAPTOP"])
CLOSED = (ledger.MonthClosed,)


class BooksRules(Books):
    """Acts of the cash box, the register of assets, advances and the bank."""

    # Assets

    @rule(
        code=CODE, days=NEAR, cost=RUPIAH, life=st.integers(1, 30), salvage=st.sampled_from([0, 10, 100, 101])
    )
    def buy(self, code, days, cost, life, salvage):
        new = NewAsset(code, f"Barang {code}", cost, life, cost * salvage // 100)
        done = self.attempt(lambda: assets.buy_asset(self.desk, new, self.day(days)), *CLOSED, owning.AssetExists,
                            *((owning.SalvageTooHigh,) if salvage > 100 else ()))  # fmt: skip
        if done:
            assert salvage <= 100
            assert code not in self.assets or not self.assets[code]
            self.assets[code] = True
            self.vouchers.append(done.posted.voucher)

    @rule(code=CODE, days=NEAR, cost=RUPIAH, more=st.sampled_from([0, 0, 100]))
    def take_up(self, code, days, cost, more):
        on = self.day(days)
        lines = (JournalLine("12020", debit=cost), JournalLine("11010", credit=cost))
        bought = self.attempt(lambda: journal.record_entry(self.desk, on, lines, "Beli"), *CLOSED)
        if bought is None:
            return
        self.unregistered += cost
        new = NewAsset(code, f"Barang {code}", cost + more, 12)
        done = self.attempt(lambda: assets.take_up_asset(self.desk, new, bought.voucher), owning.AssetExists,
                            *((owning.PurchaseTooSmall,) if more else ()))  # fmt: skip
        if done:
            self.unregistered -= cost
            self.assets[code] = True

    @rule(code=CODE, days=NEAR, proceeds=st.one_of(st.just(0), RUPIAH))
    def dispose(self, code, days, proceeds):
        done = self.attempt(
            lambda: asset_disposals.dispose_of(self.desk, code, self.day(days), reason="Rusak", proceeds=proceeds),
            *CLOSED, owning.UnknownAsset, owning.AssetDisposed, owning.DisposedBeforeAcquired,
        )  # fmt: skip
        if done:
            assert self.assets[code]
            self.assets[code] = False

    @rule(code=CODE)
    def undo_disposal(self, code):
        done = self.attempt(
            lambda: asset_disposals.undo_disposal(self.desk, code, reason="Keliru"),
            owning.UnknownAsset, owning.AssetNotDisposed, ledger.AlreadyReversed,
        )  # fmt: skip
        if done:
            assert self.assets[code] is False
            self.assets[code] = True

    @precondition(lambda self: any(self.assets.values()))
    @rule(code=CODE)
    def cancel_asset(self, code):
        done = self.attempt(
            lambda: asset_disposals.cancel_asset(self.desk, code, reason="Keliru"),
            owning.UnknownAsset, owning.AssetDisposed, ledger.AlreadyReversed,
        )  # fmt: skip
        if done:
            assert self.assets.pop(code)
            self.unregistered += 0 if done.reversed_by else done.asset.cost

    # Cash box

    @rule(days=NEAR, more=st.sampled_from([0, -100, 5, 20_000]), what=st.sampled_from(["buku", "jelas", ""]))
    def count_cash(self, days, more, what):
        on = self.day(days)
        there = max(0, self.cash_at(on) // 10_000 + more)
        pieces = [Pieces("logam", 10_000, there)] if there else []
        plan = self.attempt(lambda: cash_counts.plan_count(self.desk, on, book=what == "buku"),
                            counting.DifferenceInClosedMonth)  # fmt: skip
        if plan is None:
            return
        expected = there * 10_000 - self.cash_at(on)
        done = self.attempt(
            lambda: cash_counts.count_cash(self.desk, plan, pieces, "Sendiri", book=what == "buku",
                                           explanation="Receh" if what == "jelas" else None)
        )  # fmt: skip
        assert done.difference == expected
        self.counts.append(done.number)
        if done.voucher:
            assert self.cash_at(on) == there * 10_000

    @precondition(lambda self: self.counts)
    @rule(pick=PICK, what=st.sampled_from(["buku", "jelas", "batal", "batal"]))
    def settle_a_count(self, pick, what):
        number = self.counts[pick % len(self.counts)]
        acts = {
            "buku": lambda: cash_counts.book_difference(self.desk, number),
            "jelas": lambda: cash_counts.explain_difference(self.desk, number, "Receh"),
            "batal": lambda: cash_counts.take_back_count(self.desk, number, "Salah hitung"),
        }
        self.attempt(
            acts[what], counting.CountSettled, counting.CountTakenBack, counting.DifferenceInClosedMonth,
            counting.CountedAgain, counting.BookChangedSince,
        )  # fmt: skip

    # Advances

    @rule(days=NEAR, amount=RUPIAH, due=st.integers(-1, 20))
    def give_advance(self, days, amount, due):
        on = self.day(days)
        done = self.attempt(
            lambda: advances.give_advance(self.desk, "Siti", amount, on, date_after(on, due), "Rapat"), *CLOSED,
            *((advancing.AdvanceDueBeforeGiven,) if due < 0 else ()),
        )  # fmt: skip
        if done:
            self.moved(done.posted.voucher, ("advance", done.advance.code, on, amount))

    @precondition(lambda self: self.told["advance"])
    @rule(pick=PICK, days=NEAR, spent=st.integers(0, 130), back=st.integers(0, 60))
    def account_for(self, pick, days, spent, back):
        code = sorted(self.told["advance"])[pick % len(self.told["advance"])]
        on, left = self.day(days), sum(amount for _, amount in self.told["advance"][code])
        cost, returned = left * spent // 10_000 * 100, left * back // 10_000 * 100
        done = self.attempt(
            lambda: advances.account_for(self.desk, code, on, [("51020", cost)] if cost else [], returned),
            *CLOSED, advancing.AdvanceSettled, advancing.NothingAccounted, advancing.ReturnedTooMuch,
            advancing.AdvanceOverdrawn, advancing.UnknownAdvance,
        )  # fmt: skip
        if done:
            assert returned <= max(0, left - cost)
            gone = min(cost, left) + returned
            assert done.settlement.left == left - gone
            self.moved(done.posted.voucher, ("advance", code, on, -gone))

    # The bank

    @rule(days=NEAR, charges=st.lists(st.tuples(st.sampled_from(["Bunga", "Pajak bunga", "Biaya adm"]), RUPIAH), max_size=2),
          book=st.booleans())  # fmt: skip
    def read_the_bank(self, days, charges, book):
        """A statement with all that the book has beyond the last one, and more; then it is matched and charges booked."""
        until, held = self.statements[-1][1:] if self.statements else (None, 0)
        on = self.day(days)
        with self.desk.read() as session:
            account = find_account(session, "11021", ("bank",))
            moved = session.all(
                "SELECT entry_date, debit - credit FROM journal_line WHERE office_id = :office AND account_code ="
                " '11021' AND entry_date > :since AND entry_date <= :until ORDER BY entry_date, entry, line",
                since=str(until or "2025-12-31"), until=str(on),
            )  # fmt: skip
        rows = [(type(on).fromisoformat(str(day)), amount, "Mutasi") for day, amount in moved]
        rows += [(on, amount if words == "Bunga" else -amount, words) for words, amount in charges]
        if not rows or (until and on <= until):
            return
        read = bank_file("11021", rows, held, len(self.statements))
        done = self.attempt(lambda: bank_reading.take_statement(self.desk, account, read, Told()))
        if done.repeated:
            return
        self.statements.append((done.number, rows[-1][0], done.closing))
        assert done.closing == held + sum(amount for _, amount, _ in rows)
        found = self.attempt(lambda: bank_matching.match_bank(self.desk, "11021", on))
        assert all(sum(move.amount for move in one.moves) == one.line.amount for one in found.found)
        if book:
            self.vouchers += [
                one.voucher
                for one in self.attempt(lambda: bank_matching.book_charges(self.desk, "11021", found.charges))
            ]

    @precondition(lambda self: self.statements)
    @rule(release=st.booleans(), old=st.booleans())
    def drop_a_statement(self, release, old):
        number = self.statements[0 if old else -1][0]
        done = self.attempt(
            lambda: bank_reading.drop_statement(self.desk, number, "Salah berkas", release=release),
            banking.StatementNeeded, banking.StatementMatched,
        )  # fmt: skip
        if done:
            self.statements = [one for one in self.statements if one[0] != number]

    @precondition(lambda self: self.statements)
    @rule(days=NEAR, told=st.booleans())
    def reconcile(self, days, told):
        until, held = self.statements[-1][1:]
        on = until if told else self.day(days)
        done = self.attempt(
            lambda: bank.reconcile_bank(self.desk, "11021", on, held if told else None),
            banking.BankBalanceUnknown, banking.BankBalanceDiffers, banking.DifferenceUnexplained,
        )  # fmt: skip
        assert done is None or done.found.difference == 0

    # Settings and papers

    @rule(days=NEAR, setting=st.sampled_from([("batas-kas", "1000000"), ("batas-kas", ""), ("hari-setor", "1"), ("hari-cocok", "2"),
          ("mulai-susut", "bulan-beli"), ("bentuk-neraca", "dua-sisi"), ("istilah-laporan", "sak")]))  # fmt: skip
    def choose(self, days, setting):
        self.attempt(lambda: settings.change_setting(self.desk, *setting, self.day(days)), *CLOSED)

    @rule(pick=PICK, words=st.sampled_from(["Nota", ""]))
    def tell_papers(self, pick, words):
        voucher = self.vouchers[-1 - pick % len(self.vouchers)]
        support = Support("ada", words) if words else Support("tidak")
        self.attempt(lambda: vouchers.tell_support(self.desk, voucher, support))


def date_after(on, days):
    return type(on).fromordinal(on.toordinal() + days)
