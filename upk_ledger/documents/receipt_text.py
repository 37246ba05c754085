"""The receipt (kuitansi) as plain text of 80 columns, and the wordings that it shares with the PDF."""

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.terbilang import terbilang
from upk_ledger.core.papers import ReceiptPaper

REPORT = "Cocokkan kuitansi ini dengan Kartu Angsuran Anda. Jika isinya berbeda, segera laporkan kepada Pengawas UPK."

_COLUMNS = 80
_LABEL = 20
_MEMBERS_ROOM = 190
"""How many signs two lines of the paper take for certain."""


def receipt_text(paper: ReceiptPaper) -> str:
    """The receipt in lines of at most 80 characters, for any printer."""
    head, number = paper.letterhead, number_text(paper)
    lines = [line.center(_COLUMNS).rstrip() for line in (head.office, head.board) if line]
    for text in filter(None, (head.place, head.address)):
        lines += [part.center(_COLUMNS).rstrip() for part in wrap(text, _COLUMNS)]
    lines += ["=" * _COLUMNS, title(paper).ljust(_COLUMNS - len(number)) + number, ""]
    if paper.cancelled_by:
        lines += [f"*** {cancelled_text(paper)} ***".center(_COLUMNS).rstrip(), ""]
    for label, value in facts(paper):
        lines += _pair(label, value)
    lines += ["", "-" * _COLUMNS]
    split = split_lines(paper)
    rest = rest_lines(paper)
    for index in range(max(len(split), len(rest))):
        left = _money(*split[index]) if index < len(split) else ""
        right = _money(*rest[index]) if index < len(rest) else ""
        lines.append(f"{left:<38}    {right}".rstrip())
    lines += ["-" * _COLUMNS, ""]
    lines += _signatures(paper)
    lines += ["", entry_text(paper), *wrap(REPORT, _COLUMNS)]
    return "\n".join(lines) + "\n"


def title(paper: ReceiptPaper) -> str:
    """What the paper is: a receipt only where money came."""
    return f"PEMAKAIAN {_kept(paper).upper()}" if paper.from_deposit else "KUITANSI"


def _kept(paper: ReceiptPaper) -> str:
    """The kept money that was used."""
    return "tabungan" if paper.from_savings else "titipan"


def facts(paper: ReceiptPaper) -> list[tuple[str, str]]:
    """Who paid how much, in words, for what, and where the money went."""
    deposit = paper.from_deposit
    return [
        (f"Dipakai dari {_kept(paper)}" if deposit else "Sudah terima dari", paper.received_from),
        ("Sejumlah" if deposit else "Uang sejumlah", in_words(paper)),
        ("Untuk pembayaran", purpose(paper)),
        *([("Disetor ke", _account(paper))] if paper.account else []),
        *([("Dari anggota", members)] if (members := members_text(paper)) else []),
    ]


def _account(paper: ReceiptPaper) -> str:
    """Where the money went, and what titipan paid of it."""
    if not paper.by_deposit:
        return paper.account
    return (
        f"{paper.account} {rupiah(paper.amount - paper.by_deposit)}, dari titipan {rupiah(paper.by_deposit)}"
    )


def members_text(paper: ReceiptPaper) -> str:
    """Who of the group paid how much; empty where there is no room for all of them."""
    text = ", ".join(f"{member} {rupiah(amount)}" for member, amount in paper.members)
    return text if len(text) <= _MEMBERS_ROOM else ""


def in_words(paper: ReceiptPaper) -> str:
    """The amount in words, beginning with a capital."""
    text = terbilang(paper.amount)
    return text[0].upper() + text[1:]


def purpose(paper: ReceiptPaper) -> str:
    """What the payment is for: loan, group (where another is named as the payer), installments."""
    loan = f"pinjaman {paper.loan}"
    if paper.group != paper.received_from:
        loan += f", {paper.group}"
    if paper.claim_left is not None:
        return f"Penerimaan kembali {loan} yang sudah dihapus buku"
    if not paper.installments:
        return f"Titipan {loan}"
    first, last = min(paper.installments), max(paper.installments)
    which = f"ke-{first}" if first == last else f"ke-{first} s.d. ke-{last}"
    if first == last and paper.partial:
        return f"Sebagian angsuran {which} dari {paper.tenor}, {loan}"
    part = f" ({' dan '.join(f'ke-{number}' for number in paper.partial)} sebagian)" if paper.partial else ""
    return f"Angsuran {which}{part} dari {paper.tenor}, {loan}"


def split_lines(paper: ReceiptPaper) -> list[tuple[str, int]]:
    """How the payment is split; the last line is its amount."""
    more = (("Titipan", paper.unallocated), ("Denda", paper.fine), ("Pembulatan", paper.excess))
    some = (pair for pair in more if pair[1])
    return [("Pokok", paper.principal), ("Jasa", paper.service), *some, ("Jumlah", paper.amount)]


def rest_lines(paper: ReceiptPaper) -> list[tuple[str, int]]:
    """What is left to pay after it."""
    if paper.claim_left is not None:
        return [("Sisa tagihan", paper.claim_left)]
    arrears = [
        ("Tunggakan pokok", paper.arrears_principal),
        ("Tunggakan jasa", paper.arrears_service),
    ]
    waived = [("Jasa dibebaskan", paper.waived)] if paper.waived else []
    rest = (pair for pair in arrears if pair[1])
    return [("Sisa pokok pinjaman", paper.outstanding_principal), *rest, *waived]


def number_text(paper: ReceiptPaper) -> str:
    """The receipt's number: the voucher, and the office's own paper where it has one."""
    return f"No. {paper.voucher}" + (f" / kuitansi {paper.receipt}" if paper.receipt else "")


def cancelled_text(paper: ReceiptPaper) -> str:
    """The sentence across a receipt that was reversed."""
    return f"DIBATALKAN DENGAN BUKTI {paper.cancelled_by}"


def entry_text(paper: ReceiptPaper) -> str:
    """The entry that books the payment: its number and the first characters of its digest."""
    return f"Catatan no. {paper.entry.number}, sidik {paper.entry.digest[:8]}"


def place_and_date(paper: ReceiptPaper) -> str:
    """Semarang, 15 Maret 2026."""
    place = paper.letterhead.signing_place
    return f"{place}, {long_date(paper.on)}" if place else long_date(paper.on)


def _pair(label: str, value: str) -> list[str]:
    first, *more = wrap(value, _COLUMNS - _LABEL - 2) or [""]
    return [f"{label:<{_LABEL}}: {first}".rstrip(), *(" " * (_LABEL + 2) + part for part in more)]


def _money(label: str, sen: int) -> str:
    return f"{label:<{_LABEL}}{rupiah(sen):>18}"


def _signatures(paper: ReceiptPaper) -> Sequence[str]:
    blocks = paper.signatures
    wide = _COLUMNS // max(len(blocks), 1)

    def row(texts: Sequence[str]) -> list[str]:
        lines = [wrap(text, wide - 2) for text in texts]
        return [
            "".join(part.center(wide) for part in parts).rstrip()
            for parts in zip_longest(*lines, fillvalue="")
        ]

    return [
        place_and_date(paper).rjust(_COLUMNS),
        *row([f"{block.action}," for block in blocks]),
        *row([block.role for block in blocks]),
        *["", "", ""],
        *row([f"({block.name or '.' * (wide - 6)})" for block in blocks]),
    ]
