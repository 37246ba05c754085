"""Kartu Angsuran (the group's own, with room to write) and Kartu Pinjaman (the office's) as PDF."""

from collections.abc import Iterable

from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import count, rupiah
from upk_ledger.core.money import Rupiah
from upk_ledger.core.papers import CardPayment, LoanCard
from upk_ledger.core.schedules import Installment
from upk_ledger.core.statements import Cell, Column, Row, Section
from upk_ledger.documents.flow import Block, Gap, tied
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import CREATOR, MM, Furniture, LetterheadBlock, Paper, Sheet, TitleBlock, sheet
from upk_ledger.documents.prose import fact_blocks, note_blocks
from upk_ledger.documents.shapes import Look
from upk_ledger.documents.signatures import signature_blocks
from upk_ledger.documents.statement_pdf import ROWS_ABOVE_SIGNATURES, Target, draw_pages, opened
from upk_ledger.documents.tables import table_blocks

_TITLES = {"angsuran": "Kartu Angsuran", "pinjaman": "Kartu Pinjaman"}
_PLAN, _PAID = "Rencana angsuran", "Pembayaran"
_REPORT = (
    "Kartu ini dipegang oleh KSM. Cocokkan setiap pembayaran dengan kuitansinya; jika berbeda, "
    "segera laporkan kepada Pengawas UPK."
)
_SPARE = 3
"""Empty rows to write on after the last payment of a loan that is not yet paid off."""


def loan_cards_pdf(cards: Iterable[LoanCard], target: Target, paper: Paper = "A4") -> None:
    """Writes cards into one PDF; each begins on a page of its own and counts its own pages."""
    page = sheet(paper)
    ink: Ink | None = None
    for card in cards:
        title = _TITLES[card.kind]
        ink = ink or Ink(opened(target), title, card.letterhead.office, CREATOR)
        running = (f"{title} {card.loan} — {card.group}", f"Per {long_date(card.as_of)}")
        draw_pages(ink, Furniture(page, running, card.last), _blocks(card, page), f"{card.loan} {card.group}")
    if ink:
        ink.save()


def _blocks(card: LoanCard, page: Sheet) -> list[Block]:
    left, right = page.left, page.right
    own = card.kind == "angsuran"
    look = Look(grid=True, row_height=5.6 * MM if own else 0, largest=8)
    shares = [_shares(card)] if card.shares and not own else []
    body: list[Block] = [
        LetterheadBlock(card.letterhead, page, scale=0.85),
        TitleBlock(_TITLES[card.kind], f"Per {long_date(card.as_of)}", page),
        Gap(4),
        *fact_blocks(_facts(card), left, right),
        *table_blocks([_schedule(card)], left, right, look),
        *([Gap(9)] if shares else []),
        *table_blocks(shares, left, left + (right - left) * 0.55, Look(lines=True, largest=8)),
    ]
    notes = note_blocks([*card.notes, _REPORT] if own else card.notes, left, right)
    signatures = signature_blocks(
        card.signatures, left, right, place=card.letterhead.signing_place, room=17 * MM
    )
    if not signatures:
        return [*body, *notes]
    return [*tied(body, [*notes, Gap(6)], ROWS_ABOVE_SIGNATURES, page.room / 2), *signatures]


def _facts(card: LoanCard) -> list[tuple[str, str]]:
    """The head of the card: the group in the left column, the loan in the right one."""
    half = len(card.facts) // 2
    return [
        ("Kelompok (KSM)", f"{card.group_code} {card.group}"),
        ("Ketua", card.chair),
        ("Alamat", card.address),
        ("Telepon", card.phone),
        ("Jumlah anggota", f"{count(card.members)} orang"),
        ("Jatuh tempo", card.due_day),
        *card.facts[:half],
        ("Nomor pinjaman", card.loan),
        ("Pokok pinjaman", rupiah(card.principal)),
        ("Tanggal cair", long_date(card.disbursed_on)),
        ("Jangka waktu", card.tenor),
        ("Jasa", card.terms),
        *card.facts[half:],
    ]


def _schedule(card: LoanCard) -> Section:
    """Plan and payments side by side, each in its own order."""
    own = card.kind == "angsuran"
    money = [("Pokok", 9), ("Jasa", 8), ("Jumlah", 9), ("Sisa pokok", 9)]
    columns = (
        Column("number", "No", "count", 4, _PLAN),
        Column("due", "Jatuh tempo", "date", 9, _PLAN),
        *(Column(f"duty_{n}", heading, "money", weight, _PLAN) for n, (heading, weight) in enumerate(money)),
        Column("on", "Tanggal", "date", 9, _PAID),
        Column("voucher", "No. bukti", "text", 13, _PAID),
        *(Column(f"paid_{n}", heading, "money", weight, _PAID) for n, (heading, weight) in enumerate(money)),
        Column("note", "Paraf" if own else "Ket.", "text", 8, _PAID),
    )
    owed = not card.payments or card.payments[-1].balance > 0
    many = max(len(card.duties), len(card.payments) + (_SPARE if own and owed else 0))
    return Section(columns, tuple(_row(card, index) for index in range(many)))


def _row(card: LoanCard, index: int) -> Row:
    duty: tuple[Cell, ...] = (None,) * 6
    paid: tuple[Cell, ...] = (None,) * 7
    if index < len(card.duties):
        plan = card.duties[index]
        duty = (plan.number, plan.due, *_sums(plan))
    if index < len(card.payments):
        payment = card.payments[index]
        paid = (payment.on, payment.voucher, *_sums(payment), payment.note or None)
    return Row((*duty, *paid))


def _sums(part: Installment | CardPayment) -> tuple[Rupiah, ...]:
    return tuple(map(Rupiah, (part.principal, part.service, part.total, part.balance)))


def _shares(card: LoanCard) -> Section:
    rows = [Row((number, name, Rupiah(share))) for number, (name, share) in enumerate(card.shares, 1)]
    total = Row((None, "Jumlah", Rupiah(card.principal)), "total")
    columns = (
        Column("number", "No", "count", 4),
        Column("name", "Anggota", "text", 30),
        Column("share", "Bagian pinjaman", "money", 14),
    )
    return Section(columns, (*rows, total), "Bagian anggota")
