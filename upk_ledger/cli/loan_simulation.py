"""`upk pinjaman simulasi`: a schedule from its terms, without a book."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import click

from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import AMOUNT, DATE, PERCENT
from upk_ledger.cli.shell import Shell
from upk_ledger.core.money import Rupiah
from upk_ledger.core.schedules import (
    FREQUENCIES,
    METHODS,
    RATE_PERIODS,
    ROUNDINGS,
    Installment,
    LoanTerms,
    build_schedule,
)
from upk_ledger.core.statements import Cell, Column

COLUMNS = (
    Column("number", "Ke", "count"),
    Column("due_date", "Jatuh tempo", "date"),
    Column("principal", "Pokok", "money"),
    Column("service", "Jasa", "money"),
    Column("total", "Jumlah", "money"),
    Column("balance", "Sisa pokok", "money"),
)


def schedule_rows(installments: Sequence[Installment]) -> list[dict[str, Any]]:
    """The installments in the JSON shape of the contract."""
    return [
        {
            "number": row.number,
            "due_date": row.due,
            "principal": Rupiah(row.principal),
            "service": Rupiah(row.service),
            "total": Rupiah(row.total),
            "balance": Rupiah(row.balance),
        }
        for row in installments
    ]


def schedule_answer(
    installments: Sequence[Installment],
    facts: Sequence[tuple[str, Cell]] = (),
    extra: dict[str, Any] | None = None,
) -> Answer:
    """A schedule as an answer; `facts` stand above the table, `extra` beside the contract's JSON keys."""
    principal = Rupiah(sum(row.principal for row in installments))
    service = Rupiah(sum(row.service for row in installments))
    total = Rupiah(principal + service)
    rows = schedule_rows(installments)
    sums = (("Pokok", principal), ("Jumlah jasa", service), ("Jumlah yang dibayar", total))
    return Answer(
        data={"principal": principal, "total_service": service, "total": total, "installments": rows}
        | (extra or {}),
        facts=(*facts, *sums),
        sections=(table(COLUMNS, (tuple(row.values()) for row in rows)),),
    )


@command(
    "simulasi",
    """Hitung jadwal angsuran dari syarat-syaratnya. Tidak memerlukan buku dan tidak mencatat apa pun.""",
    examples=(
        "upk pinjaman simulasi --pokok 5.000.000 --tenor 10 --jasa 1,5 --metode flat --mulai 2026-01-15",
        "upk pinjaman simulasi --pokok 5000000 --tenor 24 --jasa 1.5 --metode anuitas --mulai 15/01/2026",
    ),
)
@click.option("--pokok", "principal", type=AMOUNT, required=True, help="Jumlah pinjaman.")
@click.option("--tenor", type=int, required=True, help="Banyaknya angsuran.")
@click.option("--jasa", "rate", type=PERCENT, required=True, help="Jasa dalam persen, misalnya 1,5.")
@click.option(
    "--jasa-per",
    "rate_per",
    type=click.Choice(RATE_PERIODS, case_sensitive=False),
    default="bulan",
    help="Jasa itu untuk waktu apa.",
)
@click.option(
    "--metode",
    "method",
    type=click.Choice(METHODS, case_sensitive=False),
    required=True,
    help="Cara menghitung jasa.",
)
@click.option("--mulai", "start", type=DATE, required=True, help="Tanggal pencairan.")
@click.option(
    "--frekuensi",
    "frequency",
    type=click.Choice(FREQUENCIES, case_sensitive=False),
    default="bulanan",
    help="Jarak antara angsuran.",
)
@click.option("--masa-tenggang", "grace", type=int, default=0, help="Banyaknya masa tanpa angsuran pokok.")
@click.option(
    "--pembulatan",
    "rounding",
    type=click.Choice(ROUNDINGS, case_sensitive=False),
    default="none",
    metavar="ATURAN",
    help="Pembulatan angsuran: none, atau misalnya 1000-atas, 500-dekat, 100-bawah.",
)
def simulate(
    shell: Shell,
    principal: int,
    tenor: int,
    rate: Fraction,
    rate_per: str,
    method: str,
    start: date,
    frequency: str,
    grace: int,
    rounding: str,
) -> None:
    """Show the schedule that the terms make."""
    terms = LoanTerms(principal, tenor, rate, rate_per, method, start, frequency, grace, rounding)
    shell.show(schedule_answer(build_schedule(terms)))
