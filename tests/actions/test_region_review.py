"""The review of a region over real books: agrees with each UPK's own kinerja, and costs as many questions for many."""

import contextlib
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from upk_ledger.actions.book import start_book
from upk_ledger.actions.member_shares import TakeOver, transfer_share
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.region.review import build_review, review_statement
from upk_ledger.actions.region.start import region_identity, start_region
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.rescheduling import reschedule_loan, undo_rescheduling
from upk_ledger.cli.output import of_statement, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.offices import Officer
from upk_ledger.core.region.members import LEVELS
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.store.facts import add_facts
from upk_ledger.store.region.loans import kept_loans
from upk_ledger.store.region.months import kept_months

JULY = Month(2026, 7)
GOLDEN = Path(__file__).parents[1] / "golden"


def lend(desk, build, groups, *, through=7, months=7):
    """Loans of January, of which each group pays so many installments; months are closed up to `through`."""
    opening = {"k11010": 20_000_000, "k31020": -20_000_000, "k11030": 600_000, "k12010": -600_000}
    build.opening(desk, **opening)
    build.group(desk, "K90")
    build.running_loan(desk, date(2025, 3, 10), paid=(400_000, 150_000), group="K90")
    for number, paid in enumerate(groups, 1):
        group = build.group(desk, f"K{number:02d}")
        loan = build.loan(desk, date(2026, 1, 10), 1_000_000 * number, group)
        for month in range(2, 2 + paid):
            build.pay(desk, loan, date(2026, month, 10), 115_000 * number)
    for month in range(1, months + 1):
        build.entry(desk, date(2026, month, 28), "51010", "11010", 50_000 * month, "Insentif pengurus")
    for month in range(1, through + 1):
        close_month(desk, Month(2026, month))
    return desk


def start_upk(location, build, code, district="Genuk"):
    """One more UPK in the book."""
    identity = replace(build.identity, code=code, name=f"UPK {code.title()}", district=district)
    officers = [Officer("pembuku", "Pembuku", "Siti Aminah", identity.start)]
    facts = {"clock": build.clock(), "entropy": build.entropy(code), "join": True}
    return start_book(location, identity, rulebook="pnpm-2012", officers=officers, **facts)


def start_wilayah(location, build):
    identity = region_identity(
        "Dinas Perkim", "Kota", "Semarang", "Jawa Tengah", date(2026, 1, 1), code="WILAYAH", zone="WIB"
    )
    return start_region(
        location, identity, {}, rulebook="pnpm-2012", clock=build.clock(), entropy=build.entropy(9)
    )


PLACES = {"MELATI": "Genuk", "MAWAR": "Genuk", "KENANGA": "Tugu"}
PAID = {"MELATI": (6, 6, 1), "MAWAR": (0, 2, 5), "KENANGA": (6, 6)}


@pytest.fixture
def region(engine_location, build):
    """Three UPK of two sub-districts, the last of which closed June only, and the region beside them."""
    for code, district in PLACES.items():
        desk = start_upk(engine_location, build, code, district)
        lend(desk, build, PAID[code], through=6 if code == "KENANGA" else 7)
    return start_wilayah(engine_location, build)


def kinerja(location, build, code, month=JULY):
    desk = build.open(location, office=code)
    return build_statement(desk, "kinerja", ReportPeriod.of_month(month)).data["indicators"]


def test_each_row_is_what_the_upk_itself_reports(region, engine_location, build):
    found = {row.key: row for row in build_review(region, JULY).rows}
    for code, month in (("MELATI", JULY), ("MAWAR", JULY), ("KENANGA", Month(2026, 6))):
        own = kinerja(engine_location, build, code, month)
        assert found[code].as_of == month
        for name, ratio in found[code].ratios.items():
            assert (ratio.numerator, ratio.denominator) == (own[name]["numerator"], own[name]["denominator"])
            assert (ratio.value, ratio.rating) == (own[name]["value"], own[name]["rating"])


def test_places_add_up_what_their_upk_told_of_that_month(region, engine_location, build):
    found = build_review(region, JULY, "kecamatan")
    rows = {row.key: row for row in found.rows}
    own = [kinerja(engine_location, build, code)["PAR"] for code in ("MELATI", "MAWAR")]
    par = rows["Genuk"].ratios["PAR"]
    assert par.numerator == sum(one["numerator"] for one in own)
    assert par.denominator == sum(one["denominator"] for one in own)
    assert rows["Tugu"].figures.balance is None
    assert (rows["Tugu"].coverage.expected, rows["Tugu"].coverage.reported) == (1, 0)
    assert found.total.ratios["PAR"] == par
    assert [upk.code for upk in found.coverage.late] == ["KENANGA"]


def test_paying_what_the_distance_says_brings_the_ratio_where_it_says(region, engine_location, build):
    before = {row.key: row for row in build_review(region, JULY).rows}["MAWAR"]
    told = {one.indicator: one for one in before.distance}
    assert {"LAR", "PAR", "RR"} <= set(told)
    desk = build.open(engine_location, office="MAWAR")
    reopen_month(desk, JULY, "Pembayaran menyusul")
    owed = build_statement(desk, "tunggakan", ReportPeriod.of_month(JULY)).data["loans"]
    paying = {group.code: group.arrears for group in told["PAR"].groups}
    for loan in owed:
        if loan["group"] in paying:
            arrears = loan["arrears_principal"] + loan["arrears_service"]
            assert arrears == paying[loan["group"]]
            build.pay(desk, loan["number"], JULY.last, arrears // 100)
    close_month(desk, JULY)
    after = {row.key: row for row in build_review(region, JULY).rows}["MAWAR"]
    assert after.ratios["PAR"] == told["PAR"].after
    assert told["PAR"].reached
    assert after.ratios["PAR"].rating != "penundaan"


def test_a_rescheduled_loan_that_keeps_its_class_is_not_paid_out_of_the_ratio(region, engine_location, build):
    desk = build.open(engine_location, office="MAWAR")
    reopen_month(desk, JULY, "Dijadwal ulang")
    request = RescheduleRequest("P-2026-0001", "penjadwalan", "1/BKM", JULY.last, {"tenor": 12}, "Usaha sepi")
    reschedule_loan(desk, request)
    close_month(desk, JULY)
    row = {row.key: row for row in build_review(region, JULY).rows}["MAWAR"]
    assert row.figures.rescheduled_balance > 0
    told = {one.indicator: one for one in row.distance}
    assert "K01" not in {group.code for group in told["PAR"].groups}

    reopen_month(desk, JULY, "Batal dijadwal ulang")
    undo_rescheduling(desk, "P-2026-0001", "Keliru KSM", JULY.last)
    close_month(desk, JULY)
    row = {row.key: row for row in build_review(region, JULY).rows}["MAWAR"]
    assert row.figures.rescheduled_balance == 0
    assert "K01" in {group.code for one in row.distance for group in one.groups}


def test_a_class_stays_kept_when_a_members_share_is_taken_over(engine_location, build):
    desk = lend(start_upk(engine_location, build, "MELATI"), build, (), through=0)
    group = build.group(desk, "K01")
    loan = build.loan(desk, date(2026, 1, 10), 1_000_000, group, shares={"A01": 500_000, "A02": 500_000})
    request = RescheduleRequest(loan, "penjadwalan", "1/BKM", JULY.first, {"tenor": 12}, "Usaha sepi")
    reschedule_loan(desk, request)
    transfer_share(desk, TakeOver(loan, "A01", (("A02", None),), date(2026, 7, 15), "Pindah"))
    for number in range(1, 8):
        close_month(desk, Month(2026, number))
    with desk.read() as session:
        kept = {one.number: one for one in kept_loans(session, {desk.office_id: "MELATI"}, JULY)[JULY]}
        (month,) = kept_months(session, JULY, JULY)
    assert kept[loan].months == 0
    assert kept[loan].keeps_bad_class
    assert month.figures.balance_at_risk == sum(one.balance for one in kept.values() if one.at_risk)


def test_without_legacy_loans_the_groups_of_those_are_not_asked(region):
    row = {row.key: row for row in build_review(region, JULY).rows}["MAWAR"]
    new = {row.key: row for row in build_review(region, JULY, legacy=False).rows}["MAWAR"]
    assert row.ratios["LAR"].denominator == new.ratios["LAR"].denominator + 1
    assert "K90" in {group.code for one in row.distance for group in one.groups}
    assert "K90" not in {group.code for one in new.distance for group in one.groups}


def test_a_upk_that_reports_of_itself_stands_unverified_with_what_it_left_out(region):
    with region.write() as session:
        facts = ("Kelurahan", "Kudu", "Genuk", "Semarang", "blanko", "aktif")
        add_facts(session, "wilayah-upk", [("LAMA", "", "UPK Lama", "BKM Lama", *facts)])
        told = {"groups": 5, "groups_at_risk": 2, "balance": 900_000_00, "income": 10_00}
        add_facts(
            session,
            "wilayah-laporan",
            [("LAMA", "2026-07", name, value, "0" * 64) for name, value in told.items()],
        )
    found = build_review(region, JULY)
    row = {row.key: row for row in found.rows}["LAMA"]
    assert row.sources == ("blanko",)
    assert row.ratios["LAR"].value == 40
    assert row.ratios["PAR"].rating == "tidak-dapat-dinilai"
    assert row.distance == ()
    text = review_statement(region, JULY).data["rows"]
    told = next(row["limit_notes"] for row in text if row["key"] == "LAMA")
    assert told == [
        {"indicator": "LAR", "text": "jarak tidak dapat dihitung: pinjaman per KSM tidak dirinci"}
    ]
    place = {row.key: row for row in build_review(region, JULY, "kecamatan").rows}["Genuk"]
    lar = next(one for one in place.distance if one.indicator == "LAR")
    assert (lar.before.numerator, lar.before.denominator) == (5 + 2, 8 + 5)
    assert not lar.groups or {group.upk for group in lar.groups} <= {"MELATI", "MAWAR"}
    assert found.coverage.self_reported == 1
    assert found.coverage.missing["balance_at_risk"] == ("LAMA",)
    own = {row.key: row for row in found.rows if row.key in {"MELATI", "MAWAR"}}
    assert found.total.ratios["PAR"].denominator == sum(row.figures.balance for row in own.values())


def test_the_silent_of_more_than_a_year_show_what_they_told_last(region):
    later = Month(2027, 9)
    rows = {row.key: row for row in build_review(region, later).rows}
    assert rows["MELATI"].as_of == JULY
    assert rows["KENANGA"].as_of == Month(2026, 6)
    assert rows["MELATI"].ratios == {row.key: row for row in build_review(region, JULY).rows}["MELATI"].ratios


@contextlib.contextmanager
def asked(desk):
    """The statements that the book is asked meanwhile."""
    found = []

    def listen(_connection, _cursor, statement, _parameters, _context, _many):
        found.append(statement)

    event.listen(desk.book.engine, "before_cursor_execute", listen)
    try:
        yield found
    finally:
        event.remove(desk.book.engine, "before_cursor_execute", listen)


def test_as_many_questions_for_one_upk_as_for_eight(engine_location, build):
    lend(start_upk(engine_location, build, "U1"), build, (0, 2), through=7)
    region = start_wilayah(engine_location, build)
    counts = []
    for more in (range(0), range(2, 9)):
        for number in more:
            lend(start_upk(engine_location, build, f"U{number}", f"K{number % 3}"), build, (0, 2), through=7)
        for level in LEVELS:
            with asked(region) as statements:
                build_review(region, JULY, level)
            counts.append(len(statements))
    assert len(set(counts)) == 1
    assert counts[0] <= 10


def test_the_paper_counts_no_member(region):
    statement = review_statement(region, JULY)
    assert statement.period == "Per 31 Juli 2026"
    assert "Anggota" not in str(statement)
    assert statement.facts[0] == ("Cakupan", "2 dari 3 UPK; 1 belum lapor")


def as_text(statement):
    signed = "\n".join(f"{each.action}: {each.role}" for each in statement.signatures)
    return to_text(of_statement(statement), None) + f"\n{signed}\n"


def test_the_paper_word_by_word(region):
    with region.write() as session:
        village = ("Kelurahan", "Kudu", "Genuk", "Semarang", "blanko")
        rows = [("LAMA", "", "UPK Lama", "BKM Lama", *village, "aktif")]
        rows += [("TIDUR", "", "UPK Tidur", "BKM Tidur", *village, "dorman")]
        add_facts(session, "wilayah-upk", rows)
        told = {"groups": 5, "groups_at_risk": 1, "balance": 900_000_00, "balance_at_risk": 150_000_00}
        reported = [("LAMA", "2026-07", name, value, "0" * 64) for name, value in told.items()]
        add_facts(session, "wilayah-laporan", reported)
    papers = [
        review_statement(region, JULY),
        review_statement(region, JULY, "kecamatan"),
        review_statement(region, JULY, legacy=False),
    ]
    text = "\n\n".join(map(as_text, papers))
    path = GOLDEN / "wilayah-kinerja.txt"
    if os.environ.get("UPK_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_an_empty_region_says_so(engine_location, build):
    region = start_wilayah(engine_location, build)
    statement = review_statement(region, JULY, "kecamatan")
    assert "Belum ada UPK" in statement.notes[-1]
    assert statement.data["rows"] == []
    assert statement.data["total"]["indicators"]["PAR"]["rating"] == "tidak-dapat-dinilai"
