"""Groups and their members."""

from dataclasses import dataclass
from datetime import date

from upk_ledger.core.errors.people import EmptyField, NikWrong


@dataclass(frozen=True, slots=True)
class Group:
    """A borrowing group (KSM)."""

    code: str
    name: str
    address: str | None = None
    formed_on: date | None = None

    def __post_init__(self) -> None:
        for name, value in (("kode", self.code), ("nama", self.name)):
            if not value.strip():
                raise EmptyField(name)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group; `gender` is L or P, `poor` None where nobody said."""

    group: str
    code: str
    name: str
    gender: str
    nik: str | None = None
    poor: bool | None = None
    address: str | None = None
    phone: str | None = None

    def __post_init__(self) -> None:
        for name, value in (("kode", self.code), ("nama", self.name)):
            if not value.strip():
                raise EmptyField(name)
        if self.nik is not None:
            check_nik(self.nik)


def check_nik(nik: str) -> None:
    """Raise `NikWrong` unless `nik` is 16 digits.

    Nothing more: numbers whose date of birth is wrong were issued, and their holders borrow too.
    """
    if len(nik) != 16 or not (nik.isascii() and nik.isdigit()):
        raise NikWrong(masked_nik(nik))


def masked_nik(nik: str | None) -> str:
    """A NIK as it may be shown: the first four and the last two characters."""
    if not nik:
        return ""
    return nik if len(nik) <= 6 else nik[:4] + "*" * (len(nik) - 6) + nik[-2:]
