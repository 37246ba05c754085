"""Measures of reading: positions of many loans, schedules, statements over a short and a long history."""

import sqlite3
import statistics
from datetime import date
from fractions import Fraction
from hashlib import sha256

from generator import history, many_loans, office
from measure import Measure, in_turn, program, times

from tests.oracles import facts_of
from upk_ledger.actions.reports import build_statement
from upk_ledger.core.arrears import position
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import Installment, LoanTerms, build_schedule
from upk_ledger.store.audit import audit_since
from upk_ledger.store.auditing_periods import monthly_movements
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at

LOANS = 100_000
STATEMENTS = ("neraca-saldo", "neraca", "laba-rugi")
FLOWS = ("arus-kas", "perubahan-modal")
GROUPED = (
    "SELECT account_code, entry_date, sum(debit), sum(credit) FROM journal_line WHERE office_id = 1"
    " GROUP BY account_code, entry_date"
)
SNAPSHOT_SCRIPT = """
import json, sys
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, func, select
engine = create_engine("sqlite+pysqlite:///" + sys.argv[1])
meta = MetaData()
kept = Table("period_balance", meta, *(Column(n, Integer) for n in ("office_id", "record", "debit", "credit", "balance")),
             Column("account_code", Text), Column("month", Text))
event = Table("period_event", meta, *(Column(n, Integer) for n in ("office_id", "record")), Column("closed_through", Text))
line = Table("journal_line", meta, Column("office_id", Integer), Column("account_code", Text), Column("entry_date", Text),
             Column("debit", Integer), Column("credit", Integer))
account = Table("account", meta, Column("office_id", Integer), Column("code", Text), Column("name", Text), Column("type", Text))
with engine.connect() as connection:
    newest = connection.execute(select(event).where(event.c.office_id == 1).order_by(event.c.record.desc()).limit(1)).one()
    names = connection.execute(select(account.c.code, account.c.name, account.c.type).where(account.c.office_id == 1)).all()
    sums = {r[0]: r[1] for r in connection.execute(select(kept.c.account_code, kept.c.balance).where(
        kept.c.office_id == 1, kept.c.record == newest.record))}
    year = {r[0]: (r[1], r[2]) for r in connection.execute(select(kept.c.account_code, func.sum(kept.c.debit),
        func.sum(kept.c.credit)).where(kept.c.office_id == 1, kept.c.month >= newest.closed_through[:4])
        .group_by(kept.c.account_code))}
    for code, part in connection.execute(select(line.c.account_code, func.sum(line.c.debit - line.c.credit)).where(
            line.c.office_id == 1, line.c.entry_date > newest.closed_through).group_by(line.c.account_code)):
        sums[code] = sums.get(code, 0) + part
print(json.dumps([{"code": c, "name": n, "balance": sums.get(c, 0), "year": year.get(c)} for c, n, _ in names]))
"""


def arrears(folder):
    """Positions of 100,000 loans at three dates, against a Python loop over all rows in memory."""
    path = folder / "tunggakan.db"
    desk = office(path)
    many_loans(desk, LOANS)
    found = []
    raw = sqlite3.connect(path)
    dates = (date(2020, 9, 15), date(2021, 3, 15), date(2022, 6, 30))
    with desk.read() as session:
        rules = rules_at(session, dates[0]).collectibility
        for on in dates:
            ours, loop = in_turn(
                [lambda on=on: positions(session, on, rules), lambda on=on: _loop(raw, on, rules)], 3
            )
            found.append((ours / LOANS, loop / LOANS))
            same = [tuple(at.position) for at in positions(session, on, rules)] == _loop(raw, on, rules)
            if not same:
                raise AssertionError(on)
    ours, loop = (statistics.median(column) for column in zip(*found, strict=True))
    worst = max(one for one, _ in found)
    yield times(f"arrears of {LOANS:,} loans, a loan (worst of 3 dates {worst * 1e6:.1f} us)", ours, loop, 0.47, "us",
                " Python loop")  # fmt: skip
    yield Measure("the same, absolute", f"{worst * 1e6:.1f} us", "8 us", worst * 1e6 / 8, 1)


def _loop(raw, on, rules):
    rows, paid, begun = {}, {}, {}
    for number, start in raw.execute("SELECT loan_number, start FROM loan_schedule WHERE office_id = 1"):
        begun[number] = date.fromisoformat(start)
    for number, *row in raw.execute(
        "SELECT loan_number, number, due_date, principal, service FROM installment WHERE office_id = 1 ORDER BY 1, 2"
    ):
        rows.setdefault(number, []).append(Installment(row[0], date.fromisoformat(row[1]), row[2], row[3], 0))
    for number, *part in raw.execute(
        "SELECT loan_number, sum(disbursed), sum(principal), sum(service) FROM loan_movement WHERE office_id = 1"
        " AND counts_on <= ? GROUP BY loan_number ORDER BY loan_number", (on.isoformat(),)
    ):  # fmt: skip
        paid[number] = part
    return [
        tuple(position(facts_of(rows[number], begun[number], "bulanan", part[1], part[2], on), on, rules))
        for number, part in paid.items()
    ]


def schedules(_folder):
    """One schedule of twelve, against the same sums with Decimal and relativedelta."""
    from decimal import ROUND_HALF_UP, Decimal

    from dateutil.relativedelta import relativedelta

    start = date(2026, 1, 31)
    terms = LoanTerms(500_000_000, 12, Fraction(3, 2), "bulan", "menurun", start)

    def slow():
        balance, each = Decimal(5_000_000), Decimal(416_666)
        for number in range(1, 13):
            _due = start + relativedelta(months=number)
            _service = (balance * Decimal("1.5") / 100).quantize(Decimal(1), ROUND_HALF_UP)
            balance -= each

    def repeated(act):
        return lambda: [act() for _ in range(2000)]

    ours, decimal = in_turn([repeated(lambda: build_schedule(terms)), repeated(slow)], 5)
    yield times("one schedule of 12", ours / 2000, decimal / 2000, 0.60, "us", " Decimal, relativedelta")
    yield Measure("the same, absolute", f"{ours * 500:.1f} us", "30 us", ours * 500 / 30, 1)


def statements(folder):
    """Statements cold against a script that reads the snapshots, in process, and over 1, 5 and 20 years of history."""
    desks = {years: history(folder / f"{years}-tahun.db", 12 * years) for years in (1, 5, 20)}
    script = folder / "cuplikan.py"
    script.write_text(SNAPSHOT_SCRIPT, encoding="utf-8")
    book = str(folder / "20-tahun.db")
    runs = [program("-m", "upk_ledger", "--buku", book, "laporan", name, "--bulan", "2040-01", "--format", "json")
            for name in STATEMENTS]  # fmt: skip
    *ours, bare = in_turn([*runs, program(str(script), book)], 7)
    for name, took in zip(STATEMENTS, ours, strict=True):
        yield times(f"{name}, cold, 20 years", took, bare, 1.5, rest=" Core on snapshots")

    def in_process(desk, year, names):
        period = ReportPeriod("bulan", date(year, 1, 31))

        def run():
            with desk.book.held():
                return [build_statement(desk, name, period) for name in names for _ in range(10)]

        return run

    for names, told in ((STATEMENTS, "three statements"), (FLOWS, "cash flow and changes in equity")):
        one, five, twenty = in_turn(
            [in_process(desk, 2020 + years, names) for years, desk in desks.items()], 7
        )
        yield times(f"{told} in process, 5 years / 1 year", five / 10, one / 10, 1.2, rest=" 1 year")
        yield times(f"{told} in process, 20 years / 1 year", twenty / 10, one / 10, 1.2, rest=" 1 year")
        if names is STATEMENTS:
            each = twenty / 10 / len(names) * 1e3
            yield Measure("one statement in process, absolute", f"{each:.2f} ms", "1 ms", each, 1)


def proof(folder):
    """What the audit proves by: snapshots from the journal against one GROUP BY on the covering index; the chain."""
    path = folder / "audit.db"
    desk = history(path, 24, 4000)
    raw = sqlite3.connect(path)
    entries = raw.execute("SELECT count(*) FROM journal_entry").fetchone()[0]

    def movements():
        with desk.read() as session:
            return monthly_movements(session)

    def chain():
        with desk.read() as session:
            if audit_since(session, 1):
                raise AssertionError(path)

    acts = [movements, lambda: raw.execute(GROUPED).fetchall(), chain, lambda: _bare_chain(raw)]
    summed, grouped, walked, bare = in_turn(acts, 7)
    yield times(f"sums of all months from {entries:,} entries", summed, grouped, 1.5, rest=" one GROUP BY")
    yield times("the chain of as many", walked, bare, 1.5, rest=" digests alone")
    yield Measure(
        "the same, absolute, an entry", f"{walked / entries * 1e6:.1f} us", "2 us", walked / entries * 5e5, 1
    )


def _bare_chain(raw):
    """The digests of all records, computed again, and nothing else."""
    digest = None
    for number, kind, moment, actor, body, previous, digest in raw.execute(
        "SELECT number, kind, recorded_at, actor, body, previous, digest FROM record WHERE office_id = 1 ORDER BY number"
    ):
        if sha256(f"{previous}\n{number}\n{kind}\n{moment}\n{actor}\n{body}".encode()).hexdigest() != digest:
            raise AssertionError(number)
    return digest
