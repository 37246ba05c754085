import ast
import re
from pathlib import Path

import click
import pytest

import upk_ledger
from upk_ledger.cli.branches import Branch
from upk_ledger.cli.lazy import names_of
from upk_ledger.cli.main import upk
from upk_ledger.cli.registry import COMMANDS

PATHS = names_of(COMMANDS)
MENTIONED = re.compile(r"(?<![-\w])upk((?: [a-z][a-z-]+)+)")


def loaded(path):
    found = upk
    for name in path:
        found = found.get_command(click.Context(upk), name)
    return found


def exists(words):
    """Whether the words begin with a command, or are a group, or a group within another."""
    found = COMMANDS
    for word in words:
        if not isinstance(found, Branch):
            break
        found = found.commands.get(word)
    return found is not None


def texts(source):
    """What the program may say: its string constants; names of code are none."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_has_help_with_an_example_of_itself(path):
    command = loaded(path)
    assert command.help
    assert command.help.rstrip().endswith(".")
    examples = [line.strip() for line in command.epilog.splitlines() if line.strip().startswith("upk ")]
    # An alias shows the examples of the command that it stands for.
    own = " ".join(path)
    assert any(own in example for example in examples)
    options = {name for parameter in command.params for name in parameter.opts}
    assert {"--format", "--ya"} <= options
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_examples_can_be_parsed(path):
    command = loaded(path)
    options = {name for parameter in command.params for name in parameter.opts}
    for line in command.epilog.splitlines():
        words = line.split()
        if words[:1] == ["upk"] and words[1 : 1 + len(path)] == list(path):
            assert {word for word in words if word.startswith("--") and word != "--"} <= options, line


def test_commands_that_texts_mention_exist():
    wrong = [
        f"{source.name}: {found[0]}"
        for source in sorted(Path(upk_ledger.__file__).parent.rglob("*.py"))
        for text in texts(source)
        for found in MENTIONED.finditer(" ".join(text.split()))
        if not exists(found[1].split())
    ]
    assert wrong == []
