"""Papers from a real book: figures, comparison, marks, on both engines."""

from datetime import date
from decimal import Decimal

import pytest

from upk_ledger.actions.book import rulebook_text
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.report_frames import definition_of
from upk_ledger.actions.reports import PAPERS, build_statement, month_package, statement_names
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.errors.reports import UnknownReport
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rulebooks import parse_rulebook
from upk_ledger.core.statement_builders_loans import doubts
from upk_ledger.store.offices import adopt_rulebook

OF_UPK = [name for name, paper in PAPERS.items() if "upk" in paper.offices]
JAN, FEB, MAR = Month(2026, 1), Month(2026, 2), Month(2026, 3)


def rp(amount):
    return amount * 100


def accounts(statement, key="balance"):
    return {row["code"]: row[key] for row in statement.data["accounts"] if row[key]}


def fill(desk, build):
    """January and February of a small office: one punctual KSM, one that pays nothing."""
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 20_000_000, "Modal dari PNPM", kind="saldo-awal")
    for code in ("K01", "K02"):
        build.group(desk, code)
    good = build.loan(desk, date(2026, 1, 10), 5_000_000, "K01", tenor=10)
    bad = build.loan(desk, date(2026, 1, 12), 2_000_000, "K02", tenor=10)
    build.entry(desk, date(2026, 1, 31), "51010", "11010", 150_000, "Insentif Januari")
    build.pay(desk, good, date(2026, 2, 10), 575_000)
    build.entry(desk, date(2026, 2, 27), "51030", "11010", 26_000, "Fotokopi")
    return good, bad


@pytest.fixture
def loans(desk, build):
    return fill(desk, build)


def test_the_balance_sheet_of_an_open_month_balances_with_the_computed_result(desk, loans):
    paper = build_statement(desk, "neraca", ReportPeriod.of_month(FEB))
    assert paper.data["as_of"] == date(2026, 2, 28)
    assert accounts(paper) == {
        "11010": rp(20_000_000 - 7_000_000 - 150_000 + 575_000 - 26_000),
        "11030": rp(6_500_000),
        "31020": rp(20_000_000),
        "31099": rp(75_000 - 176_000),
    }
    assert paper.data["total_assets"] == paper.data["total_equity"] == rp(19_899_000)
    assert paper.data["total_liabilities"] == 0
    assert paper.data["previous"]["total_assets"] == rp(19_850_000)
    assert paper.provisional
    assert paper.last.voucher == "KK/2026/02/0001"


def test_the_income_statement_of_a_month_stands_beside_the_month_before_and_the_year(desk, loans):
    paper = build_statement(desk, "laba-rugi", ReportPeriod.of_month(FEB))
    assert (paper.data["from"], paper.data["to"]) == (date(2026, 2, 1), date(2026, 2, 28))
    assert accounts(paper) == {"41010": rp(75_000), "51030": rp(26_000)}
    assert paper.data["net_income"] == rp(49_000)
    assert paper.data["previous"]["net_income"] == rp(-150_000)
    assert paper.sections[0].rows[-1].cells == (
        None,
        "LABA (RUGI) BERSIH",
        rp(49_000),
        rp(-150_000),
        rp(-101_000),
    )
    to_date = build_statement(desk, "laba-rugi", ReportPeriod.at(date(2026, 2, 27)))
    assert (to_date.data["from"], to_date.data["net_income"]) == (date(2026, 1, 1), rp(-101_000))
    year = build_statement(desk, "laba-rugi", ReportPeriod.of_year(2026))
    assert (year.data["to"], year.data["net_income"]) == (date(2026, 12, 31), rp(-101_000))


def test_closing_a_month_changes_no_figure_of_its_papers_but_those_of_the_allowance(desk, loans):
    before = {name: build_statement(desk, name, ReportPeriod.of_month(JAN)) for name in OF_UPK}
    close_month(desk, JAN)
    after = {name: build_statement(desk, name, ReportPeriod.of_month(JAN)) for name in OF_UPK}
    for name in ("kolektibilitas", "tunggakan"):
        assert after[name].data == before[name].data
    allowance = rp(70_000)
    assert accounts(after["neraca"]) == accounts(before["neraca"]) | {
        "12010": -allowance,
        "31099": accounts(before["neraca"])["31099"] - allowance,
    }
    assert not after["neraca"].provisional
    assert after["cadangan"].data["shortfall"] == 0


def test_balances_from_snapshots_equal_those_from_the_lines(desk, loans):
    """Every day's trial balance is the same with months closed, reopened and open again."""
    days = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 31), date(2026, 2, 10), date(2026, 3, 5)]
    close_month(desk, JAN)
    close_month(desk, FEB)
    papers = [build_statement(desk, "neraca-saldo", ReportPeriod.at(day)).data for day in days]
    incomes = [build_statement(desk, "laba-rugi", ReportPeriod.of_month(m)).data for m in (JAN, FEB, MAR)]
    reopen_month(desk, FEB, "periksa")
    reopen_month(desk, JAN, "periksa")
    assert [build_statement(desk, "neraca-saldo", ReportPeriod.at(day)).data for day in days] == papers
    again = [build_statement(desk, "laba-rugi", ReportPeriod.of_month(m)).data for m in (JAN, FEB, MAR)]
    assert again == incomes


def test_a_new_year_takes_the_old_result_into_retained_result(desk, loans):
    paper = build_statement(desk, "neraca", ReportPeriod.at(date(2027, 1, 5)))
    assert accounts(paper)["31090"] == rp(-101_000)
    assert "31099" not in accounts(paper)
    income = build_statement(desk, "laba-rugi", ReportPeriod.at(date(2027, 1, 5)))
    assert income.data["net_income"] == 0
    assert "previous" not in income.data


def test_a_closing_entry_moves_the_result_and_is_left_out_of_income(desk, build, loans):
    build.entry(desk, date(2026, 12, 31), "41010", "31090", 75_000, kind="penutup")
    build.entry(desk, date(2026, 12, 31), "31090", "51010", 150_000, kind="penutup")
    paper = build_statement(desk, "neraca", ReportPeriod.of_year(2026))
    assert accounts(paper)["31090"] == rp(-75_000)
    assert accounts(paper)["31099"] == rp(-26_000)
    assert paper.data["total_equity"] == rp(19_899_000)
    assert build_statement(desk, "laba-rugi", ReportPeriod.of_year(2026)).data["net_income"] == rp(-101_000)
    later = accounts(build_statement(desk, "neraca", ReportPeriod.at(date(2027, 1, 5))))
    assert later["31090"] == rp(-101_000)


def test_collectibility_names_every_class_and_every_loan_with_a_balance(desk, loans):
    good, bad = loans
    paper = build_statement(desk, "kolektibilitas", ReportPeriod.at(date(2026, 4, 13)))
    assert [(row["class"], row["loans"], row["balance"]) for row in paper.data["classes"]] == [
        (1, 0, 0),
        (2, 2, rp(6_500_000)),
        (3, 0, 0),
        (4, 0, 0),
        (5, 0, 0),
    ]
    assert paper.data["required_allowance"] == rp(325_000)
    assert paper.data["classes"][1]["rate_percent"] == Decimal(5)
    assert [
        (row["number"], row["months_overdue"], row["arrears_principal"]) for row in paper.data["loans"]
    ] == [
        (good, 2, rp(1_000_000)),
        (bad, 3, rp(600_000)),
    ]
    assert any("Belum pasti - golongan 4 Diragukan: " in note for note in paper.notes)
    assert not any("sesuai pedoman" in note for note in paper.notes)


def test_performance_prints_formula_and_basis_beside_each_ratio(desk, loans):
    paper = build_statement(desk, "kinerja", ReportPeriod.at(date(2026, 5, 13)))
    found = paper.data["indicators"]
    assert (found["LAR"]["numerator"], found["LAR"]["denominator"]) == (1, 2)
    assert found["PAR"]["value"] == Decimal("30.77")
    assert found["PAR"]["rating"] == "penundaan"
    assert found["CCr"]["value"] == Decimal("42.61")
    assert found["ROI"]["value"] == Decimal("-1.21")
    assert found["RR"]["value"] == Decimal("87.69")
    first = [row.cells[:2] for row in paper.sections[0].rows]
    assert first[1] == ("PAR > 3 bulan *", "saldo pinjaman yang menunggak > 3 bulan : saldo seluruh pinjaman")
    assert paper.data["basis"]["months"] == 5


def test_a_book_without_loans_cannot_be_rated(desk):
    paper = build_statement(desk, "kinerja", ReportPeriod.of_month(JAN))
    assert {row["rating"] for row in paper.data["indicators"].values()} == {"tidak-dapat-dinilai"}
    assert {row["value"] for row in paper.data["indicators"].values()} == {None}
    assert paper.sections[0].rows[0].cells[4] == "tidak dapat dinilai"


def test_papers_dated_before_the_start_and_unknown_ones_are_refused(desk):
    with pytest.raises(BeforeBookStart):
        build_statement(desk, "neraca", ReportPeriod.at(date(2025, 12, 31)))
    with pytest.raises(BeforeBookStart):
        month_package(desk, Month(2025, 12))
    with pytest.raises(UnknownReport):
        build_statement(desk, "neracca", ReportPeriod.at(date(2026, 1, 31)))


def test_every_paper_has_letterhead_signatures_and_a_title(desk, loans):
    titles = dict(statement_names())
    assert "kinerja-pembukuan" in titles
    for paper in month_package(desk, FEB):
        assert paper.title == titles[paper.name]
        assert paper.letterhead.place.startswith("Kelurahan Kudu, Kecamatan Genuk")
        assert paper.signatures[0].name == "Siti Aminah"
        assert paper.last.number
        assert paper.sections
        for section in paper.sections:
            assert all(len(row.cells) == len(section.columns) for row in section.rows)


def test_the_progress_report_continues_last_month_and_agrees_with_the_books(desk, build, loans):
    good, bad = loans
    close_month(desk, JAN)
    paper = build_statement(desk, "perkembangan-pinjaman", ReportPeriod.of_month(FEB))
    by_number = {row["number"]: row for row in paper.data["loans"]}
    assert by_number[good]["month_principal"] == by_number[good]["paid_principal"] == rp(500_000)
    assert by_number[good]["balance_service"] == rp(675_000)
    assert by_number[bad]["arrears_principal"] == rp(200_000)
    assert paper.data["totals"]["balance"] == rp(6_500_000)
    later = build_statement(desk, "perkembangan-pinjaman", ReportPeriod.of_month(MAR))
    assert later.data["totals"]["before_service"] == paper.data["totals"]["paid_service"] == rp(75_000)
    assert [row.cells[1:] for row in paper.sections[1].rows] == [
        (rp(6_500_000), rp(6_500_000), 0),
        (rp(75_000), rp(75_000), 0),
    ]


def test_a_settled_loan_joins_the_settled_row_a_month_later(desk, build, loans):
    good, _ = loans
    build.pay(desk, good, date(2026, 3, 5), 5_175_000)
    paid = build_statement(desk, "perkembangan-pinjaman", ReportPeriod.of_month(MAR))
    assert good in {row["number"] for row in paid.data["loans"]}
    after = build_statement(desk, "perkembangan-pinjaman", ReportPeriod.of_month(Month(2026, 4)))
    assert good not in {row["number"] for row in after.data["loans"]}
    assert after.data["settled"]["paid_service"] == rp(750_000)
    assert after.data["totals"]["before_principal"] == paid.data["totals"]["paid_principal"]


def test_loan_papers_are_refused_when_the_loan_account_disagrees(desk, build, loans):
    build.entry(desk, date(2026, 2, 28), "11030", "11010", 1_000)
    for name in ("perkembangan-pinjaman", "tunggakan", "kolektibilitas", "cadangan", "kinerja"):
        with pytest.raises(IntegrityBroken) as refused:
            build_statement(desk, name, ReportPeriod.of_month(FEB))
        assert refused.value.what == "saldo-pinjaman"


def test_offices_of_one_database_do_not_see_one_another(postgres_location, build):
    one, other = (
        build.start(postgres_location),
        build.start(postgres_location, code="MAWAR", name="UPK Mawar"),
    )
    fill(one, build)
    alone = month_package(one, FEB)
    build.entry(other, date(2026, 1, 1), "11010", "31020", 1_000_000, "Modal", kind="saldo-awal")
    build.group(other, "K01")
    build.loan(other, date(2026, 1, 10), 500_000, "K01")
    close_month(other, JAN)
    assert month_package(one, FEB) == alone
    assert {paper.letterhead.office for paper in month_package(other, JAN)} == {"UPK Mawar"}
    sheet = build_statement(other, "neraca", ReportPeriod.of_month(JAN))
    assert accounts(sheet)["11030"] == rp(500_000)


@pytest.mark.parametrize("code", ["pnpm-2009", "pnpm-2012", "perdesaan"])
@pytest.mark.parametrize(
    ("name", "prefixes", "words"),
    [
        ("kolektibilitas", ["kolektibilitas."], "cara menghitung bulan menunggak"),
        ("cadangan", ["kolektibilitas."], "cara menghitung bulan menunggak"),
        ("kinerja", ["berisiko.", "penilaian."], "batas pinjaman berisiko"),
        ("kinerja", ["berisiko.", "penilaian."], "batas LAR"),
    ],
)
def test_what_is_unconfirmed_is_named_in_words(code, name, prefixes, words):
    notes = doubts(definition_of(name), parse_rulebook(rulebook_text(code)), *prefixes)
    named = [note.removeprefix("*) Belum pasti - ").partition(":")[0] for note in notes]
    assert words in named
    assert not [each for each in named if set("._*") & set(each)]


def test_papers_say_where_the_rules_are_not_those_of_the_program(desk, loans):
    said = "Aturan yang dipakai: PNPM Mandiri Perkotaan 2012"
    before = build_statement(desk, "kinerja", ReportPeriod.of_month(JAN))
    assert f"{said}." in before.notes
    own = rulebook_text("pnpm-2012").replace("persen = 15", "persen = 20")
    with desk.write() as session:
        adopt_rulebook(session, "pnpm-2012", own, date(2026, 2, 1))
    after = build_statement(desk, "kinerja", ReportPeriod.of_month(FEB))
    assert f"{said}, isinya berbeda dari aturan bawaan program." in after.notes
    assert build_statement(desk, "kinerja", ReportPeriod.of_month(JAN)).notes == before.notes
