"""Classes at every limit, kept ones too, by both countings; one figure of arrears in every paper; one cost."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.actions.test_reports_cost import asked
from upk_ledger import resources
from upk_ledger.actions.cards import card_statement, loan_card
from upk_ledger.actions.dunning import letters_due, make_letter
from upk_ledger.actions.explaining import ARREARS, explain_loan
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.loan_views import list_loans, view_loan
from upk_ledger.actions.products import add_product, usual_terms
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.core.dates import add_months
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.rulebooks import parse_rulebook
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.tasks import OVERDUE
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at

LENT = date(2026, 1, 5)


def edition(code):
    return parse_rulebook((resources.folder("rulebooks") / f"{code}.toml").read_text(encoding="utf-8"))


def at(desk, number, on, rules=None):
    with desk.read() as session:
        return positions(session, on, rules or rules_at(session, on).collectibility, number)[0]


@pytest.fixture
def book(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    build.group(desk)
    return desk


def reschedule(desk, number, on, tenor=24, kind="penjadwalan", **terms):
    return reschedule_loan(
        desk, RescheduleRequest(number, kind, "12/BKM/2026", on, {"tenor": tenor, **terms}, "Panen gagal")
    )


def limit_day(code, start, frequency, limit):
    """The last day of the class whose limit is so many months: due days for monthly loans, else from the first one."""
    if frequency == "bulanan":
        return add_months(start, limit + 1)
    period = timedelta(7 if frequency == "mingguan" else 14)
    return start + (limit + 1) * period if code == "perdesaan" else add_months(start + period, limit)


@pytest.mark.parametrize(
    ("code", "limits"),
    [("pnpm-2012", (0, 3, 6, 9)), ("pnpm-2009", (0, 3, 6, 9)), ("perdesaan", (0, 2, 4, 6))],
)
def test_the_class_changes_the_day_after_each_limit(book, build, code, limits):
    """On any day of the month, its last ones too, and whatever the rhythm."""
    rules = edition(code).collectibility
    for start in (LENT, date(2026, 1, 30), date(2026, 1, 31), date(2026, 8, 31)):
        for frequency in ("bulanan", "mingguan", "dua-mingguan"):
            number = build.loan(book, start, tenor=24, frequency=frequency)
            found = [
                [
                    at(
                        book, number, limit_day(code, start, frequency, limit) + timedelta(days), rules
                    ).position.class_
                    for days in (-1, 0, 1)
                ]
                for limit in limits
            ]
            assert found == [[1, 1, 2], [2, 2, 3], [3, 3, 4], [4, 4, 5]], (start, frequency)


@pytest.mark.parametrize(("code", "limits"), [("pnpm-2012", (0, 3, 6, 9)), ("perdesaan", (0, 2, 4, 6))])
@pytest.mark.parametrize(("months", "kept"), [(1, 2), (4, 3), (7, 4), (10, 5)])
def test_a_kept_class_holds_below_each_limit_and_gives_way_above(book, build, code, limits, months, kept):
    rules = edition(code).collectibility
    number = build.loan(book, LENT, tenor=24)
    day = add_months(LENT, months) + timedelta(10)  # that many months are overdue, by the book's own rules
    assert reschedule(book, number, day).kept_class == kept
    assert at(book, number, day).position[1:] == (0, 0, 0, kept)
    found = [
        [
            at(book, number, add_months(day, limit + 1) + timedelta(days), rules).position.class_
            for days in (-1, 0, 1)
        ]
        for limit in limits
    ]
    plain = [[1, 1, 2], [2, 2, 3], [3, 3, 4], [4, 4, 5]]
    assert found == [[max(kept, class_) for class_ in three] for three in plain]


def test_a_loan_of_class_one_keeps_nothing(book, build):
    number = build.loan(book, LENT)
    assert reschedule(book, number, LENT + timedelta(9)).kept_class == 1
    found = at(book, number, LENT + timedelta(9))
    assert (found.status, found.kept_class, found.position.class_) == ("dijadwal-ulang", None, 1)


@pytest.mark.parametrize(("least", "classes"), [(None, [2, 2, 2]), (4, [2, 2, 4]), (1, [2, 2, 2])])
def test_a_products_least_class_counts_the_day_after_maturity(book, least, classes):
    number = product_loan(book, class_past_maturity=least)
    last = add_months(LENT, 3)
    assert [at(book, number, last + timedelta(days)).position.class_ for days in (-1, 0, 1)] == classes
    assert at(book, number, add_months(last, 9)).position.class_ == 5


def test_days_of_tolerance_make_a_late_installment_punctual(book, build):
    number = product_loan(book, tolerance_days=3)
    day = add_months(LENT, 5)
    reschedule(book, number, day, 10)
    dues = [add_months(day, number) for number in (1, 2, 3)]
    for due, rupiah in zip(dues, (160_000, 115_000, 115_000), strict=True):
        build.pay(book, number, due + timedelta(3), rupiah)
    assert [at(book, number, dues[2] + timedelta(days)).kept_class for days in (2, 3)] == [3, None]


def product_loan(desk, **facts):
    add_product(desk, "UMUM", "Pinjaman Umum", facts, date(2026, 1, 1))
    _, version = usual_terms(desk, "UMUM", LENT)
    terms = LoanTerms(100_000_000, 3, Fraction("1.5"), "bulan", "flat", LENT)
    number = apply_for_loan(desk, LoanApplication("K01", terms, product=version))
    decide_loan(desk, number, "disetujui", LENT)
    disburse_loan(desk, number, LENT)
    return number


DAY = date(2026, 11, 20)


def portfolio(desk, build, first=1, last=3):
    """Loans in every state: punctual, late, rescheduled and late again, in advance, matured, taken back."""
    made = {}
    for place in range(first, last):
        build.group(desk, f"L{place}")
        for state in ("punctual", "late", "anew", "advance", "matured"):
            made[state] = build.loan(desk, LENT, group=f"L{place}", tenor=5 if state == "matured" else 24)
        for state, rupiah in (
            ("punctual", 566_660),
            ("late", 100_001),
            ("anew", 33_333),
            ("advance", 900_000),
        ):
            build.pay(desk, made[state], date(2026, 2, 10), rupiah)
        reschedule(desk, made["anew"], date(2026, 8, 20), 12)
        build.pay(desk, made["anew"], date(2026, 9, 25), 40_001)
    return made


def test_every_paper_says_the_same_of_a_loan(book, build):
    portfolio(book, build)
    period = ReportPeriod.at(DAY)
    papers = {
        name: build_statement(book, name, period).data
        for name in ("tunggakan", "kolektibilitas", "perkembangan-pinjaman", "kinerja", "cadangan")
    }
    with book.read() as session:
        loans = positions(session, DAY, rules_at(session, DAY).collectibility)
    arrears = {
        loan.number: (loan.position.arrears_principal, loan.position.arrears_service)
        for loan in loans
        if loan.position.arrears_principal or loan.position.arrears_service
    }
    assert len(arrears) == 6

    def told(name):
        return {
            loan["number"]: (loan["arrears_principal"], loan["arrears_service"])
            for loan in papers[name]["loans"]
            if loan["arrears_principal"] or loan["arrears_service"]
        }

    assert told("tunggakan") == told("kolektibilitas") == told("perkembangan-pinjaman") == arrears
    balance = sum(loan.position.outstanding for loan in loans)
    assert {papers[name]["total_balance"] for name in ("kolektibilitas", "cadangan")} == {balance}
    assert (
        papers["kinerja"]["basis"]["balance"]
        == papers["perkembangan-pinjaman"]["totals"]["balance"]
        == balance
    )
    assert papers["kolektibilitas"]["required_allowance"] == papers["cadangan"]["required_allowance"]
    kept = {
        loan["number"]: loan["kept_class"]
        for loan in papers["kolektibilitas"]["loans"]
        if loan["rescheduled_on"]
    }
    assert set(kept.values()) == {4}
    assert len(kept) == 2
    listed = {view.loan.number: view.at.position for view in list_loans(book, DAY)}
    assert {number: found[1:3] for number, found in listed.items() if any(found[1:3])} == arrears
    letters = {due.loan: (due.arrears_principal, due.arrears_service) for due in letters_due(book, DAY)}
    assert letters == arrears
    tasks = {
        task.subject: task.amount
        for found in tasks_due(book, DAY)
        for task in found.tasks
        if found.kind == OVERDUE
    }
    assert tasks == {number: sum(parts) for number, parts in arrears.items()}
    for number, parts in arrears.items():
        (told,) = explain_loan(book, number, DAY, of=(ARREARS,)).parts
        assert (told.figures["arrears_principal"], told.figures["arrears_service"]) == parts
        rows = make_letter(book, number, DAY).rows
        assert (sum(row.principal for row in rows), sum(row.service for row in rows)) == parts
    for loan in loans:
        seen = view_loan(book, loan.number, DAY).at
        assert seen == loan
        card = loan_card(book, loan.number, "pinjaman", DAY)
        due = sum(duty.principal for duty in card.duties if duty.due < DAY)
        paid = sum(payment.principal for payment in card.payments)
        assert max(0, due - paid) == loan.position.arrears_principal
        assert card_statement(card).data["disbursed_on"] == LENT


def test_rescheduled_loans_ask_no_more_statements_however_many(book, build):
    counts = []
    for first, last in ((1, 2), (2, 5)):
        portfolio(book, build, first, last)
        with asked(book) as statements:
            at_all = build_statement(book, "kolektibilitas", ReportPeriod.at(DAY))
        counts.append(len(statements))
        assert len(at_all.data["loans"]) == 5 * (last - 1)
    assert counts[0] == counts[1]
    asked_for = []
    for day in (DAY, date(2026, 8, 19)):
        with asked(book) as statements, book.read() as session:
            positions(session, day, edition("pnpm-2012").collectibility)
        asked_for.append(sum("SELECT" in statement for statement, _ in statements))
    # Versions, new installments and payments of rescheduled loans: asked for all at once, and of no others.
    assert asked_for == [4, 1]
