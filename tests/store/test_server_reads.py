"""What a server reads for one entry does not grow with the journal, whatever the session's first plans were made for."""

from datetime import date

FEBRUARY = date(2026, 2, 3)


def rows_read(session):
    """How many rows this connection's statements have read so far, guards and keys included."""
    return int(
        session.value("SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables")
    )


def read_for_an_entry(desk, build):
    with desk.write() as session:
        before = rows_read(session)
        build.entry(desk, FEBRUARY, "11010", "31020", 100_000, "Modal")
        return rows_read(session) - before


def test_an_entry_of_a_long_journal_reads_what_an_early_one_read(postgres_location, build):
    desk = build.start(postgres_location)
    with desk.book.held():
        build.entry(desk, FEBRUARY, "11010", "31020", 100_000, "Modal")
        early = read_for_an_entry(desk, build)
        for _ in range(150):
            build.entry(desk, FEBRUARY, "11010", "31020", 100_000, "Modal")
        assert read_for_an_entry(desk, build) == early
