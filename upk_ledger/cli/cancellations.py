"""`upk angsuran batalkan`: taking a mistaken payment back. Recording a payment does without this module."""

from datetime import date

import click

from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import command
from upk_ledger.cli.params import DATE
from upk_ledger.cli.postings import post_and_show
from upk_ledger.cli.shell import Shell


@command(
    "batalkan",
    """Batalkan satu pembayaran dengan jurnal koreksi. Bukti lama tetap tercatat.

    Tanggalnya sama dengan bukti itu bila bulannya masih terbuka, kalau tidak: hari pertama yang terbuka.""",
    examples=('upk angsuran batalkan KM/2026/03/0007 --alasan "Salah KSM"',),
    refused=("bukti yang bukan angsuran", "bukti yang sudah dibatalkan", *REFUSED),
    writes=True,
)
@click.argument("voucher", metavar="BUKTI")
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
@click.option("--tanggal", "on", type=DATE, help="Tanggal pembatalan.")
@CODES
def cancel(shell: Shell, voucher: str, reason: str, on: date | None, codes: tuple[str, ...]) -> None:
    """Take a repayment back."""
    if on is not None:
        shell.dated(on)
    post_and_show(
        shell,
        lambda desk: with_codes(
            shell, desk, codes, lambda given: cancel_repayment(desk, voucher, reason, on, given)
        ),
    )
