"""Sentences for the refusals of following a figure."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import tracing as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.UnknownFigure: (
        'Laporan {report} tidak memuat angka "{given}".{near:mirip} Semua angkanya: upk audit jejak {report}.'
    ),
    errors.AmbiguousFigure: (
        'Lebih dari satu angka laporan {report} cocok dengan "{given}": {near:daftar}.'
        ' Sebut nomornya, misalnya "#3", atau namanya lebih lengkap.'
    ),
    errors.NoSuchColumn: 'Baris ini tidak berangka di kolom "{given}". Pilihannya: {known:daftar}.',
    errors.FigureNotFollowed: (
        "Angka {figure} ({amount:rp}) di laporan {report} tidak dapat dibuka seluruhnya: {rest:rp} di antaranya"
        " bukan dari jurnal atau catatan yang dapat dirunut."
    ),
}
