"""What lists and papers ask of a book with loans in every state: as many statements however many loans there are."""

from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from tests.actions.test_reports_cost import asked
from upk_ledger.actions.borrowers import relate
from upk_ledger.actions.cards import loan_card, running_cards
from upk_ledger.actions.dunning import letter_log, letters_due, make_letter
from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.actions.explaining import explain_loan
from upk_ledger.actions.journal import list_entries
from upk_ledger.actions.lending import apply_for_loan
from upk_ledger.actions.loan_story import loan_story
from upk_ledger.actions.loan_views import list_loans, view_loan
from upk_ledger.actions.member_shares import TakeOver, transfer_share
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.people import list_members
from upk_ledger.actions.products import add_product
from upk_ledger.actions.reports import PAPERS, build_statement
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.rewards import book_rewards, reward_ledger, reward_list
from upk_ledger.actions.savings import save, use_savings
from upk_ledger.actions.savings_views import savings_card, savings_list
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.actions.visits import visits_due
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.schedules import LoanTerms

LENT = date(2026, 1, 5)
DAY = date(2026, 6, 20)
HABITS = {
    "payoff_service": "berjalan",
    "savings_percent": Fraction(5),
    "fee_percent": Fraction(1),
    "reward_percent": Fraction(5),
    "tolerance_days": 2,
    "class_past_maturity": 3,
}
JUNE = ReportPeriod.of_month(Month(2026, 6))
FIRST = "P-2026-0001"
LISTS = {
    "kartu-pinjaman": lambda desk: running_cards(desk, "pinjaman", DAY),
    "kartu-angsuran": lambda desk: running_cards(desk, "angsuran", DAY),
    "pinjaman daftar": lambda desk: list_loans(desk, DAY),
    "anggota daftar": list_members,
    "tabungan daftar": lambda desk: savings_list(desk, DAY).groups,
    "reward daftar": lambda desk: reward_list(desk, JUNE),
    "reward buku": lambda desk: reward_ledger(desk, DAY + timedelta(30)),
    "surat jatuh-tempo": lambda desk: letters_due(desk, DAY),
    "kunjungan-jatuh-tempo": lambda desk: visits_due(desk, DAY),
    "tugas": lambda desk: [task for found in tasks_due(desk, DAY) for task in found.tasks],
    "pengecualian": list_exceptions,
    "jurnal daftar": list_entries,
}
"""Lists that grow with the loans."""
OF_ONE = {
    "pinjaman lihat": lambda desk: view_loan(desk, FIRST, DAY),
    "riwayat": lambda desk: loan_story(desk, FIRST, DAY),
    "pinjaman jelaskan": lambda desk: explain_loan(desk, FIRST, DAY),
    "kartu": lambda desk: loan_card(desk, FIRST, "pinjaman", DAY),
    "surat daftar": lambda desk: letter_log(desk, FIRST),
    "tabungan kartu": lambda desk: savings_card(desk, "L1", DAY),
}
"""What is shown of one loan or group, beside however many others."""


def fill(desk, build, first, last, product):
    """Groups with a loan in every state: late, rescheduled, taken over, written off, paid off, applied for."""
    for place in range(first, last):
        group = build.group(desk, f"L{place}", members=3)
        relate(desk, group, "A01", "manajer", "keluarga", LENT)
        shares = {"A01": 500_000, "A02": 300_000, "A03": 200_000}
        late, punctual, again, passed, gone, done = (
            build.loan(desk, LENT, 1_000_000, group, 10, shares=shares, product=own)
            for own in (None, product, None, None, None, product)
        )
        build.pay(desk, late, date(2026, 2, 5), 115_000)
        make_letter(desk, late, date(2026, 3, 20))
        build.pay(desk, punctual, date(2026, 2, 5), 500_000)
        build.pay(desk, punctual, date(2026, 2, 6), 90_000, excess="titipan")
        build.pay(desk, punctual, date(2026, 6, 4), 100_000)
        reschedule_loan(
            desk, RescheduleRequest(again, "penjadwalan", "12/BKM", DAY, {"tenor": 9}, "Panen gagal")
        )
        transfer_share(
            desk, TakeOver(passed, "A03", (("A01", None), ("A02", None)), DAY, "Pindah", leaves=False)
        )
        write_off(desk, gone, date(2026, 6, 10), decision="07/BKM", reason="Bubar")
        build.pay(desk, gone, date(2026, 6, 15), 50_000)
        pay_off(desk, PayoffRequest(done, date(2026, 4, 20)))
        save(desk, group, 5_000_000, date(2026, 2, 1))
        use_savings(desk, late, DAY, decision="05/BKM", reason="Menunggak", amount=1_000_000)
        terms = LoanTerms(50_000_000, 10, Fraction(3, 2), "bulan", "flat", DAY)
        apply_for_loan(desk, LoanApplication(group, terms))
        book_rewards(desk, JUNE, only=[punctual])


def test_more_loans_ask_no_more_statements(desk, build):
    desk.clock.now += timedelta(days=200)
    build.opening(desk, k11010=90_000_000, k31010=-90_000_000)
    product = add_product(desk, "CEPAT", "Cepat", HABITS, date(2026, 1, 1)).record
    papers = {
        name: partial(build_statement, name=name, period=JUNE)
        for name, kind in PAPERS.items()
        if "upk" in kind.offices
    }
    found = []
    for first, last in ((1, 2), (2, 5)):
        fill(desk, build, first, last, product)
        counts, lengths = {}, {}
        for name, act in {**papers, **LISTS, **OF_ONE}.items():
            with asked(desk) as statements:
                answer = act(desk)
            counts[name] = len(statements)
            if name in LISTS:
                lengths[name] = len(answer)
        found.append((counts, lengths))
    (few, short), (many, long) = found
    assert many == few
    assert max(few.values()) <= 48
    assert {name for name, length in short.items() if not 0 < length < long[name]} == set()
