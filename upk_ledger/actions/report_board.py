"""How the combined report of a board is made: every office of the board that the book holds, in one view."""

from collections import Counter
from collections.abc import Mapping, Sequence

from upk_ledger.actions.report_frames import Framer, at_text, range_text, signatures_of
from upk_ledger.actions.report_source import Source
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders_board import OfficeFigures, board_report
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Letterhead, Statement
from upk_ledger.store.boards import board_sessions
from upk_ledger.store.budgets import earned_in_other_funds
from upk_ledger.store.restricted_funds import fund_states


def gabungan_bkm(source: Source, framer: Framer) -> Statement:
    """The board's offices side by side at the last day of the period, and over it."""
    definition, period = framer.definition("gabungan-bkm"), source.period
    sources = [source.of_office(session) for session in board_sessions(source.session, period.end)]
    start = max(period.income_start, min(one.book_start for one in sources))
    offices = [_figures(one, period) for one in sources]
    framers = [Framer(one) for one in sources]
    board = source.session.desk.office.board
    words = {"board": board, "at": _within(at_text(period.end)), "range": _within(range_text(period, start))}
    frames = [one.frame(definition, at_text(period.end), **words) for one in framers]
    notes = [] if len(offices) > 1 else [definition.labels["sendiri"].format_map(words)]
    notes += [
        definition.labels["terakhir"].format(
            office=office.name, voucher=mark.voucher, number=mark.number, digest=mark.digest[:8]
        )
        for office, mark in ((office, frame.last) for office, frame in zip(offices, frames, strict=True))
        if mark is not None
    ]
    return board_report(definition, _joint(source, definition, framers, frames, words), offices, start, notes)


def _within(text: str) -> str:
    """A text as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def _figures(source: Source, period: ReportPeriod) -> OfficeFigures:
    """One office of the board."""
    session, end = source.session, period.end
    funds = source.read(fund_states, end, source.known_through)
    bound: Counter[str] = Counter()
    for (code, fund), net in source.read(earned_in_other_funds, period.income_start, end).items():
        if fund in funds and source.chart[code].type == "biaya":
            bound[code] += net
    return OfficeFigures(
        session.desk.office.code,
        session.desk.office.name,
        source.chart,
        source.year_to(end),
        source.sums(period.income_start, end),
        bound,
        [fund for fund in funds.values() if fund.end is None or fund.end.on >= period.income_start],
    )


def _joint(
    source: Source,
    definition: Definition,
    framers: Sequence[Framer],
    frames: Sequence[Frame],
    words: Mapping[str, str],
) -> Frame:
    """The frame of the board's own paper: provisional while any office's month is open, signed by officers of all."""
    office = source.session.desk.office
    officers = [officer for framer in framers for officer in framer.officers]
    return Frame(
        as_of=source.period.end,
        period=at_text(source.period.end),
        letterhead=Letterhead(office.board, "", office.place, signing_place=office.village),
        signatures=signatures_of(definition, "upk", officers, words),
        last=None,
        provisional=any(frame.provisional for frame in frames),
        words=words,
    )
