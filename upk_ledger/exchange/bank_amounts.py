"""Amounts and dates as banks write them: a file has one form, and it is told by the file itself or by a person."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from upk_ledger.bahasa.bank import IN_MARKS, OUT_MARKS
from upk_ledger.bahasa.dates import parse_date
from upk_ledger.bahasa.numbers import MOST
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.errors.exchange import FractionOfSen, WrongCellType
from upk_ledger.core.errors.typing_in import AmountTooLarge, NotADate
from upk_ledger.core.money import RUPIAH
from upk_ledger.exchange.cells import Flaw, Number, RawCell

Form = Literal["koma", "titik", ""]
"""What stands before the decimals; empty where no amount of the file tells and none has to."""

_COMMA = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]{1,2}|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_POINT = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_EITHER = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
_WRITTEN: dict[str, re.Pattern[str]] = {
    "koma": re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]{1,2}))?"),
    "titik": re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?"),
}
_MARK = re.compile(r"\s*(?P<mark>[a-z]+)\.?", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
_TIME = re.compile(r"[\sT]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?.*$")
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[-/][0-9]{1,2})([-/])([0-9]{2})")
_SHORT_NAMES = re.compile(
    r"(?P<day>[0-9]{1,2})[-\s](?P<name>[a-z]{3,})[-\s](?P<year>[0-9]{2}(?:[0-9]{2})?)", re.IGNORECASE
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb peb", "mar", "apr", "mei may", "jun", "jul", "agu ags agt aug", "sep", "okt oct", "nov nop",
         "des dec"), 1)
    for name in names.split()
}  # fmt: skip


def bare(text: str) -> tuple[str, int]:
    """An amount's digits without sign, currency and mark; and its direction: -1 out, 1 in, 0 not told."""
    plain = _CURRENCY.sub("", text.strip().strip("'").strip())
    way = 0
    mark = _MARK.fullmatch(plain.lstrip("0123456789.,-+() "))
    if mark:
        word = mark["mark"].casefold()
        way = -1 if word in OUT_MARKS else 1 if word in IN_MARKS else 0
        plain = plain[: -len(mark[0].lstrip())].strip() if way else plain
    if plain.startswith("(") and plain.endswith(")"):
        return plain[1:-1].strip(), -1
    if plain.startswith("-") or plain.endswith("-"):
        return _CURRENCY.sub("", plain.strip("- ")), -1
    return plain.removeprefix("+").strip(), way


def mark_of(text: str) -> int:
    """What a mark beside an amount says: -1 out, 1 in, 0 nothing."""
    word = text.strip(" .'").casefold()
    return -1 if word in OUT_MARKS else 1 if word in IN_MARKS else 0


def form_of(file: str, texts: Iterable[str]) -> Form:
    """The one form of a file's amounts. Raises `DecimalMixed`, `DecimalUnclear`."""
    told: dict[Form, str] = {}
    unclear = ""
    for text in texts:
        digits = bare(text)[0]
        if _COMMA.fullmatch(digits):
            told.setdefault("koma", text)
        elif _POINT.fullmatch(digits):
            told.setdefault("titik", text)
        elif _EITHER.fullmatch(digits):
            unclear = unclear or text
    if len(told) > 1:
        raise errors.DecimalMixed(told["koma"], told["titik"], file)
    if unclear and not told:
        raise errors.DecimalUnclear(unclear, file)
    return next(iter(told), "")


def amount_of(raw: RawCell, form: Form) -> tuple[int, int]:
    """Sen (never negative) and direction of a cell; nothing where it is empty or a dash."""
    if isinstance(raw, Flaw):
        raise raw.error
    if isinstance(raw, date):
        raise WrongCellType(str(raw), "amount")
    if isinstance(raw, Number):
        exact = raw.value * RUPIAH
        if exact != exact.to_integral_value():
            raise FractionOfSen(str(raw))
        if abs(exact) >= MOST:
            raise AmountTooLarge(str(raw))
        return abs(int(exact)), -1 if exact < 0 else 0
    digits, way = bare(raw)
    if not digits:
        return 0, 0
    found = _WRITTEN[form or "koma"].fullmatch(digits)
    if not found:
        raise errors.NotABankAmount(raw, form != "titik")
    whole = re.sub("[.,]", "", found[1])
    if len(whole.lstrip("0")) > len(str(MOST // RUPIAH - 1)):
        raise AmountTooLarge(raw)
    return int(whole) * RUPIAH + int((found[2] or "").ljust(2, "0")), way


def day_of(raw: RawCell) -> date:
    """The date of a cell: dd/mm/yyyy, dd/mm/yy, dd-mm-yyyy, yyyy-mm-dd, 31 Okt 2026, or a date of Excel's."""
    if isinstance(raw, Flaw) and isinstance(raw.error, WrongCellType):
        raw = raw.error.given  # Excel's date with a time of day
    if isinstance(raw, Flaw):
        raise raw.error
    if isinstance(raw, Number):
        raise WrongCellType(str(raw), "date")
    if isinstance(raw, date):
        return raw
    text = _TIME.sub("", raw.strip().strip("'"))
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        text = f"{short[1]}{short[2]}20{short[3]}"
    named = _SHORT_NAMES.fullmatch(text)
    month = _MONTHS.get(named["name"].casefold()[:3]) if named else None
    if named and month:
        year = named["year"] if len(named["year"]) == 4 else "20" + named["year"]
        text = f"{named['day']}/{month:02d}/{year}"
    try:
        return parse_date(text)
    except NotADate:
        raise NotADate(raw) from None
