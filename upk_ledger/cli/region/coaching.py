"""`upk wilayah kunjungan`, `tindak-lanjut`, `berita-acara`: visits to UPK and what they have to put right."""

from datetime import date

import click

from upk_ledger.actions.region.coaching import (
    add_follow_up,
    call_off_visit,
    end_follow_up,
    note_visit,
)
from upk_ledger.bahasa.dates import parse_date
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.region.coaching import STATUSES, Agreed, CoachingVisit, FollowUp
from upk_ledger.core.region.coaching_papers import follow_up_data, visit_data
from upk_ledger.core.statements import Column

_CODE = click.argument("code", metavar="KODE")
_SOME = click.argument("code", metavar="[KODE]", required=False)
_ON = click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
_AGREED = (
    Column("code", "Kode"),
    Column("what", "Yang harus dikerjakan"),
    Column("who", "Siapa"),
    Column("due", "Batas waktu", "date"),
)


def _agreed(text: str) -> Agreed:
    """What | who | by when."""
    parts = [part.strip() for part in text.split("|")]
    if len(parts) != len(Agreed._fields) or not all(parts):
        raise click.UsageError(
            'Tulis --sepakat dalam tiga bagian, misalnya "Rekonsiliasi bank Oktober | Pembuku | 2026-11-30".'
        )
    return Agreed(parts[0], parts[1], parse_date(parts[2]))


@region_command(
    "catat",
    """Catat kunjungan pembinaan ke sebuah UPK: siapa yang hadir, apa hasilnya, apa yang disepakati.

    Tiap --sepakat menjadi satu tindak lanjut dengan kodenya sendiri. Berita acaranya: upk wilayah berita-acara.""",
    examples=(
        (
            "upk wilayah kunjungan catat MELATI --tanggal 2026-11-12 --petugas Rina --isi"
            ' "Buku bank belum dicocokkan" --sepakat "Rekonsiliasi bank Oktober | Pembuku | 2026-11-30"'
        ),
        (
            'upk wilayah kunjungan catat MELATI --petugas Rina --tempat "Kantor BKM Melati" --hadir'
            ' "Budi, Manajer UPK" --hadir "Siti, Pembuku" --isi "KSM Mawar ditagih bersama"'
        ),
    ),
    refused=("UPK yang tidak dikenal", "tanpa isi atau petugas", "batas waktu sebelum tanggal kunjungan"),
    writes=True,
)
@_CODE
@click.option("--tanggal", "on", type=DATE, help="Tanggal kunjungan; bila kosong: hari ini.")
@click.option("--petugas", "visitor", required=True, help="Petugas yang berkunjung.")
@click.option("--isi", "found", required=True, help="Yang ditemukan dan dibicarakan.")
@click.option("--tempat", "place", default="", help="Tempatnya; bila kosong: kantor UPK itu.")
@click.option("--hadir", "present", multiple=True, help="Nama dan jabatan yang hadir; boleh beberapa kali.")
@click.option("--sepakat", "agreed", multiple=True, help='"Apa | siapa | tanggal"; boleh beberapa kali.')
def note(
    shell: Shell,
    *,
    code: str,
    on: date | None,
    visitor: str,
    found: str,
    place: str,
    present: tuple[str, ...],
    agreed: tuple[str, ...],
) -> None:
    """Write a visit down."""
    visit = CoachingVisit("", "", shell.dated(on), visitor, place, present, found)
    things = [_agreed(text) for text in agreed]
    with shell.working() as desk:
        made = note_visit(desk, code, visit, things)
    told = [follow_up_data(one, made.visit.on) for one in made.agreed]
    shell.show(
        Answer(
            data={**visit_data(made.visit, made.upk.name), "follow_ups": told},
            facts=(
                ("Kode", made.visit.code),
                ("UPK", f"{made.upk.name} ({made.upk.code})"),
                ("Tanggal", made.visit.on),
                ("Petugas", made.visit.visitor),
                ("Tempat", made.visit.place),
            ),
            tables=(
                (table(_AGREED, [[one[each.key] for each in _AGREED] for one in told], "Tindak lanjut"),)
                if told
                else ()
            ),
        )
    )


@region_command(
    "batal",
    """Batalkan catatan kunjungan yang salah. Tindak lanjut yang disepakati di situ tetap ada; batalkan sendiri.""",
    examples=('upk wilayah kunjungan batal KJ-2026-001 --alasan "Salah UPK"',),
    refused=("kunjungan yang tidak ada atau sudah batal", "tanpa alasan"),
    writes=True,
)
@click.argument("code", metavar="KUNJUNGAN")
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
def call_off(shell: Shell, *, code: str, reason: str) -> None:
    """Call a visit off."""
    with shell.working() as desk:
        visit = call_off_visit(desk, code, reason)
    facts = (("Kode", visit.code), ("UPK", visit.upk), ("Tanggal", visit.on), ("Status", "batal"))
    shell.show(Answer(data={**visit_data(visit), "status": "batal"}, facts=facts))


@region_command(
    "daftar",
    """Kunjungan pembinaan, yang terbaru lebih dulu; semua UPK atau satu.""",
    examples=("upk wilayah kunjungan daftar", "upk wilayah kunjungan daftar MELATI --keluar kunjungan.pdf"),
    refused=("UPK yang tidak dikenal",),
    formats=PAPER_FORMATS,
)
@_SOME
@_ON
@OUT
@PAPER
def visits(shell: Shell, *, code: str | None, on: date | None, out: str | None, paper: Paper) -> None:
    """Print the visits."""
    from upk_ledger.actions.region.coaching_papers import visit_paper

    day = on or shell.desk().today
    deliver(shell, visit_paper(shell.desk(), day, code), f"kunjungan-{day}", out, paper)


@region_command(
    "berita-acara",
    """Cetak Berita Acara Pembinaan sebuah kunjungan; tanpa --kunjungan: kunjungan terakhir ke UPK itu.""",
    examples=(
        "upk wilayah berita-acara MELATI --keluar berita-acara.pdf",
        "upk wilayah berita-acara MELATI --kunjungan KJ-2026-001 --keluar berita-acara.pdf",
    ),
    refused=("UPK yang belum pernah dikunjungi", "kunjungan yang tidak ada atau batal"),
    formats=PAPER_FORMATS,
)
@_CODE
@click.option("--kunjungan", "visit", metavar="KUNJUNGAN", help="Kode kunjungannya.")
@OUT
@PAPER
def minutes(shell: Shell, *, code: str, visit: str | None, out: str | None, paper: Paper) -> None:
    """Print the minutes of a visit."""
    from upk_ledger.actions.region.coaching_papers import MINUTES, minutes_of_visit

    made = minutes_of_visit(shell.desk(), code, visit)
    deliver(shell, made, f"{MINUTES}-{made.data['upk']}-{made.data['code']}", out, paper)


# Follow-ups


@region_command(
    "catat",
    """Catat yang harus dibenahi sebuah UPK: apa, siapa, paling lambat kapan. Kodenya diberi oleh program.""",
    examples=(
        (
            'upk wilayah tindak-lanjut catat MELATI --isi "Setor kas ke bank tiap Jumat" --siapa Kasir'
            " --batas 2026-11-30 --temuan KT-1a2b3c4d"
        ),
    ),
    refused=(
        "UPK yang tidak dikenal",
        "tanpa isi atau siapa",
        "batas sebelum tanggalnya",
        "kode temuan yang salah",
    ),
    writes=True,
)
@_CODE
@click.option("--isi", "what", required=True, help="Yang harus dikerjakan.")
@click.option("--siapa", "who", required=True, help="Siapa yang mengerjakan.")
@click.option("--batas", "due", type=DATE, required=True, help="Paling lambat tanggal ini.")
@click.option("--temuan", "finding", default="", help="Kode temuannya, dari upk wilayah temuan.")
@click.option("--tanggal", "on", type=DATE, help="Disepakati tanggal ini; bila kosong: hari ini.")
def follow_up(
    shell: Shell, *, code: str, what: str, who: str, due: date, finding: str, on: date | None
) -> None:
    """Write a follow-up down."""
    day = shell.dated(on)
    with shell.working() as desk:
        made = add_follow_up(desk, code, day, Agreed(what, who, due), finding)
    shell.show(_answer(made, day))


@region_command(
    "selesai",
    """Catat bahwa sebuah tindak lanjut sudah selesai, dan hasilnya.""",
    examples=('upk wilayah tindak-lanjut selesai TL-2026-001 --hasil "Rekonsiliasi Oktober sudah cocok"',),
    refused=("tindak lanjut yang tidak ada, sudah selesai atau batal", "tanpa hasil"),
    writes=True,
)
@click.argument("code", metavar="TINDAK_LANJUT")
@click.option("--hasil", "words", required=True, help="Apa hasilnya, dan dari mana diketahui.")
@click.option("--tanggal", "on", type=DATE, help="Selesai tanggal ini; bila kosong: hari ini.")
def done(shell: Shell, *, code: str, words: str, on: date | None) -> None:
    """Record that a follow-up is done."""
    day = shell.dated(on)
    with shell.working() as desk:
        made = end_follow_up(desk, code, day, words)
    shell.show(_answer(made, day))


@region_command(
    "batal",
    """Catat bahwa sebuah tindak lanjut tidak perlu lagi, dan alasannya.""",
    examples=('upk wilayah tindak-lanjut batal TL-2026-001 --alasan "Salah catat UPK"',),
    refused=("tindak lanjut yang tidak ada, sudah selesai atau batal", "tanpa alasan"),
    writes=True,
)
@click.argument("code", metavar="TINDAK_LANJUT")
@click.option("--alasan", "words", required=True, help="Mengapa tidak perlu lagi.")
@click.option("--tanggal", "on", type=DATE, help="Batal tanggal ini; bila kosong: hari ini.")
def drop(shell: Shell, *, code: str, words: str, on: date | None) -> None:
    """Record that a follow-up is called off."""
    day = shell.dated(on)
    with shell.working() as desk:
        made = end_follow_up(desk, code, day, words, called_off=True)
    shell.show(_answer(made, day))


@region_command(
    "daftar",
    """Daftar tindak lanjut semua UPK atau satu; yang lewat waktu lebih dulu dan ditandai.""",
    examples=(
        "upk wilayah tindak-lanjut daftar",
        "upk wilayah tindak-lanjut daftar MELATI --status terbuka --keluar tindak-lanjut.pdf",
    ),
    refused=("UPK yang tidak dikenal",),
    formats=PAPER_FORMATS,
)
@_SOME
@click.option("--status", type=click.Choice(STATUSES), help="Hanya yang terbuka, selesai atau batal.")
@_ON
@OUT
@PAPER
def register(
    shell: Shell, *, code: str | None, status: str | None, on: date | None, out: str | None, paper: Paper
) -> None:
    """Print the register of follow-ups."""
    from upk_ledger.actions.region.coaching_papers import follow_up_paper

    day = on or shell.desk().today
    made = follow_up_paper(shell.desk(), day, upk=code, status=status)
    deliver(shell, made, f"tindak-lanjut-{day}", out, paper)


def _answer(one: FollowUp, on: date) -> Answer:
    told = follow_up_data(one, on)
    facts = (
        ("Kode", one.code),
        ("UPK", one.upk),
        ("Yang harus dikerjakan", one.what),
        ("Siapa", one.who),
        ("Batas waktu", one.due),
        ("Status", one.status),
        *((("Temuan", one.finding),) if one.finding else ()),
        *((("Hasil", one.result),) if one.result else ()),
    )
    return Answer(data=told, facts=facts)
