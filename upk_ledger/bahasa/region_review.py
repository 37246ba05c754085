"""A review in words: why a UPK or a place asks for attention, how far it is from its limits, who told of the month."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.numbers import count, percent, rupiah
from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import Ratio
from upk_ledger.core.money import quotient
from upk_ledger.core.region.figures import CLASSES, REPORTED
from upk_ledger.core.region.review import WINDOW, Coverage, Distance, Reason, ReviewRow
from upk_ledger.core.rulebooks import RatingRule

UNVERIFIED = "dilaporkan sendiri, belum diverifikasi"
"""What stands beside every figure that a UPK reported of itself."""

UNKNOWN = "tidak dapat dinilai"

FIGURES: Mapping[str, str] = {
    "groups": "jumlah KSM yang punya saldo",
    "groups_at_risk": "jumlah KSM berisiko",
    "balance": "saldo pinjaman",
    "balance_at_risk": "saldo pinjaman berisiko",
    "arrears_at_risk": "pokok tertunggak pada pinjaman berisiko",
    **{f"balance_{number}": "saldo tiap golongan" for number in range(1, CLASSES + 1)},
    "required_allowance": "cadangan wajib",
    "held_allowance": "cadangan yang ada",
    "income": "pendapatan",
    "expense": "biaya",
    "months": "jumlah bulan",
    "capital": "modal dana",
    "written_off": "hapus buku",
    "recovered": "penerimaan kembali",
}
"""The figures that a review needs, as it tells that they are missing."""

_FEW = 5
"""So many names stand in a sentence; more are counted."""

_MANY = 20
"""So many names stand in a sentence that something is decided by."""


def named(names: Sequence[str]) -> str:
    """Melati, Anggrek dan Mawar; of many the first and how many others there are."""
    if len(names) > _FEW:
        return f"{', '.join(names[:_FEW])} dan {count(len(names) - _FEW)} lainnya"
    return " dan ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def listed(names: Sequence[str]) -> str:
    """Every name; of very many the first ones, and where all of them stand."""
    if len(names) > _MANY:
        first = ", ".join(names[:_MANY])
        return f"{first} dan {count(len(names) - _MANY)} lainnya (daftar lengkap di lampiran)"
    return " dan ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def reason_text(reason: Reason, row: ReviewRow) -> str:
    """One reason, as a sentence without its point."""
    if reason.kind == "cadangan":
        return f"cadangan kurang {rupiah(reason.amount)}"
    if reason.kind == "tanpa-saldo":
        return "tidak ada saldo pinjaman"
    return _REASONS[reason.kind](reason, row)


def _since(reason: Reason, _row: ReviewRow) -> str:
    now, name = reason.now, reason.indicator
    assert now is not None  # noqa: S101 - a reason of an indicator has its ratio
    before = reason.before
    if before is not None and before.value is not None and before.value != now.value and reason.since:
        same = f" ({same_upk(reason.same)})" if reason.same else ""
        moved = f"{name} {_way(before, now)} dari {_value(before)} ke {_value(now)}"
        return f"{moved} sejak {long_month(reason.since)}{same}"
    if reason.count >= WINDOW:
        return f"{name} {_value(now)}, penundaan {count(reason.count)} bulan berturut-turut"
    since = f" sejak {long_month(reason.since)}" if reason.since else ""
    return f"{name} {_value(now)}, penundaan{since}"


def same_upk(number: int) -> str:
    """Of how many UPK a comparison is: of those that told at both times, where others told at one only."""
    return f"{count(number)} UPK yang sama"


def _old_loans(reason: Reason, _row: ReviewRow) -> str:
    what = f"{count(reason.count)} KSM lama (pinjaman sebelum pembukuan)"
    if reason.amount:
        what = f"pinjaman lama {rupiah(reason.amount)} (sebelum pembukuan)"
    without = UNKNOWN if reason.now is None or reason.now.value is None else percent(reason.now.value)
    return f"{reason.indicator} tinggi karena {what}; tanpa itu {without}"


def _upk(reason: Reason, _row: ReviewRow) -> str:
    return f"penundaan di {len(reason.names)} dari {reason.count} UPK: {named(reason.names)}"


def _late(reason: Reason, row: ReviewRow) -> str:
    if reason.count > 1:
        return f"{len(reason.names)} dari {reason.count} UPK belum lapor: {named(reason.names)}"
    return late_text(row.coverage, row.upk[0])


_REASONS = {
    "penundaan": _since,
    "memburuk": _since,
    "pinjaman-lama": _old_loans,
    "upk-penundaan": _upk,
    "belum-lapor": _late,
}


def late_text(coverage: Coverage, code: str) -> str:
    """Since when a UPK has not reported."""
    last = coverage.last.get(code)
    return f"belum lapor sejak {long_month(last.next())}" if last else "belum pernah lapor"


def distance_text(distance: Distance, rule: RatingRule) -> str:
    """How an indicator comes back to its limit, as a sentence without its point."""
    limit = percent(rule.suspended.value)
    before, after = distance.before, distance.after
    start = f"{distance.indicator} {_value(before)}"
    if not distance.groups and distance.reached:
        return f"{start} mencapai {limit} bila pendapatan bertambah {rupiah(distance.amount)}"
    if not distance.groups:
        return f"{start} tidak membaik oleh pembayaran tunggakan"
    paid = f"membayar tunggakan {rupiah(distance.amount)}"
    who = _groups(distance)
    if not distance.reached:
        change = "tetap" if after.value == before.value else f"baru {_way(before, after)} menjadi"
        return f"{start}: sekalipun {who} {paid}, {change} {_value(after)}"
    if after.value is None:
        return f"{start} selesai bila {who} {paid} (semua pinjaman lunas)"
    side = "di bawah" if _way(before, after) == "turun" else "di atas"
    exact = Fraction(after.numerator * 100, after.denominator) == rule.suspended.value
    where = f"menjadi {limit}" if exact else f"{side} {limit} (menjadi {_value(after)})"
    return f"{start} {_way(before, after)} {where} bila {who} {paid}"


def headroom_text(name: str, ratio: Ratio, points: Fraction, rule: RatingRule) -> str:
    """How many points an indicator at the minimum still has until the limit."""
    side = "di bawah" if rule.suspended.sign.startswith(">") else "di atas"
    if not points:
        return f"{name} {_value(ratio)} tepat di batas"
    left = percent(quotient(points.numerator, points.denominator)).removesuffix("%")
    return f"{name} {_value(ratio)} masih {left} poin {side} batas {percent(rule.suspended.value)}"


def unmeasured_text(row: ReviewRow, month: Month) -> str:
    """Why it cannot be told how an indicator comes back to its limit."""
    if row.as_of != month:
        return f"jarak dihitung sesudah laporan {long_month(month)} masuk"
    return "jarak tidak dapat dihitung: pinjaman per KSM tidak dirinci"


def _groups(distance: Distance) -> str:
    several = len({group.upk for group in distance.groups}) > 1
    names = [
        f"{_bare(group.name)} ({group.upk})" if several else _bare(group.name) for group in distance.groups
    ]
    if len(names) > _FEW:
        return f"{count(len(names))} KSM ({named(names)})"
    return f"KSM {named(names)}"


def _bare(name: str) -> str:
    return name[4:] if name[:4].upper() == "KSM " else name


def _value(ratio: Ratio) -> str:
    return UNKNOWN if ratio.value is None else percent(ratio.value)


def _way(before: Ratio, after: Ratio) -> str:
    rises = before.value is not None and after.value is not None and after.value > before.value
    return "naik" if rises else "turun"


def coverage_text(coverage: Coverage) -> str:
    """52 dari 60 UPK; 8 belum lapor; and how many of those reported of themselves."""
    late = len(coverage.late)
    told = f"{count(coverage.reported)} dari {count(coverage.expected)} UPK"
    told += f"; {count(late)} belum lapor" if late else ""
    if coverage.self_reported:
        told += f"; {count(coverage.self_reported)} {UNVERIFIED}"
    return told


def late_texts(coverage: Coverage) -> list[str]:
    """The UPK that have not reported, by since when; who is silent longest comes first."""
    by_last: dict[Month | None, list[str]] = {}
    for upk in coverage.late:
        by_last.setdefault(coverage.last.get(upk.code), []).append(f"{upk.name} ({upk.code})")
    never = [f"belum pernah: {', '.join(names)}" for last, names in by_last.items() if last is None]
    return never + [
        f"sejak {long_month(last.next())}: {', '.join(by_last[last])}"
        for last in sorted(last for last in by_last if last is not None)
    ]


def missing_texts(missing: Mapping[str, Sequence[str]]) -> list[str]:
    """Who left out which figures; UPK that left out the same stand together."""
    by_upk: dict[tuple[str, ...], dict[str, None]] = {}
    for figure, label in FIGURES.items():
        if missing.get(figure):
            by_upk.setdefault(tuple(missing[figure]), {})[label] = None
    return [f"{named(codes)}: {', '.join(labels)}" for codes, labels in by_upk.items()]


def source_text(row: ReviewRow, month: Month) -> str:
    """Where the figures of one UPK come from, and of which month they are where it is late."""
    source = UNVERIFIED if REPORTED in row.sources else "buku" if row.sources else ""
    if row.as_of == month:
        return source
    told = late_text(row.coverage, row.upk[0])
    return f"{told}; angka {long_month(row.as_of)} ({source})" if row.as_of else told


def mark_text(row: ReviewRow, month: Month) -> str:
    """What the reader of a row's figures has to know: nobody verified them, they are of an older month."""
    if len(row.upk) != 1 or not row.key:
        number = row.coverage.self_reported
        return f"{count(number)} UPK dilaporkan sendiri" if number else ""
    marks = ["dilaporkan sendiri"] if REPORTED in row.sources else []
    if row.as_of is not None and row.as_of != month:
        marks.append(f"angka {long_month(row.as_of)}, di luar jumlah")
    return "; ".join(marks)
