"""How wide a column of figures must be."""

import pytest

from upk_ledger.documents.cells import PAD, Measure
from upk_ledger.documents.fonts import BOLD, width


@pytest.mark.parametrize(
    ("texts", "widest"),
    [
        (["35.000", "2.000.000"], "2.000.000"),
        (["(35.000)", "2.000.000"], "2.000.000)"),
        (["(2.000.000)", "35.000"], "(2.000.000)"),
    ],
)
def test_a_negative_amount_takes_no_room_from_a_longer_one(texts, widest):
    measure = Measure(numeric=True)
    for text in texts:
        measure.take(text, BOLD)
    assert measure.need(8, comfortable=True) == pytest.approx(width(widest, BOLD, 8) + 2 * PAD)
