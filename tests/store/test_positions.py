"""Where loans stand on any day equals what their schedules and payments add up to, on both engines."""

import gc
import random
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import event

from tests.oracles import facts_of
from upk_ledger.actions import cash, repayment
from upk_ledger.actions.loans import find_loan
from upk_ledger.core.arrears import position
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.schedules import group_schedule
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.schedules import add_schedule

LENT = date(2026, 1, 31)
AGAIN = date(2026, 5, 10)
DAYS = [LENT + timedelta(days) for days in range(0, 420, 6)]
TERMS = (
    ("bulanan", 10, {}),
    ("mingguan", 30, {"method": "menurun"}),
    ("dua-mingguan", 12, {"grace": 2}),
    ("bulanan", 4, {"method": "anuitas", "rounding": "500-atas"}),
)


def fill(desk, build):
    """Loans of all rhythms, paid by chance, two of them with a second version; by number versions and payments."""
    chance = random.Random(7)
    cash.receive_cash(desk, LENT, "Modal PNPM", 9_000_000_000, "BLM")
    build.group(desk)
    made = {}
    for place, (frequency, tenor, more) in enumerate(TERMS):
        number = build.loan(desk, LENT, tenor=tenor, frequency=frequency, **more)
        with desk.write() as session:
            loan = find_loan(session, number)
            terms = replace(loan.terms, start=LENT)
            versions = [(LENT, terms, group_schedule(terms, (), "kelompok").rows)]
            if place < 2:
                later = replace(terms, start=AGAIN, tenor=tenor + 2, frequency="bulanan")
                again = group_schedule(later, (), "kelompok")
                add_schedule(session, loan, later, again, (), valid_from=AGAIN, order="per-angsuran")
                versions.append((AGAIN, later, again.rows))
        paid = []
        for on in sorted(LENT + timedelta(chance.randrange(1, 300)) for _ in range(4)):
            receipt = repayment.record_repayment(
                desk, Repayment(number, chance.randrange(5, 20) * 1_000_000, on)
            )
            paid.append((on, receipt.principal, receipt.service))
        made[number] = versions, paid
    return made


def expected(versions, paid, on, rules):
    """The version in force, what is due by it, and the position, from the schedule's own rows."""
    number, (_, terms, rows) = [
        (number, version) for number, version in enumerate(versions, 1) if version[0] <= on
    ][-1]
    sums = [sum(part[column] for part in paid if part[0] <= on) for column in (1, 2)]
    facts = facts_of(rows, terms.start, terms.frequency, *sums, on)
    return number, facts.due_principal, facts.due_service, tuple(position(facts, on, rules))


def test_every_loan_stands_on_any_day_as_its_schedule_and_payments_say_by_one_statement(desk, build):
    made = fill(desk, build)
    asked = []
    event.listen(desk.book.engine, "before_cursor_execute", lambda *facts: asked.append(facts[2]))
    with desk.read() as session:
        rules = rules_at(session, LENT).collectibility
        for on in DAYS:
            asked.clear()
            found = positions(session, on, rules)
            assert len(asked) == 1
            assert [at.number for at in found] == sorted(made)
            for at in found:
                stands = at.version, at.due_principal, at.due_service, tuple(at.position)
                assert stands == expected(*made[at.number], on, rules), (at.number, on)
                assert positions(session, on, rules, at.number) == [at]
        assert positions(session, LENT - timedelta(1), rules) == []
    assert gc.isenabled()
