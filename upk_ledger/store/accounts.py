"""Finding accounts by what a bookkeeper types."""

from collections.abc import Iterable
from difflib import get_close_matches

from upk_ledger.core.errors.ledger import (
    AmbiguousAccount,
    NoAccountOfRole,
    ReservedAccount,
    UnknownAccount,
    WrongAccountRole,
)
from upk_ledger.core.offices import Account
from upk_ledger.store.session import ReadSession, WriteSession

_MOST_NEAR = 3

RESERVED = {
    "pinjaman": "upk pinjaman cairkan / upk angsuran catat",
    "cadangan": "upk periode tutup",
    "tabungan": "upk tabungan setor / upk tabungan ambil",
    "titipan": "upk angsuran catat --kelebihan titipan / upk titipan kembalikan",
    "uang-muka": "upk uang-muka beri / upk uang-muka pertanggungjawabkan",
    "hutang-mitra": "upk mitra terima / upk mitra bayar",
    "dana-terikat": "upk dana terima / upk dana belanja / upk dana kembalikan",
    "pelepasan-dana": "upk dana belanja",
}
"""Roles whose accounts only their own commands book, with those commands (contract section 6)."""

IMPORTED = frozenset({"uang-muka", "hutang-mitra", "dana-terikat", "pelepasan-dana"})
"""Those of them that an imported entry may name: it records the past, of no advance, partner or fund that is known."""


def _named(accounts: Iterable[Account]) -> tuple[str, ...]:
    return tuple(f"{account.code} {account.name}" for account in accounts)


def find_account(session: ReadSession, given: str, roles: tuple[str, ...] = ()) -> Account:
    """The account of this code, or the only one whose name holds `given`.

    With `roles`, accounts of these roles come first by name, and one of another role is refused. While writing, a
    standard account that the chart still lacks is opened when it is asked for. Raises `UnknownAccount`,
    `AmbiguousAccount`, `WrongAccountRole`.
    """
    accounts = session.accounts
    pool = [account for account in accounts.values() if not roles or account.role in roles]
    exact = accounts.get(given.strip())
    found = [exact] if exact else _called(pool, given)
    others = [] if found else _called(accounts.values(), given)
    if len(found or others) == 1:
        (account,) = found or others
        if account not in pool:
            raise WrongAccountRole(account.code, account.name, roles, _named(pool))
        return account
    if found:
        raise AmbiguousAccount(given, _named(found))
    opened = _opened(session, given)
    if opened is not None and (not roles or opened.role in roles):
        return opened
    wanted = given.strip().casefold()
    by_name = {name: account for account in pool for name in (account.code, account.name.casefold())}
    near = [by_name[name] for name in get_close_matches(wanted, by_name, _MOST_NEAR, 0.5)]
    raise UnknownAccount(given, _named(dict.fromkeys(near)))


def _called(accounts: Iterable[Account], given: str) -> list[Account]:
    """The accounts of this name, or those whose name holds it."""
    wanted, known = given.strip().casefold(), list(accounts)
    exact = [account for account in known if account.name.casefold() == wanted]
    return exact or [account for account in known if wanted and wanted in account.name.casefold()]


def the_account(session: ReadSession, role: str) -> Account:
    """The first account with this role; while writing, one that the chart lacks is opened where there is a standard.

    `NoAccountOfRole` where there is neither.
    """
    for account in session.accounts.values():
        if account.role == role:
            return account
    opened = _opened(session, role)
    if opened is None:
        raise NoAccountOfRole(role)
    return opened


def _opened(session: ReadSession, wanted: str) -> Account | None:
    """The standard account of this role, code or name, which the chart lacked until now; None in a mere question."""
    if not isinstance(session, WriteSession):
        return None
    from upk_ledger.store.charts import open_standard_account  # a chart that has its accounts does without

    return open_standard_account(session, wanted)


def money_account(session: ReadSession, given: str | None) -> Account:
    """The cash or bank account that was named; without a name, the office's cash."""
    return the_account(session, "kas") if given is None else find_account(session, given, ("kas", "bank"))


def check_unreserved(account: Account, *, imported: bool = False) -> None:
    """Raise `ReservedAccount` for an account that only its own commands book."""
    if account.role in RESERVED and not (imported and account.role in IMPORTED):
        raise ReservedAccount(account.code, account.name, RESERVED[account.role])
