"""`upk kas`: money in, money out, to the bank and from it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from upk_ledger.actions.cash import deposit_to_bank, pay_cash, receive_cash, withdraw_from_bank
from upk_ledger.cli.commands import command
from upk_ledger.cli.params import AMOUNT, DATE
from upk_ledger.cli.postings import post_and_show
from upk_ledger.cli.shell import Shell

_ON = click.option("--tanggal", "on", type=DATE, help="Tanggal transaksi; bila kosong: hari ini.")
_RECEIPT = click.option("--bukti", "receipt", help="Nomor bukti kertas dari luar, misalnya nota.")
_AMOUNT = click.argument("amount", metavar="JUMLAH", type=AMOUNT)
_REFUSED = (
    "akun yang tidak dikenal",
    "akun pinjaman, cadangan, tabungan, titipan dan uang muka (ada perintahnya sendiri)",
    "tanggal di bulan yang sudah ditutup",
)


def _details(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that money in and money out have in common."""
    options = (
        click.argument("account", metavar="AKUN"),
        _AMOUNT,
        click.option("--keterangan", "description", required=True, help="Untuk apa uang itu."),
        click.option("--kas", "money", help="Akun kas atau bank; bila kosong: kas UPK."),
        _ON,
        _RECEIPT,
        click.option("--kunci", "key", help="Kunci agar transaksi yang sama tidak tercatat dua kali."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "masuk",
    """Catat uang masuk. AKUN adalah akun lawannya: kode, atau sebagian namanya.""",
    examples=('upk kas masuk 41020 25.000 --keterangan "Bunga simpanan" --tanggal 2026-03-31',),
    refused=_REFUSED,
    writes=True,
    books=True,
)
@_details
def receive(shell: Shell, on: date | None, **facts: Any) -> None:
    """Record money that comes in."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: receive_cash(desk, day, **facts))


@command(
    "keluar",
    """Catat uang keluar. AKUN adalah akun lawannya: kode, atau sebagian namanya.""",
    examples=(
        'upk kas keluar ATK 26.000 --keterangan "Fotokopi"',
        'upk kas keluar ATK 26.000 --keterangan "Fotokopi" --lampiran "nota, kuitansi"',
    ),
    refused=_REFUSED,
    writes=True,
    books=True,
)
@_details
def pay(shell: Shell, on: date | None, **facts: Any) -> None:
    """Record money that goes out."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: pay_cash(desk, day, **facts))


def _between(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of moving money between cash and bank."""
    options = (
        _AMOUNT,
        click.option("--bank", help="Akun bank; bila kosong: bank pertama dalam daftar akun."),
        _ON,
        click.option("--keterangan", "description", default="", help="Keterangan."),
        _RECEIPT,
    )
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "setor-bank",
    """Setor uang kas ke bank.""",
    examples=("upk kas setor-bank 2.000.000", "upk kas setor-bank 500.000 --bank 11022"),
    refused=_REFUSED[-1:],
    writes=True,
    books=True,
)
@_between
def deposit(shell: Shell, on: date | None, **facts: Any) -> None:
    """Pay cash into the bank."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: deposit_to_bank(desk, day, **facts))


@command(
    "tarik-bank",
    """Tarik uang dari bank ke kas.""",
    examples=("upk kas tarik-bank 1.500.000 --tanggal 2026-03-02",),
    refused=_REFUSED[-1:],
    writes=True,
    books=True,
)
@_between
def withdraw(shell: Shell, on: date | None, **facts: Any) -> None:
    """Draw money from the bank."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: withdraw_from_bank(desk, day, **facts))
