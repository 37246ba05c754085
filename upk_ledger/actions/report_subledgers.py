"""How the sub-ledgers are made: loans, savings, titipan, and what else the office owes."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from upk_ledger.actions.report_frames import Framer, definition_of, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.core.balances import NOTHING, Sums, natural
from upk_ledger.core.listings import ListedEntry, ListedLine
from upk_ledger.core.offices import Account
from upk_ledger.core.statement_builders_books import OPENING
from upk_ledger.core.statement_builders_subledgers import holder_ledgers, loan_ledger
from upk_ledger.core.statements import Statement
from upk_ledger.core.subledgers import AccountBook, AllocatedPart, HeldMove, Holder, HolderKey
from upk_ledger.store.subledgers import (
    allocated_parts,
    fund_names,
    groups_of_loans,
    held_before,
    loan_turns,
)


def _nobody(_group: str | None, _loan: str | None, _fund: str) -> HolderKey:
    return HolderKey()


_BY: Mapping[str, Callable[[str | None, str | None, str], HolderKey]] = {
    "tabungan": lambda group, _loan, _fund: HolderKey(group=group),
    "titipan": lambda _group, loan, _fund: HolderKey(loan=loan),
    "hutang-reward": lambda _group, loan, _fund: HolderKey(loan=loan),
    "hutang-mitra": lambda _group, _loan, fund: HolderKey(fund=fund),
    "dana-terikat": lambda _group, _loan, fund: HolderKey(fund=fund),
}
"""For whom the accounts of a role hold what a line says; other accounts hold it for nobody in particular."""

_OWN_BOOK = {"tabungan", "titipan"}


def buku_pembantu_pinjaman(source: Source, framer: Framer) -> Statement:
    """Every loan's principal over the listing period, tied to the loan accounts."""
    definition, start, end = definition_of("buku-pembantu-pinjaman"), source.listing_start, source.period.end
    sums = source.opened(start, end)
    ends = [_at(sums, account) for account in source.accounts_of("pinjaman")]
    return loan_ledger(
        definition,
        framer.frame(definition, range_text(source.period, start)),
        start,
        source.read(loan_turns, start, end),
        source.group_names,
        (sum(opening for opening, _ in ends), sum(closing for _, closing in ends)),
    )


def buku_pembantu_tabungan(source: Source, framer: Framer) -> Statement:
    """What each group saved, movement by movement."""
    return _books("buku-pembantu-tabungan", source, framer, source.accounts_of("tabungan"))


def buku_pembantu_titipan(source: Source, framer: Framer) -> Statement:
    """What is kept for each loan, movement by movement."""
    return _books("buku-pembantu-titipan", source, framer, source.accounts_of("titipan"))


def buku_pembantu_hutang(source: Source, framer: Framer) -> Statement:
    """All other liabilities: rewards by loan, allocated surplus by purpose, partners' money by fund, the rest."""
    accounts = [
        account
        for account in source.chart.values()
        if account.type == "kewajiban" and account.role not in _OWN_BOOK
    ]
    return _books("buku-pembantu-hutang", source, framer, accounts)


def _books(name: str, source: Source, framer: Framer, accounts: Sequence[Account]) -> Statement:
    definition, start = definition_of(name), source.listing_start
    frame = framer.frame(definition, range_text(source.period, start))
    return holder_ledgers(definition, frame, start, _Holding(source).books(accounts))


def _at(sums: Sums, account: Account) -> tuple[int, int]:
    """What an account held at the beginning and at the end (sen, on its natural side)."""
    found = sums.get(account.code, NOTHING)
    return natural(account, found.opening), natural(account, found.balance)


class _Holding:
    """For whom accounts hold what, from the lines of the listing period and what was held before it."""

    def __init__(self, source: Source) -> None:
        self._source, self._session, self._groups = source, source.session, source.group_names
        self._start, self._end = source.listing_start, source.period.end
        self._sums = source.opened(self._start, self._end)
        self._before: dict[tuple[str, str | None, str | None, str], int] = {}
        self._lines: dict[str, list[tuple[ListedEntry, ListedLine]]] = defaultdict(list)
        for entry in source.entries:
            for line in entry.lines:
                self._lines[line.account].append((entry, line))

    @cached_property
    def _parts(self) -> list[AllocatedPart]:
        return self._source.read(allocated_parts, self._end)

    @cached_property
    def _loans(self) -> dict[str, str]:
        return groups_of_loans(self._session)

    @cached_property
    def _funds(self) -> dict[str, str]:
        return fund_names(self._session)

    def books(self, accounts: Sequence[Account]) -> list[AccountBook]:
        """Each account's holders."""
        self._before = self._source.read(held_before, self._start, [account.code for account in accounts])
        return [
            AccountBook(account, self._holders(account), *_at(self._sums, account)) for account in accounts
        ]

    def _holders(self, account: Account) -> tuple[Holder, ...]:
        key_of = _BY.get(account.role, _nobody)
        held: dict[HolderKey, int] = defaultdict(int)
        moves: dict[HolderKey, dict[int, HeldMove]] = defaultdict(dict)
        for (code, group, loan, fund), sen in self._before.items():
            if code == account.code:
                held[key_of(group, loan, fund)] += sen
        for entry, line in self._lines[account.code]:
            key = key_of(line.group, line.loan, line.fund)
            if entry.kind == OPENING:
                held[key] += line.credit - line.debit
            else:
                _add(moves[key], entry, line.credit, line.debit)
        if account.role not in _BY:
            self._by_purpose(account.code, held, moves)
        return tuple(
            Holder(
                self._name(key),
                {name: part for name, part in key._asdict().items() if part is not None},
                held[key],
                tuple(move for move in moves[key].values() if move.came or move.went),
            )
            for key in sorted(
                {*held, *moves}, key=lambda key: (key == HolderKey(), [part or "" for part in key])
            )
        )

    def _by_purpose(
        self, code: str, held: dict[HolderKey, int], moves: dict[HolderKey, dict[int, HeldMove]]
    ) -> None:
        """Gives to each purpose of allocated surplus what is held for nobody in particular."""
        listed = {entry.record: entry for entry, _ in self._lines[code]}
        nobody = HolderKey()
        for part in self._parts:
            if part.account != code:
                continue
            key = HolderKey(purpose=part.purpose)
            came, went = max(part.amount, 0), max(-part.amount, 0)
            if part.on < self._start:
                held[key] += part.amount
                held[nobody] -= part.amount
            elif part.entry in listed:
                _add(moves[key], listed[part.entry], came, went)
                _add(moves[nobody], listed[part.entry], -came, -went)

    def _name(self, key: HolderKey) -> str:
        if key.group is not None:
            return f"{key.group} {self._groups[key.group]}"
        if key.loan is not None:
            return f"{key.loan} {self._groups[self._loans[key.loan]]}"
        if key.fund is not None:
            return f"{key.fund} {self._funds[key.fund]}"
        return key.purpose or ""


def _add(moves: dict[int, HeldMove], entry: ListedEntry, came: int, went: int) -> None:
    """Counts a line into what its voucher moved."""
    found = moves.get(entry.record) or HeldMove(entry.date, entry.voucher, entry.description, 0, 0)
    moves[entry.record] = found._replace(came=found.came + came, went=found.went + went)
