"""A schedule to a partner as a CSV file: jatuh_tempo, pokok, jasa; one row an installment."""

from datetime import date
from pathlib import Path

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault, ImportFaults
from upk_ledger.core.partners import numbered
from upk_ledger.core.schedules import Installment
from upk_ledger.exchange.csvfile import read_csv
from upk_ledger.exchange.listed import listed_rows
from upk_ledger.exchange.tables import Column

_COLUMNS = (
    Column("jatuh_tempo", "due", "date", "Kapan angsuran harus dibayar"),
    Column("pokok", "principal", "amount", "Pokoknya", required=False, default="0"),
    Column("jasa", "service", "amount", "Jasanya", required=False, default="0"),
)


def read_partner_schedule(path: Path) -> tuple[Installment, ...]:
    """The installments in a file; `ImportFaults` names every fault by row and column, `SourceMissing`."""
    if not path.exists():
        raise errors.SourceMissing(str(path))
    headings = {column.heading: column for column in _COLUMNS}
    grid = read_csv(path, frozenset(headings))
    rows = listed_rows(grid, headings)
    dues: list[tuple[date, int, int]] = []
    for row, values in rows:
        dues.append((values["jatuh_tempo"], values["pokok"], values["jasa"]))
        try:
            numbered(dues)
        except UpkError as error:
            raise ImportFaults((Fault(grid.label, row, None, error),)) from None
    return numbered(dues)
