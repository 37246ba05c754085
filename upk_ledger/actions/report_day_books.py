"""How the day sheets of money in and out, the list of transfers and that of vouchers without papers are made."""

from upk_ledger.actions.report_frames import Framer, definition_of, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.core import statement_builders_daysheets as sheets
from upk_ledger.core.balances import Sums
from upk_ledger.core.statement_builders_vouchers import without_papers
from upk_ledger.core.statements import Statement
from upk_ledger.core.vouchers import unsupported
from upk_ledger.store.support import supports_between, undone_between


def cum(source: Source, framer: Framer) -> Statement:
    """Catatan uang masuk: the vouchers of money in, a column an account."""
    return _sheet("cum", "KM", source, framer)


def cuk(source: Source, framer: Framer) -> Statement:
    """Catatan uang keluar: the vouchers of money out, a column an account."""
    return _sheet("cuk", "KK", source, framer)


def _sheet(name: str, series: str, source: Source, framer: Framer) -> Statement:
    definition, start = definition_of(name), source.listing_start
    return sheets.day_sheet(
        definition,
        framer.frame(definition, range_text(source.period, start)),
        source.chart,
        series,
        start,
        source.entries,
        source.sums(start, source.period.end),
        _opening(source),
    )


def buku_pemindahbukuan(source: Source, framer: Framer) -> Statement:
    """The entries that leave cash and bank together as they were."""
    definition, start = definition_of("buku-pemindahbukuan"), source.listing_start
    return sheets.transfers(
        definition,
        framer.frame(definition, range_text(source.period, start)),
        source.chart,
        start,
        source.entries,
        source.sums(start, source.period.end),
        _opening(source),
    )


def tanpa_lampiran(source: Source, framer: Framer) -> Statement:
    """The vouchers without papers; of a closed month as they were known at its closing."""
    definition, start, end = definition_of("tanpa-lampiran"), source.listing_start, source.period.end
    session, through = source.session, source.known_through
    found = unsupported(
        source.entries,
        supports_between(session, start, end, through),
        undone_between(session, start, end, through),
        session.with_role("kas", "bank"),
    )
    return without_papers(
        definition, framer.frame(definition, range_text(source.period, start)), start, found
    )


def _opening(source: Source) -> Sums:
    """What the opening entry moved, where the listing begins with the book."""
    return source.opening if source.listing_start == source.book_start else {}
