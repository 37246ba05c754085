"""`upk wilayah audit`: whether every book of the region still stands as it came."""

import sys
from collections.abc import Callable
from typing import Any

import click

from upk_ledger.actions.region.auditing import audit_region
from upk_ledger.bahasa.numbers import count
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.region.receiving import progress_over
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.statements import Column

_AUDITED = (
    Column("code", "Kode"),
    Column("name", "Nama"),
    Column("held", "Buku"),
    Column("records", "Catatan", "count"),
    Column("entries", "Jurnal", "count"),
    Column("head", "Sidik catatan terakhir"),
    Column("result", "Hasil"),
)
_FOUND = (
    Column("office", "Kode"),
    Column("code", "Pemeriksaan"),
    Column("where", "Di mana"),
    Column("detail", "Apa"),
)
_HELD = {None: "di sini", "kiriman": "salinan kiriman", "pindah": "salinan; sudah pindah"}


@region_command(
    "audit",
    """Periksa buku semua kantor dalam buku wilayah sekaligus: buku wilayah sendiri, dan tiap UPK, seperti upk audit
    periksa. Status keluarnya 3 bila ada yang rusak.""",
    examples=("upk wilayah audit", "upk wilayah audit --format json"),
)
def audit_all(shell: Shell) -> None:
    """Audit every office of the book."""
    shared, audited = audit_region(shell.desk(), _progress())
    progress_over()
    broken = [("", one) for one in shared]
    broken += [(one.code, found) for one in audited for found in one.found.violations]
    offices = [
        {
            "code": one.code,
            "name": one.name,
            "kind": one.kind,
            "copy": one.reason,
            "ok": one.found.ok,
            "violations": len(one.found.violations),
            "records": one.found.records,
            "entries": one.found.entries,
            "head": one.found.head,
        }
        for one in audited
    ]
    rows: list[list[Any]] = [
        [one.code, one.name, _HELD[one.reason], one.found.records, one.found.entries, one.found.head[:16],
         "utuh" if one.found.ok else f"rusak: {count(len(one.found.violations))} pelanggaran"]
        for one in audited
    ]  # fmt: skip
    violations: list[dict[str, Any]] = [
        {"office": code or None, "code": one.code, "where": one.where, "detail": one.detail}
        for code, one in broken
    ]
    tables = (table(_FOUND, [list(one.values()) for one in violations], "Pelanggaran"),) if broken else ()
    shell.show(
        Answer(
            data={"ok": not broken, "offices": offices, "violations": violations},
            sections=(table(_AUDITED, rows), *tables),
        )
    )
    if broken:
        click.get_current_context().exit(IntegrityBroken.status)


def _progress() -> Callable[[str], None]:
    if not sys.stderr.isatty():
        return lambda _code: None
    return lambda code: click.echo(f"\r{f'memeriksa {code}'[:70]:<70}", nl=False, err=True)
