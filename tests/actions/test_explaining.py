"""Explanations of real loans: word by word for each method, what was rescheduled or taken over, and refusals."""

import os
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from upk_ledger.actions.explaining import ARREARS, CLASS, explain_loan
from upk_ledger.actions.lending import apply_for_loan
from upk_ledger.actions.loan_views import loan_schedule, view_loan
from upk_ledger.actions.member_shares import TakeOver, transfer_share
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.products import add_product
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.write_offs import write_off
from upk_ledger.bahasa.explaining import told
from upk_ledger.core.errors.explaining import NoSuchInstallment, NothingOutstanding
from upk_ledger.core.errors.loans import UnknownLoan, WrongStage
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store.facts import add_facts

GOLDEN = Path(__file__).parents[1] / "golden" / "penjelasan.txt"
PAID_OUT = date(2026, 1, 15)


@pytest.fixture
def office(desk, build):
    """A desk at a book with money and a group of three."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 90_000_000)
    build.group(desk, members=3)
    return desk


def words(found):
    return [told(step) for part in found.parts for step in part.steps if step.rule != "aturan"]


def text(title, found):
    return f"{title}\n" + "".join(f"  {line}\n" for line in words(found)) + "\n"


def again(desk, loan, on, kind="penjadwalan", **terms):
    return reschedule_loan(desk, RescheduleRequest(loan, kind, "05/BKM/2026", on, terms, "Panen gagal"))


def setting(desk, name, value):
    with desk.write() as session:
        add_facts(session, "pengaturan", [(name, value, "2026-01-01")])


TERMS = {
    "flat": {"tenor": 24},
    "flat, 1000-atas": {"tenor": 24, "rounding": "1000-atas"},
    "flat, setahun, tenggang": {"tenor": 10, "rate": "18", "rate_per": "tahun", "grace": 2},
    "menurun": {"tenor": 24, "method": "menurun"},
    "menurun, 500-dekat, tenggang": {"tenor": 12, "method": "menurun", "rounding": "500-dekat", "grace": 2},
    "anuitas": {"tenor": 12, "method": "anuitas", "rate": "10", "rate_per": "jangka"},
    "anuitas, mingguan": {"tenor": 30, "method": "anuitas", "frequency": "mingguan", "rounding": "100-bawah"},
}


def test_every_method_word_by_word(sqlite_desk, build):
    """`UPK_WRITE_GOLDEN=1` writes the file anew; look at what changed."""
    desk = sqlite_desk
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 90_000_000)
    build.group(desk, members=3)
    content = ""
    for title, terms in TERMS.items():
        loan = build.loan(desk, PAID_OUT, 5_000_000, **terms)
        for number in (1, 3, terms["tenor"]):
            content += text(f"{title}, ke-{number}", explain_loan(desk, loan, PAID_OUT, installment=number))
    shares = {"A01": 2_000_000, "A02": 2_000_000, "A03": 1_000_000}
    for mode in ("anggota", "kelompok"):
        loan = build.loan(desk, PAID_OUT, 5_000_000, shares=shares, mode=mode, tenor=7)
        content += text(f"jadwal {mode}", explain_loan(desk, loan, PAID_OUT, installment=2))
    build.pay(desk, loan, date(2026, 2, 16), 300_000)
    content += text(
        "tunggakan dan golongan", explain_loan(desk, loan, date(2026, 6, 30), of=(ARREARS, CLASS))
    )
    if os.environ.get("UPK_WRITE_GOLDEN"):
        GOLDEN.write_text(content, encoding="utf-8")
    assert content == GOLDEN.read_text(encoding="utf-8")


def figures(desk, loan, as_of):
    return {part.kind: part.figures for part in explain_loan(desk, loan, as_of).parts}


def agrees(desk, loan, as_of):
    """Whether every row and the position are explained as they are shown."""
    _, made, _ = loan_schedule(desk, loan, as_of)
    for row in made.rows:
        (part,) = explain_loan(desk, loan, as_of, installment=row.number).parts
        told_of = (
            part.figures["number"],
            part.figures["due_date"],
            part.figures["principal"],
            part.figures["service"],
        )
        assert told_of == row[:4]
        assert [told(step) for step in part.steps]
    where = view_loan(desk, loan, as_of).at.position
    found = figures(desk, loan, as_of)
    assert tuple(found["tunggakan"].values()) == where[1:4]
    assert found.get("kelas", {}).get("collectibility") == where.class_


def test_a_rescheduled_loan_is_explained_on_its_new_schedule(office, build):
    loan = build.loan(office, PAID_OUT, 3_000_000, shares={"A01": 2_000_000, "A02": 1_000_000})
    build.pay(office, loan, date(2026, 2, 15), 300_000)
    agrees(office, loan, date(2026, 5, 20))
    again(office, loan, date(2026, 6, 1), tenor=12)
    agrees(office, loan, date(2026, 9, 20))
    found = words(explain_loan(office, loan, date(2026, 9, 20)))
    assert any("setelah dijadwal ulang 1 Juni 2026" in line for line in found)
    assert any(line.startswith("Ditambah jasa yang dibawa dari jadwal sebelumnya Rp") for line in found)
    assert any(line.startswith("Golongan 3 bertahan") and line.endswith("baru 0.") for line in found)
    (settled,) = explain_loan(office, loan, date(2026, 9, 20), installment=0).parts
    assert settled.steps[-1].rule == "baris-terbayar"


def test_punctual_installments_are_counted_to_the_end_of_the_kept_class(office, build):
    loan = build.loan(office, PAID_OUT, 1_000_000)
    again(office, loan, date(2026, 3, 1), tenor=10)
    for month in (4, 5, 6):
        rule, counted = _kept(office, loan, date(2026, month, 1))
        assert (rule, counted) == ("golongan-bertahan", month - 4)
        build.pay(office, loan, date(2026, month, 1), 160_000)
    assert _kept(office, loan, date(2026, 6, 2)) == ("golongan-pulih", 3)
    agrees(office, loan, date(2026, 6, 2))


def _kept(desk, loan, on):
    (part,) = explain_loan(desk, loan, on, of=(CLASS,)).parts
    return next((step.rule, step.facts["punctual"]) for step in part.steps if "punctual" in step.facts)


def test_a_share_taken_over_is_told_beside_the_row(office, build):
    loan = build.loan(office, PAID_OUT, 3_000_000, shares={"A01": 2_000_000, "A02": 1_000_000})
    before = explain_loan(office, loan, date(2026, 2, 1), installment=3).parts[0].steps
    transfer_share(office, TakeOver(loan, "A02", (("A03", None),), date(2026, 2, 2), "Pindah"))
    agrees(office, loan, date(2026, 4, 20))
    steps = explain_loan(office, loan, date(2026, 2, 2), installment=3).parts[0].steps
    assert (steps[:-1], steps[-1].rule) == (before, "diambil-alih")
    assert [one["member"] for one in steps[-1].facts["members"]] == ["A01", "A03"]


def test_a_loan_paid_off_early_ends_its_schedule(office, build):
    loan = build.loan(office, PAID_OUT, 1_000_000)
    pay_off(office, PayoffRequest(loan, date(2026, 3, 1), waive=True, decision="09/BKM/2026"))
    agrees(office, loan, date(2026, 3, 2))
    last = explain_loan(office, loan, date(2026, 3, 2)).parts[0].steps[-1]
    assert last.rule == "lunas-lebih-awal"


def test_payment_days_and_shifts_are_told(office, build):
    for name, value in (("hari-bayar", "10"), ("hari-batas", "12"), ("geser-libur", "maju")):
        setting(office, name, value)
    loan = build.loan(office, PAID_OUT, 1_000_000)
    agrees(office, loan, date(2026, 9, 20))
    (due,) = [
        line for line in words(explain_loan(office, loan, PAID_OUT, installment=3)) if "ke-3 jatuh" in line
    ]
    assert due == (
        "Angsuran ke-3 jatuh tempo 8 Mei 2026: 3 bulan setelah cair 15 Januari 2026, pada hari bayar tanggal 10; cair"
        " sesudah tanggal 12, maka sebulan lebih lambat; 10 Mei 2026 jatuh pada hari libur, maka digeser."
    )


def test_a_product_is_named_and_sets_the_class_past_maturity(office, build):
    add_product(office, "UMUM", "Umum", {"class_past_maturity": 4}, date(2026, 1, 1))
    with office.read() as session:
        record = session.value("SELECT max(record) FROM product WHERE office_id = :office")
    loan = build.loan(office, PAID_OUT, 1_000_000, tenor=2, product=record)
    part = explain_loan(office, loan, date(2026, 4, 1), of=(CLASS,)).parts[0]
    assert [step.rule for step in part.steps] == [
        "aturan", "golongan-bulan", "golongan-lewat-tempo", "golongan", "cadangan",
    ]  # fmt: skip
    assert (part.steps[0].facts["product"], part.figures["collectibility"]) == ("UMUM", 4)
    agrees(office, loan, date(2026, 4, 1))


def test_before_it_is_paid_out_the_application_s_schedule_is_explained(office):
    terms = LoanTerms(100_000_000, 10, Fraction(3, 2), "bulan", "flat", PAID_OUT)
    loan = apply_for_loan(office, LoanApplication("K01", terms))
    (part,) = explain_loan(office, loan, PAID_OUT).parts
    assert part.figures["number"] == 1
    assert "setelah pengajuan 15 Januari 2026" in words(explain_loan(office, loan, PAID_OUT))[0]
    with pytest.raises(WrongStage):
        explain_loan(office, loan, PAID_OUT, of=(ARREARS,))


def test_what_is_not_there_is_refused(office, build):
    loan = build.loan(office, PAID_OUT, 1_000_000)
    with pytest.raises(UnknownLoan):
        explain_loan(office, "P-2030-0001", PAID_OUT)
    with pytest.raises(NoSuchInstallment) as refused:
        explain_loan(office, loan, PAID_OUT, installment=11)
    assert (refused.value.number, refused.value.last) == (11, 10)
    write_off(office, loan, date(2026, 3, 1), decision="09/BKM/2026", reason="KSM bubar")
    with pytest.raises(NothingOutstanding):
        explain_loan(office, loan, date(2026, 3, 1), of=(CLASS,))
    assert "dihapus-buku" in [
        step.rule for step in explain_loan(office, loan, date(2026, 3, 1)).parts[1].steps
    ]
