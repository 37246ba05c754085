"""Real logins at a hosted region: each sees and posts its own, nobody changes what is posted, nobody waits for others."""

from dataclasses import replace
from datetime import date

import psycopg
import pytest

from tests.hosted import at_statement
from upk_ledger.actions import cash, periods
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import start_book
from upk_ledger.actions.people import correct_group
from upk_ledger.actions.region.roles import list_roles, prepare_again, withdraw_role
from upk_ledger.actions.rulebooks import use_rulebook
from upk_ledger.actions.visits import record_visit
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import (
    BookBusy,
    BookConflict,
    CommitUnknown,
    ConnectionLost,
    RoleNotAllowed,
    RoleWithoutOffice,
    UnknownOffice,
)
from upk_ledger.core.errors.region_roles import RoleNameWrong, RoleOfBoth, RoleTooMighty, UnknownRole
from upk_ledger.core.offices import Officer
from upk_ledger.core.visits import AFTER, Visit
from upk_ledger.store import book as books
from upk_ledger.store import schema
from upk_ledger.store.people import groups_of
from upk_ledger.store.region.roles import CHOSEN, PRIVATE
from upk_ledger.store.tables import APPEND_ONLY, metadata

OFFICE_TABLES = [table for table in metadata.sorted_tables if "office_id" in table.columns]
DAY = date(2026, 2, 3)


def spend(desk, key=None):
    return cash.pay_cash(desk, DAY, "ATK", 1_500_000, "Kertas", key=key)


def loans_and_papers(build, desk):
    """A book with something in most tables; more rows at once than a server takes by single inserts."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000, "Modal")
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 5), tenor=120, shares={"A01": 400_000, "A02": 600_000})
    build.pay(desk, loan, date(2026, 1, 20), 30_000)
    periods.close_month(desk, Month(2026, 1))


def counted(hosted, code=None):
    """How many rows of each office each table has, for whoever asks."""
    return {
        table.name: dict(hosted.ask(f"SELECT office_id, count(*) FROM {table.name} GROUP BY office_id", code))
        for table in OFFICE_TABLES
    }


@pytest.fixture
def filled(hosted, build):
    """Both UPK kept their books, each by its own role."""
    for code in ("MELATI", "ANGGREK"):
        loans_and_papers(build, hosted.desk(code))
    return hosted


def test_a_upk_sees_its_own_rows_alone_and_not_even_a_count_of_others(filled):
    everything = counted(filled)
    melati = filled.desk("MELATI").office_id
    for table, rows in counted(filled, "MELATI").items():
        assert rows == {office: rows for office, rows in everything[table].items() if office == melati}, table
    assert len([rows for rows in everything.values() if len(rows) > 1]) > 20
    assert filled.ask("SELECT digest FROM rulebook_text", "MELATI") == filled.ask(
        f"SELECT digest FROM rulebook_adoption WHERE office_id = {melati}"
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        filled.ask("SELECT * FROM office_role", "MELATI")


def test_the_region_reads_all_but_what_stays_at_home(filled):
    everything = counted(filled)
    for table, rows in counted(filled, "WILAYAH").items():
        if table not in CHOSEN:
            assert rows == ({} if table in PRIVATE else everything[table]), table
    assert everything["member_person"]


def test_the_region_reads_no_address_and_no_words_about_borrowers(filled):
    desk = filled.desk("MELATI")
    correct_group(desk, "K01", address="Jalan Mawar 3")
    visit = Visit(date(2026, 2, 9), AFTER, (), "Suaminya sakit")
    record_visit(desk, "P-2026-0001", visit)
    periods.reopen_month(desk, Month(2026, 1), "Angsuran terlewat")
    words = {text for (text,) in filled.ask("SELECT text FROM record_text", "WILAYAH")}
    assert "Angsuran terlewat" in words
    assert "Suaminya sakit" not in words
    assert ("Suaminya sakit",) in filled.ask("SELECT text FROM record_text", "MELATI")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        filled.ask("SELECT address FROM borrower_group", "WILAYAH")
    there = filled.desk("WILAYAH", "MELATI")
    with there.read() as session:
        assert groups_of(session)["K01"].address is None
    with desk.read() as session:
        assert groups_of(session)["K01"].address == "Jalan Mawar 3"
    assert check_book(there).violations == ()


@pytest.mark.parametrize("code", ["MELATI", "WILAYAH"])
def test_nobody_changes_or_deletes_what_is_posted(filled, code):
    for table in APPEND_ONLY:
        first = next(iter(metadata.tables[table].columns)).name
        for statement in (
            f"UPDATE {table} SET {first} = {first}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                filled.ask(statement, code)
    changed = filled.ask("UPDATE account SET name = 'X' RETURNING office_id", code)
    own = {filled.desk(code, code).office_id}
    assert {office for (office,) in changed} == (own if code == "MELATI" else set())


@pytest.mark.parametrize("code", ["MELATI", "WILAYAH"])
def test_nobody_adds_a_row_for_another_office(filled, code):
    other = filled.desk("ANGGREK").office_id
    for table in OFFICE_TABLES:
        columns = [column.name for column in table.columns]
        values = ", ".join(
            str(other)
            if name == "office_id"
            else "'upk'"
            if name == "kind" and table.name == "office"
            else "NULL"
            for name in columns
        )
        if table.name == "office" and code == "WILAYAH":  # it may begin the copy of a book
            continue
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            filled.ask(f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({values})", code)


def test_the_region_makes_no_copy_of_a_book_that_is_kept_here(filled):
    other = filled.desk("ANGGREK").office_id
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        filled.ask(f"INSERT INTO replica VALUES ({other}, 'kiriman', '')", "WILAYAH")


def test_a_rulebooks_text_is_what_its_digest_says(filled):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        filled.ask("INSERT INTO rulebook_text VALUES ('abc', 'lain')", "MELATI")


def test_no_table_of_ones_own_stands_before_the_books(filled):
    """Whoever may make temporary tables cannot have the owner's functions or the guards look at those."""
    with filled.connect("MELATI") as connection:
        connection.execute("CREATE TEMPORARY TABLE office_role (role text, office int)")
        connection.execute("INSERT INTO office_role SELECT session_user, generate_series(1, 9)")
        connection.execute("GRANT ALL ON office_role TO PUBLIC")
        assert connection.execute("SELECT count(DISTINCT office_id) FROM record").fetchone() == (1,)


def test_a_role_sits_down_at_its_own_office_and_finds_no_other(filled):
    assert filled.desk("MELATI").office.code == "MELATI"
    with pytest.raises(UnknownOffice) as refused:
        filled.desk("MELATI", "ANGGREK")
    assert refused.value.offices == ("MELATI",)
    assert check_book(filled.desk("MELATI")).violations == ()
    assert check_book(filled.desk("WILAYAH", "ANGGREK")).violations == ()
    assert check_book(filled.desk("WILAYAH", "WILAYAH")).violations == ()
    assert check_book(filled.region).violations == ()
    with pytest.raises(RoleNotAllowed):
        spend(filled.desk("WILAYAH", "MELATI"))


def test_the_region_posts_in_its_own_chain(hosted):
    desk = hosted.desk("WILAYAH", "WILAYAH")
    use_rulebook(desk, "perdesaan", date(2026, 2, 1))
    assert check_book(desk).violations == ()


# Who works for which office


def test_a_role_loses_its_office_at_once(hosted):
    desk = hosted.desk("MELATI")
    with desk.book.held():
        spend(desk)
        had = withdraw_role(hosted.region, hosted.roles["MELATI"], None)
        assert [given.office for given in had] == ["MELATI"]
        with pytest.raises(RoleNotAllowed):
            spend(desk)
    with pytest.raises(RoleWithoutOffice):
        hosted.desk("MELATI")
    with pytest.raises(UnknownRole):
        withdraw_role(hosted.region, hosted.roles["MELATI"], None)
    hosted.give("MELATI")
    spend(hosted.desk("MELATI"))
    assert check_book(hosted.region).violations == ()


def test_one_role_may_work_for_two_offices(hosted):
    role = hosted.roles["ANGGREK"]
    hosted.roles["MELATI"], kept = role, hosted.roles["MELATI"]
    hosted.give_role("MELATI", role)
    assert hosted.desk("ANGGREK", "MELATI").office.code == "MELATI"
    assert [(given.role, given.office) for given in list_roles(hosted.region) if given.role == role] == [
        (role, "ANGGREK"),
        (role, "MELATI"),
    ]
    withdraw_role(hosted.region, role, "MELATI")
    assert hosted.desk("ANGGREK").office.code == "ANGGREK"
    hosted.roles["MELATI"] = kept


def test_one_role_works_for_a_upk_or_for_the_region(hosted):
    for office, other in (("WILAYAH", "MELATI"), ("MELATI", "WILAYAH")):
        with pytest.raises(RoleOfBoth) as refused:
            hosted.give_role(office, hosted.roles[other])
        assert refused.value.office == other
    assert [one.office for one in list_roles(hosted.region) if one.role == hosted.roles["MELATI"]] == [
        "MELATI"
    ]


def test_the_owner_and_odd_names_get_no_office(hosted):
    owner = hosted.ask("SELECT current_user")[0][0]
    with pytest.raises(RoleTooMighty):
        hosted.give_role("MELATI", owner)
    for name in ("pg_monitor", 'a"b', "Siti", hosted.groups[0]):
        with pytest.raises(RoleNameWrong):
            hosted.give_role("MELATI", name)


# What the audit says of it


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        ("DROP POLICY upk_kantor ON loan", "loan: kebijakan upk_kantor"),
        ("CREATE POLICY semua ON loan USING (true)", "loan: kebijakan semua"),
        ("ALTER POLICY upk_kantor ON loan USING (true)", "loan: kebijakan upk_kantor"),
        ("ALTER TABLE record DISABLE ROW LEVEL SECURITY", "record: row level security"),
        ("GRANT UPDATE ON journal_line TO {kantor}", "journal_line: hak UPDATE untuk {kantor}"),
        ("REVOKE INSERT ON record FROM {kantor}", "record: hak INSERT untuk {kantor}"),
        ("GRANT UPDATE (digest) ON record TO {pemda}", "record: hak UPDATE (digest) untuk {pemda}"),
        ("GRANT SELECT ON loan TO PUBLIC", "loan: hak SELECT untuk PUBLIC"),
        ("ALTER FUNCTION upk_own_offices() SECURITY INVOKER", "fungsi upk_own_offices"),
        ("ALTER FUNCTION guard_record() RESET search_path", "fungsi guard_record"),
        ("ALTER ROLE {melati} BYPASSRLS", "peran {melati}"),
    ],
)
def test_the_audit_names_what_is_not_as_prepared(hosted, harm, where):
    kantor, pemda = sorted(hosted.groups)
    names = {"kantor": kantor, "pemda": pemda, "melati": hosted.roles["MELATI"]}
    hosted.ask(harm.format(**names))
    found = check_book(hosted.region).violations
    assert [(item.code, item.where) for item in found] == [("pembatas-hilang", where.format(**names))]
    if not where.startswith(("peran", "fungsi upk")):
        assert where.format(**names) in {item.where for item in check_book(hosted.desk("ANGGREK")).violations}


def test_what_is_missing_is_put_back_and_an_upgrade_puts_it_back_too(hosted):
    harm = "DROP POLICY upk_kantor ON loan; REVOKE INSERT ON record FROM {}; ALTER TABLE fund DISABLE ROW LEVEL SECURITY"
    hosted.ask(harm.format(min(hosted.groups)))
    assert len(check_book(hosted.region).violations) == 3
    assert prepare_again(hosted.region) is False
    assert check_book(hosted.region).violations == ()
    hosted.ask("DROP POLICY upk_kantor ON loan")
    with hosted.region.book.engine.begin() as connection:
        schema.upgrade(connection)
    assert check_book(hosted.region).violations == ()


def test_an_office_given_past_the_chain_is_named(hosted):
    hosted.ask(
        f"INSERT INTO office_role VALUES ('{hosted.roles['MELATI']}', {hosted.desk('ANGGREK').office_id})"
    )
    (found,) = check_book(hosted.region).violations
    assert (found.code, found.where) == ("peran-tanpa-catatan", f"peran {hosted.roles['MELATI']}")


# Many at once


def test_offices_never_wait_for_one_another_and_each_only_for_its_own_chain(hosted, build, monkeypatch):
    monkeypatch.setattr(books, "BUSY_MILLISECONDS", 50)
    with hosted.desk("MELATI").write() as session:
        spend(session.desk)
        use_rulebook(session.desk, "perdesaan", date(2026, 2, 1))
        loans_and_papers(build, hosted.desk("ANGGREK"))
        use_rulebook(hosted.desk("ANGGREK"), "perdesaan", date(2026, 2, 1))
        use_rulebook(hosted.desk("WILAYAH", "WILAYAH"), "perdesaan", date(2026, 2, 1))
        build.start(hosted.owner, code="MAWAR")
        hosted.give("MAWAR")
        spend(hosted.desk("MAWAR"))
        with pytest.raises(BookBusy):
            spend(hosted.desk("MELATI"))
        with pytest.raises(BookBusy):
            spend(build.open(hosted.owner, office="MELATI"))
        assert check_book(hosted.desk("WILAYAH", "MELATI")).ok, "what is being posted can be read as it was"
    assert spend(hosted.desk("MELATI")).voucher == "KK/2026/02/0002"
    for code in ("MELATI", "ANGGREK", "MAWAR"):
        assert check_book(hosted.desk(code)).violations == ()


def test_two_offices_that_begin_at_once_begin_in_turn(hosted, build, monkeypatch):
    monkeypatch.setattr(books, "BUSY_MILLISECONDS", 50)
    busy = []

    def meanwhile(session):
        with pytest.raises(BookBusy):
            build.start(hosted.owner, code="KEDUA")
        busy.append(session.office_id)

    start_book(
        hosted.owner,
        replace(build.identity, code="PERTAMA"),
        rulebook="pnpm-2012",
        officers=[Officer("pembuku", "Pembuku", "Siti", build.identity.start)],
        clock=build.clock(),
        entropy=build.entropy("PERTAMA"),
        finishing=meanwhile,
    )
    second = build.start(hosted.owner, code="KEDUA")
    assert second.office_id == busy[0] + 1


# When the connection goes


ACTS = {
    "kas": lambda desk: spend(desk, key="k-1"),
    "tutup-buku": lambda desk: periods.close_month(desk, Month(2026, 1)),
}


def rows(hosted):
    """Every row of the book, as the owner sees it."""
    return {
        table.name: sorted(map(repr, hosted.ask(f"SELECT * FROM {table.name}")))
        for table in metadata.sorted_tables
    }


@pytest.mark.parametrize("act", ACTS)
def test_a_connection_lost_at_any_statement_leaves_nothing_half_done(hosted, build, act):
    build.entry(hosted.desk("MELATI"), date(2026, 1, 2), "11010", "31020", 10_000_000, "Modal")
    before = rows(hosted)
    told = []
    for number in range(1, 100):
        desk = hosted.desk("MELATI")
        at_statement(desk.book.engine, number, hosted.hang_up)
        try:
            ACTS[act](desk)
        except (ConnectionLost, CommitUnknown) as error:
            told.append(type(error))
            assert rows(hosted) == before
        else:
            break
    assert len(told) >= 8
    assert told == [ConnectionLost] * (len(told) - 1) + [CommitUnknown]
    assert rows(hosted) != before
    assert check_book(hosted.desk("MELATI")).violations == ()


def test_a_commit_of_which_no_answer_came_is_told_as_unknown_and_can_be_repeated_by_its_key(hosted):
    desk = hosted.desk("MELATI")
    commit = desk.book.engine.dialect.do_commit

    def kept_unheard(connection):
        commit(connection)
        hosted.hang_up()
        connection.execute("SELECT 1")

    desk.book.engine.dialect.do_commit = kept_unheard
    with pytest.raises(CommitUnknown):
        spend(desk, key="k-1")
    again = spend(hosted.desk("MELATI"), key="k-1")
    assert (again.voucher, again.repeated) == ("KK/2026/02/0001", True)


def test_a_kept_connection_that_was_lost_is_made_anew(hosted):
    desk = hosted.desk("MELATI")
    with desk.book.held():
        spend(desk)
        hosted.hang_up()
        with pytest.raises(ConnectionLost):
            spend(desk)
        assert spend(desk).voucher == "KK/2026/02/0002"
    assert check_book(desk).violations == ()


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_what_runs_into_others_is_a_conflict(hosted, state):
    hosted.ask(
        "CREATE FUNCTION bertabrakan() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION 'bertabrakan' USING ERRCODE = '{state}'; END $$;"
        " CREATE TRIGGER bertabrakan BEFORE INSERT ON journal_entry EXECUTE FUNCTION bertabrakan()"
    )
    with pytest.raises(BookConflict):
        spend(hosted.desk("MELATI"))
