"""`upk produk`: the office's loan products."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import click

from upk_ledger.actions.periods import first_open_day
from upk_ledger.actions.products import (
    ProductView,
    add_product,
    change_product,
    close_product,
    list_products,
    view_product,
)
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import percent, rupiah
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import AMOUNT, DATE, PERCENT
from upk_ledger.cli.shell import Shell
from upk_ledger.core.allocation import ORDERS
from upk_ledger.core.due_rules import SHIFTS
from upk_ledger.core.money import Rupiah
from upk_ledger.core.products import AS_OFFICE, EXCESSES, PAYOFFS, WORST_CLASS, ProductVersion
from upk_ledger.core.schedules import FREQUENCIES, METHODS, MODES, RATE_PERIODS, ROUNDINGS
from upk_ledger.core.statements import Cell, Column
from upk_ledger.store.desk import Desk

Declared = Callable[..., Any]


def _option(option: str, name: str, kind: Any, told: str, **more: Any) -> Callable[[Declared], Declared]:
    return click.option(option, name, type=kind, help=told, **more)


def _choice(option: str, name: str, allowed: tuple[str, ...], told: str) -> Callable[[Declared], Declared]:
    return _option(option, name, click.Choice(allowed, case_sensitive=False), told)


_COUNT = click.IntRange(0, 9999)
_CLASS = click.IntRange(0, WORST_CLASS)

_OPTIONS = (
    _option("--jasa", "rate_percent", PERCENT, "Jasa dalam persen, misalnya 1,5."),
    _choice("--jasa-per", "rate_per", RATE_PERIODS, "Jasa itu untuk waktu apa."),
    _choice("--metode", "method", METHODS, "Cara menghitung jasa."),
    _choice("--frekuensi", "frequency", FREQUENCIES, "Jarak antara angsuran."),
    _choice("--pembulatan", "rounding", ROUNDINGS, "Pembulatan jumlah angsuran."),
    _option("--masa-tenggang", "grace", _COUNT, "Banyaknya masa tanpa angsuran pokok."),
    _choice("--jadwal", "mode", MODES, "Jadwal dihitung per anggota, atau untuk kelompok."),
    _option("--tenor-dari", "tenor_from", _COUNT, "Jangka waktu paling pendek; 0: menurut aturan."),
    _option("--tenor-sampai", "tenor_to", _COUNT, "Jangka waktu paling panjang; 0: menurut aturan."),
    _option(
        "--plafon",
        "first_ceilings",
        AMOUNT,
        "Batas pinjaman seorang anggota pada tahap pertama; ulangi untuk tahap berikutnya. Yang terakhir berlaku"
        " seterusnya; 0: menurut aturan.",
        multiple=True,
    ),
    _option("--tabungan", "savings_percent", PERCENT, "Tabungan tanggung renteng, persen dari pinjaman."),
    _option("--biaya-admin", "fee_percent", PERCENT, "Biaya administrasi, persen dari pinjaman."),
    _option("--denda", "fine_percent", PERCENT, "Denda sebulan, persen dari angsuran yang terlambat."),
    _option("--reward", "reward_percent", PERCENT, "Reward tepat waktu, persen dari jasa yang dibayar."),
    _choice("--urutan", "order", ORDERS, "Yang dilunasi dulu oleh sebuah pembayaran."),
    _choice(
        "--kelebihan",
        "excess",
        EXCESSES,
        "Setoran di atas yang jatuh tempo: untuk angsuran berikutnya dan ditolak bila melebihi sisa kewajiban, atau"
        " disimpan sebagai titipan.",
    ),
    _option("--sisa-kecil", "small_remainder", AMOUNT, "Sisa sampai jumlah ini boleh masuk akun pembulatan."),
    _option("--toleransi", "tolerance_days", _COUNT, "Terlambat sampai sekian hari masih tepat waktu."),
    _option(
        "--golongan-lewat-tempo",
        "class_past_maturity",
        _CLASS,
        "Golongan terbaik bagi pinjaman yang lewat jatuh tempo terakhir; 0: tidak diatur.",
    ),
    _choice(
        "--pelunasan",
        "payoff_service",
        PAYOFFS,
        "Jasa pada pelunasan awal: penuh, atau sampai angsuran berjalan.",
    ),
    _choice(
        "--geser",
        "shift",
        (*SHIFTS, AS_OFFICE),
        "Jatuh tempo di hari libur: tetap (tidak), maju ke hari kerja sebelumnya, mundur ke hari kerja sesudahnya, atau"
        " menurut pengaturan UPK.",
    ),
    click.option("--alasan", "reason", default="", help="Alasan, misalnya keputusan rapat BKM."),
    CODES,
)


def _terms(function: Declared) -> Declared:
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed: no ceiling at all leaves them as they are."""
    return {**facts, "first_ceilings": facts["first_ceilings"] or None}


def _data(version: ProductVersion) -> dict[str, Any]:
    product, terms = version.product, version.product.terms
    return {
        "code": product.code,
        "name": product.name,
        "status": version.status,
        "from": version.valid_from,
        "rate_percent": terms.rate_percent,
        "rate_per": terms.rate_per,
        "method": terms.method,
        "frequency": terms.frequency,
        "grace": terms.grace,
        "rounding": terms.rounding,
        "schedule": terms.mode,
        "order": product.order,
        "tenor_from": product.tenor_from,
        "tenor_to": product.tenor_to,
        "ceilings": [Rupiah(sen) for sen in product.first_ceilings],
        "savings_percent": product.savings_percent,
        "fee_percent": product.fee_percent,
        "fine_percent": product.fine_percent,
        "reward_percent": product.reward_percent,
        "payoff_service": product.payoff_service,
        "excess": product.excess,
        "small_remainder": Rupiah(product.small_remainder),
        "tolerance_days": product.tolerance_days,
        "class_past_maturity": product.class_past_maturity,
        "shift": product.shift,
    }


_STATUS = {"buka": "dibuka", "tutup": "ditutup"}


def _facts(version: ProductVersion) -> tuple[tuple[str, Cell], ...]:
    product, terms = version.product, version.product.terms
    shortest, longest = product.tenor_from, product.tenor_to
    tenor = f"{shortest or 1} sampai {longest} angsuran" if longest else f"mulai {shortest} angsuran"
    ceilings = ", ".join(rupiah(sen) for sen in product.first_ceilings)
    return (
        ("Produk", f"{product.code} {product.name}"),
        ("Keadaan", f"{_STATUS[version.status]} sejak {long_date(version.valid_from)}"),
        ("Jasa", f"{percent(terms.rate_percent)} per {terms.rate_per}, {terms.method}, {terms.frequency}"),
        ("Masa tenggang", terms.grace),
        ("Pembulatan", "tidak dibulatkan" if terms.rounding == "none" else terms.rounding),
        ("Jadwal", "per anggota" if terms.mode == "anggota" else "untuk kelompok"),
        ("Urutan pelunasan", product.order),
        ("Jangka waktu", tenor if shortest or longest else "menurut aturan"),
        ("Plafon per tahap", ceilings or "menurut aturan"),
        ("Tabungan tanggung renteng", percent(product.savings_percent)),
        ("Biaya administrasi", percent(product.fee_percent)),
        ("Denda sebulan", percent(product.fine_percent)),
        ("Reward tepat waktu", percent(product.reward_percent)),
        ("Jasa pada pelunasan awal", product.payoff_service),
        ("Kelebihan setoran", product.excess),
        ("Sisa kecil", Rupiah(product.small_remainder)),
        ("Toleransi", f"{product.tolerance_days} hari"),
        ("Golongan terbaik lewat jatuh tempo", product.class_past_maturity or "tidak diatur"),
        ("Jatuh tempo di hari libur", product.shift or "menurut pengaturan"),
    )


def _record(shell: Shell, codes: Sequence[str], act: Callable[[Desk, Sequence[str]], ProductVersion]) -> None:
    """Make a version of a product with these codes, and show it."""
    with shell.working() as desk:
        version = with_codes(shell, desk, codes, lambda given: act(desk, given))
    shell.show(Answer(data=_data(version), facts=_facts(version)))


@command(
    "tambah",
    """Buat produk pinjaman. Yang tidak ditulis diambil dari aturan UPK ini.

    Pinjaman yang diajukan dengan produk ini memakai syarat-syaratnya, kecuali yang ditulis pada pengajuannya.""",
    examples=(
        'upk produk tambah --kode UMUM --nama "Pinjaman Umum" --jasa 1,5 --metode flat --tenor-sampai 12',
        'upk produk tambah --kode USAHA --nama "Pinjaman Usaha" --plafon 1.000.000 --plafon 2.000.000 --tabungan 5',
    ),
    refused=(
        "kode atau nama yang kosong, dan kode yang sudah dipakai",
        "jangka waktu paling pendek yang melebihi yang paling panjang",
        "persen di atas 100",
        "masa tenggang yang menghabiskan jangka waktunya",
        *REFUSED,
    ),
    writes=True,
)
@click.option("--kode", "code", required=True, help="Kode produk.")
@click.option("--nama", "name", required=True, help="Nama produk.")
@click.option(
    "--mulai", "since", type=DATE, help="Berlaku sejak; bila kosong: hari pertama yang belum ditutup bukunya."
)
@_terms
def add(
    shell: Shell,
    code: str,
    name: str,
    since: date | None,
    reason: str,
    codes: tuple[str, ...],
    **given: Any,
) -> None:
    """Make a product."""
    begin = since or first_open_day(shell.desk())
    facts = _given(given)
    _record(shell, codes, lambda desk, used: add_product(desk, code, name, facts, begin, reason, used))


_CODE = click.argument("code", metavar="KODE")


@command(
    "ubah",
    """Ubah sebuah produk mulai satu tanggal. Pinjaman yang sudah diajukan tetap memakai syarat yang lama.

    Produk yang sudah ditutup menjadi terbuka lagi. Perubahan dibatalkan dengan mengubahnya kembali.""",
    examples=(
        "upk produk ubah UMUM --jasa 1,25 --mulai 2026-07-01",
        "upk produk ubah UMUM --plafon 2.000.000 --plafon 3.000.000",
    ),
    refused=(
        "produk yang tidak ada atau belum berlaku pada tanggal itu",
        "perubahan yang tidak mengubah apa pun",
        "syarat yang ditolak juga pada: upk produk tambah",
        *REFUSED,
    ),
    writes=True,
)
@_CODE
@click.option("--nama", "name", help="Nama baru.")
@click.option("--mulai", "since", type=DATE, help="Berlaku sejak; bila kosong: hari ini.")
@_terms
def change(
    shell: Shell, code: str, since: date | None, reason: str, codes: tuple[str, ...], **given: Any
) -> None:
    """Make a product's next version."""
    begin = since or shell.desk().today
    facts = _given(given)
    _record(shell, codes, lambda desk, used: change_product(desk, code, facts, begin, reason, used))


@command(
    "tutup",
    """Tutup sebuah produk: pengajuan baru tidak diterima lagi, pinjaman yang ada berjalan terus.

    Produk dibuka lagi dengan: upk produk ubah KODE.""",
    examples=(
        "upk produk tutup UMUM",
        'upk produk tutup UMUM --mulai 2026-07-01 --alasan "Rapat BKM 28 Juni 2026"',
    ),
    refused=("produk yang tidak ada, belum berlaku, atau sudah ditutup", *REFUSED),
    writes=True,
)
@_CODE
@click.option("--mulai", "since", type=DATE, help="Ditutup sejak; bila kosong: hari ini.")
@click.option("--alasan", "reason", default="", help="Alasan penutupan.")
@CODES
def close(shell: Shell, code: str, since: date | None, reason: str, codes: tuple[str, ...]) -> None:
    """Close a product."""
    begin = since or shell.desk().today
    _record(shell, codes, lambda desk, used: close_product(desk, code, begin, reason, used))


_PER = click.option("--per", "on", type=DATE, help="Pada tanggal ini; bila kosong: hari ini.")
_COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Nama"),
    Column("rate", "Jasa"),
    Column("method", "Metode"),
    Column("tenor_to", "Tenor sampai", "count"),
    Column("from", "Sejak", "date"),
    Column("status", "Keadaan"),
)


@command(
    "daftar",
    """Daftar produk pinjaman pada satu tanggal, yang sudah ditutup pun.""",
    examples=("upk produk daftar", "upk produk daftar --per 2026-06-30"),
)
@_PER
def list_all(shell: Shell, on: date | None) -> None:
    """List the products."""
    desk = shell.desk()
    found = list_products(desk, on or desk.today)
    rows: list[tuple[Cell, ...]] = [
        (
            version.product.code,
            version.product.name,
            f"{percent(version.product.terms.rate_percent)} per {version.product.terms.rate_per}",
            version.product.terms.method,
            version.product.tenor_to,
            version.valid_from,
            _STATUS[version.status],
        )
        for version in found
    ]
    shell.show(Answer(data={"products": [_data(each) for each in found]}, sections=(table(_COLUMNS, rows),)))


@command(
    "lihat",
    """Perlihatkan satu produk: syarat-syaratnya pada satu tanggal, dan semua perubahannya.""",
    examples=("upk produk lihat UMUM", "upk produk lihat UMUM --per 2026-06-30"),
    refused=("produk yang tidak ada atau belum berlaku pada tanggal itu",),
)
@_CODE
@_PER
def view(shell: Shell, code: str, on: date | None) -> None:
    """Show a product."""
    desk = shell.desk()
    shell.show(_view_answer(view_product(desk, code, on or desk.today)))


def _view_answer(seen: ProductView) -> Answer:
    columns = (
        Column("record", "Catatan", "count"),
        Column("from", "Sejak", "date"),
        Column("status", "Keadaan"),
        Column("reason", "Alasan"),
    )
    history = [
        {"record": each.record, "from": each.valid_from, "status": each.status, "reason": reason}
        for each, reason in seen.history
    ]
    rows: list[tuple[Cell, ...]] = [
        (each.record, each.valid_from, _STATUS[each.status], reason) for each, reason in seen.history
    ]
    return Answer(
        data={**_data(seen.version), "history": history},
        facts=_facts(seen.version),
        tables=(table(columns, rows, "Perubahan"),),
    )
