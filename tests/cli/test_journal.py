import csv

COPY = ("kas", "keluar", "ATK", "26.000", "--keterangan", "Fotokopi", "--tanggal", "2026-03-10")
COSTS = (
    "jurnal",
    "catat",
    "--debit",
    "51010",
    "150.000",
    "--debit",
    "51030",
    "26.000",
    "--kredit",
    "Kas",
    "176.000",
)


def test_cash_goes_in_out_and_to_the_bank(lending):
    paid = lending.told(*COPY)
    assert paid["voucher"] == "KK/2026/03/0001"
    assert [(line["account"], line["debit"], line["credit"]) for line in paid["lines"]] == [
        ("51030", 26000, 0),
        ("11010", 0, 26000),
    ]
    assert (
        lending.told("kas", "masuk", "41020", "1.500,50", "--keterangan", "Bunga", "--kas", "11021")["amount"]
        == 1500.5
    )
    assert lending.told("kas", "setor-bank", "2.000.000")["voucher"] == "PB/2026/03/0001"
    assert lending.told("kas", "tarik-bank", "500.000", "--bank", "11021")["voucher"] == "PB/2026/03/0002"


def test_control_accounts_are_refused_with_their_command(lending):
    told = lending.refused("kas", "masuk", "11030", "284.000", "--keterangan", "Angsuran")
    assert told["code"] == "reserved-account"
    assert "upk angsuran catat" in told["message"]
    assert lending.refused("kas", "keluar", "ATX", "1.000", "--keterangan", "x")["code"] == "unknown-account"
    assert lending.refused(*COPY[:-1], "2025-12-31")["code"] == "before-book-start"


def test_a_general_entry_has_as_many_lines_as_it_needs(lending):
    entry = lending.told(*COSTS, "--keterangan", "Biaya Maret")
    assert (entry["voucher"], entry["amount"], len(entry["lines"])) == ("KK/2026/03/0001", 176000, 3)
    shown = lending(*COSTS, "--keterangan", "Biaya Maret").stdout
    assert "51010  Insentif UPK  150.000" in shown


def test_wrong_entries_are_refused(lending):
    assert lending.refused(*COSTS[:-1], "175.000", "--keterangan", "Biaya")["code"] == "unbalanced"
    assert lending.refused(*COSTS[:5], "--keterangan", "Biaya")["code"] == "too-few-lines"
    assert lending.refused(*COSTS, status=2)["code"] == "usage"


def test_the_list_shows_each_entry_once_and_csv_every_line_whole(lending):
    lending.told(*COPY)
    lending.told("jurnal", "koreksi", "KK/2026/03/0001", "--alasan", "Salah akun")
    march = ("jurnal", "daftar", "--dari", "2026-03-01", "--sampai", "31/03/2026")
    entries = lending.told(*march)["entries"]
    assert [(entry["voucher"], entry["reversed_by"]) for entry in entries] == [
        ("KK/2026/03/0001", "KM/2026/03/0001"),
        ("KM/2026/03/0001", None),
    ]
    assert lending(*march).stdout.count("KK/2026/03/0001  Fotokopi") == 1
    rows = list(csv.DictReader(lending(*march, "--format", "csv").stdout.splitlines()))
    assert [(row["Bukti"], row["Akun"], row["Debit"], row["Kredit"]) for row in rows[:2]] == [
        ("KK/2026/03/0001", "51030", "26000", ""),
        ("KK/2026/03/0001", "11010", "", "26000"),
    ]


def test_the_journal_is_exported(lending, tmp_path):
    for form, ending in (
        ("hledger", ".journal"),
        ("beancount", ".beancount"),
        ("csv", ".csv"),
        ("xlsx", ".xlsx"),
    ):
        told = lending.told("ekspor", form, "--keluar", str(tmp_path))
        assert (told["entries"], told["lines"]) == (2, 4)
        assert (tmp_path / f"jurnal-upk{ending}").stat().st_size
        assert told["path"].endswith(ending)


def test_officers_follow_one_another(office):
    office.told(
        "petugas",
        "tambah",
        "--kode",
        "manajer",
        "--nama",
        "Budi",
        "--jabatan",
        "Manajer UPK",
        "--sejak",
        "2026-02-01",
    )
    named = {
        item["code"]: item["name"]
        for item in office.told("petugas", "daftar", "--per", "2026-02-01")["officers"]
    }
    assert named["manajer"] == "Budi"
    wrong = ("petugas", "tambah", "--kode", "x", "--nama", "Y", "--jabatan", "Z", "--sampai", "2025-12-31")
    assert office.refused(*wrong, status=2)["code"] == "usage"


def test_an_officer_whose_term_is_over_acts_no_more(lending):
    appoint = ("petugas", "tambah", "--nama", "Wati", "--jabatan", "Pembuku")
    lending.told(*appoint, "--kode", "wati", "--sejak", "2026-03-01")
    lending.told(*appoint, "--kode", "pembuku", "--sejak", "2026-01-01", "--sampai", "2026-03-14")
    told = lending.refused(*COPY)
    assert told["code"] == "unknown-officer"
    assert "wati" in told["message"]
    assert lending.refused("--oleh", "pembuku", *COPY)["code"] == "unknown-officer"
    assert lending.told("jurnal", "daftar")["entries"]
    assert lending.told("--oleh", "wati", *COPY)["voucher"] == "KK/2026/03/0001"


def test_where_nobody_serves_any_more_the_last_may_appoint_the_next(lending):
    appoint = ("petugas", "tambah", "--nama", "Wati", "--jabatan", "Pembuku", "--sejak", "2026-01-01")
    for code in (item["code"] for item in lending.told("petugas", "daftar")["officers"]):
        lending.told("--oleh", code, *appoint, "--kode", code, "--sampai", "2026-03-14")
    assert lending.told(*appoint, "--kode", "wati")["code"] == "wati"


def test_the_book_is_copied_and_never_over_another(office, tmp_path):
    target = tmp_path / "salinan.db"
    assert office.told("cadang", "--keluar", str(target)) == {"path": str(target)}
    assert office.refused("cadang", "--keluar", str(target))["code"] == "file-exists"
    office.place = target
    assert office.told("ksm", "daftar") == {"groups": []}


def test_no_document_takes_the_place_of_a_book_or_of_work(lending, tmp_path):
    book = tmp_path / "lain.pdf"
    book.write_bytes(lending.place.read_bytes())
    for words in (
        ("ekspor", "hledger", "--keluar", str(lending.place)),
        ("ekspor", "xlsx", "--keluar", str(lending.place)),
        ("laporan", "neraca", "--keluar", str(book)),
        ("pinjaman", "kartu", "semua", "--keluar", str(book)),
    ):
        assert lending.refused(*words)["code"] == "would-replace-book"
    blank = ("impor-blanko", "--keluar")
    assert lending.refused(*blank, str(lending.place))["code"] == "file-exists"
    form = tmp_path / "isi.xlsx"
    lending.told(*blank, str(form))
    told = lending.refused(*blank, str(form))
    assert (told["code"], "--keluar" in told["message"]) == ("file-exists", True)


def test_a_place_without_an_ending_is_a_folder(lending, tmp_path):
    wanted = tmp_path / "eks"
    assert lending.told("ekspor", "csv", "--keluar", str(wanted))["path"] == str(wanted / "jurnal-upk.csv")
    lending.told("ekspor", "hledger", "--keluar", f"{wanted}/")
    lending.told("cadang", "--keluar", str(tmp_path / "cadangan"))
    assert sorted(path.name for path in wanted.iterdir()) == ["jurnal-upk.csv", "jurnal-upk.journal"]
    assert [path.suffix for path in (tmp_path / "cadangan").iterdir()] == [".db"]


def test_one_entry_is_shown_with_who_recorded_it_and_what_became_of_it(lending):
    lending.told(*COPY, "--bukti", "N-7")
    lending.told("jurnal", "koreksi", "kk/2026/03/1", "--alasan", "Salah akun")
    first = lending.told("jurnal", "lihat", "KK/2026/3/1")
    assert (first["voucher"], first["actor"], first["reversed_by"], first["reverses"]) == (
        "KK/2026/03/0001", "pembuku", "KM/2026/03/0001", None,
    )  # fmt: skip
    undone = lending.told("jurnal", "lihat", "KM/2026/03/0001")
    assert (undone["reverses"], undone["description"]) == (
        "KK/2026/03/0001",
        "Pembatalan KK/2026/03/0001: Salah akun",
    )
    shown = lending("jurnal", "lihat", "KK/2026/03/0001").stdout
    for words in (
        "15 Maret 2026 pukul 12.00 WIB",
        "Bukti kertas    : N-7",
        "Dibatalkan oleh : KM/2026/03/0001",
    ):
        assert words in shown
    assert "51030  ATK" in shown
    assert lending.refused("jurnal", "lihat", "KK/2026/03/0009")["code"] == "unknown-voucher"


def test_a_correction_names_the_voucher_that_it_undoes_as_it_is_printed(lending):
    lending.told(*COPY)
    told = lending.told("jurnal", "koreksi", "kk/2026/03/1", "--alasan", "Salah akun")
    assert told["reverses"] == "KK/2026/03/0001"
    assert "Pembatalan KK/2026/03/0001: Salah akun" in lending("jurnal", "lihat", told["voucher"]).stdout
