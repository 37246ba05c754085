"""`upk aset lepas`, `batal`, `batal-lepas`: an asset leaves, or was never to be registered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from upk_ledger.actions.asset_disposals import cancel_asset, dispose_of, undo_disposal
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.assets import CLOSED, CODE, UNKNOWN
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import AMOUNT, DATE
from upk_ledger.cli.postings import account_names, entries_section, post_and_show, posted_data
from upk_ledger.cli.shell import Shell
from upk_ledger.core.money import Rupiah
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry

_REASON = click.option("--alasan", "reason", required=True, help="Mengapa.")


@command(
    "lepas",
    """Lepaskan aset: dijual, atau tanpa uang bila rusak, hilang atau diberikan.

    Harga dan akumulasi penyusutannya sampai akhir bulan sebelumnya dikeluarkan dari pembukuan; selisihnya dengan uang
    yang diterima menjadi laba atau rugi pelepasan. Bila keliru: upk aset batal-lepas.""",
    examples=(
        'upk aset lepas INV-01 --dijual 1.000.000 --alasan "Diganti yang baru"',
        'upk aset lepas INV-02 --tanggal 2026-06-10 --alasan "Rusak, tidak dapat diperbaiki" --coba',
    ),
    refused=(UNKNOWN, "aset yang sudah dilepas", "tanggal sebelum perolehannya", CLOSED, "tanpa alasan"),
    writes=True,
    books=True,
)
@CODE
@click.option("--dijual", "proceeds", type=AMOUNT, help="Uang yang diterima; bila kosong: tidak ada.")
@click.option("--kas", "money", help="Akun kas atau bank yang menerima; bila kosong: kas UPK.")
@click.option("--tanggal", "on", type=DATE, help="Tanggalnya; bila kosong: hari ini.")
@_REASON
def dispose(
    shell: Shell, code: str, proceeds: int | None, money: str | None, on: date | None, reason: str
) -> None:
    """Dispose of an asset."""
    if money and not proceeds:
        raise click.UsageError("--kas hanya dipakai bersama --dijual.")
    day = shell.dated(on)
    with shell.working() as desk:
        done = dispose_of(desk, code, day, reason=reason, proceeds=proceeds or 0, money=money)
        names = account_names(desk)
    posted = posted_data(done.posted, names)
    caught_up = posted_data(done.caught_up, names) if done.caught_up else None
    asset = done.asset
    result = ("Laba pelepasan" if done.result >= 0 else "Rugi pelepasan", Rupiah(abs(done.result)))
    data: dict[str, Any] = {
        "code": asset.code,
        "name": asset.name,
        "date": day,
        "cost": Rupiah(asset.cost),
        "accumulated": Rupiah(done.accumulated),
        "book_value": Rupiah(asset.cost - done.accumulated),
        "proceeds": Rupiah(done.proceeds),
        "result": Rupiah(done.result),
    }
    shell.show(
        Answer(
            data=data | {"voucher": done.posted.voucher, "posted": posted, "caught_up": caught_up},
            facts=(
                ("Bukti", done.posted.voucher),
                ("Aset", f"{asset.code} {asset.name}"),
                ("Tanggal", day),
                ("Harga perolehan", data["cost"]),
                ("Akumulasi penyusutan", data["accumulated"]),
                ("Nilai buku", data["book_value"]),
                ("Uang diterima", data["proceeds"]),
                result,
            ),
            tables=(entries_section([entry for entry in (caught_up, posted) if entry]),),
        )
    )


@command(
    "batal",
    """Batalkan pendaftaran aset. Pembelian yang dibukukan oleh upk aset tambah ikut dibatalkan, begitu juga
    penyusutannya; bukti yang sudah ada sebelum aset didaftarkan tetap.""",
    examples=('upk aset batal INV-02 --alasan "Bukan aset, habis dipakai"',),
    refused=(UNKNOWN, "aset yang sudah dilepas", "tanpa alasan", *REFUSED),
    writes=True,
)
@CODE
@_REASON
@CODES
def cancel(shell: Shell, code: str, reason: str, codes: tuple[str, ...]) -> None:
    """Take a registration back."""
    with shell.working() as desk:
        done = with_codes(
            shell, desk, codes, lambda given: cancel_asset(desk, code, reason=reason, codes=given)
        )
        posted = _entries(desk, (done.reversed_by, done.taken_back))
    asset = done.asset
    shell.show(
        Answer(
            data={"code": asset.code, "name": asset.name, "from": done.on, "posted": posted},
            facts=(("Aset", f"{asset.code} {asset.name}: batal terdaftar"), ("Mulai", done.on)),
            tables=(entries_section(posted),) if posted else (),
        )
    )


def _entries(desk: Desk, entries: Sequence[PostedEntry | None]) -> list[dict[str, Any]]:
    names = account_names(desk)
    return [posted_data(entry, names) for entry in entries if entry is not None]


@command(
    "batal-lepas",
    """Batalkan pelepasan aset dengan jurnal koreksi: asetnya ada lagi dan disusutkan seterusnya.""",
    examples=('upk aset batal-lepas INV-01 --alasan "Salah kode"',),
    refused=(UNKNOWN, "aset yang tidak sedang dilepas", "tanpa alasan", *REFUSED),
    writes=True,
)
@CODE
@_REASON
@CODES
def undo(shell: Shell, code: str, reason: str, codes: tuple[str, ...]) -> None:
    """Take a disposal back."""
    post_and_show(
        shell,
        lambda desk: with_codes(
            shell, desk, codes, lambda given: undo_disposal(desk, code, reason=reason, codes=given)
        ),
    )
