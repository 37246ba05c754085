"""Which letter is due: at each threshold one month, and at the days between two letters one day, before and after."""

from datetime import date, timedelta

import pytest

from upk_ledger.core.dunning import USUAL_LEVELS, Letter, level_due, reached
from upk_ledger.core.rulebooks import parse_rulebook
from upk_ledger.resources import folder

DAY = date(2026, 6, 1)


def text(code="pnpm-2012"):
    return (folder("rulebooks") / f"{code}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("months", "level"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5), (7, 5), (60, 5)]
)
def test_the_months_overdue_reach_a_level(months, level):
    assert reached(USUAL_LEVELS, months) == level


@pytest.mark.parametrize("level", USUAL_LEVELS, ids=lambda level: level.name)
def test_a_letter_is_due_from_its_month_on_until_it_is_sent(level):
    sent = [Letter(number, date(2026, 1, number)) for number in range(1, level.number)]
    assert level_due(USUAL_LEVELS, level.months - 1, sent, DAY, 30) is None
    for months in (level.months, level.months + 1):
        assert level_due(USUAL_LEVELS, months, sent, DAY, 30) == level
    assert level_due(USUAL_LEVELS, level.months, [*sent, Letter(level.number, DAY)], DAY, 0) is None


def test_the_first_letter_comes_first_however_old_the_arrears_are():
    assert level_due(USUAL_LEVELS, 60, [], DAY, 30) == USUAL_LEVELS[0]
    assert level_due(USUAL_LEVELS, 60, [Letter(1, DAY)], DAY, 0) == USUAL_LEVELS[1]


@pytest.mark.parametrize(("days", "due"), [(29, False), (30, True), (31, True)])
def test_the_days_between_two_letters(days, due):
    sent = [Letter(1, DAY - timedelta(days))]
    assert (level_due(USUAL_LEVELS, 2, sent, DAY, 30) is not None) == due


@pytest.mark.parametrize("code", ["pnpm-2012", "pnpm-2009", "perdesaan"])
def test_the_rulebooks_have_the_usual_levels_and_say_that_no_source_confirms_them(code):
    book = parse_rulebook(text(code))
    assert book.dunning == USUAL_LEVELS
    assert "tagihan" in book.doubts


def test_an_edition_from_before_the_letters_has_the_usual_levels_and_another_its_own():
    table = text().index("# Surat kepada KSM")
    before, after = text()[:table], text()[text().index("\n[belum_pasti]\n") :]
    cut = "\n".join(line for line in after.splitlines() if not line.startswith('"tagihan'))
    assert parse_rulebook(f"{before}{cut}").dunning == USUAL_LEVELS
    own = '[[tagihan.tingkat]]\nnama = "Kedua"\nbulan = 5\n[[tagihan.tingkat]]\nnama = "Awal"\nbulan = 2\n'
    levels = parse_rulebook(f"{before}{own}{cut}").dunning
    assert [(level.number, level.name, level.months) for level in levels] == [(1, "Awal", 2), (2, "Kedua", 5)]
