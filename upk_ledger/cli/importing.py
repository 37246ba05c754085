"""`upk impor` and `upk impor-blanko`: tables from folders of CSV files or workbooks into the book."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.importing import ImportResult, import_tables, read_tables, write_blank
from upk_ledger.actions.periods import opening_allowance
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.tills import overdrawn_since
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.postings import account_names, entries_section, posted_data, warn_overdrawn
from upk_ledger.cli.shell import Shell
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk

_COUNTS = {
    "accounts": "Akun",
    "groups": "KSM",
    "members": "Anggota",
    "loans": "Pinjaman",
    "applications": "Pengajuan pinjaman",
    "running_loans": "Pinjaman awal",
    "opening": "Baris saldo awal",
    "repayments": "Angsuran",
    "entries": "Jurnal umum",
    "unchanged": "Sudah ada, tidak berubah",
}
_MOST_NAMED = 3


@command(
    "impor",
    """Baca tabel-tabel dari folder CSV atau buku kerja Excel, dan bukukan semuanya atau tidak sama sekali.

    Dengan --coba: perlihatkan apa yang akan dibukukan dan neraca saldonya. Mengimpor yang sama sekali lagi
    tidak mengubah apa pun. Bentuk tabelnya ada di: upk impor-blanko.""",
    examples=("upk impor data-lama/ --coba", "upk impor data-lama.xlsx"),
    refused=("satu saja kesalahan; semuanya disebut dengan berkas, baris dan kolomnya",),
    writes=True,
)
@click.argument("path", metavar="LOKASI", type=click.Path(path_type=Path))
def read(shell: Shell, path: Path) -> None:
    """Import tables."""
    tables = read_tables(path)
    with shell.working() as desk:
        result = import_tables(desk, tables)
        answer = _answer(desk, result, _trial_balance(desk, result) if shell.trial else None)
        allowance = _opening_allowance(desk) if result.opening or result.running_loans else None
        short = overdrawn_since(desk, desk.office.start) if result.booked else ()
    _warn(shell, result)
    warn_overdrawn(shell, short)
    if allowance:
        answer = _with_allowance(shell, answer, *allowance)
    shell.show(answer)


def _opening_allowance(desk: Desk) -> tuple[int, int]:
    with desk.read() as session:
        return opening_allowance(session)


def _with_allowance(shell: Shell, answer: Answer, required: int, held: int) -> Answer:
    """The answer with the allowance that the opening loans need; a warning where some of it is missing."""
    missing = max(0, required - held)
    if missing:
        shell.warn(
            f"Pinjaman awal memerlukan cadangan {rupiah(required)}, saldo awal cadangan {rupiah(held)}: kurang"
            f" {rupiah(missing)}. Saat menutup bulan pertama, pilih dari mana kekurangan itu dibentuk:"
            " --kekurangan-awal modal (mengurangi laba ditahan) atau --kekurangan-awal biaya (menjadi biaya"
            " tahun ini)."
        )
    opening = {"required_allowance": required, "held_allowance": held, "opening_shortfall": missing}
    labels = ("Cadangan seharusnya", "Cadangan saldo awal", "Kekurangan cadangan")
    sums = {key: Rupiah(value) for key, value in opening.items()}
    facts = tuple(zip(labels, sums.values(), strict=True))
    return replace(answer, data={**answer.data, **sums}, facts=(*answer.facts, *facts))


def _trial_balance(desk: Desk, result: ImportResult) -> Statement:
    """The trial balance on the newest day that has an entry of this import, or today."""
    end = max([desk.today, *(posted.entry.date for posted in result.booked)])
    return build_statement(desk, "neraca-saldo", ReportPeriod.at(end))


def _answer(desk: Desk, result: ImportResult, balance: Statement | None) -> Answer:
    counts: dict[str, Any] = {name: getattr(result, name) for name in _COUNTS}
    data = counts | {"booked": len(result.booked)}
    told = tuple((label, counts[name]) for name, label in _COUNTS.items() if counts[name])
    facts = (*told, ("Bukti yang dibukukan", len(result.booked)))
    if balance is None:
        return Answer(data=data, facts=facts)
    names = account_names(desk)
    booked = [posted_data(posted, names) for posted in result.booked]
    return Answer(
        data=data | {"entries_booked": booked, "trial_balance": dict(balance.data)},
        facts=facts,
        tables=(entries_section(booked, "Akan dibukukan"), *balance.sections),
    )


def _warn(shell: Shell, result: ImportResult) -> None:
    late = result.after_today
    if late:
        named = "; ".join(
            f"{item.file}, baris {item.row}: {long_date(item.on)}" for item in late[:_MOST_NAMED]
        )
        more = f"; dan {len(late) - _MOST_NAMED} lagi" if len(late) > _MOST_NAMED else ""
        shell.warn(f"Ada baris bertanggal sesudah hari ini: {named}{more}.")


@command(
    "impor-blanko",
    """Buat buku kerja Excel kosong untuk diisi, lalu dibaca dengan: upk impor.""",
    examples=("upk impor-blanko --keluar blanko.xlsx",),
    refused=("berkas yang sudah ada",),
)
@click.option(
    "--keluar", "path", type=click.Path(path_type=Path), required=True, help="Berkas atau folder tujuan."
)
def make_blank(shell: Shell, path: Path) -> None:
    """Write the blank workbook."""
    target = write_blank(path)
    shell.show(Answer(data={"path": str(target)}, facts=(("Blanko", str(target)),)))
