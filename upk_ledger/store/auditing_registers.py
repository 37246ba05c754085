"""The audit of the registers: accounts, groups and members against the records that brought them in."""

from collections.abc import Sequence
from typing import Any

from upk_ledger.store.auditing_streams import Findings, Stream
from upk_ledger.store.naming import ACCOUNT, GROUP, names_at
from upk_ledger.store.session import ReadSession


class RegisterAudit:
    """What records say of accounts, groups and members, beside what the tables hold."""

    def __init__(self, session: ReadSession, findings: Findings, since: int = 0) -> None:
        self._session = session
        self._findings = findings
        self._names = Stream(session, findings, "naming", "record, kind, code, name", ", kind, code", since)
        self._members = Stream(session, findings, "member", "record, group_code, code", since=since)
        self._called: dict[tuple[str, str], str] = {
            (kind, code): name
            for kind in (ACCOUNT, GROUP)
            for code, name in names_at(session, kind, since - 1).items()
        }
        self._accounts = {
            row[0]: list(row[1:])
            for row in session.all("SELECT code, type, role, parent FROM account WHERE office_id = :office")
        }
        self._formed = {
            row[0]: row[1]
            for row in session.all("SELECT code, formed_on FROM borrower_group WHERE office_id = :office")
        }
        self._since = {
            (row[0], row[1]): row[2]
            for row in session.all(
                "SELECT group_code, code, min(valid_from) FROM membership WHERE office_id = :office"
                " GROUP BY group_code, code"
            )
        }

    def accounts(self, number: int, _said: Sequence[Any]) -> list[object] | None:
        """Accounts registered by a record, as they stand in the chart."""
        named = self._named(number, ACCOUNT)
        if not named:
            self._lost(number, "naming")
            return None
        return [[code, name, *self._accounts.get(code, ())] for code, name in named]

    def group(self, number: int, _said: Sequence[Any]) -> list[object] | None:
        """A group registered by a record."""
        named = self._named(number, GROUP)
        if len(named) != 1:
            self._lost(number, "naming")
            return None
        code, name = named[0]
        return [code, name, self._formed.get(code)]

    def renamed(self, number: int, said: Sequence[Any]) -> list[object] | None:
        """Another name for an account or a group."""
        named = self._named(number, str(said[0]))
        if len(named) != 1:
            self._lost(number, "naming")
            return None
        return [said[0], *named[0]]

    def member(self, number: int, _said: Sequence[Any]) -> list[object] | None:
        """A member registered by a record."""
        rows = self._members.of(number)
        if len(rows) != 1:
            self._lost(number, "member")
            return None
        _, group, code = rows[0]
        return [group, code, self._since.get((group, code))]

    def finish(self) -> None:
        """Rows that no record brought in, and names of today that no record gave."""
        self._names.finish()
        self._members.finish()
        for kind, table in ((ACCOUNT, "account"), (GROUP, "borrower_group")):
            for code, name in self._session.all(
                f"SELECT code, name FROM {table} WHERE office_id = :office ORDER BY code"
            ):
                given = self._called.get((kind, code))
                if given is None:
                    self._findings.add("tanpa-catatan", f"{kind} {code}", table=table)
                elif given != name:
                    self._findings.add("nama-berubah", f"{kind} {code}", expected=given, found=name)

    def _named(self, number: int, kind: str) -> list[tuple[str, str]]:
        named = [(row[2], row[3]) for row in self._names.of(number) if row[1] == kind]
        self._called |= {(kind, code): name for code, name in named}
        return named

    def _lost(self, number: int, table: str) -> None:
        self._findings.add("baris-hilang", f"catatan {number}", table=table)
