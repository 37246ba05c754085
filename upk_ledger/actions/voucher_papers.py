"""Vouchers as they are printed, one by one or a whole month's."""

from collections.abc import Iterable, Sequence
from datetime import date

from upk_ledger.actions.receipts import letterhead
from upk_ledger.actions.report_frames import definition_of, signatures_of
from upk_ledger.bahasa.dates import long_date, long_moment
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.terbilang import terbilang
from upk_ledger.core.dates import Month, local_moment
from upk_ledger.core.listings import EntryHistory
from upk_ledger.core.offices import Officer, on_duty
from upk_ledger.core.statement_builders_vouchers import VoucherWords, voucher
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.vouchers import UNKNOWN, Support, VoucherPaper, worth
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_of
from upk_ledger.store.people import groups_of
from upk_ledger.store.relations import officer_names
from upk_ledger.store.session import ReadSession
from upk_ledger.store.support import supports_between
from upk_ledger.store.vouchers import find_entry, histories

FORMS = {"KM": "bukti-kas-masuk", "KK": "bukti-kas-keluar", "PB": "bukti-pemindahbukuan"}
"""The form on which the vouchers of a series are printed."""


def voucher_papers(desk: Desk, vouchers: Iterable[str]) -> list[VoucherPaper]:
    """These vouchers as they are known today, in the order given; `UnknownVoucher`."""
    with desk.read() as session:
        wanted = [find_entry(session, number) for number in vouchers]
        days = {posted.entry.date: _known(session, posted.entry.date, posted.entry.date) for posted in wanted}
        told = [days[posted.entry.date][posted.record] for posted in wanted]
        return _printed(session, told)


def month_vouchers(desk: Desk, month: Month) -> list[VoucherPaper]:
    """All vouchers of a month as they are known today, by date and in order of recording."""
    with desk.read() as session:
        return _printed(session, list(_known(session, month.first, month.last).values()))


def _known(session: ReadSession, since: date, until: date) -> dict[int, tuple[EntryHistory, Support]]:
    """The entries of a range with what is known of their papers, by record."""
    supports = supports_between(session, since, until)
    return {
        history.entry.record: (history, supports.get(history.entry.record, UNKNOWN))
        for history in histories(session, since, until)
    }


def _printed(session: ReadSession, told: Sequence[tuple[EntryHistory, Support]]) -> list[VoucherPaper]:
    groups = {code: group.name for code, group in groups_of(session).items()}
    officers, names = officers_of(session), officer_names(session)
    return [_paper(session, history, support, groups, officers, names) for history, support in told]


def _paper(
    session: ReadSession,
    history: EntryHistory,
    support: Support,
    groups: dict[str, str],
    officers: Sequence[Officer],
    names: dict[str, str],
) -> VoucherPaper:
    entry, office = history.entry, session.desk.office
    definition = definition_of(FORMS[entry.voucher[:2]])
    amount = worth(entry, session.with_role("kas", "bank"))
    own = dict.fromkeys(line.group for line in entry.lines if line.group is not None)
    spelled = terbilang(amount)
    words = VoucherWords(
        rupiah(amount),
        spelled[0].upper() + spelled[1:],
        long_date(entry.date),
        ", ".join(groups[code] for code in own),
    )
    filling = {"board": office.board}
    frame = Frame(
        as_of=entry.date,
        period=f"Nomor {entry.voucher}, tanggal {words.day}",
        letterhead=letterhead(session.desk),
        signatures=signatures_of(definition, office.kind, on_duty(officers, entry.date), filling),
        last=None,
        provisional=False,
        words=filling,
    )
    when = long_moment(local_moment(history.recorded_at, office.zone), office.zone)
    who = names.get(history.actor, history.actor)
    recorded = f"Dicatat {when} oleh {who}. Catatan no. {entry.record}, sidik {history.digest[:16]}."
    paper = voucher(definition, frame, session.accounts, history, support, amount, words)
    return VoucherPaper(paper, recorded, history.reversed_by)
