"""Letters to groups that are behind: which are due, what they say, and the record of those made out."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from upk_ledger import resources
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.receipts import letterhead
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.terbilang import terbilang
from upk_ledger.core.dunning import (
    DunningLevel,
    Letter,
    LetterDue,
    LetterPaper,
    LetterText,
    OverdueRow,
    level_due,
    parse_letter_text,
)
from upk_ledger.core.errors.dunning import NoLetterDue, NoSuchLetter, NothingToClaim, UnknownLevel
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.lending import Loan, LoanAt
from upk_ledger.core.statements import Signature
from upk_ledger.store import letters, schedules
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at


@lru_cache(maxsize=1)
def _words() -> LetterText:
    return parse_letter_text((resources.folder("reports") / "surat-tagihan.toml").read_text(encoding="utf-8"))


def letters_due(desk: Desk, on: date) -> list[LetterDue]:
    """The letters due on a day, the oldest arrears first; none for loans paid off or written off."""
    with desk.read() as session:
        rules = rules_at(session, on)
        return due_among(session, positions(session, on, rules.collectibility), on)


def due_among(session: ReadSession, loans: Sequence[LoanAt], on: date) -> list[LetterDue]:
    """The letters due to those of the loans, as they stand on that day, that are behind."""
    levels, gap = rules_at(session, on).dunning, int(setting_at(session, "jarak-surat", on))
    sent, since = letters.letters_until(session, on), letters.behind_since(session, on)
    found = []
    for at in loans:
        if not _behind(at):
            continue
        own = [letter for letter in sent.get(at.number, ()) if letter.on > since.get(at.number, date.max)]
        level, where = level_due(levels, at.position.months_overdue, own, on, gap), at.position
        if level is not None:
            found.append(
                LetterDue(
                    at.number, at.group, at.group_name, where.months_overdue, where.arrears_principal,
                    where.arrears_service, level, own[-1] if own else None,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (-one.months, one.loan))


def _behind(at: LoanAt) -> bool:
    where = at.position
    return not at.written_off and where.arrears_principal + where.arrears_service > 0


def make_letter(desk: Desk, number: str, on: date, level: int | None = None) -> LetterPaper:
    """Make out the letter that is due to a loan's group, or one of the level said, and record it.

    The same level of the same day is printed again and not recorded twice. Raises `UnknownLoan`, `NothingToClaim`,
    `NoLetterDue`, `UnknownLevel`.
    """
    with desk.write() as session:
        loan = get_loan(session, number)
        rules = rules_at(session, on)
        found = positions(session, on, rules.collectibility, loan.number)
        if not found or not _behind(found[0]):
            raise NothingToClaim(loan.number, on)
        if level is None:
            due = due_among(session, found, on)
            if not due:
                raise NoLetterDue(loan.number, on, found[0].position.months_overdue)
            chosen = due[0].level
        elif 1 <= level <= len(rules.dunning):
            chosen = rules.dunning[level - 1]
        else:
            raise UnknownLevel(level, len(rules.dunning))
        paper = _papers(session, [(found[0], chosen)], on)[0]
        if not paper.repeated:
            letters.add_letters(session, [(loan.number, Letter(chosen.number, on))])
        return paper


def make_due_letters(desk: Desk, on: date) -> list[LetterPaper]:
    """Make out and record every letter that is due on a day."""
    with desk.write() as session:
        loans = {at.number: at for at in positions(session, on, rules_at(session, on).collectibility)}
        due = due_among(session, list(loans.values()), on)
        papers = _papers(session, [(loans[one.loan], one.level) for one in due], on)
        if due:
            letters.add_letters(session, [(one.loan, Letter(one.level.number, on)) for one in due])
        return papers


def call_off_letter(desk: Desk, number: str, level: int, on: date, reason: str) -> str:
    """Take back a letter that was made out by mistake; answers with the loan's number.

    Raises `UnknownLoan`, `NoSuchLetter`, and `EmptyField` without a reason.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        loan = get_loan(session, number)
        letter = Letter(level, on)
        if letter not in letters.letters_until(session, on, loan.number).get(loan.number, ()):
            raise NoSuchLetter(loan.number, level, on)
        letters.call_off(session, loan.number, letter, reason.strip())
    return loan.number


def letter_log(desk: Desk, number: str) -> tuple[Loan, tuple[tuple[Letter, str], ...]]:
    """The letters of a loan that count, by day, with the names of their levels by the rules of that day."""
    with desk.read() as session:
        loan = get_loan(session, number)
        found = letters.letters_until(session, date.max, loan.number).get(loan.number, [])
        return loan, tuple((letter, _level_name(session, letter)) for letter in found)


def _level_name(session: ReadSession, letter: Letter) -> str:
    levels = rules_at(session, letter.on).dunning
    return levels[min(letter.level, len(levels)) - 1].name


def _papers(
    session: ReadSession, chosen: Sequence[tuple[LoanAt, DunningLevel]], on: date
) -> list[LetterPaper]:
    """The letters of one day; what they share is asked of the book once."""
    holders = {officer.role: officer.name for officer in officers_at(session, on)}
    sent = letters.letters_until(session, on)
    return [_paper(session, at, level, on, holders, sent.get(at.number, [])) for at, level in chosen]


def _paper(
    session: ReadSession,
    at: LoanAt,
    level: DunningLevel,
    on: date,
    holders: dict[str, str],
    sent: Sequence[Letter],
) -> LetterPaper:
    words, rows = _words(), _overdue(session, at, on)
    before = [letter for letter in sent if letter.on < on and letter.level < level.number]
    filling = _filling(session, at, level, on, sum(row.principal + row.service for row in rows))
    if before:
        filling |= {"surat": _level_name(session, before[-1]), "tanggal_surat": long_date(before[-1].on)}

    def say(*names: str) -> tuple[str, ...]:
        return tuple(words.texts[name].format_map(filling) for name in names)

    visit = ("kunjungan",) if level.visit else ()
    return LetterPaper(
        letterhead=letterhead(session.desk),
        level=level,
        loan=at.number,
        group=at.group_name,
        on=on,
        facts=tuple(zip(say("nomor", "perihal", "pinjaman"), ("", level.name, at.number), strict=True)),
        to=say("kepada", "ketua", *(("lewat",) if level.through_village else ()), "di"),
        opening=(
            *say("salam"),
            words.opening(level.number).format_map(filling),
            *say(*(("surat_sebelumnya",) if before else ()), "rincian"),
        ),
        rows=rows,
        closing=say("jumlah", "bayar", "renteng", *visit, "musyawarah", "penutup"),
        signatures=tuple(
            Signature(action, (printed or (role,))[0].format_map(filling), holders.get(role, ""))
            for action, role, *printed in (words.heavy_signatures if level.visit else words.signatures)
        ),
        repeated=Letter(level.number, on) in sent,
    )


def _filling(session: ReadSession, at: LoanAt, level: DunningLevel, on: date, total: int) -> dict[str, str]:
    office, name = session.desk.office, at.group_name
    head = f"Kepala Desa {office.village}" if office.village_kind == "Desa" else f"Lurah {office.village}"
    return {
        "ksm": name if name.upper().startswith("KSM") else f"KSM {name}",
        "pinjaman": at.number,
        "tanggal": long_date(on),
        "bulan": str(at.position.months_overdue),
        "total": rupiah(total),
        "terbilang": terbilang(total),
        "batas": long_date(on + timedelta(days=_words().days)),
        "upk": office.name,
        "bkm": office.board,
        "tempat": f"{office.village_kind} {office.village}",
        "kepala": head,
        "surat": level.name,
    }


def _overdue(session: ReadSession, at: LoanAt, on: date) -> tuple[OverdueRow, ...]:
    """The installments of a loan that are overdue, each as far as it is unpaid; together the arrears."""
    rows, principal, service = [], at.paid_principal, at.paid_service
    for row in schedules.installments_of(session, at.number, at.version):
        if row.due >= on:
            break
        unpaid = (max(0, row.principal - principal), max(0, row.service - service))
        principal, service = max(0, principal - row.principal), max(0, service - row.service)
        if any(unpaid):
            rows.append(OverdueRow(row.number, row.due, *unpaid))
    return tuple(rows)
