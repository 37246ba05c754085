"""The columnar day sheets of money in and out, and the list of transfers. Pure: definition + entries -> Statement.

One row a voucher, one column an account; what a sheet posts to the ledger stands below it and agrees with it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core import checks
from upk_ledger.core.balances import NOTHING, Sums
from upk_ledger.core.listings import ListedEntry
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition, TableForm
from upk_ledger.core.statement_builders_books import OPENING, journal
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Column, Section, Statement

Chart = Mapping[str, Account]

_MOST = 9
"""So many columns of money still read well across a sheet; accounts beyond them share a pair of columns."""

_FEWEST = 3
"""So many accounts have a column of their own in any case."""

_SIGNS = {"KM": 1, "KK": -1}


class _Voucher(NamedTuple):
    """What a voucher moved (sen): money by till, positive as the sheet's own side, and the counter accounts."""

    entry: ListedEntry
    money: Mapping[str, int]
    counters: Mapping[str, int]


def tie_to_ledger(entries: Sequence[ListedEntry], sums: Sums, opening: Sums) -> None:
    """Refuse (`FiguresDisagree`) where the entries of a range are not what the ledger says moved each account.

    `sums` are those of the range, `opening` what the opening entry moved within it.
    """
    moved: Counter[str] = Counter()
    for entry in entries:
        if entry.kind != OPENING:
            for line in entry.lines:
                moved[line.account] += line.debit - line.credit
    for code in sorted({*moved, *sums}):
        ledger = sums.get(code, NOTHING).movement - opening.get(code, NOTHING).movement
        refuse(checks.agree("catatan-harian", {"buku besar": ledger, "bukti": moved[code]}, code))


def day_sheet(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    series: str,
    start: date,
    entries: Sequence[ListedEntry],
    sums: Sums,
    opening: Sums,
) -> Statement:
    """Catatan uang masuk (`series` KM) or uang keluar (KK) from `start` to the frame's date.

    `entries` are all of the range, `sums` and `opening` as in `tie_to_ledger`.
    """
    tie_to_ledger(entries, sums, opening)
    vouchers = [_voucher(entry, chart, series) for entry in entries if entry.voucher.startswith(series)]
    money, counters = _totals(vouchers)
    refuse(
        checks.agree("catatan-harian", {"kas dan bank": sum(money.values()), "akun": sum(counters.values())})
    )
    form, own = _form(definition.tables["catatan"], chart, vouchers, sorted(money))
    table = Table(form, frame.words)
    keys = [column.key for column in form.columns]
    for voucher in vouchers:
        _add_rows(table, keys, voucher, own)
    totals: dict[str, Any] = {f"till:{code}": Rupiah(sen) for code, sen in money.items()}
    totals |= {f"counter:{code}": Rupiah(counters[code]) for code in own}
    totals["money"] = Rupiah(sum(money.values()))
    totals["other"] = Rupiah(sum(sen for code, sen in counters.items() if code not in own))
    table.add("total", {"description": definition.labels["jumlah"], **totals})
    tills, section = _tills(definition, frame, chart, entries, sums, opening)
    data = {
        "from": start,
        "to": frame.as_of,
        "series": series,
        "total": totals["money"],
        "tills": tills,
        "accounts": [_named(chart, code, counters[code]) for code in sorted(counters)],
        "vouchers": [_voucher_data(voucher) for voucher in vouchers],
    }
    sections = [table.section(), _posting(definition, frame, chart, series, {**money, **counters}), section]
    return issue(definition, frame, sections, data)


def transfers(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    start: date,
    entries: Sequence[ListedEntry],
    sums: Sums,
    opening: Sums,
) -> Statement:
    """Buku pemindahbukuan: the entries that leave cash and bank together as they were; the opening entry is none."""
    tie_to_ledger(entries, sums, opening)
    own = [entry for entry in entries if entry.voucher.startswith("PB") and entry.kind != OPENING]
    return journal(definition, frame, chart, start, own)


def _voucher(entry: ListedEntry, chart: Chart, series: str) -> _Voucher:
    money: Counter[str] = Counter()
    counters: Counter[str] = Counter()
    for line in entry.lines:
        moved = (line.debit - line.credit) * _SIGNS[series]
        if chart[line.account].role in {"kas", "bank"}:
            money[line.account] += moved
        else:
            counters[line.account] -= moved
    return _Voucher(entry, money, counters)


def _totals(vouchers: Sequence[_Voucher]) -> tuple[Counter[str], Counter[str]]:
    money: Counter[str] = Counter()
    counters: Counter[str] = Counter()
    for voucher in vouchers:
        for totals, parts in ((money, voucher.money), (counters, voucher.counters)):
            for code, sen in parts.items():
                totals[code] += sen
    return money, counters


def _form(
    form: TableForm, chart: Chart, vouchers: Sequence[_Voucher], tills: Sequence[str]
) -> tuple[TableForm, list[str]]:
    """The sheet's columns, and the accounts that have their own: the usual ones, where there is no room for all."""
    used = Counter(code for voucher in vouchers for code in voucher.counters)
    room = max(_FEWEST, _MOST - len(tills) - (len(tills) > 1))
    own = sorted(used)
    if len(own) > room:
        own = sorted(sorted(used, key=lambda code: (-used[code], code))[: room - 1])
    columns: list[Column] = []
    for column in form.columns:
        if column.key in {"till", "counter"}:
            columns += [
                replace(column, key=f"{column.key}:{code}", heading=_heading(chart[code]))
                for code in (tills if column.key == "till" else own)
            ]
        elif not (
            (column.key == "money" and len(tills) == 1)
            or (column.key in {"other", "other_code"} and len(own) == len(used))
        ):
            columns.append(column)
    return replace(form, columns=tuple(columns)), own


def _heading(account: Account) -> str:
    """Code and name; braces of a name are no words to be filled in."""
    return f"{account.code} {account.name}".replace("{", "{{").replace("}", "}}")


def _add_rows(table: Table, keys: Sequence[str], voucher: _Voucher, own: Sequence[str]) -> None:
    """A voucher's row; further rare accounts of it stand in rows of their own below."""
    entry = voucher.entry
    empty: dict[str, Any] = dict.fromkeys(keys)
    row: dict[str, Any] = {
        "date": entry.date,
        "voucher": entry.voucher,
        "description": entry.description,
        "money": Rupiah(sum(voucher.money.values())),
        **{f"till:{code}": Rupiah(sen) for code, sen in voucher.money.items() if sen},
        **{f"counter:{code}": Rupiah(sen) for code, sen in voucher.counters.items() if code in own and sen},
    }
    rare = [(code, sen) for code, sen in sorted(voucher.counters.items()) if code not in own and sen]
    pairs: list[dict[str, Any]] = [{"other_code": code, "other": Rupiah(sen)} for code, sen in rare]
    rows = [{**row, **(pairs[0] if pairs else {})}, *pairs[1:]]
    for place, values in enumerate(rows, 1):
        table.line({**empty, **values}, keep=place < len(rows))


def _posting(
    definition: Definition, frame: Frame, chart: Chart, series: str, totals: Mapping[str, int]
) -> Section:
    """What the sheet posts to the ledger: an account a line, on its side."""
    table = Table(definition.tables["rekap"], frame.words)
    debit = credit = 0
    for code in sorted(totals):
        till = chart[code].role in {"kas", "bank"}
        net = totals[code] * _SIGNS[series] * (1 if till else -1)
        if net:
            sides = {"debit": Rupiah(net) if net > 0 else None, "credit": Rupiah(-net) if net < 0 else None}
            table.line({"code": code, "name": chart[code].name, **sides})
            debit += max(net, 0)
            credit += max(-net, 0)
    refuse(checks.agree("catatan-harian", {"debit": debit, "kredit": credit}))
    label = definition.labels["jumlah"]
    table.add("total", {"name": label, "debit": Rupiah(debit), "credit": Rupiah(credit)})
    return table.section()


def _tills(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    entries: Sequence[ListedEntry],
    sums: Sums,
    opening: Sums,
) -> tuple[list[dict[str, Any]], Section]:
    """How each account of cash and bank came from its opening to its closing balance, as its own book has it."""
    moved: dict[str, Counter[str]] = {"KM": Counter(), "KK": Counter(), "PB": Counter()}
    for entry in entries:
        if entry.kind != OPENING:
            for line in entry.lines:
                moved[entry.voucher[:2]][line.account] += line.debit - line.credit
    table = Table(definition.tables["periksa"], frame.words)
    found = []
    totals: Counter[str] = Counter()
    for code, account in chart.items():
        if account.role not in {"kas", "bank"}:
            continue
        ledger = sums.get(code, NOTHING)
        amounts = {
            "opening": ledger.opening + opening.get(code, NOTHING).movement,
            "received": moved["KM"][code],
            "paid": -moved["KK"][code],
            "transferred": moved["PB"][code],
            "closing": ledger.balance,
        }
        if any(amounts.values()):
            totals.update(amounts)
            shown = {key: Rupiah(sen) for key, sen in amounts.items()}
            table.line({"name": f"{code} {account.name}", **shown})
            found.append({"code": code, "name": account.name, **shown})
    sums_shown = {
        key: Rupiah(totals[key]) for key in ("opening", "received", "paid", "transferred", "closing")
    }
    table.add("total", {"name": definition.labels["jumlah"], **sums_shown})
    return found, table.section()


def _named(chart: Chart, code: str, sen: int) -> dict[str, Any]:
    return {"code": code, "name": chart[code].name, "amount": Rupiah(sen)}


def _voucher_data(voucher: _Voucher) -> dict[str, Any]:
    entry = voucher.entry
    return {
        "date": entry.date,
        "voucher": entry.voucher,
        "record": entry.record,
        "kind": entry.kind,
        "description": entry.description,
        "amount": Rupiah(sum(voucher.money.values())),
        "tills": [{"code": code, "amount": Rupiah(sen)} for code, sen in sorted(voucher.money.items())],
        "accounts": [{"code": code, "amount": Rupiah(sen)} for code, sen in sorted(voucher.counters.items())],
    }
