"""What was done and undone leaves every figure of every paper as if it had never been, in a book of a busy year.

Two copies of one book: in the one something is done and taken back, in the other nothing; then both close the month.
Books and lists that show both entries are left out, of others the columns that tell how much came and went.
"""

import shutil
from datetime import UTC, date, datetime

import pytest

from tests.machine.cross_checks import OF_UPK
from tests.machine.random_years import ACTS, SHARES, RandomYears, bank_file
from upk_ledger.actions import (
    advances,
    asset_disposals,
    assets,
    bank_matching,
    bank_reading,
    cash,
    cash_counts,
    journal,
    partners,
    periods,
    prior_years,
    surplus,
    year_end,
)
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.book import open_desk
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.cash_counts import Pieces
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.exchange.bank_statement import Told
from upk_ledger.store.accounts import find_account

FEB, MAR = Month(2027, 2), Month(2027, 3)
ON = date(2027, 2, 9)
SHOW_BOTH = {
    "buku-besar", "buku-kas", "buku-bank", "jurnal", "cum", "cuk", "buku-pemindahbukuan", "buku-pembantu-pinjaman",
    "buku-pembantu-tabungan", "buku-pembantu-titipan", "buku-pembantu-hutang", "tanpa-lampiran", "pengawasan",
    "opname-kas",
}  # fmt: skip
"""Papers that list entries."""
NOT_COMPARED = {"voucher", "vouchers", "record", "increase", "decrease"}
"""What names an entry, and how much came and went on an account (both entries are of it)."""


def undo(desk, voucher):
    return journal.correct_entry(desk, voucher, "Salah catat")


def buy(desk):
    assets.buy_asset(desk, NewAsset("BARU", "Printer", 1_234_500, 12), ON)
    asset_disposals.cancel_asset(desk, "BARU", reason="Keliru")


def take_up(desk):
    lines = (JournalLine("12020", debit=90_000_000), JournalLine("11010", credit=90_000_000))
    bought = journal.record_entry(desk, ON, lines, "Motor").voucher
    assets.take_up_asset(desk, NewAsset("MOTOR", "Motor", 90_000_000, 60), bought)
    asset_disposals.cancel_asset(desk, "MOTOR", reason="Keliru")
    undo(desk, bought)


def dispose(desk):
    asset_disposals.dispose_of(desk, "LAMA", ON, reason="Dijual", proceeds=50_000_000)
    asset_disposals.undo_disposal(desk, "LAMA", reason="Batal")


def count(desk):
    plan = cash_counts.plan_count(desk, ON)
    done = cash_counts.count_cash(desk, plan, [Pieces("kertas", 10_000_000, 3)], "x", book=True)
    cash_counts.take_back_count(desk, done.number, "Salah hitung")


def advance(desk):
    given = advances.give_advance(desk, "pembuku", 60_000_000, ON, ON, "Rapat")
    told = advances.account_for(desk, given.advance.code, ON, [("51020", 70_000_000)])
    undo(desk, told.posted.voucher)
    undo(desk, given.posted.voucher)


def settle_an_advance(desk):
    one = advances.list_advances(desk, ON).advances[-1]
    undo(desk, advances.account_for(desk, one.code, ON, [("51020", 1_000_000)], 500_000).posted.voucher)


def read_the_bank(desk):
    with desk.read() as session:
        account = find_account(session, "11022", ("bank",))
    rows = [(ON, 1_250_000, "Bunga"), (ON, -100_000, "Pajak bunga")]
    taken = bank_reading.take_statement(desk, account, bank_file("11022", rows, 100_000), Told())
    found = bank_matching.match_bank(desk, "11022", MAR.last)
    for entry in bank_matching.book_charges(desk, "11022", found.charges):
        undo(desk, entry.voucher)
    bank_reading.drop_statement(desk, taken.number, "Salah berkas", release=True)


def close_a_year(desk):
    year_end.close_year(desk, 2026)
    year_end.reopen_year(desk, 2026, "Ada yang lupa")


def allocate(desk):
    undo(desk, surplus.allocate_surplus(desk, 2026, ON, "3/RWT").voucher)


def pay_what_was_allocated(desk):
    undo(desk, surplus.pay_allocation(desk, "Sosial", 100_000, ON, "Santunan").voucher)


def correct_an_earlier_year(desk):
    undo(desk, prior_years.correct_prior_year(desk, 2026, ON, "21010", "Lupa", credit=777_700).voucher)


def receive_from_a_partner(desk):
    undo(desk, partners.receive_from_partner(desk, "LP", 10_000_000, ON).voucher)


def pay_a_partner(desk):
    undo(desk, partners.repay_partner(desk, "LP", 500_000, ON).voucher)


def close_a_partners_fund(desk):
    partners.open_partner_fund(desk, "P2", "Dana Lain", "CSR", "2/P", ON, 100)
    partners.close_partner_fund(desk, "P2")
    partners.reopen_partner_fund(desk, "P2")
    partners.close_partner_fund(desk, "P2")


UNDONE = {
    "open": (
        buy, take_up, dispose, count, advance, settle_an_advance, read_the_bank, close_a_year, correct_an_earlier_year,
        receive_from_a_partner, pay_a_partner, close_a_partners_fund,
    ),
    "closed": (allocate, buy, dispose, correct_an_earlier_year),
    "allocated": (pay_what_was_allocated, advance),
}  # fmt: skip
"""Acts with their undoing, by what became of the year before."""


@pytest.fixture(scope="module")
def books(tmp_path_factory, build_once):
    """Books of thirteen months, February 2027 open: the year before is open, closed, or closed and allocated."""
    folder = tmp_path_factory.mktemp("tahun")
    found = {"open": str(folder / "open.db")}
    clock = build_once.clock(datetime(2027, 2, 10, 1, 0, tzinfo=UTC))
    desk = build_once.start(found["open"], clock=clock)
    life = RandomYears(desk, 5)
    life.closes_years = False
    life.acts = [
        act
        for act in ACTS
        if act not in {"allocate", "pay_allocation", "cancel_asset", "hear_from_the_partner"}
    ]
    life.begin()
    assets.buy_asset(desk, NewAsset("LAMA", "Mesin", 120_000_000, 24), date(2026, 1, 3))
    cash.receive_cash(desk, date(2026, 1, 4), "41020", 2_000_000_000, "Bantuan")
    cash.receive_cash(desk, date(2026, 1, 4), "41020", 100_000, "Bantuan", money="11022")
    partners.receive_from_partner(desk, "LP", 200_000_000, date(2026, 1, 4))
    for _ in range(13):
        life.live_month()
    advances.give_advance(desk, "pembuku", 40_000_000, FEB.first, FEB.last, "Rapat")
    for name, before in (("closed", "open"), ("allocated", "closed")):
        found[name] = str(shutil.copy(found[before], folder / f"{name}.db"))
        other = sit_down(found[name], build_once)
        if name == "closed":
            year_end.close_year(other, 2026)
        else:
            surplus.allocate_surplus(other, 2026, FEB.first, "1/RWT", shares=SHARES)
    return found


def sit_down(location, build):
    return open_desk(
        location, None, None, build.clock(datetime(2027, 2, 10, 2, 0, tzinfo=UTC)), build.entropy(9)
    )


def figures(desk):
    """Every figure of every paper in the month and after it, without what only names or lists entries."""
    periods_ = [ReportPeriod.at(ON), ReportPeriod.of_month(FEB), ReportPeriod.of_month(MAR), ReportPeriod.of_year(2026),
                ReportPeriod.of_year(2027), ReportPeriod.of_month(Month(2027, 1))]  # fmt: skip
    found = {}
    for name in OF_UPK:
        if name not in SHOW_BOTH:
            for period in periods_:
                found[name, str(period.kind), str(period.end)] = bare(
                    build_statement(desk, name, period).data
                )
    return found


def bare(data):
    """Figures without what names an entry; rows of nothing but zeros say nothing."""
    if isinstance(data, dict):
        return {key: bare(value) for key, value in data.items() if key not in NOT_COMPARED}
    if isinstance(data, list | tuple):
        return [one for one in map(bare, data) if not isinstance(one, dict) or any(map(says, one.values()))]
    return data


def says(value):
    return bool(value) and not isinstance(value, str)


@pytest.mark.parametrize(("state", "act"), [(state, act) for state, acts in UNDONE.items() for act in acts])
def test_undone_is_as_if_it_had_never_been(books, build, tmp_path, state, act):
    desks = [sit_down(str(shutil.copy(books[state], tmp_path / f"{n}.db")), build) for n in "ab"]
    act(desks[0])
    assert figures(desks[0]) == figures(desks[1])
    for desk in desks:
        periods.close_month(desk, FEB)
    assert figures(desks[0]) == figures(desks[1])
    assert check_book(desks[0]).violations == ()
