"""The sentence for each error: what happened, why, what to do.

Errors carry facts; `bahasa.messages.<kind>` holds the sentences of `core.errors.<kind>` in `SENTENCES`,
read only when an error of that kind is spoken, so that starting stays cheap. A sentence is a format string
over the error's fields, or a function of the error where a template is not enough. Beside Python's own,
these format specs are known:

    {amount:rp}    sen               Rp1.250.000
    {number:jumlah} a count          1.250
    {rate:persen}  a percentage      11,54%
    {on:tgl}       a date            31 Oktober 2026
    {month:bulan}  a month           Oktober 2026
    {names:daftar} several texts     a, b atau c
    {near:mirip}   what is similar   " Yang mirip: a, b atau c." or nothing where there is none
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from string import Formatter
from typing import Any

from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.numbers import count, percent, rupiah
from upk_ledger.core.errors.base import UpkError

Sentence = str | Callable[[Any], str]


def sentence(error: UpkError) -> str:
    """What to tell the user about `error`."""
    wording = _sentences(_kind(type(error)))[type(error)]
    return wording(error) if callable(wording) else _FORMATTER.vformat(wording, (), vars(error))


def fill(template: str, **facts: object) -> str:
    """`template` with `facts`, by the format specs of this module."""
    return _FORMATTER.vformat(template, (), facts)


def either(names: Sequence[str]) -> str:
    """a, b atau c."""
    return " atau ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def similar(names: Sequence[str]) -> str:
    """A sentence of its own that names what is similar; nothing where there is none."""
    return f" Yang mirip: {either(names)}." if names else ""


def _kind(error: type[UpkError]) -> str:
    return error.__module__.rpartition(".")[2]


@cache
def _sentences(kind: str) -> Mapping[type[UpkError], Sentence]:
    found: Mapping[type[UpkError], Sentence] = import_module(f"upk_ledger.bahasa.messages.{kind}").SENTENCES
    return found


class _Formatter(Formatter):
    """The formatter that knows the field's own specs."""

    _SPECS: Mapping[str, Callable[[Any], str]] = {
        "rp": rupiah,
        "jumlah": count,
        "persen": percent,
        "tgl": long_date,
        "bulan": long_month,
        "daftar": either,
        "mirip": similar,
    }

    def format_field(self, value: Any, format_spec: str) -> str:
        own = self._SPECS.get(format_spec)
        return own(value) if own else str(super().format_field(value, format_spec))


_FORMATTER = _Formatter()
