"""The bundles that an office made, and what the next one is made from."""

from typing import NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession


class Sent(NamedTuple):
    """A bundle that was made: its month, its records, their newest digest, and the key that signed it first."""

    record: int
    month: Month
    first: int
    last: int
    head: str
    fingerprint: str


class Office(NamedTuple):
    """Who an office says it is, by its own chain."""

    uuid: str
    code: str
    name: str
    board: str
    village_kind: str
    village: str
    district: str
    regency_kind: str
    regency: str
    province: str


def bundles_sent(session: ReadSession) -> list[Sent]:
    """Every bundle that was made, the oldest first."""
    return [
        Sent(record, Month(*map(int, month.split("-"))), first, last, head, fingerprint)
        for record, month, first, last, head, fingerprint, _ in facts_of(session, "kirim")
    ]


def add_sent(
    session: WriteSession, month: Month, records: tuple[int, int], head: str, fingerprint: str, recipient: str
) -> int:
    """Record that a bundle of these records was made; answers with the record's number."""
    return add_facts(session, "kirim", [(str(month), *records, head, fingerprint, recipient)])


def months_unsent(session: ReadSession) -> list[Month]:
    """The closed months whose newest closing is in no bundle; none where the office never sent one."""
    rows = session.all(
        "SELECT e.month FROM period_event AS e WHERE e.office_id = :office AND e.kind = 'tutup'"
        " AND e.record > (SELECT max(last_record) FROM bundle_sent WHERE office_id = :office)"
        " GROUP BY e.month ORDER BY e.month"
    )
    return [
        month for row in rows if (month := Month(*map(int, row[0].split("-")))).last <= session.closed_through
    ]


def own_identity(session: ReadSession) -> Office:
    """The office as its first record names it."""
    row = session.first(
        "SELECT uuid, home_code, name, board, village_kind, village, district, regency_kind, regency, province"
        " FROM office WHERE office_id = :office"
    )
    return Office(*row) if row else Office(*[""] * 10)


def digest_at(session: ReadSession, record: int) -> tuple[str, str]:
    """Digest of a record and the moment of recording; of record 0 the UUID that begins the chain."""
    row = session.first(
        "SELECT digest, recorded_at FROM record WHERE office_id = :office AND number = :record", record=record
    )
    return (row[0], row[1]) if row else (session.desk.uuid, "")
