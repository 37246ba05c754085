"""Any sequence of acts on restricted funds: what came is what was spent, handed back and is left, on every day."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from upk_ledger.actions import fund_work
from upk_ledger.actions import restricted_funds as funds
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.restricted_funds import FundTerms, instalments_paid, items_spent

CODES = ("APBD", "CSR")
FIRST = date(2026, 1, 5)


def opened(desk):
    for code in CODES:
        terms = FundTerms(
            code, f"Kegiatan {code}", "", "hibah", "Pemberi", f"{code}/2026", FIRST, None, 90_000_000, Decimal(1), "m", "x"
        )  # fmt: skip
        funds.open_fund(desk, terms)
        fund_work.plan_instalments(desk, code, [(FIRST, 50_000_000, "a"), (FIRST, 40_000_000, "b")])
        fund_work.plan_budget(desk, code, [("Bahan", "52010", 60_000_000), ("Upah", "52020", 20_000_000)])


def act(desk, chance, vouchers):
    """One act, sensible or not; answers with its voucher where it posted."""
    code, on = chance.choice(CODES), FIRST + timedelta(chance.randrange(60))
    amount = chance.randrange(1, 40_000_000)
    what = chance.randrange(5)
    if what == 0:
        return funds.receive(desk, code, amount, on, number=chance.randrange(3)).posted.voucher
    if what in {1, 2}:
        account = chance.choice(("52010", "52020", "52030"))
        return funds.spend(desk, code, account, amount // 3 + 1, on, "Belanja").posted.voucher
    if what == 3:
        return funds.give_back(desk, code, amount // 2 + 1, on).posted.voucher
    if vouchers:
        return correct_entry(desk, chance.choice(vouchers), "Salah catat").voucher
    return None


def figures(desk):
    """Every fund's rest on every day, and the liability's balance in the trial balance."""
    found = {}
    for days in (0, 20, 40, 60, 80):
        on = FIRST + timedelta(days)
        listed = build_statement(desk, "dana-daftar", ReportPeriod.at(on)).data
        result = build_statement(desk, "laba-rugi", ReportPeriod.at(on)).data
        assert result["net_income"] == 0
        assert listed["ledger"] == sum(fund["rest"] for fund in listed["funds"])
        for fund in listed["funds"]:
            assert fund["rest"] >= 0
            assert fund["received"] == fund["spent"] + fund["returned"] + fund["rest"]
            found[on, fund["fund"]] = (fund["received"], fund["spent"], fund["returned"])
    return found


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_in_whatever_order(engine_location, build, seed):
    desk = build.start(engine_location, kind="sekretariat", code="SEK", name="Sekretariat BKM Melati")
    opened(desk)
    chance, vouchers, refused = random.Random(seed), [], 0
    for _ in range(60):
        before = figures(desk) if not len(vouchers) % 10 else None
        try:
            voucher = act(desk, chance, vouchers)
        except UpkError:
            refused += 1
            if before is not None:
                assert figures(desk) == before
        else:
            vouchers += [voucher] if voucher else []
    figures(desk)
    assert len(vouchers) > 10
    assert refused
    for code in CODES:
        state = fund_work.view_fund(desk, code, date(2026, 12, 31))
        assert sum(one.received for one in instalments_paid(state)) == state.received
        assert sum(one.spent for one in items_spent(state)) == state.spent
    assert check_book(desk).ok


def test_all_taken_back_is_as_if_it_had_never_been(sqlite_location, build):
    desk = build.start(sqlite_location, kind="sekretariat", code="SEK", name="Sekretariat BKM Melati")
    opened(desk)
    before = figures(desk)
    done = [
        funds.receive(desk, "APBD", 50_000_000, FIRST, number=1),
        funds.spend(desk, "APBD", "52010", 12_345_678, FIRST + timedelta(3), "Semen"),
        funds.give_back(desk, "APBD", 1_000_000, FIRST + timedelta(5)),
    ]
    for one in reversed(done):
        correct_entry(desk, one.posted.voucher, "Salah catat")
    assert figures(desk) == before
    assert check_book(desk).ok
