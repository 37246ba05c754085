"""Loan terms in words, for the screen and for cards."""

from upk_ledger.bahasa.numbers import percent
from upk_ledger.core.due_rules import due_rule
from upk_ledger.core.schedules import LoanTerms

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_PERIODS = {"bulanan": "bulan", "dua-mingguan": "x dua minggu", "mingguan": "minggu"}

_SHIFTED = {
    "maju": "dari hari libur maju ke hari kerja sebelumnya",
    "mundur": "dari hari libur mundur ke hari kerja sesudahnya",
}


def tenor(terms: LoanTerms) -> str:
    """How long: 10 bulan."""
    return f"{terms.tenor} {_PERIODS[terms.frequency]}"


def jasa(terms: LoanTerms) -> str:
    """The service charge: 1,5% flat per bulan."""
    return f"{percent(terms.rate_percent)} {terms.method} per {terms.rate_per}"


def due_day(terms: LoanTerms) -> str:
    """When it falls due: setiap tanggal 15, setiap Senin."""
    if terms.frequency == "bulanan":
        return f"setiap tanggal {due_rule(terms.due_rule).due_day(terms.start)}"
    day = DAYS[terms.start.weekday()]
    return f"setiap {day}" if terms.frequency == "mingguan" else f"setiap dua minggu, hari {day}"


def terms_text(terms: LoanTerms) -> str:
    """The terms in one line: 10 angsuran bulanan, jasa 1,5% per bulan, flat; and the due rule where there is one."""
    parts = [
        f"{terms.tenor} angsuran {terms.frequency}",
        f"jasa {percent(terms.rate_percent)} per {terms.rate_per}",
        terms.method,
    ]
    if terms.grace:
        parts.append(f"masa tenggang {terms.grace}")
    if terms.rounding != "none":
        parts.append(f"pembulatan {terms.rounding}")
    rule = due_rule(terms.due_rule)
    if rule.day is not None:
        parts.append(f"tanggal bayar {rule.day}")
    if rule.cutoff is not None:
        parts.append(f"cair sesudah tanggal {rule.cutoff} mulai sebulan kemudian")
    if rule.shift in _SHIFTED:
        parts.append(_SHIFTED[rule.shift])
    return ", ".join(parts)
