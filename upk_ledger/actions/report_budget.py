"""How the paper of the yearly budget is made: the budget known, what each account moved in its funds."""

from collections import Counter
from datetime import date

from upk_ledger.actions.report_frames import Framer, at_text, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.core.balances import natural
from upk_ledger.core.budgets import Budget, BudgetLine
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.statement_builders_budget import budget_paper, standings
from upk_ledger.core.statements import Statement
from upk_ledger.store.accounts import the_account
from upk_ledger.store.budgets import earned_in_other_funds, lending_between, whole_budget


def anggaran(source: Source, framer: Framer) -> Statement:
    """The budget of the year of the period's last day, and what became of it by then."""
    definition, end = definition_of("anggaran"), source.period.end
    budget = source.read(whole_budget, end.year, source.known_through)
    realised, apart = _realised(source, budget)
    words = {"year": str(end.year), "month": long_month(source.period.month), "now": long_date(end)}
    notes = [] if budget else [definition.labels["belum-ada"].format_map(words)]
    if apart:
        notes.append(definition.labels[apart])
    frame = framer.frame(definition, at_text(end), **words)
    return budget_paper(definition, frame, source.chart, standings(budget, realised, end.month), notes)


def _realised(source: Source, budget: Budget) -> tuple[dict[BudgetLine, int], str]:
    """What each line moved from 1 January, and which note tells where funds without a budget are.

    In a UPK they count with the office's own; at the Sekretariat they are bound to a purpose and left out.
    """
    session, end = source.session, source.period.end
    planned = {line.fund for line in budget} | {LOAN_FUND}
    bound = session.desk.office.kind == "sekretariat"
    since = max(date(end.year, 1, 1), source.book_start)
    moved: Counter[BudgetLine] = Counter()
    apart = ""
    for code, found in source.year_to(end).items():
        if source.chart[code].type in {"pendapatan", "biaya"}:
            moved[BudgetLine(code, LOAN_FUND)] += natural(source.chart[code], found.earned)
    for (code, fund), net in source.read(earned_in_other_funds, since, end).items():
        if fund in planned or bound:
            amount = natural(source.chart[code], net)
            moved[BudgetLine(code, LOAN_FUND)] -= amount
            moved[BudgetLine(code, fund)] += amount if fund in planned else 0
        if fund not in planned:
            apart = "dana-terikat" if bound else "dana-lain"
    if any(line.side for line in budget):
        lent_on = the_account(session, "pinjaman").code
        for (side, fund), amount in source.read(lending_between, since, end).items():
            moved[BudgetLine(lent_on, fund if fund in planned else LOAN_FUND, side)] += amount
    return dict(moved), apart
