"""Every paper of a small UPK's May 2026, word by word (`tests/golden`).

A paper that was changed on purpose is written anew with `UPK_WRITE_GOLDEN=1`; the change is then read in the diff.
"""

import os
import re
from datetime import date
from pathlib import Path

from upk_ledger.actions.cards import card_statement, loan_card
from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.reports import month_package, monthly_papers
from upk_ledger.cli.output import of_statement, render, to_text
from upk_ledger.core.dates import Month

GOLDEN = Path(__file__).parents[1] / "golden"
_DIGEST = re.compile(r"\b[0-9a-f]{8}\)")


def rp(amount):
    return amount * 100


def five_months(desk, build):
    """January to May 2026, closed: a punctual KSM, one that pays late, one that never pays."""
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 25_000_000, "Modal PNPM", kind="saldo-awal")
    for code in ("K01", "K02", "K03"):
        build.group(desk, code)
    punctual = build.loan(
        desk, date(2026, 1, 10), 5_000_000, "K01", shares={"A01": 2_000_000, "A02": 3_000_000}
    )
    late = build.loan(desk, date(2026, 1, 12), 3_000_000, "K02")
    never = build.loan(desk, date(2026, 1, 15), 2_000_000, "K03")
    deposit_to_bank(desk, date(2026, 1, 20), rp(10_000_000))
    for month in range(1, 6):
        if month > 1:
            build.pay(desk, punctual, date(2026, month, 10), 575_000)
        if month == 3:
            build.pay(desk, late, date(2026, 3, 20), 345_000)
        if month == 5:
            wrong = build.pay(desk, late, date(2026, 5, 18), 100_000)
            cancel_repayment(desk, wrong.voucher, "Salah KSM")
            build.entry(desk, date(2026, 5, 25), "12020", "11021", 1_500_000, "Lemari arsip")
        build.entry(desk, date(2026, month, 28), "51010", "11010", 150_000, "Insentif pengurus")
        build.entry(desk, date(2026, month, 28), "11021", "41021", 4_150, "Bunga bank")
        close_month(desk, Month(2026, month))
    return punctual, late, never


def test_the_papers_of_a_closed_month_word_by_word(sqlite_desk, build):
    punctual, late, _ = five_months(sqlite_desk, build)
    papers = month_package(sqlite_desk, Month(2026, 5))
    papers.append(card_statement(loan_card(sqlite_desk, punctual, "angsuran", date(2026, 5, 31))))
    papers.append(card_statement(loan_card(sqlite_desk, late, "pinjaman", date(2026, 5, 31))))
    changed = []
    for paper in papers:
        answer = of_statement(paper)
        signed = "\n".join(f"{each.action}: {each.role}, {each.name}" for each in paper.signatures)
        text = to_text(answer, None) + f"\n{signed}\n\n" + render(answer, "json")
        text = _DIGEST.sub("########)", text)
        path = GOLDEN / f"laporan-{paper.name}.txt"
        if os.environ.get("UPK_WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            changed.append(paper.name)
    assert changed == []
    assert len(papers) == 2 + len(monthly_papers("upk"))


def test_the_same_book_gives_the_same_papers_on_both_engines(sqlite_desk, postgres_location, build):
    other = build.start(postgres_location)
    five_months(sqlite_desk, build)
    five_months(other, build)
    assert month_package(other, Month(2026, 5)) == month_package(sqlite_desk, Month(2026, 5))
