"""`upk kartu-kode`: the printed cards whose codes approve what one person alone shall not do."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.approval_cards import card_paper, list_cards, make_card, renew_card, revoke_card
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.shell import Shell
from upk_ledger.core.approvals import MOST_CODES, ApprovalCard, NewCard
from upk_ledger.core.statements import Cell, Column
from upk_ledger.exchange.files import check_absent, check_writable, in_folder, write_file
from upk_ledger.store.desk import Desk

_COLUMNS = (
    Column("card", "Kartu"),
    Column("holder", "Pemegang"),
    Column("made_on", "Dibuat", "date"),
    Column("codes", "Kode", "count"),
    Column("left", "Sisa", "count"),
    Column("status", "Keadaan"),
    Column("ended_on", "Dicabut", "date"),
    Column("reason", "Alasan"),
)

_CARD = click.argument("card", metavar="KARTU")
_COUNT = click.option(
    "--jumlah", "count", type=int, default=20, help=f"Banyaknya kode, 1 sampai {MOST_CODES}; bila kosong: 20."
)
_OUT = click.option(
    "--keluar",
    "out",
    type=click.Path(path_type=Path),
    required=True,
    help="Berkas PDF untuk dicetak, atau foldernya.",
)


@command(
    "buat",
    """Buat kartu kode persetujuan untuk seorang petugas, di depan orangnya. Kodenya hanya ada di kertas itu.

    Cetak berkasnya segera, serahkan kartunya, lalu hapus berkasnya. Kode tidak pernah tampil di layar; buku hanya
    menyimpan sidiknya. Kartu baru masuk daftar pengecualian, supaya pemegangnya dapat mencocokkan.""",
    examples=(
        "upk kartu-kode buat --pemegang pengawas --keluar kartu.pdf",
        "upk kartu-kode buat --pemegang koordinator --jumlah 40 --keluar E:\\kartu.pdf",
    ),
    refused=(
        "petugas yang tidak menjabat",
        "kartu untuk diri sendiri",
        "jumlah kode di luar batas",
        "berkas yang sudah ada",
    ),
    writes=True,
)
@click.option("--pemegang", "holder", required=True, help="Kode petugas yang akan memegangnya.")
@_COUNT
@_OUT
def make(shell: Shell, holder: str, count: int, out: Path) -> None:
    """Make a card and print it."""
    _print(shell, out, lambda desk: make_card(desk, holder, count))


@command(
    "ganti",
    """Cabut satu kartu dan buat penggantinya untuk pemegang yang sama, di depan orangnya.""",
    examples=('upk kartu-kode ganti KKP-001 --alasan "Kode habis" --keluar kartu.pdf',),
    refused=(
        "kartu yang tidak ada atau sudah dicabut",
        "pemegang yang tidak menjabat lagi",
        "kartu untuk diri sendiri",
        "tanpa alasan",
        "berkas yang sudah ada",
    ),
    writes=True,
)
@_CARD
@click.option("--alasan", "reason", required=True, help="Mengapa diganti.")
@_COUNT
@_OUT
def renew(shell: Shell, card: str, reason: str, count: int, out: Path) -> None:
    """Revoke a card and print its successor."""
    _print(shell, out, lambda desk: renew_card(desk, card, reason, count))


def _print(shell: Shell, out: Path, make_one: Callable[[Desk], NewCard]) -> None:
    """Write the new card's paper before the book keeps its digests: no card is kept that was not written."""
    with shell.working() as desk, desk.write():
        card = make_one(desk)
        path = in_folder(out, f"kartu-{card.card}.pdf")
        check_absent(path)
        check_writable(path)
        if not shell.trial:
            _write(desk, card, path)
    if not shell.trial:
        shell.tell(
            f"Tersimpan: {path}. Cetak sekarang di depan {card.name}, lalu hapus berkas ini; kodenya tidak dapat"
            " dicetak lagi."
        )
    shell.show(
        Answer(
            data={
                "card": card.card,
                "holder": card.holder,
                "name": card.name,
                "role": card.role,
                "made_on": card.made_on,
                "codes": len(card.codes),
                "path": None if shell.trial else str(path),
            },
            facts=(
                ("Kartu", card.card),
                ("Pemegang", f"{card.name}, {card.role}"),
                ("Dibuat", card.made_on),
                ("Kode", len(card.codes)),
            ),
        )
    )


def _write(desk: Desk, card: NewCard, path: Path) -> None:
    from upk_ledger.documents.approval_card import approval_card_pdf

    pdf = BytesIO()
    approval_card_pdf(card_paper(desk, card), pdf)
    write_file(path, pdf.getvalue())
    path.chmod(0o600)  # for whoever prints it, and nobody else of this computer


@command(
    "cabut",
    """Cabut satu kartu: kodenya tidak berlaku lagi. Kartu pengganti dibuat dengan upk kartu-kode buat.""",
    examples=('upk kartu-kode cabut KKP-001 --alasan "Hilang di rapat warga"',),
    refused=("kartu yang tidak ada atau sudah dicabut", "tanpa alasan"),
    writes=True,
)
@_CARD
@click.option("--alasan", "reason", required=True, help="Mengapa dicabut.")
def revoke(shell: Shell, card: str, reason: str) -> None:
    """Revoke a card."""
    with shell.working() as desk:
        ended = revoke_card(desk, card, reason)
    shell.show(
        Answer(
            data=_data(ended),
            facts=(
                ("Kartu", f"{ended.card}: dicabut"),
                ("Pemegang", ended.holder),
                ("Sisa kode", ended.left),
            ),
        )
    )


@command(
    "daftar",
    """Semua kartu: siapa pemegangnya, berapa kodenya yang tersisa, mana yang sudah dicabut.""",
    examples=("upk kartu-kode daftar",),
)
def list_all(shell: Shell) -> None:
    """List the cards."""
    cards = [_data(card) for card in list_cards(shell.desk())]
    rows: list[tuple[Cell, ...]] = [tuple(card.values()) for card in cards]
    shell.show(Answer(data={"cards": cards}, sections=(table(_COLUMNS, rows),)))


def _data(card: ApprovalCard) -> dict[str, Any]:
    return {
        "card": card.card,
        "holder": card.holder,
        "made_on": card.made_on,
        "codes": card.size,
        "left": card.left,
        "status": card.status,
        "ended_on": card.ended_on,
        "reason": card.reason or None,
    }
