"""What is recorded of members as borrowers: trainings, and whether they are officers or of an officer's family."""

from collections.abc import Sequence
from datetime import date

from upk_ledger.core.eligibility import Relation
from upk_ledger.core.errors.decisions import NoSuchOfficer, NotRelated, NotTrained
from upk_ledger.core.errors.loans import UnknownTerm
from upk_ledger.core.errors.people import EmptyField, UnknownMember
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.people import find_group, members_of
from upk_ledger.store.relations import officer_names, relations_of
from upk_ledger.store.session import ReadSession
from upk_ledger.store.standing import took_part

KINDS = ("diri", "keluarga")
"""What a member can be to an officer: the same person, or family."""


def train_members(
    desk: Desk, group: str, members: Sequence[str], on: date, topic: str, *, called_off: bool = False
) -> tuple[str, tuple[str, ...]]:
    """Record that members (all of the group, where none is named) took part in a training; who, of which group.

    `called_off` takes that back. Raises `UnknownGroup`, `UnknownMember`, `EmptyField` without a topic, `NotTrained`.
    """
    if not topic.strip():
        raise EmptyField("materi")
    with desk.write() as session:
        found = find_group(session, group).code
        codes = known_members(session, found, members)
        for code in codes:
            if called_off and not took_part(session, found, code, on.isoformat(), topic.strip()):
                raise NotTrained(found, code)
        status = "batal" if called_off else "ikut"
        rows = [(found, code, on.isoformat(), topic.strip(), status) for code in codes]
        if rows:
            add_facts(session, "pelatihan", rows)
    return found, codes


def relate(
    desk: Desk, group: str, member: str, officer: str, kind: str, on: date, *, ended: bool = False
) -> Relation:
    """Record that a member is an officer or of an officer's family from a day on, or that it ended.

    Raises `UnknownGroup`, `UnknownMember`, `NoSuchOfficer`, `UnknownTerm`, `NotRelated`.
    """
    if kind not in KINDS:
        raise UnknownTerm("hubungan", kind, KINDS)
    with desk.write() as session:
        code = find_group(session, group).code
        (who,) = known_members(session, code, [member])
        other = known_officer(session, officer)
        known = relations_of(session, code)
        if ended and not any((one.member, one.officer, one.kind) == (who, other, kind) for one in known):
            raise NotRelated(code, who, other)
        status = "berakhir" if ended else "ada"
        record = add_facts(session, "hubungan", [(code, who, other, kind, on.isoformat(), status)])
    return Relation(code, who, other, kind, record)


def list_relations(desk: Desk, group: str | None = None) -> tuple[Relation, ...]:
    """Which members are officers or of an officer's family, of one group or of all."""
    with desk.read() as session:
        return relations_of(session, find_group(session, group).code if group else None)


def known_members(session: ReadSession, group: str, given: Sequence[str]) -> tuple[str, ...]:
    """The codes of these members as registered, each once; of all where none is named."""
    known = {member.code.casefold(): member.code for member in members_of(session, group)}
    for code in given:
        if code.casefold() not in known:
            raise UnknownMember(code, group, tuple(known.values()))
    return tuple(dict.fromkeys(known[code.casefold()] for code in given)) or tuple(known.values())


def known_officer(session: ReadSession, given: str) -> str:
    """The code of an officer, past ones included, as registered; raises `NoSuchOfficer`."""
    known = {code.casefold(): code for code in officer_names(session)}
    if given.strip().casefold() not in known:
        raise NoSuchOfficer(given, tuple(known.values()))
    return known[given.strip().casefold()]
