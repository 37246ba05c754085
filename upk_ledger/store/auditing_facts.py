"""The audit of facts: each record of such a kind says exactly the rows of its table."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from upk_ledger.store.auditing_streams import Findings, Stream
from upk_ledger.store.facts import columns_of
from upk_ledger.store.session import ReadSession
from upk_ledger.store.tables.facts import TABLES


class FactAudit:
    """Looks at the records of facts, in order of recording."""

    def __init__(self, session: ReadSession, findings: Findings, since: int = 0) -> None:
        self._findings = findings
        self._streams: dict[str, Stream] = {}
        for kind in TABLES:
            table, columns = columns_of(kind)
            listed = ", ".join(("record", "line", *columns))
            self._streams[kind] = Stream(session, findings, table, listed, ", line", since)
        self.kinds: dict[str, Callable[[int, Sequence[Any]], list[object] | None]] = {
            kind: partial(self._rows, kind) for kind in TABLES
        }

    def _rows(self, kind: str, record: int, _said: Sequence[Any]) -> list[object] | None:
        rows = self._streams[kind].of(record)
        if not rows:
            self._findings.add("baris-hilang", f"catatan {record}", table=columns_of(kind)[0])
            return None
        return [[list(row[2:]) for row in rows]]

    def finish(self) -> None:
        """Note what no record covers."""
        for stream in self._streams.values():
            stream.finish()
