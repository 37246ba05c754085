"""`upk anggaran`: the yearly budget (RAB)."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.budgets import copy_budget, import_budget, set_budget, view_budget, write_blank_budget
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import AMOUNT, MONTH, PERCENT
from upk_ledger.cli.shell import Shell
from upk_ledger.core.budgets import MONTHS, SIDES, Budget
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.statements import Column
from upk_ledger.exchange.files import check_absent, check_writable
from upk_ledger.store.desk import Desk

_YEARS = click.IntRange(1900, 2999)
_YEAR = click.option("--tahun", "year", type=_YEARS, required=True, help="Tahun anggarannya.")
_REASON = click.option("--alasan", "reason", default="", help="Alasan, misalnya putusan rembug warga.")
_BEFORE = "tahun sebelum awal pembukuan"
_FUND = "Dana yang dianggarkan; bila kosong: dana sendiri."

_COLUMNS = (
    Column("account", "Akun"),
    Column("name", "Nama akun"),
    Column("fund", "Dana"),
    Column("side", "Untuk"),
    *(Column(str(month), str(month), "money") for month in MONTHS),
    Column("total", "Setahun", "money"),
)


def _answer(year: int, lines: Budget, accounts: Mapping[str, Account]) -> Answer:
    data: list[dict[str, Any]] = []
    rows = []
    for line, amounts in sorted(lines.items()):
        months = {str(month): Rupiah(amounts.get(month, 0)) for month in MONTHS}
        total, name = Rupiah(sum(amounts.values())), accounts[line.account].name
        data.append(
            {
                "account": line.account,
                "name": name,
                "fund": line.fund,
                "side": line.side or None,
                "months": months,
                "total": total,
            }
        )
        fund = None if line.fund == LOAN_FUND else line.fund
        rows.append((line.account, name, fund, line.side or None, *months.values(), total))
    return Answer(data={"year": year, "lines": data}, sections=(table(_COLUMNS, rows),))


def _shown(desk: Desk, year: int, lines: Budget) -> Answer:
    with desk.read() as session:
        return _answer(year, lines, session.accounts)


@command(
    "isi",
    """Isi anggaran satu akun. Tanpa --bulan jumlahnya dibagi rata 12 bulan, sisanya di bulan Desember.

    Yang dianggarkan: pendapatan, biaya, dan akun pinjaman (target cair atau angsuran pokok). Mengisi lagi mengganti
    yang lama; isi 0 untuk menghapusnya.""",
    examples=(
        "upk anggaran isi --tahun 2027 51030 1.200.000",
        "upk anggaran isi --tahun 2027 ATK 300.000 --bulan 2027-03",
        "upk anggaran isi --tahun 2027 11030 120.000.000 --untuk cair",
    ),
    refused=(
        "akun atau dana yang tidak dikenal",
        "akun selain pendapatan, biaya dan pinjaman",
        "bulan di luar tahunnya",
        _BEFORE,
    ),
    writes=True,
)
@_YEAR
@click.argument("account", metavar="AKUN")
@click.argument("amount", metavar="JUMLAH", type=AMOUNT)
@click.option("--bulan", "month", type=MONTH, help="Hanya bulan ini, misalnya 2027-03.")
@click.option("--dana", "fund", metavar="KODE", help=_FUND)
@click.option("--untuk", "side", type=click.Choice(SIDES), help="Akun pinjaman: target cair atau angsuran.")
@_REASON
def fill(shell: Shell, year: int, account: str, amount: int, month: Month | None, **facts: Any) -> None:
    """Budget an account."""
    with shell.working() as desk:
        lines = set_budget(desk, year, account, amount, month=month, **facts)
        answer = _shown(desk, year, lines)
    shell.show(answer)


@command(
    "impor",
    """Baca anggaran setahun dari CSV atau Excel, semuanya atau tidak sama sekali.

    Kolomnya: akun, dana (boleh kosong), untuk (akun pinjaman: cair atau angsuran), lalu kolom 1 sampai 12; atau kolom
    bulan dan jumlah (tanpa bulan: dibagi rata setahun). Setiap baris menggantikan anggaran lamanya seluruhnya.""",
    examples=(
        "upk anggaran impor rab-2027.xlsx --tahun 2027 --coba",
        "upk anggaran impor rab.csv --tahun 2027",
    ),
    refused=("satu saja kesalahan; semuanya disebut dengan berkas, baris dan kolomnya", _BEFORE),
    writes=True,
)
@click.argument("path", metavar="BERKAS", type=click.Path(path_type=Path))
@_YEAR
@_REASON
def read(shell: Shell, path: Path, year: int, reason: str) -> None:
    """Import a budget."""
    with shell.working() as desk:
        lines = import_budget(desk, path, year, reason)
        answer = _shown(desk, year, lines)
    shell.show(answer)


@command(
    "blanko",
    """Buat blanko Excel anggaran: satu baris satu akun, satu kolom satu bulan, dengan anggaran yang sudah ada.""",
    examples=("upk anggaran blanko --tahun 2027 --keluar rab-2027.xlsx",),
    refused=("berkas yang sudah ada",),
)
@_YEAR
@click.option("--keluar", "out", type=click.Path(path_type=Path), required=True, help="Berkas .xlsx tujuan.")
def make_blank(shell: Shell, year: int, out: Path) -> None:
    """Write the workbook to fill in."""
    path = out if out.suffix else out.with_suffix(".xlsx")
    check_absent(path)
    check_writable(path)
    count = write_blank_budget(shell.desk(), path, year)
    data = {"file": str(path), "year": year, "lines": count}
    shell.show(Answer(data=data, facts=(("Berkas", str(path)), ("Tahun", str(year)), ("Baris", count))))


@command(
    "lihat",
    """Anggaran setahun per akun dan bulan. Realisasinya ada di: upk laporan anggaran.""",
    examples=("upk anggaran lihat --tahun 2027", "upk anggaran lihat --tahun 2027 --format csv"),
    refused=("tahun tanpa anggaran",),
)
@_YEAR
def view(shell: Shell, year: int) -> None:
    """Show a year's budget."""
    lines, accounts, _ = view_budget(shell.desk(), year)
    shell.show(_answer(year, lines, accounts))


@command(
    "salin",
    """Salin anggaran satu tahun ke tahun lain; --naik menaikkan setiap bulannya sekian persen.""",
    examples=(
        "upk anggaran salin --dari 2026 --ke 2027",
        "upk anggaran salin --dari 2026 --ke 2027 --naik 5",
    ),
    refused=("tahun asal tanpa anggaran", "tahun tujuan yang sudah mempunyai anggaran", _BEFORE),
    writes=True,
)
@click.option("--dari", "source", type=_YEARS, required=True, help="Tahun yang disalin.")
@click.option("--ke", "target", type=_YEARS, required=True, help="Tahun yang diisi.")
@click.option("--naik", "percent", type=PERCENT, default="0", help="Naik sekian persen; bila kosong: 0.")
@_REASON
def copy(shell: Shell, source: int, target: int, percent: Fraction, reason: str) -> None:
    """Copy a budget to another year."""
    with shell.working() as desk:
        lines = copy_budget(desk, source, target, percent, reason)
        answer = _shown(desk, target, lines)
    shell.show(answer)
