"""The README says nothing that the program does not do."""

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from upk_ledger.cli.branches import Branch
from upk_ledger.cli.main import upk
from upk_ledger.cli.registry import COMMANDS
from upk_ledger.cli.shell import Shell

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    (info, body.splitlines())
    for info, body in re.findall(r"^```([^\n]*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
]
SHELL = [lines for info, lines in BLOCKS if info == "sh"]
OPTIONS_BEFORE = {"--buku", "--upk", "--oleh"}


def commands_named():
    """Every `upk ...` of the README, in blocks and in running text, as words."""
    lines = [line for info, lines in BLOCKS if not info.startswith("csv") for line in lines]
    for line in lines + re.findall(r"`(upk [^`]+)`", README):
        found = re.search(r"(?:^|[ /\\])upk (.+)$", line)
        if found:
            yield shlex.split(found[1])


def without_global_options(words):
    while words and words[0] in OPTIONS_BEFORE:
        words = words[2:]
    return words


def test_it_begins_with_two_commands_of_one_line_each():
    first, second = SHELL[:2]
    assert len(first) == len(second) == 1
    assert first[0].endswith("upk contoh")
    assert "pytest" in second[0]
    for (command,) in (first, second):
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")


@pytest.mark.parametrize("words", list(commands_named()), ids=" ".join)
def test_every_command_named_is_there(words):
    here = COMMANDS
    for word in without_global_options(words):
        if not isinstance(here, Branch):
            break
        assert word in here.commands, f"upk {shlex.join(words)}"
        here = here.commands[word]


def test_the_month_of_the_readme_can_be_worked_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for info, lines in BLOCKS:
        if info.startswith("csv "):
            path = tmp_path / info.split()[1]
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    worked = [line for lines in SHELL[2:] for line in lines]
    assert len(worked) > 20
    for line in worked:
        name, *words = shlex.split(line)
        assert name == "upk"
        shell = Shell(clock=lambda: datetime(2026, 11, 2, 3, tzinfo=UTC))
        result = CliRunner().invoke(upk, words, obj=shell)
        assert result.exit_code == 0, f"{line}\n{result.stdout}{result.stderr}"
    papers = {path.name for path in (tmp_path / "laporan-2026-10").iterdir()}
    assert {"neraca-2026-10.pdf", "kinerja-2026-10.pdf"} <= papers
    assert (tmp_path / "kuitansi-KM-2026-10-0001.pdf").exists()
