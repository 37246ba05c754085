"""A region's book that is kept for itself, and the golden texts of its papers."""

import os
from datetime import date
from pathlib import Path

from tests.region_offices import DayClock
from upk_ledger.actions.region.start import region_identity, start_region
from upk_ledger.cli.output import of_statement, render, to_text
from upk_ledger.exchange.region_register import RegisterRow

GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 11, 5)


def row(file="", number=0, **facts):
    """A row of the register's table."""
    return RegisterRow(file, number, facts)


def new_region(build, location):
    """The desk of a region that begins, on 5 November 2026."""
    identity = region_identity(
        "Dinas Perkim", "Kota", "Semarang", "Jawa Tengah", date(2026, 1, 1), code="WILAYAH", zone="WIB"
    )
    clock = DayClock()
    clock.turn_to(DAY)
    return start_region(
        location, identity, {}, rulebook="pnpm-2012", clock=clock, entropy=build.entropy("wilayah")
    )


def check_golden(papers):
    """Hold papers against `tests/golden`; `UPK_WRITE_GOLDEN=1` writes them anew."""
    changed = []
    for name, paper in papers.items():
        answer = of_statement(paper)
        signed = "\n".join(f"{each.action}: {each.role}, {each.name}" for each in paper.signatures)
        text = to_text(answer, None) + f"\n{signed}\n\n" + render(answer, "json")
        path = GOLDEN / f"wilayah-{name}.txt"
        if os.environ.get("UPK_WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            changed.append(name)
    assert changed == []
