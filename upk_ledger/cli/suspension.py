"""The warning about lending while the ratings suspend it."""

from collections.abc import Iterator
from contextlib import contextmanager

from upk_ledger.actions.approvals import newest_record
from upk_ledger.actions.suspension import lent_suspended
from upk_ledger.cli.shell import Shell
from upk_ledger.store.desk import Desk


@contextmanager
def warn_suspended(shell: Shell, desk: Desk) -> Iterator[None]:
    """Warn afterwards where a loan was granted or paid out while lending is suspended, without a BKM decision."""
    before = newest_record(desk)
    yield
    if lent_suspended(desk, before):
        shell.warn(
            "Penilaian kinerja UPK ini penundaan (lihat: upk laporan kinerja), jadi pinjaman baru perlu putusan"
            " BKM/LKM. Tulis nomornya dengan --putusan pada upk pinjaman putuskan; tanpa nomor itu masuk daftar"
            " pengecualian untuk Pengawas."
        )
