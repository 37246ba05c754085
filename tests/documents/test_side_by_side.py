"""Tables too wide for a page: cut behind their held columns, nothing lost, the total on the last part."""

from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column, Row, Section
from upk_ledger.documents.side_by_side import MOST, side_by_side


def wide(many, held=1):
    columns = (Column("name", "Uraian"), *(Column(f"c{n}", f"UPK {n}", "money") for n in range(1, many + 1)))
    cells = (Rupiah(n * 100) for n in range(1, many + 1))
    return Section(columns, (Row(("Kas", *cells)),), "Neraca", held=held)


def test_what_fits_or_may_not_be_cut_stays_whole():
    for section in (wide(MOST), wide(40, held=0)):
        assert side_by_side([section]) == (section,)


def test_every_column_stands_once_and_the_held_ones_on_every_part():
    for many in (MOST + 1, 2 * MOST, 2 * MOST + 1, 61):
        parts = side_by_side([wide(many)])
        assert len(parts) == -(-many // MOST)
        assert [part.columns[0].key for part in parts] == ["name"] * len(parts)
        assert [column.key for part in parts for column in part.columns[1:]] == [
            f"c{n}" for n in range(1, many + 1)
        ]
        assert [cell for part in parts for cell in part.rows[0].cells[1:]] == [
            n * 100 for n in range(1, many + 1)
        ]
        assert max(len(part.columns) for part in parts) <= MOST + 1
        assert [part.apart for part in parts] == [False] + [True] * (len(parts) - 1)
        assert parts[1].caption == f"Neraca (bagian 2 dari {len(parts)})"
