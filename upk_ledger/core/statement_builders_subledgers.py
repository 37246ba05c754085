"""Sub-ledgers: loans, and for whom liabilities are held; each ends with the tie to its accounts. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.subledgers import AccountBook, Holder, LoanTurn

_TURN = ("opening", "disbursed", "principal", "written_off", "closing")


def loan_ledger(
    definition: Definition,
    frame: Frame,
    start: date,
    turns: Sequence[LoanTurn],
    names: Mapping[str, str],
    ledger: tuple[int, int],
) -> Statement:
    """Buku pembantu pinjaman; `ledger` is what the loan accounts held at the beginning and at the end (sen)."""
    sums = {key: Rupiah(sum(getattr(turn, key) for turn in turns)) for key in _TURN}
    for key, kept in zip(("opening", "closing"), ledger, strict=True):
        refuse(checks.agree("buku-pembantu", {"buku pembantu pinjaman": sums[key], "buku besar": kept}))
    table = Table(definition.tables["pinjaman"], frame.words)
    loans = []
    for row, turn in enumerate(turns, 1):
        amounts = {key: Rupiah(getattr(turn, key)) for key in _TURN}
        table.line({"row": row, "loan": f"{names[turn.group]} - {turn.loan}", **amounts})
        loans.append({"number": turn.loan, "group": turn.group, "group_name": names[turn.group], **amounts})
    table.add("total", {"loan": definition.labels["jumlah"], **sums})
    tied = Table(definition.tables["periksa"], frame.words)
    tied.line(_tie(definition.labels["pembantu"], sums["opening"], sums["closing"]))
    tied.add("total", _tie(definition.labels["pembukuan"], *ledger))
    data = {"from": start, "to": frame.as_of, "loans": loans, "totals": sums, "ledger": Rupiah(ledger[1])}
    return issue(definition, frame, [table.section(), tied.section()], data)


def _tie(name: str, opening: int, closing: int) -> dict[str, Any]:
    return {"name": name, "opening": Rupiah(opening), "closing": Rupiah(closing)}


def holder_ledgers(
    definition: Definition, frame: Frame, start: date, books: Sequence[AccountBook]
) -> Statement:
    """A table for each account: every holder's opening balance, movements and closing balance.

    Holders and accounts without a balance or a movement are left out.
    """
    tied = Table(definition.tables["periksa"], frame.words)
    sections, data = [], []
    for book in books:
        holders = [holder for holder in book.holders if holder.opening or holder.moves]
        for part, kept in (("opening", book.opening), ("closing", book.closing)):
            owned = sum(getattr(holder, part) for holder in holders)
            figures = {"buku pembantu": owned, "buku besar": kept}
            refuse(checks.agree("buku-pembantu", figures, book.account.code))
        if not holders:
            continue
        sections.append(_holders(definition, frame, book, holders))
        name = f"{book.account.code} {book.account.name}"
        owned = sum(holder.closing for holder in holders)
        tied.line({"name": name, "owned": Rupiah(owned), "ledger": Rupiah(book.closing)})
        data.append(
            {
                "code": book.account.code,
                "name": book.account.name,
                "opening": Rupiah(book.opening),
                "closing": Rupiah(book.closing),
                "holders": [_holder_data(holder) for holder in holders],
            }
        )
    total = Rupiah(sum(book.closing for book in books))
    tied.add("total", {"name": definition.labels["jumlah"], "owned": total, "ledger": total})
    empty = Table(
        definition.tables["akun"], {**frame.words, "account": definition.labels["kosong"]}
    ).section()
    return issue(
        definition,
        frame,
        [*(sections or [empty]), tied.section()],
        {"from": start, "to": frame.as_of, "accounts": data, "total": total},
    )


def _holders(definition: Definition, frame: Frame, book: AccountBook, holders: Sequence[Holder]) -> Section:
    account = book.account
    table = Table(definition.tables["akun"], {**frame.words, "account": f"{account.code} {account.name}"})
    came = went = 0
    for holder in holders:
        name = holder.name or definition.labels["lain"]
        opening = definition.labels["saldo-awal"].format(name=name)
        table.add("heading", {"name": opening, "balance": Rupiah(holder.opening)})
        balance = holder.opening
        for move in holder.moves:
            balance += move.came - move.went
            came, went = came + move.came, went + move.went
            sides = {"came": Rupiah(move.came) or None, "went": Rupiah(move.went) or None}
            shown: dict[str, Any] = {"date": move.on, "voucher": move.voucher, "name": move.description}
            table.line({**shown, **sides, "balance": Rupiah(balance)})
    totals = {"came": Rupiah(came), "went": Rupiah(went), "balance": Rupiah(book.closing)}
    table.add("total", {"name": definition.labels["jumlah"], **totals})
    return table.section()


def _holder_data(holder: Holder) -> dict[str, Any]:
    balance, moves = holder.opening, []
    for move in holder.moves:
        balance += move.came - move.went
        moves.append(
            {
                "date": move.on,
                "voucher": move.voucher,
                "description": move.description,
                "credit": Rupiah(move.came),
                "debit": Rupiah(move.went),
                "balance": Rupiah(balance),
            }
        )
    return {
        "name": holder.name,
        **holder.facts,
        "opening": Rupiah(holder.opening),
        "closing": Rupiah(balance),
        "moves": moves,
    }
