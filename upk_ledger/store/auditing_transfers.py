"""The audit of shares taken over: the group's schedule stays, and only who gave lost, by what the record names."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from upk_ledger.store.auditing_streams import Findings, driver_rows, from_record
from upk_ledger.store.session import ReadSession

_MOVES = (
    "SELECT loan_number, version, member_code, taker, principal, service FROM share_transfer"
    " WHERE office_id = :office"
)
_LOANS = "SELECT loan_number FROM loan_schedule WHERE office_id = :office AND basis = 'alih'"
_ROWS = (
    "SELECT version, number, due_date, principal, service FROM installment"
    " WHERE office_id = :office AND loan_number = :loan ORDER BY version, number"
)
_MEMBER_ROWS = (
    "SELECT version, number, member_code, principal, service FROM installment_share"
    " WHERE office_id = :office AND loan_number = :loan ORDER BY version, number, member_code"
)

Rows = tuple[list[Any], list[Any]]
"""Rows of a schedule version and its members' rows, as the record says them."""


class TransferAudit:
    """Compares each version that rests on a take-over with the one before; keeps rows of such loans alone."""

    def __init__(self, session: ReadSession, findings: Findings, since: int = 0) -> None:
        self._findings = findings
        self._moves: dict[tuple[str, int], list[tuple[Any, ...]]] = {}
        later = from_record("record", since)
        for loan, version, *move in driver_rows(session, _MOVES + later):
            self._moves.setdefault((loan, version), []).append(tuple(move))
        loans = [row[0] for row in driver_rows(session, _LOANS + later)]
        self._versions: dict[str, list[Rows]] = {loan: _before(session, loan, since) for loan in loans}

    def version(self, key: tuple[str, int], basis: str, rows: Sequence[Any], members: Sequence[Any]) -> None:
        """Look at a schedule version, in order of recording."""
        earlier = self._versions.get(key[0])
        if earlier is None:
            return
        said: Rows = (list(rows), sorted(members))
        if basis == "alih" and not self._follows(key, earlier, said):
            self._findings.add("alih-anggota", key[0], version=key[1])
        earlier.append(said)

    def _follows(self, key: tuple[str, int], earlier: Sequence[Rows], said: Rows) -> bool:
        moves = self._moves.pop(key, None)
        if moves is None:  # a rescheduling that was taken back puts such a version in force again
            return said in earlier
        if not earlier or earlier[-1][0] != said[0]:
            return False
        change = _cells(said[1])
        change.subtract(_cells(earlier[-1][1]))
        if any(
            amount < 0 and member not in {move[0] for move in moves}
            for (_, member, _), amount in change.items()
        ):
            return False
        net: Counter[tuple[str, int]] = Counter()
        for (_, member, kind), amount in change.items():
            net[member, kind] += amount
        for member, taker, *amounts in moves:
            for kind, amount in enumerate(amounts):
                net[member, kind] += amount
                net[taker, kind] -= amount
        return not any(net.values())

    def finish(self) -> None:
        """Note take-overs of versions that are not there."""
        for loan, version in self._moves:
            self._findings.add("alih-anggota", loan, version=version)


def _before(session: ReadSession, loan: str, since: int) -> list[Rows]:
    """A loan's versions that earlier records made, as those said them."""
    if not since:
        return []
    found: dict[int, Rows] = {
        version: ([], [])
        for (version,) in session.all(
            "SELECT version FROM loan_schedule WHERE office_id = :office AND loan_number = :loan"
            " AND record < :since ORDER BY version",
            loan=loan,
            since=since,
        )
    }
    for place, query in enumerate((_ROWS, _MEMBER_ROWS)):
        for version, *row in session.all(query, loan=loan):
            if version in found:
                found[version][place].append(row)
    return list(found.values())


def _cells(members: Sequence[Any]) -> Counter[tuple[int, str, int]]:
    """Amounts by row, member and kind."""
    return Counter(
        {
            (number, member, kind): amount
            for number, member, *parts in members
            for kind, amount in enumerate(parts)
        }
    )
