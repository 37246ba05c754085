"""Every worked posting of the domain reference (4.4), event by event through the commands: its lines to the sen.

One office lives through them in this order; each row says what a command books, and nothing else may come with it.
"""

from datetime import UTC, datetime

TERMS = ("--tenor", "10", "--jasa", "1,5", "--metode", "flat")
STATEMENT = """Tanggal,Keterangan,Debit,Kredit,Saldo
02/01/2026,BLM,0,50000000,50000000
03/01/2026,TARIK TUNAI,20000000,0,30000000
04/01/2026,SETOR TUNAI,0,1000000,31000000
30/04/2026,BUNGA,0,12500,31012500
30/04/2026,PAJAK BUNGA,2500,0,31010000
30/04/2026,BIAYA ADMINISTRASI,10000,0,31000000
"""


def loan(group, amount):
    """A group that asks for a loan and gets it granted; the first is loan 1 and so on."""
    number = f"P-2026-000{group[-1]}"
    return (
        ("ksm", "tambah", "--kode", group, "--nama", f"KSM {group}"),
        ("pinjaman", "ajukan", "--ksm", group, "--pokok", amount, *TERMS, "--tanggal", "2026-01-05"),
        ("pinjaman", "putuskan", number, "disetujui", "--tanggal", "2026-01-10"),
    )


def close(*months):
    return tuple(("periode", "tutup", f"2026-{month:02d}") for month in months)


DECIDED = ("--putusan", "07/BKM/2026", "--alasan", "KSM bubar")
ASSET = ("--kode", "INV-01", "--nama", "Laptop", "--harga", "4.800.000", "--umur", "48")
SHARES = (
    "--tujuan",
    "Dana Sosial=21030:15",
    "--tujuan",
    "Kelembagaan=21030:35",
    "--tujuan",
    "Modal=31010:50",
)
WORKED = (
    ("BLM received", ("kas", "masuk", "31020", "50.000.000", "--keterangan", "BLM", "--kas", "11021"), "2026-01-02",
     [("11021", 50_000_000, 0), ("31020", 0, 50_000_000)]),
    ("cash drawn", ("kas", "tarik-bank", "20.000.000"), "2026-01-03",
     [("11010", 20_000_000, 0), ("11021", 0, 20_000_000)]),
    ("cash paid in", ("kas", "setor-bank", "1.000.000"), "2026-01-04",
     [("11021", 1_000_000, 0), ("11010", 0, 1_000_000)]),
    ("asset bought", ("aset", "tambah", *ASSET), "2026-01-08",
     [("12020", 4_800_000, 0), ("11010", 0, 4_800_000)]),
    (None, loan("K1", "5.000.000"), None, []),
    (None, loan("K2", "3.000.000"), None, []),
    ("disbursement", ("pinjaman", "cairkan", "P-2026-0001"), "2026-01-15",
     [("11030", 5_000_000, 0), ("11010", 0, 5_000_000)]),
    ("savings held back, fee", ("pinjaman", "cairkan", "P-2026-0002", "--tabungan", "150.000", "--biaya-admin", "30.000"),
     "2026-01-15", [("11030", 3_000_000, 0), ("11010", 0, 2_820_000), ("21020", 0, 150_000), ("41030", 0, 30_000)]),
    ("savings paid in", ("tabungan", "setor", "K1", "100.000"), "2026-01-20",
     [("11010", 100_000, 0), ("21020", 0, 100_000)]),
    # 8.000.000 lancar, 1 percent.
    ("allowance formed", close(1), None, [("51080", 80_000, 0), ("12010", 0, 80_000)]),
    ("instalment", ("angsuran", "catat", "P-2026-0001", "575.000"), "2026-02-15",
     [("11010", 575_000, 0), ("11030", 0, 500_000), ("41010", 0, 75_000)]),
    # Loan 1: 4.500.000 at 1 percent; loan 2: 3.000.000, a month late, at 5 percent; 80.000 were held.
    ("depreciation; allowance, rise", close(2), None,
     [("51060", 100_000, 0), ("12021", 0, 100_000), ("51080", 115_000, 0), ("12010", 0, 115_000)]),
    ("reward granted", ("reward", "catat", "--bulan", "2026-02", "--persen", "5"), None,
     [("51050", 3_750, 0), ("21050", 0, 3_750)]),
    ("reward paid", ("reward", "bayar", "P-2026-0001"), "2026-03-05", [("21050", 3_750, 0), ("11010", 0, 3_750)]),
    ("savings used for arrears", ("tabungan", "pakai", "P-2026-0002", *DECIDED), "2026-03-10",
     [("21020", 150_000, 0), ("11030", 0, 105_000), ("41010", 0, 45_000)]),
    ("instalments, all due", ("angsuran", "catat", "P-2026-0002", "540.000"), "2026-03-15",
     [("11010", 540_000, 0), ("11030", 0, 495_000), ("41010", 0, 45_000)]),
    ("instalment again", ("angsuran", "catat", "P-2026-0001", "575.000"), "2026-03-15",
     [("11010", 575_000, 0), ("11030", 0, 500_000), ("41010", 0, 75_000)]),
    # 4.000.000 and 2.400.000 lancar: 64.000; 195.000 were held.
    ("depreciation; allowance, fall", close(3), None,
     [("51060", 100_000, 0), ("12021", 0, 100_000), ("12010", 131_000, 0), ("51080", 0, 131_000)]),
    ("the rest of loan 1, all service", ("angsuran", "catat", "P-2026-0001", "4.600.000"), "2026-04-15",
     [("11010", 4_600_000, 0), ("11030", 0, 4_000_000), ("41010", 0, 600_000)]),
    ("savings returned", ("tabungan", "kembalikan", "K1"), "2026-04-16", [("21020", 100_000, 0), ("11010", 0, 100_000)]),
    ("write-off", ("pinjaman", "hapus-buku", "P-2026-0002", *DECIDED), "2026-04-20",
     [("12010", 64_000, 0), ("51080", 2_336_000, 0), ("11030", 0, 2_400_000)]),
    ("recovery", ("angsuran", "catat", "P-2026-0002", "100.000"), "2026-04-25",
     [("11010", 100_000, 0), ("41030", 0, 100_000)]),
    (None, (("bank", "baca", "{bank}", "--akun", "11021", "--saldo-awal", "0", "--ya"),), None, []),
    ("bank interest, tax, fee", ("bank", "cocokkan", "--akun", "11021", "--per", "2026-04-30", "--ya"), None,
     [("11021", 12_500, 0), ("41021", 0, 12_500), ("51091", 2_500, 0), ("11021", 0, 2_500),
      ("51090", 10_000, 0), ("11021", 0, 10_000)]),
    ("cost", ("kas", "keluar", "51010", "150.000", "--keterangan", "Insentif"), "2026-04-28",
     [("51010", 150_000, 0), ("11010", 0, 150_000)]),
    ("cost with sen", ("kas", "keluar", "51030", "25.000,50", "--keterangan", "ATK"), "2026-04-28",
     [("51030", 25_000.5, 0), ("11010", 0, 25_000.5)]),
    ("other income", ("kas", "masuk", "41020", "5.000.000", "--keterangan", "Bantuan"), "2026-04-29",
     [("11010", 5_000_000, 0), ("41020", 0, 5_000_000)]),
    ("depreciation alone", close(4, 5, 6, 7, 8, 9, 10, 11), None,
     [("51060", 100_000, 0), ("12021", 0, 100_000)] * 8),
    ("year end", ("periode", "tutup-tahun", "2026"), None,
     [("51060", 100_000, 0), ("12021", 0, 100_000),
      ("41010", 840_000, 0), ("41020", 5_000_000, 0), ("41021", 12_500, 0), ("41030", 130_000, 0), ("31099", 0, 5_982_500),
      ("31099", 3_691_250.5, 0), ("51010", 0, 150_000), ("51030", 0, 25_000.5), ("51050", 0, 3_750),
      ("51060", 0, 1_100_000), ("51080", 0, 2_400_000), ("51090", 0, 10_000), ("51091", 0, 2_500),
      ("31099", 2_291_249.5, 0), ("31090", 0, 2_291_249.5)]),
    (None, (("laba", "bagian", *SHARES),), None, []),
    ("allocation", ("laba", "bagi", "2026", "--putusan", "03/RWT/2027"), "2027-01-20",
     [("31090", 2_291_249.5, 0), ("21030", 0, 343_000), ("21030", 0, 801_000), ("31010", 0, 1_147_249.5)]),
    ("allocation paid", ("laba", "bayar", "Sosial", "200.000", "--keterangan", "Santunan"), "2027-01-25",
     [("21030", 200_000, 0), ("11010", 0, 200_000)]),
)  # fmt: skip
"""Event, command (or several), its day, and the lines that it books: account, debit, credit in rupiah."""


def entries(office):
    return office.told("jurnal", "daftar", "--sampai", "2027-12-31")["entries"]


def test_every_event_books_its_lines(office, tmp_path):
    office.today = datetime(2027, 2, 1, 5, tzinfo=UTC)
    bank = tmp_path / "bank.csv"
    bank.write_text(STATEMENT, encoding="utf-8")
    known, wrong = set(), {}
    for event, words, on, expected in WORKED:
        for command in words if isinstance(words[0], tuple) else (words,):
            told = [str(bank) if word == "{bank}" else word for word in command]
            office.told(*told, *(("--tanggal", on) if on else ()))
        new = [entry for entry in entries(office) if entry["record"] not in known]
        known |= {entry["record"] for entry in new}
        lines = [
            (line["account"], line["debit"], line["credit"])
            for entry in sorted(new, key=lambda entry: entry["record"])
            for line in entry["lines"]
        ]
        if sorted(lines) != sorted(expected) or any(on and entry["date"] != on for entry in new):
            wrong[event] = (lines, expected)
    assert wrong == {}
    assert office.told("laporan", "neraca", "--per", "2026-12-31")["total_liabilities"] == 0
    assert office.told("audit", "periksa")["ok"]
