"""What is said around closing a month: what is open, how the figures compare, the set printed at the end."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.month_end import review_month
from upk_ledger.actions.report_frames import office_terms
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.messages.periods import CHECKS
from upk_ledger.bahasa.month_end import figure_text, point_command, point_text
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.papers import write_package
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.shell import Shell, interactive
from upk_ledger.core.checks import Comparison, Disagreement
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.month_end import SHORTFALL, MonthReview, OpenPoint
from upk_ledger.core.statements import Cell, Column

PRINT = click.option(
    "--cetak",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Sesudah ditutup, cetak semua laporan bulan itu ke folder ini.",
)

_CHECKS = (
    Column("check", "Yang dicocokkan"),
    Column("where", "Akun"),
    Column("figure", "Menurut"),
    Column("amount", "Jumlah", "money"),
    Column("status", "Hasil"),
)
_POINTS = (Column("point", "Masih terbuka"), Column("command", "Perintah"))


def open_texts(month: Month, points: Sequence[OpenPoint]) -> list[str]:
    """What is open before a month is closed, each with what to type; what the allowance lacks has its own question."""
    typed = {point: point_command(point, month) for point in points if point.kind != SHORTFALL}
    return [
        f"{point_text(point, month)}. {f'Perintah: {words}' if words else ''}".rstrip()
        for point, words in typed.items()
    ]


def point_data(point: OpenPoint) -> dict[str, Any]:
    """An open point, for JSON."""
    return {
        "kind": point.kind,
        "subject": point.subject,
        "name": point.name or None,
        "date": point.on,
        "amount": None if point.amount is None else Rupiah(point.amount),
        "count": point.how_many,
    }


def comparison_data(one: Comparison) -> dict[str, Any]:
    """A comparison of figures, for JSON; a figure that nobody made is null."""
    return {
        "check": one.check,
        "where": one.where or None,
        "agrees": one.agrees,
        "figures": {name: None if value is None else Rupiah(value) for name, value in one.figures},
    }


def difference_text(note: Disagreement, terms: Mapping[str, str]) -> str:
    """Which figures disagree."""
    where = f" ({note.where})" if note.where else ""
    return (
        f"{CHECKS.get(note.check, note.check)}{where}: {figure_text(note.left, terms)} {rupiah(note.left_value)},"
        f" {figure_text(note.right, terms)} {rupiah(note.right_value)}."
    )


def print_set(shell: Shell, month: Month, folder: Path | None, *, repeated: bool) -> None:
    """Print the set of a month that was closed, or tell a person at the terminal how to."""
    if shell.trial:
        return
    if folder is not None:
        write_package(shell, month, folder, "pdf", "A4")
    elif interactive() and not repeated:
        shell.tell(f"Cetak laporannya dengan: upk laporan paket --bulan {month} --keluar laporan-{month}")


@command(
    "siap",
    """Apa yang masih terbuka dalam satu bulan, dan apakah semua angkanya cocok, tanpa menutupnya.

    Angkanya seperti sesudah penyusutan dan cadangan dibukukan. Yang terbuka tidak menghalangi penutupan.""",
    examples=("upk periode siap 2026-10", "upk periode siap 2026-10 --format json"),
    refused=("bulan yang bulan sebelumnya masih terbuka", "bulan sebelum awal pembukuan"),
)
@click.argument("month", metavar="BULAN", type=MONTH)
def review(shell: Shell, month: Month) -> None:
    """Show how closing a month would go."""
    desk = shell.desk()
    found, terms = review_month(desk, month), office_terms(desk)
    points = [(point_text(point, month), point_command(point, month)) for point in found.points]
    shell.show(
        Answer(
            data={
                "month": month,
                "closed": found.closed,
                "ready": found.ready,
                "open_points": [point_data(point) for point in found.points],
                "comparisons": [comparison_data(one) for one in found.comparisons],
            },
            facts=(("Bulan", f"{long_month(month)}: {_state(found)}"),),
            sections=(
                *((table(_POINTS, points),) if points else ()),
                table(_CHECKS, [row for one in found.comparisons for row in _rows(one, terms)]),
            ),
            notes=() if points or found.closed else ("Tidak ada yang masih terbuka.",),
        )
    )


def _state(found: MonthReview) -> str:
    if found.closed:
        return "sudah ditutup"
    return "dapat ditutup" if found.ready else "belum dapat ditutup, ada angka yang tidak cocok"


def _rows(one: Comparison, terms: Mapping[str, str]) -> list[tuple[Cell, ...]]:
    """A comparison as lines, one for each figure; the first says what came of it."""
    missing = "BERBEDA" if one.differing else "belum ada"
    result = "cocok" if one.agrees else missing
    return [
        (
            "" if place else CHECKS[one.check],
            "" if place else one.where,
            figure_text(name, terms),
            None if value is None else Rupiah(value),
            "" if place else result,
        )
        for place, (name, value) in enumerate(one.figures)
    ]
