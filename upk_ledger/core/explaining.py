"""Why an installment, arrears or a class is what it is: the steps, with the numbers that they rest on.

Every amount is the figure itself, as the schedule and the position have it. Exact fractions are worked out again only
to be shown beside it, and say whether the figure is this fraction rounded or what was left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from upk_ledger.core import dates
from upk_ledger.core.allocation import open_parts
from upk_ledger.core.due_rules import due_rule
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.money import RUPIAH, Rupiah, half_up
from upk_ledger.core.schedules import GroupSchedule, Installment, LoanTerms, build_schedule, rounded_total

if TYPE_CHECKING:
    from upk_ledger.core.rulebooks import CollectibilityRules


class Step(NamedTuple):
    """One step of an explanation: which `rule` it goes by, and its numbers.

    Amounts are `Rupiah` (sen); an exact fraction is in rupiah, under a name that begins with `exact`.
    """

    rule: str
    facts: Mapping[str, Any]


class Explanation(NamedTuple):
    """A figure with its steps; `figures` are what is explained, by their names in JSON."""

    kind: str
    figures: Mapping[str, Any]
    steps: tuple[Step, ...]


def in_rupiah(sen: Fraction) -> Fraction:
    """An exact amount in rupiah."""
    return Fraction(sen, RUPIAH)


def due_step(terms: LoanTerms, row: Installment, basis: str) -> Step:
    """How the due date of an installment follows from the day on which the schedule starts."""
    periods = row.number + (terms.grace if terms.method == "flat" else 0)
    rule = due_rule(terms.due_rule)
    unmoved = rule.unmoved(terms.start, periods, terms.frequency)
    return Step(
        "jatuh-tempo",
        {
            "number": row.number,
            "due_date": row.due,
            "start": terms.start,
            "basis": basis,
            "periods": periods,
            "frequency": terms.frequency,
            "grace": periods - row.number,
            "payment_day": rule.day if terms.frequency == "bulanan" else None,
            "cutoff": rule.cutoff if rule.cutoff is not None and terms.start.day > rule.cutoff else None,
            "before_shift": unmoved if unmoved != row.due else None,
        },
    )


def rate_step(terms: LoanTerms) -> Step:
    """The rate of one installment, from what was agreed for a month, a year or the whole term."""
    a, b = terms.period_rate()
    divisor = {"jangka": terms.tenor, "tahun": dates.PERIODS_PER_YEAR[terms.frequency], "bulan": 12}[
        terms.rate_per
    ]
    facts: dict[str, Any] = {"rate_percent": terms.rate_percent, "rate_per": terms.rate_per}
    facts |= {"divisor": divisor, "frequency": terms.frequency, "percent": Fraction(a, b) * 100}
    return Step("tarif", facts)


def share_steps(terms: LoanTerms, rows: Sequence[Installment], place: int) -> tuple[Step, Step]:
    """Service and principal of the row at `place` of the schedule that `terms` alone make."""
    row = rows[place]
    balance = rows[place - 1].balance if place else terms.principal
    service = _service(terms, rows, place, balance)
    return service, _principal(terms, row, balance, last=place == len(rows) - 1)


def _service(terms: LoanTerms, rows: Sequence[Installment], place: int, balance: int) -> Step:
    a, b = terms.period_rate()
    row, flat = rows[place], terms.method == "flat"
    base = terms.principal if flat else balance
    exact = Fraction(base * a, b)
    facts: dict[str, Any] = {"method": terms.method, "base": Rupiah(base), "percent": Fraction(a, b) * 100}
    facts |= {"exact": in_rupiah(exact), "amount": Rupiah(row.service)}
    if flat and row.number == terms.tenor:
        earlier = sum(one.service for one in rows[:place])
        whole = {"tenor": terms.tenor, "exact_whole": in_rupiah(exact * terms.tenor)}
        return Step(
            "jasa-sisa", facts | whole | {"whole": Rupiah(earlier + row.service), "earlier": Rupiah(earlier)}
        )
    return Step("jasa" if half_up(exact) == row.service else "jasa-batas", facts)


def _principal(terms: LoanTerms, row: Installment, balance: int, *, last: bool) -> Step:
    parts = terms.tenor if terms.method == "flat" else terms.tenor - terms.grace
    facts: dict[str, Any] = {"base": Rupiah(terms.principal), "parts": parts, "amount": Rupiah(row.principal)}
    if last:
        return Step("pokok-sisa", facts | {"early": row.number < terms.tenor})
    if terms.method != "flat" and row.number <= terms.grace:
        return Step("pokok-tenggang", facts | {"grace": terms.grace})
    exact = _exact_total(terms, balance, parts)
    if terms.method != "anuitas" and terms.rounding == "none":
        return Step("pokok", facts | {"exact": in_rupiah(Fraction(terms.principal, parts))})
    total = (
        half_up(exact)
        if terms.rounding == "none"
        else rounded_total(terms, exact.numerator, exact.denominator)
    )
    facts |= {"exact_total": in_rupiah(exact), "rounding": terms.rounding, "total": Rupiah(total)}
    facts |= {"service": Rupiah(row.service), "method": terms.method}
    return Step("pokok-total" if total - row.service == row.principal else "pokok-batas", facts)


def _exact_total(terms: LoanTerms, balance: int, parts: int) -> Fraction:
    """The exact total of an installment that is neither the last nor of the grace period (sen)."""
    a, b = terms.period_rate()
    if terms.method == "anuitas" and a:
        grown = (a + b) ** parts
        return Fraction(terms.principal * a * grown, b * (grown - b**parts))
    base = {"flat": terms.principal, "menurun": balance, "anuitas": 0}[terms.method]
    return Fraction(terms.principal, parts) + Fraction(base * a, b)


def installment_steps(
    terms: LoanTerms, made: GroupSchedule, mode: str, number: int, basis: str = "pencairan"
) -> tuple[Step, ...]:
    """The steps to a row (`number` from 1) of a schedule that `terms` and the members' shares made.

    `made` may be one of a rescheduling: a settled row is no part of it, service carried over is told apart.
    """
    rows = [row for row in made.rows if row.number]
    place = next(i for i, row in enumerate(rows) if row.number == number)
    row = rows[place]
    members = [(code, [one for one in own if one.number]) for code, own in made.members]
    shared = bool(members) and mode == "anggota"
    shares = _by_share(members) if shared else {sum(one.principal for one in rows): ("",)}
    steps = [due_step(terms, row, basis), rate_step(terms)]
    counted = 0
    for share, codes in shares.items():
        alone = replace(terms, principal=share, due_rule="")
        own = build_schedule(alone)
        if place < len(own):
            if shared:
                steps.append(Step("bagian", {"share": Rupiah(share), "members": codes}))
            steps += share_steps(alone, own, place)
            counted += own[place].service * len(codes)
    if row.service != counted:
        steps.append(Step("jasa-dibawa", {"amount": Rupiah(row.service - counted)}))
    if members:
        parts = member_parts(made, number)
        steps.append(Step("anggota" if shared else "anggota-dibagi", {"members": parts}))
    total = {"principal": Rupiah(row.principal), "service": Rupiah(row.service), "total": Rupiah(row.total)}
    return (*steps, Step("jumlah", total))


def member_parts(made: GroupSchedule, number: int) -> list[dict[str, Any]]:
    """Each member's part of an installment."""
    return [
        {"member": code, "principal": Rupiah(row.principal), "service": Rupiah(row.service)}
        for code, own in made.members
        for row in own
        if row.number == number
    ]


def _by_share(members: Sequence[tuple[str, Sequence[Installment]]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for code, rows in members:
        share = sum(row.principal for row in rows)
        if share:
            found[share] = (*found.get(share, ()), code)
    return found


def arrears_steps(
    at: LoanAt,
    rows: Sequence[Installment],
    terms: LoanTerms,
    as_of: date,
    rules: "CollectibilityRules",
) -> tuple[Step, ...]:
    """The steps to what a loan owes too late at a day, and since how many months."""
    where = at.position
    due = [row for row in rows if row.due < as_of]
    steps = [
        Step(
            "seharusnya",
            {
                "as_of": as_of,
                "installments": sum(1 for row in due if row.number),
                "settled": any(not row.number for row in due),
                "principal": Rupiah(at.due_principal),
                "service": Rupiah(at.due_service),
            },
        ),
        Step(
            "terbayar",
            {"as_of": as_of, "principal": Rupiah(at.paid_principal), "service": Rupiah(at.paid_service)},
        ),
    ]
    if at.written_off:
        steps.append(Step("dihapus-buku", {"amount": Rupiah(at.written_off)}))
    steps.append(
        Step(
            "kurang", {"principal": Rupiah(where.arrears_principal), "service": Rupiah(where.arrears_service)}
        )
    )
    if not where.months_overdue:
        return (*steps, Step("bulan-nihil", {"as_of": as_of, "months": 0}))
    left = list(zip(rows, open_parts(rows, at.paid_principal, at.paid_service), strict=True))
    unpaid = [(row, part) for row, part in left if row.due < as_of and (part[1] or part[2])]
    oldest, (_, principal, service) = unpaid[0]
    facts = {
        "number": oldest.number,
        "due_date": oldest.due,
        "principal": Rupiah(principal),
        "service": Rupiah(service),
    }
    steps.append(Step("tertua", facts))
    return (*steps, _months(at, rows, terms, oldest, len(unpaid), as_of, rules))


def _months(
    at: LoanAt,
    rows: Sequence[Installment],
    terms: LoanTerms,
    oldest: Installment,
    missed: int,
    as_of: date,
    rules: "CollectibilityRules",
) -> Step:
    """How the months overdue are counted: by the rulebook, and where the terms move due dates by those missed."""
    months = at.position.months_overdue
    facts: dict[str, Any] = {"as_of": as_of, "months": months, "due_date": oldest.due}
    if rules.counting == "perdesaan":
        first = next(row.principal for row in rows if row.number and row.principal)
        by_principal = -(-at.position.arrears_principal // first)
        facts |= {
            "arrears_principal": Rupiah(at.position.arrears_principal),
            "first_principal": Rupiah(first),
        }
        return Step(
            "bulan-perdesaan",
            facts | {"missed": by_principal, "past_maturity": months - by_principal, "last_due": at.last_due},
        )
    if terms.due_rule and terms.frequency == "bulanan":
        return Step(
            "bulan-angsuran",
            facts | {"missed": missed, "past_maturity": months - missed, "last_due": at.last_due},
        )
    # The due days run on from the oldest one: the first of them that is not before the day ends the count.
    begun = _months_between(terms.start, oldest.due) if terms.frequency == "bulanan" else 0
    from_day = terms.start if terms.frequency == "bulanan" else oldest.due
    days = [dates.add_months(from_day, begun + month) for month in range(1, months + 1)]
    return Step("bulan-umur", facts | {"days": tuple(days), "frequency": terms.frequency})


def _months_between(start: date, due: date) -> int:
    return (due.year - start.year) * 12 + due.month - start.month


class Kept(NamedTuple):
    """The class that a rescheduled loan keeps, since when; punctual installments so far, and how many end it."""

    class_: int
    since: date
    punctual: int
    wanted: int


def class_steps(
    at: LoanAt,
    rules: "CollectibilityRules",
    allowance: int,
    *,
    kept: Kept | None = None,
    past_maturity: int | None = None,
) -> tuple[Step, ...]:
    """The steps to the class of a loan with principal outstanding, and to the allowance for it."""
    months, class_ = at.position.months_overdue, at.position.class_ or 1
    own = rules.class_of(months)
    steps = [Step("golongan-bulan", {"months": months, "class": own, **_limits(rules, own)})]
    if past_maturity is not None and class_ != own:
        facts = {"last_due": at.last_due, "least": past_maturity}
        steps.append(Step("golongan-lewat-tempo", facts))
    if kept is not None:
        steps.append(Step("golongan-bertahan" if at.kept_class else "golongan-pulih", kept._asdict()))
    rule = rules.classes[class_ - 1]
    steps.append(Step("golongan", {"class": class_, "name": rule.name}))
    facts = {"percent": rule.percent, "base": Rupiah(at.position.outstanding), "amount": Rupiah(allowance)}
    return (*steps, Step("cadangan", facts | {"class": class_}))


def _limits(rules: "CollectibilityRules", class_: int) -> dict[str, Any]:
    """Name of a class, and the months that it reaches from and to (None: any number)."""
    before = rules.classes[class_ - 2].upper if class_ > 1 else None
    lower = 0 if before is None else before + 1
    return {"name": rules.classes[class_ - 1].name, "lower": lower, "upper": rules.classes[class_ - 1].upper}
