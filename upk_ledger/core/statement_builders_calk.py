"""Notes to the statements: chapters of paragraphs and tables, each line of the balance sheet taken apart.

What other papers tell (the allowance, loans written off, loans to officers, the income statement) is taken from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition, LineGroup
from upk_ledger.core.report_notes import TOPICS
from upk_ledger.core.statement_builders import Turn
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.surplus import Unpaid

_AMOUNTS = ("opening", "increase", "decrease", "closing")
_MOVEMENT = (
    "opening",
    "formed",
    "formed_from_equity",
    "released",
    "written_off",
    "recovered",
    "other",
    "closing",
)


@dataclass(frozen=True, slots=True)
class LoanNotes:
    """What an office that lends tells besides: its loans, how many members share each, and the papers about them."""

    loans: Sequence[LoanAt]
    members: Mapping[str, int]
    collectibility: Statement
    allowance: Statement
    written_off: Statement
    related: Statement


@dataclass(frozen=True, slots=True)
class Noted:
    """What the notes are made of: words that were filled in, the turns of all accounts, other papers."""

    start: date
    general: Sequence[str]
    policies: Sequence[str]
    own: Mapping[str, str]
    """What the office itself noted, by topic."""
    sheet: Definition
    """The balance sheet's definition: its parts and groups are the chapters' order."""
    turns: Sequence[Turn]
    income: Statement
    owed: Sequence[Unpaid]
    loans: LoanNotes | None


def notes_to_statements(definition: Definition, frame: Frame, noted: Noted) -> Statement:
    """Catatan atas laporan keuangan."""
    labels, own = definition.labels, noted.own
    general = [*noted.general, *_told(labels, own, "umum")]
    policies = [*noted.policies, *_told(labels, own, "kebijakan")]
    chapters: list[list[Section]] = [
        [_chapter(labels["umum"], general)],
        [_chapter(labels["kebijakan"], policies)],
    ]
    lines, line_data = _lines(definition, frame, noted)
    chapters += [[_chapter(labels["rincian"], ()), *lines], [_income(labels["hasil"], noted.income)]]
    data: dict[str, Any] = {
        "from": noted.start,
        "as_of": frame.as_of,
        "general": general,
        "policies": policies,
        "lines": line_data,
        "income": noted.income.data,
        "payables": [
            {
                "year": one.year or None,
                "purpose": one.purpose,
                "allocated": Rupiah(one.allocated),
                "paid": Rupiah(one.paid),
                "left": Rupiah(one.left),
            }
            for one in noted.owed
        ],
    }
    if noted.loans:
        off, off_data = _off_balance(definition, frame, noted.loans)
        chapters += off
        data |= off_data
    for topic in TOPICS:
        if f"topik-{topic}" in labels and topic in own and topic not in {"umum", "kebijakan"}:
            chapters.append([_chapter(labels[f"topik-{topic}"], own[topic].splitlines())])
    data["notes"] = [{"topic": topic, "text": own[topic]} for topic in TOPICS if topic in own]
    return issue(definition, frame, _numbered(chapters), data)


def _told(labels: Mapping[str, str], own: Mapping[str, str], topic: str) -> list[str]:
    return [f"{labels[f'topik-{topic}']}: {own[topic]}"] if topic in own else []


def _chapter(caption: str, paragraphs: Iterable[str]) -> Section:
    return Section((), (), caption, prose=tuple(text for text in paragraphs if text.strip()))


def _numbered(chapters: Sequence[Sequence[Section]]) -> list[Section]:
    """Chapters as 1, 2, 3; the tables of one that has several as 3.1, 3.2."""
    found = []
    for number, (first, *others) in enumerate(chapters, 1):
        found.append(replace(first, caption=f"{number}. {first.caption}"))
        found += [
            replace(one, caption=f"{number}.{place} {one.caption}") for place, one in enumerate(others, 1)
        ]
    return found


def _lines(definition: Definition, frame: Frame, noted: Noted) -> tuple[list[Section], list[dict[str, Any]]]:
    """A table for each group of the balance sheet, with what is told besides of loans and of payables."""
    sections: list[Section] = []
    told: list[dict[str, Any]] = []
    totals = dict.fromkeys(("aset", "kewajiban", "modal"), 0)
    for part in noted.sheet.parts:
        mine = [turn for turn in noted.turns if turn.account.type == part.type]
        for group in part.groups:
            caption = group.caption or part.caption.capitalize()
            table, row = _line(definition, frame, caption, _of_group(mine, group, part.groups))
            totals[part.type] += row["closing"]
            if not row["accounts"]:
                continue
            sections.append(table)
            told.append(row)
            if noted.loans and "pinjaman" in group.roles:
                sections += _loan_tables(definition, frame, noted.loans)
        if part.type == "kewajiban" and noted.owed:
            sections.append(_owed(definition, frame, noted.owed))
    refuse(checks.balance_sheet(totals["aset"], totals["kewajiban"], totals["modal"]))
    return sections, told


def _of_group(turns: Sequence[Turn], group: LineGroup, groups: Sequence[LineGroup]) -> list[Turn]:
    others = [other for other in groups if other is not group]
    return [turn for turn in turns if group.takes(turn.account, others)]


def _line(
    definition: Definition, frame: Frame, caption: str, turns: Sequence[Turn]
) -> tuple[Section, dict[str, Any]]:
    """The accounts of one group: balance before, what rose and fell, balance after."""
    table = Table(definition.tables["akun"], frame.words)
    rows: list[dict[str, Any]] = []
    sums = dict.fromkeys(_AMOUNTS, 0)
    for account, *amounts in turns:
        cells = {key: Rupiah(amount) for key, amount in zip(_AMOUNTS, amounts, strict=True)}
        if any(amounts):
            rows.append({"code": account.code, "name": account.name, **cells})
            table.line(rows[-1])
        for key in _AMOUNTS:
            sums[key] += cells[key]
    totals = {key: Rupiah(amount) for key, amount in sums.items()}
    table.add("total", {"name": definition.labels["jumlah"], **totals})
    return table.section(caption), {"line": caption, **totals, "accounts": rows}


def _income(caption: str, income: Statement) -> Section:
    """Income and cost of the period, as the income statement has them."""
    return replace(income.sections[0], caption=caption)


def _owed(definition: Definition, frame: Frame, owed: Sequence[Unpaid]) -> Section:
    table = Table(definition.tables["alokasi"], frame.words)
    for one in owed:
        name = one.purpose if one.year else definition.labels["saldo-awal-alokasi"]
        amounts = {"allocated": Rupiah(one.allocated), "paid": Rupiah(one.paid), "left": Rupiah(one.left)}
        table.line({"name": name, "year": str(one.year) if one.year else "", **amounts})
    left = Rupiah(sum(one.left for one in owed))
    table.add("total", {"name": definition.labels["jumlah"], "left": left})
    return table.section()


def _loan_tables(definition: Definition, frame: Frame, loans: LoanNotes) -> list[Section]:
    """Loans by class and by the size of their groups, and how the allowance moved."""
    return [
        _classes(definition, frame, loans),
        _sizes(definition, frame, loans),
        _allowance(definition, frame, loans.allowance.data["movement"]),
    ]


def _classes(definition: Definition, frame: Frame, loans: LoanNotes) -> Section:
    table = Table(definition.tables["kelas"], frame.words)
    behind = {
        key: {
            row["class"]: sum(loan[key] for loan in loans.collectibility.data["loans"] if loan["class"] == row["class"])
            for row in loans.collectibility.data["classes"]
        }
        for key in ("arrears_principal", "arrears_service")
    }  # fmt: skip
    for row in loans.collectibility.data["classes"]:
        amounts = {key: Rupiah(found[row["class"]]) for key, found in behind.items()}
        table.line({**row, **amounts, "rate": row["rate_percent"]})
    sums = {key: Rupiah(sum(found.values())) for key, found in behind.items()}
    told = loans.collectibility.data
    table.add(
        "total",
        {
            "name": definition.labels["jumlah"],
            "loans": sum(row["loans"] for row in told["classes"]),
            "balance": told["total_balance"],
            "allowance": told["required_allowance"],
            **sums,
        },
    )
    return table.section()


def _sizes(definition: Definition, frame: Frame, loans: LoanNotes) -> Section:
    """Loans by how many members share them."""
    table = Table(definition.tables["ukuran"], frame.words)
    running = [loan for loan in loans.loans if loan.position.outstanding > 0]
    bands: dict[int, list[LoanAt]] = {}
    for loan in running:
        members = loans.members.get(loan.number, 0)
        band = next((most for most in definition.sizes if members <= most), 0) if members else -1
        bands.setdefault(band, []).append(loan)
    first = 1
    names = {}
    for most in definition.sizes:
        names[most] = definition.labels["ukuran-sampai"].format(first=first, last=most)
        first = most + 1
    names[0] = definition.labels["ukuran-lebih"].format(last=first - 1)
    names[-1] = definition.labels["ukuran-tanpa"]
    cells = {band: _size_cells(found) for band, found in bands.items()}
    for band, name in names.items():
        if band in cells:
            table.line({"name": name, **cells[band]})
    total = _size_cells(running)
    table.add("total", {"name": definition.labels["jumlah"], **total})
    again = sum(found["groups"] for found in cells.values()) > total["groups"]
    return replace(table.section(), prose=(definition.labels["ukuran-ganda"],) if again else ())


def _size_cells(loans: Sequence[LoanAt]) -> dict[str, int]:
    return {
        "groups": len({loan.group for loan in loans}),
        "loans": len(loans),
        "balance": Rupiah(sum(loan.position.outstanding for loan in loans)),
    }


def _allowance(definition: Definition, frame: Frame, movement: Mapping[str, Any]) -> Section:
    table = Table(definition.tables["mutasi"], frame.words)
    for key in _MOVEMENT:
        cells = {"name": definition.labels[f"mutasi-{key}"], "amount": movement[key]}
        if key not in {"other", "formed_from_equity"} or movement[key]:
            table.add("total" if key == "closing" else "line", cells)
    return table.section()


def _off_balance(
    definition: Definition, frame: Frame, loans: LoanNotes
) -> tuple[list[list[Section]], dict[str, Any]]:
    """What is not in the ledger: service due, loans written off; and the loans to officers and their families."""
    labels = definition.labels
    claims = [row for row in loans.written_off.data["loans"] if row["left"]]
    due = Rupiah(sum(loan.position.arrears_service for loan in loans.loans if loan.status != "hapus-buku"))
    claimed = Rupiah(sum(row["service"] - row["recovered_service"] for row in claims))
    outside = Table(definition.tables["luar"], frame.words)
    outside.line({"name": labels["jasa-pinjaman"], "amount": due})
    outside.line({"name": labels["jasa-hapus"], "amount": claimed})
    outside.add("total", {"name": labels["jumlah"], "amount": Rupiah(due + claimed)})
    gone = Table(definition.tables["hapus"], frame.words)
    for row in claims:
        received = Rupiah(row["recovered_principal"] + row["recovered_service"])
        cells = {"on": row["written_off_on"], "written_off": row["written_off"], "left": row["left"]}
        gone.line({"loan": f"{row['group_name']} - {row['number']}", "recovered": received, **cells})
    left = Rupiah(sum(row["left"] for row in claims))
    gone.add("total", {"loan": labels["jumlah"], "left": left})
    related = loans.related.data["loans"]
    kin = Table(definition.tables["pihak"], frame.words)
    for row in related:
        cells = {
            "officer": f"{row['officer']} {row['officer_name']}",
            "member": row["member_name"] or row["member"],
        }
        kin.line({**row, **cells, "loan": f"{row['group_name']} - {row['number']}"})
    sections = [
        [outside.section(labels["luar"])],
        [gone.section(labels["hapus"]) if claims else _chapter(labels["hapus"], [labels["hapus-kosong"]])],
        [kin.section(labels["pihak"]) if related else _chapter(labels["pihak"], [labels["pihak-kosong"]])],
    ]
    data = {
        "loan_classes": loans.collectibility.data["classes"],
        "allowance": loans.allowance.data["movement"],
        "service_due": due,
        "service_claimed": claimed,
        "written_off": claims,
        "related_loans": related,
    }
    return sections, data
