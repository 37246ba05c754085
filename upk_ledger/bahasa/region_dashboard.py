"""What a region's dashboard says beside the words of its review."""

from decimal import Decimal

from upk_ledger.bahasa.numbers import count, decimal
from upk_ledger.bahasa.region_findings import kind_name
from upk_ledger.bahasa.region_review import distance_text, reason_text, same_upk
from upk_ledger.core.region.attention import worsened
from upk_ledger.core.region.dashboard import Checks
from upk_ledger.core.region.review import Alike, ReviewRow
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


def change_words(pair: Alike | None, rule: RatingRule) -> str:
    """How an indicator of the same UPK stands against the month before: naik 1,20 poin, memburuk.

    Where other UPK told one of the two months, it is said how many are compared.
    """
    if pair is None or pair.now.value is None or pair.before.value is None:
        return ""
    same = "" if pair.whole else f" ({same_upk(pair.upk)})"
    change = pair.now.value - pair.before.value
    if not change:
        return f"tetap seperti bulan lalu{same}"
    way = "memburuk" if worsened(pair.before, pair.now, rule) > 0 else "membaik"
    points = f"{'naik' if change > 0 else 'turun'} {decimal(abs(Decimal(change)), 2)} poin"
    return f"{points} dari bulan lalu, {way}{same}"


def changes_of(row: ReviewRow, rules: Rulebook) -> dict[str, str]:
    """How each indicator of a row stands against the month before."""
    pairs = {} if row.as_of is None else row.alike.get(row.as_of.previous(), {})
    return {name: change_words(pairs.get(name), rules.ratings[name]) for name in row.ratios}


def reported_words(source: str, months: int, of: int) -> str:
    """Where a UPK's figures come from and how many of the last months it told: Buku; lapor 11 dari 12 bulan."""
    return f"Sumber: {source}; lapor {count(months)} dari {count(of)} bulan"
