"""A voucher as it is printed, and the list of those without papers. Pure: definition + entry -> Statement."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.listings import EntryHistory, ListedLine
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Statement
from upk_ledger.core.vouchers import MADE_BY_ITSELF, Support, Unsupported


class VoucherWords(NamedTuple):
    """What a voucher says in words: its amount, its day, and who gave or got the money (empty: to be filled in)."""

    amount: str
    in_words: str
    day: str
    party: str


def voucher(
    definition: Definition,
    frame: Frame,
    chart: Mapping[str, Account],
    history: EntryHistory,
    support: Support,
    amount: int,
    words: VoucherWords,
) -> Statement:
    """One voucher: number, day, party, amount in figures and words, its accounts, its papers."""
    entry, labels = history.entry, definition.labels
    facts = [
        *([(labels["pihak"], words.party)] if "pihak" in labels else []),
        (labels["jumlah-uang"], words.amount),
        (labels["terbilang"], words.in_words),
        (labels["uraian"], entry.description),
        *([(labels["kertas"], history.receipt)] if history.receipt else []),
        (labels["lampiran"], support_text(definition, entry.kind, support)),
        *([(labels["membatalkan"], history.reverses)] if history.reverses else []),
    ]
    table = Table(definition.tables["akun"], frame.words)
    debit = credit = 0
    rows = []
    for line in _merged(entry.lines):
        sides = {"debit": Rupiah(line.debit) or None, "credit": Rupiah(line.credit) or None}
        table.line({"code": line.account, "name": chart[line.account].name, **sides})
        rows.append(
            {
                "account": line.account,
                "name": chart[line.account].name,
                "debit": Rupiah(line.debit),
                "credit": Rupiah(line.credit),
            }
        )
        debit, credit = debit + line.debit, credit + line.credit
    table.add("total", {"name": labels["jumlah"], "debit": Rupiah(debit), "credit": Rupiah(credit)})
    data: dict[str, Any] = {
        "voucher": entry.voucher,
        "title": definition.title,
        "date": entry.date,
        "record": entry.record,
        "kind": entry.kind,
        "party": words.party or None,
        "amount": Rupiah(amount),
        "in_words": words.in_words,
        "description": entry.description,
        "receipt": history.receipt,
        "support": {"status": support.status or None, "papers": support.papers or None},
        "lines": rows,
        "recorded_at": history.recorded_at,
        "actor": history.actor,
        "digest": history.digest,
        "reverses": history.reverses or None,
        "reversed_by": history.reversed_by or None,
    }
    return issue(definition, frame, [table.section()], data, facts=tuple(facts))


def _merged(lines: Sequence[ListedLine]) -> list[ListedLine]:
    """The lines by account and side, debits first: a voucher has no room for every member's part."""
    sums: dict[tuple[bool, str], ListedLine] = {}
    for line in lines:
        key = (not line.debit, line.account)
        found = sums.get(key, ListedLine(line.account, 0, 0))
        sums[key] = found._replace(debit=found.debit + line.debit, credit=found.credit + line.credit)
    return [sums[key] for key in sorted(sums, key=lambda key: key[0])]


def support_text(definition: Definition, kind: str, support: Support) -> str:
    """The papers of a voucher in words; where nobody said anything, both answers to strike one out on paper."""
    unsaid = "perlu" if kind in MADE_BY_ITSELF else "belum"
    return definition.labels[f"lampiran-{support.status or unsaid}"].format(papers=support.papers)


def without_papers(
    definition: Definition, frame: Frame, start: date, found: Sequence[Unsupported]
) -> Statement:
    """The vouchers of a period whose papers are missing or not told of."""
    table = Table(definition.tables["bukti"], frame.words)
    rows = []
    for row, each in enumerate(found, 1):
        entry = each.entry
        shown: dict[str, Any] = {
            "date": entry.date,
            "voucher": entry.voucher,
            "description": entry.description,
            "amount": Rupiah(each.amount),
        }
        status = definition.labels[f"lampiran-{each.status or 'belum'}"]
        table.line({"row": row, **shown, "status": status})
        rows.append({**shown, "record": entry.record, "kind": entry.kind, "status": each.status or None})
    total = Rupiah(sum(each.amount for each in found))
    table.add("total", {"description": definition.labels["jumlah"], "amount": total})
    data = {"from": start, "to": frame.as_of, "count": len(rows), "amount": total, "vouchers": rows}
    notes = () if rows else (definition.labels["kosong"],)
    return issue(definition, frame, [table.section()], data, notes)
