"""Taking in what UPK send: each bundle is proved before anything of it stays, and what is refused is on the record.

The region is the witness of every UPK's past. A bundle is known by the UPK's key, begins where the last one ended, and
is recomputed whole: its chain, its entries, its closed months and what they count. Twice is once; one that came too
early waits; one that tells another past than before is refused, with the first record that differs.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from upk_ledger.actions.region.blanko_reading import FormTaken, read_blanko
from upk_ledger.actions.region.intake import Intake, read
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.book import OfficeExists
from upk_ledger.core.errors.region_receiving import KnownAsAnother
from upk_ledger.core.region.bundles import Bundle
from upk_ledger.core.region.copies import ACCEPTED, KNOWN, REFUSED, WAITING, Received
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.copies import office_of
from upk_ledger.store.region.receiving import (
    ReceiptRow,
    Waiting,
    drop_waiting,
    newest_record,
    receipts_of,
    waiting_of,
)
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.region.reported import FormReceived, forms_received
from upk_ledger.store.session import ReadSession, WriteSession

FORMS = ".xlsx"
"""How the name of a workbook of forms ends: UPK without the program report by it."""

_OF_FILES = (".region_bundles", ".region_blanko", ".region_forms", ".exchange")
"""The rooms of errors about a file."""


def receive(desk: Desk, name: str, content: bytes, code: str = "") -> list[Received]:
    """Take in the file called `name`, and whatever waited for it, in one transaction; answers for each of them.

    `code` is how a UPK that is new here is to be called. Raises what is wrong with the file itself (see
    `core.errors.region_bundles`), `OfficeExists` and `KnownAsAnother`; other refusals are answers, and on record.
    """
    bundle = read(name, content)
    with desk.write() as session:
        answers = [_told_where(session, bundle, Intake(session, bundle, name, content, code).take())]
        while (following := _due(session, bundle.manifest.uuid)) is not None:
            drop_waiting(session, following)
            answers.append(_take_waiting(session, following.name, following.content))
    return answers


def _told_where(session: ReadSession, bundle: Bundle, one: Received) -> Received:
    """Say where a UPK that came for the first time is, if not in the region's city or regency: by mistake, perhaps."""
    letter, region = bundle.manifest, session.desk.office
    said, own = (letter.regency_kind, letter.regency), (region.regency_kind, region.regency)
    if one.status != ACCEPTED or letter.first != 1 or [*map(str.casefold, said)] == [*map(str.casefold, own)]:
        return one
    return replace(one, regency=" ".join(said))


def _take_waiting(session: WriteSession, name: str, content: bytes) -> Received:
    """Take in a bundle that waited; one that a newer program does not know any more is refused as a file."""
    try:
        bundle = read(name, content)
    except UpkError as error:
        return Received(name, REFUSED, error=error)
    return Intake(session, bundle, name, content).take()


def _due(session: ReadSession, uuid: str) -> Waiting | None:
    """The first bundle of an office that waits for nothing any more."""
    standing = office_of(session, uuid)
    head = 0 if standing is None else newest_record(session, standing.office_id)
    waiting = waiting_of(session, uuid, until=head + 1)
    return waiting[0] if waiting else None


def receive_files(
    desk: Desk,
    files: Iterable[tuple[str, Callable[[], bytes]]],
    code: str = "",
    progress: Callable[[str], None] = lambda _name: None,
    *,
    again: bool = False,
) -> list[Received]:
    """Take in several files, each for itself: one that is refused takes nothing away from the others.

    A file is read when its turn comes; `progress` hears its name before. With `again` a form that others replaced
    takes their place once more.
    """
    answers: list[Received] = []
    with desk.book.held():
        for name, content in files:
            progress(name)
            try:
                if name.lower().endswith(FORMS):
                    answers += [
                        _of_form(name, one) for one in read_blanko(desk, name, content(), again=again)
                    ]
                else:
                    for one in receive(desk, name, content(), code):
                        _answer(answers, one)
            except UpkError as error:
                if not _of_the_file(error):
                    raise
                answers.append(Received(name, REFUSED, error=error))
    return answers


def _answer(answers: list[Received], one: Received) -> None:
    """Note what became of a file; one that waited in this very run is answered once, by its end."""
    for place, before in enumerate(answers):
        if before.status == WAITING and (before.file, before.first) == (one.file, one.first):
            answers[place] = one
            return
    answers.append(one)


def _of_the_file(error: UpkError) -> bool:
    """Whether a refusal is about the file, so that the next one may be taken."""
    return isinstance(error, (OfficeExists, KnownAsAnother)) or type(error).__module__.endswith(_OF_FILES)


def _of_form(name: str, one: FormTaken) -> Received:
    status = KNOWN if one.what == "tetap" else ACCEPTED
    return Received(name, status, one.upk, one.name, one.month, by_form=True, replaced=one.replaced)


class Kept(NamedTuple):
    """A bundle that waits: whose, from which record on, and the record that has to come before."""

    file: str
    name: str
    upk: str
    month: Month
    first: int
    last: int
    awaited: int


def list_receipts(desk: Desk, code: str = "") -> tuple[list[ReceiptRow], list[Kept]]:
    """Every bundle that was taken or refused (of one UPK), oldest first, and those that wait; `UnknownUpk`."""
    with desk.read() as session:
        upk = find_upk(session, code) if code else None
        receipts = receipts_of(session, upk.code if upk else "")
        waiting = []
        for uuid, _, _, name, content in waiting_of(session, upk.uuid if upk else ""):
            letter = read(name, content).manifest
            standing = office_of(session, uuid)
            head = 0 if standing is None else newest_record(session, standing.office_id)
            called = standing.code if standing else ""
            waiting.append(Kept(name, letter.name, called, letter.month, letter.first, letter.last, head + 1))
    return receipts, waiting


def list_forms(desk: Desk, code: str = "") -> list[FormReceived]:
    """Every form that was received (of one UPK), oldest first; `UnknownUpk`."""
    with desk.read() as session:
        return forms_received(session, find_upk(session, code).code if code else "")
