"""How the dashboard says that an indicator moved."""

from upk_ledger.bahasa.region_dashboard import change_words, reported_words
from upk_ledger.core.indicators import ratio
from upk_ledger.core.region.review import Alike
from upk_ledger.core.rulebooks import Limit, RatingRule

HIGH_IS_BAD = RatingRule(Limit("<", 10), Limit(">", 20))
LOW_IS_BAD = RatingRule(Limit(">", 90), Limit("<", 80))


def changed(before, now, rule):
    pair = Alike(ratio(before, 10_000, rule), ratio(now, 10_000, rule), 9, whole=True)
    return change_words(pair, rule)


def test_a_change_is_told_with_its_sense():
    assert changed(1000, 1120, HIGH_IS_BAD) == "naik 1,20 poin dari bulan lalu, memburuk"
    assert changed(1120, 1000, HIGH_IS_BAD) == "turun 1,20 poin dari bulan lalu, membaik"
    assert changed(8900, 9000, LOW_IS_BAD) == "naik 1,00 poin dari bulan lalu, membaik"
    assert changed(9000, 8900, LOW_IS_BAD) == "turun 1,00 poin dari bulan lalu, memburuk"
    assert changed(9000, 9000, LOW_IS_BAD) == "tetap seperti bulan lalu"


def test_a_change_among_the_same_upk_says_how_many_they_are():
    now, before = ratio(10, 100, HIGH_IS_BAD), ratio(20, 100, HIGH_IS_BAD)
    moved = "turun 10,00 poin dari bulan lalu, membaik"
    assert change_words(Alike(before, now, 13, whole=True), HIGH_IS_BAD) == moved
    assert change_words(Alike(before, now, 11, whole=False), HIGH_IS_BAD) == f"{moved} (11 UPK yang sama)"


def test_without_a_month_before_nothing_is_told():
    now, nothing = ratio(1, 4, HIGH_IS_BAD), ratio(1, 0, HIGH_IS_BAD)
    assert change_words(None, HIGH_IS_BAD) == ""
    assert change_words(Alike(nothing, now, 1, whole=True), HIGH_IS_BAD) == ""
    assert change_words(Alike(now, nothing, 1, whole=True), HIGH_IS_BAD) == ""


def test_where_figures_come_from():
    assert reported_words("buku", 11, 12) == "Sumber: buku; lapor 11 dari 12 bulan"
