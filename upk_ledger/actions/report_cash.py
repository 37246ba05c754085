"""How the papers of cash are made: the counts of a month, the minutes of one count, the advances."""

from dataclasses import replace
from datetime import timedelta

from upk_ledger.actions.cash_counts import SELF, find_count, newest_count
from upk_ledger.actions.report_frames import Framer, definition_of, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.terbilang import terbilang
from upk_ledger.core.advances import turns
from upk_ledger.core.balances import with_roles
from upk_ledger.core.cash_counts import TAKEN_BACK, CashCount
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders_cash import advance_list, count_list, count_minutes
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Statement
from upk_ledger.store import advances
from upk_ledger.store.cash_counts import counts_between, last_vouchers
from upk_ledger.store.desk import Desk
from upk_ledger.store.exceptions import rules_of

MINUTES = "berita-acara-kas"
_CASHIER, _BOOKKEEPER = "Kasir", "Pembuku"


def opname_kas(source: Source, framer: Framer) -> Statement:
    """The counts of the period's month (or year), to its last day, the newest last; none that was taken back."""
    definition, start, end = definition_of("opname-kas"), source.listing_start, source.period.end
    found = source.read(counts_between, start, end, known_through=source.known_through)
    named = [
        one._replace(account_name=source.chart[one.account].name) for one in found if one.status != TAKEN_BACK
    ]
    return count_list(definition, framer.frame(definition, range_text(source.period, start)), start, named)


def uang_muka(source: Source, framer: Framer) -> Statement:
    """The advances over the period's month (or year), to its last day."""
    definition, start, end = definition_of("uang-muka"), source.listing_start, source.period.end
    known = source.known_through
    before = source.read(advances.advances_at, start - timedelta(days=1), known_through=known)
    after = source.read(advances.advances_at, end, known_through=known)
    return advance_list(
        definition,
        framer.frame(definition, range_text(source.period, start)),
        start,
        turns(before, after, advances.imported(source.session, end)),
        with_roles(source.chart, source.year_to(end), advances.ROLE),
    )


def minutes_of(desk: Desk, number: int | None = None) -> Statement:
    """The minutes (berita acara) of a count, or of the newest that stands; `UnknownCount`, `NoCount`."""
    with desk.read() as session:
        count = newest_count(session) if number is None else find_count(session, number)
        definition = definition_of(MINUTES)
        framer = Framer(Source(session, ReportPeriod.at(count.on)))
        frame = framer.frame(definition, f"Tanggal {long_date(count.on)}")
        made = count_minutes(
            definition,
            _signed(frame, count),
            count,
            last_vouchers(session, count),
            terbilang(count.counted),
            unfit=SELF in rules_of(session, count.number),
        )
    return replace(made, provisional=False, last=None)


def _signed(frame: Frame, count: CashCount) -> Frame:
    """Who counted signs by name; of the cashier and the bookkeeper (one person in a Sekretariat) who keeps the cash."""
    first, *others = frame.signatures
    has_cashier = any(one.name for one in others if one.role == _CASHIER)
    absent = _BOOKKEEPER if has_cashier else _CASHIER
    signing = (first._replace(name=count.counter_name), *(one for one in others if one.role != absent))
    return replace(frame, signatures=signing)
