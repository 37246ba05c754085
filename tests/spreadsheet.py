"""Counts the formulas of a workbook anew, exactly: what a spreadsheet program would show, without one."""

import re
from datetime import date, datetime
from fractions import Fraction

from openpyxl.utils.cell import range_boundaries

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>[^"]*)"|(?P<name>[A-Z]+)\(|(?P<other>[-+*/&=(),])"""
    r"""|(?:'(?P<sheet>[^']+)'!)?(?P<range>\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?))"""
)
_EPOCH = datetime(1899, 12, 30)


class Recount:
    """One workbook, read with its formulas."""

    def __init__(self, book):
        self._book = book
        self._known = {}

    def value(self, sheet, cell):
        """What a cell comes to."""
        key = (sheet, cell)
        if key not in self._known:
            found = self._book[sheet][cell]
            self._known[key] = (
                _Formula(self, sheet, found.value[1:]).read()
                if found.data_type == "f"
                else _plain(found.value)
            )
        return self._known[key]

    def cells(self, sheet, span):
        """The values of a range, in rows."""
        left, top, right, bottom = range_boundaries(span)
        rows = self._book[sheet].iter_rows(top, bottom, left, right)
        return [self.value(sheet, cell.coordinate) for row in rows for cell in row]


def _plain(value):
    if isinstance(value, datetime):
        return Fraction((value - _EPOCH).days) + Fraction((value - _EPOCH).seconds, 86400)
    if isinstance(value, date):
        return Fraction((value - _EPOCH.date()).days)
    if isinstance(value, int | float):
        return Fraction(repr(value))
    return value


class _Formula:
    def __init__(self, recount, sheet, text):
        self.recount, self.sheet = recount, sheet
        self.tokens, place = [], 0
        while place < len(text):
            found = _TOKEN.match(text, place)
            assert found, text[place:]
            self.tokens.append(found)
            place = found.end()
        self.at = 0

    def peek(self):
        return self.tokens[self.at]["other"] if self.at < len(self.tokens) else None

    def take(self, *wanted):
        if self.peek() in wanted:
            self.at += 1
            return self.tokens[self.at - 1]["other"]
        return None

    def read(self):
        value = self.compared()
        assert self.at == len(self.tokens)
        return value

    def compared(self):
        left = self.joined()
        return left == self.joined() if self.take("=") else left

    def joined(self):
        left = self.summed()
        while self.take("&"):
            left = _text(left) + _text(self.summed())
        return left

    def summed(self):
        left = self.multiplied()
        while sign := self.take("+", "-"):
            right = _number(self.multiplied())
            left = _number(left) + (right if sign == "+" else -right)
        return left

    def multiplied(self):
        left = self.signed()
        while sign := self.take("*", "/"):
            right = _number(self.signed())
            left = _number(left) * right if sign == "*" else _number(left) / right
        return left

    def signed(self):
        return -_number(self.signed()) if self.take("-") else self.one()

    def one(self):
        if self.take("("):
            value = self.compared()
            assert self.take(")")
            return value
        token = self.tokens[self.at]
        self.at += 1
        if token["number"]:
            return Fraction(token["number"])
        if token["text"] is not None:
            return token["text"]
        if token["range"]:
            sheet, span = token["sheet"] or self.sheet, token["range"].replace("$", "")
            return self.recount.cells(sheet, span) if ":" in span else self.recount.value(sheet, span)
        return self.called(token["name"])

    def called(self, name):
        start, given = self.at, []
        if name == "IF":  # only the branch that is meant is counted: the other may divide by nothing
            return self.chosen()
        while not self.take(")"):
            given.append(self.compared())
            self.take(",")
        assert self.at > start
        return _CALLS[name](*given)

    def chosen(self):
        held = self.compared()
        for wanted in (True, False):
            assert self.take(",")
            if held is wanted:
                value = self.compared()
            else:
                self.skipped()
        assert self.take(")")
        return value

    def skipped(self):
        depth = 0
        while depth or self.peek() not in {",", ")"}:
            token = self.tokens[self.at]
            depth += bool(token["name"] or token["other"] == "(") - (token["other"] == ")")
            self.at += 1


def _number(value):
    assert not isinstance(value, str), value
    return Fraction(0) if value is None else value


def _text(value):
    return str(value) if isinstance(value, str) else f"{float(value):.15g}"


def _total(*given):
    values = [one for each in given for one in (each if isinstance(each, list) else [each])]
    return sum((one for one in values if isinstance(one, Fraction)), Fraction(0))


def _fits(value, wanted):
    if wanted == ">0":
        return isinstance(value, Fraction) and value > 0
    return value == wanted


def _sumifs(amounts, keys, wanted):
    assert len(amounts) == len(keys)
    return _total([one for one, key in zip(amounts, keys, strict=True) if _fits(key, wanted)])


def _round(value, digits):
    scaled = abs(_number(value)) * 10 ** int(digits) + Fraction(1, 2)
    whole = Fraction(scaled.numerator // scaled.denominator, 10 ** int(digits))
    return whole if value >= 0 else -whole


_CALLS = {
    "SUM": _total,
    "SUMIFS": _sumifs,
    "COUNTIFS": lambda keys, wanted: Fraction(sum(_fits(key, wanted) for key in keys)),
    "MAX": lambda *given: max(map(_number, given)),
    "ABS": lambda value: abs(_number(value)),
    "INT": lambda value: Fraction(_number(value).numerator // _number(value).denominator),
    "ROUND": _round,
}


def formulas(book):
    """Sheet, cell and text of every formula of a workbook."""
    return [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
