"""The printed card of approval codes (Kartu Kode Persetujuan): A5, for its holder's own drawer."""

from upk_ledger.bahasa.dates import long_date
from upk_ledger.core.approvals import CardPaper
from upk_ledger.documents.fonts import BOLD, REGULAR, shrink, wrap
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import CREATOR, MM, LetterheadBlock, Sheet, sheet
from upk_ledger.documents.statement_pdf import Target, opened

_RULES = """\
Simpan kartu ini sendiri. Jangan difoto, disalin, atau dititipkan kepada orang yang mencatat pembukuan.
Baca dahulu apa yang akan disetujui. Sesudah itu sebutkan atau ketik satu kode, lalu beri tanda pada kotaknya.
Setiap kode berlaku satu kali, dan tercatat untuk tindakan itu atas nama Anda.
Berkas asal kartu ini harus dihapus segera sesudah dicetak, di depan Anda.
Bila kartu ini hilang atau terlihat orang lain, atau ada kode terpakai yang tidak Anda beri tanda: hari itu juga minta \
kartu ini dicabut (upk kartu-kode cabut), dan laporkan kepada Pengawas dan {board}."""
"""What its holder has to know, one rule a line."""

_ROW = 14.4
_LINE = 10.2
_PER_COLUMN = 20


def approval_card_pdf(paper: CardPaper, target: Target) -> None:
    """Writes one card to a path or a binary stream."""
    page = sheet("A5")
    ink = Ink(opened(target), f"Kartu Kode Persetujuan {paper.card.card}", paper.letterhead.office, CREATOR)
    ink.start_page(page.wide, page.high)
    head = LetterheadBlock(paper.letterhead, page, scale=0.85)
    head.draw(ink, page.top)
    top = _draw_facts(ink, paper, page, page.top - head.height)
    top = _draw_codes(ink, paper.card.codes, page, top)
    _draw_rules(ink, paper.letterhead.board, page, top)
    ink.text(page.right, page.bottom - 22, CREATOR, REGULAR, 7, "right")
    ink.end_page()
    ink.save()


def _draw_facts(ink: Ink, paper: CardPaper, page: Sheet, top: float) -> float:
    card = paper.card
    ink.text((page.left + page.right) / 2, top - 13, "KARTU KODE PERSETUJUAN", BOLD, 13, "center")
    top -= 20
    facts = (
        ("Nomor kartu", card.card),
        ("Pemegang", f"{card.name} ({card.holder})"),
        ("Jabatan", card.role),
        ("Dibuat", long_date(card.made_on)),
    )
    left = page.left + 24 * MM
    for label, value in facts:
        ink.text(page.left, top - 10, label, REGULAR, 9)
        ink.text(left - 8, top - 10, ":", REGULAR, 9)
        ink.text(left, top - 10, value, BOLD, shrink(value, page.right - left, BOLD, 9))
        top -= 12
    return top - 5


def _draw_codes(ink: Ink, codes: tuple[str, ...], page: Sheet, top: float) -> float:
    """The codes with their places, in two columns, each with a box to tick."""
    wide = (page.right - page.left) / 2
    rows = min(len(codes), _PER_COLUMN)
    for index, code in enumerate(codes):
        column, row = divmod(index, _PER_COLUMN)
        x, y = page.left + column * wide, top - (row + 1) * _ROW
        if row % 2 == 0:
            ink.shade(x, y, wide - 6, _ROW, 0.94)
        ink.text(x + 20, y + 4, f"{index + 1:02d}", REGULAR, 9, "right")
        ink.text(x + 30, y + 4, code, BOLD, 11)
        ink.box(x + wide - 22, y + 3, 9, 9)
    return top - rows * _ROW - 6


def _draw_rules(ink: Ink, board: str, page: Sheet, top: float) -> None:
    for number, rule in enumerate(_RULES.format(board=board).splitlines(), 1):
        ink.text(page.left, top - 9, f"{number}.", REGULAR, 8)
        for line in wrap(rule, page.right - page.left - 12, REGULAR, 8):
            ink.text(page.left + 12, top - 9, line, REGULAR, 8)
            top -= _LINE
