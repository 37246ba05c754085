"""Opname kas: counted, held against the book, the difference booked, explained or left open; taken back."""

from datetime import date

import pytest

from upk_ledger.actions.accounts import open_account
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.cash_control import counts_open, uncounted_cash
from upk_ledger.actions.cash_counts import (
    book_difference,
    count_cash,
    explain_difference,
    list_counts,
    plan_count,
    take_back_count,
)
from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.actions.journal import correct_entry, show_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.report_cash import minutes_of
from upk_ledger.actions.reports import build_statement, month_package
from upk_ledger.core.cash_counts import parse_pieces
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.cash_counts import (
    BookChangedSince,
    CountedAgain,
    CountSettled,
    CountTakenBack,
    DifferenceInClosedMonth,
    NoCount,
    UnknownCount,
    UnknownCounter,
)
from upk_ledger.core.errors.ledger import BeforeBookStart, CancellationNotReversible, WrongAccountRole
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.offices import Account
from upk_ledger.core.report_periods import ReportPeriod

DAY = date(2026, 1, 31)
JANUARY = ReportPeriod.of_month(Month(2026, 1))


@pytest.fixture
def office(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 1_000_000)
    return desk


def count(desk, typed, counter="pengawas", on=DAY, reason="", **how):
    plan = plan_count(desk, on, counter=counter, account=how.pop("account", None))
    return count_cash(desk, plan, parse_pieces(typed), reason, **how)


def balance(desk, account, on=DAY):
    data = build_statement(desk, "neraca-saldo", ReportPeriod.at(on)).data
    found = {row["code"]: (row["debit"] - row["credit"]) // 100 for row in data["accounts"]}
    return found.get(account, 0)


def test_a_count_that_agrees(office):
    found = count(office, "100000=9,50000=2")
    assert (found.counted, found.book, found.difference, found.status) == (
        1_000_000_00,
        1_000_000_00,
        0,
        "cocok",
    )
    assert (found.counter, found.counter_name) == ("pengawas", "Rahmat Hidayat")
    assert [(part.form, part.denomination, part.pieces) for part in found.pieces] == [
        ("kertas", 100_000_00, 9), ("kertas", 50_000_00, 2),
    ]  # fmt: skip
    for act in (
        lambda: book_difference(office, found.number),
        lambda: explain_difference(office, found.number, "x"),
    ):
        with pytest.raises(CountSettled):
            act()
    assert check_book(office).ok


@pytest.mark.parametrize(
    ("typed", "moved", "lines"),
    [
        ("100000=10,500=4", 2_000, [("11010", 2_000, 0), ("41050", 0, 2_000)]),
        ("100000=9,50000=1", -50_000, [("51071", 50_000, 0), ("11010", 0, 50_000)]),
    ],
)
def test_a_difference_is_booked(office, typed, moved, lines):
    found = count(office, typed, book=True)
    assert found.status == "dibukukan"
    entry = show_entry(office, found.voucher).entry
    assert (entry.date, entry.kind) == (DAY, "opname")
    assert [(line.account, line.debit // 100, line.credit // 100) for line in entry.lines] == lines
    assert balance(office, "11010") == 1_000_000 + moved == found.counted // 100
    assert check_book(office).ok


def test_the_same_shortage_is_booked_once(office):
    first, second = count(office, "100000=9"), count(office, "100000=9", on=date(2026, 2, 1))
    with pytest.raises(CountedAgain) as refused:
        book_difference(office, first.number)
    assert (refused.value.number, refused.value.newer) == (first.number, second.number)
    book_difference(office, second.number)
    with pytest.raises(CountedAgain):
        book_difference(office, first.number)
    assert balance(office, "51071", date(2026, 2, 1)) == 100_000
    take_back_count(office, second.number, "Salah hitung")
    assert book_difference(office, first.number).status == "dibukukan"
    assert balance(office, "51071", date(2026, 2, 1)) == 100_000


def test_a_difference_that_an_entry_explains_by_now_is_not_booked(office, build):
    found = count(office, "100000=9,50000=1")
    note = build.entry(office, DAY, "51030", "11010", 50_000).voucher
    with pytest.raises(BookChangedSince) as refused:
        book_difference(office, found.number)
    assert (refused.value.book, refused.value.now) == (1_000_000_00, 950_000_00)
    assert balance(office, "51071") == 0
    correct_entry(office, note, "Nota lain")
    assert book_difference(office, found.number).status == "dibukukan"
    assert balance(office, "11010") == 950_000


def test_an_empty_box(office):
    found = count(office, "", explanation="Uangnya di bank")
    assert (found.counted, found.pieces, found.status) == (0, (), "dijelaskan")
    assert check_book(office).ok


def test_a_difference_waits_until_it_is_booked_or_explained(office):
    found = count(office, "100000=9")
    assert found.status == "selisih"
    with office.read() as session:
        assert [one.number for one in counts_open(session, DAY)] == [found.number]
        assert counts_open(session, date(2026, 1, 30)) == ()
    told = explain_difference(office, found.number, " Dipinjam manajer ")
    assert (told.status, told.words, told.voucher) == ("dijelaskan", "Dipinjam manajer", "")
    assert balance(office, "11010") == 1_000_000
    with office.read() as session:
        assert counts_open(session, DAY) == ()
    with pytest.raises(CountSettled):
        book_difference(office, found.number)
    with pytest.raises(EmptyField):
        explain_difference(office, count(office, "").number, " ")


def test_a_count_taken_back_leaves_nothing(office):
    found = count(office, "100000=9", book=True)
    gone = take_back_count(office, found.number, "Salah hitung")
    assert (gone.status, gone.words, gone.voucher) == ("batal", "Salah hitung", "")
    assert balance(office, "11010") == 1_000_000
    assert build_statement(office, "opname-kas", JANUARY).data["counts"] == []
    assert [one.status for one in list_counts(office)] == ["batal"]
    with office.read() as session:
        assert [one.code for one in uncounted_cash(session, Month(2026, 1))] == ["11010"]
    for act in (
        lambda: take_back_count(office, found.number, "Lagi"),
        lambda: book_difference(office, found.number),
    ):
        with pytest.raises(CountTakenBack):
            act()
    assert check_book(office).ok


def test_an_entry_that_was_undone_leaves_the_difference_open(office):
    found = count(office, "100000=9", book=True)
    back = correct_entry(office, found.voucher, "Uangnya ditemukan")
    (now,) = list_counts(office)
    assert (now.status, now.voucher) == ("selisih", "")
    with pytest.raises(CancellationNotReversible):
        correct_entry(office, back.voucher, "Tidak jadi")
    assert explain_difference(office, found.number, "Uangnya ditemukan").status == "dijelaskan"
    assert take_back_count(office, found.number, "Diulang").status == "batal"
    assert check_book(office).ok


def test_a_closed_month_takes_a_count_and_its_explanation(office):
    close_month(office, Month(2026, 1))
    assert plan_count(office, DAY).bookable is False
    with pytest.raises(DifferenceInClosedMonth):
        plan_count(office, DAY, book=True)
    found = count(office, "100000=9")
    assert explain_difference(office, found.number, "Nota tertinggal").status == "dijelaskan"
    assert check_book(office).ok


def test_a_difference_of_a_closed_month_is_booked_on_the_first_open_day(office):
    found = count(office, "100000=9")
    close_month(office, Month(2026, 1))
    booked = book_difference(office, found.number)
    assert show_entry(office, booked.voucher).entry.date == date(2026, 2, 1)
    assert balance(office, "11010") == 1_000_000
    assert balance(office, "11010", date(2026, 2, 1)) == 900_000
    assert booked.status == "dibukukan"
    assert check_book(office).ok
    with office.read() as session:
        assert counts_open(session, date(2026, 2, 28)) == ()
    take_back_count(office, found.number, "Salah hitung")
    assert balance(office, "11010", date(2026, 2, 1)) == 1_000_000


def test_what_was_explained_and_is_found_again_is_not_told_again(office):
    explain_difference(office, count(office, "100000=9").number, "Receh")
    same = count(office, "100000=9", on=date(2026, 2, 28))
    with office.read() as session:
        assert same.status == "selisih"
        assert counts_open(session, date(2026, 2, 28)) == ()
    other = count(office, "100000=8", on=date(2026, 2, 28))
    with office.read() as session:
        assert [one.number for one in counts_open(session, date(2026, 2, 28))] == [other.number]
    count(office, "100000=10", on=date(2026, 3, 1))
    last = count(office, "100000=9", on=date(2026, 3, 2))
    with office.read() as session:
        assert last in counts_open(session, date(2026, 3, 31))


def test_the_papers_of_a_closed_month_stay(office):
    first = count(office, "100000=9", on=date(2026, 1, 15), book=True)
    close_month(office, Month(2026, 1))
    before = build_statement(office, "opname-kas", JANUARY)
    assert [row["status"] for row in before.data["counts"]] == ["dibukukan"]
    take_back_count(office, first.number, "Salah")
    count(office, "100000=8")
    assert build_statement(office, "opname-kas", JANUARY) == before


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"counter": "tetangga"}, UnknownCounter),
        ({"account": "11021"}, WrongAccountRole),
        ({"on": date(2025, 12, 31)}, BeforeBookStart),
    ],
)
def test_a_count_is_refused(office, how, refusal):
    with pytest.raises(refusal):
        plan_count(office, **{"on": DAY, **how})


def test_numbers_that_are_not_there(office):
    with pytest.raises(NoCount):
        minutes_of(office)
    found = count(office, "")
    with pytest.raises(UnknownCount) as refused:
        take_back_count(office, found.number + 1, "Salah")
    assert refused.value.near == (f"{found.number} (2026-01-31)",)
    with pytest.raises(EmptyField):
        take_back_count(office, found.number, " ")


def test_who_recorded_the_cash_counts_it_with_a_reason_on_the_list(office):
    day = date(2026, 1, 2)
    assert plan_count(office, day).unfit is True
    assert plan_count(office, day, counter="manajer").unfit is False
    assert plan_count(office, date(2026, 1, 3)).unfit is False
    found = count(office, "100000=10", counter="pembuku", on=day, reason="Yang lain tidak hadir")
    count(office, "100000=10", counter="manajer", on=day)
    (item,) = [one for one in list_exceptions(office) if one.rule == "hitung-sendiri"]
    assert (item.record, item.subject, item.detail, item.reason) == (
        found.number, "11010", "pembuku", "Yang lain tidak hadir",
    )  # fmt: skip
    notes = minutes_of(office, found.number).notes
    assert notes[-1] == "Dihitung oleh pemegang atau pencatat kas sendiri. Alasannya: Yang lain tidak hadir"


def test_each_box_is_counted_by_itself(office, build):
    open_account(office, Account("11011", "Kas Kecil", "aset", "kas"))
    build.entry(office, date(2026, 1, 3), "11011", "11010", 200_000)
    found = count(office, "100000=2", account="Kecil")
    assert (found.account, found.account_name, found.status) == ("11011", "Kas Kecil", "cocok")
    with office.read() as session:
        assert [one.code for one in uncounted_cash(session, Month(2026, 1))] == ["11010"]
        assert len(uncounted_cash(session, Month(2026, 2))) == 2


def test_the_minutes_name_the_vouchers_of_the_moment(office, build):
    build.entry(office, date(2026, 1, 5), "51010", "11010", 100_000)
    found = count(office, "100000=9", book=True)
    build.entry(office, date(2026, 1, 6), "51010", "11010", 100_000)
    assert minutes_of(office, found.number).data["last_vouchers"] == {
        "KM": "KM/2026/01/0001", "KK": "KK/2026/01/0001",
    }  # fmt: skip
    assert minutes_of(office).data["number"] == found.number


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("cash_count SET counted = counted + 100 WHERE count IS NULL", "opname-pecahan"),
        ("cash_count SET book = book + 100 WHERE count IS NOT NULL", "opname-tak-cocok"),
        ("cash_count SET entry = 2 WHERE count IS NOT NULL", "opname-tanpa-jurnal"),
        ("cash_count_piece SET pieces = pieces + 1", "opname-pecahan"),
    ],
)
def test_the_audit_names_a_forged_count(sqlite_desk, build, forged, change, named):
    build.entry(sqlite_desk, date(2026, 1, 2), "11010", "31020", 1_000_000)
    count(sqlite_desk, "100000=9", book=True)
    forged(sqlite_desk, f"UPDATE {change}")
    assert named in {found.code for found in check_book(sqlite_desk).violations}


@pytest.fixture
def forged():
    """Change what the guards keep, as somebody with a tool for files could."""

    def run(desk, statement):
        with desk.book.engine.connect() as connection:
            driver = connection.connection.driver_connection
            for (name,) in list(driver.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
                driver.execute(f'DROP TRIGGER "{name}"')
            driver.execute("PRAGMA foreign_keys = OFF")
            driver.execute(statement)
            driver.commit()

    return run


def test_a_count_stands_in_the_set_of_its_month_only(office):
    assert "opname-kas" not in {paper.name for paper in month_package(office, Month.of(DAY))}
    count(office, "100000=1")
    assert "opname-kas" in {paper.name for paper in month_package(office, Month.of(DAY))}
    assert "uang-muka" not in {paper.name for paper in month_package(office, Month.of(DAY))}
