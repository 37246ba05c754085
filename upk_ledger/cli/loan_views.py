"""`upk pinjaman daftar`, `lihat`, `jadwal`: asking about loans, at any date."""

from dataclasses import replace
from datetime import date
from typing import Any

import click

from upk_ledger.actions.loan_story import loan_story
from upk_ledger.actions.loan_views import list_loans, loan_schedule, view_loan
from upk_ledger.actions.member_shares import member_ledger
from upk_ledger.bahasa.terms import terms_text
from upk_ledger.cli.commands import command
from upk_ledger.cli.loan_simulation import COLUMNS, schedule_answer, schedule_rows
from upk_ledger.cli.loan_story import with_story
from upk_ledger.cli.member_tables import ledger_answer, standing_data, standing_section
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.lending import STATUSES
from upk_ledger.core.loan_answers import LoanView
from upk_ledger.core.money import Rupiah
from upk_ledger.core.schedules import Installment
from upk_ledger.core.statements import Cell, Column, Section

_AS_OF = click.option("--per", "as_of", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
_NUMBER = click.argument("number", metavar="NOMOR")

_LIST = (
    Column("number", "Nomor"),
    Column("group", "KSM"),
    Column("group_name", "Nama"),
    Column("status", "Status"),
    Column("disbursed_on", "Cair", "date"),
    Column("principal", "Pokok", "money"),
    Column("outstanding_principal", "Sisa pokok", "money"),
    Column("arrears_principal", "Tunggakan pokok", "money"),
    Column("arrears_service", "Tunggakan jasa", "money"),
    Column("months_overdue", "Bulan", "count"),
    Column("collectibility", "Kol", "count"),
)
_BURDENS = (
    Column("member", "Anggota"),
    Column("ability", "Kemampuan", "money"),
    Column("installment", "Angsuran", "money"),
    Column("percent", "Angsuran %", "percent"),
)


_DECISIONS = (
    Column("member", "Anggota"),
    Column("asked", "Diajukan", "money"),
    Column("granted", "Disetujui", "money"),
    Column("outcome", "Putusan"),
    Column("reason", "Alasan"),
)


def loan_data(view: LoanView) -> dict[str, Any]:
    """A loan in the JSON shape of the contract."""
    at = view.at
    position = at.position if at else None
    return {
        "number": view.loan.number,
        "group": view.loan.group,
        "group_name": view.loan.group_name,
        "status": view.status,
        "as_of": view.as_of,
        "disbursed_on": at.disbursed_on if at else None,
        "principal": Rupiah(view.principal),
        "outstanding_principal": Rupiah(position.outstanding if position else 0),
        "paid_principal": Rupiah(at.paid_principal if at else 0),
        "paid_service": Rupiah(at.paid_service if at else 0),
        "arrears_principal": Rupiah(position.arrears_principal if position else 0),
        "arrears_service": Rupiah(position.arrears_service if position else 0),
        "months_overdue": position.months_overdue if position else 0,
        "collectibility": position.class_ if position else None,
        "rescheduled_on": at.rescheduled.on if at and at.rescheduled else None,
        "reschedule_kind": at.rescheduled.kind if at and at.rescheduled else None,
        "kept_class": at.kept_class if at else None,
    }


@command(
    "daftar",
    """Daftar pinjaman dan keadaannya pada satu tanggal.""",
    examples=("upk pinjaman daftar", "upk pinjaman daftar --status berjalan --per 2026-06-30"),
    refused=("KSM atau status yang tidak dikenal",),
)
@_AS_OF
@click.option("--ksm", "group", help="Hanya pinjaman KSM ini: kode atau sebagian namanya.")
@click.option(
    "--status",
    type=click.Choice(STATUSES, case_sensitive=False),
    metavar="STATUS",
    help="Hanya yang berstatus ini.",
)
def list_all(shell: Shell, as_of: date | None, group: str | None, status: str | None) -> None:
    """List the loans."""
    on = as_of or shell.desk().today
    loans = [loan_data(view) for view in list_loans(shell.desk(), on, group, status)]
    rows = [[data[column.key] for column in _LIST] for data in loans]
    shell.show(Answer(data={"as_of": on, "loans": loans}, sections=(table(_LIST, rows),)))


@command(
    "lihat",
    """Keadaan satu pinjaman pada satu tanggal: sisa, tunggakan, kolektibilitas, dan riwayatnya.

    Riwayat menyebut setiap kejadian yang tercatat sampai tanggal itu: bukti, orang, dan alasannya.""",
    examples=(
        "upk pinjaman lihat P-2026-0001",
        "upk pinjaman lihat P-2026-0001 --per 30/06/2026",
        "upk pinjaman lihat P-2026-0001 --ringkas",
        "upk pinjaman lihat P-2026-0001 --anggota 02",
    ),
    refused=("pinjaman atau anggota yang tidak dikenal",),
)
@_NUMBER
@_AS_OF
@click.option(
    "--anggota", "member", metavar="KODE", help="Hanya catatan anggota ini: bagian dan pembayarannya."
)
@click.option("--ringkas", "brief", is_flag=True, help="Tanpa riwayat.")
def view(shell: Shell, number: str, as_of: date | None, member: str | None, *, brief: bool) -> None:
    """Show where one loan stands, or what moved one member's part of it."""
    desk = shell.desk()
    on = as_of or desk.today
    if member is not None:
        shell.show(ledger_answer(*member_ledger(desk, number, member, on)))
        return
    answer = loan_answer(view_loan(desk, number, on))
    shell.show(answer if brief else with_story(answer, loan_story(desk, number, on)))


def loan_answer(found: LoanView) -> Answer:
    """One loan as an answer: the contract's keys and more; facts and shares for a person."""
    data = loan_data(found)
    claim = found.claim
    extra: dict[str, Any] = {
        "written_off": Rupiah(claim.principal if claim else 0),
        "written_off_on": claim.on if claim else None,
        "claim_left": Rupiah(claim.left) if claim else None,
        "purpose": found.purpose or None,
        "deposit": Rupiah(found.deposit),
        "origin": found.loan.origin,
        "product": found.product,
        "fund": found.fund,
        "shares": [{"member": share.member, "principal": Rupiah(share.principal)} for share in found.shares],
        "members": standing_data(found.members),
        "capacities": [
            {
                "member": one.member,
                "ability": Rupiah(one.ability),
                "installment": Rupiah(one.installment),
                "percent": one.percent,
            }
            for one in found.burdens
        ],
    }
    extra["decisions"] = [
        {
            "member": one.member,
            "asked": None if one.asked is None else Rupiah(one.asked),
            "granted": Rupiah(one.granted),
            "outcome": one.outcome,
            "reason": one.reason or None,
        }
        for one in found.decisions
    ]
    decisions = table(_DECISIONS, [tuple(one.values()) for one in extra["decisions"]], "Putusan per anggota")
    columns = (Column("member", "Anggota"), Column("principal", "Pokok", "money"))
    shares = table(columns, [(share.member, Rupiah(share.principal)) for share in found.shares])
    if found.members:
        shares = standing_section(extra["members"])
    burdens = table(
        _BURDENS, [tuple(one.values()) for one in extra["capacities"]], "Kemampuan membayar per bulan"
    )
    return Answer(
        data=data | extra,
        facts=_facts(found, data),
        tables=((shares,) if found.shares else ())
        + ((burdens,) if found.burdens else ())
        + ((decisions,) if found.decisions else ()),
    )


def _facts(found: LoanView, data: dict[str, Any]) -> tuple[tuple[str, Cell], ...]:
    facts: list[tuple[str, Cell]] = [
        ("Pinjaman", found.loan.number),
        ("KSM", f"{found.loan.group} {found.loan.group_name}"),
        ("Keadaan per", found.as_of),
        ("Status", found.status),
        ("Produk", found.product),
        ("Dana mitra", found.fund),
        ("Syarat", terms_text(found.loan.terms)),
        ("Tujuan", found.purpose or None),
        ("Cair", data["disbursed_on"]),
        ("Pokok", data["principal"]),
    ]
    if found.at:
        facts += [
            ("Pokok terbayar", data["paid_principal"]),
            ("Jasa terbayar", data["paid_service"]),
            ("Sisa pokok", data["outstanding_principal"]),
            ("Tunggakan pokok", data["arrears_principal"]),
            ("Tunggakan jasa", data["arrears_service"]),
            ("Bulan menunggak", data["months_overdue"]),
            ("Kolektibilitas", data["collectibility"]),
            ("Dijadwal ulang", data["rescheduled_on"]),
            ("Jenis", data["reschedule_kind"]),
            ("Golongan yang bertahan", data["kept_class"]),
        ]
    if found.claim:
        facts += [
            ("Dihapus buku", found.claim.on),
            ("Pokok yang dihapus buku", Rupiah(found.claim.principal)),
            ("Sisa tagihan", Rupiah(found.claim.left)),
            ("Hapus tagih", found.claim.ended_on),
        ]
    if found.deposit:
        facts.append(("Titipan", Rupiah(found.deposit)))
    return tuple((label, value) for label, value in facts if value is not None)


@command(
    "jadwal",
    """Jadwal angsuran satu pinjaman, dengan bagian setiap anggota.""",
    examples=("upk pinjaman jadwal P-2026-0001", "upk pinjaman jadwal P-2026-0001 --format csv"),
)
@_NUMBER
@_AS_OF
def schedule(shell: Shell, number: str, as_of: date | None) -> None:
    """Show the schedule of one loan."""
    loan, rows, granted = loan_schedule(shell.desk(), number, as_of or shell.desk().today)
    if not granted:
        shell.tell("Pinjaman ini belum cair: jadwal dihitung dari tanggal pengajuannya.")
    facts = (
        ("Pinjaman", loan.number),
        ("KSM", f"{loan.group} {loan.group_name}"),
        ("Syarat", terms_text(loan.terms)),
    )
    members = [{"member": code, "installments": schedule_rows(own)} for code, own in rows.members]
    extra = {"number": loan.number, "group": loan.group, "granted": granted, "members": members}
    parts = tuple(_member_table(*part) for part in rows.members)
    shell.show(replace(schedule_answer(rows.rows, facts, extra), tables=parts))


def _member_table(member: str, rows: tuple[Installment, ...]) -> Section:
    return table(COLUMNS, [tuple(row.values()) for row in schedule_rows(rows)], f"Anggota {member}")
