"""How a posted entry is shown: its voucher, and its lines with the accounts' names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from upk_ledger.actions.tills import overdrawn_by
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.shell import Shell
from upk_ledger.core.balances import Overdraft
from upk_ledger.core.entries import JournalEntry
from upk_ledger.core.listings import EntryHistory, ListedEntry
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell, Column, Section
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry, entry_at

if TYPE_CHECKING:
    from upk_ledger.core.vouchers import Support

_LINES = (
    Column("account", "Akun"),
    Column("name", "Nama akun"),
    Column("debit", "Debit", "money"),
    Column("credit", "Kredit", "money"),
)

_TOLD = {"ada": "ada", "tidak": "tidak ada", "": "belum disebut"}
"""What is said of the papers of a voucher."""

_ENTRIES = (
    Column("date", "Tanggal", "date"),
    Column("voucher", "Bukti"),
    Column("description", "Keterangan"),
    *_LINES,
    Column("reversed_by", "Dibatalkan oleh"),
)


def account_names(desk: Desk) -> dict[str, str]:
    """Names of the accounts by code."""
    with desk.read() as session:
        return {code: account.name for code, account in session.accounts.items()}


def posted_data(posted: PostedEntry, names: dict[str, str]) -> dict[str, Any]:
    """A posted entry for JSON."""
    entry = posted.entry
    data = _entry_data(entry, posted.record, posted.voucher, entry.receipt, names)
    return data | {"repeated": posted.repeated, "digest": posted.digest}


def history_data(found: EntryHistory, names: dict[str, str]) -> dict[str, Any]:
    """An entry of the journal for JSON, with who recorded it and what became of it."""
    entry = found.entry
    return _entry_data(entry, entry.record, entry.voucher, found.receipt, names) | {
        "repeated": False,
        "digest": found.digest,
        "recorded_at": found.recorded_at,
        "actor": found.actor,
        "reversed_by": found.reversed_by or None,
    }


def _entry_data(
    entry: JournalEntry | ListedEntry, record: int, voucher: str, receipt: str | None, names: dict[str, str]
) -> dict[str, Any]:
    """What every entry shows."""
    return {
        "voucher": voucher,
        "record": record,
        "date": entry.date,
        "kind": entry.kind,
        "description": entry.description,
        "receipt": receipt,
        "amount": Rupiah(sum(line.debit for line in entry.lines)),
        "lines": [
            {
                "account": line.account,
                "name": names[line.account],
                "debit": Rupiah(line.debit),
                "credit": Rupiah(line.credit),
                "group": line.group,
                "member": line.member,
                "loan": line.loan,
            }
            for line in entry.lines
        ],
    }


def lines_section(data: dict[str, Any]) -> Section:
    """The lines of an entry (as `posted_data` gives it) as a table."""
    rows = [
        (line["account"], line["name"], line["debit"] or None, line["credit"] or None)
        for line in data["lines"]
    ]
    return table(_LINES, rows)


def entries_section(entries: Sequence[dict[str, Any]], caption: str = "", *, whole: bool = False) -> Section:
    """Entries (as `posted_data` gives them), a row a line.

    On screen only the first line says what entry it is; in a file (`whole`) each does.
    """
    rows = []
    for entry in entries:
        for i, line in enumerate(entry["lines"]):
            shown = whole or i == 0
            head = (entry["date"], entry["voucher"], entry["description"]) if shown else (None, None, None)
            sides = (line["debit"] or None, line["credit"] or None)
            rows.append(
                (*head, line["account"], line["name"], *sides, entry.get("reversed_by") if shown else None)
            )
    return table(_ENTRIES, rows, caption)


def post_and_show(shell: Shell, book: Callable[[Desk], PostedEntry]) -> None:
    """Post what `book` posts and show it, with a warning where it leaves a till with less than nothing."""
    with shell.working() as desk:
        posted = book(desk)
        answer = posted_answer(desk, posted)
        short = overdrawn_by(desk, posted.entry)
    warn_overdrawn(shell, short)
    shell.show(answer)


def warn_overdrawn(shell: Shell, found: Iterable[Overdraft]) -> None:
    """Warn of tills that would hold less than nothing."""
    for item in found:
        shell.warn(overdrawn_text(item))


def overdrawn_text(item: Overdraft) -> str:
    """What to say of a till that would hold less than nothing."""
    return (
        f"Saldo {item.account} {item.name} menjadi {rupiah(item.balance)} per {long_date(item.on)}. Uang di kas"
        " atau bank tidak mungkin kurang dari nol: periksa jumlah dan tanggalnya, dan apakah ada penerimaan yang"
        " tertinggal."
    )


def support_data(support: "Support") -> dict[str, str | None]:
    """What is known of a voucher's papers, for JSON."""
    return {"status": support.status or None, "papers": support.papers or None}


def support_text(support: "Support") -> str:
    """What is known of a voucher's papers, for a person."""
    told = _TOLD[support.status]
    return f"{told}: {support.papers}" if support.papers else told


def supported_answer(answer: Answer, support: "Support") -> Answer:
    """An answer with the papers that were told with its entry."""
    return replace(
        answer,
        data={**answer.data, "support": support_data(support)},
        facts=(*answer.facts, ("Lampiran", support_text(support))),
    )


def posted_answer(desk: Desk, posted: PostedEntry) -> Answer:
    """What a posting command answers."""
    data = posted_data(posted, account_names(desk))
    carried = ""
    if posted.entry.reverses is not None:
        from upk_ledger.store.prior_years import voucher_beside  # few postings undo another

        with desk.read() as session:
            data["reverses"] = entry_at(session, posted.entry.reverses).voucher
            carried = voucher_beside(session, posted.record)
            data["prior_year_voucher"] = carried or None
    facts: list[tuple[str, Cell]] = [
        ("Bukti", posted.voucher),
        ("Tanggal", posted.entry.date),
        ("Keterangan", posted.entry.description or None),
        ("Bukti kertas", posted.entry.receipt),
        ("Koreksi laba tahun lalu", carried or None),
    ]
    notes = ("Sudah pernah dicatat dengan bukti ini; tidak dicatat lagi.",) if posted.repeated else ()
    return Answer(
        data=data,
        facts=tuple((label, value) for label, value in facts if value is not None),
        tables=(lines_section(data),),
        notes=notes,
    )
