"""Loan funds of partners: owed, repaid by their own schedule, lent from, told apart, undone without a trace."""

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import event

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.partners import (
    assign_loan,
    change_partner_fund,
    close_partner_fund,
    list_partners,
    open_partner_fund,
    plan_partner_schedule,
    receive_from_partner,
    reopen_partner_fund,
    repay_partner,
    set_partner_schedule,
    view_partner,
)
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.repayment import cancel_repayment, record_repayment
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.reversal import reverse
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.actions.write_offs import write_off
from upk_ledger.actions.year_end import close_year, reopen_year
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.funds import FundExists, UnknownFund
from upk_ledger.core.errors.ledger import ReservedAccount
from upk_ledger.core.errors.loans import PaymentNotPositive, PrincipalNotPositive, WrongStage
from upk_ledger.core.errors.partners import (
    BeforePartnerAgreement,
    LoanHasEntries,
    NoPartnerSchedule,
    PartnerFundClosed,
    PartnerFundOpen,
    PartnerSplitWrong,
    PartnerStillOwed,
    PaysPartnerTooMuch,
    ScheduleBelowRepaid,
    ScheduleRowWrong,
)
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.savings import KeptMoneySpent
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.partners import numbered
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store.accounts import the_account
from upk_ledger.store.loan_funds import fund_of_loans

JANUARY, MARCH = date(2026, 1, 5), date(2026, 3, 31)
TERMS = {"tenor": 12, "rate_percent": Fraction(12), "rate_per": "tahun", "method": "flat", "start": JANUARY}


def million(amount):
    return amount * 100_000_000


@pytest.fixture
def office(desk, build):
    """An office with money of its own, two groups, and a partner's fund of twelve million received."""
    build.opening(desk, k11010=20_000_000, k31010=-20_000_000)
    for code in ("K01", "K02"):
        build.group(desk, code)
    open_partner_fund(desk, "BRI", "Dana BRI", "Bank BRI", "12/PK", date(2026, 1, 2), million(12))
    receive_from_partner(desk, "bri", million(12), JANUARY, account="11021")
    plan_partner_schedule(desk, "BRI", TERMS)
    return desk


def lend(desk, group="K01", amount=500_000_000, on=date(2026, 1, 6), fund="bri", **facts):
    terms = LoanTerms(amount, 10, Fraction("1.5"), "bulan", "flat", on)
    number = apply_for_loan(desk, LoanApplication(group, terms))
    decide_loan(desk, number, "disetujui", on)
    disburse_loan(desk, number, on, account="11021", fund=fund, **facts)
    return number


def funds_of_lines(desk, loan):
    with desk.read() as session:
        return {
            row[0]
            for row in session.all(
                "SELECT fund_code FROM journal_line WHERE office_id = :office AND loan_number = :loan",
                loan=loan,
            )
        }


def figures(desk):
    """Every figure of the papers, and where the funds stand."""
    papers = ("neraca", "laba-rugi", "neraca-saldo", "kolektibilitas", "cadangan", "kinerja")
    found = {name: build_statement(desk, name, ReportPeriod.at(MARCH)).data for name in papers}
    return found, [(one.moves, one.lent, one.due_until(MARCH)) for one in list_partners(desk, MARCH)]


def listed(desk, rule="dana-mitra-kurang"):
    with desk.read() as session:
        return [
            row[0]
            for row in session.all(
                "SELECT detail FROM exception_item WHERE office_id = :office AND rule = :rule", rule=rule
            )
        ]


def test_a_fund_is_owed_and_repaid_service_first_installment_by_installment(office):
    paid = repay_partner(office, "BRI", 200_000_000, date(2026, 2, 5), account="11021")
    # The first installment is 1,000,000 and 120,000; 880,000 is left, of which 120,000 is the second's service.
    assert [(line.account, line.debit, line.credit, line.fund) for line in paid.entry.lines] == [
        ("21060", 176_000_000, 0, "BRI"),
        ("51092", 24_000_000, 0, "BRI"),
        ("11021", 0, 200_000_000, "BRI"),
    ]
    at = view_partner(office, "BRI", date(2026, 3, 6))
    assert (at.moves.received, at.moves.repaid, at.moves.service) == (million(12), 176_000_000, 24_000_000)
    assert (at.owed, at.free) == (million(12) - 176_000_000,) * 2
    assert at.overdue == (24_000_000, 0)
    assert at.next_due == (date(2026, 3, 5), 24_000_000, 0)
    assert view_partner(office, "BRI", date(2026, 3, 5)).overdue == (0, 0)
    assert view_partner(office, "BRI", date(2026, 1, 31)).moves == (million(12), 0, 0)
    assert check_book(office).violations == ()


def test_closing_the_year_leaves_what_was_paid_to_the_partner_as_it_was(office):
    repay_partner(office, "BRI", 200_000_000, date(2026, 2, 5), account="11021")
    for month in range(1, 12):
        close_month(office, Month(2026, month))
    eve = date(2026, 12, 31)
    before = view_partner(office, "BRI", eve)
    close_year(office, 2026)
    assert view_partner(office, "BRI", eve) == before
    assert check_book(office).violations == ()
    reopen_year(office, 2026, "salah")
    assert view_partner(office, "BRI", date(2027, 1, 31)).moves == before.moves


def test_what_was_undone_leaves_every_figure_as_it_was(office):
    lend(office)
    with office.write() as session:
        the_account(
            session, "jasa-mitra"
        )  # opened by the first payment otherwise, and listed with nothing since
    before = figures(office)
    paid = repay_partner(office, "BRI", 112_000_000, date(2026, 2, 5), account="11021")
    more = receive_from_partner(office, "BRI", million(1), date(2026, 2, 6), account="11021")
    assert figures(office) != before
    for voucher in (paid.voucher, more.voucher):
        reverse(office, voucher, "salah")
    assert figures(office) == before


def test_a_loan_that_was_not_paid_out_after_all_leaves_no_figure(office):
    lend(office, "K02", fund=None)
    terms = LoanTerms(million(1), 10, Fraction("1.5"), "bulan", "flat", JANUARY)
    loan = apply_for_loan(office, LoanApplication("K01", terms))
    decide_loan(office, loan, "disetujui", JANUARY)
    before = figures(office)
    paid = disburse_loan(office, loan, date(2026, 1, 6), account="11021", fund="BRI", receipt="K-1")
    assert figures(office) != before
    reverse(office, paid.voucher, "tidak jadi")
    assert figures(office) == before
    assert check_book(office).violations == ()


def test_a_receipt_is_not_undone_while_it_is_repaid(office):
    with office.read() as session:
        voucher = session.value(
            "SELECT max(number) FROM journal_entry WHERE office_id = :office AND series = 'KM'"
        )
    repay_partner(office, "BRI", 112_000_000, date(2026, 2, 5), account="11021")
    with pytest.raises(KeptMoneySpent):
        reverse(office, f"KM/2026/01/{voucher:04d}", "salah")


def test_a_split_can_be_told_and_has_to_add_up(office):
    paid = repay_partner(office, "BRI", 100_000_000, MARCH, principal=90_000_000)
    assert [line.debit for line in paid.entry.lines] == [90_000_000, 10_000_000, 0]
    with pytest.raises(PartnerSplitWrong):
        repay_partner(office, "BRI", 100_000_000, MARCH, principal=90_000_000, service=20_000_000)
    with pytest.raises(PartnerSplitWrong):
        repay_partner(office, "BRI", 100_000_000, MARCH, service=110_000_000)
    with pytest.raises(PaysPartnerTooMuch):
        repay_partner(office, "BRI", million(12), MARCH, principal=million(12))


def test_the_same_key_pays_once(office):
    first = repay_partner(office, "BRI", 100_000_000, MARCH, key="a")
    assert repay_partner(office, "BRI", 100_000_000, MARCH, key="a").voucher == first.voucher
    assert (
        view_partner(office, "BRI", MARCH).moves.repaid + view_partner(office, "BRI", MARCH).moves.service
        == 100_000_000
    )
    once = receive_from_partner(office, "BRI", 5_000, MARCH, receipt="X1")
    assert receive_from_partner(office, "BRI", 5_000, MARCH, receipt="X1").repeated
    assert once.voucher


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda d: open_partner_fund(d, "bri", "B", "B", "1", JANUARY, 1), FundExists),
        (lambda d: open_partner_fund(d, "X", " ", "B", "1", JANUARY, 1), EmptyField),
        (lambda d: open_partner_fund(d, "X", "X", "B", "1", JANUARY, 0), PrincipalNotPositive),
        (lambda d: receive_from_partner(d, "XX", 1, MARCH), UnknownFund),
        (lambda d: receive_from_partner(d, "bergulir", 1, MARCH), UnknownFund),
        (lambda d: receive_from_partner(d, "BRI", 0, MARCH), PaymentNotPositive),
        (lambda d: receive_from_partner(d, "BRI", 1, date(2026, 1, 1)), BeforePartnerAgreement),
        (lambda d: receive_from_partner(d, "BRI", 1, MARCH, from_opening=True), KeptMoneySpent),
        (lambda d: repay_partner(d, "BRI", 0, MARCH), PaymentNotPositive),
        (lambda d: repay_partner(d, "BRI", million(14), MARCH), PaysPartnerTooMuch),
        (lambda d: close_partner_fund(d, "BRI"), PartnerStillOwed),
        (lambda d: reopen_partner_fund(d, "BRI"), PartnerFundOpen),
        (lambda d: change_partner_fund(d, "BRI", {"partner": "B"}, " "), EmptyField),
        (lambda d: change_partner_fund(d, "BRI", {"agreement": " "}, "x"), EmptyField),
        (lambda _d: numbered([(MARCH, 1, 0), (MARCH, 1, 0)]), ScheduleRowWrong),
        (lambda _d: numbered([(MARCH, 0, 0)]), ScheduleRowWrong),
        (lambda d: lend(d, fund="XX"), UnknownFund),
    ],
)
def test_what_is_refused(office, act, error):
    before = figures(office)
    with pytest.raises(error):
        act(office)
    assert figures(office) == before


def test_the_debt_to_partners_is_booked_by_its_own_commands_only(office):
    from upk_ledger.actions.cash import receive_cash

    with pytest.raises(ReservedAccount):
        receive_cash(office, MARCH, "21060", 100, "x")


def test_a_schedule_is_replaced_whole_and_covers_what_was_paid(office):
    repay_partner(office, "BRI", 112_000_000, date(2026, 2, 5), account="11021")
    with pytest.raises(ScheduleBelowRepaid):
        set_partner_schedule(office, "BRI", numbered([(MARCH, 50_000_000, 0)]))
    made = numbered([(date(2026, 2, 5), million(6), 12_000_000), (date(2026, 8, 5), million(6), 5)])
    at = set_partner_schedule(office, "BRI", made)
    assert at.rows == made
    assert view_partner(office, "BRI", MARCH).overdue == (million(6) - 100_000_000, 0)
    without = open_partner_fund(office, "BNI", "Dana BNI", "Bank BNI", "1", JANUARY, 100)
    receive_from_partner(office, without.code, 100, MARCH)
    with pytest.raises(NoPartnerSchedule):
        repay_partner(office, "BNI", 100, MARCH)


def test_a_fund_is_closed_when_nothing_is_owed_or_lent_and_opened_again(office):
    loan = lend(office, amount=100_000_000)
    repay_partner(office, "BRI", million(12), MARCH, principal=million(12), account="11021")
    with pytest.raises(PartnerStillOwed) as refused:
        close_partner_fund(office, "BRI")
    assert (refused.value.owed, refused.value.lent) == (0, 100_000_000)
    record_repayment(office, Repayment(loan, 115_000_000, MARCH))
    assert not close_partner_fund(office, "BRI").open
    for act in (
        lambda: receive_from_partner(office, "BRI", 1, MARCH),
        lambda: repay_partner(office, "BRI", 1, MARCH),
        lambda: close_partner_fund(office, "BRI"),
        lambda: plan_partner_schedule(office, "BRI", TERMS),
        lambda: lend(office, "K02", on=MARCH),
    ):
        with pytest.raises(PartnerFundClosed):
            act()
    assert reopen_partner_fund(office, "BRI").open
    receive_from_partner(office, "BRI", 1, MARCH)


def test_what_is_corrected_of_an_agreement(office):
    changed = change_partner_fund(office, "bri", {"amount": million(15), "agreement": "13/PK"}, "salah ketik")
    assert (changed.amount, changed.agreement, changed.partner) == (million(15), "13/PK", "Bank BRI")
    assert view_partner(office, "BRI", MARCH).fund == changed


def test_a_debt_of_the_opening_balance_goes_to_its_fund(desk, build):
    build.opening(desk, k11021=9_000_000, k21060=-9_000_000)
    open_partner_fund(desk, "BRI", "Dana BRI", "Bank BRI", "12", build_start(), million(10))
    posted = receive_from_partner(desk, "BRI", million(9), JANUARY, from_opening=True)
    assert posted.voucher.startswith("PB/")
    assert view_partner(desk, "BRI", MARCH).owed == million(9)
    with pytest.raises(KeptMoneySpent):
        receive_from_partner(desk, "BRI", 100, JANUARY, from_opening=True)
    assert check_book(desk).violations == ()


def build_start():
    return date(2026, 1, 1)


def test_a_loan_of_the_opening_balance_is_said_to_be_of_a_fund(desk, build):
    build.group(desk)
    build.opening(desk, k11030=600_000, k11021=400_000, k21060=-1_000_000)
    loan = build.running_loan(desk, date(2025, 10, 5), 1_000_000, (400_000, 60_000))
    open_partner_fund(desk, "BRI", "Dana BRI", "Bank BRI", "12", date(2025, 10, 1), million(1))
    receive_from_partner(desk, "BRI", million(1), build_start(), from_opening=True)
    assert assign_loan(desk, "bri", loan) == (loan, "BRI")
    at = view_partner(desk, "BRI", MARCH)
    assert (at.owed, at.lent, at.free) == (million(1), 60_000_000, 40_000_000)
    assign_loan(desk, None, loan)
    assert view_partner(desk, "BRI", MARCH).lent == 0
    assign_loan(desk, "BRI", loan)
    build.pay(desk, loan, date(2026, 2, 5), 115_000)
    assert funds_of_lines(desk, loan) == {"BRI"}
    with pytest.raises(LoanHasEntries):
        assign_loan(desk, None, loan)
    terms = LoanTerms(million(1), 10, Fraction("1.5"), "bulan", "flat", JANUARY)
    asked = apply_for_loan(desk, LoanApplication("K01", terms))
    with pytest.raises(WrongStage):
        assign_loan(desk, "BRI", asked)
    assert check_book(desk).violations == ()


def test_all_that_is_booked_about_a_loan_carries_its_fund(office):
    loan, own = lend(office), lend(office, "K02", fund=None)
    with office.read() as session:
        disbursed = session.all(
            "SELECT DISTINCT fund_code FROM journal_line WHERE office_id = :office AND loan_number = :loan",
            loan=loan,
        )
    assert [tuple(row) for row in disbursed] == [("BRI",)]
    paid = record_repayment(office, Repayment(loan, 60_000_000, date(2026, 2, 6)))
    cancel_repayment(office, paid.voucher, "salah")
    record_repayment(office, Repayment(loan, 70_000_000, date(2026, 2, 7), excess="titipan"))
    close_month(office, Month(2026, 1))
    write_off(office, loan, MARCH, decision="1", reason="x")
    record_repayment(office, Repayment(loan, 1_000_000, MARCH))
    assert funds_of_lines(office, loan) == {"BRI"}
    assert funds_of_lines(office, own) == {"bergulir"}
    with office.read() as session:
        assert fund_of_loans(session) == {loan: "BRI"}
    assert check_book(office).violations == ()


def test_more_than_is_there_is_lent_with_a_note_for_the_supervisors(office):
    lend(office, amount=million(10))
    assert listed(office) == []
    lend(office, "K02", amount=million(3), reason="menunggu tahap kedua")
    assert listed(office) == ["3000000 2000000 BRI"]


def test_a_loan_paid_out_again_may_be_of_another_fund(office):
    loan = lend(office)
    with office.read() as session:
        voucher = session.value(
            "SELECT max(number) FROM journal_entry WHERE office_id = :office AND series = 'KK'"
        )
    reverse(office, f"KK/2026/01/{voucher:04d}", "salah dana")
    disburse_loan(office, loan, date(2026, 1, 7), account="11021")
    with office.read() as session:
        assert fund_of_loans(session) == {}
    assert funds_of_lines(office, loan) == {"BRI", "bergulir"}
    assert check_book(office).violations == ()


def test_partner_loans_stand_apart_in_kinerja_and_add_up_elsewhere(office):
    lend(office), lend(office, "K02", amount=million(2), fund=None)
    later = ReportPeriod.at(date(2026, 6, 30))
    health = build_statement(office, "kinerja", later).data
    assert (health["indicators"]["PAR"]["numerator"], health["indicators"]["PAR"]["denominator"]) == (
        million(2),
    ) * 2
    (fund,) = health["partner_funds"]
    assert (fund["fund"], fund["balance"], fund["indicators"]["PAR"]["denominator"]) == (
        "BRI",
        million(5),
        million(5),
    )
    assert health["indicators"]["LAR"]["denominator"] == fund["indicators"]["LAR"]["denominator"] == 1
    for name in ("kolektibilitas", "cadangan"):
        data = build_statement(office, name, later).data
        assert data["total_balance"] == million(7)
        assert [(one["fund"], one["balance"]) for one in data["funds"]] == [
            ("bergulir", million(2)),
            ("BRI", million(5)),
        ]
        assert sum(one["allowance"] for one in data["funds"]) == data["required_allowance"]


def test_an_office_without_partner_loans_tells_nothing_of_them(desk, build):
    build.opening(desk, k11010=20_000_000, k31010=-20_000_000)
    build.group(desk)
    build.loan(desk, JANUARY)
    assert build_statement(desk, "kinerja", ReportPeriod.at(MARCH)).data["partner_funds"] == []
    assert build_statement(desk, "kolektibilitas", ReportPeriod.at(MARCH)).data["funds"] == []


def test_a_closed_month_keeps_its_funds(office):
    lend(office), lend(office, "K02", amount=million(2), fund=None)
    close_month(office, Month(2026, 1))
    names = ("kinerja", "kolektibilitas", "cadangan")
    first = [build_statement(office, name, ReportPeriod.of_month(Month(2026, 1))) for name in names]
    lend(office, "K02", on=date(2026, 2, 3))
    assert [build_statement(office, name, ReportPeriod.of_month(Month(2026, 1))) for name in names] == first


def test_what_is_due_to_partners_stands_among_the_tasks(office):
    def due(on):
        return [
            (task.subject, task.name, task.on, task.amount, task.late)
            for one in tasks_due(office, on)
            if one.kind == "partners"
            for task in one.tasks
        ]

    assert due(date(2026, 1, 28)) == []
    assert due(date(2026, 1, 29)) == [("BRI", "Bank BRI", date(2026, 2, 5), 112_000_000, False)]
    assert due(date(2026, 2, 6)) == [("BRI", "Bank BRI", date(2026, 2, 5), 112_000_000, True)]
    repay_partner(office, "BRI", 112_000_000, date(2026, 2, 6))
    assert due(date(2026, 2, 6)) == []


@pytest.fixture
def heard(desk):
    """The statements that the engine's listeners hear."""
    found = []

    def listen(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(desk.book.engine, "before_cursor_execute", listen)
    yield found
    event.remove(desk.book.engine, "before_cursor_execute", listen)


def test_a_payment_costs_no_statement_more_where_no_loan_is_a_partners(office, heard):
    """And none either for a partner's loan, once it is known whose the loans are."""
    loan = lend(office, fund=None)

    def cost(on, of):
        heard.clear()
        record_repayment(office, Repayment(of, 1_000_000, on))
        return len(heard)

    cost(date(2026, 2, 6), loan)
    usual = cost(date(2026, 2, 7), loan)
    assert not [one for one in heard if "loan_fund" in one]
    partners = lend(office, "K02")
    cost(date(2026, 2, 6), partners)
    assert cost(date(2026, 2, 7), partners) == usual


def test_the_first_payment_of_a_day_learns_by_the_way_that_no_loan_is_a_partners(
    office, build, engine_location
):
    """One statement says which months are closed and whether any loan is lent from a partner's fund."""
    loan = lend(office, fund=None)
    later, found = build.open(engine_location), []
    event.listen(later.book.engine, "before_cursor_execute", lambda *given: found.append(given[2]))
    record_repayment(later, Repayment(loan, 1_000_000, date(2026, 2, 8)))
    told = [one for one in found if "loan_fund" in one]
    assert len(told) == 1
    assert told == [one for one in found if "period_event" in one]
