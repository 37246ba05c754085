"""Refusals of the sample."""

from upk_ledger.core.errors.base import UpkError


class SampleFolderTaken(UpkError):
    """The folder for the sample holds something already, perhaps a book."""

    folder: str
