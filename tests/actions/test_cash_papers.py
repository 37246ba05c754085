"""The papers of cash, word by word (`tests/golden`): the counts of a month, the minutes of one, the advances.

A paper that was changed on purpose is written anew with `UPK_WRITE_GOLDEN=1`; the change is then read in the diff.
"""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from upk_ledger.actions.advances import account_for, give_advance
from upk_ledger.actions.cash_counts import count_cash, plan_count, take_back_count
from upk_ledger.actions.officers import appoint
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.report_cash import minutes_of
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.secretariat import secretariat_identity, start_secretariat
from upk_ledger.cli.output import of_statement, render, to_text
from upk_ledger.core.cash_counts import parse_pieces
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.reports import FiguresDisagree
from upk_ledger.core.offices import Officer
from upk_ledger.core.report_periods import ReportPeriod

GOLDEN = Path(__file__).parents[1] / "golden"
_DIGEST = re.compile(r"\b[0-9a-f]{8}\)")
JANUARY = ReportPeriod.of_month(Month(2026, 1))


def a_month(desk, build):
    """Three counts and three advances; the second count is taken back."""
    build.opening(desk, k11010=2_000_000, k11040=150_000, k31020=-2_150_000)
    give_advance(desk, "manajer", 500_000_00, date(2026, 1, 10), date(2026, 1, 20), "Rapat KSM")
    give_advance(
        desk, "koordinator", 200_000_00, date(2026, 1, 12), date(2026, 2, 20), "Perjalanan ke Semarang"
    )
    account_for(desk, "UM-2026-0001", date(2026, 1, 18), [("51010", 350_000_00)], 50_000_00)
    account_for(desk, "SALDO-AWAL", date(2026, 1, 19), [], 150_000_00)

    def count(day, typed, counter, **how):
        plan = plan_count(desk, date(2026, 1, day), counter=counter)
        return count_cash(desk, plan, parse_pieces(typed), "Pengawas sakit" if plan.unfit else "", **how)

    booked = count(19, "100000=15,1000L=2,500=3", "pembuku", book=True)
    take_back_count(desk, count(25, "100000=1", "pengawas").number, "Kotak yang salah")
    count(31, "100000=14,50000=2,1000=3", "pengawas", explanation="Nota parkir Rp500 belum dicatat")
    close_month(desk, Month(2026, 1))
    return booked.number


def printed(paper):
    signed = "\n".join(f"{each.action}: {each.role}, {each.name}" for each in paper.signatures)
    answer = of_statement(paper)
    return _DIGEST.sub("########)", to_text(answer, None) + f"\n{signed}\n\n" + render(answer, "json"))


def test_the_papers_of_cash_word_by_word(sqlite_desk, build):
    number = a_month(sqlite_desk, build)
    papers = [
        build_statement(sqlite_desk, "opname-kas", JANUARY),
        build_statement(sqlite_desk, "uang-muka", JANUARY),
        minutes_of(sqlite_desk, number),
    ]
    changed = []
    for paper in papers:
        path = GOLDEN / f"laporan-{paper.name}.txt"
        if os.environ.get("UPK_WRITE_GOLDEN"):
            path.write_text(printed(paper), encoding="utf-8")
        if not path.is_file() or path.read_text(encoding="utf-8") != printed(paper):
            changed.append(paper.name)
    assert changed == []


def test_the_same_book_gives_the_same_papers_on_both_engines(sqlite_desk, postgres_location, build):
    other = build.start(postgres_location)
    for desk in (sqlite_desk, other):
        a_month(desk, build)
    for name in ("opname-kas", "uang-muka"):
        assert build_statement(other, name, JANUARY) == build_statement(sqlite_desk, name, JANUARY)
    assert minutes_of(other) == minutes_of(sqlite_desk)


@pytest.mark.parametrize(
    ("cashier", "signs"), [("Wati", ("Kasir", "Wati")), ("", ("Pembuku", "Siti Aminah"))]
)
def test_who_keeps_the_cash_signs_the_minutes(sqlite_desk, cashier, signs):
    if cashier:
        appoint(sqlite_desk, Officer("kas", "Kasir", cashier, date(2026, 1, 1)))
    plan = plan_count(sqlite_desk, date(2026, 1, 5), counter="manajer")
    count_cash(sqlite_desk, plan, ())
    found = [(each.role, each.name) for each in minutes_of(sqlite_desk).signatures]
    assert found == [("Penghitung", "Budi Santoso"), signs, ("Pengawas", "Rahmat Hidayat")]


def test_in_a_sekretariat_the_bendahara_and_the_koordinator_sign(sqlite_desk):
    names = {"bendahara": "Dewi", "sekretaris": "Agus"}
    desk = start_secretariat(sqlite_desk, secretariat_identity(sqlite_desk.office), names)
    count_cash(desk, plan_count(desk, date(2026, 1, 5), counter="sekretaris"), ())
    found = [(each.role, each.name) for each in minutes_of(desk).signatures]
    assert found == [("Penghitung", "Agus"), ("Bendahara", "Dewi"), ("Koordinator", "Sri Wahyuni")]


def test_papers_say_that_there_was_nothing(sqlite_desk):
    assert (
        "Kas tidak dihitung (opname) dalam masa ini."
        in build_statement(sqlite_desk, "opname-kas", JANUARY).notes
    )
    assert "Tidak ada uang muka dalam masa ini." in build_statement(sqlite_desk, "uang-muka", JANUARY).notes


def test_advances_that_are_not_what_the_account_holds_are_not_printed(sqlite_desk, build):
    build.entry(sqlite_desk, date(2026, 1, 5), "11040", "11010", 1_000)
    with pytest.raises(FiguresDisagree):
        build_statement(sqlite_desk, "uang-muka", JANUARY)
