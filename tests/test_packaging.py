"""The wheel carries everything that the checkout runs on: packages, migrations, papers, rules, fonts."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOMES = {"upk_ledger": "upk_ledger", "migrations": "upk_ledger/_migrations", "reports": "upk_ledger/_reports"}
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def carried_in_checkout():
    """Where each file of the checkout's rooms has to stand in the wheel."""
    for room, home in HOMES.items():
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{home}/{path.relative_to(ROOT / room).as_posix()}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names in a wheel built from a copy, where no earlier build can help."""
    copy = tmp_path_factory.mktemp("checkout")
    for room in HOMES:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    out = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", BUILD, str(out)], cwd=copy, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_every_file_of_the_rooms_is_in_the_wheel(wheel):
    assert sorted(set(carried_in_checkout()) - wheel) == []


def test_nothing_else_is_in_the_wheel(wheel):
    inside = {name for name in wheel if ".dist-info/" not in name}
    assert sorted(inside - set(carried_in_checkout())) == []


def test_it_names_its_licence_and_its_program(wheel):
    names = {name.partition(".dist-info/")[2] for name in wheel}
    assert {"entry_points.txt", "METADATA", "licenses/LICENSE"} <= names
