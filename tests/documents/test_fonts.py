"""The faces that travel with the program, and how texts are broken into lines."""

import pytest

from upk_ledger.documents.fonts import BOLD, REGULAR, font, shrink, width, wrap
from upk_ledger.resources import folder


def test_the_fonts_are_small_and_have_their_licence_beside_them():
    files = list((folder("reports") / "fonts").glob("*.[tT]*"))
    assert sum(file.stat().st_size for file in files) < 2_500_000
    licence = (folder("reports") / "fonts" / "LICENSE-RobotoCondensed.txt").read_text(encoding="utf-8")
    assert "Apache License" in licence


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_figures_are_equally_wide_and_the_signs_of_our_papers_exist(name):
    assert len({width(digit, name, 10) for digit in "0123456789"}) == 1
    assert all(ord(sign) in font(name).face.charToGlyph for sign in "×÷−≥≤–—…·½“”‘’²é")


def test_a_text_is_broken_between_words_and_a_long_word_within():
    lines = wrap("angsuran pertama dan " + "x" * 60, 80, REGULAR, 9)
    assert lines[0] == "angsuran pertama dan"
    assert "".join(lines[1:]) == "x" * 60
    assert all(width(line, REGULAR, 9) <= 80 for line in lines)


def test_a_line_break_in_a_text_is_kept():
    assert wrap("satu\ndua", 500, REGULAR, 9) == ["satu", "dua"]


def test_a_text_shrinks_no_further_than_can_be_read():
    assert shrink("Siti", 100, BOLD, 9) == 9
    assert 6 < shrink("Bambang Sugiharto", 60, BOLD, 9) < 9
    assert shrink("x" * 500, 60, BOLD, 9) == 6
