"""The forms of UPK without the program: made for a month, and read back as what the UPK say of themselves."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.region_blanko import FormWords, form_words, replaced_words
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault, ImportFaults
from upk_ledger.core.errors.periods import MonthBeforeStart
from upk_ledger.core.errors.region_blanko import MonthInBook, MonthNotOver, NoUpkByForm
from upk_ledger.core.errors.region_forms import FormReplaced
from upk_ledger.core.periods import closing_deadline
from upk_ledger.core.region.members import ACTIVE, RegionUpk
from upk_ledger.core.region.registers import Registered
from upk_ledger.core.region.self_reported import Line, completed, contradictions
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.exchange.region_blanko import FilledForm, read_forms, write_forms
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.members import members_of
from upk_ledger.store.region.registers import find_upk, registrations
from upk_ledger.store.region.reported import form_known, in_book, newest_figures, put_figures
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at


class FormTaken(NamedTuple):
    """A form that was read: `what` is baru, diganti or tetap; `figures` in sen and counts, with what follows.

    `replaced` are the figures that other ones took the place of, in words.
    """

    upk: str
    name: str
    month: Month
    what: str
    figures: dict[str, int]
    replaced: tuple[str, ...] = ()


class Forms(NamedTuple):
    """A workbook of forms, and whose."""

    upk: tuple[Registered, ...]
    content: bytes


def make_forms(desk: Desk, codes: Sequence[str], month: Month, *, apart: bool = False) -> list[Forms]:
    """The forms of a month: of the UPK named, or of all that report by form; one workbook, or one for each.

    Raises `UnknownUpk`, `NoUpkByForm`, and `MonthInBook` for a named UPK whose book covers the month.
    """
    with desk.read() as session:
        chosen = chosen_upk(session, codes, month)
        rules, words = rules_at(session, month.last), _words(session, month)
        region = session.desk.office.name
    made = []
    for group in [(one,) for one in chosen] if apart else [tuple(chosen)]:
        content = BytesIO()
        write_forms(content, words, group, rules, region)
        made.append(Forms(group, content.getvalue()))
    return made


def chosen_upk(session: ReadSession, codes: Sequence[str], month: Month) -> list[Registered]:
    """The UPK that a form is made for; see `make_forms`."""
    known, members = registrations(session), members_of(session)
    if not codes:
        found = [one for one in known.values() if one.reporting == "blanko" and one.status == ACTIVE]
        if not found:
            raise NoUpkByForm
        return sorted(found, key=lambda one: one.code)
    wanted = [find_upk(session, code, members) for code in dict.fromkeys(codes)]
    for upk in wanted:
        if in_book(session, upk, month):
            raise MonthInBook(upk.code, upk.name, month)
    return [known[upk.code] for upk in wanted]


def _words(session: ReadSession, month: Month) -> FormWords:
    rules = rules_at(session, month.last)
    day = closing_deadline(month, int(setting_at(session, "hari-lapor-wilayah", month.next().first)))
    return form_words(
        month, rules, f"Kembalikan kepada {session.desk.office.name} paling lambat {long_date(day)}."
    )


def read_blanko(desk: Desk, name: str, content: bytes, *, again: bool = False) -> list[FormTaken]:
    """Read a workbook of filled-in forms and record what the UPK reported, all of it or nothing.

    The same figures again change nothing; others take the place of those before, as a new record. Raises
    `ImportFaults` with every fault by sheet and cell, and unless `again` `FormReplaced` for a file that was received
    before the figures that stand now.
    """
    with desk.write() as session:

        def labels(month: Month) -> list[tuple[Line, str]]:
            lines = form_words(month, rules_at(session, month.last), "").lines
            return [(one.line, one.label) for one in lines]

        forms = read_forms(name, content, labels)
        members, faults = members_of(session), []
        taken = []
        for form in forms:
            try:
                upk = find_upk(session, form.upk, members)
            except UpkError as error:
                faults.append(Fault(form.label, 3, "C", error))
                continue
            rules = rules_at(session, form.month.last)
            found = _contradicting(session, form, upk, rules)
            faults += found
            if not found:
                taken.append((upk, form, completed(form.figures, form.month, rules)))
        if faults:
            raise ImportFaults(tuple(faults), of_form=True)
        digest = sha256(content).hexdigest()
        answers = []
        for upk, form, figures in taken:
            before = newest_figures(session, upk.code, form.month)
            what = "baru" if not before else "tetap" if before == figures else "diganti"
            if what == "diganti" and not again and form_known(session, upk.code, form.month, digest):
                raise FormReplaced(name, upk.code, form.month)
            if what != "tetap":
                put_figures(session, upk.code, form.month, figures, digest)
            lines = _words(session, form.month).lines if what == "diganti" else ()
            replaced = tuple(replaced_words(lines, before, figures))
            answers.append(FormTaken(upk.code, upk.name, form.month, what, figures, replaced))
    return answers


def _contradicting(session: ReadSession, form: FilledForm, upk: RegionUpk, rules: Rulebook) -> list[Fault]:
    """Every fault of a form that could be read: figures that cannot be true together, a month that a book tells of."""
    found = [
        Fault(form.label, form.rows[name], "C", error) for name, error in contradictions(form.figures, rules)
    ]
    start = session.desk.office.start
    if form.month.last < start:
        found.append(Fault(form.label, 7, "C", MonthBeforeStart(form.month, start)))
    if form.month.last > session.desk.today:
        found.append(Fault(form.label, 7, "C", MonthNotOver(form.month, session.desk.today)))
    if in_book(session, upk, form.month):
        found.append(Fault(form.label, None, None, MonthInBook(upk.code, upk.name, form.month)))
    return found
