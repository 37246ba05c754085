"""The sheet for a visit to one UPK: why it slipped, whose arrears, what to ask. Pure; it has to stand on one page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import shorten
from typing import Any, NamedTuple

from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.region.bookkeeping import Bookkeeping, Fact
from upk_ledger.core.region.coaching import OPEN, FollowUp
from upk_ledger.core.region.coaching_papers import follow_up_data
from upk_ledger.core.region.figures import REPORTED
from upk_ledger.core.region.findings import KINDS, Finding
from upk_ledger.core.region.loans import KeptLoan
from upk_ledger.core.region.registers import Registered
from upk_ledger.core.region.review import ReviewRow
from upk_ledger.core.region.review_data import RowWords, ratios_data
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import INDICATORS
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Section, Statement

TOP = 5
"""So many groups are named."""

_LONGEST_FACT = 110
"""As a sentence, what stands beside a label at the head."""


class Room(NamedTuple):
    """How many lines of each kind a sheet has: reasons, bookkeeping, findings, follow-ups, questions, blank ones."""

    reasons: int
    bookkeeping: int
    findings: int
    follow_ups: int
    questions: int
    blank: int
    longest: int = 230
    """A sentence is cut behind so many characters: the page has to hold all of it."""


ROOMS = (
    Room(6, 6, 8, 6, 10, 12),
    Room(6, 6, 8, 6, 10, 8),
    Room(4, 5, 6, 5, 9, 7),
    Room(3, 3, 5, 4, 8, 6),
    Room(2, 0, 4, 3, 8, 5),
    Room(1, 0, 3, 2, 8, 4),
    Room(0, 0, 3, 2, 7, 3),
    Room(0, 0, 2, 1, 6, 3, 190),
    Room(0, 0, 1, 1, 5, 2, 150),
    Room(0, 0, 1, 1, 3, 2, 70),
)
"""From the most to the least that a sheet says; the first that fits is taken."""


class GroupArrears(NamedTuple):
    """A group (KSM) and what it is behind with (sen)."""

    code: str
    name: str
    balance: int
    principal: int
    service: int
    months: int
    class_: int

    @property
    def arrears(self) -> int:
        """Principal and service."""
        return self.principal + self.service


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """All that is known of a UPK before a visit; `bookkeeping` is None where its book is not here.

    `officers` are its own as they are to be named, `manager` and `coordinator` who sign.
    """

    row: ReviewRow
    words: RowWords
    registered: Registered
    officers: tuple[str, ...]
    manager: str
    coordinator: str
    groups: tuple[GroupArrears, ...]
    bookkeeping: Bookkeeping | None
    findings: tuple[Finding, ...]
    follow_ups: tuple[FollowUp, ...]
    last_visit: date | None


@dataclass(frozen=True, slots=True)
class SheetWords:
    """How the sheet speaks: money, days, names of kinds and classes, what was not met in keeping books."""

    rupiah: Callable[[int], str]
    day: Callable[[date], str]
    named: Callable[[Sequence[str]], str]
    kind: Callable[[str], str]
    fact: Callable[[Fact], str]
    classes: Sequence[str]


def groups_in_arrears(loans: Sequence[KeptLoan]) -> tuple[GroupArrears, ...]:
    """The groups that are behind with any of their loans, the most first."""
    found: dict[str, GroupArrears] = {}
    for loan in loans:
        was = found.get(loan.group, GroupArrears(loan.group, loan.name, 0, 0, 0, 0, 0))
        found[loan.group] = was._replace(
            balance=was.balance + loan.balance,
            principal=was.principal + loan.arrears_principal,
            service=was.service + loan.arrears_service,
            months=max(was.months, loan.months),
            class_=max(was.class_, loan.class_),
        )
    behind = [one for one in found.values() if one.arrears]
    return tuple(sorted(behind, key=lambda one: (-one.arrears, one.code)))


def asked(facts: VisitFacts, on: date, named: Callable[[Sequence[str]], str]) -> list[tuple[str, str]]:
    """What to ask, by what is seen: the question's key and what fills it, the gravest first."""
    late = [one.code for one in facts.follow_ups if one.late(on)]
    found = [("tindak-lanjut", named(late))] if late else []
    kinds = {reason.kind for reason in facts.row.reasons}
    found += [("belum-lapor", "")] if "belum-lapor" in kinds else []
    for kind in KINDS:
        codes = [one.code for one in facts.findings if one.kind == kind]
        found += [(kind, named(codes))] if codes else []
    halted = {reason.indicator for reason in facts.row.reasons if reason.kind in {"penundaan", "memburuk"}}
    found += [(name, "") for name in INDICATORS if name in halted]
    found += [(kind, "") for kind in ("pinjaman-lama", "cadangan", "tanpa-saldo") if kind in kinds]
    found += [("tunda", "")] if facts.row.halted else []
    if facts.bookkeeping is not None:
        found += [(part.name, "") for part in facts.bookkeeping.parts if part.met < part.total]
    found += [("blanko", "")] if REPORTED in facts.row.sources else []
    over = facts.registered.term_until
    found += [("masa-bakti", "")] if over is not None and over < on else []
    return found or [("baik", "")]


def visit_sheet(
    definition: Definition, frame: Frame, facts: VisitFacts, words: SheetWords, on: date, room: Room
) -> Statement:
    """The sheet with so much on it as there is room for; its data has everything."""
    sheet = _Sheet(definition, frame, facts, words, on, room)
    return issue(definition, frame, sheet.sections(), sheet.data(), facts=sheet.facts())


class _Sheet:
    def __init__(
        self, definition: Definition, frame: Frame, facts: VisitFacts, words: SheetWords, on: date, room: Room
    ) -> None:
        self._definition, self._frame, self._facts = definition, frame, facts
        self._words, self._on, self._room = words, on, room
        self._labels = definition.labels

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Who the UPK is and whom to reach."""
        one, row, labels, unknown = (
            self._facts.registered, self._facts.row, self._labels, self._labels["tidak-diketahui"],
        )  # fmt: skip
        place = f"{one.village_kind} {one.village}, Kecamatan {one.district}"
        until, seen = one.term_until, self._facts.last_visit
        balance, arrears = row.figures.balance, row.figures.arrears_principal
        known = labels["isi-saldo"].format(
            balance=unknown if balance is None else self._words.rupiah(balance),
            arrears=unknown if arrears is None else self._words.rupiah(arrears),
        )
        told = (
            ("bkm", one.board),
            ("alamat", place),
            ("pengurus", ", ".join(self._facts.officers) or unknown),
            ("kontak", one.contact or unknown),
            ("sumber", self._facts.words.source or labels["buku"]),
            ("masa-bakti", labels["sampai"].format(day=self._words.day(until)) if until else unknown),
            ("kunjungan", self._words.day(seen) if seen else labels["belum-pernah"]),
            ("saldo", known),
        )
        longest = min(self._room.longest, _LONGEST_FACT)
        return tuple((labels[key], shorten(text, longest, placeholder=" ...")) for key, text in told)

    def sections(self) -> list[Section]:
        """The sheet from above."""
        labels, room = self._labels, self._room
        questions = self._questions()[: room.questions]
        numbered = [f"{number}. {text}" for number, text in enumerate(questions, 1)]
        return [
            self._indicators(),
            self._why(),
            self._groups(),
            Section((), (), labels["pembukuan-dan"], prose=self._open_matters()),
            Section((), (), labels["tanya"], prose=tuple(numbered)),
            Section((), (), labels["catatan"], prose=("",) * room.blank),
        ]

    def _why(self) -> Section:
        """Why the UPK asks for attention, and how it comes back to its limits."""
        told, labels = self._facts.words, self._labels
        first = "; ".join(told.reasons) or labels["tidak-ada-sebab"]
        # What brings PAR back is what brings the groups back: it comes first.
        ways = sorted(
            zip(self._facts.row.distance, told.distance, strict=True),
            key=lambda pair: pair[0].indicator != "PAR",
        )
        texts = [*(text for _, text in ways), *told.headroom.values()]
        cut = shorten(first, 2 * self._room.longest, placeholder=" ...")
        return Section((), (), labels["mengapa"], prose=(cut, *self._lines(texts, self._room.reasons)))

    def _lines(self, texts: Sequence[str], most: int, more: str = "lagi") -> tuple[str, ...]:
        """As many of the texts as there is room for, and how many there are beside them."""
        shown = [f"- {shorten(text, self._room.longest, placeholder=' ...')}" for text in texts[:most]]
        if most and len(texts) > most:
            shown.append(f"- {self._labels[more].format(count=len(texts) - most)}")
        return tuple(shown)

    def _open_matters(self) -> tuple[str, ...]:
        """What the books do not meet, what was found, what is still to be done."""
        return (
            *self._bookkeeping(),
            *self._lines(self._findings(), self._room.findings, "lagi-temuan"),
            *self._lines(self._follow_ups(), self._room.follow_ups, "lagi-tindak-lanjut"),
        )

    def _indicators(self) -> Section:
        table = Table(self._definition.tables["indikator"], self._frame.words)
        row = self._facts.row
        for name in INDICATORS:
            months = {
                f"m{number}": _short(ratios[name].value) if ratios else None
                for number, (_, ratios) in enumerate(row.trend, 1)
            }
            table.line({"indicator": name, "rating": self._labels[row.ratios[name].rating], **months})
        return table.section()

    def _groups(self) -> Section:
        labels, groups = self._labels, self._facts.groups
        if not groups:
            unknown = REPORTED in self._facts.row.sources or self._facts.bookkeeping is None
            text = labels["ksm-tidak-dirinci" if unknown else "ksm-nihil"]
            return Section((), (), labels["ksm-judul-kosong"], prose=(text,))
        table = Table(self._definition.tables["ksm"], self._frame.words)
        whole = sum(one.arrears for one in groups)
        for number, one in enumerate(groups[:TOP], 1):
            table.line(
                {
                    "number": number,
                    "name": f"{one.code} {one.name}",
                    "balance": Rupiah(one.balance),
                    "principal": Rupiah(one.principal),
                    "service": Rupiah(one.service),
                    "share": quotient(one.arrears, whole, 100).quantize(Decimal("0.01")),
                    "months": one.months,
                    "class": self._words.classes[one.class_ - 1],
                }
            )
        if rest := groups[TOP:]:
            amount = self._words.rupiah(sum(one.arrears for one in rest))
            table.add("note", {"name": labels["ksm-lain"].format(count=len(rest), amount=amount)})
        return table.section()

    def _bookkeeping(self) -> tuple[str, ...]:
        labels, one = self._labels, self._facts.bookkeeping
        if one is None:
            return (labels["pembukuan-tanpa"],)
        score = "-" if one.score is None else format(one.score, "f").replace(".", ",")
        first, missed = labels["pembukuan"].format(score=score, grade=labels[one.grade]), self._missed(one)
        if missed and self._room.bookkeeping:
            return (first.rstrip(), *self._lines(missed, self._room.bookkeeping))
        return (first + ("; ".join(text.split(":")[0] for text in missed) or labels["pembukuan-lengkap"]),)

    def _missed(self, one: Bookkeeping) -> list[str]:
        """The parts that were not met, the least met first, each with the first of what it was not met by."""
        parts = [part for part in one.parts if part.met < part.total]
        parts.sort(key=lambda part: quotient(part.met, part.total, 100))
        texts = []
        for part in parts:
            text = self._labels["bagian"].format(
                part=self._labels[f"bagian-{part.name}"], met=part.met, total=part.total
            )
            shown = [self._words.fact(fact) for fact in part.facts[-2:]]
            texts.append(f"{text}: {'; '.join(shown)}" if shown else text)
        return texts

    def _findings(self) -> list[str]:
        return [
            self._labels["satu-temuan"].format(
                code=one.code,
                kind=self._words.kind(one.kind),
                groups=f", KSM {self._words.named(one.groups)}" if one.groups else "",
                amount=f", {self._words.rupiah(one.amount)}" if one.amount else "",
            )
            for one in self._facts.findings
        ]

    def _follow_ups(self) -> list[str]:
        return [
            self._labels["satu-tindak-lanjut"].format(
                code=one.code,
                what=one.what,
                who=one.who,
                due=self._words.day(one.due),
                late=self._labels["lewat"].format(days=one.late(self._on)) if one.late(self._on) else "",
            )
            for one in self._facts.follow_ups
            if one.status == OPEN
        ]

    def _questions(self) -> list[str]:
        return [
            self._labels[f"tanya-{key}"].format(kode=filling)
            for key, filling in asked(self._facts, self._on, self._words.named)
        ]

    def data(self) -> dict[str, Any]:
        """Everything, whatever there was room for."""
        facts, row = self._facts, self._facts.row
        kept = facts.bookkeeping
        return {
            "upk": row.key,
            "name": row.name,
            "board": facts.registered.board,
            "contact": facts.registered.contact or None,
            "officers": list(facts.officers),
            "month": str(row.trend[-1][0]),
            "figures_of": row.as_of,
            "source": facts.words.source,
            "last_visit": facts.last_visit,
            "indicators": ratios_data(row.ratios),
            "reasons": list(facts.words.reasons),
            "distance": list(facts.words.distance),
            "groups_in_arrears": [
                {
                    "group": one.code,
                    "name": one.name,
                    "balance": Rupiah(one.balance),
                    "arrears_principal": Rupiah(one.principal),
                    "arrears_service": Rupiah(one.service),
                    "months_overdue": one.months,
                    "class": one.class_,
                }
                for one in facts.groups
            ],
            "bookkeeping": None
            if kept is None
            else {"score": kept.score, "grade": kept.grade, "missed": self._missed(kept)},
            "findings": [
                {"code": one.code, "kind": one.kind, "amount": Rupiah(one.amount)} for one in facts.findings
            ],
            "follow_ups": [follow_up_data(one, self._on) for one in facts.follow_ups],
            "questions": self._questions(),
        }


def _short(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.01"))
