"""The auditor's lists: exceptions, cash counts and bank reconciliations, assets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import TableForm
from upk_ledger.core.workbooks import Formula, Sheet, SheetCell, SheetMaker


def exceptions_sheet(
    forms: Mapping[str, TableForm],
    words: Mapping[str, str],
    told: Mapping[str, Any],
    detail_of: Callable[[str, str, str], str],
) -> Sheet:
    """The exception list of the year, from the data of the list for the Pengawas, and cash above its limit."""
    maker = SheetMaker("pengecualian", words)
    block = maker.block(forms["pengecualian"])
    for rule in told["rules"]:
        for item in rule["items"]:
            detail = detail_of(rule["rule"], item["subject"], item["detail"])
            maker.add(block, {**item, "rule": rule["title"], "detail": detail})
    if not told["rules"]:
        maker.none(block, "rule")
    if told["cash_over_limit"]:
        cash = maker.block(forms["kas-batas"])
        for row in told["cash_over_limit"]:
            maker.add(cash, row)
    return maker.sheet(pinned=1, listing=True)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A recorded reconciliation (sen); `stands` unless a statement that it counted was cancelled since."""

    record: int
    account: str
    on: date
    bank: int
    book: int
    stands: bool


def money_sheet(
    forms: Mapping[str, TableForm],
    words: Mapping[str, str],
    counts: Sequence[Mapping[str, Any]],
    reconciled: Sequence[Reconciliation],
    names: Mapping[str, str],
) -> Sheet:
    """The counts of the cash box and the reconciliations of the bank, each with its difference."""
    maker = SheetMaker("kas", words)
    listed: list[dict[str, SheetCell]] = [
        {
            **row,
            "name": row["account_name"],
            "found": row["counted"],
            "state": row["status"],
            "by": row["counter_name"],
            "note": row["voucher"] or row["explanation"],
        }
        for row in counts
    ]
    _differences(maker, forms["opname"], listed)
    held: list[dict[str, SheetCell]] = [
        {
            "date": one.on,
            "account": one.account,
            "name": names[one.account],
            "book": Rupiah(one.book),
            "found": Rupiah(one.bank),
            "state": words["berlaku" if one.stands else "tidak-berlaku"],
            "record": one.record,
        }
        for one in reconciled
    ]
    _differences(maker, forms["rekonsiliasi"], held)
    return maker.sheet()


def _differences(maker: SheetMaker, form: TableForm, rows: Sequence[dict[str, SheetCell]]) -> None:
    block = maker.block(form)
    first = maker.next
    differences = []
    for row in rows:
        line = maker.next
        found, book = row["found"], row["book"]
        differences.append(_sen(found) - _sen(book))
        text = f"={block.cell('found', line)}-{block.cell('book', line)}"
        maker.add(block, {**row, "difference": Formula(text, Rupiah(differences[-1]))})
    if not rows:
        maker.none(block, "date")
    maker.sums(block, "name", first, {"difference": sum(differences)})


def _sen(cell: SheetCell) -> int:
    return cell if isinstance(cell, int) else 0


@dataclass(frozen=True, slots=True)
class AssetPlaces:
    """The cells of cost and accumulated depreciation of all assets, with their figures (sen)."""

    cost: str
    accumulated: str
    values: Mapping[str, int]


def assets_sheet(
    forms: Mapping[str, TableForm], words: Mapping[str, str], told: Mapping[str, Any]
) -> tuple[Sheet, AssetPlaces]:
    """Every asset of the list inventaris with its book value, and what left within the year."""
    maker = SheetMaker("inventaris", words)
    block = maker.block(forms["aset"])
    first = maker.next
    rows = list(told["assets"])
    for label, figures in (("keluar", told["departed"]), ("belum-terdaftar", told["unregistered"])):
        if any(figures.values()):
            rows.append({"name": words[label], **figures})
    for row in rows:
        line = maker.next
        text = f"={block.cell('cost', line)}-{block.cell('accumulated', line)}"
        maker.add(block, {**row, "book_value": Formula(text, row["book_value"])})
    if not rows:
        maker.none(block, "name")
    keys = ("cost", "depreciation_year", "accumulated", "book_value")
    sums = {key: sum(row[key] for row in rows) for key in keys}
    total = maker.sums(block, "name", first, sums)
    if told["disposals"]:
        gone = maker.block(forms["pelepasan"])
        for row in told["disposals"]:
            line = maker.next
            text = (
                f"={gone.cell('proceeds', line)}-{gone.cell('cost', line)}+{gone.cell('accumulated', line)}"
            )
            maker.add(gone, {**row, "result": Formula(text, row["result"])})
    places = AssetPlaces(block.outside("cost", total), block.outside("accumulated", total), sums)
    return maker.sheet(), places
