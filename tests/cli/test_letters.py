"""`upk surat` at the shell, on 15 March: the loan of five millions has one installment overdue since 15 February."""

import pytest

MAKE = ("surat", "cetak", "P-2026-0001")


def test_from_the_list_to_the_log(lending, tmp_path):
    (one,) = lending.told("surat", "jatuh-tempo")["letters"]
    keys = ("loan", "months_overdue", "arrears_principal", "arrears_service", "level", "letter", "last_date")
    assert [one[key] for key in keys] == ["P-2026-0001", 1, 209_000, 75_000, 1, "Surat Pemberitahuan", None]
    folder = tmp_path / "surat"
    before = lending.place.read_bytes()
    told = lending.told("surat", "cetak", "--semua", "--keluar", str(folder), "--coba")
    assert (told["letters"][0]["file"], folder.exists()) == (None, False)
    assert lending.place.read_bytes() == before
    told = lending.told("surat", "cetak", "--semua", "--keluar", str(folder))
    assert [path.name for path in folder.iterdir()] == ["surat-P-2026-0001-1-2026-03-15.pdf"]
    assert told["letters"][0]["total"] == 284_000
    assert lending.told("surat", "daftar", "P-2026-0001")["letters"] == [
        {"date": "2026-03-15", "level": 1, "letter": "Surat Pemberitahuan"}
    ]
    assert lending.told("surat", "jatuh-tempo")["letters"] == []
    assert "Tidak ada surat" in lending("surat", "cetak", "--semua", "--keluar", str(folder)).stdout


def test_one_letter_into_a_file_and_taken_back(lending, tmp_path):
    path = tmp_path / "surat.pdf"
    assert lending.told(*MAKE, "--keluar", str(path))["letters"][0]["file"] == str(path)
    assert path.read_bytes().startswith(b"%PDF")
    back = ("--tingkat", "1", "--tanggal", "2026-03-15", "--alasan", "Sudah dibayar")
    assert lending.told("surat", "batal", "P-2026-0001", *back)["letters"] == []
    assert "Belum ada surat" in lending("surat", "daftar", "P-2026-0001").stdout


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ((*MAKE, "--tanggal", "2026-02-15"), "nothing-to-claim", 1),
        ((*MAKE, "--tingkat", "9"), "unknown-level", 1),
        (("surat", "cetak", "P-9"), "unknown-loan", 1),
        (("surat", "cetak"), "usage", 2),
        ((*MAKE, "--semua"), "usage", 2),
        (("surat", "cetak", "--semua", "--tingkat", "1"), "usage", 2),
    ],
)
def test_refusals(lending, tmp_path, words, code, status):
    assert lending.refused(*words, "--keluar", str(tmp_path / "s"), status=status)["code"] == code


def test_more_refusals(lending, tmp_path):
    lending.told(*MAKE, "--keluar", str(tmp_path / "s.pdf"))
    assert lending.refused(*MAKE, "--keluar", str(tmp_path / "s.pdf"))["code"] == "no-letter-due"
    wrong = ("--tingkat", "2", "--tanggal", "2026-03-15", "--alasan", "x")
    assert lending.refused("surat", "batal", "P-2026-0001", *wrong)["code"] == "no-such-letter"
    empty = ("--tingkat", "1", "--tanggal", "2026-03-15", "--alasan", " ")
    assert lending.refused("surat", "batal", "P-2026-0001", *empty)["code"] == "empty-field"
    assert lending.refused("surat", "daftar", "P-9")["code"] == "unknown-loan"
