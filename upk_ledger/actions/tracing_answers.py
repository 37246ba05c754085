"""Which reading of the book each answer of the store is, by the name of what was asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from upk_ledger.actions.tracing_facts import FACTS
from upk_ledger.actions.tracing_marks import DAY, Marker
from upk_ledger.core.assets import AssetSums
from upk_ledger.core.balances import Sums
from upk_ledger.core.budgets import LENT, REPAID
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.listings import CashFlow, LoanPaid
from upk_ledger.core.restricted_funds import FundMove, FundState
from upk_ledger.core.savings import SavingsTurn
from upk_ledger.core.subledgers import LoanTurn
from upk_ledger.core.tracing import Flow, Lent, Lines, Traced
from upk_ledger.core.write_offs import Claim
from upk_ledger.store.turnovers import TurnedBack


def _positions(
    marker: Marker, loans: list[LoanAt], on: date, _rules: object, due_before: date | None = None
) -> list[LoanAt]:
    return marker.loans(loans, on, due_before or on)


def _money_moved(
    marker: Marker, flows: Mapping[str, CashFlow], _chart: object, start: date, end: date
) -> dict[str, CashFlow]:
    def flow(code: str, amount: int, part: str) -> int:
        return Traced.read(amount, Flow(marker.office, code, part, start, end)) if amount else 0

    return {
        code: CashFlow(flow(code, found.received, "received"), flow(code, found.paid, "paid"))
        for code, found in flows.items()
    }


def _equity_moves(
    marker: Marker, moves: list[tuple[str, str, int]], start: date, end: date
) -> list[tuple[str, str, int]]:
    return [
        (
            cause,
            code,
            marker.lines(
                amount,
                (code,),
                end,
                since=start,
                side="rise",
                caused=cause,
                not_kinds=("saldo-awal", "penutup"),
            ),
        )
        for cause, code, amount in moves
    ]


def _allowance_moves(
    marker: Marker, moves: list[tuple[str, bool, int]], start: date, end: date
) -> list[tuple[str, bool, int]]:
    accounts = marker.accounts("cadangan")
    return [
        (
            kind,
            rises,
            marker.lines(
                amount,
                accounts,
                end,
                since=start,
                side="rise",
                caused=kind,
                rises=rises,
                not_kinds=("saldo-awal",),
            ),
        )
        for kind, rises, amount in moves
    ]


def _turned_back(
    marker: Marker, back: list[TurnedBack], start: date, end: date, _types: object
) -> list[TurnedBack]:
    def of(one: TurnedBack, amount: int, side: str) -> int:
        return marker.lines(amount, (one.account,), end, since=start, side=side, record=one.record)

    return [
        one._replace(debit=of(one, one.debit, "debit"), credit=of(one, one.credit, "credit")) for one in back
    ]


def _sums_caused_by(marker: Marker, sums: Sums, kind: str, on: date, until: date) -> Sums:
    def of(code: str, amount: int, side: str) -> int:
        return marker.lines(amount, (code,), until, since=on, side=side, caused=kind)

    return {
        code: each._replace(debit=of(code, each.debit, "debit"), credit=of(code, each.credit, "credit"))
        for code, each in sums.items()
    }


def _paid_by_loan(
    marker: Marker, paid: Mapping[str, LoanPaid], start: date, end: date
) -> dict[str, LoanPaid]:
    eve = start - DAY

    def of(number: str, one: LoanPaid) -> LoanPaid:
        def before(amount: int, part: str) -> int:
            return marker.lent(amount, number, part, None, eve)

        def month(amount: int, part: str) -> int:
            return marker.lent(amount, number, part, start, end)

        return LoanPaid(
            before(one.lent_before, "disbursed"),
            before(one.before_principal, "principal"),
            before(one.before_service, "service"),
            month(one.month_principal, "principal"),
            month(one.month_service, "service"),
            before(one.before_written_off, "written_off") if one.before_written_off else 0,
            month(one.month_written_off, "written_off") if one.month_written_off else 0,
        )

    return {number: of(number, one) for number, one in paid.items()}


def _service_received(marker: Marker, amount: int, since: date, until: date) -> int:
    return marker.lent(amount, None, "service_received", since, until)


def _claims_at(marker: Marker, claims: Mapping[str, Claim], on: date) -> dict[str, Claim]:
    return {
        number: claim._replace(
            principal=marker.lent(claim.principal, number, "written_off", None, on),
            service=marker.fact(claim.service, "jasa-hapus-buku", number),
            recovered_principal=marker.lent(
                claim.recovered_principal, number, "recovered_principal", None, on
            ),
            recovered_service=marker.lent(claim.recovered_service, number, "recovered_service", None, on),
        )
        for number, claim in claims.items()
    }


def _loan_turns(marker: Marker, turns: Iterable[LoanTurn], start: date, end: date) -> list[LoanTurn]:
    eve = start - DAY
    return [
        turn._replace(
            opening=marker.lent(turn.opening, turn.loan, "outstanding", None, eve),
            disbursed=marker.lent(turn.disbursed, turn.loan, "disbursed", start, end),
            principal=marker.lent(turn.principal, turn.loan, "principal", start, end),
            written_off=marker.lent(turn.written_off, turn.loan, "written_off", start, end),
        )
        for turn in turns
    ]


def _held_before(
    marker: Marker, held: Mapping[tuple[str, str | None, str | None, str], int], start: date, _codes: object
) -> dict[tuple[str, str | None, str | None, str], int]:
    def of(key: tuple[str, str | None, str | None, str], amount: int) -> int:
        code, *named = key
        own = tuple(zip(("group", "loan", "fund"), named, strict=True))
        return marker.lines(amount, (code,), start - DAY, side="rise", own=own)

    return {key: of(key, amount) for key, amount in held.items()}


def _savings_turns(marker: Marker, turns: Iterable[SavingsTurn], start: date, end: date) -> list[SavingsTurn]:
    accounts = marker.accounts("tabungan")

    def of(turn: SavingsTurn) -> SavingsTurn:
        own = (("group", turn.group), ("member", turn.member))
        moved = {"since": start, "own": own, "not_kinds": ("saldo-awal",)}
        before = Lines(marker.office, accounts, None, start - DAY, "rise", own=own)
        opened = Lines(marker.office, accounts, start, end, "rise", kinds=("saldo-awal",), own=own)
        return turn._replace(
            opening=Traced.read(turn.opening, before._replace(also=opened)),
            came=marker.lines(turn.came, accounts, end, side="came", **moved),
            went=marker.lines(turn.went, accounts, end, side="went", **moved),
        )

    return [of(turn) for turn in turns]


def _asset_sums(
    marker: Marker,
    sums: Mapping[tuple[str, str], AssetSums],
    on: date,
) -> dict[tuple[str, str], AssetSums]:
    starts = {"total": None, "year": date(on.year, 1, 1), "month": on.replace(day=1)}

    def of(code: str, role: str, each: AssetSums) -> AssetSums:
        return AssetSums(
            *(
                marker.lines(
                    getattr(each, part), marker.accounts(role), on, since=since, own=(("asset", code),)
                )
                for part, since in starts.items()
            )
        )

    return {(code, role): of(code, role, each) for (code, role), each in sums.items()}


def _other_funds(
    marker: Marker, earned: Mapping[tuple[str, str], int], since: date, until: date
) -> dict[tuple[str, str], int]:
    return {
        (code, fund): marker.lines(
            net, (code,), until, since=since, own=(("fund", fund),), not_kinds=("penutup",)
        )
        for (code, fund), net in earned.items()
    }


def _lending_between(
    marker: Marker, moved: Mapping[tuple[str, str], int], since: date, until: date
) -> dict[tuple[str, str], int]:
    parts = {LENT: "disbursed", REPAID: "principal"}
    return {
        (side, fund): Traced.read(amount, Lent(marker.office, None, parts[side], since, until, fund))
        for (side, fund), amount in moved.items()
    }


def _fund_states(
    marker: Marker, states: Mapping[str, FundState], *_: object, **__: object
) -> dict[str, FundState]:
    def of(code: str, state: FundState) -> FundState:
        def fact(amount: int, what: str, of: object) -> int:
            return marker.fact(amount, what, f"{code} {of}")

        return replace(
            state,
            terms=state.terms._replace(amount=fact(state.terms.amount, "dana", state.terms.agreement)),
            instalments=tuple(
                one._replace(amount=fact(one.amount, "dana-termin", one.number)) for one in state.instalments
            ),
            budget=tuple(one._replace(amount=fact(one.amount, "dana-rab", one.item)) for one in state.budget),
            contributions=tuple(
                one._replace(worth=fact(one.worth, "dana-swadaya", one.record)) for one in state.contributions
            ),
            moves=tuple(_fund_move(marker, code, move) for move in state.moves),
        )

    return {code: of(code, state) for code, state in states.items()}


def _fund_move(marker: Marker, fund: str, move: FundMove) -> FundMove:
    own = (("fund", fund),)
    owed = Lines(
        marker.office, marker.accounts("dana-terikat"), move.on, move.on, "rise", own=own, record=move.record
    )
    spent = owed._replace(accounts=(move.account,), side="net")
    return move._replace(
        owed=Traced.read(move.owed, owed), cost=Traced.read(move.cost, spent) if move.account else move.cost
    )


def _unassigned(marker: Marker, amount: int, until: date) -> int:
    own = (("fund", LOAN_FUND),)
    return marker.lines(amount, marker.accounts("dana-terikat"), until, side="rise", own=own)


MARKS: Mapping[str, Callable[..., Any]] = {
    **FACTS,
    "positions": _positions,
    "money_moved": _money_moved,
    "equity_moves": _equity_moves,
    "allowance_moves": _allowance_moves,
    "turned_back": _turned_back,
    "sums_caused_by": _sums_caused_by,
    "paid_by_loan": _paid_by_loan,
    "service_received": _service_received,
    "claims_at": _claims_at,
    "loan_turns": _loan_turns,
    "held_before": _held_before,
    "savings_turns": _savings_turns,
    "asset_sums": _asset_sums,
    "earned_in_other_funds": _other_funds,
    "lending_between": _lending_between,
    "fund_states": _fund_states,
    "unassigned": _unassigned,
}
