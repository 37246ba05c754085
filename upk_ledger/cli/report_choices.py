"""The options by which a paper of accounts is shown in another form, in other words, beside other periods."""

from collections.abc import Mapping
from typing import Any

import click

from upk_ledger.core.report_choices import COMPARISONS, FORMS, TERM_SETS, Choices

_IN_TERMS = ("neraca", "laba-rugi", "arus-kas", "perubahan-modal", "neraca-saldo", "calk")
_CLOSINGS = {"sebelum": "before_closing", "sesudah": "after_closing"}


class Beside(click.ParamType[tuple[str, ...]]):
    """Names of comparative columns, with commas between."""

    name = "kolom"

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = known

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names; each must be one that the paper can show."""
        names = tuple(name.strip() for name in str(value).split(",") if name.strip())
        for name in names:
            if name not in self._known:
                self.fail(f'"{name}" tidak dikenal. Pilihannya: {", ".join(self._known)}.', param, ctx)
        return names


def choice_options(name: str) -> list[click.Option]:
    """The options of the report of this name."""
    options = []
    if name == "neraca":
        told = "Satu kolom, atau kiri dan kanan; bila kosong: menurut pengaturan bentuk-neraca."
        options.append(click.Option(["--bentuk", "form"], type=click.Choice(FORMS), help=told))
    if name in COMPARISONS:
        known = COMPARISONS[name]
        told = f'Kolom pembanding, dipisah koma: {", ".join(known)}. Tulis "" untuk tanpa pembanding.'
        options.append(click.Option(["--banding", "beside"], type=Beside(known), help=told))
    if name in _IN_TERMS:
        told = "Istilah kekayaan dan hutang, atau aset dan liabilitas; bila kosong: menurut pengaturan istilah-laporan."
        options.append(click.Option(["--istilah", "terms"], type=click.Choice(TERM_SETS), help=told))
    if name == "neraca-saldo":
        for word, key in _CLOSINGS.items():
            told = f"Saldo {word} jurnal penutup akhir tahun; dengan keduanya, berdampingan."
            options.append(click.Option([f"--{word}-penutupan", key], is_flag=True, help=told))
    if name == "dana":
        told = "Hanya dana ini; bila kosong: semua dana yang berjalan dalam masa itu."
        options.append(click.Option(["--dana", "fund"], metavar="KODE", help=told))
    return options


def choices_of(given: Mapping[str, Any]) -> Choices:
    """What the options asked for."""
    return Choices(
        given.get("form"),
        given.get("terms"),
        given.get("beside"),
        tuple(word for word, key in _CLOSINGS.items() if given.get(key)),
        given.get("fund"),
    )
