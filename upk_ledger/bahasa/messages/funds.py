"""Sentences for the refusals about funds of other money."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import funds
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    funds.FundExists: "Kode dana {code} sudah dipakai oleh {name}. Pilih kode lain.",
    funds.UnknownFund: lambda error: fill(
        "Tidak ada dana dengan kode {given}." + (" Maksud Anda {near:daftar}?" if error.near else ""),
        **vars(error),
    ),
}
