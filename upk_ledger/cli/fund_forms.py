"""How restricted funds are shown: one fund, its plan and what became of it, the list of all."""

from collections.abc import Sequence
from typing import Any

from upk_ledger.bahasa.numbers import decimal
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.postings import account_names, lines_section, posted_data
from upk_ledger.cli.shell import Shell
from upk_ledger.core import restricted_funds as core
from upk_ledger.core.money import Rupiah
from upk_ledger.core.restricted_funds import FundState
from upk_ledger.core.statements import Cell, Column, Section
from upk_ledger.store.posting import PostedEntry

_FUNDS = (
    Column("fund", "Dana"),
    Column("name", "Nama"),
    Column("source", "Sumber"),
    Column("amount", "Perjanjian", "money"),
    Column("received", "Diterima", "money"),
    Column("spent", "Dibelanjakan", "money"),
    Column("returned", "Dikembalikan", "money"),
    Column("rest", "Sisa", "money"),
    Column("percent", "Fisik", "percent"),
    Column("status", "Keadaan"),
)
_INSTALMENTS = (
    Column("number", "Termin", "count"),
    Column("due_date", "Rencana", "date"),
    Column("condition", "Syarat"),
    Column("amount", "Jumlah", "money"),
    Column("received", "Diterima", "money"),
)
_ITEMS = (
    Column("item", "Uraian"),
    Column("account", "Akun"),
    Column("budget", "Anggaran", "money"),
    Column("spent", "Realisasi", "money"),
    Column("rest", "Sisa", "money"),
)
_PROGRESS = (
    Column("date", "Tanggal", "date"),
    Column("percent", "Fisik", "percent"),
    Column("volume", "Volume"),
)
_GIVEN = (
    Column("record", "Catatan", "count"),
    Column("date", "Tanggal", "date"),
    Column("kind", "Swadaya"),
    Column("quantity", "Jumlah"),
    Column("worth", "Nilai", "money"),
    Column("worker_days", "Hari orang", "count"),
    Column("description", "Keterangan"),
)
_MOVES = (
    Column("date", "Tanggal", "date"),
    Column("voucher", "Bukti"),
    Column("description", "Uraian"),
    Column("in", "Masuk", "money"),
    Column("out", "Keluar", "money"),
    Column("balance", "Sisa", "money"),
)


def status_of(state: FundState) -> str:
    """Whether the fund is closed."""
    return "ditutup" if state.end else "berjalan"


def summary(state: FundState) -> dict[str, Any]:
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
        "status": status_of(state),
    }


def funds_section(states: Sequence[FundState]) -> Section:
    """All funds, a row each."""
    return table(_FUNDS, [tuple(summary(state).values()) for state in states])


def fund_data(state: FundState) -> dict[str, Any]:
    """A fund with everything about it, for JSON."""
    terms = state.terms
    return summary(state) | {
        "kind": terms.kind,
        "agreement": terms.agreement,
        "agreed_on": terms.agreed_on,
        "until": terms.until,
        "volume": terms.volume,
        "unit": terms.unit or None,
        "purpose": terms.purpose,
        "instalments": [dict(zip(_keys(_INSTALMENTS), row, strict=True)) for row in _instalment_rows(state)],
        "budget": [dict(zip(_keys(_ITEMS), row, strict=True)) for row in _item_rows(state)],
        "progress": [
            {"date": one.on, "percent": one.percent, "volume": one.volume} for one in state.progress
        ],
        "contributions": [
            {
                "record": one.record,
                "date": one.on,
                "kind": one.kind,
                "quantity": one.quantity,
                "unit": one.unit or None,
                "worth": Rupiah(one.worth),
                "worker_days": one.worker_days,
                "description": one.words,
            }
            for one in state.contributions
        ],
        "entries": [dict(zip(_keys(_MOVES), row, strict=True)) for row in _move_rows(state)],
        "closed_on": state.end.on if state.end else None,
        "decision_number": state.end.decision or None if state.end else None,
    }


def _keys(columns: Sequence[Column]) -> list[str]:
    return [column.key for column in columns]


def _instalment_rows(state: FundState) -> list[tuple[Cell, ...]]:
    return [
        (
            one.planned.number if one.planned else None,
            one.planned.due_on if one.planned else None,
            one.planned.condition if one.planned else "di luar termin",
            Rupiah(one.planned.amount if one.planned else 0),
            Rupiah(one.received),
        )
        for one in core.instalments_paid(state)
    ]


def _item_rows(state: FundState) -> list[tuple[Cell, ...]]:
    return [
        (
            one.item or "di luar anggaran",
            one.account,
            Rupiah(one.budget),
            Rupiah(one.spent),
            Rupiah(one.rest),
        )
        for one in core.items_spent(state)
    ]


def _move_rows(state: FundState) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    rest = 0
    for move in state.moves:
        rest += move.owed
        sides = (Rupiah(max(move.owed, 0)), Rupiah(max(-move.owed, 0)))
        rows.append((move.on, move.voucher, move.words, *sides, Rupiah(rest)))
    return rows


def fund_facts(state: FundState) -> tuple[tuple[str, Cell], ...]:
    """What a person reads of a fund above its tables."""
    terms = state.terms
    facts: list[tuple[str, Cell]] = [
        ("Dana", f"{terms.code} {terms.name}"),
        ("Sumber", f"{terms.source} ({terms.kind.upper() if terms.kind != 'lain' else 'lain-lain'})"),
        ("Perjanjian", terms.agreement),
        ("Tanggal perjanjian", terms.agreed_on),
        ("Untuk", terms.purpose),
        ("Nilai perjanjian", Rupiah(terms.amount)),
    ]
    if terms.volume is not None:
        facts.append(("Volume", f"{decimal(terms.volume)} {terms.unit}".strip()))
    if terms.until:
        facts.append(("Selesai paling lambat", terms.until))
    facts += [
        ("Diterima", Rupiah(state.received)),
        ("Dibelanjakan", Rupiah(state.spent)),
        ("Dikembalikan", Rupiah(state.returned)),
        ("Sisa", Rupiah(state.rest)),
    ]
    if state.end:
        facts.append(("Ditutup", state.end.on))
    return tuple(facts)


def fund_answer(state: FundState) -> Answer:
    """A fund with everything about it."""
    given = [
        (
            one.record,
            one.on,
            one.kind,
            f"{decimal(one.quantity)} {one.unit}".strip() if one.quantity is not None else None,
            Rupiah(one.worth),
            one.worker_days,
            one.words or None,
        )
        for one in state.contributions
    ]
    unit = state.terms.unit
    done = [
        (one.on, one.percent, f"{decimal(one.volume)} {unit}".strip() if one.volume is not None else None)
        for one in state.progress
    ]
    found = (
        table(_INSTALMENTS, _instalment_rows(state), "Termin"),
        table(_ITEMS, _item_rows(state), "Anggaran dan realisasi"),
        table(_PROGRESS, done, "Kemajuan fisik"),
        table(_GIVEN, given, "Swadaya"),
        table(_MOVES, _move_rows(state), "Bukti"),
    )
    return Answer(
        data=fund_data(state),
        facts=fund_facts(state),
        sections=tuple(section for section in found if section.rows),
    )


def show_fund(shell: Shell, state: FundState, *notes: str) -> None:
    """Show a fund after something was recorded on it: how it stands."""
    shell.show(Answer(data=fund_data(state), facts=fund_facts(state), notes=notes))


def entry_answer(shell: Shell, posted: PostedEntry, state: FundState) -> Answer:
    """An entry of a fund, and what is left of the fund."""
    data = posted_data(posted, account_names(shell.desk())) | {
        "fund": state.terms.code,
        "received": Rupiah(state.received),
        "spent": Rupiah(state.spent),
        "returned": Rupiah(state.returned),
        "rest": Rupiah(state.rest),
    }
    repeated = ("Sudah pernah dicatat dengan bukti ini; tidak dicatat lagi.",) if posted.repeated else ()
    return Answer(
        data=data,
        facts=(
            ("Bukti", posted.voucher),
            ("Tanggal", posted.entry.date),
            ("Keterangan", posted.entry.description),
            ("Dana", f"{state.terms.code} {state.terms.name}"),
            ("Sisa dana", Rupiah(state.rest)),
        ),
        tables=(lines_section(data),),
        notes=repeated,
    )
