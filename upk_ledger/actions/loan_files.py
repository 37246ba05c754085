"""The file of a loan: its papers ticked off, and those that are missing when the money is to leave."""

from collections.abc import Sequence

from upk_ledger.actions.loans import get_loan
from upk_ledger.core.errors.decisions import PaperSaidTwice, UnknownPaper
from upk_ledger.core.lending import Loan
from upk_ledger.core.loan_files import HAVE, LACK, FiledPaper, PaperRule, filed, lacking
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.rules import rules_named
from upk_ledger.store.session import ReadSession, WriteSession

KIND = "berkas"

EVERY = "semua"
"""Said instead of a code: all papers that have to be there before the money leaves."""


def loan_file(desk: Desk, number: str) -> tuple[Loan, tuple[FiledPaper, ...]]:
    """The file of a loan as the rulebook that it was applied for under wants it."""
    with desk.read() as session:
        loan = get_loan(session, number)
        return loan, file_of(session, loan)


def file_of(session: ReadSession, loan: Loan) -> tuple[FiledPaper, ...]:
    """The file of a loan, each paper with the newest word on it."""
    rows = facts_of(session, KIND, "f.loan_number = :loan", loan=loan.number)
    return filed(rules_named(session, loan.rulebook).papers, {row[2]: row[3] for row in rows})


def papers_lacking(desk: Desk, number: str) -> tuple[PaperRule, ...]:
    """The papers that have to be there before the loan is paid out and are not."""
    return lacking(loan_file(desk, number)[1])


def record_papers(desk: Desk, number: str, have: Sequence[str], lack: Sequence[str] = ()) -> str:
    """Record which papers are there and which are not; answers with the loan's number.

    What was said wrongly is said anew: the newest word counts. Raises `UnknownPaper`, `PaperSaidTwice`.
    """
    with desk.write() as session:
        loan = get_loan(session, number)
        rules = rules_named(session, loan.rulebook).papers
        lacks = papers_of(rules, lack)
        add_papers(session, loan.number, papers_of(rules, have, lacks), lacks)
    return loan.number


def add_papers(session: WriteSession, number: str, have: Sequence[str], lack: Sequence[str] = ()) -> None:
    """Record the papers of these codes under one record."""
    twice = set(have) & set(lack)
    if twice:
        raise PaperSaidTwice(min(twice))
    rows = [(number, paper, status) for status, papers in ((HAVE, have), (LACK, lack)) for paper in papers]
    if rows:
        add_facts(session, KIND, rows)


def papers_of(rules: Sequence[PaperRule], given: Sequence[str], but: Sequence[str] = ()) -> tuple[str, ...]:
    """The codes of the papers that were named, each once; `UnknownPaper` for what is no paper of the rulebook.

    Where all are named at once, those of `but` are left out.
    """
    known = {rule.code.casefold(): rule.code for rule in rules}
    found: dict[str, None] = {}
    for code in given:
        if code.casefold() == EVERY:
            found |= dict.fromkeys(rule.code for rule in rules if rule.before_payout and rule.code not in but)
        elif code.casefold() in known:
            found[known[code.casefold()]] = None
        else:
            raise UnknownPaper(code, (*known.values(), EVERY))
    return tuple(found)
