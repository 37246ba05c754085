"""One life in which everything happens that can: each act of the state machine comes to the end that is told here.

Chance may miss what is rare; this does not.
"""

from datetime import date
from fractions import Fraction

import pytest

from tests.machine.rules_trouble import KINDS
from tests.machine.test_state_machine import on_file, on_server

TERMS = {
    "tenor": 10,
    "rate_percent": Fraction(3, 2),
    "rate_per": "bulan",
    "method": "flat",
    "frequency": "bulanan",
    "rounding": "none",
}
RP = 100
LIFE = (
    # Loan 1: Rp750.000 of K1 on 1 January, A two thirds and B one third; an installment is Rp86.250.
    ("pay_by_members", {"pick": 0, "days": 31, "parts": {"A": 57_500 * RP}}, "RepaymentReceipt"),
    ("pay_by_members", {"pick": 1, "days": 31, "parts": {"A": 57_500 * RP}}, "NoShares"),
    ("pay_by_members", {"pick": 0, "days": 31, "parts": {"C": 57_500 * RP}}, "UnknownMember"),
    ("pay_by_members", {"pick": 0, "days": 31, "parts": {"B": 300_000 * RP}}, "MemberPaysTooMuch"),
    ("reverse", {"pick": 2}, "LoanHasPayments"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("reverse", {"pick": 0}, "CancellationNotReversible"),
    ("reverse", {"pick": 1}, "AlreadyReversed"),
    ("reverse", {"pick": 3, "on": date(2026, 1, 5)}, "PostedEntry"),
    ("lend_what_is_not_running", {"pick": 0, "on": date(2026, 1, 4)}, "BeforeEarlierStep"),
    ("lend_what_is_not_running", {"pick": 0, "on": date(2026, 2, 1)}, "Disbursement"),
    ("pay_under_a_key", {"pick": 0, "days": 31, "key": "k1", "percent": 10}, "RepaymentReceipt"),
    ("ask_again_under_the_same_key", {"pick": 0, "other": True}, "KeyUsed"),
    ("ask_again_under_the_same_key", {"pick": 0, "other": False}, "RepaymentReceipt"),
    ("pay_all", {"pick": 0, "days": 40, "more": 100}, "PaysTooMuch"),
    ("pay_under_a_key", {"pick": 1, "days": -5, "key": "k2", "percent": 10}, "PaidBeforeDisbursement"),
    # Titipan
    ("pay_and_keep_the_rest", {"pick": 0, "days": 59, "amount": 200_000 * RP}, "RepaymentReceipt"),
    ("use_or_return_titipan", {"pick": 0, "on": date(2026, 2, 1), "amount": 100, "use": False}, "KeptMoneySpent"),
    ("use_or_return_titipan", {"pick": 0, "on": date(2026, 5, 8), "amount": 1, "use": True}, "RepaymentReceipt"),
    ("use_or_return_titipan", {"pick": 0, "on": date(2026, 5, 8), "amount": 100, "use": False}, "PostedEntry"),
    ("use_or_return_titipan", {"pick": 0, "on": date(2026, 5, 8), "amount": 10**12, "use": False}, "DepositTooSmall"),
    ("import_a_payment", {"pick": 1, "days": 31, "percent": 5}, "ImportResult"),
    ("import_a_payment", {"pick": 1, "days": 31, "percent": 110}, "PaysTooMuch"),
    ("undo_late_and_pay_again", {"pick": 1, "days": 40, "later": 20}, "PrincipalNotOwed"),
    # Savings
    ("save", {"group": "K1", "on": date(2026, 2, 2), "amount": 60_000 * RP, "into": True, "member": "A"}, "PostedEntry"),
    ("save", {"group": "K1", "on": date(2026, 2, 2), "amount": 10_000 * RP, "into": True}, "PostedEntry"),
    ("save", {"group": "K1", "on": date(2026, 2, 3), "amount": 90_000 * RP, "into": False}, "SavingsTooSmall"),
    ("save_and_withdraw_before", {"group": "K2", "on": date(2026, 2, 3), "amount": 100, "days": 1}, "KeptMoneySpent"),
    ("use_savings", {"pick": 0, "on": date(2026, 6, 30), "amount": None}, "RepaymentReceipt"),
    # Members and schedules
    ("undo_rescheduling", {"pick": 0, "on": 1}, "NotRescheduled"),
    ("take_back", {"pick": 0, "on": 1}, "NothingTakenOver"),
    ("take_over", {"pick": 0, "on": 1, "leaver": "B", "takers": ["B"], "leaves": True}, "TakerIsLeaver"),
    ("take_over", {"pick": 0, "on": 1, "leaver": "C", "takers": ["A"], "leaves": True}, "MemberOwesNothing"),
    ("take_over", {"pick": 0, "on": 1, "leaver": "B", "takers": ["A", "C"], "leaves": True}, "ShareTransfer"),
    ("lend", {"group": "K1", "on": date(2026, 7, 9), "terms": TERMS, "parts": [100, 100], "shared": "anggota"}, "MemberLeft"),
    ("leave_or_come_back", {"group": "K1", "member": "A", "on": date(2026, 7, 9)}, "MemberOwes"),
    ("reschedule", {"pick": 0, "on": 2, "tenor": 6, "kind": KINDS[0], "added": 0}, "Rescheduled"),
    ("undo_rescheduling", {"pick": 0, "on": 0}, "Rescheduled"),
    ("take_back", {"pick": 0, "on": 0}, "ShareTransfer"),
    ("reschedule", {"pick": 0, "on": 2, "tenor": 6, "kind": KINDS[3], "added": 90_000 * RP}, "Rescheduled"),
    ("reverse", {"pick": 0}, "NotReversibleHere"),
    ("reschedule", {"pick": 0, "on": date(2026, 3, 1), "tenor": 6, "kind": KINDS[1], "added": 0}, "RescheduledTooEarly"),
    ("pay_all", {"pick": 0, "days": 230, "more": -100_000 * RP}, "RepaymentReceipt"),
    ("undo_rescheduling", {"pick": 0, "on": 0}, "ReschedulePaid"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("undo_rescheduling", {"pick": 0, "on": 0}, "Rescheduled"),
    # Loan 2, written off
    ("end_claim", {"pick": 1, "on": 0}, "WrongStage"),
    ("write_off", {"pick": 1, "on": date(2026, 4, 2)}, "BeforeEarlierStep"),
    ("write_off", {"pick": 1, "on": 3}, "WrittenOff"),
    ("pay_an_amount", {"pick": 1, "days": 9, "amount": 100}, "LoanWrittenOff"),
    ("recover", {"pick": 0, "on": date(2026, 8, 10), "percent": 105}, "RecoveryAboveClaim"),
    ("recover", {"pick": 0, "on": date(2026, 8, 10), "percent": 10}, "RepaymentReceipt"),
    ("undo_a_write_off", {"pick": 0, "on": date(2026, 8, 10)}, "RecoveriesStand"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("undo_a_write_off", {"pick": 0, "on": date(2026, 8, 10)}, "PostedEntry"),
    ("write_off", {"pick": 1, "on": 3}, "WrittenOff"),
    ("say_where_recoveries_go", {"on": date(2026, 8, 1), "where": "cadangan"}, "SettingView"),
    ("recover", {"pick": 0, "on": date(2026, 8, 20), "percent": 100}, "RepaymentReceipt"),
    ("end_claim", {"pick": 1, "on": 0}, "NothingClaimed"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("end_claim", {"pick": 1, "on": 20}, "EndedClaim"),
    ("pay_an_amount", {"pick": 1, "days": 150, "amount": 100}, "ClaimEnded"),
    # Loan 3, of a product: fee, fine, savings held back, early payoff, small remainder
    ("lend", {"group": "K2", "on": date(2026, 2, 10), "terms": TERMS, "parts": [400_000 * RP, 600_000 * RP],
              "shared": "anggota", "saved": 5, "quick": True}, "Disbursement"),
    ("return_savings", {"pick": 2, "on": date(2026, 2, 11), "whole": False}, "NothingToReturn"),
    ("save", {"group": "K2", "on": date(2026, 2, 11), "amount": 50_000 * RP, "into": False}, "SavingsHeld"),
    ("pay_an_amount", {"pick": 2, "days": 27, "amount": 115_000 * RP}, "RepaymentReceipt"),
    ("book_rewards", {"month": 3, "percent": Fraction(5), "year": False}, "BookedRewards"),
    ("pay_reward", {"pick": 2, "on": date(2026, 3, 30), "whole": False}, "KeptMoneySpent"),
    ("pay_reward", {"pick": 2, "on": date(2026, 4, 1), "whole": True}, "PostedEntry"),
    ("pay_reward", {"pick": 2, "on": date(2026, 4, 1), "whole": False}, "NoRewardOwed"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("reverse", {"pick": 2}, "PostedEntry"),
    ("pay_with_a_fine", {"pick": 0, "on": date(2026, 8, 30), "fine": 100, "percent": 10}, "NoFine"),
    ("pay_with_a_fine", {"pick": 2, "on": date(2026, 5, 20), "fine": -1, "percent": 10}, "FineNegative"),
    ("pay_with_a_fine", {"pick": 2, "on": date(2026, 5, 20), "fine": "hitung", "percent": 10}, "RepaymentReceipt"),
    ("pay_off", {"pick": 0, "on": 0, "waive": True, "decided": False}, "WaiverUndecided"),
    ("pay_off", {"pick": 2, "on": date(2026, 4, 1), "waive": False, "decided": False}, "PayoffTooEarly"),
    ("pay_off", {"pick": 2, "on": date(2026, 6, 1), "waive": False, "decided": False}, "tuple"),
    ("take_over", {"pick": 2, "on": 1, "leaver": "B", "takers": ["A"], "leaves": True}, "WrongStage"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("pay_all", {"pick": 2, "days": 115, "more": -300 * RP}, "RepaymentReceipt"),
    ("return_savings", {"pick": 2, "on": date(2026, 6, 30), "whole": False}, "PostedEntry"),
    ("reverse", {"pick": 3}, "AlreadyReversed"),
    # Months
    ("close_month", {"ahead": 1}, "EarlierMonthOpen"),
    ("close_month", {"ahead": 0}, "ClosedMonth"),
    ("close_month", {"ahead": 0}, "ClosedMonth"),
    ("close_month", {"ahead": -1}, "ClosedMonth"),
    ("pay_an_amount", {"pick": 0, "days": 1, "amount": 100}, "MonthClosed"),
    ("reopen_month", {"back": 1}, "NotNewestClosed"),
    ("reopen_month", {"back": 0}, "ReopenedMonth"),
    ("reopen_month", {"back": -1}, "MonthNotClosed"),
    ("move_cash", {"on": date(2026, 3, 1), "amount": 100, "act": "masuk"}, "PostedEntry"),
    ("write_journal", {"on": date(2026, 3, 1), "lines": [("11010", 100)], "balanced": True}, "PostedEntry"),
    ("try_a_payment_and_sit_down_anew", {"pick": 1, "on": date(2026, 8, 30)}, "UnknownLoan"),
)  # fmt: skip
"""What is tried, and what comes of it."""


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_a_life_in_which_everything_happens(build, tmp_path, where, request):
    if where == "sqlite":
        office = on_file(build, tmp_path)()
    else:
        office = on_server(build, request.getfixturevalue("postgres_location"))()
    office.two_groups_with_a_loan_each(terms=(TERMS, TERMS))
    for number, (act, facts, outcome) in enumerate(LIFE):
        getattr(office, act)(**facts)
        assert (number, act, office.last) == (number, act, outcome)
        office.the_book_keeps_its_promises()
    office.teardown()
