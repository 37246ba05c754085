"""`upk petugas`: who holds which office."""

from datetime import date
from typing import Any

import click

from upk_ledger.actions.officers import appoint, list_officers
from upk_ledger.actions.periods import first_open_day
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.offices import Officer
from upk_ledger.core.statements import Cell, Column

_COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Nama"),
    Column("role", "Jabatan"),
    Column("from", "Sejak", "date"),
    Column("to", "Sampai", "date"),
)


def _data(officer: Officer) -> dict[str, Cell]:
    return {
        "code": officer.code,
        "name": officer.name,
        "role": officer.role,
        "from": officer.valid_from,
        "to": officer.valid_to,
    }


@command(
    "tambah",
    """Daftarkan petugas, atau pengganti pada jabatan dengan kode yang sama.

    Laporan ditandatangani oleh pemegang jabatan Pembuku, Manajer UPK, Pengawas dan Koordinator; di Sekretariat oleh
    Bendahara, Sekretaris dan Koordinator.""",
    examples=(
        'upk petugas tambah --kode manajer --nama "Budi Santoso" --jabatan "Manajer UPK" --sejak 2026-01-01',
        'upk petugas tambah --kode kasir --nama "Wati" --jabatan Kasir',
    ),
    refused=("kode, nama atau jabatan yang kosong",),
    writes=True,
)
@click.option("--kode", "code", required=True, help="Kode petugas, yang dipakai pada --oleh.")
@click.option("--nama", "name", required=True, help="Nama petugas.")
@click.option("--jabatan", "role", required=True, help="Jabatannya.")
@click.option(
    "--sejak",
    "since",
    type=DATE,
    help="Bertugas sejak; bila kosong: hari pertama yang belum ditutup bukunya.",
)
@click.option("--sampai", "until", type=DATE, help="Hari terakhir bertugas.")
def add(shell: Shell, code: str, name: str, role: str, since: date | None, until: date | None) -> None:
    """Record that a person holds a role."""
    begin = since or first_open_day(shell.desk())
    if until is not None and until < begin:
        raise click.UsageError("Hari terakhir (--sampai) mendahului hari pertamanya (--sejak).")
    with shell.working() as desk:
        officer = appoint(desk, Officer(code, role, name, begin, until))
    data: dict[str, Any] = _data(officer)
    shell.show(Answer(data=data, facts=tuple((column.heading, data[column.key]) for column in _COLUMNS)))


@command(
    "daftar",
    """Daftar petugas yang menjabat pada satu tanggal.""",
    examples=("upk petugas daftar", "upk petugas daftar --per 2026-06-30"),
)
@click.option("--per", "on", type=DATE, help="Pada tanggal ini; bila kosong: hari ini.")
def list_all(shell: Shell, on: date | None) -> None:
    """List who holds which role."""
    desk = shell.desk()
    officers = [_data(officer) for officer in list_officers(desk, on or desk.today)]
    rows = [tuple(officer.values()) for officer in officers]
    shell.show(Answer(data={"officers": officers}, sections=(table(_COLUMNS, rows),)))
