"""Charts of a region's papers, in shades and hatches that a black-and-white printer and a photocopier keep."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import Color, black, white

from upk_ledger.bahasa.numbers import percent
from upk_ledger.core.indicators import MINIMUM, SATISFACTORY, SUSPENDED, Ratio
from upk_ledger.core.rulebooks import RatingRule
from upk_ledger.documents.fonts import BOLD, REGULAR, font, width

_ZONE = Color(0.9, 0.9, 0.9)
_SOFT = Color(0.35, 0.35, 0.35)
_TOP, _FOOT, _RIGHT = 14.0, 11.0, 26.0


class Scale(NamedTuple):
    """From percentages to points up the page."""

    low: float
    high: float
    floor: float
    top: float

    def up(self, value: float) -> float:
        """Where a percentage stands; one beyond the scale stands at its edge."""
        within = min(max(value, self.low), self.high)
        return self.floor + (within - self.low) * (self.top - self.floor) / (self.high - self.low)


def trend_chart(
    ratios: Sequence[Ratio | None], rule: RatingRule, ends: tuple[str, str], wide: float, high: float
) -> Drawing:
    """The way of one indicator over the months: the limits, each month's rating as a mark, first and last figure.

    The shaded side is that of `penundaan`. A month that nobody told is a gap.
    """
    good, bad = float(rule.satisfactory.value), float(rule.suspended.value)
    values = [None if one is None or one.value is None else float(one.value) for one in ratios]
    scale = _scale([value for value in values if value is not None], good, bad, high)
    edge = wide - _RIGHT
    made = Drawing(wide, high)
    zone = (scale.up(bad), scale.top) if bad > good else (scale.floor, scale.up(bad))
    made.add(Rect(0, zone[0], edge, zone[1] - zone[0], fillColor=_ZONE, strokeColor=None))
    apart = max(0.0, 7 - abs(scale.up(good) - scale.up(bad))) / 2
    for limit, other in ((good, bad), (bad, good)):
        y = scale.up(limit)
        dashes = [4, 2] if limit == bad else [1, 2]
        made.add(Line(0, y, edge, y, strokeColor=_SOFT, strokeWidth=0.6, strokeDashArray=dashes))
        made.add(_text(edge + 2, y - 2 + (apart if limit > other else -apart), f"{limit:g}%", 6))
    made.add(Line(0, scale.floor, edge, scale.floor, strokeColor=black, strokeWidth=0.5))
    points = [
        None if value is None else (4 + place * (edge - 8) / max(1, len(values) - 1), scale.up(value))
        for place, value in enumerate(values)
    ]
    for run in _runs(points):
        made.add(PolyLine([number for point in run for number in point], strokeColor=black, strokeWidth=1))
    for one, point in zip(ratios, points, strict=True):
        if one is not None and point is not None:
            made.add(_mark(one.rating, *point))
    _label(made, ratios, points)
    made.add(_text(0, 2, ends[0], 6))
    made.add(_text(edge, 2, ends[1], 6, "end"))
    return made


def _scale(told: Sequence[float], good: float, bad: float, high: float) -> Scale:
    far = 4 * max(good, bad) + 10
    low = max(min(good, bad, *told), -far)
    top = min(max(good, bad, *told), far)
    spare = (top - low) / 12
    return Scale(low - spare if low < 0 else max(0.0, low - spare), top + spare, _FOOT, high - _TOP)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]


def _mark(rating: str, x: float, y: float) -> Any:
    """The same marks as on the page: a circle, a triangle, a square."""
    line = {"strokeColor": black, "strokeWidth": 0.6}
    if rating == SATISFACTORY:
        return Circle(x, y, 1.9, fillColor=white, **line)
    if rating == MINIMUM:
        return Polygon([x, y + 2.4, x - 2.3, y - 1.7, x + 2.3, y - 1.7], fillColor=_SOFT, **line)
    if rating == SUSPENDED:
        return Rect(x - 1.8, y - 1.8, 3.6, 3.6, fillColor=black, **line)
    return Line(x - 2, y, x + 2, y, **line)


def _label(
    made: Drawing, ratios: Sequence[Ratio | None], points: Sequence[tuple[float, float] | None]
) -> None:
    told = [place for place, point in enumerate(points) if point is not None]
    for place in dict.fromkeys(told[:1] + told[-1:]):
        point, one = points[place], ratios[place]
        if point is None or one is None or one.value is None:
            continue
        text, last = percent(one.value), place > len(points) / 2
        x = point[0] + (2 if last else -2)
        wide = width(text, BOLD, 7)
        y = min(point[1] + 4, made.height - 7)
        made.add(
            Rect(
                x - (wide if last else 0), y - 1, wide, 7, fillColor=white, strokeColor=None, fillOpacity=0.85
            )
        )
        made.add(_text(x, y, text, 7, "end" if last else "start", BOLD))


def _text(x: float, y: float, text: str, size: float, anchor: str = "start", name: str = REGULAR) -> String:
    font(name)
    return String(x, y, text, fontName=name, fontSize=size, textAnchor=anchor, fillColor=black)


class Part(NamedTuple):
    """A part of a bar: its share (percent), its hatch, what is written on it."""

    share: float
    hatch: int
    text: str


def bar(parts: Sequence[Part], wide: float, high: float) -> Drawing:
    """A whole as one bar of hatched parts, each with its figure where there is room."""
    made, x = Drawing(wide, high), 0.5
    for part in parts:
        part_wide = part.share * (wide - 1) / 100
        if part_wide < 0.2:
            continue
        made.add(hatched(x, 0.5, part_wide, high - 1, part.hatch))
        text_wide = width(part.text, BOLD, 7.5) + 4
        if part_wide > text_wide + 2:
            middle = x + part_wide / 2
            plate = Rect(
                middle - text_wide / 2, high / 2 - 5, text_wide, 10, fillColor=white, strokeColor=None
            )
            made.add(plate)
            made.add(_text(middle, high / 2 - 2.7, part.text, 7.5, "middle", BOLD))
        x += part_wide
    return made


_BLACK = 4


def swatch(hatch: int) -> Drawing:
    """A sample of a hatch, for the legend."""
    made = Drawing(14, 9)
    made.add(hatched(0.5, 0.5, 13, 8, hatch))
    return made


def hatched(x: float, y: float, wide: float, high: float, hatch: int) -> Group:
    """A rectangle in one of the hatches: white, dots, diagonals, crosses, black, level lines."""
    made = Group(
        Rect(
            x,
            y,
            wide,
            high,
            fillColor=black if hatch == _BLACK else white,
            strokeColor=black,
            strokeWidth=0.6,
        )
    )
    if hatch == 1:
        for row in range(int(high // 4)):
            for column in range(int(wide // 4)):
                made.add(Circle(x + 2 + column * 4, y + 2 + row * 4, 0.55, fillColor=black, strokeColor=None))
    if hatch in {2, 3}:
        _diagonals(made, x, y, wide, high, rising=True)
    if hatch == 3:
        _diagonals(made, x, y, wide, high, rising=False)
    if hatch == 5:
        for row in range(1, int(high // 2.5)):
            level = y + row * 2.5
            made.add(Line(x, level, x + wide, level, strokeColor=black, strokeWidth=0.4))
    return made


def _diagonals(made: Group, x: float, y: float, wide: float, high: float, *, rising: bool) -> None:
    step = 3.5
    offset = -high + step
    while offset < wide:
        left, right = max(offset, 0.0), min(offset + high, wide)
        low, up = left - offset, right - offset
        ends = (y + low, y + up) if rising else (y + high - low, y + high - up)
        made.add(Line(x + left, ends[0], x + right, ends[1], strokeColor=black, strokeWidth=0.5))
        offset += step
