"""`upk reward`: who has earned the reward for punctual payment, its booking and its payment."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import click

from upk_ledger.actions.rewards import book_rewards, pay_reward, reward_ledger, reward_list
from upk_ledger.actions.tills import overdrawn_by
from upk_ledger.bahasa.numbers import exact, rupiah
from upk_ledger.bahasa.rewards import REASONS
from upk_ledger.bahasa.terbilang import terbilang
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE, MONTH, PERCENT
from upk_ledger.cli.postings import account_names, lines_section, posted_data, warn_overdrawn
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rewards import Reward, RewardDebt, period_code
from upk_ledger.core.statements import Column

_LIST = (
    Column("group_name", "KSM"),
    Column("loan", "Pinjaman"),
    Column("due", "Jatuh tempo", "count"),
    Column("punctual", "Tepat waktu", "count"),
    Column("service_paid", "Jasa dibayar", "money"),
    Column("percent", "%", "percent"),
    Column("amount", "Reward", "money"),
    Column("note", "Keterangan"),
)
_BOOKED = (
    Column("loan", "Pinjaman"),
    Column("group_name", "KSM"),
    Column("service_paid", "Jasa dibayar", "money"),
    Column("percent", "%", "percent"),
    Column("amount", "Reward", "money"),
    Column("voucher", "Bukti"),
)
_LEDGER = (
    Column("loan", "Pinjaman"),
    Column("group_name", "KSM"),
    Column("booked", "Dicatat", "money"),
    Column("paid", "Dibayarkan", "money"),
    Column("owed", "Belum dibayarkan", "money"),
)
_BEFORE = "periode sebelum awal pembukuan"


def _periods(function: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--bulan", "month", type=MONTH, help="Untuk bulan ini, misalnya 2026-10."),
        click.option("--tahun", "year", type=click.IntRange(1900, 2999), help="Untuk tahun ini."),
        click.option(
            "--persen",
            "percent",
            type=PERCENT,
            help="Reward dalam persen dari jasa, bagi pinjaman tanpa produk; bila kosong: tidak ada.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _period(month: Month | None, year: int | None) -> ReportPeriod:
    if (month is None) == (year is None):
        raise click.UsageError("Sebut salah satu: --bulan atau --tahun.")
    return (
        ReportPeriod.of_year(year) if month is None and year else ReportPeriod.of_month(month or Month(1, 1))
    )


def _data(one: Reward) -> dict[str, Any]:
    return {
        "loan": one.loan,
        "group": one.group,
        "group_name": one.group_name,
        "due": one.due,
        "punctual": one.punctual,
        "service_paid": Rupiah(one.base),
        "percent": exact(one.percent),
        "amount": Rupiah(one.amount),
        "earned": one.earned,
        "reason": one.reason or None,
        "voucher": one.booked or None,
        "booked_for": one.booked_for or None,
    }


@command(
    "daftar",
    """Siapa yang mendapat reward tepat bayar (IPTW) untuk satu bulan atau satu tahun, dan siapa yang tidak.

    Mendapat reward: pinjaman yang setiap angsurannya dalam periode itu dibayar paling lambat pada jatuh temponya
    (ditambah hari kelonggaran produknya) dan tidak menunggak di akhir periode. Besarnya: persen dari jasa yang dibayar
    dalam periode itu, menurut produk pinjamannya.""",
    examples=("upk reward daftar --bulan 2026-03", "upk reward daftar --tahun 2026 --persen 10"),
    refused=(_BEFORE, "tanpa --bulan atau --tahun"),
)
@_periods
def list_all(shell: Shell, month: Month | None, year: int | None, percent: Fraction | None) -> None:
    """List who earned the reward."""
    period = _period(month, year)
    found = reward_list(shell.desk(), period, percent or Fraction(0))
    total = Rupiah(sum(one.amount for one in found))
    rows = [
        (one.group_name, one.loan, one.due, one.punctual, Rupiah(one.base), exact(one.percent),
         Rupiah(one.amount) if one.earned else None, _note(one))
        for one in found
    ]  # fmt: skip
    earned = sum(one.earned for one in found)
    shell.show(
        Answer(
            data={"period": period_code(period), "loans": [_data(one) for one in found], "total": total},
            sections=(table(_LIST, rows),),
            notes=(f"Mendapat reward: {earned} dari {len(found)} pinjaman, seluruhnya {rupiah(total)}.",),
        )
    )


def _note(one: Reward) -> str:
    booked = f"dicatat {one.booked}" if one.booked else ""
    return booked or REASONS.get(one.reason, "")


@command(
    "catat",
    """Catat reward satu periode sebagai biaya dan hutang kepada KSM: semua yang mendapatnya, atau --pinjaman saja.

    Sekali untuk setiap pinjaman dan periode: yang sudah dicatat tidak dicatat lagi. Bertanggal hari terakhir periode
    itu, atau hari pertama yang belum ditutup. Bila keliru: upk jurnal koreksi BUKTI.""",
    examples=(
        "upk reward catat --bulan 2026-03 --coba",
        "upk reward catat --tahun 2026 --persen 10",
        "upk reward catat --bulan 2026-03 --pinjaman P-2026-0001",
    ),
    refused=(
        "periode yang belum berakhir, atau sebelum awal pembukuan",
        "pinjaman yang disebut tetapi tidak mendapat reward, atau rewardnya sudah dicatat",
        "bulan dari tahun yang sudah dicatat, dan sebaliknya",
    ),
    writes=True,
)
@_periods
@click.option("--pinjaman", "only", multiple=True, metavar="NOMOR", help="Hanya pinjaman ini; boleh diulang.")
def book(
    shell: Shell, month: Month | None, year: int | None, percent: Fraction | None, only: tuple[str, ...]
) -> None:
    """Book the rewards of a period."""
    period = _period(month, year)
    with shell.working() as desk:
        done = book_rewards(desk, period, percent or Fraction(0), only)
    total = Rupiah(sum(one.reward.amount for one in done.booked))
    listed = [_data(one.reward) | {"voucher": one.voucher} for one in done.booked]
    rows = [
        (one.reward.loan, one.reward.group_name, Rupiah(one.reward.base), exact(one.reward.percent),
         Rupiah(one.reward.amount), one.voucher)
        for one in done.booked
    ]  # fmt: skip
    code = period_code(period)
    shell.show(
        Answer(
            data={
                "period": code,
                "date": done.on,
                "rewards": listed,
                "total": total,
                "unchanged": done.unchanged,
            },
            facts=(
                ("Periode", code),
                ("Tanggal", done.on),
                ("Dicatat", len(listed)),
                ("Sudah ada sebelumnya", done.unchanged),
                ("Jumlah reward", total),
            ),
            tables=(table(_BOOKED, rows),) if rows else (),
            notes=() if rows or done.unchanged else (f"Tidak ada yang mendapat reward untuk {code}.",),
        )
    )


@command(
    "bayar",
    "Bayarkan semua reward yang sudah dicatat untuk satu pinjaman, atau untuk satu KSM.",
    examples=("upk reward bayar K01", "upk reward bayar P-2026-0001 --tanggal 2026-04-05 --akun 11021"),
    refused=(
        "tidak ada reward yang belum dibayarkan",
        "tanggal sebelum rewardnya dicatat, atau di bulan yang sudah ditutup",
    ),
    writes=True,
)
@click.argument("who", metavar="SIAPA")
@click.option("--tanggal", "on", type=DATE, help="Tanggal pembayaran; bila kosong: hari ini.")
@click.option("--akun", "money", help="Akun kas atau bank; bila kosong: kas UPK.")
def pay(shell: Shell, who: str, on: date | None, money: str | None) -> None:
    """Pay rewards out."""
    day = shell.dated(on)
    with shell.working() as desk:
        posted = pay_reward(desk, who, day, money=money)
        data, short = posted_data(posted, account_names(desk)), overdrawn_by(desk, posted.entry)
    warn_overdrawn(shell, short)
    amount = Rupiah(posted.entry.amount)
    till = posted.entry.lines[-1]
    shell.show(
        Answer(
            data=data | {"group": till.group, "loans": [line.loan for line in posted.entry.lines[:-1]]},
            facts=(
                ("Bukti", posted.voucher),
                ("Tanggal", posted.entry.date),
                ("Keterangan", posted.entry.description),
                ("Jumlah", amount),
                ("Terbilang", terbilang(amount)),
                ("Yang menerima", "........................................"),
            ),
            tables=(lines_section(data),),
        )
    )


@command(
    "saldo",
    "Reward yang sudah dicatat, yang sudah dibayarkan, dan yang masih menjadi hutang, per pinjaman.",
    examples=("upk reward saldo", "upk reward saldo --per 2026-12-31"),
)
@click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
def ledger(shell: Shell, on: date | None) -> None:
    """Show the ledger of owed rewards."""
    day = on or shell.desk().today
    found = reward_ledger(shell.desk(), day)
    listed = [
        {
            "loan": one.loan or None,
            "group": one.group or None,
            "group_name": one.group_name or None,
            "booked": Rupiah(one.booked),
            "paid": Rupiah(one.paid),
            "owed": Rupiah(one.owed),
        }
        for one in found
    ]
    owed = Rupiah(sum(one.owed for one in found))
    shell.show(
        Answer(
            data={"as_of": day, "loans": listed, "owed": owed},
            sections=(table(_LEDGER, _ledger_rows(found)),),
            notes=(f"Hutang reward seluruhnya {rupiah(owed)}.",),
        )
    )


def _ledger_rows(found: Sequence[RewardDebt]) -> list[tuple[Any, ...]]:
    return [
        (
            one.loan or "(tanpa pinjaman)",
            one.group_name,
            Rupiah(one.booked),
            Rupiah(one.paid),
            Rupiah(one.owed),
        )
        for one in found
    ]
