"""From application to decision, on both engines: who may borrow, the file, visits, members, who may decide."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions import borrowers, cash, lending, loan_files, loan_views, member_shares, people, visits
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.eligibility import judge
from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.core.errors.decisions import (
    ApproverRelated,
    MemberAboveAsked,
    MemberDidNotAsk,
    MemberUndecided,
    NoSuchOfficer,
    NoSuchVisit,
    NotRelated,
    NotTrained,
    PaperSaidTwice,
    UnknownPaper,
    VisitBeforeDisbursement,
)
from upk_ledger.core.errors.loans import PrincipalNotPositive, SharesDoNotAddUp, UnknownTerm
from upk_ledger.core.errors.people import EmptyField, MemberLeft, UnknownMember
from upk_ledger.core.lending import Capacity, LoanApplication, MemberDecision, Share
from upk_ledger.core.people import Member
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.visits import Visit, VisitDue
from upk_ledger.store.importing import known_loans
from upk_ledger.store.records import text_of

APPLIED, DECIDED, PAID = date(2026, 1, 10), date(2026, 1, 12), date(2026, 1, 15)
MEMBERS = ("A", "B", "C", "D", "E")
SHARES = (Share("A", 60_000_000), Share("B", 40_000_000), Share("C", 50_000_000))
NIK = "337401150580000"


@pytest.fixture
def group(desk):
    """Five women of a group that is old enough: nothing stands against them under the rules of 2012."""
    people.register_group(desk, "K01", "Mekar Sari", formed_on=date(2025, 10, 10))
    for code in MEMBERS:
        people.register_member(desk, Member("K01", code, f"Ibu {code}", "P"))
    cash.receive_cash(desk, date(2026, 1, 2), "Modal PNPM", 5_000_000_000, "BLM")
    return "K01"


def asked(group="K01", on=APPLIED, shares=SHARES, **more):
    terms = LoanTerms(sum(share.principal for share in shares), 10, Fraction(3, 2), "bulan", "flat", on)
    return LoanApplication(group, terms, shares, **more)


def paid_out(desk, shares=SHARES, applied=APPLIED, decided=DECIDED, paid=PAID):
    number = lending.apply_for_loan(desk, asked(shares=shares, on=applied))
    lending.decide_loan(desk, number, "disetujui", decided)
    lending.disburse_loan(desk, number, paid)
    return number


def told(desk, application=None):
    return [(breach.rule, breach.member, breach.detail) for breach in judge(desk, application or asked())]


def noted(desk, *rules):
    return [
        (item.rule, item.subject, item.detail, item.reason)
        for item in list_exceptions(desk)
        if item.rule in rules
    ]


# Who may borrow


def test_nothing_stands_against_a_fit_group(desk, group):
    assert told(desk) == []


def test_a_group_is_old_enough_on_the_day_and_not_the_day_before(desk, group):
    assert told(desk, asked(on=date(2026, 1, 10))) == []
    (found,) = judge(desk, asked(on=date(2026, 1, 9)))
    assert (found.rule, found.found, found.wanted) == ("umur-ksm", 2, 3)


def test_a_first_loan_has_its_ceiling_to_the_sen_and_the_next_has_none(desk, group):
    at, above = (Share("A", 100_000_000),), (Share("A", 100_000_001),)
    assert told(desk, asked(shares=at)) == []
    assert told(desk, asked(shares=above)) == [("plafon", "A", "")]
    refused = lending.apply_for_loan(desk, asked(shares=at))
    lending.decide_loan(desk, refused, "ditolak", APPLIED, reason="Dana habis")
    assert ("plafon", "A", "") in told(desk, asked(shares=above))
    paid_out(desk, shares=at)
    assert [rule for rule, *_ in told(desk, asked(shares=above, on=PAID))] == ["bagian-berjalan"]


def test_a_group_that_names_no_members_is_judged_by_the_average_of_its_members(desk, group):
    def whole(principal, on=APPLIED):
        return LoanApplication("K01", LoanTerms(principal, 10, Fraction(3, 2), "bulan", "flat", on))

    assert told(desk, whole(500_000_000)) == []
    (found,) = judge(desk, whole(500_000_100))
    assert (found.rule, found.member, found.found, found.wanted) == ("plafon", None, 100_000_100, 100_000_000)
    number = lending.apply_for_loan(desk, whole(500_000_100), "Usaha bersama")
    assert noted(desk, "plafon") == [("plafon", number, "100000100 100000000 5", "Usaha bersama")]
    lending.decide_loan(desk, number, "disetujui", DECIDED)
    lending.disburse_loan(desk, number, PAID)
    assert [rule for rule, *_ in told(desk, whole(900_000_000, PAID))] == ["pinjaman-berjalan"]


def test_an_installment_is_told_beyond_what_the_member_can_pay_and_not_at_it(desk, group):
    shares, largest = (Share("A", 100_000_000),), 11_500_000
    able = asked(shares=shares, capacities=(Capacity("A", 20_000_000 + largest, 20_000_000),))
    assert told(desk, able) == []
    short = asked(shares=shares, capacities=(Capacity("A", 20_000_000 + largest - 1, 20_000_000),))
    (found,) = judge(desk, short)
    assert (found.rule, found.found, found.wanted, found.member) == ("kemampuan", largest, largest - 1, "A")


def test_trainings_count_from_the_first_one_of_the_group(desk, group):
    assert borrowers.train_members(desk, "mekar", ["a", "B"], APPLIED, "PERT") == ("K01", ("A", "B"))
    assert told(desk) == [("pelatihan", None, "C, D, E")]
    borrowers.train_members(desk, "K01", (), APPLIED, "Usaha")
    assert told(desk) == []
    borrowers.train_members(desk, "K01", ["E"], APPLIED, "Usaha", called_off=True)
    assert told(desk) == [("pelatihan", None, "E")]
    with pytest.raises(NotTrained):
        borrowers.train_members(desk, "K01", ["E"], APPLIED, "Usaha", called_off=True)
    with pytest.raises(UnknownMember):
        borrowers.train_members(desk, "K01", ["Z"], APPLIED, "Usaha")
    with pytest.raises(EmptyField):
        borrowers.train_members(desk, "K01", ["E"], APPLIED, " ")


def test_a_joint_liability_paper_lacks_where_papers_came_without_it(desk, group):
    assert told(desk, asked(papers=("ktp",))) == [("tanggung-renteng", None, "")]
    assert told(desk, asked(papers=("ktp", "Tanggung-Renteng"))) == []
    assert told(desk, asked(papers=("semua",))) == []
    number = lending.apply_for_loan(desk, asked(papers=("semua",)))
    assert loan_files.papers_lacking(desk, number) == ()


def test_the_same_nik_in_another_group_and_a_member_without_one(desk, group):
    people.register_group(desk, "K02", "Melati")
    people.register_member(desk, Member("K02", "01", "Ibu A", "P", nik=f"{NIK}1"))
    assert told(desk) == []
    for code, last in zip("AB", "12", strict=True):
        people.correct_member(desk, "K01", code, {"nik": f"{NIK}{last}"})
    assert told(desk) == [("nik-ganda", "A", "K02"), ("identitas", "C", "")]


def test_loans_that_did_not_come_back_stand_against_the_next(desk, group, build):
    first = paid_out(desk)
    assert told(desk, asked(on=PAID)) == [("bagian-berjalan", code, first) for code in "ABC"]
    other = asked(shares=(Share("D", 10_000_000),), on=PAID)
    assert told(desk, other) == [("pinjaman-berjalan", None, first)]
    build.pay(desk, first, date(2026, 2, 1), 1_725_000)
    assert told(desk, replace(asked(), terms=replace(asked().terms, start=date(2026, 2, 1)))) == []


def test_members_who_are_officers_or_their_family(desk, group):
    borrowers.relate(desk, "K01", "a", "Manajer", "diri", APPLIED)
    borrowers.relate(desk, "K01", "B", "pengawas", "keluarga", APPLIED)
    borrowers.relate(desk, "K01", "E", "pengawas", "keluarga", APPLIED)
    assert told(desk) == [("pengurus", "A", "manajer"), ("keluarga-pengurus", "B", "pengawas")]
    borrowers.relate(desk, "K01", "A", "manajer", "diri", APPLIED, ended=True)
    assert told(desk) == [("keluarga-pengurus", "B", "pengawas")]
    assert [one[:4] for one in borrowers.list_relations(desk)] == [
        ("K01", "B", "pengawas", "keluarga"),
        ("K01", "E", "pengawas", "keluarga"),
    ]
    with pytest.raises(NotRelated):
        borrowers.relate(desk, "K01", "A", "manajer", "diri", APPLIED, ended=True)
    with pytest.raises(NoSuchOfficer):
        borrowers.relate(desk, "K01", "A", "lurah", "diri", APPLIED)
    with pytest.raises(UnknownTerm):
        borrowers.relate(desk, "K01", "A", "manajer", "teman", APPLIED)


def test_what_stands_against_a_loan_is_on_the_exception_list_with_the_reason(desk, group):
    borrowers.relate(desk, "K01", "B", "pengawas", "keluarga", APPLIED)
    number = lending.apply_for_loan(desk, asked(), "Disetujui rapat BKM")
    assert noted(desk, "keluarga-pengurus") == [
        ("keluarga-pengurus", f"{number} B", "1 0 pengawas", "Disetujui rapat BKM")
    ]


# The decision on each member


def test_a_member_is_refused_with_a_reason_and_the_others_get_the_rest(desk, group):
    number = lending.apply_for_loan(desk, asked())
    refused = [("b", "Usaha belum ada")]
    lending.decide_loan(desk, number, "disetujui", DECIDED, refused=refused, decision="03/BKM/2026")
    view = loan_views.view_loan(desk, number, DECIDED)
    assert view.decisions == (
        MemberDecision("A", 60_000_000, 60_000_000, "disetujui"),
        MemberDecision("B", 40_000_000, 0, "ditolak", "Usaha belum ada"),
        MemberDecision("C", 50_000_000, 50_000_000, "disetujui"),
    )
    assert (view.principal, view.shares) == (110_000_000, (SHARES[0], SHARES[2]))
    out = lending.disburse_loan(desk, number, PAID)
    assert (out.principal, sum(row.principal for row in out.installments)) == (110_000_000, 110_000_000)
    _, schedule, _ = loan_views.loan_schedule(desk, number, PAID)
    assert [member for member, _ in schedule.members] == ["A", "C"]
    assert check_book(desk).violations == ()


def test_less_for_a_member_and_a_changed_decision(desk, group):
    number = lending.apply_for_loan(desk, asked())
    less = (SHARES[0], Share("C", 10_000_000))
    lending.decide_loan(desk, number, "disetujui", DECIDED, shares=less, refused=[("B", "Pindah")])
    assert [one.outcome for one in loan_views.view_loan(desk, number, DECIDED).decisions] == [
        "disetujui",
        "ditolak",
        "dikurangi",
    ]
    lending.decide_loan(desk, number, "ditolak", PAID, reason="Dana habis")
    assert loan_views.view_loan(desk, number, PAID).decisions == ()
    assert len(loan_views.view_loan(desk, number, DECIDED).decisions) == 3
    lending.decide_loan(desk, number, "disetujui", PAID)
    found = loan_views.view_loan(desk, number, PAID)
    assert (found.principal, {one.outcome for one in found.decisions}) == (150_000_000, {"disetujui"})
    assert lending.disburse_loan(desk, number, PAID).principal == 150_000_000


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"shares": SHARES[:2]}, MemberUndecided),
        ({"shares": (Share("A", 60_000_001), *SHARES[1:])}, MemberAboveAsked),
        ({"shares": (*SHARES, Share("D", 1))}, MemberAboveAsked),
        ({"refused": [("D", "x")]}, MemberDidNotAsk),
        ({"refused": [("Z", "x")]}, UnknownMember),
        ({"refused": [("A", "")]}, EmptyField),
        ({"refused": [(code, "x") for code in "ABC"]}, PrincipalNotPositive),
        ({"refused": [("A", "x")], "principal": 89_999_999}, SharesDoNotAddUp),
    ],
)
def test_what_cannot_be_decided_leaves_no_trace(desk, group, facts, error):
    number = lending.apply_for_loan(desk, asked())
    with desk.read() as session:
        before = session.head()
    with pytest.raises(error):
        lending.decide_loan(desk, number, "disetujui", DECIDED, **facts)
    with desk.read() as session:
        assert session.head() == before


def test_an_officer_of_the_group_or_its_family_does_not_decide(desk, group):
    number = lending.apply_for_loan(desk, asked())
    borrowers.relate(desk, "K01", "E", desk.actor, "keluarga", APPLIED)
    for outcome in ("disetujui", "ditolak"):
        with pytest.raises(ApproverRelated):
            lending.decide_loan(desk, number, outcome, DECIDED, reason="x")
    borrowers.relate(desk, "K01", "E", desk.actor, "keluarga", APPLIED, ended=True)
    lending.decide_loan(desk, number, "disetujui", DECIDED)


# The file


def test_the_file_has_its_papers_in_order_and_the_newest_word_counts(desk, group):
    number = lending.apply_for_loan(desk, asked())
    loan_files.record_papers(desk, number, ["KTP", "perjanjian"], ["ijin-keluarga"])
    loan_files.record_papers(desk, number, [], ["ktp"])
    _, file = loan_files.loan_file(desk, number)
    assert [paper.rule.code for paper in file[:3]] == ["bukti-kas-keluar", "perjanjian", "blanko-putusan"]
    said = {paper.rule.code: paper.status for paper in file if paper.status}
    assert said == {"perjanjian": "ada", "ktp": "tidak", "ijin-keluarga": "tidak"}
    loan_files.record_papers(desk, number, ["semua"], ["aturan-main"])
    assert [paper.code for paper in loan_files.papers_lacking(desk, number)] == ["aturan-main"]
    with pytest.raises(UnknownPaper):
        loan_files.record_papers(desk, number, ["akta"])
    with pytest.raises(PaperSaidTwice):
        loan_files.record_papers(desk, number, ["ktp"], ["ktp"])


def test_money_that_leaves_without_a_paper_stands_on_the_exception_list(desk, group):
    number = lending.apply_for_loan(desk, asked())
    lending.decide_loan(desk, number, "disetujui", DECIDED)
    loan_files.record_papers(desk, number, ["semua"], ["ktp", "perjanjian"])
    lending.disburse_loan(desk, number, PAID, reason="KTP menyusul")
    assert noted(desk, "berkas-kurang") == [
        ("berkas-kurang", number, "perjanjian, ktp", "KTP menyusul"),
    ]
    complete = lending.apply_for_loan(desk, asked(on=PAID, papers=("semua",)))
    lending.decide_loan(desk, complete, "disetujui", PAID)
    lending.disburse_loan(desk, complete, PAID)
    assert len(noted(desk, "berkas-kurang")) == 1


def test_the_audit_knows_everything_that_is_recorded_on_the_way(desk, group):
    borrowers.train_members(desk, "K01", (), APPLIED, "PERT")
    borrowers.train_members(desk, "K01", ["E"], APPLIED, "PERT", called_off=True)
    borrowers.relate(desk, "K01", "B", "pengawas", "keluarga", APPLIED)
    number = lending.apply_for_loan(desk, asked(papers=("semua",)), "Rapat BKM")
    visits.record_visit(desk, number, Visit(APPLIED, "pemeriksaan", ("manajer", "koordinator"), "Baik"))
    lending.decide_loan(desk, number, "disetujui", DECIDED, refused=[("A", "Pindah"), ("B", "Sakit")])
    loan_files.record_papers(desk, number, [], ["ktp"])
    lending.disburse_loan(desk, number, PAID, reason="KTP menyusul")
    result = check_book(desk)
    assert result.violations == ()
    with desk.read() as session:
        said = [text_of(session, record) for record in range(1, result.records + 1)]
    assert {"Rapat BKM", "Baik", "Pindah", "Sakit", "KTP menyusul"} <= set(said)


# Visits


def test_who_left_the_group_meanwhile_gets_no_money(desk, group):
    number = lending.apply_for_loan(desk, asked())
    lending.decide_loan(desk, number, "disetujui", DECIDED)
    member_shares.leave_group(desk, group, "C", DECIDED, "Pindah")
    with pytest.raises(MemberLeft):
        lending.disburse_loan(desk, number, PAID)
    lending.decide_loan(desk, number, "disetujui", PAID, refused=(("C", "Pindah"),))
    assert lending.disburse_loan(desk, number, PAID).principal == 100_000_000


def test_an_import_knows_the_till_that_paid_out_beside_what_was_held_back(desk, group):
    number = lending.apply_for_loan(desk, asked())
    lending.decide_loan(desk, number, "disetujui", DECIDED)
    lending.disburse_loan(desk, number, PAID, savings=7_500_000, fee=1_000_000)
    with desk.read() as session:
        assert known_loans(session)[number].facts["cash_account"] == "11010"


def test_visits_are_logged_with_who_went_and_can_be_called_off(desk, group):
    number = paid_out(desk)
    early = Visit(APPLIED, "pemeriksaan", ("Manajer", "koordinator"), "Usaha jalan")
    visits.record_visit(desk, number, Visit(date(2026, 2, 1), "pembinaan", ()))
    visits.record_visit(desk, number, early)
    assert visits.visit_log(desk, number)[1] == (
        early._replace(visitors=("manajer", "koordinator")),
        Visit(date(2026, 2, 1), "pembinaan", ("pembuku",)),
    )
    visits.call_off_visit(desk, number, APPLIED, "pemeriksaan", "Salah pinjaman")
    assert [visit.purpose for visit in visits.visit_log(desk, number)[1]] == ["pembinaan"]
    with pytest.raises(NoSuchVisit):
        visits.call_off_visit(desk, number, APPLIED, "pemeriksaan", "Salah pinjaman")
    with pytest.raises(EmptyField):
        visits.call_off_visit(desk, number, date(2026, 2, 1), "pembinaan", "")
    with pytest.raises(VisitBeforeDisbursement):
        visits.record_visit(desk, number, Visit(date(2026, 1, 14), "pembinaan", ()))
    with pytest.raises(NoSuchOfficer):
        visits.record_visit(desk, number, Visit(PAID, "penagihan", ("lurah",)))
    with pytest.raises(UnknownTerm):
        visits.record_visit(desk, number, Visit(PAID, "arisan", ()))


def test_the_first_visit_is_due_the_day_after_and_late_after_a_month(desk, group):
    number = paid_out(desk)
    due = VisitDue(number, "K01", "Mekar Sari", PAID, date(2026, 2, 15), late=False)
    assert visits.visits_due(desk, PAID) == []
    assert visits.visits_due(desk, date(2026, 1, 16)) == [due]
    assert visits.visits_due(desk, date(2026, 2, 15)) == [due]
    assert visits.visits_due(desk, date(2026, 2, 16)) == [due._replace(late=True)]
    visits.record_visit(desk, number, Visit(date(2026, 2, 10), "penagihan", ()))
    assert len(visits.visits_due(desk, date(2026, 2, 16))) == 1
    visits.record_visit(desk, number, Visit(date(2026, 2, 16), "pembinaan", ()))
    assert visits.visits_due(desk, date(2026, 2, 16)) == []
    assert len(visits.visits_due(desk, date(2026, 2, 15))) == 1
    visits.call_off_visit(desk, number, date(2026, 2, 16), "pembinaan", "Salah catat")
    assert len(visits.visits_due(desk, date(2026, 2, 16))) == 1


def test_of_loans_taken_over_and_paid_back_no_visit_is_due(desk, group, build):
    build.running_loan(desk, date(2025, 11, 1))
    number = paid_out(desk)
    build.pay(desk, number, date(2026, 2, 1), 1_725_000)
    assert visits.visits_due(desk, date(2026, 3, 1)) == []
