"""The accountant's workbook: every formula comes to the program's figure, on a rich book and on poor ones."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from tests.spreadsheet import Recount, formulas
from upk_ledger.actions.asset_disposals import dispose_of
from upk_ledger.actions.assets import buy_asset
from upk_ledger.actions.audit_workbook import write_audit_workbook
from upk_ledger.actions.bank import reconcile_bank
from upk_ledger.actions.bank_reading import Told, drop_statement, take_statement, understand
from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.cash_counts import count_cash, plan_count
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.secretariat import secretariat_identity, start_secretariat
from upk_ledger.actions.vouchers import papers, tell_support
from upk_ledger.actions.write_offs import write_off
from upk_ledger.actions.year_end import close_year
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.cash_counts import parse_pieces
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.exchange import WouldReplaceBook
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.posting import post

LAJUR, SKEDUL = "Neraca Lajur", "Skedul Utama"


def rp(amount):
    return amount * 100


def months(desk, year, first, last):
    for number in range(first, last + 1):
        close_month(desk, Month(year, number))


def rich(desk, build, tmp_path):
    """Two years: 2026 closed with its result taken over late, in 2027; December of 2027 closed, January 2028 begun."""
    build.opening(desk, k11010=9_000_000, k11021=20_000_000, k31020=-29_000_000)
    for code in ("K01", "K02", "K03"):
        build.group(desk, code)
    punctual = build.loan(desk, date(2026, 1, 10), 5_000_000, "K01")
    late = build.loan(desk, date(2026, 1, 12), 3_000_000, "K02")
    never = build.loan(desk, date(2026, 1, 15), 1_000_000, "K03")
    buy_asset(desk, NewAsset("INV-01", "Lemari", rp(1_200_000), 48), date(2026, 2, 3), "11021")
    buy_asset(desk, NewAsset("INV-02", "Printer", rp(960_000), 24), date(2026, 2, 4), "11021")
    for month in range(2, 8):
        build.pay(desk, punctual, date(2026, month, 10), 575_000)
    wrong = build.pay(desk, late, date(2026, 5, 18), 100_000)
    cancel_repayment(desk, wrong.voucher, "Salah KSM")
    _interest(desk, date(2026, 6, 30), 415_037)
    months(desk, 2026, 1, 12)
    close_year(desk, 2026)
    build.pay(desk, late, date(2027, 2, 15), 690_000)
    write_off(desk, never, date(2027, 3, 20), decision="07/BKM/2027", reason="KSM bubar")
    dispose_of(desk, "INV-02", date(2027, 4, 2), reason="Dijual", proceeds=rp(400_000), money="11021")
    noted = build.entry(desk, date(2027, 5, 6), "51030", "11010", 75_000, '=1+1 "ATK"; nota')
    tell_support(desk, noted.voucher, papers("nota toko"))
    taken_back = build.entry(desk, date(2027, 6, 7), "51010", "11010", 150_000, "Insentif")
    correct_entry(desk, taken_back.voucher, "Ganda", date(2027, 6, 9))
    _interest(desk, date(2027, 6, 30), 9_25)
    deposit_to_bank(desk, date(2027, 12, 24), rp(500_000))
    plan = plan_count(desk, date(2027, 12, 30), counter="pengawas", account=None)
    count_cash(desk, plan, parse_pieces("100000=30"), "")
    _statement(desk, tmp_path)
    months(desk, 2027, 1, 12)
    build.entry(desk, date(2028, 1, 4), "51020", "11010", 60_000, "Rapat")
    build.entry(desk, date(2028, 1, 11), "51020", "11010", 61_000, "Rapat lagi")
    return desk


def _interest(desk, on, sen):
    lines = (JournalLine("11021", debit=sen), JournalLine("41021", credit=sen))
    with desk.write() as session:
        post(session, JournalEntry(on, "umum", lines, "Bunga bank"))


def _statement(desk, tmp_path):
    path = tmp_path / "mutasi.csv"
    path.write_text("Tanggal;Uraian;Debet;Kredit;Saldo\n2027-12-24;SETOR;;500000,00;1000000,00\n")
    read, bank, _ = understand(desk, path, "11021", Told())
    take_statement(desk, bank, read, Told())


@pytest.fixture(scope="module")
def office(build_once, tmp_path_factory):
    """The rich book in a file; that a server gives the same workbook is a test of its own."""
    place = tmp_path_factory.mktemp("kaya")
    return rich(build_once.start(str(place / "buku.upk")), build_once, place)


@pytest.fixture(scope="module")
def last_year(office, tmp_path_factory):
    """The workbook of its second year: with formulas, and with their figures."""
    return written(office, 2027, tmp_path_factory.mktemp("audit") / "audit.xlsx")


def written(desk, year, path):
    made = write_audit_workbook(desk, year, path)
    return load_workbook(made.path), load_workbook(made.path, data_only=True)


def agrees(told, counted):
    """The figure that was written with a formula, and the one that it comes to."""
    if isinstance(counted, Fraction):
        return isinstance(told, int | float) and abs(Fraction(repr(told)) - counted) <= abs(counted) / 10**14
    return (told or "") == counted


def unequal(book, values):
    recount = Recount(book)
    found = [(sheet, cell, text, values[sheet][cell].value) for sheet, cell, text in formulas(book)]
    assert len(found) > 100
    return [
        (*each, recount.value(each[0], each[1]))
        for each in found
        if not agrees(each[3], recount.value(each[0], each[1]))
    ]


def checks(values):
    """The cover's comparisons: what was compared, and whether it agreed."""
    rows = [[cell.value for cell in row] for row in values["Sampul"].iter_rows()]
    first = next(number for number, row in enumerate(rows) if row[0] == "Yang dicocokkan") + 1
    return {row[0]: row[5] for row in rows[first:] if len(row) > 5 and row[5]}


def table(values, sheet, first):
    """The rows below the heading whose first cell is `first`, by heading, up to an empty row."""
    rows = [[cell.value for cell in row] for row in values[sheet].iter_rows()]
    head = next(number for number, row in enumerate(rows) if row[0] == first)
    found = []
    for row in rows[head + 1 :]:
        if not any(cell is not None for cell in row):
            break
        found.append(dict(zip(rows[head], row, strict=True)))
    return found


@pytest.mark.parametrize("year", [2026, 2027])
def test_every_formula_comes_to_the_figure_beside_it(office, tmp_path, year):
    book, values = written(office, year, tmp_path / "audit.xlsx")
    assert unequal(book, values) == []
    told = checks(values)
    assert len(told) == 15
    assert set(told.values()) == {"OK"}


def test_the_trial_balance_and_the_schedules_are_those_of_the_statements(office, last_year):
    values = last_year[1]
    period = ReportPeriod.of_year(2027)
    ledger = {
        row["code"]: Fraction(row["debit"] - row["credit"], 100)
        for row in build_statement(office, "neraca-saldo", period).data["accounts"]
    }
    lajur = table(values, LAJUR, "Kode")
    shown = {
        row["Kode"]: Fraction(repr(row["Saldo menurut buku 31-12-2027"])) for row in lajur if row["Kode"]
    }
    assert shown == {code: amount for code, amount in ledger.items() if code in shown}
    assert not any(amount for code, amount in ledger.items() if code not in shown)
    moved = {row["Kode"]: row for row in lajur}
    assert moved["51060"]["Penyesuaian debit"] > 0
    assert moved["41010"]["Penutup tahun lalu"] > 0
    assert moved["31020"]["Koreksi auditor debit"] is None
    income = build_statement(office, "laba-rugi", period).data
    rows = [row for row in values[SKEDUL].iter_rows(values_only=True) if row[2] == "LABA (RUGI) BERSIH"]
    assert Fraction(repr(rows[0][3])) == Fraction(income["net_income"], 100)
    assert Fraction(repr(rows[0][4])) == Fraction(income["previous"]["net_income"], 100)


def test_lines_have_letters_and_cash_stands_apart_from_the_bank(last_year):
    rows = last_year[1][SKEDUL].iter_rows(min_row=4, values_only=True)
    captions = [row[0] for row in rows if row[0] and ". " in row[0]]
    assert captions[:3] == ["A. Kas", "B. Bank", "C. Pinjaman"]


def test_totals_are_formulas_over_all_rows_above_them(last_year):
    book = last_year[0]
    for name, column in (("Jurnal", "G"), ("Pinjaman", "G"), (LAJUR, "G")):
        sheet = book[name]
        labels = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value == "JUMLAH"]
        total = next(
            row for row in range(1, sheet.max_row + 1) if any(c.value == "JUMLAH" for c in sheet[row])
        )
        assert labels
        assert sheet[f"{column}{total}"].value == f"=SUM(${column}$5:${column}${total - 1})"


def test_the_allowance_moves_to_what_the_classes_require(office, last_year):
    values = last_year[1]
    told = build_statement(office, "cadangan", ReportPeriod.of_year(2027)).data
    rows = {row["Uraian"]: row["Jumlah"] for row in table(values, "Cadangan", "Uraian")}
    assert rows["Dipakai untuk hapus buku"] * 100 == told["movement"]["written_off"] < 0
    assert rows["SALDO AKHIR"] * 100 == told["booked_allowance"]
    classes = table(values, "Cadangan", "Golongan")
    assert [row["Cadangan wajib"] * 100 for row in classes[:5]] == [
        row["allowance"] for row in told["classes"]
    ]


def test_cutoff_corrections_and_differences(last_year):
    values = last_year[1]
    days = [
        row[0].date() for row in values["Cutoff"].iter_rows(values_only=True) if isinstance(row[0], datetime)
    ]
    assert date(2027, 12, 24) in days
    assert date(2028, 1, 4) in days
    assert date(2028, 1, 11) not in days
    cancelled = table(values, "Koreksi", "Tanggal")
    assert cancelled[0]["Alasan"] == "Pembatalan KK/2027/06/0001: Ganda"
    assert cancelled[0]["Tanggal aslinya"] == datetime(2027, 6, 7)
    counted = table(values, "Kas dan Bank", "Tanggal")[0]
    assert counted["Selisih"] == counted["Uang yang dihitung"] - counted["Saldo buku"]
    gone = [row for row in values["Inventaris"].iter_rows(values_only=True) if row[0] == "INV-02"]
    assert gone[0][7] == 400_000


def test_text_stays_text_and_no_member_is_named(last_year):
    book, values = last_year
    words = [str(cell.value) for sheet in values for row in sheet.iter_rows() for cell in row]
    assert '=1+1 "ATK"; nota' in words
    assert not [text for _, _, text in formulas(book) if "ATK" in text]
    assert not [word for word in words if "Anggota 1" in word]


def test_sen_are_exact_and_shown_only_where_there_are_any(sqlite_desk, build, tmp_path):
    most = 9_999_999_999_999_99
    lines = (JournalLine("11021", debit=most), JournalLine("31020", credit=most))
    with sqlite_desk.write() as session:
        post(session, JournalEntry(date(2026, 1, 2), "umum", lines, "Modal"))
    build.entry(sqlite_desk, date(2026, 1, 3), "11010", "31020", 5)
    book, values = written(sqlite_desk, 2026, tmp_path)
    sheet = values["Jurnal"]
    assert [Fraction(repr(sheet[f"G{row}"].value or 0)) for row in (5, 7)] == [Fraction(most, 100), 5]
    assert unequal(book, values) == []
    assert sheet["G5"].number_format.startswith("#,##0.00")
    assert values["Inventaris"]["G6"].number_format.startswith(("#,##0_", "General"))


def test_an_open_year_counts_to_the_newest_day_and_says_so(desk, build, tmp_path):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 1_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 5), 500_000)
    later = desk.__class__(**{**_facts(desk), "clock": lambda: datetime(2026, 3, 9, 3, tzinfo=UTC)})
    build.pay(later, loan, date(2026, 2, 5), 57_500)
    made = write_audit_workbook(later, 2026, tmp_path / "a.xlsx")
    assert (made.end, made.sealed) == (date(2026, 3, 9), False)
    book, values = load_workbook(made.path), load_workbook(made.path, data_only=True)
    assert values["Sampul"]["A2"].value.endswith("SEMENTARA: BULAN BELUM DITUTUP")
    assert unequal(book, values) == []
    assert set(checks(values).values()) == {"OK"}


def _facts(desk):
    names = ("book", "office_id", "uuid", "office", "actor", "entropy", "successors")
    return {name: getattr(desk, name) for name in names}


def test_an_office_that_does_not_lend_has_no_sheets_of_loans(desk, build, tmp_path):
    names = {"bendahara": "Dewi Lestari", "sekretaris": "Agus Salim"}
    beside = start_secretariat(desk, secretariat_identity(desk.office, code="SEK"), names)
    build.entry(beside, date(2026, 1, 5), "11010", "31010", 2_000_000)
    book, values = written(beside, 2026, tmp_path)
    assert "Pinjaman" not in book.sheetnames
    assert "Cadangan" not in book.sheetnames
    assert unequal(book, values) == []
    assert set(checks(values).values()) == {"OK"}


def test_the_same_bytes_each_time_and_on_both_engines(sqlite_desk, postgres_location, build, tmp_path):
    other = build.start(postgres_location)
    contents = []
    for number, desk in enumerate((sqlite_desk, sqlite_desk, other)):
        if number != 1:
            rich(desk, build, tmp_path)
        contents.append(write_audit_workbook(desk, 2027, tmp_path / f"{number}.xlsx").path.read_bytes())
    assert contents[0] == contents[1] == contents[2]


def test_the_cost_does_not_grow_with_the_entries(desk, build, tmp_path):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 9_000_000)

    def asked(first, last):
        for number in range(first, last):
            loan = build.loan(desk, date(2026, 1, 5), 100_000, build.group(desk, f"K{number:02d}"))
            build.pay(desk, loan, date(2026, 2, 5), 11_500)
        found = []

        def listen(_connection, _cursor, statement, _parameters, _context, _many):
            found.append(statement)

        event.listen(desk.book.engine, "before_cursor_execute", listen)
        write_audit_workbook(desk, 2026, tmp_path / "a.xlsx")
        event.remove(desk.book.engine, "before_cursor_execute", listen)
        return len(found)

    asked(1, 3)
    assert asked(3, 5) == asked(5, 12)


def test_what_is_refused(sqlite_desk, tmp_path, sqlite_location):
    with pytest.raises(BeforeBookStart):
        write_audit_workbook(sqlite_desk, 2025, tmp_path / "a.xlsx")
    with pytest.raises(WouldReplaceBook):
        write_audit_workbook(sqlite_desk, 2026, tmp_path / "buku.upk")
    assert not (tmp_path / "a.xlsx").exists()


def test_a_reconciliation_whose_statement_was_cancelled_is_marked(sqlite_desk, build, tmp_path):
    build.entry(sqlite_desk, date(2027, 12, 20), "11021", "31020", 500_000)
    build.entry(sqlite_desk, date(2027, 12, 24), "11021", "31020", 500_000)
    build.entry(sqlite_desk, date(2027, 12, 31), "11010", "31020", 1_000)
    _statement(sqlite_desk, tmp_path)
    on = date(2027, 12, 31)
    reconcile_bank(sqlite_desk, "11021", on, rp(1_000_000))
    states = []
    for _ in range(2):
        _, values = written(sqlite_desk, 2027, tmp_path / "a.xlsx")
        rows = [row for row in values["Kas dan Bank"].iter_rows(values_only=True) if row[1] == "11021"]
        states.append((rows[-1][3:6], rows[-1][6]))
        if len(states) == 1:
            drop_statement(sqlite_desk, 1, "Salah berkas", release=True)
    assert states[0] == ((1_000_000, 1_000_000, 0), "berlaku")
    assert states[1][1] == "rekening korannya sudah dibatalkan"


def test_a_first_year_that_began_in_july_with_income_and_is_closed_with_december(
    sqlite_location, build, tmp_path
):
    desk = build.start(sqlite_location, start=date(2026, 7, 15))
    build.opening(desk, k11010=6_000_000, k51010=200_000, k41010=-700_000, k31020=-5_500_000)
    build.entry(desk, date(2026, 8, 3), "11010", "41010", 90_000)
    build.entry(desk, date(2026, 9, 30), "51060", "12021", 25_000, "Penyusutan")
    months(desk, 2026, 7, 11)
    close_year(desk, 2026)
    book, values = written(desk, 2026, tmp_path / "a.xlsx")
    assert unequal(book, values) == []
    assert set(checks(values).values()) == {"OK"}
    lajur = {row["Kode"]: row for row in table(values, LAJUR, "Kode") if row["Kode"]}
    assert (lajur["41010"]["Saldo awal 15-07-2026 (kredit: minus)"], lajur["41010"]["Laba rugi kredit"]) == (
        -700_000,
        790_000,
    )
    assert lajur["41010"]["Jurnal penutup debit"] == 790_000
    assert lajur["51060"]["Penyesuaian debit"] == 25_000
    heads = [row for row in values[SKEDUL].iter_rows(values_only=True) if row[0] == "Indeks"]
    assert heads[0][3:5] == ("2026", "Awal 15-07-2026")


def test_what_was_recorded_late_is_listed_with_its_days(sqlite_desk, sqlite_location, build, tmp_path):
    build.entry(sqlite_desk, date(2026, 1, 1), "11010", "31020", 900_000)
    later = build.open(sqlite_location)  # on 2 April
    build.entry(later, date(2026, 2, 20), "51030", "11010", 20_000, "ATK Februari")
    build.entry(later, date(2026, 3, 31), "51030", "11010", 30_000, "ATK Maret")
    build.entry(later, date(2026, 4, 1), "51030", "11010", 40_000, "ATK April")
    book, values = written(later, 2026, tmp_path / "a.xlsx")
    assert unequal(book, values) == []
    rows = list(values["Koreksi"].iter_rows(values_only=True))
    starts = [number for number, row in enumerate(rows) if row[0] == "Tanggal"]
    backdated, late = rows[starts[1] : starts[2]], rows[starts[2] :]
    assert [(row[8], row[5]) for row in backdated if isinstance(row[0], datetime)] == [
        ("ATK Februari", 41),
        ("ATK Maret", 2),
    ]
    found = [row for row in late if isinstance(row[0], datetime)]
    assert [(row[8], row[5], row[9]) for row in found] == [("ATK Februari", datetime(2026, 3, 5), 41)]


def test_a_figure_changed_by_hand_shows_on_the_cover(office, tmp_path):
    book, values = written(office, 2027, tmp_path / "a.xlsx")
    book["Jurnal"]["G5"] = (book["Jurnal"]["G5"].value or 0) + 1
    recount = Recount(book)
    results = [
        (values["Sampul"][f"A{cell[1:]}"].value, recount.value(sheet, cell))
        for sheet, cell, _ in formulas(book)
        if sheet == "Sampul" and cell[0] == "F"
    ]
    assert ("Jurnal seimbang", "SELISIH") in results
    assert ("Saldo menurut buku seimbang", "SELISIH") in results
    assert ("Saldo pinjaman menurut golongan", "OK") in results


def test_the_journal_can_be_filtered_and_every_sheet_printed(last_year):
    book = last_year[0]
    sheet = book["Jurnal"]
    last = next(row for row in range(5, sheet.max_row + 1) if sheet[f"F{row}"].value == "JUMLAH") - 1
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D5", f"A4:O{last}")
    assert sheet.print_title_rows == "$4:$4"
    alarms = [rule.formula for each in book["Sampul"].conditional_formatting for rule in each.rules]
    assert alarms == [['"SELISIH"']]
    for each in book:
        assert each.page_setup.orientation == "landscape"
        assert each.page_setup.fitToHeight == 0
        assert each.oddFooter.right.text == "Halaman &P dari &N"
