"""The printed list of assets: tied to the ledger, with what nobody registered on its own line; the same for ever."""

from datetime import date

import pytest
from sqlalchemy import event

from upk_ledger.actions.asset_disposals import cancel_asset, dispose_of
from upk_ledger.actions.assets import buy_asset, take_over_asset, take_up_asset
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.dates import Month
from upk_ledger.core.report_periods import ReportPeriod

LAPTOP = NewAsset("INV-02", "Laptop", 480_000_000, 48, 48_000_000, "Kantor")


def paper(desk, month):
    return build_statement(desk, "inventaris", ReportPeriod.of_month(Month(2026, month)))


@pytest.fixture
def kept(desk, build):
    """An old motorcycle, a laptop and a cupboard that nobody registered; the printer was sold in March."""
    build.opening(desk, k11010=20_000_000, k12020=5_000_000, k12021=-1_200_000, k31020=-23_800_000)
    motor = NewAsset("INV-01", "Sepeda motor", 300_000_000, 60)
    take_over_asset(desk, motor, date(2024, 6, 15), 90_000_000)
    buy_asset(desk, LAPTOP, date(2026, 1, 10))
    buy_asset(desk, NewAsset("INV-03", "Printer", 240_000_000, 24), date(2026, 1, 11))
    for month in (1, 2):
        close_month(desk, Month(2026, month))
    dispose_of(desk, "INV-03", date(2026, 3, 5), reason="Dijual", proceeds=200_000_000)
    build.entry(desk, date(2026, 3, 20), "12020", "11010", 1_500_000, "Lemari arsip")
    build.entry(desk, date(2026, 3, 31), "51060", "12021", 25_000, "Penyusutan lama")
    close_month(desk, Month(2026, 3))
    return desk


def figures(row):
    keys = ("cost", "depreciation_month", "depreciation_year", "accumulated", "book_value")
    return [row[key] // 100 for key in keys]


def test_every_column_adds_up_to_the_ledger(kept):
    told = paper(kept, 3).data
    assert [(asset["code"], *figures(asset)) for asset in told["assets"]] == [
        ("INV-01", 3_000_000, 50_000, 150_000, 1_050_000, 1_950_000),
        ("INV-02", 4_800_000, 90_000, 180_000, 180_000, 4_620_000),
    ]
    assert figures(told["departed"]) == [0, 0, 100_000, 0, 0]
    assert figures(told["unregistered"]) == [3_500_000, 25_000, 25_000, 325_000, 3_175_000]
    assert figures(told["totals"]) == [11_300_000, 165_000, 455_000, 1_555_000, 9_745_000]
    trial = {row["code"]: row for row in build_statement(
        kept, "neraca-saldo", ReportPeriod.of_month(Month(2026, 3))
    ).data["accounts"]}  # fmt: skip
    assert trial["12020"]["debit"] == told["totals"]["cost"]
    assert trial["12021"]["credit"] == told["totals"]["accumulated"]
    assert trial["51060"]["debit"] == told["totals"]["depreciation_year"]


def test_what_left_this_year_is_told(kept):
    statement = paper(kept, 3)
    (sold,) = statement.data["disposals"]
    assert (sold["code"], sold["voucher"], sold["on"]) == ("INV-03", "KM/2026/03/0001", date(2026, 3, 5))
    assert [sold[key] // 100 for key in ("cost", "accumulated", "proceeds", "result")] == [
        2_400_000,
        100_000,
        2_000_000,
        -300_000,
    ]
    captions = [section.caption for section in statement.sections]
    assert captions == ["", "Aset yang dilepas tahun ini"]
    assert paper(kept, 2).data["disposals"] == []


def test_rows_are_shown_as_the_data_says(kept):
    table = paper(kept, 3).sections[0]
    names = [column.key for column in table.columns]
    shown = [dict(zip(names, row.cells, strict=True)) for row in table.rows]
    assert [row["name"] for row in shown] == [
        "Sepeda motor", "Laptop", "Jumlah yang terdaftar", "Dilepas atau batal", "Belum terdaftar",
        "JUMLAH = PEMBUKUAN",
    ]  # fmt: skip
    assert [row["row"] for row in shown[:2]] == [1, 2]
    assert (shown[1]["place"], shown[1]["acquired_on"], shown[1]["life"]) == ("Kantor", date(2026, 1, 10), 48)
    assert all(
        sum(row[key] for row in shown[2:5] if row[key]) == shown[5][key]
        for key in ("cost", "accumulated", "book_value")
    )


def test_a_closed_months_list_never_changes(kept, build):
    before = [paper(kept, month) for month in (1, 2, 3)]
    cupboard = build.entry(kept, date(2026, 4, 2), "12020", "11010", 1_000_000)
    take_up_asset(kept, NewAsset("INV-04", "Kursi", 100_000_000, 24), cupboard.voucher)
    late = "KK/2026/03/0001"
    take_up_asset(kept, NewAsset("INV-05", "Lemari arsip", 150_000_000, 60), late)
    cancel_asset(kept, "INV-02", reason="Bukan aset")
    close_month(kept, Month(2026, 4))
    assert [paper(kept, month) for month in (1, 2, 3)] == before
    april = paper(kept, 4).data
    assert [asset["code"] for asset in april["assets"]] == ["INV-01", "INV-04", "INV-05"]
    assert figures(april["unregistered"])[0] == 2_000_000


def test_a_book_without_assets_says_so(desk):
    statement = paper(desk, 1)
    assert statement.notes[-1] == "Tidak ada aset tetap."
    assert statement.data["assets"] == []


def statements_of(desk, month):
    found = []

    def listen(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(desk.book.engine, "before_cursor_execute", listen)
    paper(desk, month)
    event.remove(desk.book.engine, "before_cursor_execute", listen)
    return len(found)


def test_more_assets_ask_no_more_statements(kept):
    few = statements_of(kept, 3)
    for number in range(10, 20):
        buy_asset(kept, NewAsset(f"INV-{number}", "Kursi", 20_000_000, 24), date(2026, 4, 2))
    for month in (4, 5):
        close_month(kept, Month(2026, month))
    assert len(paper(kept, 5).data["assets"]) == 12
    assert statements_of(kept, 5) == few
