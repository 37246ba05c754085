"""Loan products: the terms and habits that an office gives a kind of loan, on top of its rulebook.

What a product does not say is what the rulebook says, taken over when the product's version is made; a loan keeps the
version under which it was applied for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from upk_ledger.core.allocation import ORDERS
from upk_ledger.core.due_rules import SHIFTS
from upk_ledger.core.errors.loans import GraceOutOfRange, TenorOutOfRange, UnknownTerm
from upk_ledger.core.errors.products import PercentAboveWhole, TenorRangeEmpty
from upk_ledger.core.lending import rate_text
from upk_ledger.core.rulebooks import DefaultTerms, EligibilityRules, Rulebook
from upk_ledger.core.schedules import FREQUENCIES, LONGEST_TENOR, METHODS, MODES, RATE_PERIODS, ROUNDINGS

EXCESSES = ("tolak", "titipan")
"""What becomes of a payment beyond what is due: the contract's way, or it is kept as titipan."""

PAYOFFS = ("penuh", "berjalan")
"""Service at early payoff: all that remains, or that of the installments due and the current one."""

AS_OFFICE = "pengaturan"
"""Given for the shift: as the office's settings have it."""

WORST_CLASS = 5
PERCENTS = {
    "savings_percent": "tabungan",
    "fee_percent": "biaya-admin",
    "fine_percent": "denda",
    "reward_percent": "reward",
}
"""The percentages of a product by field, with their names on screen."""

_OPTIONAL = ("tenor_from", "tenor_to", "class_past_maturity")
_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Product:
    """One version of a product (amounts in sen).

    `first_ceilings` are the most that a member may borrow by loan stage, the last of them for all later stages;
    `savings_percent` and `fee_percent` are of the loan, `fine_percent` of an overdue installment a month,
    `reward_percent` of the service paid. An installment paid within `tolerance_days` counts as punctual;
    `class_past_maturity` is the best class that a loan past its last due date can have. `shift` moves due dates
    instead of the office's own choice.
    """

    code: str
    name: str
    terms: DefaultTerms
    order: str
    tenor_from: int | None = None
    tenor_to: int | None = None
    first_ceilings: tuple[int, ...] = ()
    savings_percent: Fraction = _NONE
    fee_percent: Fraction = _NONE
    fine_percent: Fraction = _NONE
    reward_percent: Fraction = _NONE
    payoff_service: str = "penuh"
    excess: str = "tolak"
    small_remainder: int = 0
    tolerance_days: int = 0
    class_past_maturity: int | None = None
    shift: str | None = None

    def __post_init__(self) -> None:
        terms = self.terms
        for term, given, allowed in (
            ("jasa-per", terms.rate_per, RATE_PERIODS),
            ("metode", terms.method, METHODS),
            ("frekuensi", terms.frequency, FREQUENCIES),
            ("pembulatan", terms.rounding, ROUNDINGS),
            ("jadwal", terms.mode, MODES),
            ("urutan", self.order, ORDERS),
            ("pelunasan", self.payoff_service, PAYOFFS),
            ("kelebihan", self.excess, EXCESSES),
            ("geser", self.shift or "tidak", SHIFTS),
        ):
            if given not in allowed:
                raise UnknownTerm(term, given, allowed)
        for name, term in PERCENTS.items():
            if getattr(self, name) > 100:
                raise PercentAboveWhole(term, getattr(self, name))
        for tenor in (self.tenor_from, self.tenor_to):
            if tenor is not None and not 1 <= tenor <= LONGEST_TENOR:
                raise TenorOutOfRange(tenor, LONGEST_TENOR)
        if self.tenor_from is not None and self.tenor_to is not None and self.tenor_from > self.tenor_to:
            raise TenorRangeEmpty(self.tenor_from, self.tenor_to)
        if terms.grace < 0 or (self.tenor_to is not None and terms.grace >= self.tenor_to):
            raise GraceOutOfRange(terms.grace, self.tenor_to or LONGEST_TENOR)
        if self.class_past_maturity is not None and not 1 <= self.class_past_maturity <= WORST_CLASS:
            classes = tuple(str(number) for number in range(1, WORST_CLASS + 1))
            raise UnknownTerm("golongan-lewat-tempo", str(self.class_past_maturity), classes)

    def changed(self, given: Mapping[str, Any]) -> "Product":
        """The product with these fields and terms instead; a 0 takes a limit away, None leaves it as it is."""
        said = {name: value for name, value in given.items() if value is not None}
        own = {name: value for name, value in said.items() if name not in _TERMS}
        own |= {name: own[name] or None for name in _OPTIONAL if name in own}
        if own.get("shift") == AS_OFFICE:
            own["shift"] = None
        if "first_ceilings" in own:
            own["first_ceilings"] = tuple(sen for sen in own["first_ceilings"] if sen)
        terms = {name: value for name, value in said.items() if name in _TERMS}
        return replace(self, terms=replace(self.terms, **terms), **own)

    def eligibility(self, rules: EligibilityRules) -> EligibilityRules:
        """The rulebook's conditions with the product's own limits in place of those that it sets."""
        limits: dict[str, Any] = {}
        if self.tenor_from is not None:
            limits["shortest_tenor"] = self.tenor_from
        if self.tenor_to is not None:
            limits["longest_tenor"] = self.tenor_to
        if self.first_ceilings:
            limits |= {"stage_ceilings": self.first_ceilings, "later_ceiling": self.first_ceilings[-1]}
        return replace(rules, **limits)


_TERMS = frozenset(field.name for field in fields(DefaultTerms))


class ProductVersion(NamedTuple):
    """A product as it is from a day on; `status` is buka or tutup."""

    record: int
    product: Product
    valid_from: date
    status: str


def of_rules(rules: Rulebook) -> Product:
    """What holds for a loan without a product: the rulebook's terms, and nothing beside them."""
    return Product("", "", rules.terms, rules.order)


def product_text(product: Product) -> str:
    """Everything but code and name, as canonical JSON."""
    facts: dict[str, Any] = {
        field.name: getattr(product, field.name)
        for field in fields(product)
        if field.name not in {"code", "name", "terms"}
    }
    facts |= {field.name: getattr(product.terms, field.name) for field in fields(product.terms)}
    facts = {key: rate_text(value) if isinstance(value, Fraction) else value for key, value in facts.items()}
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parse_product(code: str, name: str, text: str) -> Product:
    """The product that `product_text` wrote."""
    facts = json.loads(text)
    for percent in ("rate_percent", *PERCENTS):
        facts[percent] = Fraction(facts[percent])
    facts["first_ceilings"] = tuple(facts["first_ceilings"])
    terms = DefaultTerms(**{key: facts.pop(key) for key in sorted(_TERMS)})
    return Product(code, name, terms, **facts)
