"""The bank's statements in the book: read once, continuing one another, matched, booked, reconciled."""

import random
from datetime import date, timedelta

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.bank import OpenBank, bank_overview, reconcile_bank, unreconciled
from upk_ledger.actions.bank_matching import (
    book_charges,
    charge_line,
    match_bank,
    match_by_hand,
    release_line,
)
from upk_ledger.actions.bank_reading import Told, drop_statement, take_statement, understand
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.report_bank import reconciliation_paper
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.reversal import reverse
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.errors.ledger import WrongAccountRole
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.report_periods import ReportPeriod

BANK = "11021"
JANUARY = date(2026, 1, 31)


def on(text):
    return date(2026, *map(int, text.split("-")))


@pytest.fixture
def take(tmp_path):
    """Read a statement of lines (day, rupiah, words) as a CSV file with running balances."""
    count = iter(range(1000))

    def take(desk, lines, opening=0, account=BANK, told=None, *, balances=True):
        rows, balance = ["Tanggal;Uraian;Debet;Kredit" + (";Saldo" if balances else "")], opening
        for when, amount, words in lines:
            balance += amount
            sides = f"{-amount},00;" if amount < 0 else f";{amount},00"
            rows.append(f"{on(when)};{words};{sides}" + (f";{balance},00" if balances else ""))
        path = tmp_path / f"mutasi-{next(count)}.csv"
        path.write_text("\n".join(rows) + "\n")
        given = told or Told()
        read, bank, _ = understand(desk, path, account, given)
        return take_statement(desk, bank, read, given)

    return take


def deposits(desk, build, *facts):
    """Entries that move the bank's account by so many rupiah, on these days."""
    return [
        build.entry(desk, on(when), BANK, "11010", amount)
        if amount > 0
        else build.entry(desk, on(when), "51030", BANK, -amount)
        for when, amount in facts
    ]


def summary(matching):
    return [(one.line.name, [move.voucher for move in one.moves]) for one in matching.found]


USUAL = [("1-6", 1000, "SETORAN"), ("1-20", -150, "TARIKAN"), ("1-31", 12, "BUNGA"), ("1-31", -2, "PAJAK BUNGA"),
         ("1-31", -5, "BIAYA ADM")]  # fmt: skip


# Reading


def test_a_statement_is_read_once_and_the_next_continues_it(desk, take):
    first = take(desk, USUAL)
    assert (first.number, first.added, first.opening, first.closing) == (1, 5, 0, 85_500)
    again = take(desk, USUAL)
    assert (again.number, again.added, again.known, again.repeated) == (1, 0, 5, True)
    second = take(desk, [("2-3", 100, "SETORAN")], opening=855)
    assert (second.number, second.added, second.closing) == (2, 1, 95_500)
    with pytest.raises(errors.StatementNotContinuing) as refusal:
        take(desk, [("3-3", 100, "SETORAN")], opening=900)
    assert (refusal.value.expected, refusal.value.found) == (95_500, 90_000)
    audited = check_book(desk)
    assert audited.violations == ()


def test_overlapping_lines_are_recognised_and_a_last_day_may_grow(desk, take):
    take(desk, USUAL[:3])
    grown = take(desk, [*USUAL[1:], ("2-2", 7, "SETORAN")], opening=1000)
    assert (grown.added, grown.known, grown.opening, grown.closing) == (3, 2, 100_000, 86_200)
    inside = take(desk, USUAL[1:4], opening=1000)
    assert (inside.added, inside.repeated) == (0, True)
    with pytest.raises(errors.StatementDiffers) as refusal:
        take(desk, [("1-20", -151, "TARIKAN"), ("1-31", 12, "BUNGA")], opening=1000)
    assert refusal.value.on == on("1-20")
    with pytest.raises(errors.StatementDiffers):
        take(desk, [("1-20", -150, "TARIKAN"), ("1-25", 10, "LAIN"), ("1-31", 12, "BUNGA")], opening=1000)


def test_an_earlier_statement_has_to_lead_to_the_first(desk, take):
    take(desk, [("3-1", 10, "SETORAN")], opening=500)
    with pytest.raises(errors.StatementNotContinuing):
        take(desk, [("2-1", 10, "SETORAN")], opening=500)
    assert take(desk, [("2-1", 10, "SETORAN")], opening=490).closing == 50_000
    assert reconciled_balance(desk, on("3-1")) == 51_000


def reconciled_balance(desk, day):
    from upk_ledger.store import banking

    with desk.read() as session:
        return banking.bank_balances(session, banking.statements_of(session), day)[BANK]


def test_without_balances_the_statement_before_tells_them(desk, take):
    with pytest.raises(errors.OpeningUnknown):
        take(desk, USUAL, balances=False)
    assert take(desk, USUAL, told=Told(opening=0), balances=False).closing == 85_500
    taken = take(desk, [("2-3", 100, "SETORAN")], balances=False)
    assert (taken.opening, taken.closing, taken.unproven) == (85_500, 95_500, True)


def test_columns_are_remembered_for_the_account(desk, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Hari;Isi;Besar\n2026-01-05;setor;1.250\n")
    told = Told({"tanggal": "Hari", "keterangan": "Isi", "jumlah": "Besar"}, "koma", opening=0)
    read, account, guessed = understand(desk, path, BANK, told)
    take_statement(desk, account, read, told)
    assert not guessed
    path.write_text("Hari;Isi;Besar\n2026-02-05;setor;3.250\n")
    read, _, guessed = understand(desk, path, BANK, Told())
    assert (read.rows[0].amount, guessed) == (325_000, False)
    with pytest.raises(errors.ColumnsUnknown):
        understand(desk, path, "11022", Told())
    with pytest.raises(WrongAccountRole):
        understand(desk, path, "11010", Told())
    path.write_text("Hari;Isi;Besar\n2026-01-05;setor;1.250\n")
    read, account, _ = understand(desk, path, "11022", told)
    with pytest.raises(errors.StatementOfOtherAccount):
        take_statement(desk, account, read, told)


def test_a_statement_read_wrongly_is_taken_out_from_the_end(desk, build, take):
    deposits(desk, build, ("1-5", 1000))
    take(desk, USUAL)
    take(desk, [("2-3", 100, "SETORAN")], opening=855)
    take(desk, [("3-3", 100, "SETORAN")], opening=955)
    match_bank(desk, BANK)
    with pytest.raises(errors.StatementNeeded):
        drop_statement(desk, 2, "salah")
    with pytest.raises(errors.StatementMatched):
        drop_statement(desk, 1, "salah")
    with pytest.raises(EmptyField):
        drop_statement(desk, 1, " ")
    with pytest.raises(errors.UnknownStatement):
        drop_statement(desk, 4, "salah")
    assert drop_statement(desk, 3, "salah akun")[1] == 0
    with pytest.raises(errors.StatementCancelled):
        drop_statement(desk, 3, "salah akun")
    assert drop_statement(desk, 1, "salah akun", release=True)[1] == 1
    assert take(desk, USUAL).number == 4
    assert [(each.statement.number, each.lines, each.free) for each in bank_overview(desk)[1]] == [
        (1, 0, 0), (2, 1, 1), (3, 0, 0), (4, 5, 5),
    ]  # fmt: skip
    assert summary(match_bank(desk, BANK)) == [("4.1", ["PB/2026/01/0001"])]
    assert check_book(desk).violations == ()


# Matching and booking


def test_matching_shows_both_sides_and_books_the_charges(desk, build, take):
    deposits(desk, build, ("1-5", 1000), ("1-20", -150), ("1-30", 400))
    take(desk, USUAL)
    found = match_bank(desk, BANK, JANUARY)
    assert summary(found) == [("1.1", ["PB/2026/01/0001"]), ("1.2", ["KK/2026/01/0001"])]
    assert [move.amount for move in found.sides.moves] == [40_000]
    assert [line.name for line in found.sides.lines] == ["1.3", "1.4", "1.5"]
    assert [(charge.line.name, charge.kind) for charge in found.charges] == [
        ("1.3", "bunga"), ("1.4", "pajak"), ("1.5", "administrasi"),
    ]  # fmt: skip
    posted = book_charges(desk, BANK, found.charges)
    lines = [[(line.account, line.debit, line.credit) for line in one.entry.lines] for one in posted]
    assert lines == [
        [(BANK, 1200, 0), ("41021", 0, 1200)],
        [("51091", 200, 0), (BANK, 0, 200)],
        [("51090", 500, 0), (BANK, 0, 500)],
    ]
    assert {one.entry.date for one in posted} == {JANUARY}
    assert posted[2].entry.description == "Biaya administrasi bank: BIAYA ADM"
    after = match_bank(desk, BANK, JANUARY)
    assert (after.found, after.charges, after.sides.lines) == ((), (), ())
    assert reconcile_bank(desk, BANK, JANUARY).found.adjusted_bank == 125_500
    with pytest.raises(errors.BankLineMatched):
        book_charges(desk, BANK, found.charges)
    assert check_book(desk).violations == ()


def test_what_the_bank_charged_in_a_closed_month_is_booked_on_the_first_open_day(desk, take):
    take(desk, [("1-6", 1000, "SETORAN"), ("1-31", -5, "BIAYA ADM")])
    close_month(desk, Month(2026, 1))
    found = match_bank(desk, BANK, JANUARY)
    assert [charge.on for charge in found.charges] == [on("2-1")]
    (posted,) = book_charges(desk, BANK, found.charges)
    assert posted.entry.date == on("2-1")
    assert match_bank(desk, BANK, JANUARY).charges == ()
    again = match_bank(desk, BANK, on("2-28"))
    assert [line.name for line in again.sides.lines] == ["1.1"]


def test_a_line_by_hand_and_back(desk, build, take):
    first, second, third = deposits(desk, build, ("1-5", 600), ("1-7", 400), ("2-25", 1000))
    other = build.entry(desk, on("1-8"), "11010", "41020", 1000)
    take(desk, [("1-20", 1000, "SETORAN"), ("1-21", 7, "SETORAN")])
    with pytest.raises(errors.MatchAmountDiffers):
        match_by_hand(desk, "1.1", [first.voucher])
    with pytest.raises(errors.EntryNotAtBank):
        match_by_hand(desk, "1.1", [other.voucher])
    for wrong in ("1.3", "2.1", "satu", "1"):
        with pytest.raises(errors.UnknownBankLine):
            match_by_hand(desk, wrong, [first.voucher])
    found = match_by_hand(desk, "1.1", [first.voucher, second.voucher])
    assert [move.record for move in found.moves] == [first.record, second.record]
    with pytest.raises(errors.BankLineMatched):
        match_by_hand(desk, "1.1", [third.voucher])
    with pytest.raises(errors.EntryMatched):
        match_by_hand(desk, "1.2", [first.voucher])
    assert release_line(desk, "1.1").line.name == "1.1"
    with pytest.raises(errors.BankLineFree):
        release_line(desk, "1.1")
    assert match_by_hand(desk, "1.1", [third.voucher]).moves[0].record == third.record
    reverse(desk, third.voucher, "Keliru")
    with pytest.raises(errors.EntryNotAtBank):
        match_by_hand(desk, "1.1", [third.voucher])
    match_by_hand(desk, "1.1", [first.voucher, second.voucher])
    with pytest.raises(errors.UnknownBankLine):
        charge_line(desk, "1.2", "administrasi", "11022")
    account, charge = charge_line(desk, "1.2", "administrasi", "Bank UPK")
    assert account == BANK
    (posted,) = book_charges(desk, BANK, [charge])
    assert [(line.account, line.debit) for line in posted.entry.lines if line.debit] == [(BANK, 700)]


def test_lines_before_the_books_start_are_in_the_opening_balance(desk, build, take):
    build.opening(desk, k11021=1000, k31020=-1000)
    taken = take(desk, [("1-2", 50, "SETORAN")], opening=1000, told=Told(since=date(2025, 12, 1)))
    assert taken.read.since == date(2025, 12, 1)
    deposits(desk, build, ("1-2", 50))
    assert len(match_bank(desk, BANK).found) == 1
    assert reconcile_bank(desk, BANK, on("1-2")).found.book == 105_000


# Reversals


def test_a_reversed_entry_leaves_its_line_to_the_right_one(desk, build, take):
    (wrong,) = deposits(desk, build, ("1-5", 1000))
    take(desk, [("1-6", 1000, "SETORAN")])
    match_bank(desk, BANK)
    reverse(desk, wrong.voucher, "Salah akun lawan")
    assert [line.name for line in match_bank(desk, BANK).sides.lines] == ["1.1"]
    right = build.entry(desk, on("1-5"), BANK, "41020", 1000)
    assert summary(match_bank(desk, BANK)) == [("1.1", [right.voucher])]
    sides = match_bank(desk, BANK).sides
    assert (sides.moves, sides.lines) == ((), ())
    reconcile_bank(desk, BANK, on("1-6"))


def test_an_entry_that_was_reversed_in_a_later_month_stands_in_its_own(desk, build, take):
    (wrong,) = deposits(desk, build, ("1-5", 1000))
    take(desk, [("1-6", 1000, "SETORAN"), ("1-31", 1, "SETORAN")])
    build.entry(desk, on("1-31"), BANK, "11010", 1)
    match_bank(desk, BANK)
    recorded = reconcile_bank(desk, BANK, JANUARY).recorded
    before = reconciliation_paper(desk, recorded)
    close_month(desk, Month(2026, 1))
    reverse(desk, wrong.voucher, "Salah akun lawan")
    assert reconciliation_paper(desk, recorded) == before
    assert reconcile_bank(desk, BANK, JANUARY).found.at_bank_only == ()
    take(desk, [("2-27", 5, "SETORAN")], opening=1001)
    assert [line.name for line in match_bank(desk, BANK, on("2-28")).sides.lines] == ["1.1", "2.1"]


# Reconciling


def test_a_reconciliation_is_recorded_when_it_explains_everything(desk, build, take):
    build.entry(desk, on("1-3"), BANK, "11010", 1000)
    with pytest.raises(errors.BankBalanceUnknown):
        reconcile_bank(desk, BANK, JANUARY)
    take(desk, [("1-6", 1000, "SETORAN")])
    with pytest.raises(errors.BankBalanceUnknown) as refusal:
        reconcile_bank(desk, BANK, JANUARY)
    assert refusal.value.until == on("1-6")
    with pytest.raises(errors.BankBalanceDiffers) as refusal:
        reconcile_bank(desk, BANK, JANUARY, 99_900)
    assert (refusal.value.told, refusal.value.read) == (99_900, 100_000)
    first = reconcile_bank(desk, BANK, JANUARY, 100_000)
    assert not first.repeated
    assert reconcile_bank(desk, BANK, JANUARY, 100_000) == first.__class__(
        first.account, first.recorded, first.found, repeated=True
    )
    build.entry(desk, on("1-30"), BANK, "11010", 5)
    assert not reconcile_bank(desk, BANK, JANUARY, 100_000).repeated


def test_a_difference_from_before_the_first_statement_stays_unexplained(desk, build, take):
    build.entry(desk, on("1-3"), BANK, "11010", 1000)
    take(desk, [("1-6", 7, "SETORAN")], opening=990)
    with pytest.raises(errors.DifferenceUnexplained) as refusal:
        reconcile_bank(desk, BANK, on("1-6"))
    assert (refusal.value.bank, refusal.value.book, refusal.value.difference) == (99_700, 100_000, 1_000)


def test_an_account_without_a_statement_is_reconciled_by_its_passbook(desk, build):
    build.entry(desk, on("1-3"), "11022", "11010", 700)
    with pytest.raises(errors.DifferenceUnexplained):
        reconcile_bank(desk, "11022", JANUARY, 69_900)
    assert reconcile_bank(desk, "11022", JANUARY, 70_000).found.book == 70_000


def bank_tasks(desk):
    return next(found.tasks for found in tasks_due(desk, on("2-5")) if found.kind == "bank")


def test_the_month_end_asks_for_reconciliations_that_hold(desk, build, take):
    january = Month(2026, 1)

    def asked():
        with desk.read() as session:
            return unreconciled(session, january)

    assert asked() == ()
    build.entry(desk, on("1-3"), BANK, "11010", 1000)
    assert asked() == (OpenBank(BANK, "Bank UPK", 100_000, "belum"),)
    assert bank_tasks(desk) == ()  # an office that reads no statements is not reminded
    take(desk, [("1-6", 1000, "SETORAN")], told=Told(until=JANUARY))
    reconcile_bank(desk, BANK, JANUARY)
    assert asked() == ()
    build.entry(desk, on("1-9"), BANK, "11010", 5)
    assert asked() == (OpenBank(BANK, "Bank UPK", 100_500, "berubah", 100_000, read=True),)
    assert [task.note for task in bank_tasks(desk)] == ["berubah"]
    reconcile_bank(desk, BANK, JANUARY)
    assert asked() == ()
    take(desk, [("1-31", 5, "SETORAN")], opening=1000)
    assert [one.reason for one in asked()] == ["berubah"]
    drop_statement(desk, 2, "Salah baca")
    assert asked() == ()
    drop_statement(desk, 1, "Salah baca")
    assert [one.reason for one in asked()] == ["berubah"]


def test_the_paper_stays_the_same_whatever_is_recorded_later(desk, build, take):
    deposits(desk, build, ("1-5", 1000), ("1-30", 400))
    take(desk, USUAL)
    match_bank(desk, BANK, JANUARY)
    recorded = reconcile_bank(desk, BANK, JANUARY).recorded
    period = ReportPeriod.at(JANUARY)
    paper = reconciliation_paper(desk, recorded)
    assert paper == build_statement(desk, "rekonsiliasi-bank", period)
    assert not paper.provisional
    book_charges(desk, BANK, match_bank(desk, BANK, JANUARY).charges)
    release_line(desk, "1.1")
    take(desk, [("2-2", 400, "SETORAN")], opening=855)
    match_bank(desk, BANK)
    assert build_statement(desk, "rekonsiliasi-bank", period) == paper
    close_month(desk, Month(2026, 1))
    reconcile_bank(desk, BANK, JANUARY)
    assert build_statement(desk, "rekonsiliasi-bank", period).sections == paper.sections
    assert build_statement(desk, "rekonsiliasi-bank", ReportPeriod.at(on("2-1"))).data["unreconciled"] == [
        BANK
    ]


# Cost, and any book


def counted(desk, work):
    from sqlalchemy import event

    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(desk.book.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(desk.book.engine, "before_cursor_execute", note)
    return len(seen)


def test_hundreds_of_lines_take_no_more_statements_than_one(desk, build, take):
    def month(number, lines):
        start = date(2026, number, 1)
        for place in range(lines):
            build.entry(desk, start + timedelta(place % 27), BANK, "11010", 100 + place)
        rows = [(f"{number}-{1 + place % 27}", 100 + place, "SETORAN") for place in range(lines)]
        return sorted(rows, key=lambda row: int(row[0].split("-")[1]))

    def work(rows, opening, end):
        return [
            counted(desk, lambda: take(desk, rows, opening=opening)),
            counted(desk, lambda: match_bank(desk, BANK, end)),
            counted(
                desk, lambda: reconcile_bank(desk, BANK, end, (opening + sum(row[1] for row in rows)) * 100)
            ),
        ]

    work(month(1, 1), 0, JANUARY)
    few = work(month(2, 2), 100, on("2-28"))
    many = work(month(3, 40), 301, on("3-31"))
    # Rows are inserted fifty at a time: words, lines and matches of forty take no more than those of two.
    assert [late - early for early, late in zip(few, many, strict=True)] == [0, 0, 0]
    assert [len(each.found) for each in [match_bank(desk, BANK)]] == [0]


@pytest.mark.parametrize("seed", range(3))
def test_any_book_reconciles_every_month(desk, build, take, seed):
    """Days shifted, charges put in, items missing on either side: explained to the sen, no entry twice."""
    chance = random.Random(seed)
    carried, opening, used = [], 0, set()
    for number in (1, 2, 3):
        month = Month(2026, number)
        rows, carried = carried, []
        for _ in range(12):
            day = month.first + timedelta(chance.randrange(28))
            amount = chance.choice([50, 100, 100, 250, -75, -100, 10 * chance.randrange(1, 99)])
            posted = deposits(desk, build, (f"{day.month}-{day.day}", amount))[0]
            fate = chance.random()
            if fate < 0.1:
                reverse(desk, posted.voucher, "Keliru")
            elif fate < 0.9:
                late = day + timedelta(chance.randrange(5))
                (rows if late <= month.last else carried).append((late, amount, "MUTASI"))
        rows += [(month.last, 3, "BUNGA"), (month.last, -1, "PAJAK"), (month.last, -2, "BIAYA ADM")]
        lines = [(f"{day.month}-{day.day}", amount, words) for day, amount, words in sorted(rows)]
        take(desk, lines, opening=opening)
        opening += sum(amount for _, amount, _ in lines)
        found = match_bank(desk, BANK, month.last)
        records = [move.record for one in found.found for move in one.moves]
        assert len(set(records)) == len(records)
        assert used.isdisjoint(records)
        used.update(records)
        if chance.random() < 0.7:
            book_charges(desk, BANK, found.charges)
        result = reconcile_bank(desk, BANK, month.last).found
        assert (result.difference, result.bank) == (0, opening * 100)
    assert check_book(desk).violations == ()


@pytest.mark.parametrize("seed", [1, 2, 33, 47, 60, 172])
def test_overlapping_files_in_any_order_bring_every_line_once(sqlite_desk, take, seed):
    """Files of whole days, or broken off in the middle of their last one: each line is kept once, or all is refused."""
    chance, desk = random.Random(seed), sqlite_desk
    days = sorted(chance.randrange(1, 29) for _ in range(25))
    lines = [(f"1-{day}", chance.choice([5, 5, -5, 7, 11]), "MUTASI") for day in days]
    starts = [place for place in range(25) if place == 0 or days[place] != days[place - 1]]
    ends = chance.sample(range(1, 25), 6)
    files = [(max(start for start in starts if start <= chance.randrange(end)), end) for end in ends]
    kept = 0
    for start, end in [*files, (0, 25)]:
        try:
            taken = take(desk, lines[start:end], opening=sum(amount for _, amount, _ in lines[:start]))
        except (errors.StatementNotContinuing, errors.StatementDiffers):
            continue  # days between were not read yet, or a day was read by halves
        kept += taken.added
        assert taken.closing == 100 * sum(amount for _, amount, _ in lines[:end])
        summed = [each for each in bank_overview(desk)[1] if not each.statement.cancelled]
        assert sum(each.lines for each in summed) == kept
    assert kept == 25
    assert reconciled_balance(desk, JANUARY) == 100 * sum(amount for _, amount, _ in lines)
