"""Kinerja: LAR, PAR, CCr, ROI, RR with rating, formula and basis beside each, and unrated companions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
    portfolio_ratios,
    sum_portfolio,
    suspending,
)
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_builders_loans import DOUBTED, doubts
from upk_ledger.core.statement_builders_partners import NO_PARTNERS, PartnerSums, partner_data, partner_ratios
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Cell, Section, Statement

_RISK_KEY = "berisiko.bulan_menunggak"
_BY_RISK = {"LAR", "PAR", "RR"}
"""Indicators that depend on what counts as at risk."""

_SHORTFALL = {"ccr_without_opening_shortfall", "roi_without_opening_shortfall"}
"""Companions that say something only where an opening shortfall was booked against cost."""


def portfolio_of(loans: Iterable[LoanAt], rules: Rulebook) -> PortfolioSums:
    """The sums of loans with principal outstanding, by the rulebook's limit of risk and the classes that are kept."""
    return sum_portfolio(
        LoanHealth(
            loan.group, loan.position, at_risk(loan.position.months_overdue, rules.risk, loan.kept_class)
        )
        for loan in loans
    )


@dataclass(frozen=True, slots=True)
class WithoutOlder:
    """A portfolio without the loans that were paid out before a day."""

    before: date
    portfolio: PortfolioSums


def without_older(loans: Iterable[LoanAt], rules: Rulebook, before: date) -> WithoutOlder:
    """The sums without the loans that were paid out before a day."""
    return WithoutOlder(before, portfolio_of((loan for loan in loans if loan.disbursed_on >= before), rules))


def due_and_paid(
    paid: Iterable[LoanAt], due_before: Iterable[LoanAt], due_through: Iterable[LoanAt]
) -> tuple[int, int]:
    """What fell due in a month, and how much of it is paid (sen).

    `due_before` are positions on the month's first day (dues before it), `due_through` those with the dues
    of the date too, `paid` those on the date itself. Payments fill the oldest dues first; what was written off is
    not due.
    """
    before = {loan.number: (loan.due_principal, loan.due_service) for loan in due_before}
    through = {loan.number: (loan.due_principal, loan.due_service) for loan in due_through}
    due = settled = 0
    for loan in paid:
        if loan.status == "hapus-buku":
            continue
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
    newer: WithoutOlder | None = None,
    partners: PartnerSums = NO_PARTNERS,
) -> Statement:
    """Kinerja. `ledger` is the balance of the loan account, `before` the inputs at the date compared with.

    `newer` are the loans without those that another administration lent: shown beside the usual ratios, never instead.
    `partners` are the sums of loans lent from partners' funds, which `inputs` do not count.
    """
    balance = inputs.portfolio.balance + sum(sums.balance for sums in partners.values())
    refuse(checks.agree("saldo-pinjaman", {"neraca": ledger, "kinerja": balance}))
    whole = definition.labels["pinjaman-sendiri" if partners else "pinjaman-semua"]
    words = {**frame.words, "risk": str(rules.risk), "months": inputs.months, "loans": whole}
    rated, last = indicators(inputs, rules), indicators(before, rules) if before else {}
    table = _ratios(definition, "indikator", frame, before)
    for name, ratio in rated.items():
        table.line(_rated(definition, name, ratio, last.get(name), words, rules))
    beside, last_beside = _companions(inputs), companions(before) if before else {}
    others = _ratios(definition, "pendamping", frame, before)
    for name, ratio in beside.items():
        others.line(_cells(definition, name, ratio, last_beside.get(name), words))
    basis = _ratios(definition, "dasar", frame, before)
    figures, figures_before = _basis(inputs), _basis(before) if before else {}
    for name, figure in figures.items():
        label = definition.labels[f"dasar-{name}"].format_map(words)
        basis.line({"name": label, "now": figure, "before": figures_before.get(name)})
    parts = portfolio_ratios(inputs.rescheduled, rules)
    halted = suspending(rated, rules)
    data = {
        "as_of": frame.as_of,
        "rulebook": rules.code,
        "suspension": list(halted),
        "indicators": {
            name: {**_ratio_data(ratio), "rating": ratio.rating, "confirmed": not _mark(name, rules)}
            | ({"rescheduled": _part_data(parts[name])} if name in parts else {})
            for name, ratio in rated.items()
        },
        "companions": {name: _ratio_data(ratio) for name, ratio in beside.items()},
        "basis": figures,
        "without_older_loans": _newer_data(newer, rules),
        "partner_funds": partner_data(partners, rules),
    }
    notes = doubts(definition, rules, _RISK_KEY, "penilaian.", *(("penundaan.",) if halted else ()))
    notes = (*notes, *((definition.labels["dana-mitra"],) if partners else ()))
    sections = [
        table.section(),
        *partner_ratios(definition, frame, partners, rules, words),
        *_parts(definition, frame, inputs, parts, words),
        *_newer(definition, frame, newer, rules, words),
        others.section(),
        basis.section(),
    ]
    return issue(definition, frame, sections, data, notes, facts=_banner(definition, halted, rules))


def _rated(
    definition: Definition,
    name: str,
    ratio: Ratio,
    last: Ratio | None,
    words: Mapping[str, Any],
    rules: Rulebook,
) -> dict[str, Cell]:
    """The cells of a rated indicator: its figures, the rating and its limits."""
    limits, labels = rules.ratings[name], definition.labels
    told = labels["batas"].format(satisfactory=limits.satisfactory, suspended=limits.suspended)
    cells = _cells(definition, name, ratio, last, words, _mark(name, rules))
    return {**cells, "rating": labels[ratio.rating], "limits": told}


def _banner(definition: Definition, halted: Sequence[str], rules: Rulebook) -> tuple[tuple[str, str], ...]:
    """What stands above everything where new lending is to be suspended, and the indicators that count for it."""
    if not halted:
        return ()
    labels = definition.labels
    told = labels["penundaan-isi"].format(names=", ".join(halted), counted=", ".join(rules.suspending))
    return ((labels["penundaan-judul"], told),)


def _parts(
    definition: Definition,
    frame: Frame,
    inputs: IndicatorInputs,
    parts: Mapping[str, Ratio],
    words: Mapping[str, Any],
) -> list[Section]:
    """How much of each ratio is rescheduled loans; nothing where there are none."""
    if not inputs.rescheduled.balance:
        return []
    table = Table(definition.tables["ulang"], frame.words)
    for name, ratio in parts.items():
        cells = _cells(definition, name, ratio, None, words)
        table.line({key: cells[key] for key in ("name", "formula", "numerator", "denominator")})
    return [table.section()]


def _newer(
    definition: Definition,
    frame: Frame,
    newer: WithoutOlder | None,
    rules: Rulebook,
    words: Mapping[str, Any],
) -> list[Section]:
    """The same ratios without older loans."""
    if newer is None:
        return []
    table = Table(definition.tables["tanpa-lama"], frame.words)
    for name, ratio in portfolio_ratios(newer.portfolio, rules).items():
        cells = _rated(definition, name, ratio, None, words, rules)
        table.line({key: cell for key, cell in cells.items() if key != "before"})
    return [table.section()]


def _newer_data(newer: WithoutOlder | None, rules: Rulebook) -> dict[str, Any] | None:
    if newer is None:
        return None
    ratios = portfolio_ratios(newer.portfolio, rules)
    found = {name: {**_ratio_data(ratio), "rating": ratio.rating} for name, ratio in ratios.items()}
    return {"before": newer.before, "indicators": found}


def _part_data(part: Ratio) -> dict[str, Any]:
    return {"numerator": part.numerator, "denominator": part.denominator}


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
