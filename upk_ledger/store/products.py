"""Rows of loan products: their versions, and the one that a loan was applied for under."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from upk_ledger.core.lending import Loan
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession

if TYPE_CHECKING:  # a payment on a loan without a product does without
    from upk_ledger.core.products import Product, ProductVersion


def add_version(
    session: WriteSession,
    product: "Product",
    valid_from: date,
    status: str,
    words: str,
    exceptions: Sequence[tuple[str, str, str]],
) -> int:
    """Record a product as it is from a day on; answers with the record number."""
    from upk_ledger.core.products import product_text

    row = (product.code, product.name, valid_from.isoformat(), product_text(product), status)
    return add_facts(session, "produk", [row], words, exceptions)


def _version(row: tuple[Any, ...]) -> "ProductVersion":
    from upk_ledger.core.products import ProductVersion, parse_product

    record, code, name, valid_from, terms, status = row
    return ProductVersion(record, parse_product(code, name, terms), date.fromisoformat(valid_from), status)


def product_versions(session: ReadSession, code: str) -> list["ProductVersion"]:
    """Every version of a product, in order of recording."""
    return [_version(row) for row in facts_of(session, "produk", "f.code = :code", code=code)]


def product_codes(session: ReadSession) -> list[str]:
    """The codes of all products."""
    return [
        row[0]
        for row in session.all("SELECT DISTINCT code FROM product WHERE office_id = :office ORDER BY code")
    ]


def product_at(session: ReadSession, code: str, on: date) -> "ProductVersion | None":
    """The version of a product that holds on a day: the newest recorded that is valid by then."""
    rows = facts_of(
        session, "produk", "f.code = :code AND f.valid_from <= :on_date", code=code, on_date=on.isoformat()
    )
    return _version(rows[-1]) if rows else None


def product_of(session: ReadSession, loan: Loan) -> "Product":
    """The product under which a loan was applied for; without one, what its rulebook says."""
    if loan.product is None:
        from upk_ledger.core.products import of_rules
        from upk_ledger.store.rules import rules_named

        return of_rules(rules_named(session, loan.rulebook))
    return product_recorded(session, loan.product)


def products_of_loans(session: ReadSession, records: Mapping[str, int]) -> dict[str, "Product"]:
    """The product of each loan, given the record of its version; one statement however many there are."""
    wanted = set(records.values())
    known = {row[0]: _version(row).product for row in facts_of(session, "produk") if row[0] in wanted}
    return {loan: known[record] for loan, record in records.items()}


def product_recorded(session: ReadSession, record: int) -> "Product":
    """The product as this record says it."""
    return _version(facts_of(session, "produk", "f.record = :record", record=record)[0]).product
