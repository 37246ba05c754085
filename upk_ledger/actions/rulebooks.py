"""The rulebooks of an office: those it adopted, those that travel with the program, and adopting another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from upk_ledger.actions.approvals import approve
from upk_ledger.actions.book import rulebook_text
from upk_ledger.core.errors.exchange import FileUnreadable, SourceMissing
from upk_ledger.core.errors.rulebooks import RulebookInForce, RulebookNotToml
from upk_ledger.core.rulebooks import Rulebook, parse_rulebook
from upk_ledger.exchange.files import in_folder, system_code, write_file
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import Adoption, adopt_rulebook, adoptions, rulebook_at
from upk_ledger.store.posting import check_open
from upk_ledger.store.records import text_of
from upk_ledger.store.rules import as_shipped


@dataclass(frozen=True, slots=True)
class RulebookView:
    """A rulebook with its text; `adoption` where this office adopted it, and why; `current` if it holds on the day."""

    rules: Rulebook
    text: str
    shipped: bool
    """Whether it says what the program's own one of its code says."""
    adoption: Adoption | None = None
    reason: str = ""
    current: bool = False


def list_rulebooks(desk: Desk, on: date) -> list[RulebookView]:
    """The rulebooks that the office adopted, in order of recording."""
    with desk.read() as session:
        known = adoptions(session)
        current = _current(known, on)
        return [
            _view(each.text, each, text_of(session, each.record), current=each == current) for each in known
        ]


def view_rulebook(desk: Desk, code: str | None, on: date) -> RulebookView:
    """The rulebook that holds on a day; of a code, the newest that was adopted, else the program's own.

    Raises `UnknownRulebook`.
    """
    known = list_rulebooks(desk, on)
    if code is None:
        return next(view for view in known if view.current)
    adopted = [view for view in known if view.rules.code == code]
    return adopted[-1] if adopted else _view(rulebook_text(code))


def export_rulebook(seen: RulebookView, path: Path) -> Path:
    """Write a rulebook's text to a file to be edited; see `exchange.files.replacing` for the refusals."""
    target = in_folder(path, f"{seen.rules.code}.toml")
    write_file(target, seen.text)
    return target


def use_rulebook(
    desk: Desk, code_or_file: str, since: date, *, reason: str = "", codes: Sequence[str] = ()
) -> RulebookView:
    """Work by another rulebook from a day on: one of the program's by its code, or an edited file.

    Loans keep the one under which they were applied for. Raises `UnknownRulebook`, `SourceMissing`, the errors of a
    rulebook's text, `RulebookInForce`, `BeforeBookStart`, `MonthClosed`, and what `approve` raises.
    """
    words = _text(code_or_file)
    rules = parse_rulebook(words)
    with desk.write() as session:
        check_open(session, since)
        if rulebook_at(session, since)[1] == words:
            raise RulebookInForce(rules.code, since)
        noted = approve(session, "aturan", f"{rules.code} {since}", codes, since)
        adopt_rulebook(session, rules.code, words, since, reason, noted)
        return _view(words, adoptions(session)[-1], reason, current=since <= desk.today)


def _text(code_or_file: str) -> str:
    path = Path(code_or_file)
    if not path.is_file():
        if path.suffix == ".toml":
            raise SourceMissing(code_or_file)
        return rulebook_text(code_or_file)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RulebookNotToml(str(error)) from None
    except OSError as error:
        raise FileUnreadable(system_code(error)) from None


def _view(
    words: str, adoption: Adoption | None = None, reason: str = "", *, current: bool = False
) -> RulebookView:
    rules = parse_rulebook(words)
    return RulebookView(rules, words, as_shipped(rules), adoption, reason, current)


def _current(known: Sequence[Adoption], on: date) -> Adoption:
    """The newest that is valid by a day, as `rulebook_at` has it; before them all the first."""
    valid = [each for each in known if each.valid_from <= on]
    return valid[-1] if valid else known[0]
