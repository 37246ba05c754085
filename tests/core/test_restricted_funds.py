"""A fund's figures from its facts alone: instalments, budget items, help in kind."""

from datetime import date
from decimal import Decimal

from upk_ledger.core import restricted_funds as core
from upk_ledger.core.restricted_funds import (
    BudgetItem,
    Contribution,
    FundInstalment,
    FundMove,
    FundState,
    FundTerms,
    InstalmentPaid,
    ItemSpent,
    Progress,
)

DAY = date(2026, 3, 1)
TERMS = FundTerms("A", "Jalan", "21070", "apbd", "APBD", "1", DAY, None, 1_000, None, "", "Jalan")


def move(kind, owed, **facts):
    return FundMove(1, DAY, "KM/2026/03/0001", kind, "", owed, **facts)


def spent(account, amount, item="", undoes=False):
    sign = -1 if undoes else 1
    return move(core.SPENT, -amount * sign, account=account, cost=amount * sign, item=item, undoes=undoes)


def test_what_came_went_and_is_left():
    state = FundState(
        TERMS,
        moves=(
            move(core.ASSIGNED, 100),
            move(core.RECEIVED, 500),
            spent("52010", 250),
            spent("52010", 50),
            spent("52010", 50, undoes=True),
            move(core.RETURNED, -80),
            move(core.RETURNED, 80, undoes=True),
        ),
    )
    assert (state.received, state.spent, state.returned, state.rest) == (600, 250, 0, 350)
    assert (state.percent, state.worth, state.worker_days) == (0, 0, 0)


def test_instalments_take_what_names_them_and_the_rest_stands_apart():
    one, two = FundInstalment(1, DAY, 400, "a"), FundInstalment(2, DAY, 600, "b")
    state = FundState(
        TERMS,
        (one, two),
        moves=(move(core.RECEIVED, 400, number=1), move(core.RECEIVED, 90), move(core.ASSIGNED, 10)),
    )
    assert core.instalments_paid(state) == [
        InstalmentPaid(one, 400),
        InstalmentPaid(two, 0),
        InstalmentPaid(None, 100),
    ]


def test_a_cost_belongs_to_the_item_named_or_the_only_one_of_its_account():
    budget = (
        BudgetItem("Paving", "52010", 300),
        BudgetItem("Pasir", "52010", 100),
        BudgetItem("Upah", "52020", 200),
    )
    moves = (
        spent("52010", 250, "Paving"),
        spent("52020", 210),
        spent("52010", 40),
        spent("52030", 5),
        spent("52030", 5, undoes=True),
        spent("52040", 7, "Baris yang sudah tidak ada"),
    )
    assert core.items_spent(FundState(TERMS, budget=budget, moves=moves)) == [
        ItemSpent("Paving", "52010", 300, 250),
        ItemSpent("Pasir", "52010", 100, 0),
        ItemSpent("Upah", "52020", 200, 210),
        ItemSpent("", "52010", 0, 40),
        ItemSpent("", "52040", 0, 7),
    ]
    assert ItemSpent("Upah", "52020", 200, 210).rest == -10


def test_a_row_that_calls_off_takes_away_one_equal_row():
    given = Contribution(7, DAY, "tenaga", Decimal(2), "hari", 100, 2, "Kerja bakti")
    again, other = given._replace(record=9), given._replace(record=8, worth=300)
    called_off = given._replace(record=11, words="Ganda")
    rows = [(given, True), (other, True), (again, True), (called_off, False)]
    assert core.standing(rows) == (given, other)
    assert core.standing([*rows, (called_off, False), (called_off, False)]) == (other,)


def test_the_newest_progress_counts():
    state = FundState(
        TERMS, progress=(Progress(DAY, Decimal(20), None), Progress(DAY, Decimal("62.5"), None))
    )
    assert state.percent == Decimal("62.5")
