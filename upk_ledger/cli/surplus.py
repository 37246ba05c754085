"""`upk laba`: the shares by which a year's surplus is allocated, its allocation, what is paid of it."""

from datetime import date
from typing import Any

import click

from upk_ledger.actions import surplus as actions
from upk_ledger.bahasa.numbers import exact, parse_percent, rupiah
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import AMOUNT, DATE, Typed
from upk_ledger.cli.postings import account_names, post_and_show
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.surplus import ShareUnreadable
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column
from upk_ledger.core.surplus import Allocation, AllocationPayment, Share, Unpaid

_YEAR = click.IntRange(1900, 2999)

_SHARES = (
    Column("purpose", "Tujuan"),
    Column("account", "Akun"),
    Column("name", "Nama akun"),
    Column("percent", "%", "percent"),
)
_PARTS = (*_SHARES, Column("amount", "Jumlah", "money"))
_OWED = (
    Column("year", "Laba tahun"),
    Column("purpose", "Tujuan"),
    Column("account", "Akun"),
    Column("allocated", "Dialokasikan", "money"),
    Column("paid", "Dibayarkan", "money"),
    Column("left", "Belum dibayarkan", "money"),
)
_PAID = (
    Column("date", "Tanggal", "date"),
    Column("voucher", "Bukti"),
    Column("year", "Laba tahun"),
    Column("purpose", "Tujuan"),
    Column("amount", "Jumlah", "money"),
)


def _share(typed: str) -> Share:
    """Dana Sosial=21030:15% as a share."""
    purpose, _, rest = typed.rpartition("=")
    account, _, percent = rest.rpartition(":")
    if not purpose.strip() or not account.strip() or not percent.strip():
        raise ShareUnreadable(typed)
    return Share(purpose.strip(), account.strip(), parse_percent(percent))


_SHARE = Typed("bagian", _share)
_NOT_WHOLE = (
    "bagian yang tidak berjumlah 100%, nol, atau bertujuan sama",
    "bagian ke akun yang bukan modal, laba ditahan atau dana alokasi laba",
    "tanpa bagian untuk modal atau laba ditahan",
)


def _share_data(share: Share, names: dict[str, str]) -> dict[str, Any]:
    return {
        "purpose": share.purpose,
        "account": share.account,
        "name": names[share.account],
        "percent": exact(share.percent),
    }


@command(
    "bagian",
    """Daftar bagian laba: untuk apa, akunnya, berapa persen. Tanpa --tujuan: perlihatkan daftar yang berlaku.

    Sisa pembulatan masuk ke bagian modal yang pertama (bila tidak ada: ke bagian yang tinggal di laba ditahan).""",
    examples=(
        "upk laba bagian",
        'upk laba bagian --tujuan "Modal=31050:50%" --tujuan "Kelembagaan=21030:35%" --tujuan "Dana Sosial=21030:15%"',
    ),
    refused=_NOT_WHOLE,
    writes=True,
)
@click.option(
    "--tujuan",
    "shares",
    type=_SHARE,
    multiple=True,
    metavar="NAMA=AKUN:PERSEN",
    help="Satu bagian; ulangi sampai semuanya 100%.",
)
def shares(shell: Shell, shares: tuple[Share, ...]) -> None:
    """Show the table of shares, or set it."""
    with shell.working() as desk:
        found = actions.set_shares(desk, shares) if shares else actions.shares_now(desk)
        names = account_names(desk)
    listed = [_share_data(share, names) for share in found]
    shell.show(
        Answer(data={"shares": listed}, sections=(table(_SHARES, [tuple(row.values()) for row in listed]),))
    )


@command(
    "bagi",
    """Bagi laba satu tahun menurut putusan BKM atau rembug warga.

    Setiap bagian dibulatkan ke bawah; modal menerima sisanya. Yang untuk dana sosial dan lainnya menjadi hutang sampai
    dibayarkan dengan: upk laba bayar. Bila keliru: upk jurnal koreksi BUKTI.""",
    examples=(
        "upk laba bagi 2026 --putusan 03/RWT/2027 --tanggal 2027-02-20",
        "upk laba bagi 2026 --putusan 03/RWT/2027 --tanggal 2027-02-20 --pembulatan 500 --coba",
    ),
    refused=(
        "tahun yang belum ditutup, rugi, tidak berlaba, atau labanya sudah dibagi",
        "tanpa nomor putusan, atau putusan yang bertanggal dalam tahun itu",
        "bulan sebelum putusan masih terbuka",
        "cadangan risiko pinjaman kurang dari seharusnya",
        "bagian laba yang belum ditentukan",
        *_NOT_WHOLE,
    ),
    writes=True,
)
@click.argument("year", metavar="TAHUN", type=_YEAR)
@click.option("--putusan", "decision", required=True, help="Nomor putusan atau berita acara.")
@click.option("--tanggal", "on", type=DATE, required=True, help="Tanggal putusan.")
@click.option(
    "--pembulatan",
    "unit",
    type=AMOUNT,
    default=actions.UNIT,
    help="Bagian dibulatkan ke bawah ke kelipatan ini; bila kosong: 1.000; 0: ke rupiah.",
)
@click.option(
    "--bagian",
    "shares",
    type=_SHARE,
    multiple=True,
    metavar="NAMA=AKUN:PERSEN",
    help="Bagian khusus tahun ini, sebagai ganti daftar bagian laba; boleh diulang.",
)
def allocate(shell: Shell, year: int, decision: str, on: date, unit: int, shares: tuple[Share, ...]) -> None:
    """Allocate a year's surplus."""
    day = shell.dated(on)
    with shell.working() as desk:
        done = actions.allocate_surplus(desk, year, day, decision, unit=unit, shares=shares)
        names = account_names(desk)
    shell.show(_allocation_answer(done, names))


@command(
    "lihat",
    """Bagaimana laba satu tahun dibagi. Untuk dicetak: upk laporan alokasi-laba.""",
    examples=("upk laba lihat 2026",),
    refused=("tahun yang labanya belum dibagi",),
)
@click.argument("year", metavar="TAHUN", type=_YEAR)
def view(shell: Shell, year: int) -> None:
    """Show how a year's surplus was allocated."""
    desk = shell.desk()
    shell.show(_allocation_answer(actions.find_allocation(desk, year), account_names(desk)))


def _allocation_answer(found: Allocation, names: dict[str, str]) -> Answer:
    parts = [_share_data(part.share, names) | {"amount": Rupiah(part.amount)} for part in found.shares]
    total = Rupiah(found.total)
    return Answer(
        data={
            "year": found.year,
            "date": found.on,
            "decision": found.decision,
            "voucher": found.voucher,
            "shares": parts,
            "total": total,
        },
        facts=(
            ("Laba tahun", str(found.year)),
            ("Dibagi", total),
            ("Putusan", found.decision),
            ("Tanggal", found.on),
            ("Bukti", found.voucher),
        ),
        sections=(table(_PARTS, [tuple(part.values()) for part in parts]),),
    )


@command(
    "daftar",
    """Alokasi laba per tahun dan tujuan: berapa dialokasikan, dibayarkan, dan belum dibayarkan.

    Jumlah yang belum dibayarkan sama dengan saldo akun dana alokasi laba; yang bukan dari pembagian laba di sini
    tampil sebagai saldo awal.""",
    examples=("upk laba daftar", "upk laba daftar --per 2027-12-31"),
)
@click.option("--per", "as_of", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
def list_all(shell: Shell, as_of: date | None) -> None:
    """List what is owed of allocations."""
    desk = shell.desk()
    day = as_of or desk.today
    owed, paid, ledger = actions.owed_of_allocations(desk, day)
    rows = [_owed_data(one) for one in owed]
    payments = [_payment_data(one) for one in paid]
    shell.show(
        Answer(
            data={"as_of": day, "purposes": rows, "payments": payments, "unpaid": Rupiah(ledger)},
            sections=(table(_OWED, [(row["year"] or "", *tuple(row.values())[1:]) for row in rows]),),
            tables=(table(_PAID, [tuple(row.values()) for row in payments], "Pembayaran"),)
            if payments
            else (),
            notes=(f"Belum dibayarkan seluruhnya {rupiah(ledger)}, sama dengan saldo akunnya.",),
        )
    )


def _owed_data(one: Unpaid) -> dict[str, Any]:
    return {
        "year": str(one.year) if one.year else None,
        "purpose": one.purpose,
        "account": one.account,
        "allocated": Rupiah(one.allocated),
        "paid": Rupiah(one.paid),
        "left": Rupiah(one.left),
    }


def _payment_data(one: AllocationPayment) -> dict[str, Any]:
    return {
        "date": one.on,
        "voucher": one.voucher,
        "year": str(one.year) if one.year else None,
        "purpose": one.purpose,
        "amount": Rupiah(one.amount),
    }


@command(
    "bayar",
    """Bayarkan sebagian atau seluruh alokasi laba untuk satu tujuan (namanya, atau sebagian namanya).

    Bila keliru: upk jurnal koreksi BUKTI.""",
    examples=(
        'upk laba bayar "Dana Sosial" 500.000 --keterangan "Santunan 10 keluarga"',
        'upk laba bayar sosial 500.000 --tahun 2026 --kas 11021 --keterangan "Beasiswa"',
    ),
    refused=(
        "tujuan yang tidak mempunyai sisa alokasi",
        "tujuan yang sisanya dari beberapa tahun, tanpa --tahun",
        "lebih dari sisa alokasinya",
        "lebih dari isi kas atau bank itu, pada tanggalnya atau sesudahnya",
        "tanpa keterangan, atau tanggal di bulan yang sudah ditutup",
    ),
    writes=True,
    books=True,
)
@click.argument("purpose", metavar="TUJUAN")
@click.argument("amount", metavar="JUMLAH", type=AMOUNT)
@click.option("--tahun", "year", type=_YEAR, help="Dari laba tahun ini.")
@click.option("--kas", "money", help="Akun kas atau bank; bila kosong: kas UPK.")
@click.option("--keterangan", "description", required=True, help="Untuk apa dan kepada siapa.")
@click.option("--tanggal", "on", type=DATE, help="Tanggal pembayaran; bila kosong: hari ini.")
def pay(
    shell: Shell,
    purpose: str,
    amount: int,
    year: int | None,
    money: str | None,
    description: str,
    on: date | None,
) -> None:
    """Pay something of an allocation."""
    day = shell.dated(on)
    post_and_show(
        shell,
        lambda desk: actions.pay_allocation(desk, purpose, amount, day, description, year=year, money=money),
    )
