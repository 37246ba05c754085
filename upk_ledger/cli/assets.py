"""`upk aset`: the register of assets: taking them up, listing them, one with its history."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from upk_ledger.actions.assets import (
    RegisteredAsset,
    asset_history,
    asset_list,
    buy_asset,
    take_over_asset,
    take_up_asset,
)
from upk_ledger.actions.tills import overdrawn_by
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.numbers import parse_life, rupiah
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import AMOUNT, DATE, Typed
from upk_ledger.cli.postings import account_names, lines_section, posted_data, warn_overdrawn
from upk_ledger.cli.shell import Shell
from upk_ledger.core.assets import Asset, AssetAt, AssetMove, NewAsset
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column

_LIST = (
    Column("code", "Kode"),
    Column("name", "Nama barang"),
    Column("place", "Tempat"),
    Column("acquired_on", "Perolehan", "date"),
    Column("cost", "Harga", "money"),
    Column("accumulated", "Penyusutan", "money"),
    Column("book_value", "Nilai buku", "money"),
)
_MOVES = (
    Column("date", "Tanggal", "date"),
    Column("voucher", "Bukti"),
    Column("description", "Keterangan"),
    Column("cost", "Harga", "money"),
    Column("accumulated", "Penyusutan", "money"),
)
CODE = click.argument("code", metavar="KODE")
_LIFE = Typed("umur", parse_life)
CLOSED = "tanggal di bulan yang sudah ditutup"
UNKNOWN = "kode yang tidak terdaftar"


def _terms(asset: Asset) -> dict[str, Any]:
    return {
        "code": asset.code,
        "name": asset.name,
        "place": asset.place,
        "account": asset.account,
        "acquired_on": asset.acquired,
        "cost": Rupiah(asset.cost),
        "salvage": Rupiah(asset.salvage),
        "life": asset.life,
        "first_month": str(asset.first),
        "depreciated_before": Rupiah(asset.depreciated),
        "voucher": asset.voucher or None,
    }


@command(
    "tambah",
    """Daftarkan aset. Tanpa --bukti dan --saldo-awal: dibeli sekarang, dan pembeliannya dibukukan.

    --bukti: pembeliannya sudah dibukukan dengan bukti itu. --saldo-awal: sudah dimiliki ketika pembukuan dimulai dan
    ada dalam saldo awal. Penyusutannya dibukukan setiap tutup buku, garis lurus, mulai bulan sesudah perolehan
    (pengaturan mulai-susut). Untuk tanah, yang tidak disusutkan, isi --nilai-sisa sebesar harganya.""",
    examples=(
        'upk aset tambah --kode INV-01 --nama "Laptop" --harga 6.000.000 --umur "4 tahun" --lokasi "Kantor UPK"',
        'upk aset tambah --kode INV-02 --nama "Lemari arsip" --harga 1.500.000 --umur 60 --bukti KK/2026/05/0003',
        'upk aset tambah --kode INV-03 --nama "Meja" --harga 800.000 --umur 60 --tanggal 2023-07-01 --saldo-awal',
    ),
    refused=(
        "kode yang sudah dipakai",
        "bukti yang tidak mendebit akun aset tetap sebesar harganya",
        "harga atau penyusutan yang melebihi saldo awal akunnya",
        "nilai sisa yang melebihi harga",
        CLOSED,
    ),
    writes=True,
    books=True,
)
@click.option("--kode", "code", required=True, help="Kode inventaris, misalnya INV-01.")
@click.option("--nama", "name", required=True, help="Nama barang.")
@click.option("--harga", "cost", type=AMOUNT, required=True, help="Harga perolehan.")
@click.option(
    "--umur", "life", type=_LIFE, required=True, help='Umur manfaat: bulan, atau misalnya "4 tahun".'
)
@click.option(
    "--tanggal", "on", type=DATE, help="Tanggal perolehan; bila kosong: hari ini, atau tanggal buktinya."
)
@click.option("--nilai-sisa", "salvage", type=AMOUNT, help="Nilai pada akhir umurnya; bila kosong: nol.")
@click.option("--lokasi", "place", default="", help="Di mana barangnya.")
@click.option("--akun", "account", help="Akun aset tetap; bila kosong: yang pertama dalam daftar akun.")
@click.option("--kas", "money", help="Akun kas atau bank yang membayar; bila kosong: kas UPK.")
@click.option("--bukti", "voucher", help="Bukti yang sudah membukukan pembeliannya.")
@click.option("--saldo-awal", "opening", is_flag=True, help="Aset ini bagian dari saldo awal.")
@click.option(
    "--tersusut",
    "depreciated",
    type=AMOUNT,
    help="Penyusutannya dalam saldo awal; bila kosong: menurut umurnya.",
)
def add(
    shell: Shell,
    code: str,
    name: str,
    cost: int,
    life: int,
    on: date | None,
    salvage: int | None,
    place: str,
    account: str | None,
    money: str | None,
    voucher: str | None,
    opening: bool,
    depreciated: int | None,
) -> None:
    """Register an asset."""
    _check_ways(on, money, voucher, opening=opening, depreciated=depreciated)
    new = NewAsset(code, name, cost, life, salvage or 0, place, account)
    day = on if opening or voucher else shell.dated(on)
    with shell.working() as desk:
        if voucher:
            made = take_up_asset(desk, new, voucher)
        elif opening and day:
            made = take_over_asset(desk, new, day, depreciated)
        else:
            made = buy_asset(desk, new, day or desk.today, money)
        posted = posted_data(made.posted, account_names(desk)) if made.posted else None
        short = overdrawn_by(desk, made.posted.entry) if made.posted else ()
    warn_overdrawn(shell, short)
    shell.show(_registered(made, posted))


def _check_ways(
    on: date | None, money: str | None, voucher: str | None, *, opening: bool, depreciated: int | None
) -> None:
    """An asset comes in one of three ways, each with its own options."""
    if voucher and opening:
        raise click.UsageError("Pakai salah satu saja: --bukti atau --saldo-awal.")
    if money and (voucher or opening):
        raise click.UsageError(
            "--kas hanya untuk aset yang dibeli sekarang, tanpa --bukti atau --saldo-awal."
        )
    if voucher and on:
        raise click.UsageError("--tanggal tidak dipakai bersama --bukti: tanggal buktinya yang berlaku.")
    if opening and on is None:
        raise click.UsageError("Sebut kapan aset ini diperoleh: --tanggal.")
    if depreciated is not None and not opening:
        raise click.UsageError("--tersusut hanya dipakai bersama --saldo-awal.")


def _registered(made: RegisteredAsset, posted: dict[str, Any] | None) -> Answer:
    asset = made.asset
    notes = []
    if made.behind:
        notes.append(
            f"Penyusutan bulan-bulan yang sudah ditutup, {rupiah(made.behind)}, ikut dibukukan pada tutup buku"
            " berikutnya."
        )
    return Answer(
        data=_terms(asset) | {"behind": Rupiah(made.behind), "posted": posted},
        facts=(
            ("Kode", asset.code),
            ("Nama", asset.name),
            ("Tempat", asset.place),
            ("Tanggal perolehan", asset.acquired),
            ("Harga perolehan", Rupiah(asset.cost)),
            ("Nilai sisa", Rupiah(asset.salvage)),
            ("Umur", f"{asset.life} bulan"),
            ("Disusutkan mulai", long_month(asset.first)),
            ("Sudah tersusut", Rupiah(asset.depreciated)),
            ("Bukti", asset.voucher or "saldo awal"),
        ),
        tables=(lines_section(posted),) if posted else (),
        notes=tuple(notes),
    )


@command(
    "daftar",
    "Aset yang dimiliki dan nilai bukunya. Daftar untuk dicetak: upk laporan inventaris.",
    examples=("upk aset daftar", "upk aset daftar --per 2026-12-31"),
)
@click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
def list_all(shell: Shell, on: date | None) -> None:
    """List the assets."""
    day = on or shell.desk().today
    found = asset_list(shell.desk(), day)
    rows = [
        (at.asset.code, at.asset.name, at.asset.place, at.asset.acquired, Rupiah(at.asset.cost),
         Rupiah(at.accumulated), Rupiah(at.book_value))
        for at in found
    ]  # fmt: skip
    total = Rupiah(sum(at.book_value for at in found))
    shell.show(
        Answer(
            data={"as_of": day, "assets": [_at(at) for at in found], "book_value": total},
            sections=(table(_LIST, rows),),
            notes=(f"Nilai buku seluruhnya {rupiah(total)}.",),
        )
    )


def _at(at: AssetAt) -> dict[str, Any]:
    return _terms(at.asset) | {"accumulated": Rupiah(at.accumulated), "book_value": Rupiah(at.book_value)}


@command(
    "lihat",
    "Satu aset: syarat penyusutannya, nilai bukunya, dan semua bukti tentangnya.",
    examples=("upk aset lihat INV-01", "upk aset lihat INV-01 --per 2026-12-31"),
    refused=(UNKNOWN,),
)
@CODE
@click.option("--per", "on", type=DATE, help="Nilai buku pada tanggal ini; bila kosong: hari ini.")
def view(shell: Shell, code: str, on: date | None) -> None:
    """Show one asset."""
    day = on or shell.desk().today
    found = asset_history(shell.desk(), code, day)
    asset, at = found.asset, found.at
    left = asset.disposal(day)
    status = "dilepas" if left else "ada" if at else "batal" if asset.until else "belum ada"
    data = _terms(asset) | {
        "as_of": day,
        "status": status,
        "accumulated": Rupiah(at.accumulated) if at else None,
        "book_value": Rupiah(at.book_value) if at else None,
        "disposed_on": left.on if left else None,
        "moves": [_move(move) for move in found.moves],
    }
    shell.show(
        Answer(
            data=data,
            facts=(
                ("Kode", asset.code),
                ("Nama", asset.name),
                ("Tempat", asset.place),
                ("Keadaan", status),
                ("Tanggal perolehan", asset.acquired),
                ("Bukti perolehan", asset.voucher or "saldo awal"),
                ("Harga perolehan", Rupiah(asset.cost)),
                ("Nilai sisa", Rupiah(asset.salvage)),
                ("Umur", f"{asset.life} bulan, disusutkan mulai {long_month(asset.first)}"),
                ("Tersusut dalam saldo awal", Rupiah(asset.depreciated)),
                *(
                    (("Akumulasi penyusutan", data["accumulated"]), ("Nilai buku", data["book_value"]))
                    if at
                    else ()
                ),
            ),
            tables=(table(_MOVES, _move_rows(found.moves), "Riwayat"),) if found.moves else (),
        )
    )


def _move(move: AssetMove) -> dict[str, Any]:
    return {
        "date": move.on,
        "voucher": move.voucher,
        "kind": move.kind,
        "description": move.description,
        "cost": Rupiah(move.cost),
        "accumulated": Rupiah(move.accumulated),
    }


def _move_rows(moves: Sequence[AssetMove]) -> list[tuple[Any, ...]]:
    return [
        (move.on, move.voucher, move.description, Rupiah(move.cost) or None, Rupiah(move.accumulated) or None)
        for move in moves
    ]
