"""What of a book travels: a table, a column or a kind of text that nobody decided on fails here."""

import json
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import event

from upk_ledger.actions.accounts import name_account
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.people import correct_member, register_group, register_member
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.visits import record_visit
from upk_ledger.bahasa.violations import FIELDS
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import Capacity, LoanApplication, Share
from upk_ledger.core.people import Member
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.visits import Visit
from upk_ledger.store.region.bundle_rows import (
    BLANK,
    HOME,
    KEPT,
    SENT,
    TOLD,
    TRAVELS,
    identities,
    rows_between,
)
from upk_ledger.store.tables import facts, metadata

PERSONAL = {"nik", "address", "phone", "income", "cost", "gender", "poor", "secret", "sealed", "content"}
HARMLESS = {("asset_terms", "cost"), ("office_month", "income")}
"""The office's own income, the cost of an asset, and a digest."""


def test_every_table_is_decided_on():
    assert set() == SENT & HOME
    assert set(metadata.tables) - SENT - HOME == set()
    assert (SENT | HOME) - set(metadata.tables) == set()


def test_no_column_of_persons_or_secrets_travels():
    found = {(name, column) for name, travel in TRAVELS.items() for column in travel.columns}
    assert {pair for pair in found if pair[1] in PERSONAL} == HARMLESS
    for table, columns in BLANK.items():
        assert set(metadata.tables[table].columns.keys()) - set(TRAVELS[table].columns) == {
            "office_id",
            *columns,
        }


def test_the_facts_of_a_region_stay_at_home():
    regional = {table.name for kind, table in facts.TABLES.items() if kind.startswith("wilayah-")}
    assert regional <= HOME


def test_the_text_of_every_kind_of_record_is_decided_on():
    kinds = {kind for kind in {*FIELDS, *facts.TABLES} if not kind.startswith("wilayah-")}
    assert set() == TOLD & KEPT
    assert kinds - TOLD - KEPT == set()
    assert (TOLD | KEPT) - kinds == set()


PERSON = Member(
    "K01", "A01", "Sumiyati Rahasia", "P", "3374015505800001", True, "Jalan Tersembunyi 7", "081298765432"
)
SECRETS = (
    "Sumiyati", "Rahasia", "337401", "Tersembunyi", "081298765432", "912345", "875543", "Modal dapur", "Gang Mawar", "sakit",
)  # fmt: skip
"""Name, NIK, address, phone, ability to pay, income, the group's address, and what a visitor wrote."""


@pytest.fixture
def filled(desk, build):
    """A book with a member of whom everything is known, beyond whose means a loan is; January is closed."""
    register_group(desk, "K01", "Mawar Indah", "Gang Mawar 3")
    register_member(desk, PERSON)
    register_member(desk, Member("K01", "A02", "Anggota Kedua", "L"))
    build.opening(desk, k11010=50_000_000, k31010=-50_000_000)
    terms = LoanTerms(5_000_000_00, 5, Fraction("1.5"), "bulan", "flat", date(2026, 1, 10))
    means = (Capacity("A01", 912_345_00, 36_802_00),)
    shares = (Share("A01", 4_900_000_00), Share("A02", 100_000_00))
    number = apply_for_loan(
        desk, LoanApplication("K01", terms, shares, purpose="Modal dapur", capacities=means)
    )
    decide_loan(desk, number, "disetujui", terms.start)
    disburse_loan(desk, number, terms.start)
    correct_member(desk, "K01", "A01", {"phone": "081298765433"})
    record_visit(desk, number, Visit(date(2026, 1, 20), "pembinaan", ("manajer",), "Suaminya sakit"))
    close_month(desk, Month(2026, 1))
    return desk


def travelling(desk, first, last):
    with desk.read() as session:
        return rows_between(session, first, last)


def head(desk):
    with desk.read() as session:
        return session.head()


def test_nothing_of_persons_is_in_what_travels(filled):
    content = json.dumps(
        {name: rows.rows for name, rows in travelling(filled, 1, head(filled).number).items()},
        ensure_ascii=False,
    )
    assert "kemampuan" in content
    assert [secret for secret in SECRETS if secret in content] == []


def test_nik_are_told_apart_from_the_rest(filled):
    with filled.read() as session:
        assert identities(session) == [["K01", "A01", "3374015505800001"]]


def test_a_later_range_holds_what_came_later(filled, build):
    closing = head(filled).number
    name_account(filled, "11010", "Kas kecil")
    register_member(filled, Member("K01", "A03", "Anggota Ketiga", "P"))
    build.entry(filled, date(2026, 2, 3), "51010", "11010", 25_000)
    later = head(filled).number
    first, second = travelling(filled, 1, closing), travelling(filled, closing + 1, later)
    assert dict(zip(first["account"].columns, first["account"].rows[0], strict=True))["name"] == "Kas"
    assert [row[:2] for row in second["account"].rows] == [["11010", "Kas kecil"]]
    assert [row[:2] for row in second["member"].rows] == [["K01", "A03"]]
    assert [row[:2] for row in second["membership"].rows] == [["K01", "A03"]]
    assert [row[0] for row in second["record"].rows] == list(range(closing + 1, later + 1))
    assert len(second["journal_line"].rows) == 2
    assert not {"loan", "fund", "office_month", "installment", "rulebook_text"} & second.keys()
    assert [row[0] for row in first["office_month"].rows] == ["2026-01"]
    assert len(first["installment"].rows) == 5
    assert {row[0] for row in first["fund"].rows} == {"bergulir"}


def test_the_questions_are_one_a_table(filled):
    asked = []

    def listen(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    last = head(filled).number
    event.listen(filled.book.engine, "before_cursor_execute", listen)
    try:
        travelling(filled, 1, last)
    finally:
        event.remove(filled.book.engine, "before_cursor_execute", listen)
    assert len([one for one in asked if one.startswith("SELECT")]) == len(TRAVELS)
