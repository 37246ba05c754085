"""What becomes of an exception: its sentence, its place and its exit status (contract section 1)."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from upk_ledger.cli.places import fault_log
from upk_ledger.cli.shell import utc_now
from upk_ledger.core.errors.base import UpkError

REFUSED = 1
USAGE = 2
FAULT = 70
INTERRUPTED = 130


def guarded(work: Callable[[], object], arguments: Sequence[str]) -> int:
    """Do `work` and answer with the exit status; `arguments` say whether errors are wanted as JSON."""
    as_json = wants_json(arguments)
    try:
        return _answered(work, as_json)
    except Exception as fault:  # noqa: BLE001 (the last line of defence: no traceback reaches the user)
        return _tell(FAULT, "program-fault", _logged(fault, arguments), as_json)


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether the command line asks for JSON, as far as that can be seen before it is parsed."""
    chosen = ""
    for before, word in zip(("", *arguments), arguments, strict=False):
        if word.startswith("--format="):
            chosen = word.removeprefix("--format=")
        elif before == "--format":
            chosen = word
    return chosen.casefold() == "json"


def _answered(work: Callable[[], object], as_json: bool) -> int:
    try:
        status = work()
        sys.stdout.flush()
    except UpkError as error:
        from upk_ledger.bahasa.sentences import sentence

        return _tell(error.status, type(error).code, sentence(error), as_json)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.UsageError as error:
        return _misused(error, as_json)
    except click.ClickException as error:
        return _tell(REFUSED, "refused", error.format_message(), as_json)
    except (click.Abort, KeyboardInterrupt):
        return _tell(INTERRUPTED, "interrupted", "Dihentikan.", as_json)
    except BrokenPipeError:
        # Who reads us has seen enough (`upk ... | head`). What is still buffered must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status if isinstance(status, int) else 0


def _misused(error: click.UsageError, as_json: bool) -> int:
    if error.ctx and not as_json:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Petunjuk: {error.ctx.command_path} --help\n", err=True)
    return _tell(USAGE, "usage", error.format_message(), as_json)


def _tell(status: int, code: str, message: str, as_json: bool) -> int:
    click.echo(message, err=True)
    if as_json:
        from upk_ledger.cli.output import to_json

        click.echo(to_json({"error": {"code": code, "message": message}}))
    return status


def _logged(fault: Exception, arguments: Sequence[str]) -> str:
    import tempfile
    import traceback

    trace = _without_passwords("".join(traceback.format_exception(fault)), arguments)
    told = f"{utc_now().isoformat()} {_command_name(arguments)}\n{trace}\n"
    where = _written(fault_log(), told) or _written(Path(tempfile.gettempdir()) / fault_log().name, told)
    kept = f'Rinciannya ada di "{where}"; kirimkan berkas itu kepada pembuat program.' if where else trace
    return f"Ada kesalahan dalam program ini ({type(fault).__name__}). {kept}"


def _command_name(arguments: Sequence[str]) -> str:
    """The command's words alone: what is typed behind them may be personal, or hold a password."""
    from upk_ledger.cli.branches import Branch, Entry
    from upk_ledger.cli.registry import COMMANDS

    place: Branch | Entry = COMMANDS
    words = []
    for word in arguments:
        if isinstance(place, Branch) and word in place.commands:
            words.append(word)
            place = place.commands[word]
    return " ".join(words)


def _without_passwords(trace: str, arguments: Sequence[str]) -> str:
    """The trace without the password of a database that was named."""
    for location in (*arguments, os.environ.get("UPK_BUKU", "")):
        owner, _, _ = location.partition("://")[2].rpartition("@")
        password = owner.partition(":")[2]
        if password:
            trace = trace.replace(password, "***")
    return trace


def _written(path: Path, told: str) -> Path | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(told)
    except OSError:
        return None
    return path
