"""Dashboards of made-up regions, without a book: many UPK, one that is late, one that reports of itself, evil names."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from upk_ledger import resources
from upk_ledger.actions.region.dashboard import told
from upk_ledger.actions.report_frames import definition_of
from upk_ledger.bahasa.dates import long_month
from upk_ledger.core.dates import Month
from upk_ledger.core.region.dashboard import Checks, Mark, dashboard
from upk_ledger.core.region.figures import BOOK, REPORTED, OfficeMonth
from upk_ledger.core.region.loans import KeptLoan
from upk_ledger.core.region.members import RegionUpk, UpkHistory, UpkMonth
from upk_ledger.core.region.reviewing import Question, review
from upk_ledger.core.rulebooks import parse_rulebook
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Letterhead
from upk_ledger.exchange.dashboard import dashboard_html

MONTH = Month(2026, 10)
CHECKS = (
    Checks("baik", Decimal("91.25"), ()),
    Checks("kurang", Decimal("42.50"), (("lunas-pinjam-lagi", 2), ("kas-tidak-disetor", 1))),
)
EVIL = "</script><b>Jahat</b><img src=x onerror=alert(1)>{{data}}"
FLOWERS = (
    "Anggrek",
    "Bougenvil",
    "Cempaka",
    "Dahlia",
    "Flamboyan",
    "Kamboja",
    "Kenanga",
    "Melati",
    "Seruni",
    "Teratai",
)


@cache
def rules():
    return parse_rulebook((resources.folder("rulebooks") / "pnpm-2012.toml").read_text(encoding="utf-8"))


def month_of(number, back):
    """The figures of a UPK so many months back: the higher its number, the worse; the longer ago, the better."""
    bad = max(0, number % 7 - back // 4)
    balance = 4_000_000_000 + number * 1_000_000
    shares = (40 - 4 * bad, 20, 2 * bad, bad, bad)
    balances = [balance * share // 100 for share in shares]
    balances[0] += balance - sum(balances)
    return OfficeMonth(
        loans=24, groups=20, groups_at_risk=bad, balance=balance, balance_at_risk=sum(balances[2:]),
        arrears_principal=bad * 90_000_050, arrears_service=bad * 9_000_000, arrears_at_risk=bad * 80_000_000,
        new_groups=20, new_groups_at_risk=bad, new_balance=balance, new_balance_at_risk=sum(balances[2:]),
        new_arrears_at_risk=bad * 80_000_000, rescheduled_balance=0,
        loans_1=14, loans_2=10 - bad, loans_3=bad, loans_4=0, loans_5=0,
        **{f"balance_{place}": amount for place, amount in enumerate(balances, 1)},
        required_allowance=bad * 100_000_000, held_allowance=bad * 90_000_000,
        income=600_000_000, expense=400_000_000 + bad * 60_000_000, months=10, capital=5_000_000_000,
        cash=1_000_000, bank=900_000_000, savings=0, lent=0, principal_received=0, service_received=0,
        written_off=0, recovered=0, claims=0,
    )  # fmt: skip


def histories(many, evil=False):
    """So many UPK; number 2 reports of itself, and only some figures; the last has not told for two months."""
    made = []
    for number in range(1, many + 1):
        name = EVIL if evil and number == 1 else f"UPK {FLOWERS[number % 10]} {number}"
        upk = RegionUpk(
            f"U{number:04d}", name, f"BKM {number}", "Kelurahan", f"Desa {number % 40}", f"Kecamatan {number % 5}",
            "Kota Tirtamulya", office_id=None if number == 2 else number,
        )  # fmt: skip
        since = 2 if number == many else 0
        months = {MONTH.plus(-back): UpkMonth(BOOK, month_of(number, back)) for back in range(since, 12)}
        if number == 2:
            few = OfficeMonth(groups=20, groups_at_risk=3, balance=300_000_000, balance_at_risk=90_000_000)
            months = {MONTH: UpkMonth(REPORTED, few)}
        made.append(UpkHistory(upk, months))
    return made


def loans_of(number, evil=False):
    """The loans of a UPK's groups."""
    bad = KeptLoan(
        upk=f"U{number:04d}", number="P-2026-0001", group="K01", name=EVIL if evil else f"KSM Mawar {number}",
        disbursed_on=date(2026, 1, 10), lent=500_000_000, balance=400_000_000, arrears_principal=90_000_050,
        arrears_service=9_000_000, months=4, class_=3, kept_class=None, fund="", legacy=False, limit=rules().risk,
    )  # fmt: skip
    good = replace(
        bad, number="P-2026-0002", group="K02", name="KSM Lestari", lent=200_000_000, balance=100_000_000,
        arrears_principal=0, arrears_service=0, months=0, class_=1,
    )  # fmt: skip
    return [good, bad]


def made_dashboard(many=12, evil=False, month=MONTH):
    """A dashboard with its words and tables."""
    known, limits = histories(many, evil), rules()
    shown = dashboard(
        Letterhead("Dinas Perkim", "", "Kota Tirtamulya, Provinsi Jawa Tengah", signing_place="Tirtamulya"),
        review(known, Question(month, "upk", limits)),
        review(known, Question(month, "kecamatan", limits)).rows,
        known,
        [loan for number in range(1, many) if number != 2 for loan in loans_of(number, evil and number == 1)],
        {number: Mark(500 + number, f"{number:064x}") for number in range(1, many)},
        limits,
        {f"U{number:04d}": CHECKS[number % 2] for number in range(1, many) if number != 2},
    )
    definition = definition_of("dasbor")
    words = {"month": long_month(month), "before": long_month(month.previous()), "rulebook": limits.name}
    frame = Frame(
        as_of=date(month.year, month.month, month.last.day), period=f"Akhir {long_month(month)}",
        letterhead=replace_office(shown.office, evil), signatures=(), last=None, provisional=False, words=words,
    )  # fmt: skip
    return told(shown, definition, frame)


def replace_office(office, evil):
    return office._replace(office=EVIL) if evil else office


def page_of(made):
    """The page as it is written to a file."""
    return dashboard_html(made.shown, made.definition, made.words, made.tables, made.paper)
