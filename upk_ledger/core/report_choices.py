"""How a paper of accounts is to be shown where the office has a choice; the figures are the same in every one."""

from collections.abc import Mapping
from typing import NamedTuple

FORMS = ("satu-sisi", "dua-sisi")
"""A balance sheet in one column, or with assets left and what they are financed from right."""

TERM_SETS = ("upk", "sak")
"""Whose words the papers use: those of `reports/istilah.toml`."""

COMPARISONS: Mapping[str, tuple[str, ...]] = {
    "neraca": ("bulan-lalu", "tahun-lalu"),
    "laba-rugi": ("bulan-lalu", "tahun-lalu", "sampai-kini", "anggaran"),
    "arus-kas": ("bulan-lalu", "tahun-lalu", "sampai-kini"),
}
"""What can stand beside the figures of a paper: month before, same period last year, year to date, budget."""


class Choices(NamedTuple):
    """What was asked for; None: as the office set, or as the paper usually is.

    `closing` is which trial balances are wanted: `sebelum` or `sesudah` the year's closing entries, or both.
    """

    form: str | None = None
    terms: str | None = None
    beside: tuple[str, ...] | None = None
    closing: tuple[str, ...] = ()
    fund: str | None = None
    """The one fund that a paper of funds is wanted of, by its code."""


AS_SET = Choices()
