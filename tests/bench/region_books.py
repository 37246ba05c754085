"""Seeded regions to measure on: sample offices of the field's three kinds of health, and as many more of their likeness.

The first offices are kept by the program's own actions, month by month (domain reference section 8: a quarter good,
a third medium, the others bad). The others are copies of their rows under codes and UUIDs of their own, without the
journal: what a review reads, at a price that carries to the nation's 11,000.
"""

import sqlite3
from random import Random

from upk_ledger.actions.book import open_desk
from upk_ledger.actions.region.sending import send_month
from upk_ledger.actions.region.start import region_identity, start_region
from upk_ledger.actions.sample_office import Calendar, OfficeKeeper
from upk_ledger.core.sample.plan import START, plan_office

MODELS = 12
"""How many offices are kept in earnest; all others are like one of them."""

_COPIED = (
    "record", "period_event", "period_balance", "period_loan", "office_month", "account", "naming", "fund", "officer",
    "rulebook_adoption", "borrower_group", "loan", "loan_schedule",
)  # fmt: skip
"""What a review reads of an office, and what that refers to; of `record` only what the others name."""


def region(location, offices, months=14, seed=1, models=MODELS):
    """A region's desk over `offices` UPK with so many closed months."""
    for number in range(1, min(offices, models) + 1):
        plan = plan_office(number, months, seed, alone=False, groups=_groups(number, seed))
        keeper = OfficeKeeper(plan, str(location), Random(f"{seed}/{number}/meja"))
        for month, happenings in plan.months:
            keeper.keep(month, happenings)
    rng = Random(f"{seed}/wilayah")
    identity = region_identity(
        "Dinas Perkim", "Kota", "Tirtamulya", "Jawa Tengah", START.first, code="WILAYAH", zone="WIB"
    )
    clock = Calendar(START.plus(months).first, "WIB", rng)
    start_region(str(location), identity, {}, rulebook="pnpm-2012", clock=clock, entropy=rng.randbytes)
    if offices > models:
        _multiply(str(location), models, offices, rng)
    return open_desk(str(location), "WILAYAH", None, clock, rng.randbytes)


def _groups(number, seed):
    """8 to 60 groups, half of the offices with fewer than 22 (domain reference section 8)."""
    return round(8 * (60 / 8) ** Random(f"{seed}/{number}/ksm").random())


def sent_bundles(folder, offices, months, seed=1):
    """Name and content of the bundle of every month of so many UPK, each with a book of its own, oldest first."""
    found = []
    for number in range(1, offices + 1):
        plan = plan_office(number, months, seed, alone=False, groups=_groups(number, seed))
        keeper = OfficeKeeper(plan, str(folder / f"upk{number}.db"), Random(f"{seed}/{number}/meja"))
        for month, happenings in plan.months:
            keeper.keep(month, happenings)
            found.append((month, f"upk{number:03d}-{month}.upk", send_month(keeper.desk, month).content))
    return [(name, content) for _, name, content in sorted(found)]


def newest_month(months=14):
    """The last closed month of such a region."""
    return START.plus(months - 1)


def years_more(location, years):
    """Let the closed months of every office begin so many years earlier: their own, told again under earlier months.

    What a review reads of such a month is all that is added.
    """
    with sqlite3.connect(location) as raw:
        columns = [row[1] for row in raw.execute("PRAGMA table_info(office_month)")]
        rest = ", ".join(name for name in columns if name != "month")
        for year in range(1, years + 1):
            raw.execute(
                f"INSERT INTO office_month (month, {rest}) SELECT printf('%04d', substr(month, 1, 4) - ?)"
                f" || substr(month, 5), {rest} FROM office_month WHERE month LIKE ?",
                (year, f"{START.year}-%"),
            )
    raw.close()


def _multiply(location, models, offices, rng):
    raw = sqlite3.connect(location, isolation_level=None)
    raw.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")
    for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(
            f"DROP TRIGGER {trigger}"
        )  # copies are no history, and a million guarded rows take an hour
    columns = {
        table: [row[1] for row in raw.execute(f"PRAGMA table_info({table})")][1:]
        for table in (*_COPIED, "office")
    }
    (first,) = raw.execute("SELECT max(office_id) + 1 FROM office").fetchone()
    raw.execute("BEGIN")
    for place in range(offices - models):
        number, model = first + place, 1 + place % models
        names = ", ".join(columns["office"])
        kept = [
            f"'{rng.randbytes(16).hex()}'" if name == "uuid"
            else f"'U{number:05d}'" if name == "code"
            else f"name || ' {number}'" if name == "name"
            else f"village || ' {place // models}'" if name == "village"
            else f"district || ' {place // (20 * models)}'" if name == "district"
            else name
            for name in columns["office"]
        ]  # fmt: skip
        raw.execute(
            f"INSERT INTO office (office_id, {names}) SELECT {number}, {', '.join(kept)} FROM office"
            f" WHERE office_id = {model}"
        )
        for table in _COPIED:
            names = ", ".join(columns[table])
            only = " AND kind IN ('mulai', 'tutup', 'pengajuan', 'pinjaman', 'akun', 'ksm', 'pengurus', 'aturan')"
            raw.execute(
                f"INSERT INTO {table} (office_id, {names}) SELECT {number}, {names} FROM {table}"
                f" WHERE office_id = {model}{only if table == 'record' else ''}"
            )
    raw.execute("COMMIT")
    raw.close()
