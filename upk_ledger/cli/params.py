"""Types of typed values: amounts, dates, months, percentages, by the parsers of `bahasa`.

What cannot be read is refused with the sentence of its error, which shows the right way to write it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from upk_ledger.bahasa.dates import parse_date, parse_month
from upk_ledger.bahasa.numbers import amount as shown_amount
from upk_ledger.bahasa.numbers import parse_amount, parse_percent, rupiah
from upk_ledger.cli.shell import ask, interactive

if TYPE_CHECKING:
    from upk_ledger.core.vouchers import Support


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


def ask_due(question: str, due: int) -> int:
    """The amount of a payment, as a person at the terminal accepts or corrects what is `due`."""
    if not interactive():
        raise click.UsageError(f"Belum ada JUMLAH. Yang jatuh tempo: {rupiah(due)}.")
    return parse_amount(ask(question, parse_amount, shown_amount(due) if due else None))


def with_support(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which the papers of an entry are told with it; see `told_support`."""
    present = click.option(
        "--lampiran", "papers", metavar="LAMPIRAN", help="Lampiran bukti ini, misalnya nota dan kuitansi."
    )
    missing = click.option("--tanpa-lampiran", "no_papers", is_flag=True, help="Bukti ini tanpa lampiran.")
    return present(missing(function))


def told_support(facts: dict[str, Any]) -> "Support | None":
    """What the options of `with_support` say, taken out of a command's options; None where they say nothing."""
    text, missing = facts.pop("papers"), facts.pop("no_papers")
    if text is None and not missing:
        return None
    if text is not None and missing:
        raise click.UsageError("Pakai salah satu saja: --lampiran atau --tanpa-lampiran.")
    from upk_ledger.actions.vouchers import NONE, papers  # most entries say nothing

    return NONE if text is None else papers(text)
