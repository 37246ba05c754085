"""`upk pinjaman berkas`, `kunjungan`, `kunjungan-jatuh-tempo`: the papers of a loan's file, and visits to borrowers."""

from datetime import date

import click

from upk_ledger.actions.loan_files import loan_file, record_papers
from upk_ledger.actions.visits import call_off_visit, record_visit, visit_log, visits_due
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.loan_files import lacking
from upk_ledger.core.statements import Column
from upk_ledger.core.visits import PURPOSES, Visit
from upk_ledger.store.desk import Desk

_NUMBER = click.argument("number", metavar="NOMOR")
_YES_NO = {True: "ya", False: ""}

_PAPERS = (
    Column("code", "Kode"),
    Column("name", "Berkas"),
    Column("before_payout", "Sebelum cair"),
    Column("status", "Ada"),
)
_VISITS = (
    Column("date", "Tanggal", "date"),
    Column("purpose", "Untuk"),
    Column("visitors", "Petugas"),
    Column("note", "Catatan"),
)
_DUE = (
    Column("loan", "Pinjaman"),
    Column("group", "KSM"),
    Column("group_name", "Nama"),
    Column("disbursed_on", "Cair", "date"),
    Column("due_date", "Paling lambat", "date"),
    Column("overdue", "Terlambat"),
)


@command(
    "berkas",
    """Berkas satu pinjaman menurut urutannya: mana yang sudah ada. Dengan --ada atau --tidak: catat dulu.

    Yang harus ada sebelum cair diatur dalam aturan UPK; "semua" berarti semua berkas itu. Salah catat? Catat lagi:
    yang terakhir yang berlaku.""",
    examples=(
        "upk pinjaman berkas P-2026-0001",
        "upk pinjaman berkas P-2026-0001 --ada semua --tidak ijin-keluarga",
        "upk pinjaman berkas P-2026-0001 --ada ijin-keluarga",
    ),
    refused=("kode berkas yang tidak dikenal", "berkas yang disebut ada dan sekaligus tidak"),
    writes=True,
)
@_NUMBER
@click.option("--ada", "have", multiple=True, metavar="KODE", help="Berkas yang ada; ulangi, atau semua.")
@click.option("--tidak", "lack", multiple=True, metavar="KODE", help="Berkas yang tidak ada; ulangi.")
def papers(shell: Shell, number: str, have: tuple[str, ...], lack: tuple[str, ...]) -> None:
    """Show the file of a loan, after recording what was said of its papers."""
    if not (have or lack):
        shell.show(_file_answer(shell.desk(), number))
        return
    with shell.working() as desk:
        answer = _file_answer(desk, record_papers(desk, number, have, lack))
    shell.show(answer)


def _file_answer(desk: Desk, number: str) -> Answer:
    loan, file = loan_file(desk, number)
    missing = lacking(file)
    listed = [
        {
            "code": paper.rule.code,
            "name": paper.rule.name,
            "before_payout": paper.rule.before_payout,
            "status": paper.status,
        }
        for paper in file
    ]
    rows = [
        (paper.rule.code, paper.rule.name, _YES_NO[paper.rule.before_payout], paper.status or "-")
        for paper in file
    ]
    told = f"Belum ada untuk pencairan: {', '.join(paper.name for paper in missing)}."
    return Answer(
        data={"loan": loan.number, "papers": listed, "missing": [paper.code for paper in missing]},
        sections=(table(_PAPERS, rows, f"Berkas pinjaman {loan.number} {loan.group_name}"),),
        notes=(told if missing else "Semua berkas untuk pencairan sudah ada.",) if file else (),
    )


@command(
    "kunjungan",
    """Daftar kunjungan ke peminjam. Dengan --untuk: catat dulu satu kunjungan.

    Catatan kedua untuk tanggal dan tujuan yang sama menggantikan yang pertama; --batal menghapusnya dari daftar.""",
    examples=(
        "upk pinjaman kunjungan P-2026-0001",
        'upk pinjaman kunjungan P-2026-0001 --untuk pembinaan --petugas manajer --catatan "Warung ramai"',
        'upk pinjaman kunjungan P-2026-0001 --untuk pembinaan --batal --catatan "Salah pinjaman"',
    ),
    refused=(
        "petugas yang tidak dikenal",
        "pembinaan atau penagihan sebelum pinjamannya cair",
        "pembatalan kunjungan yang tidak tercatat, atau tanpa catatan",
    ),
    writes=True,
)
@_NUMBER
@click.option(
    "--untuk", "purpose", type=click.Choice(PURPOSES, case_sensitive=False), help="Tujuan kunjungan."
)
@click.option("--tanggal", "on", type=DATE, help="Tanggal kunjungan; bila kosong: hari ini.")
@click.option(
    "--petugas",
    "visitors",
    multiple=True,
    metavar="KODE",
    help="Petugas yang berkunjung; ulangi. Bila kosong: petugas yang mencatat.",
)
@click.option("--catatan", "note", default="", help="Apa yang ditemukan, atau alasan pembatalan.")
@click.option("--batal", "called_off", is_flag=True, help="Batalkan kunjungan yang salah catat.")
def visit(
    shell: Shell,
    number: str,
    purpose: str | None,
    on: date | None,
    visitors: tuple[str, ...],
    note: str,
    *,
    called_off: bool,
) -> None:
    """Show the visits of a loan, after recording one."""
    if purpose is None:
        if on or visitors or note or called_off:
            raise click.UsageError("Belum ada pilihan --untuk: " + ", ".join(PURPOSES) + ".")
        shell.show(_log_answer(shell.desk(), number))
        return
    day = shell.dated(on)
    with shell.working() as desk:
        if called_off:
            made = call_off_visit(desk, number, day, purpose, note)
        else:
            made = record_visit(desk, number, Visit(day, purpose, visitors, note))
        answer = _log_answer(desk, made)
    shell.show(answer)


def _log_answer(desk: Desk, number: str) -> Answer:
    loan, found = visit_log(desk, number)
    listed = [
        {"date": one.on, "purpose": one.purpose, "visitors": list(one.visitors), "note": one.note or None}
        for one in found
    ]
    rows = [(one.on, one.purpose, ", ".join(one.visitors), one.note) for one in found]
    return Answer(
        data={"loan": loan.number, "visits": listed},
        sections=(table(_VISITS, rows, f"Kunjungan ke peminjam {loan.number} {loan.group_name}"),),
        notes=() if found else ("Belum ada kunjungan.",),
    )


@command(
    "kunjungan-jatuh-tempo",
    """Pinjaman yang peminjamnya belum dikunjungi sejak cair; paling lambat satu bulan sesudahnya.""",
    examples=("upk pinjaman kunjungan-jatuh-tempo", "upk pinjaman kunjungan-jatuh-tempo --per 2026-03-31"),
)
@click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
def due(shell: Shell, on: date | None) -> None:
    """List the loans whose borrowers wait for a visit."""
    day = on or shell.desk().today
    found = visits_due(shell.desk(), day)
    listed = [
        {
            "loan": one.loan,
            "group": one.group,
            "group_name": one.group_name,
            "disbursed_on": one.disbursed_on,
            "due_date": one.due,
            "overdue": one.late,
        }
        for one in found
    ]
    rows = [
        (one.loan, one.group, one.group_name, one.disbursed_on, one.due, _YES_NO[one.late]) for one in found
    ]
    shell.show(Answer(data={"as_of": day, "visits": listed}, sections=(table(_DUE, rows),)))
