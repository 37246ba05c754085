import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from upk_ledger.bahasa.dates import parse_date
from upk_ledger.cli import faults, places, shell
from upk_ledger.cli.branches import Branch, Entry
from upk_ledger.cli.commands import command
from upk_ledger.cli.lazy import LazyGroup
from upk_ledger.cli.main import Program, upk
from upk_ledger.cli.registry import COMMANDS
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.book import BookBusy, IntegrityBroken
from upk_ledger.core.errors.typing_in import NotADate

HEAVY = {
    "sqlalchemy",
    "alembic",
    "reportlab",
    "openpyxl",
    "xlsxwriter",
    "dateutil",
    "psycopg",
    "nacl",
    "csv",
    "fractions",
}


def program(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "upk_ledger", *words],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
    )


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["pinjaman", "--help"], ["laporan", "--help"]])
def test_help_and_version_import_no_library_but_click(words):
    code = (
        "import sys\n"
        "from upk_ledger.cli.main import upk\n"
        "try:\n"
        f"    upk.main({words!r})\n"
        "finally:\n"
        "    print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert done.returncode == 0
    modules = done.stderr.split()
    assert not HEAVY & {name.partition(".")[0] for name in modules}
    ours = {name for name in modules if name.startswith("upk_ledger.")}
    assert not {name for name in ours if name.split(".")[1] in {"store", "actions", "documents", "exchange"}}


def test_completion_lists_commands_from_the_registry_only():
    done = program("x", _UPK_COMPLETE="bash_complete", COMP_WORDS="upk pinjaman s", COMP_CWORD="2")
    assert (done.returncode, done.stdout) == (0, "plain,simulasi\n")


def test_every_registered_name_is_listed_in_help():
    shown = CliRunner().invoke(upk, ["--help"]).output
    assert [name for name in COMMANDS.commands if f"  {name} " not in shown] == []


def test_unknown_command_names_the_nearest():
    result = CliRunner().invoke(upk, ["pinjaman", "simulsi"])
    assert result.exit_code == 2
    assert "Mungkin maksud Anda: 'simulasi'" in result.stderr
    assert result.stdout == ""


def test_a_group_alone_shows_its_help_as_wrong_usage():
    result = CliRunner().invoke(upk, ["pinjaman"])
    assert result.exit_code == 2
    assert "simulasi" in result.stderr


def test_usage_errors_are_json_where_json_was_asked_for():
    for words in (["--format", "json"], ["--format=json"], ["--format", "csv", "--format", "json"]):
        result = CliRunner().invoke(upk, ["pinjaman", "simulasi", *words])
        assert result.exit_code == 2
        assert json.loads(result.stdout)["error"]["code"] == "usage"
        assert "--pokok" in result.stderr
    assert not faults.wants_json(["--format", "json", "--format", "tabel"])
    assert not faults.wants_json(["json"])


def raising(error):
    @command("gagal", "Gagal.", examples=("upk gagal",))
    def fail(_shell):
        raise error

    return fail


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def outcome(monkeypatch, home):
    """Run a program whose only command raises the error that is given."""

    def run(error, *words):
        monkeypatch.setattr(LazyGroup, "get_command", lambda _self, _ctx, _name: raising(error))
        return CliRunner().invoke(Program("upk", Branch("", {"gagal": Entry("", "")})), ["gagal", *words])

    return run


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotADate("besok"), 1),
        (IntegrityBroken("saldo", "11010"), 3),
        (BookBusy("upk.db"), 4),
        (click.UsageError("salah"), 2),
        (click.FileError("x", "y"), 1),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (ZeroDivisionError("rahasia"), 70),
    ],
)
def test_each_kind_of_error_has_its_exit_status(outcome, error, status):
    result = outcome(error)
    assert result.exit_code == status
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()
    assert set(json.loads(outcome(error, "--format", "json").stdout)["error"]) == {"code", "message"}


def test_a_fault_is_told_in_one_sentence_and_its_trace_is_kept(outcome, home):
    result = outcome(ZeroDivisionError("rinci"))
    log = home / "upk-ledger" / "upk-kesalahan.log"
    assert str(log) in result.stderr
    assert "rinci" not in result.stderr
    assert "ZeroDivisionError: rinci" in log.read_text(encoding="utf-8")


def test_an_error_without_a_sentence_is_a_fault_of_the_program(outcome):
    class Nameless(UpkError):
        pass

    assert outcome(Nameless()).exit_code == 70


def test_a_reader_who_leaves_early_is_no_error():
    words = "--pokok 100000000 --tenor 1200 --jasa 1 --metode flat --mulai 2026-01-01 --frekuensi mingguan"
    command_line = (
        f"{sys.executable} -m upk_ledger pinjaman simulasi {words} | head -1; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command_line], capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/upk-ledger"),
        ("linux", {"XDG_DATA_HOME": "data", "HOME": "/home/ani"}, "/home/ani/.local/share/upk-ledger"),
        ("linux", {"HOME": "/home/ani"}, "/home/ani/.local/share/upk-ledger"),
        ("darwin", {"HOME": "/Users/ani"}, "/Users/ani/Library/Application Support/upk-ledger"),
        ("win32", {"LOCALAPPDATA": "/ani/Local"}, "/ani/Local/upk-ledger"),
        ("win32", {"HOME": "/ani"}, "/ani/AppData/Local/upk-ledger"),
    ],
)
def test_the_data_folder_follows_the_operating_system(monkeypatch, platform, variables, folder):
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert places.data_folder() == Path(folder)


def chosen(words, **environment):
    seen = []

    @command("lihat", "Lihat.", examples=("upk lihat",))
    def look(given):
        seen.append((given.location, given.office, given.actor))

    group = Program("upk", Branch("", {"lihat": Entry("", "")}), params=upk.params, callback=upk.callback)
    group.get_command = lambda _ctx, _name: look
    assert CliRunner().invoke(group, [*words, "lihat"], env=environment).exit_code == 0
    return seen[0]


def test_options_go_before_variables_and_variables_before_the_data_folder(home):
    variables = {"UPK_BUKU": "a.db", "UPK_KODE": "A", "UPK_OLEH": "P1"}
    assert chosen(["--buku", "b.db", "--upk", "B", "--oleh", "P2"], **variables) == ("b.db", "B", "P2")
    assert chosen([], **variables) == ("a.db", "A", "P1")
    assert chosen([]) == (str(home / "upk-ledger" / "upk.db"), None, None)


def test_nothing_is_asked_without_a_terminal():
    given = Shell()
    with pytest.raises(click.UsageError, match="--ya"):
        given.confirm("Tutup bulan ini?")
    with pytest.raises(click.UsageError, match="--nama, --kota"):
        given.complete({"--nama": None, "--bkm": "B", "--kota": " "}, {}, {})
    given.yes = True
    given.confirm("Tutup bulan ini?")


def test_at_a_terminal_questions_are_asked_on_stderr(monkeypatch):
    monkeypatch.setattr(shell, "interactive", lambda: True)

    @click.command()
    def questions():
        given = Shell()
        click.echo(given.complete({"--nama": None}, {"--nama": "Nama UPK"}, {})["--nama"])
        given.confirm("Lanjutkan?")
        click.echo("lanjut")

    result = CliRunner().invoke(questions, input="UPK Melati\ny\n")
    assert result.stdout == "UPK Melati\nlanjut\n"
    assert CliRunner().invoke(questions, input="UPK Melati\n\n").stdout == "UPK Melati\n"


def test_a_typed_value_is_refused_with_its_sentence():
    result = CliRunner().invoke(upk, ["pinjaman", "simulasi", "--mulai", "2026-02-30", "--format", "json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "impossible-date"
    assert parse_date("2026-02-28")


def test_a_sign_that_the_console_lacks_is_replaced(tmp_path):
    taken = tmp_path / "mawar→.db"
    taken.touch()
    done = program(
        "--buku", str(taken), "ksm", "daftar", "--format", "json", PYTHONIOENCODING="latin-1:strict"
    )
    assert (done.returncode, "mawar?.db" in done.stdout) == (1, True)


@pytest.mark.parametrize("terminal", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(terminal):
    result = CliRunner().invoke(upk, ["pelengkap", terminal])
    assert result.exit_code == 0
    assert "_UPK_COMPLETE" in result.stdout
