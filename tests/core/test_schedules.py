import datetime as dt
import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.errors import loans as errors
from upk_ledger.core.money import half_up
from upk_ledger.core.schedules import (
    FREQUENCIES,
    METHODS,
    MODES,
    RATE_PERIODS,
    ROUNDINGS,
    LoanTerms,
    build_schedule,
    group_schedule,
)

START = dt.date(2026, 1, 15)


def terms(principal=5_000_000, tenor=10, rate="1.5", per="bulan", method="flat", **more):
    """Terms with the principal in rupiah."""
    return LoanTerms(principal * 100, tenor, Fraction(rate), per, method, more.pop("start", START), **more)


def rupiah(rows):
    return [(row.principal / 100, row.service / 100) for row in rows]


@st.composite
def any_terms(draw):
    tenor = draw(st.integers(1, 30))
    return LoanTerms(
        draw(st.one_of(st.integers(1, 5000), st.integers(1, 10_000_000).map(lambda r: r * 100))),
        tenor,
        Fraction(draw(st.integers(0, 600)), 100),
        draw(st.sampled_from(RATE_PERIODS)),
        draw(st.sampled_from(METHODS)),
        START,
        draw(st.sampled_from(FREQUENCIES)),
        draw(st.integers(0, min(3, tenor - 1))),
        draw(st.sampled_from(ROUNDINGS)),
    )


@given(any_terms())
def test_a_schedule_pays_the_loan_and_nothing_is_negative(agreed):
    rows = build_schedule(agreed)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) <= agreed.tenor
    balance = agreed.principal
    for row in rows:
        assert row.principal >= 0
        assert row.service >= 0
        balance -= row.principal
        assert row.balance == balance
        assert row.total == row.principal + row.service
    assert balance == 0
    assert all(row.balance > 0 for row in rows[:-1])
    assert all(earlier.due < later.due for earlier, later in itertools.pairwise(rows))


@given(any_terms())
def test_flat_service_adds_up_to_the_whole_term(agreed):
    assume(agreed.method == "flat")
    rows = build_schedule(agreed)
    rate = Fraction(*agreed.period_rate())
    if len(rows) == agreed.tenor:
        assert sum(row.service for row in rows) == half_up(agreed.principal * rate * agreed.tenor)
    else:
        assert agreed.rounding != "none"
        assert sum(row.service for row in rows) <= half_up(agreed.principal * rate * agreed.tenor)


@given(any_terms())
def test_service_on_the_balance_is_the_balance_times_the_rate(agreed):
    assume(agreed.method != "flat")
    rate = Fraction(*agreed.period_rate())
    balance = agreed.principal
    for row in build_schedule(agreed):
        assert row.service == half_up(balance * rate)
        assert row.principal == 0 or row.number > agreed.grace
        balance = row.balance


@given(any_terms())
def test_rounded_totals_are_multiples_unless_service_alone_is_more(agreed):
    assume(agreed.rounding != "none")
    unit = int(agreed.rounding.split("-")[0]) * 100
    rows = build_schedule(agreed)
    for row in rows[:-1]:
        if row.principal:
            # A flat service cut short at the end of tiny loans is the one exception.
            assert row.total % unit == 0 or row.service < rows[0].service


@given(any_terms(), st.lists(st.integers(1, 40), min_size=1, max_size=6), st.sampled_from(MODES))
def test_members_add_up_to_the_group(agreed, weights, mode):
    base = agreed.principal // sum(weights)
    assume(base > 0)
    shares = [(f"A{i}", base * weight) for i, weight in enumerate(weights)]
    shares[-1] = (shares[-1][0], agreed.principal - sum(share for _, share in shares[:-1]))
    schedule = group_schedule(agreed, shares, mode)
    for i, row in enumerate(schedule.rows):
        parts = [rows[i] for _, rows in schedule.members if i < len(rows)]
        assert {(part.number, part.due) for part in parts} == {(row.number, row.due)}
        for name in ("principal", "service", "balance"):
            assert sum(getattr(part, name) for part in parts) == getattr(row, name)
    for (member, share), (code, rows) in zip(shares, schedule.members, strict=True):
        assert member == code
        assert sum(row.principal for row in rows) == share
        assert rows[-1].balance == 0
        assert all(row.principal >= 0 and row.service >= 0 for row in rows)
    if mode == "kelompok":
        assert schedule.rows == build_schedule(agreed)
    else:
        assert dict(schedule.members) == {
            m: build_schedule(
                LoanTerms(
                    share,
                    agreed.tenor,
                    agreed.rate_percent,
                    agreed.rate_per,
                    agreed.method,
                    START,
                    agreed.frequency,
                    agreed.grace,
                    agreed.rounding,
                )
            )
            for m, share in shares
        }


def test_flat_gives_remainders_to_the_last():
    rows = build_schedule(terms(1_000_000, 3, "1.333"))
    assert rupiah(rows) == [(333_333, 13_330), (333_333, 13_330), (333_334, 13_330)]
    assert rupiah(build_schedule(terms(100, 3, "1.5"))) == [(33, 2), (33, 2), (34, 1)]


def test_flat_service_of_less_than_a_rupiah_never_exceeds_the_term():
    rows = build_schedule(terms(50, 12, "1"))
    assert [row.service for row in rows] == [100] * 6 + [0] * 6


def test_flat_with_grace_moves_the_dates_only():
    plain, late = build_schedule(terms(tenor=3)), build_schedule(terms(tenor=3, grace=2))
    assert rupiah(plain) == rupiah(late)
    assert [row.number for row in late] == [1, 2, 3]
    assert [row.due.isoformat() for row in late] == ["2026-04-15", "2026-05-15", "2026-06-15"]


def test_declining_with_grace_pays_service_first():
    rows = build_schedule(terms(1_200_000, 4, "2", method="menurun", grace=2, rounding="1000-atas"))
    # 600,000 + 24,000 = 624,000 is round already; the service-only rows are not rounded.
    assert rupiah(rows) == [(0, 24_000), (0, 24_000), (600_000, 24_000), (600_000, 12_000)]


def test_declining_rounds_the_exact_total():
    rows = build_schedule(terms(1_000_000, 3, "1.5", method="menurun", rounding="1000-atas"))
    # 333,333.33 + 15,000 -> 349,000; then 333,333.33 + 666,000 x 1.5% = 343,323.33 -> 344,000
    assert rupiah(rows) == [(334_000, 15_000), (334_010, 9_990), (331_990, 4_980)]


def test_annuity_against_a_table_by_hand():
    rows = build_schedule(terms(1_000_000, 3, "2", method="anuitas"))
    # 1,000,000 x 0.02 / (1 - 1.02^-3) = 346,754.67
    assert rupiah(rows) == [(326_755, 20_000), (333_290, 13_465), (339_955, 6_799)]
    free = build_schedule(terms(1_000_000, 3, "0", method="anuitas"))
    assert rupiah(free) == [(333_333, 0), (333_333, 0), (333_334, 0)]


def test_annuity_with_grace_and_rounding():
    rows = build_schedule(terms(1_000_000, 5, "2", method="anuitas", grace=2, rounding="500-dekat"))
    assert rupiah(rows)[:3] == [(0, 20_000), (0, 20_000), (327_000, 20_000)]
    assert rows[-1].balance == 0


@pytest.mark.parametrize(
    ("rounding", "total"),
    [
        ("none", 283_333),
        ("100-atas", 283_400),
        ("100-bawah", 283_300),
        ("100-dekat", 283_300),
        ("500-atas", 283_500),
        ("500-bawah", 283_000),
        ("500-dekat", 283_500),
        ("1000-atas", 284_000),
        ("1000-bawah", 283_000),
        ("1000-dekat", 283_000),
    ],
)
def test_every_rounding_rule(rounding, total):
    rows = build_schedule(terms(5_000_000, 24, rounding=rounding))
    assert {row.total for row in rows[:-1]} == {total * 100}
    assert {row.service for row in rows} == {7_500_000}
    assert len(rows) == 24


def test_a_half_goes_up():
    assert build_schedule(terms(3_000, 2, "0", rounding="1000-dekat"))[0].total == 200_000


def test_rounding_up_may_pay_the_loan_early():
    rows = build_schedule(terms(10_000, 12, "1.5", rounding="1000-atas"))
    # 833.33 + 150 -> 1,000, so 850 of principal each: the twelfth falls due with 650.
    assert rupiah(rows) == [(850, 150)] * 11 + [(650, 150)]
    rows = build_schedule(terms(10_000, 12, "0", rounding="1000-atas"))
    assert rupiah(rows) == [(1_000, 0)] * 10
    rows = build_schedule(terms(2_500, 12, "1.5", rounding="1000-atas"))
    # The service of the installment that ends it is the usual one; that of the others is not charged.
    assert rupiah(rows) == [(962, 38), (962, 38), (576, 38)]


def test_rounding_down_below_the_service_pays_principal_at_the_end():
    rows = build_schedule(terms(10_000, 4, "6", rounding="1000-dekat", method="flat", per="bulan", grace=0))
    assert rupiah(rows) == [(2_400, 600), (2_400, 600), (2_400, 600), (2_800, 600)]
    rows = build_schedule(terms(10_000, 40, "6", rounding="1000-bawah"))
    assert rupiah(rows) == [(0, 600)] * 39 + [(10_000, 600)]


@pytest.mark.parametrize(
    ("rate", "per", "frequency", "expected"),
    [
        ("1.5", "bulan", "bulanan", Fraction(15, 1000)),
        ("1.5", "bulan", "dua-mingguan", Fraction(15, 1000) * 12 / 26),
        ("1.5", "bulan", "mingguan", Fraction(15, 1000) * 12 / 52),
        ("18", "tahun", "bulanan", Fraction(18, 1200)),
        ("18", "tahun", "dua-mingguan", Fraction(18, 2600)),
        ("18", "tahun", "mingguan", Fraction(18, 5200)),
        ("15", "jangka", "bulanan", Fraction(15, 1000)),
        ("15", "jangka", "mingguan", Fraction(15, 1000)),
    ],
)
def test_rates_per_installment_period(rate, per, frequency, expected):
    assert Fraction(*terms(rate=rate, per=per, frequency=frequency).period_rate()) == expected


def test_members_may_end_at_different_times():
    agreed = terms(12_500, 12, "1.5", rounding="1000-atas")
    schedule = group_schedule(agreed, [("A", 1_000_000), ("B", 250_000)])
    assert [len(rows) for _, rows in schedule.members] == [12, 3]
    assert rupiah(schedule.rows)[:4] == [(1_812, 188), (1_812, 188), (1_426, 188), (850, 150)]
    assert schedule.rows[-1].balance == 0


def test_a_row_is_split_by_largest_remainder_and_the_last_takes_what_each_owes():
    agreed = terms(900, 3, "10")
    parts = group_schedule(terms(1_000, 3, "3"), [("A", 33_400), ("B", 33_300), ("C", 33_300)], "kelompok")
    assert [[row.principal // 100 for row in rows] for _, rows in parts.members] == [
        [111, 111, 112],
        [111, 111, 111],
        [111, 111, 111],
    ]
    thirds = group_schedule(terms(300, 3, "0", rounding="none"), [(m, 10_000) for m in "ABC"], "kelompok")
    # Shares are alike, so the odd rupiah falls on the first of them in every row but the last.
    assert [[row.principal for row in rows] for _, rows in thirds.members] == [
        [3_400, 3_400, 3_200],
        [3_300, 3_300, 3_400],
        [3_300, 3_300, 3_400],
    ]
    assert group_schedule(agreed, []).members == ()
    assert group_schedule(agreed, []).rows == build_schedule(agreed)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"principal": 0}, errors.PrincipalNotPositive),
        ({"tenor": 0}, errors.TenorOutOfRange),
        ({"tenor": 1201}, errors.TenorOutOfRange),
        ({"rate": "-1"}, errors.RateNegative),
        ({"grace": 10}, errors.GraceOutOfRange),
        ({"grace": -1}, errors.GraceOutOfRange),
        ({"per": "minggu"}, errors.UnknownTerm),
        ({"method": "sliding"}, errors.UnknownTerm),
        ({"frequency": "harian"}, errors.UnknownTerm),
        ({"rounding": "200-atas"}, errors.UnknownTerm),
        ({"start": dt.date(9999, 1, 1)}, errors.DueDateBeyondCalendar),
    ],
)
def test_terms_that_make_no_schedule(change, error):
    with pytest.raises(error) as refused:
        terms(**change)
    assert sentence(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("shares", "mode", "error"),
    [
        ([("A", 100)], "anggota", errors.SharesDoNotAddUp),
        ([("A", 0), ("B", 500_000_000)], "anggota", errors.ShareNotPositive),
        ([("A", 1), ("A", 499_999_999)], "kelompok", errors.MemberSharesTwice),
        ([("A", 500_000_000)], "orang", errors.UnknownTerm),
    ],
)
def test_shares_that_are_wrong(shares, mode, error):
    with pytest.raises(error) as refused:
        group_schedule(terms(), shares, mode)
    assert sentence(refused.value).endswith(".")
