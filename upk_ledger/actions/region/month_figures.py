"""What a closed month of an office counts in a review, by the readers that its own papers have."""

from upk_ledger.actions.report_loan_papers import indicator_inputs
from upk_ledger.actions.report_source import Source
from upk_ledger.core.balances import with_roles
from upk_ledger.core.collectibility import totals_by_class
from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import indicators, suspending
from upk_ledger.core.region.figures import CLASSES, OfficeMonth
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders_health import portfolio_of
from upk_ledger.store.claims import claims_at, recovered_between
from upk_ledger.store.periods import loan_movement_sums
from upk_ledger.store.region.months import keep_month
from upk_ledger.store.session import ReadSession, WriteSession


def count_month(session: ReadSession, month: Month) -> tuple[OfficeMonth, tuple[str, ...]]:
    """The figures of a month, and the indicators because of which nothing new should be lent."""
    source = Source(session, ReportPeriod.of_month(month))
    end, rules = month.last, source.rules(month.last)
    inputs = indicator_inputs(source, end)
    own = [loan for loan in source.own_loans(end) if loan.position.outstanding > 0]
    new = portfolio_of((loan for loan in own if loan.disbursed_on >= source.book_start), rules)
    classes = totals_by_class(source.loans(end), rules.collectibility)
    by_class = {total.class_: total for total in classes}
    begun = max(month.first, source.book_start)
    moved = loan_movement_sums(session, begun, end)
    sums, chart = source.year_to(end), source.chart
    figures = OfficeMonth(
        loans=len(own),
        groups=int(inputs.portfolio.groups),
        groups_at_risk=int(inputs.portfolio.groups_at_risk),
        balance=inputs.portfolio.balance,
        balance_at_risk=inputs.portfolio.balance_at_risk,
        arrears_principal=sum(loan.position.arrears_principal for loan in own),
        arrears_service=sum(loan.position.arrears_service for loan in own),
        arrears_at_risk=inputs.portfolio.arrears_at_risk,
        new_groups=int(new.groups),
        new_groups_at_risk=int(new.groups_at_risk),
        new_balance=new.balance,
        new_balance_at_risk=new.balance_at_risk,
        new_arrears_at_risk=new.arrears_at_risk,
        rescheduled_balance=inputs.rescheduled.balance,
        required_allowance=sum(total.allowance for total in classes),
        held_allowance=source.allowance(end),
        income=inputs.income,
        expense=inputs.expense,
        months=inputs.months,
        capital=inputs.capital,
        cash=with_roles(chart, sums, "kas"),
        bank=with_roles(chart, sums, "bank"),
        savings=with_roles(chart, sums, "tabungan"),
        lent=moved.lent,
        principal_received=moved.principal,
        service_received=moved.service,
        written_off=moved.written_off,
        recovered=sum(recovered_between(session, begun, end)),
        claims=sum(claim.left for claim in claims_at(session, end).values()),
        **{
            f"{what}_{number}": getattr(by_class[number], what) if number in by_class else 0
            for number in range(1, CLASSES + 1)
            for what in ("loans", "balance")
        },
    )
    return figures, suspending(indicators(inputs, rules), rules)


def keep_figures(session: WriteSession, month: Month, record: int) -> None:
    """Count a month that was just closed and keep its figures."""
    figures, suspended = count_month(session, month)
    keep_month(session, month, record, suspended, figures)
