"""A hosted region at the shell: its roles, what they are told, and what happens when many write or the server goes."""

import json

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import event, make_url

from tests.hosted import PASSWORD, at_statement
from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell
from upk_ledger.store import book as books

TAKE = ("kas", "masuk", "Bunga Bank", "15000", "--keterangan", "Bunga", "--tanggal", "2026-02-03")
LATER = (*TAKE[:-1], "2999-02-03")
"""Warns, before it posts, that the day is yet to come."""

PLACE = ("--provinsi", "Jawa Tengah", "--tanggal-mulai", "2026-01-01", "--kota", "Semarang")
REGION = ("wilayah", "mulai", "--nama", "Dinas Perkim", *PLACE)
UPK = (
    "mulai", "--kode", "MAWAR", "--nama", "UPK Mawar", "--bkm", "BKM Mawar", "--kelurahan", "Kudu", "--kecamatan",
    "Genuk", *PLACE,
)  # fmt: skip


def run(at, *words):
    """One command at the book of this location."""
    return CliRunner().invoke(upk, ["--buku", at, *words], obj=Shell())


def told(at, *words):
    result = run(at, *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def refused(at, *words, status=1):
    """The code of a refusal, whose sentence is the only line on stderr."""
    result = run(at, *words, "--format", "json")
    assert result.exit_code == status, result.stdout + result.stderr
    assert len(result.stderr.splitlines()) == 1
    return json.loads(result.stdout)["error"]["code"]


def vouchers(at, *office):
    return [entry["voucher"] for entry in told(at, *office, "jurnal", "daftar")["entries"]]


def logged_in(location, role):
    return make_url(location).set(username=role, password=PASSWORD).render_as_string(hide_password=False)


# Roles


@pytest.fixture
def empty(postgres_server):
    """The URL of an empty database, with two names of roles; all its roles go after it."""
    name = postgres_server.make()
    owner, roles = postgres_server.url(name), [f"siti_{name}", f"dinas_{name}"]
    yield owner, *roles
    with psycopg.connect(owner) as connection:
        roles += [
            row[0] for row in connection.execute("SELECT role FROM regional_role WHERE status = 'siap'")
        ]
    postgres_server.drop(name)
    with psycopg.connect(postgres_server.url("postgres"), autocommit=True) as connection:
        for role in roles:
            connection.execute(f'DROP ROLE IF EXISTS "{role}"')


def test_a_hosted_region_from_its_first_command_on(empty, monkeypatch):
    owner, siti, dinas = empty
    assert run(owner, *REGION, "--coba").exit_code == 0
    assert run(owner, *REGION).exit_code == 0
    told(owner, *UPK)
    made = told(owner, "wilayah", "peran", "tambah", "MAWAR", "--nama", siti, "--sandi", PASSWORD)
    assert made == {"role": siti, "office": "MAWAR", "made": True, "password": True}
    monkeypatch.setenv("UPK_SANDI", PASSWORD)
    assert told(owner, "wilayah", "peran", "tambah", "WILAYAH", "--nama", dinas)["password"]
    listed = told(owner, "wilayah", "peran", "daftar")["roles"]
    assert [(role["role"], role["office"], role["duty"]) for role in listed] == [
        (dinas, "WILAYAH", "pemda"),
        (siti, "MAWAR", "upk"),
    ]
    assert told(logged_in(owner, siti), *TAKE)["voucher"] == "KM/2026/02/0001"
    assert vouchers(logged_in(owner, dinas), "--upk", "MAWAR") == ["KM/2026/02/0001"]
    assert refused(logged_in(owner, dinas), "--upk", "MAWAR", *TAKE) == "role-not-allowed"
    assert refused(logged_in(owner, dinas), "wilayah", "peran", "daftar") == "role-not-allowed"
    assert told(owner, "wilayah", "peran", "cabut", siti)["offices"] == ["MAWAR"]
    assert refused(logged_in(owner, siti), "jurnal", "daftar") == "role-without-office"


def test_the_owner_is_told_not_to_work_as_such(hosted):
    result = run(hosted.owner, "--upk", "MELATI", *TAKE)
    assert result.exit_code == 0
    assert result.stderr.startswith("Peringatan: Buku wilayah ini dibuka sebagai pemilik basis data")
    assert run(hosted.owner, "--upk", "MELATI", "jurnal", "daftar").stderr == ""
    assert run(hosted.owner, "wilayah", "peran", "siapkan").stderr == ""
    assert run(hosted.url("MELATI"), *TAKE).stderr == ""


def test_a_upk_is_told_of_no_other(hosted):
    result = run(hosted.url("MELATI"), "--upk", "ANGGREK", "jurnal", "daftar")
    assert (result.exit_code, result.stderr) == (
        1,
        'Kode UPK "ANGGREK" tidak ada dalam buku ini. Yang ada: MELATI. Pilih dengan --upk.\n',
    )
    assert refused(hosted.url("MELATI"), *UPK) == "role-not-allowed"
    assert refused(hosted.url("MELATI"), "wilayah", "peran", "daftar") == "not-of-this-office"
    told(hosted.owner, *UPK)
    assert refused(hosted.owner, "wilayah", "peran", "tambah", "LAIN", "--nama", "siti") == "unknown-office"


def test_roles_are_of_a_server(office):
    at = str(office.place)
    assert run(at, *REGION).exit_code == 0
    for words in (("tambah", "UPK", "--nama", "siti"), ("daftar",), ("cabut", "siti"), ("siapkan",)):
        assert refused(at, "wilayah", "peran", *words) == "roles-need-server"


def test_a_region_may_begin_without_roles_and_get_them_later(empty):
    owner, *_ = empty
    assert run(owner, *REGION, "--tanpa-peran").exit_code == 0
    assert refused(owner, "wilayah", "peran", "daftar") == "roles-not-prepared"
    assert told(owner, "wilayah", "peran", "siapkan") == {"prepared": True, "first": True}
    assert told(owner, "wilayah", "peran", "siapkan") == {"prepared": True, "first": False}
    assert told(owner, "audit", "periksa")["ok"]


def test_an_owner_who_may_make_no_roles_is_told_whom_to_ask(empty):
    owner, siti, _ = empty
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE \"{siti}\" LOGIN PASSWORD '{PASSWORD}'")
        connection.execute(f'GRANT ALL ON ALL TABLES IN SCHEMA public TO "{siti}"')
    assert refused(logged_in(owner, siti), *REGION) == "roles-not-makable"
    told(owner, *REGION)


# Many at once


def test_a_chain_that_another_holds_is_busy(hosted, monkeypatch):
    monkeypatch.setattr(books, "BUSY_MILLISECONDS", 50)
    with hosted.desk("MELATI").write():
        assert refused(hosted.url("MELATI"), *TAKE, status=4) == "book-busy"
        assert told(hosted.url("ANGGREK"), *TAKE)["voucher"] == "KM/2026/02/0001"


def colliding(hosted, times, state="40001"):
    """The next so many postings run into others; a sequence, which no rollback takes back, counts all of them."""
    hosted.ask(
        "CREATE SEQUENCE dicoba; GRANT ALL ON dicoba TO PUBLIC;"
        " CREATE FUNCTION bertabrakan() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF nextval('dicoba') <= {times} THEN RAISE EXCEPTION 'tabrakan' USING ERRCODE = '{state}'; END IF;"
        " RETURN NULL; END $$;"
        " CREATE TRIGGER bertabrakan AFTER INSERT ON journal_entry EXECUTE FUNCTION bertabrakan()"
    )


def tried(hosted):
    return hosted.ask("SELECT last_value FROM dicoba")[0][0]


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_what_ran_into_others_is_done_again_whole(hosted, state):
    colliding(hosted, 2, state)
    result = run(hosted.url("MELATI"), *TAKE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("KM/2026/02/0001") == 1
    assert tried(hosted) == 3
    assert vouchers(hosted.url("MELATI")) == ["KM/2026/02/0001"]


def test_what_runs_into_others_again_and_again_is_given_up(hosted):
    colliding(hosted, 100)
    assert refused(hosted.url("MELATI"), *TAKE, status=4) == "book-conflict"
    assert tried(hosted) == 4
    assert vouchers(hosted.url("MELATI")) == []


def test_nothing_is_done_again_of_which_something_was_told(hosted):
    colliding(hosted, 1)
    result = run(hosted.url("MELATI"), *LATER)
    assert result.exit_code == 4
    warned, given_up = result.stderr.splitlines()
    assert warned.startswith("Peringatan: Tanggal")
    assert given_up.endswith(
        "bertabrakan dengan pencatatan lain; tidak ada yang dicatat. Coba lagi sebentar lagi."
    )
    assert tried(hosted) == 1


# When the server goes


def cut_off(hosted, monkeypatch, number):
    """Every book opened from now on loses its server at this statement (or commit)."""
    real = books.Book.__init__

    def opened(self, engine, *facts):
        real(self, engine, *facts)
        at_statement(engine, number, hosted.hang_up)

    monkeypatch.setattr(books.Book, "__init__", opened)


@pytest.mark.parametrize("number", [1, 3, 8])
def test_a_server_that_goes_in_the_middle_is_told_in_one_sentence(hosted, monkeypatch, number):
    at = hosted.url("MELATI")
    cut_off(hosted, monkeypatch, number)
    assert refused(at, *TAKE) in {"book-unreachable", "connection-lost"}
    monkeypatch.undo()
    assert vouchers(at) == []


def test_a_server_that_goes_while_it_keeps_is_told_with_what_to_do(hosted, monkeypatch):
    at = hosted.url("MELATI")
    real = books.Book.__init__

    def opened(self, engine, *facts):
        real(self, engine, *facts)
        event.listen(engine, "commit", lambda _connection: hosted.hang_up())

    monkeypatch.setattr(books.Book, "__init__", opened)
    result = run(at, *TAKE, "--kunci", "k-1")
    assert result.exit_code == 1
    assert "upk jurnal daftar" in result.stderr
    assert "--kunci" in result.stderr
    monkeypatch.undo()
    assert told(at, *TAKE, "--kunci", "k-1")["voucher"] == "KM/2026/02/0001"
    assert told(at, *TAKE, "--kunci", "k-1")["voucher"] == "KM/2026/02/0001"
    assert vouchers(at) == ["KM/2026/02/0001"]
