"""The views behind a review: they add up to what the UPK's own papers say, and ask the same however many UPK."""

from dataclasses import replace
from datetime import date

import pytest

from tests.actions.test_region_consolidated import start_beside, start_of_region
from tests.actions.test_reports_cost import asked
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.region import views
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.region_views import NoBookClosed
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.store.desk import open_desk
from upk_ledger.store.facts import add_facts

JUNE, JULY = Month(2026, 6), Month(2026, 7)


def rp(amount):
    return amount * 100


def melati(location, build):
    """A legacy loan long overdue, a punctual loan, one that ends early, one never paid and written off in July."""
    desk = start_beside(location, build, code="MELATI", name="UPK Melati", district="Genuk")
    build.opening(
        desk,
        k11010=40_000_000,
        k31020=-40_000_000,
        k11030=900_000,
        k31010=-900_000,
        k12010=-900_000,
        k31090=900_000,
    )
    for code in ("K01", "K02", "K03", "K04"):
        build.group(desk, code)
    build.running_loan(desk, date(2024, 5, 10), paid=(100_000, 0), group="K01")
    punctual = build.loan(desk, date(2026, 1, 10), 5_000_000, "K02", tenor=10)
    short = build.loan(desk, date(2026, 1, 12), 900_000, "K03", tenor=6)
    never = build.loan(desk, date(2026, 1, 15), 2_000_000, "K04", tenor=10)
    for month in range(2, 8):
        build.pay(desk, punctual, date(2026, month, 10), 575_000)
        build.pay(desk, short, date(2026, month, 12), 163_500)
        if month == 7:
            write_off(desk, never, date(2026, 7, 20), decision="07/BKM/2026", reason="KSM bubar")
        close_month(desk, Month(2026, month - 1))
    close_month(desk, JULY)
    return desk


def mawar(location, build):
    """A loan that fell behind and was rescheduled in June, keeping its class, and a new loan in July."""
    desk = start_beside(location, build, code="MAWAR", name="UPK Mawar", district="Tugu")
    build.opening(desk, k11010=40_000_000, k31020=-40_000_000)
    build.group(desk, "K01")
    build.group(desk, "K02")
    behind = build.loan(desk, date(2026, 1, 5), 3_000_000, "K01", tenor=10)
    for month in range(1, 6):
        close_month(desk, Month(2026, month))
    request = RescheduleRequest(
        behind, "penjadwalan", "09/BKM/2026", date(2026, 6, 10), {"tenor": 12}, "Panen gagal"
    )
    reschedule_loan(desk, request)
    close_month(desk, JUNE)
    build.loan(desk, date(2026, 7, 8), 4_000_000, "K02", tenor=10)
    close_month(desk, JULY)
    return desk


@pytest.fixture
def region(engine_location, build):
    """Two UPK of seven closed months, and the region beside them."""
    melati(engine_location, build)
    mawar(engine_location, build)
    return start_of_region(engine_location, build.clock, build.entropy)


@pytest.fixture(scope="module")
def july(tmp_path_factory, build_once):
    """The same in a file, for what is the same on both engines."""
    location = str(tmp_path_factory.mktemp("wilayah") / "wilayah.upk")
    melati(location, build_once)
    mawar(location, build_once)
    return start_of_region(location, build_once.clock, build_once.entropy)


def own(region, code, name, month):
    desk = open_desk(region.book, code, None, region.clock, region.entropy)
    return build_statement(desk, name, ReportPeriod.of_month(month)).data


def test_vintages_add_up_to_what_was_lent(region):
    told = views.vintage_view(region, JULY).data
    by_year = {(one["year"], one["legacy"]): one for one in told["vintages"]}
    assert by_year.keys() == {(2024, True), (2026, False)}
    old, new = by_year[2024, True], by_year[2026, False]
    assert [old[key] for key in ("loans", "lent", "paid", "written_off", "outstanding", "at_risk", "running")] == [
        1, rp(1_000_000), rp(100_000), 0, rp(900_000), rp(900_000), 1,
    ]  # fmt: skip
    assert (new["loans"], new["lent"], new["written_off"]) == (5, rp(14_900_000), rp(2_000_000))
    assert (new["paid"], new["running"]) == (rp(6 * 500_000 + 900_000), 3)
    assert new["outstanding"] == rp(2_000_000 + 3_000_000 + 4_000_000)
    assert told["total"]["outstanding"] == sum(
        own(region, code, "kolektibilitas", JULY)["total_balance"] for code in ("MELATI", "MAWAR")
    )
    without = views.vintage_view(region, JULY, legacy=False).data
    assert [one["year"] for one in without["vintages"]] == [2026]
    assert [one["upk"] for one in told["by_upk"]] == ["MAWAR", "MELATI"]


def test_roll_rates_say_where_every_loan_went(region):
    told = views.roll_view(region, JULY).data
    ways = {(one["from"], one["to"]): one for one in told["total"]["matrix"]}
    assert ways.keys() == {(1, 1), (1, "paid_off"), (3, "written_off"), (3, 3), (5, 5), ("new", 1)}
    assert ways[3, "written_off"]["written_off"] == rp(2_000_000)
    assert ways[1, "paid_off"]["loans"] == ways["new", 1]["loans"] == 1
    for code, place in (("MELATI", "UPK Melati"), ("MAWAR", "UPK Mawar")):
        found = next(one for one in told["places"] if one["name"] == place)
        for class_ in own(region, code, "kolektibilitas", JULY)["classes"]:
            closing = [one for one in found["matrix"] if one["to"] == class_["class"]]
            assert sum(one["closing_balance"] for one in closing) == class_["balance"]
            assert sum(one["loans"] for one in closing) == class_["loans"]
        before = own(region, code, "kolektibilitas", JUNE)
        assert found["opening_balance"] == before["total_balance"]


def test_a_rolled_table_adds_up_in_every_row_and_column(region):
    for legacy in (True, False):
        balances, numbers, places = views.roll_view(region, JULY, "kecamatan", legacy=legacy).sections
        for section in (balances, numbers):
            *rows, total = [row.cells for row in section.rows]
            for row in (*rows[:-1], total):
                lent = rows[-1][-1] if row is total else 0
                assert row[1] + lent == sum(row[7:10]), row
                assert row[-1] == sum(row[2:7])
            for column in range(1, 10):
                assert total[column] == sum(row[column] for row in rows)
        assert [row.cells[0] for row in places.rows] == ["Genuk", "Tugu", "JUMLAH"]


def test_the_groups_at_risk_are_those_of_the_indicator(region):
    for month in (JUNE, JULY):
        for code in ("MELATI", "MAWAR"):
            told = views.group_view(region, month, (code.lower(),), risky=True).data
            lar = own(region, code, "kinerja", month)["indicators"]
            assert len({loan["group"] for loan in told["loans"]}) == lar["LAR"]["numerator"]
            assert told["total_at_risk"] == lar["PAR"]["numerator"]


def test_a_group_tells_since_when_it_is_at_risk(region):
    found = {one["group"]: one for one in views.group_view(region, JUNE, ("MELATI",)).data["loans"]}
    assert (found["K04"]["at_risk_since"], found["K04"]["at_risk_since_exact"]) == (Month(2026, 5), True)
    assert (found["K01"]["at_risk_since"], found["K01"]["at_risk_since_exact"]) == (Month(2024, 9), False)
    assert found["K02"]["at_risk_since"] is None
    later = {one["group"]: one for one in views.group_view(region, JULY, ("MAWAR",)).data["loans"]}
    assert later["K01"]["at_risk_since"] == Month(2026, 5)
    assert later["K01"]["months_overdue"] == 1  # by its new schedule: at risk by the class that it keeps


def test_a_rescheduled_loan_that_keeps_its_class_is_marked(region):
    paper = views.group_view(region, JULY, ("MAWAR",))
    loans = {one["group"]: one for one in paper.data["loans"]}
    kept = loans["K01"]["rescheduled_class"]
    assert kept == loans["K01"]["class"] > 1
    assert loans["K02"]["rescheduled_class"] is None
    marks = {row.cells[1]: row.cells[-1] for row in paper.sections[0].rows if row.style == "line"}
    assert [marks[name] for name in sorted(marks)] == ["dijadwal ulang", None]


def test_no_member_stands_in_the_list_of_groups(region):
    paper = views.group_view(region, JULY)
    assert "Anggota" not in repr((paper.sections, paper.data))
    assert {one["group"] for one in views.group_view(region, JULY, legacy=False).data["loans"]} == {
        "K01",
        "K02",
    }


def test_what_changed_since_the_month_before(region, build):
    desk = open_desk(region.book, "MAWAR", "pembuku", region.clock, region.entropy)
    reopen_month(desk, JULY, "Salah tanggal")
    reopen_month(desk, JUNE, "Salah jumlah")
    close_month(desk, JUNE)
    close_month(desk, JULY)
    told = views.changes_view(region, JULY).data
    assert [(one["upk"], one["group"], one["kind"]) for one in told["groups"]] == [("MELATI", "K04", "hapus")]
    assert [(one["upk"], one["loan"], one["amount"]) for one in told["written_off"]] == [
        ("MELATI", "P-2026-0003", rp(2_000_000))
    ]
    assert [(one["upk"], one["month"], one["reason"]) for one in told["reopened"]] == [
        ("MAWAR", JULY, "Salah tanggal"),
        ("MAWAR", JUNE, "Salah jumlah"),
    ]
    par = next(one for one in told["indicators"] if (one["upk"], one["indicator"]) == ("MELATI", "PAR"))
    for when, month in (("before", JUNE), ("now", JULY)):
        assert par[when]["value"] == own(region, "MELATI", "kinerja", month)["indicators"]["PAR"]["value"]
    may = views.changes_view(region, Month(2026, 5)).data
    assert {(one["upk"], one["group"], one["kind"]) for one in may["groups"]} == {
        ("MELATI", "K04", "masuk"),
        ("MAWAR", "K01", "masuk"),
    }


def test_who_began_and_ceased_to_report_is_named(region):
    with region.write() as session:
        rows = [
            (code, "", f"UPK {code}", "BKM", "Kelurahan", "X", "Genuk", "Semarang", "blanko", "aktif")
            for code in ("BARU", "HENTI", "TETAP")
        ]
        add_facts(session, "wilayah-upk", rows)
        told = [("BARU", JULY), ("HENTI", JUNE), ("TETAP", JUNE), ("TETAP", JULY)]
        add_facts(
            session, "wilayah-laporan", [(code, str(month), "balance", 100, "") for code, month in told]
        )
    paper = views.changes_view(region, JULY)
    assert [(one["upk"], one["kind"]) for one in paper.data["reports"]] == [
        ("BARU", "baru"),
        ("HENTI", "berhenti"),
    ]
    assert "Cakupan: 4 dari 5 UPK sudah melapor; 1 belum lapor." in paper.notes
    assert any("UPK BARU (BARU), UPK TETAP (TETAP)" in note for note in paper.notes)


def test_a_kept_class_is_asked_of_the_schedules_where_the_snapshot_does_not_tell(july, monkeypatch):
    kept_loans = views.store.kept_loans

    def without_classes(*facts):
        return {
            when: [replace(loan, kept_class=None) for loan in loans]
            for when, loans in kept_loans(*facts).items()
        }

    right = views.group_view(july, JULY).data
    monkeypatch.setattr(views.store, "kept_loans", without_classes)
    assert views.group_view(july, JULY).data == right


@pytest.mark.parametrize("view", ["vintage_view", "roll_view", "group_view", "changes_view"])
def test_questions_follow_neither_the_upk_nor_the_months(july, view):
    counts = set()
    for month in (Month(2026, 3), JULY):
        for codes in (("MELATI",), ("MELATI", "MAWAR")):
            with asked(july) as statements:
                getattr(views, view)(july, month, codes=codes)
            counts.add(len(statements))
    assert max(counts) <= 12
    assert len(counts) == 1, counts


def test_a_month_that_none_closed_is_refused(july):
    with pytest.raises(NoBookClosed) as refused:
        views.group_view(july, Month(2026, 8))
    assert refused.value.newest == JULY


def test_a_first_month_is_compared_with_nothing(july):
    january = Month(2026, 1)
    told = views.changes_view(july, january).data
    assert (told["groups"], told["indicators"], told["first_month"]) == ([], [], ["MAWAR", "MELATI"])
    paper = views.roll_view(july, january)
    assert paper.data["total"]["matrix"] == []
    assert any("UPK Mawar (MAWAR), UPK Melati (MELATI)" in note for note in paper.notes)
