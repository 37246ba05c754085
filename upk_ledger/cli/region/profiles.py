"""`upk wilayah profil` and `syarat`: what is known of the village that a UPK serves."""

from datetime import date
from typing import Any

import click

from upk_ledger.actions.region.registers import set_profile, view_profile
from upk_ledger.bahasa.numbers import decimal, exact, parse_quantity, percent
from upk_ledger.bahasa.region_registers import LABELS
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE, PERCENT, Typed
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.region.registers import PROFILE, YES_OR_NO, Registered, Told, VillageProfile, Voters
from upk_ledger.core.statements import Cell, Column

_QUANTITY = Typed("angka", parse_quantity)
_TAKEN_BACK = {
    "miskin": "poor_percent",
    "kumuh": "slum_hectares",
    "padat": "dense",
    "prioritas": "priority",
    "pemilih": "voters",
}
_ROWS = (
    Column("fact", "Keterangan"),
    Column("value", "Isi"),
    Column("on", "Per", "date"),
    Column("source", "Sumber"),
)


def _shown(value: Any) -> str:
    if isinstance(value, Voters):
        return f"{decimal(value.voters)} dari {decimal(value.adults)} ({percent(round(exact(value.percent), 2))})"
    return value if isinstance(value, str) else decimal(value)


def _data(told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    value = told.value
    facts = (
        {"adults": value.adults, "voters": value.voters, "percent": exact(value.percent)}
        if isinstance(value, Voters)
        else {"value": value == "ya" if value in YES_OR_NO else value}
    )
    return {**facts, "date": told.on, "source": told.source}


def _answer(one: Registered, profile: VillageProfile) -> Answer:
    rows: list[tuple[Cell, ...]] = []
    for name in PROFILE:
        told = getattr(profile, name)
        rows.append(
            (LABELS[name], _shown(told.value), told.on, told.source)
            if told
            else (LABELS[name], "belum diketahui", None, "")
        )
    village = f"{one.village_kind} {one.village}, Kecamatan {one.district}"
    return Answer(
        data={
            "upk": one.code,
            "village_kind": one.village_kind,
            "village": one.village,
            **{name: _data(getattr(profile, name)) for name in PROFILE},
        },
        facts=(("UPK", f"{one.name} ({one.code})"), ("Wilayah layanan", village)),
        sections=(table(_ROWS, rows),),
    )


@region_command(
    "profil",
    """Profil kelurahan atau desa yang dilayani sebuah UPK: perlihatkan, atau catat dengan tanggal dan sumbernya.

    Setiap keterangan disimpan dengan tanggal dan sumbernya sendiri; yang tanggalnya terbaru yang berlaku. Yang keliru
    dicatat ditarik dengan --tarik.""",
    examples=(
        "upk wilayah profil MELATI",
        (
            'upk wilayah profil MELATI --miskin 27,5 --kumuh 3,2 --padat ya --tanggal 2026-03-31 --sumber "DTKS'
            ' Maret 2026"'
        ),
        'upk wilayah profil MELATI --dewasa 4.000 --pemilih 1.450 --tanggal 2025-11-02 --sumber "BA pemilihan BKM"',
    ),
    refused=(
        "UPK yang tidak dikenal",
        "tanpa --tanggal atau --sumber",
        "lebih dari 100 persen, atau pemilih lebih banyak dari warga dewasa",
    ),
    writes=True,
)
@click.argument("code", metavar="KODE")
@click.option("--miskin", "poor", type=PERCENT, help="Warga miskin dalam persen.")
@click.option("--kumuh", "slum", type=_QUANTITY, help="Luas kawasan kumuh dalam hektare.")
@click.option("--padat", "dense", type=click.Choice(YES_OR_NO), help="Permukiman padat dan miskin?")
@click.option("--prioritas", "priority", type=click.Choice(YES_OR_NO), help="Kelurahan prioritas Pemda?")
@click.option("--dewasa", "adults", type=_QUANTITY, help="Banyaknya warga dewasa waktu pemilihan BKM.")
@click.option("--pemilih", "voters", type=_QUANTITY, help="Banyaknya warga dewasa yang ikut memilih BKM.")
@click.option(
    "--tarik",
    "back",
    type=click.Choice(list(_TAKEN_BACK)),
    multiple=True,
    help="Tarik keterangan yang keliru.",
)
@click.option("--tanggal", "on", type=DATE, help="Keadaan per tanggal ini.")
@click.option("--sumber", "source", help="Dari mana keterangannya, misalnya nama dan nomor dokumennya.")
@click.option(
    "--per", "as_of", type=DATE, help="Perlihatkan yang diketahui per tanggal ini; bila kosong: hari ini."
)
def profile(
    shell: Shell,
    *,
    code: str,
    poor: Any,
    slum: Any,
    dense: str | None,
    priority: str | None,
    adults: Any,
    voters: Any,
    back: tuple[str, ...],
    on: date | None,
    source: str | None,
    as_of: date | None,
) -> None:
    """Show or record what is known of a village."""
    facts = {
        "poor_percent": None if poor is None else exact(poor),
        "slum_hectares": slum,
        "dense": dense,
        "priority": priority,
        "voters": _voters(adults, voters),
    }
    if all(value is None for value in facts.values()) and not back:
        shell.show(_answer(*view_profile(shell.desk(), code, as_of or shell.desk().today)))
        return
    if on is None or source is None:
        raise click.UsageError("Sebut juga --tanggal dan --sumber: keadaan per kapan, dan dari mana.")
    day = shell.dated(on)
    with shell.working() as desk:
        answer = _answer(*set_profile(desk, code, day, facts, source, [_TAKEN_BACK[name] for name in back]))
    shell.show(answer)


def _voters(adults: Any, voters: Any) -> Voters | None:
    if (adults is None) != (voters is None):
        raise click.UsageError("Sebut --dewasa dan --pemilih bersama-sama, dari pemilihan yang sama.")
    if adults is None:
        return None
    if adults < 1 or adults != int(adults) or voters != int(voters):
        raise click.UsageError("--dewasa dan --pemilih adalah banyaknya orang: bilangan bulat.")
    return Voters(int(adults), int(voters))
