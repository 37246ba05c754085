"""`upk ksm` and `upk anggota`: borrowing groups and their members."""

from datetime import date
from typing import Any

import click

from upk_ledger.actions.people import (
    correct_group,
    correct_member,
    members_gone,
    register_group,
    register_member,
)
from upk_ledger.actions.people import list_groups as groups_with_counts
from upk_ledger.actions.people import list_members as members_of
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.people import Group, Member, masked_nik
from upk_ledger.core.statements import Cell, Column

_YES_NO = {True: "ya", False: "tidak", None: ""}

_GROUP_COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Nama"),
    Column("members", "Anggota", "count"),
    Column("address", "Alamat"),
    Column("formed_on", "Berdiri", "date"),
)
_MEMBER_COLUMNS = (
    Column("group", "KSM"),
    Column("code", "Kode"),
    Column("name", "Nama"),
    Column("gender", "L/P"),
    Column("nik", "NIK"),
    Column("poor", "Miskin"),
    Column("address", "Alamat"),
    Column("phone", "HP"),
)


@command(
    "tambah",
    """Daftarkan sebuah KSM.""",
    examples=('upk ksm tambah --kode K01 --nama "KSM Mawar" --alamat "RT 02 RW 05"',),
    refused=("kode yang sudah dipakai",),
    writes=True,
)
@click.option("--kode", "code", required=True, help="Kode KSM, misalnya K01.")
@click.option("--nama", "name", required=True, help="Nama KSM.")
@click.option("--alamat", "address", help="Alamat KSM.")
@click.option("--tanggal-berdiri", "formed_on", type=DATE, help="Tanggal KSM dibentuk.")
def add_group(shell: Shell, code: str, name: str, address: str | None, formed_on: date | None) -> None:
    """Register a group."""
    with shell.working() as desk:
        group = register_group(desk, code, name, address, formed_on)
    shell.show(
        Answer(
            data=_group_data(group),
            facts=_group_facts(group),
        )
    )


@command(
    "ubah",
    """Perbaiki nama atau alamat KSM. Laporan bulan yang sudah ditutup tetap memakai nama yang lama.""",
    examples=('upk ksm ubah K01 --nama "Mawar Melati"',),
    refused=("KSM yang tidak dikenal",),
    writes=True,
)
@click.argument("code", metavar="KSM")
@click.option("--nama", "name", help="Nama yang benar.")
@click.option("--alamat", "address", help="Alamat yang benar.")
def change_group(shell: Shell, code: str, name: str | None, address: str | None) -> None:
    """Mend a group."""
    with shell.working() as desk:
        group = correct_group(desk, code, name, address)
    shell.show(Answer(data=_group_data(group), facts=_group_facts(group)))


@command("daftar", """Daftar KSM menurut kode.""", examples=("upk ksm daftar", "upk ksm daftar --format csv"))
def list_groups(shell: Shell) -> None:
    """List the groups."""
    groups = groups_with_counts(shell.desk())
    rows = [(group.code, group.name, members, group.address, group.formed_on) for group, members in groups]
    shell.show(
        Answer(
            data={"groups": [_group_data(group) | {"members": members} for group, members in groups]},
            sections=(table(_GROUP_COLUMNS, rows),),
        )
    )


@command(
    "tambah",
    """Daftarkan seorang anggota KSM. NIK boleh menyusul.""",
    examples=(
        'upk anggota tambah --ksm K01 --kode 01 --nama "Siti Aminah" --jenis-kelamin P',
        'upk anggota tambah --ksm mawar --kode 02 --nama "Budi" --jenis-kelamin L --nik 3374011505800001',
    ),
    refused=("KSM yang tidak dikenal", "kode yang sudah dipakai di KSM itu", "NIK yang bukan 16 angka"),
    writes=True,
)
@click.option("--ksm", "group", required=True, help="Kode KSM atau sebagian namanya.")
@click.option("--kode", "code", required=True, help="Kode anggota di dalam KSM-nya, misalnya 01.")
@click.option("--nama", "name", required=True, help="Nama anggota.")
@click.option(
    "--jenis-kelamin",
    "gender",
    type=click.Choice(["L", "P"], case_sensitive=False),
    required=True,
    help="L atau P.",
)
@click.option("--nik", help="NIK, 16 angka.")
@click.option(
    "--miskin",
    "poor",
    type=click.Choice(["ya", "tidak"], case_sensitive=False),
    help="Tercatat sebagai warga miskin (PS).",
)
@click.option("--alamat", "address", help="Alamat anggota.")
@click.option("--hp", "phone", help="Nomor telepon.")
@click.option("--sejak", "since", type=DATE, help="Menjadi anggota sejak; bila kosong: awal pembukuan.")
def add_member(shell: Shell, *, poor: str | None, since: date | None, **facts: Any) -> None:
    """Register a member of a group."""
    wanted = Member(**facts, poor=None if poor is None else poor == "ya")
    with shell.working() as desk:
        member = register_member(desk, wanted, since)
    shell.show(_member_answer(member))


@command(
    "ubah",
    """Perbaiki data seorang anggota. Yang tercatat hanya bagian mana yang berubah, bukan isinya.""",
    examples=('upk anggota ubah K01 01 --nama "Siti Aminah" --nik 3374011505800001',),
    refused=("anggota yang tidak dikenal", "NIK yang bukan 16 angka"),
    writes=True,
)
@click.argument("group", metavar="KSM")
@click.argument("code", metavar="KODE")
@click.option("--nama", "name", help="Nama yang benar.")
@click.option(
    "--jenis-kelamin", "gender", type=click.Choice(["L", "P"], case_sensitive=False), help="L atau P."
)
@click.option("--nik", help="NIK, 16 angka.")
@click.option(
    "--miskin",
    "poor",
    type=click.Choice(["ya", "tidak"], case_sensitive=False),
    help="Tercatat sebagai warga miskin (PS).",
)
@click.option("--alamat", "address", help="Alamat anggota.")
@click.option("--hp", "phone", help="Nomor telepon.")
def change_member(shell: Shell, group: str, code: str, **given: Any) -> None:
    """Mend a member."""
    changes = {name: value for name, value in given.items() if value is not None}
    if "poor" in changes:
        changes["poor"] = changes["poor"] == "ya"
    with shell.working() as desk:
        member = correct_member(desk, group, code, changes)
    shell.show(_member_answer(member))


@command(
    "daftar",
    """Daftar anggota satu KSM, atau semua KSM. NIK hanya diperlihatkan sebagian.""",
    examples=("upk anggota daftar --ksm K01", "upk anggota daftar"),
)
@click.option("--ksm", "group", help="Kode KSM atau sebagian namanya.")
def list_members(shell: Shell, group: str | None) -> None:
    """List the members of one group, or of all."""
    members = members_of(shell.desk(), group)
    gone = members_gone(shell.desk())
    left = [gone.get((member.group, member.code)) for member in members]
    data = [_member_data(member) | {"left_on": on} for member, on in zip(members, left, strict=True)]
    rows = [(*_member_row(member), on) for member, on in zip(members, left, strict=True)]
    columns = (*_MEMBER_COLUMNS, Column("left_on", "Keluar", "date"))
    shell.show(Answer(data={"members": data}, sections=(table(columns, rows),)))


def _group_facts(group: Group) -> tuple[tuple[str, Cell], ...]:
    return (
        ("Kode", group.code),
        ("KSM", group.name),
        ("Alamat", group.address),
        ("Berdiri", group.formed_on),
    )


def _group_data(group: Group) -> dict[str, Any]:
    return {"code": group.code, "name": group.name, "address": group.address, "formed_on": group.formed_on}


def _member_answer(member: Member) -> Answer:
    headings = (column.heading for column in _MEMBER_COLUMNS)
    return Answer(data=_member_data(member), facts=tuple(zip(headings, _member_row(member), strict=True)))


def _member_data(member: Member) -> dict[str, Any]:
    return {
        "group": member.group,
        "code": member.code,
        "name": member.name,
        "gender": member.gender,
        "nik": masked_nik(member.nik) or None,
        "poor": member.poor,
        "address": member.address,
        "phone": member.phone,
    }


def _member_row(member: Member) -> tuple[Cell, ...]:
    return (
        member.group,
        member.code,
        member.name,
        member.gender,
        masked_nik(member.nik),
        _YES_NO[member.poor],
        member.address,
        member.phone,
    )
