"""An entry of several funds names the fund of each of its lines; the others name none."""

from datetime import date

import pytest

from tests.core.test_statement_builders import CHART, FRAME, definition, rp
from upk_ledger.core.listings import ListedEntry, ListedLine
from upk_ledger.core.statement_builders_books import journal

DAY = date(2018, 12, 31)


@pytest.mark.parametrize("paper", ["jurnal", "buku-pemindahbukuan"])
def test_lines_of_several_funds_name_them(paper):
    both = (
        ListedLine("41010", rp(100), 0),
        ListedLine("41010", rp(50), 0, fund="BRI"),
        ListedLine("31099", 0, rp(100)),
        ListedLine("31099", 0, rp(50), fund="BRI"),
    )
    one = both[::2]
    entries = [
        ListedEntry(number, DAY, "penutup", f"PB/2018/12/000{number}", "Penutup", lines)
        for number, lines in ((1, both), (2, one))
    ]
    shown = journal(definition(paper), FRAME, CHART, DAY, entries)
    names = [row.cells[4] for row in shown.sections[0].rows]
    assert [name for name in names if name and "Jasa" in name] == [
        "Jasa Pinjaman (dana bergulir)",
        "Jasa Pinjaman (dana BRI)",
        "Jasa Pinjaman",
    ]
    assert "dana" not in str([entry["lines"] for entry in shown.data["entries"]])
