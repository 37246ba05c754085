"""Sentences for the refusals about funds of other money."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import funds
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    funds.FundExists: "Kode dana {fund} sudah dipakai oleh {name}. Pilih kode lain.",
    funds.UnknownFund: 'Tidak ada dana dengan kode "{given}".{near:mirip}',
}
