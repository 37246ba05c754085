"""Measures of a region: reviews over few and many UPK and years, sums of many books, what comes in by bundles."""

import shutil
import sqlite3
from datetime import UTC, datetime
from random import Random

from measure import Measure, in_turn, rates, seconds, times
from region_books import newest_month, region, sent_bundles, years_more

from upk_ledger.actions.book import open_desk
from upk_ledger.actions.region.receiving import receive
from upk_ledger.actions.region.review import build_review
from upk_ledger.core.dates import Month
from upk_ledger.core.region.figures import COUNTED
from upk_ledger.exchange.bundles import read_bundle
from upk_ledger.store.region.rollups import rolled_sums

SMALL, MIDDLE, NATION = 100, 1_000, 11_000
UPK, MONTHS = 6, 48
RAW = (
    f"SELECT {', '.join(f'm.{name}' for name in COUNTED)} FROM office AS o CROSS JOIN office_month AS m"
    " WHERE m.office_id = o.office_id AND m.month BETWEEN ? AND ?"
)
RAW_SUMS = (
    "SELECT p.account_code, sum(p.balance) FROM office AS o CROSS JOIN office_month AS m CROSS JOIN period_balance AS p"
    " WHERE m.office_id = o.office_id AND m.month IN (?, ?) AND p.office_id = o.office_id AND p.record = m.record"
    " GROUP BY p.account_code"
)


def _desk(path):
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    return open_desk(str(path), "WILAYAH", None, lambda: moment, Random(1).randbytes)


def _reviewed(desk):
    def run():
        with desk.book.held():
            return build_review(desk, newest_month())

    return run


def _raw(path):
    """The rows that a review of a month and the twelve before it rests on, read and added up by nobody's rules."""
    last = newest_month()
    found = sqlite3.connect(path)

    def run():
        rows = found.execute(RAW, (str(last.plus(-12)), str(last))).fetchall()
        return [sum(column) for column in zip(*rows, strict=True)]

    return run


def review(folder):
    """The review of 100, 1,000 and 11,000 UPK against reading its rows, and over more years of history."""
    each = {}
    for count, rounds in ((SMALL, 7), (MIDDLE, 3), (NATION, 1)):
        path = folder / f"{count}.db"
        region(path, count)
        ours, bare = in_turn([_reviewed(_desk(path)), _raw(path)], rounds)
        each[count] = ours / count
        yield times(f"review of {count:,} UPK, 12 months", ours, bare, None, rest=" its rows, read and added")
        if count > SMALL:
            name = f"the same, one UPK of {count:,} / of {SMALL}"
            yield times(name, each[count], each[SMALL], 1.2, "us", f" of {SMALL}")
        if count == NATION:
            path.unlink()
    older = folder / "lama.db"
    shutil.copy(folder / f"{MIDDLE}.db", older)
    years_more(older, 19)
    long, short = in_turn([_reviewed(_desk(older)), _reviewed(_desk(folder / f"{MIDDLE}.db"))], 5)
    yield times(f"review of {MIDDLE:,} UPK, 20 years / 1 year of months", long, short, 1.2, rest=" 1 year")


def roll_up(folder):
    """What the trial balance, balance sheet and income statement of 170 offices together rest on."""
    runs, raws = [], []
    for months in (14, 62):
        path = folder / f"170-{months}.db"
        region(path, 170, months)
        desk, last = _desk(path), newest_month(months)
        found = sqlite3.connect(path)
        asked = (str(Month(last.year - 1, 12)), str(last))

        def ours(desk=desk, last=last):
            with desk.book.held(), desk.read() as session:
                return rolled_sums(session, Month(last.year, 1), last)

        runs.append(ours)
        raws.append(lambda found=found, asked=asked: found.execute(RAW_SUMS, asked).fetchall())
    short, long, raw = in_turn([*runs, raws[0]], 9)
    yield times("sums of 170 offices", short, raw, 1.5, rest=" one GROUP BY")
    yield Measure("the same, absolute", f"{short * 1e3:.2f} ms", "5 ms", short * 1e3 / 5, 1)
    yield times("the same, 62 months / 14 months", long, short, 1.2, rest=" 14 months")


def intake(folder):
    """Bundles of many months taken in one by one, against their rows inserted without guards or proof."""
    bundles = sent_bundles(folder, UPK, MONTHS)
    region(folder / "wilayah.db", 0)
    shutil.copy(folder / "wilayah.db", folder / "polos.db")
    desk = _desk(folder / "wilayah.db")
    read = [read_bundle(content, name) for name, content in bundles]

    def taken(some):
        def run():
            with desk.book.held():
                for name, content in some:
                    answers = receive(desk, name, content, name.partition("-")[0].upper())
                    if [one.status for one in answers] != ["diterima"]:
                        raise AssertionError(answers)

        return seconds(run)

    raw = sqlite3.connect(folder / "polos.db", isolation_level=None)
    for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")

    def theirs():
        for number, bundle in enumerate(read):
            raw.execute("BEGIN")
            for table, rows in bundle.tables.items():
                if table in {"office", "rulebook_text"}:
                    continue
                names = ", ".join(rows.columns)
                marks = ", ".join("?" * len(rows.columns))
                raw.executemany(
                    f"INSERT OR REPLACE INTO {table} (office_id, {names}) VALUES ({1000 + number}, {marks})",
                    rows.rows,
                )
            raw.execute("ROLLBACK" if number else "COMMIT")

    months = [bundles[place : place + UPK] for place in range(0, len(bundles), UPK)]
    took = [taken(some) for some in months]
    bare = seconds(theirs)
    yield rates("bundles taken in", len(bundles), sum(took), bare, None, " rows alone, unproved")
    early, late = sum(took[6:18]), sum(took[-12:])
    yield times("bundles of the fourth year / of the first", late / 12, early / 12, 1.2, rest=" first year")
