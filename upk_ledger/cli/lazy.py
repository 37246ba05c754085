"""A Click group that knows its commands by the registry and imports one only when it runs."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from upk_ledger.cli.branches import Branch


class LazyGroup(click.Group):
    """A branch of the registry as a Click group."""

    def __init__(self, name: str, branch: Branch, **settings: Any) -> None:
        super().__init__(
            name,
            help=branch.summary,
            options_metavar="[PILIHAN]",
            subcommand_metavar="PERINTAH [ISIAN]...",
            **settings,
        )
        self.branch = branch

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (Click's signature)
        """Names in the order of the registry."""
        return list(self.branch.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now; a branch costs nothing."""
        found = self.branch.commands.get(cmd_name)
        if found is None:
            return None
        if isinstance(found, Branch):
            return LazyGroup(cmd_name, found)
        module, _, place = found.target.partition(":")
        attribute, _, key = place.partition(".")
        command = getattr(import_module(f"upk_ledger.cli.{module}"), attribute)
        command = command[key] if key else command
        if not isinstance(command, click.Command):
            raise TypeError(found.target)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does, but an unknown name is compared with the names of the registry."""
        name = args[0]
        if name not in self.branch.commands and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.NoSuchCommand(name, possibilities=self.list_commands(ctx), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the registry, in its order."""
        with formatter.section("Perintah"):
            formatter.write_dl([(name, found.summary) for name, found in self.branch.commands.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[Any]]:
        """Complete names from the registry, then options."""
        names = [
            CompletionItem(name, help=found.summary)
            for name, found in self.branch.commands.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


def names_of(branch: Branch, above: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """The path of every command below `branch`, for those who look at all of them."""
    paths: list[tuple[str, ...]] = []
    for name, found in branch.commands.items():
        path = (*above, name)
        paths += names_of(found, path) if isinstance(found, Branch) else [path]
    return paths
