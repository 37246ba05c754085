"""Who keeps the book: the office, its board, its officers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ACCOUNT_TYPES = ("aset", "kewajiban", "modal", "pendapatan", "biaya")

ACCOUNT_ROLES = (
    "kas", "bank", "pinjaman", "cadangan", "aset-tetap", "akumulasi-penyusutan", "tabungan", "titipan", "modal-dana",
    "laba-ditahan", "laba-berjalan", "jasa", "beban-cadangan", "beban-penyusutan", "lain",
    "pendapatan-kredit", "pembulatan", "reward", "hutang-reward", "uang-muka", "dana-alokasi", "hutang-mitra",
    "dana-terikat", "bunga-bank", "laba-pelepasan", "pelepasan-dana", "selisih-lebih", "selisih-kurang",
    "administrasi-bank", "pajak-bunga", "rugi-pelepasan", "jasa-mitra", "piutang-bkm", "hutang-bkm",
)  # fmt: skip
"""What the program can do with an account (contract section 6, `peran`); those behind `lain` are ours:
fees, fines and recoveries; small remainders; the punctual-payment reward as cost and as debt; money given out to be
accounted for; surplus allocated and not yet paid; a partner's loan fund; money bound to a purpose, and its release as
it is spent; what the bank adds and takes; assets sold above or below their value; cash found too much or too little;
what the offices of one board owe each other."""

_ROLES = {
    "aset": ("kas", "bank", "pinjaman", "cadangan", "aset-tetap", "akumulasi-penyusutan", "uang-muka", "piutang-bkm"),
    "kewajiban": (
        "tabungan", "titipan", "hutang-reward", "dana-alokasi", "hutang-mitra", "dana-terikat", "hutang-bkm",
    ),
    "modal": ("modal-dana", "laba-ditahan", "laba-berjalan"),
    "pendapatan": (
        "jasa", "pendapatan-kredit", "pembulatan", "bunga-bank", "laba-pelepasan", "pelepasan-dana", "selisih-lebih",
    ),
    "biaya": (
        "beban-cadangan", "beban-penyusutan", "reward", "administrasi-bank", "pajak-bunga", "rugi-pelepasan",
        "selisih-kurang", "jasa-mitra",
    ),
}  # fmt: skip


OFFICERS = {
    "upk": {
        "pembuku": "Pembuku",
        "manajer": "Manajer UPK",
        "pengawas": "Pengawas",
        "koordinator": "Koordinator",
    },
    "sekretariat": {"bendahara": "Bendahara", "sekretaris": "Sekretaris", "koordinator": "Koordinator"},
    "wilayah": {"petugas": "Petugas Pembina", "kepala": "Kepala Dinas"},
}
"""By kind of office the officers whom its papers ask to sign, by the code that a new book gives them."""

_STANDS_FOR = {
    "sekretariat": {
        "Pembuku": "Bendahara", "Kasir": "Bendahara", "Manajer UPK": "Sekretaris", "Pengawas": "Koordinator",
    },
    "wilayah": {"Pembuku": "Petugas Pembina", "Koordinator": "Kepala Dinas"},
}  # fmt: skip


def role_in(kind: str, role: str) -> str:
    """Who does in an office of this kind what a UPK's officer of this role does there."""
    return _STANDS_FOR.get(kind, {}).get(role, role)


def roles_of(type_: str) -> tuple[str, ...]:
    """The roles that an account of this type can have: what the program does with one rests on its normal side."""
    return (*_ROLES[type_], "lain")


USUAL_CODE = "UPK"
"""What a UPK calls itself that was given no code of its own."""


@dataclass(frozen=True, slots=True)
class BookIdentity:
    """The office and its board by their own names, as `upk mulai` records them.

    `village_kind` is "Kelurahan" or "Desa", `regency_kind` "Kota" or "Kabupaten"; `zone` is WIB, WITA or WIT.
    """

    name: str
    board: str
    village_kind: str
    village: str
    district: str
    regency_kind: str
    regency: str
    province: str
    start: date
    code: str = USUAL_CODE
    kind: str = "upk"
    zone: str = "WIB"

    @property
    def place(self) -> str:
        """Village, sub-district, regency and province on one line; of a region its regency and province."""
        if self.kind == "wilayah":
            return f"{self.regency_kind} {self.regency}, Provinsi {self.province}"
        return (
            f"{self.village_kind} {self.village}, Kecamatan {self.district}, "
            f"{self.regency_kind} {self.regency}, Provinsi {self.province}"
        )


@dataclass(frozen=True, slots=True)
class Officer:
    """A person in a role, from a day on; `valid_to` is the last day, None while it lasts."""

    code: str
    role: str
    name: str
    valid_from: date
    valid_to: date | None = None


def on_duty(officers: Iterable[Officer], on: date) -> list[Officer]:
    """Who holds which role on a day: the newest record of each officer's code that has begun by then."""
    newest = {officer.code: officer for officer in officers if officer.valid_from <= on}
    return [officer for officer in newest.values() if officer.valid_to is None or officer.valid_to >= on]


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the chart; `role` says what the program does with it."""

    code: str
    name: str
    type: str
    role: str
    parent: str | None = None

    @property
    def debit_normal(self) -> bool:
        """Whether the account's class grows on the debit side (contra accounts stand negative in it)."""
        return self.type in {"aset", "biaya"}

    @property
    def contra(self) -> bool:
        """Whether the account takes off from the assets that it stands beside: it grows where its class falls."""
        return self.role in {"cadangan", "akumulasi-penyusutan"}
