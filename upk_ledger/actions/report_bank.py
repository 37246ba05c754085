"""How the bank reconciliation is made: as it was known when it was recorded, so that it stays the same for ever."""

from collections.abc import Sequence
from dataclasses import replace

from upk_ledger.actions.report_frames import Framer, at_text, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.core.balances import NOTHING
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders_bank import bank_reconciliation
from upk_ledger.core.statements import EntryMark, Statement
from upk_ledger.store import banking
from upk_ledger.store.bank_views import as_reconciled
from upk_ledger.store.banking import RecordedReconciliation
from upk_ledger.store.desk import Desk
from upk_ledger.store.naming import ACCOUNT, names_at


def rekonsiliasi_bank(source: Source, framer: Framer) -> Statement:
    """The reconciliations of the period's last day; the bank accounts without one are named."""
    end, sums = source.period.end, source.year_to(source.period.end)
    recorded = banking.reconciliations(source.session, end, source.known_through)
    newest = {one.account: one for one in recorded if one.on == end}
    used = [
        account.code
        for account in source.accounts_of("bank")
        if account.code not in newest and sums.get(account.code, NOTHING) != NOTHING
    ]
    return _paper(source, framer, [newest[code] for code in sorted(newest)], used)


def reconciliation_paper(desk: Desk, recorded: RecordedReconciliation) -> Statement:
    """The paper of one reconciliation."""
    with desk.read() as session:
        source = Source(session, ReportPeriod.at(recorded.on))
        return _paper(source, Framer(source), [recorded], ())


def _paper(
    source: Source, framer: Framer, recorded: Sequence[RecordedReconciliation], missing: Sequence[str]
) -> Statement:
    definition, session = definition_of("rekonsiliasi-bank"), source.session
    frame = framer.frame(definition, at_text(source.period.end))
    names = {code: account.name for code, account in source.chart.items()}
    if recorded:
        known = max(one.record for one in recorded)
        names |= names_at(session, ACCOUNT, known)
        last = banking.last_entry_known(session, source.period.end, known)
        # What was reconciled stands as it was recorded, whether the month is closed or not.
        frame = replace(frame, provisional=False, last=EntryMark(*last) if last else None)
    found = [(source.read(as_reconciled, one), one.record) for one in recorded]
    return bank_reconciliation(definition, frame, found, missing, names)
