"""Where a statement goes: the terminal, a file whose ending decides the format, or a folder."""

import os
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

import click

from upk_ledger.cli.output import of_statement, to_csv, to_json, to_text
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.statements import Statement
from upk_ledger.exchange.files import write_file

ENDINGS = {"pdf": ".pdf", "xlsx": ".xlsx", "json": ".json", "csv": ".csv", "tabel": ".txt"}
"""File endings of the formats in which a statement can be written."""

BINARY = frozenset({"pdf", "xlsx"})
"""Formats that no terminal can show."""

Paper = Literal["A4", "F4"]

OUT = click.option(
    "--keluar",
    "out",
    metavar="LOKASI",
    help="Tulis ke berkas (akhirannya menentukan bentuknya: .pdf, .xlsx, .csv, .json, .txt) atau ke folder.",
)
PAPER = click.option(
    "--kertas",
    "paper",
    type=click.Choice(["A4", "F4"], case_sensitive=False),
    default="A4",
    help="Ukuran kertas PDF dan Excel.",
)


def told_format(shell: Shell) -> str | None:
    """The format, if the user told one."""
    source = click.get_current_context().get_parameter_source("format_")
    return shell.format if source is click.core.ParameterSource.COMMANDLINE else None


def destination(
    out: str, name: str, form: str | None, endings: Mapping[str, str] = ENDINGS
) -> tuple[Path, str]:
    """The file that `--keluar` means for a paper called `name`, and its format (a folder gets PDF by itself)."""
    path = Path(out)
    if path.is_dir() or out.endswith(("/", os.sep)) or not path.suffix:
        form = form or "pdf"
        return path / (name + endings[form]), form
    found = next((known for known, ending in endings.items() if ending == path.suffix.lower()), None)
    if found is None:
        listed = ", ".join(endings.values())
        raise click.UsageError(f"Berkas berakhiran {path.suffix} tidak dikenal. Pakai salah satu: {listed}.")
    return path, found


def statement_bytes(statement: Statement, form: str, paper: Paper) -> bytes:
    """A statement in one of the formats."""
    if form == "pdf":
        from upk_ledger.documents.statement_pdf import statement_pdf

        pdf = BytesIO()
        statement_pdf(statement, pdf, paper)
        return pdf.getvalue()
    if form == "xlsx":
        return workbook_bytes([statement], paper)
    answer = of_statement(statement)
    if form == "json":
        return (to_json(answer.data) + "\n").encode()
    # Excel takes a CSV file for Windows-1252 unless a byte order mark says UTF-8.
    return b"\xef\xbb\xbf" + to_csv(answer).encode() if form == "csv" else to_text(answer, None).encode()


def workbook_bytes(statements: Sequence[Statement], paper: Paper) -> bytes:
    """Statements as one workbook."""
    from upk_ledger.exchange.statement_xlsx import statements_xlsx

    content = BytesIO()
    statements_xlsx(statements, content, paper)
    return content.getvalue()


def deliver(shell: Shell, statement: Statement, name: str, out: str | None, paper: Paper) -> None:
    """Show a statement, or write it where `--keluar` says."""
    if out is not None:
        path, form = destination(out, name, told_format(shell))
        write_file(path, statement_bytes(statement, form, paper))
        shell.tell(f"Tersimpan: {path}")
    elif shell.format in BINARY:
        stream(statement_bytes(statement, shell.format, paper), shell.format)
    else:
        shell.show(of_statement(statement))


def write_package(shell: Shell, month: Month, folder: Path, form: str, paper: Paper) -> None:
    """Write the month's whole set into a folder, telling of each paper."""
    from upk_ledger.actions.reports import month_package

    statements = month_package(shell.desk(), month)
    for place, statement in enumerate(statements, 1):
        path = folder / f"{statement.name}-{month}{ENDINGS[form]}"
        write_file(path, statement_bytes(statement, form, paper))
        shell.tell(f"Tersimpan: {path} ({place} dari {len(statements)})")


def stream(content: bytes, form: str = "pdf") -> None:
    """Write a PDF or a workbook to stdout, unless that is a terminal."""
    if sys.stdout.isatty():
        what = {"pdf": "PDF", "xlsx": "Excel"}[form]
        raise click.UsageError(f"{what} tidak dapat ditampilkan di terminal. Pakai --keluar BERKAS.{form}.")
    sys.stdout.buffer.write(content)
