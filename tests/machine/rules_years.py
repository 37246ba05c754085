"""Years closed, opened, allocated and put right; partners' funds; budgets; and the Sekretariat's restricted funds."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.books import Books
from tests.machine.model import PICK, RUPIAH, TERMS, Lent, date
from tests.machine.rules_books import CLOSED, NEAR
from upk_ledger.actions import (
    budgets,
    fund_work,
    journal,
    lending,
    partners,
    periods,
    prior_years,
    restricted_funds,
    surplus,
    year_end,
)
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import budgets as planning
from upk_ledger.core.errors import funds as funding
from upk_ledger.core.errors import ledger
from upk_ledger.core.errors import partners as partnering
from upk_ledger.core.errors import restricted_funds as bound
from upk_ledger.core.errors import savings as keeping
from upk_ledger.core.errors import surplus as sharing
from upk_ledger.core.errors import year_end as ending
from upk_ledger.core.errors.periods import EarlierMonthOpen, MonthNotClosed, NotNewestClosed
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.restricted_funds import FundTerms
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.surplus import Share

YEAR = st.sampled_from([2025, 2026, 2026, 2026, 2027])
SHARES = [
    Share("Modal", "31010", Fraction(50)),
    Share("Sosial", "21030", Fraction(30)),
    Share("Warga", "21030", Fraction(20)),
]
AGREED = 90_000_000
FUND = st.sampled_from(["APBD", "CSR"])
FIRST = date(2026, 1, 5)
UNDONE_ALREADY = (ledger.AlreadyReversed, ledger.CancellationNotReversible, ledger.MonthClosed)


class YearRules(Books):
    """Acts of a year's end, of partners and of the budget."""

    # Years

    @precondition(lambda self: self.steps > 8 and len(self.closed) < 12)
    @rule(with_its_december=st.booleans())
    def a_year_passes(self, with_its_december):
        """The months that are open are closed, the last one at times with its year."""
        while self.next_month(0) < Month(2026, 12):
            self.close_month(0)
        if with_its_december:
            self.close_year(2026)
        else:
            self.close_month(0)

    @precondition(lambda self: 12 <= len(self.closed) < 15)
    @rule()
    def a_month_more(self):
        self.close_month(0)

    @rule(year=YEAR)
    def close_year(self, year):
        december = self.next_month(0) == Month(year, 12)
        done = self.attempt(
            lambda: year_end.close_year(self.desk, year),
            ending.YearBeforeBook,
            EarlierMonthOpen,
            ending.EarlierYearOpen,
        )
        if done and december:
            month = self.next_month(0)
            self.beside["cadangan"] += [
                (posted.date, posted.amount)
                for posted in done.month.posted
                if posted.kind.startswith("cadangan")
            ]
            self.closed[month] = self.reported(month)
        if done and not done.repeated:
            assert self.left_of(year) == 0

    def left_of(self, year):
        """Income less expense of the years until this one, the entries that closed them with them."""
        with self.desk.read() as session:
            return session.value(
                "SELECT coalesce(sum(l.debit - l.credit), 0) FROM journal_line AS l JOIN journal_entry AS e"
                " ON e.office_id = l.office_id AND e.record = l.entry WHERE l.office_id = :office"
                " AND substr(l.account_code, 1, 1) IN ('4', '5') AND (e.entry_date <= :until OR e.kind = 'penutup')",
                until=f"{year}-12-31",
            )

    @precondition(lambda self: len(self.closed) >= 12)
    @rule(year=YEAR)
    def reopen_year(self, year):
        self.attempt(
            lambda: year_end.reopen_year(self.desk, year, "Ada yang lupa"),
            ending.YearNotClosed, ending.NotNewestYear, ending.YearAllocated,
        )  # fmt: skip

    @rule(year=YEAR, days=NEAR, shares=st.booleans())
    def allocate(self, year, days, shares):
        on = self.day(days)
        table = SHARES if shares else ()
        done = self.attempt(
            lambda: surplus.allocate_surplus(self.desk, year, on, "3/RWT", shares=table), *CLOSED,
            ending.YearNotClosed, sharing.AlreadyAllocated, sharing.NoSurplus, sharing.DecidedTooEarly, sharing.AllowanceShort,
            sharing.MonthOpenBeforeDecision, *(() if shares else (sharing.NoSharesSet,)),
        )  # fmt: skip
        if done:
            owed = [
                (part.share.purpose, part.amount) for part in done.shares if part.share.account == "21030"
            ]
            self.moved(done.voucher, *(("surplus", (year, purpose), on, amount) for purpose, amount in owed))

    @precondition(lambda self: len(self.closed) >= 12)
    @rule(days=st.integers(3, 20), helped=st.booleans())
    def close_and_allocate(self, days, helped):
        """A year that has a surplus is closed and its surplus allocated."""
        if helped:
            self.move_cash(self.day(days), 900_000_000, "masuk")
        self.close_year(2026)
        self.allocate(2026, days, shares=True)

    @precondition(lambda self: self.told["surplus"])
    @rule(purpose=st.sampled_from(["Sosial", "Warga"]), days=NEAR, percent=st.integers(1, 110))
    def pay_allocation(self, purpose, days, percent):
        on = self.day(days)
        left = sum(amount for _, amount in self.told["surplus"].get((2026, purpose), ()))
        amount = max(100, left * percent // 10_000 * 100)
        done = self.attempt(
            lambda: surplus.pay_allocation(self.desk, purpose, amount, on, "Santunan"),
            *CLOSED, sharing.NothingOwed, sharing.MoreThanAllocated, sharing.TillTooLow,
        )  # fmt: skip
        if done:
            assert amount <= left
            self.moved(done.voucher, ("surplus", (2026, purpose), on, -amount))

    @rule(
        year=YEAR,
        days=NEAR,
        amount=RUPIAH,
        debit=st.booleans(),
        account=st.sampled_from(["11010", "21010", "41010"]),
    )
    def correct_a_year(self, year, days, amount, debit, account):
        side = {"debit" if debit else "credit": amount}
        done = self.attempt(
            lambda: prior_years.correct_prior_year(self.desk, year, self.day(days), account, "Lupa", **side),
            *CLOSED, ending.NotAPriorYear, *((ending.NotOnPriorYears, ledger.ReservedAccount) if account == "41010" else ()),
        )  # fmt: skip
        assert done is None or account != "41010"
        self.note(done)

    @rule(year=YEAR, month=st.integers(1, 12), amount=RUPIAH, whole=st.booleans())
    def plan(self, year, month, amount, whole):
        done = self.attempt(
            lambda: budgets.set_budget(self.desk, year, "51030", amount, month=None if whole else Month(2026, month)),
            planning.MonthOfOtherYear, ledger.BeforeBookStart,
        )  # fmt: skip
        assert done is None or whole or year == 2026

    # Partners

    @rule(code=st.sampled_from(["LP", "CSR"]), amount=RUPIAH)
    def open_partner_fund(self, code, amount):
        self.attempt(
            lambda: partners.open_partner_fund(self.desk, code, code, "Bank", "1/P", date(2026, 1, 3), amount * 10),
            funding.FundExists,
        )  # fmt: skip

    @rule(code=st.sampled_from(["LP", "LP", "CSR"]), days=NEAR, amount=RUPIAH, back=st.booleans())
    def move_with_a_partner(self, code, days, amount, back):
        on = self.day(days)
        how = {"principal": amount - amount // 700 * 100, "service": amount // 700 * 100} if back else {}
        act = partners.repay_partner if back else partners.receive_from_partner
        owed = sum(part for _, part in self.told["partner"].get(code, ()))
        done = self.attempt(
            lambda: act(self.desk, code, amount, on, **how), *CLOSED, funding.UnknownFund, partnering.PartnerFundClosed,
            partnering.BeforePartnerAgreement, *((partnering.PaysPartnerTooMuch, keeping.KeptMoneySpent) if back else ()),
        )  # fmt: skip
        if done:
            gone = how["principal"] if back else amount
            assert not back or gone <= owed
            self.moved(done.voucher, ("partner", code, on, -gone if back else amount))

    @rule(code=st.sampled_from(["LP", "CSR"]), opened=st.booleans())
    def close_or_open_a_partner_fund(self, code, opened):
        act = partners.reopen_partner_fund if opened else partners.close_partner_fund
        done = self.attempt(
            lambda: act(self.desk, code), funding.UnknownFund, partnering.PartnerFundClosed, partnering.PartnerFundOpen,
            partnering.PartnerStillOwed,
        )  # fmt: skip
        assert not done or opened or not sum(part for _, part in self.told["partner"].get(code, ()))

    @precondition(lambda self: self.told["partner"] and len(self.loans) < 8)
    @rule(terms=TERMS, amount=RUPIAH, days=NEAR)
    def lend_a_partners_money(self, terms, amount, days):
        on = self.day(days)
        application = LoanApplication("K1", LoanTerms(principal=amount, start=on, **terms))
        number = lending.apply_for_loan(self.desk, application)
        lending.decide_loan(self.desk, number, "disetujui", on)
        self.loans[number] = Lent(number, "K1")
        code = min(self.told["partner"])
        if partners.view_partner(self.desk, code, on).fund.open:
            self.pay_out(number, on, fund=code)


class SecretariatRules(Books):
    """Acts of the office beside the UPK in the same book."""

    @rule(fund=FUND)
    def open_fund(self, fund):
        terms = FundTerms(
            fund, fund, "", "hibah", "Pemberi", f"{fund}/2026", FIRST, None, AGREED, Decimal(1), "m", "Jalan"
        )
        done = self.at_board(lambda: restricted_funds.open_fund(self.board_desk, terms), funding.FundExists)
        if done:
            self.at_board(lambda: fund_work.plan_budget(self.board_desk, fund, [("Bahan", "52010", AGREED)]))

    @property
    def board_desk(self):
        """The Sekretariat's desk, while one of its acts is done."""
        return self.desk

    @rule(
        fund=FUND,
        days=st.integers(0, 80),
        amount=st.integers(1, 400_000),
        what=st.sampled_from(["masuk", "masuk", "keluar", "keluar", "kembali"]),
    )
    def move_a_fund(self, fund, days, amount, what):
        on, sen = FIRST + timedelta(days), amount * 100
        acts = {
            "masuk": lambda: restricted_funds.receive(self.board_desk, fund, sen, on),
            "keluar": lambda: restricted_funds.spend(
                self.board_desk, fund, "52010", sen, on, "Semen", item="bahan"
            ),
            "kembali": lambda: restricted_funds.give_back(self.board_desk, fund, sen, on),
        }
        done = self.at_board(
            acts[what], *CLOSED, funding.UnknownFund, bound.FundClosed, bound.UnknownItem,
            *((bound.FundAboveAgreement,) if what == "masuk" else (bound.FundTooSmall, keeping.KeptMoneySpent)),
        )  # fmt: skip
        if done:
            moved = sen if what == "masuk" else -sen
            self.told["fund"][fund].append((on, moved))
            self.board_vouchers.append((done.posted.voucher, fund, moved))
            assert done.fund.rest == sum(part for _, part in self.told["fund"][fund])

    @rule(
        fund=FUND,
        days=st.integers(0, 120),
        why=st.sampled_from(["", "Selesai"]),
        back=st.booleans(),
        empty=st.booleans(),
    )
    def close_a_fund(self, fund, days, why, back, empty):
        on = FIRST + timedelta(days)
        rest = sum(part for _, part in self.told["fund"][fund])
        if empty and rest and not back:
            self.move_a_fund(fund, 80, rest // 100, "kembali")
        act = restricted_funds.reopen_fund if back else restricted_funds.close_fund
        done = self.at_board(
            (lambda: act(self.board_desk, fund, "Ada sisa")) if back else (lambda: act(self.board_desk, fund, on, reason=why)),
            funding.UnknownFund, bound.FundClosed, bound.FundNotClosed, bound.FundHasRest, bound.ClosedBeforeMoves, bound.WorkNotDone,
        )  # fmt: skip
        assert not done or back or not sum(part for _, part in self.told["fund"][fund])

    @precondition(lambda self: self.board_vouchers)
    @rule(pick=PICK)
    def undo_of_a_fund(self, pick):
        voucher, fund, moved = self.board_vouchers[-1 - pick % len(self.board_vouchers)]
        done = self.at_board(
            lambda: journal.correct_entry(self.board_desk, voucher, "Salah catat"),
            *UNDONE_ALREADY, bound.FundClosed, keeping.KeptMoneySpent,
        )  # fmt: skip
        if done:
            self.told["fund"][fund].append((done.entry.date, -moved))

    @rule(month=st.integers(1, 3), back=st.booleans())
    def close_a_month_there(self, month, back):
        act = (
            (lambda: periods.reopen_month(self.board_desk, Month(2026, month), "Terlupa"))
            if back
            else (lambda: periods.close_month(self.board_desk, Month(2026, month)))
        )
        self.at_board(act, EarlierMonthOpen, MonthNotClosed, NotNewestClosed)
