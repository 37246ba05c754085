import shlex
import sys

import pytest

from upk_ledger.cli import sample


def suggested(office, folder, *words):
    shown = office("contoh", "--bulan", "1", "--folder", str(folder), *words).stdout
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
    lines = suggested(office, tmp_path / "buku contoh", "--jumlah-upk", "2")
    assert len(lines) == 3
    for words in lines:
        assert words[: len(program)] == program
        result = office(*words[len(program) :])
        assert result.exit_code == 0, result.stderr


def test_progress_is_told_to_a_terminal_only(office, tmp_path):
    result = office("contoh", "--bulan", "1", "--folder", str(tmp_path / "contoh"))
    assert (result.exit_code, result.stderr) == (0, "")
