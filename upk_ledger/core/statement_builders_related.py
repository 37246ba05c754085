"""The list of loans to officers and their families. Pure: definition + loans and relations -> Statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from upk_ledger.core.eligibility import Relation
from upk_ledger.core.lending import DecidedBy, LoanAt, by_group
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_builders_loans import loan_name
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Statement


@dataclass(frozen=True, slots=True)
class RelatedFacts:
    """What the list is made of besides the loans: `shares` by loan and member, names, who granted each loan."""

    relations: Sequence[Relation]
    shares: Mapping[str, Mapping[str, int]]
    members: Mapping[tuple[str, str], str]
    officers: Mapping[str, str]
    grants: Mapping[str, DecidedBy]


def related_loans(
    definition: Definition, frame: Frame, loans: Sequence[LoanAt], facts: RelatedFacts
) -> Statement:
    """Every loan that is not paid back in which a related member has a share, a row a member and officer."""
    table = Table(definition.tables["pinjaman"], frame.words)
    rows = [
        _row(loan, relation, facts)
        for loan in by_group(loan for loan in loans if loan.status != "lunas")
        for relation in facts.relations
        if relation.group == loan.group and _takes_part(loan, relation, facts)
    ]
    for number, row in enumerate(rows, 1):
        shown: dict[str, Any] = {
            "row": number,
            "member": f"{row['member']} {row['member_name']}",
            "officer": f"{row['officer']} {row['officer_name']}",
            "loan": loan_name(row["at"]),
        }
        table.line({**row, **shown})
    data = {
        "as_of": frame.as_of,
        "loans": [{key: value for key, value in row.items() if key != "at"} for row in rows],
    }
    notes = () if rows else (definition.labels["kosong"],)
    return issue(definition, frame, [table.section()], data, notes)


def _takes_part(loan: LoanAt, relation: Relation, facts: RelatedFacts) -> bool:
    """Whether the member has a share; a loan without shares is everybody's."""
    shares = facts.shares.get(loan.number)
    return not shares or relation.member in shares


def _row(loan: LoanAt, relation: Relation, facts: RelatedFacts) -> dict[str, Any]:
    share = facts.shares.get(loan.number, {}).get(relation.member)
    granted = facts.grants.get(loan.number)
    return {
        "at": loan,
        "member": relation.member,
        "member_name": facts.members.get((relation.group, relation.member), ""),
        "group": loan.group,
        "group_name": loan.group_name,
        "officer": relation.officer,
        "officer_name": facts.officers.get(relation.officer, ""),
        "relation": relation.kind,
        "number": loan.number,
        "status": loan.status,
        "share": None if share is None else Rupiah(share),
        "principal": Rupiah(loan.principal),
        "outstanding": Rupiah(loan.position.outstanding),
        "class": loan.position.class_,
        "decided_on": granted.on if granted else None,
        "decision": granted.number if granted else None,
        "decided_by": granted.actor if granted else None,
    }
