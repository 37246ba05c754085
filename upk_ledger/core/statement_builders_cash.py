"""Papers of cash: counts of the box, and advances. Pure: definition + facts -> Statement."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.advances import AdvanceTurn
from upk_ledger.core.cash_counts import DENOMINATIONS, CashCount
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement


def count_data(count: CashCount) -> dict[str, Any]:
    """A count for JSON."""
    return {
        "number": count.number,
        "account": count.account,
        "account_name": count.account_name,
        "date": count.on,
        "counter": count.counter,
        "counter_name": count.counter_name,
        "counted": Rupiah(count.counted),
        "book": Rupiah(count.book),
        "difference": Rupiah(count.difference),
        "status": count.status,
        "voucher": count.voucher or None,
        "explanation": count.words or None,
        "reason": count.reason or None,
        "pieces": [
            {
                "form": part.form,
                "denomination": Rupiah(part.denomination),
                "pieces": part.pieces,
                "amount": Rupiah(part.amount),
            }
            for part in count.pieces
        ],
    }


def _outcome(definition: Definition, count: CashCount) -> str:
    return definition.labels[count.status].format(voucher=count.voucher, words=count.words)


def count_list(definition: Definition, frame: Frame, start: date, counts: Sequence[CashCount]) -> Statement:
    """Opname kas: the counts of a period in order of recording."""
    table = Table(definition.tables["opname"], frame.words)
    for count in counts:
        table.line(
            {
                "number": count.number,
                "on": count.on,
                "account": f"{count.account} {count.account_name}",
                "counter": count.counter_name,
                "counted": Rupiah(count.counted),
                "book": Rupiah(count.book),
                "difference": Rupiah(count.difference),
                "outcome": _outcome(definition, count),
            }
        )
    data = {"from": start, "to": frame.as_of, "counts": [count_data(count) for count in counts]}
    notes = () if counts else (definition.labels["kosong"],)
    return issue(definition, frame, [table.section()], data, notes)


def count_minutes(
    definition: Definition,
    frame: Frame,
    count: CashCount,
    last: Mapping[str, str],
    in_words: str,
    *,
    unfit: bool,
) -> Statement:
    """Berita acara of one count: `last` are the newest vouchers by series, `in_words` what was counted.

    `unfit` where somebody else should have counted.
    """
    labels = definition.labels
    facts = (
        (labels["nomor"], str(count.number)),
        (labels["kas"], f"{count.account} {count.account_name}"),
        (labels["penghitung"], count.counter_name),
        (labels["masuk"], last.get("KM", "-")),
        (labels["keluar"], last.get("KK", "-")),
        (labels["terbilang"], in_words),
    )
    notes = [_outcome(definition, count)]
    if unfit:
        notes.append(labels["alasan" if count.reason else "sendiri"].format(reason=count.reason))
    sections = [_counted(definition, frame, count), _held_against_book(definition, frame, count)]
    data = count_data(count) | {"last_vouchers": dict(last), "in_words": in_words}
    return issue(definition, frame, sections, data, notes, facts)


def _counted(definition: Definition, frame: Frame, count: CashCount) -> Section:
    """Every denomination, also those of which there was none, as on the form."""
    table, labels = Table(definition.tables["pecahan"], frame.words), definition.labels
    found = {(part.form, part.denomination): part.pieces for part in count.pieces}
    for form in dict.fromkeys(form for form, _ in DENOMINATIONS):
        amounts = []
        for denomination in (value for known, value in DENOMINATIONS if known == form):
            pieces = found.get((form, denomination), 0)
            amounts.append(pieces * denomination)
            table.line(
                {
                    "form": labels[form],
                    "denomination": Rupiah(denomination),
                    "pieces": pieces,
                    "amount": Rupiah(amounts[-1]),
                }
            )
        table.add("subtotal", {"form": labels[f"jumlah-{form}"], "amount": Rupiah(sum(amounts))})
    table.add("total", {"form": labels["jumlah"], "amount": Rupiah(count.counted)})
    return table.section()


def _held_against_book(definition: Definition, frame: Frame, count: CashCount) -> Section:
    table, labels = Table(definition.tables["periksa"], frame.words), definition.labels
    table.line({"name": labels["dihitung"], "amount": Rupiah(count.counted)})
    table.line({"name": labels["buku"], "amount": Rupiah(count.book)})
    found = "lebih" if count.difference > 0 else "kurang" if count.difference < 0 else "nihil"
    table.add("total", {"name": labels[found], "amount": Rupiah(count.difference)})
    return table.section()


def advance_list(
    definition: Definition, frame: Frame, start: date, turns: Sequence[AdvanceTurn], ledger: int
) -> Statement:
    """Uang muka: every advance over a period, together what the accounts of advances hold (sen)."""
    closing = sum(turn.closing for turn in turns)
    refuse(checks.agree("uang-muka", {"uang-muka": closing, "neraca": ledger}))
    table = Table(definition.tables["uang-muka"], frame.words)
    listed = []
    for row, turn in enumerate(turns, 1):
        told = _turn(turn, frame.as_of)
        late = told["days_overdue"] or None
        table.line({**told, "row": row, "holder": told["holder_name"], "days_overdue": late})
        listed.append(told)
    totals = {
        "opening": Rupiah(sum(turn.opening for turn in turns)),
        "given": Rupiah(sum(turn.given for turn in turns)),
        "settled": Rupiah(sum(turn.settled for turn in turns)),
        "closing": Rupiah(closing),
    }
    table.add("total", {"code": definition.labels["jumlah"], **totals})
    tied = Table(definition.tables["periksa"], frame.words)
    tied.line({"name": definition.labels["rincian"], "amount": Rupiah(closing)})
    tied.add("total", {"name": definition.labels["pembukuan"], "amount": Rupiah(ledger)})
    data = {
        "from": start, "as_of": frame.as_of, "advances": listed, "totals": totals, "ledger": Rupiah(ledger),
    }  # fmt: skip
    notes = () if turns else (definition.labels["kosong"],)
    return issue(definition, frame, [table.section(), tied.section()], data, notes)


def _turn(turn: AdvanceTurn, on: date) -> dict[str, Any]:
    one = turn.advance
    return {
        "code": one.code,
        "given_on": one.given_on,
        "holder": one.holder or None,
        "holder_name": one.holder_name or None,
        "purpose": one.purpose,
        "due_on": one.due_on,
        "opening": Rupiah(turn.opening),
        "given": Rupiah(turn.given),
        "settled": Rupiah(turn.settled),
        "closing": Rupiah(turn.closing),
        "days_overdue": one.days_overdue(on),
    }
