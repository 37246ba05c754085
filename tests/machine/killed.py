"""Does one act of the office over and over, each time killed one statement later: `killed.py ACT LOCATION...`.

A copy of the book is named for each time it is killed (on a server: the same database again). Prints how often it
was killed; the time after that, the act came to its end.
"""

import os
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlalchemy import event

from upk_ledger.actions import (
    advances,
    assets,
    bank_reading,
    cash,
    member_shares,
    payoff,
    periods,
    repayment,
    rescheduling,
    rewards,
    savings,
    write_offs,
)
from upk_ledger.actions.book import open_desk
from upk_ledger.core.assets import NewAsset
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import Share
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.exchange.bank_statement import ReadStatement, StatementRow, Told

LOAN = "P-2026-0001"
DAY = date(2026, 3, 20)
DECIDED = {"decision": "07/BKM", "reason": "Menunggak"}


STATEMENT = ReadStatement(
    "bank.csv", "d", {"tanggal": "Tgl"}, "titik",
    (StatementRow(2, date(2026, 2, 1), 500_000, "Bunga"), StatementRow(3, date(2026, 2, 2), -100_000, "Pajak")), 0,
)  # fmt: skip


def bank(desk):
    with desk.read() as session:
        return session.accounts["11021"]


ACTS = {
    "kas": lambda desk: cash.pay_cash(desk, date(2026, 2, 3), "ATK", 1_500_000, "Kertas", key="kas-1"),
    "angsuran": lambda desk: repayment.record_repayment(
        desk, Repayment(LOAN, 57_500_000, date(2026, 2, 15), key="angsuran-1")
    ),
    "uang-muka": lambda desk: (
        advances.give_advance(
            desk, "pembuku", 5_000_000, date(2026, 2, 3), date(2026, 2, 9), "Rapat", key="uang-muka-1"
        ).posted
    ),
    "tutup-buku": lambda desk: periods.close_month(desk, Month(2026, 1)),
}
"""Each may be asked for again: what was done already is answered, not done twice."""

ONCE = {
    "hapus-buku": lambda desk: write_offs.write_off(desk, LOAN, DAY, **DECIDED),
    "jadwal-ulang": lambda desk: rescheduling.reschedule_loan(
        desk,
        RescheduleRequest(LOAN, "penataan", "12/BKM", DAY, {"tenor": 6}, "Panen gagal", added=10_000_000,
                          shares=(Share("A01", 10_000_000),)),
    ),
    "alih-anggota": lambda desk: member_shares.transfer_share(
        desk, member_shares.TakeOver(LOAN, "A02", (("A01", None),), DAY, "Pindah")
    ),
    "lunasi": lambda desk: payoff.pay_off(desk, PayoffRequest(LOAN, DAY)),
    "batal-angsuran": lambda desk: repayment.cancel_repayment(desk, "KM/2026/02/0001", "Salah", DAY),
    "pakai-tabungan": lambda desk: savings.use_savings(desk, LOAN, DAY, **DECIDED),
    "beli-aset": lambda desk: assets.buy_asset(desk, NewAsset("M1", "Meja", 90_000_000, 24), date(2026, 2, 3)),
    "rekening-koran": lambda desk: bank_reading.take_statement(desk, bank(desk), STATEMENT, Told()),
    "reward": lambda desk: rewards.book_rewards(desk, ReportPeriod.of_month(Month(2026, 2))),
}  # fmt: skip
"""Each is refused, or has nothing to do, when it was done already."""


def sit_down(location):
    """The desk at which the act is done, with the same time and luck in each process."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    return open_desk(location, None, None, lambda: moment + timedelta(hours=1), Random(1).randbytes)


def stop_at(engine, number, stop):
    """Call `stop` in place of the engine's statement (or commit) of this number."""
    counted = iter(range(1, number + 1))

    def count(*_facts):
        if next(counted, number + 1) == number:
            stop()

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)


def main(act, *locations):
    for number, location in enumerate(locations, 1):
        child = os.fork()
        if not child:
            desk = sit_down(location)
            stop_at(desk.book.engine, number, lambda: os.kill(os.getpid(), signal.SIGKILL))
            (ACTS | ONCE)[act](desk)
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != -signal.SIGKILL:
            print(number - 1)
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
