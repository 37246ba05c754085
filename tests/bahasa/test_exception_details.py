"""What the exception list says of each item: words and rupiah, never the bare numbers that were recorded."""

import pytest

from upk_ledger.bahasa.exceptions import exception_detail, exception_text


@pytest.mark.parametrize(
    ("rule", "subject", "detail", "told"),
    [
        (
            "plafon",
            "P-1 01",
            "150000000 100000000",
            "Bagian anggota 01 Rp1.500.000 melebihi batas Rp1.000.000",
        ),
        (
            "plafon",
            "P-1",
            "500000000 100000000 5",
            "Rata-rata pinjaman Rp5.000.000 per anggota (5 anggota) melebihi batas Rp1.000.000",
        ),
        (
            "keluarga-pengurus",
            "P-1 02",
            "1 0 koordinator",
            "Peminjam anggota 02 adalah keluarga petugas: koordinator",
        ),
        ("berkas-kurang", "P-1", "ktp, ijin-keluarga", "ktp, ijin keluarga"),
        ("putusan-diubah", "P-1", "disetujui siap-cair", "disetujui menjadi siap cair"),
        ("batal-menyusul", "KM/2026/08/0002", "2026-08-18", "bukti tanggal 18 Agustus 2026"),
        ("mundur", "P-1", "5 hari", "5 hari sesudah tanggalnya"),
        ("kartu-kode", "KKP-001", "pengawas", "pemegang pengawas"),
        ("bulan-dibuka", "2026-03", "2026-03-31", "semula ditutup sampai 31 Maret 2026"),
        (
            "tabungan-ditahan",
            "K01",
            "50000 0 P-1 P-2",
            "diambil Rp50.000, yang bebas Rp0; ditahan untuk P-1, P-2",
        ),
        ("penundaan", "P-1", "lar par", "LAR, PAR"),
        (
            "jam-mundur",
            "7",
            "2026-03-01T19:05:00.000000",
            "jam komputer menunjuk 2 Maret 2026 pukul 02.05 WIB",
        ),
        ("impor", "P-1", "awal", "berjalan saat pembukuan dimulai"),
        ("tanpa-persetujuan", "kode-batal = wajib", "aturan", "perubahan aturan"),
        ("tanggung-renteng", "P-1", "0 1", "Belum ada pernyataan tanggung renteng"),
        ("tanpa-persetujuan", "P-1", "hapus-buku", "hapus buku"),
        ("satu-orang", "P-1", "pembuku-2", "pembuku-2"),
    ],
)
def test_an_item_is_told_in_words(rule, subject, detail, told):
    assert exception_detail(rule, subject, detail) == told


def test_an_item_by_itself_says_its_rule_too():
    assert exception_text("mundur", "P-1", "5 hari") == "dicatat 5 hari sesudah tanggalnya"
    assert exception_text("berkas-kurang", "P-1", "ktp, ijin-keluarga") == "berkas kurang: ktp, ijin keluarga"
    assert exception_text("impor", "P-1", "impor") == "diimpor"


@pytest.mark.parametrize(
    ("rule", "detail"),
    [
        ("plafon", "banyak sekali"), ("plafon", ""), ("plafon", "1"), ("kemampuan", "x y z"),
        ("keluarga-pengurus", "?"), ("batal-menyusul", "kemarin"), ("bulan-dibuka", "2026-13-01"),
        ("tabungan-ditahan", "5"), ("tabungan-ditahan", "lima nol P-1"), ("dana-mitra-kurang", "1 2"),
        ("jam-mundur", "pagi"), ("jam-mundur", ""), ("umur-ksm", "99999999999999999999999 -"),
    ],
)  # fmt: skip
def test_a_detail_that_was_forged_into_nonsense_is_shown_as_it_is_written(rule, detail):
    assert exception_detail(rule, "P-1 01", detail) == f"{detail} (tidak terbaca)"
    assert exception_text(rule, "", detail)
