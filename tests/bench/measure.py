"""Measuring side by side: ours and its yardstick in turn, medians, one table at the end."""

import gc
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True)
class Measure:
    """One line of the table; `ratio` is what is compared with `reach`, from below or (rates) from above.

    None: nothing says what is to be reached.
    """

    name: str
    ours: str
    yardstick: str
    ratio: float
    reach: float | None
    at_least: bool = False

    @property
    def met(self):
        return self.ratio >= self.reach if self.at_least else self.ratio <= self.reach


def seconds(act):
    """How long `act` takes."""
    gc.collect()
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def in_turn(acts, rounds):
    """The median time of each act, all of them run in turn `rounds` times after one run that does not count."""
    for act in acts:
        act()
    times = [[seconds(act) for act in acts] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def program(*words):
    """A run of a program of its own: `program("-m", "upk_ledger", ...)`."""

    def run():
        done = subprocess.run([sys.executable, *words], capture_output=True, env=ENVIRONMENT, cwd=ROOT)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())
        return done.stdout

    return run


def times(name, ours, yardstick, reach, unit="ms", rest=""):
    """A measure of two times (seconds)."""
    scale = {"ms": 1e3, "us": 1e6, "s": 1}[unit]
    return Measure(
        name, f"{ours * scale:,.1f} {unit}", f"{yardstick * scale:,.1f} {unit}{rest}", ours / yardstick, reach
    )


def rates(name, count, ours, yardstick, reach, rest=""):
    """A measure of two rates: `count` things done in so many seconds."""
    shown = f"{count / ours:,.0f}/s", f"{count / yardstick:,.0f}/s{rest}"
    return Measure(name, *shown, yardstick / ours, reach, at_least=True)


def table(measures):
    """The measures as text."""
    rows = [("measure", "ours", "yardstick", "ratio", "to reach", "")]
    for one in measures:
        sign = ">=" if one.at_least else "<="
        told = (f"{sign} {one.reach:.2f}", "met" if one.met else "NOT MET") if one.reach else ("", "")
        rows.append((one.name, one.ours, one.yardstick, f"{one.ratio:.2f}x", *told))
    widths = [max(len(row[place]) for row in rows) for place in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )
