"""Kinerja: LAR, PAR, CCr, ROI, RR with rating, formula and basis beside each, and unrated companions."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.collectibility import at_risk
from upk_ledger.core.indicators import (
    IndicatorInputs,
    LoanHealth,
    PortfolioSums,
    Ratio,
    companions,
    indicators,
    sum_portfolio,
)
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_builders_loans import DOUBTED, doubts
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Cell, Statement

_RISK_KEY = "berisiko.bulan_menunggak"
_BY_RISK = {"LAR", "PAR", "RR"}
"""Indicators that depend on what counts as at risk."""

_SHORTFALL = {"ccr_without_opening_shortfall", "roi_without_opening_shortfall"}
"""Companions that say something only where an opening shortfall was booked against cost."""


def portfolio_of(loans: Iterable[LoanAt], rules: Rulebook) -> PortfolioSums:
    """The sums of all loans with principal outstanding, by the rulebook's limit of risk."""
    return sum_portfolio(
        LoanHealth(loan.group, loan.position, at_risk(loan.position.months_overdue, rules.risk))
        for loan in loans
    )


def due_and_paid(
    paid: Iterable[LoanAt], due_before: Iterable[LoanAt], due_through: Iterable[LoanAt]
) -> tuple[int, int]:
    """What fell due in a month, and how much of it is paid (sen).

    `due_before` are positions on the month's first day (dues before it), `due_through` those on the day after
    the date, `paid` those on the date itself. Payments fill the oldest dues first.
    """
    before = {loan.number: (loan.due_principal, loan.due_service) for loan in due_before}
    through = {loan.number: (loan.due_principal, loan.due_service) for loan in due_through}
    due = settled = 0
    for loan in paid:
        earlier = before.get(loan.number, (0, 0))
        latest = through.get(loan.number, earlier)
        parts = zip(earlier, latest, (loan.paid_principal, loan.paid_service), strict=True)
        for start, end, payment in parts:
            due += max(end - start, 0)
            settled += max(min(payment, end) - start, 0)
    return due, settled


def performance(
    definition: Definition,
    frame: Frame,
    rules: Rulebook,
    inputs: IndicatorInputs,
    ledger: int,
    before: IndicatorInputs | None = None,
) -> Statement:
    """Kinerja. `ledger` is the balance of the loan account, `before` the inputs at the date compared with."""
    refuse(checks.agree("saldo-pinjaman", {"neraca": ledger, "kinerja": inputs.portfolio.balance}))
    words = {**frame.words, "risk": str(rules.risk), "months": inputs.months}
    rated, last = indicators(inputs, rules), indicators(before, rules) if before else {}
    table = _ratios(definition, "indikator", frame, before)
    for name, ratio in rated.items():
        limits = rules.ratings[name]
        table.line(
            {
                **_cells(definition, name, ratio, last.get(name), words, _mark(name, rules)),
                "rating": definition.labels[ratio.rating],
                "limits": definition.labels["batas"].format(
                    satisfactory=limits.satisfactory, suspended=limits.suspended
                ),
            }
        )
    beside, last_beside = _companions(inputs), companions(before) if before else {}
    others = _ratios(definition, "pendamping", frame, before)
    for name, ratio in beside.items():
        others.line(_cells(definition, name, ratio, last_beside.get(name), words))
    basis = _ratios(definition, "dasar", frame, before)
    figures, figures_before = _basis(inputs), _basis(before) if before else {}
    for name, figure in figures.items():
        label = definition.labels[f"dasar-{name}"].format_map(words)
        basis.line({"name": label, "now": figure, "before": figures_before.get(name)})
    data = {
        "as_of": frame.as_of,
        "rulebook": rules.code,
        "indicators": {
            name: {**_ratio_data(ratio), "rating": ratio.rating, "confirmed": not _mark(name, rules)}
            for name, ratio in rated.items()
        },
        "companions": {name: _ratio_data(ratio) for name, ratio in beside.items()},
        "basis": figures,
    }
    notes = doubts(definition, rules, _RISK_KEY, "penilaian.")
    sections = [table.section(), others.section(), basis.section()]
    return issue(definition, frame, sections, data, notes)


def _ratios(definition: Definition, key: str, frame: Frame, before: IndicatorInputs | None) -> Table:
    return Table(definition.tables[key], frame.words, () if before else {"before"})


def _mark(name: str, rules: Rulebook) -> str:
    doubted = f"penilaian.{name}" in rules.doubts or (name in _BY_RISK and _RISK_KEY in rules.doubts)
    return DOUBTED if doubted else ""


def _companions(inputs: IndicatorInputs) -> dict[str, Ratio]:
    return {
        name: ratio
        for name, ratio in companions(inputs).items()
        if inputs.opening_shortfall or name not in _SHORTFALL
    }


def _cells(
    definition: Definition,
    name: str,
    ratio: Ratio,
    last: Ratio | None,
    words: Mapping[str, Any],
    mark: str = "",
) -> dict[str, Cell]:
    labels = definition.labels
    unknown = labels["tidak-dapat-dinilai"]
    return {
        "name": labels[f"nama-{name}"].format_map(words) + mark,
        "formula": labels[f"rumus-{name}"].format_map(words),
        "numerator": ratio.numerator,
        "denominator": ratio.denominator,
        "value": unknown if ratio.value is None else _two_decimals(ratio.value),
        "before": None if last is None or last.value is None else _two_decimals(last.value),
    }


def _two_decimals(value: Decimal) -> Decimal:
    """Percentages of one column show alike many decimals."""
    return value.quantize(Decimal("0.01"))


def _ratio_data(ratio: Ratio) -> dict[str, Any]:
    return {"value": ratio.value, "numerator": ratio.numerator, "denominator": ratio.denominator}


def _basis(inputs: IndicatorInputs) -> dict[str, Cell]:
    """The figures behind the ratios; parts of the expense follow it."""
    sums = inputs.portfolio
    figures: dict[str, Cell] = {
        "income": Rupiah(inputs.income),
        "expense": Rupiah(inputs.expense),
        "allowance_expense": Rupiah(inputs.allowance_expense),
        "opening_shortfall": Rupiah(inputs.opening_shortfall),
        "net_income": Rupiah(inputs.income - inputs.expense),
        "months": inputs.months,
        "capital": Rupiah(inputs.capital),
        "balance": Rupiah(sums.balance),
        "balance_at_risk": Rupiah(sums.balance_at_risk),
        "arrears_at_risk": Rupiah(sums.arrears_at_risk),
        "groups": sums.groups,
        "groups_at_risk": sums.groups_at_risk,
    }
    if not inputs.opening_shortfall:
        del figures["opening_shortfall"]
    return figures
