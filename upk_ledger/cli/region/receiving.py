"""`upk wilayah terima`: what UPK send."""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.region.receiving import FORMS, receive_files
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.numbers import count
from upk_ledger.bahasa.region_receiving import moment_words
from upk_ledger.bahasa.region_review import UNVERIFIED
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.exchange import FileUnreadable, SourceMissing
from upk_ledger.core.region.bundles import SUFFIX, readable
from upk_ledger.core.region.copies import ACCEPTED, AT_FIRST, BY_CHAIN, KNOWN, REFUSED, WAITING, Received
from upk_ledger.core.statements import Column
from upk_ledger.exchange.bundles import FILE_LIMIT

_RECEIVED = (
    Column("file", "Berkas"),
    Column("upk", "UPK"),
    Column("month", "Bulan"),
    Column("records", "Catatan"),
    Column("status", "Status"),
    Column("reason", "Keterangan"),
)
_FIGURES = 3
"""How many replaced figures a warning names."""


@region_command(
    "terima",
    """Terima kiriman UPK: satu berkas, banyak, atau satu folder. Tiap kiriman diperiksa dahulu tanda tangannya,
    sambungannya dengan kiriman sebelumnya, dan semua hitungannya; baru kemudian dimuat.

    Berkas yang sama sekali lagi tidak mengubah apa pun. Yang datang mendahului kiriman sebelumnya disimpan menunggu,
    lalu dimuat sendiri begitu lengkap. Kiriman yang mengubah riwayat yang sudah diterima ditolak dan dilaporkan
    catatan pertamanya yang berbeda. Blanko yang sudah diisi (.xlsx) dari UPK tanpa program diterima juga. Status
    keluarnya 1 bila ada yang ditolak, atau tidak ada berkas; yang lain tetap dimuat. Blanko yang sudah diganti dengan
    pembetulan tidak menggantikannya lagi, kecuali dengan --ya.""",
    examples=(
        "upk wilayah terima melati-2026-10.upk",
        "upk wilayah terima --buku wilayah.db E:\\kiriman",
        "upk wilayah terima melati-2026-10.upk --kode MELATI",
    ),
    refused=(
        "berkas yang rusak, atau bukan dari kunci UPK itu",
        "kiriman yang mengubah riwayat",
        "kiriman yang hitungannya tidak cocok",
    ),
    writes=True,
)
@click.argument("paths", metavar="BERKAS...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kode", "code", default="", help="Kode untuk UPK yang baru pertama kali mengirim.")
def receive(shell: Shell, *, paths: tuple[Path, ...], code: str) -> None:
    """Take in what UPK sent."""
    files = list(_files(paths))
    with shell.working() as desk:
        zone, region = desk.office.zone, f"{desk.office.regency_kind} {desk.office.regency}"
        answers = receive_files(desk, files, code.strip(), _progress(len(files)), again=shell.yes)
    progress_over()
    for one in answers:
        if one.error is not None:
            shell.tell(sentence(one.error))
        _warn(shell, one, zone, region)
    shell.show(_told(answers))
    if not answers or any(one.status == REFUSED for one in answers):
        click.get_current_context().exit(1)


def _warn(shell: Shell, one: Received, zone: str, region: str) -> None:
    """Tell what was taken all the same, but should be looked at."""
    if one.regency:
        shell.warn(
            f"{one.name} ({one.upk}) mencatat dirinya di {one.regency}, padahal wilayah ini {region}. Periksa apakah"
            " kirimannya tidak salah alamat."
        )
    if one.ahead:
        number, moment = one.ahead
        shell.warn(
            f'Catatan {count(number)} dalam kiriman "{one.file}" tertulis {moment_words(moment, zone)}, sesudah hari'
            " ini: jam komputer UPK, atau jam komputer ini, salah. Mintalah diperiksa."
        )
    if one.sealed_away:
        shell.warn(
            f"NIK dalam kiriman {one.name} ({one.upk}) tersegel untuk kunci lain, jadi tidak dapat dibandingkan di"
            " sini. Berikan kunci wilayah ini kepada UPK itu: upk wilayah kunci --keluar pemda.kunci"
        )
    if one.replaced:
        shell.warn(_replaced(one))


def _files(paths: Sequence[Path]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files meant, with how each is read: a folder stands for the bundles and forms in it."""
    for path in paths:
        found = [path]
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.suffix.lower() in {SUFFIX, FORMS})
        elif "*" in path.name and not path.exists():  # this system's shell leaves patterns to the program
            found = sorted(path.parent.glob(path.name)) or [path]
        for one in found:
            yield one.name, partial(_content, one)


def _content(path: Path) -> bytes:
    """A file's content; of one that is larger than any bundle just enough to tell."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMIT + 1)
    except FileNotFoundError:
        raise SourceMissing(str(path)) from None
    except OSError as error:
        raise FileUnreadable(error.strerror or type(error).__name__) from None


def _progress(total: int) -> Callable[[str], None]:
    if not sys.stderr.isatty() or total < 2:
        return lambda _name: None
    done = iter(range(1, total + 1))

    def tell(name: str) -> None:
        click.echo(f"\r{f'{next(done)} dari {total}: {name}'[:70]:<70}", nl=False, err=True)

    return tell


def progress_over() -> None:
    """Clear the line of progress."""
    if sys.stderr.isatty():
        click.echo("\r" + " " * 70 + "\r", nl=False, err=True)


def _told(answers: Sequence[Received]) -> Answer:
    data = [_data(one) for one in answers]
    rows = [[row["short"] if c.key == "reason" else cell(row, c.key) for c in _RECEIVED] for row in data]
    sums = {
        status: sum(one.status == status for one in answers) for status in (ACCEPTED, KNOWN, WAITING, REFUSED)
    }
    for row in data:
        del row["short"]
    told = ", ".join(f"{number} {_COUNTED[status]}" for status, number in sums.items() if number)
    return Answer(
        data={"files": data, "accepted": sums[ACCEPTED], "known": sums[KNOWN], "waiting": sums[WAITING],
              "refused": sums[REFUSED]},
        sections=(table(_RECEIVED, rows),),
        notes=(*((f"{told[0].upper()}{told[1:]}.",) if told else ("Tidak ada berkas kiriman di sana.",)),
               *_key_notes(answers), *_form_notes(answers)),
    )  # fmt: skip


_COUNTED = {
    ACCEPTED: "diterima",
    KNOWN: "sudah pernah diterima",
    WAITING: "menunggu kiriman sebelumnya",
    REFUSED: "ditolak",
}


def cell(row: dict[str, Any], key: str) -> Any:
    """What a table of bundles shows in a column."""
    if key == "month":
        return None if row["month"] is None else long_month(row["month"])
    if key == "records":
        return None if row["first"] is None else f"{count(row['first'])}-{count(row['last'])}"
    return row[key]


def _data(one: Received) -> dict[str, Any]:
    return {
        "file": one.file,
        "upk": one.upk or None,
        "name": one.name or None,
        "month": one.month,
        "first": one.first,
        "last": one.last,
        "records": one.loaded,
        "status": one.status,
        "reason": one.error.code if one.error else None,
        "message": sentence(one.error) if one.error else None,
        "awaited": one.awaited,
        "self_reported": one.by_form,
        "replaced": list(one.replaced),
        "recorded_ahead": one.ahead[0] if one.ahead else None,
        "other_regency": one.regency or None,
        "sealed_for_other": one.sealed_away,
        "new_key": one.pinned.fingerprint if one.pinned else None,
        "short": _short(one),
    }


def _short(one: Received) -> str:
    if one.error is not None:
        return "lihat pesan di atas"
    if one.awaited is not None and one.first is not None:
        return f"menunggu catatan {count(one.awaited)}-{count(one.first - 1)}"
    if one.replaced:
        return f"mengganti {count(len(one.replaced))} angka; {UNVERIFIED}"
    if one.by_form:
        return UNVERIFIED
    if one.status == KNOWN:
        return "tidak ada yang baru"
    return f"{count(one.loaded)} catatan dimuat"


def _key_notes(answers: Sequence[Received]) -> list[str]:
    notes = []
    for one in answers:
        if one.pinned is None:
            continue
        shown = readable(one.pinned.fingerprint)
        compare = (
            "Cocokkan dengan surat sidik jari yang ditandatangani BKM, lalu ketik yang tertulis di surat: upk wilayah"
            f' cocokkan-kunci {one.upk} --sidik-jari "(dari surat)"'
        )
        if one.pinned.basis == AT_FIRST:
            notes.append(
                f"{one.name} dicatat di wilayah ini dengan kode {one.upk}. Kuncinya dikenal untuk pertama kali:"
                f" {shown}. {compare}"
            )
        elif one.pinned.basis == BY_CHAIN:
            notes.append(f"UPK {one.upk} mengganti kuncinya, disahkan oleh kunci lama: {shown}. {compare}")
        else:
            notes.append(f"Kunci UPK {one.upk} yang diterima Pemda mulai dipakai: {shown}. {compare}")
    return notes


def _replaced(one: Received) -> str:
    """Which figures of a form took the place of those before."""
    more = len(one.replaced) - _FIGURES
    rest = f"; dan {count(more)} angka lain" if more > 0 else ""
    month = long_month(one.month) if one.month else ""
    told = "; ".join(one.replaced[:_FIGURES])
    return f"Blanko {one.name} ({one.upk}) {month} mengganti yang sudah tercatat: {told}{rest}."


def _form_notes(answers: Sequence[Received]) -> list[str]:
    return [f"Angka dari blanko {UNVERIFIED}."] if any(one.by_form for one in answers) else []
