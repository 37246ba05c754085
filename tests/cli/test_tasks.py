"""`upk tugas` at the shell on 15 March, word by word; the loan's first installment was due on 15 February."""

import json

from upk_ledger.core.tasks import KINDS

EXPECTED = """\
Tugas 15 Maret 2026

Angsuran jatuh tempo hari ini (1): upk angsuran catat NOMOR
Pinjaman     KSM         Jumlah
-----------  ---------  -------
P-2026-0001  KSM Mawar  284.000

Menunggak (1): upk angsuran catat NOMOR
Pinjaman     KSM        Tunggakan  Lama
-----------  ---------  ---------  -------
P-2026-0001  KSM Mawar    284.000  1 bulan

Surat tagihan (1): upk surat cetak --semua --keluar FOLDER
Pinjaman     KSM        Tunggakan  Surat
-----------  ---------  ---------  -------------------
P-2026-0001  KSM Mawar    284.000  Surat Pemberitahuan

Kunjungan sesudah cair (1): upk pinjaman kunjungan NOMOR --untuk pembinaan
Pinjaman     KSM        Paling lambat  Terlambat
-----------  ---------  -------------  ---------
P-2026-0001  KSM Mawar     15-02-2026  ya

Tutup buku (2): upk periode tutup BULAN
Bulan    Paling lambat  Terlambat
-------  -------------  ---------
2026-01     05-02-2026  ya
2026-02     05-03-2026  ya
"""


def test_a_person_opens_the_day_with_it(lending):
    assert lending("tugas").stdout == EXPECTED


def test_nothing_to_do(office):
    shown = office("tugas", "--per", "2026-01-15")
    assert (shown.exit_code, shown.stdout) == (
        0,
        "Tugas 15 Januari 2026\n\nTidak ada yang perlu dikerjakan.\n",
    )


def test_json_has_every_kind_with_its_command(lending):
    told = lending.told("tugas", "--per", "2026-02-15")
    assert (told["as_of"], told["total"]) == ("2026-02-15", 3)
    assert told["installments_today"] == {
        "count": 1,
        "command": "upk angsuran catat NOMOR",
        "items": [
            {
                "subject": "P-2026-0001",
                "name": "KSM Mawar",
                "date": "2026-02-15",
                "amount": 284_000,
                "note": None,
                "late": False,
            }
        ],
    }
    kinds = set(told) - {"as_of", "total"}
    assert kinds == set(KINDS)
    assert {kind for kind in kinds if told[kind]["count"]} == {"installments_today", "visits", "month_end"}


def test_a_sheet_has_one_table(lending):
    lines = lending("tugas", "--per", "2026-02-15", "--format", "csv").stdout.splitlines()
    assert lines[0] == "Tugas,Tentang,Nama,Tanggal,Jumlah,Keterangan,Terlambat"
    assert "Angsuran jatuh tempo hari ini,P-2026-0001,KSM Mawar,2026-02-15,284000,," in lines
    assert len(lines) == 4


def test_a_long_list_is_cut_on_the_screen_alone(lending):
    words = ("tugas", "--per", "2027-03-01")
    shown = lending(*words).stdout
    assert "Tutup buku (14, 4 lagi dengan --semua): upk periode tutup BULAN" in shown
    assert "2026-11 " not in shown
    assert "2026-11 " in lending(*words, "--semua").stdout
    assert json.loads(lending(*words, "--format", "json").stdout)["month_end"]["count"] == 14
