"""The auditor's working trial balance (neraca lajur): every figure a formula over the journal's lines.

Balances are debit less credit. `results` are those that no closing entry has taken to equity; they stand below the
accounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from upk_ledger.core import checks
from upk_ledger.core.audit_journal import (
    ADJUSTING,
    CLOSING_EARLIER,
    OPENING,
    USUAL,
    JournalPlaces,
    Moves,
)
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import TableForm
from upk_ledger.core.statement_builders import Results
from upk_ledger.core.statement_frames import refuse
from upk_ledger.core.workbooks import INPUT, Block, Formula, Sheet, SheetCell, SheetMaker
from upk_ledger.core.year_end import KIND as CLOSING

_SUMMED = (
    "opening", "closed_before", "debit", "credit", "unadjusted", "adjusting_debit", "adjusting_credit", "adjusted",
    "income_debit", "income_credit", "sheet_debit", "sheet_credit", "closing_debit", "closing_credit", "ledger",
    "audit_debit", "audit_credit", "audited",
)  # fmt: skip
_NETS = ("opening", "closed_before", "unadjusted", "adjusted", "ledger", "audited")
_EARNING = frozenset(("pendapatan", "biaya"))
_PAIRS = ("income_debit", "income_credit", "sheet_debit", "sheet_credit")


@dataclass(frozen=True, slots=True)
class Trial:
    """The figures (sen, debit less credit) of a year's trial balance.

    `opening` is before the year, or what the opening entry brought where the year is the book's first (`opened`);
    `moves` are the journal's, `ledger` the balances of the books at its end, `net` the year's result by the income
    statement.
    """

    chart: Mapping[str, Account]
    opened: bool
    opening: Mapping[str, int]
    moves: Moves
    ledger: Mapping[str, int]
    results: Results
    net: int

    def moved(self, code: str, group: str) -> tuple[int, int]:
        """Debit and credit of one account by entries of one group."""
        return self.moves.get((code, group), (0, 0))

    def adjusted(self, code: str) -> int:
        """The balance of one account before the year itself is closed."""
        groups = (CLOSING_EARLIER, USUAL, ADJUSTING)
        return self.opening.get(code, 0) + sum(_net(self.moved(code, group)) for group in groups)

    @property
    def earlier(self) -> int:
        """What earlier years left open on the accounts of income and expense."""
        return sum(self.left_before(account.code) for account in self.accounts() if account.type in _EARNING)

    def left_before(self, code: str) -> int:
        """What of an account's balance is of earlier years."""
        closed = _net(self.moved(code, CLOSING_EARLIER))
        return closed if self.opened else self.opening.get(code, 0) + closed

    def of_role(self, role: str) -> list[int]:
        """The balances of the accounts of a role."""
        return [self.ledger.get(account.code, 0) for account in self.chart.values() if account.role == role]

    def accounts(self) -> list[Account]:
        """The accounts that had anything, by code."""
        seen = {code for code, _ in self.moves} | {
            code for amounts in (self.opening, self.ledger) for code, amount in amounts.items() if amount
        }
        return [account for code, account in sorted(self.chart.items()) if code in seen]


@dataclass(frozen=True, slots=True)
class TrialPlaces:
    """Where the accounts stand, and the rows below them: totals, both results, totals with the result."""

    block: Block
    rows: Mapping[str, int]
    first: int
    last: int
    total: int
    current: int
    earlier: int
    whole: int

    def of_role(self, key: str, role: str) -> str:
        """What formulas of other sheets add up of a column: the accounts of a role."""
        span, roles = (
            self.block.span(column, self.first, self.last, outside=True) for column in (key, "role")
        )
        return f'SUMIFS({span},{roles},"{role}")'


def trial_sheet(
    form: TableForm, words: Mapping[str, str], journal: JournalPlaces, trial: Trial
) -> tuple[Sheet, TrialPlaces]:
    """The working trial balance; `FiguresDisagree` where the journal does not come to the books' balances."""
    maker = SheetMaker("lajur", words)
    block = maker.block(form)
    first, rows = maker.next, {}
    sums = dict.fromkeys(_SUMMED, 0)
    for account in trial.accounts():
        row = maker.next
        cells = _account(block, row, journal, trial, account)
        for key in _SUMMED:
            cell = cells.get(key)
            value = cell.value if isinstance(cell, Formula) else cell
            sums[key] += value if isinstance(value, int) else 0
        rows[account.code] = maker.add(block, cells)
    if not rows:
        maker.none(block, "name")
    last = maker.next - 1
    total = maker.sums(block, "name", first, sums, _NETS)
    places = TrialPlaces(block, rows, first, last, total, total + 1, total + 2, total + 3)
    _results(maker, places, trial, sums)
    return maker.sheet(pinned=2, listing=True), places


def _account(
    block: Block, row: int, journal: JournalPlaces, trial: Trial, account: Account
) -> dict[str, SheetCell]:
    code = account.code
    at = {key: block.cell(key, row) for key in _SUMMED}
    key = f"${block.cell('code', row)}"

    def of(group: str) -> tuple[Formula, Formula]:
        debit, credit = trial.moved(code, group)
        return (
            Formula(f"={journal.sum_of('debit', key, group)}", Rupiah(debit)),
            Formula(f"={journal.sum_of('credit', key, group)}", Rupiah(credit)),
        )

    def net(group: str) -> Formula:
        debit, credit = of(group)
        return Formula(f"{debit.text}-{credit.text[1:]}", Rupiah(_net(trial.moved(code, group))))

    opening = trial.opening.get(code, 0)
    earlier = _net(trial.moved(code, CLOSING_EARLIER))
    usual, adjusting, closing = of(USUAL), of(ADJUSTING), of(CLOSING)
    unadjusted = opening + earlier + _net(trial.moved(code, USUAL))
    adjusted = trial.adjusted(code)
    ledger = adjusted + _net(trial.moved(code, CLOSING))
    refuse(checks.agree("neraca-lajur", {"jurnal": ledger, "neraca-saldo": trial.ledger.get(code, 0)}, code))
    cells: dict[str, SheetCell] = {
        "code": code,
        "name": account.name,
        "type": account.type,
        "role": account.role,
        "opening": net(OPENING) if trial.opened else Rupiah(opening),
        "closed_before": net(CLOSING_EARLIER),
        "debit": usual[0],
        "credit": usual[1],
        "unadjusted": Formula(
            f"={at['opening']}+{at['closed_before']}+{at['debit']}-{at['credit']}", Rupiah(unadjusted)
        ),
        "adjusting_debit": adjusting[0],
        "adjusting_credit": adjusting[1],
        "adjusted": Formula(
            f"={at['unadjusted']}+{at['adjusting_debit']}-{at['adjusting_credit']}", Rupiah(adjusted)
        ),
        "closing_debit": closing[0],
        "closing_credit": closing[1],
        "ledger": Formula(f"={at['adjusted']}+{at['closing_debit']}-{at['closing_credit']}", Rupiah(ledger)),
        "audit_debit": INPUT,
        "audit_credit": INPUT,
        "audited": Formula(f"={at['adjusted']}+{at['audit_debit']}-{at['audit_credit']}", Rupiah(adjusted)),
    }
    if account.type not in _EARNING:
        return cells | _sides("sheet", at["adjusted"], adjusted)
    # What earlier years left open on an account of income or expense is no result of this year.
    less = f"-{at['closed_before']}" if trial.opened else f"-{at['opening']}-{at['closed_before']}"
    return cells | _sides("income", at["adjusted"] + less, adjusted - trial.left_before(code))


def _net(sides: tuple[int, int]) -> int:
    return sides[0] - sides[1]


def _sides(pair: str, text: str, value: int) -> dict[str, SheetCell]:
    """An amount on its side of a pair of columns, the other nothing."""
    return {
        f"{pair}_debit": Formula(f"=MAX({text},0)", Rupiah(max(value, 0))),
        f"{pair}_credit": Formula(f"=MAX(-({text}),0)", Rupiah(max(-value, 0))),
    }


def _results(maker: SheetMaker, places: TrialPlaces, trial: Trial, sums: Mapping[str, int]) -> None:
    """The rows below the totals: the results that the accounts of income and expense still hold."""
    block, total, words = places.block, places.total, maker.words
    net = sums["income_credit"] - sums["income_debit"]
    refuse(checks.agree("laba-bersih", {"neraca-lajur": net, "laba-rugi": trial.net}))
    debit, credit = (block.cell(f"income_{side}", total) for side in ("debit", "credit"))
    earlier = "+".join(
        _by_type(places, key, kind)
        for key in (("closed_before",) if trial.opened else ("opening", "closed_before"))
        for kind in sorted(_EARNING)
    )
    open_now = "+".join(_by_type(places, "ledger", kind) for kind in sorted(_EARNING))
    left = block.cell("ledger", places.earlier)
    swapped = {
        "income_debit": Formula(f"=MAX({credit}-{debit},0)", Rupiah(max(net, 0))),
        "income_credit": Formula(f"=MAX({debit}-{credit},0)", Rupiah(max(-net, 0))),
        **_sides("sheet", f"{debit}-{credit}", -net),
    }
    before = trial.earlier
    refuse(checks.agree("laba-lalu", {"neraca-lajur": before, "neraca": -trial.results.earlier}))
    maker.add(
        block,
        {
            "name": words["laba-berjalan"],
            **swapped,
            "ledger": Formula(f"={open_now}-{left}", Rupiah(-trial.results.current)),
        },
    )
    maker.add(
        block,
        {
            "name": words["laba-lalu"],
            **_sides("sheet", earlier, before),
            "ledger": Formula(f"={earlier}", Rupiah(before)),
        },
    )
    added = {
        "income_debit": max(net, 0),
        "income_credit": max(-net, 0),
        "sheet_debit": max(-net, 0) + max(before, 0),
        "sheet_credit": max(net, 0) + max(-before, 0),
    }
    maker.add(
        block,
        {
            "name": words["jumlah-setelah-laba"],
            **{
                key: Formula(
                    f"=SUM({block.cell(key, total)}:{block.cell(key, places.earlier)})",
                    Rupiah(sums[key] + added[key]),
                )
                for key in _PAIRS
            },
        },
        "total",
    )


def _by_type(places: TrialPlaces, key: str, kind: str) -> str:
    block = places.block
    span, types = (block.span(column, places.first, places.last) for column in (key, "type"))
    return f'SUMIFS({span},{types},"{kind}")'
