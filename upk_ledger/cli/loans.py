"""`upk pinjaman ajukan`, `periksa`, `putuskan`, `cairkan`: from application to money in hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import click

from upk_ledger.actions.eligibility import judge
from upk_ledger.actions.journal import show_entry
from upk_ledger.actions.lending import OUTCOMES, apply_for_loan, decide_loan, disburse_loan, examine_loan
from upk_ledger.actions.loan_files import papers_lacking
from upk_ledger.actions.loan_views import view_loan
from upk_ledger.actions.partners import free_of
from upk_ledger.actions.products import usual_terms
from upk_ledger.actions.tills import overdrawn_by
from upk_ledger.bahasa.eligibility import breach_text
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import command
from upk_ledger.cli.loan_views import loan_answer
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import AMOUNT, DATE, PERCENT
from upk_ledger.cli.postings import account_names, lines_section, posted_data, warn_overdrawn
from upk_ledger.cli.shell import Shell, ask, interactive
from upk_ledger.cli.suspension import warn_suspended
from upk_ledger.core.lending import Capacity, LoanApplication, Share
from upk_ledger.core.loan_files import PaperRule
from upk_ledger.core.money import Rupiah
from upk_ledger.core.rulebooks import DefaultTerms
from upk_ledger.core.schedules import FREQUENCIES, METHODS, MODES, RATE_PERIODS, ROUNDINGS, LoanTerms
from upk_ledger.store.desk import Desk

_NUMBER = click.argument("number", metavar="NOMOR")
_ON = click.option("--tanggal", "on", type=DATE, help="Tanggalnya; bila kosong: hari ini.")
_SHARES = click.option(
    "--anggota",
    "shares",
    type=(str, AMOUNT),
    multiple=True,
    metavar="KODE JUMLAH",
    help="Bagian seorang anggota; ulangi untuk setiap anggota.",
)


@command(
    "ajukan",
    """Catat pengajuan pinjaman sebuah KSM; jawabannya nomor pinjaman.

    Syarat yang tidak ditulis diambil dari produknya, atau tanpa produk dari aturan UPK ini. Bila bagian setiap anggota
    ditulis, --pokok boleh kosong.""",
    examples=(
        "upk pinjaman ajukan --ksm K01 --pokok 5.000.000 --tenor 10",
        "upk pinjaman ajukan --ksm mawar --tenor 10 --jasa 1,5 --anggota 01 1.000.000 --anggota 02 500.000",
    ),
    refused=(
        "KSM, anggota atau produk yang tidak dikenal",
        "produk yang sudah ditutup atau belum berlaku",
        "bagian anggota yang tidak berjumlah sama dengan pinjamannya",
        "nomor yang sudah dipakai",
    ),
    writes=True,
)
@click.option("--ksm", "group", required=True, help="Kode KSM atau sebagian namanya.")
@click.option("--produk", "product", help="Kode produk pinjaman.")
@click.option("--pokok", "principal", type=AMOUNT, help="Jumlah pinjaman.")
@click.option("--tenor", type=int, required=True, help="Banyaknya angsuran.")
@click.option("--jasa", "rate_percent", type=PERCENT, help="Jasa dalam persen.")
@click.option(
    "--jasa-per",
    "rate_per",
    type=click.Choice(RATE_PERIODS, case_sensitive=False),
    help="Jasa itu untuk waktu apa.",
)
@click.option(
    "--metode", "method", type=click.Choice(METHODS, case_sensitive=False), help="Cara menghitung jasa."
)
@click.option(
    "--frekuensi",
    "frequency",
    type=click.Choice(FREQUENCIES, case_sensitive=False),
    help="Jarak antara angsuran.",
)
@click.option("--masa-tenggang", "grace", type=int, help="Banyaknya masa tanpa angsuran pokok.")
@click.option(
    "--pembulatan",
    "rounding",
    type=click.Choice(ROUNDINGS, case_sensitive=False),
    metavar="ATURAN",
    help="Misalnya 1000-atas.",
)
@click.option(
    "--jadwal",
    "mode",
    type=click.Choice(MODES, case_sensitive=False),
    help="Jadwal dihitung per anggota, atau untuk kelompok.",
)
@_SHARES
@click.option(
    "--kemampuan",
    "capacities",
    type=(str, AMOUNT, AMOUNT),
    multiple=True,
    metavar="KODE PENGHASILAN BIAYA",
    help="Penghasilan dan biaya sebulan seorang anggota; ulangi untuk setiap anggota.",
)
@click.option("--tujuan", "purpose", default="", help="Untuk apa pinjaman itu.")
@click.option(
    "--berkas",
    "papers",
    multiple=True,
    metavar="KODE",
    help="Berkas yang sudah diterima (kodenya: upk pinjaman berkas); ulangi, atau semua.",
)
@click.option("--nomor", "number", help="Nomor pinjaman; bila kosong: nomor berikutnya.")
@click.option("--alasan", "reason", default="", help="Alasan bila ada syarat yang tidak dipenuhi.")
@_ON
def apply(
    shell: Shell,
    *,
    group: str,
    product: str | None,
    principal: int | None,
    shares: tuple[tuple[str, int], ...],
    capacities: tuple[tuple[str, int, int], ...],
    mode: str | None,
    purpose: str,
    papers: tuple[str, ...],
    number: str | None,
    reason: str,
    on: date | None,
    **given: Any,
) -> None:
    """Record an application; conditions that are not met are told, and a person is asked for the reason."""
    asked = sum(share for _, share in shares) if principal is None and shares else principal
    if asked is None:
        raise click.UsageError("Belum ada pilihan --pokok atau --anggota.")
    day = shell.dated(on)
    with shell.working() as desk:
        usual, version = usual_terms(desk, product, day)
        terms = _terms(usual, asked, day, given)
        application = LoanApplication(
            group=group,
            terms=terms,
            shares=tuple(Share(*share) for share in shares),
            mode=mode or usual.mode,
            purpose=purpose,
            capacities=tuple(Capacity(*capacity) for capacity in capacities),
            number=number,
            product=version,
            papers=papers,
        )
        warnings = [breach_text(breach) for breach in judge(desk, application)]
        made = apply_for_loan(desk, application, _reason(shell, warnings, reason, "pengajuan tetap diterima"))
        answer = _stage_answer(desk, made, day, warnings=warnings)
    shell.show(answer)


def _reason(shell: Shell, warnings: list[str], given: str, still: str) -> str:
    """Why it is done all the same; without a person at the terminal the list says that no reason was given."""
    for warning in warnings:
        shell.warn(warning)
    if not warnings or given or shell.yes or not interactive():
        return given
    return ask(f"Alasan {still} (masuk daftar pengecualian)", str)


def _terms(usual: DefaultTerms, principal: int, on: date, given: dict[str, Any]) -> LoanTerms:
    """The terms, with the usual ones where none were given."""

    def chosen(name: str) -> Any:
        return getattr(usual, name) if given[name] is None else given[name]

    return LoanTerms(
        principal,
        given["tenor"],
        chosen("rate_percent"),
        chosen("rate_per"),
        chosen("method"),
        on,
        chosen("frequency"),
        chosen("grace"),
        chosen("rounding"),
    )


def _stage_answer(desk: Desk, number: str, on: date, **more: Any) -> Answer:
    """The loan as it stands after a step; `more` are further JSON keys."""
    answer = loan_answer(view_loan(desk, number, on))
    return replace(answer, data={**answer.data, **more})


@command(
    "periksa",
    """Catat hasil pemeriksaan sebuah pengajuan.""",
    examples=('upk pinjaman periksa P-2026-0001 --catatan "Usaha berjalan, rumah dikunjungi 5 Januari"',),
    refused=("pinjaman yang sudah diputuskan atau cair",),
    writes=True,
)
@_NUMBER
@click.option("--catatan", "note", default="", help="Apa yang ditemukan.")
@_ON
def examine(shell: Shell, number: str, note: str, on: date | None) -> None:
    """Record an examination."""
    day = shell.dated(on)
    with shell.working() as desk:
        answer = _stage_answer(desk, examine_loan(desk, number, day, note), day)
    shell.show(answer)


@command(
    "putuskan",
    """Catat putusan atas sebuah pengajuan: disetujui (seluruhnya atau sebagian), ditolak, atau ditunda.

    Putusan boleh diubah dengan putusan baru selama uangnya belum keluar; perubahannya masuk daftar pengecualian.""",
    examples=(
        'upk pinjaman putuskan P-2026-0001 disetujui --putusan 03/UPK/2026 --kode-persetujuan "07 K4RM9-TXP37"',
        'upk pinjaman putuskan P-2026-0001 disetujui --tolak-anggota 03 "Usaha belum ada"',
        'upk pinjaman putuskan P-2026-0002 ditolak --alasan "Usaha belum ada"',
    ),
    refused=(
        "pinjaman yang sudah cair",
        "putusan di atas pengajuan",
        "anggota yang diberi lebih dari pengajuannya",
        "anggota yang mengajukan tetapi tidak disebut, bila jumlah anggota lain ditulis",
        "penolakan tanpa alasan",
        "petugas yang anggota KSM itu atau keluarganya",
        *REFUSED,
        "kode dari anggota KSM itu atau keluarganya",
    ),
    writes=True,
)
@_NUMBER
@click.argument("outcome", metavar="HASIL", type=click.Choice(OUTCOMES, case_sensitive=False))
@click.option("--pokok", "principal", type=AMOUNT, help="Jumlah yang disetujui, bila kurang dari pengajuan.")
@_SHARES
@click.option(
    "--tolak-anggota",
    "refused",
    type=(str, str),
    multiple=True,
    metavar="KODE ALASAN",
    help="Anggota yang ditolak, dengan alasannya; ulangi untuk setiap anggota.",
)
@click.option("--putusan", "decision", help="Nomor putusan BKM.")
@click.option("--alasan", "reason", default="", help="Alasan; wajib untuk penolakan dan penundaan.")
@CODES
@_ON
def decide(
    shell: Shell,
    number: str,
    outcome: str,
    shares: tuple[tuple[str, int], ...],
    codes: tuple[str, ...],
    on: date | None,
    **facts: Any,
) -> None:
    """Record a decision."""
    if facts["refused"] and outcome != "disetujui":
        raise click.UsageError("Pilihan --tolak-anggota hanya untuk putusan disetujui.")
    day = shell.dated(on)
    parts = tuple(Share(*share) for share in shares)
    with shell.working() as desk, warn_suspended(shell, desk):
        decided = with_codes(
            shell,
            desk,
            codes,
            lambda given: decide_loan(desk, number, outcome, day, shares=parts, codes=given, **facts),
        )
        answer = _stage_answer(desk, decided, day)
    shell.show(answer)


@command(
    "cairkan",
    """Cairkan pinjaman yang disetujui: uang keluar, dan jadwal angsurannya berlaku mulai tanggal ini.

    Berkas yang belum ada tidak menghalangi, tetapi masuk daftar pengecualian dengan alasannya. Bila produknya menahan
    tabungan atau memungut biaya administrasi, uang yang keluar adalah pinjaman dikurangi keduanya. Dengan --dana
    pinjaman ini dari dana mitra, dan kinerjanya dilaporkan terpisah.""",
    examples=(
        "upk pinjaman cairkan P-2026-0001",
        "upk pinjaman cairkan P-2026-0001 --tanggal 2026-01-15 --akun 11021",
        "upk pinjaman cairkan P-2026-0001 --tabungan 250.000 --biaya-admin 25.000",
        "upk pinjaman cairkan P-2026-0001 --dana BRI --akun 11021",
    ),
    refused=(
        "pinjaman yang belum disetujui",
        "dana mitra yang tidak dikenal atau sudah ditutup",
        "tabungan dan biaya administrasi yang tidak kurang dari pinjamannya",
        "bagian anggota yang sementara itu sudah keluar dari KSM",
        "tanggal sebelum putusannya",
        "tanggal di bulan yang sudah ditutup",
    ),
    writes=True,
    books=True,
)
@_NUMBER
@_ON
@click.option("--akun", "account", help="Akun kas atau bank; bila kosong: kas UPK.")
@click.option("--bukti", "receipt", help="Nomor bukti kertas.")
@click.option("--alasan", "reason", default="", help="Alasan bila ada berkas yang belum ada.")
@click.option(
    "--tabungan",
    "savings",
    type=AMOUNT,
    help="Yang ditahan sebagai tabungan tanggung renteng; bila kosong: menurut produk pinjamannya.",
)
@click.option(
    "--biaya-admin",
    "fee",
    type=AMOUNT,
    help="Biaya administrasi yang dipotong dari pencairan; bila kosong: menurut produk pinjamannya.",
)
@click.option(
    "--dana", "fund", metavar="KODE", help="Dipinjamkan dari dana mitra ini; bila kosong: dana UPK."
)
def disburse(shell: Shell, number: str, on: date | None, reason: str, fund: str | None, **facts: Any) -> None:
    """Pay a loan out; papers that are missing are told, and a person is asked for the reason."""
    day = shell.dated(on)
    with shell.working() as desk, warn_suspended(shell, desk):
        # No reason is asked for what is refused anyhow.
        seen = view_loan(desk, number, day)
        granted = seen.status == "disetujui"
        missing = papers_lacking(desk, number) if granted else ()
        warned = [_missing_text(missing, number)] if missing else []
        warned += _beyond_fund(desk, fund, seen.principal) if granted else ()
        why = _reason(shell, warned, reason, "pinjaman tetap dicairkan")
        paid = disburse_loan(desk, number, day, reason=why, fund=fund, **facts)
        booked = show_entry(desk, paid.voucher)
        posted = posted_data(booked, account_names(desk))
        short = overdrawn_by(desk, booked.entry)
    warn_overdrawn(shell, short)
    first, last = paid.installments[0], paid.installments[-1]
    held = (("Ditahan sebagai tabungan", paid.savings), ("Biaya administrasi", paid.fee))
    withheld = tuple((label, Rupiah(sen)) for label, sen in held if sen)
    if withheld:
        withheld = (*withheld, ("Diterima KSM", Rupiah(paid.paid_out)))
    shell.show(
        Answer(
            data={
                "voucher": paid.voucher,
                "loan": paid.loan,
                "group": paid.group,
                "date": paid.date,
                "principal": Rupiah(paid.principal),
                "savings": Rupiah(paid.savings),
                "fee": Rupiah(paid.fee),
                "paid_out": Rupiah(paid.paid_out),
                "account": paid.account,
                "fund": None if fund is None else booked.entry.lines[0].fund,
                "first_due": first.due,
                "last_due": last.due,
                "missing_papers": [paper.code for paper in missing],
                "lines": posted["lines"],
            },
            facts=(
                ("Bukti", paid.voucher),
                ("Pinjaman", paid.loan),
                ("Tanggal", paid.date),
                ("Pokok", Rupiah(paid.principal)),
                *withheld,
                ("Angsuran pertama", first.due),
                ("Angsuran terakhir", last.due),
            ),
            tables=(lines_section(posted),),
        )
    )


def _beyond_fund(desk: Desk, fund: str | None, principal: int) -> list[str]:
    """A warning where less is there of a partner's fund than is to be lent."""
    if fund is None:
        return []
    code, free = free_of(desk, fund)
    if principal <= free:
        return []
    there = f"yaitu {rupiah(free)}: yang diterima dikurangi yang dikembalikan dan yang sedang dipinjamkan."
    return [f"Pinjaman {rupiah(principal)} melebihi dana mitra {code} yang ada, {there}"]


def _missing_text(missing: Sequence[PaperRule], number: str) -> str:
    names = ", ".join(paper.name for paper in missing)
    way = f"upk pinjaman berkas {number} --ada KODE (atau semua)"
    return f"Berkas yang belum ada: {names}. Catat yang sudah ada: {way}."
