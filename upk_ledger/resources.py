"""Finds the data that travels with the program, installed or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder `migrations`, `reports`, `charts`, `rulebooks` or `limits` of this installation."""
    if name in {"charts", "rulebooks", "limits"}:
        return _PACKAGE / name
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name
