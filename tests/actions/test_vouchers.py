"""Vouchers on paper and the papers that belong to them, on both engines."""

import os
import re
from datetime import date
from random import Random

import pytest

from tests.actions.test_reports_cost import asked
from tests.actions.test_reports_golden import GOLDEN, five_months
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.cash import deposit_to_bank, pay_cash
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.officers import appoint
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.repayment import record_repayment
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.voucher_papers import month_vouchers, voucher_papers
from upk_ledger.actions.vouchers import (
    NONE,
    list_unsupported,
    papers,
    supported,
    tell_support,
    unsupported,
    view_support,
)
from upk_ledger.cli.output import of_statement, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import MonthClosed, UnknownVoucher
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.offices import Officer
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.report_periods import ReportPeriod

JAN, FEB = Month(2026, 1), Month(2026, 2)
NOTE = papers("nota, kuitansi")


def rp(amount):
    return amount * 100


def cost(desk, day, amount, support=None, **facts):
    """Pay for copies, on a day of January, with these papers."""
    on = date(2026, 1, day)
    return supported(desk, support, lambda at: pay_cash(at, on, "51030", rp(amount), "Fotokopi", **facts))


@pytest.fixture
def office(desk, build):
    build.opening(desk, k11010=5_000_000, k31020=-5_000_000)
    build.group(desk, "K01")
    build.loan(desk, date(2026, 1, 5), 1_000_000, shares={"A01": 600_000, "A02": 400_000})
    build.pay(desk, "P-2026-0001", date(2026, 1, 20), 115_000)
    return desk


def listed(desk, month=JAN):
    return [(each.entry.voucher, each.status) for each in list_unsupported(desk, month)]


def test_papers_are_told_with_the_entry_or_later_and_the_newest_word_counts(office):
    paid = cost(office, 8, 26_000, NOTE)
    assert view_support(office, paid.voucher).support == ("ada", "nota, kuitansi")
    other = cost(office, 9, 10_000)
    assert view_support(office, other.voucher).support == ("", "")
    tell_support(office, other.voucher, NONE)
    tell_support(office, other.voucher.lower(), papers(" daftar hadir "))
    assert view_support(office, other.voucher).support == ("ada", "daftar hadir")
    tell_support(office, paid.voucher, NONE)
    assert listed(office) == [
        ("KK/2026/01/0001", ""),
        (paid.voucher, "tidak"),
        ("KM/2026/01/0001", ""),
    ]
    assert not check_book(office).violations


def test_saying_the_same_again_records_nothing(office):
    paid = cost(office, 8, 26_000, NOTE)
    before = check_book(office).head
    tell_support(office, paid.voucher, NOTE)
    assert check_book(office).head == before


def test_a_repeated_entry_says_nothing_new_of_its_papers(office):
    first = cost(office, 8, 26_000, NOTE, key="a")
    again = cost(office, 8, 26_000, NONE, key="a")
    assert (again.voucher, again.repeated) == (first.voucher, True)
    assert view_support(office, first.voucher).support == NOTE


def test_papers_that_are_refused_leave_no_entry_and_an_entry_that_is_refused_no_papers(office):
    close_month(office, JAN)
    head = check_book(office).head
    with pytest.raises(MonthClosed):
        cost(office, 8, 26_000, NOTE)
    with pytest.raises(UnknownVoucher):
        tell_support(office, "KK/2026/01/0099", NOTE)
    with pytest.raises(EmptyField):
        papers("  ")
    assert check_book(office).head == head


def test_a_payment_can_come_with_papers(office):
    payment = Repayment("P-2026-0001", rp(50_000), date(2026, 1, 25))
    booked = supported(office, papers("slip"), lambda at: record_repayment(at, payment))
    assert view_support(office, booked.voucher).support.papers == "slip"


def test_what_was_undone_and_what_the_program_made_need_no_papers(office):
    paid = cost(office, 8, 26_000, NONE)
    correct_entry(office, paid.voucher, "Salah akun")
    deposit_to_bank(office, date(2026, 1, 30), rp(100_000))
    close_month(office, JAN)
    kinds = {each.entry.kind for each in list_unsupported(office, JAN)}
    assert kinds == {"pencairan", "angsuran", "setor-bank"}
    assert [each.entry.voucher[:2] for each in list_unsupported(office, JAN)] == ["KK", "KM", "PB"]
    assert list_unsupported(office) == []


def test_amounts_are_the_money_that_went(office):
    worth = {each.entry.voucher: each.amount for each in list_unsupported(office)}
    assert worth == {"KK/2026/01/0001": rp(1_000_000), "KM/2026/01/0001": rp(115_000)}


def test_a_closed_paper_lists_what_was_known_at_the_closing(office):
    paid = cost(office, 8, 26_000)
    period = ReportPeriod.of_month(JAN)
    close_month(office, JAN)
    before = build_statement(office, "tanpa-lampiran", period)
    assert [(each["voucher"], each["status"]) for each in before.data["vouchers"]] == [
        ("KK/2026/01/0001", None), (paid.voucher, None), ("KM/2026/01/0001", None),
    ]  # fmt: skip
    tell_support(office, paid.voucher, NOTE)
    correct_entry(office, "KM/2026/01/0001", "Keliru")
    assert build_statement(office, "tanpa-lampiran", period) == before
    assert listed(office) == [("KK/2026/01/0001", "")]
    reopen_month(office, JAN, "Nota ketemu")
    close_month(office, JAN)
    again = build_statement(office, "tanpa-lampiran", period).data["vouchers"]
    assert [each["voucher"] for each in again] == ["KK/2026/01/0001"]


def test_the_list_asks_as_much_of_many_vouchers_as_of_few(office):
    counts = []
    for _ in range(2):
        with asked(office) as statements, office.read() as session:
            unsupported(session, JAN.first, JAN.last)
            counts.append(len(statements))
        with asked(office) as statements:
            month_vouchers(office, JAN)
            counts.append(len(statements))
        for day in range(8, 20):
            cost(office, day, day, NOTE)
    assert counts[:2] == counts[2:]


def facts(paper):
    return dict(paper.statement.facts)


def test_a_voucher_says_all_that_it_is(office):
    paid = cost(office, 8, 1_126_000, NOTE, receipt="N-12")
    (paper,) = voucher_papers(office, [paid.voucher])
    shown = paper.statement
    assert (shown.title, shown.period) == (
        "Bukti Kas Keluar",
        "Nomor KK/2026/01/0002, tanggal 8 Januari 2026",
    )
    assert facts(paper) == {
        "Dibayarkan kepada": "",
        "Sejumlah": "Rp1.126.000",
        "Terbilang": "Satu juta seratus dua puluh enam ribu rupiah",
        "Untuk": "Fotokopi",
        "Bukti kertas": "N-12",
        "Lampiran": "ada (nota, kuitansi)",
    }
    assert [row.cells for row in shown.sections[0].rows] == [
        ("51030", "ATK", rp(1_126_000), None),
        ("11010", "Kas", None, rp(1_126_000)),
        (None, "JUMLAH", rp(1_126_000), rp(1_126_000)),
    ]
    assert [(each.action, each.role, each.name) for each in shown.signatures] == [
        ("Setuju dibayarkan", "Manajer UPK", "Budi Santoso"),
        ("Dikeluarkan oleh", "Kasir", ""),
        ("Diterima oleh", "Penerima", ""),
        ("Dibukukan oleh", "Pembuku", "Siti Aminah"),
    ]
    assert f"Catatan no. {paid.record}, sidik {paid.digest[:16]}" in paper.recorded
    assert "oleh Siti Aminah" in paper.recorded


def test_a_receipt_names_the_group_and_merges_its_members(office):
    (paper,) = voucher_papers(office, ["km/2026/1/1"])
    assert facts(paper)["Diterima dari"] == "KSM K01"
    assert facts(paper)["Lampiran"] == "ada / tidak ada (coret salah satu)"
    assert [row.cells[0] for row in paper.statement.sections[0].rows] == ["11010", "11030", "41010", None]
    assert paper.statement.data["amount"] == rp(115_000)


def test_a_cancelled_voucher_and_the_one_that_cancels_it_name_each_other(office):
    paid = cost(office, 8, 26_000)
    undone = correct_entry(office, paid.voucher, "Salah akun")
    first, second = voucher_papers(office, [paid.voucher, undone.voucher])
    assert first.cancelled_by == undone.voucher == first.statement.data["reversed_by"]
    assert facts(second)["Membatalkan"] == paid.voucher == second.statement.data["reverses"]
    assert facts(second)["Lampiran"] == "tidak diperlukan"
    assert second.cancelled_by == ""


def test_transfers_name_no_party_and_a_month_is_printed_whole(office):
    deposit_to_bank(office, date(2026, 1, 30), rp(100_000))
    found = month_vouchers(office, JAN)
    assert [paper.statement.data["voucher"] for paper in found] == [
        "PB/2026/01/0001", "KK/2026/01/0001", "KM/2026/01/0001", "PB/2026/01/0002",
    ]  # fmt: skip
    assert found[-1].statement.title == "Bukti Pemindahbukuan"
    assert not any("dari" in label or "kepada" in label for label in facts(found[-1]))
    assert month_vouchers(office, FEB) == []


def test_officers_sign_the_vouchers_of_their_days(office):
    cost(office, 8, 1_000)
    appoint(office, Officer("kasir2", "Kasir", "Wati", date(2026, 1, 15)))
    cost(office, 16, 1_000)
    cashiers = [
        signature.name
        for paper in voucher_papers(office, ["KK/2026/01/0002", "KK/2026/01/0003"])
        for signature in paper.statement.signatures
        if signature.role == "Kasir"
    ]
    assert cashiers == ["", "Wati"]


def test_random_words_on_papers_end_as_the_last_word_on_each(office):
    random = Random(4)
    vouchers = [cost(office, day, 1_000 + day).voucher for day in range(8, 14)]
    last = dict.fromkeys(vouchers, "")
    for _ in range(40):
        voucher, support = random.choice(vouchers), random.choice([NOTE, NONE])
        tell_support(office, voucher, support)
        last[voucher] = support.status
    found = dict(listed(office))
    assert {voucher: found.get(voucher, "ada") for voucher in vouchers} == last
    assert not check_book(office).violations


def test_a_voucher_of_each_series_word_by_word(sqlite_desk, build):
    five_months(sqlite_desk, build)
    tell_support(sqlite_desk, "KK/2026/05/0002", NOTE)
    tell_support(sqlite_desk, "KK/2026/05/0003", NONE)
    shown = []
    for paper in month_vouchers(sqlite_desk, Month(2026, 5)):
        signed = "\n".join(f"{each.action}: {each.role}, {each.name}" for each in paper.statement.signatures)
        shown.append(f"{to_text(of_statement(paper.statement), None)}\n{paper.recorded}\n\n{signed}\n")
    text = re.sub(r"\b[0-9a-f]{16}\b", "#" * 16, "\n---\n\n".join(shown))
    path = GOLDEN / "bukti.txt"
    if os.environ.get("UPK_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
