"""Refusals of a bundle's file: it is none, it is damaged, or somebody changed it. `name` is the file's name."""

from upk_ledger.core.errors.base import UpkError


class NotABundle(UpkError):
    """The file is no bundle at all."""

    name: str


class BundleTooLarge(UpkError):
    """The file, or what it unpacks to, is larger than any bundle."""

    name: str
    limit: int


class BundleNewer(UpkError):
    """The bundle was made by a newer program, in a form that this one does not know."""

    name: str
    format: str


class BundleIncomplete(UpkError):
    """A part that every bundle has, or that its manifest names, is not in the file."""

    name: str
    part: str


class BundleMalformed(UpkError):
    """A part of the bundle is not of the form that it must have."""

    name: str
    part: str


class BundleChanged(UpkError):
    """A part is not what the manifest says: it was damaged or changed after the bundle was made."""

    name: str
    part: str


class BundleUnsigned(UpkError):
    """The signature is not that of the manifest by the key that it names."""

    name: str
    fingerprint: str
