"""Sentences for the refusals about dunning letters."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import dunning
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    dunning.NothingToClaim: (
        "Pinjaman {number} tidak menunggak pada {on:tgl}, atau sudah lunas atau dihapus buku, jadi tidak ada surat"
        " tagihannya. Lihat keadaannya: upk pinjaman lihat {number}."
    ),
    dunning.NoLetterDue: (
        "Pinjaman {number} menunggak {months:jumlah} bulan, tetapi pada {on:tgl} belum waktunya surat berikutnya."
        " Lihat surat yang sudah ada: upk surat daftar {number}; untuk tetap mencetak, sebut --tingkat."
    ),
    dunning.UnknownLevel: (
        "Surat tingkat {level:jumlah} tidak ada. Pilih 1 sampai {most:jumlah}; tingkatnya diatur dalam aturan UPK:"
        " upk aturan lihat."
    ),
    dunning.NoSuchLetter: (
        "Tidak ada surat tingkat {level:jumlah} bertanggal {on:tgl} untuk pinjaman {number}. Lihat suratnya:"
        " upk surat daftar {number}."
    ),
}
