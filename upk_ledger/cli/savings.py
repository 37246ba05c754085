"""`upk tabungan` and `upk titipan`: money that the office keeps for groups."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from upk_ledger.actions.savings import (
    assign_deposit,
    assign_savings,
    return_deposit,
    return_savings,
    save,
    use_deposit,
    use_savings,
    withdraw,
)
from upk_ledger.cli.commands import command
from upk_ledger.cli.params import AMOUNT, DATE
from upk_ledger.cli.postings import post_and_show
from upk_ledger.cli.repayments import receipt_answer
from upk_ledger.cli.shell import Shell

_ON = click.option("--tanggal", "on", type=DATE, help="Tanggal transaksi; bila kosong: hari ini.")
_MONEY = click.option("--akun", "money", help="Akun kas atau bank; bila kosong: kas UPK.")
_LOAN = click.argument("loan", metavar="PINJAMAN")
_CLOSED = "tanggal di bulan yang sudah ditutup"


_MEMBERS = click.option(
    "--anggota",
    "members",
    type=(str, AMOUNT),
    multiple=True,
    metavar="KODE JUMLAH",
    help="Bagian seorang anggota; ulangi untuk setiap anggota. Tanpa ini: atas nama KSM.",
)
_AMOUNTS_DIFFER = "jumlah anggota yang tidak sama dengan JUMLAH"


def _saving(function: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.argument("group", metavar="KSM"),
        click.argument("amount", metavar="[JUMLAH]", type=AMOUNT, required=False),
        _MEMBERS,
        _ON,
        _MONEY,
        click.option("--bukti", "receipt", help="Nomor bukti kertas."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _check_told(amount: int | None, members: tuple[tuple[str, int], ...]) -> None:
    if amount is None and not members:
        raise click.UsageError("Sebut JUMLAH, atau bagian tiap anggota dengan --anggota KODE JUMLAH.")


@command(
    "setor",
    "Catat setoran tabungan atau tanggung renteng sebuah KSM, atau setoran anggotanya satu per satu.",
    examples=(
        "upk tabungan setor K01 50.000",
        "upk tabungan setor K01 --anggota 01 20.000 --anggota 02 30.000",
    ),
    refused=("KSM atau anggota yang tidak dikenal", _AMOUNTS_DIFFER, _CLOSED),
    writes=True,
    books=True,
)
@_saving
def pay_in(
    shell: Shell,
    group: str,
    amount: int | None,
    members: tuple[tuple[str, int], ...],
    on: date | None,
    **facts: Any,
) -> None:
    """Record savings paid in."""
    _check_told(amount, members)
    day = shell.dated(on)
    post_and_show(shell, lambda desk: save(desk, group, amount, day, members=members, **facts))


@command(
    "ambil",
    """Catat pengambilan tabungan sebuah KSM: tabungan atas nama KSM dulu, lalu dari semua anggota menurut tabungannya.

    Yang ditahan untuk pinjaman yang belum lunas tidak dapat diambil, kecuali dengan --alasan; pengambilan itu masuk
    daftar pengecualian. Berapa yang bebas: upk tabungan daftar.""",
    examples=(
        "upk tabungan ambil K01 50.000 --akun 11022",
        "upk tabungan ambil K01 --anggota 02 20.000",
        'upk tabungan ambil K01 50.000 --alasan "Anggota sakit, diizinkan rapat KSM"',
    ),
    refused=(
        "lebih dari tabungan KSM atau anggota itu",
        "lebih dari yang bebas selagi pinjamannya belum lunas (kecuali dengan --alasan)",
        _AMOUNTS_DIFFER,
        _CLOSED,
    ),
    writes=True,
    books=True,
)
@_saving
@click.option("--alasan", "reason", default="", help="Mengapa tabungan yang ditahan tetap diambil.")
def take_out(
    shell: Shell,
    group: str,
    amount: int | None,
    members: tuple[tuple[str, int], ...],
    on: date | None,
    **facts: Any,
) -> None:
    """Record savings taken out."""
    _check_told(amount, members)
    day = shell.dated(on)
    post_and_show(shell, lambda desk: withdraw(desk, group, amount, day, members=members, **facts))


@command(
    "kembalikan",
    """Kembalikan tabungan yang bebas kepada KSM dengan uang kas.

    Dengan nomor pinjaman yang sudah lunas: yang ditahan waktu pinjaman itu cair. Dengan KSM: semua yang bebas.""",
    examples=("upk tabungan kembalikan K01", "upk tabungan kembalikan P-2026-0001 --akun 11022"),
    refused=("pinjaman yang belum lunas", "tidak ada tabungan yang bebas", _CLOSED),
    writes=True,
    books=True,
)
@click.argument("who", metavar="PINJAMAN-ATAU-KSM")
@_ON
@_MONEY
@click.option("--bukti", "receipt", help="Nomor bukti kertas.")
def give_savings_back(
    shell: Shell, who: str, on: date | None, money: str | None, receipt: str | None
) -> None:
    """Return savings."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: return_savings(desk, who, day, money=money, receipt=receipt))


@command(
    "pakai",
    """Pakai tabungan KSM untuk membayar tunggakan pinjamannya, atas putusan: tunggakannya sejauh tabungan cukup, atau
    sebesar JUMLAH.

    Yang dipakai dulu tabungan anggota yang menunggak, lalu atas nama KSM, lalu tabungan semua anggota (tanggung
    renteng). Bila keliru, batalkan dengan upk angsuran batalkan.""",
    examples=(
        'upk tabungan pakai K01 --putusan 05/UPK/2026 --alasan "Tiga bulan menunggak"',
        'upk tabungan pakai P-2026-0001 100.000 --putusan 05/UPK/2026 --alasan "Sesuai rapat KSM"',
    ),
    refused=(
        "tanpa putusan atau alasan",
        "lebih dari tabungan KSM itu",
        "pinjaman yang tidak menunggak (kecuali JUMLAH disebut)",
        "lebih dari sisa pinjaman",
        _CLOSED,
    ),
    writes=True,
)
@click.argument("who", metavar="PINJAMAN-ATAU-KSM")
@click.argument("amount", metavar="[JUMLAH]", type=AMOUNT, required=False)
@click.option("--putusan", "decision", required=True, help="Nomor putusan.")
@click.option("--alasan", "reason", required=True, help="Mengapa tabungannya dipakai.")
@_ON
def use_saved(
    shell: Shell, who: str, amount: int | None, decision: str, reason: str, on: date | None
) -> None:
    """Settle arrears from savings."""
    day = shell.dated(on)
    with shell.working() as desk:
        receipt = use_savings(desk, who, day, decision=decision, reason=reason, amount=amount)
    shell.show(receipt_answer(receipt))


@command(
    "pakai",
    "Pakai titipan untuk membayar angsuran yang jatuh tempo, atau sebesar JUMLAH.",
    examples=("upk titipan pakai P-2026-0001", "upk titipan pakai K01 100.000 --tanggal 2026-04-15"),
    refused=("lebih dari titipannya", "belum ada yang jatuh tempo (kecuali JUMLAH disebut)", _CLOSED),
    writes=True,
)
@_LOAN
@click.argument("amount", metavar="[JUMLAH]", type=AMOUNT, required=False)
@_ON
def use(shell: Shell, loan: str, amount: int | None, on: date | None) -> None:
    """Settle installments from titipan."""
    day = shell.dated(on)
    with shell.working() as desk:
        receipt = use_deposit(desk, loan, day, amount)
    shell.show(receipt_answer(receipt))


@command(
    "kembalikan",
    "Kembalikan titipan kepada KSM.",
    examples=("upk titipan kembalikan P-2026-0001 16.000",),
    refused=("lebih dari titipannya", _CLOSED),
    writes=True,
)
@_LOAN
@click.argument("amount", metavar="JUMLAH", type=AMOUNT)
@_ON
@_MONEY
def give_back(shell: Shell, loan: str, amount: int, on: date | None, money: str | None) -> None:
    """Give titipan back."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: return_deposit(desk, loan, amount, day, money=money))


@command(
    "bagi",
    "Tetapkan bahwa sebagian tabungan dari saldo awal adalah milik KSM ini.",
    examples=(
        "upk tabungan bagi K01 300.000",
        "upk tabungan bagi K01 --anggota 01 100.000 --anggota 02 200.000",
    ),
    refused=("lebih dari saldo awal yang belum dibagi", _AMOUNTS_DIFFER, _CLOSED),
    writes=True,
)
@click.argument("group", metavar="KSM")
@click.argument("amount", metavar="[JUMLAH]", type=AMOUNT, required=False)
@_MEMBERS
@_ON
def assign_to_group(
    shell: Shell, group: str, amount: int | None, members: tuple[tuple[str, int], ...], on: date | None
) -> None:
    """Assign savings of the opening balance."""
    _check_told(amount, members)
    day = shell.dated(on)
    post_and_show(shell, lambda desk: assign_savings(desk, group, amount, day, members=members))


@command(
    "bagi",
    "Tetapkan bahwa sebagian titipan dari saldo awal adalah milik pinjaman ini.",
    examples=("upk titipan bagi P-2025-0003 50.000",),
    refused=("lebih dari saldo awal yang belum dibagi", _CLOSED),
    writes=True,
)
@_LOAN
@click.argument("amount", metavar="JUMLAH", type=AMOUNT)
@_ON
def assign_to_loan(shell: Shell, loan: str, amount: int, on: date | None) -> None:
    """Assign titipan of the opening balance."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: assign_deposit(desk, loan, amount, day))
