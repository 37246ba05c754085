"""A new file is written beside its place and put there whole, never over another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from upk_ledger.core.errors.book import BookExists


def draft_beside(path: Path) -> Path:
    """An empty file of a name of its own in the folder of `path`, which is made if need be."""
    if path.exists():
        raise BookExists(str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(suffix=".baru", prefix=f"{path.name}.", dir=path.parent)
    os.close(handle)
    return Path(name)


def place(draft: Path, path: Path) -> None:
    """Give the draft its name; `BookExists` where another took it meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise BookExists(str(path)) from None
    except OSError:  # a disk without hard links (FAT): no other way than to look first
        if path.exists():
            raise BookExists(str(path)) from None
        draft.rename(path)
    else:
        draft.unlink()


@contextmanager
def discarding(draft: Path | None) -> Iterator[None]:
    """Take the draft away again if the work on it fails."""
    try:
        yield
    except BaseException:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise
