"""A restricted fund as figures for papers and JSON: one row each for what was planned, done and booked."""

from typing import Any

from upk_ledger.core import restricted_funds as core
from upk_ledger.core.money import Rupiah
from upk_ledger.core.restricted_funds import FundState
from upk_ledger.core.statements import Cell

Figures = list[dict[str, Cell]]


def summary(state: FundState) -> dict[str, Cell]:
    """A fund in one row."""
    terms = state.terms
    return {
        "fund": terms.code,
        "name": terms.name,
        "source": terms.source,
        "amount": Rupiah(terms.amount),
        "received": Rupiah(state.received),
        "spent": Rupiah(state.spent),
        "returned": Rupiah(state.returned),
        "rest": Rupiah(state.rest),
        "percent": state.percent,
        "status": "ditutup" if state.end else "berjalan",
    }


def instalments(state: FundState) -> Figures:
    """The instalments beside what was received; without a number what came without saying of which."""
    return [
        {
            "number": one.planned.number if one.planned else None,
            "due_date": one.planned.due_on if one.planned else None,
            "condition": one.planned.condition if one.planned else None,
            "amount": Rupiah(one.planned.amount if one.planned else 0),
            "received": Rupiah(one.received),
            "rest": Rupiah(one.planned.amount - one.received if one.planned else 0),
        }
        for one in core.instalments_paid(state)
    ]


def items(state: FundState) -> Figures:
    """The budget beside what was spent; without an item what no item takes."""
    return [
        {
            "item": one.item or None,
            "account": one.account,
            "budget": Rupiah(one.budget),
            "spent": Rupiah(one.spent),
            "rest": Rupiah(one.rest),
        }
        for one in core.items_spent(state)
    ]


def progress(state: FundState) -> Figures:
    """How far the work was, day by day."""
    return [{"date": one.on, "percent": one.percent, "volume": one.volume} for one in state.progress]


def contributions(state: FundState) -> Figures:
    """What the residents gave in kind."""
    return [
        {
            "record": one.record,
            "date": one.on,
            "kind": one.kind,
            "quantity": one.quantity,
            "unit": one.unit or None,
            "worth": Rupiah(one.worth),
            "worker_days": one.worker_days,
            "description": one.words or None,
        }
        for one in state.contributions
    ]


def entries(state: FundState) -> Figures:
    """The entries with what was left of the fund after each."""
    found: Figures = []
    rest = 0
    for move in state.moves:
        rest += move.owed
        found.append(
            {
                "date": move.on,
                "voucher": move.voucher,
                "description": move.words,
                "account": move.account or None,
                "in": Rupiah(max(move.owed, 0)),
                "out": Rupiah(max(-move.owed, 0)),
                "balance": Rupiah(rest),
            }
        )
    return found


def fund_data(state: FundState) -> dict[str, Any]:
    """A fund with everything about it, for JSON."""
    terms, end = state.terms, state.end
    return summary(state) | {
        "kind": terms.kind,
        "agreement": terms.agreement,
        "agreed_on": terms.agreed_on,
        "until": terms.until,
        "volume": terms.volume,
        "unit": terms.unit or None,
        "purpose": terms.purpose,
        "instalments": instalments(state),
        "budget": items(state),
        "progress": progress(state),
        "contributions": contributions(state),
        "contributed_worth": Rupiah(state.worth),
        "worker_days": state.worker_days,
        "entries": entries(state),
        "closed_on": end.on if end else None,
        "decision_number": (end.decision or None) if end else None,
        "closed_early_because": (end.reason or None) if end else None,
    }
