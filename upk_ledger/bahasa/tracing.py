"""What a figure is made of, in words: rules by which amounts are computed, facts that stand by themselves."""

from collections.abc import Mapping
from typing import Any

from upk_ledger.bahasa.numbers import percent

_FACTS = {
    "anggaran": "Anggaran yang ditetapkan: {of}",
    "alokasi": "Alokasi laba: {of}",
    "alokasi-dibayar": "Alokasi laba yang dibayar: {of}",
    "jasa-hapus-buku": "Jasa yang sudah jatuh tempo saat pinjaman {of} dihapus buku, dikurangi yang dibayar",
    "tabungan-ditahan": "Tabungan yang ditahan untuk pinjaman {of}",
    "aset": "Harga perolehan aset {of} menurut pendaftarannya",
    "aset-susut-awal": "Penyusutan aset {of} sebelum didaftarkan",
    "aset-dilepas": "Harga jual aset {of} menurut catatan pelepasannya",
    "dana": "Nilai dana menurut perjanjian: {of}",
    "dana-termin": "Termin dana menurut rencana: {of}",
    "dana-rab": "Anggaran dana: {of}",
    "dana-swadaya": "Nilai swadaya, catatan {of}",
    "uang-muka": "Uang muka yang diberikan sampai: {of}",
    "uang-muka-selesai": "Uang muka yang dipertanggungjawabkan sampai: {of}",
    "kas-dihitung": "Uang yang dihitung, opname nomor {of}",
    "kas-menurut-buku": "Saldo buku saat opname nomor {of}",
    "kas-di-atas-batas": "Kas tertinggi di atas batas: {of}",
    "batas-kas": "Batas kas menurut pengaturan: {of}",
    "bagian-anggota": "Bagian anggota dalam pinjaman {of}",
    "rekening-koran": "Menurut rekening koran: {of}",
    "pengecualian": "Nilai menurut catatan pengecualian {of}",
}


def rule_words(rule: str, facts: Mapping[str, Any]) -> str:
    """A rule by which an amount is computed, in words."""
    if rule == "cadangan":
        return f"Cadangan {facts['name']}: {percent(facts['percent'])} dari saldo, dibulatkan ke rupiah"
    if rule == "susut":
        return f"Penyusutan garis lurus, {facts['passed']} dari {facts['months']} bulan"
    return "Banyaknya KSM yang pinjamannya bersaldo"


def fact_words(what: str, of: str) -> str:
    """A fact that stands by itself, in words."""
    return _FACTS[what].format(of=of)
