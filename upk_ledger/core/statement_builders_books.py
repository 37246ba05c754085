"""Listings of the journal: the journal itself, the ledger of every account, the books of cash and bank."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.balances import NOTHING, Sums, natural
from upk_ledger.core.listings import ListedEntry, ListedLine
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement

Chart = Mapping[str, Account]

OPENING = "saldo-awal"
"""Kind of the entry that brings in the opening balances: books show it as such, not as a movement."""

_WHOLE_ENTRY = 10
"""An entry of no more lines is not broken over two pages."""


def _side(amount: int) -> Rupiah | None:
    return Rupiah(amount) if amount else None


def journal(
    definition: Definition, frame: Frame, chart: Chart, start: date, entries: Sequence[ListedEntry]
) -> Statement:
    """Jurnal from `start` to the frame's date."""
    table = Table(definition.tables["jurnal"], frame.words)
    listed = []
    debit = credit = 0
    for entry in entries:
        head: dict[str, Any] = {
            "date": entry.date,
            "voucher": entry.voucher,
            "description": entry.description,
        }
        together = len(entry.lines) - 1 if len(entry.lines) <= _WHOLE_ENTRY else 1
        of_fund = definition.labels["akun-dana"] if _several_funds(entry) else "{name}"
        for place, line in enumerate(entry.lines):
            sides = {"debit": _side(line.debit), "credit": _side(line.credit)}
            name = chart[line.account].name
            named = {"code": line.account, "name": of_fund.format(name=name, fund=line.fund)}
            table.line({**head, **named, **sides}, keep=place < together)
            head = dict.fromkeys(head)
            debit += line.debit
            credit += line.credit
        listed.append(_entry_data(entry, chart))
    refuse(checks.agree("jurnal", {"debit": debit, "kredit": credit}))
    totals = {"debit": Rupiah(debit), "credit": Rupiah(credit)}
    table.add("total", {"description": definition.labels["jumlah"], **totals})
    data = {
        "from": start,
        "to": frame.as_of,
        "total_debit": totals["debit"],
        "total_credit": totals["credit"],
        "entries": listed,
    }
    return issue(definition, frame, [table.section()], data)


def _several_funds(entry: ListedEntry) -> bool:
    """Whether the lines of an entry are of several funds: an account may stand in it once for each."""
    return len({line.fund for line in entry.lines}) > 1


def _entry_data(entry: ListedEntry, chart: Chart) -> dict[str, Any]:
    return {
        "date": entry.date,
        "voucher": entry.voucher,
        "record": entry.record,
        "kind": entry.kind,
        "description": entry.description,
        "lines": [
            {
                "account": line.account,
                "name": chart[line.account].name,
                "debit": Rupiah(line.debit),
                "credit": Rupiah(line.credit),
                "loan": line.loan,
            }
            for line in entry.lines
        ],
    }


def account_books(
    definition: Definition,
    frame: Frame,
    accounts: Sequence[Account],
    chart: Chart,
    start: date,
    sums: Sums,
    opening: Sums,
    entries: Sequence[ListedEntry],
) -> Statement:
    """Ledger, cash book or bank book: one table for each of `accounts` that has a balance or a movement.

    A single account is shown even without.

    `sums` range from `start` to the frame's date; `opening` is what the opening entry moved within that range.
    """
    lines: dict[str, list[tuple[ListedEntry, ListedLine]]] = {}
    for entry in entries:
        if entry.kind != OPENING:
            for line in entry.lines:
                lines.setdefault(line.account, []).append((entry, line))
    sections, data = [], []
    for account in accounts:
        found = sums.get(account.code, NOTHING)
        begun = found.opening + opening.get(account.code, NOTHING).movement
        mine = lines.get(account.code, [])
        if begun or mine or len(accounts) == 1:
            section, facts = _book(definition, frame, account, chart, begun, found.balance, mine)
            sections.append(section)
            data.append(facts)
    empty = Table(definition.tables["akun"], {**frame.words, "account": ""}).section()
    return issue(definition, frame, sections or [empty], {"from": start, "to": frame.as_of, "accounts": data})


def _book(
    definition: Definition,
    frame: Frame,
    account: Account,
    chart: Chart,
    begun: int,
    ended: int,
    lines: Sequence[tuple[ListedEntry, ListedLine]],
) -> tuple[Section, dict[str, Any]]:
    table = Table(definition.tables["akun"], {**frame.words, "account": f"{account.code} {account.name}"})
    labels = definition.labels
    opening = Rupiah(natural(account, begun))
    table.add("heading", {"description": labels["saldo-awal"], "balance": opening})
    net, debit, credit = begun, 0, 0
    listed = []
    for entry, line in lines:
        net += line.debit - line.credit
        debit += line.debit
        credit += line.credit
        counters = _counters(entry, line)
        shown: dict[str, Any] = {
            "date": entry.date,
            "voucher": entry.voucher,
            "description": entry.description,
        }
        balance = Rupiah(natural(account, net))
        sides = {"debit": _side(line.debit), "credit": _side(line.credit), "balance": balance}
        table.line({**shown, "counter": _counter_text(counters, chart), **sides})
        amounts = {"debit": Rupiah(line.debit), "credit": Rupiah(line.credit), "balance": balance}
        listed.append({**shown, "counter_accounts": counters, "loan": line.loan, **amounts})
    refuse(checks.agree("buku-besar", {"saldo": ended, "mutasi": net}, account.code))
    closing = Rupiah(natural(account, net))
    totals = {"debit": Rupiah(debit), "credit": Rupiah(credit)}
    table.add("total", {"description": labels["jumlah"], **totals, "balance": closing})
    facts = {
        "code": account.code,
        "name": account.name,
        "opening": opening,
        "total_debit": totals["debit"],
        "total_credit": totals["credit"],
        "closing": closing,
        "lines": listed,
    }
    return table.section(), facts


def _counters(entry: ListedEntry, line: ListedLine) -> list[str]:
    """The accounts on the other side of the entry."""
    others = [other.account for other in entry.lines if bool(other.debit) != bool(line.debit)]
    return list(dict.fromkeys(others))


def _counter_text(codes: Sequence[str], chart: Chart) -> str:
    return ", ".join(f"{code} {chart[code].name}" for code in codes)
