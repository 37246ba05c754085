"""The sheets for visits: one page for each UPK, with as much on it as stands there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.region.bookkeeping import build as build_bookkeeping
from upk_ledger.actions.region.findings import build_findings
from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.region.review import build_review, review_words
from upk_ledger.actions.report_frames import definition_of
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.region_bookkeeping import fact_text
from upk_ledger.bahasa.region_findings import kind_name
from upk_ledger.bahasa.region_review import named
from upk_ledger.core.dates import Month
from upk_ledger.core.region.coaching import MADE, OPEN, in_order
from upk_ledger.core.region.figures import BOOK
from upk_ledger.core.region.loans import by_upk
from upk_ledger.core.region.review import Review, ReviewRow
from upk_ledger.core.region.visit_sheet import ROOMS, SheetWords, VisitFacts, groups_in_arrears, visit_sheet
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Signature, Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.region import coaching as store
from upk_ledger.store.region.loans import kept_loans
from upk_ledger.store.region.members import members_of, sessions_of
from upk_ledger.store.region.registers import find_upk, registrations
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession

NAME = "lembar-kunjungan"
_NAMED = ("Manajer UPK", "Pembuku", "Kasir")
"""Whose names an officer needs before a visit."""


def visit_sheets(desk: Desk, month: Month, codes: Sequence[str] = ()) -> list[Statement]:
    """A sheet for each UPK named, or for each active one in the order of attention. Raises `UnknownUpk`."""
    with desk.read() as session:
        wanted = dict.fromkeys(find_upk(session, code).code for code in codes)
        review = build_review(desk, month)
        rules = rules_at(session, month.last)
        rows = {row.key: row for row in (*review.rows, *review.dormant)}
        chosen = [rows[code] for code in wanted] or list(review.rows)
        known = _Known(session, desk, month, review, rules, chosen)
        return [_sheet(session, known, row) for row in chosen]


class _Known:
    """What is known of all UPK that are to be visited, asked at once."""

    def __init__(
        self,
        session: ReadSession,
        desk: Desk,
        month: Month,
        review: Review,
        rules: Rulebook,
        chosen: Sequence[ReviewRow],
    ) -> None:
        self.month, self.rules, self.on = month, rules, desk.today
        self.words = review_words(review, rules).rows
        self.registered = registrations(session)
        members = {one.code: one for one in members_of(session)}
        offices = {row.key: office for row in chosen if (office := members[row.key].office_id) is not None}
        self.books = sessions_of(session, offices)
        told = {
            office: code
            for code, office in offices.items()
            if any(row.key == code and row.as_of == month and BOOK in row.sources for row in chosen)
        }
        self.loans = by_upk(kept_loans(session, told, month)[month])
        self.scores = {
            one.office.code: one for one in build_bookkeeping(desk, month).offices if one.office.kind == "upk"
        }
        self.findings = build_findings(desk, month).found
        self.follow_ups = store.follow_ups(session, date.max).values()
        self.visits: dict[str, date] = {}
        for visit in store.visits(session).values():
            if visit.status == MADE:
                self.visits[visit.upk] = max(visit.on, self.visits.get(visit.upk, visit.on))

    def facts(self, row: ReviewRow) -> VisitFacts:
        """All that is known of one UPK."""
        code = row.key
        officers = officers_at(self.books[code], self.on) if code in self.books else ()
        holders = {one.role: one.name for one in officers}
        own = [one for one in self.follow_ups if one.upk == code and one.status == OPEN]
        return VisitFacts(
            row=row,
            words=self.words[code],
            registered=self.registered[code],
            officers=tuple(f"{holders[role]} ({role})" for role in _NAMED if role in holders),
            manager=holders.get("Manajer UPK", ""),
            coordinator=holders.get("Koordinator", ""),
            groups=groups_in_arrears([loan for loan in self.loans.get(code, ()) if loan.own]),
            bookkeeping=self.scores.get(code),
            findings=tuple(one for one in self.findings if code in one.upk),
            follow_ups=tuple(in_order(own, self.on)),
            last_visit=self.visits.get(code),
        )


def _sheet(session: ReadSession, known: _Known, row: ReviewRow) -> Statement:
    definition, facts = definition_of(NAME), known.facts(row)
    words = {"upk": f"{row.name} ({row.key})"}
    months = {
        f"m{number}": f"{each.month:02d}/{each.year % 100:02d}"
        for number, (each, _) in enumerate(row.trend, 1)
    }
    month = f"Keadaan {long_month(known.month)}"
    frame = region_frame(session, definition, known.month.last, month, **words, **months)
    frame = _signed(frame, facts)
    say = SheetWords(
        rupiah,
        long_date,
        named,
        kind_name,
        fact_text,
        [rule.name for rule in known.rules.collectibility.classes],
    )
    return _fitting([visit_sheet(definition, frame, facts, say, known.on, room) for room in ROOMS])


def _signed(frame: Frame, facts: VisitFacts) -> Frame:
    labels, upk = definition_of(NAME).labels, facts.registered
    signatures = (
        *frame.signatures,
        Signature(labels["pihak-upk"], labels["manajer"].format(upk=upk.name), facts.manager),
        Signature(labels["pihak-bkm"], labels["koordinator"].format(bkm=upk.board), facts.coordinator),
    )
    return replace(frame, signatures=signatures)


def _fitting(sheets: Sequence[Statement]) -> Statement:
    """The first of them that stands on one page, else the last."""
    from upk_ledger.documents.statement_pdf import laid_out  # the PDF takes long to load

    return next((one for one in sheets[:-1] if len(laid_out(one, "A4").pages) == 1), sheets[-1])
