"""The auditor's cover: whose books, how far they were counted, what each sheet is, and whether the sheets agree."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import TableForm
from upk_ledger.core.workbooks import Formula, Sheet, SheetMaker

OK, DIFFERS = "OK", "SELISIH"


class Check(NamedTuple):
    """Two figures (sen) that must be one: `key` names the check in the words; formulas where they have a cell."""

    key: str
    left: tuple[str, int]
    right: tuple[str, int]


NOTHING = ("", 0)
"""Nothing, to be held against."""


def cover_sheet(
    forms: Mapping[str, TableForm],
    words: Mapping[str, str],
    facts: Sequence[tuple[str, str]],
    listed: Sequence[str],
    checks: Sequence[Check],
    notes: Sequence[str],
) -> Sheet:
    """The first sheet. `facts` are labels with their texts, `listed` the keys of the other sheets."""
    maker = SheetMaker("sampul", words)
    block = maker.block(forms["identitas"])
    for label, text in facts:
        maker.add(block, {"name": words[label], "text": text})
    sheets = maker.block(forms["lembar"])
    for key in listed:
        maker.add(sheets, {"name": words[f"lembar-{key}"], "about": words[f"isi-{key}"]})
    table = maker.block(forms["cek"])
    for check in checks:
        row = maker.next
        difference = check.left[1] - check.right[1]
        left, right, apart = (table.cell(key, row) for key in ("left", "right", "difference"))
        maker.add(
            table,
            {
                "name": words[f"cek-{check.key}"],
                "sheets": words[f"cek-{check.key}-antara"],
                "left": _figure(*check.left),
                "right": _figure(*check.right),
                "difference": Formula(f"=ROUND({left}-{right},2)", Rupiah(difference)),
                "result": Formula(f'=IF({apart}=0,"{OK}","{DIFFERS}")', DIFFERS if difference else OK),
            },
        )
    for note in notes:
        maker.note(words[note])
    return maker.sheet(alarm=DIFFERS)


def _figure(text: str, value: int) -> Formula | Rupiah:
    return Formula(f"={text}", Rupiah(value)) if text else Rupiah(value)
