"""The criteria by which programmes admit a village: what each village is held against, and typed evidence."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from upk_ledger import resources
from upk_ledger.actions.region.bookkeeping import build as build_bookkeeping
from upk_ledger.actions.region.bookkeeping import range_words
from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.report_frames import at_text, definition_of
from upk_ledger.bahasa import region_eligibility as words
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.region_registers import UnknownCriterion
from upk_ledger.core.region.bookkeeping import UNRATEABLE
from upk_ledger.core.region.eligibility import (
    Bookkept,
    Criteria,
    VillageAssessed,
    VillageFacts,
    assess,
    parse_criteria,
)
from upk_ledger.core.region.eligibility_paper import Words, all_paper, one_paper
from upk_ledger.core.region.registers import MisuseCase, Told, VillageProfile
from upk_ledger.core.region.scope import ended_month
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.region import registers as store
from upk_ledger.store.region.members import members_of
from upk_ledger.store.session import ReadSession

_WORDS = Words(words.ANSWERS, words.VERDICTS, words.CONTRADICTORY, words.NOTHING, words.evidence_text)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Every village held against the criteria on a day, by the code of its UPK."""

    as_of: date
    criteria: Criteria
    villages: tuple[VillageAssessed, ...]


@lru_cache(maxsize=1)
def criteria_in_use() -> Criteria:
    """The criteria that travel with the program."""
    text = (resources.folder("limits") / "kelayakan.toml").read_text(encoding="utf-8")
    return parse_criteria(tomllib.loads(text))


def build_eligibility(desk: Desk, as_of: date, given: str | None = None) -> Eligibility:
    """Hold every village, or that of one UPK, against the criteria; raises `UnknownUpk`.

    The questions are as many for one village as for a thousand.
    """
    criteria = criteria_in_use()
    with desk.read() as session:
        upk = members_of(session)
        chosen = upk if given is None else [store.find_upk(session, given, upk)]
        profiles = store.profiles(session, as_of)
        typed: dict[str, dict[str, Told]] = {}
        for (code, key), told in store.answers(session, as_of).items():
            typed.setdefault(code, {})[key] = told
        bookkept = _bookkept(session, as_of)
        by_upk: dict[str, list[MisuseCase]] = {}
        for case in store.cases(session, as_of).values():
            by_upk.setdefault(case.upk, []).append(case)
    villages = tuple(
        assess(
            one,
            VillageFacts(
                profiles.get(one.code, VillageProfile()),
                bookkept.get(one.code),
                by_upk.get(one.code, ()),
                typed.get(one.code, {}),
                words.REGISTER_OF_CASES,
            ),
            criteria,
            as_of,
        )
        for one in chosen
    )
    return Eligibility(as_of, criteria, villages)


def _bookkept(session: ReadSession, as_of: date) -> Mapping[str, Bookkept]:
    """By UPK how the Sekretariat of its board keeps its books: from its book where that is here, else the register."""
    told = store.adequacy(session, as_of)
    found = {code: Bookkept(one.value, None, one.on, words.REGISTER_OF_BOARDS) for code, one in told.items()}
    offices = store.secretariats(session)
    if not offices:
        return found
    month = ended_month(as_of)
    review = build_bookkeeping(session.desk, month)
    months = range_words(Month.of(review.since), month)
    scores = {one.office.office: one for one in review.offices if one.office.kind == "sekretariat"}
    for code, office in offices.items():
        one = scores.get(office)
        if one is not None and one.grade != UNRATEABLE:
            source = words.books_source(one.office.name, months)
            found[code] = Bookkept(one.grade, one.score, review.until, source)
    return found


def type_answer(desk: Desk, given: str, criterion: str, answer: str, on: date, evidence: str) -> None:
    """Record whether a village meets a criterion, with the evidence; an empty answer takes it back.

    Raises `UnknownUpk`, `UnknownCriterion`, `EmptyField` without evidence.
    """
    known = tuple(one.key for one in criteria_in_use().every)
    if criterion not in known:
        raise UnknownCriterion(criterion, known)
    if not evidence.strip():
        raise EmptyField("bukti")
    with desk.write() as session:
        code = store.find_upk(session, given).code
        store.put_answer(session, code, criterion, answer, on, evidence.strip())


def eligibility_paper(desk: Desk, as_of: date, given: str | None = None) -> Statement:
    """The paper of every village, or of that of one UPK with its evidence."""
    found, definition = build_eligibility(desk, as_of, given), definition_of("wilayah-kelayakan")
    with desk.read() as session:
        frame = region_frame(session, definition, as_of, at_text(as_of))
    if given is not None:
        return one_paper(definition, frame, found.villages[0], found.criteria, _WORDS)
    return all_paper(definition, frame, found.villages, found.criteria, _WORDS)
