"""The list of loans that were written off: off the balance, still claimed. Pure: definition + claims -> Statement."""

from collections.abc import Mapping, Sequence

from upk_ledger.core import checks
from upk_ledger.core.lending import LoanAt, by_group
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_builders_loans import loan_name
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.write_offs import Claim

_AMOUNTS = (
    "principal", "written_off", "service", "recovered_principal", "recovered_service", "left", "given_up",
)  # fmt: skip


def written_off(
    definition: Definition,
    frame: Frame,
    loans: Sequence[LoanAt],
    claims: Mapping[str, Claim],
    ledger: int,
) -> Statement:
    """Hapus buku. `ledger` is the balance of the loan account: with what left it, all that was lent and not paid."""
    owed = sum(loan.principal - loan.paid_principal for loan in loans)
    gone = sum(claim.principal for claim in claims.values())
    refuse(checks.agree("hapus-buku", {"pinjaman": owed, "neraca-dan-hapus-buku": ledger + gone}))
    table = Table(definition.tables["pinjaman"], frame.words)
    rows = []
    sums = dict.fromkeys(_AMOUNTS, 0)
    for row, loan in enumerate(by_group(loan for loan in loans if loan.number in claims), 1):
        claim = claims[loan.number]
        amounts = _amounts(loan, claim)
        for key, amount in amounts.items():
            sums[key] += amount
        dates = {"disbursed_on": loan.disbursed_on, "written_off_on": claim.on, "ended_on": claim.ended_on}
        papers = ", ".join(filter(None, (*claim.decisions, claim.end_decision)))
        table.line({"row": row, "loan": loan_name(loan), "decision": papers, **dates, **amounts})
        rows.append(
            {
                "number": loan.number,
                "group": loan.group,
                "group_name": loan.group_name,
                **dates,
                **amounts,
                "vouchers": list(claim.vouchers),
                "decisions": list(claim.decisions),
                "end_decision": claim.end_decision or None,
            }
        )
    totals = {key: Rupiah(amount) for key, amount in sums.items()}
    table.add("total", {"loan": definition.labels["jumlah"], **totals})
    data = {"as_of": frame.as_of, "loans": rows, "totals": totals}
    sections = [table.section(), _reconciliation(definition, frame, owed, ledger, gone)]
    return issue(definition, frame, sections, data)


def _amounts(loan: LoanAt, claim: Claim) -> dict[str, Rupiah]:
    return {
        "principal": Rupiah(loan.principal),
        "written_off": Rupiah(claim.principal),
        "service": Rupiah(claim.service),
        "recovered_principal": Rupiah(claim.recovered_principal),
        "recovered_service": Rupiah(claim.recovered_service),
        "left": Rupiah(claim.left),
        "given_up": Rupiah(claim.given_up),
    }


def _reconciliation(definition: Definition, frame: Frame, owed: int, ledger: int, gone: int) -> Section:
    """What was lent and not paid back is either on the balance or off it."""
    table = Table(definition.tables["periksa"], frame.words)
    for label, amount in (("saldo", ledger), ("dihapus", gone)):
        table.line({"name": definition.labels[label], "amount": Rupiah(amount)})
    table.add("total", {"name": definition.labels["dicairkan"], "amount": Rupiah(owed)})
    return table.section()
