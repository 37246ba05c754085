"""The register of assets: taken up in three ways, depreciated at month end, cancelled; what an auditor would find."""

from datetime import date

import pytest

from upk_ledger.actions.asset_disposals import cancel_asset, dispose_of
from upk_ledger.actions.assets import (
    asset_history,
    asset_list,
    buy_asset,
    find_asset,
    take_over_asset,
    take_up_asset,
)
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.settings import change_setting
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import assets as errors
from upk_ledger.core.errors.ledger import (
    AlreadyReversed,
    CancellationNotReversible,
    MonthClosed,
    NoAccountOfRole,
    NotReversibleHere,
    UnknownVoucher,
    WrongAccountRole,
)
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.store.balances import account_sums
from upk_ledger.store.guards import expected_guards, install_guards

LAPTOP = NewAsset("INV-01", "Laptop", 480_000_000, 48, place="Kantor")


def balances(desk, on, *codes):
    """Balances of accounts in rupiah."""
    with desk.read() as session:
        sums = account_sums(session, on, on)
        return [sums[code].balance // 100 if code in sums else 0 for code in codes]


def close(desk, *months):
    return [close_month(desk, Month(2026, month)).posted for month in months]


@pytest.fixture
def funded(desk, build):
    """A book with assets of five millions, one million depreciated, and twenty millions in cash."""
    build.opening(desk, k11010=20_000_000, k12020=5_000_000, k12021=-1_000_000, k31020=-24_000_000)
    return desk


def test_an_asset_bought_now_is_depreciated_from_the_next_month_on(funded):
    made = buy_asset(funded, LAPTOP, date(2026, 1, 10))
    assert [(line.account, line.debit, line.credit, line.asset) for line in made.posted.entry.lines] == [
        ("12020", 480_000_000, 0, "INV-01"),
        ("11010", 0, 480_000_000, "INV-01"),
    ]
    assert made.posted.voucher == "KK/2026/01/0001"
    january, february, march = close(funded, 1, 2, 3)
    assert january == ()
    assert [(one.kind, one.date, one.debit, one.credit, one.amount, one.late) for one in february] == [
        ("penyusutan", date(2026, 2, 28), "51060", "12021", 10_000_000, 0)
    ]
    assert march[0].amount == 10_000_000
    assert balances(funded, date(2026, 3, 31), "12020", "12021", "51060") == [9_800_000, -1_200_000, 200_000]
    assert check_book(funded).violations == ()


def test_the_month_of_the_purchase_where_the_office_says_so(funded):
    change_setting(funded, "mulai-susut", "bulan-beli", date(2026, 1, 1))
    buy_asset(funded, LAPTOP, date(2026, 1, 31), "11010")
    assert close(funded, 1)[0][0].amount == 10_000_000


def test_the_last_month_takes_what_is_left_and_then_nothing_is_depreciated(funded):
    change_setting(funded, "mulai-susut", "bulan-beli", date(2026, 1, 1))
    buy_asset(funded, LAPTOP._replace(cost=100_000_050, life=3, salvage=50), date(2026, 1, 10))
    posted = close(funded, 1, 2, 3, 4)
    assert [sum(one.amount for one in month) for month in posted] == [33_333_300, 33_333_400, 33_333_300, 0]


def test_one_entry_has_a_pair_of_lines_for_each_asset(funded):
    buy_asset(funded, LAPTOP, date(2026, 1, 10))
    buy_asset(funded, LAPTOP._replace(code="INV-02", life=24), date(2026, 1, 11))
    close(funded, 1, 2)
    moves = asset_history(funded, "inv-02", date(2026, 2, 28)).moves
    assert [(move.voucher, move.kind, move.cost, move.accumulated) for move in moves] == [
        ("KK/2026/01/0002", "aset", 480_000_000, 0),
        ("PB/2026/02/0001", "penyusutan", 0, 20_000_000),
    ]


def test_an_asset_that_an_entry_bought(funded, build):
    bought = build.entry(funded, date(2026, 1, 20), "12020", "11010", 3_000_000)
    made = take_up_asset(funded, LAPTOP._replace(cost=200_000_000), bought.voucher)
    assert (made.asset.acquired, made.asset.voucher, made.posted) == (
        date(2026, 1, 20),
        "KK/2026/01/0001",
        None,
    )
    take_up_asset(funded, LAPTOP._replace(code="INV-02", cost=100_000_000), bought.voucher)
    with pytest.raises(errors.PurchaseTooSmall) as told:
        take_up_asset(funded, LAPTOP._replace(code="INV-03", cost=1), bought.voucher)
    assert (told.value.room, told.value.voucher) == (0, "KK/2026/01/0001")
    assert check_book(funded).violations == ()


def test_what_is_registered_late_is_caught_up_by_the_next_closing(funded, build):
    bought = build.entry(funded, date(2026, 1, 20), "12020", "11010", 4_800_000)
    close(funded, 1, 2, 3)
    assert take_up_asset(funded, LAPTOP, bought.voucher).behind == 20_000_000
    ((posted,),) = close(funded, 4)
    assert (posted.amount, posted.late) == (30_000_000, 20_000_000)
    assert check_book(funded).violations == ()


def test_an_entry_has_to_have_bought_it(funded, build):
    cost = build.entry(funded, date(2026, 1, 20), "51030", "11010", 4_800_000)
    with pytest.raises(errors.PurchaseTooSmall):
        take_up_asset(funded, LAPTOP, cost.voucher)
    small = build.entry(funded, date(2026, 1, 20), "12020", "11010", 4_000_000)
    with pytest.raises(errors.PurchaseTooSmall) as told:
        take_up_asset(funded, LAPTOP, small.voucher)
    assert told.value.room == 400_000_000
    correct_entry(funded, small.voucher, "Salah")
    with pytest.raises(AlreadyReversed):
        take_up_asset(funded, LAPTOP, small.voucher)
    with pytest.raises(errors.PurchaseIsOpening):
        take_up_asset(funded, LAPTOP, "PB/2026/01/0001")
    with pytest.raises(UnknownVoucher):
        take_up_asset(funded, LAPTOP, "KK/2026/01/0099")
    assert asset_list(funded, date(2026, 1, 31)) == []


def test_an_asset_of_the_opening_balance_is_depreciated_by_what_is_left_of_its_life(funded):
    motor = LAPTOP._replace(cost=300_000_000, life=60)
    made = take_over_asset(funded, motor, date(2024, 6, 15), 90_000_000)
    assert (made.asset.first, made.asset.months, made.posted) == (Month(2026, 1), 42, None)
    ((posted,),) = close(funded, 1)
    assert posted.amount == 5_000_000
    (at,) = asset_list(funded, date(2026, 1, 31))
    assert (at.accumulated, at.book_value, at.month, at.year) == (
        95_000_000,
        205_000_000,
        5_000_000,
        5_000_000,
    )
    assert check_book(funded).violations == ()


def test_without_a_word_its_depreciation_is_what_its_age_says(funded):
    made = take_over_asset(funded, LAPTOP._replace(cost=300_000_000, life=60), date(2024, 6, 15))
    assert made.asset.depreciated == 90_000_000
    old = take_over_asset(
        funded, LAPTOP._replace(code="INV-02", cost=10_000_000, life=12), date(2020, 6, 15)
    ).asset
    assert (old.depreciated, old.months) == (10_000_000, 1)


def test_the_opening_balance_holds_what_is_taken_over(funded):
    with pytest.raises(errors.OpeningTooSmall) as told:
        take_over_asset(funded, LAPTOP._replace(cost=500_000_001), date(2024, 6, 15), 0)
    assert told.value.room == 500_000_000
    take_over_asset(funded, LAPTOP._replace(cost=400_000_000), date(2024, 6, 15), 60_000_000)
    with pytest.raises(errors.OpeningTooSmall):
        take_over_asset(funded, LAPTOP._replace(code="INV-02", cost=100_000_001), date(2024, 6, 15), 0)
    with pytest.raises(errors.OpeningDepreciationTooSmall) as missing:
        take_over_asset(
            funded, LAPTOP._replace(code="INV-02", cost=100_000_000), date(2024, 6, 15), 40_000_001
        )
    assert missing.value.room == 40_000_000
    with pytest.raises(errors.NotInOpening):
        take_over_asset(funded, LAPTOP._replace(code="INV-02"), date(2026, 1, 1), 0)


def test_what_cannot_be_registered(funded):
    buy_asset(funded, LAPTOP, date(2026, 1, 10))
    with pytest.raises(errors.AssetExists):
        buy_asset(funded, LAPTOP._replace(code="inv-01"), date(2026, 1, 10))
    with pytest.raises(errors.SalvageTooHigh):
        buy_asset(funded, LAPTOP._replace(code="INV-02", salvage=480_000_001), date(2026, 1, 10))
    for field in ("code", "name"):
        with pytest.raises(EmptyField):
            buy_asset(funded, LAPTOP._replace(**{"code": "INV-02", field: "  "}), date(2026, 1, 10))
    with pytest.raises(WrongAccountRole):
        buy_asset(funded, LAPTOP._replace(code="INV-02", account="11030"), date(2026, 1, 10))
    close(funded, 1)
    with pytest.raises(MonthClosed):
        buy_asset(funded, LAPTOP._replace(code="INV-02"), date(2026, 1, 10))
    with pytest.raises(errors.UnknownAsset) as told, funded.read() as session:
        find_asset(session, "INV-1")
    assert told.value.near == ("INV-01 Laptop",)


def test_closing_again_depreciates_nothing_twice(funded):
    buy_asset(funded, LAPTOP, date(2026, 1, 10))
    close(funded, 1, 2, 3)
    before = balances(funded, date(2026, 3, 31), "12021", "51060")
    reopen_month(funded, Month(2026, 3), "Bukti tertinggal")
    reopen_month(funded, Month(2026, 2), "Bukti tertinggal")
    assert close(funded, 2, 3) == [(), ()]
    assert balances(funded, date(2026, 3, 31), "12021", "51060") == before
    assert check_book(funded).violations == ()


def test_depreciation_undone_comes_back_with_the_next_closing(funded):
    buy_asset(funded, LAPTOP, date(2026, 1, 10))
    _, february = close(funded, 1, 2)
    correct_entry(funded, february[0].voucher, "Salah")
    ((march,),) = close(funded, 3)
    assert (march.amount, march.late) == (20_000_000, 10_000_000)
    assert balances(funded, date(2026, 3, 31), "12021") == [-1_200_000]


def test_a_registration_taken_back_takes_its_purchase_and_its_depreciation_with_it(funded):
    before = balances(funded, date(2026, 4, 30), "11010", "12020", "12021", "51060")
    buy_asset(funded, LAPTOP, date(2026, 1, 10))
    close(funded, 1, 2, 3)
    done = cancel_asset(funded, "inv-01", reason="Bukan aset")
    assert (done.on, done.reversed_by.entry.date) == (date(2026, 4, 1), date(2026, 4, 1))
    assert [line.debit for line in done.taken_back.entry.lines] == [20_000_000, 0]
    assert balances(funded, date(2026, 4, 30), "11010", "12020", "12021", "51060") == before
    assert close(funded, 4) == [()]
    assert asset_list(funded, date(2026, 4, 30)) == []
    assert [at.asset.code for at in asset_list(funded, date(2026, 3, 31))] == ["INV-01"]
    with pytest.raises(errors.UnknownAsset):
        cancel_asset(funded, "INV-01", reason="Lagi")
    buy_asset(funded, LAPTOP, date(2026, 5, 2))
    close(funded, 5, 6)
    assert balances(funded, date(2026, 6, 30), "12021") == [-1_100_000]
    assert check_book(funded).violations == ()


def test_an_entry_that_was_there_before_stays(funded, build):
    bought = build.entry(funded, date(2026, 1, 20), "12020", "11010", 4_800_000)
    take_up_asset(funded, LAPTOP, bought.voucher)
    done = cancel_asset(funded, "INV-01", reason="Bukan aset")
    assert (done.reversed_by, done.taken_back) == (None, None)
    assert balances(funded, date(2026, 1, 31), "12020") == [9_800_000]
    with pytest.raises(EmptyField):
        cancel_asset(funded, "INV-01", reason=" ")


def test_the_purchase_is_undone_by_the_register_alone(funded, build):
    made = buy_asset(funded, LAPTOP, date(2026, 1, 10))
    with pytest.raises(NotReversibleHere):
        correct_entry(funded, made.posted.voucher, "Salah")
    done = cancel_asset(funded, "INV-01", reason="Salah")
    with pytest.raises(CancellationNotReversible):
        correct_entry(funded, done.reversed_by.voucher, "Lagi")


def test_an_asset_whose_purchase_was_undone_is_none_any_more(funded, build):
    bought = build.entry(funded, date(2026, 1, 20), "12020", "11010", 4_800_000)
    take_up_asset(funded, LAPTOP, bought.voucher)
    close(funded, 1, 2)
    correct_entry(funded, bought.voucher, "Salah akun")
    assert asset_list(funded, date(2026, 3, 1)) == []
    ((march,),) = close(funded, 3)
    assert (march.amount, march.debit, march.credit) == (-10_000_000, "12021", "51060")
    assert balances(funded, date(2026, 3, 31), "12020", "12021", "51060") == [5_000_000, -1_000_000, 0]
    assert check_book(funded).violations == ()


def test_a_purchase_is_not_undone_under_an_asset_that_left(funded, build):
    bought = build.entry(funded, date(2026, 1, 20), "12020", "11010", 4_800_000)
    take_up_asset(funded, LAPTOP, bought.voucher)
    dispose_of(funded, "INV-01", date(2026, 1, 25), reason="Hilang")
    with pytest.raises(errors.AssetDisposed):
        correct_entry(funded, bought.voucher, "Salah akun")
    with pytest.raises(errors.AssetDisposed):
        cancel_asset(funded, "INV-01", reason="Salah")


def test_a_book_without_such_accounts_closes_as_ever(desk, monkeypatch):
    with desk.read() as session:
        kept = {code: one for code, one in session.accounts.items() if "penyusutan" not in one.role}
    monkeypatch.setattr("upk_ledger.store.session.ReadSession.accounts", kept)
    monkeypatch.setattr("upk_ledger.store.charts.standard_chart", lambda _kind: [])
    assert close(desk, 1) == [()]
    change_setting(desk, "mulai-susut", "bulan-beli", date(2026, 2, 1))
    buy_asset(desk, LAPTOP, date(2026, 2, 10))
    with pytest.raises(NoAccountOfRole):
        close(desk, 2)


TAMPERED = {
    "an asset that nobody registered": ("INSERT INTO asset VALUES (1, 'X')", {"aset-tanpa-catatan"}),
    "another cost": ("UPDATE asset_terms SET cost = cost + 100", {"isi-catatan", "beli-aset-tanpa-catatan"}),
    "a longer life": ("UPDATE asset_terms SET months = 96", {"isi-catatan", "baris-aset"}),
    "an entry that bought less": (
        "UPDATE asset_terms SET cost = 900000000 WHERE asset_code = 'INV-02'",
        {"isi-catatan", "aset-tanpa-jurnal"},
    ),
    "depreciation of another asset": (
        "UPDATE journal_line SET asset_code = 'INV-02' WHERE account_code = '12021' AND asset_code = 'INV-01'",
        {"isi-catatan", "baris-aset"},
    ),
    "a disposal taken away": (
        "DELETE FROM asset_disposal",
        {"baris-hilang", "lepas-aset-tanpa-catatan", "baris-aset"},
    ),
    "a disposal of another entry": (
        "UPDATE asset_disposal SET entry = 9",
        {"isi-catatan", "lepas-aset-tanpa-jurnal", "lepas-aset-tanpa-catatan"},
    ),
}


@pytest.fixture
def kept(funded, build):
    """Two assets, one of them bought by an entry of its own and gone."""
    buy_asset(funded, LAPTOP, date(2026, 1, 10))
    bought = build.entry(funded, date(2026, 1, 20), "12020", "11010", 3_000_000)
    take_up_asset(funded, LAPTOP._replace(code="INV-02", cost=300_000_000), bought.voucher)
    close(funded, 1, 2)
    dispose_of(funded, "INV-02", date(2026, 3, 5), reason="Dijual", proceeds=100_000_000)
    close(funded, 3)
    return funded


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_tampered_with_is_named(kept, what):
    statement, wanted = TAMPERED[what]
    assert check_book(kept).violations == ()
    dialect = kept.book.dialect
    with kept.book.engine.connect() as connection:
        if dialect == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        for name, sql in expected_guards(dialect).items():
            table = sql.split(" ON ", 1)[1].split()[0]
            connection.exec_driver_sql(
                f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else "")
            )
        connection.exec_driver_sql(statement)
        install_guards(connection)
        connection.commit()
    found = {violation.code for violation in check_book(kept).violations}
    assert wanted <= found, found
