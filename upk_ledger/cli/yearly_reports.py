"""`upk lpj`: the yearly accountability report with what the supervisors and the residents' meeting said."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions import yearly_reports as actions
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.papers import PAPER, Paper, statement_bytes, stream
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.statements import Cell
from upk_ledger.core.yearly_reports import Ratification, SupervisorReport
from upk_ledger.exchange.files import in_folder, write_file

_YEAR = click.option(
    "--tahun", "year", type=click.IntRange(1900, 2999), required=True, help="Tahun bukunya, misalnya 2026."
)


def _report_data(told: SupervisorReport | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {"date": told.on, "officer": told.officer, "text": told.text}


def _ratified_data(told: Ratification | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {
        "date": told.on,
        "decision": told.decision,
        "place": told.place,
        "present": told.present,
        "text": told.text or None,
    }


@command(
    "pengawas",
    """Catat laporan Pengawas atas satu tahun buku; yang baru menggantikan yang lama.

    Tanpa catatan ini LPJ memuat formulir laporan Pengawas untuk diisi tangan.""",
    examples=(
        'upk lpj pengawas --tahun 2026 --teks "Pembukuan tertib, kas dan bank cocok."',
        "upk lpj pengawas --tahun 2026 --berkas laporan-pengawas.txt",
    ),
    refused=("teks kosong", "tahun sebelum awal pembukuan"),
    writes=True,
)
@_YEAR
@click.option("--teks", "text", help="Isi laporannya.")
@click.option(
    "--berkas",
    "file",
    metavar="BERKAS",
    type=click.File(encoding="utf-8-sig"),
    help="Berkas teks dengan isinya.",
)
@click.option("--tanggal", "on", type=DATE, help="Tanggal laporan; bila kosong: hari ini.")
def supervisors(shell: Shell, year: int, text: str | None, file: Any, on: date | None) -> None:
    """Record the supervisors' report."""
    if (text is None) == (file is None):
        raise click.UsageError("Sebut salah satu: --teks atau --berkas.")
    shell.only_once()
    words = file.read() if text is None else text
    day = shell.dated(on)
    with shell.working() as desk:
        told = actions.tell_supervisors(desk, year, day, words)
    shell.show(
        Answer(
            data={"year": year, "supervisors": _report_data(told)},
            facts=(("Laporan Pengawas", f"tahun {year}"), ("Tanggal", told.on), ("Isi", told.text)),
        )
    )


@command(
    "sahkan",
    """Catat bahwa rembug warga mengesahkan laporan satu tahun buku.

    Tanpa catatan ini LPJ memuat berita acara kosong untuk diisi dalam rapat.""",
    examples=(
        "upk lpj sahkan --tahun 2026 --tanggal 2027-02-20 --putusan 03/RWT/2027 --tempat Balai --hadir 64",
    ),
    refused=(
        "tahun yang bulannya masih ada yang terbuka",
        "tanggal dalam tahun itu",
        "tahun yang sudah disahkan dengan putusan lain",
        "tanpa nomor putusan atau tempat, atau tanpa yang hadir",
    ),
    writes=True,
)
@_YEAR
@click.option("--tanggal", "on", type=DATE, required=True, help="Tanggal rembug warga.")
@click.option("--putusan", "decision", required=True, help="Nomor putusan atau berita acara.")
@click.option("--tempat", "place", required=True, help="Tempat rapat.")
@click.option("--hadir", "present", type=int, required=True, help="Berapa orang yang hadir.")
@click.option("--catatan", "text", default="", help="Catatan rapat.")
def ratify(shell: Shell, year: int, on: date, decision: str, place: str, present: int, text: str) -> None:
    """Record the ratification."""
    day = shell.dated(on)
    with shell.working() as desk:
        told = actions.ratify(desk, Ratification(year, day, decision, place, present, text))
    shell.show(
        Answer(
            data={"year": year, "ratification": _ratified_data(told)},
            facts=(("Disahkan", f"tahun {year}"), *_meeting(told)),
        )
    )


def _meeting(told: Ratification) -> tuple[tuple[str, Cell], ...]:
    return (
        ("Tanggal rapat", told.on),
        ("Putusan", told.decision),
        ("Tempat", told.place),
        ("Hadir", told.present),
        *((("Catatan", told.text),) if told.text else ()),
    )


@command(
    "batal",
    """Batalkan laporan Pengawas atau pengesahan yang keliru dicatat. Laporan Pengawas sebelumnya berlaku lagi.""",
    examples=("upk lpj batal pengesahan --tahun 2026", "upk lpj batal pengawas --tahun 2026"),
    refused=("yang tidak pernah dicatat, atau sudah dibatalkan",),
    writes=True,
)
@click.argument("what", metavar="APA", type=click.Choice((actions.SUPERVISORS, actions.RATIFIED)))
@_YEAR
def take_back(shell: Shell, what: str, year: int) -> None:
    """Take one of them back."""
    with shell.working() as desk:
        actions.take_back(desk, what, year)
    shell.show(Answer(data={"year": year, "taken_back": what}, facts=(("Dibatalkan", f"{what} {year}"),)))


@command(
    "lihat",
    """Laporan Pengawas dan pengesahan yang tercatat untuk satu tahun buku.""",
    examples=("upk lpj lihat --tahun 2026",),
    refused=("tahun sebelum awal pembukuan",),
)
@_YEAR
def view(shell: Shell, year: int) -> None:
    """Show what is recorded."""
    report, ratified = actions.recorded(shell.desk(), year)
    facts: list[tuple[str, Cell]] = [("Tahun buku", str(year))]
    facts += [("Laporan Pengawas", report.text if report else "belum ada")]
    facts += _meeting(ratified) if ratified else [("Pengesahan", "belum ada")]
    shell.show(
        Answer(
            data={
                "year": year,
                "supervisors": _report_data(report),
                "ratification": _ratified_data(ratified),
            },
            facts=tuple(facts),
        )
    )


@command(
    "cetak",
    """Cetak LPJ satu tahun buku dalam satu PDF: sampul, daftar isi, laporan Pengawas, laporan tahunan, pengesahan.

    Tahun yang belum ditutup tercetak sebagai SEMENTARA.""",
    examples=(
        "upk lpj cetak --tahun 2026 --keluar lpj-2026.pdf",
        "upk laporan lpj --tahun 2026 --keluar lpj-2026 --pisah",
    ),
    refused=("tahun sebelum awal pembukuan",),
    formats=("pdf",),
)
@_YEAR
@click.option("--keluar", "out", type=click.Path(path_type=Path), help="Berkas PDF, atau folder.")
@click.option("--pisah", "apart", is_flag=True, help="Satu berkas untuk setiap laporan, ke folder --keluar.")
@PAPER
def print_out(shell: Shell, year: int, out: Path | None, apart: bool, paper: Paper) -> None:
    """Print the yearly set."""
    if apart and out is None:
        raise click.UsageError("Sebut foldernya dengan --keluar.")
    from upk_ledger.documents.bound_pdf import bound_pdf

    book = actions.yearly_set(shell.desk(), year)
    if apart and out is not None:
        for place, chapter in enumerate(book.chapters, 1):
            path = out / f"{place:02d}-{chapter.title.lower().replace(' ', '-')}-{year}.pdf"
            write_file(path, statement_bytes(chapter, "pdf", paper))
            shell.tell(f"Tersimpan: {path} ({place} dari {len(book.chapters)})")
        return
    pdf = BytesIO()
    bound_pdf(book, pdf, paper)
    if out is None:
        stream(pdf.getvalue())
        return
    path = in_folder(out, f"lpj-{year}.pdf")
    write_file(path, pdf.getvalue())
    shell.tell(f"Tersimpan: {path}")
