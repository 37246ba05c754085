"""A loan's story as it is shown: an event a line, below it voucher, person and reason."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any

from upk_ledger.bahasa.story import told
from upk_ledger.cli.output import Answer, table
from upk_ledger.core.statements import Column
from upk_ledger.core.story import StoryEvent

_STORY = (Column("date", "Tanggal", "date"), Column("text", "Kejadian"))
_WIDTH = 68
"""So that date and text take 80 columns, also where no terminal says how many it has."""


def with_story(answer: Answer, events: Sequence[StoryEvent]) -> Answer:
    """The answer about a loan with its story behind everything else."""
    rows = [
        (event.on if not place else None, line)
        for event in events
        for place, line in enumerate((*wrap(told(event), _WIDTH), *_beneath(event)))
    ]
    return replace(
        answer,
        data={**answer.data, "history": story_data(events)},
        tables=(*answer.tables, table(_STORY, rows, "Riwayat")),
    )


def story_data(events: Iterable[StoryEvent]) -> list[dict[str, Any]]:
    """The events for JSON."""
    return [
        {
            "date": event.on,
            "recorded_at": event.recorded_at,
            "record": event.record,
            "kind": event.kind,
            "voucher": event.voucher or None,
            "actor": event.actor,
            "actor_name": event.actor_name,
            "text": told(event),
            "reason": event.reason or None,
            "reverses": event.undoes or None,
            "reversed_by": event.undone_by or None,
        }
        for event in events
    ]


def _beneath(event: StoryEvent) -> list[str]:
    """Voucher and person, and what was said about it, set in."""
    where = f"{event.voucher}, {event.actor_name}" if event.voucher else event.actor_name
    text = f"{where}: {event.reason}" if event.reason else where
    return wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
