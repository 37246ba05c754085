"""Refusals of the sample."""

from dataclasses import dataclass

from upk_ledger.core.errors.base import UpkError


@dataclass(eq=False)
class SampleFolderTaken(UpkError):
    """The folder for the sample holds something already, perhaps a book."""

    folder: str
