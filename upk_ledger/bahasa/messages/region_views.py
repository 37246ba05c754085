"""Sentences for a region's tables about the books of its UPK."""

from collections.abc import Mapping

from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import region_views as errors
from upk_ledger.core.errors.base import UpkError


def _none_closed(error: errors.NoBookClosed) -> str:
    who = f"UPK yang diminta ({', '.join(error.upk)})" if error.upk else "UPK wilayah ini"
    said = f"Belum ada pembukuan {who} yang menutup {long_month(error.month)}."
    if error.newest is None:
        return f"{said} Terima dahulu kirimannya, atau tutup bulannya di UPK."
    return f"{said} Bulan terakhir yang ditutup: {long_month(error.newest)}; pakai --bulan {error.newest}."


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.NoBookClosed: _none_closed,
    errors.UnknownPlace: "Tidak ada UPK di {kind} {given}. Yang ada: {known:daftar}.",
}
