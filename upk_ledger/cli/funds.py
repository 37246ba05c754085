"""`upk dana`: restricted funds, from agreement to hand-back and closing."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import click

from upk_ledger.actions import restricted_funds as acts
from upk_ledger.actions.fund_work import list_funds, view_fund
from upk_ledger.actions.tills import overdrawn_by
from upk_ledger.bahasa.numbers import parse_quantity, rupiah
from upk_ledger.cli.commands import command
from upk_ledger.cli.fund_forms import (
    entry_answer,
    fund_answer,
    funds_section,
    show_fund,
)
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import AMOUNT, DATE, Typed
from upk_ledger.cli.postings import warn_overdrawn
from upk_ledger.cli.shell import Shell
from upk_ledger.core import fund_figures as figures
from upk_ledger.core import restricted_funds as core
from upk_ledger.core.money import Rupiah
from upk_ledger.core.restricted_funds import SOURCES, FundTerms
from upk_ledger.store.desk import Desk

QUANTITY = Typed("jumlah", parse_quantity)
FUND = click.argument("fund", metavar="KODE")
ON = click.option("--tanggal", "on", type=DATE, help="Tanggalnya; bila kosong: hari ini.")
_AMOUNT = click.argument("amount", metavar="JUMLAH", type=AMOUNT)
_AS_OF = click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
NO_FUND = "dana yang tidak dikenal atau sudah ditutup"
_CLOSED = "tanggal di bulan yang sudah ditutup"


def _agreement(function: Callable[..., Any], *, whole: bool) -> Callable[..., Any]:
    """The options of an agreement; without `whole` each may be left out."""
    options = (
        click.option("--sumber", "source", required=whole, help="Pemberi dananya."),
        click.option("--perjanjian", "agreement", required=whole, help="Nomor perjanjiannya."),
        click.option(
            "--tanggal-perjanjian", "agreed_on", type=DATE, required=whole, help="Tanggal perjanjian."
        ),
        click.option("--jumlah", "amount", type=AMOUNT, required=whole, help="Nilai perjanjian."),
        click.option("--selesai", "until", type=DATE, help="Hari terakhir pelaksanaan."),
        click.option("--volume", type=QUANTITY, help="Volume yang dibangun, misalnya 140."),
        click.option("--satuan", "unit", default="" if whole else None, help="Satuan volumenya, misalnya m."),
        click.option(
            "--untuk", "purpose", required=whole, help="Untuk kegiatan apa, dan siapa pelaksananya."
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "buka",
    """Buka dana untuk satu kegiatan menurut perjanjiannya, misalnya hibah APBD atau CSR.

    Uangnya dicatat sendiri: yang diterima menjadi kewajiban sampai dibelanjakan atau dikembalikan.
    Tulis termin dan anggarannya dengan: upk dana termin, upk dana rab.""",
    examples=(
        (
            'upk dana buka --kode APBD-JALAN --nama "Jalan paving RW 03" --jenis apbd --sumber "APBD Kota Semarang"'
            " --perjanjian 027/115/2026 --tanggal-perjanjian 2026-02-20 --jumlah 80.000.000 --selesai 2026-06-30"
            ' --volume 140 --satuan m --untuk "Jalan paving 140 m oleh KSM Bangun Bersama"'
        ),
    ),
    refused=("kode yang sudah dipakai", "isian yang kosong", "jumlah yang tidak lebih dari nol"),
    writes=True,
)
@click.option("--kode", "code", required=True, help="Kode dana, misalnya APBD-JALAN.")
@click.option("--nama", "name", required=True, help="Nama kegiatannya; jangan tulis nama keluarga di sini.")
@click.option(
    "--jenis", "kind", type=click.Choice(SOURCES, case_sensitive=False), required=True, help="Jenis dananya."
)
@lambda function: _agreement(function, whole=True)
def open_one(shell: Shell, volume: Decimal | None, until: date | None, **facts: Any) -> None:
    """Open a fund."""
    with shell.working() as desk:
        state = acts.open_fund(desk, FundTerms(account="", volume=volume, until=until, **facts))
    show_fund(
        shell,
        state,
        f"Termin: upk dana termin {state.terms.code} --help",
        f"Anggaran: upk dana rab {state.terms.code} --help",
    )


@command(
    "ubah",
    """Catat perubahan perjanjian (adendum). Yang tidak ditulis tetap.""",
    examples=("upk dana ubah APBD-JALAN --jumlah 75.000.000 --selesai 2026-07-31",),
    refused=(NO_FUND, "nilai di bawah yang sudah diterima"),
    writes=True,
)
@FUND
@lambda function: _agreement(function, whole=False)
def change(shell: Shell, fund: str, **facts: Any) -> None:
    """Record an addendum."""
    changes = {name: value for name, value in facts.items() if value is not None}
    if not changes:
        raise click.UsageError("Belum ada yang diubah. Lihat pilihannya dengan: upk dana ubah --help.")
    with shell.working() as desk:
        state = acts.change_fund(desk, fund, **changes)
    planned = sum(one.amount for one in state.instalments)
    if planned and planned != state.terms.amount:
        shell.warn(
            f"Termin masih berjumlah {rupiah(planned)}; perbaiki dengan: upk dana termin {state.terms.code}."
        )
    show_fund(shell, state)


@command(
    "batal",
    """Batalkan dana yang salah dibuka dan belum mempunyai bukti.""",
    examples=('upk dana batal APBD-JALAN --alasan "Salah kode"',),
    refused=("dana yang sudah mempunyai bukti", "tanpa alasan"),
    writes=True,
)
@FUND
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
def call_off(shell: Shell, fund: str, reason: str) -> None:
    """Call a fund off."""
    with shell.working() as desk:
        terms = acts.call_fund_off(desk, fund, reason)
    shell.show(
        Answer(
            data={"fund": terms.code, "name": terms.name, "status": "batal"},
            facts=(("Dana", f"{terms.code} {terms.name}: dibatalkan"),),
        )
    )


def _posting(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of an entry."""
    options = (
        click.option("--kas", "money", help="Akun kas atau bank; bila kosong: kas."),
        ON,
        click.option("--bukti", "receipt", help="Nomor bukti kertas dari luar, misalnya SP2D atau nota."),
        click.option("--kunci", "key", help="Kunci agar transaksi yang sama tidak tercatat dua kali."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _book(shell: Shell, act: Callable[[Desk], acts.FundEntry]) -> acts.FundEntry:
    """Book an entry of a fund and show it."""
    with shell.working() as desk:
        done = act(desk)
        answer = entry_answer(shell, done.posted, done.fund)
        short = overdrawn_by(desk, done.posted.entry)
    warn_overdrawn(shell, short)
    shell.show(answer)
    return done


@command(
    "terima",
    """Catat uang dana yang diterima. Uang itu menjadi kewajiban sampai dibelanjakan atau dikembalikan.""",
    examples=("upk dana terima APBD-JALAN 40.000.000 --termin 1 --kas 11022 --tanggal 2026-03-09",),
    refused=(NO_FUND, "jumlah yang melebihi perjanjian", "termin yang tidak ada", _CLOSED),
    writes=True,
    books=True,
)
@FUND
@_AMOUNT
@click.option("--termin", "number", type=click.IntRange(min=1), default=None, help="Termin ke berapa.")
@click.option("--keterangan", "description", default="", help="Keterangan.")
@_posting
def receive_money(
    shell: Shell, fund: str, amount: int, number: int | None, on: date | None, **facts: Any
) -> None:
    """Receive money of a fund."""
    day = shell.dated(on)
    done = _book(shell, lambda desk: acts.receive(desk, fund, amount, day, number=number or 0, **facts))
    for one in core.instalments_paid(done.fund):
        if number and one.planned and one.planned.number == number and one.received > one.planned.amount:
            shell.warn(
                f"Termin {number} direncanakan {rupiah(one.planned.amount)}, diterima {rupiah(one.received)}."
            )


@command(
    "belanja",
    """Catat belanja kegiatan dari dana. AKUN adalah akun biayanya: kode, atau sebagian namanya.

    Sebesar belanja itu dana dilepaskan menjadi pendapatan, dengan bukti yang sama.""",
    examples=(
        'upk dana belanja APBD-JALAN 52010 28.350.000 --keterangan "Paving 945 m2" --item Paving --kas 11022',
        'upk dana belanja APBD-JALAN Upah 9.750.000 --keterangan "Upah minggu 1"',
    ),
    refused=(NO_FUND, "belanja yang melebihi sisa dana pada hari mana pun", "akun yang bukan biaya", _CLOSED),
    writes=True,
    books=True,
)
@FUND
@click.argument("account", metavar="AKUN")
@_AMOUNT
@click.option("--keterangan", "description", required=True, help="Untuk apa uang itu.")
@click.option(
    "--item", default="", help="Baris anggarannya; perlu bila beberapa baris memakai akun yang sama."
)
@_posting
def spend_money(
    shell: Shell, fund: str, account: str, amount: int, description: str, on: date | None, **facts: Any
) -> None:
    """Spend money of a fund."""
    day = shell.dated(on)
    done = _book(shell, lambda desk: acts.spend(desk, fund, account, amount, day, description, **facts))
    state = done.fund
    item = core.item_of(state.budget, facts["item"], done.posted.entry.lines[0].account)
    for one in core.items_spent(state):
        if one.item and one.item.casefold() == item.casefold() and one.rest < 0:
            shell.warn(
                f"Belanja {one.item} melebihi anggarannya {rupiah(one.budget)} sebesar {rupiah(-one.rest)}."
            )
    if state.budget and not item:
        shell.warn("Belanja ini tidak termasuk satu baris anggaran; tulis --item supaya termasuk.")


@command(
    "kembalikan",
    """Kembalikan sisa dana kepada pemberinya.""",
    examples=("upk dana kembalikan CSR-RUMAH 1.257.250 --kas 11022",),
    refused=(NO_FUND, "jumlah yang melebihi sisa dana", _CLOSED),
    writes=True,
    books=True,
)
@FUND
@_AMOUNT
@click.option("--keterangan", "description", default="", help="Keterangan.")
@_posting
def hand_back(shell: Shell, fund: str, amount: int, on: date | None, **facts: Any) -> None:
    """Hand money back."""
    day = shell.dated(on)
    _book(shell, lambda desk: acts.give_back(desk, fund, amount, day, **facts))


@command(
    "bagi",
    """Bagikan saldo awal akun Dana Terikat kepada dananya.""",
    examples=("upk dana bagi APBD-JALAN 7.000.000",),
    refused=(NO_FUND, "jumlah yang melebihi saldo awal yang belum dibagi"),
    writes=True,
)
@FUND
@_AMOUNT
def assign_opening(shell: Shell, fund: str, amount: int) -> None:
    """Give a fund its part of the opening balance."""
    _book(shell, lambda desk: acts.assign(desk, fund, amount))


@command(
    "tutup",
    """Tutup dana yang uangnya habis dibelanjakan atau dikembalikan dan kegiatannya selesai.""",
    examples=(
        "upk dana tutup APBD-JALAN --putusan 12/BKM/2026",
        'upk dana tutup APBD-JALAN --alasan "Perjanjian dihentikan pemberi dana"',
    ),
    refused=(
        "dana yang masih bersisa",
        "kegiatan yang belum 100% tanpa alasan",
        "tanggal sebelum bukti terakhirnya",
    ),
    writes=True,
)
@FUND
@ON
@click.option("--putusan", "decision", default="", help="Nomor berita acara atau putusannya.")
@click.option("--alasan", "reason", default="", help="Mengapa ditutup sebelum kegiatannya 100%.")
def close(shell: Shell, fund: str, on: date | None, decision: str, reason: str) -> None:
    """Close a fund."""
    day = shell.dated(on)
    with shell.working() as desk:
        state = acts.close_fund(desk, fund, day, decision=decision, reason=reason)
    show_fund(shell, state, f"Laporannya: upk laporan dana --dana {state.terms.code}")


@command(
    "buka-lagi",
    """Buka lagi dana yang sudah ditutup, seolah-olah belum ditutup.""",
    examples=('upk dana buka-lagi APBD-JALAN --alasan "Nota tertinggal"',),
    refused=("dana yang tidak ditutup", "tanpa alasan"),
    writes=True,
)
@FUND
@click.option("--alasan", "reason", required=True, help="Mengapa dibuka lagi.")
def reopen(shell: Shell, fund: str, reason: str) -> None:
    """Open a closed fund again."""
    with shell.working() as desk:
        state = acts.reopen_fund(desk, fund, reason)
    show_fund(shell, state)


@command(
    "daftar",
    """Semua dana: perjanjian, diterima, dibelanjakan, dikembalikan, sisa, kemajuan.""",
    examples=("upk dana daftar", "upk dana daftar --per 2026-06-30"),
)
@_AS_OF
def list_all(shell: Shell, on: date | None) -> None:
    """List all funds."""
    found = list_funds(shell.desk(), shell.dated(on))
    notes = ("Bagikan saldo awal dengan: upk dana bagi KODE JUMLAH",) if found.unassigned else ()
    shell.show(
        Answer(
            data={
                "as_of": found.as_of,
                "funds": [figures.summary(state) for state in found.funds],
                "rest": Rupiah(sum(state.rest for state in found.funds)),
                "unassigned": Rupiah(found.unassigned),
            },
            facts=(
                ("Sisa semua dana", Rupiah(sum(state.rest for state in found.funds))),
                ("Dari saldo awal atau jurnal, belum dibagi", Rupiah(found.unassigned)),
            ),
            sections=(funds_section(found.funds),),
            notes=notes,
        )
    )


@command(
    "lihat",
    """Satu dana: perjanjian, termin, anggaran dan realisasi, kemajuan, swadaya, bukti.""",
    examples=("upk dana lihat APBD-JALAN", "upk dana lihat APBD-JALAN --per 2026-03-31"),
    refused=("dana yang tidak dikenal",),
)
@FUND
@_AS_OF
def view(shell: Shell, fund: str, on: date | None) -> None:
    """Show one fund."""
    shell.show(fund_answer(view_fund(shell.desk(), fund, shell.dated(on))))
