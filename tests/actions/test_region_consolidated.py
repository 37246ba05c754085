"""Statements of many UPK: a column each that is the UPK's own paper, and their sum; nothing is left out."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from tests.actions.test_reports_cost import asked
from tests.conftest import OFFICERS
from upk_ledger.actions.accounts import name_account, open_account
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import start_book
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region.consolidated import STATEMENTS, build_consolidated
from upk_ledger.actions.region.start import region_identity, start_region
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.year_end import close_year
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.errors.region_registers import UnknownUpk
from upk_ledger.core.errors.region_views import NoBookClosed, UnknownPlace
from upk_ledger.core.offices import Account
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.book import open_book
from upk_ledger.store.desk import open_desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.guards import expected_guards

MARCH = Month(2026, 3)


def start_of_region(location, clock, entropy):
    identity = region_identity(
        "Dinas Perkim", "Kota", "Semarang", "Jawa Tengah", date(2026, 1, 1), code="WILAYAH", zone="WIB"
    )
    start_region(location, identity, {}, rulebook="pnpm-2012", clock=clock(), entropy=entropy("WILAYAH"))
    return open_desk(open_book(location), "WILAYAH", None, clock(), entropy("W"))


def start_beside(location, build, **facts):
    """An office of its own in a book that may have others."""
    return start_book(
        location,
        replace(build.identity, **facts),
        rulebook="pnpm-2012",
        officers=OFFICERS,
        clock=build.clock(),
        entropy=build.entropy(facts["code"]),
        join=True,
    )


def money(desk, build, month, rupiah):
    """What every month brings: income, costs, one account of the UPK's own."""
    build.entry(desk, date(2026, month, 5), "11010", "41020", rupiah, "Sewa tenda")
    build.entry(desk, date(2026, month, 9), "51010", "11010", rupiah // 3, "Insentif")
    build.entry(desk, date(2026, month, 11), "11021", "11010", rupiah // 4, "Setor")


@pytest.fixture
def region(engine_location, build):
    """Three UPK of two charts, of which one has closed a month less than the others, and the region beside them."""
    for number, (code, district) in enumerate((("MELATI", "Genuk"), ("MAWAR", "Genuk"), ("ANGGREK", "Tugu"))):
        desk = start_beside(engine_location, build, code=code, name=f"UPK {code.title()}", district=district)
        build.entry(desk, date(2026, 1, 2), "11010", "31020", 9_000_000 + number, "Modal PNPM")
        if code == "MAWAR":
            open_account(desk, Account("11015", "Kas Kecil Pasar", "aset", "kas"))
            open_account(desk, Account("19999", "Tanah Titipan Warga", "aset", "lain"))
            open_account(desk, Account("52220", "Insentif  upk", "biaya", "lain"))
            build.entry(desk, date(2026, 1, 6), "11015", "11010", 40_000, "Kas kecil")
            build.entry(desk, date(2026, 1, 7), "19999", "31050", 3_000_000, "Hibah")
            build.entry(desk, date(2026, 1, 8), "52220", "11015", 7_000, "Insentif")
        if code == "ANGGREK":
            name_account(desk, "41020", "Penghasilan Lain")
        for month in (1, 2, 3):
            money(desk, build, month, 300_000 + 1_000 * number + month)
            if (code, month) != ("ANGGREK", 3):
                close_month(desk, Month(2026, month))
    return start_of_region(engine_location, build.clock, build.entropy)


def paper_of(region, code, name, period):
    desk = open_desk(region.book, code, None, region.clock, region.entropy)
    return build_statement(desk, name, period).data


def lines(data, kind=None):
    return {line["name"]: line for line in data["lines"] if kind in {None, line["kind"]}}


TOTALS = {
    "neraca": {
        "total_aset": "total_assets",
        "total_kewajiban": "total_liabilities",
        "total_modal": "total_equity",
    },
    "laba-rugi": {
        "total_pendapatan": "total_income",
        "total_biaya": "total_expense",
        "net_income": "net_income",
    },
    "arus-kas": {
        "opening_cash": "opening_cash",
        "net_cash_flow": "net_cash_flow",
        "closing_cash": "closing_cash",
    },
    "perubahan-modal": {"opening": "opening_equity", "closing": "closing_equity"},
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_column_is_the_upks_own_paper_and_the_total_their_sum(region, name):
    for period in (
        ReportPeriod.of_month(MARCH),
        ReportPeriod.at(MARCH.last),
        ReportPeriod.of_month(Month(2026, 1)),
    ):
        told = build_consolidated(region, name, period, ("MELATI", "mawar")).data
        by_kind = {line["kind"]: line for line in told["lines"]}
        for code in ("MELATI", "MAWAR"):
            paper = paper_of(region, code, name, period)
            for kind, key in TOTALS[name].items():
                assert by_kind[kind]["upk"][code] == paper[key], (code, kind)
        for line in told["lines"]:
            assert line["total"] == sum(line["upk"].values())


def test_every_account_of_every_upk_is_counted(region):
    for name in ("neraca", "laba-rugi"):
        period = ReportPeriod.at(date(2026, 2, 28))
        told = build_consolidated(region, name, period).data
        for code in ("MELATI", "MAWAR", "ANGGREK"):
            paper = paper_of(region, code, name, period)
            balances = sorted(row["balance"] for row in paper["accounts"] if row["balance"])
            counted = [line["upk"][code] for line in told["lines"] if line["kind"] == "line"]
            assert sum(balances) == sum(counted), (name, code)
            if code != "MAWAR":  # whose two accounts of one name stand in one line
                assert balances == sorted(each for each in counted if each)


def test_accounts_are_joined_by_what_they_are(region):
    told = lines(build_consolidated(region, "laba-rugi", ReportPeriod.at(date(2026, 2, 28))).data)
    assert told["Insentif UPK"]["upk"]["MAWAR"] == paper_sum(region, "MAWAR", ("51010", "52220"))
    assert told["Insentif UPK"]["code"] is None
    assert {"Pendapatan Non Operasional", "Penghasilan Lain"} <= told.keys()
    sheet = lines(build_consolidated(region, "neraca", ReportPeriod.at(date(2026, 2, 28))).data)
    assert {"Kas", "Kas Kecil Pasar", "Tanah Titipan Warga"} <= sheet.keys()
    assert (sheet["Bank UPK"]["code"], sheet["Tanah Titipan Warga"]["code"]) == ("11021", "19999")


def paper_sum(region, code, accounts):
    paper = paper_of(region, code, "laba-rugi", ReportPeriod.at(date(2026, 2, 28)))
    return sum(row["balance"] for row in paper["accounts"] if row["code"] in accounts)


def test_a_role_is_one_line_where_no_upk_has_it_twice(region, build):
    desk = open_desk(region.book, "MELATI", None, region.clock, region.entropy)
    name_account(desk, "11021", "BRI Unit Genuk")
    told = lines(build_consolidated(region, "neraca", ReportPeriod.of_month(MARCH)).data)
    assert "BRI Unit Genuk" in told or "Bank UPK" in told
    assert not {"BRI Unit Genuk", "Bank UPK"} <= told.keys()


def test_who_is_not_in_it_is_named(region):
    with region.write() as session:
        add_facts(
            session,
            "wilayah-upk",
            [("KERTAS", "", "UPK Kertas", "BKM Kertas", "Kelurahan", "X", "Genuk", "Semarang", "blanko", "aktif"),
             ("DIAM", "", "UPK Diam", "BKM Diam", "Kelurahan", "Y", "Tugu", "Semarang", "blanko", "aktif"),
             ("TIDUR", "", "UPK Tidur", "BKM Tidur", "Kelurahan", "Z", "Tugu", "Semarang", "blanko", "dorman")],
        )  # fmt: skip
        add_facts(session, "wilayah-laporan", [("KERTAS", "2026-03", "balance", 100, "")])
    paper = build_consolidated(region, "neraca", ReportPeriod.of_month(MARCH))
    assert paper.data["coverage"] == {
        "expected": 5, "reported": 3, "self_reported": ["KERTAS"], "late": ["ANGGREK", "DIAM"], "dormant": ["TIDUR"],
    }  # fmt: skip
    assert [one["code"] for one in paper.data["upk"]] == ["MAWAR", "MELATI"]
    notes = " ".join(paper.notes)
    assert "3 dari 5 UPK sudah melapor; 2 belum lapor" in notes
    assert "UPK Anggrek (ANGGREK), UPK Diam (DIAM)" in notes
    assert "belum diverifikasi): UPK Kertas (KERTAS)" in notes
    assert "Dorman, tidak dihitung: UPK Tidur" in notes


def test_a_set_can_be_named_and_refused(region):
    march = ReportPeriod.of_month(MARCH)
    assert [
        one["code"] for one in build_consolidated(region, "neraca", march, district="genuk").data["upk"]
    ] == [
        "MAWAR",
        "MELATI",
    ]
    with pytest.raises(UnknownPlace):
        build_consolidated(region, "neraca", march, district="Banyumanik")
    with pytest.raises(UnknownUpk):
        build_consolidated(region, "neraca", march, ("MELATII",))
    with pytest.raises(NoBookClosed) as refused:
        build_consolidated(region, "neraca", march, ("ANGGREK",))
    assert refused.value.newest == Month(2026, 2)


def unguarded(desk, *statements):
    """Somebody with the database's password runs some SQL, without the guards."""
    with desk.book.transaction(write=True) as connection:
        for name, sql in expected_guards(desk.book.dialect).items():
            on = f" ON {sql.split(' ON ', 1)[1].split()[0]}" if desk.book.dialect == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        for statement in statements:
            connection.execute(text(statement))


def test_a_snapshot_that_was_changed_is_not_added_up(region):
    unguarded(
        region,
        "UPDATE period_balance SET balance = balance + 100 WHERE account_code = '11010' AND month = '2026-03'",
    )
    with pytest.raises(IntegrityBroken):
        build_consolidated(region, "neraca", ReportPeriod.of_month(MARCH))


def test_closing_entries_are_no_income(engine_location, build):
    desk = build.start(engine_location)
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 9_000_000, "Modal PNPM")
    for month in range(1, 13):
        money(desk, build, month, 300_000)
    for month in range(1, 12):
        close_month(desk, Month(2026, month))
    close_year(desk, 2026)
    build.entry(desk, date(2027, 1, 5), "11010", "41020", 5_000, "Sewa")
    close_month(desk, Month(2027, 1))
    region = start_of_region(engine_location, build.clock, build.entropy)
    for name in STATEMENTS:
        for period in (
            ReportPeriod.of_year(2026),
            ReportPeriod.of_month(Month(2026, 12)),
            ReportPeriod.at(date(2027, 1, 31)),
        ):
            told = build_consolidated(region, name, period).data
            by_kind = {line["kind"]: line["total"] for line in told["lines"]}
            paper = paper_of(region, "MELATI", name, period)
            assert {kind: by_kind[kind] for kind in TOTALS[name]} == {
                kind: paper[key] for kind, key in TOTALS[name].items()
            }
    assert check_book(desk).ok


def test_the_questions_are_as_many_for_one_upk_as_for_three(region):
    counts = []
    for codes in (("MELATI",), ("MELATI", "MAWAR", "ANGGREK")):
        for name in ("neraca", "laba-rugi"):
            with asked(region) as statements:
                build_consolidated(region, name, ReportPeriod.of_month(Month(2026, 2)), codes)
            counts.append(len(statements))
    assert counts[:2] == counts[2:]
