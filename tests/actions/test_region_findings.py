"""Findings across UPK: each pattern, planted in an otherwise clean region, is found, and nothing else is."""

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event

from tests.region_offices import (
    DUE,
    FIRST,
    GROUPS,
    begin_region,
    keeper_of,
    make_region,
    region_desk,
    started,
)
from tests.region_papers import check_golden
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.people import register_member
from upk_ledger.actions.region.findings import build_findings, findings_paper
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.rulebooks import use_rulebook
from upk_ledger.actions.sample_office import OfficeKeeper
from upk_ledger.actions.settings import change_setting
from upk_ledger.core.dates import Month
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.people import Member
from upk_ledger.core.region.bundles import SEALING
from upk_ledger.core.region.findings import KINDS
from upk_ledger.core.sample.plan import plan_office
from upk_ledger.exchange import seals
from upk_ledger.resources import folder
from upk_ledger.store.session import canonical
from upk_ledger.store.vouchers import find_entry

AUGUST, OCTOBER = Month(2026, 8), Month(2026, 10)


@pytest.fixture(scope="module")
def clean_file(build_once, tmp_path_factory):
    place = tmp_path_factory.mktemp("wilayah") / "bersih.db"
    make_region(build_once, str(place))
    return place


@pytest.fixture(scope="module")
def clean_database(build_once, postgres_server):
    name = postgres_server.make()
    make_region(build_once, postgres_server.url(name))
    yield name
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request, tmp_path):
    """Where a clean region of three UPK with seven closed months is, a copy of its own for each test."""
    if request.param == "sqlite":
        yield shutil.copy(request.getfixturevalue("clean_file"), tmp_path / "wilayah.db").as_posix()
        return
    server = request.getfixturevalue("postgres_server")
    name = server.make(copy_of=request.getfixturevalue("clean_database"))
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def file(clean_file, tmp_path):
    """The same in a file, for what does not depend on the engine."""
    return shutil.copy(clean_file, tmp_path / "wilayah.db").as_posix()


def look(build, location, month=OCTOBER):
    return build_findings(region_desk(build, location), month)


def only(build, location):
    """The one finding that there is; its entries are in the book that it names."""
    desk = region_desk(build, location)
    (found,) = build_findings(desk, OCTOBER).found
    assert look(build, location).found == (found,)
    for entry in found.entries:
        with keeper_of(build, location, entry.office).desk.read() as session:
            assert find_entry(session, entry.voucher).voucher == entry.voucher
    text = findings_paper(desk, OCTOBER).data["findings"][0]["text"]
    assert "Perlu diperiksa" in text
    return found


def test_a_clean_region_has_no_findings(build, region):
    found = look(build, region)
    assert found.found == ()
    assert found.judged == ("U1", "U2", "U3")
    assert (found.unjudged, found.compared, found.left_out) == ((), 48, 0)


def test_a_loan_that_stops_is_found(build, region):
    keeper = keeper_of(build, region, "U2")
    for number in range(3):
        keeper.month(AUGUST.plus(number), GROUPS[1:])
    found = only(build, region)
    assert (found.kind, found.upk, found.groups, found.on) == (
        "penerimaan-berhenti",
        ("U2",),
        ("K01",),
        date(2026, 7, 10),
    )
    assert (found.facts["dues"], found.amount) == (3, 3 * DUE * 100)
    assert len(found.entries) == 3


def test_a_loan_one_month_behind_or_never_regular_is_no_finding(build, region):
    keeper = keeper_of(build, region, "U2")
    keeper.month(AUGUST, GROUPS[1:])
    keeper.month(AUGUST.next())
    assert look(build, region, AUGUST.next()).found == ()


def test_what_was_usual_before_the_days_looked_at_counts_too(build, file):
    keeper = keeper_of(build, file, "U2")
    for number in range(3):
        keeper.month(AUGUST.plus(number), GROUPS[1:])
    desk = region_desk(build, file)
    (found,) = build_findings(desk, OCTOBER, Month(2026, 7)).found
    assert (found.groups, len(found.entries)) == (("K01",), 3)
    assert build_findings(desk, OCTOBER, AUGUST).found == ()


def test_a_upk_that_receives_nothing_more_is_one_finding(build, region):
    keeper = keeper_of(build, region, "U3")
    for number in range(3):
        keeper.month(AUGUST.plus(number), ())
    found = only(build, region)
    assert (found.kind, found.upk, found.groups) == ("upk-berhenti-menerima", ("U3",), GROUPS)
    assert (found.facts["months"], found.facts["dues"]) == (3, 24)


def test_months_that_nobody_closed_yet_are_no_silence(build, region):
    assert look(build, region, Month(2026, 12)).found == ()
    assert look(build, region, Month(2027, 6)).unjudged == ()
    assert look(build, region, Month(2027, 7)).unjudged == ("U1", "U2", "U3")


def test_a_payoff_before_its_time_and_a_new_loan_are_found(build, region):
    keeper = keeper_of(build, region, "U1")
    keeper.on(date(2026, 8, 5))
    pay_off(keeper.desk, PayoffRequest(keeper.loans["K04"], date(2026, 8, 5)))
    old, new = keeper.loans["K04"], keeper.lend("K04", date(2026, 8, 9))
    keeper.month(AUGUST, [code for code in GROUPS if code != "K04"])
    found = only(build, region)
    assert (found.kind, found.groups, found.amount) == ("lunas-pinjam-lagi", ("K04",), 5_000_000_00)
    assert (found.facts["loan"], found.facts["new_loan"], found.facts["dues_left"]) == (old, new, 4)
    assert [entry.voucher for entry in found.entries] == ["KM/2026/08/0001", "KK/2026/08/0001"]


def test_an_early_payoff_alone_or_long_before_the_next_loan_is_no_finding(build, file):
    keeper = keeper_of(build, file, "U1")
    keeper.on(date(2026, 8, 5))
    pay_off(keeper.desk, PayoffRequest(keeper.loans["K04"], date(2026, 8, 5)))
    keeper.month(AUGUST, [code for code in GROUPS if code != "K04"])
    assert look(build, file).found == ()
    keeper.lend("K04", date(2026, 9, 1))
    keeper.month(AUGUST.next(), [code for code in GROUPS if code != "K04"])
    assert look(build, file).found == ()


def cancelled(keeper, month, day, groups):
    for group in groups:
        voucher = keeper.pay(group, month.first.replace(day=day))
        keeper.on(month.first.replace(day=day + 1))
        cancel_repayment(keeper.desk, voucher, "Salah ketik jumlahnya")


def test_cancellations_at_the_ends_of_months_are_found(build, region):
    keeper = keeper_of(build, region, "U2")
    for group in GROUPS:
        keeper.pay(group, AUGUST.first.replace(day=10 + GROUPS.index(group)))
    cancelled(keeper, AUGUST, 29, GROUPS[:4])
    keeper.bank(AUGUST, DUE * 8)
    keeper.close(AUGUST)
    found = only(build, region)
    assert (found.kind, found.upk) == ("batal-akhir-bulan", ("U2",))
    assert (found.facts["cancelled"], found.facts["receipts"], found.facts["other_cancelled"]) == (4, 4, 0)
    assert (found.amount, len(found.entries)) == (4 * DUE * 100, 8)


def test_cancellations_in_the_middle_of_a_month_are_no_finding(build, file):
    keeper = keeper_of(build, file, "U2")
    cancelled(keeper, AUGUST, 8, GROUPS[:4])
    keeper.month(AUGUST)
    assert look(build, file).found == ()


def test_cash_kept_for_months_is_found_by_the_regions_limit_or_the_offices_own(build, region):
    keeper = keeper_of(build, region, "U3")
    keeper.on(date(2026, 8, 3))
    keeper.build.entry(keeper.desk, date(2026, 8, 3), "11010", "31020", 30_000_000)
    keeper.month(AUGUST)
    keeper.month(AUGUST.next())
    found = only(build, region)
    assert (found.kind, found.on, found.facts["days"]) == ("kas-tidak-disetor", date(2026, 8, 3), 59)
    assert (found.facts["limit"], found.facts["own_limit"], found.facts["lasting"]) == (
        25_000_000_00,
        False,
        True,
    )
    change_setting(keeper.desk, "batas-kas", "50000000", date(2026, 10, 1))
    keeper.month(OCTOBER)
    (still,) = look(build, region).found
    assert (still.code, still.facts["days"], still.facts["lasting"]) == (found.code, 59, False)


def test_round_amounts_beyond_what_falls_due_are_found(build, region):
    keeper = keeper_of(build, region, "U1")
    for number in range(2):
        month = AUGUST.plus(number)
        for day in (4, 11, 18, 25):
            for group in GROUPS:
                keeper.pay(group, month.first.replace(day=day), 150_000)
        keeper.bank(month, 4_800_000)
        keeper.close(month)
    found = look(build, region).found
    assert {(one.kind, one.upk, one.facts["test"]) for one in found} == {
        ("pola-angka", ("U1",), "bulat"),
        ("pola-angka", ("U1",), "akhir"),
    }
    rounded = next(one for one in found if one.facts["test"] == "bulat")
    assert (rounded.facts["alike"], rounded.facts["dues_alike"], len(rounded.entries)) == (64, 0, 64)


def test_a_person_who_owes_in_two_upk_is_found_and_not_named(build, region):
    keeper = keeper_of(build, region, "U3")
    register_member(
        keeper.desk,
        Member("K05", "A09", "Sri Rahayu", "P", nik="3310000000000001"),
    )
    register_member(keeper.desk, Member("K05", "A10", "Belum Meminjam", "P", nik="3300000000000099"))
    found = only(build, region)
    assert (found.kind, found.upk, found.groups) == ("orang-sama", ("U1", "U3"), ("U1 K01", "U3 K05"))
    desk = region_desk(build, region)
    paper = findings_paper(desk, OCTOBER)
    assert "3310000000000001" not in repr(paper)
    assert "Sri" not in repr(paper)
    assert [(one["upk"], one["group"], one["member"]) for one in found.facts["loans"]] == [
        ("U1", "K01", "A01"),
        ("U3", "K05", "A09"),
    ]


def test_sealed_identities_of_a_copy_are_compared_in_memory(build, region):
    secret, public = seals.new_box_key(build.entropy("kunci"))
    keeper, desk = keeper_of(build, region, "U3"), region_desk(build, region)
    rows = [["K05", "A01", "3310000000000001"], ["K06", "A01", "123"]]

    def told(uuid):
        return canonical([uuid, rows]).encode()

    with keeper.desk.write() as session:
        session.change("member_person", "nik = NULL", "nik IS NOT NULL")
        session.insert(
            "sealed_identities", "record sealed", [(1, seals.seal(public, told(keeper.desk.uuid)))]
        )
    assert look(build, region).unread == ("U3",)
    with desk.write() as session:
        session.insert(
            "secret_key", "purpose fingerprint secret", [(SEALING, seals.fingerprint(public), secret)]
        )
    found = look(build, region)
    assert [(one.kind, one.groups) for one in found.found] == [("orang-sama", ("U1 K01", "U3 K05"))]
    assert (found.compared, found.left_out, found.unread) == (33, 1, ())
    own = keeper.desk.uuid
    of_another, odd = (
        told(desk.uuid),
        [canonical([own, rows]).encode() for rows in (1, [["K05"]], [["K05", "A01", 3]])],
    )
    for nonsense in (b"", b"NIK", b"1", b'{"K05": "A01"}', *odd, of_another, b"[" * 100_000):
        with keeper.desk.write() as session:
            session.change(
                "sealed_identities", "sealed = :other", "1 = 1", other=seals.seal(public, nonsense)
            )
        assert look(build, region).unread == ("U3",)


def test_rules_and_settings_changed_are_found(build, region, tmp_path):
    keeper = keeper_of(build, region, "U2")
    shipped = (folder("rulebooks") / "pnpm-2012.toml").read_text(encoding="utf-8")
    own = Path(tmp_path) / "aturan.toml"
    own.write_text(shipped.replace("anggota_minimal = 5", "anggota_minimal = 3"), encoding="utf-8")
    assert own.read_text(encoding="utf-8") != shipped
    use_rulebook(keeper.desk, str(own), date(2026, 8, 5), reason="Putusan BKM")
    change_setting(keeper.desk, "hari-lapor", "25", date(2026, 8, 5))
    change_setting(keeper.desk, "kode-batal", "wajib", date(2026, 8, 5))
    keeper.month(AUGUST)
    found = look(build, region).found
    assert {(one.kind, one.upk, one.facts["what"], one.facts["name"]) for one in found} == {
        ("aturan-diubah", ("U2",), "aturan", "pnpm-2012"),
        ("aturan-diubah", ("U2",), "pengaturan", "hari-lapor"),
    }
    assert len(found) == 2
    assert all(not one.facts.get("shipped", False) for one in found)


def test_the_paper_shows_one_upk_and_the_kinds_asked_for(build, file):
    keeper = keeper_of(build, file, "U2")
    for number in range(3):
        keeper.month(AUGUST.plus(number), GROUPS[1:], banked=False)
    desk = region_desk(build, file)
    every = findings_paper(desk, OCTOBER)
    assert Counter(one["kind"] for one in every.data["findings"]) == {"penerimaan-berhenti": 1}
    assert [row.cells[1] for row in every.sections[0].rows] == [0, 1, 0, 0, 0, 0, 0, 0]
    assert len(every.sections[0].rows) == len(KINDS)
    assert findings_paper(desk, OCTOBER, given="u1").data["findings"] == []
    assert findings_paper(desk, OCTOBER, given="u2").data["count"] == 1
    assert findings_paper(desk, OCTOBER, kinds=["pola-angka"]).data["findings"] == []
    year = findings_paper(desk, Month(2026, 12), Month(2026, 1))
    assert [one["code"] for one in year.data["findings"]] == [one["code"] for one in every.data["findings"]]


def asked(desk, act):
    """The statements that `act` sends to the database."""
    told = []

    def listen(_connection, _cursor, statement, *_rest):
        told.append(statement)

    event.listen(desk.book.engine, "before_cursor_execute", listen)
    try:
        act()
    finally:
        event.remove(desk.book.engine, "before_cursor_execute", listen)
    return told


def test_the_questions_are_as_many_for_any_number_of_upk_and_months(build, file):
    desk = region_desk(build, file)
    few = asked(desk, lambda: build_findings(desk, OCTOBER, OCTOBER.plus(-5)))
    assert len(asked(desk, lambda: build_findings(desk, OCTOBER))) == len(few) < 25
    for code in ("U4", "U5"):
        keeper = started(build, file, code)
        keeper.begin()
        keeper.month(FIRST.next())
    desk = region_desk(build, file)
    assert len(asked(desk, lambda: build_findings(desk, OCTOBER))) == len(few)


def test_days_before_those_looked_at_are_not_read(build, file):
    """What is asked of entries and lines goes along their dates: no question walks a whole journal."""
    desk = region_desk(build, file)
    for query in asked(desk, lambda: build_findings(desk, OCTOBER)):
        if "journal_" not in query:
            continue
        with desk.book.engine.connect() as connection:
            names = dict.fromkeys(("since", "until", "before", "first", "last"), "2026-08-01")
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", names).fetchall()
        assert not [row for row in plan if row[3].startswith(("SCAN e", "SCAN l", "SCAN m"))]


def test_what_a_region_remembers_of_a_finding_stays_as_months_go_by(build, file):
    keeper = keeper_of(build, file, "U2")
    for number in range(2):
        keeper.month(AUGUST.plus(number), GROUPS[1:])
    keeper.on(keeper.desk.today + timedelta(1))
    (before,) = look(build, file, AUGUST.next()).found
    keeper.month(OCTOBER, GROUPS[1:])
    (after,) = look(build, file).found
    assert before.code == after.code
    assert before.facts["dues"] + 1 == after.facts["dues"]


def test_the_paper_word_by_word(build, file):
    keeper = keeper_of(build, file, "U2")
    for number in range(3):
        keeper.month(AUGUST.plus(number), GROUPS[1:])
    other = keeper_of(build, file, "U3")
    register_member(other.desk, Member("K05", "A09", "Sri Rahayu", "P", nik="3310000000000001"))
    cancelled(other, AUGUST, 29, GROUPS[:4])
    other.month(AUGUST, ())
    check_golden({"temuan": findings_paper(region_desk(build, file), OCTOBER)})


def test_the_ways_of_ordinary_offices_raise_no_alarm(tmp_path, build):
    """A good, a medium and a bad sample office: groups that really stop paying, or borrow anew, and nothing else."""
    location = str(tmp_path / "contoh.db")
    for number in (1, 2, 3):
        plan = plan_office(number, 14, 13, alone=False)
        keeper = OfficeKeeper(plan, location, Random(f"13/{number}/meja"))
        for month, happenings in plan.months:
            keeper.keep(month, happenings)
    begin_region(build, location)
    found = build_findings(region_desk(build, location), Month(2026, 2))
    assert len(found.judged) == 3
    assert {one.kind for one in found.found} <= {"penerimaan-berhenti", "lunas-pinjam-lagi"}
    for one in found.found:
        if one.kind == "penerimaan-berhenti":
            assert one.facts["dues"] >= 2
