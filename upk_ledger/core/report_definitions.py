"""What a paper contains, as data: `reports/<name>.toml`, read into a `Definition`.

The keys are the field's words. A definition says which tables a paper has, their columns and headings, which
accounts stand in which group of lines (by type and role, never by code), its notes, and who signs. Texts may
hold `{words}` that the issuing of the paper fills, and `$words` of the set of terms that the office uses.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Template
from typing import Any, NamedTuple

from upk_ledger.core.cash_flows import MixedRules
from upk_ledger.core.offices import Account
from upk_ledger.core.statements import Column, Kind

_KINDS: Mapping[str, Kind] = {
    "teks": "text",
    "uang": "money",
    "jumlah": "count",
    "persen": "percent",
    "tanggal": "date",
}


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table: its caption and columns; `apart` tables each begin a page."""

    caption: str
    columns: tuple[Column, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines of the accounts that have one of `roles` (none: those that no other group of the part takes)."""

    caption: str
    roles: frozenset[str]
    total: str

    def takes(self, account: Account, others: Sequence["LineGroup"]) -> bool:
        """Whether the account stands here."""
        if self.roles:
            return account.role in self.roles
        return not any(account.role in other.roles for other in others)


@dataclass(frozen=True, slots=True)
class Part:
    """One main part of an account statement: all accounts of `type`, in groups, with a total.

    `final` totals are ruled as an end result (the assets, which liabilities and equity must equal).
    """

    caption: str
    type: str
    groups: tuple[LineGroup, ...]
    total: str
    final: bool


@dataclass(frozen=True, slots=True)
class FlowGroup:
    """One group of cash flows: counter accounts of `roles` or `types`, a role before a type.

    The group of the `rest` takes what no other does.
    """

    caption: str
    types: frozenset[str]
    roles: frozenset[str]
    total: str
    rest: bool

    def takes(self, account: Account, others: Sequence["FlowGroup"]) -> bool:
        """Whether flows against this account stand here."""
        if account.role in self.roles or any(account.role in other.roles for other in others):
            return account.role in self.roles
        if account.type in self.types or any(account.type in other.types for other in others):
            return account.type in self.types
        return self.rest


class Cause(NamedTuple):
    """Why equity changed: what entries of these `kinds` did (no kinds: all others); `key` names it in JSON."""

    key: str
    caption: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class SignatureSlot:
    """Who signs: "Dibuat oleh", the officer's role, and how the role is printed."""

    action: str
    role: str
    printed: str


@dataclass(frozen=True, slots=True)
class Definition:
    """One paper. `labels` are texts of single lines and conditional notes, by key."""

    name: str
    title: str
    landscape: bool
    tables: Mapping[str, TableForm]
    parts: tuple[Part, ...]
    flows: tuple[FlowGroup, ...]
    mixed: MixedRules
    causes: tuple[Cause, ...]
    sizes: tuple[int, ...]
    labels: Mapping[str, str]
    notes: tuple[str, ...]
    signatures: tuple[SignatureSlot, ...]


def parse_terms(text: str, which: str) -> Mapping[str, str]:
    """One set of terms of a TOML text: each word as it is, with a capital, and in capitals."""
    words: Mapping[str, str] = tomllib.loads(text)[which]
    begun = {key.capitalize(): word[:1].upper() + word[1:] for key, word in words.items()}
    return {**words, **begun} | {key.upper(): word.upper() for key, word in words.items()}


def parse_definition(
    name: str, text: str, terms: Mapping[str, str] | None = None, office: str = "upk"
) -> Definition:
    """The definition that a TOML text holds, in these terms; a missing key is a fault of the program's own data."""
    content = _of_office(tomllib.loads(text if terms is None else Template(text).substitute(terms)), office)
    return Definition(
        name=name,
        title=content["judul"],
        landscape=content.get("mendatar", False),
        tables={key: _table(table) for key, table in content["tabel"].items()},
        parts=tuple(_part(part) for part in content.get("bagian", ())),
        flows=tuple(_flow(flow) for flow in content.get("arus", ())),
        mixed=_mixed(content.get("campuran", {})),
        causes=tuple(
            Cause(one["kunci"], one["judul"], frozenset(one.get("jenis", ())))
            for one in content.get("sebab", ())
        ),
        sizes=tuple(content.get("ukuran", {}).get("batas", ())),
        labels=content.get("kalimat", {}),
        notes=tuple(content.get("catatan", ())),
        signatures=tuple(_slot(*slot) for slot in content["tanda_tangan"]),
    )


def _of_office(content: Mapping[str, Any], office: str) -> Mapping[str, Any]:
    """The content with what it says for one kind of office under keys that end with the kind."""
    ending = f"_{office}"
    own = {key.removesuffix(ending): value for key, value in content.items() if key.endswith(ending)}
    return {**content, **own, "kalimat": {**content.get("kalimat", {}), **own.get("kalimat", {})}}


def _table(content: Mapping[str, Any]) -> TableForm:
    columns = tuple(_column(*column) for column in content["kolom"])
    return TableForm(content.get("judul", ""), columns, content.get("halaman_sendiri", False))


def _column(key: str, heading: str, kind: str, weight: int, band: str = "") -> Column:
    return Column(key, heading, _KINDS[kind], weight, band)


def _part(content: Mapping[str, Any]) -> Part:
    groups = tuple(
        LineGroup(group["judul"], frozenset(group.get("peran", ())), group.get("jumlah", ""))
        for group in content["kelompok"]
    )
    return Part(content["judul"], content["jenis"], groups, content["jumlah"], content.get("akhir", False))


def _flow(content: Mapping[str, Any]) -> FlowGroup:
    types, roles = frozenset(content.get("jenis", ())), frozenset(content.get("peran", ()))
    return FlowGroup(content["judul"], types, roles, content["jumlah"], content.get("lain", False))


def _mixed(content: Mapping[str, Any]) -> MixedRules:
    return MixedRules(
        merged=content.get("lebur", {}),
        against=content.get("lawan", {}),
        kept_in=frozenset(content.get("dipotong-masuk", ())),
        kept_out=frozenset(content.get("dipotong-keluar", ())),
    )


def _slot(action: str, role: str, printed: str = "") -> SignatureSlot:
    return SignatureSlot(action, role, printed or role)
