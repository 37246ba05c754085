"""Bundles of a UPK: what each holds, by which keys it is signed, and that the office's own book stays whole."""

import json
import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.people import register_group, register_member
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.region.key_letter import key_letter
from upk_ledger.actions.region.keys import (
    change_key,
    change_region_key,
    known_keys,
    region_key,
    register_recipient,
)
from upk_ledger.actions.region.sending import send_again, send_month
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.cli.output import of_statement, to_text
from upk_ledger.core import tasks
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import region_sending as errors
from upk_ledger.core.errors.book import BookElsewhere, IntegrityBroken
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.people import Member
from upk_ledger.core.region.bundles import SEALING, readable
from upk_ledger.exchange import seals
from upk_ledger.exchange.bundles import read_bundle
from upk_ledger.exchange.key_files import key_text, read_key
from upk_ledger.store.facts import facts_of
from upk_ledger.store.region import keys

GOLDEN = Path(__file__).parents[1] / "golden" / "surat-kunci.txt"
JANUARY, FEBRUARY, MARCH = (Month(2026, number) for number in (1, 2, 3))
BOX_SECRET, BOX_KEY = seals.new_box_key(Random(9).randbytes)


@pytest.fixture
def closed(desk, build):
    """A book with two members, of one of whom the NIK is known; January is closed."""
    register_group(desk, "K01", "Mawar Indah")
    register_member(desk, Member("K01", "A01", "Siti", "P", "3374015505800001"))
    register_member(desk, Member("K01", "A02", "Wati", "P"))
    build.opening(desk, k11010=5_000_000, k31010=-5_000_000)
    close_month(desk, JANUARY)
    return desk


def read(made):
    return read_bundle(made.content, made.name)


def numbers(bundle):
    return [row[0] for row in bundle.tables["record"].rows]


def sent(desk):
    with desk.read() as session:
        return [row[1:4] for row in facts_of(session, "kirim")]


def spend(build, desk, on, rupiah=25_000):
    build.entry(desk, on, "51010", "11010", rupiah)


def test_the_first_bundle_holds_all_and_the_next_what_came_since(closed, build):
    first = read(send_month(closed, JANUARY))
    told = first.manifest
    assert (told.first, told.previous, told.uuid, told.code) == (1, closed.uuid, closed.uuid, "MELATI")
    assert numbers(first) == list(range(1, told.last + 1))
    spend(build, closed, date(2026, 2, 3))
    close_month(closed, FEBRUARY)
    second = read(send_month(closed, FEBRUARY))
    assert (second.manifest.first, second.manifest.previous) == (told.last + 1, told.head)
    kinds = [row[1] for row in second.tables["record"].rows]
    assert kinds[:2] == ["kunci-kirim", "kirim"]
    assert [row[0] for row in second.tables["office_month"].rows] == ["2026-02"]
    assert second.manifest.fingerprint == told.fingerprint
    assert second.manifest.replaces == ""
    assert check_book(closed).violations == ()


def test_the_head_is_that_of_the_chain(closed):
    bundle = read(send_month(closed, JANUARY))
    table = bundle.tables["record"]
    assert bundle.manifest.head == dict(zip(table.columns, table.rows[-1], strict=True))["digest"]
    assert table.rows[-1][1] == "tutup"


def test_a_month_sent_before_gives_the_same_file_and_records_nothing(closed):
    first = send_month(closed, JANUARY)
    again = send_month(closed, JANUARY)
    assert (first.repeated, again.repeated, again.new_key) == (False, True, False)
    assert (again.name, again.content) == ("melati-2026-01.upk", first.content)
    assert len(sent(closed)) == 1


def test_a_month_changed_after_it_was_sent_is_sent_again_from_there(closed, build):
    first = send_month(closed, JANUARY)
    reopen_month(closed, JANUARY, "Biaya terlupa")
    with pytest.raises(errors.MonthOpen):
        send_month(closed, JANUARY)
    spend(build, closed, date(2026, 1, 30))
    close_month(closed, JANUARY)
    second = send_month(closed, JANUARY)
    assert second.name == "melati-2026-01-2.upk"
    assert second.manifest.first == first.manifest.last + 1
    assert "buka" in [row[1] for row in read(second).tables["record"].rows]
    assert send_month(closed, JANUARY).content == second.content
    assert read(send_again(closed, 1)).tables["record"] == read(first).tables["record"]
    assert send_again(closed, 1).name == first.name


def test_a_later_month_carries_the_earlier_one(closed, build):
    close_month(closed, FEBRUARY)
    bundle = read(send_month(closed, FEBRUARY))
    assert [row[0] for row in bundle.tables["office_month"].rows] == ["2026-01", "2026-02"]
    with pytest.raises(errors.SentWithin) as told:
        send_month(closed, JANUARY)
    assert told.value.other == FEBRUARY


def test_what_is_not_closed_or_not_sent_is_refused(closed):
    with pytest.raises(errors.MonthOpen) as told:
        send_month(closed, MARCH)
    assert told.value.newest == JANUARY
    with pytest.raises(errors.RecordNotSent):
        send_again(closed, 1)
    assert sent(closed) == []


def test_a_trial_leaves_nothing_behind(closed):
    with closed.trial():
        assert send_month(closed, JANUARY).new_key
    assert sent(closed) == []
    assert known_keys(closed).own is None


def test_nik_travel_only_sealed_for_the_key_that_is_registered(closed, build):
    bundle = read(send_month(closed, JANUARY))
    assert (bundle.sealed, bundle.manifest.recipient) == ("", "")
    register_recipient(closed, read_key(key_text("Dinas Perkim", BOX_KEY), "kunci.txt"))
    close_month(closed, FEBRUARY)
    made = send_month(closed, FEBRUARY)
    bundle = read(made)
    assert made.sealed == 1
    assert bundle.manifest.recipient == seals.fingerprint(BOX_KEY)
    opened = seals.unseal(BOX_SECRET, bundle.sealed)
    assert json.loads(opened) == [closed.uuid, [["K01", "A01", "3374015505800001"]]]
    assert b"3374015505800001" not in b"".join(
        json.dumps(rows.rows).encode() for rows in bundle.tables.values()
    )
    assert known_keys(closed).recipient.name == "Dinas Perkim"
    assert check_book(closed).violations == ()


def test_the_first_bundle_of_a_new_key_is_signed_by_the_old_one_too(closed, build):
    with pytest.raises(errors.KeyNotMade):
        change_key(closed, "Laptop hilang")
    old = read(send_month(closed, JANUARY)).manifest
    with pytest.raises(EmptyField):
        change_key(closed, " ")
    changed = change_key(closed, "Laptop hilang")
    assert (changed.replaces, changed.both) == (old.fingerprint, True)
    change_key(closed, "Salah buat")
    close_month(closed, FEBRUARY)
    bundle = read(send_month(closed, FEBRUARY))
    told = bundle.manifest
    assert (told.fingerprint, told.replaces) == (known_keys(closed).own.fingerprint, old.fingerprint)
    assert set(bundle.signatures) == {told.fingerprint, old.fingerprint}
    assert seals.verify(old.public_key, bundle.signed, bundle.signatures[old.fingerprint])
    close_month(closed, MARCH)
    later = read(send_month(closed, MARCH))
    assert (later.manifest.replaces, set(later.signatures)) == ("", {told.fingerprint})
    assert "Salah buat" in [row[2] for row in bundle.tables["record_text"].rows]
    assert check_book(closed).violations == ()


def test_a_bundle_from_before_the_new_key_made_again_is_signed_by_both(closed):
    old = read(send_month(closed, JANUARY)).manifest.fingerprint
    change_key(closed, "Laptop hilang")
    again = read(send_month(closed, JANUARY))
    assert (again.manifest.replaces, len(again.signatures)) == (old, 2)


def test_without_the_old_secret_only_the_new_key_signs(closed):
    old = read(send_month(closed, JANUARY)).manifest.fingerprint
    with closed.write() as session:
        session.drop("secret_key", "purpose = 'tanda-tangan'")
    assert known_keys(closed).held is False
    with pytest.raises(errors.KeyGone):
        send_month(closed, JANUARY)
    assert change_key(closed, "Kunci tertinggal").both is False
    again = read(send_month(closed, JANUARY))
    assert (again.manifest.replaces, len(again.signatures)) == (old, 1)


def test_a_key_is_registered_once_and_must_be_one(closed):
    handed = read_key(BOX_KEY, BOX_KEY)
    assert register_recipient(closed, handed) is None
    with pytest.raises(errors.KeyRegistered):
        register_recipient(closed, handed)
    _, other = seals.new_box_key(Random(10).randbytes)
    assert register_recipient(closed, read_key(other, other)).fingerprint == handed.fingerprint
    own = read(send_month(closed, JANUARY)).manifest.public_key
    with pytest.raises(errors.KeyOfSigning):
        register_recipient(closed, read_key(own, own))


@pytest.mark.parametrize("given", ["", "melati", "0" * 64, "ab" * 31, f"{BOX_KEY} {'ab' * 32}"])
def test_what_is_no_key_is_refused(given):
    with pytest.raises(errors.NotAKey):
        read_key(given, given)


def test_a_digit_changed_in_a_keys_file_is_noticed():
    text = key_text("Dinas Perkim", BOX_KEY)
    assert read_key(text.upper(), "a").public_key == BOX_KEY
    with pytest.raises(errors.KeyDamaged):
        read_key(text.replace(BOX_KEY, seals.new_box_key(Random(3).randbytes)[1]), "kunci.txt")


def test_a_book_that_was_tampered_with_sends_nothing(sqlite_desk, build):
    build.opening(sqlite_desk, k11010=5_000_000, k31010=-5_000_000)
    close_month(sqlite_desk, JANUARY)
    with sqlite_desk.book.transaction(write=True) as connection:
        connection.exec_driver_sql("DROP TRIGGER guard_record_update")
        connection.exec_driver_sql("UPDATE record SET body = replace(body, 'Kas', 'Kos') WHERE kind = 'akun'")
    with pytest.raises(IntegrityBroken):
        send_month(sqlite_desk, JANUARY)
    assert sent(sqlite_desk) == []


def test_a_copy_sends_nothing(closed):
    closed.elsewhere = ("kiriman", "")
    with pytest.raises(BookElsewhere):
        send_month(closed, JANUARY)


def test_the_days_work_reminds_of_what_is_not_sent_once_the_office_sends(closed):
    def awaited(on):
        (found,) = [one.tasks for one in tasks_due(closed, on) if one.kind == tasks.BUNDLES]
        return [(task.subject, task.on, task.late) for task in found]

    assert awaited(date(2026, 4, 2)) == []
    send_month(closed, JANUARY)
    assert awaited(date(2026, 4, 2)) == []
    close_month(closed, FEBRUARY)
    assert awaited(date(2026, 3, 10)) == [("2026-02", date(2026, 3, 10), False)]
    assert awaited(date(2026, 3, 11)) == [("2026-02", date(2026, 3, 10), True)]
    reopen_month(closed, FEBRUARY, "Salah")
    assert awaited(date(2026, 3, 11)) == []


def test_the_letter_shows_the_fingerprint_in_groups(closed):
    with pytest.raises(errors.KeyNotMade):
        key_letter(closed, date(2026, 2, 1))
    fingerprint = read(send_month(closed, JANUARY)).manifest.fingerprint
    letter = key_letter(closed, date(2026, 2, 1))
    assert letter.data["fingerprint"] == fingerprint
    assert "".join(map(str, letter.sections[1].rows[0].cells)).lower() == fingerprint
    assert [one.role for one in letter.signatures] == ["Koordinator BKM Melati", "Manajer UPK"]
    changed = change_key(closed, "Laptop hilang")
    words = " ".join(key_letter(closed, date(2026, 2, 1)).sections[2].prose)
    assert "Laptop hilang" in words
    assert changed.replaces[:4].upper() in words


def test_the_letter_word_by_word(sqlite_desk):
    """`UPK_WRITE_GOLDEN=1` writes the file anew; look at what changed."""
    close_month(sqlite_desk, JANUARY)
    send_month(sqlite_desk, JANUARY)
    first = key_letter(sqlite_desk, date(2026, 2, 1))
    change_key(sqlite_desk, "Laptop UPK hilang")
    both = [to_text(of_statement(one), 100) for one in (first, key_letter(sqlite_desk, date(2026, 2, 2)))]
    text = "\n".join(both)
    if os.environ.get("UPK_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_a_region_has_one_key_that_opens_what_is_sealed_for_it(desk):
    key = region_key(desk)
    again = region_key(desk)
    assert (key.new, again.new, again.public_key) == (True, False, key.public_key)
    assert read_key(key.text, "kunci.txt").public_key == key.public_key


def test_the_regions_key_is_changed_and_the_old_one_opens_what_was_sealed_for_it(desk):
    with pytest.raises(errors.RegionKeyNotMade):
        change_region_key(desk, "salah")
    old = region_key(desk)
    assert (old.replaces, "Pengganti" in old.text) == ("", False)
    sealed = seals.seal(old.public_key, b"NIK")
    with pytest.raises(EmptyField):
        change_region_key(desk, " ")
    new = change_region_key(desk, "Laptop dinas hilang")
    assert (new.new, new.replaces) == (True, old.fingerprint)
    assert new.public_key != old.public_key
    assert region_key(desk) == new._replace(new=False)
    assert read_key(new.text, "kunci.txt").public_key == new.public_key
    assert f"Pengganti  : kunci {readable(old.fingerprint)}" in new.text
    with desk.read() as session:
        held = keys.secrets_for(session, SEALING)
        opened = {key: seals.unseal(secret, sealed) for key, secret in held.items()}
        told = session.all("SELECT text FROM record_text WHERE office_id = :office ORDER BY record")
    assert opened == {old.fingerprint: b"NIK", new.fingerprint: None}
    assert told[-1] == ("Laptop dinas hilang",)
    assert check_book(desk).ok
