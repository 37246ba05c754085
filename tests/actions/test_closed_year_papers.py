"""What a year earned and cost is told alike before and after its closing entries, in both offices and on both engines."""

from datetime import date

import pytest

from upk_ledger.actions import restricted_funds as funds
from upk_ledger.actions.budgets import set_budget
from upk_ledger.actions.partners import open_partner_fund, receive_from_partner, repay_partner
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.reports import PAPERS, build_statement
from upk_ledger.actions.secretariat import secretariat_identity, start_secretariat
from upk_ledger.actions.year_end import close_year
from upk_ledger.core.dates import Month
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.restricted_funds import FundTerms
from upk_ledger.store.partners import standing_of

DECEMBER = Month(2026, 12)
TOLD_ELSE = {"neraca", "neraca-saldo", "perubahan-modal", "calk", "buku-besar", "gabungan-bkm"}
"""Papers that tell of equity too, where a closed result stands in another account."""
LISTS = {"jurnal", "buku-pemindahbukuan", "tanpa-lampiran", "pengawasan"}
"""Papers that list entries and acts, the closing ones too."""


def rp(amount):
    return amount * 100


def told(desk):
    """What every paper of the year tells, but lists of entries."""
    found = {}
    for name, paper in PAPERS.items():
        if desk.office.kind in paper.offices and name not in LISTS:
            data = build_statement(desk, name, ReportPeriod.of_year(2026)).data
            found[name] = {key: value for key, value in data.items() if key != "last_entry"}
    return found


@pytest.fixture
def upk(engine_location, build):
    """A UPK from November on that repays a bank, and its board's Sekretariat with a road under way."""
    desk = build.start(engine_location, start=date(2026, 11, 1))
    build.opening(desk, k11010=5_000_000, k11021=20_000_000, k31020=-25_000_000)
    build.group(desk)
    open_partner_fund(desk, "BRI", "Dana BRI", "Bank BRI", "12/PK/2026", date(2026, 11, 1), rp(10_000_000))
    receive_from_partner(desk, "BRI", rp(10_000_000), date(2026, 11, 2), account="11021")
    parts = {"principal": rp(900_000), "service": rp(100_000)}
    repay_partner(desk, "BRI", rp(1_000_000), date(2026, 12, 2), account="11021", **parts)
    set_budget(desk, 2026, "51010", rp(600_000))
    loan = build.loan(desk, date(2026, 11, 5))
    build.pay(desk, loan, date(2026, 12, 5), 115_000)
    build.entry(desk, date(2026, 12, 8), "51010", "11010", 50_000, "Insentif")
    return desk


def closed_with_its_year(desk):
    """What the papers tell of a year whose December is closed, before and after its closing entries."""
    close_month(desk, Month(2026, 11))
    close_month(desk, DECEMBER)
    before = told(desk)
    reopen_month(desk, DECEMBER, "menutup tahun")
    assert close_year(desk, 2026).vouchers
    return before, told(desk)


def test_a_upk(upk):
    before, after = closed_with_its_year(upk)
    for name, data in before.items():
        if name not in TOLD_ELSE:
            assert after[name] == data, name
    with upk.read() as session:
        moved = [standing_of(session, "BRI", date(2026, 12, day)).moves.service for day in (30, 31)]
    assert moved == [rp(100_000), rp(100_000)]
    assert after["calk"]["income"] == before["calk"]["income"]
    assert after["calk"]["allowance"] == before["calk"]["allowance"]
    for key in ("increase", "decrease", "closing_equity"):
        assert after["perubahan-modal"][key] == before["perubahan-modal"][key]


def test_a_sekretariat(upk):
    desk = start_secretariat(upk, secretariat_identity(upk.office, code="SEK"), {})
    road = FundTerms(
        "JALAN", "Jalan paving", "", "apbd", "APBD Kota", "027/115", date(2026, 11, 2), None, rp(8_000_000),
        None, "", "Jalan paving",
    )  # fmt: skip
    funds.open_fund(desk, road)
    funds.receive(desk, "JALAN", rp(5_000_000), date(2026, 11, 9))
    funds.spend(desk, "JALAN", "52010", rp(3_000_000), date(2026, 12, 3), "Paving")
    before, after = closed_with_its_year(desk)
    for name, data in before.items():
        if name not in TOLD_ELSE:
            assert after[name] == data, name
    assert (after["dana-daftar"], after["dana"]) == (before["dana-daftar"], before["dana"])
    for name in ("net_income", "income", "expense", "funds", "claims"):
        assert after["gabungan-bkm"][name] == before["gabungan-bkm"][name]
