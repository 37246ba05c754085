"""Early payoff with and without the remaining service, and fines."""

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.model import DAYS, PICK, SOON, at_day, shortfall
from tests.machine.office import Office
from upk_ledger.actions import payoff, repayment
from upk_ledger.core.errors import ledger
from upk_ledger.core.errors import loans as owing
from upk_ledger.core.errors import payoff as ending
from upk_ledger.core.errors import write_offs as claiming
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.repayments import Repayment


class PayoffRules(Office):
    """The acts that end a loan before its last installment."""

    @rule(pick=PICK, on=SOON, waive=st.booleans(), decided=st.booleans())
    def pay_off(self, pick, on, waive, decided):
        loan = self.loan(pick)
        on = self.day_of(loan, on)
        claim = loan.running and loan.claimed()
        request = PayoffRequest(loan.number, on, waive=waive, decision="09/BKM" if decided else None)
        kept = min(at_day(loan.kept, on), at_day(loan.kept))
        known = loan.running and on >= loan.begun and not claim
        owed = loan.payoff_at(on) if known else 0
        principal = loan.outstanding
        done = self.attempt(
            lambda: payoff.pay_off(self.desk, request),
            ledger.MonthClosed, owing.WrongStage, owing.PaidBeforeDisbursement, ending.PayoffTooEarly,
            *((claiming.LoanWrittenOff,) if claim else ()),
            *((owing.PaymentNotPositive,) if not owed else ()),
            *((ending.NothingToWaive,) if waive or decided else ()),
            *((ending.WaiverUndecided,) if waive and not decided and not loan.product else ()),
            overpaid=loan.overpaid((on, principal)) if known else None,
            overspent=shortfall([*loan.kept, (on, -min(kept, owed))]) if known else None,
        )  # fmt: skip
        if done is None:
            return
        receipt, quote = done
        assert quote.principal == principal == receipt.principal
        assert quote.charged + quote.waived == owed - principal
        assert (receipt.service, receipt.amount) == (quote.charged, principal + quote.charged)
        assert loan.product or not quote.fine
        assert quote.from_deposit == min(kept, principal + quote.charged)
        assert quote.waived == receipt.beside.waived
        assert not quote.waived or (
            on >= max(loan.newest_day, loan.versions[-1].since) and (waive or loan.product)
        )
        before = at_day(loan.kept)
        self.take(loan, on, receipt)
        assert at_day(loan.kept) == before - quote.from_deposit
        assert not loan.outstanding
        assert not loan.payoff

    @precondition(lambda self: any(loan.product for loan in self.loans.values()))
    @rule(pick=PICK, on=DAYS, fine=st.sampled_from(["hitung", 100, 250_000, -1]), percent=st.integers(1, 100))
    def pay_with_a_fine(self, pick, on, fine, percent):
        """A fine is income beside the payment; it settles nothing."""
        loan = self.loan(pick)
        amount = loan.payoff * percent // 100
        request = Repayment(loan.number, amount, on, excess="angsuran-berikut", fine=fine)
        before = -sum(part for _, part, *_ in self.beside["pendapatan-kredit"])
        done = self.settle(loan, on, amount, "angsuran-berikut", lambda: repayment.record_repayment(self.desk, request),
                           more=(ending.NoFine, ending.FineNegative))  # fmt: skip
        if done:
            assert loan.product
            assert fine == "hitung" or done.beside.fine == fine > 0
            assert before + at_day(self.beside["pendapatan-kredit"]) == done.beside.fine >= 0
