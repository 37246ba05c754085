"""A UPK that went back to an old backup is refused, and goes on from what the region received of it."""

import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.actions.sent_books import FIRST, LATER, MONTHS, at, dump, keep_and_send, start_wilayah, told
from tests.conftest import Clock, entropy
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import open_desk
from upk_ledger.actions.people import correct_member, register_member
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region.auditing import audit_region
from upk_ledger.actions.region.keys import change_key
from upk_ledger.actions.region.known_keys import accept_key
from upk_ledger.actions.region.moving import move_in, move_out
from upk_ledger.actions.region.receiving import receive_files
from upk_ledger.actions.region.recovering import recover
from upk_ledger.actions.region.sending import send_month
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.errors import region_moving as errors
from upk_ledger.core.errors.book import BookExists
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.region_receiving import FiguresDiffer, HistoryRewritten
from upk_ledger.core.errors.region_sending import KeyGone
from upk_ledger.core.people import Member
from upk_ledger.store.facts import facts_of
from upk_ledger.store.people import members_of

NEXT = FIRST.plus(MONTHS)
WHY = "Laptop rusak, kembali ke cadangan lama"


def month_of(desk, build, month):
    build.entry(desk, month.last, "51030", "11010", 44_000)
    close_month(desk, month)
    return told(send_month(desk, month))


@pytest.fixture(scope="module")
def life(tmp_path_factory, build_once):
    """A UPK's file, an old backup of it, and what it sent before and after the backup."""
    folder = tmp_path_factory.mktemp("upk")
    path, backup = folder / "melati.db", folder / "cadangan.db"
    desk = build_once.start(str(path), code="MELATI")
    sent = keep_and_send(desk, build_once)
    shutil.copy(path, backup)
    register_member(desk, Member("K01", "A03", "Rini", "P"))
    later = [month_of(desk, build_once, NEXT), month_of(desk, build_once, NEXT.next())]
    return SimpleNamespace(path=path, backup=backup, sent=sent, all=[*sent, *later], folder=folder)


@pytest.fixture
def region(engine_location, life):
    desk = start_wilayah(engine_location)
    assert set(take(desk, *life.all)) == {"diterima"}
    return desk


def answers(region, *files):
    return receive_files(region, [(file.name, lambda file=file: file.content) for file in files])


def take(region, *files):
    return [one.status for one in answers(region, *files)]


def clean(region):
    shared, audited = audit_region(region)
    return not shared and all(one.found.ok for one in audited)


def people(desk):
    with desk.read() as session:
        return {(one.group, one.code): one.name for one in members_of(session)}


def test_an_old_backup_forks_and_is_put_back_from_the_region(region, life, build, tmp_path):
    forked = shutil.copy(life.backup, tmp_path / "kembali.db")
    (refused,) = answers(region, month_of(at(str(forked)), build, NEXT))
    assert isinstance(refused.error, HistoryRewritten)
    assert "upk wilayah pindah pulihkan MELATI --keluar" in sentence(refused.error)
    out = str(tmp_path / "pulih.db")
    made = recover(region, "MELATI", out, WHY, str(life.backup))
    book = at(out)
    found = check_book(book)
    assert found.ok
    with region.read() as session:
        (fact,) = facts_of(session, "wilayah-pindah")
        assert fact[1] == "MELATI"
        assert fact[3:] == ("pulih", out, made.head)
        copied = session.value(
            "SELECT r.digest FROM record AS r JOIN office AS o ON o.office_id = r.office_id WHERE o.code = 'MELATI'"
            " ORDER BY r.number DESC LIMIT 1"
        )
        assert found.head == made.head == copied
        assert (
            session.value(
                "SELECT text FROM record_text WHERE office_id = :office ORDER BY record DESC LIMIT 1"
            )
            == WHY
        )
    assert made.held
    assert made.nameless == (("K01", "A03"),)
    assert people(book)["K01", "A01"] == "Siti"
    assert "belum diisi" in people(book)["K01", "A03"]
    correct_member(book, "K01", "A03", {"name": "Rini"})
    assert people(book)["K01", "A03"] == "Rini"
    old = dump(at(str(life.backup)))
    now = dump(book)
    for table in ("loan_income", "secret_key"):
        assert now[table] == old[table]
    assert [row.address for row in now["borrower_group"]] == [row.address for row in old["borrower_group"]]
    assert {row.record for row in old["record_text"]} <= {row.record for row in now["record_text"]}
    assert (
        take(region, month_of(book, build, NEXT.plus(2)), month_of(book, build, NEXT.plus(3)))
        == ["diterima"] * 2
    )
    assert clean(region)
    assert check_book(book).ok


def test_without_a_backup_the_members_are_typed_again_and_the_key_is_made_anew(region, life, build, tmp_path):
    out = str(tmp_path / "pulih.db")
    made = recover(region, "MELATI", out, WHY)
    assert made.held is False
    assert len(made.nameless) == 3
    book = at(out)
    assert check_book(book).ok
    correct_member(book, "K01", "A01", {"name": "Siti", "nik": "3374015505800001"})
    build.entry(book, NEXT.plus(2).last, "51030", "11010", 44_000)
    close_month(book, NEXT.plus(2))
    with pytest.raises(KeyGone):
        send_month(book, NEXT.plus(2))
    changed = change_key(book, WHY)
    bundle = told(send_month(book, NEXT.plus(2)))
    (refused,) = answers(region, bundle)
    assert refused.error.code == "key-not-known" or "surat" in sentence(refused.error)
    accept_key(region, "MELATI", changed.fingerprint, WHY)
    assert take(region, bundle, month_of(book, build, NEXT.plus(3))) == ["diterima"] * 2
    assert clean(region)
    assert check_book(book).ok


def test_a_book_of_which_one_bundle_came_makes_its_key_at_the_next(engine_location, life, build, tmp_path):
    region = start_wilayah(engine_location)
    take(region, life.sent[0])
    out = str(tmp_path / "pulih.db")
    assert recover(region, "MELATI", out, WHY).held is None
    book = at(out)
    assert check_book(book).ok
    bundle = month_of(book, build, FIRST.next())
    assert take(region, bundle) == ["ditolak"]
    accept_key(region, "MELATI", bundle.letter.fingerprint, WHY)
    assert take(region, bundle) == ["diterima"]
    assert clean(region)


def test_a_book_that_moved_away_and_was_lost_comes_back_whole(engine_location, life, build, tmp_path):
    region = start_wilayah(engine_location)
    move_in(region, str(shutil.copy(life.path, tmp_path / "pindah.db")))
    lost = tmp_path / "hilang.db"
    with pytest.raises(errors.NothingToRecover):
        recover(region, "MELATI", str(lost), WHY)
    move_out(region, "MELATI", str(lost))
    lost.unlink()
    out = str(tmp_path / "pulih.db")
    assert recover(region, "MELATI", out, WHY).nameless == ()
    assert people(at(out)) == people(at(str(life.path)))
    assert check_book(at(out)).ok


def test_what_cannot_be_recovered_is_refused_and_leaves_nothing(region, life, build, tmp_path):
    before = dump(region)
    out = tmp_path / "pulih.db"
    forked = str(shutil.copy(life.backup, tmp_path / "kembali.db"))
    build.entry(at(forked), NEXT.last, "51030", "11010", 1_000)
    other = str(tmp_path / "lain.db")
    build.start(other, code="LAIN")
    for backup, error in (
        (forked, errors.BackupContradicts),
        (other, errors.BackupOfAnother),
        (str(life.path), errors.BackupAhead),
    ):
        with pytest.raises(error):
            recover(region, "MELATI", str(out), WHY, backup)
    with pytest.raises(EmptyField):
        recover(region, "MELATI", str(out), " ")
    with pytest.raises(BookExists):
        recover(region, "MELATI", forked, WHY)
    assert dump(region) == before
    assert sorted(one.suffix for one in tmp_path.iterdir() if "pulih" in one.name) == []


def test_a_trial_leaves_no_file(region, tmp_path):
    trial = region.trial() if hasattr(region, "trial") else None
    assert trial is not None
    with trial:
        assert recover(region, "MELATI", str(tmp_path / "pulih.db"), WHY, keep=False).records
    assert [one.name for one in tmp_path.iterdir() if "pulih" in one.name] == []


def test_records_by_nobody_of_the_office_are_refused(region, life, build, tmp_path):
    desk = at(str(shutil.copy(life.path, tmp_path / "asing.db")))
    desk.actor = "siluman"
    (refused,) = answers(region, month_of(desk, build, NEXT.plus(2)))
    assert isinstance(refused.error, FiguresDiffer)
    assert 'dicatat oleh "siluman", yang bukan pengurus' in sentence(refused.error)


def test_records_of_a_day_to_come_are_taken_and_told(region, life, build, tmp_path):
    path = str(shutil.copy(life.path, tmp_path / "jam.db"))
    ahead = open_desk(path, None, None, Clock(LATER + timedelta(days=400)), entropy(8))
    last = life.all[-1].letter.last
    (one,) = answers(region, month_of(ahead, build, NEXT.plus(2)))
    assert one.status == "diterima"
    assert one.ahead[0] > last
    assert one.ahead[1].startswith("2028-05")
    assert check_book(ahead).ok
    assert clean(region)
