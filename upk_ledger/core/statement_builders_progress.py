"""Laporan perkembangan pinjaman (LPP): target, paid until last month, this month and to date, balance, arrears."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from upk_ledger.core import checks
from upk_ledger.core.lending import LoanAt, by_group
from upk_ledger.core.listings import LoanPaid
from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_builders_loans import loan_name
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Cell, Section, Statement


@dataclass(frozen=True, slots=True)
class ProgressChecks:
    """Figures from elsewhere that the report must agree with (sen).

    The loan balance must be that of the books and, where the month before is closed, continue what its
    snapshot kept. Service income may differ (the journal books service without a loan), and is shown.
    """

    ledger: int
    service_income: int
    service_received: int
    kept_balance: int | None = None


_AMOUNTS = (
    "principal", "target_principal", "target_service", "before_principal", "before_service", "month_principal",
    "month_service", "paid_principal", "paid_service", "written_off", "balance", "balance_service", "arrears_principal",
    "arrears_service",
)  # fmt: skip


def _amounts(loan: LoanAt, paid: LoanPaid) -> dict[str, int]:
    return {
        "principal": loan.principal,
        "target_principal": loan.due_principal,
        "target_service": loan.due_service,
        "before_principal": paid.before_principal,
        "before_service": paid.before_service,
        "month_principal": paid.month_principal,
        "month_service": paid.month_service,
        "paid_principal": loan.paid_principal,
        "paid_service": loan.paid_service,
        "written_off": loan.written_off,
        "balance": loan.position.outstanding,
        "balance_service": 0 if loan.written_off else max(loan.service - loan.paid_service, 0),
        "arrears_principal": loan.position.arrears_principal,
        "arrears_service": loan.position.arrears_service,
    }


def _sum(rows: Sequence[Mapping[str, int]]) -> dict[str, int]:
    return {key: sum(row[key] for row in rows) for key in _AMOUNTS}


def _money(amounts: Mapping[str, int]) -> dict[str, Cell]:
    percent = quotient(amounts["paid_principal"], amounts["principal"], 100) if amounts["principal"] else None
    return {**{key: Rupiah(amount) for key, amount in amounts.items()}, "paid_percent": percent}


def progress(
    definition: Definition,
    frame: Frame,
    loans: Sequence[LoanAt],
    paid: Mapping[str, LoanPaid],
    rates: Mapping[str, Decimal],
    against: ProgressChecks,
) -> Statement:
    """LPP at a date; loans settled before the month stand together in one row, those written off in another."""
    every = [(loan, _amounts(loan, paid[loan.number])) for loan in by_group(loans)]
    total = _sum([amounts for _, amounts in every])
    _check(every, total, paid, against)
    running = [(loan, amounts) for loan, amounts in every if not _over(loan, paid[loan.number])]
    over = [
        (status, [amounts for loan, amounts in every if _over(loan, paid[loan.number]) == status])
        for status in ("lunas", "hapus-buku")
    ]
    table = Table(definition.tables["pinjaman"], frame.words, () if total["written_off"] else {"written_off"})
    for row, (loan, amounts) in enumerate(running, 1):
        head: dict[str, Cell] = {
            "row": row,
            "loan": loan_name(loan),
            "tenor": loan.tenor,
            "rate": rates.get(loan.number),
        }
        table.line({**head, **_money(amounts)})
    for status, together in over:
        if together:
            label = definition.labels[status].format(loans=len(together))
            table.add("line", {"loan": label, **_money(_sum(together))})
    table.add("total", {"loan": definition.labels["jumlah"], **_money(total)})
    data = {
        "as_of": frame.as_of,
        "loans": [
            {
                "number": loan.number,
                "group": loan.group,
                "group_name": loan.group_name,
                "disbursed_on": loan.disbursed_on,
                "tenor": loan.tenor,
                "rate_percent": rates.get(loan.number),
                **_money(amounts),
            }
            for loan, amounts in running
        ],
        **{
            name: {"loans": len(together), **_money(_sum(together))}
            for name, (_, together) in zip(("settled", "written_off"), over, strict=True)
        },
        "totals": _money(total),
    }
    return issue(
        definition, frame, [table.section(), _reconciliation(definition, frame, total, against)], data
    )


def _over(loan: LoanAt, paid: LoanPaid) -> str:
    """`lunas` or `hapus-buku` where a loan was so before the month; empty for one with a row of its own."""
    moved = paid.month_principal or paid.month_service or paid.month_written_off
    return loan.status if loan.status in {"lunas", "hapus-buku"} and not moved else ""


def _check(
    every: Sequence[tuple[LoanAt, Mapping[str, int]]],
    total: Mapping[str, int],
    paid: Mapping[str, LoanPaid],
    against: ProgressChecks,
) -> None:
    """Domain section 5, checks 2, 5 and 6; the first disagreement raises `IntegrityBroken`."""
    for loan, amounts in every:
        for part, name in (("principal", "pokok"), ("service", "jasa")):
            before, month = amounts[f"before_{part}"], amounts[f"month_{part}"]
            refuse(checks.progress(name, before, month, amounts[f"paid_{part}"], where=loan.number))
    refuse(
        checks.agree("saldo-pinjaman", {"neraca": against.ledger, "perkembangan-pinjaman": total["balance"]})
    )
    if against.kept_balance is not None:
        before = sum(
            each.lent_before - each.before_principal - each.before_written_off for each in paid.values()
        )
        refuse(
            checks.agree(
                "sambungan-saldo", {"sampai-bulan-lalu": before, "laporan-bulan-lalu": against.kept_balance}
            )
        )


def _reconciliation(
    definition: Definition, frame: Frame, total: Mapping[str, int], against: ProgressChecks
) -> Section:
    table = Table(definition.tables["periksa"], frame.words)
    for label, ledger, loans in (
        ("saldo-pinjaman", against.ledger, total["balance"]),
        ("jasa-tahun-ini", against.service_income, against.service_received),
    ):
        table.line(
            {
                "name": definition.labels[label].format_map(frame.words),
                "ledger": Rupiah(ledger),
                "loans": Rupiah(loans),
                "difference": Rupiah(ledger - loans),
            }
        )
    return table.section()
