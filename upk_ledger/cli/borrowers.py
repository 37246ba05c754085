"""`upk anggota latih`, `upk anggota hubungan`: trainings of members, and members related to officers."""

from datetime import date

import click

from upk_ledger.actions.borrowers import KINDS, list_relations, relate, train_members
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.statements import Column
from upk_ledger.store.desk import Desk

_RELATIONS = (
    Column("group", "KSM"),
    Column("member", "Anggota"),
    Column("officer", "Petugas"),
    Column("relation", "Hubungan"),
)


@command(
    "latih",
    """Catat anggota yang mengikuti pelatihan. Tanpa KODE: semua anggota KSM itu.

    Sejak pelatihan pertama sebuah KSM tercatat, anggotanya yang belum dilatih disebut pada pengajuan pinjaman.""",
    examples=(
        'upk anggota latih K01 --materi "Ekonomi rumah tangga" --tanggal 2026-01-05',
        'upk anggota latih K01 01 02 --materi "Pembukuan usaha"',
        'upk anggota latih K01 02 --materi "Pembukuan usaha" --tanggal 2026-01-05 --batal',
    ),
    refused=(
        "KSM atau anggota yang tidak dikenal",
        "materi yang kosong",
        "pembatalan pelatihan yang tidak tercatat",
    ),
    writes=True,
)
@click.argument("group", metavar="KSM")
@click.argument("members", metavar="[KODE]...", nargs=-1)
@click.option("--tanggal", "on", type=DATE, help="Tanggal pelatihan; bila kosong: hari ini.")
@click.option("--materi", "topic", required=True, help="Tentang apa pelatihannya.")
@click.option("--batal", "called_off", is_flag=True, help="Batalkan catatan yang salah.")
def train(
    shell: Shell, group: str, members: tuple[str, ...], on: date | None, topic: str, *, called_off: bool
) -> None:
    """Record who took part in a training."""
    day = shell.dated(on)
    with shell.working() as desk:
        code, who = train_members(desk, group, members, day, topic, called_off=called_off)
    shell.show(
        Answer(
            data={"group": code, "members": list(who), "date": day, "topic": topic, "called_off": called_off},
            facts=(
                ("KSM", code),
                ("Anggota", ", ".join(who)),
                ("Tanggal", day),
                ("Materi", topic),
                ("Dicatat", "batal" if called_off else "ikut"),
            ),
        )
    )


@command(
    "hubungan",
    """Catat anggota yang petugas sendiri (diri) atau keluarga petugas; tanpa --petugas: daftarnya.

    Petugas itu tidak boleh memutuskan pinjaman KSM-nya, dan pinjamannya masuk laporan pinjaman-pengurus.""",
    examples=(
        "upk anggota hubungan",
        "upk anggota hubungan K01 02 --petugas manajer --sebagai keluarga",
        "upk anggota hubungan K01 02 --petugas manajer --sebagai keluarga --berakhir",
    ),
    refused=(
        "KSM, anggota atau petugas yang tidak dikenal",
        "hubungan yang diakhiri, padahal tidak tercatat",
    ),
    writes=True,
)
@click.argument("group", metavar="[KSM]", required=False)
@click.argument("member", metavar="[KODE]", required=False)
@click.option("--petugas", "officer", metavar="KODE", help="Kode petugas.")
@click.option("--sebagai", "kind", type=click.Choice(KINDS, case_sensitive=False), help="Hubungannya.")
@click.option("--tanggal", "on", type=DATE, help="Sejak tanggal ini; bila kosong: hari ini.")
@click.option("--berakhir", "ended", is_flag=True, help="Hubungan itu berakhir, atau salah catat.")
def relation(
    shell: Shell,
    group: str | None,
    member: str | None,
    officer: str | None,
    kind: str | None,
    on: date | None,
    *,
    ended: bool,
) -> None:
    """Record a relation, and show those that there are."""
    if officer is None and kind is None and member is None and not ended:
        shell.show(_relations_answer(shell.desk(), group))
        return
    if not (group and member and officer and kind):
        raise click.UsageError("Tulis KSM, kode anggota, --petugas dan --sebagai bersama-sama.")
    day = shell.dated(on)
    with shell.working() as desk:
        made = relate(desk, group, member, officer, kind, day, ended=ended)
        answer = _relations_answer(desk, made.group)
    shell.show(answer)


def _relations_answer(desk: Desk, group: str | None) -> Answer:
    rows = [one[:4] for one in list_relations(desk, group)]
    keys = [column.key for column in _RELATIONS]
    return Answer(
        data={"relations": [dict(zip(keys, row, strict=True)) for row in rows]},
        sections=(table(_RELATIONS, rows),),
        notes=() if rows else ("Tidak ada anggota yang petugas atau keluarga petugas.",),
    )
