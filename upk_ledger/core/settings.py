"""How an office works where the rules leave it a choice: named settings with the values they can take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from upk_ledger.core.due_rules import SHIFTS
from upk_ledger.core.errors.settings import SettingValueWrong, UnknownSetting
from upk_ledger.core.report_choices import FORMS, TERM_SETS


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice: the value where nobody chose, what it is for, and what it may be (words, or a test of the text).

    `dated` ones hold a date and `money` ones rupiah, which people type in their own ways.
    """

    usual: str
    summary: str
    choices: tuple[str, ...] = ()
    fits: Callable[[str], bool] | None = None
    wanted: str = ""
    dated: bool = False
    money: bool = False


def _day(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31


def _day_or_none(text: str) -> bool:
    return text == "" or _day(text)


def _count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 5


def _rupiah_or_none(text: str) -> bool:
    return text == "" or (text.isascii() and text.isdecimal() and len(text) < 16)


def _date(text: str) -> bool:
    try:
        return text == "" or bool(date.fromisoformat(text))
    except ValueError:
        return False


_CODE = ("wajib", "tidak")

SETTINGS = {
    "hari-bayar": Setting(
        "",
        "tanggal bayar desa setiap bulan (kosong: tanggal cair)",
        (),
        _day_or_none,
        '1 sampai 31, atau ""',
    ),
    "hari-batas": Setting(
        "",
        "cair sesudah tanggal ini mulai mengangsur sebulan kemudian (kosong: tidak)",
        (),
        _day_or_none,
        '1 sampai 31, atau ""',
    ),
    "geser-libur": Setting(
        "tidak",
        "jatuh tempo di hari libur dan akhir pekan: tetap, maju ke hari kerja sebelumnya, atau mundur ke sesudahnya",
        SHIFTS,
    ),
    "hari-lapor": Setting("5", "tanggal paling lambat tutup buku bulan sebelumnya", (), _day, "1 sampai 31"),
    "hari-lapor-wilayah": Setting(
        "10", "tanggal paling lambat laporan bulan sebelumnya sampai di wilayah", (), _day, "1 sampai 31"
    ),
    "pinjaman-lama-sebelum": Setting(
        "",
        "pinjaman yang cair sebelum tanggal ini dihitung terpisah dalam kinerja",
        (),
        _date,
        'tanggal, misalnya 2015-01-01, atau ""',
        dated=True,
    ),
    "penerimaan-kembali": Setting(
        "pendapatan", "pokok yang diterima setelah hapus buku menjadi", ("pendapatan", "cadangan")
    ),
    "kode-putusan": Setting("tidak", "putusan pinjaman memerlukan kode persetujuan", _CODE),
    "kode-hapus-buku": Setting("tidak", "hapus buku memerlukan kode persetujuan", _CODE),
    "kode-buka-bulan": Setting("tidak", "membuka kembali bulan memerlukan kode persetujuan", _CODE),
    "kode-batal": Setting("tidak", "pembatalan sesudah harinya memerlukan kode persetujuan", _CODE),
    "kode-aturan": Setting("tidak", "perubahan aturan dan pengaturan memerlukan kode persetujuan", _CODE),
    "bentuk-neraca": Setting("satu-sisi", "bentuk neraca bila perintah tidak menyebutnya", FORMS),
    "istilah-laporan": Setting(
        "upk",
        "istilah laporan keuangan: kekayaan dan hutang (upk), atau aset dan liabilitas (sak)",
        TERM_SETS,
    ),
    "batas-kas": Setting(
        "",
        "uang di kas paling banyak sekian; selebihnya disetor ke bank (kosong: tanpa batas)",
        (),
        _rupiah_or_none,
        'jumlah rupiah, atau ""',
        money=True,
    ),
    "hari-setor": Setting(
        "3", "kas boleh melebihi batas-kas paling lama sekian hari", (), _count, "banyaknya hari"
    ),
    "hari-cocok": Setting(
        "5", "mutasi bank dicocokkan dengan bukti paling jauh sekian hari", (), _count, "banyaknya hari"
    ),
    "jarak-surat": Setting(
        "30", "paling sedikit sekian hari antara dua surat tagihan", (), _count, "banyaknya hari"
    ),
    "mulai-susut": Setting(
        "bulan-berikut",
        "bulan pertama penyusutan aset: bulan pembelian, atau bulan berikutnya (pilihan program, bukan dari pedoman)",
        ("bulan-beli", "bulan-berikut"),
    ),
}
"""Every setting by its name; a new one is one line here."""


def check_setting(name: str, value: str) -> str:
    """The value as it is kept; raises `UnknownSetting` and `SettingValueWrong`."""
    setting = SETTINGS.get(name)
    if setting is None:
        raise UnknownSetting(name, tuple(SETTINGS))
    text = value.strip()
    if setting.choices and text not in setting.choices:
        raise SettingValueWrong(name, value, ", ".join(setting.choices))
    if setting.fits is not None and not setting.fits(text):
        raise SettingValueWrong(name, value, setting.wanted)
    return text
