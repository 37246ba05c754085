"""Click's own texts in Indonesian.

Click binds `gettext` and `ngettext` by name in each of its modules and looks texts up when it speaks, so the
names are bound to a catalogue that lives here: no compiled .mo files, no dependence on LANG, and gettext of
the rest of the process stays as it is. Texts that are not in the catalogue stay English; `tests/bahasa`
compares the catalogue with the texts that the installed Click has.
"""

import sys
from collections.abc import Mapping
from typing import Any

import click
from click import types

TEXTS: Mapping[str, str] = {
    "Aborted!": "Dibatalkan.",
    "Options": "Pilihan",
    "Positional arguments": "Isian",
    "Commands": "Perintah",
    "Usage:": "Pemakaian:",
    "deprecated": "usang",
    "(dynamic)": "(menyesuaikan)",
    "env var: {var}": "variabel: {var}",
    "default: {default}": "bila kosong: {default}",
    "%(prog)s, version %(version)s": "%(prog)s, versi %(version)s",
    "Show the version and exit.": "Tampilkan versi, lalu selesai.",
    "Show this message and exit.": "Tampilkan petunjuk ini, lalu selesai.",
    "Do you want to continue?": "Lanjutkan?",
    "Confirm the action without prompting.": "Setujui tanpa ditanya.",
    "Repeat for confirmation": "Ketik sekali lagi",
    "Error: {message}": "Kesalahan: {message}",
    "Error: The two entered values do not match.": "Kesalahan: kedua isian tidak sama.",
    "Error: invalid input": "Kesalahan: isian salah",
    "Press any key to continue...": "Tekan sembarang tombol untuk melanjutkan...",
    "Try '{command} {option}' for help.": "Petunjuk: {command} {option}",
    "Invalid value: {message}": "Isian salah: {message}",
    "Invalid value for {param_hint}: {message}": "Isian {param_hint} salah: {message}",
    "Missing command.": "Perintahnya belum ditulis.",
    "Missing argument": "Belum ada isian",
    "Missing option": "Belum ada pilihan",
    "Missing parameter": "Belum ada isian",
    "Missing {param_type}": "Belum ada {param_type}",
    "Missing parameter: {param_name}": "Belum ada isian: {param_name}",
    "No such option {name!r}.": "Tidak ada pilihan {name!r}.",
    "No such command {name!r}.": "Tidak ada perintah {name!r}.",
    "unknown error": "sebab tidak diketahui",
    "Could not open file {filename!r}: {message}": "Berkas {filename!r} tidak dapat dibuka: {message}",
    "Invalid start character for option ({option})": "Awal pilihan salah ({option})",
    "Argument {name!r} takes {nargs} values.": "Isian {name!r} memerlukan {nargs} nilai.",
    "Option {name!r} does not take a value.": "Pilihan {name!r} tidak memakai nilai.",
    "Value must be an iterable.": "Isian harus berupa daftar.",
    "Name '{name}' defined twice": "Nama '{name}' tertulis dua kali",
    "Choose from:\n\t{choices}": "Pilih salah satu:\n\t{choices}",
    "Choice({choices})": "Pilihan({choices})",
    "{value!r} is not a valid {number_type}.": "{value!r} bukan {number_type}: tulis angka bulat saja, misalnya 10.",
    "{value} is not in the range {range}.": "{value} di luar batas {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} bukan ya atau tidak. Yang dikenal: {states}"
    ),
    "{value!r} is not a valid UUID.": "{value!r} bukan UUID.",
    "file": "berkas",
    "directory": "folder",
    "path": "lokasi",
    "{name} {filename!r} does not exist.": "{name} {filename!r} tidak ada.",
    "{name} {filename!r} is a file.": "{name} {filename!r} adalah berkas.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} adalah folder.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} tidak dapat dibaca.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} tidak dapat ditulisi.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} tidak dapat dijalankan.",
    "Unknown standard stream '{name}'": "Aliran '{name}' tidak dikenal",
    "Unknown color {colour!r}": "Warna {colour!r} tidak dikenal",
    "{editor}: Editing failed": "{editor}: gagal menyunting",
    "{editor}: Editing failed: {e}": "{editor}: gagal menyunting: {e}",
    "Windows error: {error}": "Kesalahan Windows: {error}",
    "d": "h",
    "required": "wajib",
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Pelengkap perintah memerlukan Bash 4.4 atau yang lebih baru."
    ),
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Versi Bash tidak dikenali; pelengkap perintah tidak dapat dipakai."
    ),
}
"""Click's texts without a plural."""

PLURALS: Mapping[str, str] = {
    "Did you mean {possibility}?": "Mungkin maksud Anda: {possibilities}",
    "Got unexpected extra argument ({args})": "Ada isian yang berlebih ({args})",
    "Takes {nargs} values but 1 was given.": "Memerlukan {nargs} nilai, tetapi diberi {len}.",
    "Option {name!r} requires an argument.": "Pilihan {name!r} memerlukan nilai.",
    "{value!r} is not {choice}.": "{value!r} bukan salah satu dari {choices}.",
    "{value!r} does not match the format {format}.": "{value!r} tidak sesuai dengan bentuk {formats}.",
    "{len_type} values are required, but {len_value} was given.": (
        "Perlu {len_type} nilai, tetapi diberi {len_value}."
    ),
}
"""Click's texts with a plural, by their singular: Indonesian needs one form for both."""


_TYPE_NAMES: Mapping[type[click.ParamType[Any]], str] = {
    types.StringParamType: "teks",
    types.IntParamType: "bilangan",
    types.IntRange: "bilangan",
    types.Choice: "pilihan",
}
"""What help pages call the values of these types."""


def gettext(message: str) -> str:
    """The Indonesian text, or `message` where there is none."""
    return TEXTS.get(message, message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The Indonesian text for `number` things, or the given one where there is none."""
    return PLURALS.get(singular) or (singular if number == 1 else plural)


def install() -> None:
    """Let the modules of Click that are loaded speak Indonesian."""
    own = {"_": gettext, "ngettext": ngettext}
    for kind, name in _TYPE_NAMES.items():
        kind.name = name
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            for bound in own.keys() & vars(module).keys():
                setattr(module, bound, own[bound])
