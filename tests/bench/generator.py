"""Seeded books to measure on: one office, its loans, its months."""

import itertools
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from random import Random

from upk_ledger.actions import cash, lending, people, periods
from upk_ledger.actions.book import start_book
from upk_ledger.core.dates import Month, add_months
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.offices import BookIdentity, Officer
from upk_ledger.core.schedules import LoanTerms, build_schedule
from upk_ledger.store.movements import LoanMovement
from upk_ledger.store.posting import Posting, post_many

START = date(2020, 1, 1)
PLACE = ("Kelurahan", "Kudu", "Genuk", "Kota", "Semarang", "Jawa Tengah")


def office(location, code="UKUR", start=START):
    """A new office with cash, a group, and nothing else."""
    moments = itertools.count()
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    desk = start_book(
        str(location),
        BookIdentity(f"UPK {code}", "BKM", *PLACE, start, code=code),
        rulebook="pnpm-2012",
        officers=[Officer("pembuku", "Pembuku", "Siti", start)],
        clock=lambda: begun + timedelta(milliseconds=next(moments)),
        entropy=Random(code).randbytes,
    )
    people.register_group(desk, "K01", "Mekar Sari")
    cash.receive_cash(desk, start, "Modal PNPM", 500_000_000_000, "BLM")
    return desk


def lend(desk, on, principal=1_200_000_000, tenor=120):
    """A running loan; answers with its number."""
    terms = LoanTerms(principal, tenor, Fraction(3, 2), "bulan", "flat", on)
    number = lending.apply_for_loan(desk, LoanApplication("K01", terms))
    lending.decide_loan(desk, number, "disetujui", on)
    return lending.disburse_loan(desk, number, on).loan


def lend_many(desk, count):
    """Running loans of two years; answers with their numbers."""
    return [lend(desk, START, 120_000_000, 24) for _ in range(count)]


def receipts(loans, count, first, days=1, seed=1):
    """`count` payments as entries of three lines, of each loan in turn, spread over `days` from the first."""
    random = Random(seed)
    made = []
    for number in range(count):
        on, loan = first + timedelta(number * days // count), loans[number % len(loans)]
        service = 100 * random.randint(10, 99)
        lines = (
            JournalLine("11010", debit=100 + service, group="K01", loan=loan),
            JournalLine("11030", credit=100, group="K01", loan=loan),
            JournalLine("41010", credit=service, group="K01", loan=loan),
        )
        movement = LoanMovement(loan, on, principal=100, service=service)
        made.append(Posting(JournalEntry(on, "angsuran", lines, f"Angsuran {number}"), (movement,)))
    return made


def entries_of(loans, count, first, days):
    """A year's mixture: of five entries three of two lines, two payments of three; 2.4 lines an entry."""
    mixed = []
    for number, paid in enumerate(receipts(loans, count, first, days)):
        on = paid.entry.date
        lines = (JournalLine("51030", debit=100 + number), JournalLine("11010", credit=100 + number))
        mixed.append(paid if number % 5 < 2 else Posting(JournalEntry(on, "kas", lines, f"Biaya {number}")))
    return mixed


def history(location, months, a_month=100):
    """A book with so many closed months of `a_month` entries each, and one open month of as many."""
    desk = office(location)
    loan = lend(desk, START, tenor=240)
    for number in range(months + 1):
        first = add_months(START, number)
        with desk.write() as session:
            post_many(session, receipts([loan], a_month, first, 28, number))
        if number < months:
            periods.close_month(desk, Month.of(first))
    return desk


def many_loans(desk, count):
    """`count` loans of twelve months with what was paid of them, most on time, some late, some not at all."""
    random = Random(1)
    schedules, installments, loans, paid = [], [], [], []
    with desk.write() as session:
        record = session.append("pengajuan", ["ukur"])
        receipts_of = [session.append("jurnal", ["ukur", number]) for number in range(13)]
        rulebook = session.value("SELECT digest FROM rulebook_text")
        for place in range(count):
            number = f"U-{place:06d}"
            start = START + timedelta(place % 540)
            terms = ["bulan", "flat", "bulanan", 0, "none", "anggota", ""]
            rows = build_schedule(LoanTerms(120_000_000, 12, Fraction(3, 2), "bulan", "flat", start))
            service = sum(row.service for row in rows)
            loans.append(
                (
                    number,
                    record,
                    "K01",
                    "aplikasi",
                    START.isoformat(),
                    rulebook,
                    120_000_000,
                    12,
                    "1.5",
                    *terms,
                )
            )
            schedules.append((number, 1, record, "K01", start.isoformat(), start.isoformat(), service, "per-angsuran",
                              10_000_000, rows[-1].due.isoformat(), 120_000_000, 12, "1.5", *terms))  # fmt: skip
            total = served = 0
            for row in rows:
                total, served = total + row.principal, served + row.service
                installments.append(
                    (number, 1, row.number, row.due.isoformat(), row.principal, row.service, total, served)
                )
            paid.append((receipts_of[0], number, start.isoformat(), 120_000_000, 0, 0))
            for row in rows[: random.choice((0, 3, 6, 9, 12, 12, 12))]:
                late = row.due + timedelta(random.choice((0, 0, 0, 20, 70)))
                paid.append(
                    (receipts_of[row.number], number, late.isoformat(), 0, row.principal, row.service)
                )
        kept = "principal tenor rate_percent rate_per method frequency grace rounding schedule_mode due_rule"
        session.insert("loan", f"number record group_code origin applied_on rulebook_digest {kept}", loans)
        session.insert(
            "loan_schedule",
            "loan_number version record group_code valid_from start service allocation_order first_principal last_due"
            f" {kept}",
            schedules,
        )
        session.insert("installment", "loan_number version number due_date principal service cum_principal cum_service",
                       installments)  # fmt: skip
        session.insert("loan_movement", "record loan_number counts_on disbursed principal service", paid)
