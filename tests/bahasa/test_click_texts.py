import ast
import subprocess
import sys
from pathlib import Path
from string import Formatter

import click
import pytest

from upk_ledger.bahasa import click_texts

FOR_PROGRAMMERS = {
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass '--{name}'?",
}


def texts_of_click():
    """Every text that the installed Click looks up, as (plain, with plural)."""
    plain, plural = set(), set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and isinstance(node.args[0] if node.args else None, ast.Constant)
            ):
                if node.func.id == "_":
                    plain.add(node.args[0].value)
                elif node.func.id == "ngettext":
                    plural.add(node.args[0].value)
    return plain, plural


def test_the_catalogue_has_exactly_the_texts_of_click():
    plain, plural = texts_of_click()
    assert set(click_texts.TEXTS) == plain - FOR_PROGRAMMERS | {"required"}
    assert set(click_texts.PLURALS) == plural


@pytest.mark.parametrize(("english", "indonesian"), click_texts.TEXTS.items())
def test_a_translation_keeps_the_placeholders(english, indonesian):
    def names(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert names(indonesian) == names(english)


def test_click_speaks_indonesian_only_after_it_was_told_to():
    program = """
import click, gettext
from upk_ledger.bahasa import click_texts
error = click.NoSuchOption("--x", possibilities=["--xy"])
print(error.format_message())
click_texts.install()
error = click.NoSuchOption("--x", possibilities=["--xy"])
print(error.format_message())
print(gettext.gettext("Aborted!"))
"""
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines() == [
        "No such option '--x'. Did you mean '--xy'?",
        "Tidak ada pilihan '--x'. Mungkin maksud Anda: '--xy'",
        "Aborted!",
    ]
