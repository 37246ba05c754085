"""The ranking of UPK: points by ratings, shared places, and nothing that tells who stands without a name."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from upk_ledger.actions.report_frames import definition_of
from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import Ratio
from upk_ledger.core.region.figures import BOOK, REPORTED
from upk_ledger.core.region.ranking import ranking, ranking_paper
from upk_ledger.core.region.review import Coverage, Review, ReviewRow
from upk_ledger.core.rulebooks import INDICATORS
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Letterhead

MARCH = Month(2026, 3)


def row(code, ratings, *, par=0, rr=100, lar=0, ccr=130, source=BOOK, as_of=MARCH):
    """A row whose indicators have these ratings; m, n, p for memuaskan, minimum, penundaan, - for none."""
    words = {"m": "memuaskan", "n": "minimum", "p": "penundaan", "-": "tidak-dapat-dinilai"}
    values = {"LAR": lar, "PAR": par, "CCr": ccr, "ROI": 11, "RR": rr}
    ratios = {
        name: Ratio(None if sign == "-" else Decimal(values[name]), words[sign], values[name], 100)
        for name, sign in zip(INDICATORS, ratings, strict=True)
    }
    plays_no_part = {each.name: None for each in fields(ReviewRow)}
    told = {"key": code, "name": f"UPK {code}", "as_of": as_of, "ratios": ratios, "sources": (source,)}
    return ReviewRow(**plays_no_part | told)


def review(*rows):
    total = replace(rows[0], key="")
    return Review(MARCH, "upk", rows, total, Coverage(len(rows), len(rows), 0))


def places(ranked):
    return [(one.place, one.row.key, one.points) for one in ranked]


def test_points_then_exact_ratios_and_equals_share_a_place():
    found = ranking(
        review(
            row("A", "nmmmm", par=5),
            row("B", "mmmmm"),
            row("C", "nmmmm", par=3, rr=95),
            row("D", "nmmmm", par=3, rr=96, lar=12),
            row("E", "nmmmm", par=3, rr=96, lar=12, ccr=140),
            row("F", "ppppp", par=50, rr=10),
        )
    )
    assert places(found.by_book) == [
        (1, "B", 10),
        (2, "E", 9),
        (2, "D", 9),
        (4, "C", 9),
        (5, "A", 9),
        (6, "F", 0),
    ]


def test_who_cannot_be_rated_or_told_of_itself_is_not_mixed_in():
    found = ranking(
        review(
            row("A", "mmmmm"),
            row("B", "mmm-m"),
            row("C", "mmmmm", source=REPORTED),
            row("D", "mmmmm", as_of=Month(2026, 2)),
        )
    )
    assert [one.row.key for one in found.by_book] == ["A"]
    assert [one.row.key for one in found.self_reported] == ["C"]
    assert found.unrated == 1


def paper(shown, *rows):
    definition = definition_of("wilayah-peringkat")
    frame = Frame(date(2026, 3, 31), "", Letterhead("Dinas", "", ""), (), None, False, {"rulebook": "X"})
    return ranking_paper(definition, frame, review(*rows), shown, "3 dari 3 UPK")


ROWS = (row("KODE-A", "mmmmm"), row("KODE-B", "nmmmm"), row("KODE-C", "ppppp", source=REPORTED))


def everything(statement):
    return json.dumps([statement.data, *map(repr, statement.sections), *statement.notes], default=str)


def test_without_names_nothing_tells_who_is_who():
    told = everything(paper((), *ROWS))
    assert "KODE" not in told
    assert [one["name"] for one in paper((), *ROWS).data["ranking"]] == ["UPK ke-1", "UPK ke-2"]
    assert paper((), *ROWS).data["self_reported"][0]["name"] == "UPK ke-3"
    # The codes play no part: other codes give the same list.
    renamed = [replace(one, key=f"X{9 - number}", name="lain") for number, one in enumerate(ROWS)]
    assert everything(paper((), *renamed)) == told


def test_only_those_that_agree_have_names():
    made = paper({"KODE-B"}, *ROWS)
    assert [one["upk"] for one in made.data["ranking"]] == [None, "KODE-B"]
    assert made.data["anonymous"] == 2
    assert "KODE-A" not in everything(made)
    assert paper(None, *ROWS).data["anonymous"] == 0
