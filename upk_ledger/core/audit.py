"""What the audit of a book found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that contradicts another: `where` is a voucher, record, loan, month or table."""

    code: str
    where: str
    detail: str


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The whole audit: every violation in the order found, and what was looked at; `head` is the newest digest."""

    violations: tuple[Violation, ...]
    records: int
    entries: int
    head: str

    @property
    def ok(self) -> bool:
        """Whether nothing contradicts anything."""
        return not self.violations
