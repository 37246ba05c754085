"""What a record of the chain is besides its body: who made it, its free text, and how many there are of a kind."""

from upk_ledger.store.session import ReadSession


def actor_of(session: ReadSession, record: int) -> str:
    """Who made a record."""
    return str(
        session.value(
            "SELECT actor FROM record WHERE office_id = :office AND number = :record", record=record
        )
    )


def text_of(session: ReadSession, record: int) -> str:
    """The free text of a record; empty where it has none."""
    found = session.value(
        "SELECT text FROM record_text WHERE office_id = :office AND record = :record", record=record
    )
    return found or ""


def loans_and_entries(session: ReadSession) -> tuple[int, int]:
    """How many loans and how many journal entries the office has."""
    loans = session.value("SELECT count(*) FROM loan WHERE office_id = :office")
    entries = session.value("SELECT count(*) FROM journal_entry WHERE office_id = :office")
    return int(loans), int(entries)
