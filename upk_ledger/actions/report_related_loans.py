"""How the list of loans to officers and their families is made."""

from upk_ledger.actions.report_frames import Framer, at_text, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.core.statement_builders_related import RelatedFacts, related_loans
from upk_ledger.core.statements import Statement
from upk_ledger.store.decisions import grants
from upk_ledger.store.people import names_of
from upk_ledger.store.relations import officer_names, related_shares, relations_of


def pinjaman_pengurus(source: Source, framer: Framer) -> Statement:
    """Loans to officers and their families at the last day of the period."""
    definition, end, session = definition_of("pinjaman-pengurus"), source.period.end, source.session
    facts = RelatedFacts(
        relations=relations_of(session, on=end, through=source.known_through),
        shares=source.read(related_shares, end),
        members=names_of(session),
        officers=officer_names(session, source.known_through),
        grants=grants(session, end),
    )
    return related_loans(definition, framer.frame(definition, at_text(end)), source.loans(end), facts)
