"""What the books of many UPK show together that wants checking (`upk wilayah temuan`)."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from upk_ledger import resources
from upk_ledger.actions.region.bookkeeping import range_words
from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.report_frames import definition_of
from upk_ledger.bahasa.region_findings import kind_name, told
from upk_ledger.core.dates import Month
from upk_ledger.core.region.bundles import SEALING
from upk_ledger.core.region.findings import KINDS, Finding, Findings, Office
from upk_ledger.core.region.findings_cancelled import cancelled_at_month_ends
from upk_ledger.core.region.findings_cash import cash_kept
from upk_ledger.core.region.findings_digits import digit_patterns
from upk_ledger.core.region.findings_lending import evergreened
from upk_ledger.core.region.findings_papers import findings_statement
from upk_ledger.core.region.findings_people import Compared, compare, same_people
from upk_ledger.core.region.findings_receipts import stopped_receipts
from upk_ledger.core.region.findings_rows import Book, FindingLimits, Identity, parse_finding_limits
from upk_ledger.core.region.findings_rules import changed_rules
from upk_ledger.core.region.members import DORMANT, RegionUpk
from upk_ledger.core.statements import Statement
from upk_ledger.exchange import seals
from upk_ledger.store.desk import Desk
from upk_ledger.store.region import findings as store
from upk_ledger.store.region.bookkeeping import book_offices, setting_rows
from upk_ledger.store.region.members import members_of
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.session import ReadSession


@lru_cache(maxsize=1)
def finding_limits() -> FindingLimits:
    """The limits that travel with the program."""
    path = resources.folder("limits") / "temuan.toml"
    return parse_finding_limits(tomllib.loads(path.read_text(encoding="utf-8")))


def build_findings(desk: Desk, month: Month, since: Month | None = None) -> Findings:
    """What wants checking in the books of all UPK, over the 12 months to `month` or from `since` on.

    Each UPK is looked at up to its newest closed month of them. As many questions whatever the number of UPK.
    """
    limits = finding_limits()
    first = since or month.plus(1 - limits.months)
    with desk.read() as session:
        upk = members_of(session)
        books = _books(session, upk, first, month, limits)
        people, unread = _identities(session, books)
        known = {office: book for office, book in books.items() if book.office.known_until is not None}
        found = [*_found(session, known, people, first, month, limits)]
    found.sort(key=lambda one: (KINDS.index(one.kind), one.upk, one.on, one.code))
    return Findings(
        first.first,
        month.last,
        tuple(found),
        tuple(sorted(book.office.upk for book in known.values())),
        tuple(one.code for one in upk if one.office_id not in known and one.status != DORMANT),
        people.compared,
        people.left_out,
        unread,
    )


def _books(
    session: ReadSession, upk: Sequence[RegionUpk], first: Month, last: Month, limits: FindingLimits
) -> dict[int, Book]:
    """The book of every UPK that has one here: what it says of loans up to its newest closed month."""
    codes = {one.office_id: one.code for one in upk}
    newest = store.known_months(session, first, last)
    moves = store.loan_moves(session, first.plus(-limits.regular_months).first, last.last)
    dues = store.scheduled(session, first.first, last.last)
    running = store.running_loans(session, first, last)
    books = {}
    for one in book_offices(session):
        if one.kind != "upk":
            continue
        month = newest.get(one.office_id)
        known = month.last if month else None
        until, own = known or first.first, moves.get(one.office_id, [])
        books[one.office_id] = Book(
            Office(one.office_id, codes[one.office_id], one.code, one.uuid, one.start, known),
            one.zone,
            first.first,
            until,
            tuple(move for move in own if first.first <= move.on <= until),
            tuple(due for due in dues.get(one.office_id, ()) if due.valid_from <= until),
            tuple(running.get(one.office_id, ())),
            tuple(move for move in own if move.on < first.first),
        )
    return books


def _identities(session: ReadSession, books: Mapping[int, Book]) -> tuple[Compared, tuple[str, ...]]:
    """Whose NIK are the same, and the UPK whose sealed list is shut or of another; NIK stay in memory."""
    found, unread = list(store.own_identities(session)), []
    sealed = store.sealed_identities(session)
    secrets = store.secrets_of(session, SEALING) if sealed else []
    for office, uuid, content in sealed:
        opened = next(filter(None, (seals.unseal(secret, content) for secret in secrets)), None)
        rows = _listed(opened or b"", uuid)
        if rows is not None:
            found += [Identity(office, *row) for row in rows]
        elif office in books:
            unread.append(books[office].office.upk)
    return compare(found), tuple(sorted(unread))


def _listed(opened: bytes, uuid: str) -> list[list[str]] | None:
    """Group, code and NIK of each member; None for another thing: nobody could look at it before it was opened.

    A list that was sealed for another office proves nothing of this one, whoever signed the bundle that brought it.
    """
    try:
        whose, rows = json.loads(opened)
    except (TypeError, ValueError, RecursionError):
        return None
    if whose != uuid:
        return None
    good = isinstance(rows, list) and all(
        isinstance(row, list) and [type(told) for told in row] == [str, str, str] for row in rows
    )
    return rows if good else None


def _found(
    session: ReadSession,
    books: Mapping[int, Book],
    people: Compared,
    first: Month,
    last: Month,
    limits: FindingLimits,
) -> list[Finding]:
    loans = [
        (one.office_id, one.loan)
        for person in people.people
        for who in person
        if who.office_id in books
        for one in books[who.office_id].running
        if one.group == who.group
    ]
    known = [[who for who in person if who.office_id in books] for person in people.people]
    found = [*same_people(known, books, store.member_shares(session, loans))]
    cash = store.cash_moves(session, first.first, last.last)
    settings, adopted = setting_rows(session), store.adopted_rules(session)
    for office, book in books.items():
        own = settings.get(office, [])
        found += stopped_receipts(book, limits)
        found += evergreened(book, limits)
        found += cash_kept(book, cash.get(office, ()), own, limits)
        found += digit_patterns(book, limits)
        found += changed_rules(book, adopted.get(office, ()), own, limits)
    return [*found, *cancelled_at_month_ends(list(books.values()), limits)]


def findings_paper(
    desk: Desk, until: Month, since: Month | None = None, given: str = "", kinds: Sequence[str] = ()
) -> Statement:
    """The paper of findings: of all UPK or the one `given`, of all kinds or those asked for. Raises `UnknownUpk`."""
    limits = finding_limits()
    with desk.read() as session:
        wanted = find_upk(session, given).code if given else ""
        found = build_findings(desk, until, since)
        definition = definition_of("wilayah-temuan")
        first = Month.of(found.since)
        frame = region_frame(session, definition, until.last, range_words(first, until), basis=limits.basis)
    shown = [
        one for one in found.found if (not wanted or wanted in one.upk) and (not kinds or one.kind in kinds)
    ]
    return findings_statement(definition, frame, found, shown, kinds or KINDS, kind_name, told)
