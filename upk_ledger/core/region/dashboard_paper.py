"""The dashboard's tables, the same for the terminal, the page, the PDF and other programs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import SUSPENDED, Ratio
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.dashboard import RATINGS, ClassShare, Dashboard, UpkView
from upk_ledger.core.region.figures import NUMBERS, REPORTED
from upk_ledger.core.region.review import Coverage, ReviewRow
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import INDICATORS
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Cell, Column, Row, Section, Statement

FIGURES = (
    "groups", "loans", "balance", "arrears_principal", "arrears_service", "rescheduled_balance",
    "required_allowance", "held_allowance", "lacking", "capital", "income", "expense", "lent",
    "principal_received", "service_received", "written_off", "recovered", "claims", "cash", "bank", "savings",
)  # fmt: skip
"""The figures beside the indicators, in their order; what was written off and recovered are those of the year."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a dashboard says in sentences: who told, what was left out and by whom, who is dormant.

    `attention` is why the region needs some, `reasons` by UPK why it does, `sources` where its figures come from,
    `checks` how its books are kept and what wants checking in them;
    `month` and `named` say a month and several names.
    """

    coverage: str
    missing: tuple[str, ...]
    dormant: tuple[str, ...]
    attention: tuple[str, ...]
    reasons: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    checks: Mapping[str, tuple[str, ...]]
    changes: Mapping[str, str]
    month: Callable[[Month], str]
    named: Callable[[Sequence[str]], str]


def figure(row: ReviewRow, name: str) -> int | None:
    """One of `FIGURES` of a row; money is marked as such."""
    if name == "lacking":
        value = row.short
    elif name in {"written_off", "recovered"}:
        value = row.written_off if name == "written_off" else row.recovered
    else:
        value = getattr(row.figures, name)
    return value if value is None or name in NUMBERS else Rupiah(value)


def suspended_at(row: ReviewRow) -> str:
    """The indicators whose rating is the one that suspends lending."""
    return ", ".join(name for name in INDICATORS if row.ratios[name].rating == SUSPENDED)


def statement(
    definition: Definition, frame: Frame, tables: Mapping[str, Section], shown: Dashboard, words: Words
) -> Statement:
    """All tables of the region as one paper; what stands behind each UPK is made by `upk_sections`."""
    labels = definition.labels
    facts = [(labels["cakupan"], words.coverage), *((labels["tanpa"], line) for line in words.missing)]
    facts += [(labels["dorman"], words.named(words.dormant))] if words.dormant else []
    return issue(definition, frame, tuple(tables.values()), data(shown, words), facts=tuple(facts))


def sections(definition: Definition, frame: Frame, shown: Dashboard, words: Words) -> dict[str, Section]:
    """The tables of the region by key, in the order of the definition."""
    made = {
        "indikator": _indicators(definition, frame, shown, words),
        "tren": _trend(definition, frame, shown, words),
        "angka": _amounts(definition, frame, shown, words),
        "kolektibilitas": class_table(definition, frame, shown, shown.classes),
        "penilaian": _ratings(definition, frame, shown),
        "kecamatan": _districts(definition, frame, shown),
        "upk": _upk(definition, frame, shown, words),
        "belum-lapor": _late(definition, frame, shown.review.coverage, words),
    }
    return {key: table.section() for key, table in made.items() if table.rows}


def _indicators(definition: Definition, frame: Frame, shown: Dashboard, words: Words) -> Table:
    table, labels = Table(definition.tables["indikator"], frame.words), definition.labels
    earlier = shown.review.total.trend[-2][1]
    for name, now in shown.review.total.ratios.items():
        rule = shown.rules.ratings[name]
        before = _shown(earlier[name].value) if name in earlier else None
        table.line(
            {
                "name": name,
                "formula": labels[f"rumus-{name}"],
                "value": _shown(now.value),
                "before": before,
                "change": words.changes[name],
                "rating": labels[now.rating],
                "limits": labels["batas"].format(
                    satisfactory=f"{rule.satisfactory}", suspended=f"{rule.suspended}"
                ),
            }
        )
    return table


def _trend(definition: Definition, frame: Frame, shown: Dashboard, words: Words) -> Table:
    table, total = Table(definition.tables["tren"], frame.words), shown.review.total
    for (month, ratios), told in zip(total.trend, total.trend_upk, strict=True):
        table.line({"month": words.month(month), **_values(ratios), "upk": told})
    return table


def _values(ratios: Mapping[str, Ratio]) -> dict[str, Decimal | None]:
    return {name: _shown(ratios[name].value) if name in ratios else None for name in INDICATORS}


def _shown(value: Decimal | None) -> Decimal | None:
    """A percentage with its two decimals, also where all of a column have fewer."""
    return None if value is None else value.quantize(Decimal("0.01"))


def _amounts(definition: Definition, frame: Frame, shown: Dashboard, words: Words) -> Table:
    table, total = Table(definition.tables["angka"], frame.words), shown.review.total
    for name in FIGURES:
        value = figure(total, name)
        if value is not None:
            parts = ("held_allowance", "required_allowance") if name == "lacking" else (name,)
            missing = sorted({code for part in parts for code in total.missing.get(part, ())})
            label = definition.labels[f"angka-{name}"]
            table.line({"name": label, "value": value, "missing": words.named(missing)})
    return table


def class_table(
    definition: Definition, frame: Frame, shown: Dashboard, classes: Iterable[ClassShare]
) -> Table:
    """Classes of collectibility with their parts of the balance, and their sum."""
    table, told = Table(definition.tables["kolektibilitas"], frame.words), tuple(classes)
    for number, (name, each) in enumerate(zip(shown.class_names, told, strict=False), 1):
        table.line(
            {
                "name": f"{number} {name}",
                "loans": each.loans,
                "balance": Rupiah(each.balance),
                "share": each.share.value,
            }
        )
    if told:
        loans = [each.loans for each in told]
        table.add(
            "total",
            {
                "name": definition.labels["jumlah"],
                "loans": None if None in loans else sum(number or 0 for number in loans),
                "balance": Rupiah(sum(each.balance for each in told)),
            },
        )
    return table


def _ratings(definition: Definition, frame: Frame, shown: Dashboard) -> Table:
    table = Table(definition.tables["penilaian"], frame.words)
    for name, counts in shown.counts.items():
        table.line({"name": name, **_numbers(counts)})
    return table


def _numbers(counts: Iterable[Ratio]) -> dict[str, Cell]:
    return {name: one.numerator for name, one in zip((*RATINGS, "late"), counts, strict=True)}


def _districts(definition: Definition, frame: Frame, shown: Dashboard) -> Table:
    table = Table(definition.tables["kecamatan"], frame.words)
    for row in shown.districts:
        table.line(
            {
                "name": row.name,
                "coverage": f"{row.coverage.reported} dari {row.coverage.expected}"
                + (f"; {own} {definition.labels['blanko']}" if (own := row.coverage.self_reported) else ""),
                **_values(row.ratios),
                "suspended": suspended_at(row),
                "balance": figure(row, "balance"),
                "arrears": figure(row, "arrears_principal"),
            }
        )
    return table


def upk_cells(view: UpkView, words: Words) -> dict[str, Cell]:
    """What the table of UPK says of one."""
    row = view.row
    return {
        "name": f"{view.upk.name} ({view.upk.code})",
        "district": view.upk.district,
        **_values(row.ratios if row.as_of else {}),
        "suspended": suspended_at(row),
        "balance": figure(row, "balance"),
        "arrears": figure(row, "arrears_principal"),
        "lacking": figure(row, "lacking"),
        "months": row.months_reported,
        "source": words.sources[view.upk.code],
    }


def _upk(definition: Definition, frame: Frame, shown: Dashboard, words: Words) -> Table:
    table = Table(definition.tables["upk"], frame.words)
    for place, view in enumerate(shown.upk, 1):
        table.line({"place": place, **upk_cells(view, words)})
    return table


def _late(definition: Definition, frame: Frame, coverage: Coverage, words: Words) -> Table:
    table = Table(definition.tables["belum-lapor"], frame.words)
    for upk in coverage.late:
        last = coverage.last.get(upk.code)
        table.line(
            {
                "code": upk.code,
                "name": upk.name,
                "where": upk.place_at("kelurahan"),
                "last": words.month(last) if last else definition.labels["tak-pernah"],
            }
        )
    return table


def upk_sections(
    definition: Definition, frame: Frame, shown: Dashboard, view: UpkView, words: Words
) -> dict[str, Section]:
    """What stands behind one UPK: its way over the months, classes, other figures, and its groups."""
    amounts = Table(definition.tables["angka-upk"], frame.words)
    for name in FIGURES:
        value = figure(view.row, name)
        if value is not None:
            amounts.line({"name": definition.labels[f"angka-{name}"], "value": value})
    groups = Table(definition.tables["ksm"], frame.words)
    for loan in view.loans:
        groups.line(
            {
                "name": loan.name,
                "number": loan.number,
                "principal": Rupiah(loan.lent),
                "balance": Rupiah(loan.balance),
                "arrears_principal": Rupiah(loan.arrears_principal),
                "arrears_service": Rupiah(loan.arrears_service),
                "months_overdue": loan.months,
                "class": f"{loan.class_} {shown.class_names[loan.class_ - 1]}",
            }
        )
    made = {
        "angka-upk": amounts,
        "ksm": groups,
        "kolektibilitas": class_table(definition, frame, shown, view.classes),
    }
    found = {key: table.section() for key, table in made.items() if table.rows}
    return {"indikator-upk": _months(definition, view, words), **found}


def _months(definition: Definition, view: UpkView, words: Words) -> Section:
    """The indicators of a UPK month by month, beside one another, and where each month's figures come from."""
    form, trend = definition.tables["indikator-upk"], view.row.trend
    columns = [Column(str(month), words.month(month), "percent", 9) for month, _ in trend]
    rows = [Row((name, *(_values(ratios)[name] for _, ratios in trend))) for name in INDICATORS]
    sources = (definition.labels[source or "belum-lapor"] for source in view.told)
    rows.append(Row((definition.labels["sumber"], *sources)))
    return Section((*form.columns, *columns), tuple(rows), form.caption)


def data(shown: Dashboard, words: Words) -> dict[str, Any]:
    """The dashboard for other programs."""
    coverage = shown.review.coverage
    return {
        "month": shown.month,
        "digest": shown.digest,
        "coverage": {
            "expected": coverage.expected,
            "reported": coverage.reported,
            "self_reported": coverage.self_reported,
            "late": [upk.code for upk in coverage.late],
        },
        "dormant": [upk.code for upk in coverage.dormant],
        "reasons": list(words.attention),
        "region": _row_data(shown.review.total, shown.classes),
        "districts": [{"name": row.name, **_row_data(row, ())} for row in shown.districts],
        "upk": [_view_data(view, words) for view in shown.upk],
    }


def _view_data(view: UpkView, words: Words) -> dict[str, Any]:
    upk = view.upk
    return {
        "code": upk.code,
        "name": upk.name,
        "board": upk.board,
        "village": upk.village,
        "district": upk.district,
        "source": view.source or None,
        "verified": view.source != REPORTED if view.source else None,
        "as_of": view.row.as_of,
        "months_reported": view.row.months_reported,
        "months_expected": view.row.months_expected,
        "reasons": list(words.reasons.get(upk.code, ())),
        "record": view.mark.record if view.mark else None,
        "digest": view.mark.digest if view.mark else None,
        "bookkeeping": {"grade": view.checks.grade, "score": view.checks.score} if view.checks else None,
        "findings": dict(view.checks.findings) if view.checks else None,
        **_row_data(view.row, view.classes),
        "loans": [
            {
                "group": loan.group,
                "group_name": loan.name,
                "loan": loan.number,
                "principal": Rupiah(loan.lent),
                "balance": Rupiah(loan.balance),
                "arrears_principal": Rupiah(loan.arrears_principal),
                "arrears_service": Rupiah(loan.arrears_service),
                "months_overdue": loan.months,
                "collectibility": loan.class_,
            }
            for loan in view.loans
        ],
    }


def _row_data(row: ReviewRow, classes: Iterable[ClassShare]) -> dict[str, Any]:
    return {
        "indicators": {name: _ratio_data(one) for name, one in row.ratios.items()},
        "trend": [
            {"month": month, **{name: _ratio_data(one) for name, one in ratios.items()}}
            for month, ratios in row.trend
        ],
        **{name: figure(row, name) for name in FIGURES},
        "classes": [
            {
                "class": number,
                "loans": each.loans,
                "balance": Rupiah(each.balance),
                "share_percent": each.share.value,
            }
            for number, each in enumerate(classes, 1)
        ],
    }


def _ratio_data(one: Ratio) -> dict[str, Any]:
    return {
        "value": one.value,
        "rating": one.rating,
        "numerator": one.numerator,
        "denominator": one.denominator,
    }
