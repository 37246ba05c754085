"""`upk mitra`: loan funds that partners channel through the UPK."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.partners import (
    assign_loan,
    change_partner_fund,
    close_partner_fund,
    list_partners,
    of_no_fund,
    open_partner_fund,
    plan_partner_schedule,
    receive_from_partner,
    reopen_partner_fund,
    repay_partner,
    set_partner_schedule,
    view_partner,
)
from upk_ledger.cli.commands import command
from upk_ledger.cli.loan_simulation import schedule_answer
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import AMOUNT, DATE, PERCENT, ask_due
from upk_ledger.cli.postings import post_and_show
from upk_ledger.cli.shell import Shell
from upk_ledger.core.money import Rupiah
from upk_ledger.core.partners import PartnerFund, PartnerStanding
from upk_ledger.core.schedules import FREQUENCIES, METHODS, RATE_PERIODS
from upk_ledger.core.statements import Column

_CODE = click.argument("code", metavar="KODE")
_AMOUNT = click.argument("amount", metavar="JUMLAH", type=AMOUNT)
_ON = click.option("--tanggal", "on", type=DATE, help="Tanggal transaksi; bila kosong: hari ini.")
_AS_OF = click.option("--per", "as_of", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
_REASON = click.option("--alasan", "reason", default="", help="Alasannya.")
_UNKNOWN, _CLOSED = "dana mitra yang tidak dikenal", "dana mitra yang sudah ditutup"
_MONTH = "tanggal di bulan yang sudah ditutup, atau sebelum perjanjiannya"

_COLUMNS = (
    Column("code", "Kode"),
    Column("partner", "Mitra"),
    Column("status", "Status"),
    Column("received", "Diterima", "money"),
    Column("repaid", "Dikembalikan", "money"),
    Column("owed", "Terhutang", "money"),
    Column("lent", "Dipinjamkan", "money"),
    Column("free", "Dapat dipinjamkan", "money"),
    Column("next_due", "Jatuh tempo", "date"),
    Column("due", "Harus dibayar", "money"),
    Column("overdue", "Lewat tempo", "money"),
)


def _fund_data(fund: PartnerFund) -> dict[str, Any]:
    return {
        "code": fund.code,
        "name": fund.name,
        "partner": fund.partner,
        "agreement": fund.agreement,
        "agreed_on": fund.agreed_on,
        "amount": Rupiah(fund.amount),
        "account": fund.account,
        "status": "buka" if fund.open else "tutup",
    }


def _data(at: PartnerStanding) -> dict[str, Any]:
    upcoming = at.next_due
    (due_principal, due_service), (late_principal, late_service) = at.due_until(at.as_of), at.overdue
    return _fund_data(at.fund) | {
        "as_of": at.as_of,
        "received": Rupiah(at.moves.received),
        "repaid": Rupiah(at.moves.repaid),
        "service_paid": Rupiah(at.moves.service),
        "owed": Rupiah(at.owed),
        "lent": Rupiah(at.lent),
        "free": Rupiah(at.free),
        "next_due": upcoming[0] if upcoming else None,
        "due_principal": Rupiah(due_principal),
        "due_service": Rupiah(due_service),
        "due": Rupiah(due_principal + due_service),
        "overdue_principal": Rupiah(late_principal),
        "overdue_service": Rupiah(late_service),
        "overdue": Rupiah(late_principal + late_service),
    }


def _fund_answer(fund: PartnerFund) -> Answer:
    data = _fund_data(fund)
    labels = ("Kode", "Nama", "Mitra", "Perjanjian", "Tanggal", "Jumlah", "Akun", "Status")
    return Answer(data=data, facts=tuple(zip(labels, data.values(), strict=True)))


@command(
    "buka",
    """Buka dana mitra: pinjaman dari bank atau lembaga lain yang disalurkan lewat UPK (channelling).

    Dana mitra adalah hutang UPK, bukan modal. Belum ada jurnal sebelum uangnya diterima.""",
    examples=(
        'upk mitra buka --kode BRI --nama BRI --mitra "Bank X" --perjanjian 7 --tanggal 2026-03-01 --jumlah 50.000.000',
    ),
    refused=("kode yang sudah dipakai", "isian yang kosong", "jumlah nol"),
    writes=True,
)
@click.option("--kode", "code", required=True, help="Kode pendek dana ini, misalnya BRI.")
@click.option("--nama", "name", required=True, help="Nama dana ini.")
@click.option("--mitra", "partner", required=True, help="Nama mitra pemilik uangnya.")
@click.option("--perjanjian", "agreement", required=True, help="Nomor perjanjian dengan mitra.")
@click.option("--tanggal", "agreed_on", type=DATE, required=True, help="Tanggal perjanjian.")
@click.option("--jumlah", "amount", type=AMOUNT, required=True, help="Jumlah yang diperjanjikan.")
def open_fund(shell: Shell, **facts: Any) -> None:
    """Open a partner's fund."""
    with shell.working() as desk:
        fund = open_partner_fund(desk, **facts)
    shell.show(_fund_answer(fund))


@command(
    "ubah",
    """Perbaiki perjanjian dana mitra yang keliru dicatat. Yang tidak disebut tidak berubah.""",
    examples=('upk mitra ubah BRI --perjanjian 12/PK/III/2026 --alasan "Salah ketik"',),
    refused=(_UNKNOWN, "isian yang kosong", "tanpa alasan"),
    writes=True,
)
@_CODE
@click.option("--mitra", "partner", help="Nama mitra.")
@click.option("--perjanjian", "agreement", help="Nomor perjanjian.")
@click.option("--tanggal", "agreed_on", type=DATE, help="Tanggal perjanjian.")
@click.option("--jumlah", "amount", type=AMOUNT, help="Jumlah yang diperjanjikan.")
@click.option("--alasan", "reason", required=True, help="Alasannya.")
def change(shell: Shell, code: str, reason: str, **facts: Any) -> None:
    """Correct what was agreed."""
    changes = {name: value for name, value in facts.items() if value is not None}
    if not changes:
        raise click.UsageError("Sebutkan yang diperbaiki: --mitra, --perjanjian, --tanggal atau --jumlah.")
    with shell.working() as desk:
        fund = change_partner_fund(desk, code, changes, reason)
    shell.show(_fund_answer(fund))


def _posting(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of money from and to a partner."""
    options = (
        _ON,
        click.option("--akun", "account", help="Akun kas atau bank; bila kosong: kas UPK."),
        click.option("--bukti", "receipt", help="Nomor bukti kertas dari luar."),
        click.option("--kunci", "key", help="Kunci agar transaksi yang sama tidak tercatat dua kali."),
        click.option("--keterangan", "description", default="", help="Keterangan."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "terima",
    """Catat uang yang diterima dari mitra: kas atau bank bertambah, hutang dana mitra bertambah.

    Yang keliru dibatalkan dengan: upk jurnal koreksi BUKTI.""",
    examples=(
        "upk mitra terima BRI 50.000.000 --akun 11021 --tanggal 2026-03-05",
        "upk mitra terima BRI 20.000.000 --dari-saldo-awal --tanggal 2026-01-01",
    ),
    refused=(
        _UNKNOWN,
        _CLOSED,
        _MONTH,
        "jumlah nol",
        "dengan --dari-saldo-awal, lebih dari saldo awal hutang mitra",
    ),
    writes=True,
    books=True,
)
@_CODE
@_AMOUNT
@_posting
@click.option(
    "--dari-saldo-awal",
    "from_opening",
    is_flag=True,
    help="Hutang ini sudah ada dalam saldo awal: tidak ada uang yang masuk.",
)
def receive(shell: Shell, code: str, amount: int, on: date | None, **facts: Any) -> None:
    """Record money from a partner."""
    day = shell.dated(on)
    post_and_show(shell, lambda desk: receive_from_partner(desk, code, amount, day, **facts))


@command(
    "bayar",
    """Catat pembayaran kepada mitra: per angsuran jasanya dulu, lalu pokoknya, menurut jadwal kepada mitra.

    Tanpa JUMLAH ditawarkan yang jatuh tempo. Jasa menjadi biaya UPK, pokok mengurangi hutang. Dengan --pokok atau
    --jasa, pecahannya seperti yang disebut. Yang keliru dibatalkan dengan: upk jurnal koreksi BUKTI.""",
    examples=(
        "upk mitra bayar BRI 4.500.000 --akun 11021",
        "upk mitra bayar BRI 4.500.000 --pokok 4.166.000 --jasa 334.000 --tanggal 2026-04-05",
    ),
    refused=(
        _UNKNOWN,
        _CLOSED,
        _MONTH,
        "jumlah nol, atau lebih dari sisa kewajiban",
        "dana tanpa jadwal bila pecahannya tidak disebut",
        "pecahan yang tidak berjumlah sama",
    ),
    writes=True,
    books=True,
)
@_CODE
@click.argument("amount", metavar="[JUMLAH]", type=AMOUNT, required=False)
@_posting
@click.option("--pokok", "principal", type=AMOUNT, help="Bagian pokoknya menurut bukti dari mitra.")
@click.option("--jasa", "service", type=AMOUNT, help="Bagian jasanya menurut bukti dari mitra.")
def pay(shell: Shell, code: str, amount: int | None, on: date | None, **facts: Any) -> None:
    """Record a payment to a partner."""
    day = shell.dated(on)
    if amount is None:
        at = view_partner(shell.desk(), code, day)
        amount = ask_due(f"Jumlah pembayaran kepada {at.fund.partner}", sum(at.due_until(day)))
    post_and_show(shell, lambda desk: repay_partner(desk, code, amount, day, **facts))


_TERMS = ("tenor", "rate_percent", "method", "start")


@command(
    "jadwal",
    """Jadwal pembayaran kepada mitra: perlihatkan, baca dari berkas, atau hitung dari syaratnya.

    Berkas CSV berkolom jatuh_tempo, pokok dan jasa, dan memuat seluruh angsuran. Jadwal baru menggantikan yang lama
    seluruhnya; pembayaran yang sudah dicatat tidak berubah. Hitungannya sama dengan pinjaman KSM, atas jumlah yang
    diperjanjikan.""",
    examples=(
        "upk mitra jadwal BRI",
        "upk mitra jadwal BRI --berkas jadwal-bri.csv",
        "upk mitra jadwal BRI --tenor 12 --jasa 9 --jasa-per tahun --metode menurun --mulai 2026-03-05",
    ),
    refused=(
        _UNKNOWN,
        _CLOSED,
        "berkas yang tidak ada, kosong atau salah isinya",
        "jadwal yang kurang dari yang sudah dibayar",
        "syarat yang tidak lengkap (--tenor, --jasa, --metode dan --mulai)",
    ),
    writes=True,
)
@_CODE
@click.option("--berkas", "path", type=click.Path(path_type=Path), help="Berkas CSV jadwal dari mitra.")
@click.option("--tenor", type=int, help="Banyaknya angsuran.")
@click.option("--jasa", "rate_percent", type=PERCENT, help="Jasa dalam persen.")
@click.option(
    "--jasa-per", "rate_per", type=click.Choice(RATE_PERIODS), default="bulan", help="Jasa untuk waktu apa."
)
@click.option("--metode", "method", type=click.Choice(METHODS), help="Cara menghitung jasa.")
@click.option("--mulai", "start", type=DATE, help="Tanggal uang diterima dari mitra.")
@click.option(
    "--frekuensi",
    "frequency",
    type=click.Choice(FREQUENCIES),
    default="bulanan",
    help="Jarak antara angsuran.",
)
@click.option("--masa-tenggang", "grace", type=int, default=0, help="Banyaknya masa tanpa angsuran pokok.")
@_REASON
def schedule(shell: Shell, code: str, path: Path | None, reason: str, **terms: Any) -> None:
    """Show, read or compute the schedule to a partner."""
    told = [name for name in _TERMS if terms[name] is not None]
    if path is not None and told:
        raise click.UsageError("Pilih salah satu: --berkas, atau syarat-syaratnya.")
    if told and len(told) < len(_TERMS):
        raise click.UsageError("Syaratnya belum lengkap: isi --tenor, --jasa, --metode dan --mulai.")
    if path is None and not told:
        at = view_partner(shell.desk(), code, shell.desk().today)
    elif path is not None:
        from upk_ledger.exchange.partner_schedule import read_partner_schedule  # a payment does without

        rows = read_partner_schedule(path)
        with shell.working() as desk:
            at = set_partner_schedule(desk, code, rows, reason)
    else:
        with shell.working() as desk:
            at = plan_partner_schedule(desk, code, terms, reason)
    planned = sum(row.principal for row in at.rows)
    if at.rows and planned != at.fund.amount:
        shell.warn("Jumlah pokok dalam jadwal tidak sama dengan jumlah yang diperjanjikan.")
    facts = (("Dana mitra", f"{at.fund.code} {at.fund.name}"), ("Mitra", at.fund.partner))
    shell.show(schedule_answer(at.rows, facts, {"code": at.fund.code, "partner": at.fund.partner}))


@command(
    "pinjaman",
    """Sebut bahwa sebuah pinjaman dari saldo awal memakai dana mitra; --batal mengembalikannya ke dana sendiri.

    Hanya untuk pinjaman yang sudah berjalan saat pembukuan dimulai dan belum mempunyai jurnal. Pinjaman baru menyebut
    dananya waktu cair: upk pinjaman cairkan NOMOR --dana KODE.""",
    examples=("upk mitra pinjaman BRI P-2025-0007", "upk mitra pinjaman BRI P-2025-0007 --batal"),
    refused=(_UNKNOWN, _CLOSED, "pinjaman yang tidak dikenal", "pinjaman yang sudah mempunyai jurnal"),
    writes=True,
)
@_CODE
@click.argument("number", metavar="NOMOR")
@click.option("--batal", "back", is_flag=True, help="Kembali ke dana sendiri.")
def assign(shell: Shell, code: str, number: str, *, back: bool) -> None:
    """Say from which fund a loan of the opening balance is lent."""
    with shell.working() as desk:
        loan, fund = assign_loan(desk, None if back else code, number)
    data = {"loan": loan, "fund": fund}
    shell.show(Answer(data=data, facts=(("Pinjaman", loan), ("Dana", fund or "dana sendiri"))))


@command(
    "tutup",
    """Tutup dana mitra yang sudah dikembalikan seluruhnya dan tidak dipinjamkan lagi; --batal membukanya kembali.""",
    examples=("upk mitra tutup BRI", "upk mitra tutup BRI --batal"),
    refused=(
        _UNKNOWN,
        _CLOSED,
        "masih ada hutang kepada mitra, atau pinjaman KSM dari dana itu",
        "dengan --batal: dana yang tidak ditutup",
    ),
    writes=True,
)
@_CODE
@click.option("--batal", "back", is_flag=True, help="Buka kembali dana yang sudah ditutup.")
@_REASON
def close(shell: Shell, code: str, reason: str, *, back: bool) -> None:
    """Close a fund, or take its closing back."""
    with shell.working() as desk:
        fund = (reopen_partner_fund if back else close_partner_fund)(desk, code, reason)
    shell.show(_fund_answer(fund))


@command(
    "lihat",
    """Keadaan satu dana mitra: yang terhutang, yang harus dibayar, yang lewat tempo, dan yang dapat dipinjamkan.""",
    examples=("upk mitra lihat BRI", "upk mitra lihat BRI --per 2026-06-30"),
    refused=(_UNKNOWN,),
)
@_CODE
@_AS_OF
def view(shell: Shell, code: str, as_of: date | None) -> None:
    """Show where one fund stands."""
    at = view_partner(shell.desk(), code, as_of or shell.desk().today)
    data = _data(at)
    shell.show(
        Answer(
            data=data,
            facts=(
                ("Dana mitra", f"{at.fund.code} {at.fund.name}"),
                ("Mitra", at.fund.partner),
                ("Perjanjian", at.fund.agreement),
                ("Tanggal perjanjian", at.fund.agreed_on),
                ("Jumlah perjanjian", data["amount"]),
                ("Status", data["status"]),
                ("Per", at.as_of),
                ("Diterima", data["received"]),
                ("Pokok dikembalikan", data["repaid"]),
                ("Jasa dibayar", data["service_paid"]),
                ("Terhutang", data["owed"]),
                ("Sedang dipinjamkan", data["lent"]),
                ("Dapat dipinjamkan", data["free"]),
                ("Angsuran berikut", data["next_due"]),
                ("Harus dibayar", data["due"]),
                ("Lewat tempo", data["overdue"]),
            ),
        )
    )


@command(
    "daftar",
    """Semua dana mitra dan keadaannya pada satu tanggal.""",
    examples=("upk mitra daftar", "upk mitra daftar --per 2026-12-31"),
)
@_AS_OF
def list_all(shell: Shell, as_of: date | None) -> None:
    """List the partners' funds."""
    on = as_of or shell.desk().today
    found = [_data(at) for at in list_partners(shell.desk(), on)]
    rows = [[data[column.key] for column in _COLUMNS] for data in found]
    unassigned = Rupiah(of_no_fund(shell.desk(), on))
    notes = [] if found else ["Belum ada dana mitra. Buka dengan: upk mitra buka."]
    if unassigned:
        notes.append(
            "Masukkan hutang dari saldo awal atau jurnal ke dananya: upk mitra terima --dari-saldo-awal."
        )
    shell.show(
        Answer(
            data={"as_of": on, "funds": found, "unassigned": unassigned},
            facts=(("Dari saldo awal atau jurnal, di luar semua dana", unassigned),) if unassigned else (),
            sections=(table(_COLUMNS, rows),),
            notes=tuple(notes),
        )
    )
