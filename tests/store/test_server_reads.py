"""What a server reads for one entry does not grow with the journal, whatever the session's first plans were made for."""

from datetime import date

from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.store.movements import LoanMovement
from upk_ledger.store.posting import post

FEBRUARY = date(2026, 2, 3)


def pay(desk, loan):
    """Post a payment of one rupiah; answers with how many rows the server read for it, guards and keys included."""
    lines = (
        JournalLine("11010", debit=100, group="K01", loan=loan),
        JournalLine("11030", credit=100, group="K01", loan=loan),
    )
    with desk.write() as session:
        before = rows_read(session)
        post(
            session, JournalEntry(FEBRUARY, "angsuran", lines), (LoanMovement(loan, FEBRUARY, principal=100),)
        )
        return rows_read(session) - before


def rows_read(session):
    return int(
        session.value("SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables")
    )


def test_an_entry_of_a_long_journal_reads_what_an_early_one_read(postgres_location, build):
    desk = build.start(postgres_location)
    build.group(desk)
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000, "Modal")
    often, early, late = (build.loan(desk, date(2026, 1, 5)) for _ in range(3))
    with desk.book.held():
        pay(desk, often)
        first = pay(desk, early)
        for _ in range(150):
            pay(desk, often)
        assert pay(desk, late) == first
