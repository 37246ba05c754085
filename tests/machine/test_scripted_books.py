"""One life of the books in which everything happens that can: each act comes to the end that is told here.

Chance may miss what is rare; this does not. It goes over two years, in a UPK with its Sekretariat in the same book.
"""

from datetime import date
from fractions import Fraction

import pytest

from tests.machine.test_scripted_life import TERMS
from tests.machine.test_state_machine import BooksMachine, on_file, on_server

RP = 100
LIFE = (
    # Assets; a day is so many after 27 December 2025 while January is open.
    ("buy", {"code": "MEJA", "days": 10, "cost": 120_000 * RP, "life": 12, "salvage": 0}, "RegisteredAsset"),
    ("buy", {"code": "MEJA", "days": 10, "cost": 120_000 * RP, "life": 12, "salvage": 0}, "AssetExists"),
    ("buy", {"code": "KURSI", "days": 10, "cost": 120_000 * RP, "life": 12, "salvage": 101}, "SalvageTooHigh"),
    ("take_up", {"code": "LAPTOP", "days": 11, "cost": 480_000 * RP, "more": 0}, "RegisteredAsset"),
    ("take_up", {"code": "KURSI", "days": 11, "cost": 100 * RP, "more": 100}, "PurchaseTooSmall"),
    ("dispose", {"code": "KURSI", "days": 20, "proceeds": 0}, "UnknownAsset"),
    ("dispose", {"code": "LAPTOP", "days": 6, "proceeds": 0}, "DisposedBeforeAcquired"),
    ("undo_disposal", {"code": "LAPTOP"}, "AssetNotDisposed"),
    # The cash box
    ("count_cash", {"days": 12, "more": 5, "what": "buku"}, "CashCount"),
    ("settle_a_count", {"pick": 0, "what": "jelas"}, "CountSettled"),
    ("settle_a_count", {"pick": 0, "what": "batal"}, "CashCount"),
    ("settle_a_count", {"pick": 0, "what": "batal"}, "CountTakenBack"),
    ("count_cash", {"days": 13, "more": -100, "what": ""}, "CashCount"),
    ("settle_a_count", {"pick": 1, "what": "jelas"}, "CashCount"),
    ("count_cash", {"days": 13, "more": 20_000, "what": ""}, "CashCount"),
    ("settle_a_count", {"pick": 2, "what": "buku"}, "CashCount"),
    # Advances
    ("give_advance", {"days": 15, "amount": 500_000 * RP, "due": -1}, "AdvanceDueBeforeGiven"),
    ("give_advance", {"days": 15, "amount": 500_000 * RP, "due": 9}, "AdvanceAct"),
    ("account_for", {"pick": 0, "days": 10, "spent": 10, "back": 0}, "AdvanceOverdrawn"),
    ("account_for", {"pick": 0, "days": 20, "spent": 0, "back": 0}, "NothingAccounted"),
    ("account_for", {"pick": 0, "days": 20, "spent": 80, "back": 30}, "ReturnedTooMuch"),
    ("account_for", {"pick": 0, "days": 20, "spent": 120, "back": 0}, "AdvanceAct"),
    ("account_for", {"pick": 0, "days": 20, "spent": 1, "back": 0}, "AdvanceSettled"),
    ("reverse", {"pick": 1}, "AdvanceOverdrawn"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("reverse", {"pick": 0}, "CancellationNotReversible"),
    ("account_for", {"pick": 0, "days": 20, "spent": 60, "back": 40}, "AdvanceAct"),
    ("tell_papers", {"pick": 0, "words": "Nota"}, "SupportedVoucher"),
    ("tell_papers", {"pick": 0, "words": ""}, "SupportedVoucher"),
    # Partners
    ("move_with_a_partner", {"code": "LP", "days": 20, "amount": 1000 * RP, "back": False}, "UnknownFund"),
    ("open_partner_fund", {"code": "LP", "amount": 500_000 * RP}, "PartnerFund"),
    ("open_partner_fund", {"code": "LP", "amount": 500_000 * RP}, "FundExists"),
    ("move_with_a_partner", {"code": "LP", "days": 6, "amount": 1000 * RP, "back": False}, "BeforePartnerAgreement"),
    ("move_with_a_partner", {"code": "LP", "days": 20, "amount": 900_000 * RP, "back": False}, "PostedEntry"),
    ("lend_a_partners_money", {"terms": TERMS, "amount": 700_000 * RP, "days": 22}, "Disbursement"),
    ("move_with_a_partner", {"code": "LP", "days": 25, "amount": 1_200_000 * RP, "back": True}, "PaysPartnerTooMuch"),
    ("move_with_a_partner", {"code": "LP", "days": 25, "amount": 350_000 * RP, "back": True}, "PostedEntry"),
    ("close_or_open_a_partner_fund", {"code": "LP", "opened": False}, "PartnerStillOwed"),
    ("close_or_open_a_partner_fund", {"code": "LP", "opened": True}, "PartnerFundOpen"),
    ("reverse", {"pick": 2}, "KeptMoneySpent"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("reverse", {"pick": 0}, "CancellationNotReversible"),
    ("open_partner_fund", {"code": "CSR", "amount": 500_000 * RP}, "PartnerFund"),
    ("close_or_open_a_partner_fund", {"code": "CSR", "opened": False}, "PartnerFund"),
    ("close_or_open_a_partner_fund", {"code": "CSR", "opened": False}, "PartnerFundClosed"),
    ("move_with_a_partner", {"code": "CSR", "days": 25, "amount": 100, "back": False}, "PartnerFundClosed"),
    ("close_or_open_a_partner_fund", {"code": "CSR", "opened": True}, "PartnerFund"),
    # The bank
    ("move_cash", {"on": date(2026, 1, 12), "amount": 3_000_000 * RP, "act": "setor"}, "PostedEntry"),
    ("read_the_bank", {"days": 20, "charges": [("Bunga", 5_000 * RP), ("Pajak bunga", 900 * RP)], "book": True}, "list"),
    ("reconcile", {"days": 30, "told": False}, "BankBalanceUnknown"),
    ("reconcile", {"days": 30, "told": True}, "Reconciliation"),
    ("move_cash", {"on": date(2026, 1, 20), "amount": 1_000_000 * RP, "act": "tarik"}, "PostedEntry"),
    ("read_the_bank", {"days": 30, "charges": [("Biaya adm", 7_000 * RP)], "book": False}, "Matching"),
    ("reconcile", {"days": 30, "told": True}, "Reconciliation"),
    ("drop_a_statement", {"release": True, "old": True}, "tuple"),
    ("drop_a_statement", {"release": False, "old": False}, "StatementMatched"),
    ("drop_a_statement", {"release": True, "old": False}, "tuple"),
    # Settings, budget
    ("choose", {"days": 10, "setting": ("batas-kas", "1000000")}, "SettingView"),
    ("choose", {"days": 10, "setting": ("hari-setor", "1")}, "SettingView"),
    ("choose", {"days": 10, "setting": ("mulai-susut", "bulan-beli")}, "SettingView"),
    ("plan", {"year": 2026, "month": 5, "amount": 100_000 * RP, "whole": False}, "dict"),
    ("plan", {"year": 2027, "month": 5, "amount": 100_000 * RP, "whole": False}, "MonthOfOtherYear"),
    ("plan", {"year": 2025, "month": 5, "amount": 100_000 * RP, "whole": True}, "BeforeBookStart"),
    # The Sekretariat
    ("move_a_fund", {"fund": "APBD", "days": 5, "amount": 1000, "what": "masuk"}, "UnknownFund"),
    ("open_fund", {"fund": "APBD"}, "FundState"),
    ("open_fund", {"fund": "APBD"}, "FundExists"),
    ("move_a_fund", {"fund": "APBD", "days": 5, "amount": 300_000, "what": "masuk"}, "FundEntry"),
    ("move_a_fund", {"fund": "APBD", "days": 4, "amount": 1000, "what": "keluar"}, "FundTooSmall"),
    ("move_a_fund", {"fund": "APBD", "days": 9, "amount": 200_000, "what": "keluar"}, "FundEntry"),
    ("move_a_fund", {"fund": "APBD", "days": 6, "amount": 150_000, "what": "keluar"}, "KeptMoneySpent"),
    ("undo_of_a_fund", {"pick": 1}, "KeptMoneySpent"),
    ("undo_of_a_fund", {"pick": 0}, "PostedEntry"),
    ("undo_of_a_fund", {"pick": 0}, "AlreadyReversed"),
    ("move_a_fund", {"fund": "APBD", "days": 9, "amount": 900_000, "what": "masuk"}, "FundAboveAgreement"),
    ("close_a_fund", {"fund": "APBD", "days": 90, "why": "", "back": False, "empty": False}, "FundHasRest"),
    ("move_a_fund", {"fund": "APBD", "days": 40, "amount": 300_000, "what": "kembali"}, "FundEntry"),
    ("close_a_fund", {"fund": "APBD", "days": 90, "why": "", "back": False, "empty": False}, "WorkNotDone"),
    ("close_a_fund", {"fund": "APBD", "days": 20, "why": "Selesai", "back": False, "empty": False}, "ClosedBeforeMoves"),
    ("close_a_fund", {"fund": "APBD", "days": 90, "why": "Selesai", "back": True, "empty": False}, "FundNotClosed"),
    ("close_a_fund", {"fund": "APBD", "days": 90, "why": "Selesai", "back": False, "empty": False}, "FundState"),
    ("move_a_fund", {"fund": "APBD", "days": 40, "amount": 1000, "what": "masuk"}, "FundClosed"),
    ("undo_of_a_fund", {"pick": 0}, "FundClosed"),
    ("close_a_fund", {"fund": "APBD", "days": 90, "why": "", "back": True, "empty": False}, "FundState"),
    ("close_a_month_there", {"month": 2, "back": False}, "EarlierMonthOpen"),
    ("close_a_month_there", {"month": 1, "back": False}, "ClosedMonth"),
    ("move_a_fund", {"fund": "APBD", "days": 9, "amount": 1000, "what": "masuk"}, "MonthClosed"),
    ("close_a_month_there", {"month": 2, "back": True}, "MonthNotClosed"),
    ("close_a_month_there", {"month": 1, "back": True}, "ReopenedMonth"),
    # Years
    ("close_year", {"year": 2025}, "YearBeforeBook"),
    ("close_year", {"year": 2026}, "EarlierMonthOpen"),
    ("correct_a_year", {"year": 2026, "days": 9, "amount": 100, "debit": True, "account": "11010"}, "NotAPriorYear"),
    ("allocate", {"year": 2026, "days": 9, "shares": True}, "YearNotClosed"),
    ("close_month", {"ahead": 0}, "ClosedMonth"),
    ("count_cash", {"days": 2, "more": 5, "what": "buku"}, "DifferenceInClosedMonth"),
    ("dispose", {"code": "LAPTOP", "days": 4, "proceeds": 0}, "MonthClosed"),
    ("dispose", {"code": "LAPTOP", "days": 20, "proceeds": 500_000 * RP}, "DisposedAsset"),
    ("dispose", {"code": "LAPTOP", "days": 20, "proceeds": 0}, "AssetDisposed"),
    ("cancel_asset", {"code": "LAPTOP"}, "AssetDisposed"),
    ("undo_disposal", {"code": "LAPTOP"}, "PostedEntry"),
    ("cancel_asset", {"code": "LAPTOP"}, "CancelledAsset"),
    ("cancel_asset", {"code": "LAPTOP"}, "UnknownAsset"),
    ("move_cash", {"on": date(2026, 2, 12), "amount": 9_000_000 * RP, "act": "masuk"}, "PostedEntry"),
    ("a_year_passes", {"with_its_december": True}, "YearEnd"),
    ("close_year", {"year": 2026}, "YearEnd"),
    ("close_year", {"year": 2027}, "EarlierMonthOpen"),
    ("reopen_year", {"year": 2027}, "YearNotClosed"),
    ("reopen_year", {"year": 2026}, "ReopenedYear"),
    ("reopen_year", {"year": 2026}, "YearNotClosed"),
    ("close_year", {"year": 2026}, "YearEnd"),
    ("allocate", {"year": 2026, "days": 9, "shares": False}, "NoSharesSet"),
    ("allocate", {"year": 2026, "days": 0, "shares": True}, "DecidedTooEarly"),
    ("allocate", {"year": 2026, "days": 40, "shares": True}, "MonthOpenBeforeDecision"),
    ("allocate", {"year": 2026, "days": 9, "shares": True}, "Allocation"),
    ("allocate", {"year": 2026, "days": 9, "shares": True}, "AlreadyAllocated"),
    ("reopen_year", {"year": 2026}, "YearAllocated"),
    ("pay_allocation", {"purpose": "Sosial", "days": 12, "percent": 105}, "MoreThanAllocated"),
    ("pay_allocation", {"purpose": "Sosial", "days": 12, "percent": 40}, "PostedEntry"),
    ("reverse", {"pick": 1}, "AllocationPaid"),
    ("reverse", {"pick": 0}, "PostedEntry"),
    ("pay_allocation", {"purpose": "Sosial", "days": 12, "percent": 100}, "PostedEntry"),
    ("pay_allocation", {"purpose": "Sosial", "days": 12, "percent": 10}, "NothingOwed"),
    ("correct_a_year", {"year": 2026, "days": 9, "amount": 5_000 * RP, "debit": True, "account": "11010"}, "PostedEntry"),
    ("correct_a_year", {"year": 2026, "days": 9, "amount": 5_000 * RP, "debit": True, "account": "41010"}, "NotOnPriorYears"),
    ("a_month_more", {}, "ClosedMonth"),
    ("correct_a_year", {"year": 2026, "days": 3, "amount": 5_000 * RP, "debit": False, "account": "21010"}, "MonthClosed"),
    ("reopen_month", {"back": 0}, "ReopenedMonth"),
    ("close_month", {"ahead": 0}, "ClosedMonth"),
)  # fmt: skip
"""What is tried, and what comes of it."""


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_a_life_of_the_books_in_which_everything_happens(build, tmp_path, where, request):
    if where == "sqlite":
        office = on_file(build, tmp_path, BooksMachine)()
    else:
        office = on_server(build, request.getfixturevalue("postgres_location"), BooksMachine)()
    office.two_groups_with_a_loan_each(terms=(TERMS, {**TERMS, "rate_percent": Fraction(1)}))
    for number, (act, facts, outcome) in enumerate(LIFE):
        office.last = None
        getattr(office, act)(**facts)
        assert (number, act, office.last) == (number, act, outcome)
        office.the_book_keeps_its_promises()
        office.sub_ledgers_are_their_accounts()
    office.teardown()
