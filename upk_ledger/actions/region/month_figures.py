"""A month that was just closed is counted, and its figures are kept for every review."""

from upk_ledger.core.dates import Month
from upk_ledger.store.region.counting import count_month
from upk_ledger.store.region.months import keep_month
from upk_ledger.store.session import WriteSession


def keep_figures(session: WriteSession, month: Month, record: int) -> None:
    """Count a month that was just closed and keep its figures."""
    figures, suspended = count_month(session, month, record)
    keep_month(session, month, record, suspended, figures)
