"""The questions to many offices at once: the sums of each, the sum of all, and along which keys they are read."""

from datetime import date

import pytest

from tests.actions.test_region_consolidated import money, start_beside, start_of_region
from tests.actions.test_reports_cost import asked
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.region import views
from upk_ledger.actions.year_end import close_year
from upk_ledger.core.balances import NOTHING
from upk_ledger.core.dates import Month
from upk_ledger.store.balances import account_sums
from upk_ledger.store.region.members import members_of, sessions_of
from upk_ledger.store.region.rollups import rolled_sums, sums_by_office

FIGURES = ("opening", "movement", "closing", "year_end", "balance", "earned")


@pytest.fixture
def region(engine_location, build):
    """Two UPK over fourteen months, of which one closed its year."""
    for code in ("SATU", "DUA"):
        desk = start_beside(engine_location, build, code=code, name=f"UPK {code.title()}", district="Genuk")
        build.entry(desk, date(2026, 1, 2), "11010", "31020", 9_000_000, "Modal PNPM")
        for month in (1, 6, 12):
            money(desk, build, month, 300_000 + month)
        for month in range(1, 12):
            close_month(desk, Month(2026, month))
        if code == "SATU":
            close_year(desk, 2026)
        else:
            close_month(desk, Month(2026, 12))
        build.entry(desk, date(2027, 1, 5), "11010", "41020", 5_000, "Sewa")
        close_month(desk, Month(2027, 1))
    return start_of_region(engine_location, build.clock, build.entropy)


def shown(sums):
    return {
        code: tuple(getattr(each, name) for name in FIGURES)
        for code, each in sums.items()
        if any(getattr(each, name) for name in FIGURES)
    }


def test_each_office_has_the_sums_of_its_own_papers(region):
    with region.read() as session:
        upk = {one.code: one.office_id for one in members_of(session)}
        own = sessions_of(session, upk)
        for since, until in (
            (Month(2026, 1), Month(2026, 12)),
            (Month(2026, 12), Month(2026, 12)),
            (Month(2027, 1), Month(2027, 1)),
            (Month(2026, 3), Month(2026, 7)),
        ):
            found = sums_by_office(session, since, until)
            for code, office in upk.items():
                assert shown(found[office]) == shown(account_sums(own[code], since.first, until.last))
            together = rolled_sums(session, since, until)
            for code in together:
                each = [sums.get(code, NOTHING) for sums in found.values()]
                for name in ("opening", "balance", "movement", "closing", "earned"):
                    assert getattr(together[code], name) == sum(getattr(one, name) for one in each)
            assert sums_by_office(session, since, until, [upk["DUA"]]).keys() == {upk["DUA"]}


def test_who_has_not_closed_the_month_is_in_no_sum(region):
    with region.read() as session:
        assert sums_by_office(session, Month(2027, 1), Month(2027, 2)) == {}
        assert rolled_sums(session, Month(2027, 1), Month(2027, 2)) == {}


def test_nothing_is_read_but_along_keys_that_lead_with_the_office(region):
    if region.book.dialect != "sqlite":
        return
    with asked(region) as statements:
        with region.read() as session:
            rolled_sums(session, Month(2027, 1), Month(2027, 1))
            sums_by_office(session, Month(2027, 1), Month(2027, 1))
        views.group_view(region, Month(2027, 1))
        views.roll_view(region, Month(2027, 1))
    with region.book.engine.connect() as connection:
        for statement, facts in statements:
            if "period_" not in statement:
                continue
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", facts)
            steps = [row[3] for row in plan]
            walked = [step for step in steps if step.startswith("SCAN")]
            assert all(step.split()[1] in {"o", "parts"} for step in walked), steps
