"""Sentences for the refusals of reports."""

from collections.abc import Mapping

from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import reports as errors
from upk_ledger.core.errors.base import UpkError


def _disagree(error: errors.FiguresDisagree) -> str:
    found = error.found
    where = f" ({error.detail})" if error.detail else ""
    return (
        f"Laporan tidak dibuat karena angkanya tidak cocok satu sama lain{where}: {found.left}"
        f" {rupiah(found.left_value)}, {found.right} {rupiah(found.right_value)}."
        " Jalankan upk audit periksa untuk mencari sebabnya."
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.UnknownReport: 'Laporan "{given}" tidak ada. Pakai salah satu dari: {known:daftar}.',
    errors.NoteNotThere: (
        "Tidak ada catatan {topic} untuk {month:bulan}. Yang ada: upk laporan catatan-daftar."
    ),
    errors.FiguresDisagree: _disagree,
    errors.AccountLeftOut: (
        "Laporan tidak dibuat: akun {detail} bersaldo, tetapi susunan laporan {what} tidak memberinya satu tempat."
        " Perbaiki susunan laporan itu atau pasang ulang program."
    ),
}
