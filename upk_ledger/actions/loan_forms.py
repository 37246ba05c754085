"""How the form "Permohonan dan Keputusan Pemberian Pinjaman" of one loan is made."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.loan_files import file_of
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.report_frames import Framer, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.terbilang import terbilang
from upk_ledger.bahasa.terms import terms_text
from upk_ledger.core.lending import Capacity, Loan, MemberDecision, Share
from upk_ledger.core.loan_files import HAVE
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import group_schedule
from upk_ledger.core.statement_builders_forms import FormLine, loan_form
from upk_ledger.core.statements import Statement
from upk_ledger.store import lending
from upk_ledger.store.decisions import member_decisions
from upk_ledger.store.desk import Desk
from upk_ledger.store.people import find_group, members_of, names_of
from upk_ledger.store.records import text_of
from upk_ledger.store.session import ReadSession

NAME = "formulir-pinjaman"


def form_of(desk: Desk, number: str, as_of: date) -> Statement:
    """The form of a loan with all that is known at the end of a day; what is not decided is left to be written in."""
    with desk.read() as session:
        loan = get_loan(session, number)
        definition = definition_of(NAME)
        framer = Framer(Source(session, ReportPeriod.at(max(as_of, desk.office.start))))
        frame = framer.frame(definition, f"{loan.number}, diajukan {long_date(loan.terms.start)}")
        made = loan_form(
            definition, frame, _head(session, loan, as_of), _lines(session, loan, as_of), loan.terms.tenor
        )
        asked = {"number": loan.number, "group": loan.group, "applied_on": loan.terms.start}
    return replace(made, data={**asked, **made.data}, provisional=False, last=None)


def _head(session: ReadSession, loan: Loan, as_of: date) -> tuple[tuple[str, str], ...]:
    """Part A: who asks for how much, for what, and which papers came with it."""
    group = find_group(session, loan.group)
    asking = lending.shares_of(session, loan.record) or members_of(session, loan.group)
    papers = ", ".join(paper.rule.name for paper in file_of(session, loan) if paper.status == HAVE)
    stage = lending.newest_stage(session, loan.number, as_of)
    office = session.desk.office
    facts = (
        ("Kelompok (KSM)", f"{loan.group} {loan.group_name}"),
        ("Alamat", group.address or ""),
        ("Kecamatan", f"{office.district}, {office.regency_kind} {office.regency}"),
        ("Pinjaman yang diajukan", rupiah(loan.terms.principal)),
        ("Terbilang", terbilang(loan.terms.principal)),
        ("Jumlah anggota", f"{len(asking)} orang"),
        ("Tujuan", text_of(session, loan.record)),
        ("Syarat", terms_text(loan.terms)),
        ("Lampiran", papers),
        ("Putusan", f"{stage[0]}, {long_date(stage[1])}" if stage else ""),
    )
    return tuple((label, words or "-") for label, words in facts)


def _lines(session: ReadSession, loan: Loan, as_of: date) -> list[FormLine]:
    """Parts B and C: each member, or the group where nobody said how the loan is shared."""
    asked = lending.shares_of(session, loan.record)
    told = {one.member: one for one in lending.capacities_of(session, loan.number)}
    names = {code: name for (_, code), name in names_of(session, loan.group).items()}
    stage = lending.newest_stage(session, loan.number, as_of)
    decided = member_decisions(session, loan.number, stage[3], asked) if stage else ()
    if asked or decided:
        codes = [share.member for share in asked] or [one.member for one in decided]
        return _of_members(loan, codes, dict(asked), names, told, {one.member: one for one in decided})
    if not stage or stage[0] != "disetujui":
        return [FormLine(loan.group, loan.group_name, loan.terms.principal)]
    return [
        FormLine(
            loan.group, loan.group_name, loan.terms.principal, granted=stage[2],
            installment=_largest(loan, stage[2], ())[""],
        )
    ]  # fmt: skip


def _of_members(
    loan: Loan,
    codes: Sequence[str],
    asked: Mapping[str, int],
    names: Mapping[str, str],
    told: Mapping[str, Capacity],
    decided: Mapping[str, MemberDecision],
) -> list[FormLine]:
    shares = [
        Share(code, decided[code].granted) for code in codes if code in decided and decided[code].granted
    ]
    due = _largest(loan, sum(share.principal for share in shares), shares) if shares else {}
    lines = []
    for code in codes:
        line = FormLine(code, names.get(code, code), asked.get(code, 0))
        if code in told:
            line = replace(line, income=told[code].income, cost=told[code].cost)
        if code in decided:
            one = decided[code]
            remark = ", ".join(filter(None, (one.outcome, one.reason)))
            line = replace(line, granted=one.granted, installment=due.get(code), remark=remark)
        lines.append(line)
    return lines


def _largest(loan: Loan, principal: int, shares: Sequence[Share]) -> dict[str, int]:
    """The largest installment of each member, or of the whole under no name."""
    schedule = group_schedule(replace(loan.terms, principal=principal), shares, loan.mode)
    found = {member: max(row.total for row in rows) for member, rows in schedule.members}
    return found or {"": max(row.total for row in schedule.rows)}
