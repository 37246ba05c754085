"""What an import says of advances, partners' money and restricted funds: the past, of none that the book knows."""

from datetime import date

import pytest

from upk_ledger.actions import restricted_funds
from upk_ledger.actions.advances import account_for, give_advance, list_advances
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.cash import receive_cash
from upk_ledger.actions.fund_work import list_funds
from upk_ledger.actions.importing import import_tables, read_tables
from upk_ledger.actions.journal import correct_entry, record_entry
from upk_ledger.actions.partners import of_no_fund, open_partner_fund, receive_from_partner
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.errors.advances import AdvanceOverdrawn
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.ledger import ReservedAccount
from upk_ledger.core.errors.savings import KeptMoneySpent
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.restricted_funds import FundTerms

JANUARY, FEBRUARY = Month(2026, 1), Month(2026, 2)
ENTRY = "tanggal;nomor;akun;debit;kredit;keterangan"


@pytest.fixture
def bring(tmp_path):
    """Import rows of `jurnal` (day, number, account, debit, credit) and balances of the start (account, sen side)."""

    def bring(desk, *rows, opening=()):
        lines = [f"{date(2026, *map(int, on.split('-')))};{rest}" for on, rest in rows]
        (tmp_path / "jurnal.csv").write_text("\n".join([ENTRY, *lines]) + "\n")
        (tmp_path / "saldo_awal.csv").write_text("\n".join(["akun;debit;kredit", *opening]) + "\n")
        return import_tables(desk, read_tables(tmp_path))

    return bring


OPENING = ("11010;5000;", "11040;300;", "21060;;1000", "31020;;4300")
GIVEN = (("1-5", "J-1;11040;200;;Uang muka Rini"), ("1-5", "J-1;11010;;200;"))
SPENT = (("2-9", "J-2;51030;450;;ATK"), ("2-9", "J-2;11040;;450;"))


def told(desk, on):
    return [(one.code, one.purpose, one.outstanding) for one in list_advances(desk, on).advances]


def test_advances_of_the_past_are_of_no_known_one_and_tied_to_the_ledger(desk, bring):
    bring(desk, *GIVEN, *SPENT, opening=OPENING)
    given = give_advance(desk, "manajer", 10_000, date(2026, 2, 10), date(2026, 2, 20), "Rapat").advance
    brought = "Saldo awal dan jurnal yang diimpor"
    assert told(desk, date(2026, 1, 31)) == [("SALDO-AWAL", brought, 50_000)]
    assert told(desk, date(2026, 1, 4)) == [("SALDO-AWAL", "Saldo awal", 30_000)]
    assert told(desk, date(2026, 2, 28))[0] == ("SALDO-AWAL", brought, 5_000)
    rows = [
        [build_statement(desk, "uang-muka", ReportPeriod.of_month(month)).data["totals"][key] for key in KEYS]
        for month in (JANUARY, FEBRUARY)
    ]
    assert rows == [[30_000, 20_000, 0, 50_000], [50_000, 10_000, 45_000, 15_000]]
    act = account_for(desk, "SALDO-AWAL", date(2026, 2, 11), [("51080", 5_000)])
    assert (act.settlement.left, told(desk, date(2026, 2, 28))) == (0, [(given.code, "Rapat", 10_000)])
    assert check_book(desk).violations == ()


KEYS = ("opening", "given", "settled", "closing")


def test_an_imported_advance_is_undone_unless_it_was_accounted_for(desk, bring):
    bring(desk, *GIVEN, opening=("11010;5000;", "31020;;5000"))
    account_for(desk, "SALDO-AWAL", date(2026, 1, 8), [("51080", 5_000)])
    voucher = "KK/2026/01/0001"
    with pytest.raises(AdvanceOverdrawn):
        correct_entry(desk, voucher, "Keliru")
    correct_entry(desk, "PB/2026/01/0002", "Keliru")
    correct_entry(desk, voucher, "Keliru")
    assert told(desk, date(2026, 1, 31)) == []
    assert check_book(desk).violations == ()


@pytest.mark.parametrize(
    ("rows", "error", "row", "column"),
    [
        ((("1-5", "J;51030;1;;"), ("1-5", "J;11040;;1;")), AdvanceOverdrawn, 3, "kredit"),
        ((("1-5", "J;21060;1;;"), ("1-5", "J;11010;;1;")), KeptMoneySpent, 2, "debit"),
        ((("1-5", "J;11030;1;;"), ("1-5", "J;11010;;1;")), ReservedAccount, 2, "akun"),
    ],
)
def test_what_was_never_there_is_wrong_data(desk, bring, rows, error, row, column):
    with pytest.raises(ImportFaults) as refused:
        bring(desk, *rows, opening=("11010;5000;", "31020;;5000"))
    faults = refused.value.faults
    assert [(type(one.error), one.row, one.column) for one in faults] == [(error, row, column)]


def test_what_partners_are_owed_of_old_is_taken_over_by_their_fund(desk, bring):
    received = (("1-5", "J-1;11010;500;;Dana mitra"), ("1-5", "J-1;21060;;500;"))
    bring(desk, *received, ("2-6", "J-2;21060;100;;"), ("2-6", "J-2;11010;;100;"), opening=OPENING)
    paper = build_statement(desk, "buku-pembantu-hutang", ReportPeriod.of_month(FEBRUARY))
    assert "140000" in str(paper.data).replace("_", "")
    assert of_no_fund(desk, FEBRUARY.last) == 140_000
    open_partner_fund(desk, "BRI", "Dana BRI", "Bank BRI", "12/PK", date(2026, 1, 2), 200_000)
    with pytest.raises(KeptMoneySpent):
        receive_from_partner(desk, "BRI", 140_100, date(2026, 2, 7), from_opening=True)
    receive_from_partner(desk, "BRI", 140_000, date(2026, 2, 7), from_opening=True)
    for month in (JANUARY, FEBRUARY):
        close_month(desk, month)
    assert check_book(desk).violations == ()


def test_restricted_money_of_old_is_of_no_fund_until_it_is_assigned(engine_location, build, bring):
    desk = build.start(engine_location, kind="sekretariat", code="SEK", name="Sekretariat BKM Melati")
    codes = {}
    with desk.read() as session:
        for role in ("kas", "dana-terikat", "pelepasan-dana", "modal-dana"):
            codes[role] = min(session.with_role(role))
        cost = next(code for code, one in session.accounts.items() if one.type == "biaya")
    came = (("1-5", f"J-1;{codes['kas']};800;;Hibah"), ("1-5", f"J-1;{codes['dana-terikat']};;800;"))
    spent = [
        ("1-9", f"J-2;{account};{sides};") for account, sides in (
            (cost, "300;"), (codes["kas"], ";300"), (codes["dana-terikat"], "300;"), (codes["pelepasan-dana"], ";300"),
        )
    ]  # fmt: skip
    bring(desk, *came, *spent, opening=(f"{codes['kas']};50;", f"{codes['dana-terikat']};;50"))
    assert list_funds(desk, date(2026, 1, 31)).unassigned == 55_000
    terms = FundTerms(
        "LAMA", "Hibah lama", "", "lain", "Donatur", "1", date(2026, 1, 1), None, 100_000, None, "", "Jalan"
    )
    restricted_funds.open_fund(desk, terms)
    restricted_funds.assign(desk, "LAMA", 5_000)
    found = list_funds(desk, date(2026, 1, 31))
    assert (found.unassigned, found.funds[0].rest) == (50_000, 5_000)
    build_statement(desk, "dana-daftar", ReportPeriod.of_month(JANUARY))
    close_month(desk, JANUARY)
    assert check_book(desk).violations == ()


def test_by_hand_they_go_on_being_refused_with_the_right_command(desk):
    for code, command in (("11040", "uang-muka"), ("21060", "mitra")):
        with pytest.raises(ReservedAccount) as refused:
            record_entry(
                desk, date(2026, 1, 5), (JournalLine(code, debit=1), JournalLine("kas", credit=1)), "x"
            )
        assert command in refused.value.command
        with pytest.raises(ReservedAccount):
            receive_cash(desk, date(2026, 1, 5), code, 100, "x")
