"""`upk sekretariat`: the office beside the UPK that keeps the board's other money."""

from datetime import date

import click

from upk_ledger.actions.secretariat import secretariat_identity, start_secretariat
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.offices import OFFICERS


@command(
    "mulai",
    """Mulai pembukuan Sekretariat BKM/LKM dalam buku yang sama dengan UPK-nya.

    BKM/LKM, tempat dan zona waktu diambil dari UPK. Daftar akun, bank, bukti, petugas dan tutup bukunya sendiri.
    Sesudah itu setiap perintah memerlukan --upk KODE (atau UPK_KODE): UPK atau Sekretariat.""",
    examples=(
        "upk sekretariat mulai",
        (
            'upk sekretariat mulai --kode SEK --tanggal-mulai 2026-03-01 --bendahara "Dewi Lestari"'
            ' --sekretaris "Agus Salim"'
        ),
    ),
    refused=(
        "kode yang sudah dipakai dalam buku ini",
        "BKM/LKM yang sudah mempunyai Sekretariat",
        "kantor yang bukan UPK",
    ),
    writes=True,
)
@click.option(
    "--kode", "code", help="Kode Sekretariat, yang dipakai pada --upk; bila kosong: SEK, atau SEK-KODEUPK."
)
@click.option("--nama", "name", help="Nama Sekretariat; bila kosong: Sekretariat dan nama BKM/LKM.")
@click.option("--tanggal-mulai", "start", type=DATE, help="Awal pembukuan; bila kosong: seperti UPK-nya.")
@click.option("--bendahara", default="", help="Nama bendahara.")
@click.option("--sekretaris", default="", help="Nama sekretaris.")
@click.option("--koordinator", default="", help="Nama koordinator; bila kosong: seperti pada UPK-nya.")
def start(shell: Shell, code: str | None, name: str | None, start: date | None, **names: str) -> None:
    """Begin the books of the Sekretariat."""
    upk = shell.desk()
    identity = secretariat_identity(upk.office, name=name, code=code, start=start)
    shell.notice_future(identity.start, upk.today)
    start_secretariat(upk, identity, names, keep=not shell.trial)
    missing = [
        f'{title}: upk --upk {identity.code} petugas tambah --kode {role} --nama "..." --jabatan {title}'
        for role, title in OFFICERS[identity.kind].items()
        if not names[role] and role != "koordinator"
    ]
    shell.show(
        Answer(
            data={
                "office": identity.code,
                "name": identity.name,
                "board": identity.board,
                "start_date": identity.start,
                "zone": identity.zone,
                "beside": upk.office.code,
            },
            facts=(
                ("Sekretariat", f"{identity.name} ({identity.code})"),
                ("BKM/LKM", identity.board),
                ("Tempat", identity.place),
                ("Mulai", identity.start),
            ),
            notes=(
                f"Buku ini sekarang memuat {upk.office.code} dan {identity.code}: sebutkan --upk pada setiap perintah.",
                *missing,
                f"Dana untuk kegiatan: upk --upk {identity.code} dana buka --help",
            ),
        )
    )
    if shell.trial:
        shell.tell("Percobaan: Sekretariat tidak dibuat.")
