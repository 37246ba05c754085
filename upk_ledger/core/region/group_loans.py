"""The groups (KSM) behind a figure of a review: their loans, how far behind, and since when at risk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.loans import KeptLoan, risk_since
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Cell, Statement

States = Mapping[tuple[str, str], Mapping[Month, tuple[int, int]]]
"""By UPK and loan, and by month: how many months overdue it was, and its class."""


@dataclass(frozen=True, slots=True)
class Since:
    """From which month's end on a loan is at risk without a break; unless `exact`, from then on at the latest."""

    month: Month
    exact: bool


def since_when(loan: KeptLoan, month: Month, earlier: Mapping[Month, tuple[int, int]], first: Month) -> Since:
    """Since when a loan that is at risk at the end of `month` has been; `earlier` goes back to the month `first`."""
    found = month
    while found > first and found.previous() in earlier:
        months, class_ = earlier[found.previous()]
        was = replace(loan, months=months, class_=class_)
        if not was.at_risk:
            return Since(found, exact=True)
        found = found.previous()
    if found > first and not loan.legacy:
        return Since(found, exact=True)
    by_dues = risk_since(loan.months, loan.limit, month) if loan.limit.holds(loan.months) else month
    return Since(min(found, by_dues), exact=False)


def group_paper(
    definition: Definition,
    frame: Frame,
    loans: Sequence[KeptLoan],
    since: Mapping[tuple[str, str], Since],
    names: Mapping[int, str],
    upk: Mapping[str, str],
    told: Mapping[str, Any],
    notes: Sequence[str],
) -> Statement:
    """The loans of one UPK (or of several, which then have a column), the worst first; `names` are of the classes."""
    table = Table(definition.tables["ksm"], frame.words, () if len(upk) > 1 else ("upk",))
    ordered = sorted(
        loans, key=lambda loan: (-loan.class_, -loan.arrears_principal, -loan.balance, loan.upk, loan.number)
    )
    for place, loan in enumerate(ordered, 1):
        table.line(_cells(definition, place, loan, since.get((loan.upk, loan.number)), upk[loan.upk]))
    risky = [loan for loan in ordered if loan.at_risk]
    for label, own in (("berisiko", risky), ("jumlah", ordered)):
        sums: dict[str, Cell] = {
            key: Rupiah(sum(getattr(loan, key) for loan in own))
            for key in ("lent", "balance", "arrears_principal", "arrears_service")
        }
        groups = len({(loan.upk, loan.group) for loan in own})
        text = definition.labels[label].format(groups=groups, loans=len(own))
        table.add("total" if label == "jumlah" else "subtotal", {"group": text, **sums})
    data = {
        **told,
        "loans": [_data(loan, since.get((loan.upk, loan.number)), names) for loan in ordered],
        "total_balance": Rupiah(sum(loan.balance for loan in ordered)),
        "total_at_risk": Rupiah(sum(loan.balance for loan in risky)),
    }
    return issue(definition, frame, [table.section()], data, notes)


def _cells(
    definition: Definition, place: int, loan: KeptLoan, since: Since | None, upk: str
) -> dict[str, Cell]:
    risk = None
    if since is not None:
        label = definition.labels["sejak" if since.exact else "sejak-atau-sebelumnya"]
        risk = label.format(month=f"{since.month.month:02d}-{since.month.year}")
    return {
        "row": place,
        "upk": upk,
        "group": f"{loan.group} {loan.name}",
        "loan": loan.number,
        "disbursed_on": loan.disbursed_on,
        "lent": Rupiah(loan.lent),
        "balance": Rupiah(loan.balance),
        "arrears_principal": Rupiah(loan.arrears_principal),
        "arrears_service": Rupiah(loan.arrears_service),
        "months": loan.months,
        "class": loan.class_,
        "since": risk,
        "mark": definition.labels["dijadwal-ulang"] if loan.keeps_class else None,
    }


def _data(loan: KeptLoan, since: Since | None, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "upk": loan.upk,
        "group": loan.group,
        "group_name": loan.name,
        "number": loan.number,
        "disbursed_on": loan.disbursed_on,
        "legacy": loan.legacy,
        "principal": Rupiah(loan.lent),
        "balance": Rupiah(loan.balance),
        "arrears_principal": Rupiah(loan.arrears_principal),
        "arrears_service": Rupiah(loan.arrears_service),
        "months_overdue": loan.months,
        "class": loan.class_,
        "class_name": names.get(loan.class_),
        "rescheduled_class": loan.kept_class if loan.keeps_class else None,
        "at_risk": loan.at_risk,
        "at_risk_since": None if since is None else since.month,
        "at_risk_since_exact": None if since is None else since.exact,
    }
