"""Measures of starting and printing: help, one page cold, long papers, a year's work of the sample."""

import subprocess
import sys
from datetime import date
from unittest.mock import patch

from generator import START, history, lend, office, receipts
from measure import ENVIRONMENT, ROOT, Measure, in_turn, program, seconds, times

from upk_ledger.actions.reports import build_statement
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.posting import post_many

CLICK = "import click\n@click.group()\ndef upk():\n    '''x'''\nupk(['--help'])"
PAGE = """
import sys
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
for name in ("Regular", "Bold"):
    pdfmetrics.registerFont(TTFont(name, f"{sys.argv[2]}/RobotoCondensed-{name}.ttf"))
canvas = Canvas(sys.argv[1], invariant=1)
for row in range(40):
    canvas.setFont("Bold" if row % 10 == 0 else "Regular", 9)
    canvas.drawString(50, 780 - row * 15, f"{row:05d} Pinjaman KSM")
    canvas.drawRightString(400, 780 - row * 15, "1.250.000")
    canvas.drawRightString(500, 780 - row * 15, "1.250.000")
canvas.save()
"""


def start(_folder):
    """`upk --help` against Click alone; what it imports beside."""
    ours, click = in_turn([program("-m", "upk_ledger", "--help"), program("-c", CLICK)], 11)
    yield times("upk --help", ours, click, 1.25, rest=" Click alone")
    code = "import sys, upk_ledger.cli.main\nprint(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT
    )
    heavy = {"sqlalchemy", "alembic", "reportlab", "openpyxl", "xlsxwriter", "psycopg", "dateutil"}
    count = len(heavy & set(found.stdout.split()))
    yield Measure("heavy libraries that it imports", str(count), "0", count, 0)


def one_page(folder):
    """One page of PDF, cold, against a bare canvas; the data's own cost (the same paper as JSON) is taken off."""
    history(folder / "cetak.db", 2)
    script = folder / "kanvas.py"
    script.write_text(PAGE, encoding="utf-8")
    words = (
        "-m",
        "upk_ledger",
        "--buku",
        str(folder / "cetak.db"),
        "laporan",
        "neraca",
        "--bulan",
        "2020-02",
    )
    ours, data, nothing, canvas = in_turn(
        [
            program(*words, "--keluar", str(folder / "neraca.pdf"), "--ya"),
            program(*words, "--format", "json"),
            program("-c", "pass"),
            program(str(script), str(folder / "kanvas.pdf"), str(ROOT / "reports" / "fonts")),
        ],
        7,
    )
    yield times(f"one page of PDF, cold, less its data ({(data - nothing) * 1e3:.0f} ms)", ours - data + nothing, canvas,
                1.6, rest=" bare canvas")  # fmt: skip


def long_papers(folder):
    """A ledger of 2,000 rows against the same cells drawn on a bare canvas."""
    from reportlab.pdfgen.canvas import Canvas

    from upk_ledger.bahasa.numbers import rupiah
    from upk_ledger.core.money import Rupiah
    from upk_ledger.documents.fonts import REGULAR, font
    from upk_ledger.documents.statement_pdf import statement_pdf

    desk = history(folder / "panjang.db", 0, 2000)
    statement = build_statement(desk, "buku-kas", ReportPeriod("bulan", date(2020, 1, 31)))
    rows = [row.cells for section in statement.sections for row in section.rows]

    def canvas():
        drawn = Canvas(str(folder / "kanvas.pdf"), invariant=1)
        face = font(REGULAR).fontName
        for number, cells in enumerate(rows):
            if number % 45 == 0:
                if number:
                    drawn.showPage()
                drawn.setFont(face, 8)
            for place, cell in enumerate(cells):
                if cell is not None:
                    shown = rupiah(cell) if isinstance(cell, Rupiah) else str(cell)
                    drawn.drawString(30 + place * 75, 800 - number % 45 * 16, shown)
        drawn.save()

    ours, bare = in_turn([lambda: statement_pdf(statement, folder / "buku-kas.pdf"), canvas], 3)
    yield times(f"ledger of {len(rows):,} rows", ours, bare, 1.5, rest=" bare canvas")


def cards(folder):
    """A hundred loan cards against the same words and lines on a bare canvas."""
    from reportlab.pdfgen.canvas import Canvas

    from upk_ledger.actions.cards import running_cards
    from upk_ledger.documents.fonts import REGULAR
    from upk_ledger.documents.ink import Ink
    from upk_ledger.documents.loan_card import loan_cards_pdf

    desk = office(folder / "kartu.db")
    loans = [lend(desk, START, 120_000_000, 12) for _ in range(100)]
    with desk.write() as session:
        post_many(session, receipts(loans, 500, START, 150))
    deck = running_cards(desk, "pinjaman", date(2020, 5, 31))
    marks = []

    class Noting(Ink):
        def text(self, x, y, text, name="", size=9.0, align="left", **more):
            marks.append((x, y, text, name, size, align))
            super().text(x, y, text, *([name] if name else []), size=size, align=align, **more)

        def line(self, left, right, y, *more):
            marks.append((left, right, y))
            super().line(left, right, y, *more)

        def end_page(self):
            marks.append(None)
            super().end_page()

    with patch("upk_ledger.documents.loan_card.Ink", Noting):
        loan_cards_pdf(deck, folder / "kartu.pdf")

    def canvas():
        drawn = Canvas(str(folder / "kanvas.pdf"), invariant=1)
        draw = {"left": drawn.drawString, "right": drawn.drawRightString, "center": drawn.drawCentredString}
        for mark in marks:
            if mark is None:
                drawn.showPage()
            elif len(mark) == 3:
                drawn.line(mark[0], mark[2], mark[1], mark[2])
            else:
                x, y, text, name, size, align = mark
                drawn.setFont(name or REGULAR, size)
                draw[align](x, y, text)
        drawn.save()

    ours, bare = in_turn([lambda: loan_cards_pdf(deck, folder / "kartu.pdf"), canvas], 5)
    yield times(f"{len(deck)} loan cards", ours, bare, 1.5, rest=" bare canvas")


def a_years_work(folder):
    """`upk contoh`, one office, twelve months: the whole process, and its papers alone."""
    took = seconds(
        program("-m", "upk_ledger", "contoh", "--folder", str(folder / "contoh"), "--bulan", "12", "--ya")
    )
    pages = len(list((folder / "contoh").rglob("*.pdf")))
    yield Measure(f"a year's work of one UPK ({pages} papers)", f"{took:.1f} s", "30 s", took / 30, 1)
