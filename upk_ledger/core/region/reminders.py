"""Which UPK have not reported a month, and the letter that reminds one of them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.periods import closing_deadline
from upk_ledger.core.region.members import RegionUpk
from upk_ledger.core.region.review import Coverage
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Statement

_MOST_MONTHS = 12
"""So many missing months a letter names; more of them say the same."""


@dataclass(frozen=True, slots=True)
class LateUpk:
    """A UPK that has not reported: the last month that it told, whom to reach, the letters about it (day, number)."""

    upk: RegionUpk
    last: Month | None
    contact: str
    letters: tuple[tuple[date, str], ...] = ()

    def missing(self, month: Month) -> tuple[Month, ...]:
        """The months that are missing up to this one; that one alone where it never told any."""
        if self.last is None:
            return (month,)
        count = month.months_since(self.last)
        return tuple(month.plus(-back) for back in range(min(count, _MOST_MONTHS) - 1, -1, -1))


@dataclass(frozen=True, slots=True)
class LateList:
    """Who has not reported a month, by when it was due, and how many have."""

    month: Month
    deadline: date
    coverage: Coverage
    late: tuple[LateUpk, ...]


def late_paper(definition: Definition, frame: Frame, found: LateList, words: Mapping[str, str]) -> Statement:
    """The list of who has not reported; `words` are the coverage, the deadline, and each month's name by itself."""
    table, labels, month = Table(definition.tables["upk"], frame.words), definition.labels, found.month
    listed: list[dict[str, Any]] = []
    for one in found.late:
        upk, letter = one.upk, one.letters[-1] if one.letters else None
        listed.append(
            {
                "code": upk.code,
                "name": upk.name,
                "village": upk.village,
                "district": upk.district,
                "reporting": upk.reporting,
                "last": str(one.last) if one.last else None,
                "months": month.months_since(one.last) if one.last else None,
                "contact": one.contact or None,
                "letters": len(one.letters),
                "letter_on": letter[0] if letter else None,
                "letter": letter[1] if letter else None,
            }
        )
        last = words[str(one.last)] if one.last else labels["belum_pernah"]
        place = f"{upk.village_kind} {upk.village}, {upk.district}"
        table.line({**listed[-1], "row": len(listed), "last": last, "place": place})
    coverage = found.coverage
    data = {
        "month": str(month),
        "deadline": found.deadline,
        "expected": coverage.expected,
        "reported": coverage.reported,
        "self_reported": coverage.self_reported,
        "late": listed,
    }
    notes = () if listed else (labels["nihil"],)
    facts = ((labels["cakupan"], words["coverage"]), (labels["batas"], words["deadline"]))
    return issue(definition, frame, [table.section()], data, notes, facts)


def due_dates(months: Sequence[Month], day: int) -> list[tuple[Month, date]]:
    """Each month with the day by which it was due."""
    return [(month, closing_deadline(month, day)) for month in months]
