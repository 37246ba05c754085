"""Marks on what is on record by itself: budgets, decisions, counts, what the bank told, registrations."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from upk_ledger.actions.tracing_marks import Marker
from upk_ledger.core.advances import Advance
from upk_ledger.core.assets import Asset
from upk_ledger.core.audit import ExceptionItem
from upk_ledger.core.bank import BankLine, BookMove, Reconciled
from upk_ledger.core.cash_counts import CashCount
from upk_ledger.core.cash_limits import OverLimit
from upk_ledger.core.subledgers import AllocatedPart
from upk_ledger.core.surplus import Allocation, Unpaid
from upk_ledger.core.tracing import Lines, Traced
from upk_ledger.store.banking import RecordedReconciliation


def _allocated_parts(marker: Marker, parts: Iterable[AllocatedPart], _end: date) -> list[AllocatedPart]:
    return [
        part._replace(amount=marker.fact(part.amount, "alokasi", f"{part.purpose} {part.entry}"))
        for part in parts
    ]


def _required_at(
    marker: Marker, required: Mapping[str, Mapping[str, int]], _on: date
) -> dict[str, dict[str, int]]:
    return {
        group: {loan: marker.fact(sen, "tabungan-ditahan", loan) for loan, sen in loans.items()}
        for group, loans in required.items()
    }


def _assets_of(marker: Marker, assets: Iterable[Asset], _through: object) -> list[Asset]:
    return [
        replace(
            asset,
            cost=marker.fact(asset.cost, "aset", asset.code),
            depreciated=marker.fact(asset.depreciated, "aset-susut-awal", asset.code),
            disposals=tuple(
                one._replace(
                    proceeds=marker.fact(one.proceeds, "aset-dilepas", f"{asset.code} {one.voucher}")
                )
                for one in asset.disposals
            ),
        )
        for asset in assets
    ]


def _whole_budget(
    marker: Marker, budget: Mapping[Any, Mapping[int, int]], year: int, _through: object
) -> dict[Any, dict[int, int]]:
    def named(line: Any, month: int) -> str:
        return " ".join(filter(None, (line.account, line.fund, line.side, f"{year}-{month:02d}")))

    return {
        line: {month: marker.fact(sen, "anggaran", named(line, month)) for month, sen in months.items()}
        for line, months in budget.items()
    }


def _allocations(marker: Marker, found: Iterable[Allocation], _on: date) -> list[Allocation]:
    return [
        replace(
            one,
            shares=tuple(
                part._replace(
                    amount=marker.fact(part.amount, "alokasi", f"{one.voucher} {part.share.purpose}")
                )
                for part in one.shares
            ),
        )
        for one in found
    ]


def _unpaid(marker: Marker, found: Iterable[Unpaid], _on: date) -> list[Unpaid]:
    return [
        one._replace(
            allocated=marker.fact(one.allocated, "alokasi", f"{one.year} {one.purpose}"),
            paid=marker.fact(one.paid, "alokasi-dibayar", f"{one.year} {one.purpose}"),
        )
        for one in found
    ]


def _advances_at(marker: Marker, found: Iterable[Advance], on: date, **_: object) -> list[Advance]:
    return [
        one._replace(
            amount=marker.fact(one.amount, "uang-muka", f"{one.code} {on}"),
            settled=marker.fact(one.settled, "uang-muka-selesai", f"{one.code} {on}"),
        )
        for one in found
    ]


def _counts_between(marker: Marker, found: Iterable[CashCount], *_: object, **__: object) -> list[CashCount]:
    return [
        one._replace(
            book=marker.fact(one.book, "kas-menurut-buku", str(one.number)),
            counted=marker.fact(one.counted, "kas-dihitung", str(one.number)),
        )
        for one in found
    ]


def _related_shares(
    marker: Marker, shares: Mapping[str, Mapping[str, int]], _on: date
) -> dict[str, dict[str, int]]:
    return {
        loan: {
            member: marker.fact(sen, "bagian-anggota", f"{loan} {member}") for member, sen in parts.items()
        }
        for loan, parts in shares.items()
    }


def _exceptions_between(
    marker: Marker, found: Iterable[ExceptionItem], *_: object, **__: object
) -> list[ExceptionItem]:
    return [
        replace(one, amount=marker.fact(one.amount, "pengecualian", one.voucher or str(one.record)))
        if one.amount
        else one
        for one in found
    ]


def _cash_over_limit(marker: Marker, found: Iterable[OverLimit], *_: object) -> tuple[OverLimit, ...]:
    def fact(amount: int, one: OverLimit, what: str) -> int:
        return marker.fact(amount, what, f"akun {one.account} sejak {one.since}")

    return tuple(
        one._replace(
            highest=fact(one.highest, one, "kas-di-atas-batas"), limit=fact(one.limit, one, "batas-kas")
        )
        for one in found
    )


def _as_reconciled(marker: Marker, found: Reconciled, recorded: RecordedReconciliation) -> Reconciled:
    def move(one: BookMove) -> BookMove:
        leaf = Lines(marker.office, (found.account,), one.on, one.on, record=one.record)
        return one._replace(amount=Traced.read(one.amount, leaf))

    def line(one: BankLine) -> BankLine:
        return one._replace(amount=marker.fact(one.amount, "rekening-koran", f"butir {one.name}, {one.on}"))

    told = f"saldo akun {found.account}, {found.on}"
    return replace(
        found,
        bank=marker.fact(found.bank, "rekening-koran", told),
        book=marker.lines(found.book, (found.account,), found.on, known=recorded.record),
        in_book_only=tuple(map(move, found.in_book_only)),
        at_bank_only=tuple(map(line, found.at_bank_only)),
    )


FACTS: Mapping[str, Callable[..., Any]] = {
    "allocated_parts": _allocated_parts,
    "required_at": _required_at,
    "assets_of": _assets_of,
    "whole_budget": _whole_budget,
    "allocations": _allocations,
    "unpaid": _unpaid,
    "advances_at": _advances_at,
    "counts_between": _counts_between,
    "related_shares": _related_shares,
    "exceptions_between": _exceptions_between,
    "cash_over_limit": _cash_over_limit,
    "as_reconciled": _as_reconciled,
}
