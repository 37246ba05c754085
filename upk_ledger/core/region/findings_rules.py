"""Rulebooks that say something else than the edition of their name, and rules, settings or forms changed meanwhile."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from upk_ledger.core.region.bookkeeping_parts import SettingRow, setting_on
from upk_ledger.core.region.findings import CHANGED, Finding, finding_code
from upk_ledger.core.region.findings_rows import Adopted, Book, FindingLimits

STRICTER = "wajib"
"""The value of a setting that asks for more: choosing it is no finding."""


def changed_rules(
    book: Book, adopted: Sequence[Adopted], settings: Sequence[SettingRow], limits: FindingLimits
) -> Iterator[Finding]:
    """What differs from the shipped rules, and what was changed in the days looked at."""
    known = [one for one in adopted if book.day_of(one.recorded_at) <= book.until]
    for place, one in enumerate(known):
        recent = place > 0 and book.day_of(one.recorded_at) >= book.since
        in_force = one is known[-1]
        if recent or (in_force and not one.shipped):
            yield Finding(
                finding_code(CHANGED, book.office.uuid, one.digest, one.valid_from),
                CHANGED,
                (book.office.upk,),
                (),
                {
                    "what": "aturan",
                    "name": one.code,
                    "shipped": one.shipped,
                    "before": known[place - 1].code if place else "",
                    "record": one.record,
                },
                0,
                (),
                one.valid_from,
            )
    changed_from = max(book.since, book.office.start + timedelta(1))
    for place, row in enumerate(settings):
        if row.name not in limits.settings or not changed_from <= row.valid_from <= book.until:
            continue
        before = setting_on(settings[:place], row.name, row.valid_from)
        if before in {row.value, ""} or row.value == STRICTER:
            continue
        yield Finding(
            finding_code(CHANGED, book.office.uuid, row.name, row.valid_from, row.record),
            CHANGED,
            (book.office.upk,),
            (),
            {
                "what": "pengaturan",
                "name": row.name,
                "value": row.value,
                "before": before,
                "record": row.record,
            },
            0,
            (),
            row.valid_from,
        )
