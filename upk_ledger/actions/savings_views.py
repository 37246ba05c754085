"""The ledger of savings: all groups at a day, one group's or member's movements, the paper of a period."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from upk_ledger.actions.eligibility import member_shares
from upk_ledger.actions.report_frames import Framer, definition_of, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.core import checks
from upk_ledger.core.balances import with_roles
from upk_ledger.core.lending import Share
from upk_ledger.core.savings import GroupSavings, SavingsMove, SavingsPart, SavingsTurn
from upk_ledger.core.statement_builders_savings import savings
from upk_ledger.core.statement_frames import refuse
from upk_ledger.core.statements import Statement
from upk_ledger.store.balances import account_sums
from upk_ledger.store.desk import Desk
from upk_ledger.store.people import find_group, groups_of
from upk_ledger.store.savings import required_at, savings_moves, savings_turns


class SavingsList(NamedTuple):
    """All groups' savings at a day (sen); `unassigned` the opening balance keeps for no group yet."""

    as_of: date
    groups: tuple[GroupSavings, ...]
    unassigned: int
    ledger: int


class SavingsCard(NamedTuple):
    """One group's savings at a day, or one member's, with every movement until then."""

    as_of: date
    savings: GroupSavings
    member: str | None
    moves: tuple[SavingsMove, ...]


def savings_list(desk: Desk, as_of: date) -> SavingsList:
    """What all groups have saved at the end of a day; `FiguresDisagree` where it is not what the account holds."""
    with desk.read() as session:
        turns = savings_turns(session, as_of, as_of)
        names = {code: group.name for code, group in groups_of(session).items()}
        found = _by_group(required_at(session, as_of), turns, names)
        unassigned = sum(turn.closing for turn in turns if turn.group is None)
        sums = account_sums(session, as_of, as_of)
        ledger = with_roles(session.accounts, sums, "tabungan")
        total = sum(group.balance for group in found) + unassigned
        refuse(checks.agree("tabungan", {"tabungan": total, "neraca": ledger}))
        return SavingsList(as_of, found, unassigned, ledger)


def _by_group(
    required: dict[str, dict[str, int]], turns: list[SavingsTurn], names: dict[str, str]
) -> tuple[GroupSavings, ...]:
    return tuple(
        GroupSavings(
            code,
            names[code],
            tuple(SavingsPart(turn.member, turn.closing) for turn in found),
            tuple(sorted(required.get(code, {}).items())),
        )
        for code, found in groupby(turns, key=lambda turn: turn.group)
        if code is not None
    )


def savings_card(desk: Desk, group: str, as_of: date, member: str | None = None) -> SavingsCard:
    """The movements of a group's savings, or of one member's, until the end of a day.

    Raises `UnknownGroup`, `AmbiguousGroup`, `UnknownMember`.
    """
    with desk.read() as session:
        found = find_group(session, group)
        code = member_shares(session, found.code, [Share(member, 1)])[0].member if member else None
        turns = [turn for turn in savings_turns(session, as_of, as_of) if turn.group == found.code]
        required = required_at(session, as_of, found.code).get(found.code, {})
        parts = tuple(SavingsPart(turn.member, turn.closing) for turn in turns)
        has = GroupSavings(found.code, found.name, parts, tuple(sorted(required.items())))
        return SavingsCard(as_of, has, code, savings_moves(session, found.code, as_of, code))


def savings_paper(source: Source, framer: Framer) -> Statement:
    """What each group and member saved in the period's month (or year), to its last day."""
    definition, start, end = definition_of("tabungan"), source.listing_start, source.period.end
    turns = source.read(savings_turns, start, end)
    names = source.group_names
    groups = _by_group(source.read(required_at, end), turns, names)
    return savings(
        definition,
        framer.frame(definition, range_text(source.period, start)),
        turns,
        names,
        {group.group: group.held for group in groups if group.held},
        with_roles(source.chart, source.year_to(end), "tabungan"),
    )
