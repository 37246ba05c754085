"""What members of a group owe and pay: a group's payment split by their dues, a share taken over by others.

The group is the sum of its members: each function here gives parts that add up exactly.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from upk_ledger.core.allocation import open_parts
from upk_ledger.core.arrears import LoanFacts, Position, after_write_off, position
from upk_ledger.core.money import RUPIAH, split
from upk_ledger.core.schedules import Installment, LoanTerms

if TYPE_CHECKING:  # a payment splits by dues alone: it need not wait for the rules of classes
    from upk_ledger.core.rulebooks import CollectibilityRules


class MemberDebt(NamedTuple):
    """A member's part of a loan (sen): the rows that the member answers for, and what was paid on them so far."""

    member: str
    rows: tuple[Installment, ...]
    paid_principal: int = 0
    paid_service: int = 0
    written_off: int = 0

    @property
    def principal(self) -> int:
        """Principal that the member answers for, paid or not."""
        return sum(row.principal for row in self.rows)

    @property
    def owed(self) -> tuple[int, int]:
        """Principal and service of all rows that are neither paid nor written off."""
        parts = list(self.unpaid())
        return sum(row.principal for row in parts), sum(row.service for row in parts)

    def unpaid(self) -> Iterator[Installment]:
        """Each row with what is left of its principal and service, which were filled oldest first and apart."""
        left = open_parts(self.rows, self.paid_principal + self.written_off, self.paid_service)
        for row, (_, principal, service) in zip(self.rows, left, strict=True):
            yield row._replace(principal=principal, service=service)

    def after(self, principal: int, service: int) -> "MemberDebt":
        """The debt with a further payment counted."""
        return self._replace(
            paid_principal=self.paid_principal + principal, paid_service=self.paid_service + service
        )


class MemberPart(NamedTuple):
    """A member's part of a payment (sen)."""

    member: str
    principal: int
    service: int


class Transfer(NamedTuple):
    """What a member owed and another now answers for (sen)."""

    member: str
    taker: str
    principal: int
    service: int


MemberRows = tuple[tuple[str, tuple[Installment, ...]], ...]
"""By member code the rows of a schedule version."""

Cells = Counter[tuple[str, Any, int]]
"""Amounts (sen) by member, by row or by another member, and by kind: 0 is principal, 1 service."""


def first_debts(members: MemberRows, principal: int = 0, service: int = 0) -> tuple[MemberDebt, ...]:
    """The debts of a new schedule's members, of which the group has paid `principal` and `service` already."""
    debts = [MemberDebt(member, rows) for member, rows in members]
    return after_payment(debts, split_by_dues(debts, principal, service))


def after_payment(debts: Sequence[MemberDebt], parts: Iterable[MemberPart]) -> tuple[MemberDebt, ...]:
    """The debts with the members' parts of a payment counted."""
    paid = {part.member: part for part in parts}
    nothing = MemberPart("", 0, 0)
    return tuple(debt.after(*paid.get(debt.member, nothing)[1:]) for debt in debts)


def joined(parts: Iterable[MemberPart], more: Iterable[MemberPart]) -> tuple[MemberPart, ...]:
    """The members' parts of two payments as those of one."""
    found = {part.member: part for part in parts}
    for part in more:
        own = found.get(part.member, MemberPart(part.member, 0, 0))
        found[part.member] = MemberPart(
            part.member, own.principal + part.principal, own.service + part.service
        )
    return tuple(found.values())


def fair_split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` by largest remainder, in whole rupiah where everything is: no part above its weight if all are enough."""
    whole = not any(amount % RUPIAH for amount in (total, *weights))
    return split(total, weights, RUPIAH if whole else 1)


def split_by_dues(debts: Sequence[MemberDebt], principal: int, service: int) -> tuple[MemberPart, ...]:
    """A group's payment of `principal` and `service` as its members' parts.

    Installment by installment each member gets what is unpaid of the own row, where the payment covers them all; else
    the rest goes by largest remainder over these unpaid parts. What is beyond all that they owe goes by their shares.
    """
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for place, debt in enumerate(debts):
        for row in debt.unpaid():
            rows.setdefault(row.number, []).append((place, row.principal, row.service))
    shares = [debt.principal for debt in debts]
    ordered = [rows[number] for number in sorted(rows)]
    principals = _fill([[(place, own) for place, own, _ in row] for row in ordered], principal, shares)
    services = _fill([[(place, own) for place, _, own in row] for row in ordered], service, shares)
    return tuple(
        MemberPart(debt.member, part, serving)
        for debt, part, serving in zip(debts, principals, services, strict=True)
        if part or serving
    )


def _fill(rows: Iterable[Sequence[tuple[int, int]]], amount: int, shares: Sequence[int]) -> list[int]:
    """`amount` over rows of (place, unpaid part), oldest first; answers with the sum of each place."""
    sums = [0] * len(shares)
    for row in rows:
        if not amount:
            break
        unpaid = [part for _, part in row]
        given = unpaid if amount >= sum(unpaid) else fair_split(amount, unpaid)
        for (place, _), part in zip(row, given, strict=True):
            sums[place] += part
        amount -= sum(given)
    if amount:
        sums = [part + more for part, more in zip(sums, fair_split(amount, shares), strict=True)]
    return sums


def spread(rows: Sequence[int], totals: Sequence[int]) -> list[list[int]]:
    """Amounts of rows over several takers, whose `totals` add up to them: each taker's parts come to its total."""
    left = list(totals)
    parts = []
    for amount in rows:
        given = fair_split(amount, left)
        left = [before - part for before, part in zip(left, given, strict=True)]
        parts.append(given)
    return parts


def take_over(
    debts: Sequence[MemberDebt], leaver: str, takers: Sequence[tuple[str, int]]
) -> tuple[MemberRows, tuple[Transfer, ...]]:
    """All that `leaver` still owes goes to `takers`, row by row in proportion to their amounts.

    The amounts add up to what is owed of principal (of service, where no principal is). Answers with the rows of all
    members afterwards; those of the leaver are what he paid.
    """
    own = next(debt for debt in debts if debt.member == leaver)
    unpaid = list(own.unpaid())
    principal, service = own.owed
    weights = [amount for _, amount in takers]
    principals = spread([row.principal for row in unpaid], weights if principal else [0] * len(takers))
    services = spread([row.service for row in unpaid], fair_split(service, weights))
    moved: Cells = Counter()
    pairs: Cells = Counter()
    for row, *parts in zip(unpaid, principals, services, strict=True):
        for kind, given in enumerate(parts):
            for (taker, _), part in zip(takers, given, strict=True):
                moved[leaver, row.number, kind] -= part
                moved[taker, row.number, kind] += part
                pairs[leaver, taker, kind] += part
    return _moved(debts, moved), _transfers(pairs)


def give_back(
    debts: Sequence[MemberDebt], before: MemberRows, paid_before: Mapping[str, tuple[int, int]] | None = None
) -> tuple[MemberRows, tuple[Transfer, ...]]:
    """Undo a take-over: what takers got beyond their rows of the version before and have not paid since goes back.

    `paid_before` is by member the principal and service paid before the take-over: of who had paid ahead by then it
    settled rows taken over, but he paid nothing for them.
    """
    now = _cells((debt.member, debt.rows) for debt in debts)
    then = _cells(before)
    lost = then - now
    earlier = paid_before or {}
    start = [MemberDebt(debt.member, debt.rows, *earlier.get(debt.member, (0, 0))) for debt in debts]
    first = _cells((debt.member, tuple(debt.unpaid())) for debt in start)
    unpaid = _cells((debt.member, tuple(debt.unpaid())) for debt in debts)
    owed = {(debt.member, kind): part for debt in debts for kind, part in enumerate(debt.owed)}
    moved: Cells = Counter()
    pairs: Cells = Counter()
    for (taker, number, kind), gained in (now - then).items():
        cell = taker, number, kind
        paid_since = max(0, min(gained, first[cell]) - min(gained, unpaid[cell]))
        back = min(gained - paid_since, owed[taker, kind])
        owed[taker, kind] -= back
        for member, _ in before:
            part = min(back, lost[member, number, kind])
            back -= part
            lost[member, number, kind] -= part
            moved[taker, number, kind] -= part
            moved[member, number, kind] += part
            pairs[taker, member, kind] += part
    return _moved(debts, moved), _transfers(pairs)


def _cells(rows: Iterable[tuple[str, Sequence[Installment]]]) -> Cells:
    cells: Cells = Counter()
    for member, own in rows:
        for row in own:
            cells[member, row.number, 0] += row.principal
            cells[member, row.number, 1] += row.service
    return cells


def _transfers(pairs: Cells) -> tuple[Transfer, ...]:
    named = dict.fromkeys((member, taker) for member, taker, _ in pairs)
    made = (Transfer(*pair, pairs[*pair, 0], pairs[*pair, 1]) for pair in named)
    return tuple(one for one in made if one.principal or one.service)


def _moved(debts: Sequence[MemberDebt], moved: Cells) -> MemberRows:
    """The rows of all members after amounts moved between them; what has become nothing is no row."""
    cells = _cells((debt.member, debt.rows) for debt in debts)
    cells.update(moved)
    due = {row.number: row.due for debt in debts for row in debt.rows}
    rows = []
    for member in dict.fromkeys(member for member, _, _ in cells):
        own = [
            Installment(number, due[number], cells[member, number, 0], cells[member, number, 1], 0)
            for number in sorted(due)
        ]
        rows.append((member, with_balances(row for row in own if row.total)))
    return tuple((member, own) for member, own in rows if own)


def with_balances(rows: Iterable[Installment]) -> tuple[Installment, ...]:
    """The rows, each with the principal that is left after it."""
    listed = list(rows)
    balance = sum(row.principal for row in listed)
    made = []
    for row in listed:
        balance -= row.principal
        made.append(row._replace(balance=balance))
    return tuple(made)


def standing(
    debt: MemberDebt,
    as_of: date,
    terms: LoanTerms,
    rules: "CollectibilityRules | None",
    *,
    written_off: bool = False,
) -> Position:
    """Where a member stands at a date, as a loan of these rows and terms would.

    `written_off`: the loan was, whether or not any of this member's principal was left to write off.
    """
    due = [row for row in debt.rows if row.due < as_of]
    # What was written off settles no row, for a member as for the loan.
    missed = [row.due for row in debt._replace(written_off=0).unpaid() if row.due < as_of and row.total]
    facts = LoanFacts(
        debt.principal,
        debt.paid_principal,
        debt.paid_service,
        sum(row.principal for row in due),
        sum(row.service for row in due),
        missed[0] if missed else None,
        terms.start,
        terms.frequency,
        next((row.principal for row in debt.rows if row.number and row.principal), 1),
        debt.rows[-1].due if debt.rows else as_of,
        terms.due_rule,
        len(missed),
    )
    found = position(facts, as_of, rules)
    return after_write_off(found, debt.written_off, rules) if written_off else found


class MemberStanding(NamedTuple):
    """A member's part of a loan at a date (sen); `principal` is what the member answers for, paid or not."""

    member: str
    name: str
    principal: int
    paid_principal: int
    paid_service: int
    position: Position
