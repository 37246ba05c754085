"""The words of banks' statements: headings of columns, summary rows, what interest, tax and fees are called.

A word that a bank uses and that is not understood yet is one more word here.
"""

import re
from collections.abc import Mapping

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "tanggal": (
        "tanggal", "tgl", "date", "tanggal transaksi", "tgl transaksi", "tgl trans", "transaction date", "trans date",
        "posting date", "post date", "tanggal posting", "tanggal mutasi", "tgl mutasi", "tanggal efektif",
        "waktu transaksi",
    ),
    "keterangan": (
        "keterangan", "uraian", "description", "deskripsi", "keterangan transaksi", "uraian transaksi",
        "transaction description", "deskripsi transaksi", "remark", "remarks", "details", "rincian",
        "rincian transaksi", "berita", "transaksi",
    ),
    "debit": (
        "debet", "debit", "mutasi debet", "mutasi debit", "penarikan", "withdrawal", "withdrawals", "debit amount",
        "jumlah debet", "jumlah debit", "db", "uang keluar",
    ),
    "kredit": (
        "kredit", "credit", "mutasi kredit", "setoran", "penyetoran", "deposit", "deposits", "credit amount",
        "jumlah kredit", "kr", "cr", "uang masuk",
    ),
    "jumlah": (
        "jumlah", "nominal", "amount", "mutasi", "nilai", "nilai transaksi", "jumlah transaksi", "transaction amount",
    ),
    "tanda": (
        "d/k", "db/cr", "db/kr", "d/c", "dk", "dc", "tanda", "jenis", "tipe", "type", "dr/cr", "debet/kredit",
        "debit/credit",
    ),
    "saldo": ("saldo", "balance", "saldo akhir", "running balance", "ending balance", "sisa saldo"),
}  # fmt: skip
"""What the columns of a statement may be called, by the name that `--kolom` has for them."""

OPENING = (
    "saldo awal",
    "opening balance",
    "beginning balance",
    "saldo sebelumnya",
    "saldo lalu",
    "balance brought forward",
)
CLOSING = ("saldo akhir", "closing balance", "ending balance", "saldo penutup")
TOTALS = (
    "total",
    "jumlah",
    "grand total",
    "subtotal",
    "mutasi debet",
    "mutasi debit",
    "mutasi kredit",
    "mutasi cr",
    "mutasi db",
)
"""How rows begin that are no transactions: the balances at both ends, and sums."""

OUT_MARKS = ("db", "dr", "d", "debet", "debit")
IN_MARKS = ("cr", "kr", "k", "c", "kredit", "credit")
"""What stands beside an amount: from the bank's side a debit takes money out of the account."""

CHARGES: Mapping[str, tuple[str, ...]] = {
    "pajak": ("pajak", "tax", "pph", "pjk"),
    "bunga": ("bunga", "interest", "bagi hasil", "bonus giro", "jasa giro", "nisbah"),
    "administrasi": (
        "administrasi", "adm", "biaya", "bea", "admin", "charge", "charges", "fee", "materai", "meterai", "biaya adm",
    ),
}  # fmt: skip
"""How the bank calls interest (in), tax on it and fees (out); the first that fits counts: "pajak bunga" is a tax."""

_NO_CHARGE = ("ksm", "setor", "setoran", "angsuran", "pinjaman")
_NO_INTEREST = (*_NO_CHARGE, "transfer", "trf", "trsf")
"""Words beside which "bunga" or "biaya" is what somebody paid for, or a group's name."""

CHARGE_NAMES = {
    "bunga": "Bunga bank",
    "pajak": "Pajak bunga bank",
    "administrasi": "Biaya administrasi bank",
}
CHARGE_ROLES = {"bunga": "bunga-bank", "pajak": "pajak-bunga", "administrasi": "administrasi-bank"}
"""The role of the account on which each is booked."""

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_BETWEEN = re.compile(r"[\s_]+")
_WORD = re.compile(r"[a-z]+")


def heading(text: str) -> str:
    """A heading as it is compared: small letters, without currency in brackets and closing signs."""
    return _BETWEEN.sub(" ", _BRACKETS.sub(" ", text.casefold())).strip(" .:*'\"").removesuffix(" idr")


def begins(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the words."""
    plain = " ".join(text.casefold().split()).strip(" .:'\"")
    return any(plain == word or plain.startswith((word + " ", word + ":")) for word in words)


def charge_of(words: str, amount: int) -> str:
    """Which charge a line is by its words, if its amount goes the way of such a one; else nothing."""
    plain = " " + " ".join(_WORD.findall(words.casefold())) + " "

    def has(known: tuple[str, ...]) -> bool:
        return any(f" {word} " in plain for word in known)

    kind = next((kind for kind, known in CHARGES.items() if has(known)), "")
    other = has(_NO_CHARGE if kind == "administrasi" else _NO_INTEREST)
    return kind if kind and not other and (amount > 0) == (kind == "bunga") else ""
