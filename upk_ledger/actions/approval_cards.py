"""The cards whose codes approve acts: made for their holder, printed once, revoked and renewed on the record."""

from dataclasses import replace

from upk_ledger.actions.approvals import check_other, recording_day, serving
from upk_ledger.actions.receipts import letterhead
from upk_ledger.core.approvals import ApprovalCard, CardPaper, NewCard, make_codes
from upk_ledger.core.errors.approvals import CardRevoked, UnknownCard
from upk_ledger.core.errors.book import UnknownOfficer
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.tasks import FEW_CODES, Task
from upk_ledger.store import approvals
from upk_ledger.store.desk import Desk


def make_card(desk: Desk, holder: str, count: int) -> NewCard:
    """Make a card for an officer other than the one at the desk; its codes are known here and never again.

    Raises `UnknownOfficer`, `HolderIsActor`, `CardSizeWrong`.
    """
    with desk.write() as session:
        officers = serving(session)
        if holder not in officers:
            raise UnknownOfficer(holder, tuple(code for code in officers if code != desk.actor))
        check_other(desk, officers, holder)
        codes = make_codes(count, desk.entropy)
        card = approvals.add_card(session, holder, codes)
        officer = officers[holder]
        return NewCard(card, holder, officer.name, officer.role, recording_day(session), codes)


def revoke_card(desk: Desk, card: str, reason: str) -> ApprovalCard:
    """Record that a card's codes are worth nothing from now on; `UnknownCard`, `CardRevoked`, `EmptyField`."""
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        known = {found.card: found for found in approvals.cards(session)}
        found = known.get(card.strip().upper())
        if found is None:
            raise UnknownCard(card, tuple(known))
        if found.ended_on is not None:
            raise CardRevoked(found.card, found.ended_on)
        approvals.end_card(session, found.card, reason.strip())
        return replace(found, ended_on=recording_day(session), reason=reason.strip())


def renew_card(desk: Desk, card: str, reason: str, count: int) -> NewCard:
    """Revoke a card and make a new one for the same holder, both or neither."""
    with desk.write():
        return make_card(desk, revoke_card(desk, card, reason).holder, count)


def list_cards(desk: Desk) -> list[ApprovalCard]:
    """Every card ever made, with how many codes it has left."""
    with desk.read() as session:
        return approvals.cards(session)


def card_paper(desk: Desk, card: NewCard) -> CardPaper:
    """The paper to print a new card on."""
    return CardPaper(letterhead(desk), card)


def cards_to_renew(desk: Desk) -> list[Task]:
    """The cards in use with few codes left."""
    return [
        Task(card.card, card.holder, None, None, f"{card.left} kode")
        for card in list_cards(desk)
        if card.ended_on is None and card.left <= FEW_CODES
    ]
