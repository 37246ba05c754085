"""The letter of a key's fingerprint. Pure: definition + facts -> Statement."""

from dataclasses import dataclass
from datetime import date

from upk_ledger.core.region.bundles import readable
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Section, Statement


@dataclass(frozen=True, slots=True)
class KeyTold:
    """A key that signs, since when, and which one it replaces for what reason (empty for the first)."""

    fingerprint: str
    since: date
    replaces: str = ""
    reason: str = ""


def key_statement(definition: Definition, frame: Frame, key: KeyTold, uuid: str, since: str) -> Statement:
    """One page: what the key is for, its fingerprint, what to do with another; `since` is its first day in words."""
    labels, words = definition.labels, frame.words
    groups = readable(key.fingerprint).split()
    table = Table(definition.tables["sidik"], words)
    table.line({f"g{number}": group for number, group in enumerate(groups, 1)})
    after = [labels["arti"], *([labels["ganti"]] if key.replaces else ()), labels["serah"], labels["penutup"]]
    sections = (
        Section((), (), prose=(labels["pembuka"].format_map(words),)),
        table.section(),
        Section((), (), prose=tuple(text.format_map(words) for text in after)),
    )
    facts = (
        (labels["nomor"], labels["nomor-kosong"]),
        (labels["upk"], words["office"]),
        (labels["lembaga"], words["board"]),
        (labels["buku"], uuid),
        (labels["sejak"], since),
    )
    data = {
        "date": frame.as_of,
        "office": words["office"],
        "board": words["board"],
        "uuid": uuid,
        "fingerprint": key.fingerprint,
        "since": key.since,
        "replaces": key.replaces or None,
        "reason": key.reason or None,
    }
    return issue(definition, frame, sections, data, facts=facts)
