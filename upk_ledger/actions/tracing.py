"""Follow the figure: any amount of any paper, down to vouchers, people and moments of recording."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from upk_ledger.actions.report_frames import Framer, definition_of
from upk_ledger.actions.reports import PAPERS, made
from upk_ledger.actions.tracing_open import open_amounts
from upk_ledger.actions.tracing_source import TracingSource
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import count, percent, rupiah
from upk_ledger.bahasa.tracing import fact_words, rule_words
from upk_ledger.core.dates import local_moment
from upk_ledger.core.errors.reports import UnknownReport
from upk_ledger.core.errors.tracing import FigureNotFollowed, UnknownFigure
from upk_ledger.core.report_choices import AS_SET, TERM_SETS, Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders_trace import Wording, figure_list, trace_paper
from upk_ledger.core.statements import Cell, Statement
from upk_ledger.core.traced_figures import Figure, figures_of, find_figure, halves, names_figure, parts_of
from upk_ledger.core.traces import Opened, Piece
from upk_ledger.core.tracing import Traced
from upk_ledger.store.boards import board_sessions
from upk_ledger.store.desk import Desk
from upk_ledger.store.relations import officer_names
from upk_ledger.store.session import ReadSession
from upk_ledger.store.subledgers import groups_of_loans

JOINT = "gabungan-bkm"
"""The paper that has figures of several offices."""


class Wanted(NamedTuple):
    """A paper as it is asked for: its name, period, the one account of a paper of books, how it is to be shown."""

    report: str
    period: ReportPeriod
    account: str | None = None
    older: date | None = None
    choices: Choices = AS_SET


@dataclass(frozen=True)
class Traceable:
    """A paper whose amounts remember what they were made of."""

    source: TracingSource
    paper: Statement

    @cached_property
    def figures(self) -> list[Figure]:
        """Every amount of the paper."""
        return figures_of(self.paper)


def traceable(session: ReadSession, wanted: Wanted) -> Traceable:
    """The paper, made from traced amounts; `UnknownReport`, `BeforeBookStart`."""
    office = session.desk.office
    known = tuple(name for name, paper in PAPERS.items() if office.kind in paper.offices)
    if wanted.report not in known:
        raise UnknownReport(wanted.report, known)
    wanted.period.check(office.start)
    source = TracingSource(session, wanted.period, wanted.older, wanted.choices)
    if wanted.account is not None:
        from upk_ledger.actions.report_papers import account_books  # papers of loans do without

        return Traceable(source, account_books(wanted.report, source, Framer(source), wanted.account))
    return Traceable(source, made(wanted.report, source, Framer(source)))


def trace_figure(
    desk: Desk, wanted: Wanted, given: str, column: str | None = None, *, from_start: bool = False
) -> Statement:
    """What one figure of a paper is made of, which adds up to it exactly; `FiguresDisagree` where it does not.

    `from_start` opens balances down to the first entry of the book, instead of to what a closing kept. Raises
    `UnknownFigure`, `AmbiguousFigure`, `NoSuchColumn`, `FigureNotFollowed`, and the refusals of `traceable`.
    """
    with desk.read() as session:
        found = traceable(session, wanted)
        figure = _found(session, wanted, found, given, column)
        row = _cells(found.paper, figure)
        names = {key: definition_of("jejak").labels[label] for key, label in _RATIO.items()}
        amounts = {figure.row: figure.cell}
        if not isinstance(figure.cell, int):
            amounts = {names[key]: row[key] for key in _RATIO}
        opened = _opened(session, found, figure, amounts, from_start=from_start)
        formula = str(row.get("formula") or "")
        definition, framer = definition_of("jejak"), Framer(found.source)
        frame = framer.frame(definition, found.paper.period)
        words = wording(session, found.source)
        return trace_paper(definition, frame, found.paper, figure, opened, formula, words)


def _found(session: ReadSession, wanted: Wanted, found: Traceable, given: str, column: str | None) -> Figure:
    """The figure that is meant, by its name in the paper's terms or in the other set of terms."""
    try:
        return find_figure(found.paper, found.figures, given, column)
    except UnknownFigure:
        terms = next(each for each in TERM_SETS if each != found.source.terms)
        other = traceable(session, wanted._replace(choices=wanted.choices._replace(terms=terms)))
        if not any(names_figure(figure, given) for figure in other.figures):
            raise
        figure = find_figure(other.paper, other.figures, given, column)
        return found.figures[figure.number - 1]


_RATIO = {"numerator": "pembilang", "denominator": "penyebut"}


def _cells(paper: Statement, figure: Figure) -> Mapping[str, Cell]:
    """The cells of a figure's row by column."""
    section = next(part for place, half, part in halves(paper) if (place, half) == figure.at[:2])
    return {
        column.key: cell
        for column, cell in zip(section.columns, section.rows[figure.at[2]].cells, strict=True)
    }


def _opened(
    session: ReadSession,
    found: Traceable,
    figure: Figure,
    amounts: Mapping[str, Cell],
    *,
    from_start: bool,
) -> list[Opened]:
    whole = {name: amount for name, amount in amounts.items() if isinstance(amount, int)}
    sessions = {session.desk.office.code: session}
    if found.paper.name == JOINT:
        sessions |= {one.desk.office.code: one for one in board_sessions(session, found.source.period.end)}
    answers = open_amounts(list(whole.values()), sessions, from_start=from_start)
    opened = []
    for (name, amount), (pieces, rest) in zip(whole.items(), answers, strict=True):
        if rest:
            raise FigureNotFollowed(found.paper.name, name, int(amount), rest)
        is_count = figure._replace(cell=amount).is_count if isinstance(amount, Traced) else False
        parts = tuple(parts_of(found.figures, figure)) if len(whole) == 1 else ()
        opened.append(Opened(name, int(amount), pieces, parts, is_count))
    return opened


def list_figures(desk: Desk, wanted: Wanted) -> Statement:
    """Every figure of a paper that can be opened."""
    with desk.read() as session:
        found = traceable(session, wanted)
        definition, framer = definition_of("jejak"), Framer(found.source)
        frame = framer.frame(definition, found.paper.period)
        return figure_list(definition, frame, found.paper, found.figures)


def wording(session: ReadSession, source: TracingSource) -> Wording:
    """How the trace says things in this book."""
    zone, officers = session.desk.office.zone, officer_names(session)
    loans, groups, chart = groups_of_loans(session), source.group_names, session.accounts

    def subject(piece: Piece | str) -> str:
        code = piece if isinstance(piece, str) else piece.subject
        names = [_named(one, chart, loans, groups) for one in code.split(", ")]
        office = "" if isinstance(piece, str) or piece.office == session.desk.office.code else piece.office
        return " ".join(filter(None, (office, ", ".join(names))))

    return Wording(
        subject,
        lambda code: officers.get(code, code),
        lambda moment: local_moment(moment, zone).strftime("%Y-%m-%d %H:%M"),
        long_date,
        rule_words,
        fact_words,
        _shown,
    )


def _named(
    code: str, chart: Mapping[str, object], loans: Mapping[str, str], groups: Mapping[str, str]
) -> str:
    if code in loans:
        return f"{code} {groups.get(loans[code], loans[code])}"
    name = getattr(chart.get(code), "name", "")
    return f"{code} {name}".strip()


def _shown(figure: Figure) -> str:
    if not isinstance(figure.cell, int):
        return (
            percent(figure.cell)
            if figure.cell is not None and not isinstance(figure.cell, str | date)
            else ""
        )
    return count(figure.cell) if figure.is_count else rupiah(figure.cell)
