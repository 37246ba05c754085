"""The parts of a bookkeeping score, each from rows as a book has them."""

from datetime import date
from decimal import Decimal

import pytest

from upk_ledger.actions.region.bookkeeping import bookkeeping_limits
from upk_ledger.bahasa.region_bookkeeping import fact_text
from upk_ledger.core.dates import Month
from upk_ledger.core.region.bookkeeping import (
    GRADES,
    PARTS,
    UNRATEABLE,
    JudgedOffice,
    Part,
    PartLimit,
    points,
    scored,
)
from upk_ledger.core.region.bookkeeping_parts import (
    Arrival,
    Cancelled,
    Count,
    Looked,
    MonthEvent,
    OfficeFacts,
    Reconciled,
    RoleBalance,
    SettingRow,
    Vouchers,
    arriving,
    cancelling,
    checking,
    closing,
    counting,
    judge,
    numbering,
    papers,
    reconciling,
)

JANUARY, FEBRUARY, MARCH = (Month(2026, number) for number in (1, 2, 3))
OFFICE = JudgedOffice("U1", "UPK Satu", "upk", 1, "U1", copy=False)


def looked(*settings, today=date(2026, 4, 4), start=date(2026, 1, 1)):
    return Looked(Month(2025, 6), MARCH, start, today, "WIB", settings)


def told(part):
    return part.met, part.total, [tuple(fact) for fact in part.facts]


def closed(month, moment):
    return MonthEvent(month, "tutup", moment)


def test_months_are_closed_by_the_offices_own_deadline_and_day():
    """5 February 23:30 WIB is 16:30 UTC of that day; half an hour later it is late. A later closing changes nothing."""
    facts = OfficeFacts(
        events=[
            closed(JANUARY, "2026-02-05T16:30:00.000000+00:00"),
            closed(FEBRUARY, "2026-03-05T17:30:00.000000+00:00"),
            MonthEvent(JANUARY, "buka", "2026-03-20T01:00:00.000000+00:00"),
            closed(JANUARY, "2026-03-21T01:00:00.000000+00:00"),
        ]
    )
    assert told(closing(facts, looked())) == (1, 2, [("ditutup-terlambat", "2026-02", 1)])
    late = closing(facts, looked(today=date(2026, 4, 9)))
    assert told(late)[2][1] == ("belum-ditutup", "2026-03", 4)
    assert closing(facts, looked(today=date(2026, 4, 9)), copy=True).total == 2
    later = SettingRow("hari-lapor", "7", date(2026, 3, 1), 9)
    assert told(closing(facts, looked(later))) == (2, 2, [])


def test_a_copy_that_ceased_to_come_is_not_closed_in_time():
    """January came in time, then nothing: what is overdue at the region counts as not closed."""
    facts = OfficeFacts(events=[MonthEvent(Month(2026, 1), "tutup", "2026-02-02T03:00:00Z")])
    there = looked(today=date(2026, 4, 30))
    arrived = arriving([Arrival(Month(2026, 1), "2026-02-03T03:00:00Z")], there, (), copy=True)
    found = judge(facts, there, bookkeeping_limits(), "upk", arrived, copy=True)[0]
    assert told(found) == (1, 3, [("tidak-diketahui", "2026-02", 0), ("tidak-diketahui", "2026-03", 0)])
    assert "belum datang" in fact_text(found.facts[0])


def test_nothing_is_due_before_the_first_deadline():
    assert told(closing(OfficeFacts(), looked(today=date(2026, 2, 5)))) == (0, 0, [])
    assert told(closing(OfficeFacts(), looked(today=date(2026, 2, 6))))[2] == [
        ("belum-ditutup", "2026-01", 1)
    ]


def test_every_box_of_cash_is_counted_in_every_closed_month():
    facts = OfficeFacts(
        balances=[RoleBalance(month, "11010", "kas", 1) for month in (JANUARY, FEBRUARY, MARCH)],
        counts=[
            Count(5, None, "11010", date(2026, 1, 31), "selisih"),
            Count(6, None, "11010", date(2026, 2, 27), "cocok"),
            Count(7, 5, "11010", date(2026, 1, 31), "dibukukan"),
            Count(8, 6, "11010", date(2026, 2, 27), "batal"),
        ],
    )
    assert told(counting(facts)) == (
        1,
        3,
        [("tidak-dihitung", "2026-02 11010", 0), ("tidak-dihitung", "2026-03 11010", 0)],
    )


def test_a_bank_is_reconciled_at_the_balance_that_the_books_have_now():
    facts = OfficeFacts(
        balances=[RoleBalance(month, "11021", "bank", 500) for month in (JANUARY, FEBRUARY, MARCH)],
        reconciled=[
            Reconciled("11021", JANUARY.last, 500, "ada"),
            Reconciled("11021", FEBRUARY.last, 400, "ada"),
            Reconciled("11021", date(2026, 3, 15), 500, "ada"),
        ],
    )
    assert told(reconciling(facts)) == (
        1,
        3,
        [("berubah-sesudah-rekonsiliasi", "2026-02 11021", 0), ("tidak-direkonsiliasi", "2026-03 11021", 0)],
    )
    assert reconciling(OfficeFacts()).total == 0


def test_a_gap_in_a_series_is_told_with_how_many_are_missing():
    facts = OfficeFacts(
        vouchers=[
            Vouchers("KM", JANUARY, 7, 1, 9, 0, 0),
            Vouchers("KK", JANUARY, 3, 1, 3, 0, 0),
            Vouchers("PB", JANUARY, 2, 2, 3, 0, 0),
        ]
    )
    assert told(numbering(facts)) == (
        1,
        3,
        [("nomor-bolong", "KM/2026/01", 2), ("nomor-bolong", "PB/2026/01", 1)],
    )


@pytest.mark.parametrize(
    ("done", "words", "found"),
    [
        ("2026-01-15T03:00:00+00:00", "Pembatalan KM/2026/01/0001: salah ketik", None),
        ("2026-01-15T03:00:00+00:00", "Pembatalan KM/2026/01/0001: x", "tanpa-alasan"),
        ("2026-01-15T03:00:00+00:00", "", "tanpa-alasan"),
        ("2026-01-31T03:00:00+00:00", "Pembatalan KM/2026/01/0001: salah ketik", "di-tepi-bulan"),
        ("2026-01-10T09:00:00+00:00", "Pembatalan KM/2026/01/0001: salah ketik", None),
    ],
)
def test_cancellations_without_reason_or_late_at_a_months_end_count(done, words, found):
    facts = OfficeFacts(
        vouchers=[Vouchers("KM", JANUARY, 10, 1, 10, 0, 0)],
        cancelled=[Cancelled("KM/2026/01/0002", done, "2026-01-10T03:00:00+00:00", words)],
    )
    part = cancelling(facts, looked(), bookkeeping_limits())
    assert part.total == 10
    assert [fact.kind for fact in part.facts] == ([found] if found else [])


def test_the_day_on_which_it_was_recorded_is_no_late_cancellation():
    facts = OfficeFacts(
        vouchers=[Vouchers("KM", JANUARY, 10, 1, 10, 0, 0)],
        cancelled=[
            Cancelled(
                "KM/2026/01/0002", "2026-01-31T05:00:00+00:00", "2026-01-31T03:00:00+00:00", "salah ketik"
            )
        ],
    )
    assert cancelling(facts, looked(), bookkeeping_limits()).facts == ()


def test_a_month_is_clean_where_all_its_sums_agree():
    events = [closed(month, "2026-03-03T01:00:00+00:00") for month in (JANUARY, FEBRUARY)]
    sums = [("11010", "kas", 300), ("", "pinjaman", 700), ("", "modal-dana", -1000)]
    facts = OfficeFacts(
        events=events,
        balances=[RoleBalance(month, *one) for month in (JANUARY, FEBRUARY) for one in sums],
        loans={JANUARY: 700, FEBRUARY: 700},
        allowances={JANUARY: (7, 7), FEBRUARY: (7, 7)},
    )
    assert told(checking(facts, "upk")) == (2, 2, [])
    facts.loans[FEBRUARY] = 600
    facts.allowances[FEBRUARY] = (7, 5)
    facts.balances.append(RoleBalance(JANUARY, "11021", "bank", -5))
    facts.counts.append(Count(4, None, "11010", date(2026, 2, 28), "selisih"))
    part = checking(facts, "upk")
    assert (part.met, part.total) == (0, 2)
    assert [fact.kind for fact in part.facts if fact.subject == "2026-01"] == ["neraca", "kas-bank-minus"]
    assert [fact.kind for fact in part.facts if fact.subject == "2026-02"] == [
        "saldo-pinjaman", "cadangan", "selisih-kas",
    ]  # fmt: skip


def test_a_month_that_was_opened_again_is_not_clean_though_it_is_closed_by_now():
    facts = OfficeFacts(events=[closed(JANUARY, "a"), MonthEvent(JANUARY, "buka", "b"), closed(JANUARY, "c")])
    assert told(checking(facts, "sekretariat")) == (0, 1, [("dibuka-kembali", "2026-01", 0)])
    facts.events.append(MonthEvent(JANUARY, "buka", "d"))
    assert told(checking(facts, "sekretariat")) == (0, 0, [])


def test_papers_are_counted_by_month():
    facts = OfficeFacts(
        vouchers=[Vouchers("KM", JANUARY, 9, 1, 9, 8, 6), Vouchers("KK", JANUARY, 3, 1, 3, 3, 2)]
    )
    assert told(papers(facts)) == (8, 11, [("tanpa-lampiran", "2026-01", 3)])


def test_a_later_bundle_brings_the_month_before_along_and_both_late():
    """By the 10th: January came on the 9th, March on 20 April with February."""
    came = [Arrival(JANUARY, "2026-02-09T02:00:00+00:00"), Arrival(MARCH, "2026-04-20T02:00:00+00:00")]
    there = looked(today=date(2026, 5, 1))
    part = arriving(came, there, (), copy=True)
    assert told(part) == (
        1,
        3,
        [("kiriman-terlambat", "2026-02", 41), ("kiriman-terlambat", "2026-03", 10)],
    )
    assert arriving(came, there, (), copy=False).total == 0
    longer = SettingRow("hari-lapor-wilayah", "20", date(2026, 1, 1), 3)
    assert arriving(came, there, [longer], copy=True).met == 2
    assert told(arriving(came[:1], there, (), copy=True))[2][1] == ("belum-dikirim", "2026-03", 21)


def test_points_run_between_the_limits():
    limit = PartLimit(10, 90, 50)
    assert [points(Part("x", met, 100), limit) for met in (95, 90, 70, 50, 20)] == [
        1,
        1,
        Decimal("0.5"),
        0,
        0,
    ]
    assert points(Part("x", 0, 0), limit) is None


def test_a_part_that_cannot_be_judged_is_no_part_of_the_whole():
    limits = bookkeeping_limits()
    assert set(limits.parts) == set(PARTS)
    assert set(limits.grades) == set(GRADES)
    assert "bukan pedoman" in limits.basis
    every = [Part(name, 1, 1) for name in PARTS]
    assert (scored(OFFICE, every, limits).score, scored(OFFICE, every, limits).grade) == (
        Decimal(100),
        "baik",
    )
    without = [Part(part.name, 0, 0) if part.name == "rekonsiliasi-bank" else part for part in every]
    assert scored(OFFICE, without, limits).score == 100
    missed = [Part(part.name, 0, 1) if part.name == "opname-kas" else part for part in without]
    weight = sum(limit.weight for name, limit in limits.parts.items() if name != "rekonsiliasi-bank")
    lost = Decimal(100 * (weight - limits.parts["opname-kas"].weight)) / weight
    assert scored(OFFICE, missed, limits).score == round(lost, 2)
    nothing = scored(OFFICE, [Part(name, 0, 0) for name in PARTS], limits)
    assert (nothing.score, nothing.grade) == (None, UNRATEABLE)
