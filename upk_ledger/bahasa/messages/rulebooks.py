"""Sentences for the refusals of a rulebook's text."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import rulebooks
from upk_ledger.core.errors.base import UpkError

_WANTED = {
    "text": 'tulisan di antara tanda kutip, misalnya "flat"',
    "list": "daftar di antara kurung siku",
    "table": "bagian berjudul di antara kurung siku, misalnya [kelayakan]",
    "date": "tanggal, misalnya 2012-01-01",
    "count": "bilangan bulat, 0 atau lebih",
    "flag": "true (ya) atau false (tidak)",
    "percent": "angka persen, 0 atau lebih, misalnya 1.5",
    "limit": 'tanda dan batasnya, misalnya "> 3" atau "<= 20"',
}


def _wrong_value(error: rulebooks.RulebookValueWrong) -> str:
    return (
        f'Isian {error.given} untuk "{error.key}" di buku aturan tidak bisa dibaca. '
        f"Isi dengan {_WANTED[error.wanted]}."
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    rulebooks.RulebookNotToml: (
        "Berkas buku aturan tidak bisa dibaca: susunan tulisannya salah ({where}). Perbaiki bagian itu."
    ),
    rulebooks.RulebookKeyMissing: 'Butir "{key}" belum ada di buku aturan. Tambahkan butir itu.',
    rulebooks.RulebookKeyUnknown: (
        'Butir "{key}" di buku aturan tidak dikenal.{near:mirip} Perbaiki namanya atau hapus barisnya.'
    ),
    rulebooks.RulebookValueWrong: _wrong_value,
    rulebooks.RulebookChoiceUnknown: (
        'Isian "{given}" untuk "{key}" di buku aturan tidak dikenal. Pilih salah satu: {allowed:daftar}.'
    ),
    rulebooks.RulebookClassesOutOfOrder: (
        'Batas bulan kelas kolektibilitas "{name}" di buku aturan tidak berurutan. '
        "Batas tiap kelas harus lebih besar dari kelas sebelumnya, "
        "dan hanya kelas terakhir yang tidak mempunyai batas."
    ),
    rulebooks.RulebookInForce: (
        "Aturan {rulebook} dengan isi yang sama sudah berlaku pada {on:tgl}; tidak ada yang perlu dicatat. Daftarnya:"
        " upk aturan daftar."
    ),
}
