"""Words of the form on which a UPK without the program reports a month."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.numbers import count, rupiah
from upk_ledger.core.dates import Month
from upk_ledger.core.region.self_reported import Line, lines_of, months_of
from upk_ledger.core.rulebooks import Rulebook

_LINES = {
    "groups": (
        "Banyaknya KSM yang masih mempunyai saldo pinjaman",
        "KSM yang pokoknya belum lunas pada akhir bulan; yang sudah dihapus buku tidak dihitung.",
    ),
    "groups_at_risk": (
        "Di antaranya yang menunggak {risk} bulan",
        "Bulan sejak angsuran tertua (pokok atau jasa) yang belum dibayar penuh.",
    ),
    "balance": (
        "Jumlah saldo pinjaman",
        "Sisa pokok semua pinjaman; sama dengan akun Pinjaman KSM di neraca.",
    ),
    "arrears_at_risk": (
        "Tunggakan pokok KSM yang menunggak {risk} bulan",
        "Angsuran pokok yang sudah jatuh tempo dan belum dibayar, dari KSM pada baris 2.",
    ),
    "held_allowance": (
        "Cadangan risiko pinjaman yang sudah dibentuk",
        "Saldo akun Cadangan Risiko Pinjaman di neraca.",
    ),
    "written_off": ("Pokok yang dihapus buku bulan ini", "Menurut putusan rapat pengurus; 0 bila tidak ada."),
    "income": ("Pendapatan sejak 1 Januari", "Semua pendapatan tahun ini sampai akhir bulan ini."),
    "expense": (
        "Biaya sejak 1 Januari",
        "Semua biaya tahun ini sampai akhir bulan ini, termasuk biaya cadangan.",
    ),
    "capital": ("Modal dana bergulir", "Modal dari P2KP, PNPM dan sumber lain; tanpa laba."),
    "cash": ("Uang tunai di kas", "Menurut buku kas pada akhir bulan."),
    "bank": ("Uang di bank", "Semua rekening UPK, menurut buku bank pada akhir bulan."),
}


class FormLine(NamedTuple):
    """A line of the form with its words."""

    line: Line
    label: str
    explanation: str


class FormWords(NamedTuple):
    """What the form of one month says, whoever fills it in."""

    month: str
    spoken_month: str
    until: str
    lines: tuple[FormLine, ...]


def form_words(month: Month, rules: Rulebook, return_to: str) -> FormWords:
    """The words of the form of a month; `return_to` says to whom and by when."""
    risk = {">": "lebih dari", ">=": "sedikitnya"}[rules.risk.sign] + f" {rules.risk.value}"
    lines = []
    for line in lines_of(rules):
        if line.name.startswith("balance_"):
            label, explanation = _class_words(rules, int(line.name.removeprefix("balance_")))
        else:
            label, explanation = (text.format(risk=risk) for text in _LINES[line.name])
        empty = "" if line.needed else " Kosongkan bila tidak tahu."
        lines.append(FormLine(line, label, explanation + empty))
    return FormWords(
        str(month), long_month(month), f"Keadaan per {long_date(month.last)}. {return_to}", tuple(lines)
    )


def replaced_words(lines: Iterable[FormLine], before: Mapping[str, int], now: Mapping[str, int]) -> list[str]:
    """The figures of the form that changed: what each was called, was and is."""

    def told(line: Line, figures: Mapping[str, int]) -> str:
        if line.name not in figures:
            return "kosong"
        return count(figures[line.name]) if line.counts else rupiah(figures[line.name])

    return [
        f"{label}: {told(line, before)} menjadi {told(line, now)}"
        for line, label, _ in lines
        if before.get(line.name) != now.get(line.name)
    ]


def _class_words(rules: Rulebook, number: int) -> tuple[str, str]:
    least, most = months_of(rules, number)
    name = rules.collectibility.classes[number - 1].name
    if most == 0:
        told = "tidak menunggak pokok maupun jasa"
    elif most is None:
        told = f"menunggak {least} bulan atau lebih"
    else:
        told = f"menunggak {max(least, 1)} sampai {most} bulan" if most > least else f"menunggak {most} bulan"
    return f"Saldo golongan {number}: {name}", f"Seluruh sisa pokok pinjaman yang {told}."
