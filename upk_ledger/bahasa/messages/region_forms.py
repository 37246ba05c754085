"""Sentences for forms that came before."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import region_forms as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.FormReplaced: (
        'Blanko "{name}" sudah pernah diterima dan sudah diganti: angka UPK {upk} bulan {month:bulan} sesudah itu'
        " dibetulkan dengan blanko lain. Tidak ada yang dicatat. Bila justru berkas ini yang benar, ulangi dengan --ya."
    ),
}
