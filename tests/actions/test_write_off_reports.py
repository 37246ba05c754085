from datetime import date

import pytest

from upk_ledger.actions.cards import loan_card
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.receipts import receipt_paper
from upk_ledger.actions.reports import build_statement, month_package, monthly_papers
from upk_ledger.actions.write_offs import end_claim, write_off
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.loans import NoRunningLoan
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.documents.receipt_text import receipt_text
from upk_ledger.store.facts import add_facts

JAN, FEB, MARCH = (Month(2026, month) for month in (1, 2, 3))


def paper(desk, name, month=MARCH):
    return build_statement(desk, name, ReportPeriod.of_month(month)).data


def cells(desk, name, month=MARCH):
    statement = build_statement(desk, name, ReportPeriod.of_month(month))
    return [[str(cell) for cell in row.cells] for section in statement.sections for row in section.rows]


@pytest.fixture
def written(desk, build):
    """Two loans of a million; the one written off on 20 March, with 100.000 of it come in on the 25th.

    The office lets what comes in flow back into the allowance.
    """
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    build.group(desk, "K02")
    loan = build.loan(desk, date(2026, 1, 5))
    build.loan(desk, date(2026, 1, 5), group="K02")
    for number in (loan, "P-2026-0002"):
        build.pay(desk, number, date(2026, 2, 5), 115_000)
    close_month(desk, JAN)
    close_month(desk, FEB)
    with desk.write() as session:
        add_facts(session, "pengaturan", [("penerimaan-kembali", "cadangan", "2026-03-01")])
    write_off(desk, loan, date(2026, 3, 20), decision="07/BKM/2026", reason="KSM bubar")
    build.pay(desk, loan, date(2026, 3, 25), 100_000)
    return desk, loan


def test_the_list_shows_what_is_off_the_balance(written):
    desk, loan = written
    end_claim(desk, loan, date(2026, 3, 31), decision="02/RW/2026", reason="Tidak mampu")
    before = paper(desk, "hapus-buku", FEB)
    assert (before["loans"], before["totals"]["written_off"]) == ([], 0)
    (row,) = paper(desk, "hapus-buku")["loans"]
    assert {
        key: row[key] for key in ("number", "written_off_on", "ended_on", "decisions", "end_decision")
    } == {
        "number": loan,
        "written_off_on": date(2026, 3, 20),
        "ended_on": date(2026, 3, 31),
        "decisions": ["07/BKM/2026"],
        "end_decision": "02/RW/2026",
    }
    amounts = (
        "principal",
        "written_off",
        "service",
        "recovered_principal",
        "recovered_service",
        "left",
        "given_up",
    )
    rupiah = [row[key] // 100 for key in amounts]
    assert rupiah == [1_000_000, 900_000, 15_000, 100_000, 0, 0, 815_000]
    (earlier,) = build_statement(desk, "hapus-buku", ReportPeriod.at(date(2026, 3, 30))).data["loans"]
    assert (earlier["left"], earlier["given_up"], earlier["ended_on"]) == (81_500_000, 0, None)


def test_a_written_off_loan_counts_in_no_figure_of_quality(written):
    desk, _ = written
    assert [row["number"] for row in paper(desk, "kolektibilitas")["loans"]] == ["P-2026-0002"]
    assert paper(desk, "kolektibilitas")["total_balance"] == 90_000_000
    assert [row["number"] for row in paper(desk, "tunggakan")["loans"]] == ["P-2026-0002"]
    indicators = paper(desk, "kinerja")["indicators"]
    assert [indicators[name]["denominator"] for name in ("LAR", "PAR", "RR")] == [1, 90_000_000, 90_000_000]


def test_the_progress_report_shows_it_apart_and_its_checks_hold(written):
    desk, loan = written
    close_month(desk, MARCH)
    row = next(row for row in paper(desk, "perkembangan-pinjaman")["loans"] if row["number"] == loan)
    shown = [
        row[key] // 100
        for key in ("principal", "paid_principal", "written_off", "balance", "balance_service")
    ]
    assert shown == [1_000_000, 100_000, 900_000, 0, 0]
    april = paper(desk, "perkembangan-pinjaman", Month(2026, 4))
    assert [row["number"] for row in april["loans"]] == ["P-2026-0002"]
    assert (april["written_off"]["loans"], april["written_off"]["written_off"]) == (1, 90_000_000)
    assert april["totals"]["balance"] == 90_000_000
    assert "Dihapus buku sebelum bulan ini (1 pinjaman)" in str(
        cells(desk, "perkembangan-pinjaman", Month(2026, 4))
    )
    assert "Hapus buku" not in str(
        build_statement(desk, "perkembangan-pinjaman", ReportPeriod.of_month(FEB)).sections[0].columns
    )


def test_the_movement_of_the_allowance_ends_at_the_ledger(written):
    desk, _ = written
    keys = ("opening", "formed", "released", "written_off", "recovered", "other", "closing")

    def moves(period):
        found = build_statement(desk, "cadangan", period).data["movement"]
        return [found[key] // 100 for key in keys]

    # 1 percent of two millions in January; nothing was overdue at the end of February either: 18.000.
    assert moves(ReportPeriod.of_month(JAN)) == [0, 20_000, 0, 0, 0, 0, 20_000]
    assert moves(ReportPeriod.of_month(FEB)) == [20_000, 0, -2_000, 0, 0, 0, 18_000]
    assert moves(ReportPeriod.of_month(MARCH)) == [18_000, 0, 0, -18_000, 100_000, 0, 100_000]
    close_month(desk, MARCH)
    assert moves(ReportPeriod.of_month(MARCH)) == [18_000, 0, -55_000, -18_000, 100_000, 0, 45_000]
    assert moves(ReportPeriod.at(date(2026, 3, 31))) == [0, 20_000, -57_000, -18_000, 100_000, 0, 45_000]


def test_a_counter_entry_takes_its_movement_back(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 5))
    close_month(desk, JAN)
    done = write_off(desk, loan, date(2026, 2, 20), decision="07/BKM/2026", reason="KSM bubar")
    correct_entry(desk, done.voucher, "Putusan ditarik")
    found = paper(desk, "cadangan", FEB)["movement"]
    assert (found["opening"], found["written_off"], found["closing"]) == (1_000_000, 0, 1_000_000)


def test_the_months_set_has_it_and_every_paper_agrees(written):
    desk, _ = written
    close_month(desk, MARCH)
    assert [statement.name for statement in month_package(desk, MARCH)] == monthly_papers("upk")
    assert "Penerimaan kembali pinjaman yang dihapus buku" in str(cells(desk, "arus-kas"))


def test_receipt_and_card_tell_of_the_claim(written, build):
    desk, loan = written
    paid = build.pay(desk, loan, date(2026, 3, 26), 815_000)
    told = receipt_text(receipt_paper(desk, paid.voucher))
    assert f"Penerimaan kembali pinjaman {loan} yang sudah dihapus buku" in " ".join(told.split())
    assert "Sisa tagihan" in told
    assert "800.000" in told
    card = loan_card(desk, loan, "pinjaman", date(2026, 3, 31))
    assert [(row.note, row.principal // 100, row.balance // 100) for row in card.payments] == [
        ("", 100_000, 900_000),
        ("Hapus buku", 0, 0),
        ("Penerimaan kembali", 100_000, 0),
        ("Penerimaan kembali", 800_000, 0),
    ]


def test_by_the_name_of_its_ksm_it_is_offered(written, build):
    desk, loan = written
    with pytest.raises(NoRunningLoan) as refused:
        build.pay(desk, "K01", date(2026, 3, 26), 1_000)
    assert refused.value.written_off == (loan,)
    assert loan in sentence(refused.value)
