"""Numbers as Indonesia writes them: points between thousands, a comma before the decimals.

Typed amounts have a parser of their own: locale libraries read `1.5` as 15 and `1,250,000` as 1.25 unless
strict, and neither may happen to money. Source of the forms: contract section 1, "Amounts typed".
"""

import re
from decimal import Decimal
from fractions import Fraction

from upk_ledger.core.errors.typing_in import (
    AmountTooLarge,
    EnglishAmount,
    NotALifetime,
    NotAnAmount,
    NotAPercentage,
    NotAQuantity,
)
from upk_ledger.core.money import RUPIAH

MOST = 10**15 * RUPIAH
"""Amounts from here on (in sen) are refused: sums of them stay within the database's 64 bits."""

_AMOUNT = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,(?:([0-9]{2})|-{1,2}))?")
_QUANTITY = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]{1,9})(?:,([0-9]{1,4}))?")
_ENGLISH = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{2}))?")
_PLAIN_DECIMAL = re.compile(r"([0-9]+)\.([0-9]{2})")
_CURRENCY = re.compile(r"rp\.?\s*", re.IGNORECASE)
_LIFE = re.compile(r"([1-9][0-9]{0,2})\s*(bulan|bln|tahun|thn|th)?", re.IGNORECASE)
_PERCENT = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,8}))?\s*%?")


def count(number: int) -> str:
    """A count with points between thousands: 1.250."""
    return f"{number:,}".replace(",", ".")


def amount(sen: int, decimals: int = 0) -> str:
    """An amount without its currency: 1.250.000, or 1.250.000,50 where there are sen or `decimals` are asked for."""
    rupiah_part, rest = divmod(abs(sen), RUPIAH)
    text = count(rupiah_part) + (f",{rest:02d}" if rest or decimals else "")
    return "-" + text if sen < 0 else text


def rupiah(sen: int) -> str:
    """An amount with its currency: Rp1.250.000."""
    return "-Rp" + amount(-sen) if sen < 0 else "Rp" + amount(sen)


def plain(sen: int) -> str:
    """An amount for other programs: digits, and two decimals after a point only where there are sen."""
    rupiah_part, rest = divmod(abs(sen), RUPIAH)
    return ("-" if sen < 0 else "") + str(rupiah_part) + (f".{rest:02d}" if rest else "")


def exact(value: Decimal | Fraction | int) -> Decimal:
    """The decimal number equal to `value`, without trailing zeros; 1/3 and its like keep ten decimals."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
        if len(value.as_tuple().digits) > 10:
            value = round(value, 10)
    number = Decimal(value).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def decimal(value: Decimal | Fraction | int, decimals: int = 0) -> str:
    """A decimal number with the digits that it has, but at least so many decimals: 1,5; 11,54; 1.250."""
    number = value if isinstance(value, Decimal) else exact(value)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent < decimals:
        number = number.quantize(Decimal(1).scaleb(-decimals))
    return f"{number:,f}".translate({ord(","): ".", ord("."): ","})


def percent(value: Decimal | Fraction | int) -> str:
    """A percentage: 11,54%."""
    return decimal(value) + "%"


def parse_amount(text: str) -> int:
    """Sen from an amount as people type it; refuses what could mean two things."""
    bare = _bare(text)
    found = _AMOUNT.fullmatch(bare)
    if found:
        return _sen(text, found[1].replace(".", ""), found[2])
    english = _ENGLISH.fullmatch(bare)
    if english:
        raise EnglishAmount(text, _sen(text, english[1].replace(",", ""), english[2]))
    raise NotAnAmount(text)


def parse_table_amount(text: str) -> int:
    """Sen from an amount in a table: as typed, or with two decimals after a point (contract section 6)."""
    found = _PLAIN_DECIMAL.fullmatch(_bare(text))
    return _sen(text, found[1], found[2]) if found else parse_amount(text)


def parse_quantity(text: str) -> Decimal:
    """An exact quantity of something measured: 140, 12,5 or 1.250; a point is never a comma."""
    found = _QUANTITY.fullmatch(text.strip())
    if not found:
        raise NotAQuantity(text)
    return Decimal(f"{found[1].replace('.', '')}.{found[2] or 0}").normalize() + 0


def parse_percent(text: str) -> Fraction:
    """An exact percentage from `1.5`, `1,5`, `1,5%`."""
    found = _PERCENT.fullmatch(text.strip())
    if not found:
        raise NotAPercentage(text)
    return Fraction(f"{found[1]}.{found[2] or 0}")


def parse_life(text: str) -> int:
    """Months from `48`, `48 bulan`, `4 tahun`."""
    found = _LIFE.fullmatch(text.strip())
    if not found:
        raise NotALifetime(text)
    return int(found[1]) * (12 if (found[2] or "").lower().startswith("t") else 1)


def _bare(text: str) -> str:
    return _CURRENCY.sub("", text.strip(), count=1) if text.strip()[:1] in {"R", "r"} else text.strip()


def _sen(given: str, digits: str, decimals: str | None) -> int:
    if len(digits.lstrip("0")) > len(str(MOST // RUPIAH - 1)):
        raise AmountTooLarge(given)
    return int(digits) * RUPIAH + int(decimals or 0)
