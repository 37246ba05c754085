"""What a table of commands is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: `target` is "module:attribute" (or "module:MAPPING.key") within `upk_ledger.cli`."""

    summary: str
    target: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of commands."""

    summary: str
    commands: "Mapping[str, Entry | Branch]" = field(default_factory=dict)
