"""How well books are kept, from the books of a small region; an office's own paper says the same."""

import shutil
from datetime import date

import pytest
from sqlalchemy import event

from tests.region_offices import DUE, FIRST, GROUPS, make_region, region_desk, started
from tests.region_papers import check_golden
from upk_ledger.actions.book import open_desk
from upk_ledger.actions.periods import reopen_month
from upk_ledger.actions.region.bookkeeping import bookkeeping_paper, own_bookkeeping_paper
from upk_ledger.actions.region.bookkeeping import build as judged
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.secretariat import secretariat_identity, start_secretariat
from upk_ledger.actions.settings import change_setting
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import NotOfThisOffice
from upk_ledger.core.errors.region_registers import UnknownUpk
from upk_ledger.store.facts import add_facts

MARCH, APRIL_3 = Month(2026, 3), date(2026, 4, 3)


def two_offices(build, location):
    """U1 and U2 with three closed months; U2 closed February late and cancelled without much of a reason."""
    make_region(build, location, ("U1",), 3)
    keeper = started(build, location, "U2")
    keeper.begin()
    for group in GROUPS:
        keeper.pay(group, date(2026, 2, 10 + GROUPS.index(group)))
    voucher = keeper.pay("K01", date(2026, 2, 25))
    cancel_repayment(keeper.desk, voucher, "x")
    keeper.bank(FIRST.next(), DUE * 8)
    keeper.close(FIRST.next(), day=9)
    keeper.month(MARCH)
    keeper.desk.book.engine.dispose()


@pytest.fixture(scope="module")
def made_file(build_once, tmp_path_factory):
    place = tmp_path_factory.mktemp("pembukuan") / "wilayah.db"
    two_offices(build_once, str(place))
    return place


@pytest.fixture(scope="module")
def made_database(build_once, postgres_server):
    name = postgres_server.make()
    two_offices(build_once, postgres_server.url(name))
    yield name
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request, tmp_path):
    """Where the two offices and the region are, a copy of its own for each test."""
    if request.param == "sqlite":
        yield shutil.copy(request.getfixturevalue("made_file"), tmp_path / "wilayah.db").as_posix()
        return
    server = request.getfixturevalue("postgres_server")
    name = server.make(copy_of=request.getfixturevalue("made_database"))
    yield server.url(name)
    server.drop(name)


def parts(one):
    return {part.name: (part.met, part.total) for part in one.parts if part.total}


def test_the_worst_office_stands_first_with_what_it_did_not_meet(build, region):
    review = build_of(build, region)
    assert [one.office.code for one in review.offices] == ["U2", "U1"]
    worse, better = review.offices
    assert parts(better) == {
        "tutup-buku": (3, 3),
        "opname-kas": (0, 3),
        "rekonsiliasi-bank": (0, 3),
        "nomor-bukti": (7, 7),
        "pembatalan": (31, 31),
        "pemeriksaan": (3, 3),
        "lampiran": (0, 28),
    }
    assert parts(worse)["tutup-buku"] == (2, 3)
    assert [tuple(fact) for fact in worse.part("tutup-buku").facts] == [("ditutup-terlambat", "2026-02", 4)]
    assert [fact.kind for fact in worse.part("pembatalan").facts] == ["tanpa-alasan"]
    assert worse.score < better.score


def build_of(build, location, month=MARCH):
    return judged(region_desk(build, location, APRIL_3), month)


def test_what_is_told_of_cash_bank_and_papers_counts(build, region):
    keeper = started(build, region, "U3")
    keeper.begin()
    with keeper.desk.write() as session:
        add_facts(
            session,
            "opname",
            [(None, "11010", "2026-01-31", "manajer", 5_000_000_00, 5_000_000_00, "cocok", None)],
        )
        add_facts(session, "rekonsiliasi", [("11021", "2026-01-31", 15_000_000_00, 15_000_000_00, "ada")])
        (entry,) = session.first(
            "SELECT max(record) FROM journal_entry WHERE office_id = :office AND series = 'KK'"
        )
        add_facts(session, "lampiran", [(entry, "tidak", ""), (entry, "ada", "kuitansi")])
    found = next(one for one in build_of(build, region, FIRST).offices if one.office.code == "U3")
    assert parts(found)["opname-kas"] == parts(found)["rekonsiliasi-bank"] == (1, 1)
    assert parts(found)["lampiran"][0] == 1


def test_a_month_opened_again_is_not_clean(build, region):
    keeper = started(build, region, "U3")
    keeper.begin()
    reopen_month(keeper.desk, FIRST, "Ada bukti yang lupa dicatat")
    keeper.close(FIRST, day=4)
    found = next(one for one in build_of(build, region).offices if one.office.code == "U3")
    assert [tuple(fact) for fact in found.part("pemeriksaan").facts] == [("dibuka-kembali", "2026-01", 0)]
    assert [fact.subject for fact in found.part("tutup-buku").facts] == ["2026-02"]


def test_the_paper_of_one_office_and_its_own_say_the_same(build, region):
    desk = region_desk(build, region, APRIL_3)
    paper = bookkeeping_paper(desk, MARCH, given="u2")
    assert paper.data["code"] == "U2"
    told = [one["text"] for one in paper.data["missed"]]
    assert "Februari 2026 ditutup terlambat 4 hari" in told
    assert "KK/2026/02/0001 membatalkan tanpa alasan yang jelas" in told
    assert len(paper.data["without_papers"]) == paper.data["parts"]["lampiran"]["total"]
    of_upk = open_desk(region, "U2", None, desk.clock, desk.entropy)
    mine = own_bookkeeping_paper(of_upk, MARCH)
    for name in ("score", "grade", "parts", "missed"):
        assert mine.data[name] == paper.data[name]
    with pytest.raises(NotOfThisOffice):
        own_bookkeeping_paper(desk, MARCH)


def test_a_sekretariat_is_judged_beside_its_upk(build, region):
    keeper = started(build, region, "U3")
    keeper.on(date(2026, 1, 3))
    start_secretariat(keeper.desk, secretariat_identity(keeper.desk.office), {"bendahara": "Ani"})
    review = build_of(build, region)
    assert {
        (one.office.code, one.office.kind) for one in review.offices if one.office.code.startswith("SEK")
    } == {("SEK-U3", "sekretariat")}
    paper = bookkeeping_paper(region_desk(build, region, APRIL_3), MARCH, given="sek-u3")
    assert paper.data["kind"] == "sekretariat"


def test_a_upk_without_a_book_cannot_be_judged_and_is_named(build, region):
    desk = region_desk(build, region, APRIL_3)
    with desk.write() as session:
        row = (
            "LAMA",
            "",
            "UPK Lama",
            "BKM Lama",
            "Kelurahan",
            "Kudu",
            "Genuk",
            "Semarang",
            "blanko",
            "aktif",
        )
        add_facts(session, "wilayah-upk", [row])
    review = judged(desk, MARCH)
    assert review.without_book == ("LAMA",)
    paper = bookkeeping_paper(desk, MARCH, given="lama")
    assert (paper.data["score"], paper.data["grade"]) == (None, "tidak-dapat-dinilai")
    with pytest.raises(UnknownUpk):
        bookkeeping_paper(desk, MARCH, given="TIDAK-ADA")


def test_only_the_months_of_the_year_asked_for_count(build, region):
    desk = region_desk(build, region, APRIL_3)
    assert [
        part.total for one in judged(desk, Month(2025, 12), Month(2025, 1)).offices for part in one.parts
    ] == [0] * 16
    year = judged(desk, Month(2026, 12), Month(2026, 1))
    assert [one.score for one in year.offices] == [one.score for one in judged(desk, MARCH).offices]
    change_setting(desk, "hari-lapor-wilayah", "1", date(2026, 1, 1))
    assert [one.score for one in judged(desk, MARCH).offices] == [one.score for one in year.offices]


def test_the_questions_are_as_many_for_any_number_of_offices_and_months(build, region):
    def asked(since=None):
        told, desk = [], region_desk(build, region, APRIL_3)

        def listen(_connection, _cursor, statement, *_rest):
            told.append(statement)

        event.listen(desk.book.engine, "before_cursor_execute", listen)
        try:
            judged(desk, MARCH, since)
        finally:
            event.remove(desk.book.engine, "before_cursor_execute", listen)
        return len(told)

    before = asked()
    assert asked(MARCH) == before < 20
    for code in ("U7", "U8"):
        started(build, region, code).begin()
    assert asked() == before


def test_the_papers_word_by_word(build, made_file):
    desk = region_desk(build, str(made_file), APRIL_3)
    of_upk = open_desk(str(made_file), "U2", None, desk.clock, desk.entropy)
    check_golden(
        {
            "pembukuan": bookkeeping_paper(desk, MARCH),
            "pembukuan-satu": bookkeeping_paper(desk, MARCH, given="U2"),
            "kinerja-pembukuan": own_bookkeeping_paper(of_upk, MARCH),
        }
    )
