"""The registers of a region: UPK and boards, villages, cases, and the criteria that rest on them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from tests.region_papers import DAY, check_golden, new_region, row
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import start_book
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region import registers
from upk_ledger.actions.region.eligibility import build_eligibility, eligibility_paper, type_answer
from upk_ledger.actions.region.late import late_list
from upk_ledger.actions.region.register_papers import case_register_paper, upk_register_paper
from upk_ledger.cli.output import of_statement, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.region_registers import (
    CaseRepaidTooMuch,
    CodeWithBlank,
    MoreVotersThanAdults,
    PercentTooHigh,
    TermBackwards,
    UnknownCase,
    UnknownUpk,
    UpkHasBook,
    UpkRegistered,
    UpkUnregistered,
    VillageOfTwoKinds,
)
from upk_ledger.core.offices import Officer
from upk_ledger.core.region.registers import Voters
from upk_ledger.exchange.region_register import read_register, register_workbook
from upk_ledger.store.region.members import members_of

MAWAR = {"code": "MAWAR", "name": "UPK Mawar", "board": "BKM Mawar", "desa": "Sari", "district": "Genuk"}


@pytest.fixture
def region(engine_location, build):
    return new_region(build, engine_location)


@pytest.fixture
def beside(engine_location, build):
    """A region beside the book of UPK MELATI."""
    build.start(engine_location).book.engine.dispose()
    return new_region(build, engine_location)


def chain(desk):
    with desk.read() as session:
        return session.head()


def test_a_upk_is_registered_once(region):
    assert registers.add_upk(region, [row(**MAWAR)])[0].what == "baru"
    known = registers.list_upk(region)[0]
    assert (known.village_kind, known.village, known.regency, known.status) == (
        "Desa",
        "Sari",
        "Semarang",
        "aktif",
    )
    before = chain(region)
    assert registers.add_upk(region, [row(**MAWAR | {"code": "mawar"})])[0].what == "tetap"
    assert chain(region) == before
    with pytest.raises(UpkRegistered) as refused:
        registers.add_upk(region, [row(**MAWAR | {"board": "LKM Mawar"})])
    assert refused.value.columns == ("bkm",)
    assert chain(region) == before


def test_changes_keep_their_history(region):
    registers.add_upk(region, [row(**MAWAR, contact="Bu Siti")])
    registers.change_upk(region, [row(code="MAWAR", term_until=date(2026, 12, 31), deed="12")])
    registers.change_upk(region, [row(code="MAWAR", status="dorman")], "Tidak berjalan")
    registers.change_upk(region, [row(code="MAWAR", deed="")])
    before = chain(region)
    assert registers.change_upk(region, [row(code="MAWAR", deed="")])[0].what == "tetap"
    assert chain(region) == before
    one, changes = registers.view_upk(region, "mawar")
    assert (one.status, one.deed, one.term_until, one.contact) == (
        "dorman",
        "",
        date(2026, 12, 31),
        "Bu Siti",
    )
    told = [{name: (was, now) for name, was, now in change.facts} for change in changes]
    assert told[0]["name"] == (None, "UPK Mawar")
    assert told[1] == {"contact": (None, "Bu Siti")}
    assert told[2] == {"deed": ("", "12"), "term_until": (None, date(2026, 12, 31))}
    assert told[3] == {"status": ("aktif", "dorman")}
    assert told[4] == {"deed": ("12", "")}
    assert changes[3].words == "Tidak berjalan"
    assert check_book(region).ok


def test_wrong_facts_are_refused(region):
    for facts, error in (
        ({"code": "dua kata"}, CodeWithBlank),
        ({"code": ""}, CodeWithBlank),
        ({"kelurahan": "Kudu"}, VillageOfTwoKinds),
        ({"board": ""}, EmptyField),
        ({"term_from": date(2026, 2, 1), "term_until": date(2026, 1, 1)}, TermBackwards),
    ):
        with pytest.raises(error):
            registers.add_upk(region, [row(**MAWAR | facts)])
    with pytest.raises(UnknownUpk):
        registers.change_upk(region, [row(code="MAWAR", deed="1")])
    assert registers.list_upk(region) == []


def test_many_rows_are_taken_together_or_not_at_all(region):
    good = row("a.csv", 2, **MAWAR)
    bad = [
        row("a.csv", 3, code="A", name="UPK A"),
        row("a.csv", 4, **MAWAR | {"name": "UPK Lain"}),
        row("a.csv", 5, **MAWAR | {"code": "B", "kelurahan": "Kudu"}),
    ]
    with pytest.raises(ImportFaults) as refused:
        registers.add_upk(region, [good, *bad])
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        (3, "bkm"),
        (3, "kelurahan"),
        (3, "kecamatan"),
        (4, None),
        (5, None),
    ]
    assert registers.list_upk(region) == []
    rows = [good, row("a.csv", 3, **MAWAR), row("a.csv", 4, **MAWAR | {"code": "B"})]
    assert [one.what for one in registers.add_upk(region, rows)] == ["baru", "baru"]


def test_a_upk_with_a_book_needs_no_more_than_its_code(beside):
    with pytest.raises(UpkUnregistered):
        registers.change_upk(beside, [row(code="MELATI", deed="1")])
    put = registers.add_upk(beside, [row(code="melati", deed="12")])[0]
    assert (put.what, put.upk.code, put.upk.name, put.upk.deed) == ("baru", "MELATI", "UPK Melati", "12")
    registers.change_upk(beside, [row(code="MELATI", status="dorman")])
    assert registers.list_upk(beside)[0].status == "dorman"
    with pytest.raises(UpkHasBook):
        registers.remove_upk(beside, "MELATI", "keliru")


def test_a_book_begun_after_the_register_is_that_of_the_registered(region, engine_location, build):
    registers.add_upk(region, [row(**MAWAR, status="dorman", deed="12")])
    start_book(
        engine_location,
        replace(build.identity, code="MAWAR"),
        rulebook="pnpm-2012",
        officers=[Officer("pembuku", "Pembuku", "Siti", build.identity.start)],
        clock=build.clock(),
        entropy=build.entropy("mawar"),
        join=True,
    ).book.engine.dispose()
    (one,) = registers.list_upk(region)
    assert (one.name, one.status, one.deed) == ("UPK Mawar", "dorman", "12")
    with region.read() as session:
        (known,) = members_of(session)
    assert known.office_id is not None
    assert known.uuid
    registers.change_upk(region, [row(code="MAWAR", status="aktif")])
    assert [upk.status for upk in registers.list_upk(region)] == ["aktif"]


def test_one_taken_off_can_come_back(region):
    registers.add_upk(region, [row(**MAWAR)])
    with pytest.raises(EmptyField):
        registers.remove_upk(region, "MAWAR", " ")
    registers.remove_upk(region, "MAWAR", "Terdaftar dua kali")
    assert registers.list_upk(region) == []
    assert registers.add_upk(region, [row(**MAWAR | {"name": "UPK Mawar Baru"})])[0].what == "baru"


def test_the_table_comes_back_as_it_went(region, tmp_path):
    facts = {
        "term_from": date(2024, 1, 1), "term_until": date(2026, 12, 31), "bank": "BRI", "bank_account": "0012-01",
        "reporting": "blanko", "secretariat_bookkeeping": "memadai", "contact": "Bu Siti, 0812",
    }  # fmt: skip
    registers.add_upk(region, [row(**MAWAR, **facts)])
    path = tmp_path / "upk.xlsx"
    with path.open("wb") as file:
        register_workbook(file, registers.list_upk(region))
    rows = read_register(path)
    assert rows[0].facts == MAWAR | facts | {"regency": "Semarang", "status": "aktif"}
    assert registers.add_upk(region, rows)[0].what == "tetap"
    assert registers.change_upk(region, rows)[0].what == "tetap"


def test_faults_of_a_table_are_named_by_row_and_column(tmp_path):
    path = tmp_path / "upk.csv"
    path.write_text("kode;nama;tanggal_akta;lapor\nA;UPK A;31-02-2020;pos\n;UPK B;;\n", encoding="utf-8")
    with pytest.raises(ImportFaults) as refused:
        read_register(path)
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        (2, "lapor"),
        (2, "tanggal_akta"),
        (3, "kode"),
    ]


# Villages and criteria


def told_profile(desk, on, source="DTKS", taken_back=(), **facts):
    return registers.set_profile(desk, "MAWAR", on, facts, source, taken_back)[1]


def test_each_fact_of_a_village_keeps_its_own_date_and_source(region):
    registers.add_upk(region, [row(**MAWAR)])
    told_profile(region, date(2026, 3, 31), poor_percent=Decimal("27.5"), dense="ya")
    told_profile(region, date(2025, 12, 31), "Lama", poor_percent=Decimal(40), voters=Voters(4000, 1450))
    profile = registers.view_profile(region, "MAWAR", DAY)[1]
    assert profile.poor_percent[:] == (Decimal("27.5"), date(2026, 3, 31), "DTKS")
    assert profile.voters[:] == (Voters(4000, 1450), date(2025, 12, 31), "Lama")
    assert registers.view_profile(region, "MAWAR", date(2026, 1, 1))[1].poor_percent.value == 40
    after = told_profile(region, date(2026, 4, 1), "Keliru", ("dense", "voters"))
    assert (after.dense, after.voters, after.poor_percent.value) == (None, None, Decimal("27.5"))


def test_profiles_that_cannot_be_are_refused(region):
    registers.add_upk(region, [row(**MAWAR)])
    with pytest.raises(PercentTooHigh):
        told_profile(region, DAY, poor_percent=Decimal(101))
    with pytest.raises(MoreVotersThanAdults):
        told_profile(region, DAY, voters=Voters(10, 11))
    with pytest.raises(EmptyField):
        told_profile(region, DAY, " ", dense="ya")


def answers(desk, on=DAY):
    found = build_eligibility(desk, on, "MAWAR").villages[0]
    return found.answer, {one.criterion.key: one.answer for one in found.assessed}


def test_a_criterion_is_unknown_until_something_tells(region):
    registers.add_upk(region, [row(**MAWAR)])
    overall, told = answers(region)
    assert overall == "belum-diketahui"
    assert {key for key, answer in told.items() if answer == "ya"} == {"kasus"}
    assert {answer for key, answer in told.items() if key != "kasus"} == {"belum-diketahui"}


def test_all_criteria_met_and_one_after_the_other_not(region):
    registers.add_upk(region, [row(**MAWAR, secretariat_bookkeeping="memadai")])
    told_profile(region, DAY, poor_percent=Decimal(25), dense="ya", priority="ya", voters=Voters(1000, 300))
    assert answers(region)[0] == "ya"
    told_profile(region, DAY, poor_percent=Decimal("24.99"))
    assert answers(region)[1]["kemiskinan"] == "tidak"
    assert answers(region)[0] == "tidak"
    told_profile(region, DAY, poor_percent=Decimal(25), voters=Voters(1000, 299))
    assert answers(region)[1]["pemilih"] == "tidak"
    told_profile(region, DAY, voters=Voters(1000, 300))
    case = registers.open_case(region, "MAWAR", DAY, {"amount": 100}, "Setoran belum masuk kas")
    assert answers(region)[1]["kasus"] == "tidak"
    assert answers(region, date(2026, 11, 4))[1]["kasus"] == "ya"
    registers.change_case(region, case.code, DAY, {"repaid": 100, "status": "selesai"}, "Lunas")
    assert answers(region)[0] == "ya"
    registers.change_upk(region, [row(code="MAWAR", secretariat_bookkeeping="tidak")])
    assert answers(region)[1]["pembukuan"] == "tidak"


def test_typed_evidence_fills_gaps_and_wins_over_nothing_else(region):
    registers.add_upk(region, [row(**MAWAR)])
    type_answer(region, "MAWAR", "prioritas", "ya", DAY, "SK 12")
    assert answers(region)[1]["prioritas"] == "ya"
    told_profile(region, DAY, priority="tidak")
    assert answers(region)[1]["prioritas"] == "belum-diketahui"
    type_answer(region, "MAWAR", "prioritas", "", DAY, "SK dicabut")
    assert answers(region)[1]["prioritas"] == "tidak"
    with pytest.raises(EmptyField):
        type_answer(region, "MAWAR", "prioritas", "ya", DAY, "")


# Cases


def test_a_case_goes_on_and_its_past_stays(region):
    registers.add_upk(region, [row(**MAWAR)])
    first = registers.open_case(
        region, "mawar", date(2026, 9, 1), {"amount": 1_000}, "Setoran belum masuk kas"
    )
    second = registers.open_case(region, "MAWAR", date(2026, 9, 2), {}, "Kuitansi ganda")
    assert (first.code, second.code) == ("KS-2026-001", "KS-2026-002")
    registers.change_case(
        region, "ks-2026-001", date(2026, 10, 1), {"repaid": 400, "status": "diperbaiki"}, "Dicicil"
    )
    case = registers.view_case(region, first.code, DAY)
    assert (case.status, case.left, len(case.told)) == ("diperbaiki", 600, 2)
    assert registers.view_case(region, first.code, date(2026, 9, 30)).status == "diduga"
    with pytest.raises(CaseRepaidTooMuch):
        registers.change_case(region, first.code, DAY, {"repaid": 1_001}, "Lebih")
    registers.change_case(region, second.code, DAY, {}, "Salah catat", called_off=True)
    assert [one.code for one, _ in registers.list_cases(region, DAY)] == ["KS-2026-001"]
    with pytest.raises(UnknownCase):
        registers.change_case(region, second.code, DAY, {}, "lagi")
    assert registers.open_case(region, "MAWAR", DAY, {}, "Baru").code == "KS-2026-003"


def test_the_papers_word_by_word(sqlite_location, build):
    desk = new_region(build, sqlite_location)
    registers.add_upk(
        desk,
        [
            row(**MAWAR, term_until=date(2027, 1, 31), deed="12", contact="Bu Siti, 0812"),
            row(
                **MAWAR | {"code": "DAHLIA", "name": "UPK Dahlia", "board": "LKM Dahlia"},
                term_until=date(2026, 6, 30),
            ),
            row(**MAWAR | {"code": "NUSA", "name": "UPK Nusa"}, status="dorman", reporting="blanko"),
        ],
    )
    registers.set_profile(desk, "MAWAR", date(2026, 3, 31), {"poor_percent": Decimal("27.5")}, "DTKS")
    type_answer(desk, "MAWAR", "kemiskinan", "tidak", DAY, "Berita acara kelurahan")
    registers.open_case(
        desk, "DAHLIA", date(2026, 9, 12), {"amount": 1_250_000_000}, "Setoran 3 KSM belum masuk kas"
    )
    papers = {
        "daftar-upk": upk_register_paper(desk, DAY),
        "kasus": case_register_paper(desk, DAY),
        "kelayakan-satu": eligibility_paper(desk, DAY, "MAWAR"),
        "kelayakan": eligibility_paper(desk, DAY),
    }
    check_golden(papers)


def test_the_books_of_the_sekretariat_stand_before_the_register(engine_location, build):
    own = build.start(engine_location)
    close_month(own, Month(2026, 1))
    own.book.engine.dispose()
    start_book(
        engine_location,
        replace(build.identity, code="SEK", name="Sekretariat", kind="sekretariat"),
        rulebook="pnpm-2012",
        officers=[Officer("bendahara", "Bendahara", "Siti", build.identity.start)],
        clock=build.clock(),
        entropy=build.entropy("sek"),
        join=True,
    ).book.engine.dispose()
    desk = new_region(build, engine_location)
    registers.add_upk(desk, [row(code="MELATI", secretariat_bookkeeping="memadai")])
    found = build_eligibility(desk, DAY, "MELATI").villages[0]
    kept = next(one for one in found.assessed if one.criterion.key == "pembukuan")
    # Nothing was ever closed in its book, whatever the register says.
    assert (kept.answer, kept.derived.value[0]) == ("tidak", "kurang")
    assert kept.derived.on == date(2026, 10, 31)
    assert kept.derived.source.startswith("buku Sekretariat, ")
    assert "kurang (nilai " in to_text(of_statement(eligibility_paper(desk, DAY, "MELATI")), None)


def test_a_region_of_many_is_asked_as_few_questions_as_one_of_few(sqlite_location, build):
    desk = new_region(build, sqlite_location)
    asked = []
    for count in (2, 12):
        registers.add_upk(desk, [row(**MAWAR | {"code": f"U{number}"}) for number in range(count)])
        for number in range(count):
            type_answer(desk, f"U{number}", "prioritas", "ya", DAY, "SK")
        seen = []

        def listen(*_facts, seen=seen):
            seen.append(1)

        event.listen(desk.book.engine, "before_cursor_execute", listen)
        registers.list_upk(desk)
        build_eligibility(desk, DAY)
        late_list(desk, Month(2026, 10))
        event.remove(desk.book.engine, "before_cursor_execute", listen)
        asked.append(len(seen))
    assert asked[0] == asked[1]
