"""Writes files so that a reader finds the old one or the whole new one, never a part.

The new content goes to a temporary file beside the target, is synced, and takes the target's place. What the
system refuses is told as an error of ours: folder read-only, disk full, file open in Excel.
"""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, errno.EFBIG})
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_SQLITE = b"SQLite format 3\0"
"""What every book in a file begins with."""


def in_folder(path: Path, name: str) -> Path:
    """`path`; or the file `name` in it where it is a folder: one that is there, or a name without an ending."""
    return path / name if path.is_dir() or not path.suffix else path


def check_absent(path: Path) -> None:
    """Raise `FileExists` where there is something at `path` already."""
    if path.exists():
        raise errors.FileExists(str(path))


def check_writable(path: Path) -> None:
    """Raise what `replacing` would raise before it writes to `path`; its folder may still have to be made."""
    try:
        there = next(folder for folder in path.absolute().parents if folder.exists())
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise _told(error, path, preparing=True) from None


def write_file(path: Path, content: bytes | str) -> None:
    """Writes `content` (text as UTF-8) to `path`, whole or not at all; makes the folder where it is missing."""
    with replacing(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file open for writing that takes the place of `path` when the block ends without an error.

    A book is never replaced: `WouldReplaceBook`.
    """
    if _is_book(path):
        raise errors.WouldReplaceBook(str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise _told(error, path, preparing=True) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for the owner alone; a paper is as open as any other file of this person.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _told(error, path, preparing=False) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _is_book(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE
    return False


def _told(error: OSError, path: Path, *, preparing: bool) -> UpkError:
    if error.errno in _FULL:
        return errors.NoRoomForFile(str(path))
    if error.errno in _READ_ONLY:
        return errors.FolderReadOnly(str(path.parent)) if preparing else errors.FileInUse(str(path))
    return errors.CannotWrite(str(path), system_code(error))


def system_code(error: OSError) -> str:
    """The name of the system's refusal (EIO), the same in every language."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Makes the new name durable; Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
