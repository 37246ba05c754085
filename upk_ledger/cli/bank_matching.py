"""`upk bank`: lines matched with entries, charges booked, balances reconciled."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from upk_ledger.actions.bank import Reconciliation, cancel_reconciliation, reconcile_bank
from upk_ledger.actions.bank_matching import (
    Charge,
    Matching,
    book_charges,
    cancel_lines,
    charge_line,
    match_bank,
    match_by_hand,
    release_line,
)
from upk_ledger.actions.report_bank import reconciliation_paper
from upk_ledger.actions.tills import overdrawn_since
from upk_ledger.bahasa.bank import CHARGE_NAMES
from upk_ledger.bahasa.dates import long_date
from upk_ledger.cli.bank import ACCOUNT, BALANCE
from upk_ledger.cli.commands import PAPER_FORMATS, command
from upk_ledger.cli.output import Answer, render, table
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE
from upk_ledger.cli.postings import warn_overdrawn
from upk_ledger.cli.shell import Shell, interactive
from upk_ledger.core.bank import BankLine, BookMove, Found
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column, Section
from upk_ledger.store.posting import PostedEntry

_FOUND = (
    Column("line", "Baris"),
    Column("date", "Tanggal bank", "date"),
    Column("amount", "Jumlah", "money"),
    Column("vouchers", "Bukti"),
    Column("book_date", "Tanggal buku", "date"),
    Column("note", "Catatan"),
)
_IN_BOOK = (
    Column("voucher", "Bukti"),
    Column("date", "Tanggal", "date"),
    Column("description", "Uraian"),
    Column("received", "Masuk", "money"),
    Column("paid", "Keluar", "money"),
)
_AT_BANK = (Column("line", "Baris"), *_IN_BOOK[1:])
_CHARGES = (
    Column("line", "Baris"),
    Column("date", "Tanggal", "date"),
    Column("description", "Keterangan bank"),
    Column("name", "Dibukukan sebagai"),
    Column("booked_on", "Tanggal bukti", "date"),
    Column("amount", "Jumlah", "money"),
    Column("voucher", "Bukti"),
)


@command(
    "cocokkan",
    """Cocokkan baris rekening koran dengan bukti di buku, dan bukukan bunga, pajak dan biaya bank.

    Dicocokkan bila jumlahnya sama dan harinya paling dekat (pengaturan "hari-cocok"). Lalu terlihat yang hanya ada di
    satu sisi; bunga, pajak dan biaya yang hanya ada di bank dibukukan sekaligus sesudah satu persetujuan (--ya).
    Kesalahan bank yang dibetulkannya sendiri (jumlah sama, berlawanan) saling meniadakan dan tidak dibukukan.
    Dengan tangan: --baris dan salah satu dari --bukti, --dengan, --sebagai.""",
    examples=(
        "upk bank cocokkan --akun 11021",
        "upk bank cocokkan --akun 11021 --per 2026-10-31 --ya",
        "upk bank cocokkan --akun 11021 --baris 3.12 --bukti KM/2026/10/0004",
        "upk bank cocokkan --akun 11021 --baris 3.14 --sebagai administrasi",
        "upk bank cocokkan --akun 11021 --baris 3.15 --dengan 3.17",
    ),
    refused=(
        "akun yang bukan bank",
        "baris yang tidak ada, dari sebelum awal pembukuan, atau sudah cocok",
        "bukti yang tidak ada, dibatalkan, bukan dari akun itu, atau sudah cocok dengan baris lain",
        "jumlah yang berbeda, dua baris yang tidak saling meniadakan",
    ),
    writes=True,
)
@ACCOUNT
@click.option(
    "--per", "on", type=DATE, help="Sampai tanggal ini; bila kosong: hari ini, atau baris terakhir."
)
@click.option("--baris", "line", help="Baris rekening koran: nomornya, titik, nomor baris; misalnya 3.12.")
@click.option("--bukti", "vouchers", multiple=True, help="Bukti untuk baris itu; boleh diulang.")
@click.option(
    "--dengan", "other", metavar="BARIS", help="Baris lain yang meniadakannya: pembetulan oleh bank."
)
@click.option(
    "--sebagai", "kind", type=click.Choice(tuple(CHARGE_NAMES)), help="Bukukan baris itu sebagai ini."
)
def match(
    shell: Shell,
    account: str,
    on: date | None,
    line: str | None,
    vouchers: tuple[str, ...],
    other: str | None,
    kind: str | None,
) -> None:
    """Match lines with entries."""
    if sum(map(bool, (vouchers, other, kind))) != (line is not None):
        raise click.UsageError("Dengan --baris, sebut --bukti, --dengan atau --sebagai (salah satu).")
    if line is None:
        _match_all(shell, account, on)
    elif other is not None:
        with shell.working() as desk:
            found = cancel_lines(desk, line, other, account)
        shell.show(_found_answer([found]))
    elif kind is None:
        with shell.working() as desk:
            found = match_by_hand(desk, line, vouchers, account)
        shell.show(_found_answer([found]))
    else:
        with shell.working() as desk:
            code, charge = charge_line(desk, line, kind, account)
            posted = _booked(shell, code, [charge])
        shell.show(_charges_answer([charge], posted))


def _match_all(shell: Shell, account: str, on: date | None) -> None:
    with shell.working() as desk:
        result = match_bank(desk, account, on)
        booking = result.charges and (
            shell.yes or (interactive() and not shell.trial and _agreed(shell, result))
        )
        posted = _booked(shell, result.account.code, result.charges) if booking else []
    if not result.read:
        code = result.account.code
        note = f"Belum ada rekening koran akun {code}. Baca dulu: upk bank baca BERKAS --akun {code}"
        if shell.format == "tabel":
            shell.show(Answer(data={}, notes=(note,)))
            return
        shell.tell(note)
    shell.show(_matching_answer(result, posted))


def _agreed(shell: Shell, result: Matching) -> bool:
    """Whether the person at the terminal wants all charges booked."""
    shell.tell(render(Answer(data={}, tables=(_charges_section(result.charges, []),)), "tabel").rstrip())
    try:
        shell.confirm("Bukukan semuanya?")
    except click.Abort:
        return False
    return True


def _booked(shell: Shell, account: str, charges: Sequence[Charge]) -> list[PostedEntry]:
    desk = shell.desk()
    posted = book_charges(desk, account, charges)
    for charge in charges:
        if charge.on != charge.line.on:
            shell.warn(
                f"Baris {charge.line.name} tanggal {long_date(charge.line.on)} dibukukan {long_date(charge.on)},"
                " karena bulannya sudah ditutup."
            )
    warn_overdrawn(shell, overdrawn_since(desk, min(charge.on for charge in charges)))
    return posted


def _sides(amount: int) -> tuple[Rupiah | None, Rupiah | None]:
    return (Rupiah(amount), None) if amount > 0 else (None, Rupiah(-amount))


def _found_data(one: Found) -> dict[str, Any]:
    return {
        "line": one.line.name,
        "date": one.line.on,
        "amount": Rupiah(one.line.amount),
        "description": one.line.words,
        "vouchers": [move.voucher for move in one.moves],
        "cancelled_by": one.other.name if one.other else None,
        "book_date": one.moves[0].on if one.moves else None,
        "doubtful": one.doubtful,
    }


def _found_section(found: Sequence[Found]) -> Section:
    rows = [
        (one.line.name, one.line.on, Rupiah(one.line.amount), ", ".join(move.voucher for move in one.moves) or None,
         one.moves[0].on if one.moves else None, _found_note(one))
        for one in found
    ]  # fmt: skip
    return table(_FOUND, rows, "Baru dicocokkan")


def _found_note(one: Found) -> str | None:
    if one.other:
        return f"dibetulkan bank: baris {one.other.name}, {long_date(one.other.on)}"
    return "periksa: ada lebih dari satu yang mungkin" if one.doubtful else None


def _found_answer(found: Sequence[Found]) -> Answer:
    return Answer(data={"matched": [_found_data(one) for one in found]}, sections=(_found_section(found),))


def _move_data(move: BookMove) -> dict[str, Any]:
    return {
        "voucher": move.voucher,
        "date": move.on,
        "description": move.words,
        "amount": Rupiah(move.amount),
    }


def _line_data(line: BankLine) -> dict[str, Any]:
    return {"line": line.name, "date": line.on, "description": line.words, "amount": Rupiah(line.amount)}


def _charge_data(charge: Charge, posted: PostedEntry | None) -> dict[str, Any]:
    return _line_data(charge.line) | {
        "kind": charge.kind,
        "name": CHARGE_NAMES[charge.kind],
        "booked_on": charge.on,
        "voucher": posted.voucher if posted else None,
    }


def _charges_section(charges: Sequence[Charge], posted: Sequence[PostedEntry]) -> Section:
    listed = _charges_data(charges, posted)
    caption = "Bunga, pajak dan biaya bank" + (" yang dibukukan" if posted else " yang dapat dibukukan")
    return table(_CHARGES, [[one[column.key] for column in _CHARGES] for one in listed], caption)


def _charges_data(charges: Sequence[Charge], posted: Sequence[PostedEntry]) -> list[dict[str, Any]]:
    return [_charge_data(charge, posted[place] if posted else None) for place, charge in enumerate(charges)]


def _charges_answer(charges: Sequence[Charge], posted: Sequence[PostedEntry]) -> Answer:
    return Answer(
        data={"booked": _charges_data(charges, posted)}, sections=(_charges_section(charges, posted),)
    )


def _matching_answer(result: Matching, posted: Sequence[PostedEntry]) -> Answer:
    booked = {charge.line.key for charge in result.charges} if posted else set()
    lines = [line for line in result.sides.lines if line.key not in booked]
    moves = result.sides.moves
    data = {
        "account": result.account.code,
        "as_of": result.on,
        "matched": [_found_data(one) for one in result.found],
        "in_book_only": [_move_data(move) for move in moves],
        "at_bank_only": [_line_data(line) for line in lines],
        "charges": _charges_data(result.charges, posted),
        "booked": bool(posted),
    }
    sections = [
        _found_section(result.found),
        table(
            _IN_BOOK,
            [(move.voucher, move.on, move.words, *_sides(move.amount)) for move in moves],
            "Ada di buku, belum di bank (setoran dalam perjalanan, pengeluaran yang belum tercatat di bank)",
        ),
        table(
            _AT_BANK,
            [(line.name, line.on, line.words, *_sides(line.amount)) for line in lines],
            "Ada di bank, belum di buku",
        ),
    ]
    if result.charges:
        sections.append(_charges_section(result.charges, posted))
    code = result.account.code
    waiting = result.charges and not posted
    note = (
        (f"Bukukan bunga, pajak dan biaya itu dengan: upk bank cocokkan --akun {code} --ya",)
        if waiting
        else ()
    )
    return Answer(data=data, sections=tuple(sections), notes=note)


@command(
    "lepas",
    """Lepaskan satu baris rekening koran dari bukti yang keliru dicocokkan dengannya; jurnalnya tetap ada.

    Baris yang dibetulkan bank dengan baris lain dilepas bersama baris itu.""",
    examples=("upk bank lepas 3.12",),
    refused=("baris yang tidak ada", "baris yang belum cocok"),
    writes=True,
)
@click.argument("line", metavar="BARIS")
def release(shell: Shell, line: str) -> None:
    """Take a match back."""
    with shell.working() as desk:
        found = release_line(desk, line)
    vouchers, other = [move.voucher for move in found.moves], found.other and found.other.name
    data = {"line": found.line.name, "vouchers": vouchers, "cancelled_by": other}
    released = ", ".join([*vouchers, *([f"baris {other}"] if other else [])])
    facts = (("Baris", found.line.name), ("Dilepas dari", released))
    shell.show(Answer(data=data, facts=facts))


@command(
    "rekonsiliasi",
    """Jelaskan saldo bank dan saldo buku satu akun per satu tanggal, sampai ke sen, lalu catat dan cetak.

    Cocokkan dulu (upk bank cocokkan). Bila rekening koran yang dibaca belum sampai tanggal itu, sebut saldo menurut
    bank atau buku tabungan dengan --saldo.""",
    examples=(
        "upk bank rekonsiliasi --akun 11021 --per 2026-10-31",
        "upk bank rekonsiliasi --akun 11021 --per 2026-10-31 --keluar rekonsiliasi.pdf",
        "upk bank rekonsiliasi --akun 11022 --per 2026-10-31 --saldo 2.500.000",
    ),
    refused=(
        "selisih yang belum terjelaskan",
        "saldo bank yang belum diketahui pada tanggal itu, atau lain dari rekening korannya",
        "akun yang bukan bank",
    ),
    writes=True,
    formats=PAPER_FORMATS,
)
@ACCOUNT
@click.option("--per", "on", type=DATE, required=True, help="Tanggal kedua saldo, misalnya akhir bulan.")
@click.option("--saldo", "told", type=BALANCE, help="Saldo menurut bank pada tanggal itu.")
@OUT
@PAPER
def reconcile(shell: Shell, account: str, on: date, told: int | None, out: str | None, paper: Paper) -> None:
    """Reconcile a day's balances."""
    day = shell.dated(on)
    with shell.working() as desk:
        result = reconcile_bank(desk, account, day, told)
        statement = reconciliation_paper(desk, result.recorded)
    _warn(shell, result)
    deliver(
        shell,
        statement,
        f"rekonsiliasi-bank-{result.account.code}-{day}",
        None if shell.trial else out,
        paper,
    )


def _warn(shell: Shell, result: Reconciliation) -> None:
    if result.repeated:
        shell.tell("Rekonsiliasi ini sudah tercatat; tidak dicatat lagi.")
    if result.later:
        shell.tell(
            f"{len(result.later)} mutasi bank sampai tanggal ini sudah diselesaikan dengan tanggal sesudahnya:"
            " dibukukan di bulan yang terbuka, atau dibetulkan bank. Saldo buku baru memuatnya pada tanggal itu."
        )
    if any(line.key not in result.later for line in result.found.at_bank_only):
        shell.warn(
            "Masih ada mutasi bank yang belum dibukukan. Bukukan supaya saldo buku sama dengan keadaannya:"
            f" upk bank cocokkan --akun {result.account.code}"
        )


@command(
    "batal-rekonsiliasi",
    """Batalkan rekonsiliasi satu akun per satu tanggal; tanggal itu dianggap belum direkonsiliasi.

    Kertas bulan yang sudah ditutup tetap seperti saat dicetak pertama kali.""",
    examples=(
        'upk bank batal-rekonsiliasi --akun 11021 --per 2026-10-31 --alasan "Saldo bank keliru disebut"',
    ),
    refused=("tanggal yang tidak direkonsiliasi", "akun yang bukan bank", "tanpa alasan"),
    writes=True,
)
@ACCOUNT
@click.option("--per", "on", type=DATE, required=True, help="Tanggal rekonsiliasi itu.")
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
def cancel(shell: Shell, account: str, on: date, reason: str) -> None:
    """Take a reconciliation back."""
    with shell.working() as desk:
        bank, found = cancel_reconciliation(desk, account, on, reason)
    data = {
        "account": bank.code,
        "as_of": found.on,
        "statement_balance": Rupiah(found.bank),
        "book_balance": Rupiah(found.book),
        "cancelled": True,
    }
    facts = (
        ("Akun", f"{bank.code} {bank.name}"),
        ("Per", found.on),
        ("Saldo bank", Rupiah(found.bank)),
        ("Saldo buku", Rupiah(found.book)),
    )
    shell.show(Answer(data=data, facts=facts, notes=("Rekonsiliasi ini dibatalkan.",)))
