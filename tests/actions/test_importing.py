"""Tables into a book: as Excel writes them, all or nothing, twice without effect, every fault named."""

from datetime import date

import pytest
from openpyxl import load_workbook

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.importing import import_tables, read_tables, write_blank
from upk_ledger.actions.lending import decide_loan
from upk_ledger.actions.loan_views import view_loan
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors import ledger, loans, people, typing_in
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.exchange.rows import ImportTables

RP = 100

LOAN = "nomor;kode_ksm;pokok;tenor;jasa_persen;metode;tanggal_cair"
PAYMENT = "tanggal;nomor_pinjaman;jumlah;pokok;jasa;bukti"
ENTRY = "tanggal;nomor;akun;debit;kredit;keterangan"

# A small UPK with one loan running at the start and one made in January; Windows-1252, semicolons, commas.
SMALL = {
    "akun": "kode;nama;jenis;induk;peran\n11023;Bank Désa;aset;;bank\n",
    "ksm": "Kode;Nama;Alamat\nK01;KSM Mawar;RT 02 – RW 05\nK02;KSM Melati;\n",
    "anggota": (
        "kode_ksm;kode;nama;nik;jenis_kelamin;miskin\n"
        "K01;01;Siti;3374014101800001;P;ya\nK01;02;Ani;;P;\nK02;01;Budi;;L;tidak\n"
    ),
    "saldo_awal": "akun;debit;kredit\n11010;7.000.000;\n11030;3.000.000;\n31020;;10.000.000\n12020;;\n",
    "pinjaman_awal": (
        f"{LOAN};pokok_terbayar;jasa_terbayar\nP-2025-0009;K02;5.000.000;10;1,5;flat;15/08/2025;2.000.000;300.000\n"
    ),
    "pinjaman": f"{LOAN};akun_kas\nP-2026-0001;K01;2.000.000;10;1,5;flat;10/01/2026;\n",
    "pinjaman_anggota": (
        "nomor_pinjaman;kode_anggota;pokok\nP-2026-0001;01;1.500.000\nP-2026-0001;02;500.000\n"
        "P-2025-0009;01;5.000.000\n"
    ),
    "angsuran": (
        f"{PAYMENT}\n10/02/2026;P-2026-0001;230.000;;;KW-1\n15/01/2026;P-2025-0009;575.000;500.000;75.000;KW-2\n"
        "20/02/2026;P-2025-0009;50.000;;;\n20/02/2026;P-2025-0009;50.000;;;\n"
    ),
    "jurnal": (
        f"{ENTRY}\n05/01/2026;J-1;51030;25.000,50;;Beli ATK\n05/01/2026;J-1;11010;;25.000,50;Beli ATK\n"
        "10/01/2026;J-2;11023;1.000.000;;\n10/01/2026;J-2;11010;;1.000.000;\n"
    ),
}


@pytest.fixture
def folder(tmp_path):
    """Writes tables as Excel with Indonesian settings does and reads them; None leaves a table out."""

    def write(**changes):
        place = tmp_path / "impor"
        place.mkdir(exist_ok=True)
        for name, text in (SMALL | changes).items():
            if text is None:
                (place / f"{name}.csv").unlink(missing_ok=True)
            else:
                (place / f"{name}.csv").write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
        return read_tables(place)

    return write


def balances(desk):
    with desk.read() as session:
        rows = session.all(
            "SELECT account_code, sum(debit) - sum(credit) FROM journal_line WHERE office_id = :office"
            " GROUP BY account_code ORDER BY account_code"
        )
    return {code: int(amount) for code, amount in rows}


def head(desk):
    with desk.read() as session:
        return session.head()


def faults_of(desk, tables):
    before = head(desk)
    with pytest.raises(ImportFaults) as caught:
        import_tables(desk, tables)
    assert head(desk) == before
    assert sentence(caught.value)
    return caught.value.faults


def only_fault(desk, tables):
    (fault,) = faults_of(desk, tables)
    return fault.file, fault.row, fault.column, type(fault.error)


def test_a_whole_small_book(desk, folder):
    result = import_tables(desk, folder())
    assert (result.accounts, result.groups, result.members) == (1, 2, 3)
    assert (result.loans, result.running_loans, result.repayments, result.entries) == (1, 1, 4, 2)
    assert (result.opening, result.unchanged, result.applications) == (3, 0, 0)
    assert [(posted.voucher, posted.entry.date) for posted in result.booked] == [
        ("PB/2026/01/0001", date(2026, 1, 1)),
        ("KK/2026/01/0001", date(2026, 1, 5)),
        ("KK/2026/01/0002", date(2026, 1, 10)),
        ("PB/2026/01/0002", date(2026, 1, 10)),
        ("KM/2026/01/0001", date(2026, 1, 15)),
        ("KM/2026/02/0001", date(2026, 2, 10)),
        ("KM/2026/02/0002", date(2026, 2, 20)),
        ("KM/2026/02/0003", date(2026, 2, 20)),
    ]
    assert balances(desk) == {
        "11010": 7_000_000_00 - 25_000_50 - 1_000_000_00 - 2_000_000_00 + 905_000_00,
        "11023": 1_000_000_00,
        "11030": 3_000_000_00 + 2_000_000_00 - 500_000_00 - 25_000_00 - 200_000_00,
        "31020": -10_000_000_00,
        "41010": -75_000_00 - 75_000_00 - 30_000_00,
        "51030": 25_000_50,
    }


def test_loans_stand_where_the_tables_put_them(desk, folder):
    import_tables(desk, folder())
    running = view_loan(desk, "P-2025-0009", date(2026, 1, 1))
    assert (running.loan.origin, running.at.disbursed_on) == ("awal", date(2025, 8, 15))
    assert (running.at.paid_principal, running.at.paid_service) == (2_000_000 * RP, 300_000 * RP)
    # Installments of September to December were due: 2,000,000 and 300,000.
    assert running.at.position.arrears_principal == 0
    made = view_loan(desk, "P-2026-0001", date(2026, 2, 10))
    assert (made.loan.origin, made.at.disbursed_on) == ("impor", date(2026, 1, 10))
    assert [(share.member, share.principal) for share in made.shares] == [
        ("01", 1_500_000 * RP),
        ("02", 500_000 * RP),
    ]
    assert (made.at.paid_principal, made.at.paid_service) == (200_000 * RP, 30_000 * RP)
    with desk.read() as session:
        rules = session.all(
            "SELECT rule, subject, detail FROM exception_item WHERE office_id = :office ORDER BY subject"
        )
    assert {tuple(row) for row in rules} == {
        ("impor", "P-2025-0009", "awal"),
        ("anggota-minimal", "P-2025-0009", "1 5"),
        ("perempuan-minimal", "P-2025-0009", "0 1"),
        ("miskin-terdaftar", "P-2025-0009", "0 1"),
        ("plafon", "P-2025-0009 01", "500000000 100000000"),
        ("impor", "P-2026-0001", "impor"),
        ("anggota-minimal", "P-2026-0001", "2 5"),
        ("plafon", "P-2026-0001 01", "150000000 100000000"),
        ("identitas", "P-2026-0001 02", "0 1"),
    }


def test_the_audit_finds_nothing_in_an_imported_book(desk, folder):
    import_tables(desk, folder())
    assert check_book(desk).violations == ()


def test_twice_changes_nothing(desk, folder):
    tables = folder()
    import_tables(desk, tables)
    before = head(desk)
    again = import_tables(desk, tables)
    assert head(desk) == before
    assert again.booked == ()
    rows = (
        sum(text.strip().count("\n") for text in SMALL.values()) - 1
    )  # the zero row of saldo_awal is no row
    assert again.unchanged == rows


def test_a_reversed_payment_is_not_booked_again(desk, folder):
    tables = folder()
    result = import_tables(desk, tables)
    cancel_repayment(desk, result.booked[5].voucher, "Salah KSM")
    before = head(desk)
    assert import_tables(desk, tables).booked == ()
    assert head(desk) == before


def test_more_rows_later_are_added_to_what_is_there(desk, folder):
    import_tables(desk, folder())
    more = SMALL["angsuran"] + "20/02/2026;P-2025-0009;50.000;;;\n10/03/2026;P-2026-0001;230.000;;;KW-9\n"
    result = import_tables(desk, folder(angsuran=more))
    assert [(posted.voucher, posted.entry.date) for posted in result.booked] == [
        ("KM/2026/02/0004", date(2026, 2, 20)),
        ("KM/2026/03/0001", date(2026, 3, 10)),
    ]
    assert view_loan(desk, "P-2026-0001", date(2026, 3, 10)).at.paid_principal == 400_000 * RP


def test_a_trial_shows_what_would_be_booked_and_keeps_nothing(desk, folder):
    before = head(desk)
    with desk.trial():
        result = import_tables(desk, folder())
        assert balances(desk)["31020"] == -10_000_000 * RP
    assert len(result.booked) == 8
    assert head(desk) == before
    assert balances(desk) == {}


def test_rows_after_today_are_booked_and_named(desk, folder):
    result = import_tables(desk, folder())
    assert {(row.file, row.row) for row in result.after_today} == {
        ("pinjaman.csv", 2),
        *(("angsuran.csv", row) for row in range(2, 6)),
        ("jurnal.csv", 2),
        ("jurnal.csv", 4),
    }


def test_an_account_comes_after_its_parent_and_takes_the_role_of_its_type(desk, folder):
    rows = "kode;nama;jenis;induk;peran\n35001;Swadaya RW;modal;35000;\n35000;Swadaya;modal;;\n52000;Rapat;biaya;;\n"
    import_tables(desk, folder(akun=rows, jurnal=None))
    with desk.read() as session:
        found = [
            (code, session.accounts[code].role, session.accounts[code].parent) for code in ("35001", "52000")
        ]
    assert found == [("35001", "modal-dana", "35000"), ("52000", "lain", None)]


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("akun", "kode;nama;jenis\n11010;Kas UPK;aset\n", (2, "kode", errors.DiffersFromBook)),
        ("akun", "kode;nama;jenis;induk\n59999;Lain;biaya;59000\n", (2, "induk", ledger.UnknownAccount)),
        ("saldo_awal", "akun;debit;kredit\n11031;5;\n31020;;5\n", (2, "akun", ledger.UnknownAccount)),
        ("jurnal", f"{ENTRY}\n2026-01-05;J;51031;5;;\n2026-01-05;J;11010;;5;\n", (2, "akun", ledger.UnknownAccount)),
        ("jurnal", f"{ENTRY}\n2026-01-05;J;11030;5;;\n2026-01-05;J;11010;;5;\n", (2, "akun", ledger.ReservedAccount)),
        ("jurnal", f"{ENTRY}\n2026-01-05;J;21020;5;;\n2026-01-05;J;11010;;5;\n", (2, "akun", ledger.ReservedAccount)),
        ("jurnal", f"{ENTRY}\n2025-12-31;J;51030;5;;\n2025-12-31;J;11010;;5;\n", (2, "tanggal", ledger.BeforeBookStart)),
        ("angsuran", f"{PAYMENT}\n2026-02-10;P-2026-0010;5;;;\n", (2, "nomor_pinjaman", loans.UnknownLoan)),
        ("angsuran", f"{PAYMENT}\n2026-01-09;P-2026-0001;5;;;\n", (2, "tanggal", loans.PaidBeforeDisbursement)),
        ("angsuran", f"{PAYMENT}\n2026-01-09;P-2026-0001;9.000.000;;;\n", (2, "tanggal", loans.PaidBeforeDisbursement)),
        ("angsuran", f"{PAYMENT}\n2026-02-10;P-2026-0001;2.300.000,01;;;\n", (2, "jumlah", loans.PaysTooMuch)),
        ("angsuran", f"{PAYMENT}\n2025-12-31;P-2025-0009;5;;;\n", (2, "tanggal", ledger.BeforeBookStart)),
        ("angsuran", "tanggal;nomor_pinjaman;jumlah;akun_kas\n2026-02-10;P-2026-0001;5;51030\n", (2, "akun_kas", ledger.WrongAccountRole)),
    ],
)  # fmt: skip
def test_faults_that_only_the_book_shows(sqlite_desk, folder, table, text, expected):
    left_out = {
        "saldo_awal": ("pinjaman_awal", "pinjaman_anggota", "angsuran", "jurnal"),
        "akun": ("jurnal",),
    }
    changes = dict.fromkeys(left_out.get(table, ()))
    assert only_fault(sqlite_desk, folder(**changes, **{table: text})) == (f"{table}.csv", *expected)


LOAN_ROW = "P-2026-0002;K01;1.000.000;10;1,5;flat;10/01/2026"


@pytest.mark.parametrize(
    ("row", "column", "error"),
    [
        (LOAN_ROW.replace("K01", "K1"), "kode_ksm", people.UnknownGroup),
        (LOAN_ROW.replace(";10;", ";0;"), "tenor", loans.TenorOutOfRange),
        (LOAN_ROW.replace("10/01/2026", "31/12/2025"), "tanggal_cair", ledger.BeforeBookStart),
    ],
)
def test_faults_of_a_loan(sqlite_desk, folder, row, column, error):
    tables = folder(pinjaman=f"{SMALL['pinjaman']}{row};\n")
    assert only_fault(sqlite_desk, tables) == ("pinjaman.csv", 3, column, error)


def test_a_loan_paid_out_of_an_account_that_is_no_till(sqlite_desk, folder):
    tables = folder(pinjaman=SMALL["pinjaman"].replace("2026;\n", "2026;51030\n"))
    assert only_fault(sqlite_desk, tables) == ("pinjaman.csv", 2, "akun_kas", ledger.WrongAccountRole)


def test_shares_of_strangers_and_of_unknown_loans(sqlite_desk, folder):
    rows = SMALL["pinjaman_anggota"].replace("0001;02", "0001;09") + "P-2026-0077;01;5.000\n"
    found = [
        (fault.row, fault.column, type(fault.error))
        for fault in faults_of(sqlite_desk, folder(pinjaman_anggota=rows))
    ]
    assert found == [(3, "kode_anggota", people.UnknownMember), (5, "nomor_pinjaman", loans.UnknownLoan)]


def test_a_member_of_an_unknown_group(sqlite_desk, folder):
    tables = folder(anggota=SMALL["anggota"] + "K3;01;Tono;;L;\n")
    assert only_fault(sqlite_desk, tables) == ("anggota.csv", 5, "kode_ksm", people.UnknownGroup)


def test_running_loans_tie_out_with_the_opening_balance(sqlite_desk, folder):
    less = SMALL["saldo_awal"].replace("3.000.000", "2.999.999").replace("10.000.000", "9.999.999")
    assert only_fault(sqlite_desk, folder(saldo_awal=less)) == (
        "saldo_awal.csv",
        3,
        "debit",
        errors.OpeningLoansDiffer,
    )
    nobody = folder(saldo_awal=None)
    assert only_fault(sqlite_desk, nobody) == ("pinjaman_awal.csv", 2, "pokok", errors.OpeningLoansDiffer)
    without = folder(saldo_awal=SMALL["saldo_awal"], pinjaman_awal=None, pinjaman_anggota=None, angsuran=None)
    assert only_fault(sqlite_desk, without) == ("saldo_awal.csv", 3, "debit", errors.OpeningLoansDiffer)


def test_a_running_loan_that_began_with_the_book_belongs_elsewhere(sqlite_desk, folder):
    tables = folder(pinjaman_awal=SMALL["pinjaman_awal"].replace("15/08/2025", "01/01/2026"), angsuran=None)
    faults = {(fault.file, fault.column, type(fault.error)) for fault in faults_of(sqlite_desk, tables)}
    assert ("pinjaman_awal.csv", "tanggal_cair", errors.OpeningLoanDate) in faults


def test_every_fault_of_the_book_is_named(sqlite_desk, folder):
    tables = folder(
        akun="kode;nama;jenis;induk;peran\n11010;Kasir;aset;;\n",
        angsuran=SMALL["angsuran"] + "10/02/2026;P-9;5;;;\n31/12/2025;P-2026-0001;5;;;\n",
    )
    found = [(fault.file, fault.row, type(fault.error)) for fault in faults_of(sqlite_desk, tables)]
    assert found == [
        ("akun.csv", 2, errors.DiffersFromBook),
        ("angsuran.csv", 6, loans.UnknownLoan),
        ("angsuran.csv", 7, ledger.BeforeBookStart),
        ("jurnal.csv", 4, ledger.UnknownAccount),
    ]


def test_faults_of_the_files_and_of_the_book_are_told_together(sqlite_desk, folder):
    tables = folder(
        ksm="kode;nama\nK01;\n",  # its members and loans are not held against it; K02 is not there at all
        pinjaman=SMALL["pinjaman"].replace(";10;", ";sepuluh;"),
        angsuran=SMALL["angsuran"].replace("230.000", "230,000") + "10/02/2026;P-9;5;;;\n",
        jurnal=SMALL["jurnal"].replace("25.000,50;;Beli", "25.000;;Beli") + "1/2/2026;J-3;59;5;;\n1/2/2026;J-3;11010;;5;\n",
    )  # fmt: skip
    found = [
        (fault.file, fault.row, fault.column, type(fault.error)) for fault in faults_of(sqlite_desk, tables)
    ]
    assert found == [
        ("angsuran.csv", 2, "jumlah", typing_in.EnglishAmount),
        ("angsuran.csv", 6, "nomor_pinjaman", loans.UnknownLoan),
        ("ksm.csv", 2, "nama", errors.CellMissing),
        ("pinjaman.csv", 2, "tenor", errors.NotACount),
        ("jurnal.csv", 3, "debit", errors.EntryUnbalanced),
        ("jurnal.csv", 6, "akun", ledger.UnknownAccount),
        ("anggota.csv", 4, "kode_ksm", people.UnknownGroup),
        ("pinjaman_awal.csv", 2, "kode_ksm", people.UnknownGroup),
    ]


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        ("ksm", "KSM Mawar", "KSM Anggrek", ("ksm.csv", 2, "kode", errors.DiffersFromBook)),
        ("anggota", "Siti", "Sita", ("anggota.csv", 2, "kode", errors.DiffersFromBook)),
        ("pinjaman", ";10;1,5", ";12;1,5", ("pinjaman.csv", 2, "nomor", errors.DiffersFromBook)),
        ("pinjaman", "2026;\n", "2026;11023\n", ("pinjaman.csv", 2, "nomor", errors.DiffersFromBook)),
        ("pinjaman_awal", "300.000", "299.000", ("pinjaman_awal.csv", 2, "nomor", errors.DiffersFromBook)),
        ("angsuran", "230.000", "231.000", ("angsuran.csv", 2, "bukti", ledger.KeyUsed)),
        ("jurnal", "25.000,50", "25.001", ("jurnal.csv", 2, "nomor", ledger.KeyUsed)),
    ],
)
def test_the_same_identity_with_other_content(sqlite_desk, folder, table, old, new, expected):
    import_tables(sqlite_desk, folder())
    assert only_fault(sqlite_desk, folder(**{table: SMALL[table].replace(old, new)})) == expected


def test_other_shares_and_other_opening_balances(sqlite_desk, folder):
    import_tables(sqlite_desk, folder())
    shares = SMALL["pinjaman_anggota"].replace("1.500.000", "1.400.000").replace("02;500.000", "02;600.000")
    changed = folder(pinjaman_anggota=shares)
    assert only_fault(sqlite_desk, changed) == (
        "pinjaman_anggota.csv",
        2,
        "nomor_pinjaman",
        errors.DiffersFromBook,
    )
    opening = SMALL["saldo_awal"].replace("11010;7.000.000", "11021;7.000.000")
    other = folder(pinjaman_anggota=SMALL["pinjaman_anggota"], saldo_awal=opening)
    assert only_fault(sqlite_desk, other) == ("saldo_awal.csv", 2, "akun", errors.OpeningBooked)


def test_a_running_loan_is_not_a_new_one(sqlite_desk, folder):
    import_tables(sqlite_desk, folder())
    moved = SMALL["pinjaman"] + "P-2025-0009;K02;5.000.000;10;1,5;flat;15/08/2025;\n"
    found = only_fault(sqlite_desk, folder(pinjaman=moved, pinjaman_awal=None))
    assert found == ("pinjaman.csv", 3, "nomor", errors.DiffersFromBook)


def test_after_the_first_close_loans_come_in_as_applications(desk, folder):
    tables = folder()
    import_tables(desk, tables)
    close_month(desk, Month(2026, 1), opening_shortfall_to="biaya")
    before = head(desk)
    assert import_tables(desk, tables).booked == ()
    assert head(desk) == before
    more = SMALL["pinjaman"] + "P-2026-0005;K02;1.000.000;10;1,5;flat;10/02/2026;\n"
    result = import_tables(desk, folder(pinjaman=more))
    assert (result.loans, result.applications, result.booked) == (0, 1, ())
    assert view_loan(desk, "P-2026-0005", date(2026, 2, 10)).status == "diajukan"
    decide_loan(desk, "P-2026-0005", "disetujui", date(2026, 2, 10))


def test_a_closed_month_takes_nothing_new(sqlite_desk, folder):
    import_tables(sqlite_desk, folder())
    close_month(sqlite_desk, Month(2026, 1), opening_shortfall_to="biaya")
    tables = folder(
        pinjaman_awal=SMALL["pinjaman_awal"] + "P-2025-0010;K01;5.000;10;1,5;flat;15/08/2025;5.000;0\n",
        angsuran=SMALL["angsuran"] + "31/01/2026;P-2026-0001;5.000;;;\n",
        jurnal=SMALL["jurnal"] + "31/01/2026;J-9;51030;5;;\n31/01/2026;J-9;11010;;5;\n",
    )
    found = [
        (fault.file, fault.row, fault.column, type(fault.error)) for fault in faults_of(sqlite_desk, tables)
    ]
    assert found == [
        ("pinjaman_awal.csv", 3, "tanggal_cair", ledger.MonthClosed),
        ("angsuran.csv", 6, "tanggal", ledger.MonthClosed),
        ("jurnal.csv", 6, "tanggal", ledger.MonthClosed),
    ]


def test_a_workbook_brings_the_same_as_a_folder(sqlite_desk, folder, tmp_path):
    import_tables(sqlite_desk, folder())
    path = write_blank(tmp_path)
    book = load_workbook(path)
    for name, text in SMALL.items():
        place = {cell.value: cell.column for cell in book[name][1]}
        header, *rows = (line.split(";") for line in text.strip().split("\n"))
        for number, row in enumerate(rows, 2):
            for heading, cell in zip(header, row, strict=True):
                book[name].cell(number, place[heading.lower()]).value = cell or None
    book.save(path)
    again = import_tables(sqlite_desk, read_tables(path))
    assert (again.booked, again.members, again.loans) == ((), 0, 0)


def test_nothing_at_all(sqlite_desk):
    assert import_tables(sqlite_desk, ImportTables()).booked == ()
