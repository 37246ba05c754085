"""Notes to the statements, and the balance sheet in two sides, from a real book; word by word in `tests/golden`."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from upk_ledger.actions.borrowers import relate
from upk_ledger.actions.budgets import set_budget
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.report_notes import list_notes, set_note, take_note_back
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.reversal import reverse
from upk_ledger.actions.settings import change_setting
from upk_ledger.actions.write_offs import write_off
from upk_ledger.cli.output import of_statement, render, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import MonthClosed
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.reports import NoteNotThere
from upk_ledger.core.report_choices import Choices
from upk_ledger.core.report_periods import ReportPeriod

GOLDEN = Path(__file__).parents[1] / "golden"
_DIGEST = re.compile(r"\b[0-9a-f]{8}\)")
JAN, FEB, MAR = Month(2026, 1), Month(2026, 2), Month(2026, 3)
MARCH = ReportPeriod.at(MAR.last)


def rp(amount):
    return amount * 100


def three_months(desk, build):
    """Two loans, one written off in March, one to an officer's sister; reserve, surplus owed, an asset."""
    build.opening(desk, k11010=20_000_000, k31020=-18_000_000, k31090=-1_500_000, k21030=-500_000)
    for code in ("K01", "K02"):
        build.group(desk, code)
    relate(desk, "K01", "A02", "manajer", "keluarga", date(2026, 1, 2))
    good = build.loan(desk, date(2026, 1, 10), 5_000_000, "K01", shares={"A01": 2_000_000, "A02": 3_000_000})
    bad = build.loan(desk, date(2026, 1, 12), 2_000_000, "K02")
    build.entry(desk, date(2026, 1, 20), "12020", "11010", 600_000, "Meja")
    close_month(desk, JAN)
    build.pay(desk, good, date(2026, 2, 10), 575_000)
    close_month(desk, FEB)
    write_off(desk, bad, date(2026, 3, 20), decision="01/BKM/2026", reason="bubar")
    build.pay(desk, bad, date(2026, 3, 25), 100_000)
    return good, bad


def same_as_golden(name, paper):
    """Whether the paper reads as in its file; `UPK_WRITE_GOLDEN=1` writes it anew."""
    answer = of_statement(paper)
    text = _DIGEST.sub("########)", to_text(answer, None) + "\n" + render(answer, "json"))
    path = GOLDEN / f"laporan-{name}.txt"
    if os.environ.get("UPK_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    return path.is_file() and path.read_text(encoding="utf-8") == text


def test_the_notes_and_the_two_sides_word_by_word(sqlite_desk, build):
    three_months(sqlite_desk, build)
    set_note(sqlite_desk, "dasar-hukum", MAR, "SK Lurah Kudu No. 5 Tahun 2012.")
    set_note(sqlite_desk, "peristiwa", MAR, "Kantor pindah pada 3 April 2026.\nAlamat baru: Jalan Melati 1.")
    close_month(sqlite_desk, MAR)
    assert same_as_golden("calk", build_statement(sqlite_desk, "calk", MARCH))
    both_sides = Choices(form="dua-sisi", terms="sak", beside=("bulan-lalu", "tahun-lalu"))
    sheet = build_statement(sqlite_desk, "neraca", ReportPeriod.of_month(MAR), choices=both_sides)
    assert same_as_golden("neraca-dua-sisi", sheet)
    year = build_statement(
        sqlite_desk,
        "neraca-saldo",
        ReportPeriod.of_month(MAR),
        choices=Choices(closing=("sebelum", "sesudah")),
    )
    assert same_as_golden("neraca-saldo-penutupan", year)


def test_every_line_of_the_notes_leads_to_the_balance_sheet(desk, build):
    good, bad = three_months(desk, build)
    notes = build_statement(desk, "calk", MARCH).data
    sheet = build_statement(desk, "neraca", MARCH).data
    told = {row["code"]: row for line in notes["lines"] for row in line["accounts"]}
    balances = {row["code"]: row["balance"] for row in sheet["accounts"] if row["balance"]}
    assert {code: row["closing"] for code, row in told.items() if row["closing"]} == balances
    for row in told.values():
        assert row["opening"] + row["increase"] - row["decrease"] == row["closing"]
    assert notes["income"]["net_income"] == build_statement(desk, "laba-rugi", MARCH).data["net_income"]
    allowance = build_statement(desk, "cadangan", MARCH).data["movement"]
    assert notes["allowance"] == allowance
    assert allowance["written_off"] < 0
    assert [(row["number"], row["left"]) for row in notes["written_off"]] == [(bad, rp(1_960_000))]
    assert [(row["member"], row["number"]) for row in notes["related_loans"]] == [("A02", good)]
    assert notes["service_due"] == rp(75_000)
    assert notes["service_claimed"] == rp(60_000)
    assert [(row["purpose"], row["left"]) for row in notes["payables"]] == [("saldo awal 21030", rp(500_000))]
    assert sum(row["balance"] for row in notes["loan_classes"]) == rp(4_500_000)


def test_what_the_office_notes_stands_until_changed_or_for_its_month_alone(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 1_000_000, "Modal", kind="saldo-awal")

    def noted(month):
        notes = build_statement(desk, "calk", ReportPeriod.of_month(month)).data["notes"]
        return {note["topic"]: note["text"] for note in notes}

    set_note(desk, "dasar-hukum", JAN, "SK lama")
    set_note(desk, "lain", JAN, "Hanya Januari")
    set_note(desk, "dasar-hukum", MAR, "SK baru")
    assert [noted(month) for month in (JAN, FEB, MAR)] == [
        {"dasar-hukum": "SK lama", "lain": "Hanya Januari"},
        {"dasar-hukum": "SK lama"},
        {"dasar-hukum": "SK baru"},
    ]
    take_note_back(desk, "dasar-hukum", MAR)
    assert noted(MAR) == {"dasar-hukum": "SK lama"}
    assert len(list_notes(desk)) == 2
    with pytest.raises(NoteNotThere):
        take_note_back(desk, "dasar-hukum", MAR)
    with pytest.raises(EmptyField):
        set_note(desk, "lain", FEB, "  ")
    close_month(desk, JAN)
    with pytest.raises(MonthClosed):
        set_note(desk, "lain", JAN, "Terlambat")
    with pytest.raises(MonthClosed):
        take_note_back(desk, "lain", JAN)


def test_columns_stand_beside_as_asked(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 1_000_000, "Modal", kind="saldo-awal")
    for month, rupiah in ((1, 10_000), (2, 20_000)):
        build.entry(desk, date(2026, month, 9), "51030", "11010", rupiah)
    build.entry(desk, date(2027, 2, 9), "51030", "11010", 40_000)
    set_budget(desk, 2027, "51030", rp(1_200_000))
    february = ReportPeriod.of_month(Month(2027, 2))
    every = Choices(beside=("bulan-lalu", "tahun-lalu", "sampai-kini", "anggaran"))
    paper = build_statement(desk, "laba-rugi", february, choices=every)
    keys = ("previous", "previous_year", "year_to_date", "budget")
    assert [paper.data[key]["total_expense"] for key in keys] == [0, rp(20_000), rp(40_000), rp(100_000)]
    assert [column.key for column in paper.sections[0].columns] == [
        "code", "name", "now", "before", "last_year", "year", "budget",
    ]  # fmt: skip
    usual = build_statement(desk, "laba-rugi", february)
    assert [column.key for column in usual.sections[0].columns] == ["code", "name", "now", "before", "year"]
    alone = build_statement(desk, "laba-rugi", february, choices=Choices(beside=()))
    assert [column.key for column in alone.sections[0].columns] == ["code", "name", "now"]
    year = build_statement(
        desk, "laba-rugi", ReportPeriod.of_year(2027), choices=Choices(beside=("tahun-lalu", "anggaran"))
    ).data
    assert (year["previous"]["total_expense"], year["budget"]["total_expense"]) == (
        rp(30_000),
        rp(1_200_000),
    )
    sheet = build_statement(desk, "neraca", february, choices=Choices(beside=("tahun-lalu",))).data
    assert sheet["previous_year"]["total_assets"] == rp(970_000)
    first = build_statement(
        desk, "neraca", ReportPeriod.of_month(FEB), choices=Choices(beside=("tahun-lalu",))
    )
    assert "previous_year" not in first.data
    flows = build_statement(desk, "arus-kas", february, choices=Choices(beside=("tahun-lalu", "sampai-kini")))
    assert flows.sections[0].rows[-1].cells[1:] == (rp(930_000), rp(970_000), rp(930_000))


def test_terms_and_form_are_the_offices_from_their_day_on_and_an_option_goes_first(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 1_000_000, "Modal", kind="saldo-awal")
    close_month(desk, JAN)
    change_setting(desk, "istilah-laporan", "sak", FEB.first)
    change_setting(desk, "bentuk-neraca", "dua-sisi", FEB.first)

    def shown(month, **choices):
        paper = build_statement(desk, "neraca", ReportPeriod.of_month(month), choices=Choices(**choices))
        return paper.title, paper.sections[0].right is not None

    assert shown(JAN) == ("Neraca", False)
    assert shown(FEB) == ("Laporan Posisi Keuangan", True)
    assert shown(FEB, terms="upk", form="satu-sisi") == ("Neraca", False)
    assert shown(JAN, terms="sak") == ("Laporan Posisi Keuangan", False)
    policy = build_statement(desk, "neraca", ReportPeriod.of_month(FEB)).notes[0]
    assert "kebijakan UPK sendiri" in policy
    assert "tidak menyatakan diri sesuai SAK" in policy
    assert "SAK" not in build_statement(desk, "neraca", ReportPeriod.of_month(JAN)).notes[0]


def test_an_undone_write_off_leaves_the_notes_as_if_it_had_never_been(desk, build):
    build.opening(desk, k11010=9_000_000, k31020=-9_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 10), 2_000_000)
    before = build_statement(desk, "calk", ReportPeriod.of_month(JAN)).data
    gone = write_off(desk, loan, date(2026, 1, 20), decision="01", reason="bubar")
    assert build_statement(desk, "calk", ReportPeriod.of_month(JAN)).data != before
    reverse(desk, gone.voucher, "salah pinjaman")
    after = build_statement(desk, "calk", ReportPeriod.of_month(JAN)).data
    assert [after[key] for key in ("written_off", "loan_classes", "service_due")] == [
        before[key] for key in ("written_off", "loan_classes", "service_due")
    ]
