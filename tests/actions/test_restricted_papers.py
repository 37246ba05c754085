"""The papers of restricted funds and of the whole board, word by word (`tests/golden`).

A paper that was changed on purpose is written anew with `UPK_WRITE_GOLDEN=1`; the change is then read in the diff.
"""

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from upk_ledger.actions import fund_work
from upk_ledger.actions import restricted_funds as funds
from upk_ledger.actions.cash import pay_cash, receive_cash
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.reports import build_statement, month_package
from upk_ledger.actions.secretariat import secretariat_identity, start_secretariat
from upk_ledger.cli.output import of_statement, render, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.report_choices import AS_SET, Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.restricted_funds import Contribution, FundTerms

GOLDEN = Path(__file__).parents[1] / "golden"
_DIGEST = re.compile(r"\b[0-9a-f]{8}\)")
APRIL = ReportPeriod.of_month(Month(2026, 4))


def rp(amount):
    return amount * 100


def beside(desk):
    """The Sekretariat of a UPK's board."""
    names = {"bendahara": "Dewi Lestari", "sekretaris": "Agus Salim"}
    return start_secretariat(desk, secretariat_identity(desk.office, code="SEK"), names)


def four_months(desk):
    """A road under way with a wrong voucher taken back, a house finished with a rest handed back; April closed."""
    road = FundTerms(
        "APBD-JALAN", "Jalan paving RW 03", "", "apbd", "APBD Kota Semarang", "027/115/2026", date(2026, 2, 20),
        date(2026, 6, 30), rp(80_000_000), Decimal(140), "m", "Jalan paving 140 m, dikerjakan KSM Bangun Bersama",
    )  # fmt: skip
    house = FundTerms(
        "CSR-RUMAH", "Rumah layak huni", "", "csr", "Bank Jateng", "CSR/44/2026", date(2026, 2, 25), None,
        rp(25_000_000), None, "", "Perbaikan satu rumah warga",
    )  # fmt: skip
    funds.open_fund(desk, road)
    funds.open_fund(desk, house)
    plan = [
        (date(2026, 3, 5), rp(40_000_000), "perjanjian"),
        (date(2026, 4, 20), rp(40_000_000), "fisik 50%"),
    ]
    fund_work.plan_instalments(desk, "APBD-JALAN", plan)
    items = [
        ("Paving", "52010", rp(54_000_000)),
        ("Upah", "52020", rp(21_000_000)),
        ("Lain", "52040", rp(5_000_000)),
    ]
    fund_work.plan_budget(desk, "APBD-JALAN", items)
    funds.receive(desk, "CSR-RUMAH", rp(25_000_000), date(2026, 3, 2), money="11022")
    funds.receive(desk, "APBD-JALAN", rp(40_000_000), date(2026, 3, 9), number=1, money="11022")
    funds.spend(
        desk, "APBD-JALAN", "52010", rp(28_350_000), date(2026, 3, 12), "Paving tahap 1", money="11022"
    )
    wrong = funds.spend(
        desk, "APBD-JALAN", "52030", rp(500_000), date(2026, 3, 13), "Sewa alat", money="11022"
    )
    correct_entry(desk, wrong.posted.voucher, "Nota bukan milik dana ini", date(2026, 3, 14))
    fund_work.note_progress(desk, "APBD-JALAN", date(2026, 3, 31), Decimal(45), Decimal(63))
    given = Contribution(0, date(2026, 3, 15), "tenaga", None, "", rp(4_800_000), 48, "Kerja bakti RW 03")
    fund_work.note_contribution(desk, "APBD-JALAN", given)
    funds.spend(
        desk, "CSR-RUMAH", "52010", rp(23_742_750), date(2026, 3, 20), "Bahan dan upah", money="11022"
    )
    fund_work.note_progress(desk, "CSR-RUMAH", date(2026, 4, 5), Decimal(100))
    funds.give_back(desk, "CSR-RUMAH", rp(1_257_250), date(2026, 4, 8), money="11022")
    funds.close_fund(desk, "CSR-RUMAH", date(2026, 4, 10), decision="12/BKM/2026")
    receive_cash(desk, date(2026, 2, 1), "41010", rp(1_500_000), "Iuran warga")
    pay_cash(desk, date(2026, 4, 28), "51030", rp(125_000), "ATK")
    for month in range(1, 5):
        close_month(desk, Month(2026, month))


def word_by_word(paper):
    """Whether the paper is as in its golden text; with `UPK_WRITE_GOLDEN` it becomes so."""
    answer = of_statement(paper)
    signed = "\n".join(f"{each.action}: {each.role}, {each.name}" for each in paper.signatures)
    text = _DIGEST.sub("########)", to_text(answer, None) + f"\n{signed}\n\n" + render(answer, "json"))
    path = GOLDEN / f"laporan-{paper.name}.txt"
    if os.environ.get("UPK_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    return path.is_file() and path.read_text(encoding="utf-8") == text


@pytest.fixture
def sekretariat(sqlite_desk):
    desk = beside(sqlite_desk)
    four_months(desk)
    return desk


def test_the_papers_of_funds_word_by_word(sekretariat):
    one = build_statement(sekretariat, "dana", APRIL, choices=Choices(fund="apbd-jalan"))
    assert [fund["fund"] for fund in one.data["funds"]] == ["APBD-JALAN"]
    assert word_by_word(one)
    assert word_by_word(build_statement(sekretariat, "dana-daftar", APRIL))


def test_a_fund_that_ended_leaves_the_papers_of_later_months(sekretariat):
    def told(month):
        paper = build_statement(sekretariat, "dana", ReportPeriod.of_month(Month(2026, month)))
        return [fund["fund"] for fund in paper.data["funds"]]

    assert told(3) == told(4) == ["APBD-JALAN", "CSR-RUMAH"]
    assert told(5) == ["APBD-JALAN"]
    assert told(1) == []


def test_the_papers_of_a_closed_month_stay_the_same(sekretariat):
    before = {paper.name: paper for paper in month_package(sekretariat, Month(2026, 4))}
    fund_work.plan_budget(sekretariat, "APBD-JALAN", [("Semuanya", "52010", rp(80_000_000))])
    fund_work.note_progress(sekretariat, "APBD-JALAN", date(2026, 4, 30), Decimal(99))
    fund_work.take_contribution_back(
        sekretariat, "APBD-JALAN", before["dana"].data["funds"][0]["contributions"][0]["record"], "Salah"
    )
    funds.change_fund(sekretariat, "APBD-JALAN", amount=rp(90_000_000), source="Dinas PU")
    funds.reopen_fund(sekretariat, "CSR-RUMAH", "Nota tertinggal")
    assert {paper.name: paper for paper in month_package(sekretariat, Month(2026, 4))} == before
    reopen_month(sekretariat, Month(2026, 4), "Nota tertinggal")
    after = build_statement(sekretariat, "dana", APRIL)
    assert after.data["funds"][0]["percent"] == 99
    assert after.data["funds"][1]["status"] == "berjalan"


def test_the_notes_name_who_has_a_name_and_the_sekretariat_has_a_surplus(sqlite_desk):
    named = {"bendahara": "Dewi Lestari"}
    desk = start_secretariat(sqlite_desk, secretariat_identity(sqlite_desk.office, code="SEK"), named)
    notes = to_text(of_statement(build_statement(desk, "calk", APRIL)), None)
    assert "Dewi Lestari (Bendahara)" in notes
    assert "(Sekretaris)" not in notes
    equity = to_text(of_statement(build_statement(desk, "perubahan-modal", APRIL)), None)
    assert "Surplus (defisit) periode ini" in equity
    assert "laba" not in equity.lower()


def test_signatures_are_of_the_sekretariats_officers(sekretariat):
    for paper in month_package(sekretariat, Month(2026, 4)):
        roles = [each.role for each in paper.signatures]
        assert len(roles) == len(set(roles)), paper.name
        assert set(roles) <= {"Bendahara", "Sekretaris", "Koordinator", "Koordinator BKM Melati"}, paper.name
        assert all(each.name for each in paper.signatures), paper.name


def board(upk):
    """The UPK and its Sekretariat in April: each with money of its own, and a claim between the two."""
    desk = beside(upk)
    receive_cash(upk, date(2026, 1, 5), "31010", rp(20_000_000), "Modal")
    pay_cash(upk, date(2026, 4, 2), "51010", rp(350_000), "Insentif")
    pay_cash(upk, date(2026, 4, 3), "11050", rp(750_000), "Talangan ATK Sekretariat")
    receive_cash(desk, date(2026, 4, 3), "21050", rp(750_000), "Talangan dari UPK")
    four_months(desk)
    return desk


def test_the_boards_offices_stand_side_by_side(sqlite_desk):
    paper = build_statement(board(sqlite_desk), "gabungan-bkm", APRIL)
    assert word_by_word(paper)
    assert paper.provisional
    assert build_statement(sqlite_desk, "gabungan-bkm", APRIL) == paper


def test_the_boards_total_is_the_sum_of_its_offices(sqlite_desk):
    desk = board(sqlite_desk)
    told = build_statement(desk, "gabungan-bkm", APRIL).data
    own = {one.office.code: build_statement(one, "neraca", APRIL).data for one in (sqlite_desk, desk)}
    for key, total in (
        ("assets", "total_assets"),
        ("liabilities", "total_liabilities"),
        ("equity", "total_equity"),
    ):
        assert told[key]["total"]["offices"] == {code: data[total] for code, data in own.items()}
        assert told[key]["total"]["total"] == sum(data[total] for data in own.values())
    results = {one.office.code: build_statement(one, "laba-rugi", APRIL).data for one in (sqlite_desk, desk)}
    assert told["net_income"]["offices"] == {code: data["net_income"] for code, data in results.items()}
    assert told["claims"]["claims"]["offices"] == {"MELATI": rp(750_000), "SEK": 0}
    assert told["claims"]["debts"]["offices"] == {"MELATI": 0, "SEK": rp(750_000)}
    assert told["claims"]["difference"]["total"] == 0


def test_claims_that_differ_are_told_and_no_other_board_is_counted(sqlite_desk, build, sqlite_location):
    desk = beside(sqlite_desk)
    receive_cash(desk, date(2026, 4, 3), "21050", rp(750_000), "Talangan dari UPK")
    other = build_statement(desk, "gabungan-bkm", APRIL)
    assert any("tidak sama" in note for note in other.notes)
    assert other.data["claims"]["difference"]["total"] == -rp(750_000)
    assert [office["code"] for office in other.data["offices"]] == ["MELATI", "SEK"]


def test_an_office_that_has_not_begun_has_no_column(sqlite_desk):
    identity = secretariat_identity(sqlite_desk.office, code="SEK", start=date(2026, 6, 1))
    start_secretariat(sqlite_desk, identity, {})
    paper = build_statement(sqlite_desk, "gabungan-bkm", APRIL)
    assert [office["code"] for office in paper.data["offices"]] == ["MELATI"]
    assert any("Hanya satu kantor" in note for note in paper.notes)


def test_both_engines_print_the_same(sekretariat, postgres_location, build):
    other = beside(build.start(postgres_location))
    four_months(other)
    for name in ("dana", "dana-daftar", "neraca", "laba-rugi", "gabungan-bkm"):
        mine = build_statement(sekretariat, name, APRIL, choices=AS_SET)
        assert build_statement(other, name, APRIL, choices=AS_SET).data == mine.data
