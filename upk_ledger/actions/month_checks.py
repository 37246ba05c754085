"""The checks of a month's end (domain section 5): each with the figures that it holds against one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from upk_ledger.core.cash_counts import TAKEN_BACK
from upk_ledger.core.checks import Comparison
from upk_ledger.core.collectibility import ClassTotal
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.periods import BalanceRow
from upk_ledger.store import month_checks as store
from upk_ledger.store import periods, prior_years
from upk_ledger.store.balances import sums_of_kind
from upk_ledger.store.banking import reconciliations
from upk_ledger.store.cash_counts import counts_between
from upk_ledger.store.claims import recovered_between
from upk_ledger.store.restricted_funds import fund_states, unassigned
from upk_ledger.store.session import ReadSession


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What a month's end is judged by: balances by account, every loan paid out, the classes."""

    month: Month
    balances: Sequence[BalanceRow]
    loans: Sequence[LoanAt]
    classes: Sequence[ClassTotal]


def compare(session: ReadSession, figures: MonthFigures) -> tuple[Comparison, ...]:
    """Every check that the office's kind knows, in the order in which it is told."""
    found = [_balance_sheet(session, figures)]
    if session.desk.office.kind == "upk":
        found += _loans(session, figures)
        found += _kept(session, figures)
    else:
        found.append(_restricted(session, figures))
    return (*found, *_cash(session, figures), *_bank(session, figures))


def _made(check: str, where: str = "", *, grave: bool = True, **figures: int | None) -> Comparison:
    """A comparison; names of figures have hyphens on screen."""
    named = tuple((name.replace("_", "-"), value) for name, value in figures.items())
    return Comparison(check, named, where, grave)


def _held(session: ReadSession, figures: MonthFigures, *roles: str) -> int:
    """What the accounts of some roles hold (sen, debit)."""
    codes = session.with_role(*roles)
    return sum(row.balance for row in figures.balances if row.account in codes)


def _balance_sheet(session: ReadSession, figures: MonthFigures) -> Comparison:
    assets = sum(row.balance for row in figures.balances if session.accounts[row.account].type == "aset")
    others = sum(row.balance for row in figures.balances) - assets
    return _made("neraca", aset=assets, kewajiban_dan_modal=-others)


def _loans(session: ReadSession, figures: MonthFigures) -> Iterable[Comparison]:
    month, loans = figures.month, figures.loans
    since = max(month.first, session.desk.office.start)
    eve = since - timedelta(days=1)
    before = periods.loan_movement_sums(session, date.min, eve)
    moved = periods.loan_movement_sums(session, since, month.last)
    total = sum(loan.position.outstanding for loan in loans if loan.position.class_ is not None)
    yield _made(
        "saldo-pinjaman",
        neraca=_held(session, figures, "pinjaman"),
        perkembangan_pinjaman=before.outstanding + moved.outstanding,
        kolektibilitas=total,
        kelas=sum(each.balance for each in figures.classes),
    )
    jasa = session.with_role("jasa")
    earned = sum(
        row.credit - row.debit - row.closing_credit + row.closing_debit
        for row in figures.balances
        if row.account in jasa
    )
    # What was undone of a closed year is no service of this one, and has left its income again.
    earned += sum(
        each.movement
        for code, each in sums_of_kind(session, prior_years.KIND, since, month.last).items()
        if code in jasa
    )
    yield _made("jasa-diterima", grave=False, laba_rugi=earned, perkembangan_pinjaman=moved.service)
    paid = sum(loan.paid_principal for loan in loans)
    served = sum(loan.paid_service for loan in loans) + recovered_between(session, date.min, month.last)[1]
    for part, now, was, moves in (
        ("saldo", total, before.outstanding, moved.outstanding),
        ("pokok", paid, before.principal, moved.principal),
        ("jasa", served, before.service, moved.service),
    ):
        yield _made(f"perkembangan-{part}", sampai_bulan_ini=now, jumlah=was + moves)
    earlier = periods.closing_of(session, month.previous())
    if earlier is not None:
        reported = sum(row.balance for row in periods.snapshot_loans(session, earlier.record))
        late = store.paid_since_record(session, earlier.record, eve)
        for part, was, then in (
            ("saldo", before.outstanding, reported),
            ("pokok", before.principal, before.principal - late.principal),
            ("jasa", before.service, before.service - late.service),
        ):
            yield _made(f"sambungan-{part}", sampai_bulan_lalu=was, laporan_bulan_lalu=then)


def _kept(session: ReadSession, figures: MonthFigures) -> Iterable[Comparison]:
    """The allowance, the groups' savings, and what members paid for their groups."""
    month = figures.month
    yield _made(
        "cadangan",
        neraca=-_held(session, figures, "cadangan"),
        kolektibilitas=sum(each.allowance for each in figures.classes),
    )
    yield _made(
        "tabungan",
        neraca=-_held(session, figures, "tabungan"),
        ksm=sum(store.saved_by_group(session, month.last).values()),
    )
    members, groups = store.paid_by_members(session, month.first, month.last)
    yield _made("anggota-pokok", ksm=groups.principal, anggota=members.principal)
    yield _made("anggota-jasa", ksm=groups.service, anggota=members.service)


def _restricted(session: ReadSession, figures: MonthFigures) -> Comparison:
    funds = fund_states(session, figures.month.last).values()
    owed = sum(fund.rest for fund in funds) + unassigned(session, figures.month.last)
    return _made("dana-terikat", neraca=-_held(session, figures, "dana-terikat"), dana=owed)


def _cash(session: ReadSession, figures: MonthFigures) -> Iterable[Comparison]:
    """Per account of cash in use: the cash book against the ledger, then what was counted last in the month."""
    month = figures.month
    before = periods.closing_of(session, month.previous())
    opening: dict[str, int] = {}
    for row in periods.snapshot_balances(session, before.record) if before else ():
        opening[row.account] = opening.get(row.account, 0) + row.balance
    moved = store.cash_by_day(session, max(month.first, session.desk.office.start), month.last)
    counts = counts_between(session, month.first, month.last)
    for code in sorted(session.with_role("kas")):
        ledger = [row.balance for row in figures.balances if row.account == code]
        if not ledger:
            continue
        balance = opening.get(code, 0)
        held = [(day, balance := balance + amount) for day, amount in moved.get(code, ())]
        yield _made("buku-kas", code, neraca=sum(ledger), buku_kas=balance)
        last = max(
            (one for one in counts if one.account == code and one.status != TAKEN_BACK),
            key=lambda one: (one.on, one.number),
            default=None,
        )
        if last is None:
            yield _made("opname", code, grave=False, buku_kas=balance, dihitung=None)
        else:
            then = [at for day, at in held if day <= last.on]
            book = then[-1] if then else opening.get(code, 0)
            yield _made("opname", code, grave=False, buku_kas=book, dihitung=last.counted)


def _bank(session: ReadSession, figures: MonthFigures) -> Iterable[Comparison]:
    """Per bank account in use: the ledger against what was reconciled of the month's last day."""
    recorded = {
        one.account: one.book
        for one in reconciliations(session, figures.month.last)
        if one.on == figures.month.last
    }
    for code in sorted(session.with_role("bank")):
        ledger = [row.balance for row in figures.balances if row.account == code]
        if ledger:
            yield _made("bank", code, grave=False, neraca=sum(ledger), rekonsiliasi=recorded.get(code))
