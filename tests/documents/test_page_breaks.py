"""Tables that each begin a page: an auditor files every bank account by itself."""

from dataclasses import replace

from tests.documents.samples import (
    MONEY_COLUMNS,
    SIGNATURES,
    assert_tidy,
    balance_sheet,
    printed,
    rp,
    statement,
)
from upk_ledger.core.statements import Row, Section
from upk_ledger.documents.statement_pdf import statement_pdf


def test_tables_that_stand_apart_begin_a_page_each():
    (table,) = balance_sheet().sections
    own = [replace(table, caption=f"Rekening {place}", apart=True) for place in (1, 2, 3)]
    pages = assert_tidy(printed(statement_pdf, statement(tuple(own))))
    assert [[f"Rekening {place}" in page.text for place in (1, 2, 3)] for page in pages] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    assert "Dibuat oleh" in pages[-1].text


def test_a_table_alone_stands_below_its_heading():
    (table,) = balance_sheet().sections
    pages = assert_tidy(printed(statement_pdf, statement((replace(table, apart=True),))))
    assert len(pages) == 1


def long_table(rows: int):
    lines = tuple(Row((str(row), f"Akun {row}", rp(1000), rp(900))) for row in range(rows))
    total = Row((None, "JUMLAH", rp(1000 * rows), rp(900 * rows)), "total")
    return statement((Section(MONEY_COLUMNS, (*lines, total)),), signatures=SIGNATURES)


def test_a_paper_that_misses_one_page_by_little_is_set_closer_and_one_by_much_is_not():
    pages = {rows: assert_tidy(printed(statement_pdf, long_table(rows))) for rows in range(24, 64, 2)}
    one = [rows for rows, laid in pages.items() if len(laid) == 1]
    steps = [pages[rows][0] for rows in one]
    apart = [_apart(page) for page in steps]
    assert apart[0] > apart[-1]  # the last of them stand closer, or smaller, than the first
    assert apart == sorted(apart, reverse=True)
    assert _apart(pages[62][0]) == apart[0]


def _apart(page) -> float:
    lines = [word.y for word in page.words if word.text.startswith("Akun")]
    return round(lines[0] - lines[1], 2)
