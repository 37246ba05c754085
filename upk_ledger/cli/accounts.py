"""`upk akun`: the chart of accounts."""

from typing import Any

import click

from upk_ledger.actions.accounts import list_accounts, name_account, open_account
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.shell import Shell
from upk_ledger.core.offices import ACCOUNT_ROLES, ACCOUNT_TYPES, Account
from upk_ledger.core.statements import Column

_COLUMNS = (
    Column("code", "Kode"),
    Column("name", "Nama"),
    Column("type", "Jenis"),
    Column("role", "Peran"),
    Column("parent", "Induk"),
)


def _data(account: Account) -> dict[str, Any]:
    return {
        "code": account.code,
        "name": account.name,
        "type": account.type,
        "role": account.role,
        "parent": account.parent,
    }


def _one(account: Account) -> Answer:
    data = _data(account)
    return Answer(
        data=data, facts=tuple((column.heading, data[column.key]) for column in _COLUMNS if data[column.key])
    )


@command("daftar", "Daftar akun menurut kode.", examples=("upk akun daftar", "upk akun daftar --format csv"))
def list_all(shell: Shell) -> None:
    """List the chart of accounts."""
    accounts = list_accounts(shell.desk())
    rows = [tuple(_data(account).values()) for account in accounts]
    shell.show(
        Answer(data={"accounts": [_data(account) for account in accounts]}, sections=(table(_COLUMNS, rows),))
    )


@command(
    "tambah",
    "Tambah satu akun ke daftar akun.",
    examples=(
        'upk akun tambah --kode 11023 --nama "Bank BRI" --jenis aset --peran bank',
        'upk akun tambah --kode 51035 --nama "Listrik" --jenis biaya',
    ),
    refused=("kode yang sudah dipakai",),
    writes=True,
)
@click.option("--kode", "code", required=True, help="Kode akun, misalnya 51035.")
@click.option("--nama", "name", required=True, help="Nama akun.")
@click.option(
    "--jenis",
    "type_",
    type=click.Choice(ACCOUNT_TYPES, case_sensitive=False),
    required=True,
    help="Jenis akun.",
)
@click.option(
    "--peran",
    "role",
    type=click.Choice(ACCOUNT_ROLES, case_sensitive=False),
    help="Peran akun; bila kosong: sesuai jenisnya.",
)
@click.option("--induk", "parent", help="Kode akun induknya.")
def add(shell: Shell, *, code: str, name: str, type_: str, role: str | None, parent: str | None) -> None:
    """Add an account."""
    wanted = Account(code, name, type_, role or ("modal-dana" if type_ == "modal" else "lain"), parent)
    with shell.working() as desk:
        account = open_account(desk, wanted)
    shell.show(_one(account))


@command(
    "ubah-nama",
    "Ganti nama akun. Kode, jenis dan perannya tetap.",
    examples=('upk akun ubah-nama 11021 "Bank BRI Perguliran"',),
    refused=("kode yang tidak ada",),
    writes=True,
)
@click.argument("code", metavar="KODE")
@click.argument("name", metavar="NAMA")
def rename(shell: Shell, code: str, name: str) -> None:
    """Rename an account."""
    with shell.working() as desk:
        account = name_account(desk, code, name)
    shell.show(_one(account))
