"""Approval cards: their codes as digests, their end, and each use of a code."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.core.approvals import ApprovalCard, TypedCode, code_digest, read_code
from upk_ledger.core.dates import local_moment
from upk_ledger.core.errors.approvals import CardRevoked, CodeUsed, CodeWrong
from upk_ledger.store.facts import add_facts
from upk_ledger.store.session import ReadSession, WriteSession


class FoundCode(NamedTuple):
    """A code that may be used: its card, who holds it, and where on the card it stands."""

    card: str
    holder: str
    place: int


def add_card(session: WriteSession, holder: str, codes: Sequence[str]) -> str:
    """Keep the digests of a new card's codes and answer with its number.

    One salt serves the whole card, so that a code typed without its place costs one digest a card. A new card
    stands on the exception list: its holder sees there whether it is the one in his hands.
    """
    made = session.value("SELECT count(DISTINCT card) FROM approval_code WHERE office_id = :office")
    card = f"KKP-{made + 1:03d}"
    salt = session.desk.entropy(16).hex()
    rows = [
        (card, holder, place, salt, code_digest(salt, read_code(code).signs))
        for place, code in enumerate(codes, 1)
    ]
    add_facts(session, "kartu-kode", rows, exceptions=[("kartu-kode", card, holder)])
    return card


def end_card(session: WriteSession, card: str, reason: str) -> None:
    """Record that a card is worth nothing any more, with the reason."""
    add_facts(session, "kartu-cabut", [(card,)], reason)


def use_code(session: WriteSession, found: FoundCode, act: str, subject: str) -> None:
    """Record that a code was used for an act."""
    add_facts(session, "persetujuan", [(*found, act, subject)])


def find_code(session: ReadSession, typed: TypedCode) -> FoundCode:
    """The unused code of a card in force that was typed; raises `CodeWrong`, `CodeUsed`, `CardRevoked`."""
    rows = session.all(
        "SELECT c.card, c.holder, c.place, c.salt, c.digest, e.record, u.record, u.act, u.subject"
        " FROM approval_code AS c"
        " LEFT JOIN approval_end AS e ON e.office_id = c.office_id AND e.card = c.card"
        " LEFT JOIN approval_use AS u ON u.office_id = c.office_id AND u.card = c.card AND u.place = c.place"
        " WHERE c.office_id = :office ORDER BY c.record DESC, c.place"
    )
    digests: dict[str, str] = {}
    for card, holder, place, salt, digest, ended, used, act, subject in rows:
        if typed.place not in {None, place}:
            continue
        if salt not in digests:
            digests[salt] = code_digest(salt, typed.signs)
        if digests[salt] != digest:
            continue
        if used is not None:
            raise CodeUsed(card, place, _day(session, used), act, subject)
        if ended is not None:
            raise CardRevoked(card, _day(session, ended))
        return FoundCode(card, holder, place)
    raise CodeWrong


def cards(session: ReadSession) -> list[ApprovalCard]:
    """Every card ever made, in order of making."""
    zone = session.desk.office.zone
    rows = session.all(
        "SELECT c.card, c.holder, r.recorded_at, count(*), count(*) - count(u.record), f.recorded_at, t.text"
        " FROM approval_code AS c"
        " JOIN record AS r ON r.office_id = c.office_id AND r.number = c.record"
        " LEFT JOIN approval_use AS u ON u.office_id = c.office_id AND u.card = c.card AND u.place = c.place"
        " LEFT JOIN approval_end AS e ON e.office_id = c.office_id AND e.card = c.card"
        " LEFT JOIN record AS f ON f.office_id = e.office_id AND f.number = e.record"
        " LEFT JOIN record_text AS t ON t.office_id = e.office_id AND t.record = e.record"
        " WHERE c.office_id = :office"
        " GROUP BY c.record, c.card, c.holder, r.recorded_at, f.recorded_at, t.text ORDER BY c.record"
    )
    return [
        ApprovalCard(
            card,
            holder,
            local_moment(made, zone).date(),
            size,
            left,
            local_moment(ended, zone).date() if ended else None,
            reason or "",
        )
        for card, holder, made, size, left, ended, reason in rows
    ]


def _day(session: ReadSession, record: int) -> date:
    """The office's day on which a record was made."""
    moment = session.value(
        "SELECT recorded_at FROM record WHERE office_id = :office AND number = :record", record=record
    )
    return local_moment(moment, session.desk.office.zone).date()
