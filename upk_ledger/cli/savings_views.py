"""`upk tabungan kartu`, `daftar`: the ledger of savings, per group and member."""

from datetime import date
from typing import Any

import click

from upk_ledger.actions.savings_views import savings_card, savings_list
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.money import Rupiah
from upk_ledger.core.savings import GroupSavings
from upk_ledger.core.statements import Cell, Column

_AS_OF = click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
_WHOLE = "atas nama KSM"

_GROUPS = (
    Column("group", "KSM"),
    Column("name", "Nama"),
    Column("member", "Anggota"),
    Column("balance", "Saldo", "money"),
    Column("held", "Ditahan", "money"),
    Column("free", "Bebas", "money"),
    Column("loans", "Untuk pinjaman"),
)
_MOVES = (
    Column("date", "Tanggal", "date"),
    Column("voucher", "Bukti"),
    Column("description", "Keterangan"),
    Column("member", "Anggota"),
    Column("in", "Masuk", "money"),
    Column("out", "Keluar", "money"),
    Column("balance", "Saldo", "money"),
)


def _data(found: GroupSavings) -> dict[str, Any]:
    return {
        "group": found.group,
        "group_name": found.name,
        "balance": Rupiah(found.balance),
        "held": Rupiah(found.held),
        "free": Rupiah(found.free),
        "loans": [{"number": loan, "required": Rupiah(amount)} for loan, amount in found.required],
        "members": [{"code": part.member, "balance": Rupiah(part.amount)} for part in found.parts],
    }


def _rows(found: GroupSavings) -> list[tuple[Cell, ...]]:
    loans = ", ".join(found.loans) if found.held else None
    head = (
        found.group,
        found.name,
        None,
        Rupiah(found.balance),
        Rupiah(found.held),
        Rupiah(found.free),
        loans,
    )
    if all(part.member is None for part in found.parts):
        return [head]
    parts = [
        (found.group, None, part.member or _WHOLE, Rupiah(part.amount), None, None, None)
        for part in found.parts
        if part.amount
    ]
    return [head, *parts]


@command(
    "daftar",
    """Tabungan semua KSM dan anggotanya: saldo, yang ditahan untuk pinjaman yang belum lunas, dan yang bebas.

    Jumlahnya diperiksa dengan saldo akun tabungan.""",
    examples=("upk tabungan daftar", "upk tabungan daftar --per 2026-06-30"),
)
@_AS_OF
def list_all(shell: Shell, on: date | None) -> None:
    """List all savings."""
    found = savings_list(shell.desk(), shell.dated(on))
    rows = [row for group in found.groups for row in _rows(group)]
    notes = []
    if found.unassigned:
        notes.append("Saldo awal yang belum dibagi dapat dibagi dengan: upk tabungan bagi KSM JUMLAH")
    shell.show(
        Answer(
            data={
                "as_of": found.as_of,
                "groups": [_data(group) for group in found.groups],
                "unassigned": Rupiah(found.unassigned),
                "ledger": Rupiah(found.ledger),
            },
            facts=(
                ("Belum dibagi", Rupiah(found.unassigned)),
                ("Saldo akun tabungan", Rupiah(found.ledger)),
            ),
            sections=(table(_GROUPS, rows),),
            notes=tuple(notes),
        )
    )


@command(
    "kartu",
    "Kartu tabungan satu KSM, atau satu anggotanya: tanggal, bukti, masuk, keluar dan saldo.",
    examples=("upk tabungan kartu K01", "upk tabungan kartu K01 --anggota 02 --per 2026-06-30"),
    refused=("KSM atau anggota yang tidak dikenal",),
)
@click.argument("group", metavar="KSM")
@click.option("--anggota", "member", metavar="KODE", help="Hanya anggota ini.")
@_AS_OF
def card(shell: Shell, group: str, member: str | None, on: date | None) -> None:
    """Show the savings of one group or member."""
    found = savings_card(shell.desk(), group, shell.dated(on), member)
    has = found.savings
    balance = Rupiah(found.moves[-1].balance if found.moves else 0)
    facts: list[tuple[str, Cell]] = [("KSM", f"{has.group} {has.name}"), ("Per", found.as_of)]
    if found.member:
        facts.append(("Anggota", found.member))
    facts.append(("Saldo", balance))
    if not found.member:
        facts += [("Ditahan", Rupiah(has.held)), ("Bebas", Rupiah(has.free))]
    rows = [
        (
            one.on,
            one.voucher,
            one.description,
            one.member,
            Rupiah(one.came),
            Rupiah(one.went),
            Rupiah(one.balance),
        )
        for one in found.moves
    ]
    shell.show(
        Answer(
            data={
                "as_of": found.as_of,
                **_data(has),
                "member": found.member,
                "balance": balance,
                "movements": [
                    {
                        "date": one.on,
                        "voucher": one.voucher,
                        "description": one.description,
                        "member": one.member,
                        "in": Rupiah(one.came),
                        "out": Rupiah(one.went),
                        "balance": Rupiah(one.balance),
                    }
                    for one in found.moves
                ],
            },
            facts=tuple(facts),
            tables=(table(_MOVES, rows),),
        )
    )
