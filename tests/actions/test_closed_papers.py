"""Every paper of a closed month stays as it was first printed, byte for byte, whatever is recorded later."""

from datetime import date

import pytest

from upk_ledger.actions.accounts import name_account, open_account
from upk_ledger.actions.assets import buy_asset
from upk_ledger.actions.book import rulebook_text
from upk_ledger.actions.borrowers import relate
from upk_ledger.actions.budgets import set_budget
from upk_ledger.actions.cash import deposit_to_bank
from upk_ledger.actions.officers import appoint
from upk_ledger.actions.people import correct_group, correct_member, register_member
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.report_notes import set_note
from upk_ledger.actions.reports import PAPERS, build_statement
from upk_ledger.actions.reversal import reverse
from upk_ledger.actions.rulebooks import use_rulebook
from upk_ledger.actions.savings import save, withdraw
from upk_ledger.actions.settings import change_setting
from upk_ledger.actions.vouchers import tell_support
from upk_ledger.actions.write_offs import write_off
from upk_ledger.cli.papers import statement_bytes
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.dates import Month
from upk_ledger.core.offices import Account, Officer
from upk_ledger.core.people import Member
from upk_ledger.core.report_choices import COMPARISONS, Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.vouchers import Support

JAN, FEB, MAR = Month(2026, 1), Month(2026, 2), Month(2026, 3)
LATER = date(2026, 3, 9)
OF_UPK = [name for name, paper in PAPERS.items() if "upk" in paper.offices]


def rp(amount):
    return amount * 100


@pytest.fixture
def loans(desk, build):
    """January and February: three loans, savings, an asset, a cancelled payment, a budget, notes, a relation."""
    build.opening(desk, k11010=30_000_000, k31020=-28_000_000, k31090=-1_500_000, k21030=-500_000)
    for code in ("K01", "K02", "K03"):
        build.group(desk, code)
    relate(desk, "K01", "A02", "manajer", "keluarga", date(2026, 1, 2))
    shared = build.loan(
        desk, date(2026, 1, 10), 5_000_000, "K01", shares={"A01": 2_000_000, "A02": 3_000_000}
    )
    late = build.loan(desk, date(2026, 1, 12), 3_000_000, "K02")
    never = build.loan(desk, date(2026, 1, 15), 2_000_000, "K03")
    deposit_to_bank(desk, date(2026, 1, 20), rp(9_000_000))
    save(desk, "K01", rp(250_000), date(2026, 1, 21))
    buy_asset(desk, NewAsset("M1", "Lemari", rp(1_200_000), 48), date(2026, 1, 22))
    set_budget(desk, 2026, "41010", rp(2_400_000))
    set_note(desk, "dasar-hukum", JAN, "SK Lurah")
    set_note(desk, "lain", FEB, "Tidak ada.")
    close_month(desk, JAN)
    build.pay(desk, shared, date(2026, 2, 10), 575_000)
    wrong = build.pay(desk, late, date(2026, 2, 18), 100_000)
    reverse(desk, wrong.voucher, "salah KSM")
    write_off(desk, never, date(2026, 2, 20), decision="01/BKM", reason="bubar")
    build.entry(desk, date(2026, 2, 25), "51010", "11010", 150_000, "Insentif")
    build.entry(desk, date(2026, 2, 26), "11021", "41021", 4_150, "Bunga")
    close_month(desk, FEB)
    return shared, late, never


def every_paper(desk):
    """The bytes of each paper of January, February and the year so far, in each of its forms."""
    found = {}
    for period in (ReportPeriod.of_month(JAN), ReportPeriod.of_month(FEB), ReportPeriod.at(FEB.last)):
        for name in OF_UPK:
            several = [Choices()]
            if name in COMPARISONS:
                several.append(Choices(terms="sak", form="dua-sisi", beside=COMPARISONS[name]))
            for choices in several:
                paper = build_statement(desk, name, period, choices=choices)
                for form in ("pdf", "json", "csv", "tabel"):
                    found[name, period, choices.form, form] = statement_bytes(paper, form, "A4")
    return found


def much_later(desk, build, loans, folder):
    """March: everything that a paper shows and can change, changed."""
    shared, late, never = loans
    change_setting(desk, "istilah-laporan", "sak", MAR.first)
    change_setting(desk, "bentuk-neraca", "dua-sisi", MAR.first)
    change_setting(desk, "pinjaman-lama-sebelum", "2026-01-11", MAR.first)
    change_setting(desk, "penerimaan-kembali", "cadangan", MAR.first)
    name_account(desk, "11010", "Kas Besar")
    name_account(desk, "41010", "Jasa")
    open_account(desk, Account("31060", "Modal CSR", "modal", "modal-dana"))
    correct_group(desk, "K01", name="Mawar Baru", address="Jalan Lain")
    correct_member(desk, "K01", "A02", {"address": "Jalan Lain"})
    register_member(desk, Member("K01", "A09", "Anggota Baru", "L"), LATER)
    for code, role in (("manajer", "Manajer UPK"), ("pembuku", "Pembuku"), ("pengawas", "Pengawas")):
        appoint(desk, Officer(code, role, f"Pengganti {role}", date(2026, 1, 1)))
    appoint(desk, Officer("kasir", "Kasir", "Orang Baru", LATER))
    relate(desk, "K02", "A01", "pengawas", "keluarga", date(2026, 1, 5))
    relate(desk, "K01", "A02", "manajer", "keluarga", date(2026, 1, 5), ended=True)
    set_budget(desk, 2026, "41010", rp(9_600_000))
    set_note(desk, "dasar-hukum", MAR, "Perda")
    set_note(desk, "lain", MAR, "Pindah kantor.")
    own = rulebook_text("pnpm-2012").replace("persen = 15", "persen = 20")
    path = folder / "aturan.toml"
    path.write_text(own, encoding="utf-8")
    use_rulebook(desk, str(path), MAR.first)
    tell_support(desk, "KK/2026/02/0002", Support("ada", "kuitansi"))
    reverse(desk, "KK/2026/02/0002", "dibayar dua kali", LATER)
    build.pay(desk, late, LATER, 345_000)
    build.pay(desk, never, LATER, 50_000)
    withdraw(desk, "K01", rp(10_000), LATER, reason="perlu")
    write_off(desk, shared, date(2026, 3, 30), decision="02/BKM", reason="pindah")
    build.loan(desk, LATER, 1_000_000, "K03")
    build.entry(desk, LATER, "11021", "31060", 700_000, "Modal CSR")


def test_papers_of_closed_months_stay_as_first_printed(desk, engine_location, build, loans, tmp_path):
    first = every_paper(desk)
    later = build.open(engine_location)
    much_later(later, build, loans, tmp_path)
    close_month(later, MAR)
    changed = sorted({key[0] for key, paper in every_paper(later).items() if paper != first[key]})
    assert changed == []
    march = build_statement(later, "neraca", ReportPeriod.of_month(MAR))
    assert march.title == "Laporan Posisi Keuangan"
    assert march.landscape


def test_closing_again_gives_the_same_papers(desk, engine_location, build, loans):
    first = every_paper(desk)
    later = build.open(engine_location)
    reopen_month(later, FEB, "diperiksa")
    close_month(later, FEB)
    again = every_paper(later)
    assert sorted({key[0] for key, paper in again.items() if paper != first[key]}) == []


def test_what_is_recorded_between_an_early_closing_and_the_months_end_is_told_a_month_later(desk, build):
    build.opening(desk, k11010=9_000_000, k31020=-9_000_000)
    build.group(desk)
    first = build.loan(desk, date(2026, 1, 10), 500_000)
    close_month(desk, JAN)
    second = build.loan(desk, date(2026, 2, 10), 500_000)

    def named(month):
        told = build_statement(desk, "pengawasan", ReportPeriod.of_month(month)).data["rules"]
        return {item["subject"] for rule in told for item in rule["items"]} & {first, second}

    assert (named(JAN), named(FEB)) == ({first}, {second})


def test_a_month_closed_before_it_ended_keeps_its_list_for_the_pengawas(desk, build):
    """The clock stands in January all the while: what follows the closing is recorded on days of the closed month."""
    build.opening(desk, k11010=9_000_000, k31020=-9_000_000)
    build.group(desk)
    change_setting(desk, "batas-kas", "1000000", JAN.first)
    loan = build.loan(desk, date(2026, 1, 5), 500_000)
    close_month(desk, JAN)

    def printed():
        papers = [
            build_statement(desk, "pengawasan", period)
            for period in (ReportPeriod.of_month(JAN), ReportPeriod.at(JAN.last))
        ]
        return [statement_bytes(paper, form, "A4") for paper in papers for form in ("json", "tabel", "pdf")]

    first = printed()
    assert loan.encode() in first[0]
    change_setting(desk, "batas-kas", "1000", FEB.first)
    build.loan(desk, date(2026, 2, 2), 700_000)
    reverse(desk, build.pay(desk, loan, date(2026, 2, 1), 10_000).voucher, "Keliru")
    appoint(desk, Officer("pembuku", "Pembuku", "Nama Baru", JAN.first))
    assert printed() == first
    close_month(desk, FEB)
    assert printed() == first
