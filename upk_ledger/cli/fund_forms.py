"""How restricted funds are shown: one fund, its plan and what became of it, the list of all."""

from collections.abc import Sequence
from decimal import Decimal

from upk_ledger.bahasa.numbers import decimal
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.postings import account_names, lines_section, posted_data
from upk_ledger.cli.shell import Shell
from upk_ledger.core import fund_figures as figures
from upk_ledger.core.fund_figures import Figures
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


def funds_section(states: Sequence[FundState]) -> Section:
    """All funds, a row each."""
    return table(_FUNDS, [tuple(figures.summary(state).values()) for state in states])


def _section(columns: Sequence[Column], rows: Figures, caption: str, **instead: str) -> Section:
    """A table of figures; `instead` stands where a figure is missing."""
    found = [tuple(instead.get(c.key) if row[c.key] is None else row[c.key] for c in columns) for row in rows]
    return table(columns, found, caption)


def _measured(quantity: Cell, unit: str | None) -> str | None:
    return f"{decimal(quantity)} {unit or ''}".strip() if isinstance(quantity, Decimal) else None


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
    unit = state.terms.unit
    done = [row | {"volume": _measured(row["volume"], unit)} for row in figures.progress(state)]
    given = [
        row | {"quantity": _measured(row["quantity"], str(row["unit"] or ""))}
        for row in figures.contributions(state)
    ]
    found = (
        _section(_INSTALMENTS, figures.instalments(state), "Termin", condition="di luar termin"),
        _section(_ITEMS, figures.items(state), "Anggaran dan realisasi", item="di luar anggaran"),
        _section(_PROGRESS, done, "Kemajuan fisik"),
        _section(_GIVEN, given, "Swadaya"),
        _section(_MOVES, figures.entries(state), "Bukti"),
    )
    return Answer(
        data=figures.fund_data(state),
        facts=fund_facts(state),
        sections=tuple(section for section in found if section.rows),
    )


def show_fund(shell: Shell, state: FundState, *notes: str) -> None:
    """Show a fund after something was recorded on it: how it stands."""
    shell.show(Answer(data=figures.fund_data(state), facts=fund_facts(state), notes=notes))


def entry_answer(shell: Shell, posted: PostedEntry, state: FundState) -> Answer:
    """An entry of a fund, and what is left of the fund."""
    first = posted.entry.lines[0]
    data = posted_data(posted, account_names(shell.desk())) | {
        "amount": Rupiah(first.debit or first.credit),  # the release beside a cost is no money
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
            ("Jumlah", data["amount"]),
            ("Sisa dana", Rupiah(state.rest)),
        ),
        tables=(lines_section(data),),
        notes=repeated,
    )
