"""`upk tabungan` and `upk titipan`: money that the office keeps for groups."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from upk_ledger.actions.savings import (
    assign_deposit,
    assign_savings,
    return_deposit,
    save,
    use_deposit,
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


def _saving(function: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.argument("group", metavar="KSM"),
        click.argument("amount", metavar="JUMLAH", type=AMOUNT),
        _ON,
        _MONEY,
        click.option("--bukti", "receipt", help="Nomor bukti kertas."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "setor",
    "Catat setoran tabungan atau tanggung renteng sebuah KSM.",
    examples=("upk tabungan setor K01 50.000",),
    refused=("KSM yang tidak dikenal", _CLOSED),
    writes=True,
)
@_saving
def pay_in(shell: Shell, group: str, amount: int, on: date | None, **facts: Any) -> None:
    """Record savings paid in."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: save(desk, group, amount, day, **facts))


@command(
    "ambil",
    "Catat pengambilan tabungan sebuah KSM.",
    examples=("upk tabungan ambil K01 50.000 --akun 11022",),
    refused=("lebih dari tabungan KSM itu", _CLOSED),
    writes=True,
)
@_saving
def take_out(shell: Shell, group: str, amount: int, on: date | None, **facts: Any) -> None:
    """Record savings taken out."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: withdraw(desk, group, amount, day, **facts))


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
    examples=("upk tabungan bagi K01 300.000",),
    refused=("lebih dari saldo awal yang belum dibagi", _CLOSED),
    writes=True,
)
@click.argument("group", metavar="KSM")
@click.argument("amount", metavar="JUMLAH", type=AMOUNT)
@_ON
def assign_to_group(shell: Shell, group: str, amount: int, on: date | None) -> None:
    """Assign savings of the opening balance."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: assign_savings(desk, group, amount, day))


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
