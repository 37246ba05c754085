"""Papers of vouchers: said with the entry or later, and the vouchers that have none."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypeVar

from upk_ledger.core import vouchers
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.vouchers import Support, Unsupported
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.listings import entries_between
from upk_ledger.store.posting import PostedEntry
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.support import entries_since, support_of, supports_between, undone_between
from upk_ledger.store.vouchers import find_entry

NONE = Support("tidak")
"""The voucher has no papers, and somebody said so."""


class _Recorded(Protocol):
    """What recording an entry answers."""

    @property
    def record(self) -> int: ...

    @property
    def repeated(self) -> bool: ...


Recorded = TypeVar("Recorded", bound=_Recorded)


class SupportedVoucher(NamedTuple):
    """An entry and what is known of its papers."""

    posted: PostedEntry
    support: Support


def papers(text: str) -> Support:
    """The papers that a voucher has, as somebody called them; `EmptyField` for a text that says nothing."""
    if not text.strip():
        raise EmptyField("lampiran")
    return Support("ada", text.strip())


def supported(desk: Desk, support: Support | None, act: Callable[[Desk], Recorded]) -> Recorded:
    """Record an entry by `act` and what its papers are, both or neither; a repetition says nothing new."""
    if support is None:
        return act(desk)
    with desk.write() as session:
        posted = act(desk)
        if not posted.repeated:
            _tell(session, posted.record, support)
        return posted


def tell_support(desk: Desk, voucher: str, support: Support) -> SupportedVoucher:
    """Say, or say anew, which papers a voucher has; `UnknownVoucher`."""
    with desk.write() as session:
        posted = find_entry(session, voucher)
        if support_of(session, posted.record) != support:
            _tell(session, posted.record, support)
        return SupportedVoucher(posted, support)


def tell_booked(session: WriteSession, support: Support) -> bool:
    """Say which papers all entries have that this transaction booked; False where it booked none."""
    booked = entries_since(session, session.first_record)
    if booked:
        add_facts(session, "lampiran", [(record, support.status, support.papers) for record in booked])
    return bool(booked)


def _tell(session: WriteSession, record: int, support: Support) -> None:
    add_facts(session, "lampiran", [(record, support.status, support.papers)])


def view_support(desk: Desk, voucher: str) -> SupportedVoucher:
    """A voucher and what is known of its papers; `UnknownVoucher`."""
    with desk.read() as session:
        posted = find_entry(session, voucher)
        return SupportedVoucher(posted, support_of(session, posted.record))


def unsupported(
    session: ReadSession, since: date, until: date, through: int | None = None
) -> list[Unsupported]:
    """The vouchers of a range whose papers are missing or not told of, money out first.

    `through`: as known up to that record.
    """
    return vouchers.unsupported(
        entries_between(session, since, until),
        supports_between(session, since, until, through),
        undone_between(session, since, until, through),
        session.with_role("kas", "bank"),
    )


def list_unsupported(desk: Desk, month: Month | None = None) -> list[Unsupported]:
    """Those of a month, or of all days that are not closed; see `unsupported`."""
    with desk.read() as session:
        if month is not None:
            return unsupported(session, month.first, month.last)
        return unsupported(session, session.closed_through + timedelta(days=1), date.max)
