"""Types of typed values: amounts, dates, months, percentages, by the parsers of `bahasa`.

What cannot be read is refused with the sentence of its error, which shows the right way to write it.
"""

from collections.abc import Callable
from typing import Any

import click

from upk_ledger.bahasa.dates import parse_date, parse_month
from upk_ledger.bahasa.numbers import parse_amount, parse_percent


class Typed(click.ParamType[Any]):
    """A value read by one of the parsers; `name` is what help pages call it."""

    def __init__(self, name: str, parse: Callable[[str], object]) -> None:
        self.name = name
        self.parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> object:  # noqa: ARG002
        """The value read; one that was given as a value already stays as it is."""
        return self.parse(value) if isinstance(value, str) else value


AMOUNT = Typed("jumlah", parse_amount)
DATE = Typed("tanggal", parse_date)
MONTH = Typed("bulan", parse_month)
PERCENT = Typed("persen", parse_percent)
