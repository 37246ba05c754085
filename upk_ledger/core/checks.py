"""The checks across reports that run before any paper is issued (domain section 5): pure comparisons.

Each answers with the disagreements that it finds; none means that the figures agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures (sen) that must be one; `check`, `left` and `right` are names, `where` the loan, group or account."""

    check: str
    left: str
    left_value: int
    right: str
    right_value: int
    where: str = ""

    @property
    def difference(self) -> int:
        """How far they are apart."""
        return self.left_value - self.right_value


def agree(check: str, figures: Mapping[str, int], where: str = "") -> tuple[Disagreement, ...]:
    """Compare the first of some named figures with each of the others."""
    (first, value), *others = figures.items()
    return tuple(
        Disagreement(check, first, value, name, other, where) for name, other in others if other != value
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures (sen) by name that must be one, as they were compared; a figure that nobody made is None.

    `grave` where a difference means that the book is broken, and not that a person should look at it.
    """

    check: str
    figures: tuple[tuple[str, int | None], ...]
    where: str = ""
    grave: bool = True

    @property
    def differing(self) -> tuple[Disagreement, ...]:
        """How the figures that are there disagree."""
        known = {name: value for name, value in self.figures if value is not None}
        return agree(self.check, known, self.where) if known else ()

    @property
    def complete(self) -> bool:
        """Whether every figure was made."""
        return all(value is not None for _, value in self.figures)

    @property
    def agrees(self) -> bool:
        """Whether every figure was made and all are one."""
        return self.complete and not self.differing


def loan_balances(
    ledger: int, progress: int, collectibility: int, classes: Iterable[int]
) -> tuple[Disagreement, ...]:
    """The loan balance of the balance sheet = of the progress report = of collectibility = sum of its classes."""
    return agree(
        "saldo-pinjaman",
        {
            "neraca": ledger,
            "perkembangan-pinjaman": progress,
            "kolektibilitas": collectibility,
            "kelas": sum(classes),
        },
    )


def progress(
    part: str, before: int, this_month: int, to_date: int, where: str = ""
) -> tuple[Disagreement, ...]:
    """To date = last month + this month."""
    return agree(f"perkembangan-{part}", {"sampai-bulan-ini": to_date, "jumlah": before + this_month}, where)


def balance_sheet(assets: int, liabilities: int, equity: int) -> tuple[Disagreement, ...]:
    """Assets = liabilities + equity."""
    return agree("neraca", {"aset": assets, "kewajiban-dan-modal": liabilities + equity})
