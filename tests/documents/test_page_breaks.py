"""Tables that each begin a page: an auditor files every bank account by itself."""

from dataclasses import replace

from tests.documents.samples import assert_tidy, balance_sheet, printed, statement
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
