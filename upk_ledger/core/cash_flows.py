"""What of an entry moved cash and bank, by counter account: an entry with counter accounts on both sides moved less.

In most entries the counter accounts stand on one side, and each moved money by its amount. Where some stand on the
other, these moved none (what savings or titipan pay, a cost settled from an advance): the rest moved that much less.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from upk_ledger.core.listings import CashFlow, MixedEntry
from upk_ledger.core.offices import Account


class MixedRules(NamedTuple):
    """What roles mean in entries with counter accounts on both sides.

    `merged`: moved together with an account of another role (an asset's value, its depreciation and the gain are what
    it was sold for). `against`: taken from the account of that role first. `kept_in` and `kept_out`: held back
    from money that goes out or comes in, shown as received or paid all the same.
    """

    merged: Mapping[str, str]
    against: Mapping[str, str]
    kept_in: frozenset[str]
    kept_out: frozenset[str]


def with_mixed(
    plain: Mapping[str, CashFlow],
    mixed: Sequence[MixedEntry],
    chart: Mapping[str, Account],
    rules: MixedRules,
) -> dict[str, CashFlow]:
    """The flows of plain entries by account, and those of the mixed ones added."""
    received = Counter({code: flow.received for code, flow in plain.items()})
    paid = Counter({code: flow.paid for code, flow in plain.items()})
    for entry in mixed:
        sign = -1 if entry.undoes else 1
        for code, amount in _moved(entry.parts, chart, rules).items():
            (received if amount > 0 else paid)[code] += sign * abs(amount)
    return {code: CashFlow(received[code], paid[code]) for code in received.keys() | paid.keys()}


def _moved(parts: Mapping[str, int], chart: Mapping[str, Account], rules: MixedRules) -> dict[str, int]:
    """Money in (negative: out) by account; `parts` are credits less debits of the counter accounts."""
    merged = _merged(parts, chart, rules)
    total = sum(merged.values())
    if not total:
        return {}
    sign = 1 if total > 0 else -1
    kept = rules.kept_out if total > 0 else rules.kept_in
    main = {code: amount * sign for code, amount in merged.items() if amount * sign > 0}
    moved = {}
    left = 0
    for code, amount in merged.items():
        if amount * sign >= 0:
            continue
        if chart[code].role in kept:
            moved[code] = amount
            continue
        rest = -amount * sign
        first = rules.against.get(chart[code].role)
        for other, whole in list(main.items()):
            if chart[other].role == first:
                taken = min(rest, whole)
                main[other] = whole - taken
                rest -= taken
        left += rest
    return moved | {code: amount * sign for code, amount in _less(main, left).items() if amount}


def _merged(parts: Mapping[str, int], chart: Mapping[str, Account], rules: MixedRules) -> Counter[str]:
    by_role = {chart[code].role: code for code in parts}
    merged: Counter[str] = Counter()
    for code, amount in parts.items():
        merged[by_role.get(rules.merged.get(chart[code].role, ""), code)] += amount
    return merged


def _less(amounts: Mapping[str, int], off: int) -> dict[str, int]:
    """`amounts` less `off`, each by its share, to the sen."""
    whole, rest = sum(amounts.values()), off
    found = {}
    for code, amount in sorted(amounts.items()):
        part = amount * rest // whole if whole else 0
        found[code] = amount - part
        whole, rest = whole - amount, rest - part
    return found
