"""`upk lpj`: recorded, shown, printed, taken back."""

from pypdf import PdfReader

MEETING = (
    "lpj", "sahkan", "--tahun", "2026", "--tanggal", "2027-02-20", "--putusan", "03/RWT/2027", "--tempat", "Balai",
    "--hadir", "64",
)  # fmt: skip


def close_the_year(office):
    for month in range(1, 13):
        office.told("periode", "tutup", f"2026-{month:02d}")


def test_the_set_is_printed_as_one_file_or_apart(lending, tmp_path):
    one = tmp_path / "lpj.pdf"
    assert lending("lpj", "cetak", "--tahun", "2026", "--keluar", str(one)).exit_code == 0
    assert "SEMENTARA" in PdfReader(one).pages[0].extract_text()
    assert lending("laporan", "lpj", "--tahun", "2026", "--keluar", f"{tmp_path}/arsip").exit_code == 0
    assert (tmp_path / "arsip" / "lpj-2026.pdf").read_bytes() == one.read_bytes()
    assert lending("lpj", "cetak", "--tahun", "2026").stdout_bytes == one.read_bytes()
    apart = lending("lpj", "cetak", "--tahun", "2026", "--pisah", "--keluar", str(tmp_path / "satuan"))
    names = sorted(path.name for path in (tmp_path / "satuan").iterdir())
    assert names[0] == "01-kata-pengantar-2026.pdf"
    assert f"({len(names)} dari {len(names)})" in apart.stderr
    assert lending("lpj", "cetak", "--tahun", "2026", "--pisah").exit_code == 2
    assert lending.refused("lpj", "pengawas", "--tahun", "2025", "--teks", "x")["code"] == "year-before-book"


def test_what_the_supervisors_said_comes_from_a_text_or_a_file(lending, tmp_path):
    told = lending.told("lpj", "pengawas", "--tahun", "2026", "--teks", "Tertib.", "--tanggal", "2027-01-05")
    assert told["supervisors"] == {
        "date": "2027-01-05",
        "officer": told["supervisors"]["officer"],
        "text": "Tertib.",
    }
    (tmp_path / "isi.txt").write_text("Baris satu.\nBaris dua.\n", encoding="utf-8")
    lending.told("lpj", "pengawas", "--tahun", "2026", "--berkas", str(tmp_path / "isi.txt"))
    assert lending.told("lpj", "lihat", "--tahun", "2026")["supervisors"]["text"] == "Baris satu.\nBaris dua."
    lending.told("lpj", "batal", "pengawas", "--tahun", "2026")
    assert lending.told("lpj", "lihat", "--tahun", "2026")["supervisors"]["text"] == "Tertib."
    assert lending("lpj", "pengawas", "--tahun", "2026").exit_code == 2


def test_a_meeting_ratifies_a_year_that_is_over(lending):
    assert lending.refused(*MEETING)["code"] == "year-not-over"
    close_the_year(lending)
    assert lending(*MEETING, "--coba").exit_code == 0
    assert lending.told("lpj", "lihat", "--tahun", "2026")["ratification"] is None
    assert lending.told(*MEETING, "--catatan", "Ditempel")["ratification"] == {
        "date": "2027-02-20",
        "decision": "03/RWT/2027",
        "place": "Balai",
        "present": 64,
        "text": "Ditempel",
    }
    assert "03/RWT/2027" in lending("lpj", "lihat", "--tahun", "2026").stdout
    assert lending.refused(*MEETING)["code"] == "year-ratified"
    assert lending.told("lpj", "batal", "pengesahan", "--tahun", "2026")["taken_back"] == "pengesahan"
    assert lending.refused("lpj", "batal", "pengesahan", "--tahun", "2026")["code"] == "not-reported"
    assert "belum ada" in lending("lpj", "lihat", "--tahun", "2026").stdout
    assert lending.told("audit", "periksa")["ok"] is True
