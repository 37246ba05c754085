"""The audit of what a book keeps of its closed months for the reviews of a region."""

from collections.abc import Sequence

from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.region.figures import COUNTED
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.store.auditing_streams import Findings
from upk_ledger.store.region.counting import count_month
from upk_ledger.store.region.months import KeptMonth, kept_months
from upk_ledger.store.session import ReadSession

_EARLIEST, _LATEST = Month(1, 1), Month(9999, 12)


class KeptAudit:
    """Holds the figures that a book keeps of its closed months against what its records say."""

    def __init__(self, session: ReadSession, findings: Findings, since: int = 0) -> None:
        """With `since` of the months closed by that record and those behind it alone."""
        self._session = session
        self._findings = findings
        office = session.office_id
        self._kept: dict[Month, KeptMonth] = {}
        if session.desk.office.kind == "upk":
            found = kept_months(session, _EARLIEST, _LATEST, office, since)
            self._kept = {kept.month: kept for kept in found}

    def check(self, month: Month, record: int, rules: Rulebook, loans: Sequence[LoanAt]) -> None:
        """Count a closed month again; `record` is that of its closing."""
        if self._session.desk.office.kind != "upk":
            return
        kept = self._kept.pop(month, None)
        if kept is None:
            self._findings.add("angka-bulan-hilang", str(month))
            return
        figures, suspended = count_month(self._session, month, record, rules, loans)
        differing = [name for name in COUNTED if getattr(figures, name) != getattr(kept.figures, name)]
        differing += ["suspended"] if suspended != kept.suspended else []
        differing += ["record"] if record != kept.record else []
        if differing:
            self._findings.add("angka-bulan", str(month), part=", ".join(differing))

    def finish(self) -> None:
        """Name the months that are kept and not closed."""
        for month in self._kept:
            self._findings.add("angka-bulan-lebih", str(month))
