"""Sentences for what a person typed."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import typing_in as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.NotAnAmount: (
        '"{given}" bukan jumlah uang. Tulis angka saja atau dengan titik ribuan, misalnya 1250000 atau'
        " 1.250.000; sen ditulis setelah koma, misalnya 1.250.000,50."
    ),
    errors.EnglishAmount: (
        'Jumlah "{given}" meragukan karena memakai koma. Di Indonesia ribuan dipisahkan dengan titik;'
        " jika maksud Anda {meant:rp}, tulislah begitu."
    ),
    errors.AmountTooLarge: 'Jumlah "{given}" terlalu besar. Periksa apakah ada angka yang terketik berlebih.',
    errors.NotAPercentage: '"{given}" bukan persen. Tulis misalnya 1,5 atau 1.5.',
    errors.NotALifetime: (
        '"{given}" bukan umur. Tulis banyaknya bulan, misalnya 48, atau banyaknya tahun, misalnya "4 tahun".'
    ),
    errors.NotADate: (
        '"{given}" bukan tanggal. Tulis misalnya 2026-10-31, 31-10-2026, 31/10/2026 atau "31 Oktober 2026".'
    ),
    errors.ImpossibleDate: 'Tanggal "{given}" tidak ada di kalender. Periksa hari dan bulannya.',
    errors.NotAMonth: '"{given}" bukan bulan. Tulis misalnya 2026-10, 10/2026 atau "Oktober 2026".',
    errors.ImpossibleMonth: 'Bulan "{given}" tidak ada. Bulan bernomor 1 sampai 12, misalnya 2026-10.',
    errors.NotAQuantity: (
        '"{given}" bukan jumlah yang dikenali. Tulis seperti 140 atau 12,5 atau 1.250: titik untuk ribuan, koma untuk'
        " pecahan."
    ),
}
