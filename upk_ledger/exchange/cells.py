"""From a cell as a file holds it to the value that its column asks for; raises the error that says what is wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from upk_ledger.bahasa.dates import parse_date
from upk_ledger.bahasa.numbers import MOST, parse_percent, parse_table_amount
from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.typing_in import AmountTooLarge, NotAPercentage
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.people import check_nik
from upk_ledger.exchange.tables import Column, Kind

_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")
_NEGATIVE = re.compile(r"(?:rp\.?)?\s*(?:-\s*|\()(?:rp\.?)?\s*[0-9][0-9.,]*\)?", re.IGNORECASE)
_EXCEL_ERRORS = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
_ZEROS = re.compile(r"0+")
_MOST_DIGITS = 15
"""Excel keeps no more digits of a number than these."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that Excel holds, exactly as it prints, and the format in which the person sees it."""

    value: Decimal
    format: str = "General"

    def __str__(self) -> str:
        return f"{self.value:f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that cannot be read whatever its column."""

    error: UpkError


RawCell = str | Number | date | Flaw
"""A cell as a file holds it; CSV files know text only. An empty cell is the empty text."""


def convert(column: Column, raw: RawCell) -> Any:
    """The value of `raw` in `column`, or the column's default; raises a `UpkError` that says what is wrong."""
    if isinstance(raw, Flaw):
        raise raw.error
    if raw in _EXCEL_ERRORS:
        raise errors.CellError(str(raw))
    if raw == "":
        if column.default is None:
            if column.required:
                raise errors.CellMissing
            return None
        raw = column.default
    return _CONVERTERS[column.kind](column, raw)


def _text(_column: Column, raw: str | Number | date) -> str:
    return raw if isinstance(raw, str) else str(raw)


def _code(_column: Column, raw: str | Number | date) -> str:
    if isinstance(raw, date) or (isinstance(raw, str) and _SCIENTIFIC.fullmatch(raw)):
        raise errors.CodeBecameNumber(str(raw))
    if isinstance(raw, str):
        return raw
    whole = raw.value == raw.value.to_integral_value() and 0 <= raw.value < 10**_MOST_DIGITS
    if not whole:
        raise errors.CodeBecameNumber(str(raw))
    digits = str(int(raw.value))
    return digits.zfill(len(raw.format)) if _ZEROS.fullmatch(raw.format) else digits


def _nik(_column: Column, raw: str | Number | date) -> str:
    if not isinstance(raw, str) or _SCIENTIFIC.fullmatch(raw):
        raise errors.NikBecameNumber
    check_nik(raw)
    return raw


def _amount(column: Column, raw: str | Number | date) -> int:
    sen = _sen(raw)
    if column.positive and sen == 0:
        raise errors.AmountIsZero
    return sen


def _sen(raw: str | Number | date) -> int:
    if isinstance(raw, date):
        raise errors.WrongCellType(str(raw), "amount")
    if isinstance(raw, str):
        if _NEGATIVE.fullmatch(raw):
            raise errors.NegativeAmount(raw)
        return parse_table_amount(raw)
    exact = raw.value * RUPIAH
    if exact != exact.to_integral_value():
        raise errors.FractionOfSen(str(raw))
    if exact < 0:
        raise errors.NegativeAmount(str(raw))
    if exact >= MOST:
        raise AmountTooLarge(str(raw))
    return int(exact)


def _date(_column: Column, raw: str | Number | date) -> date:
    if isinstance(raw, Number):
        raise errors.WrongCellType(str(raw), "date")
    return raw if isinstance(raw, date) else parse_date(raw)


def _percent(_column: Column, raw: str | Number | date) -> Fraction:
    if isinstance(raw, date):
        raise errors.WrongCellType(str(raw), "percent")
    if isinstance(raw, str):
        return parse_percent(raw)
    if raw.value < 0:
        raise NotAPercentage(str(raw))
    return Fraction(raw.value) * (100 if "%" in raw.format else 1)


def _count(_column: Column, raw: str | Number | date) -> int:
    if isinstance(raw, date):
        raise errors.WrongCellType(str(raw), "count")
    digits = f"{raw.value.normalize():f}" if isinstance(raw, Number) else raw
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise errors.NotACount(str(raw))
    return int(digits)


def _choice(column: Column, raw: str | Number | date) -> str:
    given = str(raw).casefold()
    for choice in column.choices:
        if choice.casefold() == given:
            return choice
    raise errors.NotAChoice(str(raw), column.choices)


_CONVERTERS: dict[Kind, Callable[[Column, str | Number | date], Any]] = {
    "text": _text,
    "code": _code,
    "nik": _nik,
    "amount": _amount,
    "date": _date,
    "percent": _percent,
    "count": _count,
    "choice": _choice,
}
