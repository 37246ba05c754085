"""The yearly budget (RAB): what each account of each fund is to move in a month."""

from collections.abc import Mapping

from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession

MONTHS = range(1, 13)

Line = tuple[str, str]
"""An account and a fund: a line of the budget."""


def budget_of(
    session: ReadSession, year: int, known_through: int | None = None
) -> dict[tuple[str, str, int], int]:
    """Sen by account, fund and month (1 to 12) of a year; months without an amount are absent.

    The newest record that names a line counts; with `known_through` of those recorded by then.
    """
    before = " AND f.record <= :known" if known_through is not None else ""
    facts = {"known": known_through} if known_through is not None else {}
    newest: dict[Line, int] = {}
    found: dict[tuple[str, str, int], int] = {}
    for record, _, account, fund, month, amount in facts_of(
        session, "anggaran", f"f.year = :year{before}", year=year, **facts
    ):
        if newest.get((account, fund)) != record:
            newest[account, fund] = record
            found = {key: sen for key, sen in found.items() if key[:2] != (account, fund)}
        found[account, fund, month] = amount
    return {key: sen for key, sen in found.items() if sen}


def add_budget(
    session: WriteSession, year: int, lines: Mapping[Line, Mapping[int, int]], words: str = ""
) -> int:
    """Record lines of a year's budget, each whole: sen by month; answers with the record's number."""
    rows = [
        (year, account, fund, month, months.get(month, 0))
        for (account, fund), months in sorted(lines.items())
        for month in MONTHS
    ]
    return add_facts(session, "anggaran", rows, words)
