"""How well every office of a region keeps its books; an office's own paper of the same."""

import tomllib
from collections.abc import Sequence
from functools import lru_cache

from upk_ledger import resources
from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.report_frames import Framer, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.actions.secretariat import refuse_kind
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.region_bookkeeping import fact_text
from upk_ledger.core.dates import Month
from upk_ledger.core.listings import ListedEntry
from upk_ledger.core.region.bookkeeping import (
    PARTS,
    Bookkeeping,
    BookkeepingReview,
    JudgedOffice,
    Limits,
    Part,
    parse_limits,
    scored,
)
from upk_ledger.core.region.bookkeeping_papers import all_offices, one_office
from upk_ledger.core.region.bookkeeping_parts import (
    NOTHING_SENT,
    Arrival,
    Looked,
    OfficeFacts,
    SettingRow,
    arriving,
    judge,
)
from upk_ledger.core.region.copies import BY_BUNDLES
from upk_ledger.core.region.members import DORMANT, RegionUpk
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.core.vouchers import Unsupported, unsupported
from upk_ledger.store.desk import Desk
from upk_ledger.store.listings import entries_between
from upk_ledger.store.region.bookkeeping import BookOffice, arrivals, book_offices, office_facts, setting_rows
from upk_ledger.store.region.members import members_of, sessions_of
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.session import ReadSession
from upk_ledger.store.support import supports_between, undone_between

WINDOW = 12
"""How many months are judged where no year was asked for."""


@lru_cache(maxsize=1)
def bookkeeping_limits() -> Limits:
    """The weights and limits that travel with the program."""
    path = resources.folder("limits") / "pembukuan.toml"
    return parse_limits(tomllib.loads(path.read_text(encoding="utf-8")))


def build(desk: Desk, month: Month, since: Month | None = None) -> BookkeepingReview:
    """The score of every UPK and Sekretariat whose book is here, over the 12 months to `month` or from `since` on.

    The worst come first. As many questions whatever the number of offices.
    """
    first, limits = since or month.plus(1 - WINDOW), bookkeeping_limits()
    with desk.read() as session:
        known = {one.office_id: one for one in members_of(session) if one.office_id is not None}
        told = _Told(session, first, month)
        judged = [
            told.judged(office, known.get(office.office_id), limits)
            for office in book_offices(session)
            if office.office_id not in known or known[office.office_id].status != DORMANT
        ]
        without = tuple(
            one.code for one in members_of(session) if one.office_id is None and one.status != DORMANT
        )
    order = sorted(
        judged, key=lambda one: (one.score is None, one.score or 0, one.office.kind != "upk", one.office.code)
    )
    return BookkeepingReview(first.first, month.last, tuple(order), without, limits)


class _Told:
    """What the books of all offices, or of one, say of a range of months."""

    def __init__(self, session: ReadSession, since: Month, until: Month, wanted: int | None = None) -> None:
        self._session, self._since, self._until = session, since, until
        self._facts = office_facts(session, since, until, wanted)
        self._settings = setting_rows(session, wanted)
        self._arrivals: dict[str, list[Arrival]] = {} if wanted else arrivals(session, since)

    def judged(self, office: BookOffice, upk: RegionUpk | None, limits: Limits) -> Bookkeeping:
        """The score of one office."""
        own: Sequence[SettingRow] = self._settings.get(office.office_id, ())
        looked = Looked(self._since, self._until, office.start, self._session.desk.today, office.zone, own)
        copy = office.reason == BY_BUNDLES
        came, region = self._arrivals.get(office.uuid, ()), self._settings.get(self._session.office_id, ())
        arrived = arriving(came, looked, region, copy=copy) if copy else NOTHING_SENT
        facts = self._facts.get(office.office_id) or OfficeFacts()
        parts = judge(facts, looked, limits, office.kind, arrived, copy=bool(office.reason))
        who = JudgedOffice(
            upk.code if upk else office.code,
            upk.name if upk else office.name,
            office.kind,
            office.office_id,
            office.code,
            copy,
        )
        return scored(who, parts, limits)


def range_words(since: Month, until: Month) -> str:
    """Tahun 2026, or November 2025 s.d. Oktober 2026."""
    if since == Month(until.year, 1) and until.month == 12:
        return f"Tahun {until.year}"
    return f"{long_month(since)} s.d. {long_month(until)}"


def bookkeeping_paper(desk: Desk, until: Month, since: Month | None = None, given: str = "") -> Statement:
    """The paper of all offices, or of the one `given` by its code, with what its parts were not met by.

    Raises `UnknownUpk`.
    """
    first = since or until.plus(1 - WINDOW)
    with desk.read() as session:
        review = build(desk, until, first)
        name = "wilayah-pembukuan-satu" if given else "wilayah-pembukuan"
        definition = definition_of(name)
        frame = region_frame(
            session, definition, until.last, range_words(first, until), basis=review.limits.basis
        )
        if not given:
            return all_offices(definition, frame, review)
        chosen = _chosen(session, review, given)
        lacking: list[Unsupported] = []
        if chosen.office.office_id is not None:
            books = sessions_of(session, {chosen.office.code: chosen.office.office_id})
            lacking = _lacking(books[chosen.office.code], first, until)
        return one_office(definition, frame, chosen, review.limits, fact_text, lacking)


def _chosen(session: ReadSession, review: BookkeepingReview, given: str) -> Bookkeeping:
    wanted = given.strip().casefold()
    for one in review.offices:
        if wanted in {one.office.code.casefold(), one.office.office.casefold()}:
            return one
    upk = find_upk(session, given)
    who = JudgedOffice(upk.code, upk.name, "upk", None, upk.code, copy=False)
    return scored(who, [Part(name, 0, 0) for name in PARTS], review.limits)


def _lacking(session: ReadSession, since: Month, until: Month) -> list[Unsupported]:
    """The vouchers of an office whose papers are missing or not told of."""
    first, last = since.first, until.last
    entries: list[ListedEntry] = entries_between(session, first, last)
    return unsupported(
        entries,
        supports_between(session, first, last),
        undone_between(session, first, last),
        session.with_role("kas", "bank"),
    )


def own_bookkeeping_paper(desk: Desk, until: Month, since: Month | None = None) -> Statement:
    """An office's own paper of the same score, from its own book, as it is known now.

    No paper of closed months: a month counted or opened again afterwards changes its score. Raises `NotOfThisOffice`,
    `BeforeBookStart`.
    """
    if desk.office.kind not in {"upk", "sekretariat"}:
        refuse_kind(desk, "upk", "laporan kinerja-pembukuan")
    period = ReportPeriod.of_month(until)
    period.check(desk.office.start)
    first, limits = since or until.plus(1 - WINDOW), bookkeeping_limits()
    definition = definition_of("kinerja-pembukuan")
    with desk.read() as session:
        office = book_offices(session, session.office_id)[0]
        own = _Told(session, first, until, session.office_id).judged(office, None, limits)
        framer = Framer(Source(session, period))
        frame = framer.frame(definition, range_words(first, until), basis=limits.basis)
        return one_office(definition, frame, own, limits, fact_text, _lacking(session, first, until))
