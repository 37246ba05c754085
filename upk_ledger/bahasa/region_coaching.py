"""Words of the papers of coaching."""

from datetime import date

from upk_ledger.bahasa.dates import MONTHS, short_date
from upk_ledger.bahasa.terbilang import in_words
from upk_ledger.bahasa.terms import DAYS


def day_in_words(day: date) -> str:
    """Senin tanggal dua belas bulan Oktober tahun dua ribu dua puluh enam (12-10-2026)."""
    return (
        f"{DAYS[day.weekday()]} tanggal {in_words(day.day)} bulan {MONTHS[day.month - 1]}"
        f" tahun {in_words(day.year)} ({short_date(day)})"
    )
