"""`upk pinjaman alih-anggota`, `upk anggota keluar` and their counter-acts: members who go, others who take over."""

from datetime import date

import click

from upk_ledger.actions.member_shares import (
    ShareTransfer,
    TakeOver,
    leave_group,
    rejoin_group,
    take_back_transfer,
    transfer_share,
)
from upk_ledger.cli.commands import command
from upk_ledger.cli.member_tables import transfers_data, transfers_section
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import AMOUNT, DATE
from upk_ledger.cli.shell import Shell

_NUMBER = click.argument("number", metavar="NOMOR")
_ON = click.option("--tanggal", "on", type=DATE, help="Tanggalnya; bila kosong: hari ini.")
_REASON = click.option("--alasan", "reason", required=True, help="Mengapa.")
_GROUP = click.argument("group", metavar="KSM")
_MEMBER = click.argument("member", metavar="KODE")


@command(
    "alih-anggota",
    """Alihkan seluruh sisa kewajiban seorang anggota kepada anggota lain (tanggung renteng).

    Jadwal KSM tidak berubah; tunggakannya ikut beralih. Dengan --kepada dibagi rata; dengan --bagian menurut sisa pokok
    yang ditanggung masing-masing. Keanggotaannya ikut berakhir, kecuali dengan --tetap-anggota.""",
    examples=(
        'upk pinjaman alih-anggota P-2026-0001 --dari 01 --kepada 02 --kepada 03 --alasan "Meninggal dunia"',
        'upk pinjaman alih-anggota P-2026-0001 --dari 01 --bagian 02 300.000 --alasan "Pindah" --putusan 07/KSM',
    ),
    refused=(
        "anggota yang tidak dikenal atau sudah keluar",
        "bagian yang tidak berjumlah sama dengan sisa pokoknya",
        "anggota yang menanggung bagiannya sendiri",
        "anggota yang tidak mempunyai sisa kewajiban",
        "pinjaman yang tidak berjalan, sudah dihapus buku, atau tidak dibagi per anggota",
        "tanggal di bulan yang sudah ditutup",
    ),
    writes=True,
)
@_NUMBER
@click.option("--dari", "leaver", required=True, metavar="KODE", help="Anggota yang bagiannya dialihkan.")
@click.option(
    "--kepada", "equal", multiple=True, metavar="KODE", help="Yang menanggung, sama rata; boleh diulang."
)
@click.option(
    "--bagian",
    "parts",
    type=(str, AMOUNT),
    multiple=True,
    metavar="KODE JUMLAH",
    help="Yang menanggung, dan berapa dari sisa pokoknya; boleh diulang.",
)
@click.option("--putusan", "decision", help="Nomor berita acara atau putusan.")
@click.option("--tetap-anggota", "stays", is_flag=True, help="Anggota itu tetap menjadi anggota KSM.")
@_REASON
@_ON
def transfer(
    shell: Shell,
    *,
    number: str,
    leaver: str,
    equal: tuple[str, ...],
    parts: tuple[tuple[str, int], ...],
    decision: str | None,
    stays: bool,
    reason: str,
    on: date | None,
) -> None:
    """Record a take-over."""
    if bool(equal) == bool(parts):
        raise click.UsageError("Pakai salah satu: --kepada KODE (sama rata), atau --bagian KODE JUMLAH.")
    takers: tuple[tuple[str, int | None], ...] = (*parts, *((code, None) for code in equal))
    asked = TakeOver(number, leaver, takers, shell.dated(on), reason, decision, not stays)
    with shell.working() as desk:
        done = transfer_share(desk, asked)
    shell.show(_answer(done, f'upk pinjaman batal-alih {done.loan} --alasan "..."'))


@command(
    "batal-alih",
    """Tarik kembali pengalihan bagian anggota yang terakhir: yang belum dibayar para penanggung kembali kepadanya.

    Bila keanggotaannya berakhir karena itu, ia menjadi anggota lagi. Ditarik sekali lagi, pengalihannya
    berlaku lagi.""",
    examples=('upk pinjaman batal-alih P-2026-0001 --alasan "Ternyata ia kembali"',),
    refused=(
        "pinjaman tanpa pengalihan, atau yang sudah dibayar seluruhnya",
        "tanggal sebelum pengalihannya",
    ),
    writes=True,
)
@_NUMBER
@_REASON
@_ON
def take_back(shell: Shell, number: str, reason: str, on: date | None) -> None:
    """Undo a take-over."""
    day = shell.dated(on)
    with shell.working() as desk:
        done = take_back_transfer(desk, number, day, reason)
    shell.show(_answer(done, f'upk pinjaman batal-alih {done.loan} --alasan "..."'))


def _answer(done: ShareTransfer, undo: str) -> Answer:
    moves = transfers_data(done.transfers)
    notes = [f"Anggota {member} tidak lagi menjadi anggota KSM {done.group}." for member in done.left]
    notes += [f"Anggota {member} kembali menjadi anggota KSM {done.group}." for member in done.back]
    if done.still_owed:
        notes.append(
            f"Ia masih mempunyai kewajiban pada pinjaman {', '.join(done.still_owed)}, jadi masih anggota. Sesudah itu"
            f" selesai: upk anggota keluar {done.group} KODE."
        )
    notes.append(f"Bila keliru, tarik kembali dengan: {undo}")
    return Answer(
        data={
            "loan": done.loan,
            "group": done.group,
            "date": done.on,
            "version": done.version,
            "record": done.record,
            "transfers": moves,
            "left": list(done.left),
            "back": list(done.back),
            "still_owed": list(done.still_owed),
        },
        facts=(("Pinjaman", done.loan), ("Tanggal", done.on), ("Jadwal versi", done.version)),
        sections=(transfers_section(moves),),
        notes=tuple(notes),
    )


@command(
    "keluar",
    """Catat bahwa seorang anggota keluar dari KSM-nya (pindah, berhenti, meninggal).""",
    examples=('upk anggota keluar K01 02 --alasan "Pindah ke kota lain"',),
    refused=("anggota yang masih mempunyai kewajiban pinjaman", "anggota yang sudah keluar"),
    writes=True,
)
@_GROUP
@_MEMBER
@_REASON
@_ON
def leave(shell: Shell, group: str, member: str, reason: str, on: date | None) -> None:
    """End a membership."""
    day = shell.dated(on)
    with shell.working() as desk:
        found, code = leave_group(desk, group, member, day, reason)
    undo = f'Bila keliru, masukkan kembali dengan: upk anggota masuk {found} {code} --alasan "..."'
    shell.show(_membership(found, code, day, "keluar", undo))


@command(
    "masuk",
    """Catat bahwa anggota yang pernah keluar menjadi anggota KSM-nya lagi.""",
    examples=('upk anggota masuk K01 02 --alasan "Kembali dari rantau"',),
    refused=("anggota yang tidak pernah keluar",),
    writes=True,
)
@_GROUP
@_MEMBER
@_REASON
@_ON
def rejoin(shell: Shell, group: str, member: str, reason: str, on: date | None) -> None:
    """Take a member in again."""
    day = shell.dated(on)
    with shell.working() as desk:
        found, code = rejoin_group(desk, group, member, day, reason)
    undo = f'Bila keliru, keluarkan kembali dengan: upk anggota keluar {found} {code} --alasan "..."'
    shell.show(_membership(found, code, day, "anggota", undo))


def _membership(group: str, member: str, on: date, status: str, undo: str) -> Answer:
    return Answer(
        data={"group": group, "member": member, "date": on, "status": status},
        facts=(("KSM", group), ("Anggota", member), ("Tanggal", on), ("Status", status)),
        notes=(undo,),
    )
