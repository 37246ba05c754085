"""Refusals of forms that came before."""

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class FormReplaced(UpkError):
    """This very file was received before, and other figures of the month took its place since."""

    name: str
    upk: str
    month: Month
