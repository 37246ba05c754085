"""The region of a sample: who coaches its offices, and two UPK more that keep no book with the program."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from upk_ledger.actions.region.registers import add_upk, set_profile
from upk_ledger.actions.region.start import RULEBOOK, region_identity, start_region
from upk_ledger.actions.sample_office import Calendar
from upk_ledger.core.dates import Month
from upk_ledger.core.offices import BookIdentity
from upk_ledger.core.region.registers import Voters
from upk_ledger.core.region.self_reported import completed
from upk_ledger.core.sample import names
from upk_ledger.core.sample.plan import START
from upk_ledger.exchange.region_register import RegisterRow
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.reported import put_figures
from upk_ledger.store.rules import rules_at

CODE = "WILAYAH"
_ON_PAPER, _SILENT = "UPK-P1", "UPK-P2"
_MILLION = 100_000_000
REPORTED = {
    "groups": 9, "groups_at_risk": 2, "balance_1": 21 * _MILLION, "balance_2": 4 * _MILLION, "balance_3": 0,
    "balance_4": 0, "balance_5": 3 * _MILLION, "balance": 28 * _MILLION,
    "arrears_at_risk": 3 * _MILLION, "held_allowance": 2 * _MILLION, "income": 5 * _MILLION, "expense": 4 * _MILLION,
    "capital": 60 * _MILLION, "cash": _MILLION, "bank": 31 * _MILLION, "written_off": 0,
}  # fmt: skip
"""What the UPK on paper tells of every month (sen): every line of the form."""


def add_region(location: str, offices: Sequence[BookIdentity], last: Month, seed: int) -> str:
    """Begin the region beside the sample's offices, put all on its register; answers with its newest digest.

    One more UPK reports on paper, and one more never told anything.
    """
    rng = Random(f"{seed}/wilayah")  # noqa: S311 - not for secrets: the sample has to come out the same again
    calendar = Calendar(START.first, "WIB", rng)
    identity = region_identity(
        f"Dinas Perumahan dan Permukiman Kota {names.REGENCY}", "Kota", names.REGENCY, names.PROVINCE, START.first,
        code=CODE, zone="WIB",
    )  # fmt: skip
    officers = {
        "petugas": f"{names.MEN[0]} {names.LAST_MEN[0]}",
        "kepala": f"{names.WOMEN[3]} {names.LAST[0]}",
    }
    desk = start_region(
        location, identity, officers, rulebook=RULEBOOK, clock=calendar, entropy=rng.randbytes
    )
    with desk.write() as session:
        calendar.turn_to(last.next().first)
        desk.next_day()
        add_upk(desk, [RegisterRow("contoh", 1, facts) for facts in _register(offices)])
        for place, office in enumerate(offices):
            _describe(desk, office.code, place, rng)
        rules = rules_at(session, last.last)
        for month in (last.previous(), last):
            if month >= START:
                put_figures(session, _ON_PAPER, month, completed(REPORTED, month, rules), "")
        return session.head().digest


def _register(offices: Sequence[BookIdentity]) -> list[dict[str, Any]]:
    beside = {"village_kind": "Kelurahan", "district": names.DISTRICTS[0], "regency": names.REGENCY}
    return [
        *({"code": office.code} for office in offices),
        {"code": _ON_PAPER, "name": "UPK Sakura", "board": "BKM Sakura", "village": "Mekarjati",
         "reporting": "blanko", **beside},
        {"code": _SILENT, "name": "UPK Tulip", "board": "BKM Tulip", "village": "Cibening", **beside},
    ]  # fmt: skip


def _describe(desk: Desk, code: str, place: int, rng: Random) -> None:
    facts = {
        "poor_percent": Decimal(rng.randint(120, 380)) / 10,
        "dense": "ya" if place % 3 else "tidak",
        "priority": "ya" if place % 2 else "tidak",
        "voters": Voters(adults := rng.randint(18, 60) * 100, adults * rng.randint(18, 55) // 100),
    }
    set_profile(desk, code, START.first, facts, "Data karangan untuk contoh")
