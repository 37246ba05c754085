"""`upk wilayah kelayakan` and `syarat`: the criteria by which programmes admit a village."""

from datetime import date

import click

from upk_ledger.actions.region.eligibility import build_eligibility, eligibility_paper, type_answer
from upk_ledger.bahasa.region_eligibility import ANSWERS, VERDICTS
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.output import Answer
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.region.registers import YES_OR_NO

_TAKE_BACK = "tarik"


@region_command(
    "kelayakan",
    """Syarat yang dipakai program untuk menerima kelurahan atau desa: ya, tidak, atau belum diketahui, dengan buktinya.

    Jawabannya mengikuti profil (upk wilayah profil), register kasus, dan pembukuan Sekretariat; keterangan petugas
    (upk wilayah syarat) berdiri di sampingnya. Bila keduanya bertentangan, jawabannya belum diketahui.""",
    examples=(
        "upk wilayah kelayakan",
        "upk wilayah kelayakan MELATI --per 2026-10-31 --keluar kelayakan-melati.pdf",
    ),
    refused=("UPK yang tidak dikenal",),
    formats=PAPER_FORMATS,
)
@click.argument("code", metavar="[KODE]", required=False)
@click.option(
    "--per", "on", type=DATE, help="Menurut yang diketahui pada tanggal ini; bila kosong: hari ini."
)
@OUT
@PAPER
def show(shell: Shell, *, code: str | None, on: date | None, out: str | None, paper: Paper) -> None:
    """Print the criteria of one village or of all."""
    day = on or shell.desk().today
    name = f"kelayakan-{code}-{day}" if code else f"kelayakan-{day}"
    deliver(shell, eligibility_paper(shell.desk(), day, code), name, out, paper)


@region_command(
    "syarat",
    """Catat keterangan petugas tentang satu syarat kelayakan, dengan buktinya.

    SYARAT: kemiskinan, permukiman, pembukuan, pemilih, kasus atau prioritas. JAWABAN: ya, tidak, atau tarik (yang
    dicatat sebelumnya tidak berlaku lagi).""",
    examples=(
        'upk wilayah syarat MELATI prioritas ya --tanggal 2026-02-01 --bukti "SK Wali Kota 050/12/2026"',
        'upk wilayah syarat MELATI prioritas tarik --bukti "SK dicabut"',
    ),
    refused=("UPK atau syarat yang tidak dikenal", "tanpa bukti"),
    writes=True,
)
@click.argument("code", metavar="KODE")
@click.argument("criterion", metavar="SYARAT")
@click.argument("told", metavar="JAWABAN", type=click.Choice((*YES_OR_NO, _TAKE_BACK)))
@click.option("--tanggal", "on", type=DATE, help="Sejak kapan; bila kosong: hari ini.")
@click.option("--bukti", "evidence", required=True, help="Buktinya: dokumen apa, nomor dan tanggalnya.")
def answer(shell: Shell, *, code: str, criterion: str, told: str, on: date | None, evidence: str) -> None:
    """Record typed evidence."""
    day, key = shell.dated(on), criterion.strip().lower()
    with shell.working() as desk:
        type_answer(desk, code, key, "" if told == _TAKE_BACK else told, day, evidence)
        village = build_eligibility(desk, max(day, desk.today), code).villages[0]
    one = next(each for each in village.assessed if each.criterion.key == key)
    shell.show(
        Answer(
            data={
                "upk": village.upk.code,
                "criterion": key,
                "told": None if told == _TAKE_BACK else told == "ya",
                "answer": one.answer,
                "contradictory": one.contradictory,
            },
            facts=(
                ("UPK", f"{village.upk.name} ({village.upk.code})"),
                ("Syarat", one.criterion.title),
                ("Jawaban sekarang", ANSWERS[one.answer]),
                ("Hasil semua syarat", VERDICTS[village.answer]),
            ),
        )
    )
    if one.contradictory:
        shell.warn("Data dan keterangan petugas bertentangan: salah satunya perlu diperbaiki.")
