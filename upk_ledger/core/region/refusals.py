"""What all refusals of a bundle have that the region keeps on record."""

from upk_ledger.core.errors.base import UpkError


class Refusal(UpkError):
    """A bundle was read and is refused: this stands in the region's chain. `upk` is the region's code for its UPK."""

    upk: str
    name: str

    @property
    def differing(self) -> int | None:
        """The first record that differs from what was received before, where that is the reason."""
        return None
