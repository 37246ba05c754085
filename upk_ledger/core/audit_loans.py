"""The auditor's sheets of loans: the list with the allowance of each, how the allowance moved and what is required."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from upk_ledger.core.audit_trial import TrialPlaces
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.money import Rupiah, half_up
from upk_ledger.core.report_definitions import TableForm
from upk_ledger.core.workbooks import Block, Formula, Sheet, SheetMaker

_MOVES = ("formed", "formed_from_equity", "released", "written_off", "recovered", "other")


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """What the sheets of loans say: the data of the papers kolektibilitas and cadangan, each loan, partners' funds."""

    collectibility: Mapping[str, Any]
    allowance: Mapping[str, Any]
    loans: Sequence[LoanAt]
    funds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LoanPlaces:
    """Where the loans stand: from row `first` to `last`, the totals below; `balance` is their sum (sen)."""

    block: Block
    first: int
    last: int
    balance: int


def loan_sheet(form: TableForm, words: Mapping[str, str], facts: LoanFacts) -> tuple[Sheet, LoanPlaces]:
    """Every loan with principal outstanding; no data of members."""
    maker = SheetMaker("pinjaman", words)
    block = maker.block(form)
    rates = {row["class"]: row["rate_percent"] for row in facts.collectibility["classes"]}
    at = {loan.number: loan for loan in facts.loans}
    first = maker.next
    sums = dict.fromkeys(("principal", "balance", "arrears_principal", "arrears_service", "allowance"), 0)
    for row in facts.collectibility["loans"]:
        loan, rate, line = at[row["number"]], rates[row["class"]], maker.next
        exact = Fraction(rate) * row["balance"] / 100
        amounts = {
            "principal": Rupiah(loan.principal),
            **{key: row[key] for key in ("balance", "arrears_principal", "arrears_service")},
        }
        text = f"=ROUND({block.cell('balance', line)}*{block.cell('rate', line)}/100,2)"
        allowance = Rupiah(half_up(exact, 1))
        told = {
            **row,
            **amounts,
            "fund": facts.funds.get(loan.number, ""),
            "disbursed_on": loan.disbursed_on,
            "months": row["months_overdue"],
            "rate": Decimal(rate),
            "allowance": Formula(text, allowance),
        }
        maker.add(block, told)
        for key, amount in {**amounts, "allowance": allowance}.items():
            sums[key] += amount
    if not facts.collectibility["loans"]:
        maker.none(block, "number")
    last = maker.next - 1
    maker.sums(block, "number", first, sums)
    maker.note(words["tanpa-nik"])
    return maker.sheet(pinned=1, listing=True), LoanPlaces(block, first, last, sums["balance"])


@dataclass(frozen=True, slots=True)
class AllowancePlaces:
    """Cells of the closing allowance, of the balances by class and of what is required, with their figures (sen)."""

    closing: str
    balance: str
    required: str
    held: str
    values: Mapping[str, int]


def allowance_sheet(
    forms: Mapping[str, TableForm],
    words: Mapping[str, str],
    facts: LoanFacts,
    loans: LoanPlaces,
    trial: TrialPlaces,
) -> tuple[Sheet, AllowancePlaces]:
    """How the allowance moved, what the classes require, and whether the books hold it."""
    maker, told = SheetMaker("cadangan", words), facts.allowance
    block = maker.block(forms["mutasi"])
    moves = told["movement"]
    first = maker.add(block, {"name": words["mutasi-opening"], "amount": moves["opening"]})
    for key in _MOVES:
        maker.add(block, {"name": words[f"mutasi-{key}"], "amount": moves[key]})
    span = block.span("amount", first, maker.next - 1)
    closing = maker.add(
        block,
        {"name": words["mutasi-closing"], "amount": Formula(f"=SUM({span})", moves["closing"])},
        "total",
    )
    classes = _classes(maker, forms["kelas"], told["classes"], loans)
    required = maker.next - 1
    held = maker.block(forms["kecukupan"])
    booked, short = told["booked_allowance"], told["shortfall"]
    wanted = maker.add(
        held,
        {
            "name": words["wajib"],
            "amount": Formula(f"={classes.cell('allowance', required)}", told["required_allowance"]),
        },
    )
    in_books = maker.add(
        held,
        {"name": words["dibukukan"], "amount": Formula(f"=-{trial.of_role('ledger', 'cadangan')}", booked)},
    )
    lacking = f"={held.cell('amount', wanted)}-{held.cell('amount', in_books)}"
    maker.add(held, {"name": words["kurang"], "amount": Formula(lacking, short)}, "total")
    maker.note(words["pembulatan"])
    places = AllowancePlaces(
        block.outside("amount", closing),
        classes.outside("balance", required),
        held.outside("amount", wanted),
        held.outside("amount", in_books),
        {
            "closing": moves["closing"],
            "balance": told["total_balance"],
            "required": told["required_allowance"],
            "booked": booked,
        },
    )
    return maker.sheet(), places


def _classes(
    maker: SheetMaker, form: TableForm, classes: Sequence[Mapping[str, Any]], loans: LoanPlaces
) -> Block:
    """Each class: the balance of its loans in the list, times its percentage."""
    block = maker.block(form)
    first = maker.next
    numbers = loans.block.span("class", loans.first, loans.last, outside=True)
    balances = loans.block.span("balance", loans.first, loans.last, outside=True)
    for row in classes:
        line = maker.next
        mine = block.cell("class", line)
        required = f"=ROUND({block.cell('balance', line)}*{block.cell('rate', line)}/100,0)"
        maker.add(
            block,
            {
                "name": row["name"],
                "class": row["class"],
                "loans": Formula(f"=COUNTIFS({numbers},{mine})", row["loans"]),
                "balance": Formula(f"=SUMIFS({balances},{numbers},{mine})", row["balance"]),
                "rate": Decimal(row["rate_percent"]),
                "allowance": Formula(required, row["allowance"]),
            },
        )
    sums = {key: sum(row[key] for row in classes) for key in ("balance", "allowance")}
    maker.sums(block, "name", first, sums)
    return block
