"""What a region's tables say below: for how many UPK they speak, and which they leave out."""

from collections.abc import Iterable, Sequence

from upk_ledger.core.region.members import RegionUpk
from upk_ledger.core.region.scope import Scope


def coverage_line(scope: Scope) -> str:
    """52 dari 60 UPK sudah melapor; 8 belum lapor."""
    told = scope.expected - len(scope.late)
    if scope.expected == 1:
        return "Cakupan: satu UPK ini."
    late = f"; {len(scope.late)} belum lapor" if scope.late else ""
    return f"Cakupan: {told} dari {scope.expected} UPK sudah melapor{late}."


def coverage_notes(scope: Scope) -> list[str]:
    """The coverage, and by name every UPK of the set that is not in the tables, and why."""
    notes = [coverage_line(scope)]
    if scope.late:
        notes.append(f"Belum lapor, tidak ada di sini: {_named(scope.late)}.")
    if scope.self_reported:
        notes.append(
            "Tanpa pembukuan di wilayah ini, jadi tidak ada di sini (angkanya dilaporkan sendiri, belum"
            f" diverifikasi): {_named(scope.self_reported)}."
        )
    if scope.dormant:
        notes.append(f"Dorman, tidak dihitung: {_named(scope.dormant)}.")
    return notes


def first_months(upk: Sequence[RegionUpk]) -> list[str]:
    """That UPK have nothing to compare the month with."""
    said = "Bulan ini yang pertama ditutup di sini, jadi tidak ada pembandingnya"
    return [f"{said}: {_named(upk)}."] if upk else []


def _named(upk: Iterable[RegionUpk]) -> str:
    return ", ".join(f"{one.name} ({one.code})" for one in upk)
