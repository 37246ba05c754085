"""`upk uang-muka`: money given to somebody to spend, accounted for, listed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from upk_ledger.actions.advances import AdvanceAct, account_for, give_advance, list_advances
from upk_ledger.actions.tills import overdrawn_by
from upk_ledger.bahasa.numbers import parse_amount, rupiah
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import AMOUNT, DATE, Typed
from upk_ledger.cli.postings import account_names, lines_section, posted_data, warn_overdrawn
from upk_ledger.cli.shell import Shell
from upk_ledger.core.advances import Advance
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell, Column
from upk_ledger.store.desk import Desk

_COLUMNS = (
    Column("code", "Kode"),
    Column("date", "Tanggal", "date"),
    Column("holder_name", "Pemegang"),
    Column("purpose", "Untuk"),
    Column("due_date", "Batas", "date"),
    Column("amount", "Diberikan", "money"),
    Column("settled", "Dipertanggungjawabkan", "money"),
    Column("outstanding", "Sisa", "money"),
    Column("days_overdue", "Lewat (hari)", "count"),
)
_ON = click.option("--tanggal", "on", type=DATE, help="Tanggalnya; bila kosong: hari ini.")
_MONEY = click.option("--kas", "money", help="Akun kas atau bank; bila kosong: kas.")
_CLOSED = "tanggal di bulan yang sudah ditutup"


def _papers(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which a paper is known."""
    receipt = click.option("--bukti", "receipt", help="Nomor bukti kertas dari luar, misalnya nota.")
    key = click.option("--kunci", "key", help="Kunci agar transaksi yang sama tidak tercatat dua kali.")
    return receipt(key(function))


def _cost(text: str) -> tuple[str, int]:
    """An account and an amount from "ATK=26000"."""
    account, sign, amount = text.rpartition("=")
    if not sign or not account.strip():
        raise click.BadParameter(f'"{text}" tidak terbaca. Tulis AKUN=JUMLAH, misalnya ATK=26000.')
    return account.strip(), parse_amount(amount)


def _data(one: Advance, on: date) -> dict[str, Any]:
    return {
        "code": one.code,
        "date": one.given_on,
        "holder": one.holder or None,
        "holder_name": one.holder_name or None,
        "purpose": one.purpose,
        "due_date": one.due_on,
        "amount": Rupiah(one.amount),
        "settled": Rupiah(one.settled),
        "outstanding": Rupiah(one.outstanding),
        "days_overdue": one.days_overdue(on),
        "voucher": one.voucher or None,
    }


@command(
    "beri",
    """Catat uang muka kepada SIAPA (petugas: kode atau sebagian namanya) untuk dibelanjakan.

    Jawabannya kode uang muka, untuk dipertanggungjawabkan: upk uang-muka pertanggungjawabkan.
    Salah? Batalkan buktinya: upk jurnal koreksi.""",
    examples=(
        'upk uang-muka beri manajer 500.000 --untuk "Rapat KSM" --kembali-paling-lambat 2026-03-20',
        'upk uang-muka beri "Budi" 250.000 --untuk ATK --kembali-paling-lambat 2026-03-20 --kas 11021',
    ),
    refused=(
        "orang yang bukan petugas pada tanggal itu",
        "jumlah yang tidak lebih dari nol",
        "batas yang mendahului tanggalnya",
        _CLOSED,
    ),
    writes=True,
    books=True,
)
@click.argument("holder", metavar="SIAPA")
@click.argument("amount", metavar="JUMLAH", type=AMOUNT)
@click.option("--untuk", "purpose", required=True, help="Untuk membeli atau membayar apa.")
@click.option(
    "--kembali-paling-lambat",
    "due",
    type=DATE,
    required=True,
    help="Hari terakhir untuk mempertanggungjawabkannya.",
)
@_MONEY
@_ON
@_papers
def give(shell: Shell, holder: str, amount: int, due: date, on: date | None, **facts: Any) -> None:
    """Give an advance."""
    day = shell.dated(on)
    with shell.working() as desk:
        act = give_advance(desk, holder, amount, day, due, **facts)
        answer = _act_answer(desk, act)
        short = overdrawn_by(desk, act.posted.entry)
    warn_overdrawn(shell, short)
    shell.show(answer)


@command(
    "pertanggungjawabkan",
    """Catat untuk apa uang muka dipakai, dan berapa yang dikembalikan.

    Boleh sebagian: sisanya tetap tercatat atas nama pemegangnya. Bila yang dibelanjakan lebih dari sisanya, kas
    membayar kekurangannya. Uang muka dari saldo awal berkode SALDO-AWAL.""",
    examples=(
        "upk uang-muka pertanggungjawabkan UM-2026-0001 --biaya ATK=26000 --biaya 51030=150.000 --kembali 324.000",
        "upk uang-muka pertanggungjawabkan UM-2026-0001 --kembali 500.000",
    ),
    refused=(
        "uang muka yang tidak dikenal atau sudah selesai",
        "tanpa biaya maupun pengembalian",
        "pengembalian yang melebihi sisanya",
        "akun kas, bank, dan akun yang mempunyai perintah sendiri sebagai biaya",
        "tanggal sebelum uang mukanya",
        _CLOSED,
    ),
    writes=True,
    books=True,
)
@click.argument("code", metavar="KODE")
@click.option(
    "--biaya",
    "costs",
    type=Typed("AKUN=JUMLAH", _cost),
    multiple=True,
    help="Satu pengeluaran: akun (kode, atau sebagian namanya) dan jumlahnya; ulangi untuk setiap akun.",
)
@click.option("--kembali", "returned", type=AMOUNT, help="Uang yang dikembalikan.")
@_MONEY
@_ON
@_papers
def settle(
    shell: Shell,
    code: str,
    costs: tuple[tuple[str, int], ...],
    returned: int | None,
    on: date | None,
    **facts: Any,
) -> None:
    """Account for an advance."""
    day = shell.dated(on)
    with shell.working() as desk:
        act = account_for(desk, code, day, costs, returned or 0, **facts)
        answer = _act_answer(desk, act)
        short = overdrawn_by(desk, act.posted.entry)
    warn_overdrawn(shell, short)
    shell.show(answer)


def _act_answer(desk: Desk, act: AdvanceAct) -> Answer:
    """What an advance is after it was given or accounted for, with its entry."""
    one, posted = act.advance, posted_data(act.posted, account_names(desk))
    data: dict[str, Any] = {**posted, "advance": _data(one, act.posted.entry.date)}
    facts: list[tuple[str, Cell]] = [
        ("Uang muka", one.code),
        ("Pemegang", one.holder_name or None),
        ("Untuk", one.purpose),
        ("Paling lambat", one.due_on),
        ("Bukti", act.posted.voucher),
        ("Tanggal", act.posted.entry.date),
        ("Sisa", Rupiah(one.outstanding)),
    ]
    notes = []
    if act.settlement is not None:
        done = act.settlement
        data |= {
            "spent": Rupiah(done.spent),
            "returned": Rupiah(done.returned),
            "beyond": Rupiah(done.beyond),
        }
        if done.beyond:
            notes.append(
                f"Yang dibelanjakan lebih dari sisa uang mukanya: kekurangan {rupiah(done.beyond)} dibayar kepada"
                f" {one.holder_name or 'pemegangnya'}."
            )
    if act.posted.repeated:
        notes.append("Sudah pernah dicatat dengan bukti ini; tidak dicatat lagi.")
    told = tuple((label, value) for label, value in facts if value is not None)
    return Answer(data=data, facts=told, tables=(lines_section(posted),), notes=tuple(notes))


@command(
    "daftar",
    """Uang muka yang belum dipertanggungjawabkan seluruhnya; yang lewat batasnya dengan banyaknya hari.

    Jumlahnya diperiksa dengan saldo akun uang muka. Sebagai kertas: upk laporan uang-muka.""",
    examples=("upk uang-muka daftar", "upk uang-muka daftar --per 2026-03-31 --semua"),
)
@click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
@click.option("--semua", "every", is_flag=True, help="Juga yang sudah selesai.")
def list_all(shell: Shell, on: date | None, *, every: bool) -> None:
    """List the advances."""
    day = on or shell.desk().today
    found = list_advances(shell.desk(), day, every=every)
    listed = [_data(one, day) for one in found.advances]
    rows = [[one[column.key] or None for column in _COLUMNS] for one in listed]
    shell.show(
        Answer(
            data={"as_of": day, "advances": listed, "ledger": Rupiah(found.ledger)},
            sections=(table(_COLUMNS, rows),),
            notes=(f"Saldo akun uang muka: {rupiah(found.ledger)}",),
        )
    )
