"""Loan products: made, changed from a day on, closed; and what an application takes from one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from upk_ledger.actions.approvals import approve
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.products import (
    ProductClosed,
    ProductExists,
    ProductNotYet,
    ProductUnchanged,
    UnknownProduct,
)
from upk_ledger.core.products import Product, ProductVersion, of_rules
from upk_ledger.core.rulebooks import DefaultTerms
from upk_ledger.store import products
from upk_ledger.store.desk import Desk
from upk_ledger.store.records import text_of
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession, WriteSession

OPEN, CLOSED = "buka", "tutup"


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product on a day: the version that holds then, and all of them with their reasons."""

    version: ProductVersion
    history: tuple[tuple[ProductVersion, str], ...]


def add_product(
    desk: Desk,
    code: str,
    name: str,
    given: Mapping[str, Any],
    since: date,
    reason: str = "",
    codes: Sequence[str] = (),
) -> ProductVersion:
    """Make a product: what is not `given` is what the rulebook of its first day says.

    Raises `EmptyField`, `ProductExists`, the errors of terms, and what `approve` raises.
    """
    code, name = code.strip(), name.strip()
    for field, value in (("kode", code), ("nama", name)):
        if not value:
            raise EmptyField(field)
    with desk.write() as session:
        known = _known(session, code)
        if known is not None:
            newest = products.product_versions(session, known)[-1].product
            raise ProductExists(newest.code, newest.name)
        usual = replace(of_rules(rules_at(session, since)), code=code, name=name)
        return _record(session, usual.changed(given), since, OPEN, reason, codes)


def change_product(
    desk: Desk,
    code: str,
    given: Mapping[str, Any],
    since: date,
    reason: str = "",
    codes: Sequence[str] = (),
) -> ProductVersion:
    """Make a product's next version, for applications from a day on; a closed one is open again.

    Loans keep the version under which they were applied for. Raises `UnknownProduct`, `ProductNotYet`,
    `ProductUnchanged`, the errors of terms, and what `approve` raises.
    """
    with desk.write() as session:
        before = _version_at(session, code, since)
        made = before.product.changed(given)
        if made == before.product and before.status == OPEN:
            raise ProductUnchanged(made.code)
        return _record(session, made, since, OPEN, reason, codes)


def close_product(
    desk: Desk, code: str, since: date, reason: str = "", codes: Sequence[str] = ()
) -> ProductVersion:
    """Let a product take no more applications from a day on; loans go on.

    Raises `UnknownProduct`, `ProductNotYet`, `ProductUnchanged` where it is closed, and what `approve` raises.
    """
    with desk.write() as session:
        before = _version_at(session, code, since)
        if before.status == CLOSED:
            raise ProductUnchanged(before.product.code)
        return _record(session, before.product, since, CLOSED, reason, codes)


def _record(
    session: WriteSession, product: Product, since: date, status: str, reason: str, codes: Sequence[str]
) -> ProductVersion:
    """Keep a version; products are rules of the office, and take another person's code where rules do."""
    noted = approve(session, "aturan", f"produk {product.code}", codes, since)
    record = products.add_version(session, product, since, status, reason, noted)
    return ProductVersion(record, product, since, status)


def list_products(desk: Desk, on: date) -> Sequence[ProductVersion]:
    """Every product that there is on a day, closed ones too, by code."""
    with desk.read() as session:
        found = (products.product_at(session, code, on) for code in products.product_codes(session))
        return [version for version in found if version is not None]


def view_product(desk: Desk, code: str, on: date) -> ProductView:
    """One product; `UnknownProduct`, `ProductNotYet`."""
    with desk.read() as session:
        version = _version_at(session, code, on)
        history = products.product_versions(session, version.product.code)
        return ProductView(version, tuple((each, text_of(session, each.record)) for each in history))


def usual_terms(desk: Desk, code: str | None, on: date) -> tuple[DefaultTerms, int | None]:
    """The terms of an application that says nothing else, and the record of the product's version (None without one).

    Raises `UnknownProduct`, `ProductNotYet`, `ProductClosed`.
    """
    with desk.read() as session:
        if code is None:
            return rules_at(session, on).terms, None
        version = _version_at(session, code, on)
        if version.status == CLOSED:
            raise ProductClosed(version.product.code, version.product.name, version.valid_from)
        return version.product.terms, version.record


def _known(session: ReadSession, code: str) -> str | None:
    """The code as it is written, whatever the case it was typed in."""
    typed = code.strip().casefold()
    return next((known for known in products.product_codes(session) if known.casefold() == typed), None)


def _version_at(session: ReadSession, code: str, on: date) -> ProductVersion:
    known = _known(session, code)
    if known is None:
        near = get_close_matches(code.strip(), products.product_codes(session), 3, 0.4)
        raise UnknownProduct(code, tuple(near))
    found = products.product_at(session, known, on)
    if found is None:
        first = min(version.valid_from for version in products.product_versions(session, known))
        raise ProductNotYet(known, on, first)
    return found
