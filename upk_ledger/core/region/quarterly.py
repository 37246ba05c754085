"""The quarterly report of a region, annex to a nota dinas. Pure: reviews, findings, scores, follow-ups -> Statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import Ratio
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.bookkeeping import GRADES, UNRATEABLE, Bookkeeping, BookkeepingReview
from upk_ledger.core.region.coaching import DONE, OPEN, FollowUp, in_order
from upk_ledger.core.region.coaching_papers import follow_up_data, standing
from upk_ledger.core.region.figures import NUMBERS, OfficeMonth
from upk_ledger.core.region.findings import KINDS, Finding
from upk_ledger.core.region.members import RegionUpk
from upk_ledger.core.region.quarterly_figures import FLOWS, At, compared
from upk_ledger.core.region.quarters import Quarter
from upk_ledger.core.region.review import Alike, Review, ReviewRow
from upk_ledger.core.region.review_data import RowWords, asking, coverage_data, ratios_data
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import INDICATORS
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Cell, Section, Statement

GRAVEST = 10
"""So many findings are told in words."""

STOCKS = (
    "groups", "balance", "balance_at_risk", "arrears_principal", "arrears_service", "required_allowance",
    "held_allowance", "capital", "cash", "bank", "income", "expense",
)  # fmt: skip
SINCE_JANUARY = frozenset({"income", "expense"})
"""What begins anew each year: from December to March it does not change, it begins."""


@dataclass(frozen=True, slots=True)
class QuarterFacts:
    """All that the report is made of; `on` is the day on which it is written.

    `alike` has the indicators of the same UPK now and at each time that they are compared with (before, year_ago).
    """

    quarter: Quarter
    on: date
    now: At
    before: At
    year_ago: At
    districts: Review
    words: Mapping[str, RowWords]
    coverage: str
    missing: Sequence[str]
    findings: Sequence[Finding]
    bookkeeping: BookkeepingReview
    follow_ups: Sequence[FollowUp]
    contacts: Mapping[str, str]
    alike: Mapping[str, Mapping[str, Alike]]


@dataclass(frozen=True, slots=True)
class QuarterWords:
    """How the report speaks of months and findings."""

    month: Callable[[Month], str]
    kind: Callable[[str], str]
    finding: Callable[[Finding], str]


def gravest(findings: Sequence[Finding]) -> list[Finding]:
    """Findings by the money that they are about."""
    return sorted(findings, key=lambda one: (-one.amount, KINDS.index(one.kind), one.code))


def overdue(follow_ups: Sequence[FollowUp], on: date) -> list[FollowUp]:
    """Follow-ups that are overdue, the longest first."""
    return [one for one in in_order(follow_ups, on) if one.late(on)]


def called(row: ReviewRow) -> str:
    """A UPK with its code: several may have one name."""
    return f"{row.name} ({row.key})" if row.key else ""


def quarterly_report(
    definition: Definition, frame: Frame, facts: QuarterFacts, words: QuarterWords
) -> Statement:
    """The annex: a table for each thing that the office wants to know of a quarter."""
    paper = _Report(definition, frame, facts, words)
    return issue(definition, frame, paper.sections(), paper.data(), facts=paper.facts())


class _Report:
    def __init__(
        self, definition: Definition, frame: Frame, facts: QuarterFacts, words: QuarterWords
    ) -> None:
        self._definition, self._frame, self._facts, self._words = definition, frame, facts, words
        self._labels = definition.labels

    def _table(self, key: str) -> Table:
        return Table(self._definition.tables[key], self._frame.words)

    def sections(self) -> list[Section]:
        """All tables, in the same order each quarter."""
        return [
            self._figures(), self._indicators(), self._districts(), self._upk(), self._reasons(), self._late(),
            self._written_off(), self._kinds(), self._gravest(), self._bookkeeping(), self._follow_ups(),
        ]  # fmt: skip

    def _figures(self) -> Section:
        table = self._table("angka")
        for name in ("reported", *STOCKS, *FLOWS):
            cells = {
                key: self._figure(getattr(self._facts, key), name) for key in ("now", "before", "year_ago")
            }
            now, before = cells["now"], cells["before"]
            change, same = None, None
            if name == "reported":
                change = (now or 0) - (before or 0)
            elif name not in SINCE_JANUARY and (pair := compared(self._facts.before, self._facts.now, name)):
                change = pair.now - pair.before if name in NUMBERS else Rupiah(pair.now - pair.before)
                same = None if pair.whole else self._labels["sama"].format(upk=pair.upk)
            table.line({"name": self._labels[name], **cells, "change": change, "same": same})
        return table.section()

    def _figure(self, at: At, name: str) -> int | None:
        """A figure of the region, as money or as a count; None where nobody told it."""
        review = at.review
        if name == "reported":
            return review.coverage.reported
        if name in FLOWS:
            return _money(at.flow(name))
        value: int | None = getattr(review.total.figures, name)
        return value if name in NUMBERS else _money(value)

    def _indicators(self) -> Section:
        table = self._table("indikator")
        for name in INDICATORS:
            cells: dict[str, Cell] = {"name": name}
            for key in ("now", "before", "year_ago"):
                ratio = getattr(self._facts, key).review.total.ratios[name]
                cells |= {key: _percent(ratio), f"{key}_rating": self._labels[ratio.rating]}
            table.line(cells)
            for key, pairs in self._facts.alike.items():
                if (pair := pairs.get(name)) and not pair.whole:
                    table.line(self._same(pair, key))
        return table.section()

    def _same(self, pair: Alike, key: str) -> dict[str, Cell]:
        """An indicator of the UPK that told at both times, below that of all."""
        cells: dict[str, Cell] = dict.fromkeys(("now", "before", "year_ago"))
        cells |= dict.fromkeys(("now_rating", "before_rating", "year_ago_rating"))
        for place, ratio in (("now", pair.now), (key, pair.before)):
            cells |= {place: _percent(ratio), f"{place}_rating": self._labels[ratio.rating]}
        return {"name": "  " + self._labels["sama"].format(upk=pair.upk), **cells}

    def _districts(self) -> Section:
        table, review = self._table("kecamatan"), self._facts.districts
        halted = {code for row in self._facts.now.review.rows if row.halted for code in row.upk}
        for row in review.rows:
            table.line({"name": row.name, **self._place(row, halted)})
        table.add("total", {"name": self._labels["jumlah"], **self._place(review.total, halted)})
        return table.section()

    def _place(self, row: ReviewRow, halted: set[str]) -> dict[str, Cell]:
        return {
            "reported": f"{row.coverage.reported}/{row.coverage.expected}" + self._unverified(row),
            "halted": sum(code in halted for code in row.upk),
            **_standing(row),
        }

    def _unverified(self, row: ReviewRow) -> str:
        number = row.coverage.self_reported
        return "; " + self._labels["sendiri"].format(upk=number) if number else ""

    def _upk(self) -> Section:
        table, review = self._table("upk"), self._facts.now.review
        earlier = self._facts.before.review
        before = {row.key: row for row in earlier.rows if row.as_of == earlier.month}
        for number, row in enumerate(review.rows, 1):
            old = before.get(row.key)
            table.line(
                {
                    "no": number,
                    "name": called(row),
                    "source": self._facts.words[row.key].source,
                    **_standing(row),
                    "PAR_before": _percent(old.ratios["PAR"]) if old else None,
                    "halted": ", ".join(row.halted),
                }
            )
        total = {"name": self._labels["jumlah"], **_standing(review.total)}
        table.add("total", {**total, "PAR_before": _percent(earlier.total.ratios["PAR"])})
        pair = self._facts.alike["before"].get("PAR")
        if pair and not pair.whole:
            name = self._labels["sama"].format(upk=pair.upk)
            table.line(
                {
                    **dict.fromkeys(("no", "source", "balance", "arrears", "halted", *INDICATORS)),
                    "name": name,
                    "PAR": _percent(pair.now),
                    "PAR_before": _percent(pair.before),
                }
            )
        return table.section()

    def _reasons(self) -> Section:
        table = self._table("sebab")
        for row in self._facts.now.review.rows:
            told = self._facts.words[row.key]
            for indicator, reasons, distance in asking(row, told) if told.reasons else ():
                cells = {"indicator": indicator, "reasons": reasons, "distance": distance}
                table.line({"name": f"{called(row)}{mark(told)}", **cells})
        return self._or_note(table, "name", "tanpa-sebab")

    def _late(self) -> Section:
        table, coverage = self._table("belum_lapor"), self._facts.now.review.coverage
        for upk in coverage.late:
            last = coverage.last.get(upk.code)
            table.line(
                {
                    "name": _named(upk),
                    "place": f"{upk.village_kind} {upk.village}, {upk.district}",
                    "last": self._words.month(last) if last else self._labels["belum-pernah"],
                    "contact": self._facts.contacts.get(upk.code) or None,
                }
            )
        return self._or_note(table, "name", "semua-lapor")

    def _written_off(self) -> Section:
        table, at = self._table("hapus"), self._facts.now
        for row in at.review.rows:
            own = at.flows.get(row.key, {})
            if own.get("written_off") or own.get("recovered"):
                claims = row.figures.claims if row.as_of == self._facts.quarter.last else None
                cells = {name: _money(own[name]) for name in ("written_off", "recovered")}
                named = f"{called(row)}{mark(self._facts.words[row.key])}"
                table.line({"name": named, **cells, "claims": _money(claims)})
        if table.rows:
            sums = {name: _money(at.flow(name)) for name in ("written_off", "recovered")}
            table.add("total", {"name": self._labels["jumlah"], **sums})
        return self._or_note(table, "name", "tanpa-hapus")

    def _kinds(self) -> Section:
        table = self._table("temuan_jenis")
        for kind in KINDS:
            own = [one for one in self._facts.findings if one.kind == kind]
            upk = {code for one in own for code in one.upk}
            if own:
                table.line({"kind": self._words.kind(kind), "count": len(own), "upk": len(upk)})
        return self._or_note(table, "kind", "tanpa-temuan")

    def _gravest(self) -> Section:
        table = self._table("temuan")
        for one in gravest(self._facts.findings)[:GRAVEST]:
            table.line(
                {
                    "code": one.code,
                    "upk": ", ".join(one.upk),
                    "text": self._words.finding(one),
                    "amount": _money(one.amount or None),
                }
            )
        return self._or_note(table, "text", "tanpa-temuan")

    def _bookkeeping(self) -> Section:
        table = self._table("pembukuan")
        for one in self._facts.bookkeeping.offices:
            office = one.office
            table.line(
                {
                    "name": f"{office.name} ({office.code})",
                    "kind": self._labels[office.kind],
                    "score": one.score,
                    "grade": self._labels[one.grade],
                }
            )
        return self._or_note(table, "name", "tanpa-pembukuan")

    def _follow_ups(self) -> Section:
        table, on = self._table("tindak_lanjut"), self._facts.on
        names = {row.key: called(row) for row in self._facts.now.review.rows}
        for one in in_order(self._facts.follow_ups, on):
            if one.status == OPEN:
                told = follow_up_data(one, on)
                upk = names.get(one.upk, one.upk)
                table.line({**told, "upk": upk, "standing": standing(one, on, self._labels)})
        return self._or_note(table, "what", "tanpa-tindak-lanjut")

    def _or_note(self, table: Table, first: str, key: str) -> Section:
        """The table; where it is empty, one line says so."""
        if not table.rows:
            table.add("note", {first: self._labels[key]})
        return table.section()

    def _unlike(self) -> bool:
        """Whether other UPK told of one of the times that are compared."""
        return any(not pair.whole for pairs in self._facts.alike.values() for pair in pairs.values())

    def counted(self) -> dict[str, int]:
        """How many follow-ups stand how."""
        every, on = self._facts.follow_ups, self._facts.on
        return {
            "open": sum(one.status == OPEN for one in every),
            "overdue": len(overdue(every, on)),
            "done": sum(one.status == DONE for one in every),
        }

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Who told, above everything."""
        labels, grades = self._labels, _grades(self._facts.bookkeeping.offices)
        told = [(labels["cakupan"], self._facts.coverage)]
        told += [(labels["perbandingan"], labels["tak-sama"])] if self._unlike() else []
        told += [(labels["tidak-lengkap"], "; ".join(self._facts.missing))] if self._facts.missing else []
        shown = ", ".join(f"{count} {labels[grade]}" for grade, count in grades.items() if count)
        told += [(labels["golongan-pembukuan"], shown)] if shown else []
        told.append((labels["keadaan-tindak-lanjut"], labels["isi-tindak-lanjut"].format_map(self.counted())))
        return tuple(told)

    def data(self) -> dict[str, Any]:
        """The report as data."""
        facts = self._facts
        return {
            "quarter": str(facts.quarter),
            "as_of": facts.quarter.last.last,
            "coverage": coverage_data(facts.now.review.coverage),
            "now": self._told(facts.now),
            "quarter_before": self._told(facts.before),
            "year_before": self._told(facts.year_ago),
            "same_upk": {
                key: {
                    name: {"before": pair.before.value, "now": pair.now.value, "upk": pair.upk}
                    for name, pair in pairs.items()
                }
                for key, pairs in facts.alike.items()
            },
            "districts": [_row_data(row) for row in facts.districts.rows],
            "upk": [
                {**_row_data(row), "reasons": list(facts.words[row.key].reasons), "halted": list(row.halted)}
                for row in facts.now.review.rows
            ],
            "findings": {kind: sum(one.kind == kind for one in facts.findings) for kind in KINDS},
            "gravest": [one.code for one in gravest(facts.findings)[:GRAVEST]],
            "bookkeeping": _grades(facts.bookkeeping.offices),
            "follow_ups": {
                **self.counted(),
                "list": [follow_up_data(one, facts.on) for one in in_order(facts.follow_ups, facts.on)],
            },
        }

    def _told(self, at: At) -> dict[str, Any]:
        figures = {name: self._figure(at, name) for name in ("reported", *STOCKS, *FLOWS)}
        return {"month": at.review.month, **figures, "indicators": ratios_data(at.review.total.ratios)}


def mark(told: RowWords) -> str:
    """What stands behind a name whose figures nobody verified or that are of an older month."""
    return f" [{told.mark}]" if told.mark else ""


def _standing(row: ReviewRow) -> dict[str, Cell]:
    figures: OfficeMonth = row.figures
    return {
        "balance": _money(figures.balance),
        "arrears": _money(figures.arrears_principal),
        **{name: _percent(row.ratios[name]) for name in INDICATORS},
    }


def _row_data(row: ReviewRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "figures_of": row.as_of,
        "balance": _money(row.figures.balance),
        "arrears_principal": _money(row.figures.arrears_principal),
        "indicators": ratios_data(row.ratios),
    }


def _grades(offices: Sequence[Bookkeeping]) -> dict[str, int]:
    return {grade: sum(one.grade == grade for one in offices) for grade in (*GRADES, UNRATEABLE)}


def _named(upk: RegionUpk) -> str:
    return f"{upk.name} ({upk.code})"


def _money(value: int | None) -> Rupiah | None:
    return None if value is None else Rupiah(value)


def _percent(ratio: Ratio) -> Decimal | None:
    return None if ratio.value is None else ratio.value.quantize(Decimal("0.01"))
