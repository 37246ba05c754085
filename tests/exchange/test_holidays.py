from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.errors.exchange import ImportFaults, SourceMissing
from upk_ledger.exchange.holidays import holidays_csv, read_holidays

NAMES = st.text(st.characters(categories=("Lu", "Ll", "Nd"), include_characters=' ,;"'), min_size=1).map(
    lambda text: f"Hari {' '.join(text.split())}x"
)


def read(folder, text):
    path = folder / "libur.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_holidays(path)


@given(st.dictionaries(st.dates(date(2020, 1, 1), date(2040, 1, 1)), NAMES, min_size=1, max_size=20))
def test_what_is_written_is_read_back(tmp_path_factory, holidays):
    listed = sorted(holidays.items())
    assert read(tmp_path_factory.mktemp("libur"), holidays_csv(listed)) == listed


@pytest.mark.parametrize(
    "text",
    [
        "tanggal,nama\n2026-12-25,Natal\n2026-01-01,Tahun Baru\n",
        "\ufeffNama;Tanggal\r\nTahun Baru;1/1/2026\r\n\r\nNatal;25 Desember 2026\r\n",
        b"tanggal;nama\n01-01-2026;Tahun Baru\n2026-12-25;Natal\n",
    ],
)
def test_a_list_as_people_write_it(tmp_path, text):
    assert read(tmp_path, text) == [(date(2026, 1, 1), "Tahun Baru"), (date(2026, 12, 25), "Natal")]


def test_every_fault_is_named_by_row_and_column(tmp_path):
    with pytest.raises(ImportFaults) as refused:
        read(
            tmp_path,
            "tanggal,nama\n2026-02-30,Salah\n2026-03-20,\n,Kosong\n2026-05-01,Buruh\n1/5/2026,Buruh lagi\n",
        )
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        (2, "tanggal"),
        (3, "nama"),
        (4, "tanggal"),
        (6, "tanggal"),
    ]
    assert "libur.csv, baris 6, kolom tanggal: Tanggal 1 Mei 2026 sudah ada di baris 5." in sentence(
        refused.value
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["file-empty"]),
        ("tanggal,nama\n", ["file-empty"]),
        ("tanggal,keterangan\n2026-01-01,x\n", ["unknown-column", "missing-column"]),
        ("tanggal,nama,nama\n2026-01-01,x,y\n", ["column-twice"]),
        (b"\xff\xfe\x00\x00", ["not-text"]),
        ('tanggal,nama\n2026-01-01,"x\n', ["broken-quotes"]),
    ],
)
def test_files_that_are_no_list(tmp_path, text, codes):
    with pytest.raises(ImportFaults) as refused:
        read(tmp_path, text)
    assert [fault.error.code for fault in refused.value.faults] == codes


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceMissing):
        read_holidays(tmp_path / "tidak-ada.csv")
