"""`upk aturan`: the editions of the programme's rules that this office works by."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.rulebooks import (
    RulebookView,
    export_rulebook,
    list_rulebooks,
    use_rulebook,
    view_rulebook,
)
from upk_ledger.bahasa.dates import long_date
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.statements import Cell, Column

_COLUMNS = (
    Column("record", "Catatan", "count"),
    Column("code", "Aturan"),
    Column("name", "Nama"),
    Column("from", "Sejak", "date"),
    Column("state", "Keadaan"),
    Column("digest", "Sidik"),
    Column("reason", "Alasan"),
)
_DOUBTS = (Column("code", "Aturan"), Column("key", "Butir"), Column("reason", "Mengapa belum pasti"))


def _data(seen: RulebookView) -> dict[str, Any]:
    adoption = seen.adoption
    return {
        "code": seen.rules.code,
        "name": seen.rules.name,
        "edition": seen.rules.edition,
        "from": adoption.valid_from if adoption else None,
        "record": adoption.record if adoption else None,
        "digest": adoption.digest if adoption else None,
        "reason": seen.reason,
        "current": seen.current,
        "changed": not seen.shipped,
        "sources": list(seen.rules.sources),
        "doubts": [{"key": key, "reason": reason} for key, reason in seen.rules.doubts.items()],
    }


def _state(seen: RulebookView) -> str:
    return ", ".join(
        words for words, true in (("berlaku", seen.current), ("diubah UPK", not seen.shipped)) if true
    )


@command(
    "daftar",
    """Aturan yang pernah dipakai UPK ini: sejak kapan, sidiknya, dan butir yang belum pasti sumbernya.

    Yang dicatat terakhir menggantikan yang sebelumnya mulai tanggalnya.""",
    examples=("upk aturan daftar", "upk aturan daftar --per 2026-06-30"),
)
@click.option("--per", "on", type=DATE, help="Pada tanggal ini; bila kosong: hari ini.")
def list_all(shell: Shell, on: date | None) -> None:
    """List the adopted rulebooks."""
    desk = shell.desk()
    found = list_rulebooks(desk, on or desk.today)
    rows: list[tuple[Cell, ...]] = []
    for seen in found:
        item = _data(seen)
        rows.append(
            (
                item["record"],
                item["code"],
                item["name"],
                item["from"],
                _state(seen),
                item["digest"][:8],
                seen.reason,
            )
        )
    doubts = dict.fromkeys(
        (seen.rules.code, key, reason) for seen in found for key, reason in seen.rules.doubts.items()
    )
    shell.show(
        Answer(
            data={"rulebooks": [_data(seen) for seen in found]},
            sections=(table(_COLUMNS, rows),),
            tables=(table(_DOUBTS, doubts, "Butir yang belum pasti sumbernya"),) if doubts else (),
        )
    )


@command(
    "lihat",
    """Perlihatkan isi satu aturan. Tanpa KODE: aturan yang berlaku hari ini.

    Dengan --keluar isinya ditulis ke berkas, yang dapat diubah lalu dipakai dengan: upk aturan pakai.""",
    examples=("upk aturan lihat", "upk aturan lihat pnpm-2009", "upk aturan lihat --keluar aturan-kami.toml"),
    refused=("kode aturan yang tidak ada", "berkas yang tidak dapat ditulis"),
)
@click.argument("code", metavar="[KODE]", required=False)
@click.option("--keluar", "out", type=click.Path(path_type=Path), help="Tulis isinya ke berkas ini.")
def view(shell: Shell, code: str | None, out: Path | None) -> None:
    """Show a rulebook's text."""
    desk = shell.desk()
    seen = view_rulebook(desk, code, desk.today)
    data = {**_data(seen), "text": seen.text}
    if out is not None:
        data["path"] = str(export_rulebook(seen, out))
        facts = (("Aturan", seen.rules.code), ("Nama", seen.rules.name), ("Berkas", data["path"]))
        shell.show(Answer(data=data, facts=facts))
        return
    shell.show(Answer(data=data, facts=_facts(seen), notes=tuple(seen.text.splitlines())))


def _facts(seen: RulebookView) -> tuple[tuple[str, Cell], ...]:
    facts: list[tuple[str, Cell]] = [
        ("Aturan", seen.rules.code),
        ("Nama", seen.rules.name),
        ("Edisi", seen.rules.edition),
        ("Isi", "seperti aslinya" if seen.shipped else "diubah UPK"),
        ("Sumber", ", ".join(seen.rules.sources)),
    ]
    if seen.adoption is not None:
        facts += [
            ("Berlaku sejak", long_date(seen.adoption.valid_from)),
            ("Catatan", seen.adoption.record),
            ("Sidik", seen.adoption.digest),
        ]
    return (*facts, ("Butir yang belum pasti", len(seen.rules.doubts)))


@command(
    "pakai",
    """Pakai aturan lain mulai satu tanggal: salah satu aturan bawaan, atau berkas TOML yang sudah diubah.

    Pinjaman yang sudah diajukan tetap memakai syarat yang lama; golongan, cadangan dan kinerja dihitung menurut aturan
    yang berlaku pada tanggal laporan. Dibatalkan dengan memakai lagi aturan yang lama.""",
    examples=(
        "upk aturan pakai pnpm-2009 --mulai 2026-07-01",
        'upk aturan pakai aturan-kami.toml --mulai 2026-07-01 --alasan "Rapat BKM 28 Juni 2026"',
    ),
    refused=(
        "kode aturan atau berkas yang tidak ada",
        "berkas yang salah isinya; butir yang salah disebut namanya",
        "tanggal sebelum awal pembukuan atau di bulan yang sudah ditutup",
        "aturan yang sama yang sudah berlaku pada tanggal itu",
        *REFUSED,
    ),
    writes=True,
)
@click.argument("code_or_file", metavar="KODE_ATAU_BERKAS")
@click.option("--mulai", "since", type=DATE, required=True, help="Berlaku sejak tanggal ini.")
@click.option("--alasan", "reason", default="", help="Alasan, misalnya keputusan rapat BKM.")
@CODES
def use(shell: Shell, code_or_file: str, since: date, reason: str, codes: tuple[str, ...]) -> None:
    """Adopt a rulebook."""
    with shell.working() as desk:
        used = with_codes(
            shell,
            desk,
            codes,
            lambda given: use_rulebook(desk, code_or_file, since, reason=reason, codes=given),
        )
    shell.show(Answer(data=_data(used), facts=_facts(used)))
