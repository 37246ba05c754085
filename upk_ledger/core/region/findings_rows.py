"""What the books of many UPK say, as rows: what each kind of finding is looked for in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.dates import Month, local_moment
from upk_ledger.core.region.findings import EntryRef, Office

RECEIPT = "angsuran"
"""The kind of entries by which loans are paid."""

PAID_OFF = "lunas"
"""The basis of a schedule that ends with an early payoff."""


class Move(NamedTuple):
    """What an entry moved on a loan (sen); `reverses` is the record that it undoes."""

    office_id: int
    record: int
    voucher: str
    on: date
    kind: str
    reverses: int | None
    recorded_at: str
    loan: str
    disbursed: int
    principal: int
    service: int
    written_off: int

    @property
    def paid(self) -> int:
        """Principal and service that came in."""
        return self.principal + self.service


class Due(NamedTuple):
    """An installment of a version of a loan's schedule that falls due in the days looked at; None where none does."""

    office_id: int
    loan: str
    group: str
    version: int
    valid_from: date
    basis: str
    last_due: date
    due: date | None
    amount: int


class Running(NamedTuple):
    """A loan with principal outstanding at the newest closing of its UPK (sen)."""

    office_id: int
    loan: str
    group: str
    balance: int


class CashMove(NamedTuple):
    """What an entry moved on an account of cash; without a voucher the balance before the days looked at (sen)."""

    office_id: int
    account: str
    on: date
    record: int
    voucher: str
    amount: int


class Adopted(NamedTuple):
    """A rulebook that a UPK adopted, and whether its text says what the one shipped by this name says."""

    office_id: int
    record: int
    code: str
    digest: str
    valid_from: date
    recorded_at: str
    shipped: bool


class Identity(NamedTuple):
    """A member by NIK, in memory only; never shown."""

    office_id: int
    group: str
    member: str
    nik: str


@dataclass(frozen=True, slots=True)
class FindingLimits:
    """The limits of every kind, as `limits/temuan.toml` has them; `basis` says whose they are."""

    basis: str
    months: int
    regular_months: int
    stopped_months: int
    stopped_dues: int
    office_receipts: int
    office_stopped_months: int
    dues_left: int
    again_days: int
    edge_days: int
    fewest_cancelled: int
    times: int
    cash: int
    cash_days: int
    fewest_receipts: int
    round_to: int
    excess_percent: int
    settings: tuple[str, ...]


def parse_finding_limits(content: Mapping[str, Any]) -> FindingLimits:
    """The limits that a TOML text's content holds; money in it is rupiah."""
    stopped, again = content["penerimaan-berhenti"], content["lunas-pinjam-lagi"]
    undone, cash, digits = content["batal-akhir-bulan"], content["kas-tidak-disetor"], content["pola-angka"]
    return FindingLimits(
        basis=content["dasar"],
        months=content["bulan"],
        regular_months=stopped["bulan_teratur"],
        stopped_months=stopped["bulan_berhenti"],
        stopped_dues=stopped["angsuran_jatuh_tempo"],
        office_receipts=stopped["upk_penerimaan_sebulan"],
        office_stopped_months=stopped["upk_bulan_berhenti"],
        dues_left=again["angsuran_tersisa"],
        again_days=again["hari"],
        edge_days=undone["hari_tepi"],
        fewest_cancelled=undone["paling_sedikit"],
        times=undone["kali"],
        cash=cash["batas"],
        cash_days=cash["hari"],
        fewest_receipts=digits["paling_sedikit"],
        round_to=digits["bulat"],
        excess_percent=digits["kelebihan_persen"],
        settings=tuple(content["aturan-diubah"]["pengaturan"]),
    )


@dataclass(frozen=True, slots=True)
class Book:
    """What the book of one UPK says of the days from `since` to `until`, its last known day; rows by date.

    `earlier` are moves of the months before, which show what was usual then.
    """

    office: Office
    zone: str
    since: date
    until: date
    moves: tuple[Move, ...] = ()
    dues: tuple[Due, ...] = ()
    running: tuple[Running, ...] = ()
    earlier: tuple[Move, ...] = ()

    def entry(self, voucher: str) -> EntryRef:
        """An entry of this book."""
        return EntryRef(self.office.code, voucher)

    def day_of(self, moment: str) -> date:
        """The office's day of a recorded moment."""
        return local_moment(moment, self.zone).date()

    @property
    def undone(self) -> frozenset[int]:
        """The records that were undone by the last known day."""
        every = (*self.earlier, *self.moves)
        return frozenset(move.reverses for move in every if move.reverses is not None)

    def receipts(self) -> list[Move]:
        """The repayments of the days looked at that stand."""
        return _standing(self.moves, self.undone)

    def all_receipts(self) -> list[Move]:
        """The same with those of the months before."""
        return _standing((*self.earlier, *self.moves), self.undone)

    def schedules(self) -> dict[str, list[Due]]:
        """By loan its installments by the newest version of its schedule known on the last day."""
        newest: dict[str, int] = {}
        for due in self.dues:
            newest[due.loan] = max(newest.get(due.loan, 0), due.version)
        found: dict[str, list[Due]] = {}
        for due in self.dues:
            if due.version == newest[due.loan]:
                found.setdefault(due.loan, []).append(due)
        return found


def _standing(moves: Iterable[Move], undone: Collection[int]) -> list[Move]:
    return [move for move in moves if move.kind == RECEIPT and move.record not in undone and move.paid > 0]


def months_between(first: Month, last: Month) -> list[Month]:
    """Every month from the first to the last, both included."""
    return [first.plus(number) for number in range(last.months_since(first) + 1)]
