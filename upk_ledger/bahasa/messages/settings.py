"""Sentences for the refusals about settings."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import settings
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    settings.UnknownSetting: "Tidak ada pengaturan bernama {name}. Yang ada: {known:daftar}.",
    settings.SettingValueWrong: 'Pengaturan {name} tidak dapat berisi "{value}"; isilah dengan {wanted}.',
    settings.HolidayTwice: "Tanggal {day:tgl} sudah ada di baris {first}. Hapus salah satunya.",
}
