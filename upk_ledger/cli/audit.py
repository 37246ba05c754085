"""`upk audit periksa`: recompute everything, name each violation."""

import click

from upk_ledger.actions.audit import check_book
from upk_ledger.bahasa.numbers import count
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.statements import Column

_COLUMNS = (Column("code", "Pemeriksaan"), Column("where", "Di mana"), Column("detail", "Apa"))


@command(
    "periksa",
    """Hitung ulang seluruh buku dan sebut setiap pelanggaran. Status keluarnya 3 bila ada pelanggaran.

    Yang diperiksa: keseimbangan setiap jurnal, rantai catatan, nomor bukti, saldo pinjaman terhadap rinciannya,
    jadwal terhadap syaratnya, bulan tertutup terhadap simpanannya, dan penjaga basis data.""",
    examples=("upk audit periksa", "upk audit periksa --format json"),
)
def check(shell: Shell) -> None:
    """Audit the book."""
    found = check_book(shell.desk())
    violations = [
        {"code": item.code, "where": item.where, "detail": item.detail} for item in found.violations
    ]
    told = "utuh" if found.ok else f"rusak: {count(len(violations))} pelanggaran"
    shell.show(
        Answer(
            data={
                "ok": found.ok,
                "violations": violations,
                "records": found.records,
                "entries": found.entries,
                "head": found.head,
            },
            facts=(
                ("Buku", told),
                ("Catatan", found.records),
                ("Jurnal", found.entries),
                ("Sidik catatan terakhir", found.head),
            ),
            sections=(table(_COLUMNS, [tuple(item.values()) for item in violations]),) if violations else (),
        )
    )
    if not found.ok:
        click.get_current_context().exit(IntegrityBroken.status)
