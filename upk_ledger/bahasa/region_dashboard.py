"""What a region's dashboard says beside the words of its review."""

from decimal import Decimal

from upk_ledger.bahasa.numbers import count, decimal
from upk_ledger.bahasa.region_findings import kind_name
from upk_ledger.bahasa.region_review import distance_text, reason_text
from upk_ledger.core.indicators import Ratio
from upk_ledger.core.region.attention import worsened
from upk_ledger.core.region.dashboard import Checks
from upk_ledger.core.region.review import ReviewRow
from upk_ledger.core.rulebooks import RatingRule, Rulebook


def attention_words(row: ReviewRow, rules: Rulebook) -> tuple[str, ...]:
    """Why a row asks for attention and how far it is from its limits, as sentences."""
    told = [reason_text(reason, row) for reason in row.reasons]
    told += [distance_text(distance, rules.ratings[distance.indicator]) for distance in row.distance]
    return tuple(f"{text[:1].upper()}{text[1:]}." for text in told)


def check_words(checks: Checks) -> tuple[str, ...]:
    """How a UPK's books are kept, and how many findings of each kind there are, as sentences."""
    score = "" if checks.score is None else f" ({decimal(checks.score, 2)} dari 100)"
    kept = f"Kinerja pembukuan 12 bulan: {checks.grade.replace('-', ' ')}{score}."
    found = [f"Perlu diperiksa: {kind_name(kind)} ({count(number)})." for kind, number in checks.findings]
    return (kept, *(found or ["Tidak ada temuan."]))


def change_words(
    now: Ratio, before: Ratio | None, rule: RatingRule, told: tuple[int, int] | None = None
) -> str:
    """How an indicator stands against the month before: naik 1,20 poin, memburuk.

    `told` is how many UPK each of the two months counts, the one before first: where they differ, it is said.
    """
    if now.value is None or before is None or before.value is None:
        return ""
    change = now.value - before.value
    if not change:
        return "tetap seperti bulan lalu"
    way = "memburuk" if worsened(before, now, rule) > 0 else "membaik"
    moved = (
        f"{'naik' if change > 0 else 'turun'} {decimal(abs(Decimal(change)), 2)} poin dari bulan lalu, {way}"
    )
    if told and told[0] != told[1]:
        return f"{moved}; bulan lalu {count(told[0])} UPK yang lapor, sekarang {count(told[1])}"
    return moved


def reported_words(source: str, months: int, of: int) -> str:
    """Where a UPK's figures come from and how many of the last months it told: Buku; lapor 11 dari 12 bulan."""
    return f"Sumber: {source}; lapor {count(months)} dari {count(of)} bulan"
