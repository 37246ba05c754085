"""`upk periode` and `upk tutup-buku`: closing months, reopening the newest, where the periods stand."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from upk_ledger.actions.month_end import open_points
from upk_ledger.actions.periods import (
    SHORTFALL_CHOICES,
    check_newest,
    close_month,
    pending_shortfall,
    period_status,
    reopen_month,
    shortfall_booked_otherwise,
)
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.closed_months import told_closed
from upk_ledger.cli.commands import command
from upk_ledger.cli.month_end import PRINT, open_texts, print_set
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.shell import Shell, ask, interactive
from upk_ledger.core.dates import Month, local_moment
from upk_ledger.core.errors.loans import UnknownTerm
from upk_ledger.core.money import Rupiah
from upk_ledger.core.month_end import YEAR, OpenPoint
from upk_ledger.core.periods import MonthStatus, PeriodEvent
from upk_ledger.core.statements import Cell, Column
from upk_ledger.store.desk import Desk

_MONTH = click.argument("month", metavar="BULAN", type=MONTH)
SHORTFALL = click.option(
    "--kekurangan-awal",
    "opening_shortfall_to",
    type=click.Choice(SHORTFALL_CHOICES, case_sensitive=False),
    help="Kekurangan cadangan pada saldo awal: kurangi laba ditahan (modal), atau jadikan biaya.",
)

_MONTHS = (
    Column("month", "Bulan"),
    Column("status", "Keadaan"),
    Column("closed_on", "Ditutup", "date"),
    Column("actor", "Oleh"),
    Column("entry", "Bukti terakhir"),
    Column("digest", "Sidik"),
)


_OF_YEARS = {"tutup-tahun": "tutup-tahun", "batal-tahun": "batal-tutup-tahun"}
_EVENT_NAMES = {
    "tutup": "ditutup",
    "buka": "dibuka kembali",
    "tutup-tahun": "ditutup",
    "batal-tahun": "penutupannya dibatalkan",
}
_EVENTS = (
    Column("month", "Masa"),
    Column("event", "Apa"),
    Column("date", "Tanggal", "date"),
    Column("actor", "Oleh"),
    Column("reason", "Alasan"),
)


@command(
    "tutup",
    """Tutup buku satu bulan, misalnya 2026-10.

    Yang masih terbuka disebut dahulu (lihat juga: upk periode siap). Penyusutan dan cadangan risiko pinjaman
    dibukukan, laporan-laporan dicocokkan satu sama lain, keadaannya disimpan, lalu bulan itu dikunci. Menutup bulan
    yang sudah tertutup tidak mengubah apa pun.""",
    examples=(
        "upk periode tutup 2026-10",
        "upk periode tutup 2026-10 --cetak laporan-oktober",
        "upk tutup-buku 10/2026 --coba",
    ),
    refused=(
        "bulan yang bulan sebelumnya masih terbuka",
        "angka laporan yang tidak cocok",
    ),
    writes=True,
)
@_MONTH
@SHORTFALL
@PRINT
def close(shell: Shell, month: Month, opening_shortfall_to: str | None, folder: Path | None) -> None:
    """Close a month."""
    with shell.working() as desk:
        before = before_closing(shell, desk, month, opening_shortfall_to)
        closed = close_month(desk, month, opening_shortfall_to=before.charged)
        answer = told_closed(shell, desk, closed, before.points)
    shell.show(answer)
    print_set(shell, month, folder, repeated=closed.repeated)


class BeforeClosing(NamedTuple):
    """What was open, and what an allowance missing at the start is charged to."""

    points: tuple[OpenPoint, ...]
    charged: str | None


def before_closing(
    shell: Shell, desk: Desk, month: Month, shortfall_to: str | None, *, with_year: bool = False
) -> BeforeClosing:
    """Tell what is still open before a month is closed; a person at the terminal is asked once whether to go on."""
    points = tuple(point for point in open_points(desk, month) if not (with_year and point.kind == YEAR))
    shell.caution(open_texts(month, points), f"Lanjut menutup {long_month(month)}?")
    if shortfall_to:
        _warn_booked_otherwise(shell, desk, month, shortfall_to)
    return BeforeClosing(points, shortfall_to or _charged(shell, pending_shortfall(desk, month)))


def _warn_booked_otherwise(shell: Shell, desk: Desk, month: Month, choice: str) -> None:
    """Say that a choice comes too late: an earlier closing of the month has booked the shortfall the other way."""
    voucher = shortfall_booked_otherwise(desk, month, choice)
    if voucher:
        booked = "biaya" if choice == "modal" else "modal"
        shell.warn(
            f"Kekurangan cadangan saldo awal sudah dibukukan ke {booked} ({voucher}) dan tetap begitu; untuk"
            f" mengubahnya selagi {long_month(month)} terbuka: upk jurnal koreksi {voucher}, lalu tutup lagi dengan"
            f" --kekurangan-awal {choice}."
        )


def _charged(shell: Shell, missing: int) -> str | None:
    """Against what the allowance missing at the start is formed: a person chooses; without one it is cost."""
    if not missing:
        return None
    told = f"Cadangan pada saldo awal kurang {rupiah(missing)}"
    if shell.yes or not interactive():
        shell.warn(
            f"{told}: dibebankan sebagai biaya bulan ini. Untuk mengurangi laba ditahan, pakai --kekurangan-awal modal."
        )
        return "biaya"
    shell.tell(f"{told}. Bebankan ke laba ditahan (modal, koreksi tahun lalu), atau ke biaya bulan ini?")
    return ask("modal atau biaya", _choice)


def _choice(typed: str) -> None:
    if typed.strip() not in SHORTFALL_CHOICES:
        raise UnknownTerm("pembebanan", typed, SHORTFALL_CHOICES)


@command(
    "buka",
    """Buka kembali bulan terakhir yang ditutup, dengan alasan yang dicatat.""",
    examples=('upk periode buka 2026-10 --alasan "Bukti listrik tertinggal"',),
    refused=(
        "bulan yang bukan bulan terakhir yang ditutup",
        "Desember dari tahun yang labanya sudah dibagi",
        "tanpa alasan",
        *REFUSED,
    ),
    writes=True,
)
@_MONTH
@click.option("--alasan", "reason", required=True, help="Mengapa dibuka.")
@CODES
def reopen(shell: Shell, month: Month, reason: str, codes: tuple[str, ...]) -> None:
    """Reopen the newest closed month."""
    if not shell.trial:
        check_newest(shell.desk(), month)
        shell.confirm(f"Buka kembali {long_month(month)}? Laporannya harus dicetak dan ditandatangani lagi.")
    with shell.working() as desk:
        opened = with_codes(shell, desk, codes, lambda given: reopen_month(desk, month, reason, given))
    shell.show(
        Answer(
            data={
                "month": opened.month,
                "first_open": opened.first_open,
                "record": opened.record,
                "digest": opened.digest,
            },
            facts=(("Bulan", f"{long_month(opened.month)}: dibuka"), ("Terbuka mulai", opened.first_open)),
        )
    )


@command(
    "status",
    """Bulan mana yang sudah ditutup dan mana yang berikutnya.""",
    examples=("upk periode status",),
)
def status(shell: Shell) -> None:
    """Show where the periods stand."""
    desk = shell.desk()
    found, zone = period_status(desk), desk.office.zone
    events = [_event_data(event, zone) for event in found.events]
    months = [_month_data(month) for month in found.months]
    if found.shortfall:
        shell.tell(f"Kekurangan cadangan pada saldo awal: {rupiah(found.shortfall)}.")
    shell.show(
        Answer(
            data={
                "start": found.start,
                "closed_through": found.closed_through,
                "next_to_close": found.next_to_close,
                "opening_shortfall": Rupiah(found.shortfall),
                "months": months,
                "events": events,
            },
            facts=(
                ("Awal pembukuan", found.start),
                ("Berikutnya", f"upk periode tutup {found.next_to_close}"),
            ),
            sections=(table(_MONTHS, [_month_row(month, zone) for month in found.months]),),
            tables=(table(_EVENTS, [_event_row(event, zone) for event in found.events], "Riwayat"),)
            if events
            else (),
        )
    )


def _event_data(event: PeriodEvent, zone: str) -> dict[str, Any]:
    return {
        "event": _OF_YEARS.get(event.kind, event.kind),
        "month": None if event.kind in _OF_YEARS else event.month,
        "year": event.month.year if event.kind in _OF_YEARS else None,
        "date": local_moment(event.recorded_at, zone).date(),
        "recorded_at": event.recorded_at,
        "actor": event.actor,
        "reason": event.reason or None,
    }


def _event_row(event: PeriodEvent, zone: str) -> tuple[Cell, ...]:
    what = _EVENT_NAMES.get(event.kind, event.kind)
    name = f"Tahun {event.month.year}" if event.kind in _OF_YEARS else long_month(event.month)
    on = local_moment(event.recorded_at, zone).date()
    return (name, what, on, event.actor, event.reason)


def _month_data(month: MonthStatus) -> dict[str, Any]:
    closing = month.closing
    return {
        "month": month.month,
        "closed": closing is not None,
        "ended": month.ended,
        "closed_at": closing.recorded_at if closing else None,
        "actor": closing.actor if closing else None,
        "last_entry": closing.last_entry.voucher if closing else None,
        "digest": closing.digest if closing else None,
    }


def _month_row(month: MonthStatus, zone: str) -> tuple[str | date | None, ...]:
    closing = month.closing
    name = long_month(month.month)
    if closing is None:
        return (name, "terbuka" if month.ended else "berjalan", None, None, None, None)
    on = local_moment(closing.recorded_at, zone).date()
    return (name, "ditutup", on, closing.actor, closing.last_entry.voucher, closing.digest[:8])
