"""The same person with running loans in several UPK: found by NIK, shown by codes of UPK, KSM and member alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.core.region.findings import SAME_PERSON, EntryRef, Finding, finding_code
from upk_ledger.core.region.findings_rows import Book, Identity, Running

_SEPARATORS = re.compile(r"[\s.\-/]")
_LENGTH = 16


class Compared(NamedTuple):
    """Members whose NIK are the same, a list a person; how many NIK were compared, and left out as none."""

    people: Sequence[Sequence[Identity]]
    compared: int
    left_out: int


def normal_nik(nik: str) -> str:
    """The 16 digits of a NIK without what separates them; empty for what is none."""
    digits = _SEPARATORS.sub("", nik)
    good = len(digits) == _LENGTH and digits.isascii() and digits.isdigit() and len(set(digits)) > 1
    return digits if good else ""


def compare(identities: Iterable[Identity]) -> Compared:
    """Who stands in the books of more than one UPK."""
    by_nik: dict[str, list[Identity]] = defaultdict(list)
    compared = left_out = 0
    for one in identities:
        nik = normal_nik(one.nik)
        if nik:
            compared += 1
            by_nik[nik].append(one)
        else:
            left_out += 1
    people = [found for found in by_nik.values() if len({one.office_id for one in found}) > 1]
    return Compared(people, compared, left_out)


def same_people(
    people: Sequence[Sequence[Identity]],
    books: Mapping[int, Book],
    shares: Mapping[tuple[int, str], Mapping[str, int]],
) -> Iterator[Finding]:
    """Every person who owes something in more than one UPK at the newest closings.

    `shares` are by UPK and loan those of its members; a loan without any is its whole group's.
    """
    running: dict[tuple[int, str], list[Running]] = defaultdict(list)
    for book in books.values():
        for one in book.running:
            running[one.office_id, one.group].append(one)
    for person in people:
        owed = [
            (who, loan, shares.get((who.office_id, loan.loan), {}))
            for who in sorted(person, key=lambda one: (one.office_id, one.group, one.member))
            for loan in running[who.office_id, who.group]
        ]
        borrowed = [
            (who, loan, held.get(who.member)) for who, loan, held in owed if not held or who.member in held
        ]
        if len({who.office_id for who, _, _ in borrowed}) > 1:
            yield _finding(borrowed, books)


def _finding(borrowed: Sequence[tuple[Identity, Running, int | None]], books: Mapping[int, Book]) -> Finding:
    offices = {who.office_id: books[who.office_id].office for who, _, _ in borrowed}
    named = sorted((offices[who.office_id].uuid, who.group, who.member) for who, _, _ in borrowed)
    lent = {(who.office_id, loan.loan): held for who, loan, held in borrowed}
    since = max(_lent_on(books[office], loan) for office, loan in lent)
    return Finding(
        finding_code(SAME_PERSON, *dict.fromkeys(named)),
        SAME_PERSON,
        tuple(sorted({office.upk for office in offices.values()})),
        tuple(dict.fromkeys(f"{offices[who.office_id].upk} {who.group}" for who, _, _ in borrowed)),
        {
            "loans": [
                {
                    "upk": offices[who.office_id].upk,
                    "group": who.group,
                    "member": who.member,
                    "loan": loan.loan,
                    "balance": loan.balance,
                    "share": held,
                }
                for who, loan, held in borrowed
            ]
        },
        sum(held or 0 for held in lent.values()),
        _entries(lent, books),
        since,
    )


def _lent_on(book: Book, loan: str) -> date:
    """When a loan was lent: the day from which its first schedule holds, else the first day looked at."""
    return min((due.valid_from for due in book.dues if due.loan == loan), default=book.since)


def _entries(lent: Iterable[tuple[int, str]], books: Mapping[int, Book]) -> tuple[EntryRef, ...]:
    """The entries that paid the loans out, those that lie within the days looked at."""
    return tuple(
        books[office].entry(move.voucher)
        for office, loan in lent
        for move in books[office].moves
        if move.loan == loan and move.disbursed > 0
    )
