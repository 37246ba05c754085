"""Sentences for the refusals of reports."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import reports as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.UnknownReport: 'Laporan "{given}" tidak ada. Pakai salah satu dari: {known:daftar}.',
}
