"""`upk periode tutup-tahun` and what belongs to it: closing a year, opening it again, entries of prior years."""

from datetime import date
from pathlib import Path

import click

from upk_ledger.actions.prior_years import correct_prior_year
from upk_ledger.actions.year_end import close_year, reopen_year
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.closed_months import told_closed
from upk_ledger.cli.commands import command
from upk_ledger.cli.month_end import PRINT, print_set
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import AMOUNT, DATE
from upk_ledger.cli.periods import SHORTFALL, before_closing
from upk_ledger.cli.postings import post_and_show
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell
from upk_ledger.core.year_end import YearEnd

_YEAR = click.argument("year", metavar="TAHUN", type=click.IntRange(1900, 2999))


@command(
    "tutup-tahun",
    """Tutup satu tahun: pendapatan dan biaya dinolkan oleh jurnal penutup, labanya pindah ke Laba Ditahan.

    Bila Desember bulan berikutnya yang akan ditutup, Desember ditutup sekaligus dan jurnal penutupnya bertanggal
    31 Desember. Bila Desember sudah ditutup, jurnal penutupnya bertanggal hari pertama yang terbuka. Laporan laba rugi
    dan kinerja tidak berubah olehnya. Menutup tahun yang sudah ditutup tidak mengubah apa pun.""",
    examples=(
        "upk periode tutup-tahun 2026",
        "upk periode tutup-tahun 2026 --cetak laporan-desember",
        "upk periode tutup-tahun 2026 --coba",
    ),
    refused=(
        "tahun yang bulannya masih ada yang terbuka, selain Desember",
        "tahun sesudah tahun yang belum ditutup",
        "tahun sebelum awal pembukuan",
        "angka laporan yang tidak cocok",
    ),
    writes=True,
)
@_YEAR
@SHORTFALL
@PRINT
def close(shell: Shell, year: int, opening_shortfall_to: str | None, folder: Path | None) -> None:
    """Close a year."""
    december = Month(year, 12)
    with shell.working() as desk:
        before = before_closing(shell, desk, december, opening_shortfall_to, with_year=True)
        done = close_year(desk, year, opening_shortfall_to=before.charged)
        answer = told_closed(shell, desk, done.month, before.points) if done.month else None
    shown = Answer(data=_data(done), facts=_facts(done))
    if answer is not None:
        shown = Answer(
            data=_data(done) | {"december": answer.data},
            facts=(*_facts(done), *answer.facts),
            sections=answer.sections,
            tables=answer.tables,
            notes=answer.notes,
        )
    shell.show(shown)
    print_set(shell, december, folder, repeated=done.repeated)


def _data(done: YearEnd) -> dict[str, object]:
    return {
        "year": done.year,
        "date": done.on,
        "result": Rupiah(done.result),
        "vouchers": list(done.vouchers),
        "repeated": done.repeated,
    }


def _facts(done: YearEnd) -> tuple[tuple[str, Cell], ...]:
    told = "sudah ditutup sebelumnya; tidak ada yang berubah" if done.repeated else "ditutup"
    facts: list[tuple[str, Cell]] = [("Tahun", f"{done.year}: {told}")]
    if not done.repeated:
        facts += [("Jurnal penutup", ", ".join(done.vouchers) or "tidak ada"), ("Tanggal", done.on)]
    return (*facts, ("Laba (rugi) ke Laba Ditahan", Rupiah(done.result)))


@command(
    "batal-tutup-tahun",
    """Batalkan penutupan tahun terakhir yang ditutup, dengan jurnal pembalik di bulan yang terbuka.

    Sesudah itu tahunnya dapat ditutup lagi dengan: upk periode tutup-tahun.""",
    examples=('upk periode batal-tutup-tahun 2026 --alasan "Biaya Desember tertinggal"',),
    refused=(
        "tahun yang belum ditutup, atau bukan yang terakhir ditutup",
        "tahun yang labanya sudah dibagi",
        "tanpa alasan",
        *REFUSED,
    ),
    writes=True,
)
@_YEAR
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
@CODES
def reopen(shell: Shell, year: int, reason: str, codes: tuple[str, ...]) -> None:
    """Take the closing of a year back."""
    with shell.working() as desk:
        done = with_codes(shell, desk, codes, lambda given: reopen_year(desk, year, reason, given))
    vouchers = list(done.vouchers)
    shell.show(
        Answer(
            data={"year": year, "vouchers": vouchers},
            facts=(
                ("Tahun", f"{year}: penutupannya dibatalkan"),
                ("Jurnal pembalik", ", ".join(vouchers) or "tidak ada"),
            ),
        )
    )


@command(
    "koreksi-tahun-lalu",
    """Betulkan laba tahun yang sudah lewat, dengan bukti di bulan yang terbuka.

    Sebut akun yang saldonya keliru dan di sisi mana ia dibukukan; lawannya Koreksi Laba Tahun Lalu. Laba rugi tahun
    ini tidak berubah: koreksinya tampak tersendiri, dengan tahunnya, di laporan perubahan modal.""",
    examples=(
        'upk jurnal koreksi-tahun-lalu --tahun 2025 --akun 21010 --kredit 150.000 --keterangan "Listrik Desember"',
    ),
    refused=(
        "tahun yang belum lewat (pakai bukti biasa atau upk jurnal koreksi)",
        "akun pendapatan, biaya dan laba",
        "akun pinjaman, cadangan, tabungan dan titipan (ada perintahnya sendiri)",
        "tanggal di bulan yang sudah ditutup",
        "tanpa --debit atau --kredit, atau dengan keduanya",
    ),
    writes=True,
    books=True,
)
@click.option("--tahun", "year", type=click.IntRange(1900, 2999), required=True, help="Tahun yang dikoreksi.")
@click.option("--akun", "account", required=True, help="Akun yang saldonya keliru: kode atau bagian namanya.")
@click.option("--debit", type=AMOUNT, help="Jumlah, bila akun itu didebit.")
@click.option("--kredit", "credit", type=AMOUNT, help="Jumlah, bila akun itu dikredit.")
@click.option("--keterangan", "reason", required=True, help="Apa yang dikoreksi, dan mengapa.")
@click.option("--tanggal", "on", type=DATE, help="Tanggal bukti; bila kosong: hari ini.")
def correct_prior(
    shell: Shell,
    year: int,
    account: str,
    debit: int | None,
    credit: int | None,
    reason: str,
    on: date | None,
) -> None:
    """Put right the result of a year that is over."""
    if (debit is None) == (credit is None):
        raise click.UsageError("Sebut salah satu: --debit atau --kredit.")
    day = shell.dated(on)
    post_and_show(
        shell,
        lambda desk: correct_prior_year(
            desk, year, day, account, reason, debit=debit or 0, credit=credit or 0
        ),
    )
