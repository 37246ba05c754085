"""How the notes to the statements are made: words from the rules and settings, figures from the other papers."""

from upk_ledger.actions.report_frames import Framer, range_text
from upk_ledger.actions.report_loan_papers import cadangan, hapus_buku, kolektibilitas
from upk_ledger.actions.report_papers import laba_rugi
from upk_ledger.actions.report_related_loans import pinjaman_pengurus
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import percent
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.report_notes import notes_for
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_builders import turns
from upk_ledger.core.statement_builders_calk import LoanNotes, Noted, notes_to_statements
from upk_ledger.core.statements import Statement
from upk_ledger.store.listings import member_counts
from upk_ledger.store.report_notes import noted
from upk_ledger.store.surplus import unpaid

_LENDING = "upk"
"""The kind of office that lends."""


def calk(source: Source, framer: Framer) -> Statement:
    """Notes to the statements of the period."""
    definition, sheet = framer.definition("calk"), framer.definition("neraca")
    session, period = source.session, source.period
    start = max(period.income_start, source.book_start)
    own = notes_for(noted(session, source.known_through), period.month)
    lends = session.desk.office.kind == _LENDING
    words = {
        **framer.words,
        "start": long_date(source.book_start),
        **(_rules(source, definition) if lends else {}),
    }
    return notes_to_statements(
        definition,
        framer.frame(definition, range_text(period, start)),
        Noted(
            start=start,
            general=_general(definition, session.desk.office.kind, words, own.get("dasar-hukum")),
            policies=_policies(definition, session.desk.office.kind, words),
            own=own,
            sheet=sheet,
            turns=turns(sheet, source.chart, *source.turned(start, "aset", "kewajiban", "modal")),
            income=laba_rugi(source, framer),
            owed=[one for one in source.read(unpaid, period.end) if one.allocated or one.paid],
            loans=_loans(source, framer) if lends else None,
        ),
    )  # fmt: skip


def _loans(source: Source, framer: Framer) -> LoanNotes:
    end = source.period.end
    return LoanNotes(
        source.loans(end),
        member_counts(source.session, end),
        kolektibilitas(source, framer),
        cadangan(source, framer),
        hapus_buku(source, framer),
        pinjaman_pengurus(source, framer),
    )


def _general(definition: Definition, kind: str, words: dict[str, str], basis: str | None) -> list[str]:
    """Who keeps the book, who is in office, on what it all rests."""
    labels = definition.labels
    texts = [labels[f"umum-{kind}"].format_map(words)]
    if words["officers"]:
        texts.append(labels["petugas"].format_map(words))
    texts.append(labels["dasar-hukum"].format(text=basis) if basis else labels["dasar-hukum-kosong"])
    return [*texts, labels["aturan"].format_map(words)] if kind == _LENDING else texts


def _policies(definition: Definition, kind: str, words: dict[str, str]) -> list[str]:
    """The policies that hold for this kind of office, in the definition's order."""
    others = tuple(f"kebijakan-{other}-" for other in ("upk", "sekretariat") if other != kind)
    return [
        text.format_map(words)
        for key, text in definition.labels.items()
        if key.startswith("kebijakan-") and not key.startswith(others)
    ]


def _rules(source: Source, definition: Definition) -> dict[str, str]:
    """The rulebook valid at the end of the period, in words."""
    rules, labels = source.rules(source.period.end), definition.labels
    return {
        "rulebook": rules.name,
        "edition": rules.edition,
        "order": labels[f"urutan-{rules.order}"],
        "classes": _class_words(rules),
        "counting": labels[f"hitungan-{rules.collectibility.counting}"],
        "recovery": labels[f"penerimaan-{source.setting('penerimaan-kembali')}"],
    }


def _class_words(rules: Rulebook) -> str:
    """Each class with its part of the balance: Lancar 1%, Macet 100%."""
    return ", ".join(f"{rule.name} {percent(rule.percent)}" for rule in rules.collectibility.classes)
