"""`upk wilayah kiriman`: the bundles and forms that came, were refused, and wait."""

from typing import Any

import click

from upk_ledger.actions.region.receiving import list_forms, list_receipts
from upk_ledger.bahasa.numbers import count
from upk_ledger.bahasa.region_receiving import REASONS
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.region.receiving import cell
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month, local_moment
from upk_ledger.core.region.copies import ACCEPTED, WAITING
from upk_ledger.core.statements import Column
from upk_ledger.store.desk import Desk

_LISTED = (
    Column("received_on", "Diterima", "date"),
    Column("upk", "UPK"),
    Column("month", "Bulan"),
    Column("records", "Catatan"),
    Column("status", "Status"),
    Column("reason", "Keterangan"),
)


@region_command(
    "kiriman",
    """Daftar kiriman dan blanko yang diterima, ditolak dan menunggu; dengan KODE satu UPK, dengan sebab penolakan.""",
    examples=("upk wilayah kiriman", "upk wilayah kiriman MELATI"),
    refused=("UPK yang tidak dikenal",),
)
@click.argument("code", metavar="[KODE]", required=False, default="")
def listed(shell: Shell, *, code: str) -> None:
    """List bundles."""
    desk = shell.desk()
    receipts, waiting = list_receipts(desk, code)
    forms = _forms(desk, code)
    data: list[dict[str, Any]] = [
        {
            "received_on": local_moment(one.recorded_at, desk.office.zone).date(),
            "upk": one.upk,
            "month": Month(*map(int, one.month.split("-"))),
            "first": one.first,
            "last": one.last,
            "status": one.status,
            "reason": one.reason or None,
            "message": one.words or None,
            "first_differing": one.differing,
            "record": one.record,
        }
        for one in receipts
    ]
    rows = [
        [
            one["received_on"], one["upk"], cell(one, "month"), cell(one, "records"), one["status"],
            _why(one),
        ]
        for one in data
    ]  # fmt: skip
    rows += [
        [one["received_on"], one["upk"], cell(one, "month"), None, ACCEPTED, _form_words(one)]
        for one in forms
    ]
    rows.sort(key=lambda row: row[0])
    waits: list[dict[str, Any]] = [
        {
            "file": one.file, "upk": one.upk or None, "name": one.name, "month": one.month, "first": one.first,
            "last": one.last, "awaited": one.awaited,
        }
        for one in waiting
    ]  # fmt: skip
    rows += [
        [None, one["upk"] or one["name"], cell(one, "month"), cell(one, "records"), WAITING,
         f"menunggu catatan {count(one['awaited'])}-{count(one['first'] - 1)}"]
        for one in waits
    ]  # fmt: skip
    shell.show(
        Answer(
            data={"receipts": data, "forms": forms, "waiting": waits},
            sections=(table(_LISTED, rows),) if rows else (),
            notes=tuple(one["message"] for one in data if code and one["message"])
            if rows
            else ("Belum ada kiriman.",),
        )
    )


def _forms(desk: Desk, code: str) -> list[dict[str, Any]]:
    """The forms that came, as data."""
    return [
        {
            "received_on": local_moment(one.recorded_at, desk.office.zone).date(),
            "upk": one.upk,
            "month": one.month,
            "corrects": one.corrects,
            "replaced": one.replaced,
            "record": one.record,
        }
        for one in list_forms(desk, code)
    ]


def _form_words(one: dict[str, Any]) -> str:
    """What a form was, and whether it still counts."""
    return f"blanko{' pembetulan' * one['corrects']}{'; sudah diganti' * one['replaced']}"


def _why(one: dict[str, Any]) -> str:
    """Why a bundle was refused, in few words; with KODE the whole of it stands below."""
    why = REASONS.get(one["reason"] or "", one["reason"] or "")
    return why if one["first_differing"] is None else f"{why} mulai catatan {count(one['first_differing'])}"
