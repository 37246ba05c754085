"""Restricted funds of the Sekretariat: the worked cases to the sen, what is refused, what is undone; on both engines."""

from datetime import date
from decimal import Decimal

import pytest

from upk_ledger.actions import fund_work, periods
from upk_ledger.actions import restricted_funds as funds
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.cash import deposit_to_bank, receive_cash
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.core import restricted_funds as core
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import restricted_funds as errors
from upk_ledger.core.errors.funds import FundExists, UnknownFund
from upk_ledger.core.errors.ledger import CancellationNotReversible, ReservedAccount
from upk_ledger.core.errors.savings import KeptMoneySpent
from upk_ledger.core.restricted_funds import Contribution, FundTerms
from upk_ledger.core.tasks import FUNDS

D = date


def rp(amount):
    return round(amount * 100)


def terms(code="APBD-JALAN", amount=80_000_000, **more):
    return FundTerms(
        **{
            "code": code,
            "name": "Jalan paving RW 03",
            "account": "",
            "kind": "apbd",
            "source": "APBD Kota Semarang",
            "agreement": "027/115/2026",
            "agreed_on": D(2026, 2, 20),
            "until": D(2026, 6, 30),
            "amount": rp(amount),
            "volume": Decimal(140),
            "unit": "m",
            "purpose": "Jalan paving 140 m, dikerjakan KSM Bangun Bersama",
        }
        | more
    )


@pytest.fixture
def sekretariat(engine_location, build):
    return build.start(engine_location, kind="sekretariat", code="SEK", name="Sekretariat BKM Melati")


@pytest.fixture
def quick(sqlite_location, build):
    return build.start(sqlite_location, kind="sekretariat", code="SEK", name="Sekretariat BKM Melati")


def balances(desk, on):
    from upk_ledger.store.balances import account_sums

    with desk.read() as session:
        return {
            code: sums.balance // 100
            for code, sums in account_sums(session, D(on.year, 1, 1), on).items()
            if sums.balance
        }


def paved_road(desk):
    """The grant of Rp80.000.000 for 140 m, two instalments, built to the end and closed."""
    funds.open_fund(desk, terms())
    fund_work.plan_instalments(
        desk,
        "APBD-JALAN",
        [
            (D(2026, 3, 5), rp(40_000_000), "tanda tangan perjanjian"),
            (D(2026, 4, 20), rp(40_000_000), "fisik 50%"),
        ],
    )
    fund_work.plan_budget(
        desk,
        "APBD-JALAN",
        [
            ("Paving", "52010", rp(42_000_000)),
            ("Pasir dan semen", "52010", rp(11_500_000)),
            ("Upah tukang", "52020", rp(21_000_000)),
            ("Sewa stamper", "52030", rp(3_000_000)),
            ("Administrasi dan laporan", "52040", rp(2_500_000)),
        ],
    )
    funds.receive(desk, "APBD-JALAN", rp(40_000_000), D(2026, 3, 9), number=1, money="11022")
    spend = lambda account, amount, on, words, item="": funds.spend(  # noqa: E731
        desk, "apbd-jalan", account, rp(amount), on, words, item=item, money="11022"
    )
    spend("52010", 28_350_000, D(2026, 3, 12), "Paving 945 m2 tahap 1", "paving")
    spend("Upah", 9_750_000, D(2026, 3, 30), "Upah minggu 1 dan 2")
    fund_work.note_progress(desk, "APBD-JALAN", D(2026, 3, 31), Decimal(45), Decimal(63))
    fund_work.note_contribution(
        desk,
        "APBD-JALAN",
        Contribution(0, D(2026, 3, 15), "tenaga", None, "", rp(4_800_000), 48, "Kerja bakti RW 03"),
    )
    fund_work.note_contribution(
        desk,
        "APBD-JALAN",
        Contribution(0, D(2026, 3, 16), "bahan", Decimal("12.5"), "m3", rp(2_187_500), 0, "Pasir urug"),
    )
    funds.receive(desk, "APBD-JALAN", rp(40_000_000), D(2026, 4, 22), number=2, money="11022")
    spend("52010", 13_650_000, D(2026, 4, 25), "Paving tahap 2", "Paving")
    spend("52010", 11_212_500, D(2026, 4, 26), "Pasir, semen", "Pasir dan semen")
    spend("52020", 11_250_000, D(2026, 5, 15), "Upah minggu 3 sampai 5")
    spend("52030", 3_000_000, D(2026, 5, 16), "Sewa stamper 6 hari")
    spend("52040", 2_787_500, D(2026, 5, 28), "Penggandaan laporan, meterai, foto")
    fund_work.note_progress(desk, "APBD-JALAN", D(2026, 5, 25), Decimal(100), Decimal(140))
    return funds.close_fund(desk, "APBD-JALAN", D(2026, 5, 31), decision="12/BKM/2026")


def test_the_paved_road_of_eighty_million(sekretariat):
    state = paved_road(sekretariat)
    assert (state.received, state.spent, state.returned, state.rest) == (rp(80_000_000), rp(80_000_000), 0, 0)
    assert state.end == core.FundEnd(D(2026, 5, 31), "12/BKM/2026", "")
    march = funds_at(sekretariat, D(2026, 3, 31))
    assert (march.received, march.spent, march.rest) == (rp(40_000_000), rp(38_100_000), rp(1_900_000))
    assert (march.percent, march.progress[-1].volume, march.end) == (Decimal(45), Decimal(63), None)
    assert balances(sekretariat, D(2026, 3, 31)) == {
        "11022": 1_900_000,
        "21070": -1_900_000,
        "41030": -38_100_000,
        "52010": 28_350_000,
        "52020": 9_750_000,
    }
    assert [(one.item, one.budget // 100, one.spent // 100) for one in core.items_spent(state)] == [
        ("Paving", 42_000_000, 42_000_000),
        ("Pasir dan semen", 11_500_000, 11_212_500),
        ("Upah tukang", 21_000_000, 21_000_000),
        ("Sewa stamper", 3_000_000, 3_000_000),
        ("Administrasi dan laporan", 2_500_000, 2_787_500),
    ]
    assert [(one.planned.number, one.received) for one in core.instalments_paid(state)] == [
        (1, rp(40_000_000)),
        (2, rp(40_000_000)),
    ]
    assert (state.worth, state.worker_days) == (rp(6_987_500), 48)
    assert check_book(sekretariat).ok


def test_the_house_of_one_family_with_a_rest_handed_back(sekretariat):
    house = terms(
        "CSR-RUMAH", 25_000_000, kind="csr", source="Bank Jateng", name="Rumah layak huni", volume=Decimal(1), unit="unit",
        agreement="CSR/44/2026", purpose="Perbaikan satu rumah",
    )  # fmt: skip
    funds.open_fund(sekretariat, house)
    funds.receive(sekretariat, "CSR-RUMAH", rp(25_000_000), D(2026, 3, 2), money="11022")
    funds.spend(
        sekretariat, "CSR-RUMAH", "52010", rp(17_642_750.50), D(2026, 3, 20), "Kayu, genteng", money="11022"
    )
    funds.spend(sekretariat, "CSR-RUMAH", "52020", rp(6_100_000), D(2026, 4, 3), "Upah tukang", money="11022")
    fund_work.note_progress(sekretariat, "CSR-RUMAH", D(2026, 4, 5), Decimal(100), Decimal(1))
    with pytest.raises(errors.FundHasRest) as caught:
        funds.close_fund(sekretariat, "CSR-RUMAH", D(2026, 4, 10))
    assert caught.value.rest == rp(1_257_249.50)
    with pytest.raises(errors.FundTooSmall):
        funds.give_back(sekretariat, "CSR-RUMAH", rp(1_257_250), D(2026, 4, 8))
    back = funds.give_back(sekretariat, "CSR-RUMAH", rp(1_257_249.50), D(2026, 4, 8), money="11022")
    assert [(line.account, line.debit, line.credit, line.fund) for line in back.posted.entry.lines] == [
        ("21070", 125_724_950, 0, "CSR-RUMAH"),
        ("11022", 0, 125_724_950, "CSR-RUMAH"),
    ]
    state = funds.close_fund(sekretariat, "CSR-RUMAH", D(2026, 4, 10))
    assert (state.received, state.spent, state.returned) == (
        rp(25_000_000),
        rp(23_742_750.50),
        rp(1_257_249.50),
    )
    assert check_book(sekretariat).ok


def funds_at(desk, on, code="APBD-JALAN"):
    return fund_work.view_fund(desk, code, on)


def test_the_entry_of_a_cost_releases_as_much_to_income(quick):
    funds.open_fund(quick, terms())
    funds.receive(quick, "APBD-JALAN", rp(100_000), D(2026, 3, 1))
    done = funds.spend(quick, "APBD-JALAN", "52010", rp(75_000), D(2026, 3, 2), "Semen")
    assert [(line.account, line.debit, line.credit) for line in done.posted.entry.lines] == [
        ("52010", 7_500_000, 0),
        ("11010", 0, 7_500_000),
        ("21070", 7_500_000, 0),
        ("41030", 0, 7_500_000),
    ]
    assert {line.fund for line in done.posted.entry.lines} == {"APBD-JALAN"}
    assert done.posted.voucher == "KK/2026/03/0001"


def test_a_fund_never_pays_for_another(quick):
    funds.open_fund(quick, terms())
    funds.open_fund(quick, terms("LAIN"))
    funds.receive(quick, "LAIN", rp(500_000), D(2026, 3, 1))
    with pytest.raises(errors.FundTooSmall) as caught:
        funds.spend(quick, "APBD-JALAN", "52010", rp(1), D(2026, 3, 2), "Semen")
    assert (caught.value.rest, caught.value.asked) == (0, 100)


def test_no_day_may_be_short(quick):
    """Money spent before it came, or taken back after it was spent, is refused for the day on which it lacks."""
    funds.open_fund(quick, terms())
    first = funds.receive(quick, "APBD-JALAN", rp(500_000), D(2026, 3, 1))
    funds.receive(quick, "APBD-JALAN", rp(500_000), D(2026, 3, 20))
    funds.spend(quick, "APBD-JALAN", "52010", rp(800_000), D(2026, 3, 25), "Semen")
    with pytest.raises(errors.FundTooSmall):
        funds.spend(quick, "APBD-JALAN", "52010", rp(600_000), D(2026, 3, 10), "Batu")
    with pytest.raises(KeptMoneySpent):
        funds.spend(quick, "APBD-JALAN", "52010", rp(400_000), D(2026, 3, 10), "Batu")
    with pytest.raises(KeptMoneySpent):
        correct_entry(quick, first.posted.voucher, "Salah dana")


def test_a_wrong_entry_is_undone_and_everything_follows(sekretariat):
    funds.open_fund(sekretariat, terms())
    fund_work.plan_budget(
        sekretariat, "APBD-JALAN", [("Semen", "52010", rp(300_000)), ("Batu", "52010", rp(100_000))]
    )
    funds.receive(sekretariat, "APBD-JALAN", rp(500_000), D(2026, 3, 1))
    before = funds_at(sekretariat, D(2026, 3, 31))
    wrong = funds.spend(sekretariat, "APBD-JALAN", "52010", rp(200_000), D(2026, 3, 5), "Semen", item="semen")
    correct_entry(sekretariat, wrong.posted.voucher, "Nota ganda")
    after = funds_at(sekretariat, D(2026, 3, 31))
    assert (after.spent, after.rest) == (before.spent, before.rest)
    assert core.items_spent(after) == core.items_spent(before)
    assert [move.undoes for move in after.moves] == [False, False, True]
    with pytest.raises(CancellationNotReversible):
        correct_entry(sekretariat, after.moves[-1].voucher, "Ternyata benar")
    assert check_book(sekretariat).ok


def test_what_is_refused_on_opening_and_planning(quick):
    funds.open_fund(quick, terms())
    with pytest.raises(FundExists):
        funds.open_fund(quick, terms("apbd-jalan"))
    with pytest.raises(errors.InstalmentsDisagree):
        fund_work.plan_instalments(quick, "APBD-JALAN", [(D(2026, 3, 1), rp(79_999_999), "")])
    with pytest.raises(errors.BudgetAboveAgreement):
        fund_work.plan_budget(quick, "APBD-JALAN", [("Paving", "52010", rp(80_000_001))])
    with pytest.raises(errors.ItemTwice):
        fund_work.plan_budget(quick, "APBD-JALAN", [("Paving", "52010", 100), ("paving ", "52020", 100)])
    with pytest.raises(errors.NotACost):
        fund_work.plan_budget(quick, "APBD-JALAN", [("Laptop", "12020", 100)])
    with pytest.raises(errors.ProgressOutOfRange):
        fund_work.note_progress(quick, "APBD-JALAN", D(2026, 3, 1), Decimal("100.5"))
    with pytest.raises(UnknownFund):
        funds.receive(quick, "APBD-JALUR", 100, D(2026, 3, 1))
    with pytest.raises(errors.UnknownInstalment):
        funds.receive(quick, "APBD-JALAN", 100, D(2026, 3, 1), number=1)
    with pytest.raises(errors.FundAboveAgreement):
        funds.receive(quick, "APBD-JALAN", rp(80_000_001), D(2026, 3, 1))
    with pytest.raises(errors.UnknownItem):
        funds.spend(quick, "APBD-JALAN", "52010", 100, D(2026, 3, 1), "Semen", item="Paving")


def test_the_liability_is_booked_by_its_own_commands_only(quick):
    with pytest.raises(ReservedAccount) as caught:
        receive_cash(quick, D(2026, 3, 1), "21070", rp(1_000), "Dana masuk")
    assert "upk dana terima" in caught.value.command
    with pytest.raises(ReservedAccount):
        receive_cash(quick, D(2026, 3, 1), "41030", rp(1_000), "Pelepasan")


def test_closing_and_opening_again(quick):
    funds.open_fund(quick, terms())
    came = funds.receive(quick, "APBD-JALAN", rp(10_000), D(2026, 3, 1))
    spent = funds.spend(quick, "APBD-JALAN", "52010", rp(10_000), D(2026, 3, 5), "Semen")
    with pytest.raises(errors.WorkNotDone):
        funds.close_fund(quick, "APBD-JALAN", D(2026, 3, 31))
    with pytest.raises(errors.ClosedBeforeMoves):
        funds.close_fund(quick, "APBD-JALAN", D(2026, 3, 4), reason="Perjanjian dihentikan")
    funds.close_fund(quick, "APBD-JALAN", D(2026, 3, 31), reason="Perjanjian dihentikan")
    for act in (
        lambda: funds.receive(quick, "APBD-JALAN", 100, D(2026, 3, 2)),
        lambda: fund_work.note_progress(quick, "APBD-JALAN", D(2026, 3, 2), Decimal(5)),
        lambda: correct_entry(quick, spent.posted.voucher, "Nota ganda"),
        lambda: funds.close_fund(quick, "APBD-JALAN", D(2026, 3, 31)),
    ):
        with pytest.raises(errors.FundClosed):
            act()
    assert funds_at(quick, D(2026, 3, 30)).end is None
    funds.reopen_fund(quick, "APBD-JALAN", "Nota tertinggal")
    with pytest.raises(errors.FundNotClosed):
        funds.reopen_fund(quick, "APBD-JALAN", "Lagi")
    assert funds_at(quick, D(2026, 3, 31)).end is None
    correct_entry(quick, spent.posted.voucher, "Nota ganda")
    correct_entry(quick, came.posted.voucher, "Salah catat")
    assert funds_at(quick, D(2026, 3, 31)).rest == 0
    assert check_book(quick).ok


def test_progress_and_help_in_kind_taken_back(quick):
    funds.open_fund(quick, terms())
    fund_work.note_progress(quick, "APBD-JALAN", D(2026, 3, 10), Decimal(20))
    fund_work.note_progress(quick, "APBD-JALAN", D(2026, 3, 20), Decimal(60), Decimal(84))
    state = fund_work.take_progress_back(quick, "APBD-JALAN", D(2026, 3, 20), "Salah ukur")
    assert state.percent == Decimal(20)
    with pytest.raises(errors.NoSuchProgress):
        fund_work.take_progress_back(quick, "APBD-JALAN", D(2026, 3, 20), "Lagi")
    given = Contribution(0, D(2026, 3, 11), "tenaga", None, "", rp(500_000), 5, "Kerja bakti")
    fund_work.note_contribution(quick, "APBD-JALAN", given)
    state = fund_work.note_contribution(quick, "APBD-JALAN", given)
    assert (state.worth, state.worker_days) == (rp(1_000_000), 10)
    state = fund_work.take_contribution_back(quick, "APBD-JALAN", state.contributions[0].record, "Ganda")
    assert (state.worth, state.worker_days) == (rp(500_000), 5)
    with pytest.raises(errors.NoSuchContribution):
        fund_work.take_contribution_back(quick, "APBD-JALAN", 1, "Lagi")


def test_an_addendum_and_a_fund_called_off(quick):
    funds.open_fund(quick, terms())
    funds.receive(quick, "APBD-JALAN", rp(60_000_000), D(2026, 3, 1))
    with pytest.raises(errors.AgreementBelowReceived):
        funds.change_fund(quick, "APBD-JALAN", amount=rp(59_999_999))
    state = funds.change_fund(quick, "APBD-JALAN", amount=rp(75_000_000), until=D(2026, 7, 31))
    assert (state.terms.amount, state.terms.until, state.terms.volume) == (
        rp(75_000_000),
        D(2026, 7, 31),
        Decimal(140),
    )
    with pytest.raises(errors.FundHasMoves):
        funds.call_fund_off(quick, "APBD-JALAN", "Salah")
    funds.open_fund(quick, terms("SALAH"))
    funds.call_fund_off(quick, "SALAH", "Salah kode")
    assert [state.terms.code for state in fund_work.list_funds(quick, D(2026, 3, 31)).funds] == ["APBD-JALAN"]
    with pytest.raises(UnknownFund):
        funds.receive(quick, "SALAH", 100, D(2026, 3, 1))


def test_the_same_paper_is_booked_once(quick):
    funds.open_fund(quick, terms())
    first = funds.receive(quick, "APBD-JALAN", rp(80_000_000), D(2026, 3, 1), receipt="SP2D-7")
    again = funds.receive(quick, "APBD-JALAN", rp(80_000_000), D(2026, 3, 1), receipt="SP2D-7")
    assert (again.posted.repeated, again.posted.voucher) == (True, first.posted.voucher)
    assert again.fund.received == rp(80_000_000)
    assert check_book(quick).ok


def test_money_that_was_there_at_the_start_is_given_to_its_funds(sekretariat, build):
    build.opening(sekretariat, k11022=9_000_000, k21070=-7_000_000, k31010=-2_000_000)
    funds.open_fund(sekretariat, terms())
    assert fund_work.list_funds(sekretariat, D(2026, 1, 31)).unassigned == rp(7_000_000)
    with pytest.raises(errors.NothingToAssign):
        funds.assign(sekretariat, "APBD-JALAN", rp(7_000_001))
    funds.assign(sekretariat, "APBD-JALAN", rp(7_000_000))
    found = fund_work.list_funds(sekretariat, D(2026, 1, 31))
    assert (found.unassigned, found.funds[0].received, found.funds[0].rest) == (
        0,
        rp(7_000_000),
        rp(7_000_000),
    )
    assert check_book(sekretariat).ok


def test_a_fund_past_its_last_day_is_a_task(quick):
    def told(on):
        (found,) = [one.tasks for one in tasks_due(quick, on) if one.kind == FUNDS]
        return [(task.subject, task.on, task.amount, task.late) for task in found]

    funds.open_fund(quick, terms())
    funds.receive(quick, "APBD-JALAN", rp(10_000), D(2026, 3, 1))
    assert told(D(2026, 6, 22)) == []
    assert told(D(2026, 6, 23)) == [("APBD-JALAN", D(2026, 6, 30), rp(10_000), False)]
    assert told(D(2026, 7, 1)) == [("APBD-JALAN", D(2026, 6, 30), rp(10_000), True)]
    funds.give_back(quick, "APBD-JALAN", rp(10_000), D(2026, 6, 25))
    funds.close_fund(quick, "APBD-JALAN", D(2026, 6, 26), reason="Dihentikan")
    assert told(D(2026, 7, 1)) == []


def test_a_month_closes_and_what_comes_later_leaves_it_as_it_was(sekretariat):
    funds.open_fund(sekretariat, terms())
    funds.receive(sekretariat, "APBD-JALAN", rp(40_000_000), D(2026, 3, 9))
    deposit_to_bank(sekretariat, D(2026, 3, 10), rp(40_000_000), bank="11022")
    for month in (1, 2, 3):
        closed = periods.close_month(sekretariat, Month(2026, month))
    assert "dana-terikat" in closed.checks
    assert check_book(sekretariat).ok
