"""Papers of restricted funds: the accountability report, and the list of all. Pure: definition + funds -> Statement."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from upk_ledger.core import checks
from upk_ledger.core import fund_figures as figures
from upk_ledger.core.fund_figures import Figures
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.restricted_funds import FundState
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Cell, Section, Statement

_AMOUNTS = ("amount", "received", "spent", "returned", "rest")


class Wording(NamedTuple):
    """How a paper says a measure with its unit, a progress, and how a fund ended."""

    measure: Callable[[Decimal, str], str]
    done: Callable[[FundState], str]
    ended: Callable[[FundState], str]


def fund_reports(
    definition: Definition,
    frame: Frame,
    chart: Mapping[str, Account],
    funds: Sequence[FundState],
    wording: Wording,
) -> Statement:
    """Laporan Pertanggungjawaban Dana, of one fund or of several, each beginning a page."""
    sections: list[Section] = []
    for fund in funds:
        left = fund.received - fund.spent - fund.returned
        refuse(checks.agree("dana", {"perhitungan": left, "neraca": fund.rest}, fund.terms.code))
        sections += _sections(definition, frame, chart, fund, wording)
    data = {"as_of": frame.as_of, "funds": [figures.fund_data(fund) for fund in funds]}
    notes = () if funds else (definition.labels["kosong"],)
    return issue(definition, frame, sections, data, notes)


def _sections(
    definition: Definition, frame: Frame, chart: Mapping[str, Account], fund: FundState, wording: Wording
) -> list[Section]:
    labels, unit = definition.labels, fund.terms.unit

    def measured(quantity: Cell, of: str) -> str | None:
        return wording.measure(quantity, of) if isinstance(quantity, Decimal) else None

    budget = [
        row
        | {
            "row": place if row["item"] else None,
            "item": row["item"] or labels["di-luar-anggaran"],
            "account": f"{row['account']} {chart[str(row['account'])].name}",
        }
        for place, row in enumerate(figures.items(fund), 1)
    ]
    planned = [
        row | {"condition": labels["di-luar-termin"]} if row["number"] is None else row
        for row in figures.instalments(fund)
    ]
    done = [row | {"volume": measured(row["volume"], unit)} for row in figures.progress(fund)]
    given = [
        row | {"quantity": measured(row["quantity"], str(row["unit"] or ""))}
        for row in figures.contributions(fund)
    ]
    vouchers = [row | {"row": place} for place, row in enumerate(figures.entries(fund), 1)]
    found = (
        _listed(definition, frame, "termin", planned, "condition", ("amount", "received", "rest")),
        _listed(definition, frame, "anggaran", budget, "item", ("budget", "spent", "rest")),
        _listed(definition, frame, "kemajuan", done),
        _listed(definition, frame, "swadaya", given, "description", ("worth", "worker_days")),
        _listed(definition, frame, "bukti", vouchers, "description", ("in", "out")),
    )
    head = _agreement(definition, frame, fund, wording)
    return [head, *(section for section in found if section.rows), _reckoning(definition, frame, fund)]


def _agreement(definition: Definition, frame: Frame, fund: FundState, wording: Wording) -> Section:
    terms, labels = fund.terms, definition.labels
    words = {**frame.words, "fund": f"{terms.code} - {terms.name}"}
    table = Table(definition.tables["perjanjian"], words)
    told: dict[str, Cell] = {
        "sumber": f"{terms.source} ({labels[terms.kind]})",
        "perjanjian": terms.agreement,
        "tanggal": terms.agreed_on,
        "untuk": terms.purpose,
        "nilai": Rupiah(terms.amount),
        "volume": wording.measure(terms.volume, terms.unit) if terms.volume is not None else None,
        "selesai": terms.until,
        "fisik": wording.done(fund),
        "keadaan": wording.ended(fund),
        "sebab": (fund.end.reason or None) if fund.end else None,
    }
    for key, value in told.items():
        if value is not None:
            table.line({"label": labels[key], "value": value})
    return table.section()


def _listed(
    definition: Definition,
    frame: Frame,
    name: str,
    rows: Figures,
    label: str = "",
    totals: Sequence[str] = (),
) -> Section:
    """A table of figures, with a total of some of its columns where there are several rows."""
    table = Table(definition.tables[name], frame.words)
    for row in rows:
        table.line(row)
    if totals and len(rows) > 1:
        sums: dict[str, Cell] = {key: _sum(rows, key) for key in totals}
        table.add("total", {label: definition.labels["jumlah"], **sums})
    return table.section()


def _sum(rows: Figures, key: str) -> int:
    """The sum of a column, money as money."""
    values = [value for row in rows if isinstance(value := row[key], int)]
    total = sum(values)
    return Rupiah(total) if any(isinstance(value, Rupiah) for value in values) else total


def _reckoning(definition: Definition, frame: Frame, fund: FundState) -> Section:
    table = Table(definition.tables["perhitungan"], frame.words)
    for label, amount in (
        ("diterima", fund.received),
        ("dibelanjakan", -fund.spent),
        ("dikembalikan", -fund.returned),
    ):
        table.line({"label": definition.labels[label], "amount": Rupiah(amount)})
    table.add("total", {"label": definition.labels["sisa"], "amount": Rupiah(fund.rest)})
    return table.section()


def fund_list(
    definition: Definition, frame: Frame, funds: Sequence[FundState], unassigned: int, ledger: int
) -> Statement:
    """Daftar Dana Terikat: every fund, and the account that owes their rests (sen)."""
    rest = sum(fund.rest for fund in funds)
    refuse(checks.agree("dana-terikat", {"dana": rest + unassigned, "neraca": ledger}))
    rows = [figures.summary(fund) for fund in funds]
    table = Table(definition.tables["dana"], frame.words)
    for place, row in enumerate(rows, 1):
        table.line(row | {"row": place})
    totals: dict[str, Cell] = {key: Rupiah(_sum(rows, key)) for key in _AMOUNTS}
    table.add("total", {"name": definition.labels["jumlah"], **totals})
    tied = Table(definition.tables["periksa"], frame.words)
    for label, amount in (("dana", rest), ("belum-dibagi", unassigned)):
        tied.line({"name": definition.labels[label], "amount": Rupiah(amount)})
    tied.add("total", {"name": definition.labels["pembukuan"], "amount": Rupiah(ledger)})
    data = {
        "as_of": frame.as_of,
        "funds": rows,
        "totals": totals,
        "unassigned": Rupiah(unassigned),
        "ledger": Rupiah(ledger),
    }
    notes = () if funds else (definition.labels["kosong"],)
    return issue(definition, frame, [table.section(), tied.section()], data, notes)
