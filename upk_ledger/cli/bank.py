"""`upk bank`: statements read, listed and cancelled."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.bank import bank_overview
from upk_ledger.actions.bank_reading import (
    ReadStatement,
    StatementTaken,
    Told,
    drop_statement,
    take_statement,
    understand,
)
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import count, parse_amount, rupiah
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, render, table
from upk_ledger.cli.params import DATE, Typed
from upk_ledger.cli.shell import Shell
from upk_ledger.core.bank import StatementAt
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.statements import Cell, Column
from upk_ledger.exchange.bank_columns import parse_columns


def _signed(text: str) -> int:
    """A balance as typed; an account may be overdrawn."""
    bare = text.strip()
    return -parse_amount(bare[1:]) if bare.startswith("-") else parse_amount(bare)


BALANCE = Typed("saldo", _signed)
COLUMNS = Typed("kolom", parse_columns)
ACCOUNT = click.option(
    "--akun", "account", metavar="AKUN", required=True, help="Akun bank: kode atau bagian namanya."
)

_FORMS = {"koma": "koma sebelum sen (1.250.000,00)", "titik": "titik sebelum sen (1,250,000.00)"}
_LINES = (
    Column("row", "Baris", "count"),
    Column("date", "Tanggal", "date"),
    Column("description", "Keterangan"),
    Column("received", "Masuk", "money"),
    Column("paid", "Keluar", "money"),
)
_STATEMENTS = (
    Column("number", "No", "count"),
    Column("account", "Akun"),
    Column("from", "Dari", "date"),
    Column("to", "Sampai", "date"),
    Column("opening", "Saldo awal", "money"),
    Column("closing", "Saldo akhir", "money"),
    Column("lines", "Baris", "count"),
    Column("unmatched", "Belum cocok", "count"),
    Column("status", "Keadaan"),
)
_ACCOUNTS = (
    Column("code", "Akun"),
    Column("name", "Nama"),
    Column("read_to", "Dibaca sampai", "date"),
    Column("reconciled_on", "Rekonsiliasi terakhir", "date"),
    Column("reconciled_balance", "Saldo buku waktu itu", "money"),
)
_SHOWN = 5


@command(
    "baca",
    """Baca rekening koran dari bank, CSV atau Excel (.xlsx), semuanya atau tidak sama sekali.

    Judul kolomnya dikenali sendiri atau disebut dengan --kolom, lalu diingat untuk akun itu. Nama kolom: tanggal,
    keterangan, debit dan kredit (atau jumlah, bila perlu dengan tanda DB/CR), saldo. Menurut bank, debit mengurangi
    saldo Anda. Saldo diperiksa baris demi baris dan harus menyambung dengan rekening koran sebelumnya; berkas yang
    sama, atau baris yang sudah ada, tidak dicatat dua kali.""",
    examples=(
        "upk bank baca mutasi-oktober.csv --akun 11021 --coba",
        'upk bank baca mutasi.xlsx --akun 11021 --kolom "tanggal=Tgl, keterangan=Uraian, debit=Debet, kredit=Kredit"',
        "upk bank baca mutasi.csv --akun 11021 --saldo-awal 1.500.000 --desimal koma --ya",
    ),
    refused=(
        "satu saja kesalahan; semuanya disebut dengan berkas, baris dan kolomnya",
        "judul kolom yang tidak dikenal, jumlah yang dapat berarti dua hal",
        "saldo yang tidak menyambung, dari baris ke baris atau dari rekening koran sebelumnya",
        "hari yang sudah dibaca tetapi isinya lain",
        "akun yang bukan bank, berkas yang sudah dibaca untuk akun lain",
    ),
    writes=True,
)
@click.argument("path", metavar="BERKAS", type=click.Path(path_type=Path))
@ACCOUNT
@click.option(
    "--kolom", "columns", type=COLUMNS, help='Judul kolomnya: "tanggal=Tgl, keterangan=Uraian, ...".'
)
@click.option(
    "--desimal", "form", type=click.Choice(["koma", "titik"]), help="Tanda sebelum sen di berkas ini."
)
@click.option("--baris-judul", "header", type=click.IntRange(1), help="Nomor baris judul kolomnya.")
@click.option("--saldo-awal", "opening", type=BALANCE, help="Saldo sebelum baris pertama.")
@click.option("--saldo-akhir", "closing", type=BALANCE, help="Saldo sesudah baris terakhir, untuk diperiksa.")
@click.option(
    "--dari", "since", type=DATE, help="Hari pertama rekening koran, bila sebelum baris pertamanya."
)
@click.option(
    "--sampai", "until", type=DATE, help="Hari terakhir rekening koran, bila sesudah baris terakhirnya."
)
def read(shell: Shell, path: Path, account: str, form: Any, **given: Any) -> None:
    """Read a statement."""
    told = Told(form=form or "", **given)
    desk = shell.desk()
    found, bank, guessed = understand(desk, path, account, told)
    shell.notice_future(found.until, desk.today)
    if guessed and not shell.trial and not shell.yes:
        shell.tell(render(_understood(found, bank), "tabel").rstrip())
        shell.confirm("Apakah kolom-kolomnya sudah dipahami dengan benar?")
    with shell.working():
        taken = take_statement(desk, bank, found, told)
    if taken.unproven and taken.number > 1:
        before = long_date(found.since - timedelta(days=1))
        shell.warn(
            f"Berkas ini tidak memuat saldo: saldo awalnya dianggap sama dengan rekening koran sampai {before},"
            f" {rupiah(taken.opening)}."
        )
    shell.show(_taken_answer(taken))


def _understood(found: ReadStatement, bank: Account) -> Answer:
    """What a file was understood to say, with its first lines."""
    columns = ", ".join(f"{name}={heading}" for name, heading in found.columns.items())
    facts: list[tuple[str, Cell]] = [
        ("Akun", f"{bank.code} {bank.name}"),
        ("Kolom", columns),
        *([("Jumlah", _FORMS[found.form])] if found.form else []),
        ("Baris", len(found.rows)),
        ("Masa", f"{long_date(found.since)} s.d. {long_date(found.until)}"),
        ("Saldo awal", None if found.opening is None else Rupiah(found.opening)),
    ]
    rows = [
        (row.row, row.on, row.words, *_sides(row.amount))
        for row in found.rows[:_SHOWN]
    ]  # fmt: skip
    return Answer(data={}, facts=tuple(facts), tables=(table(_LINES, rows, "Baris-baris pertama"),))


def _sides(amount: int) -> tuple[Rupiah | None, Rupiah | None]:
    return (Rupiah(amount), None) if amount > 0 else (None, Rupiah(-amount))


def _taken_answer(taken: StatementTaken) -> Answer:
    read = taken.read
    received = Rupiah(sum(max(row.amount, 0) for row in read.rows))
    paid = Rupiah(sum(max(-row.amount, 0) for row in read.rows))
    data = {
        "statement": taken.number,
        "account": taken.account.code,
        "from": read.since,
        "to": read.until,
        "opening": Rupiah(taken.opening),
        "closing": Rupiah(taken.closing),
        "received": received,
        "paid": paid,
        "lines_added": taken.added,
        "lines_known": taken.known,
        "repeated": taken.repeated,
        "columns": dict(read.columns),
        "decimal": read.form or None,
    }
    known = (
        (f"{count(taken.known)} baris sudah pernah dibaca dan tidak dicatat lagi.",) if taken.known else ()
    )
    followed = () if taken.repeated else (f"Lanjutkan dengan: upk bank cocokkan --akun {taken.account.code}",)
    facts: tuple[tuple[str, Cell], ...] = (
        ("Rekening koran nomor", taken.number),
        *_understood(read, taken.account).facts[:-1],
        ("Saldo awal", Rupiah(taken.opening)),
        ("Masuk", received),
        ("Keluar", paid),
        ("Saldo akhir", Rupiah(taken.closing)),
        ("Baris baru", taken.added),
    )
    return Answer(data=data, facts=facts, notes=(*known, *followed))


@command(
    "daftar",
    "Rekening koran yang sudah dibaca, baris yang belum cocok, dan rekonsiliasi terakhir setiap akun bank.",
    examples=("upk bank daftar",),
)
def list_all(shell: Shell) -> None:
    """List statements and accounts."""
    accounts, statements = bank_overview(shell.desk())
    banks = [
        {
            "code": one.account.code,
            "name": one.account.name,
            "read_to": one.until,
            "reconciled_on": one.last.on if one.last else None,
            "reconciled_balance": Rupiah(one.last.book) if one.last else None,
        }
        for one in accounts
    ]
    listed = [
        _statement_data(one.statement) | {"lines": one.lines, "unmatched": one.free} for one in statements
    ]
    shell.show(
        Answer(
            data={"accounts": banks, "statements": listed},
            sections=(
                table(_ACCOUNTS, [[one[column.key] for column in _ACCOUNTS] for one in banks]),
                table(_STATEMENTS, [[one[column.key] for column in _STATEMENTS] for one in listed]),
            ),
        )
    )


def _statement_data(one: StatementAt) -> dict[str, Any]:
    return {
        "number": one.number,
        "account": one.account,
        "from": one.since,
        "to": one.until,
        "opening": Rupiah(one.opening),
        "closing": Rupiah(one.closing),
        "status": "dibatalkan" if one.cancelled else "berlaku",
    }


@command(
    "batal",
    """Batalkan rekening koran yang salah dibaca; baris-barisnya tidak dihitung lagi.

    Jurnal yang sudah dibukukan dari baris-barisnya tetap ada (upk jurnal koreksi).""",
    examples=('upk bank batal 3 --alasan "Salah akun"', 'upk bank batal 3 --lepas --alasan "Salah akun"'),
    refused=(
        "nomor yang tidak ada atau sudah dibatalkan",
        "yang barisnya sudah dicocokkan, kecuali dengan --lepas",
        "yang menjadi sambungan rekening koran lain",
        "tanpa alasan",
    ),
    writes=True,
)
@click.argument("number", metavar="NOMOR", type=click.IntRange(1))
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
@click.option("--lepas", "release", is_flag=True, help="Lepaskan juga baris yang sudah cocok dari buktinya.")
def cancel(shell: Shell, number: int, reason: str, *, release: bool) -> None:
    """Cancel a statement."""
    with shell.working() as desk:
        found, released = drop_statement(desk, number, reason, release=release)
    data = _statement_data(found) | {"released": released}
    facts: tuple[tuple[str, Cell], ...] = (
        ("Rekening koran nomor", number),
        ("Akun", found.account),
        ("Baris yang dilepas", released),
    )
    shell.show(Answer(data=data, facts=facts, notes=("Rekening koran ini dibatalkan.",)))
