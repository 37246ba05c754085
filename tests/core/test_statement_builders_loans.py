"""Statements of loans from positions made by hand: figures of the field, and disagreements that stop a paper."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from upk_ledger import resources
from upk_ledger.core.arrears import Position
from upk_ledger.core.collectibility import totals_by_class
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.errors.reports import FiguresDisagree
from upk_ledger.core.indicators import IndicatorInputs, PortfolioSums
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.listings import LoanPaid
from upk_ledger.core.report_definitions import parse_definition
from upk_ledger.core.rulebooks import parse_rulebook
from upk_ledger.core.statement_builders_health import due_and_paid, performance
from upk_ledger.core.statement_builders_loans import allowance, arrears, collectibility
from upk_ledger.core.statement_builders_progress import ProgressChecks, progress
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Letterhead
from upk_ledger.core.write_offs import AllowanceMoves

RULES = parse_rulebook((resources.folder("rulebooks") / "pnpm-2012.toml").read_text(encoding="utf-8"))
RURAL = parse_rulebook((resources.folder("rulebooks") / "perdesaan.toml").read_text(encoding="utf-8"))
FRAME = Frame(
    as_of=date(2011, 1, 31),
    period="Per 31 Januari 2011",
    letterhead=Letterhead("UPK Lestari", "BKM Lestari", "Kelurahan Kudu"),
    signatures=(),
    last=None,
    provisional=True,
    words={
        "now": "31 Januari 2011",
        "before": "31 Desember 2010",
        "now_short": "31-01-2011",
        "before_short": "31-12-2010",
        "since": "1 Januari",
        "board": "BKM",
        "rulebook": "aturan",
    },
)


def rp(amount):
    return amount * 100


def definition(name):
    return parse_definition(name, (resources.folder("reports") / f"{name}.toml").read_text(encoding="utf-8"))


def loan(number, balance, class_=1, months=0, group="K01", paid=0, late=(0, 0), due=(0, 0)):
    """A loan as it stands, amounts in rupiah; `late` and `due` are principal and service."""
    return LoanAt(
        number=number, group=group, group_name=f"KSM {group}", origin="aplikasi", version=1,
        disbursed_on=date(2010, 6, 1), frequency="bulanan", principal=rp(balance + paid), service=rp(100),
        tenor=10, paid_principal=rp(paid), paid_service=0, due_principal=rp(due[0]), due_service=rp(due[1]),
        last_due=date(2011, 4, 1),
        position=Position(rp(balance), rp(late[0]), rp(late[1]), months, class_ if balance else None),
    )  # fmt: skip


PROV_URB_01 = [
    loan(f"P-{class_}", balance, class_)
    for class_, balance in enumerate((50_000_000, 10_000_000, 3_000_000, 2_000_000, 500_000), 1)
]
PROV_URB_02 = [
    loan(f"P-{class_}", balance, class_)
    for class_, balance in enumerate((100_000_000, 5_000_000, 2_000_000, 3_000_000, 1_500_000), 1)
]


def moves(formed, *, sealed=False):
    """An allowance that began at nothing."""
    return AllowanceMoves(date(2011, 1, 1), sealed, 0, formed, 0, 0, 0, 0, 0)


def test_the_allowance_moves_to_what_is_booked_and_in_a_closed_month_to_what_is_required():
    def made(booked, moved):
        return allowance(definition("cadangan"), FRAME, RULES, PROV_URB_01, rp(65_500_000), booked, moved)

    assert made(rp(2_950_000), moves(rp(2_950_000), sealed=True)).data["movement"]["closing"] == rp(2_950_000)
    for booked, moved in ((rp(1), moves(rp(2))), (rp(1), moves(rp(1), sealed=True))):
        with pytest.raises(FiguresDisagree) as refused:
            made(booked, moved)
        assert refused.value.what == "cadangan"


def test_the_allowance_of_january_and_february_2011():
    """PROV-URB-01 and -02: what is required, what stands in the books, the difference to book."""
    first = allowance(definition("cadangan"), FRAME, RULES, PROV_URB_01, rp(65_500_000), 0, moves(0))
    assert [row["allowance"] for row in first.data["classes"]] == [
        rp(500_000), rp(500_000), rp(450_000), rp(1_000_000), rp(500_000),
    ]  # fmt: skip
    assert first.data["shortfall"] == rp(2_950_000)
    before = (totals_by_class(PROV_URB_01, RULES.collectibility), 0)
    second = allowance(
        definition("cadangan"),
        FRAME,
        RULES,
        PROV_URB_02,
        rp(111_500_000),
        rp(2_950_000),
        moves(rp(2_950_000)),
        before,
    )
    assert second.data["required_allowance"] == rp(4_550_000)
    assert second.data["shortfall"] == rp(1_600_000)
    assert [row.cells[1:] for row in second.sections[1].rows] == [
        (rp(4_550_000), rp(2_950_000)),
        (rp(2_950_000), 0),
        (rp(1_600_000), rp(2_950_000)),
        (Decimal("64.84"), Decimal(0)),
    ]


def test_each_balance_stands_in_the_column_of_its_class():
    paper = collectibility(definition("kolektibilitas"), FRAME, RULES, PROV_URB_01, rp(65_500_000))
    listing = paper.sections[0]
    assert [column.heading for column in listing.columns][-2:] == ["4. Diragukan", "5. Macet"]
    assert [row.cells[-5:] for row in listing.rows][1] == (None, rp(10_000_000), None, None, None)
    assert sum(listing.rows[-1].cells[-5:]) == paper.data["total_balance"] == rp(65_500_000)
    assert [row.cells[2] for row in paper.sections[1].rows][:5] == [
        "0",
        "1 - 3",
        "4 - 6",
        "7 - 9",
        "10 ke atas",
    ]


def test_the_classes_are_those_of_the_rulebook():
    paper = collectibility(definition("kolektibilitas"), FRAME, RURAL, PROV_URB_01, rp(65_500_000))
    assert [row["rate_percent"] for row in paper.data["classes"]] == [1, 10, 25, 50, 100]
    assert [row.cells[2] for row in paper.sections[1].rows][1] == "1 - 2"


@pytest.mark.parametrize("build", ["kolektibilitas", "cadangan", "tunggakan", "perkembangan-pinjaman"])
def test_a_loan_account_of_another_balance_stops_the_paper(build):
    """RECON-01 with a ledger of one rupiah more."""
    ledger = rp(65_500_001)
    paid = {each.number: LoanPaid(each.principal) for each in PROV_URB_01}
    makers = {
        "kolektibilitas": lambda d: collectibility(d, FRAME, RULES, PROV_URB_01, ledger),
        "cadangan": lambda d: allowance(d, FRAME, RULES, PROV_URB_01, ledger, 0, moves(0)),
        "tunggakan": lambda d: arrears(d, FRAME, PROV_URB_01, ledger, {}),
        "perkembangan-pinjaman": lambda d: progress(
            d, FRAME, PROV_URB_01, paid, {}, ProgressChecks(ledger, 0, 0)
        ),
    }
    with pytest.raises(IntegrityBroken) as refused:
        makers[build](definition(build))
    assert refused.value.what == "saldo-pinjaman"


def test_the_progress_report_stops_where_the_months_do_not_add_up():
    one = loan("P-1", 900, paid=100)
    checks = ProgressChecks(rp(900), 0, 0)
    good = LoanPaid(rp(1000), rp(60), 0, rp(40), 0)
    paper = progress(
        definition("perkembangan-pinjaman"), FRAME, [one], {"P-1": good}, {"P-1": Decimal("1.5")}, checks
    )
    assert paper.data["totals"]["month_principal"] == rp(40)
    with pytest.raises(IntegrityBroken) as refused:
        progress(
            definition("perkembangan-pinjaman"),
            FRAME,
            [one],
            {"P-1": good._replace(month_principal=rp(39))},
            {},
            checks,
        )
    assert refused.value.what == "perkembangan-pokok"
    with pytest.raises(IntegrityBroken) as refused:
        progress(
            definition("perkembangan-pinjaman"),
            FRAME,
            [one],
            {"P-1": good},
            {},
            replace(checks, kept_balance=rp(941)),
        )
    assert refused.value.what == "sambungan-saldo"


def test_arrears_of_service_alone_are_listed_too():
    late = loan("P-2", 0, paid=1_000, late=(0, 75), months=2)
    paper = arrears(definition("tunggakan"), FRAME, [loan("P-1", 500), late], rp(500), {"P-2": 6})
    assert [row["number"] for row in paper.data["loans"]] == ["P-2"]
    assert paper.sections[0].rows[0].cells[2] == 6
    assert paper.data["total_arrears_service"] == rp(75)


def inputs(**more):
    """RATIO-01 (POB 2013): six months of a UPK with 26 KSM."""
    portfolio = PortfolioSums(26, 3, rp(120_000_000), rp(9_500_000), rp(4_200_000), rp(20_000_000))
    standard = {"income": rp(13_500_000), "expense": rp(9_000_000), "months": 6, "capital": rp(150_000_000)}
    return IndicatorInputs(portfolio=portfolio, **(standard | more))


def test_the_ratios_of_the_field_with_their_ratings():
    paper = performance(definition("kinerja"), FRAME, RULES, inputs(), rp(120_000_000), inputs())
    found = {name: (row["value"], row["rating"]) for name, row in paper.data["indicators"].items()}
    assert found == {
        "LAR": (Decimal("11.54"), "minimum"),
        "PAR": (Decimal("7.92"), "memuaskan"),
        "CCr": (Decimal(150), "memuaskan"),
        "ROI": (Decimal(6), "minimum"),
        "RR": (Decimal("96.5"), "memuaskan"),
    }
    assert paper.data["companions"]["par_over_1_month"]["value"] == Decimal("16.67")
    assert all(name.endswith(" *") for name in (row.cells[0] for row in paper.sections[0].rows))
    assert "ccr_without_opening_shortfall" not in paper.data["companions"]


def test_an_opening_shortfall_is_shown_apart():
    paper = performance(
        definition("kinerja"), FRAME, RULES, inputs(opening_shortfall=rp(3_000_000)), rp(120_000_000)
    )
    assert paper.data["companions"]["ccr_without_opening_shortfall"]["value"] == Decimal(225)
    assert paper.data["companions"]["roi_without_opening_shortfall"]["value"] == Decimal(10)
    assert paper.data["basis"]["opening_shortfall"] == rp(3_000_000)


def test_a_paper_never_claims_to_follow_a_guideline():
    for name in ("kinerja", "kolektibilitas", "cadangan"):
        text = (resources.folder("reports") / f"{name}.toml").read_text(encoding="utf-8")
        assert "pedoman" not in text


def test_what_fell_due_this_month_is_paid_after_older_dues():
    before = [loan("P-1", 900, due=(200, 30)), loan("P-3", 900, due=(100, 15))]
    through = [
        loan("P-1", 900, due=(300, 45)),
        loan("P-2", 900, due=(100, 15)),
        loan("P-3", 900, due=(200, 30)),
    ]
    paid = [
        loan("P-1", 750, paid=250, due=(300, 45)),
        loan("P-2", 800, paid=400, due=(100, 15)),
        loan("P-3", 950, paid=50, due=(200, 30)),
    ]
    assert due_and_paid(paid, before, through) == (rp(345), rp(150))
