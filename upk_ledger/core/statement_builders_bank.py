"""The reconciliation of a bank account: both balances, what each side lacks, nothing left over. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.bank import BankLine, BookMove, Reconciled
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement

_PARTS = (
    ("in_transit", "dalam-perjalanan"),
    ("outstanding", "belum-di-bank"),
    ("receipts", "penerimaan-bank"),
    ("charges", "pengeluaran-bank"),
)
"""The four lists: the key in JSON, the label of the definition."""

Item = BookMove | BankLine


def bank_reconciliation(
    definition: Definition,
    frame: Frame,
    found: Sequence[tuple[Reconciled, int]],
    missing: Sequence[str],
    names: Mapping[str, str],
) -> Statement:
    """The reconciliations of a day, a table for each account, with the record of each; `missing` have none."""
    sections, accounts = [], []
    for one, record in found:
        refuse(
            checks.agree(
                "rekonsiliasi-bank", {"bank": one.adjusted_bank, "buku": one.adjusted_book}, one.account
            )
        )
        lists = _lists(one)
        sections.append(_section(definition, frame, one, lists, names[one.account]))
        accounts.append(reconciliation_data(one, names[one.account]) | {"record": record})
    if not sections:
        sections = [Table(definition.tables["rekonsiliasi"], {**frame.words, "account": ""}).section()]
    told = definition.labels["belum"].format(accounts=", ".join(f"{code} {names[code]}" for code in missing))
    data = {"as_of": frame.as_of, "accounts": accounts, "unreconciled": list(missing)}
    return issue(definition, frame, sections, data, (told,) if missing else ())


def _lists(one: Reconciled) -> dict[str, list[Item]]:
    moves, lines = one.in_book_only, one.at_bank_only
    return {
        "in_transit": [move for move in moves if move.amount > 0],
        "outstanding": [move for move in moves if move.amount < 0],
        "receipts": [line for line in lines if line.amount > 0],
        "charges": [line for line in lines if line.amount < 0],
    }


def reconciliation_data(one: Reconciled, name: str) -> dict[str, Any]:
    """A reconciliation for JSON."""
    lists = {
        key: [
            {"date": item.on, _reference(item)[0]: _reference(item)[1], "description": item.words,
             "amount": Rupiah(abs(item.amount))}
            for item in items
        ]
        for key, items in _lists(one).items()
    }  # fmt: skip
    return {
        "code": one.account,
        "name": name,
        "statement_balance": Rupiah(one.bank),
        "book_balance": Rupiah(one.book),
        "deposits_in_transit": lists["in_transit"],
        "outstanding_payments": lists["outstanding"],
        "unbooked_receipts": lists["receipts"],
        "unbooked_payments": lists["charges"],
        "adjusted_statement_balance": Rupiah(one.adjusted_bank),
        "adjusted_book_balance": Rupiah(one.adjusted_book),
        "difference": Rupiah(one.difference),
    }


def _reference(item: Item) -> tuple[str, str]:
    return ("voucher", item.voucher) if isinstance(item, BookMove) else ("line", item.name)


def _section(
    definition: Definition, frame: Frame, one: Reconciled, lists: Mapping[str, Sequence[Item]], name: str
) -> Section:
    labels = definition.labels
    table = Table(definition.tables["rekonsiliasi"], {**frame.words, "account": f"{one.account} {name}"})
    parts = dict(_PARTS)
    for balance, adjusted, keys in (
        ("saldo-bank", "bank-disesuaikan", ("in_transit", "outstanding")),
        ("saldo-buku", "buku-disesuaikan", ("receipts", "charges")),
    ):
        at_bank = balance == "saldo-bank"
        table.add(
            "heading", {"description": labels[balance], "balance": Rupiah(one.bank if at_bank else one.book)}
        )
        for key in keys:
            _part(table, labels[parts[key]], labels["tidak-ada"], lists[key])
        total = one.adjusted_bank if at_bank else one.adjusted_book
        table.add("total", {"description": labels[adjusted], "balance": Rupiah(total)})
    table.add("total", {"description": labels["selisih"], "balance": Rupiah(one.difference)})
    return table.section()


def _part(table: Table, label: str, nothing: str, items: Sequence[Item]) -> None:
    if not items:
        table.add("line", {"description": f"{label}: {nothing}"})
        return
    total = Rupiah(sum(item.amount for item in items))
    table.add("line", {"description": label})
    for place, item in enumerate(items, 1):
        amount, last = Rupiah(abs(item.amount)), place == len(items)
        shown: dict[str, Any] = {"date": item.on, "reference": _reference(item)[1], "description": item.words}
        table.line({**shown, "amount": amount, "balance": total if last else None}, keep=not last)
