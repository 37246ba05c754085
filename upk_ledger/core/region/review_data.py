"""A review as the document that other programs read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from upk_ledger.core.indicators import Ratio
from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.region.figures import CLASSES, COUNTED, NUMBERS, REPORTED, OfficeMonth
from upk_ledger.core.region.review import Coverage, Distance, Review, ReviewRow
from upk_ledger.core.rulebooks import INDICATORS, Rulebook


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says in sentences: where its figures come from, why it needs attention, how far it has to go."""

    source: str
    reasons: tuple[str, ...]
    distance: tuple[str, ...]
    headroom: Mapping[str, str] = field(default_factory=dict)
    """By indicator without a distance: how near it is to its limit, or why none can be told."""
    mark: str = ""
    """What stands beside its name in tables that do not say where figures come from; empty where nothing need be."""


def asking(row: ReviewRow, told: RowWords) -> list[tuple[str, str, str]]:
    """Why a row needs attention and how far it is from its limits: by indicator its reasons and its ways back."""
    lines = []
    for name in (*INDICATORS, ""):
        reasons = [text for one, text in zip(row.reasons, told.reasons, strict=True) if one.indicator == name]
        ways = [text for one, text in zip(row.distance, told.distance, strict=True) if one.indicator == name]
        ways += [told.headroom[name]] if name in told.headroom else []
        if reasons or ways:
            lines.append((name, "; ".join(reasons), "; ".join(ways)))
    return lines


def review_data(review: Review, rules: Rulebook, words: Mapping[str, RowWords]) -> dict[str, Any]:
    """The whole review; the key of the total is empty."""
    return {
        "month": review.month,
        "as_of": review.month.last,
        "level": review.level,
        "rulebook": rules.code,
        "legacy_loans": review.legacy,
        "coverage": coverage_data(review.coverage),
        "rows": [row_data(row, review, words[row.key]) for row in review.rows],
        "total": row_data(review.total, review, words[""]),
        "dormant": [row_data(row, review, words[row.key]) for row in review.dormant],
    }


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """Who told of the month, who did not and since when, and who left what out."""
    return {
        "expected": coverage.expected,
        "reported": coverage.reported,
        "self_reported": coverage.self_reported,
        "late": [
            {"upk": upk.code, "name": upk.name, "last_month": coverage.last.get(upk.code)}
            for upk in coverage.late
        ],
        "missing": {figure: list(codes) for figure, codes in coverage.missing.items()},
        "dormant": [upk.code for upk in coverage.dormant],
    }


def row_data(row: ReviewRow, review: Review, words: RowWords) -> dict[str, Any]:
    """One row; `counted` says whether its figures stand in the total."""
    reasons = zip(row.reasons, words.reasons, strict=True)
    distances = zip(row.distance, words.distance, strict=True)
    return {
        "key": row.key,
        "name": row.name,
        "upk": list(row.upk),
        "figures_of": row.as_of,
        "counted": row.as_of == review.month and row not in review.dormant,
        "sources": list(row.sources),
        "verified": bool(row.sources) and REPORTED not in row.sources,
        "source": words.source,
        "months_reported": row.months_reported,
        "months_expected": row.months_expected,
        "coverage": coverage_data(row.coverage),
        "indicators": ratios_data(row.ratios),
        "trend": [
            {"month": month, "upk": told, "indicators": ratios_data(ratios) if ratios else None}
            for (month, ratios), told in zip(row.trend, row.trend_upk, strict=True)
        ],
        "collectibility": classes_data(row.figures),
        "allowance_shortfall": _money(row.short),
        "written_off_this_year": _money(row.written_off),
        "recovered_this_year": _money(row.recovered),
        "figures": {name: _shown(name, getattr(row.figures, name)) for name in COUNTED if name != "months"}
        | ({"months": row.figures.months} if len(row.upk) == 1 else {}),
        "suspended_by_own_rules": {code: list(names) for code, names in row.suspended.items()},
        "suspended_by_region": list(row.halted),
        "reasons": [
            {"kind": reason.kind, "indicator": reason.indicator or None, "text": text}
            for reason, text in reasons
        ],
        "distance": [distance_data(distance, text) for distance, text in distances],
        "limit_notes": [{"indicator": name, "text": text} for name, text in words.headroom.items()],
    }


def ratios_data(ratios: Mapping[str, Ratio]) -> dict[str, Any]:
    """The indicators as `laporan kinerja` has them."""
    return {
        name: {
            "value": ratio.value,
            "rating": ratio.rating,
            "numerator": ratio.numerator,
            "denominator": ratio.denominator,
        }
        for name, ratio in ratios.items()
    }


def classes_data(figures: OfficeMonth) -> list[dict[str, Any]]:
    """Loans, balance and its share of each class of collectibility."""
    balances = [getattr(figures, f"balance_{number}") for number in range(1, CLASSES + 1)]
    whole = sum(balance or 0 for balance in balances)
    return [
        {
            "class": number,
            "loans": getattr(figures, f"loans_{number}"),
            "balance": _money(balance),
            "share_percent": None if balance is None or not whole else quotient(balance, whole, 100),
        }
        for number, balance in enumerate(balances, 1)
    ]


def distance_data(distance: Distance, text: str) -> dict[str, Any]:
    """What would bring an indicator back to its limit."""
    return {
        "indicator": distance.indicator,
        "value": distance.before.value,
        "value_after": distance.after.value,
        "rating_after": distance.after.rating,
        "reached": distance.reached,
        "amount": Rupiah(distance.amount),
        "groups": [
            {"upk": group.upk, "group": group.code, "name": group.name, "arrears": Rupiah(group.arrears)}
            for group in distance.groups
        ],
        "text": text,
    }


def _shown(name: str, value: int | None) -> int | None:
    return value if name in NUMBERS else _money(value)


def _money(value: int | None) -> Rupiah | None:
    return None if value is None else Rupiah(value)
