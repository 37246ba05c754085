import random
from datetime import date

import pytest

from tests.documents.samples import HEAD, assert_tidy, printed
from upk_ledger.core.approvals import CardPaper, NewCard, make_codes
from upk_ledger.documents.approval_card import approval_card_pdf


def paper(count=20, name="Rahmat Hidayat", role="Pengawas"):
    codes = make_codes(count, random.Random(8).randbytes)
    return CardPaper(HEAD, NewCard("KKP-001", "pengawas", name, role, date(2026, 3, 1), codes))


@pytest.mark.parametrize("count", [1, 20, 21, 40])
def test_a_card_shows_every_code_beside_its_place(count):
    made = paper(count)
    (page,) = assert_tidy(printed(approval_card_pdf, made), margin=24)
    for place, code in enumerate(made.card.codes, 1):
        (word,) = [word for word in page.words if word.text == code]
        beside = [other.text for other in page.words if other.y == word.y and other.end < word.x]
        assert f"{place:02d}" in beside
    assert (round(page.wide), round(page.high)) == (420, 595)


def test_a_card_says_whose_it_is_and_where_its_loss_is_reported():
    (page,) = assert_tidy(printed(approval_card_pdf, paper()), margin=24)
    for text in ("UPK Melati", "KKP-001", "Rahmat Hidayat (pengawas)", "Pengawas", "1 Maret 2026"):
        assert text in page.text
    assert "laporkan kepada Pengawas dan BKM Bangkit Bersama" in " ".join(page.text.split())


def test_long_names_stay_within_the_paper():
    assert_tidy(
        printed(
            approval_card_pdf, paper(40, "Raden Mas Haji Muhammad Bambang Sugiharto " * 2, "Koordinator " * 6)
        ),
        margin=24,
    )


def test_the_same_card_gives_the_same_bytes():
    assert printed(approval_card_pdf, paper()) == printed(approval_card_pdf, paper())
