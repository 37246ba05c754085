"""Members' parts as they are shown: where each stands, what each paid, what moved one member's part."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from upk_ledger.cli.output import Answer, table
from upk_ledger.core.member_split import MemberPart, MemberStanding, Transfer
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column, Section

if TYPE_CHECKING:  # a payment shows parts alone: it does without what lists name
    from upk_ledger.core.lending import Loan
    from upk_ledger.core.listings import MemberEvent

_STANDING = (
    Column("member", "Anggota"),
    Column("name", "Nama"),
    Column("principal", "Pokok", "money"),
    Column("outstanding_principal", "Sisa pokok", "money"),
    Column("arrears_principal", "Tunggakan pokok", "money"),
    Column("arrears_service", "Tunggakan jasa", "money"),
    Column("months_overdue", "Bulan", "count"),
)
"""What fits a screen; what each paid stands in the member's own ledger, and in JSON."""

_PARTS = (
    Column("member", "Anggota"),
    Column("principal", "Pokok", "money"),
    Column("service", "Jasa", "money"),
)
_TRANSFERS = (Column("member", "Dari"), Column("taker", "Kepada"), *_PARTS[1:])
_LEDGER = (
    Column("date", "Tanggal", "date"),
    Column("voucher", "Bukti"),
    Column("event", "Uraian"),
    Column("share", "Bagian", "money"),
    Column("principal", "Pokok", "money"),
    Column("service", "Jasa", "money"),
    Column("balance", "Sisa pokok", "money"),
)
_EVENTS = {
    "pencairan": "Bagian pinjaman",
    "alih": "Pengalihan antaranggota",
    "batal": "Pembatalan",
    "sebelum-mulai": "Terbayar sebelum pembukuan",
    "hapus-buku": "Hapus buku",
}
"""What moved a member's part; other kinds are called by their own names."""


def standing_data(members: Iterable[MemberStanding]) -> list[dict[str, Any]]:
    """Where each member stands, for JSON."""
    return [
        {
            "member": one.member,
            "name": one.name,
            "principal": Rupiah(one.principal),
            "paid_principal": Rupiah(one.paid_principal),
            "paid_service": Rupiah(one.paid_service),
            "outstanding_principal": Rupiah(one.position.outstanding),
            "arrears_principal": Rupiah(one.position.arrears_principal),
            "arrears_service": Rupiah(one.position.arrears_service),
            "months_overdue": one.position.months_overdue,
        }
        for one in members
    ]


def standing_section(data: Sequence[dict[str, Any]]) -> Section:
    """Where each member stands (as `standing_data` gives it), as a table."""
    return table(_STANDING, [tuple(one.values()) for one in _in_order(data, _STANDING)], "Bagian anggota")


def parts_data(members: Iterable[MemberPart]) -> list[dict[str, Any]]:
    """The members' parts of a payment, for JSON."""
    return [
        {"member": part.member, "principal": Rupiah(part.principal), "service": Rupiah(part.service)}
        for part in members
    ]


def parts_section(data: Sequence[dict[str, Any]]) -> Section:
    """The members' parts of a payment (as `parts_data` gives them), as a table."""
    return table(_PARTS, [tuple(one.values()) for one in data], "Bagian anggota")


def transfers_data(transfers: Iterable[Transfer]) -> list[dict[str, Any]]:
    """What was taken over, for JSON."""
    return [
        {
            "member": move.member,
            "taker": move.taker,
            "principal": Rupiah(move.principal),
            "service": Rupiah(move.service),
        }
        for move in transfers
    ]


def transfers_section(data: Sequence[dict[str, Any]]) -> Section:
    """What was taken over (as `transfers_data` gives it), as a table."""
    return table(_TRANSFERS, [tuple(one.values()) for one in data])


def ledger_answer(loan: "Loan", member: str, name: str, events: Iterable["MemberEvent"]) -> Answer:
    """A member's own ledger of a loan."""
    balance = 0
    rows: list[dict[str, Any]] = []
    for event in events:
        balance += event.share - event.principal
        rows.append(
            {
                "date": event.on,
                "voucher": event.voucher,
                "event": _EVENTS.get(event.kind, event.kind.capitalize()),
                "share": Rupiah(event.share),
                "principal": Rupiah(event.principal),
                "service": Rupiah(event.service),
                "balance": Rupiah(balance),
            }
        )
    return Answer(
        data={"number": loan.number, "group": loan.group, "member": member, "name": name, "events": rows},
        facts=(
            ("Pinjaman", loan.number),
            ("KSM", f"{loan.group} {loan.group_name}"),
            ("Anggota", f"{member} {name}"),
        ),
        sections=(table(_LEDGER, [tuple(row.values()) for row in rows]),),
    )


def _in_order(data: Sequence[dict[str, Any]], columns: Sequence[Column]) -> list[dict[str, Any]]:
    return [{column.key: one[column.key] for column in columns} for one in data]
