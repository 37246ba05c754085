import json
import shlex
import sys

import pytest

from upk_ledger.cli import sample


def suggested(office, folder, *words):
    shown = office("contoh", "--folder", str(folder), *words).stdout
    return [shlex.split(line) for line in shown.splitlines() if " --buku " in line]


@pytest.mark.parametrize(
    ("found", "started", "program"),
    [
        ("/usr/bin/upk", "/usr/bin/upk", ["upk"]),
        (None, ".venv/bin/upk", [".venv/bin/upk"]),
        (None, "/x/upk_ledger/__main__.py", ["python", "-m", "upk_ledger"]),
    ],
)
def test_what_it_suggests_can_be_typed_as_it_stands(office, tmp_path, monkeypatch, found, started, program):
    monkeypatch.setattr(sample.shutil, "which", lambda _name: found)
    monkeypatch.setattr(sys, "argv", [started])
    lines = suggested(office, tmp_path / "buku contoh", "--bulan", "1", "--jumlah-upk", "2")
    assert len(lines) == 6
    for words in lines:
        assert words[: len(program)] == program
        result = office(*words[len(program) :])
        assert result.exit_code == 0, result.stderr


def test_progress_is_told_to_a_terminal_only(office, tmp_path):
    result = office("contoh", "--bulan", "1", "--folder", str(tmp_path / "contoh"))
    assert (result.exit_code, result.stderr) == (0, "")


def test_after_a_year_it_names_loans_worth_seeing_with_what_happened_to_them(office, tmp_path, monkeypatch):
    monkeypatch.setattr(sample.shutil, "which", lambda _name: "/usr/bin/upk")
    lines = suggested(office, tmp_path / "contoh")
    told = [office(*words[1:], "--format", "json") for words in lines]
    assert [(answer.exit_code, answer.stderr) for answer in told] == [(0, "")] * 11
    rescheduled, explained, written_off, taken_over, paid_off = (json.loads(one.stdout) for one in told[6:])
    assert explained
    assert (rescheduled["status"], rescheduled["collectibility"]) == ("dijadwal-ulang", 3)
    assert written_off["status"] == "hapus-buku"
    assert paid_off["status"] == "lunas"
    for loan, kinds in (
        (rescheduled, {"jadwal-ulang", "surat", "kunjungan"}),
        (written_off, {"hapus-buku", "penerimaan-kembali"}),
        (taken_over, {"alih"}),
    ):
        assert kinds <= {event["kind"] for event in loan["history"]}
    tasks, letters = json.loads(told[3].stdout), json.loads(told[4].stdout)
    assert tasks["total"] > 3
    assert letters["letters"]
    ratings = json.loads(told[1].stdout)["indicators"]
    assert {one["rating"] for one in ratings.values()} == {"memuaskan", "minimum", "penundaan"}
