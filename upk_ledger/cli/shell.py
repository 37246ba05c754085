"""What a command is given: the chosen book, office and actor, the output format, and the only clock."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.book import BookConflict

if TYPE_CHECKING:
    from upk_ledger.cli.output import Answer
    from upk_ledger.core.vouchers import Support
    from upk_ledger.store.desk import Desk
    from upk_ledger.store.session import WriteSession


_MORE_TRIES = 3
"""How often a command is done again that ran into others."""

_AS_OWNER = (
    "Buku wilayah ini dibuka sebagai pemilik basis data, yang tidak terikat pembatasan per UPK. Untuk pekerjaan"
    " sehari-hari masuklah dengan peran sendiri: upk wilayah peran tambah."
)


def utc_now() -> datetime:
    """The present moment: the one place where the program reads a clock."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Shell:
    """One run of one command. Tests give it a clock and a source of randomness of their own."""

    book: str | None = None
    office: str | None = None
    actor: str | None = None
    format: str = "tabel"
    yes: bool = False
    trial: bool = False
    writes: bool = False
    clock: Callable[[], datetime] = utc_now
    entropy: Callable[[int], bytes] = os.urandom
    support: "Support | None" = None
    """The papers of what is about to be booked, where they are told with it."""
    _supported: bool = field(default=False, init=False)
    _desk: "Desk | None" = field(default=None, init=False)
    _spoken: bool = field(default=False, init=False)

    def carry_out(self, work: Callable[[], object]) -> object:
        """Do the work of a command; what ran into the work of others is done again, whole, a few times.

        Not where something was printed, asked or kept by then: nobody is told or asked twice, nothing booked twice.
        """
        for _ in range(_MORE_TRIES):
            try:
                return work()
            except BookConflict:
                if self._spoken or (self._desk is not None and self._desk.book.kept):
                    raise
                self._desk = None
        return work()

    @property
    def location(self) -> str:
        """The book that is meant."""
        from upk_ledger.cli.places import default_book

        return self.book or default_book()

    def desk(self) -> "Desk":
        """The office's desk; the book is opened when it is first asked for."""
        if self._desk is None:
            from upk_ledger.actions.book import open_desk
            from upk_ledger.cli.office_kinds import check_kind, is_owners_work, wanted_kind

            desk = open_desk(
                self.location, self.office, self.actor, self.clock, self.entropy, kind=wanted_kind()
            )
            check_kind(desk)
            self._desk = desk
            if self.writes and desk.book.hosted and not desk.book.restricted and not is_owners_work():
                self.warn(_AS_OWNER)
        return self._desk

    def dated(self, on: date | None) -> date:
        """`on`, or today where none was typed; a date after today is accepted with a warning."""
        today = self.desk().today
        self.notice_future(on or today, today)
        return on or today

    def notice_future(self, on: date, today: date) -> None:
        """Warn of a date after today."""
        if on > today:
            from upk_ledger.bahasa.dates import long_date

            self.warn(f"Tanggal {long_date(on)} sesudah hari ini ({long_date(today)}).")

    @contextlib.contextmanager
    def working(self) -> Iterator["Desk"]:
        """The desk to write at: with `--coba` everything is taken back at the end."""
        desk = self.desk()
        self._supported, desk.finishing = False, None if self.support is None else self._tell_papers
        if not self.trial:
            yield desk
            return
        with desk.trial():
            yield desk
        self.tell("Percobaan: tidak ada yang dicatat.")

    def _tell_papers(self, session: "WriteSession") -> None:
        """Keep the papers that were told with an entry, in the entry's own transaction."""
        from upk_ledger.actions.vouchers import tell_booked  # most entries say nothing of their papers

        if self.support is not None:
            self._supported |= tell_booked(session, self.support)

    def only_once(self) -> None:
        """What comes next cannot be done again: a person is asked, a stream is read to its end."""
        self._spoken = True

    def show(self, answer: "Answer") -> None:
        """Print the command's answer in the format that was asked for."""
        from upk_ledger.cli.output import render

        if self.support is not None and self._supported:
            from upk_ledger.cli.postings import supported_answer

            answer = supported_answer(answer, self.support)
        elif self.support is not None:
            self.tell("Lampirannya tidak dicatat: tidak ada bukti baru. Pakai: upk jurnal lampiran BUKTI.")
        self._spoken = True
        click.echo(render(answer, self.format), nl=False)

    def tell(self, message: str) -> None:
        """A message beside the answer."""
        self._spoken = True
        click.echo(message, err=True)

    def warn(self, message: str) -> None:
        """A warning beside the answer."""
        self.tell(f"Peringatan: {message}")

    def caution(self, warnings: Sequence[str], question: str) -> None:
        """Warn before something is done; a person at the terminal is asked whether to do it all the same."""
        for warning in warnings:
            self.warn(warning)
        if warnings and interactive() and not self.trial:
            self.confirm(question)

    def confirm(self, question: str) -> None:
        """Ask for consent, which `--ya` gives beforehand; without a terminal nothing is asked."""
        if self.yes:
            return
        if not interactive():
            raise click.UsageError(f"{question} Ulangi dengan --ya untuk menyetujui.")
        self._spoken = True
        reply = click.prompt(f"{question} [y/T]", default="", show_default=False, err=True)
        if reply.strip().lower() not in {"y", "ya"}:
            raise click.Abort

    def complete(
        self,
        given: Mapping[str, str | None],
        questions: Mapping[str, str],
        checks: Mapping[str, Callable[[str], object]],
    ) -> dict[str, str]:
        """`given` by option, with what is missing asked for; without a terminal the missing options are named.

        A typed answer that its check refuses is asked for again.
        """
        missing = [option for option, value in given.items() if not (value and value.strip())]
        if missing and not interactive():
            raise click.UsageError("Belum ada pilihan " + ", ".join(missing) + ".")
        answers = {option: value.strip() for option, value in given.items() if value}
        for option in missing:
            answers[option] = ask(questions[option], checks.get(option, str))
        return answers


def ask(
    question: str, check: Callable[[str], object], default: str | None = None, *, hidden: bool = False
) -> str:
    """An answer typed at the terminal (`hidden`: unseen); what `check` refuses is told, and asked for again."""

    def checked(typed: str) -> str:
        try:
            check(typed)
        except UpkError as error:
            from upk_ledger.bahasa.sentences import sentence

            raise click.UsageError(sentence(error)) from None
        return typed.strip()

    if context := click.get_current_context(silent=True):
        context.ensure_object(Shell).only_once()
    return str(click.prompt(question, default=default, value_proc=checked, hide_input=hidden, err=True))


def interactive() -> bool:
    """Whether a person sits at the other end of stdin."""
    return sys.stdin is not None and sys.stdin.isatty()
