"""Beginning a region's book: the office that coaches the UPK, beside whose chain theirs will stand."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from upk_ledger.actions.book import start_book, try_book
from upk_ledger.actions.region.roles import prepare_roles
from upk_ledger.core.offices import OFFICERS, BookIdentity, Officer
from upk_ledger.store.book import is_database_url
from upk_ledger.store.desk import Desk

RULEBOOK = "pnpm-2012"
"""By whose limits a region rates unless it adopts other rules (`upk aturan pakai`)."""


def region_identity(
    name: str, regency_kind: str, regency: str, province: str, start: date, *, code: str, zone: str
) -> BookIdentity:
    """Who keeps a region's book: an office of a city or regency, of no village."""
    return BookIdentity(
        name, "", "", "", "", regency_kind, regency, province, start, code=code, kind="wilayah", zone=zone
    )


def start_region(
    location: str,
    identity: BookIdentity,
    names: Mapping[str, str],
    *,
    rulebook: str,
    clock: Callable[[], datetime],
    entropy: Callable[[int], bytes],
    keep: bool = True,
    roles: bool = False,
) -> Desk:
    """Make a region's book, or begin the region in a book that has offices already.

    `names` are those of its officers by code; with `roles` a server's database is prepared for those of its UPK.
    Raises `OfficeExists`, `UnknownRulebook`, `BookExists`, and what `prepare_roles` raises.
    """
    officers = [
        Officer(code, role, names.get(code, ""), identity.start)
        for code, role in OFFICERS[identity.kind].items()
    ]
    if not keep:
        return try_book(
            location,
            identity,
            rulebook=rulebook,
            officers=officers,
            clock=clock,
            entropy=entropy,
            join=True,
        )
    return start_book(
        location,
        identity,
        rulebook=rulebook,
        officers=officers,
        clock=clock,
        entropy=entropy,
        join=True,
        finishing=prepare_roles if roles and is_database_url(location) else None,
    )
