"""What the audit of a book found, and what stands on its exception list."""

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


@dataclass(frozen=True, slots=True)
class ExceptionItem:
    """One exception: the record that it came with, when and by whom (`recorded_at` in UTC), and what it says."""

    record: int
    recorded_at: str
    actor: str
    rule: str
    subject: str
    detail: str
    reason: str
    voucher: str | None = None
    """The entry that it came with, if it was one, and what that entry moved (sen)."""
    amount: int | None = None
