"""`upk wilayah kasus`: the register of cases of misuse, in words that accuse nobody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from upk_ledger.actions.region.registers import change_case, open_case, upk_name, view_case
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import AMOUNT, DATE
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.region.register_papers import case_data
from upk_ledger.core.region.registers import CASE_STATUSES, MisuseCase
from upk_ledger.core.statements import Column

_NUMBER = click.argument("number", metavar="NOMOR")
_STATUS = click.option(
    "--status",
    type=click.Choice(CASE_STATUSES),
    help="diduga (masih diperiksa), diperbaiki (sedang diselesaikan) atau selesai.",
)
_TOLD = (
    Column("date", "Tanggal", "date"),
    Column("status", "Status"),
    Column("words", "Uraian"),
    Column("amount", "Jumlah", "money"),
    Column("repaid", "Sudah kembali", "money"),
)


def _amounts(function: Callable[..., Any]) -> Callable[..., Any]:
    repaid = click.option(
        "--kembali", "repaid", type=AMOUNT, help="Jumlah yang sudah dikembalikan seluruhnya."
    )
    amount = click.option("--jumlah", "amount", type=AMOUNT, help="Jumlah uangnya, sejauh diketahui.")
    on = click.option("--tanggal", "on", type=DATE, help="Keadaan per tanggal ini; bila kosong: hari ini.")
    return amount(repaid(on(_STATUS(function))))


def _facts(**given: Any) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def _answer(shell: Shell, case: MisuseCase) -> Answer:
    name = upk_name(shell.desk(), case.upk)
    data = case_data(case, name)
    rows = [tuple(one.values()) for one in data["told"]]
    return Answer(
        data=data,
        facts=(
            ("Nomor", case.code),
            ("UPK", name),
            ("Status", case.status),
            ("Per", case.on),
            ("Jumlah", data["amount"]),
            ("Sudah dikembalikan", data["repaid"]),
            ("Belum kembali", data["left"]),
        ),
        tables=(table(_TOLD, rows, "Riwayat"),),
    )


@region_command(
    "catat",
    """Catat kasus dugaan penyalahgunaan dana pada sebuah UPK. Nomornya diberi oleh program.

    Tulis apa yang terjadi dan apa yang dilakukan, tanpa nama orang: kasus yang baru dicatat adalah dugaan, bukan
    putusan.""",
    examples=(
        (
            "upk wilayah kasus catat MELATI --jumlah 12.500.000 --tanggal 2026-09-12 --uraian"
            ' "Setoran angsuran 3 KSM belum masuk kas; sedang diperiksa BKM"'
        ),
    ),
    refused=("UPK yang tidak dikenal", "tanpa uraian", "kembali lebih dari jumlahnya"),
    writes=True,
)
@click.argument("code", metavar="KODE")
@_amounts
@click.option("--uraian", "words", required=True, help="Apa yang terjadi, tanpa nama orang.")
def note(
    shell: Shell,
    *,
    code: str,
    on: date | None,
    words: str,
    amount: int | None,
    repaid: int | None,
    status: str | None,
) -> None:
    """Write a case down."""
    day = shell.dated(on)
    with shell.working() as desk:
        case = open_case(desk, code, day, _facts(amount=amount, repaid=repaid, status=status), words)
    shell.show(_answer(shell, case))


@region_command(
    "ubah",
    """Catat perkembangan sebuah kasus: status, jumlah, yang sudah dikembalikan. Riwayatnya tetap terlihat.""",
    examples=(
        'upk wilayah kasus ubah KS-2026-001 --status diperbaiki --kembali 5.000.000 --uraian "Dicicil tiap bulan"',
        'upk wilayah kasus ubah KS-2026-001 --batal --uraian "Salah catat UPK"',
    ),
    refused=("kasus yang tidak dikenal", "tanpa uraian", "kembali lebih dari jumlahnya"),
    writes=True,
)
@_NUMBER
@_amounts
@click.option("--uraian", "words", required=True, help="Apa yang dilakukan atau diketahui sekarang.")
@click.option("--batal", "called_off", is_flag=True, help="Kasus ini salah dicatat.")
def change(
    shell: Shell,
    *,
    number: str,
    on: date | None,
    words: str,
    amount: int | None,
    repaid: int | None,
    status: str | None,
    called_off: bool,
) -> None:
    """Write down how a case goes on."""
    facts = _facts(amount=amount, repaid=repaid, status=status)
    if called_off and facts:
        raise click.UsageError("Dengan --batal tidak ada yang lain diubah.")
    day = shell.dated(on)
    with shell.working() as desk:
        case = change_case(desk, number, day, facts, words, called_off=called_off)
    shell.show(_answer(shell, case))
    if case.on > day:
        shell.warn(
            f"Yang dicatat terakhir berlaku per {long_date(case.on)}, jadi ini dicatat per tanggal itu juga,"
            f" bukan per {long_date(day)}."
        )
    if not case.open and case.left and not called_off:
        shell.warn(f"Kasus selesai, tetapi {rupiah(case.left)} belum kembali; uraikan mengapa.")
    if called_off:
        shell.tell(f"Kasus {case.code} tidak dihitung lagi.")


@region_command(
    "lihat",
    """Satu kasus dengan riwayatnya.""",
    examples=("upk wilayah kasus lihat KS-2026-001",),
    refused=("kasus yang tidak dikenal",),
)
@_NUMBER
@click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: semua yang dicatat.")
def view(shell: Shell, *, number: str, on: date | None) -> None:
    """Show a case."""
    shell.show(_answer(shell, view_case(shell.desk(), number, on or date.max)))


@region_command(
    "daftar",
    """Register kasus dugaan penyalahgunaan dana: yang terbuka, yang selesai, dan berapa yang sudah kembali.""",
    examples=("upk wilayah kasus daftar", "upk wilayah kasus daftar --status diduga --keluar kasus.pdf"),
    refused=("UPK yang tidak dikenal",),
    formats=PAPER_FORMATS,
)
@click.argument("code", metavar="[KODE]", required=False)
@_STATUS
@click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
@OUT
@PAPER
def list_all(
    shell: Shell, *, code: str | None, status: str | None, on: date | None, out: str | None, paper: Paper
) -> None:
    """Print the register of cases."""
    from upk_ledger.actions.region.register_papers import case_register_paper

    day = on or shell.desk().today
    made = case_register_paper(shell.desk(), day, upk=code, status=status)
    deliver(shell, made, f"kasus-{day}", out, paper)
