"""The story of a loan: every kind of event once, with voucher, person and reason; as of any day, in few statements."""

import os
from collections import Counter
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import event as sa_event

from upk_ledger.actions.approval_cards import make_card
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan, examine_loan
from upk_ledger.actions.loan_files import record_papers
from upk_ledger.actions.loan_story import loan_story
from upk_ledger.actions.loan_views import view_loan
from upk_ledger.actions.member_shares import TakeOver, take_back_transfer, transfer_share
from upk_ledger.actions.officers import appoint
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.products import add_product
from upk_ledger.actions.repayment import cancel_repayment, record_repayment
from upk_ledger.actions.rescheduling import reschedule_loan, undo_rescheduling
from upk_ledger.actions.rewards import book_rewards, pay_reward
from upk_ledger.actions.savings import return_deposit, return_savings, use_deposit, use_savings
from upk_ledger.actions.visits import call_off_visit, record_visit
from upk_ledger.actions.write_offs import end_claim, write_off
from upk_ledger.bahasa.dates import short_date
from upk_ledger.bahasa.story import told
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.loans import UnknownLoan
from upk_ledger.core.lending import Capacity, LoanApplication, Share
from upk_ledger.core.offices import Officer
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.visits import Visit
from upk_ledger.store.facts import add_facts

GOLDEN = Path(__file__).parents[1] / "golden" / "riwayat-pinjaman.txt"
NEVER = date(2099, 12, 31)


def rp(amount):
    return amount * 100


def day(month, number):
    return date(2026, month, number)


def at(desk, build, month, number):
    """The calendar on the wall of the office."""
    desk.clock = build.clock(datetime(2026, month, number, 2, tzinfo=UTC))
    desk.__dict__.pop("today", None)


def letter(desk, loan, on, status, words=""):
    with desk.write() as session:
        add_facts(session, "surat", [(loan, 1, on.isoformat(), status)], words)


def live(desk, build):
    """A loan to which everything happens but being paid off; answers with its number."""
    build.entry(desk, day(1, 2), "11010", "31020", 10_000_000)
    build.group(desk, members=3)
    at(desk, build, 1, 5)
    codes = make_card(desk, "koordinator", 8).codes
    terms = LoanTerms(rp(3_000_000), 10, Fraction(3, 2), "bulan", "flat", day(1, 5))
    shares = tuple(Share(code, rp(1_000_000)) for code in ("A01", "A02", "A03"))
    loan = apply_for_loan(
        desk,
        LoanApplication(
            "K01", terms, shares, purpose="Warung", capacities=(Capacity("A01", 77_700_00, 100),)
        ),
        "Diketahui manajer",
    )
    record_papers(desk, loan, ["perjanjian"], ["ktp"])
    record_visit(desk, loan, Visit(day(1, 6), "pemeriksaan", ("manajer", "koordinator"), "Usaha berjalan"))
    record_visit(desk, loan, Visit(day(1, 7), "pemeriksaan", (), "Salah catat"))
    call_off_visit(desk, loan, day(1, 7), "pemeriksaan", "Tidak jadi")
    examine_loan(desk, loan, day(1, 8), "Layak")
    given = (Share("A01", rp(1_000_000)), Share("A02", rp(800_000)))
    decide_loan(
        desk, loan, "disetujui", day(1, 9), shares=given, refused=(("A03", "Usaha belum ada"),),
        decision="01/BKM/2026", reason="Sesuai usulan", codes=[codes[0]],
    )  # fmt: skip
    disburse_loan(desk, loan, day(1, 10), savings=rp(90_000), reason="Menyusul")
    appoint(desk, Officer("pembuku", "Pembuku", "Siti Aminah, S.E.", day(2, 1)))
    at(desk, build, 2, 10)
    paid = build.pay(desk, loan, day(2, 10), 200_000)
    cancel_repayment(desk, paid.voucher, "Salah jumlah")
    build.pay(desk, loan, day(2, 10), 207_000)
    at(desk, build, 3, 3)
    book_rewards(desk, ReportPeriod.of_month(Month(2026, 2)), Fraction(10))
    pay_reward(desk, loan, day(3, 3))
    build.pay(desk, loan, day(3, 10), 250_000, excess="titipan")
    use_deposit(desk, loan, day(4, 10), rp(30_000))
    return_deposit(desk, loan, rp(13_000), day(4, 10))
    letter(desk, loan, day(4, 20), "dibuat")
    letter(desk, loan, day(4, 20), "batal", "Sudah janji")
    again = RescheduleRequest(loan, "penjadwalan", "05/BKM/2026", day(4, 25), {"tenor": 6}, "Panen gagal")
    at(desk, build, 4, 26)
    reschedule_loan(desk, again)
    undo_rescheduling(desk, loan, "Ditinjau kembali", day(4, 26))
    more = RescheduleRequest(
        loan, "penataan", "06/BKM/2026", day(4, 27), {"tenor": 8}, "Ternak mati",
        added=rp(100_000), shares=(Share("A01", rp(100_000)),),
    )  # fmt: skip
    reschedule_loan(desk, more)
    transfer_share(desk, TakeOver(loan, "A02", (("A01", None),), day(5, 2), "Pindah kota", "07/BKM/2026"))
    take_back_transfer(desk, loan, day(5, 3), "Kembali lagi")
    use_savings(desk, loan, day(6, 2), decision="08/BKM/2026", reason="Menunggak", amount=rp(40_000))
    at(desk, build, 7, 1)
    write_off(desk, loan, day(7, 1), decision="09/BKM/2026", reason="KSM bubar", codes=[codes[1]])
    build.pay(desk, loan, day(8, 3), 60_000)
    end_claim(desk, loan, day(9, 1), decision="BA-1", reason="Rembug warga")
    return_savings(desk, loan, day(9, 2))
    return loan


KINDS = {
    "pengajuan": 1, "berkas": 1, "pengecualian": 2, "kunjungan": 2, "batal-kunjungan": 1, "pemeriksaan": 1,
    "putusan": 1, "persetujuan": 2, "pencairan": 1, "angsuran": 5, "pembatalan": 1, "reward": 1, "bayar-reward": 1,
    "titipan": 1, "surat": 1, "batal-surat": 1, "jadwal-ulang": 2, "batal-jadwal-ulang": 1, "penataan": 1, "alih": 1,
    "batal-alih": 1, "hapus-buku": 1, "penerimaan-kembali": 1, "hapus-tagih": 1, "tabungan": 1,
}  # fmt: skip


def lines(events):
    """The story as text: a line for the event, one for voucher, person and reason."""
    return "".join(
        f"{short_date(event.on)} {event.kind}: {told(event)}\n"
        f"    {event.voucher or '-'}, {event.actor_name}: {event.reason}\n"
        for event in events
    )


def golden(content):
    """`UPK_WRITE_GOLDEN=1` writes the file anew; look at what changed."""
    if os.environ.get("UPK_WRITE_GOLDEN"):
        GOLDEN.write_text(content, encoding="utf-8")
    assert content == GOLDEN.read_text(encoding="utf-8")


def test_every_event_is_told_once_in_order(desk, build):
    events = loan_story(desk, live(desk, build), NEVER)
    assert Counter(event.kind for event in events) == KINDS
    assert [(event.on, event.record) for event in events] == sorted(
        (event.on, event.record) for event in events
    )
    assert len({event.record for event in events}) == len(events)
    golden(lines(events))


def test_a_counter_entry_says_what_it_undoes_and_why(desk, build):
    events = loan_story(desk, live(desk, build), NEVER)
    undone = next(event for event in events if event.undone_by)
    counter = next(event for event in events if event.undoes)
    assert (counter.undoes, counter.voucher) == (undone.voucher, undone.undone_by)
    assert counter.reason == "Salah jumlah"
    assert f"dibatalkan dengan {counter.voucher}" in told(undone)


def test_the_officer_is_called_by_the_name_of_the_day_of_recording(desk, build):
    events = loan_story(desk, live(desk, build), NEVER)
    names = {event.on < day(2, 1): event.actor_name for event in events}
    assert names == {True: "Siti Aminah", False: "Siti Aminah, S.E."}
    assert {event.actor for event in events} == {"pembuku"}


@pytest.mark.parametrize("on", [day(1, 4), day(1, 9), day(2, 9), day(2, 10), day(4, 26), day(7, 1)])
def test_as_of_a_day_it_is_what_has_a_date_up_to_it(desk, build, on):
    loan = live(desk, build)
    whole = [(event.record, event.on) for event in loan_story(desk, loan, NEVER)]
    assert [event.record for event in loan_story(desk, loan, on)] == [
        record for record, counts_on in whole if counts_on <= on
    ]


def test_before_the_cancellation_the_payment_stands(desk, build):
    build.entry(desk, day(1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, day(1, 5))
    paid = build.pay(desk, loan, day(2, 5), 115_000)
    cancel_repayment(desk, paid.voucher, "Salah", day(3, 1))
    before, after = (loan_story(desk, loan, on) for on in (day(2, 28), day(3, 1)))
    assert [event.undone_by for event in before if event.kind == "angsuran"] == [""]
    assert [event.undone_by for event in after if event.kind == "angsuran"] == [after[-1].voucher]


def test_the_last_payment_pays_the_loan_off(desk, build):
    build.entry(desk, day(1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, day(1, 5), tenor=2)
    build.pay(desk, loan, day(2, 5), 515_000)
    build.pay(desk, loan, day(3, 5), 515_000)
    assert [told(event).endswith("; lunas") for event in loan_story(desk, loan, NEVER)][-2:] == [False, True]


def test_what_comes_before_anything_is_due_is_no_installment_of_nothing(desk, build):
    build.entry(desk, day(1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, day(1, 5), tenor=2)
    record_repayment(desk, Repayment(loan, 10_000_000, day(1, 20), excess="titipan"))
    assert "Setoran disimpan sebagai titipan Rp100.000" in [
        told(event).partition(" [")[0] for event in loan_story(desk, loan, NEVER)
    ]


def test_a_loan_that_ran_before_the_book_begins_with_what_was_paid(desk, build):
    build.group(desk)
    build.opening(desk, k11010=100, k11030=900_000, k31020=-900_100)
    loan = build.running_loan(desk, date(2025, 10, 5), paid=(100_000, 15_000))
    build.pay(desk, loan, day(1, 6), 115_000)
    events = loan_story(desk, loan, NEVER)
    balances = [(event.kind, event.facts["balance"]) for event in events if "balance" in event.facts]
    assert balances == [("berjalan", rp(900_000)), ("angsuran", rp(800_000))]
    assert events[0].kind == "pengajuan"
    assert events[0].on == date(2025, 10, 5)


def test_nothing_personal_is_told(desk, build):
    text = lines(loan_story(desk, live(desk, build), NEVER))
    assert "77.700" not in text
    assert "7770000" not in text


def asked(desk, loan):
    """How many statements the story of a loan takes."""
    statements = []

    def heard(*told):
        statements.append(told)

    with desk.read() as session:
        sa_event.listen(session.connection.engine, "before_cursor_execute", heard)
        loan_story(desk, loan, NEVER)
        sa_event.remove(session.connection.engine, "before_cursor_execute", heard)
    return len(statements)


def test_it_takes_as_many_statements_for_a_long_life_as_for_a_short_one(desk, build):
    long = live(desk, build)
    short = build.loan(desk, day(9, 5), group="K01", rupiah=100_000)
    counts = [asked(desk, loan) for loan in (long, short)]
    assert counts[0] == counts[1] < 25


def test_a_loan_that_is_not_there_has_no_story(desk):
    with pytest.raises(UnknownLoan):
        loan_story(desk, "P-2026-0001", NEVER)


def test_members_of_a_written_off_loan_stand_as_the_loan_does(desk, build):
    loan = live(desk, build)
    found = view_loan(desk, loan, day(8, 1))
    assert [member.position for member in found.members] == [(0, 0, 0, 0, None)] * 2
    assert found.at.position == (0, 0, 0, 0, None)


@pytest.mark.parametrize("on", [day(6, 15), day(5, 28), day(4, 24)])
def test_members_of_a_rescheduled_loan_are_overdue_along_its_new_due_days(desk, build, on):
    found = view_loan(desk, live(desk, build), on)
    assert max(member.position.months_overdue for member in found.members) == found.at.position.months_overdue


def product_loan(desk, build):
    """A loan of a product with fee, fine and an early payoff without later service, fined, paid off, and back."""
    build.entry(desk, day(1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    facts = {"fee_percent": Fraction(1), "fine_percent": Fraction(10), "payoff_service": "berjalan"}
    add_product(desk, "UMUM", "Umum", facts, day(1, 1))
    with desk.read() as session:
        record = session.value("SELECT max(record) FROM product WHERE office_id = :office")
    loan = build.loan(desk, day(1, 10), product=record)
    build.pay(desk, loan, day(2, 20), 115_000, fine="hitung")
    paid, _ = pay_off(desk, PayoffRequest(loan, day(3, 10)))
    return loan, paid.voucher


def test_early_payoff_fee_and_fine_are_told_and_a_payoff_taken_back(desk, build):
    loan, voucher = product_loan(desk, build)
    story = [event for event in loan_story(desk, loan, NEVER) if event.kind != "pengecualian"]
    assert [told(event) for event in story][-4:] == [
        "Cair Rp1.000.000; biaya administrasi Rp10.000",
        "Angsuran Rp115.000: pokok Rp100.000, jasa Rp15.000; denda Rp11.500; sisa pokok Rp900.000",
        "Angsuran Rp915.000: pokok Rp900.000, jasa Rp15.000; lunas",
        "Lunas lebih awal: jasa Rp120.000 tidak ditagih",
    ]
    cancel_repayment(desk, voucher, "Salah pinjaman", day(3, 11))
    kinds = [event.kind for event in loan_story(desk, loan, NEVER)]
    assert kinds[-4:] == ["angsuran", "pelunasan", "pembatalan", "batal-pelunasan"]


def test_one_person_alone_is_told_with_the_act_and_a_code_for_a_late_cancellation_as_its_own_event(
    desk, build
):
    build.entry(desk, day(1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    at(desk, build, 1, 5)
    card = make_card(desk, "koordinator", 8)
    loan = build.loan(desk, day(1, 5))
    paid = build.pay(desk, loan, day(2, 5), 115_000)
    cancel_repayment(desk, paid.voucher, "Salah", day(2, 9), codes=[card.codes[4]])
    write_off(desk, loan, day(3, 1), decision="09/BKM/2026", reason="KSM bubar")
    story = loan_story(desk, loan, NEVER)
    assert [event.kind for event in story][-4:] == ["angsuran", "persetujuan", "pembatalan", "hapus-buku"]
    assert told(story[-3]) == (
        f"Disetujui dengan kode: pembatalan {paid.voucher}; pemegang Sri Wahyuni, kartu {card.card} nomor 5"
    )
    assert story[-3].on == day(2, 9)
    assert told(story[-1]).endswith("[pengecualian: tanpa kode persetujuan orang kedua]")
    assert card.codes[4] not in lines(story)
    correct_entry(desk, story[-1].voucher, "Masih membayar")
    assert told(loan_story(desk, loan, NEVER)[-1]) == (
        f"{story[-1].voucher} (hapus buku) dibatalkan; sisa pokok Rp1.000.000"
    )


def test_what_another_loan_put_on_the_exception_list_is_not_told(desk, build):
    build.group(desk)
    for number in ("L_1", "LX1"):
        build.running_loan(desk, date(2025, 10, 5), number=number)
    with desk.write() as session:
        session.append("pengecualian", ["LX1"], "Lain", [("plafon", "LX1 A01", "200 100")])
    assert [event.kind for event in loan_story(desk, "L_1", NEVER) if event.reason == "Lain"] == []
    (own,) = [event for event in loan_story(desk, "LX1", NEVER) if event.reason == "Lain"]
    assert told(own) == "Pengecualian: Bagian anggota A01 Rp2 melebihi batas Rp1"
