import json
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.core.errors.book import GuardRefused
from upk_ledger.core.errors.ledger import UnknownAccount
from upk_ledger.store.session import canonical, record_digest, text_digest


def records(desk):
    with desk.read() as session:
        return session.all(
            "SELECT number, kind, recorded_at, actor, body, previous, digest FROM record"
            " WHERE office_id = :office ORDER BY number"
        )


def test_a_record_s_digest_can_be_computed_by_anyone():
    words = "a" * 64 + "\n7\njurnal\n2026-01-01T00:00:00.000000+00:00\npembuku\n[]"
    assert (
        record_digest("a" * 64, 7, "jurnal", "2026-01-01T00:00:00.000000+00:00", "pembuku", "[]")
        == sha256(words.encode()).hexdigest()
    )


def test_bodies_are_compact_and_keep_their_letters():
    assert canonical(["jurnal/1", None, 5, ["Ibu Sri é", "a,b"]]) == '["jurnal/1",null,5,["Ibu Sri é","a,b"]]'


def test_no_text_has_no_digest():
    assert text_digest("salt", "") == ""
    assert text_digest("salt", "x") == sha256(b"saltx").hexdigest()


def test_a_chain_begins_with_the_office_and_runs_without_gap(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 1_000, "Modal awal")
    found = records(desk)
    assert [row[0] for row in found] == list(range(1, len(found) + 1))
    assert [row[5] for row in found] == [desk.uuid, *(row[6] for row in found[:-1])]
    assert [row[1] for row in found] == ["mulai", *["pengurus"] * 4, "akun", "aturan", "jurnal"]
    for row in found:
        assert record_digest(row[5], *row[:5]) == row[6]
        assert json.loads(row[4])[0] == f"{row[1]}/1"


def test_free_text_and_names_stand_in_the_chain_as_digests_only(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 1_000, "Titipan Bu Ratna")
    bodies = "\n".join(row[4] for row in records(desk))
    for word in ("Ratna", "Siti", "Aminah", "Budi"):
        assert word not in bodies


def test_the_same_seed_makes_the_same_chain_on_both_engines(sqlite_location, postgres_location, build):
    heads = []
    for location in (sqlite_location, postgres_location):
        desk = build.start(location)
        build.group(desk)
        build.loan(desk, date(2026, 1, 5), shares={"A01": 400_000, "A02": 600_000})
        heads.append([row[4:] for row in records(desk)])
    assert heads[0] == heads[1]


def test_a_clock_set_back_never_reorders_the_past(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 1_000)
    later = records(desk)[-1][2]
    desk.clock = lambda: datetime(2025, 6, 1, tzinfo=UTC)
    build.entry(desk, date(2026, 1, 3), "11010", "31020", 1_000)
    newest = records(desk)[-1]
    assert newest[2] == later
    assert json.loads(newest[4])[-1] == [["jam-mundur", str(newest[0]), "2025-06-01T00:00:00.000000+00:00"]]
    with desk.read() as session:
        assert session.value(
            "SELECT rule FROM exception_item WHERE office_id = :office AND record = :record", record=newest[0]
        ) == "jam-mundur"  # fmt: skip
    assert check_book(desk).violations == ()


def test_moments_are_kept_in_utc(engine_location, build):
    wita = timezone(timedelta(hours=8))
    desk = build.start(engine_location, lambda: datetime(2026, 1, 1, 7, 30, tzinfo=wita))
    assert {row[2] for row in records(desk)} == {"2025-12-31T23:30:00.000000+00:00"}


def post_two(desk, build):
    with desk.write():
        build.entry(desk, date(2026, 1, 2), "11010", "31020", 1_000)
        build.entry(desk, date(2026, 1, 2), "11010", "99999", 1_000)


def test_a_refused_posting_leaves_the_chain_as_it_was(desk, build):
    before = records(desk)
    with pytest.raises(UnknownAccount):
        post_two(desk, build)
    assert records(desk) == before


def test_a_trial_leaves_the_chain_as_it_was(desk, build):
    before = records(desk)
    with desk.trial():
        assert build.entry(desk, date(2026, 1, 2), "11010", "31020", 1_000).voucher == "KM/2026/01/0001"
    assert records(desk) == before
    assert build.entry(desk, date(2026, 1, 2), "11010", "31020", 1_000).voucher == "KM/2026/01/0001"


def test_each_office_of_a_database_has_its_own_chain(postgres_location, build):
    first = build.start(postgres_location)
    second = build.start(postgres_location, code="MAWAR", name="UPK Mawar")
    build.entry(first, date(2026, 1, 2), "11010", "31020", 1_000)
    build.entry(second, date(2026, 1, 3), "11010", "31020", 2_000)
    build.entry(first, date(2026, 1, 4), "11010", "31020", 3_000)
    for desk, entries in ((first, 2), (second, 1)):
        result = check_book(desk)
        assert result.violations == ()
        assert result.entries == entries
        assert result.head == records(desk)[-1][6]


@pytest.mark.parametrize("rows", [2, 900])
def test_a_guard_speaks_alike_for_few_rows_and_for_many(desk, rows):
    forged = [
        (number, "jurnal", "2026-01-01T00:00:00", "pembuku", "[]", "x", "y")
        for number in range(50, 50 + rows)
    ]
    with pytest.raises(GuardRefused), desk.write() as session:
        session.insert("record", "number kind recorded_at actor body previous digest", forged)
    assert check_book(desk).violations == ()
