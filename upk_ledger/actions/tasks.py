"""What is due today: installments, letters, visits, applications, the month's end, cash, what others are owed, cards.

A number of statements that neither loans nor history raise.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from upk_ledger.actions import bank, dunning, visits
from upk_ledger.actions.advances import overdue_advances
from upk_ledger.actions.approval_cards import cards_to_renew
from upk_ledger.actions.cash_control import counts_open
from upk_ledger.core import tasks
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import RUNNING, LoanAt
from upk_ledger.core.periods import closing_deadline
from upk_ledger.core.tasks import Task, TaskList
from upk_ledger.store.cash_limits import cash_over_limit
from upk_ledger.store.desk import Desk
from upk_ledger.store.lending import loans_of, newest_stages
from upk_ledger.store.partners import standings
from upk_ledger.store.periods import first_open_month
from upk_ledger.store.positions import positions
from upk_ledger.store.region.sending import months_unsent
from upk_ledger.store.restricted_funds import fund_states
from upk_ledger.store.rewards import duties_between, reward_debts
from upk_ledger.store.rules import rules_at
from upk_ledger.store.savings import free_by_group, held_for
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_by_day
from upk_ledger.store.surplus import unpaid

_NEXT_STEP = {
    "diajukan": tasks.EXAMINE,
    "diperiksa": tasks.DECIDE,
    "ditunda": tasks.DECIDE,
    "disetujui": tasks.DISBURSE,
    "siap-cair": tasks.DISBURSE,
}
"""What an application waits for where it stands."""


def tasks_due(desk: Desk, on: date) -> list[TaskList]:
    """Everything to do on a day, by kind; kinds with nothing to do have an empty list."""
    with desk.read() as session:
        loans = {at.number: at for at in positions(session, on, rules_at(session, on).collectibility)}
        found: dict[str, Iterable[Task]] = {
            tasks.OVERDUE: _overdue(loans.values()),
            tasks.LETTERS: _letters(session, list(loans.values()), on),
            tasks.VISITS: _visits(session, list(loans.values()), on),
            tasks.MONTH_END: _month_ends(session, on),
            tasks.BUNDLES: _bundles(session, on),
            tasks.BANK: _bank(session, on),
            tasks.CASH: _unbanked(session, on),
            tasks.COUNTS: _counts(session, on),
            tasks.ADVANCES: _advances(session, on),
            tasks.SAVINGS: _savings(session, loans, on),
            tasks.REWARDS: _rewards(session, on),
            tasks.PARTNERS: _partners(session, on),
            tasks.SURPLUS: _surplus(session, on),
            tasks.FUNDS: _funds(session, on),
            tasks.CARDS: cards_to_renew(desk),
        }
        found |= _installments(session, loans, on)
        found |= _applications(session, loans, on)
        return [TaskList(kind, tuple(found.get(kind, ()))) for kind in tasks.KINDS]


def _installments(session: ReadSession, loans: Mapping[str, LoanAt], on: date) -> dict[str, list[Task]]:
    """The installments due on the day and in the week after it, each as far as it is unpaid."""
    found: dict[str, list[Task]] = {tasks.TODAY: [], tasks.WEEK: []}
    for number, duties in duties_between(session, on, on + timedelta(tasks.DAYS_AHEAD)).items():
        at = loans.get(number)
        if at is None or at.status not in RUNNING or at.written_off:
            continue
        # What was due before, or is paid, is no part of the next installment.
        principal, service = max(at.paid_principal, at.due_principal), max(at.paid_service, at.due_service)
        for duty in duties:
            unpaid = max(0, duty.principal - principal) + max(0, duty.service - service)
            principal, service = max(principal, duty.principal), max(service, duty.service)
            if unpaid:
                kind = tasks.TODAY if duty.due == on else tasks.WEEK
                found[kind].append(Task(number, at.group_name, duty.due, unpaid))
    for listed in found.values():
        listed.sort(key=lambda task: (task.on or date.max, task.subject))
    return found


def _overdue(loans: Iterable[LoanAt]) -> list[Task]:
    """The loans in arrears, the longest first."""
    behind = [at for at in loans if at.position.arrears_principal + at.position.arrears_service > 0]
    behind.sort(key=lambda at: (-at.position.months_overdue, at.number))
    return [
        Task(
            at.number,
            at.group_name,
            None,
            at.position.arrears_principal + at.position.arrears_service,
            f"{at.position.months_overdue} bulan",
            late=True,
        )
        for at in behind
    ]


def _letters(session: ReadSession, loans: Sequence[LoanAt], on: date) -> list[Task]:
    return [
        Task(one.loan, one.group_name, None, one.arrears_principal + one.arrears_service, one.level.name)
        for one in dunning.due_among(session, loans, on)
    ]


def _visits(session: ReadSession, loans: Sequence[LoanAt], on: date) -> list[Task]:
    return [
        Task(one.loan, one.group_name, one.due, late=one.late) for one in visits.due_among(session, loans, on)
    ]


def _applications(session: ReadSession, loans: Mapping[str, LoanAt], on: date) -> dict[str, list[Task]]:
    """The applications that wait for their next step, with the day since which they wait."""
    found: dict[str, list[Task]] = {}
    stages = newest_stages(session, on)
    for loan in loans_of(session, on):
        if loan.number in loans:
            continue
        stage, since, principal, _ = stages.get(loan.number, ("diajukan", loan.terms.start, 0, 0))
        if stage in _NEXT_STEP:
            task = Task(loan.number, loan.group_name, since, principal or loan.terms.principal, stage)
            found.setdefault(_NEXT_STEP[stage], []).append(task)
    return found


def _month_ends(session: ReadSession, on: date) -> Iterable[Task]:
    """The months that are over and not closed, each with the day by which the office closes it."""
    deadline = _deadlines(session, "hari-lapor")
    month = first_open_month(session)
    while month.last < on:
        by = deadline(month)
        yield Task(str(month), "", by, late=on > by)
        month = Month.of(month.next().first)


def _deadlines(session: ReadSession, setting: str) -> Callable[[Month], date]:
    """By when any month was to be closed or sent, as the setting was then."""
    days = setting_by_day(session, setting)
    return lambda month: closing_deadline(month, int(days(month.next().first)))


def _bundles(session: ReadSession, on: date) -> list[Task]:
    """The closed months that are not sent yet, of an office that sends, each with its last day."""
    deadline = _deadlines(session, "hari-lapor-wilayah")
    return [Task(str(month), "", by := deadline(month), late=on > by) for month in months_unsent(session)]


def _unbanked(session: ReadSession, on: date) -> list[Task]:
    """The cash that stands above its limit for longer than the office allows, with the most that it held."""
    return [
        Task(one.account, one.name, one.since, one.highest, f"{one.days} hari", late=True)
        for one in cash_over_limit(session, on, on)
    ]


def _counts(session: ReadSession, on: date) -> list[Task]:
    """The counts of cash whose difference is neither booked nor explained."""
    return [
        Task(str(one.number), one.counter_name, one.on, one.difference) for one in counts_open(session, on)
    ]


def _advances(session: ReadSession, on: date) -> list[Task]:
    """The advances that are not accounted for by their day."""
    return [
        Task(
            one.code, one.holder_name, one.due_on, one.outstanding, f"{one.days_overdue(on)} hari", late=True
        )
        for one in overdue_advances(session, on)
    ]


def _bank(session: ReadSession, on: date) -> Iterable[Task]:
    """The accounts whose statements are read, but not reconciled for the newest month that is over."""
    month = Month.of(on).previous()
    if month.last < session.desk.office.start:
        return
    for one in bank.unreconciled(session, month):
        if one.read:
            yield Task(one.account, one.name, month.last, one.book, one.reason)


def _savings(session: ReadSession, loans: Mapping[str, LoanAt], on: date) -> list[Task]:
    """What was held back for loans that are paid off, as far as their groups still have it and no loan needs it."""
    found: list[Task] = []
    left: dict[str, int] | None = None
    for number, parts in sorted(held_for(session, on).items()):
        at = loans.get(number)
        if at is None or at.status != "lunas":
            continue
        left = free_by_group(session, on) if left is None else left
        kept = min(sum(part.amount for part in parts), left.get(at.group, 0))
        if kept > 0:
            found.append(Task(number, at.group_name, None, kept))
            left[at.group] -= kept
    return found


def _rewards(session: ReadSession, on: date) -> list[Task]:
    """The rewards that were booked and not yet paid out."""
    if not session.with_role("hutang-reward"):
        return []
    debts = reward_debts(session, on)
    return [Task(one.loan, one.group_name, None, one.owed) for one in debts if one.loan and one.owed > 0]


def _partners(session: ReadSession, on: date) -> Iterable[Task]:
    """What is to be paid to partners: overdue, on the day, or in the week after it."""
    for at in standings(session, on):
        amount, upcoming = sum(at.due_until(on + timedelta(tasks.DAYS_AHEAD))), at.next_due
        if amount and upcoming and at.fund.open:
            yield Task(at.fund.code, at.fund.partner, upcoming[0], amount, late=upcoming[0] < on)


def _surplus(session: ReadSession, on: date) -> Iterable[Task]:
    """What was allocated of a surplus and is not paid out."""
    for one in unpaid(session, on) if session.with_role("dana-alokasi") else ():
        if one.left > 0:
            yield Task(one.purpose, str(one.year) if one.year else "", None, one.left)


def _funds(session: ReadSession, on: date) -> list[Task]:
    """The restricted funds whose last day is over or within the week, and that are still open."""
    if not session.with_role("dana-terikat"):
        return []
    return [
        Task(code, fund.terms.name, until, fund.rest, late=until < on)
        for code, fund in fund_states(session, on).items()
        if fund.end is None and (until := fund.terms.until) and until <= on + timedelta(tasks.DAYS_AHEAD)
    ]
