"""`upk kas opname`: the cash box counted blind, then held against the book."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from upk_ledger.actions.cash_counts import (
    CountPlan,
    book_difference,
    count_cash,
    explain_difference,
    list_counts,
    plan_count,
    take_back_count,
)
from upk_ledger.actions.journal import show_entry
from upk_ledger.actions.report_cash import MINUTES, minutes_of
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import amount, rupiah
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import PAPER_FORMATS, command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE, Typed
from upk_ledger.cli.shell import Shell, ask, interactive
from upk_ledger.core.cash_counts import (
    AGREES,
    BOOKED,
    COIN,
    DENOMINATIONS,
    DIFFERS,
    EXPLAINED,
    TAKEN_BACK,
    CashCount,
    Pieces,
    parse_pieces,
)
from upk_ledger.core.errors.cash_counts import NotAPieceCount
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statement_builders_cash import count_data
from upk_ledger.core.statements import Cell, Column
from upk_ledger.store.desk import Desk

_PIECES = (
    Column("form", "Uang"),
    Column("denomination", "Pecahan", "money"),
    Column("pieces", "Lembar/keping", "count"),
    Column("amount", "Jumlah", "money"),
)
_COUNTS = (
    Column("number", "Nomor", "count"),
    Column("date", "Tanggal", "date"),
    Column("account_name", "Kas"),
    Column("counter_name", "Penghitung"),
    Column("counted", "Dihitung", "money"),
    Column("book", "Buku", "money"),
    Column("difference", "Selisih", "money"),
    Column("status", "Penyelesaian"),
    Column("voucher", "Bukti"),
    Column("explanation", "Penjelasan"),
)
_SAID = {
    AGREES: "cocok",
    DIFFERS: "belum diselesaikan",
    BOOKED: "dibukukan",
    EXPLAINED: "dijelaskan",
    TAKEN_BACK: "dibatalkan",
}
"""What stands of a count, in words."""

_NUMBER = click.argument("number", metavar="NOMOR", type=int)
_BOOK = click.option("--buku", "book", is_flag=True, help="Bukukan selisihnya.")
_EXPLAIN = click.option(
    "--jelaskan", "explanation", metavar="TEKS", help="Jelaskan selisihnya, tanpa membukukan."
)
_ONE = "Pakai salah satu saja: --buku atau --jelaskan."


@command(
    "opname",
    """Hitung uang di kas (opname): pecahan demi pecahan, baru kemudian dibandingkan dengan saldo buku.

    Di terminal setiap pecahan ditanyakan; kalau tidak, tulis --pecahan: "pecahan=lembar", dengan koma di antaranya;
    1000L adalah uang logam 1.000, "" kas yang kosong. Penghitungnya bukan kasir dan bukan yang mencatat kas hari itu,
    bila ada petugas lain. Selisihnya dibukukan atau dijelaskan, sekarang atau nanti: upk kas opname-selesaikan.""",
    examples=(
        "upk kas opname",
        'upk kas opname --pecahan "100000=3,50000=2,500=7" --penghitung pengawas --buku',
        'upk kas opname --pecahan "100000=3" --penghitung manajer --jelaskan "Nota parkir 2.000 belum dicatat"',
    ),
    refused=(
        "pecahan yang tidak dikenal atau tertulis dua kali",
        "penghitung yang bukan petugas pada tanggal itu",
        "akun yang bukan kas",
        "--buku di bulan yang sudah ditutup (hitung dulu, lalu opname-selesaikan)",
    ),
    writes=True,
)
@click.option("--tanggal", "on", type=DATE, help="Tanggal opname; bila kosong: hari ini.")
@click.option("--akun", "account", help="Akun kas; bila kosong: kas pertama dalam daftar akun.")
@click.option("--pecahan", "pieces", type=Typed("pecahan", parse_pieces), help="Yang dihitung, per pecahan.")
@click.option("--penghitung", "counter", metavar="KODE", help="Petugas yang menghitung; bila kosong: Anda.")
@click.option("--alasan", "reason", default="", help="Mengapa dihitung oleh kasir atau pencatat kas sendiri.")
@_BOOK
@_EXPLAIN
def count(
    shell: Shell,
    on: date | None,
    account: str | None,
    pieces: tuple[Pieces, ...] | None,
    counter: str | None,
    reason: str,
    *,
    book: bool,
    explanation: str | None,
) -> None:
    """Count the cash box."""
    if book and explanation is not None:
        raise click.UsageError(_ONE)
    if pieces is None and not interactive():
        raise click.UsageError('Belum ada pilihan --pecahan, misalnya --pecahan "100000=3,50000=2,500=7".')
    plan = plan_count(shell.desk(), shell.dated(on), account=account, counter=counter, book=book)
    why = _why_unfit(shell, plan, reason)
    found = _asked_pieces(plan) if pieces is None else pieces
    with shell.working() as desk:
        done = count_cash(desk, plan, found, why, book=book, explanation=explanation)
        if done.status == DIFFERS and interactive():
            done = _settled(shell, desk, plan, done)
        _tell_day(shell, desk, done)
    shell.show(_count_answer(done))


def _why_unfit(shell: Shell, plan: CountPlan, reason: str) -> str:
    """Why a cashier counts the own cash, asked for at the terminal."""
    if not plan.unfit:
        return reason
    shell.warn(
        f"{plan.counter_name} memegang atau mencatat kas hari itu, padahal ada petugas lain yang dapat menghitung."
        " Opname ini masuk daftar pengecualian untuk Pengawas."
    )
    if reason.strip() or not interactive():
        return reason
    return ask("Mengapa dihitung sendiri", _filled)


def _filled(text: str) -> None:
    if not text.strip():
        raise EmptyField("alasan")


def _asked_pieces(plan: CountPlan) -> tuple[Pieces, ...]:
    """The pieces of each denomination, typed one by one."""
    click.echo(f"Hitung uang di {plan.account} {plan.account_name}, pecahan demi pecahan.", err=True)
    found = []
    for form, denomination in DENOMINATIONS:
        pieces = ask(f"{'Keping' if form == COIN else 'Lembar'} {amount(denomination)}", _number, "0")
        found.append(Pieces(form, denomination, int(pieces)))
    return tuple(part for part in found if part.pieces)


def _number(text: str) -> None:
    bare = text.strip()
    if not (bare.isascii() and bare.isdecimal() and len(bare) <= 6):
        raise NotAPieceCount(text)


def _settled(shell: Shell, desk: Desk, plan: CountPlan, done: CashCount) -> CashCount:
    """What the person at the terminal decides about a difference, now that the count is on record."""
    shell.tell(
        f"Dihitung {rupiah(done.counted)}, saldo buku {rupiah(done.book)}, selisih {rupiah(done.difference)}."
    )
    choices = {"b": "[b]ukukan", "j": "[j]elaskan", "n": "[n]anti"}
    if not plan.bookable:
        shell.tell(
            "Bulannya sudah ditutup: bila dibukukan, tanggal buktinya hari pertama yang masih terbuka."
        )
    asked = click.prompt(
        f"Selisih: {', '.join(choices.values())}",
        type=click.Choice(list(choices)),
        default="n",
        show_choices=False,
        err=True,
    )
    if asked == "b":
        return book_difference(desk, done.number)
    return explain_difference(desk, done.number, ask("Penjelasan", _filled)) if asked == "j" else done


def _tell_day(shell: Shell, desk: Desk, done: CashCount) -> None:
    """Tell of a difference that is booked on another day than that of its count."""
    booked_on = show_entry(desk, done.voucher).entry.date if done.voucher else done.on
    if booked_on != done.on:
        shell.warn(
            f"Selisih opname tanggal {long_date(done.on)} dibukukan {long_date(booked_on)}, karena bulannya sudah"
            " ditutup."
        )


def _count_answer(done: CashCount) -> Answer:
    data = count_data(done)
    facts: list[tuple[str, Cell]] = [
        ("Nomor", done.number),
        ("Kas", f"{done.account} {done.account_name}"),
        ("Tanggal", done.on),
        ("Penghitung", done.counter_name),
        ("Uang yang dihitung", Rupiah(done.counted)),
        ("Saldo buku", Rupiah(done.book)),
        ("Selisih", Rupiah(done.difference)),
        ("Penyelesaian", _SAID[done.status]),
        ("Bukti", done.voucher or None),
        ("Penjelasan", done.words or None),
        ("Alasan", done.reason or None),
    ]
    rows = [[part[column.key] for column in _PIECES] for part in data["pieces"]]
    number = done.number
    notes = [f"Berita acara: upk kas opname-cetak {number} --keluar berita-acara-kas.pdf"]
    if done.status == DIFFERS:
        notes.insert(
            0, f"Selisihnya belum diselesaikan: upk kas opname-selesaikan {number} --buku, atau --jelaskan."
        )
    return Answer(
        data=data,
        facts=tuple((label, value) for label, value in facts if value is not None),
        tables=(table(_PIECES, rows),) if rows else (),
        notes=tuple(notes),
    )


@command(
    "opname-selesaikan",
    """Bukukan selisih sebuah opname, atau jelaskan.

    Bila bulan opname itu sudah ditutup, selisihnya dibukukan dengan tanggal pertama yang masih terbuka. Selisih yang
    sudah dijelaskan tidak ditagih lagi, juga bila opname berikutnya menemukan selisih yang sama.""",
    examples=(
        "upk kas opname-selesaikan 27 --buku",
        'upk kas opname-selesaikan 27 --jelaskan "Nota parkir 2.000 belum dicatat"',
    ),
    refused=(
        "opname yang tidak ada, dibatalkan, cocok, atau sudah selesai",
        "membukukan selisih kas yang sudah dihitung lagi, atau yang saldo bukunya sudah berubah",
    ),
    writes=True,
)
@_NUMBER
@_BOOK
@_EXPLAIN
def resolve(shell: Shell, number: int, *, book: bool, explanation: str | None) -> None:
    """Settle the difference of a count."""
    if book == (explanation is not None):
        raise click.UsageError(_ONE)
    with shell.working() as desk:
        done = (
            book_difference(desk, number)
            if explanation is None
            else explain_difference(desk, number, explanation)
        )
        _tell_day(shell, desk, done)
    shell.show(_count_answer(done))


@command(
    "opname-daftar",
    """Opname kas yang pernah dilakukan, yang terbaru paling bawah. Sebulan sebagai kertas: upk laporan opname-kas.""",
    examples=("upk kas opname-daftar", "upk kas opname-daftar --dari 2026-03-01 --sampai 2026-03-31"),
)
@click.option("--dari", "since", type=DATE, help="Mulai tanggal ini.")
@click.option("--sampai", "until", type=DATE, help="Sampai dengan tanggal ini.")
def list_all(shell: Shell, since: date | None, until: date | None) -> None:
    """List the counts."""
    listed = [count_data(one) for one in list_counts(shell.desk(), since, until)]
    rows: Sequence[Sequence[Any]] = [
        [(one | {"status": _SAID[one["status"]]})[column.key] for column in _COUNTS] for one in listed
    ]
    notes = () if listed else ("Belum ada opname kas.",)
    shell.show(Answer(data={"counts": listed}, sections=(table(_COUNTS, rows),), notes=notes))


@command(
    "opname-batal",
    "Batalkan sebuah opname yang salah; jurnal selisihnya ikut dibatalkan.",
    examples=('upk kas opname-batal 27 --alasan "Salah hitung"',),
    refused=("opname yang tidak ada atau sudah dibatalkan", "tanpa alasan", *REFUSED),
    writes=True,
)
@_NUMBER
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
@CODES
def take_back(shell: Shell, number: int, reason: str, codes: tuple[str, ...]) -> None:
    """Take a count back."""
    with shell.working() as desk:
        done = with_codes(shell, desk, codes, lambda given: take_back_count(desk, number, reason, given))
    shell.show(_count_answer(done))


@command(
    "opname-cetak",
    "Cetak berita acara opname kas NOMOR; tanpa NOMOR: yang terakhir.",
    examples=("upk kas opname-cetak --keluar berita-acara-kas.pdf", "upk kas opname-cetak 27"),
    refused=("opname yang tidak ada",),
    formats=PAPER_FORMATS,
)
@click.argument("number", metavar="[NOMOR]", type=int, required=False)
@OUT
@PAPER
def minutes(shell: Shell, number: int | None, out: str | None, paper: Paper) -> None:
    """Print the minutes of a count."""
    made = minutes_of(shell.desk(), number)
    deliver(shell, made, f"{MINUTES}-{made.data['number']}", out, paper)
