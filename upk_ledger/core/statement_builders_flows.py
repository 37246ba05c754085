"""Cash flow over a range: direct, by counter account."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.balances import NOTHING, AccountSums, Sums
from upk_ledger.core.listings import CashFlow
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition, FlowGroup
from upk_ledger.core.statement_builders import Chart, absent
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Statement

Flows = Mapping[str, CashFlow]

NONE_BESIDE: Mapping[str, tuple[Flows, Sums]] = MappingProxyType({})


def opened(sums: Sums, opening: Sums) -> dict[str, AccountSums]:
    """`sums` with what the opening entry moved counted as opening balance instead of movement."""
    return {
        code: found._replace(
            opening=found.opening + opening.get(code, NOTHING).movement,
            debit=found.debit - opening.get(code, NOTHING).debit,
            credit=found.credit - opening.get(code, NOTHING).credit,
        )
        for code, found in sums.items()
    }


def _money(chart: Chart, sums: Sums) -> tuple[int, int]:
    """Cash and bank at the beginning and at the end of a range."""
    found = [sums[code] for code in sums if chart[code].role in {"kas", "bank"}]
    return sum(each.opening for each in found), sum(each.balance for each in found)


def cash_flow(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    start: date,
    now: tuple[Flows, Sums],
    beside: Mapping[str, tuple[Flows, Sums]] = NONE_BESIDE,
) -> Statement:
    """Arus kas. Flows and sums of the range (and of those compared with, by column), opening entry as opening."""
    columns = {"now": now, **beside}
    form, labels = definition.tables["arus"], definition.labels
    table = Table(form, frame.words, absent(form, columns))
    groups = []
    net = dict.fromkeys(columns, 0)
    for group in definition.flows:
        others = [other for other in definition.flows if other is not group]
        mine = [account for account in chart.values() if group.takes(account, others)]
        totals, lines = _flow_group(
            table, group, mine, {key: flows for key, (flows, _) in columns.items()}, labels
        )
        groups.append({"name": group.caption, "net": Rupiah(totals["now"]), "lines": lines})
        for key, total in totals.items():
            net[key] += total
    money = {key: _money(chart, sums) for key, (_, sums) in columns.items()}
    for key, (opening, closing) in money.items():
        refuse(checks.agree("arus-kas", {"saldo-akhir": closing, "arus": opening + net[key]}))
    table.add("subtotal", {"name": labels["naik"], **{key: Rupiah(total) for key, total in net.items()}})
    table.line({"name": labels["awal"], **{key: Rupiah(each[0]) for key, each in money.items()}})
    table.add("total", {"name": labels["akhir"], **{key: Rupiah(each[1]) for key, each in money.items()}})
    balances, tills = _tills(definition, frame, chart, now[1])
    data = {
        "from": start,
        "to": frame.as_of,
        "opening_cash": Rupiah(money["now"][0]),
        "net_cash_flow": Rupiah(net["now"]),
        "closing_cash": Rupiah(money["now"][1]),
        "groups": groups,
        "money": tills,
    }
    return issue(definition, frame, [table.section(), balances.section()], data)


def _tills(
    definition: Definition, frame: Frame, chart: Chart, sums: Sums
) -> tuple[Table, list[dict[str, Any]]]:
    """Where the money stood at the beginning and at the end: the balances that the flows lead to."""
    table = Table(definition.tables["saldo"], frame.words)
    rows: list[dict[str, Any]] = []
    for code, account in sorted(chart.items()):
        found = sums.get(code, NOTHING)
        if account.role in {"kas", "bank"} and (found.opening or found.balance):
            ends = {"opening": Rupiah(found.opening), "closing": Rupiah(found.balance)}
            rows.append({"code": code, "name": account.name, **ends})
            table.line(rows[-1])
    opening, closing = (Rupiah(part) for part in _money(chart, sums))
    table.add("total", {"name": definition.labels["jumlah-saldo"], "opening": opening, "closing": closing})
    return table, rows


def _flow_group(
    table: Table,
    group: FlowGroup,
    accounts: Sequence[Account],
    columns: Mapping[str, Flows],
    labels: Mapping[str, str],
) -> tuple[dict[str, int], list[dict[str, Any]]]:
    table.add("heading", {"name": group.caption})
    totals = dict.fromkeys(columns, 0)
    lines = []
    alike = Counter(account.role for account in accounts)
    for label, sign, part in (("masuk", 1, 0), ("keluar", -1, 1)):
        for account in accounts:
            amounts = {
                key: Rupiah(sign * flows[account.code][part] if account.code in flows else 0)
                for key, flows in columns.items()
            }
            if not any(amounts.values()):
                continue
            table.line({"name": flow_name(labels, label, account, alike), **amounts})
            if amounts["now"]:
                lines.append({"code": account.code, "name": account.name, "amount": amounts["now"]})
            for key, amount in amounts.items():
                totals[key] += amount
    moved = table.rows[-1].style != "heading"
    sums = {key: Rupiah(total) for key, total in totals.items()}
    table.add("subtotal" if moved else "line", {"name": group.total, **sums})
    return totals, lines


def flow_name(labels: Mapping[str, str], label: str, account: Account, alike: Mapping[str, int]) -> str:
    """What a flow is called: by the account's role where that says more, and by its name."""
    own = labels.get(f"{label}-{account.role}")
    if own is None:
        return labels[label].format(account=account.name)
    return own if alike[account.role] == 1 else f"{own}: {account.name}"
