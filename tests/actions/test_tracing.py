"""Follow the figure: every amount of every paper opens into records that add up to it, on rich books."""

import os
import re
from datetime import date
from fractions import Fraction

import pytest

from tests.actions.test_bank import BANK, USUAL, deposits
from tests.actions.test_bank import take as take  # noqa: PLC0414 - a fixture
from tests.actions.test_cash_papers import a_month
from tests.actions.test_partner_papers import five_months as partners_book  # noqa: F401 - a fixture
from tests.actions.test_reports_cost import asked
from tests.actions.test_reports_golden import GOLDEN, five_months
from tests.actions.test_restricted_papers import beside, four_months
from tests.actions.test_surplus_papers import fill
from upk_ledger.actions.asset_disposals import dispose_of
from upk_ledger.actions.assets import buy_asset, take_over_asset
from upk_ledger.actions.bank import reconcile_bank
from upk_ledger.actions.bank_matching import match_bank
from upk_ledger.actions.borrowers import relate
from upk_ledger.actions.budgets import set_budget
from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.report_frames import Framer
from upk_ledger.actions.report_source import Source
from upk_ledger.actions.reports import PAPERS, made
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.savings import assign_savings, save, use_deposit, withdraw
from upk_ledger.actions.settings import change_setting
from upk_ledger.actions.tracing import Wanted, list_figures, trace_figure, traceable
from upk_ledger.actions.tracing_answers import MARKS
from upk_ledger.actions.tracing_entry import trace_entry
from upk_ledger.actions.tracing_open import open_amounts
from upk_ledger.actions.write_offs import write_off
from upk_ledger.cli.output import of_statement, render, to_text
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import UnknownVoucher
from upk_ledger.core.errors.reports import FiguresDisagree, UnknownReport
from upk_ledger.core.errors.tracing import AmbiguousFigure, FigureNotFollowed, NoSuchColumn, UnknownFigure
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_choices import Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.traces import COMPUTED, FACT
from upk_ledger.core.tracing import Fact, Traced, readings
from upk_ledger.store.boards import board_sessions
from upk_ledger.store.surplus import allocations

MARCH, APRIL = Month(2026, 3), Month(2026, 4)
PERIODS = (
    ReportPeriod.of_month(MARCH),
    ReportPeriod.of_month(APRIL),
    ReportPeriod.at(date(2026, 4, 17)),
    ReportPeriod.of_year(2026),
)


def rich(desk, build):
    """A running loan from before, savings, titipan, assets, a rescheduling, a write-off, what was undone; April open."""
    build.group(desk, "K01")
    for code in ("K02", "K03", "K04"):
        build.group(desk, code)
    build.opening(
        desk, k11010=20_000_000, k11021=10_000_000, k11030=700_000, k12020=3_000_000, k12021=-500_000,
        k21020=-400_000, k21030=-150_000, k31020=-32_650_000,
    )  # fmt: skip
    build.running_loan(desk, date(2025, 8, 5), 1_000_000, (300_000, 45_000), "K04", number="L-1")
    take_over_asset(desk, NewAsset("INV-00", "Meja", 300_000_000, 60), date(2024, 1, 10), 50_000_000)
    assign_savings(desk, "K01", 250_000_00, date(2026, 1, 1))
    relate(desk, "K01", "A01", "manajer", "keluarga", date(2026, 1, 1))
    change_setting(desk, "batas-kas", "1000000", date(2026, 1, 1))
    set_budget(desk, 2026, "51010", 1_200_000_00)
    set_budget(desk, 2026, "11030", 30_000_000_00, side="cair")
    loans = [
        build.loan(desk, date(2026, 1, 10), 3_000_000, "K01", shares={"A01": 1_000_000, "A02": 2_000_000}),
        build.loan(desk, date(2026, 1, 11), 2_000_000, "K02"),
        build.loan(desk, date(2026, 1, 12), 1_500_000, "K03"),
    ]
    buy_asset(desk, NewAsset("INV-01", "Laptop", 480_000_000, 48), date(2026, 1, 15))
    save(desk, "K01", 100_000_00, date(2026, 1, 20))
    save(desk, "K02", None, date(2026, 1, 21), members=(("A01", 30_000_00), ("A02", 20_000_00)))
    deposit_to_bank(desk, date(2026, 1, 22), 4_000_000_00)
    close_month(desk, Month(2026, 1), opening_shortfall_to="biaya")
    build.pay(desk, loans[0], date(2026, 2, 10), 400_000, excess="titipan")
    wrong = build.pay(desk, loans[1], date(2026, 2, 12), 230_000)
    correct_entry(desk, wrong.voucher, "Salah KSM", date(2026, 2, 13))
    build.entry(desk, date(2026, 2, 20), "51010", "11010", 150_000, "Insentif")
    withdraw(desk, "K02", 10_000_00, date(2026, 2, 22), reason="Lebaran")
    close_month(desk, Month(2026, 2))
    use_deposit(desk, loans[0], date(2026, 3, 10))
    request = RescheduleRequest(
        loans[1], "penjadwalan", "05/BKM/2026", date(2026, 3, 16), {"tenor": 12}, "Panen gagal"
    )
    reschedule_loan(desk, request)
    write_off(desk, loans[2], date(2026, 3, 20), decision="07/BKM/2026", reason="KSM bubar")
    build.pay(desk, loans[2], date(2026, 3, 25), 100_000)
    dispose_of(desk, "INV-01", date(2026, 3, 27), reason="Diganti", proceeds=500_000_000)
    build.entry(desk, date(2026, 3, 28), "11021", "41021", 4_150, "Bunga bank")
    close_month(desk, MARCH)
    build.pay(desk, loans[0], date(2026, 4, 10), 345_000)
    build.entry(desk, date(2026, 4, 11), "51030", "11021", 75_000, "ATK")


def opened(session, wanted):
    """Every amount of a paper with its pieces and what nothing accounts for; the paper is as it is without tracing."""
    found = traceable(session, wanted)
    source = Source(session, wanted.period, choices=wanted.choices)
    assert found.paper == made(wanted.report, source, Framer(source)), wanted
    sessions = {one.desk.office.code: one for one in board_sessions(session, wanted.period.end)}
    amounts = [figure for figure in found.figures if isinstance(figure.cell, Rupiah)]
    answers = open_amounts(
        [figure.cell for figure in amounts], {session.desk.office.code: session} | sessions
    )
    return [(figure, *answer) for figure, answer in zip(amounts, answers, strict=True)]


def prove(desk, periods, names=None):
    """Every figure of every paper adds up; answers with how many of which paper."""
    many = {}
    with desk.read() as session:
        for period in periods:
            for name, paper in PAPERS.items():
                if desk.office.kind not in paper.offices or (names and name not in names):
                    continue
                for figure, pieces, rest in opened(session, Wanted(name, period)):
                    where = (name, period, figure.table, figure.row, figure.column.key)
                    assert sum(piece.amount for piece in pieces) == figure.cell, where
                    assert rest == 0, where
                    many[name] = many.get(name, 0) + bool(figure.cell)
    return many


def test_every_amount_of_every_paper_opens_and_adds_up(desk, build):
    rich(desk, build)
    many = prove(desk, PERIODS)
    without = {name for name, paper in PAPERS.items() if "upk" in paper.offices} - {
        name for name, count in many.items() if count
    }
    assert without == {"rekonsiliasi-bank", "opname-kas", "uang-muka"}


def test_every_amount_of_other_books_too(sqlite_desk, build):
    a_month(sqlite_desk, build)
    many = prove(sqlite_desk, [ReportPeriod.of_month(Month(2026, 1))])
    assert many["opname-kas"]
    assert many["uang-muka"]


def test_every_amount_of_a_reconciliation_stands_as_it_was_recorded(sqlite_desk, build, take):
    deposits(sqlite_desk, build, ("1-5", 1000), ("1-30", 400), ("1-19", -150))
    take(sqlite_desk, USUAL)
    match_bank(sqlite_desk, BANK)
    reconcile_bank(sqlite_desk, BANK, date(2026, 1, 31))
    deposits(sqlite_desk, build, ("1-29", 77))
    many = prove(sqlite_desk, [ReportPeriod.of_month(Month(2026, 1))], {"rekonsiliasi-bank"})
    assert many["rekonsiliasi-bank"]


def test_every_amount_after_a_years_end(sqlite_desk, build):
    fill(sqlite_desk, build)
    months = [ReportPeriod.of_month(Month(2026, 12)), ReportPeriod.of_month(Month(2027, 2))]
    many = prove(sqlite_desk, [*months, ReportPeriod.of_year(2026), ReportPeriod.of_year(2027)])
    assert many["alokasi-laba"]
    with sqlite_desk.read() as session:
        (decided,) = allocations(session)
    told = trace_entry(sqlite_desk, decided.voucher).data["figures"]
    assert {"alokasi-laba", "neraca", "perubahan-modal"} <= {one["report"] for one in told}


def test_every_amount_of_partners_funds(partners_book):  # noqa: F811 - the fixture
    prove(partners_book, [ReportPeriod.of_month(Month(2026, 5)), ReportPeriod.of_year(2026)])


def test_every_amount_of_a_sekretariat_and_of_the_board(sqlite_desk):
    other = beside(sqlite_desk)
    four_months(other)
    for desk in (sqlite_desk, other):
        many = prove(desk, [ReportPeriod.of_month(APRIL), ReportPeriod.of_year(2026)])
        assert many["gabungan-bkm"]
    assert many["dana"]


@pytest.mark.parametrize(
    ("report", "choices"),
    [
        ("neraca", Choices(form="dua-sisi", beside=("bulan-lalu", "tahun-lalu"))),
        ("laba-rugi", Choices(beside=("bulan-lalu", "sampai-kini", "anggaran"))),
        ("neraca-saldo", Choices(closing=("sebelum", "sesudah"))),
    ],
)
def test_other_forms_and_columns_open_too(sqlite_desk, build, report, choices):
    rich(sqlite_desk, build)
    with sqlite_desk.read() as session:
        for figure, pieces, rest in opened(session, Wanted(report, PERIODS[0], choices=choices)):
            assert (sum(piece.amount for piece in pieces), rest) == (figure.cell, 0)


def test_what_is_told_as_a_fact_is_no_sum_of_entries(sqlite_desk, build):
    """Amounts of the books are opened down to records; a fact stands only for what was typed as one."""
    rich(sqlite_desk, build)
    told = {}
    with sqlite_desk.read() as session:
        for name, paper in PAPERS.items():
            if "upk" in paper.offices:
                for _, pieces, _ in opened(session, Wanted(name, PERIODS[1])):
                    for piece in pieces:
                        if piece.kind in {FACT, COMPUTED}:
                            told.setdefault(name, set()).add(piece.what)
    assert told == {
        "alokasi-laba": {"alokasi"},
        "anggaran": {"anggaran"},
        "cadangan": {"cadangan"},
        "calk": {"alokasi", "cadangan", "jasa-hapus-buku", "bagian-anggota"},
        "hapus-buku": {"jasa-hapus-buku"},
        "inventaris": {"aset", "aset-susut-awal", "aset-dilepas", "susut"},
        "kinerja": {"ksm"},
        "kolektibilitas": {"cadangan"},
        "pengawasan": {"kas-di-atas-batas", "batas-kas"},
        "pinjaman-pengurus": {"bagian-anggota"},
    }


def figure(desk, report, name, column=None, period=PERIODS[0], **how):
    return trace_figure(desk, Wanted(report, period), name, column, **how).data


def test_a_balance_is_the_closings_and_every_entry_since(sqlite_desk, build):
    rich(sqlite_desk, build)
    told = figure(sqlite_desk, "neraca", "11021", period=PERIODS[1])
    (made_of,) = told["made_of"]
    assert told["amount"] == made_of["sum"] == 13_929_150_00
    assert [entry["voucher"] for entry in made_of["entries"]][-1].startswith("KK/2026/04")
    assert {entry["actor_name"] for entry in made_of["entries"]} == {"Siti Aminah"}
    year = figure(sqlite_desk, "buku-besar", "11021", period=PERIODS[1])
    (kept,) = year["made_of"][0]["openings"]
    assert kept["through"] == date(2026, 3, 31)
    assert len(kept["digest"]) == 64
    whole = figure(sqlite_desk, "buku-besar", "11021", period=PERIODS[1], from_start=True)["made_of"][0]
    assert whole["openings"] == []
    assert whole["sum"] == year["made_of"][0]["sum"]


def test_a_ratio_is_opened_on_both_sides_and_an_allowance_is_told_by_its_rule(sqlite_desk, build):
    rich(sqlite_desk, build)
    told = figure(sqlite_desk, "kinerja", "PAR")
    assert [one["name"] for one in told["made_of"]] == ["Pembilang", "Penyebut"]
    groups = figure(sqlite_desk, "kinerja", "LAR", period=PERIODS[1])["made_of"][1]
    assert groups["amount"] == 3
    assert {one["subject"] for one in groups["computed"][0]["base"]} == {"L-1", "P-2026-0001", "P-2026-0002"}
    allowance = figure(sqlite_desk, "cadangan", "#1", "allowance", PERIODS[1])["made_of"][0]
    whole = figure(sqlite_desk, "kolektibilitas", "#1", None, PERIODS[1])
    assert whole["figure"]["column"] == "balance"
    assert {rule["rule"] for rule in allowance["computed"]} <= {"cadangan"}
    total = next(
        one["number"]
        for one in list_figures(sqlite_desk, Wanted("cadangan", PERIODS[1])).data["figures"]
        if (one["row"], one["column"]) == ("JUMLAH", "allowance")
    )
    made_of = figure(sqlite_desk, "cadangan", f"#{total}")["made_of"][0]
    assert sum(rule["amount"] for rule in made_of["computed"]) == made_of["amount"] > 0
    assert all(sum(base["amount"] for base in rule["base"]) > 0 for rule in made_of["computed"])


def test_a_total_tells_the_rows_that_it_adds_up(sqlite_desk, build):
    rich(sqlite_desk, build)
    told = figure(sqlite_desk, "laba-rugi", "laba (rugi) bersih")["made_of"][0]
    assert sum(row["amount"] * row["times"] for row in told["rows"]) == told["amount"]
    assert {row["times"] for row in told["rows"]} == {1, -1}


def test_traces_word_by_word(sqlite_desk, build):
    five_months(sqlite_desk, build)
    may = ReportPeriod.of_month(Month(2026, 5))
    wanted = {
        "neraca": ("neraca", "11030", None),
        "laba": ("neraca", "laba tahun berjalan", None),
        "kinerja": ("kinerja", "PAR", None),
        "tunggakan": ("tunggakan", "P-2026-0002", "arrears_principal"),
        "cadangan": ("cadangan", "kelas 2", "allowance"),
        "arus-kas": ("arus-kas", "naik", None),
    }
    papers = {
        name: trace_figure(sqlite_desk, Wanted(report, may), given, column)
        for name, (report, given, column) in wanted.items()
    }
    papers["bukti"] = trace_entry(sqlite_desk, "KM/2026/05/0001")
    changed = []
    for name, paper in papers.items():
        answer = of_statement(paper)
        text = to_text(answer, None) + ("\n" + render(answer, "json") if name != "bukti" else "")
        text = re.sub(r"\b[0-9a-f]{64}\b", "#" * 64, text)
        text = re.sub(
            r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{8}\b|\b[0-9a-f]{8}(?=\))", "########", text
        )
        path = GOLDEN / f"jejak-{name}.txt"
        if os.environ.get("UPK_WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            changed.append(name)
    assert changed == []


def test_refusals_name_what_there_is(sqlite_desk, build):
    rich(sqlite_desk, build)
    with pytest.raises(UnknownFigure) as refusal:
        figure(sqlite_desk, "neraca", "jumlah kekayan")
    assert refusal.value.near[0] == "JUMLAH KEKAYAAN"
    with pytest.raises(AmbiguousFigure):
        figure(sqlite_desk, "neraca", "jumlah")
    with pytest.raises(NoSuchColumn) as column:
        figure(sqlite_desk, "neraca", "11010", "budget")
    assert column.value.known[0].startswith("now")
    with pytest.raises(UnknownFigure):
        figure(sqlite_desk, "neraca", "#999")
    with pytest.raises(UnknownReport):
        figure(sqlite_desk, "dana", "11010")
    with pytest.raises(UnknownVoucher):
        trace_entry(sqlite_desk, "KM/2026/03/0999")


def test_a_figure_of_which_a_part_is_not_known_is_not_told_as_if_it_were(sqlite_desk, build, monkeypatch):
    rich(sqlite_desk, build)
    listed = list_figures(sqlite_desk, Wanted("cadangan", PERIODS[0])).data["figures"]
    formed = next(one for one in listed if one["row"].startswith("Dibentuk"))
    monkeypatch.delitem(MARKS, "allowance_moves")
    with pytest.raises(FigureNotFollowed) as refusal:
        figure(sqlite_desk, "cadangan", f"#{formed['number']}")
    assert refusal.value.rest == refusal.value.amount != 0


def test_the_list_numbers_what_can_be_opened(sqlite_desk, build):
    rich(sqlite_desk, build)
    listed = list_figures(sqlite_desk, Wanted("neraca", PERIODS[0])).data["figures"]
    bank = next(one for one in listed if one["row"].startswith("11021") and one["column"] == "now")
    assert figure(sqlite_desk, "neraca", f"#{bank['number']}")["amount"] == bank["amount"]


def test_a_reading_that_is_not_its_amount_is_a_broken_book(sqlite_desk, build):
    rich(sqlite_desk, build)
    with sqlite_desk.read() as session:
        found = traceable(session, Wanted("neraca", PERIODS[0]))
        cash = next(one.cell for one in found.figures if one.row == "11010 Kas")
        reading = readings(cash)[0][-1]
        false = Traced.read(reading.amount + 1, reading.leaf)
        with pytest.raises(FiguresDisagree):
            open_amounts([false], {session.desk.office.code: session})


def test_a_voucher_tells_every_figure_that_it_is_in(desk, build):
    rich(desk, build)
    told = trace_entry(desk, "KM/2026/04/0001").data
    found = {(one["report"], one["row"], one["column"]): one["amount"] for one in told["figures"]}
    assert found["neraca", "11030 Pinjaman KSM", "now"] == -300_000_00
    assert found["laba-rugi", "41010 Jasa Pinjaman", "now"] == 45_000_00
    assert found["arus-kas", "Penerimaan angsuran pokok", "now"] == 300_000_00
    assert told["closing"] is None
    assert told["loans"] == ["P-2026-0001"]
    with desk.read() as session:
        for name in ("neraca", "perkembangan-pinjaman", "buku-kas"):
            for one, pieces, _ in opened(session, Wanted(name, PERIODS[1])):
                mine = sum(p.amount for p in pieces if p.head and p.head.voucher == told["voucher"])
                if mine and (name, one.row, one.column.key) in found:
                    assert found[name, one.row, one.column.key] == mine


def test_a_cancelled_voucher_names_its_counter_entry_and_the_closing(sqlite_desk, build):
    rich(sqlite_desk, build)
    told = trace_entry(sqlite_desk, "KM/2026/02/0002").data
    assert told["reversed_by"].startswith("KK/2026/02")
    assert told["closing"]["month"] == "Februari 2026"
    assert trace_entry(sqlite_desk, told["reversed_by"]).data["reverses"] == "KM/2026/02/0002"


def test_the_statements_that_are_asked_do_not_grow_with_the_book(sqlite_desk, build):
    five_months(sqlite_desk, build)
    counted = []
    for month in (Month(2026, 2), Month(2026, 5)):
        with asked(sqlite_desk) as statements:
            figure(sqlite_desk, "perkembangan-pinjaman", "jumlah", "balance", ReportPeriod.of_month(month))
        counted.append(len(statements))
    assert counted[0] == counted[1]


def test_sums_remember_what_they_are_of_and_untraced_parts_are_told():
    one, other = (Traced.read(sen, Fact("", "dana", name)) for name, sen in (("a", 5), ("b", 7)))
    found, rest = readings(Rupiah(sum([one, other, one]) - other))
    assert [(reading.leaf.of, reading.times) for reading in found] == [("a", 2)]
    assert rest == 0
    assert readings(one * 3 - 2)[1] == -2
    assert readings(-other)[0][0].times == -1
    assert readings(abs(Traced.read(-4, Fact("", "dana", "c"))))[0][0].times == -1
    assert Fraction(int(one), 2) == Fraction(5, 2)
