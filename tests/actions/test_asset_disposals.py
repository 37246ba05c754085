"""Assets that leave the office: sold with a gain, with a loss, thrown away; taken back."""

from datetime import date

import pytest

from upk_ledger.actions.asset_disposals import dispose_of, undo_disposal
from upk_ledger.actions.assets import asset_list, buy_asset, take_over_asset, take_up_asset
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import assets as errors
from upk_ledger.core.errors.ledger import CancellationNotReversible, MonthClosed
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.store.balances import account_sums

LAPTOP = NewAsset("INV-01", "Laptop", 480_000_000, 48)


def balances(desk, on, *codes):
    """Balances of accounts in rupiah."""
    with desk.read() as session:
        sums = account_sums(session, on, on)
        return [sums[code].balance // 100 if code in sums else 0 for code in codes]


def lines(posted):
    return [(line.account, line.debit, line.credit) for line in posted.entry.lines]


def close(desk, *months):
    return [sum(one.amount for one in close_month(desk, Month(2026, month)).posted) for month in months]


@pytest.fixture
def bought(desk, build):
    """A laptop of 4.800.000, depreciated by 100.000 a month from February on; January to March closed."""
    build.opening(desk, k11010=20_000_000, k12020=5_000_000, k12021=-1_000_000, k31020=-24_000_000)
    buy_asset(desk, LAPTOP, date(2026, 1, 10))
    close(desk, 1, 2, 3)
    return desk


def test_sold_above_its_value(bought):
    done = dispose_of(bought, "INV-01", date(2026, 4, 10), reason="Diganti", proceeds=500_000_000)
    assert (done.accumulated, done.result, done.caught_up) == (20_000_000, 40_000_000, None)
    assert done.posted.voucher == "KM/2026/04/0001"
    assert lines(done.posted) == [
        ("11010", 500_000_000, 0),
        ("12021", 20_000_000, 0),
        ("12020", 0, 480_000_000),
        ("41060", 0, 40_000_000),
    ]
    assert {line.asset for line in done.posted.entry.lines} == {"INV-01"}
    assert asset_list(bought, date(2026, 4, 10)) == []
    assert close(bought, 4, 5) == [0, 0]
    assert balances(bought, date(2026, 5, 31), "12020", "12021") == [5_000_000, -1_000_000]
    assert check_book(bought).violations == ()


def test_sold_below_its_value_into_the_bank(bought):
    done = dispose_of(
        bought, "INV-01", date(2026, 4, 10), reason="Diganti", proceeds=400_000_000, money="11021"
    )
    assert done.result == -60_000_000
    assert lines(done.posted) == [
        ("11021", 400_000_000, 0),
        ("12021", 20_000_000, 0),
        ("51061", 60_000_000, 0),
        ("12020", 0, 480_000_000),
    ]


def test_thrown_away(bought):
    done = dispose_of(bought, "inv-01", date(2026, 4, 10), reason="Rusak")
    assert done.posted.voucher.startswith("PB/2026/04/")
    assert lines(done.posted)[1:] == [("51061", 460_000_000, 0), ("12020", 0, 480_000_000)]


def test_what_the_opening_balance_had_depreciated_is_taken_off_with_it(bought):
    motor = LAPTOP._replace(code="INV-02", cost=300_000_000, life=60)
    take_over_asset(bought, motor, date(2024, 6, 15), 90_000_000)
    done = dispose_of(bought, "INV-02", date(2026, 4, 10), reason="Dijual", proceeds=195_000_000)
    # Three months of five millions were never depreciated: closed months take no more, the disposal catches up.
    assert lines(done.caught_up) == [("51060", 15_000_000, 0), ("12021", 0, 15_000_000)]
    assert (done.accumulated, done.result) == (105_000_000, 0)
    assert close(bought, 4) == [10_000_000]
    assert balances(bought, date(2026, 4, 30), "12020", "12021") == [6_800_000, -400_000]
    assert check_book(bought).violations == ()


def test_months_before_it_that_are_open_are_depreciated_as_they_are_closed(bought):
    done = dispose_of(bought, "INV-01", date(2026, 6, 10), reason="Rusak")
    assert (done.accumulated, done.caught_up) == (40_000_000, None)
    assert close(bought, 4, 5, 6) == [10_000_000, 10_000_000, 0]
    assert balances(bought, date(2026, 6, 30), "12020", "12021") == [5_000_000, -1_000_000]


def test_in_the_month_of_its_purchase(bought):
    buy_asset(bought, LAPTOP._replace(code="INV-02"), date(2026, 4, 3))
    done = dispose_of(bought, "INV-02", date(2026, 4, 4), reason="Salah barang", proceeds=480_000_000)
    assert lines(done.posted) == [("11010", 480_000_000, 0), ("12020", 0, 480_000_000)]
    with pytest.raises(errors.AssetDisposed) as told:
        dispose_of(bought, "INV-02", date(2026, 4, 5), reason="Lagi")
    assert (told.value.on, told.value.voucher) == (date(2026, 4, 4), done.posted.voucher)


@pytest.mark.parametrize("way", ["register", "journal"])
def test_taken_back_it_is_as_if_it_had_never_been(bought, way):
    before = balances(bought, date(2026, 4, 30), "11010", "12020", "12021", "51060", "51061")
    done = dispose_of(bought, "INV-01", date(2026, 4, 10), reason="Rusak", proceeds=100_000_000)
    if way == "register":
        undo_disposal(bought, "INV-01", reason="Salah kode")
    else:
        correct_entry(bought, done.posted.voucher, "Salah kode")
    assert balances(bought, date(2026, 4, 30), "11010", "12020", "12021", "51060", "51061") == before
    assert [at.asset.code for at in asset_list(bought, date(2026, 4, 30))] == ["INV-01"]
    assert close(bought, 4) == [10_000_000]
    with pytest.raises(errors.AssetNotDisposed):
        undo_disposal(bought, "INV-01", reason="Lagi")
    again = dispose_of(bought, "INV-01", date(2026, 5, 10), reason="Rusak")
    assert again.accumulated == 30_000_000
    assert check_book(bought).violations == ()


def test_taken_back_in_a_later_month_the_months_between_are_caught_up(bought):
    dispose_of(bought, "INV-01", date(2026, 4, 10), reason="Rusak")
    assert close(bought, 4) == [0]
    back = undo_disposal(bought, "INV-01", reason="Ditemukan lagi")
    assert back.entry.date == date(2026, 5, 1)
    assert close(bought, 5) == [20_000_000]
    with pytest.raises(CancellationNotReversible):
        correct_entry(bought, back.voucher, "Lagi")


def test_a_month_depreciated_before_it_was_opened_again_is_taken_back(bought):
    close(bought, 4)
    reopen_month(bought, Month(2026, 4), "Penjualan laptop tertinggal")
    dispose_of(bought, "INV-01", date(2026, 4, 10), reason="Dijual", proceeds=460_000_000)
    assert close(bought, 4) == [-10_000_000]
    assert balances(bought, date(2026, 4, 30), "12020", "12021", "51060") == [5_000_000, -1_000_000, 200_000]
    assert check_book(bought).violations == ()


def test_what_cannot_leave(bought, build):
    late = build.entry(bought, date(2026, 4, 20), "12020", "11010", 1_000_000)
    take_up_asset(bought, LAPTOP._replace(code="INV-02", cost=100_000_000), late.voucher)
    with pytest.raises(errors.DisposedBeforeAcquired):
        dispose_of(bought, "INV-02", date(2026, 4, 19), reason="Rusak")
    with pytest.raises(errors.UnknownAsset):
        dispose_of(bought, "INV-09", date(2026, 4, 19), reason="Rusak")
    with pytest.raises(MonthClosed):
        dispose_of(bought, "INV-01", date(2026, 3, 19), reason="Rusak")
    with pytest.raises(EmptyField):
        dispose_of(bought, "INV-01", date(2026, 4, 19), reason=" ")
