"""What is open before a month is closed, in words, each with the command that settles it."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import fill
from upk_ledger.core import month_end as kinds
from upk_ledger.core.dates import Month
from upk_ledger.core.month_end import OpenPoint

_FIGURES = {"aset": "{aset}", "kewajiban-dan-modal": "{kewajiban} dan {modal}"}


def figure_text(name: str, terms: Mapping[str, str]) -> str:
    """By which book a compared figure is, in the terms of the office's papers."""
    return _FIGURES.get(name, name.replace("-", " ")).format_map(terms)


POINTS: dict[str, tuple[str, str]] = {
    kinds.SHORTFALL: (
        "Cadangan pada saldo awal kurang {amount:rp}",
        "upk periode tutup {month} --kekurangan-awal modal (atau biaya)",
    ),
    kinds.UNCOUNTED: (
        "Kas belum dihitung bulan ini: {subject} {name}, saldo buku {amount:rp}",
        "upk kas opname --akun {subject}",
    ),
    kinds.COUNTS: (
        "Selisih opname {subject} ({on:tgl}) sebesar {amount:rp} belum dibukukan atau dijelaskan",
        "upk kas opname-selesaikan {subject}",
    ),
    kinds.CASH: (
        "Kas {how_many} hari di atas batas sejak {on:tgl}, belum disetor: {subject} {name}, tertinggi {amount:rp}",
        "upk kas setor-bank JUMLAH",
    ),
    kinds.LOWERED: (
        "Kas {how_many} hari di atas batas mulai {on:tgl}, kini tidak lagi: {subject} {name}, tertinggi {amount:rp}",
        "",
    ),
    kinds.TILLS: (
        "Saldo {subject} {name} menjadi {amount:rp} per {on:tgl}; uang di kas atau bank tidak mungkin kurang dari nol",
        "upk jurnal daftar --dari {first} --sampai {last}",
    ),
    kinds.BANK: (
        "Bank belum direkonsiliasi per {last:tgl}: {subject} {name}, saldo buku {amount:rp}",
        "upk bank rekonsiliasi --akun {subject} --per {last}",
    ),
    kinds.PAPERS: (
        "{how_many} bukti belum ada lampirannya, bernilai {amount:rp}",
        "upk jurnal tanpa-lampiran --bulan {month}",
    ),
    kinds.ADVANCES: (
        "Uang muka {subject} ({name}) lewat batasnya, {on:tgl}: {amount:rp} belum dipertanggungjawabkan",
        "upk uang-muka pertanggungjawabkan {subject}",
    ),
    kinds.DEPOSITS: (
        "Titipan {subject} {name} dapat membayar tunggakannya: {amount:rp}",
        "upk titipan pakai {subject}",
    ),
    kinds.PARTNERS: (
        "Pembayaran kepada mitra {name} jatuh tempo {on:tgl}: {amount:rp}",
        "upk mitra bayar {subject}",
    ),
    kinds.ASSETS: (
        "Aset belum terdaftar, jadi tidak disusutkan: {subject} {name}, {amount:rp}",
        "upk aset tambah",
    ),
    kinds.FUNDS: (
        "Dana terikat {subject} {name} lewat masanya, {on:tgl}, dan belum ditutup: sisa {amount:rp}",
        "upk dana lihat {subject}",
    ),
    kinds.YEAR: (
        "Desember dapat ditutup tanpa menutup tahun; jurnal penutup tahun {subject} mempunyai perintahnya sendiri",
        "upk periode tutup-tahun {subject}",
    ),
    kinds.EARLY: ("{month:bulan} belum berakhir", ""),
}
"""By kind: the sentence, and what to type; nothing where nothing is left to do."""


def point_text(point: OpenPoint, month: Month) -> str:
    """What is open."""
    return _filled(POINTS[point.kind][0], point, month)


def point_command(point: OpenPoint, month: Month) -> str:
    """What settles it; empty where only time does, or did."""
    return _filled(POINTS[point.kind][1], point, month)


def _filled(template: str, point: OpenPoint, month: Month) -> str:
    span = {"month": month, "first": month.first, "last": month.last}
    return fill(template, **(point._asdict() | span))
