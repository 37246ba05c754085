"""`upk wilayah peran`: who logs in to a region's database, and for which UPK."""

from typing import Any

import click

from upk_ledger.actions.region.roles import add_role, list_roles, prepare_again, withdraw_role
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell, ask, interactive
from upk_ledger.core.region.roles import PEMDA, UPK, RoleGrant
from upk_ledger.core.statements import Column

_COLUMNS = (
    Column("role", "Peran"),
    Column("office", "Kode"),
    Column("name", "Kantor"),
    Column("duty", "Tugas"),
    Column("present", "Di server"),
)
_DUTIES = {UPK: "mencatat buku kantor itu", PEMDA: "membaca semua, mencatat buku wilayah"}


def _listed(given: list[RoleGrant]) -> tuple[list[dict[str, Any]], tuple[Any, ...]]:
    data = [
        {
            "role": one.role,
            "office": one.office,
            "name": one.office_name,
            "duty": one.kind,
            "present": one.present,
        }
        for one in given
    ]
    rows = [
        (one.role, one.office, one.office_name, _DUTIES[one.kind], "ada" if one.present else "tidak ada")
        for one in given
    ]
    return data, (table(_COLUMNS, rows),)


@region_command(
    "tambah",
    """Beri seorang pembuku (atau Pemda) peran untuk masuk ke basis data wilayah. Dijalankan oleh pemilik buku.

    KODE adalah kode UPK dalam buku wilayah: peran itu hanya melihat dan mencatat buku UPK tersebut. Dengan kode
    wilayah sendiri, peran itu milik Pemda: membaca semua UPK dan mencatat buku wilayah saja. Peran yang belum ada di
    server dibuat; satu UPK boleh mempunyai beberapa peran. Sandi ditanyakan di terminal, atau dari variabel UPK_SANDI;
    tanpa sandi, server yang menentukan cara masuknya. Nama, NIK, alamat dan pendapatan anggota tidak terbaca oleh
    peran Pemda.""",
    examples=(
        "upk wilayah peran tambah MELATI --nama siti_melati",
        "upk wilayah peran tambah WILAYAH --nama dinas_perkim --tanpa-sandi",
    ),
    refused=(
        "buku yang berupa berkas",
        "kode yang tidak ada",
        "peran pemilik, superuser, atau yang boleh membuat peran",
        "siapa pun selain pemilik buku",
    ),
    writes=True,
)
@click.argument("office", metavar="KODE")
@click.option("--nama", "role", required=True, help="Nama peran, untuk masuk ke server.")
@click.option("--sandi", "password", envvar="UPK_SANDI", help="Sandinya (variabel UPK_SANDI).")
@click.option("--tanpa-sandi", "bare", is_flag=True, help="Jangan beri sandi, dan jangan tanyakan.")
def add(shell: Shell, *, office: str, role: str, password: str | None, bare: bool) -> None:
    """Give a login role an office."""
    if bare and password:
        raise click.UsageError("Pakai salah satu saja: --sandi atau --tanpa-sandi.")
    if password is None and not bare and interactive():
        password = ask(f"Sandi untuk {role} (kosong: tanpa sandi)", str, default="", hidden=True)
    with shell.working() as desk:
        made = add_role(desk, office, role, password or None)
    shell.show(
        Answer(
            data={"role": role, "office": office, "made": made, "password": bool(password)},
            facts=(
                ("Peran", role),
                ("Untuk", office),
                ("Di server", "dibuat" if made else "sudah ada"),
                ("Sandi", "diberi" if password else "tidak diubah" if not made else "tanpa sandi"),
            ),
            notes=(f"Masuk dengan: --buku postgresql://{role}@{desk.book.place}",),
        )
    )


@region_command(
    "daftar",
    """Daftar peran yang boleh masuk, masing-masing dengan kantornya.""",
    examples=("upk wilayah peran daftar", "upk wilayah peran daftar --format json"),
    refused=("buku yang berupa berkas", "siapa pun selain pemilik buku"),
)
def list_all(shell: Shell) -> None:
    """List who may log in."""
    data, sections = _listed(list_roles(shell.desk()))
    shell.show(Answer(data={"roles": data}, sections=sections))


@region_command(
    "cabut",
    """Cabut hak sebuah peran, seketika juga bagi yang sedang masuk. Perannya sendiri tetap ada di server.

    Bila peran itu memegang beberapa kantor, sebutkan KODE untuk mencabut yang satu itu saja.""",
    examples=("upk wilayah peran cabut siti_melati", "upk wilayah peran cabut siti_melati --kantor MELATI"),
    refused=("peran yang tidak ada", "buku yang berupa berkas", "siapa pun selain pemilik buku"),
    writes=True,
)
@click.argument("role", metavar="PERAN")
@click.option("--kantor", "office", metavar="KODE", help="Hanya untuk kantor ini.")
def withdraw(shell: Shell, role: str, office: str | None) -> None:
    """Take a role's offices from it."""
    with shell.working() as desk:
        had = withdraw_role(desk, role, office)
    codes = [one.office for one in had]
    shell.show(
        Answer(
            data={"role": role, "offices": codes},
            facts=(("Peran", role), ("Dicabut dari", ", ".join(codes))),
        )
    )


@region_command(
    "siapkan",
    """Pasang ulang hak dan pembatasan baris per UPK pada basis data wilayah, misalnya sesudah dipulihkan.

    Sudah dikerjakan oleh upk wilayah mulai; mengulanginya tidak mengubah isi buku maupun peran yang sudah diberi.""",
    examples=("upk wilayah peran siapkan",),
    refused=("buku yang berupa berkas", "pemilik yang belum boleh membuat peran"),
    writes=True,
)
def prepare(shell: Shell) -> None:
    """Install grants and policies anew."""
    with shell.working() as desk:
        first = prepare_again(desk)
    shell.show(
        Answer(
            data={"prepared": True, "first": first},
            facts=(("Pembatasan per UPK", "disiapkan" if first else "dipasang ulang"),),
        )
    )
