"""`upk jurnal cetak`, `lampiran`, `tanpa-lampiran`: vouchers on paper, and the papers that belong to them."""

from collections.abc import Sequence
from io import BytesIO

import click

from upk_ledger.actions.vouchers import (
    NONE,
    SupportedVoucher,
    list_unsupported,
    papers,
    tell_support,
    view_support,
)
from upk_ledger.cli.commands import FORMATS, command
from upk_ledger.cli.output import Answer, of_statement, table, terminal_width, to_csv, to_json, to_text
from upk_ledger.cli.papers import ENDINGS, OUT, destination, stream, told_format
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.postings import support_data, support_text
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column
from upk_ledger.core.vouchers import Support, VoucherPaper

_LIST = (
    Column("date", "Tanggal", "date"),
    Column("voucher", "Bukti"),
    Column("description", "Keterangan"),
    Column("amount", "Jumlah", "money"),
    Column("status", "Lampiran"),
)


_ENDINGS = {form: ending for form, ending in ENDINGS.items() if form != "xlsx"}
_NONE = "Bulan itu tidak mempunyai bukti."


@command(
    "cetak",
    """Cetak bukti: Bukti Kas Masuk, Bukti Kas Keluar, Bukti Pemindahbukuan, dengan jumlah dalam huruf,
    lampiran dan tanda tangan. PDF berukuran A5, satu bukti satu halaman.

    Sebut satu atau beberapa BUKTI, atau --bulan untuk semua bukti bulan itu.""",
    examples=(
        "upk jurnal cetak KK/2026/03/0002",
        "upk jurnal cetak KK/2026/03/0002 KM/2026/03/0007 --keluar bukti.pdf",
        "upk jurnal cetak --bulan 2026-10 --keluar bukti-oktober.pdf",
    ),
    refused=("bukti yang tidak ada",),
    formats=(*FORMATS, "pdf"),
)
@click.argument("vouchers", metavar="[BUKTI]...", nargs=-1)
@click.option("--bulan", "month", type=MONTH, help="Semua bukti bulan ini, misalnya 2026-10.")
@OUT
def print_out(shell: Shell, vouchers: tuple[str, ...], month: Month | None, out: str | None) -> None:
    """Print vouchers."""
    from upk_ledger.actions.voucher_papers import month_vouchers, voucher_papers

    if bool(vouchers) == (month is not None):
        raise click.UsageError("Sebut BUKTI, satu atau lebih, atau --bulan; salah satu saja.")
    desk = shell.desk()
    found = voucher_papers(desk, vouchers) if month is None else month_vouchers(desk, month)
    name = f"bukti-{month}" if month else "bukti-" + found[0].statement.data["voucher"].replace("/", "-")
    if out is not None:
        path, form = destination(out, name, told_format(shell), _ENDINGS)
        content = _content(found, form)
        from upk_ledger.exchange.files import write_file

        write_file(path, content)
        shell.tell(f"Tersimpan: {path}")
    elif shell.format == "pdf":
        stream(_content(found, "pdf"))
    elif shell.format == "tabel":
        click.echo(_text(found, terminal_width()), nl=False)
        if not found:
            shell.tell(_NONE)
    else:
        click.echo(_content(found, shell.format).decode().removeprefix("\ufeff"), nl=False)


def _content(found: Sequence[VoucherPaper], form: str) -> bytes:
    """The vouchers in one of the formats."""
    if form == "pdf":
        if not found:
            raise click.UsageError(_NONE)
        from upk_ledger.documents.voucher import vouchers_pdf

        pdf = BytesIO()
        vouchers_pdf(found, pdf)
        return pdf.getvalue()
    answers = [_answer(paper) for paper in found]
    if form == "json":
        return (to_json({"vouchers": [answer.data for answer in answers]}) + "\n").encode()
    if form == "csv":
        sections = tuple(section for answer in answers for section in answer.sections)
        return b"\xef\xbb\xbf" + to_csv(Answer({}, sections)).encode() if sections else b""
    return _text(found, None).encode()


def _text(found: Sequence[VoucherPaper], width: int | None) -> str:
    return "\n".join(to_text(_answer(paper), width) for paper in found)


def _answer(paper: VoucherPaper) -> Answer:
    answer = of_statement(paper.statement)
    cancelled = (f"DIBATALKAN DENGAN BUKTI {paper.cancelled_by}",) if paper.cancelled_by else ()
    number = paper.statement.data["voucher"]
    sections = tuple(
        table(
            (Column("voucher", "Bukti"), *section.columns),
            [(number, *row.cells) for row in section.rows[:-1]],
        )
        for section in answer.sections
    )
    return Answer(
        answer.data,
        sections,
        answer.facts,
        (*answer.heading, *cancelled),
        (*answer.notes, paper.recorded),
    )


@command(
    "lampiran",
    """Sebut lampiran satu bukti (nota, kuitansi, daftar hadir), atau bahwa lampirannya tidak ada.

    Yang disebut terakhir yang berlaku. Tanpa --ada dan --tidak: perlihatkan yang tercatat.""",
    examples=(
        'upk jurnal lampiran KK/2026/03/0002 --ada "nota, kuitansi"',
        "upk jurnal lampiran KK/2026/03/0002 --tidak",
        "upk jurnal lampiran KK/2026/03/0002",
    ),
    refused=("bukti yang tidak ada",),
    writes=True,
)
@click.argument("voucher", metavar="BUKTI")
@click.option("--ada", "present", metavar="LAMPIRAN", help="Lampiran yang ada, misalnya nota dan kuitansi.")
@click.option("--tidak", "missing", is_flag=True, help="Bukti ini tidak mempunyai lampiran.")
def tell(shell: Shell, voucher: str, present: str | None, *, missing: bool) -> None:
    """Say which papers a voucher has."""
    if present is not None and missing:
        raise click.UsageError("Pakai salah satu saja: --ada atau --tidak.")
    if present is None and not missing:
        shell.show(_support_answer(view_support(shell.desk(), voucher)))
        return
    support = NONE if present is None else papers(present)
    with shell.working() as desk:
        told = tell_support(desk, voucher, support)
    shell.show(_support_answer(told))


def _support_answer(found: SupportedVoucher) -> Answer:
    posted, support = found
    return Answer(
        data={
            "voucher": posted.voucher,
            "date": posted.entry.date,
            "description": posted.entry.description,
            "support": support_data(support),
        },
        facts=(
            ("Bukti", posted.voucher),
            ("Tanggal", posted.entry.date),
            ("Keterangan", posted.entry.description),
            ("Lampiran", support_text(support)),
        ),
    )


@command(
    "tanpa-lampiran",
    """Bukti yang lampirannya tidak ada atau belum disebut; bukti kas keluar lebih dulu.

    Tanpa --bulan: semua bulan yang belum ditutup. Untuk dicetak: upk laporan tanpa-lampiran.""",
    examples=("upk jurnal tanpa-lampiran", "upk jurnal tanpa-lampiran --bulan 2026-10 --format csv"),
)
@click.option("--bulan", "month", type=MONTH, help="Bukti bulan ini, seperti yang diketahui sekarang.")
def without(shell: Shell, month: Month | None) -> None:
    """List the vouchers without papers."""
    found = list_unsupported(shell.desk(), month)
    rows = [
        {
            "date": each.entry.date,
            "voucher": each.entry.voucher,
            "description": each.entry.description,
            "amount": Rupiah(each.amount),
            "record": each.entry.record,
            "kind": each.entry.kind,
            "status": each.status or None,
        }
        for each in found
    ]
    shown = [
        [*list(row.values())[:4], support_text(Support(each.status))]
        for row, each in zip(rows, found, strict=True)
    ]
    total = Rupiah(sum(each.amount for each in found))
    shell.show(
        Answer(
            data={"month": month, "count": len(rows), "amount": total, "vouchers": rows},
            sections=(table(_LIST, shown),),
            notes=(f"{len(rows)} bukti.",),
        )
    )
