"""The history of a loan as a story: what happened, when, by which voucher, by whom and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.lending import PAID_OFF, RESCHEDULES
from upk_ledger.core.rescheduling import Version, standing_versions


class StoryEvent(NamedTuple):
    """One event of a loan: `facts` are what its `kind` tells (amounts in sen), `reason` the words typed with it.

    `record` is the record that tells it; `actor` who recorded it, `actor_name` the name valid on the day of
    recording; `undoes` and `undone_by` are vouchers, or empty.
    """

    on: date
    recorded_at: str
    record: int
    kind: str
    voucher: str
    actor: str
    actor_name: str
    reason: str
    facts: Mapping[str, Any]
    undoes: str = ""
    undone_by: str = ""


class Dated(NamedTuple):
    """A record of a loan: the day that it counts for (None: it names none) and the day of recording."""

    on: date | None
    recorded: date


def day_of(record: int, chain: Mapping[int, Dated], step: int) -> date:
    """The day of a record that names none: that of the act recorded together with it, else the day of recording.

    `step` says where that act is: 1 right after the record (a code comes before its act), -1 before it.
    """
    own = chain[record]
    beside = record
    while own.on is None:
        beside += step
        found = chain.get(beside)
        if found is None or found.recorded != own.recorded:
            return own.recorded
        if found.on is not None:
            return found.on
    return own.on


def version_kinds(versions: Sequence[Version]) -> list[str]:
    """What each schedule version of a loan, in order, tells of it; empty for that of a disbursement.

    A rescheduling, a share taken over, an early payoff; or that one of them was taken back.
    """
    kinds: list[str] = []
    for place, version in enumerate(versions):
        before, after = standing_versions(versions[:place]), standing_versions(versions[: place + 1])
        if len(after) > len(before) > 0:
            kinds.append("jadwal-ulang" if version.kind in RESCHEDULES else _OTHERS[version.kind])
        elif before and len(after) <= len(before) and after[-1] != version:
            kinds.append("batal-pelunasan" if before[-1].kind == PAID_OFF else "batal-jadwal-ulang")
        else:
            kinds.append("")
    return kinds


_OTHERS = {"alih": "alih", PAID_OFF: "pelunasan"}


def is_give_back(moved: Iterable[tuple[str, str]], earlier: Iterable[tuple[str, str]]) -> bool:
    """Whether shares moved (member, taker) go back to those from whom they had been taken over before."""
    return {(taker, member) for member, taker in moved} <= set(earlier)


def with_balances(events: Sequence[StoryEvent]) -> list[StoryEvent]:
    """The events in order, those that move principal with what is outstanding after them, and service paid by then.

    `paid_off` marks the payment after which principal and service of the schedule are paid, or it ends early.
    """
    balance = paid = served = owed = 0
    told = []
    for place, event in enumerate(events):
        facts = event.facts
        ends = [after.kind for after in events[place + 1 : place + 2]] == ["pelunasan"]
        owed = facts.get("scheduled_service", owed)
        lent, principal, service, gone = facts.get("moved", (0, 0, 0, 0))
        if any((lent, principal, service, gone)):
            balance += lent - principal - gone
            paid, served = paid + principal, served + service
            more: dict[str, Any] = {"balance": balance, "served": served}
            if principal + service > 0 and balance == 0 and (served >= owed or ends):
                more["paid_off"] = True
            event = event._replace(facts={**facts, **more})  # noqa: PLW2901 - the event, told fully
        told.append(event)
    return told


def until(events: Iterable[StoryEvent], as_of: date) -> list[StoryEvent]:
    """The events of days up to `as_of`, in order of date, then of recording; what is undone later stands still."""
    seen = sorted(
        (event for event in events if event.on <= as_of), key=lambda event: (event.on, event.record)
    )
    counters = {event.voucher for event in seen if event.undoes}
    return [event if event.undone_by in counters else event._replace(undone_by="") for event in seen]
