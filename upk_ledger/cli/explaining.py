"""`upk pinjaman jelaskan`: where an installment, an arrears figure, a class comes from."""

from datetime import date
from textwrap import wrap
from typing import Any

import click

from upk_ledger.actions.explaining import ARREARS, CLASS, INSTALLMENT, Explained, explain_loan
from upk_ledger.bahasa.explaining import told
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.explaining import Explanation
from upk_ledger.core.statements import Column, Section

_HEADINGS = {INSTALLMENT: "Angsuran", ARREARS: "Tunggakan", CLASS: "Golongan"}
_KEYS = {INSTALLMENT: "installment", ARREARS: "arrears", CLASS: "class"}
_WIDTH = 78


@command(
    "jelaskan",
    """Jelaskan angka satu pinjaman: angsuran, tunggakan, golongan. Aturan mana, angka mana, pembulatan mana.

    Tanpa pilihan: semuanya, dengan angsuran tertua yang belum lunas.""",
    examples=(
        "upk pinjaman jelaskan P-2026-0001",
        "upk pinjaman jelaskan P-2026-0001 --angsuran 3",
        "upk pinjaman jelaskan P-2026-0001 --tunggakan --kelas --per 2026-06-30",
    ),
    refused=(
        "pinjaman yang tidak dikenal",
        "angsuran yang tidak ada dalam jadwal",
        "tunggakan atau golongan pinjaman yang belum cair",
        "golongan pinjaman tanpa sisa pokok",
    ),
)
@click.argument("number", metavar="NOMOR")
@click.option("--per", "as_of", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
@click.option("--angsuran", "installment", type=int, metavar="N", help="Jelaskan angsuran ke-N.")
@click.option("--tunggakan", "arrears", is_flag=True, help="Jelaskan tunggakannya.")
@click.option("--kelas", "class_", is_flag=True, help="Jelaskan golongan kolektibilitas dan cadangannya.")
def explain(
    shell: Shell, number: str, as_of: date | None, installment: int | None, *, arrears: bool, class_: bool
) -> None:
    """Explain what a loan's figures rest on."""
    of = (*((ARREARS,) if arrears else ()), *((CLASS,) if class_ else ()))
    found = explain_loan(shell.desk(), number, as_of or shell.desk().today, installment=installment, of=of)
    shell.show(explanation_answer(found))


def explanation_answer(found: Explained) -> Answer:
    """The explanations, the steps as sentences; for JSON with their numbers."""
    data: dict[str, Any] = {"number": found.loan.number, "group": found.loan.group, "as_of": found.as_of}
    data |= {_KEYS[part.kind]: _part_data(part) for part in found.parts}
    return Answer(
        data=data,
        facts=(
            ("Pinjaman", found.loan.number),
            ("KSM", f"{found.loan.group} {found.loan.group_name}"),
            ("Keadaan per", found.as_of),
        ),
        sections=tuple(_section(part) for part in found.parts),
    )


def _part_data(part: Explanation) -> dict[str, Any]:
    steps = [{"rule": step.rule, "text": told(step), **step.facts} for step in part.steps]
    return {**part.figures, "steps": steps}


def _section(part: Explanation) -> Section:
    lines = [line for step in part.steps for line in wrap(told(step), _WIDTH, subsequent_indent="  ")]
    return table((Column("text", _HEADINGS[part.kind]),), [(line,) for line in lines])
