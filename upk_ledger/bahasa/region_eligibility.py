"""Words of the criteria by which programmes admit a village."""

from decimal import Decimal

from upk_ledger.bahasa.numbers import count, decimal, percent
from upk_ledger.core.region.eligibility import NO, UNKNOWN, YES, Evidence

ANSWERS = {YES: "ya", NO: "tidak", UNKNOWN: "belum diketahui"}
VERDICTS = {YES: "memenuhi semua syarat", NO: "tidak memenuhi", UNKNOWN: "belum dapat dinilai"}
CONTRADICTORY = "data dan keterangan petugas bertentangan"
NOTHING = "belum ada data"
REGISTER_OF_CASES = "register kasus"
REGISTER_OF_BOARDS = "daftar BKM/LKM"


def evidence_text(one: Evidence) -> str:
    """What the evidence says."""
    if one.kind == "petugas":
        return f"Keterangan petugas: {ANSWERS[one.answer]}"
    if one.kind == "kemiskinan":
        return f"{percent(one.value)} warga miskin"
    if one.kind == "pemilih":
        share = round(Decimal(one.value.voters * 100) / one.value.adults, 2)
        return f"{count(one.value.voters)} dari {count(one.value.adults)} warga dewasa memilih ({percent(share)})"
    if one.kind == "pembukuan":
        grade, score = one.value
        return grade if score is None else f"{grade} (nilai {decimal(score)})"
    if one.kind == "kasus":
        return f"{count(len(one.value))} kasus terbuka: {', '.join(one.value)}" if one.value else "tidak ada"
    return str(one.value)


def books_source(name: str, months: str) -> str:
    """Where a grade of bookkeeping comes from."""
    return f"buku {name}, {months}"
