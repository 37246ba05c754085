"""What papers of loans say of those lent from partners' funds: apart in kinerja, a line a fund elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from upk_ledger.core.collectibility import totals_by_class
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.indicators import PortfolioSums, portfolio_ratios
from upk_ledger.core.lending import LoanAt, outstanding
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_frames import Frame, Table
from upk_ledger.core.statements import Section

Fund = tuple[str, str]
"""Code and name."""

PartnerLoans = Mapping[Fund, Sequence[LoanAt]]
PartnerSums = Mapping[Fund, PortfolioSums]

NO_PARTNERS: Mapping[Fund, Any] = MappingProxyType({})


_CENTS = Decimal("0.01")
"""Percentages of one column show alike many decimals."""


class FundLine(NamedTuple):
    """The loans of one fund that have principal outstanding, and the allowance that they require (sen)."""

    code: str
    name: str
    loans: int
    balance: int
    arrears_principal: int
    arrears_service: int
    allowance: int


def _line(fund: Fund, loans: Iterable[LoanAt], rules: Rulebook) -> FundLine:
    shown = outstanding(loans)
    return FundLine(
        *fund,
        len(shown),
        sum(loan.position.outstanding for loan in shown),
        sum(loan.position.arrears_principal for loan in shown),
        sum(loan.position.arrears_service for loan in shown),
        sum(total.allowance for total in totals_by_class(shown, rules.collectibility)),
    )


def fund_lines(rules: Rulebook, loans: Iterable[LoanAt], partners: PartnerLoans) -> list[FundLine]:
    """A line for the office's own fund and for each partner's, that add up to all loans; none without partners.

    The allowance is rounded for all loans of a class together: what rounding by fund makes of it is the own fund's.
    """
    if not partners:
        return []
    others = [_line(fund, lent, rules) for fund, lent in partners.items()]
    whole = _line((LOAN_FUND, ""), loans, rules)
    rest = [
        total - sum(parts) for total, *parts in zip(whole[2:], *(line[2:] for line in others), strict=True)
    ]
    return [FundLine(LOAN_FUND, "", *rest), *others]


def fund_sections(
    definition: Definition, frame: Frame, rules: Rulebook, loans: Iterable[LoanAt], partners: PartnerLoans
) -> list[Section]:
    """The loans added up fund by fund; nothing where the office lends its own money only."""
    lines = fund_lines(rules, loans, partners)
    if not lines:
        return []
    table, labels = Table(definition.tables["dana"], frame.words), definition.labels
    for line in lines:
        name = (
            labels["dana-mitra"].format(name=line.name, fund=line.code)
            if line.name
            else labels["dana-sendiri"]
        )
        table.line({"name": name, **_sums(line)})
    whole = FundLine("", "", *(sum(parts) for parts in zip(*(line[2:] for line in lines), strict=True)))
    table.add("total", {"name": labels["jumlah"], **_sums(whole)})
    return [table.section()]


def _sums(line: FundLine) -> dict[str, Any]:
    return {
        "loans": line.loans,
        "balance": Rupiah(line.balance),
        "arrears_principal": Rupiah(line.arrears_principal),
        "arrears_service": Rupiah(line.arrears_service),
        "allowance": Rupiah(line.allowance),
    }


def fund_data(rules: Rulebook, loans: Iterable[LoanAt], partners: PartnerLoans) -> list[dict[str, Any]]:
    """The same for JSON."""
    return [
        {"fund": line.code, "name": line.name or None, **_sums(line)}
        for line in fund_lines(rules, loans, partners)
    ]


def partner_ratios(
    definition: Definition,
    frame: Frame,
    partners: PartnerSums,
    rules: Rulebook,
    words: Mapping[str, Any],
) -> list[Section]:
    """LAR, PAR and RR of each partner's fund, beside those of the office's own."""
    if not partners:
        return []
    table, labels = Table(definition.tables["dana-mitra"], frame.words), definition.labels
    for (code, name), sums in partners.items():
        table.add("heading", {"name": labels["nama-dana-mitra"].format(name=name, fund=code)})
        for key, ratio in portfolio_ratios(sums, rules).items():
            table.line(
                {
                    "name": labels[f"nama-{key}"].format_map(words),
                    "numerator": ratio.numerator,
                    "denominator": ratio.denominator,
                    "value": labels[ratio.rating] if ratio.value is None else ratio.value.quantize(_CENTS),
                    "rating": labels[ratio.rating],
                }
            )
    return [table.section()]


def partner_data(partners: PartnerSums, rules: Rulebook) -> list[dict[str, Any]]:
    """The same for JSON."""
    return [
        {
            "fund": code,
            "name": name,
            "balance": Rupiah(sums.balance),
            "indicators": {
                key: {
                    "value": ratio.value,
                    "rating": ratio.rating,
                    "numerator": ratio.numerator,
                    "denominator": ratio.denominator,
                }
                for key, ratio in portfolio_ratios(sums, rules).items()
            },
        }
        for (code, name), sums in partners.items()
    ]
