from collections import Counter

import pytest

from upk_ledger.core.dates import Month
from upk_ledger.core.people import check_nik
from upk_ledger.core.sample import events
from upk_ledger.core.sample.groups import TROUBLED
from upk_ledger.core.sample.plan import START, plan_office

SEEDS = range(6)


def happenings(plan):
    return [event for _, of_month in plan.months for event in of_month]


def planned(number=1, months=12, seed=1):
    return plan_office(number, months, seed, alone=False)


def test_the_same_numbers_plan_the_same_office_and_others_another():
    assert planned() == planned()
    assert planned(seed=2).groups != planned().groups
    assert planned(number=4).identity != planned().identity


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_longer_history_begins_with_the_shorter_one(number):
    long, short = planned(number, 30), planned(number, 7)
    assert long.months[:7] == short.months
    assert (long.groups, long.officers) == (short.groups, short.officers)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_money_never_runs_out_and_days_go_forward(number, seed):
    plan = planned(number, 60, seed)
    cash = bank = 0
    day = START.first
    for month, of_month in plan.months:
        for event in of_month:
            assert Month.of(event.on) == month
            assert event.on >= day
            day = event.on
            cash, bank = cash + event.cash, bank + event.bank
            assert cash >= 0, event
            assert bank >= 0, event


def test_an_office_has_what_a_real_one_has():
    plan = planned()
    assert [sample.temper for sample in plan.groups[:3]] == ["lancar", "lambat", "macet"]
    assert all(5 <= len(sample.members) <= 12 for sample in plan.groups)
    for sample in plan.groups:
        women = sum(member.gender == "P" for member in sample.members)
        assert women * 10 >= len(sample.members) * 3
        for member in sample.members:
            check_nik(member.nik)
            assert member.nik.startswith("99")
    kinds = Counter(type(event) for event in happenings(plan))
    wanted = {
        kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, events.Event)
    }
    assert set(kinds) == wanted - {events.Event}
    assert {event.outcome for event in happenings(plan) if isinstance(event, events.Decide)} == {
        "disetujui",
        "ditolak",
        "ditunda",
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_mistaken_receipts_are_taken_back_and_recorded_again_one_of_them_days_later(seed):
    pays = [
        event for event in happenings(planned(seed=seed)) if isinstance(event, (events.Pay, events.Cancel))
    ]
    cancels = [event for event in pays if isinstance(event, events.Cancel)]
    late = []
    for cancel in cancels:
        wrong, right = (event for event in pays if event.receipt == cancel.receipt and event != cancel)
        assert wrong.loan == cancel.loan == right.loan
        assert wrong.amount == cancel.amount != right.amount
        assert cancel.on == right.on
        assert (right.dated or right.on) == wrong.on
        late.append(cancel.on > wrong.on)
    assert late == [False, True]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_rewards_are_paid_once_their_year_is_booked(number):
    told = [
        event
        for event in happenings(planned(number, 96))
        if isinstance(event, (events.BookRewards, events.PayReward))
    ]
    assert [event.on for event in told if isinstance(event, events.BookRewards)] == [
        START.plus(month).last for month in range(11, 96, 12)
    ]
    booked = 0
    for event in told:
        if isinstance(event, events.BookRewards):
            booked = event.on.year
        else:
            assert event.on.year - (event.on.month == 1) == booked
            assert event.amount > 0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("number", "old"), [(1, 2), (2, 1), (3, 3)])
def test_old_loans_are_never_paid_but_for_a_little_after_one_was_written_off(number, old, seed):
    plan = planned(number, seed=seed)
    assert len({loan.number for loan in plan.old}) == len(plan.old) == old
    assert all(loan.terms.start < START.first and loan.left > 0 for loan in plan.old)
    names = {loan.number for loan in plan.old}
    told = [event for event in happenings(plan) if getattr(event, "loan", None) in names]
    written_off, *recovered = [event for event in told if not isinstance(event, events.Visit)]
    assert isinstance(written_off, events.WriteOff)
    assert {event.loan for event in told} == {plan.old[0].number}
    assert 0 < sum(event.amount for event in recovered) < plan.old[0].left


@pytest.mark.parametrize("number", [1, 2, 3])
def test_groups_pay_as_their_temper_says(number):
    plan = planned(number, 24)
    owed, paid = Counter(), Counter()
    for event in happenings(plan):
        if isinstance(event, events.Disburse):
            owed[event.loan] = event.principal
        if isinstance(event, (events.Pay, events.Cancel)):
            paid[event.loan] += event.cash
    for sample in plan.groups:
        first = f"{sample.group.code}-1"
        if sample.part == TROUBLED and plan.health != "buruk":
            assert paid[first] * 5 > owed[first] * 4  # rescheduled, and paid punctually since
        elif sample.temper == "macet":
            assert 0 < paid[first] * 2 < owed[first]
        else:
            assert paid[first] > owed[first]


def test_no_two_offices_share_code_or_name():
    identities = [planned(number, 1).identity for number in range(1, 40)]
    assert len({identity.code for identity in identities}) == 39
    assert len({identity.name for identity in identities}) == 39
    assert {planned(number, 1).health for number in range(1, 40)} == {"sedang", "baik", "buruk"}
