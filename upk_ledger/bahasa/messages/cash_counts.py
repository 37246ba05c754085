"""Sentences for the refusals about opname kas."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, either
from upk_ledger.core.errors import cash_counts as errors
from upk_ledger.core.errors.base import UpkError


def _counter(error: errors.UnknownCounter) -> str:
    known = f" Petugas yang ada: {either(error.near)}." if error.near else ""
    return f'Petugas dengan kode "{error.given}" tidak ada pada tanggal itu.{known} Periksa --penghitung.'


def _count(error: errors.UnknownCount) -> str:
    newest = f" Yang terakhir: {either(error.near)}." if error.near else ""
    return f"Opname nomor {error.number} tidak ada.{newest} Lihat: upk kas opname-daftar."


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.PiecesUnreadable: (
        'Pecahan "{given}" tidak terbaca. Tulis pecahan=lembar dengan koma di antaranya, misalnya'
        ' --pecahan "100000=3,50000=2,500=7".'
    ),
    errors.NotAPieceCount: (
        '"{given}" bukan banyaknya lembar atau keping. Tulis berapa lembar atau keping pecahan ini, misalnya 7; 0 bila'
        " tidak ada."
    ),
    errors.UnknownDenomination: (
        'Pecahan "{given}" tidak dikenal. Yang dikenal: {known:daftar} (L: uang logam yang ada juga kertasnya).'
    ),
    errors.DenominationTwice: 'Pecahan "{given}" ditulis dua kali. Jumlahkan dulu, lalu tulis sekali saja.',
    errors.UnknownCounter: _counter,
    errors.UnknownCount: _count,
    errors.NoCount: "Belum ada opname kas. Hitung kas dengan: upk kas opname.",
    errors.CountTakenBack: "Opname nomor {number} sudah dibatalkan. Hitung kas lagi dengan: upk kas opname.",
    errors.CountSettled: (
        "Opname nomor {number} tidak mempunyai selisih yang belum selesai ({outcome}). Bila salah, batalkan dengan:"
        " upk kas opname-batal {number}."
    ),
    errors.DifferenceInClosedMonth: (
        "Selisih opname tanggal {on:tgl} tidak dapat dibukukan pada tanggal itu: bulannya sudah ditutup. Hitung dulu"
        " tanpa --buku, lalu bukukan dengan tanggal {first_open:tgl}: upk kas opname-selesaikan NOMOR --buku."
    ),
    errors.CountedAgain: (
        "Kas itu sudah dihitung lagi tanggal {on:tgl} (opname nomor {newer}), jadi selisih opname nomor {number} tidak"
        " dibukukan. Selesaikan yang terbaru; yang ini jelaskan dengan: upk kas opname-selesaikan {number} --jelaskan"
        ' "...".'
    ),
    errors.BookChangedSince: (
        "Saldo buku {account} per {on:tgl} kini {now:rp}, sedangkan waktu opname nomor {number} {book:rp}: selisihnya"
        ' mungkin sudah terjelaskan. Jelaskan dengan: upk kas opname-selesaikan {number} --jelaskan "...", atau'
        " hitung kas lagi dengan: upk kas opname."
    ),
}
