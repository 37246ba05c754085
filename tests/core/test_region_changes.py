"""How an indicator's rating changed from one month to the next."""

import pytest

from upk_ledger.core.indicators import ratio
from upk_ledger.core.region.changes import Moved
from upk_ledger.core.rulebooks import Limit, RatingRule

RULE = RatingRule(Limit("<", 10), Limit(">", 20))
NOTHING, GOOD, FAIR, BAD = (ratio(*pair, RULE) for pair in ((0, 0), (1, 100), (15, 100), (30, 100)))


@pytest.mark.parametrize(
    ("before", "now", "way", "steps"),
    [
        (NOTHING, BAD, "dinilai", 0),
        (NOTHING, GOOD, "dinilai", 0),
        (BAD, NOTHING, "hilang", 0),
        (GOOD, NOTHING, "hilang", 0),
        (GOOD, BAD, "memburuk", 2),
        (BAD, FAIR, "membaik", -1),
        (FAIR, FAIR, "tetap", 0),
        (NOTHING, NOTHING, "tetap", 0),
    ],
)
def test_what_cannot_be_rated_any_more_or_can_now_is_a_change(before, now, way, steps):
    moved = Moved("U1", "PAR", before, now)
    assert (moved.way, moved.rating) == (way, steps)
