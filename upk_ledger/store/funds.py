"""The funds of an office: its own, and those of other money that a record opened."""

from difflib import get_close_matches

from upk_ledger.core.errors.funds import FundExists, UnknownFund
from upk_ledger.store.facts import add_facts
from upk_ledger.store.session import ReadSession, WriteSession

_MOST_NEAR = 3


def funds_of(session: ReadSession) -> dict[str, str]:
    """Code and name of every fund, the office's own (`bergulir`) among them, by code."""
    rows = session.all("SELECT code, name FROM fund WHERE office_id = :office ORDER BY code")
    return {row[0]: row[1] for row in rows}


def add_fund(session: WriteSession, code: str, name: str) -> str:
    """Open a fund of other money, on the record; answers with its code as it is kept.

    Raises `FundExists` where the code is taken, however it is written.
    """
    given = code.strip()
    for known, called in funds_of(session).items():
        if known.casefold() == given.casefold():
            raise FundExists(known, called)
    session.insert("fund", "code name", [(given, name.strip())])
    add_facts(session, "dana-nama", [(given, name.strip())])
    return given


def find_fund(session: ReadSession, given: str) -> str:
    """The code of the fund that is meant, by its code in either case; `UnknownFund` names the nearest ones."""
    by_code = {code.casefold(): code for code in funds_of(session)}
    wanted = given.strip().casefold()
    if wanted not in by_code:
        near = get_close_matches(wanted, by_code, _MOST_NEAR, 0.5)
        raise UnknownFund(given, tuple(by_code[code] for code in near))
    return by_code[wanted]
