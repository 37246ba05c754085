"""`upk wilayah belum-lapor` and `surat-pengingat`: who has not reported a month, and letters to them."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import click

from upk_ledger.actions.region.late import Reminder, late_statement, make_reminders
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE, MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.statements import Column
from upk_ledger.exchange.files import check_writable, write_file

_MADE = (
    Column("upk", "Kode"),
    Column("name", "UPK"),
    Column("number", "Nomor surat"),
    Column("file", "Berkas"),
    Column("form", "Blanko"),
)
_MONTH = click.option(
    "--bulan", "month", type=MONTH, required=True, help="Bulan yang dilaporkan, misalnya 2026-10."
)


@region_command(
    "belum-lapor",
    """UPK aktif yang belum melapor untuk satu bulan: sejak kapan, bagaimana dihubungi, dan surat yang sudah dibuat.

    Batas melapor adalah pengaturan "hari-lapor-wilayah" (tanggal di bulan berikutnya).""",
    examples=(
        "upk wilayah belum-lapor --bulan 2026-10",
        "upk wilayah belum-lapor --bulan 2026-10 --keluar belum-lapor.pdf",
    ),
    formats=PAPER_FORMATS,
)
@_MONTH
@OUT
@PAPER
def show(shell: Shell, *, month: Month, out: str | None, paper: Paper) -> None:
    """Print who has not reported."""
    deliver(shell, late_statement(shell.desk(), month), f"belum-lapor-{month}", out, paper)


@region_command(
    "surat-pengingat",
    """Buat surat pengingat kepada UPK yang belum melapor, dan catat bahwa suratnya dibuat.

    Tanpa KODE: semua yang terlambat. Bila --keluar berakhiran .pdf semua surat dalam satu berkas, bila folder satu
    berkas setiap UPK. Blanko untuk UPK yang melapor dengan blanko ditulis di sampingnya. Surat hari yang sama dicetak
    ulang dengan nomornya.""",
    examples=(
        "upk wilayah surat-pengingat --bulan 2026-10 --keluar surat-oktober",
        'upk wilayah surat-pengingat MELATI --bulan 2026-10 --nomor "005/<no>/Perkim" --keluar surat.pdf',
    ),
    refused=(
        "UPK yang tidak dikenal, atau sudah melapor",
        "belum lewat batas melapor, kecuali KODE disebut",
        "nomor yang sama untuk beberapa surat",
    ),
    writes=True,
)
@click.argument("codes", metavar="[KODE]...", nargs=-1)
@_MONTH
@click.option("--tanggal", "on", type=DATE, help="Tanggal surat; bila kosong: hari ini.")
@click.option(
    "--batas", "until", type=DATE, help="Diminta sampai paling lambat; bila kosong: 7 hari sesudahnya."
)
@click.option(
    "--nomor", "pattern", default="", help="Bentuk nomor surat: <no> nomor urut, <bulan> dan <tahun> surat."
)
@click.option(
    "--keluar",
    "out",
    metavar="LOKASI",
    required=True,
    type=click.Path(path_type=Path),
    help="Berkas PDF, atau folder.",
)
@PAPER
def remind(
    shell: Shell,
    *,
    codes: tuple[str, ...],
    month: Month,
    on: date | None,
    until: date | None,
    pattern: str,
    out: Path,
    paper: Paper,
) -> None:
    """Print reminders and record them."""
    if out.suffix and out.suffix.casefold() != ".pdf" and not out.is_dir():
        raise click.UsageError("--keluar adalah berkas .pdf, atau sebuah folder.")
    together = out.suffix.casefold() == ".pdf"
    check_writable(out if together else out / "surat.pdf")
    day = shell.dated(on)
    if until is not None and until < day:
        raise click.UsageError("--batas tidak boleh sebelum tanggal suratnya.")
    with shell.working() as desk:
        made = make_reminders(desk, month, day, codes, until, pattern)
    written = {} if shell.trial else _write(shell, made, month, out, paper, together=together)
    listed = [
        {
            "upk": one.upk,
            "name": one.name,
            "number": one.number,
            "file": written.get(one.upk, ("", ""))[0] or None,
            "form": written.get(one.upk, ("", ""))[1] or None,
            "repeated": one.repeated,
        }
        for one in made
    ]
    shell.show(
        Answer(
            data={"month": str(month), "date": day, "letters": listed},
            sections=(table(_MADE, [[one[column.key] for column in _MADE] for one in listed]),),
        )
    )


def _write(
    shell: Shell, made: Sequence[Reminder], month: Month, out: Path, paper: Paper, *, together: bool
) -> dict[str, tuple[str, str]]:
    """Write letters and forms; answers with the files of each UPK."""
    from upk_ledger.actions.region.blanko_reading import make_forms
    from upk_ledger.documents.letter import formal_letters_pdf

    groups = [made] if together else [[one] for one in made]
    found: dict[str, tuple[str, str]] = {}
    for group in groups:
        path = out if together else out / f"pengingat-{group[0].upk}-{month}.pdf"
        content = BytesIO()
        formal_letters_pdf([one.letter for one in group], content, paper)
        write_file(path, content.getvalue())
        by_form = [one.upk for one in group if one.by_form]
        form = path.with_name(f"{path.stem}-blanko.xlsx") if by_form else None
        if form is not None and not form.exists():  # it may be filled in already
            write_file(form, make_forms(shell.desk(), by_form, month)[0].content)
        found |= {one.upk: (str(path), str(form) if one.by_form else "") for one in group}
    return found
