"""Several statements at once: one PDF, one workbook, one JSON document; one below the other on screen."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Literal

import click

from upk_ledger.cli.output import Answer, of_statement, terminal_width, to_csv, to_json, to_text
from upk_ledger.cli.papers import BINARY, Paper, destination, stream, told_format
from upk_ledger.cli.shell import Shell
from upk_ledger.core.statements import Statement
from upk_ledger.exchange.files import write_file

Binding = Literal["satu-satu", "berurutan"]
"""Whether each statement counts its own pages, or all of them count through."""


def deliver_many(
    shell: Shell,
    statements: Sequence[Statement],
    data: Mapping[str, Any],
    name: str,
    out: str | None,
    paper: Paper,
    *,
    binding: Binding = "satu-satu",
    sheets: Literal["tabel", "laporan"] = "tabel",
) -> None:
    """Show statements, or write them where `--keluar` says; `data` is the JSON document of all of them.

    In a workbook each table, or (`laporan`) each statement, has a sheet.
    """

    def content(form: str) -> bytes:
        if form == "pdf":
            return _pdf(statements, paper, binding)
        if form == "xlsx":
            from upk_ledger.exchange.statement_xlsx import statements_xlsx

            file = BytesIO()
            statements_xlsx(statements, file, paper, together=sheets == "laporan")
            return file.getvalue()
        answers = [of_statement(one) for one in statements]
        if form == "json":
            return (to_json(data) + "\n").encode()
        if form == "csv":
            tables = tuple(section for answer in answers for section in answer.sections)
            return b"\xef\xbb\xbf" + to_csv(Answer({}, tables)).encode()
        width = None if out else terminal_width()
        return "\n".join(to_text(answer, width) for answer in answers).encode()

    if out is not None:
        path, form = destination(out, name, told_format(shell))
        write_file(path, content(form))
        shell.tell(f"Tersimpan: {path}")
    elif shell.format in BINARY:
        stream(content(shell.format), shell.format)
    else:
        click.echo(content(shell.format).decode().removeprefix("\ufeff"), nl=False)


def _pdf(statements: Sequence[Statement], paper: Paper, binding: Binding) -> bytes:
    pdf = BytesIO()
    if binding == "berurutan":
        from upk_ledger.documents.bound_pdf import chapters_pdf

        chapters_pdf(statements, pdf, paper)
    else:
        from upk_ledger.documents.statement_pdf import statements_pdf

        statements_pdf(statements, pdf, paper)
    return pdf.getvalue()
