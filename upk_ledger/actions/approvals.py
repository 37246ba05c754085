"""Two persons for one act: a code from the card of somebody else.

Whether an act needs a code is a setting (`core.approvals.SETTINGS_OF_ACTS`). Where it does not and none is given,
the act stands on the exception list.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from upk_ledger.core.approvals import NEEDED, SETTINGS_OF_ACTS, read_code
from upk_ledger.core.dates import local_moment
from upk_ledger.core.errors.approvals import CodeNeeded, HolderIsActor, HolderNotServing, HolderRelated
from upk_ledger.core.offices import Officer
from upk_ledger.store import approvals
from upk_ledger.store.desk import Desk
from upk_ledger.store.exceptions import listed_since
from upk_ledger.store.offices import officers_at
from upk_ledger.store.relations import related_officers
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.settings import setting_at

WITHOUT = "tanpa-persetujuan"
"""The rule under which an act without a code stands on the exception list."""

Noted = tuple[tuple[str, str, str], ...]
"""Rows for the exception list of the act's own record."""


def approve(
    session: WriteSession, act: str, subject: str, codes: Sequence[str], on: date, *, group: str = ""
) -> Noted:
    """Let other persons' codes approve an act, inside its transaction and before it records anything.

    Each code is used and recorded. The answer is what the act's own record has to put on the exception list:
    nothing where a code was given. `on` is the day that the act counts for. Raises `CodeNeeded` where the settings
    want one, and whatever is wrong with a code: `CodeMistyped`, `CodeWrong`, `CodeUsed`, `CardRevoked`,
    `HolderNotServing`, `HolderIsActor`, and with the borrowing `group` of the act `HolderRelated`.
    """
    if not codes:
        if needs_code(session, act, on):
            raise CodeNeeded(act, subject, _cards_of_others(session))
        return ((WITHOUT, subject, act),)
    officers = serving(session)
    for typed in codes:
        found = approvals.find_code(session, read_code(typed))
        if found.holder not in officers:
            raise HolderNotServing(found.card, found.holder)
        check_other(session.desk, officers, found.holder)
        if group and found.holder in related_officers(session, group):
            raise HolderRelated(found.holder, group)
        approvals.use_code(session, found, act, subject)
    return ()


def approve_setting(session: WriteSession, name: str, value: str, codes: Sequence[str], on: date) -> Noted:
    """`approve` for a change of a setting; to free an act from its code takes that act's own code."""
    freed = (act for act, setting in SETTINGS_OF_ACTS.items() if setting == name and value != NEEDED)
    act = next((act for act in freed if needs_code(session, act, on)), "aturan")
    return approve(session, act, f"{name} = {value}", codes, on)


def needs_code(session: ReadSession, act: str, on: date) -> bool:
    """Whether the settings want a code for an act that counts for a day.

    They are those of the day of recording, and of `on` where that is later: no act is dated around its code.
    """
    today = recording_day(session)
    return any(setting_at(session, SETTINGS_OF_ACTS[act], day) == NEEDED for day in {today, max(on, today)})


def lacks_cards(desk: Desk, name: str, value: str) -> bool:
    """Whether a setting of this value demands codes that nobody else has a card for."""
    if name not in SETTINGS_OF_ACTS.values() or value != NEEDED:
        return False
    with desk.read() as session:
        return not _cards_of_others(session)


def _cards_of_others(session: ReadSession) -> tuple[str, ...]:
    """The cards that have codes left, of those who serve, but for the one at the desk; each with its holder."""
    others = serving(session).keys() - {session.desk.actor}
    return tuple(
        f"{card.card} ({card.holder})"
        for card in approvals.cards(session)
        if card.status == "berlaku" and card.holder in others
    )


def newest_record(desk: Desk) -> int:
    """The number of the newest record, to ask `acted_alone` about what comes after it."""
    with desk.read() as session:
        return session.head().number


def acted_alone(desk: Desk, since: int) -> bool:
    """Whether what was recorded after a record stands on the exception list as the act of one person."""
    with desk.read() as session:
        return any(listed_since(session, rule, since) for rule in (WITHOUT, "satu-orang"))


def check_other(desk: Desk, officers: Mapping[str, Officer], holder: str) -> None:
    """Raise `HolderIsActor` where the two are one person, also under two codes."""
    actor = officers.get(desk.actor)
    if holder == desk.actor or (actor and _same(actor.name, officers[holder].name)):
        raise HolderIsActor(holder)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def serving(session: ReadSession) -> dict[str, Officer]:
    """Who serves on the day of recording, by code."""
    return {officer.code: officer for officer in officers_at(session, recording_day(session))}


def recording_day(session: ReadSession) -> date:
    """Today, but no day before that of the newest record: a clock set back frees nobody from a code."""
    newest = local_moment(session.head().recorded_at, session.desk.office.zone).date()
    return max(session.desk.today, newest)
