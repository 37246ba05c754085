"""The program from its first moment to its last: interruptions, and bytes that are no text."""

import os
import subprocess
import sys

import pytest

from upk_ledger.cli import faults

INTERRUPTED_WHILE_READ_IN = """
import builtins
from upk_ledger.cli.start import run
real = builtins.__import__
def interrupted(name, *more, **named):
    if name == "upk_ledger.cli.registry":
        raise KeyboardInterrupt
    return real(name, *more, **named)
builtins.__import__ = interrupted
run()
"""
INTERRUPTED_AFTER_THE_ANSWER = """
import atexit, os, signal, sys
from upk_ledger.cli.start import run
atexit.register(os.kill, os.getpid(), signal.SIGINT)
sys.argv[1:] = ["--version"]
run()
"""


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [(INTERRUPTED_WHILE_READ_IN, 130, ""), (INTERRUPTED_AFTER_THE_ANSWER, 0, "upk ")],
)
def test_an_interruption_is_no_traceback(code, status, told):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout.startswith(told)


@pytest.mark.parametrize(
    ("words", "variables"),
    [
        (["ksm", "tambah", "--kode", "K1", "--nama", b"Maw\xffar"], {}),
        (["--oleh", b"\xff", "laporan", "neraca"], {}),
        (["laporan", "neraca"], {"UPK_KODE": b"\xff"}),
    ],
)
def test_bytes_that_are_no_text_are_wrong_usage(tmp_path, words, variables):
    done = subprocess.run(
        [sys.executable, "-m", "upk_ledger", "--buku", str(tmp_path / "a.db"), *words],
        capture_output=True,
        env=os.environ | variables,
    )
    assert done.returncode == 2
    assert "tidak dapat dibaca" in done.stderr.decode()
    assert done.stdout == b""


def test_a_log_names_the_command_and_never_a_password(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("UPK_BUKU", "postgresql://wati:t0k0@server/upk")

    def fail():
        raise ValueError("s3kret@server, t0k0@server")

    words = ["--buku", "postgresql://ani:s3kret@server/upk", "ksm", "tambah", "--nama", "Mawar"]
    assert faults.guarded(fail, words) == 70
    log = (tmp_path / "upk-ledger" / "upk-kesalahan.log").read_text(encoding="utf-8")
    assert log.splitlines()[0].endswith(" ksm tambah")
    assert not [word for word in ("s3kret", "t0k0", "Mawar", "ani") if word in log]
