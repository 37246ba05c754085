"""A region's dashboard on paper: the same figures as the page, with charts that a photocopy keeps."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from upk_ledger.bahasa.numbers import count, percent, rupiah
from upk_ledger.bahasa.region_dashboard import reported_words
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.dashboard import RATINGS, ClassShare, Dashboard, UpkView
from upk_ledger.core.region.dashboard_paper import Words
from upk_ledger.core.region.review import ReviewRow
from upk_ledger.core.rulebooks import INDICATORS
from upk_ledger.core.statements import Section, Statement
from upk_ledger.documents.flow import Block, Break, Gap
from upk_ledger.documents.fonts import BOLD, REGULAR, width, wrap
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import CREATOR, Furniture, LetterheadBlock, Paper, Sheet, TitleBlock, sheet
from upk_ledger.documents.prose import LineBlock, fact_blocks, note_blocks, paragraph_blocks
from upk_ledger.documents.region_charts import Part, bar, swatch, trend_chart
from upk_ledger.documents.shapes import Look
from upk_ledger.documents.statement_pdf import Target, draw_pages, opened
from upk_ledger.documents.tables import table_blocks

_GAP = 8.0
_RATING_HATCHES = (0, 2, 4, 1, 5)

Behind = Callable[[UpkView], Mapping[str, Section]]


class TrendsBlock:
    """The charts of the five indicators side by side, each under its name, figure and rating."""

    keep = True
    repeated = None

    def __init__(
        self,
        row: ReviewRow,
        shown: Dashboard,
        words: Words,
        labels: Mapping[str, str],
        page: Sheet,
        high: float,
    ) -> None:
        self._page, self._high = page, high
        self.height = high + 22
        wide = (page.right - page.left - 4 * _GAP) / 5
        ends = tuple(
            f"{words.month(month)[:3]} {month.year}" for month in (shown.months[0], shown.months[-1])
        )
        self._charts: list[tuple[str, str, Any]] = []
        for name in INDICATORS:
            now = row.ratios[name]
            value = "–" if now.value is None or row.as_of is None else percent(now.value)
            told = [ratios.get(name) for _, ratios in row.trend]
            chart = trend_chart(told, shown.rules.ratings[name], (ends[0], ends[-1]), wide, high)
            self._charts.append((f"{name} {value}", labels[now.rating] if row.as_of else "", chart))

    def draw(self, ink: Ink, top: float) -> None:
        """Draws names, figures and charts."""
        wide = (self._page.right - self._page.left - 4 * _GAP) / 5
        for place, (name, rating, chart) in enumerate(self._charts):
            x = self._page.left + place * (wide + _GAP)
            ink.text(x, top - 11, name, BOLD, 10)
            ink.text(x + width(name, BOLD, 10) + 5, top - 11, rating, REGULAR, 8.5)
            ink.drawing(x, top - 16 - self._high, chart)


class BarsBlock:
    """Bars one below the other under a caption, each with its name, and what the hatches mean."""

    keep = False
    repeated = None

    def __init__(
        self,
        caption: str,
        bars: Sequence[tuple[str, Sequence[Part]]],
        legend: Sequence[tuple[int, str]],
        page: Sheet,
    ) -> None:
        self._caption, self._left = caption, page.left
        self._name = 34 if any(name for name, _ in bars) else 0
        wide = page.right - page.left - self._name
        self._bars = [(name, bar(parts, wide, 15)) for name, parts in bars]
        self._legend = _placed(legend, wide)
        self.height = 18.0 + 19 * len(bars) + 13 * (1 + self._legend[-1][1])

    def draw(self, ink: Ink, top: float) -> None:
        """Draws the bars and their legend."""
        ink.text(self._left, top - 10, self._caption, BOLD, 9)
        y, left = top - 15, self._left + self._name
        for name, drawn in self._bars:
            y -= 19
            ink.text(self._left, y + 4.5, name, BOLD, 8.5)
            ink.drawing(left, y, drawn)
        for x, line, hatch, text in self._legend:
            below = y - 13 - line * 13
            ink.drawing(left + x, below, swatch(hatch))
            ink.text(left + x + 18, below + 1.5, text, REGULAR, 8)


def _placed(legend: Sequence[tuple[int, str]], wide: float) -> list[tuple[float, int, int, str]]:
    """Where each entry of a legend stands: how far along which line."""
    placed, x, line = [], 0.0, 0
    for hatch, text in legend:
        needed = 32 + width(text, REGULAR, 8)
        if x and x + needed > wide:
            x, line = 0.0, line + 1
        placed.append((x, line, hatch, text))
        x += needed
    return placed


def dashboard_pdf(
    shown: Dashboard,
    words: Words,
    labels: Mapping[str, str],
    paper: Statement,
    tables: Mapping[str, Section],
    behind: Behind,
    target: Target,
    size: Paper = "A4",
) -> None:
    """Writes the dashboard: the region, the table of UPK, and behind it each UPK down to its groups."""
    page = sheet(size, landscape=True)
    ink = Ink(opened(target), f"{paper.title} {paper.period}", paper.letterhead.office, CREATOR)
    furniture = Furniture(page, (f"{paper.letterhead.office} — {paper.title}", paper.period), None)
    blocks = _region(shown, words, labels, paper, tables, page)
    for place, view in enumerate(shown.upk, 1):
        blocks += _upk(place, view, shown, words, labels, behind(view), page)
    draw_pages(ink, furniture, blocks, paper.title)
    ink.save()


def _region(
    shown: Dashboard,
    words: Words,
    labels: Mapping[str, str],
    paper: Statement,
    tables: Mapping[str, Section],
    page: Sheet,
) -> list[Block]:
    left, right = page.left, page.right
    blocks: list[Block] = [
        LetterheadBlock(paper.letterhead, page),
        TitleBlock(paper.title, paper.period, page),
        *fact_blocks(paper.facts, left, right),
        TrendsBlock(shown.review.total, shown, words, labels, page, 96),
        *_class_bar(shown, shown.classes, page),
        Gap(9),
        _rating_bars(shown, labels, page),
        Gap(9),
        *_attention(words, labels, page),
        Gap(9),
        *_table(tables, "indikator", page),
        Gap(9),
        *_table(tables, "tren", page),
        Gap(9),
    ]
    if "angka" in tables:
        blocks += paragraph_blocks(tables["angka"].caption, (), left, right, 8.5)
        blocks += _facts(tables["angka"], page)
    for key in ("kolektibilitas", "penilaian", "kecamatan", "belum-lapor"):
        blocks += [Gap(9), *_table(tables, key, page)]
    blocks += note_blocks((*paper.notes, *_seal(shown)), left, right)
    if "upk" in tables:
        blocks += [Gap(12), *_table(tables, "upk", page)]
    return blocks


def _attention(words: Words, labels: Mapping[str, str], page: Sheet) -> list[Block]:
    if not words.attention:
        return []
    head = LineBlock(page.left, labels["perhatian"], BOLD, 9)
    head.keep = True
    return [head, *_lines([f"• {line}" for line in words.attention], page.left, page.right, 8.5)]


def _seal(shown: Dashboard) -> tuple[str, ...]:
    if not shown.digest:
        return ()
    sealed = sum(view.mark is not None for view in shown.upk)
    return (f"Dihitung dari {count(sealed)} tutup buku; sidik semuanya {shown.digest}.",)


def _table(tables: Mapping[str, Section], key: str, page: Sheet) -> list[Block]:
    """A table by its key, where there is one; a short one is not torn apart."""
    if key not in tables:
        return []
    blocks = table_blocks([tables[key]], page.left, page.right, Look(largest=8.5, lines=True))
    if len(blocks) <= 14:
        for block in blocks[:-1]:
            block.keep = True
    return blocks


def _facts(section: Section, page: Sheet) -> list[Block]:
    """Figures of unlike kinds beside one another."""
    pairs = []
    for name, value, *missing in (row.cells for row in section.rows):
        text = rupiah(value) if isinstance(value, Rupiah) else count(value) if isinstance(value, int) else ""
        without = f" (tanpa {missing[0]})" if missing and missing[0] else ""
        pairs.append((str(name), text + without))
    blocks = fact_blocks(pairs, page.left, page.right, 8.5, columns=3)
    if blocks:
        blocks[-1].keep = False  # what follows is another table
    return blocks


def _class_bar(shown: Dashboard, classes: Sequence[ClassShare], page: Sheet) -> list[Block]:
    if not classes:
        return []
    parts = [
        Part(float(one.share.value or 0), hatch, percent(one.share.value or 0))
        for hatch, one in enumerate(classes)
    ]
    told = [count(one.loans) + " pinjaman, " if one.loans is not None else "" for one in classes]
    legend = [
        (hatch, f"{name}: {loans}{rupiah(one.balance)}")
        for hatch, (name, loans, one) in enumerate(zip(shown.class_names, told, classes, strict=False))
    ]
    return [Gap(9), BarsBlock("Kolektibilitas, bagian dari saldo", [("", parts)], legend, page)]


def _rating_bars(shown: Dashboard, labels: Mapping[str, str], page: Sheet) -> Block:
    bars = [
        (
            name,
            [
                Part(float(one.value or 0), hatch, count(one.numerator))
                for hatch, one in zip(_RATING_HATCHES, counts, strict=True)
            ],
        )
        for name, counts in shown.counts.items()
    ]
    words = [*(labels[rating] for rating in RATINGS), labels["belum-lapor"]]
    legend = list(zip(_RATING_HATCHES, words, strict=True))
    return BarsBlock("Banyaknya UPK menurut penilaian", bars, legend, page)


def _upk(
    place: int,
    view: UpkView,
    shown: Dashboard,
    words: Words,
    labels: Mapping[str, str],
    tables: Mapping[str, Section],
    page: Sheet,
) -> list[Block]:
    upk, left, right = view.upk, page.left, page.right
    told = reported_words(words.sources[upk.code], view.row.months_reported, view.row.months_expected)
    where = f"{upk.board}, {upk.place_at('kelurahan')}. {told}."
    reasons = [f"• {reason}" for reason in words.reasons.get(upk.code, ())]
    blocks: list[Block] = [
        Break(),
        TitleBlock(f"{place}. {upk.name} ({upk.code})", where, page),
        *_lines(reasons, left, right, 8.5),
        Gap(4),
        TrendsBlock(view.row, shown, words, labels, page, 66),
        *_class_bar(shown, view.classes, page),
    ]
    blocks += [Gap(9), *_table(tables, "indikator-upk", page)]
    if "angka-upk" in tables:
        blocks += [Gap(6), *_facts(tables["angka-upk"], page)]
    if checks := words.checks.get(upk.code):
        lines = [f"{labels['pembukuan-temuan']}:", *(f"• {line}" for line in checks)]
        blocks += [Gap(6), *_lines(lines, left, right, 8.5)]
    blocks.append(Gap(6))
    blocks += _table(tables, "ksm", page) or _lines([labels["tanpa-ksm"]], left, right, 8.5)
    if view.mark:
        mark = f"Dihitung dari tutup buku, catatan no. {view.mark.record}, sidik {view.mark.digest}."
        blocks += [Gap(4), *_lines([mark], left, right, 7.5)]
    return blocks


def _lines(texts: Sequence[str], left: float, right: float, size: float) -> list[Block]:
    """Short texts below one another, each as many lines as it needs."""
    return [
        LineBlock(left, line, REGULAR, size)
        for text in texts
        for line in wrap(text, right - left, REGULAR, size)
    ]
