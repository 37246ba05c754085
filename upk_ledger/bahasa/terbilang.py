"""Amounts in words, as receipts and agreements demand them."""

from upk_ledger.core.money import RUPIAH

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")


def terbilang(sen: int) -> str:
    """An amount in words: satu juta dua ratus lima puluh ribu rupiah."""
    rupiah, rest = divmod(abs(sen), RUPIAH)
    parts = [in_words(rupiah), "rupiah"]
    if rest:
        parts += [in_words(rest), "sen"]
    return " ".join(["minus", *parts] if sen < 0 else parts)


def in_words(number: int) -> str:
    """A whole number, not negative and below 10^18, in words."""
    if number == 0:
        return _DIGITS[0]
    words: list[str] = []
    for power in reversed(range(len(_SCALES))):
        part = number // 1000**power % 1000
        if part == 1 and power == 1:
            words.append("seribu")
        elif part:
            words += [*_below_thousand(part), _SCALES[power]]
    return " ".join(filter(None, words))


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [] if not hundreds else ["seratus"] if hundreds == 1 else [_DIGITS[hundreds], "ratus"]
    tens, ones = divmod(rest, 10)
    if rest == 10:
        words.append("sepuluh")
    elif rest == 11:
        words.append("sebelas")
    elif tens == 1:
        words += [_DIGITS[ones], "belas"]
    else:
        words += [_DIGITS[tens], "puluh"] if tens else []
        words += [_DIGITS[ones]] if ones else []
    return words
