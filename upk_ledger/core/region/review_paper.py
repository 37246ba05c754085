"""The paper of a review: indicators, reasons and distances, collectibility, allowance, and twelve months."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from upk_ledger.core.indicators import Ratio
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.attention import NOTABLE, percent_of
from upk_ledger.core.region.figures import CLASSES, REPORTED
from upk_ledger.core.region.review import Alike, Review, ReviewRow
from upk_ledger.core.region.review_data import RowWords, asking, classes_data, review_data
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import INDICATORS, Rulebook
from upk_ledger.core.statement_builders_loans import doubts
from upk_ledger.core.statement_frames import Cells, Frame, Table, issue
from upk_ledger.core.statements import Cell, Section, Statement


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """The sentences of a review: of each row by its key (the total's is empty), and of who told."""

    rows: Mapping[str, RowWords]
    coverage: str
    late: tuple[str, ...]
    missing: tuple[str, ...]


class _Paper:
    """The tables of one review; each is made alike from its rows and their sum."""

    def __init__(self, definition: Definition, frame: Frame, review: Review, words: ReviewWords) -> None:
        self._definition, self._frame, self._review, self._words = definition, frame, review, words
        self._sum = definition.labels["jumlah"].format(reported=review.coverage.reported)

    def table(
        self,
        key: str,
        cells: Callable[[ReviewRow], Cells],
        rows: Sequence[ReviewRow],
        *,
        caption: str = "",
        total: bool = True,
        without: Sequence[str] = (),
    ) -> Section:
        """One table of the definition, numbered, with the sum below; rows are marked that have no source beside."""
        named = self._called if key == "indikator" else self._marked
        table = Table(self._definition.tables[key], self._frame.words, without)
        for number, row in enumerate(rows, 1):
            table.line({"no": number, "name": named(row), **cells(row)})
        if total:
            table.add("total", {"name": named(self._review.total), **cells(self._review.total)})
        return table.section(caption)

    def _called(self, row: ReviewRow) -> str:
        """A UPK with its code: several may have one name."""
        if not row.key:
            return self._sum
        return f"{row.name} ({row.key})" if self._review.level == "upk" else row.name

    def _marked(self, row: ReviewRow) -> str:
        mark = self._words.rows[row.key].mark
        return f"{self._called(row)} [{mark}]" if mark else self._called(row)

    def indicators(self, row: ReviewRow) -> Cells:
        """Each indicator with its rating and the way it went."""
        cells: dict[str, Cell] = {"source": self._words.rows[row.key].source}
        for name in INDICATORS:
            ratio = row.ratios[name]
            cells[name] = _percent(ratio)
            cells[f"{name}_rating"] = self._rating(ratio, row, name)
        return cells

    def _rating(self, ratio: Ratio, row: ReviewRow, name: str) -> str:
        labels = self._definition.labels
        way, pair = direction(row, name), oldest(row, name)
        told = labels[ratio.rating] + (f", {labels[way]}" if way else "")
        return (
            told if not way or not pair or pair.whole else f"{told} ({labels['sama'].format(upk=pair.upk)})"
        )

    def attention(self) -> Section | None:
        """Why each row needs attention and how far it is from its limits, a line an indicator."""
        table, number = Table(self._definition.tables["perhatian"], self._frame.words), 0
        for row in self._review.rows:
            lines = asking(row, self._words.rows[row.key])
            number += bool(lines)
            for place, (indicator, reasons, distance) in enumerate(lines):
                cells = {"name": self._marked(row), "indicator": indicator, "reasons": reasons}
                table.line({"no": None if place else number, **cells, "distance": distance})
        return table.section() if table.rows else None

    def classes(self, row: ReviewRow) -> Cells:
        """The five classes with balance and share."""
        cells: dict[str, Cell] = {}
        for one in classes_data(row.figures):
            cells[f"balance_{one['class']}"] = one["balance"]
            share: Decimal | None = one["share_percent"]
            cells[f"share_{one['class']}"] = None if share is None else share.quantize(Decimal("0.01"))
        known = [cells[f"balance_{number}"] for number in range(1, CLASSES + 1)]
        sums = [balance for balance in known if isinstance(balance, int)]
        return {"balance": Rupiah(sum(sums)) if sums else None, **cells}

    def allowance(self, row: ReviewRow) -> Cells:
        """Allowance, write-offs, months told, and who should lend nothing new."""
        labels, figures = self._definition.labels, row.figures
        alone = self._review.level == "upk" and row.key
        own = ", ".join(next(iter(row.suspended.values()), ())) if alone else ""
        if not alone and row.suspended:
            own = labels["ditunda-banyak"].format(count=len(row.suspended), all=row.coverage.reported)
        return {
            "required": _money(figures.required_allowance),
            "held": _money(figures.held_allowance),
            "short": _money(row.short),
            "written_off": _money(row.written_off),
            "recovered": _money(row.recovered),
            "months": labels["bulan"].format(told=row.months_reported, all=row.months_expected),
            "own": own,
            "halted": ", ".join(row.halted),
        }

    def trend(self) -> Section:
        """Twelve months of each indicator, row by row."""
        table = Table(self._definition.tables["tren"], self._frame.words)
        for row in (*self._review.rows, self._review.total):
            for name in INDICATORS:
                months: dict[str, Cell] = {
                    f"m{number}": _percent(ratios[name]) if ratios else None
                    for number, (_, ratios) in enumerate(row.trend, 1)
                }
                keep = len(row.upk) > 1 or name != INDICATORS[-1]
                table.line({"name": self._marked(row), "indicator": name, **months}, keep=keep)
            if len(row.upk) > 1:
                told = {f"m{number}": upk for number, upk in enumerate(row.trend_upk, 1)}
                table.line({"name": self._marked(row), "indicator": self._definition.labels["lapor"], **told})
        return table.section()

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Who told of the month, above everything."""
        labels, words = self._definition.labels, self._words
        dormant = ", ".join(f"{upk.name} ({upk.code})" for upk in self._review.coverage.dormant)
        told = (
            ("cakupan", words.coverage),
            ("belum-lapor", "; ".join(words.late)),
            ("tidak-lengkap", "; ".join(words.missing)),
            ("dorman-daftar", dormant),
        )
        return tuple((labels[key], text) for key, text in told if text)


def review_paper(
    definition: Definition, frame: Frame, review: Review, rules: Rulebook, words: ReviewWords
) -> Statement:
    """The review on paper, as a table, and as data."""
    paper = _Paper(definition, frame, review, words)
    labels, rows = definition.labels, review.rows
    asking = paper.attention()
    unused = [
        f"{what}_{number}"
        for number in range(len(rules.collectibility.classes) + 1, CLASSES + 1)
        for what in ("balance", "share")
    ]
    sections = [paper.table("indikator", paper.indicators, rows)]
    if review.dormant:
        sections.append(
            paper.table("indikator", paper.indicators, review.dormant, caption=labels["dorman"], total=False)
        )
    if asking:
        sections.append(asking)
    sections += [
        paper.table("kolektibilitas", paper.classes, rows, without=unused),
        paper.table("cadangan", paper.allowance, rows),
        paper.trend(),
    ]
    notes = [] if review.legacy else [labels["tanpa-lama"]]
    notes += [labels["sendiri"]] if any(REPORTED in row.sources for row in (*rows, *review.dormant)) else []
    notes += doubts(definition, rules, "berisiko.", "penilaian.", "penundaan.")
    notes += [] if rows or review.dormant else [labels["kosong"]]
    data = review_data(review, rules, words.rows)
    return issue(definition, frame, sections, data, notes, facts=paper.facts())


def oldest(row: ReviewRow, name: str) -> Alike | None:
    """An indicator at the oldest month of the window that can be compared and now, of the same UPK."""
    pairs = [row.alike[month][name] for month in sorted(row.alike) if name in row.alike[month]]
    return pairs[0] if pairs else None


def direction(row: ReviewRow, name: str) -> str:
    """Which way an indicator went from the oldest month told of the window; nothing where there is none to compare."""
    pair = oldest(row, name)
    old, new = (percent_of(pair.before), percent_of(pair.now)) if pair else (None, None)
    if old is None or new is None:
        return ""
    if abs(new - old) < NOTABLE:
        return "tetap"
    return "naik" if new > old else "turun"


def _percent(ratio: Ratio) -> Decimal | None:
    return None if ratio.value is None else ratio.value.quantize(Decimal("0.01"))


def _money(value: int | None) -> Rupiah | None:
    return None if value is None else Rupiah(value)
