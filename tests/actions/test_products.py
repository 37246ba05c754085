"""Products: versions from a day on, and the loans that were applied for under them."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.products import (
    add_product,
    change_product,
    close_product,
    list_products,
    usual_terms,
    view_product,
)
from upk_ledger.actions.savings import use_deposit
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.products import (
    ProductClosed,
    ProductExists,
    ProductNotYet,
    ProductUnchanged,
    UnknownProduct,
)
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store.positions import positions
from upk_ledger.store.products import product_of
from upk_ledger.store.rules import rules_at
from upk_ledger.store.schedules import granted_schedule, installments_of, member_installments_of

START = date(2026, 1, 1)
GIVEN = {"rate_percent": Fraction(2), "order": "jasa-dulu", "tenor_to": 10, "excess": "titipan"}


def apply(desk, code, on, tenor=10, rupiah=1_000_000, shares=(), **terms):
    usual, version = usual_terms(desk, code, on)
    said = {
        name: getattr(usual, name)
        for name in ("rate_percent", "rate_per", "method", "frequency", "grace", "rounding")
    }
    made = LoanTerms(rupiah * 100, tenor, start=on, **said | terms)
    parts = tuple(Share(member, share * 100) for member, share in dict(shares).items())
    return apply_for_loan(desk, LoanApplication("K01", made, parts, usual.mode, product=version))


def lend(desk, code, on, **more):
    number = apply(desk, code, on, **more)
    decide_loan(desk, number, "disetujui", on)
    disburse_loan(desk, number, on)
    return number


def snapshot(desk):
    """Everything that a granted loan's figures rest on, of all loans, as text."""
    with desk.read() as session:
        seen = []
        for day in (date(2026, 3, 1), date(2026, 12, 31), date(2028, 1, 1)):
            for at in positions(session, day, rules_at(session, day).collectibility):
                granted = granted_schedule(session, at.number, day)
                rows = installments_of(session, at.number, granted.version)
                members = member_installments_of(session, at.number, granted.version)
                product = product_of(session, get_loan(session, at.number))
                seen.append((day, at, granted, rows, members, product))
        return repr(seen)


def test_an_application_takes_the_products_terms_and_keeps_its_version(desk, build):
    build.group(desk)
    version = add_product(desk, "UMUM", "Pinjaman Umum", GIVEN, START)
    number = lend(desk, "umum", date(2026, 1, 10))
    with desk.read() as session:
        loan = get_loan(session, number)
        granted = granted_schedule(session, number, date(2026, 1, 10))
        assert loan.product == version.record
        assert product_of(session, loan) == version.product
    assert loan.terms.rate_percent == 2
    assert granted.order == "jasa-dulu"
    assert check_book(desk).ok


def test_later_changes_never_touch_granted_loans(desk, build):
    build.group(desk)
    add_product(desk, "UMUM", "Pinjaman Umum", GIVEN, START)
    lend(desk, "UMUM", date(2026, 1, 10), shares={"A01": 600_000, "A02": 400_000})
    build.pay(desk, "P-2026-0001", date(2026, 2, 10), 70_000)
    waiting = apply(desk, "UMUM", date(2026, 2, 1))
    before = snapshot(desk)
    change_product(
        desk,
        "UMUM",
        {
            "rate_percent": Fraction(3),
            "order": "per-angsuran",
            "shift": "mundur",
            "class_past_maturity": 4,
            "name": "Baru",
        },
        date(2026, 1, 1),
        "Rapat BKM",
    )
    close_product(desk, "UMUM", date(2026, 2, 1))
    assert snapshot(desk) == before
    # What was applied for before the change is granted on the old terms too.
    decide_loan(desk, waiting, "disetujui", date(2026, 2, 2))
    disburse_loan(desk, waiting, date(2026, 2, 2))
    with desk.read() as session:
        granted = granted_schedule(session, waiting, date(2026, 2, 2))
        assert (granted.order, granted.terms.rate_percent, granted.terms.due_rule) == ("jasa-dulu", 2, "")
    assert check_book(desk).ok


def test_a_loan_of_a_product_like_the_rulebook_is_the_loan_without_one(desk, build):
    """Metamorphic: a product that says nothing of its own makes the same schedule, arrears and classes."""
    build.group(desk)
    add_product(desk, "SAMA", "Sama dengan aturan", {}, START)
    for code in (None, "SAMA"):
        lend(desk, code, date(2026, 1, 31), shares={"A01": 700_000, "A02": 300_000})
    with desk.read() as session:
        for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 1), date(2028, 1, 1)):
            one, other = positions(session, day, rules_at(session, day).collectibility)
            assert one._replace(number="") == other._replace(number="")
        one, other = (granted_schedule(session, f"P-2026-000{number}", day) for number in (1, 2))
        assert (one.order, one.terms) == (other.order, other.terms)
        assert installments_of(session, "P-2026-0001", 1) == installments_of(session, "P-2026-0002", 1)


def test_versions_count_from_their_day(desk):
    add_product(desk, "UMUM", "Pinjaman Umum", {}, START)
    change_product(desk, "UMUM", {"rate_percent": Fraction(2)}, date(2026, 7, 1))
    rates = [usual_terms(desk, "UMUM", day)[0].rate_percent for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert rates == [Fraction("1.5"), 2]
    close_product(desk, "UMUM", date(2026, 9, 1), "Tidak diminati")
    assert usual_terms(desk, "UMUM", date(2026, 8, 31))[0].rate_percent == 2
    with pytest.raises(ProductClosed):
        usual_terms(desk, "UMUM", date(2026, 9, 1))
    change_product(desk, "UMUM", {}, date(2026, 10, 1))
    assert usual_terms(desk, "UMUM", date(2026, 10, 1))[0].rate_percent == 2
    seen = view_product(desk, "umum", date(2026, 9, 15))
    assert [each.status for each, _ in seen.history] == ["buka", "buka", "tutup", "buka"]
    assert [reason for _, reason in seen.history] == ["", "", "Tidak diminati", ""]
    assert seen.version.status == "tutup"
    assert [version.status for version in list_products(desk, date(2026, 9, 15))] == ["tutup"]
    assert list_products(desk, date(2025, 12, 31)) == []
    assert check_book(desk).ok


def test_breaches_of_a_products_limits_warn_and_stand_on_the_exception_list(desk, build):
    build.group(desk, members=5)
    add_product(desk, "KECIL", "Pinjaman Kecil", {"tenor_to": 6, "first_ceilings": (30_000_000,)}, START)
    number = apply(desk, "KECIL", date(2026, 1, 10), tenor=7, shares={"A01": 600_000, "A02": 400_000})
    found = {(item.rule, item.subject, item.detail) for item in list_exceptions(desk)}
    assert ("tenor-maksimal", number, "7 6") in found
    assert ("plafon", f"{number} A01", "60000000 30000000") in found
    assert ("plafon", f"{number} A02", "40000000 30000000") in found


def test_refusals(desk):
    add_product(desk, "UMUM", "Pinjaman Umum", {}, date(2026, 2, 1))
    with pytest.raises(ProductExists):
        add_product(desk, "umum", "Lain", {}, START)
    with pytest.raises(EmptyField):
        add_product(desk, " ", "Lain", {}, START)
    with pytest.raises(EmptyField):
        add_product(desk, "LAIN", "", {}, START)
    with pytest.raises(UnknownProduct) as unknown:
        usual_terms(desk, "UMUN", START)
    assert unknown.value.near == ("UMUM",)
    with pytest.raises(ProductNotYet):
        usual_terms(desk, "UMUM", date(2026, 1, 31))
    with pytest.raises(ProductUnchanged):
        change_product(desk, "UMUM", {"rate_percent": Fraction("1.5")}, date(2026, 2, 1))
    close_product(desk, "UMUM", date(2026, 3, 1))
    with pytest.raises(ProductUnchanged):
        close_product(desk, "UMUM", date(2026, 3, 1))


def test_a_product_forged_in_the_book_is_found(sqlite_desk):
    add_product(sqlite_desk, "UMUM", "Pinjaman Umum", {}, START)
    with sqlite_desk.book.engine.connect() as connection:
        triggers = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'product'"
        ).all()
        for (name,) in triggers:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE product SET terms = replace(terms, '1.5', '9.5')")
        connection.commit()
    assert "isi-catatan" in {found.code for found in check_book(sqlite_desk).violations}


def test_what_is_paid_beyond_what_is_due_goes_where_the_product_says(desk, build):
    build.group(desk)
    add_product(desk, "TITIP", "Dengan titipan", {"rate_percent": Fraction(1), "excess": "titipan"}, START)
    add_product(desk, "TOLAK", "Tanpa titipan", {"rate_percent": Fraction(1)}, START)
    kept, plain = (lend(desk, code, date(2026, 1, 10)) for code in ("TITIP", "TOLAK"))
    contract = lend(desk, None, date(2026, 1, 10), rate_percent=Fraction(1))
    # Each installment is 100.000 and 10.000 of service.
    paid = [build.pay(desk, number, date(2026, 2, 10), 150_000) for number in (kept, plain, contract)]
    assert [(one.principal, one.service, one.unallocated) for one in paid] == [
        (10_000_000, 1_000_000, 4_000_000),
        (13_000_000, 2_000_000, 0),
        (13_000_000, 2_000_000, 0),
    ]
    said = build.pay(desk, kept, date(2026, 2, 11), 50_000, excess="angsuran-berikut")
    assert (said.principal, said.service, said.unallocated) == (4_000_000, 1_000_000, 0)
    # Titipan that is used is not kept as titipan again.
    used = use_deposit(desk, kept, date(2026, 2, 12), 2_000_000)
    assert (used.principal, used.service, used.unallocated) == (2_000_000, 0, 0)
    assert check_book(desk).ok


def test_a_key_answers_with_the_first_voucher_whatever_the_product_says(desk, build):
    build.group(desk)
    add_product(desk, "TITIP", "Dengan titipan", {"excess": "titipan"}, START)
    number = lend(desk, "TITIP", date(2026, 1, 10))
    first = build.pay(desk, number, date(2026, 2, 10), 150_000, key="K1")
    again = build.pay(desk, number, date(2026, 2, 10), 150_000, key="K1")
    assert (again.voucher, again.repeated) == (first.voucher, True)
