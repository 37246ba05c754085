"""`upk pinjaman kartu`: the card that the group holds, and the one that the office keeps."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import click

from upk_ledger.actions.cards import CardKind, card_statement, loan_card, running_cards
from upk_ledger.cli.commands import PAPER_FORMATS, command
from upk_ledger.cli.output import Answer, of_statement, to_csv, to_json, to_text
from upk_ledger.cli.papers import (
    BINARY,
    OUT,
    PAPER,
    Paper,
    destination,
    stream,
    told_format,
    workbook_bytes,
)
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.papers import LoanCard
from upk_ledger.exchange.files import write_file

_ALL = "semua"


@command(
    "kartu",
    """Kartu satu pinjaman, atau semua pinjaman yang berjalan (NOMOR: semua, hanya PDF).

    Kartu Angsuran dipegang KSM; Kartu Pinjaman disimpan UPK.""",
    examples=(
        "upk pinjaman kartu P-2026-0001",
        "upk pinjaman kartu P-2026-0001 --jenis pinjaman --keluar kartu.pdf",
        "upk pinjaman kartu semua --keluar kartu-oktober.pdf",
    ),
    refused=("pinjaman yang belum dicairkan",),
    formats=PAPER_FORMATS,
)
@click.argument("number", metavar="NOMOR")
@click.option("--per", "as_of", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
@click.option(
    "--jenis",
    "kind",
    type=click.Choice(["angsuran", "pinjaman"], case_sensitive=False),
    default="angsuran",
    help="Kartu Angsuran (dipegang KSM) atau Kartu Pinjaman (disimpan UPK).",
)
@OUT
@PAPER
def card(
    shell: Shell, number: str, *, as_of: date | None, kind: CardKind, out: str | None, paper: Paper
) -> None:
    """Show or print one card, or print all."""
    desk = shell.desk()
    day = as_of or desk.today
    every = number.casefold() == _ALL
    cards = running_cards(desk, kind, day) if every else [loan_card(desk, number, kind, day)]
    name = f"kartu-{kind}-{_ALL if every else cards[0].loan.replace('/', '-')}"
    if out is not None:
        path, form = destination(out, name, told_format(shell))
        write_file(path, _content(cards, form, paper))
        shell.tell(f"Tersimpan: {path}")
    elif shell.format in BINARY:
        stream(_content(cards, shell.format, paper), shell.format)
    else:
        shell.show(_answer(cards))


def _content(cards: Sequence[LoanCard], form: str, paper: Paper) -> bytes:
    if form == "pdf":
        from upk_ledger.documents.loan_card import loan_cards_pdf

        pdf = BytesIO()
        loan_cards_pdf(cards, pdf, paper)
        return pdf.getvalue()
    if form == "xlsx":
        return workbook_bytes([card_statement(card) for card in cards], paper)
    answer = _answer(cards)
    if form == "json":
        return (to_json(answer.data) + "\n").encode()
    return b"\xef\xbb\xbf" + to_csv(answer).encode() if form == "csv" else to_text(answer, None).encode()


def _answer(cards: Sequence[LoanCard]) -> Answer:
    if len(cards) != 1:
        raise click.UsageError("Beberapa kartu sekaligus hanya sebagai PDF. Pakai --keluar BERKAS.pdf.")
    return of_statement(card_statement(cards[0]))
