"""Where a user's files are when nothing else is said."""

import os
import sys
from pathlib import Path

_FOLDER = "upk-ledger"


def data_folder() -> Path:
    """The user's data folder for this program, by the custom of the operating system; it may not exist yet."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME", "")
        # The XDG rules say that a relative path counts for nothing.
        base = base if Path(base).is_absolute() else str(Path.home() / ".local" / "share")
    return Path(base) / _FOLDER


def default_book() -> str:
    """The book that is meant when neither `--buku` nor `UPK_BUKU` names one."""
    return str(data_folder() / "upk.db")


def fault_log() -> Path:
    """The file that receives the traces of the program's own faults."""
    return data_folder() / "upk-kesalahan.log"
