"""What UPK send is taken in once, in its order and as a whole; another past than the one received is not."""

import contextlib
import json
import random
import shutil
from dataclasses import replace
from hashlib import sha256
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from tests.actions.sent_books import (
    FIRST,
    MONTHS,
    SentFile,
    at,
    bundle_of,
    dump,
    keep_and_send,
    rewrite,
    secret_gone,
    start_wilayah,
    tampered,
    told,
)
from tests.conftest import IDENTITY, OFFICERS, Clock, entropy
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import start_book, start_office
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region.auditing import audit_region
from upk_ledger.actions.region.keys import change_key, register_recipient
from upk_ledger.actions.region.known_keys import accept_key, compare_key
from upk_ledger.actions.region.receiving import list_receipts, receive, receive_files
from upk_ledger.actions.region.registers import RegisterRow, add_upk
from upk_ledger.actions.region.sending import send_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import region_receiving as errors
from upk_ledger.core.errors.book import BookElsewhere, OfficeExists
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.exchange import seals
from upk_ledger.exchange.key_files import HandedKey
from upk_ledger.store.audit import audit_from
from upk_ledger.store.desk import open_desk
from upk_ledger.store.facts import facts_of
from upk_ledger.store.session import record_digest

LAST = FIRST.plus(MONTHS - 1)
REGION_TABLES = ("record", "record_text", "bundle_receipt")
"""Where the region's own chain writes down a refusal."""


@pytest.fixture(scope="module")
def upk(tmp_path_factory, build_once):
    """A UPK's file and what it sent; `copy()` makes another file that is the same."""
    path = tmp_path_factory.mktemp("upk") / "melati.db"
    sent = keep_and_send(build_once.start(str(path), code="MELATI"), build_once)
    places = iter(path.with_name(f"salinan-{number}.db") for number in range(100))
    return SimpleNamespace(
        path=str(path),
        sent=sent,
        copy=lambda: str(shutil.copy(path, next(places))),
        desk=lambda: at(str(path)),
    )


@pytest.fixture
def region(engine_location):
    return start_wilayah(engine_location)


@pytest.fixture
def sqlite_region(sqlite_location):
    return start_wilayah(sqlite_location)


def take(region, *files):
    """Take in files; the answers."""
    return receive_files(region, [(one.name, lambda one=one: one.content) for one in files])


def statuses(answers):
    return [one.status for one in answers]


def clean(region):
    shared, audited = audit_region(region)
    return not shared and all(one.found.ok for one in audited)


def copied(region, code="MELATI"):
    """A desk at the copy, in the region's own book."""
    return open_desk(region.book, code, None, region.clock, region.entropy)


def papers(desk, month):
    """The month's papers, as programs read them."""
    names = (
        "neraca",
        "laba-rugi",
        "neraca-saldo",
        "kolektibilitas",
        "tunggakan",
        "kinerja",
        "jurnal",
        "cadangan",
    )
    period = ReportPeriod.of_month(month)
    made = [build_statement(desk, name, period) for name in names]
    return [(one.letterhead, one.title, one.signatures, one.sections, one.data) for one in made]


def test_month_by_month_the_copy_is_what_stands_at_home(region, upk):
    for file in upk.sent:
        (answer,) = take(region, file)
        assert (answer.status, answer.upk) == ("diterima", "MELATI")
        assert answer.loaded == file.letter.last - file.letter.first + 1
    assert clean(region)
    copy, home = copied(region), upk.desk()
    assert papers(copy, LAST) == papers(home, LAST)
    assert papers(copy, FIRST.plus(2)) == papers(home, FIRST.plus(2))
    here, there = dump(copy), dump(home)
    assert [row[1:] for row in here["office_month"]] == [row[1:] for row in there["office_month"]]
    assert here["member_person"] == here["loan_income"] == here["secret_key"] == []
    words = {row[-1] for row in here["record_text"]}
    assert "nota terlupa" in words
    assert "Bu Siti sakit" not in words
    with pytest.raises(BookElsewhere):
        close_month(copy, LAST.next())


def test_out_of_order_all_comes_to_the_same(region, upk, tmp_path):
    other = start_wilayah(str(tmp_path / "urut.db"))
    take(other, *upk.sent)
    mixed = list(upk.sent)
    random.Random(5).shuffle(mixed)
    answers = take(region, *mixed)
    assert len(answers) == len(mixed)
    assert set(statuses(answers)) == {"diterima"}
    ordered, found = dump(copied(other)), dump(copied(region))
    for name in ("record", "journal_line", "period_loan", "office_month", "installment", "naming", "replica"):
        of_upk = [[row for row in one[name] if row[0] == 2] for one in (ordered, found)]
        assert of_upk[0] == of_upk[1] != [], name
    assert found["waiting_bundle"] == []
    assert clean(region)


def test_what_waits_says_for_what_and_changes_nothing_else(region, upk):
    take(region, upk.sent[0])
    before = dump(region, "waiting_bundle")
    (answer,) = take(region, upk.sent[2])
    assert (answer.status, answer.awaited, answer.first) == ("menunggu", *answer_numbers(upk))
    assert dump(region, "waiting_bundle") == before
    assert take(region, upk.sent[2])[0].status == "menunggu"
    receipts, waiting = list_receipts(region, "MELATI")
    assert [one.status for one in receipts] == ["diterima"]
    assert [(one.upk, one.first, one.awaited) for one in waiting] == [
        ("MELATI", answer.first, answer.awaited)
    ]
    assert statuses(receive(region, upk.sent[1].name, upk.sent[1].content)) == ["diterima", "diterima"]
    assert list_receipts(region)[1] == []


def answer_numbers(upk):
    return upk.sent[1].letter.first, upk.sent[2].letter.first


def test_twice_is_once(region, upk):
    take(region, *upk.sent[:3])
    before = dump(region)
    assert statuses(take(region, *upk.sent[:3])) == ["sudah"] * 3
    assert dump(region) == before


def test_an_overlap_loads_what_is_new(region, upk):
    take(region, *upk.sent[:4])
    like, head = upk.sent[0].letter, upk.sent[3].letter.last
    whole = bundle_of(upk.desk(), like, 1, upk.sent[7].letter.last)
    (answer,) = take(region, whole)
    assert (answer.status, answer.loaded) == ("diterima", upk.sent[7].letter.last - head)
    assert statuses(take(region, *upk.sent[8:])) == ["diterima"] * (len(upk.sent) - 8)
    assert clean(region)
    assert papers(copied(region), LAST) == papers(upk.desk(), LAST)


def test_a_first_bundle_of_years_is_loaded_at_once(region, upk):
    whole = bundle_of(upk.desk(), upk.sent[0].letter, 1, upk.sent[-1].letter.last)
    assert statuses(take(region, whole)) == ["diterima"]
    assert clean(region)
    assert papers(copied(region), LAST) == papers(upk.desk(), LAST)


def test_an_intake_costs_what_came_and_not_the_years_before(sqlite_region, upk):
    asked = []
    event.listen(sqlite_region.book.engine, "before_cursor_execute", lambda *facts: asked.append(facts[2]))
    counts = []
    for file in upk.sent:
        asked.clear()
        take(sqlite_region, file)
        counts.append(len(asked))
    quiet = [counts[number] for number in (6, 9, 14)]
    assert max(quiet) - min(quiet) <= 12


# A past that was changed


def forked(upk, number, change):
    """The UPK's file with one record changed and everything behind it chained anew."""
    desk = at(upk.copy())
    tampered(desk, rewrite(number, change))
    return at(desk.book.place)


def entry_of(upk, month):
    """The record of the paper bought in a month."""
    with upk.desk().read() as session:
        return session.value(
            "SELECT max(record) FROM journal_entry WHERE office_id = :office AND kind = 'umum' AND month = :month",
            month=str(month),
        )


def half_as_dear(said):
    for line in said[7]:
        line[1], line[2] = line[1] // 2, line[2] // 2


def test_rewritten_history_is_refused_with_the_first_record_that_differs(region, upk):
    take(region, *upk.sent[:6])
    number = entry_of(upk, FIRST.plus(2))
    fork = forked(upk, number, half_as_dear)
    like = upk.sent[5].letter
    forged = bundle_of(fork, like, upk.sent[2].letter.first, upk.sent[6].letter.last)
    before = dump(region, *REGION_TABLES)
    (answer,) = take(region, forged)
    assert (answer.status, answer.error.differing) == ("ditolak", number)
    words = sentence(answer.error)
    assert f"nomor {number}, jenis jurnal" in words
    assert "Rp25.002" in words
    assert "Rp12.501" in words
    assert "KK/2026/03/0001" in words
    assert dump(region, *REGION_TABLES) == before
    with region.read() as session:
        *_, refused = facts_of(session, "wilayah-terima")
    assert refused[-3:] == ("ditolak", "history-rewritten", number)
    receipts, _ = list_receipts(region)
    assert receipts[-1].words == words
    assert statuses(take(region, forged)) == ["ditolak"]
    assert len(list_receipts(region)[0]) == len(receipts)
    assert statuses(take(region, *upk.sent[6:8])) == ["diterima", "diterima"]
    assert clean(region)


def test_a_bundle_that_goes_on_from_another_past_is_refused(region, upk):
    take(region, *upk.sent[:6])
    fork = forked(upk, entry_of(upk, FIRST.plus(2)), half_as_dear)
    forged = bundle_of(fork, upk.sent[5].letter, upk.sent[6].letter.first, upk.sent[6].letter.last)
    (answer,) = take(region, forged)
    assert (answer.status, answer.error.differing) == ("ditolak", upk.sent[5].letter.last)
    assert "atau salah satu sebelumnya" in sentence(answer.error)


def test_another_book_under_the_same_uuid_is_refused_from_its_first_record(region, upk):
    take(region, upk.sent[0])
    fork = forked(upk, 1, lambda said: said.__setitem__(4, "UPK Palsu"))
    forged = bundle_of(fork, upk.sent[0].letter, 1, upk.sent[0].letter.last)
    (answer,) = take(region, forged)
    assert (answer.status, answer.error.differing) == ("ditolak", 1)
    assert "UPK Palsu" in sentence(answer.error)


# What does not add up


def edited(table, column, change, where=lambda row: True):
    """A falsification of one row of what travels."""

    def run(tables):
        rows = tables[table]
        place = rows.columns.index(column)
        row = next(row for row in rows.rows if where(dict(zip(rows.columns, row, strict=True))))
        row[place] = change(row[place])

    return run


def without(table):
    def run(tables):
        del tables[table]

    return run


FALSE = {
    "an amount": (edited("journal_line", "debit", lambda sen: sen + 100, lambda row: row["debit"]), errors.RowsRefused),
    "both sides": (
        lambda tables: [
            edited("journal_line", side, lambda sen: sen + 100, lambda row, side=side: row[side])(tables)
            for side in ("debit", "credit")
        ],
        errors.FiguresDiffer,
    ),
    "a payment's split": (edited("loan_movement", "principal", lambda sen: sen - 100), errors.FiguresDiffer),
    "a snapshot's balance": (edited("period_balance", "balance", lambda sen: sen + 100), errors.FiguresDiffer),
    "a snapshot's month": (edited("period_balance", "month", lambda month: "2019-01"), errors.FiguresDiffer),
    "a loan's class": (edited("period_loan", "class", lambda number: number + 1), errors.FiguresDiffer),
    "what a review counts": (edited("office_month", "balance_at_risk", lambda sen: sen + 1), errors.FiguresDiffer),
    "a month that nobody closed": (
        lambda tables: tables["office_month"].rows.append(["2031-01", *tables["office_month"].rows[0][1:]]),
        errors.FiguresDiffer,
    ),
    "an entry's words": (edited("record_text", "text", lambda words: words + "!"), errors.FiguresDiffer),
    "a table left out": (without("period_loan"), errors.FiguresDiffer),
    "an amount that is a word": (edited("journal_line", "debit", lambda sen: "banyak"), errors.RowsRefused),
    "a key that is nothing": (edited("loan_movement", "record", lambda number: None), errors.RowsRefused),
    "an account that is not there": (edited("journal_line", "account_code", lambda code: "99999"), errors.RowsRefused),
}  # fmt: skip


@pytest.mark.parametrize("what", FALSE)
def test_what_does_not_add_up_is_refused_and_on_record(region, upk, what):
    change, reason = FALSE[what]
    take(region, *upk.sent[:2])
    letter = upk.sent[2].letter
    before = dump(region, *REGION_TABLES)
    (answer,) = take(region, bundle_of(upk.desk(), letter, letter.first, letter.last, change))
    assert isinstance(answer.error, reason), answer.error and sentence(answer.error)
    assert dump(region, *REGION_TABLES) == before
    assert list_receipts(region)[0][-1].status == "ditolak"
    assert statuses(take(region, upk.sent[2])) == ["diterima"]
    assert clean(region)


@pytest.mark.parametrize("what", ["both sides", "a loan's class", "an amount"])
def test_a_first_bundle_that_does_not_add_up_leaves_no_office(region, upk, what):
    letter = upk.sent[3].letter
    before = dump(region, *REGION_TABLES)
    (answer,) = take(region, bundle_of(upk.desk(), letter, 1, letter.last, FALSE[what][0]))
    assert answer.status == "ditolak"
    assert dump(region, *REGION_TABLES) == before


def test_the_text_of_a_rulebook_that_is_another_one_stands_in_nobodys_way(region, upk):
    words = "aturan lain"
    digest = sha256(words.encode()).hexdigest()

    def brought(text):
        return lambda tables: tables["rulebook_text"].rows.append([digest, text])

    letter = upk.sent[0].letter
    (answer,) = take(region, bundle_of(upk.desk(), letter, 1, letter.last, brought("palsu")))
    assert isinstance(answer.error, errors.RowsRefused)
    (answer,) = take(region, bundle_of(upk.desk(), letter, 1, letter.last, brought(words)))
    assert answer.status == "diterima"
    assert clean(region)


def test_records_that_do_not_hang_together_are_refused(region, upk):
    letter = upk.sent[0].letter

    def run(tables):
        row = tables["record"].rows[4]
        row[4] = row[4].replace("pembuku", "pembaca").replace("akun", "akan")[:-1] + " ]"

    (answer,) = take(region, bundle_of(upk.desk(), letter, 1, letter.last, run))
    assert isinstance(answer.error, errors.ChainBroken)
    assert answer.error.number == 5


def test_a_record_of_no_moment_is_refused(region, upk):
    take(region, *upk.sent[:-1])
    letter = upk.sent[-1].letter

    def run(tables):
        _, kind, _, actor, body, previous, _ = row = tables["record"].rows[-1]
        row[2], row[6] = "kemarin", record_digest(previous, row[0], kind, "kemarin", actor, body)

    forged = bundle_of(upk.desk(), letter, letter.first, letter.last, run)
    (answer,) = take(region, forged)
    assert (answer.status, answer.error.code) == ("ditolak", "chain-broken")


def test_a_file_that_is_no_bundle_is_answered_and_the_others_are_taken(region, upk):
    bad = SentFile("rusak.upk", upk.sent[1].content[:-40])
    answers = take(region, upk.sent[0], bad, upk.sent[1])
    assert statuses(answers) == ["diterima", "ditolak", "diterima"]
    assert {one.status for one in list_receipts(region)[0]} == {"diterima"}


# Keys


def newest_key(region):
    with region.read() as session:
        return facts_of(session, "wilayah-kunci")[-1][1:]


def next_month(desk, build):
    """One more month of the UPK's work, sent."""
    with desk.read() as session:
        month = Month.of(session.closed_through).next()
    build.entry(desk, month.last, "51030", "11010", 33_000)
    close_month(desk, month)
    return told(send_month(desk, month))


@pytest.mark.parametrize("late", [False, True], ids=["before closing", "behind it"])
def test_a_new_key_is_taken_on_the_word_of_the_old_one(region, upk, build, late):
    desk = at(upk.copy())
    take(region, *upk.sent)
    assert newest_key(region)[-2:] == ("pertama", "belum")
    if late:
        close_month(desk, LAST.next())
    change_key(desk, "laptop diganti")
    file = told(send_month(desk, LAST.next())) if late else next_month(desk, build)
    (answer,) = take(region, file)
    assert (answer.status, answer.pinned.basis) == ("diterima", "rantai")
    assert newest_key(region)[3:] == (file.letter.fingerprint, "rantai", "belum")
    assert statuses(take(region, next_month(desk, build), upk.sent[0])) == ["diterima", "sudah"]
    assert clean(region)


def test_a_new_key_that_comes_before_the_bundle_that_hands_it_on_waits_for_it(region, upk, build):
    desk = at(upk.copy())
    take(region, *upk.sent[:-1])
    change_key(desk, "laptop diganti")
    handing, later = next_month(desk, build), next_month(desk, build)
    assert later.letter.replaces == ""
    assert statuses(take(region, later)) == ["menunggu"]
    assert statuses(take(region, later)) == ["menunggu"]
    stranger = at(upk.copy())
    stranger.entropy = entropy(9)
    secret_gone(stranger)
    change_key(stranger, "kunci orang lain")
    made = [next_month(stranger, build) for _ in range(2)]
    assert statuses(take(region, made[1])) == ["menunggu"]
    answers = take(region, handing, upk.sent[-1])
    assert sorted(statuses(answers)) == ["diterima", "diterima", "diterima", "ditolak"]
    assert newest_key(region)[3:] == (later.letter.fingerprint, "rantai", "belum")
    assert clean(region)


def test_a_strangers_early_bundle_takes_the_place_of_none_that_waits(region, upk, build):
    stranger = at(upk.copy())
    stranger.entropy = entropy(9)
    secret_gone(stranger)
    change_key(stranger, "kunci orang lain")
    true, false = next_month(at(upk.copy()), build), next_month(stranger, build)
    assert true.letter.first == false.letter.first
    assert [statuses(take(region, file)) for file in (true, false)] == [["menunggu"]] * 2
    assert len(list_receipts(region)[1]) == 2
    answers = take(region, *upk.sent)
    assert sorted(statuses(answers)) == ["diterima"] * (len(upk.sent) + 1) + ["ditolak"]
    assert newest_key(region)[3] == upk.sent[0].letter.fingerprint
    assert clean(region)


def test_a_file_by_the_key_that_was_replaced_is_refused_and_made_again_by_the_new_one(region, upk, build):
    desk = at(upk.copy())
    take(region, *upk.sent[:8])
    change_key(desk, "laptop hilang")
    remade, again = told(send_month(desk, FIRST.plus(7))), told(send_month(desk, FIRST.plus(8)))
    assert remade.letter.replaces == again.letter.replaces == upk.sent[7].letter.fingerprint
    assert statuses(take(region, remade)) == ["diterima"]
    for early in (upk.sent[10], upk.sent[9]):
        (answer,) = take(region, early)
        assert isinstance(answer.error, errors.KeyReplaced)
        assert f"upk kirim --bulan {early.letter.month}" in sentence(answer.error)
    assert list_receipts(region)[0][-1].reason == "key-replaced"
    assert statuses(take(region, upk.sent[8], again)) == ["sudah", "diterima"]
    assert list_receipts(region)[1] == []
    assert clean(region)


def test_a_book_restored_from_before_its_key_was_changed_tells_another_past(region, upk, build):
    restored, desk = at(upk.copy()), at(upk.copy())
    take(region, *upk.sent)
    change_key(desk, "laptop diganti")
    assert statuses(take(region, next_month(desk, build))) == ["diterima"]
    (answer,) = take(region, next_month(restored, build))
    sending = upk.sent[-1].letter.last + 1  # stands in both, as the last record of the backup
    assert (answer.status, answer.error.differing) == ("ditolak", sending + 1)


def test_a_bundle_made_again_after_two_changes_of_key_is_signed_by_the_key_that_is_known(region, upk, build):
    desk = at(upk.copy())
    take(region, *upk.sent)
    change_key(desk, "laptop diganti")
    lost = next_month(desk, build)
    change_key(desk, "diganti lagi")
    again = told(send_month(desk, lost.letter.month))
    assert again.letter.replaces == upk.sent[-1].letter.fingerprint
    answers = take(region, again, next_month(desk, build))
    assert statuses(answers) == ["diterima", "diterima"]
    assert answers[0].pinned.basis == "rantai"


def test_the_key_of_one_that_waited_is_judged_when_its_turn_comes(region, upk, build):
    desk = at(upk.copy())
    take(region, *upk.sent[:-1])
    secret_gone(desk)
    change_key(desk, "kunci orang lain")
    assert statuses(take(region, next_month(desk, build))) == ["menunggu"]
    answers = take(region, upk.sent[-1])
    assert statuses(answers) == ["diterima", "ditolak"]
    assert isinstance(answers[1].error, errors.KeyNotKnown)
    assert list_receipts(region)[1] == []


def test_a_lost_key_is_replaced_by_the_officer_alone(region, upk, build):
    desk = at(upk.copy())
    take(region, *upk.sent)
    secret_gone(desk)
    change_key(desk, "laptop hilang")
    file = next_month(desk, build)
    (answer,) = take(region, file)
    assert isinstance(answer.error, errors.KeyNotKnown)
    assert 'terima-kunci MELATI --sidik-jari "(dari surat)"' in sentence(answer.error)
    accepted = accept_key(region, "melati", file.letter.fingerprint.upper(), "surat BKM 12/X/2026")
    assert (accepted.basis, accepted.status) == ("pemda", "belum")
    (answer,) = take(region, file)
    assert answer.status == "diterima"
    assert newest_key(region)[2:] == (
        file.letter.public_key,
        file.letter.fingerprint,
        "pemda",
        "belum",
    )
    change_key(desk, "lebih baik")
    assert take(region, next_month(desk, build))[0].pinned.basis == "rantai"


def test_a_key_is_held_against_the_boards_paper(region, upk):
    add_upk(region, [RegisterRow("", 0, LISTED | {"code": "LAIN", "name": "UPK Lain"})], "")
    with pytest.raises(errors.NoKeyYet):
        compare_key(region, "LAIN", "0" * 32)
    take(region, upk.sent[0])
    fingerprint = upk.sent[0].letter.fingerprint
    with pytest.raises(errors.FingerprintDiffers):
        compare_key(region, "MELATI", "0" * 32)
    with pytest.raises(errors.FingerprintUnreadable):
        compare_key(region, "MELATI", fingerprint[:-1])
    with pytest.raises(errors.KeyKnownAlready):
        accept_key(region, "MELATI", fingerprint, "salah")
    typed = " ".join(fingerprint[place : place + 4] for place in range(0, 32, 4)).upper()
    assert compare_key(region, "MELATI", typed).status == "cocok"
    before = dump(region)
    assert compare_key(region, "MELATI", typed).status == "cocok"
    assert dump(region) == before


# Who it is

LISTED = {
    "code": "MELATI", "name": "UPK Melati", "board": "BKM Melati", "village_kind": "Kelurahan", "village": "Kudu",
    "district": "Genuk", "regency": "Semarang",
}  # fmt: skip


def test_a_registered_upk_gets_its_code_and_its_book_is_noted(region, upk):
    add_upk(region, [RegisterRow("", 0, LISTED)], "")
    assert take(region, upk.sent[0])[0].upk == "MELATI"
    assert check_book(copied(region, "MELATI")).ok
    with region.read() as session:
        assert facts_of(session, "wilayah-upk")[-1][1:3] == ("MELATI", copied(region, "MELATI").uuid)
    assert take(region, upk.sent[1])[0].upk == "MELATI"


def test_no_book_is_begun_under_a_code_that_the_register_has_for_another(region, upk, build):
    add_upk(region, [RegisterRow("", 0, {**LISTED, "uuid": upk.sent[0].letter.uuid})], "")
    own, made = (
        replace(region.office, code="MELATI", kind="upk"),
        {"clock": region.clock, "entropy": entropy(4)},
    )
    with pytest.raises(OfficeExists):
        start_office(region.book, own, rulebook="pnpm-2012", officers=OFFICERS, **made)


def test_a_code_can_be_told_and_is_of_one_office(region, upk):
    with pytest.raises(OfficeExists):
        receive(region, upk.sent[0].name, upk.sent[0].content, "WILAYAH")
    assert receive(region, upk.sent[0].name, upk.sent[0].content, "MLT")[0].upk == "MLT"
    with pytest.raises(errors.KnownAsAnother):
        receive(region, upk.sent[1].name, upk.sent[1].content, "MELATI")


def test_a_second_upk_of_the_same_code_is_called_by_its_name(region, upk, build, tmp_path):
    other = start_book(
        str(tmp_path / "kenanga.db"), replace(IDENTITY, code="MELATI", name="UPK Kenanga Jaya"),
        rulebook="pnpm-2012", officers=OFFICERS, clock=Clock(), entropy=entropy("kenanga"),
    )  # fmt: skip
    build.opening(other, k11010=500, k31010=-500)
    close_month(other, FIRST)
    answers = take(region, upk.sent[0], told(send_month(other, FIRST)))
    assert [one.upk for one in answers] == ["MELATI", "KENANGA-JAYA"]
    assert clean(region)


# A copy is audited as a book


TAMPERED = (
    "UPDATE journal_line SET debit = debit + 100 WHERE office_id = 2 AND debit > 0",
    "UPDATE record_text SET text = 'lain' WHERE office_id = 2",
    "DELETE FROM record_text WHERE office_id = 2 AND record IN (SELECT record FROM journal_entry WHERE office_id = 2)",
    "UPDATE officer SET name = 'Orang Lain' WHERE office_id = 2",
    "UPDATE period_loan SET balance = 0 WHERE office_id = 2",
    "UPDATE office_month SET balance = 0 WHERE office_id = 2",
    "UPDATE borrower_group SET name = 'KSM Lain' WHERE office_id = 2",
    "DELETE FROM visit WHERE office_id = 2",
    "UPDATE office SET village = 'Lain' WHERE office_id = 2",
    "UPDATE record SET actor = 'lain' WHERE office_id = 2 AND number = 9",
)


@pytest.mark.parametrize("statement", TAMPERED)
def test_what_travelled_cannot_be_changed_in_a_copy_unnoticed(sqlite_region, upk, statement):
    take(sqlite_region, *upk.sent[:9])
    assert clean(sqlite_region)
    tampered(sqlite_region, statement)
    assert not check_book(copied(sqlite_region)).ok


# Whatever stops it


def stops_at(region, number, stop):
    counted = iter(range(1, number + 1))

    def count(*_facts):
        if next(counted, number + 1) == number:
            stop()

    event.listen(region.book.engine, "before_cursor_execute", count)
    return count


class Stopped(BaseException):
    """The program was stopped."""


def stop():
    raise Stopped


def test_stopped_at_any_statement_nothing_is_half_loaded(region, upk):
    take(region, upk.sent[0], upk.sent[2])
    before = dump(region)
    number, done = 0, False
    while not done:
        number += 7
        listener = stops_at(region, number, stop)
        with contextlib.suppress(Stopped):
            take(region, upk.sent[1])
            done = True
        event.remove(region.book.engine, "before_cursor_execute", listener)
        assert done or dump(region) == before, number
    assert number > 50
    assert statuses(take(region, *upk.sent[:3])) == ["sudah"] * 3
    assert clean(region)


def test_trying_changes_nothing(region, upk):
    take(region, upk.sent[0])
    before = dump(region)
    fork = forked(upk, entry_of(upk, FIRST), half_as_dear)
    forged = bundle_of(fork, upk.sent[0].letter, 1, upk.sent[0].letter.last)
    with region.trial():
        answers = take(region, forged, upk.sent[2], upk.sent[1])
    assert statuses(answers) == ["ditolak", "diterima", "diterima"]
    assert dump(region) == before


def test_sealed_identities_are_kept_as_they_came_and_the_newest_win(region, upk, build):
    desk = at(upk.copy())
    secret, public = seals.new_box_key(entropy("pemda"))
    register_recipient(desk, HandedKey(public, seals.fingerprint(public), "Dinas Perkim"))
    first, second = next_month(desk, build), next_month(desk, build)
    taken = take(region, *upk.sent, first)
    assert [one.sealed_away for one in taken][-2:] == [False, True]
    kept = dump(region)["sealed_identities"]
    assert [row[1] for row in kept] == [first.letter.last]
    opened = json.loads(seals.unseal(secret, kept[0][2]))
    assert opened == [at(upk.copy()).uuid, [["K01", "A01", "3374015505800001"]]]
    take(region, second, first)
    assert [row[1] for row in dump(region)["sealed_identities"]] == [second.letter.last]
    assert "3374015505800001" not in str({k: v for k, v in dump(region).items() if k != "waiting_bundle"})


def test_the_audit_can_go_on_from_every_closing(upk):
    with upk.desk().read() as session:
        closings = session.all("SELECT record FROM period_event WHERE office_id = :office AND kind = 'tutup'")
        assert len(closings) > MONTHS
        assert [audit_from(session, record + 1) for (record,) in closings] == [()] * len(closings)
