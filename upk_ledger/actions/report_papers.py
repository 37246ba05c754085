"""How each paper of accounts is made: its figures, its words, its builder."""

from collections.abc import Mapping, Sequence

from upk_ledger.actions.report_frames import Framer, at_text, definition_of, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.core import statement_builders as accounts
from upk_ledger.core import statement_builders_books as books
from upk_ledger.core.report_choices import FORMS
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.store.accounts import find_account
from upk_ledger.store.prior_years import corrections

BOOK_ROLES: Mapping[str, tuple[str, ...]] = {"buku-besar": (), "buku-kas": ("kas",), "buku-bank": ("bank",)}
"""The papers that are books of accounts, with the roles of their accounts (none: every account)."""

BEFORE = ("bulan-lalu",)
"""What a paper of accounts stands beside where nothing else was asked for."""


def neraca(source: Source, framer: Framer) -> Statement:
    """Balance sheet at the last day of the period, beside the month (or year) before or what was asked for."""
    definition, end, others = framer.definition("neraca"), source.period.end, source.beside(BEFORE)
    words = {key: long_date(other.end) for key, other in others.items()}
    return accounts.balance_sheet(
        definition,
        framer.frame(definition, at_text(end), now=long_date(end), **words),
        source.chart,
        source.year_to(end),
        {key: source.year_to(other.end) for key, other in others.items()},
        two_sided=source.form == FORMS[1],
    )


def _range_heading(period: ReportPeriod) -> str:
    if period.kind == "tahun":
        return str(period.end.year)
    if period.kind == "bulan":
        return long_month(period.month)
    return f"s.d. {long_date(period.end)}"


def ranges_beside(source: Source, usual: Sequence[str]) -> tuple[dict[str, ReportPeriod], dict[str, str]]:
    """The periods compared with and the headings of all columns, that of the period itself and the budget's too."""
    period, others = source.period, source.beside(usual)
    before = others.get("before")
    if before and period.kind == "per" and before.end.year != period.end.year:
        del others["before"]
    words = {key: _range_heading(other) for key, other in others.items()} | {"now": _range_heading(period)}
    if "year" in others:
        words["year"] = f"s.d. {long_month(period.month)}"
    return others, words | {"budget": f"Anggaran {words['now']}"}


def laba_rugi(source: Source, framer: Framer) -> Statement:
    """Income statement of the period, beside the one before; for a month also the year so far."""
    definition, period = framer.definition("laba-rugi"), source.period
    others, words = ranges_beside(source, (*BEFORE, "sampai-kini"))
    start = period.income_start
    return accounts.income_statement(
        definition,
        framer.frame(definition, range_text(period, max(start, source.book_start)), **words),
        source.chart,
        start,
        source.sums(start, period.end),
        {key: source.sums(other.income_start, other.end) for key, other in others.items()},
        source.budget() if "anggaran" in (source.choices.beside or ()) else None,
        [
            definition.labels["koreksi"].format(year=one.year, amount=rupiah(one.credit - one.debit))
            for one in corrections(source.session, max(start, source.book_start), period.end)
            if one.credit != one.debit
        ],
    )


def neraca_saldo(source: Source, framer: Framer) -> Statement:
    """Trial balance at the last day of the period; of a year that was closed, before and after that."""
    definition, end = framer.definition("neraca-saldo"), source.period.end
    sums, closing = source.year_to(end), source.choices.closing
    if source.period.kind == "tahun" and not closing and any(found.year_end for found in sums.values()):
        closing = ("sebelum", "sesudah")
    period = at_text(end)
    if len(closing) == 1:
        period = definition.labels[closing[0]].format(period=period)
    return accounts.trial_balance(definition, framer.frame(definition, period), source.chart, sums, closing)


def jurnal(source: Source, framer: Framer) -> Statement:
    """The journal of the period's month (or year), to its last day."""
    definition, start = definition_of("jurnal"), source.listing_start
    frame = framer.frame(definition, range_text(source.period, start))
    return books.journal(definition, frame, source.chart, start, source.entries)


def buku_besar(source: Source, framer: Framer) -> Statement:
    """The ledger of every account."""
    return account_books("buku-besar", source, framer)


def buku_kas(source: Source, framer: Framer) -> Statement:
    """The cash book."""
    return account_books("buku-kas", source, framer)


def buku_bank(source: Source, framer: Framer) -> Statement:
    """The books of the bank accounts."""
    return account_books("buku-bank", source, framer)


def account_books(name: str, source: Source, framer: Framer, given: str | None = None) -> Statement:
    """The books of the accounts of one paper, or of the one that `given` (code or part of its name) means."""
    roles = BOOK_ROLES[name]
    accounts = source.accounts_of(*roles) if roles else list(source.chart.values())
    if given is not None:
        accounts = [source.chart[find_account(source.session, given, roles).code]]
    definition, start = definition_of(name), source.listing_start
    return books.account_books(
        definition,
        framer.frame(definition, range_text(source.period, start)),
        accounts,
        source.chart,
        start,
        source.sums(start, source.period.end),
        source.opening if start == source.book_start else {},
        source.entries,
    )
