"""Sentences for the refusals of the sample."""

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import sample as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: dict[type[UpkError], Sentence] = {
    errors.SampleFolderTaken: (
        "{folder} sudah ada isinya, dan itu tidak akan ditimpa. Pilih folder lain dengan --folder, atau hapus dulu"
        " folder itu bila isinya contoh yang lama."
    ),
}
