"""The audit of closed months: order of closings, snapshots against the journal, control account, allowance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from upk_ledger.core.collectibility import class_totals
from upk_ledger.core.dates import Month
from upk_ledger.core.periods import BalanceRow, LoanRow
from upk_ledger.store.auditing_month_figures import KeptAudit
from upk_ledger.store.auditing_streams import Findings, Stream, driver_rows
from upk_ledger.store.periods import (
    closing_body,
    month_balances,
    paper_digest,
    snapshot_balances,
    snapshot_digest,
    snapshot_loans,
)
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.rules import rules_named
from upk_ledger.store.session import ReadSession

_CLOSED_BEFORE = (
    "SELECT closed_through FROM period_event WHERE office_id = :office AND record < :since"
    " ORDER BY record DESC LIMIT 1"
)
_ENTRY_BEFORE = (
    "SELECT record, series, month, number FROM journal_entry WHERE office_id = :office AND record < :since"
    " AND entry_date <= :until ORDER BY record DESC LIMIT 1"
)

Moved = dict[tuple[str, str], dict[str, list[int]]]
"""Debit and credit by account and fund, and by month."""


@dataclass(frozen=True, slots=True)
class _Closing:
    record: int
    month: str
    rulebook: str


def monthly_movements(session: ReadSession) -> Moved:
    """All that the journal moved, by account, fund and month: one walk along the covering index.

    The index has account and date in order; only an office with several funds pays for sorting by fund.
    """
    funds = [row[0] for row in session.all("SELECT code FROM fund WHERE office_id = :office")]
    fund = f"'{funds[0]}'" if len(funds) == 1 and "'" not in funds[0] else "fund_code"
    by_fund = "" if fund != "fund_code" else ", fund_code"
    moved: Moved = {}
    for account, code, on, debit, credit in driver_rows(
        session,
        f"SELECT account_code, {fund}, entry_date, sum(debit), sum(credit) FROM journal_line"
        f" WHERE office_id = :office GROUP BY account_code, entry_date{by_fund}",
    ):
        sums = moved.setdefault((account, code), {}).setdefault(on[:7], [0, 0])
        # PostgreSQL adds up 64-bit integers to exact decimals; sen are whole again here.
        sums[0] += int(debit)
        sums[1] += int(credit)
    return moved


class PeriodAudit:
    """Looks at closings in order of recording, then at every closed month from the journal."""

    def __init__(self, session: ReadSession, findings: Findings, since: int = 0) -> None:
        self._session = session
        self._findings = findings
        self._since = since
        self._events = Stream(
            session, findings, "period_event", "record, kind, month, closed_through, paper", since=since
        )
        self._balances = Stream(session, findings, "period_balance", "record, month", since=since)
        self._loans = Stream(session, findings, "period_loan", "record, loan_number", since=since)
        self._start = session.desk.office.start
        self._eve = (self._start - timedelta(days=1)).isoformat()
        self._valid: dict[str, _Closing] = {}
        self.closed_through = str(session.value(_CLOSED_BEFORE, since=since)) if since else "9999"
        """The last closed day by the records looked at so far."""

    def started(self, record: int) -> None:
        """The record that starts the book locks what lies before it."""
        self._take(record, "mulai", str(Month.of(self._start - timedelta(days=1))), self._eve)

    def closed(
        self, record: int, said: Sequence[Any], newest: dict[str, tuple[int, str]]
    ) -> list[object] | None:
        """What the body of a closing has to say; None where its row is gone."""
        month, _, rulebook, *_ = said
        ends = Month(int(month[:4]), int(month[5:]))
        first = Month.of(date.fromisoformat(self.closed_through) + timedelta(days=1))
        if ends != first:
            self._findings.add("urutan-periode", month)
        event = self._take(record, "tutup", month, ends.last.isoformat())
        if any(row[1] != month for row in self._balances.of(record)):
            self._findings.add("isi-catatan", f"catatan {record}", part='"bulan"')
        self._loans.of(record)
        if event is None:
            return None
        self._valid[month] = _Closing(record, month, rulebook)
        counted = max((found for when, found in newest.items() if when <= month), default=(0, ""))
        if self._since and (
            row := self._session.first(_ENTRY_BEFORE, since=self._since, until=ends.last.isoformat())
        ):
            counted = max(counted, (row[0], voucher_number(*row[1:])))
        # The digest of that entry is the chain's to prove; here it has to be the one the chain has.
        digest = self._session.value(
            "SELECT digest FROM record WHERE office_id = :office AND number = :number", number=counted[0]
        )
        snapshot = snapshot_digest(
            snapshot_balances(self._session, record), snapshot_loans(self._session, record)
        )
        known = self._session.value(
            "SELECT digest FROM rulebook_adoption WHERE office_id = :office AND digest = :digest",
            digest=rulebook,
        )
        return closing_body(
            event[2], event[3], known or "", [*counted, digest or ""], snapshot, paper_digest(event[4])
        )

    def reopened(self, record: int, said: Sequence[Any]) -> list[object] | None:
        """What the body of a reopening has to say; None where its row is gone."""
        month = Month(int(said[0][:4]), int(said[0][5:]))
        if self.closed_through != month.last.isoformat() or month < Month.of(self._start):
            self._findings.add("urutan-periode", said[0])
        through = (max(month.first, self._start) - timedelta(days=1)).isoformat()
        event = self._take(record, "buka", said[0], through)
        self._valid.pop(said[0], None)
        return None if event is None else [event[2], event[3]]

    def _take(self, record: int, kind: str, month: str, through: str) -> tuple[Any, ...] | None:
        """The event row of a record, which has to say just this."""
        rows = self._events.of(record)
        self.closed_through = through
        if not rows:
            self._findings.add("baris-hilang", f"catatan {record}", table="period_event")
            return None
        if rows[0][1:4] != (kind, month, through):
            self._findings.add("urutan-periode", rows[0][2])
        return rows[0]

    def finish(self, closing: dict[tuple[str, str, str], list[int]]) -> None:
        """Recompute every closed month from the journal; `closing` are the sums of year-end closing entries."""
        for stream in (self._events, self._balances, self._loans):
            stream.finish()
        if self._since:
            self._finish_later()
            return
        moved = monthly_movements(self._session)
        lent = self._lent_by_month()
        control = self._session.with_role("pinjaman")
        allowance = self._session.with_role("cadangan")
        balances: dict[tuple[str, str], int] = {}
        total_lent = sum(amount for when, amount in lent.items() if when < str(Month.of(self._start)))
        kept = KeptAudit(self._session, self._findings)
        month = Month.of(self._start)
        while str(month.last) <= self.closed_through:
            name = str(month)
            expected = self._roll(moved, closing, balances, name)
            total_lent += lent.get(name, 0)
            valid = self._valid.get(name)
            if valid is None:
                self._findings.add("snapshot-hilang", name)
            else:
                self._compare_balances(valid, expected)
                owed, required = self._compare_loans(valid, month.last, kept)
                self._check_control(name, _sum(balances, control), total_lent, owed)
                held = -_sum(balances, allowance)
                if held != required:
                    self._findings.add("cadangan", name, ledger=held, required=required)
            month = month.next()
        kept.finish()
        everything = sum(
            debit - credit
            for (account, _), months in moved.items()
            if account in control
            for debit, credit in months.values()
        )
        rules = rules_named(self._session, self._newest_rulebook())
        loans = positions(self._session, date.max, rules.collectibility)
        self._check_control(
            "seluruhnya", everything, sum(lent.values()), sum(loan.position.outstanding for loan in loans)
        )

    def _finish_later(self) -> None:
        """Recompute the months closed since, each from the snapshot before it, which was proved when it came."""
        control, allowance = self._session.with_role("pinjaman"), self._session.with_role("cadangan")
        kept = KeptAudit(self._session, self._findings, self._since)
        for name, valid in sorted(self._valid.items()):
            month = Month(*map(int, name.split("-")))
            expected = {(row.account, row.fund): row for row in month_balances(self._session, month)}
            balances = {key: row.balance for key, row in expected.items()}
            self._compare_balances(valid, expected)
            owed, required = self._compare_loans(valid, month.last, kept)
            self._check_control(name, _sum(balances, control), owed, owed)
            held = -_sum(balances, allowance)
            if held != required:
                self._findings.add("cadangan", name, ledger=held, required=required)
        kept.finish()

    def _newest_rulebook(self) -> str:
        return str(
            self._session.value(
                "SELECT digest FROM rulebook_adoption WHERE office_id = :office ORDER BY record DESC LIMIT 1"
            )
        )

    def _lent_by_month(self) -> dict[str, int]:
        """What was lent less what came back, of all loans together, by month."""
        rows = driver_rows(
            self._session,
            "SELECT substr(counts_on, 1, 7), sum(disbursed - principal - written_off) FROM loan_movement"
            " WHERE office_id = :office GROUP BY substr(counts_on, 1, 7)",
        )
        return {month: int(amount) for month, amount in rows}

    def _roll(
        self,
        moved: Moved,
        closing: dict[tuple[str, str, str], list[int]],
        balances: dict[tuple[str, str], int],
        month: str,
    ) -> dict[tuple[str, str], BalanceRow]:
        """Carry `balances` over a month and answer with the snapshot that it must have."""
        rows = {}
        for (account, fund), months in moved.items():
            debit, credit = months.get(month, (0, 0))
            balance = balances.get((account, fund), 0) + debit - credit
            balances[account, fund] = balance
            if debit or credit or balance:
                closed, opened = closing.get((account, fund, month), (0, 0))
                rows[account, fund] = BalanceRow(account, fund, debit, credit, closed, opened, balance)
        return rows

    def _compare_balances(self, closing: _Closing, expected: dict[tuple[str, str], BalanceRow]) -> None:
        stored = {(row.account, row.fund): row for row in snapshot_balances(self._session, closing.record)}
        for key in sorted(expected.keys() | stored.keys()):
            right, found = expected.get(key), stored.get(key)
            if right != found:
                parts = "baris" if right is None or found is None else _differing(right, found)
                self._findings.add("snapshot-saldo", closing.month, account=key[0], fund=key[1], part=parts)

    def _compare_loans(self, closing: _Closing, on: date, kept: KeptAudit | None = None) -> tuple[int, int]:
        """Class every loan again; answers with what all of them owe, and the allowance that they require.

        What the month counts in a review is counted again from the same loans.
        """
        rulebook = rules_named(self._session, closing.rulebook)
        rules = rulebook.collectibility
        found = positions(self._session, on, rules)
        if kept is not None:
            kept.check(Month.of(on), closing.record, rulebook, found)
        loans = [
            LoanRow(loan.number, at.outstanding, at.arrears_principal, at.arrears_service, at.months_overdue,
                    at.class_ or 0)
            for loan in found
            for at in (loan.position,)
        ]  # fmt: skip
        owing = {row.loan: row for row in loans if row.class_}
        stored = {row.loan: row for row in snapshot_loans(self._session, closing.record)}
        for loan in sorted(owing.keys() | stored.keys()):
            if owing.get(loan) != stored.get(loan):
                self._findings.add("snapshot-pinjaman", closing.month, loan=loan)
        classes = class_totals(((row.class_, row.balance) for row in owing.values()), rules)
        return sum(row.balance for row in loans), sum(item.allowance for item in classes)

    def _check_control(self, where: str, ledger: int, movements: int, loans: int) -> None:
        if not ledger == movements == loans:
            self._findings.add("kendali-pinjaman", where, ledger=ledger, movements=movements, loans=loans)


def _sum(balances: dict[tuple[str, str], int], accounts: frozenset[str]) -> int:
    return sum(balance for (account, _), balance in balances.items() if account in accounts)


def _differing(right: BalanceRow, found: BalanceRow) -> str:
    names = ("debit", "kredit", "debit penutup", "kredit penutup", "saldo")
    return ", ".join(
        name for name, one, other in zip(names, right[2:], found[2:], strict=True) if one != other
    )
