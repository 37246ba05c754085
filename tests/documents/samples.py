"""Sample papers, and a reader that tells where each word of a PDF stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ContentStream

from upk_ledger.core.money import Rupiah
from upk_ledger.core.papers import CardPayment, LoanCard, ReceiptPaper
from upk_ledger.core.schedules import Installment
from upk_ledger.core.statements import Column, EntryMark, Letterhead, Row, Section, Signature, Statement

HEAD = Letterhead(
    "UPK Melati",
    "BKM Bangkit Bersama",
    "Kelurahan Tambakharjo, Kecamatan Semarang Barat, Kota Semarang, Provinsi Jawa Tengah",
    "Jl. Kenanga No. 12 RT 03/RW 05",
    "Semarang",
)
SIGNATURES = (
    Signature("Dibuat oleh", "Pembuku", "Siti Rahmawati"),
    Signature("Diperiksa oleh", "Manajer UPK", "Bambang Sugiharto Wicaksono, S.E., M.M."),
    Signature("Diketahui oleh", "Pengawas UPK"),
    Signature("Disetujui oleh", "Koordinator BKM", "H. Ahmad Fauzi"),
)
LAST = EntryMark(412, "KM/2026/10/0031", "3fa94cc0de112345" + "67" * 24)
MONEY_COLUMNS = (
    Column("code", "Kode", "text", 8),
    Column("name", "Nama akun", "text", 44),
    Column("now", "31 Oktober 2026", "money", 18),
    Column("before", "30 September 2026", "money", 18),
)


@dataclass(frozen=True)
class Word:
    """One piece of text as it stands on a page, in points."""

    text: str
    x: float
    y: float
    end: float
    size: float


@dataclass(frozen=True)
class Page:
    wide: float
    high: float
    words: tuple[Word, ...]
    text: str


def rp(rupiah: int) -> Rupiah:
    return Rupiah(rupiah * 100)


def read_pages(pdf: bytes) -> list[Page]:
    """The pages of a PDF with the place of each word, its width taken from the PDF's own font tables."""
    reader = PdfReader(BytesIO(pdf))
    pages = []
    for page in reader.pages:
        fonts = page["/Resources"]["/Font"]
        words: list[Word] = []
        font, size = None, 0.0
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                font, size = fonts[operands[0]], float(operands[1])
            elif operator == b"Tm":
                words.append(Word("", float(operands[4]), float(operands[5]), float(operands[4]), 0))
            elif operator == b"Tj":
                codes = operands[0].original_bytes
                wide = sum(float(font["/Widths"][code - font["/FirstChar"]]) for code in codes) * size / 1000
                last = words.pop()
                words.append(Word(last.text + codes.decode("latin-1"), last.x, last.y, last.end + wide, size))
        box = page.mediabox
        pages.append(Page(float(box.width), float(box.height), tuple(words), page.extract_text()))
    return pages


def assert_tidy(pdf: bytes, margin: float = 30) -> list[Page]:
    """Every word stands within the margins and none touches another of its line."""
    pages = read_pages(pdf)
    for page in pages:
        assert page.words
        for word in page.words:
            assert word.x >= margin - 0.1, word
            assert word.end <= page.wide - margin + 0.1, word
            assert word.y >= 20, word
            assert word.y + word.size <= page.high - 20, word
        ordered = sorted(page.words, key=lambda word: word.y)
        for index, one in enumerate(ordered):
            for other in ordered[index + 1 :]:
                if other.y - one.y >= min(one.size, other.size) * 0.72:
                    break
                apart = one.end <= other.x + 0.1 or other.end <= one.x + 0.1
                assert apart, (one, other)
    return pages


def printed(writer: Callable[..., None], value: object, *more: object) -> bytes:
    """What a writer puts into a stream."""
    stream = BytesIO()
    writer(value, stream, *more)
    return stream.getvalue()


def balance_sheet(**more) -> Statement:
    rows = (
        Row(("Aset lancar", None, None, None), "heading"),
        Row(("11010", "Kas", rp(1250000), rp(980500)), level=1),
        Row(("11022", "Bank TR", rp(0), rp(0)), level=1),
        Row(("11030", "Pinjaman KSM", rp(1514000000), rp(1498750000)), level=1),
        Row(("12010", "Cadangan Risiko Pinjaman", rp(-43120500), rp(-41000000)), level=1),
        Row((None, "Jumlah aset lancar", rp(1472129500), rp(1458730500)), "subtotal"),
        Row((None, "JUMLAH ASET", rp(1472129500), rp(1458730500)), "total"),
    )
    return statement((Section(MONEY_COLUMNS, rows, "Aset"),), **({"notes": ("Angka dalam rupiah.",)} | more))


def statement(sections, **more) -> Statement:
    """A statement around these sections."""
    standard = {
        "name": "neraca",
        "title": "Neraca",
        "period": "Per 31 Oktober 2026",
        "as_of": date(2026, 10, 31),
        "letterhead": HEAD,
        "data": {},
        "signatures": SIGNATURES,
        "last": LAST,
    }
    return Statement(sections=sections, **(standard | more))


def cash_book(rows: int) -> Statement:
    """A cash book of so many rows, some of two lines."""
    columns = (
        Column("on", "Tanggal", "date", 10),
        Column("voucher", "Bukti", "text", 14),
        Column("text", "Uraian", "text", 40),
        Column("debit", "Debit", "money", 14),
        Column("credit", "Kredit", "money", 14),
        Column("balance", "Saldo", "money", 15),
    )
    long = "Pembelian alat tulis kantor untuk rapat warga tahunan di Toko Gunung Agung Cabang Pandanaran Semarang"
    lines = [
        Row(
            (
                date(2026, 1, 1) + timedelta(days=number // 8),
                f"KM/2026/01/{number:04d}",
                long if number % 9 == 0 else "Angsuran KSM Mekar Sari",
                rp(284000) if number % 3 else None,
                None if number % 3 else Rupiah(12500050),
                rp(1000000 - number * 2500),
            )
        )
        for number in range(1, rows + 1)
    ]
    total = Row((None, None, "Jumlah", rp(378000000), rp(83000000), rp(296000000)), "total")
    return statement((Section(columns, (*lines, total), "Akun 11010 Kas"),), title="Buku Kas")


def receipt(**more) -> ReceiptPaper:
    standard = {
        "letterhead": HEAD,
        "voucher": "KM/2026/10/0031",
        "on": date(2026, 10, 15),
        "received_from": "Ibu Sri Wahyuningsih, ketua KSM Mekar Sari",
        "loan": "P-2026-0001",
        "group": "KSM Mekar Sari (K01)",
        "installments": (3,),
        "tenor": 10,
        "amount": 284000_00,
        "principal": 209000_00,
        "service": 75000_00,
        "unallocated": 0,
        "outstanding_principal": 4373000_00,
        "entry": LAST,
        "signatures": (
            Signature("Penyetor", "Ketua KSM", "Sri Wahyuningsih"),
            Signature("Diterima oleh", "Pembuku", "Siti Rahmawati"),
            Signature("Mengetahui", "Manajer UPK"),
        ),
        "account": "Kas",
    }
    return ReceiptPaper(**(standard | more))


def loan_card(kind="angsuran", duties=10, paid=4, **more) -> LoanCard:
    standard = {
        "kind": kind,
        "letterhead": HEAD,
        "as_of": date(2026, 10, 31),
        "loan": "P-2026-0001",
        "group_code": "K01",
        "group": "KSM Mekar Sari",
        "chair": "Sri Wahyuningsih",
        "address": "Jl. Melati Gang III No. 5 RT 02/RW 04 Tambakharjo",
        "phone": "",
        "members": 5,
        "principal": 5000000_00,
        "disbursed_on": date(2026, 1, 15),
        "tenor": f"{duties} bulan",
        "terms": "1,5% flat per bulan",
        "due_day": "setiap tanggal 15",
        "duties": tuple(
            Installment(n, date(2026 + n // 12, n % 12 + 1, 15), 209000_00, 75000_00, 7000_00 * (duties - n))
            for n in range(1, duties + 1)
        ),
        "payments": tuple(
            CardPayment(date(2026, 2, n), f"KM/2026/02/{n:04d}", 209000_00, 75000_00, 7000_00 * (duties - n))
            for n in range(1, paid + 1)
        ),
        "shares": (("Sri Wahyuningsih", 3000000_00), ("Sumiati", 2000000_00)),
        "signatures": SIGNATURES[:3],
        "last": LAST,
    }
    return LoanCard(**(standard | more))
