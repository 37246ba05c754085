"""Statements of loans: collectibility, allowance, arrears. Pure: definition + positions -> Statement.

The loan balance of each is compared with the loan account before it is issued: `IntegrityBroken` where they differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.collectibility import ClassTotal, totals_by_class
from upk_ledger.core.lending import LoanAt, by_group, outstanding
from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.report_definitions import Definition, TableForm
from upk_ledger.core.rulebooks import CollectibilityRules, Rulebook
from upk_ledger.core.statement_builders_partners import (
    NO_PARTNERS,
    PartnerLoans,
    fund_data,
    fund_sections,
)
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.write_offs import AllowanceMoves

DOUBTED = " *"
"""What stands behind a name whose value no source confirms."""

RESCHEDULED = " (dijadwal ulang)"
"""What stands behind the name of a loan that runs on a later schedule."""

_CLASS_KEY = "kolektibilitas.kelas."


def doubts(definition: Definition, rules: Rulebook, *prefixes: str) -> tuple[str, ...]:
    """A note for each unconfirmed value whose key begins with one of `prefixes`."""
    return tuple(
        f"*) Belum pasti - {_doubted(definition, rules, key)}: {reason}."
        for key, reason in rules.doubts.items()
        if any(key.startswith(prefix) for prefix in prefixes)
    )


def _doubted(definition: Definition, rules: Rulebook, key: str) -> str:
    """A rulebook's key in words: those of the key, or of the nearest table in which it stands and what follows."""
    parts = key.split(".")
    for many in range(len(parts), 0, -1):
        words = definition.labels.get(f"ragu-{'.'.join(parts[:many])}")
        if words is None:
            continue
        names = [words, *parts[many : many + 1]]
        if names[-1].isdecimal():
            names.append(rules.collectibility.classes[int(names[-1]) - 1].name)
        return " ".join(names)
    return key


def loan_name(loan: LoanAt) -> str:
    """How a listing names a loan: KSM and number, and whether it is rescheduled."""
    return f"{loan.group_name} - {loan.number}{RESCHEDULED if loan.rescheduled else ''}"


def _checked(loans: Sequence[LoanAt], classes: Sequence[ClassTotal], ledger: int) -> int:
    """The loan balance, after the books and the classes agreed with it."""
    balance = sum(loan.position.outstanding for loan in loans)
    every = sum(total.balance for total in classes)
    refuse(checks.loan_balances(ledger, balance, every, (total.balance for total in classes)))
    return balance


def _class_name(total: ClassTotal, rules: Rulebook) -> str:
    return total.name + (DOUBTED if f"{_CLASS_KEY}{total.class_}" in rules.doubts else "")


def _class_data(classes: Sequence[ClassTotal]) -> list[dict[str, Any]]:
    return [
        {
            "class": total.class_,
            "name": total.name,
            "loans": total.loans,
            "balance": Rupiah(total.balance),
            "rate_percent": total.rate_percent,
            "allowance": Rupiah(total.allowance),
        }
        for total in classes
    ]


def _months(rules: CollectibilityRules, class_: int) -> str:
    """The months overdue of a class: 0, 1 - 3, 10 ke atas."""
    lowest = rules.uppers[class_ - 2] + 1 if class_ > 1 else 0
    upper = rules.classes[class_ - 1].upper
    if upper is None:
        return f"{lowest} ke atas"
    return str(upper) if upper == lowest else f"{lowest} - {upper}"


def collectibility(
    definition: Definition,
    frame: Frame,
    rules: Rulebook,
    loans: Sequence[LoanAt],
    ledger: int,
    before: Sequence[ClassTotal] | None = None,
    partners: PartnerLoans = NO_PARTNERS,
) -> Statement:
    """Kolektibilitas. `ledger` is the balance of the loan account, `before` the classes at the date compared with.

    `partners` are those of the loans that are lent from partners' funds: added up fund by fund below.
    """
    shown = outstanding(loans)
    classes = totals_by_class(shown, rules.collectibility)
    balance = _checked(shown, classes, ledger)
    listing = Table(_per_class(definition.tables["pinjaman"], classes), frame.words)
    for row, loan in enumerate(shown, 1):
        listing.line(_loan_cells(row, loan, len(classes)))
    arrears = {
        "arrears_principal": Rupiah(sum(loan.position.arrears_principal for loan in shown)),
        "arrears_service": Rupiah(sum(loan.position.arrears_service for loan in shown)),
    }
    by_class = {f"class{total.class_}": Rupiah(total.balance) for total in classes}
    listing.add(
        "total", {"loan": definition.labels["jumlah"], "balance": Rupiah(balance), **arrears, **by_class}
    )
    recap = _recapitulation(definition, frame, rules, classes, before)
    data = {
        "as_of": frame.as_of,
        "rulebook": rules.code,
        "total_balance": Rupiah(balance),
        "required_allowance": Rupiah(sum(total.allowance for total in classes)),
        "classes": _class_data(classes),
        "loans": [_loan_data(loan) for loan in shown],
        "funds": fund_data(rules, shown, partners),
    }
    notes = doubts(definition, rules, "kolektibilitas.")
    if any(loan.kept_class for loan in shown):
        told = definition.labels["golongan-lama"].format(punctual=rules.collectibility.punctual)
        notes = (told, *notes, *doubts(definition, rules, "penjadwalan."))
    by_fund = fund_sections(definition, frame, rules, shown, partners)
    return issue(definition, frame, [listing.section(), recap, *by_fund], data, notes)


def _recapitulation(
    definition: Definition,
    frame: Frame,
    rules: Rulebook,
    classes: Sequence[ClassTotal],
    before: Sequence[ClassTotal] | None,
) -> Section:
    table = Table(definition.tables["kelas"], frame.words, () if before is not None else {"before"})
    last = {total.class_: total.balance for total in before or ()}
    for total in classes:
        table.line(
            {
                "class": total.class_,
                "name": _class_name(total, rules),
                "months": _months(rules.collectibility, total.class_),
                "loans": total.loans,
                "balance": Rupiah(total.balance),
                "before": Rupiah(last.get(total.class_, 0)),
                "rate": total.rate_percent,
                "allowance": Rupiah(total.allowance),
            }
        )
    table.add(
        "total",
        {
            "name": definition.labels["jumlah"],
            "loans": sum(total.loans for total in classes),
            "balance": Rupiah(sum(total.balance for total in classes)),
            "before": Rupiah(sum(last.values())),
            "allowance": Rupiah(sum(total.allowance for total in classes)),
        },
    )
    return table.section()


def _per_class(form: TableForm, classes: Sequence[ClassTotal]) -> TableForm:
    """The form with its column `class` once for each class."""
    columns = []
    for column in form.columns:
        if column.key != "class":
            columns.append(column)
            continue
        columns += [
            replace(column, key=f"class{total.class_}", heading=f"{total.class_}. {total.name}")
            for total in classes
        ]
    return TableForm(form.caption, tuple(columns))


def _loan_cells(row: int, loan: LoanAt, classes: int) -> dict[str, Any]:
    position = loan.position
    cells: dict[str, Any] = {f"class{number}": None for number in range(1, classes + 1)}
    return cells | {
        "row": row,
        "loan": loan_name(loan),
        "balance": Rupiah(position.outstanding),
        "arrears_principal": Rupiah(position.arrears_principal),
        "arrears_service": Rupiah(position.arrears_service),
        "months": position.months_overdue,
        f"class{position.class_}": Rupiah(position.outstanding),
    }


def _loan_data(loan: LoanAt) -> dict[str, Any]:
    return {
        "number": loan.number,
        "group": loan.group,
        "group_name": loan.group_name,
        "balance": Rupiah(loan.position.outstanding),
        "arrears_principal": Rupiah(loan.position.arrears_principal),
        "arrears_service": Rupiah(loan.position.arrears_service),
        "months_overdue": loan.position.months_overdue,
        "class": loan.position.class_,
        "rescheduled_on": loan.rescheduled.on if loan.rescheduled else None,
        "kept_class": loan.kept_class,
    }


def allowance(
    definition: Definition,
    frame: Frame,
    rules: Rulebook,
    loans: Sequence[LoanAt],
    ledger: int,
    booked: int,
    moves: AllowanceMoves,
    before: tuple[Sequence[ClassTotal], int] | None = None,
    partners: PartnerLoans = NO_PARTNERS,
) -> Statement:
    """Cadangan. `booked` is the allowance in the books (sen, positive); `before`: classes and booked a month ago.

    `moves` have to end at what is booked; at the end of a closed month (`sealed`) that is what the classes require.
    `partners` are those of the loans that are lent from partners' funds: added up fund by fund below.
    """
    classes = totals_by_class(loans, rules.collectibility)
    balance = _checked(outstanding(loans), classes, ledger)
    without = () if before is not None else {"before"}
    last, last_booked = before or ((), 0)
    was = {total.class_: total.allowance for total in last}
    table = Table(definition.tables["kelas"], frame.words, without)
    _class_lines(table, classes, rules, was)
    required, was_required = sum(total.allowance for total in classes), sum(was.values())
    refuse(checks.agree("cadangan", {"neraca": booked, "mutasi-cadangan": moves.closing}))
    if moves.sealed:
        refuse(checks.agree("cadangan", {"neraca": booked, "kolektibilitas": required}))
    table.add(
        "total",
        {
            "name": definition.labels["jumlah"],
            "balance": Rupiah(balance),
            "allowance": Rupiah(required),
            "before": Rupiah(was_required),
        },
    )
    data = {
        "as_of": frame.as_of,
        "rulebook": rules.code,
        "total_balance": Rupiah(balance),
        "required_allowance": Rupiah(required),
        "booked_allowance": Rupiah(booked),
        "shortfall": Rupiah(required - booked),
        "classes": _class_data(classes),
        "movement": {"from": moves.start, "to": frame.as_of} | _moved(moves),
        "funds": fund_data(rules, loans, partners),
    }
    now, then = (required, booked), (was_required, last_booked) if before is not None else None
    notes = doubts(definition, rules, "kolektibilitas.")
    sections = [table.section(), _held(definition, frame, now, then), _movement(definition, frame, moves)]
    sections += fund_sections(definition, frame, rules, loans, partners)
    return issue(definition, frame, sections, data, notes)


def _moved(moves: AllowanceMoves) -> dict[str, Rupiah]:
    """The movement by its JSON keys."""
    return {
        "opening": Rupiah(moves.opening),
        "formed": Rupiah(moves.formed),
        "formed_from_equity": Rupiah(moves.from_equity),
        "released": Rupiah(moves.released),
        "written_off": Rupiah(moves.written_off),
        "recovered": Rupiah(moves.recovered),
        "other": Rupiah(moves.other),
        "closing": Rupiah(moves.closing),
    }


def _movement(definition: Definition, frame: Frame, moves: AllowanceMoves) -> Section:
    """How the allowance moved over the period: nothing is told of another cause where there was none."""
    table = Table(definition.tables["mutasi"], frame.words)
    for key, amount in _moved(moves).items():
        if key == "closing":
            table.add("total", {"name": definition.labels["mutasi-closing"], "amount": amount})
        elif amount or key not in {"other", "formed_from_equity"}:
            table.line({"name": definition.labels[f"mutasi-{key}"].format_map(frame.words), "amount": amount})
    return table.section()


def _held(
    definition: Definition, frame: Frame, now: tuple[int, int], then: tuple[int, int] | None
) -> Section:
    """Allowance required and booked, beside those of the month before."""
    table = Table(definition.tables["selisih"], frame.words, () if then else {"before"})
    (required, booked), (was_required, was_booked) = now, then or (0, 0)
    for label, amount, was in (
        ("wajib", required, was_required),
        ("dibentuk", booked, was_booked),
        ("kurang", required - booked, was_required - was_booked),
    ):
        table.line({"name": definition.labels[label], "now": Rupiah(amount), "before": Rupiah(was)})
    ratios = {"now": _covered(booked, required), "before": _covered(was_booked, was_required)}
    table.line({"name": definition.labels["rasio"], **ratios})
    return table.section()


def _class_lines(
    table: Table, classes: Sequence[ClassTotal], rules: Rulebook, before: Mapping[int, int]
) -> None:
    """One line for each class; `before` is the allowance that each required a month ago."""
    balance = sum(total.balance for total in classes)
    for total in classes:
        table.line(
            {
                "class": total.class_,
                "name": _class_name(total, rules),
                "rate": total.rate_percent,
                "balance": Rupiah(total.balance),
                "share": quotient(total.balance, balance, 100) if balance else None,
                "allowance": Rupiah(total.allowance),
                "before": Rupiah(before.get(total.class_, 0)),
            }
        )


def _covered(booked: int, required: int) -> Decimal | None:
    return quotient(booked, required, 100) if required else None


def arrears(
    definition: Definition, frame: Frame, loans: Sequence[LoanAt], ledger: int, members: Mapping[str, int]
) -> Statement:
    """Tunggakan: the loans with principal or service overdue; `members` counts the shares of each loan."""
    refuse(
        checks.agree(
            "saldo-pinjaman",
            {"neraca": ledger, "tunggakan": sum(loan.position.outstanding for loan in outstanding(loans))},
        )
    )
    late = by_group(
        loan for loan in loans if loan.position.arrears_principal or loan.position.arrears_service
    )
    table = Table(definition.tables["pinjaman"], frame.words)
    rows = []
    sums = dict.fromkeys(("principal", "balance", "arrears_principal", "arrears_service"), 0)
    for row, loan in enumerate(late, 1):
        amounts = {
            "principal": Rupiah(loan.principal),
            "balance": Rupiah(loan.position.outstanding),
            "arrears_principal": Rupiah(loan.position.arrears_principal),
            "arrears_service": Rupiah(loan.position.arrears_service),
        }
        for key, amount in amounts.items():
            sums[key] += amount
        table.line(
            {
                "row": row,
                "loan": loan_name(loan),
                "members": members.get(loan.number),
                "disbursed_on": loan.disbursed_on,
                "last_due": loan.last_due,
                "months": loan.position.months_overdue,
                "class": loan.position.class_,
                **amounts,
            }
        )
        dates = {"disbursed_on": loan.disbursed_on, "last_due": loan.last_due}
        rows.append({**_loan_data(loan), "principal": Rupiah(loan.principal), **dates})
    table.add(
        "total",
        {"loan": definition.labels["jumlah"], **{key: Rupiah(amount) for key, amount in sums.items()}},
    )
    data = {
        "as_of": frame.as_of,
        "total_arrears_principal": Rupiah(sums["arrears_principal"]),
        "total_arrears_service": Rupiah(sums["arrears_service"]),
        "loans": rows,
    }
    return issue(definition, frame, [table.section()], data)
