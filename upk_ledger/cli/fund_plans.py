"""`upk dana termin`, `rab`, `kemajuan`, `swadaya`: what a restricted fund plans, and the work and help beside it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import click

from upk_ledger.actions import fund_work
from upk_ledger.bahasa.numbers import exact
from upk_ledger.cli.commands import command
from upk_ledger.cli.fund_forms import fund_answer
from upk_ledger.cli.funds import FUND, NO_FUND, ON, QUANTITY
from upk_ledger.cli.params import AMOUNT, DATE, PERCENT
from upk_ledger.cli.shell import Shell
from upk_ledger.core.restricted_funds import Contribution

_CALLED_OFF = "tanpa alasan"


@command(
    "termin",
    """Termin penerimaan satu dana. Dengan --ke seluruh tabelnya ditulis baru; tanpa itu diperlihatkan.

    Jumlah semua termin harus sama dengan nilai perjanjian.""",
    examples=(
        "upk dana termin APBD-JALAN",
        (
            'upk dana termin APBD-JALAN --ke 2026-03-05 40.000.000 "tanda tangan perjanjian"'
            ' --ke 2026-04-20 40.000.000 "fisik 50%"'
        ),
    ),
    refused=(NO_FUND, "jumlah yang berbeda dari perjanjian"),
    writes=True,
)
@FUND
@click.option(
    "--ke",
    "rows",
    type=(DATE, AMOUNT, str),
    metavar="TANGGAL JUMLAH SYARAT",
    multiple=True,
    help="Satu termin; ulangi untuk setiap termin, menurut urutannya.",
)
def instalments(shell: Shell, fund: str, rows: tuple[tuple[date, int, str], ...]) -> None:
    """Show or set the instalments."""
    if not rows:
        shell.show(fund_answer(fund_work.view_fund(shell.desk(), fund, shell.desk().today)))
        return
    with shell.working() as desk:
        state = fund_work.plan_instalments(desk, fund, rows)
    shell.show(fund_answer(state))


@command(
    "rab",
    """Anggaran satu dana. Dengan --baris seluruh anggarannya ditulis baru; tanpa itu diperlihatkan.""",
    examples=(
        "upk dana rab APBD-JALAN",
        "upk dana rab APBD-JALAN --baris Paving 52010 42.000.000 --baris Upah 52020 21.000.000",
    ),
    refused=(
        NO_FUND,
        "anggaran yang melebihi perjanjian",
        "baris yang tertulis dua kali",
        "akun yang bukan biaya",
    ),
    writes=True,
)
@FUND
@click.option(
    "--baris",
    "rows",
    type=(str, str, AMOUNT),
    metavar="URAIAN AKUN JUMLAH",
    multiple=True,
    help="Satu baris anggaran; ulangi untuk setiap baris.",
)
def budget(shell: Shell, fund: str, rows: tuple[tuple[str, str, int], ...]) -> None:
    """Show or set the budget."""
    if not rows:
        shell.show(fund_answer(fund_work.view_fund(shell.desk(), fund, shell.desk().today)))
        return
    with shell.working() as desk:
        state = fund_work.plan_budget(desk, fund, rows)
    shell.show(fund_answer(state))


@command(
    "kemajuan",
    """Catat kemajuan fisik kegiatan pada satu hari; untuk hari yang sama, yang terakhir dicatat berlaku.""",
    examples=(
        "upk dana kemajuan APBD-JALAN --persen 40 --volume 56 --tanggal 2026-03-31",
        'upk dana kemajuan APBD-JALAN --batal --tanggal 2026-03-31 --alasan "Salah ukur"',
    ),
    refused=(NO_FUND, "persen di luar 0 sampai 100", _CALLED_OFF),
    writes=True,
)
@FUND
@click.option("--persen", "percent", type=PERCENT, help="Kemajuan seluruhnya, misalnya 40.")
@click.option("--volume", type=QUANTITY, help="Volume yang sudah jadi.")
@click.option("--keterangan", "words", default="", help="Keterangan.")
@click.option("--batal", "called_off", is_flag=True, help="Batalkan yang tercatat pada tanggal itu.")
@click.option("--alasan", "reason", default="", help="Mengapa dibatalkan.")
@ON
def progress(
    shell: Shell,
    fund: str,
    percent: Fraction | None,
    volume: Decimal | None,
    words: str,
    called_off: bool,
    reason: str,
    on: date | None,
) -> None:
    """Record progress of the work."""
    if (percent is None) != called_off:
        raise click.UsageError("Tulis --persen, atau --batal dengan --alasan.")
    day = shell.dated(on)
    with shell.working() as desk:
        if percent is None:
            state = fund_work.take_progress_back(desk, fund, day, reason)
        else:
            state = fund_work.note_progress(desk, fund, day, exact(percent), volume, words)
    shell.show(fund_answer(state))


@command(
    "swadaya",
    """Catat swadaya warga untuk kegiatan: bahan, tenaga, lahan, dengan nilainya. Tidak dibukukan; masuk laporan.""",
    examples=(
        "upk dana swadaya APBD-JALAN --jenis tenaga --nilai 4.800.000 --hari-orang 48 --tanggal 2026-03-15",
        "upk dana swadaya APBD-JALAN --jenis bahan --jumlah 12,5 --satuan m3 --nilai 2.187.500",
        'upk dana swadaya APBD-JALAN --batal 31 --alasan "Tercatat dua kali"',
    ),
    refused=(NO_FUND, "tanpa nilai, jumlah maupun hari orang", "nomor catatan yang tidak ada", _CALLED_OFF),
    writes=True,
)
@FUND
@click.option("--jenis", "kind", help="Apa yang disumbangkan: bahan, tenaga, lahan, konsumsi.")
@click.option("--jumlah", "quantity", type=QUANTITY, help="Jumlahnya.")
@click.option("--satuan", "unit", default="", help="Satuannya, misalnya m3.")
@click.option("--nilai", "worth", type=AMOUNT, default="0", help="Nilainya dalam rupiah.")
@click.option(
    "--hari-orang", "worker_days", type=click.IntRange(min=0), default=0, help="Hari orang kerja (HOK)."
)
@click.option("--keterangan", "words", default="", help="Dari siapa, untuk apa.")
@click.option("--batal", "number", type=click.IntRange(min=1), help="Batalkan swadaya bernomor catatan ini.")
@click.option("--alasan", "reason", default="", help="Mengapa dibatalkan.")
@ON
def contribution(
    shell: Shell,
    fund: str,
    kind: str | None,
    quantity: Decimal | None,
    unit: str,
    worth: int,
    worker_days: int,
    words: str,
    number: int | None,
    reason: str,
    on: date | None,
) -> None:
    """Record help in kind."""
    if (kind is None) == (number is None):
        raise click.UsageError("Tulis --jenis, atau --batal NOMOR dengan --alasan.")
    day = shell.dated(on)
    with shell.working() as desk:
        if number is not None:
            state = fund_work.take_contribution_back(desk, fund, number, reason)
        else:
            given = Contribution(0, day, kind or "", quantity, unit, worth, worker_days, words.strip())
            state = fund_work.note_contribution(desk, fund, given)
    shell.show(fund_answer(state))
