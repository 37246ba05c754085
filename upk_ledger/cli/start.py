"""The console's way in: Ctrl-C ends the program with its own status also while it is read in, and when it is done."""

import gc
import signal
import sys

INTERRUPTED = 130

_BETWEEN_COLLECTIONS = 50_000
"""So many more objects before the collector looks: reading in a command makes some ten thousand, and all are kept."""


def run() -> None:
    """The `upk` of the console."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    try:
        from upk_ledger.cli.main import upk

        upk.main()
    except KeyboardInterrupt:  # before or after the part of the program that answers it in words
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left is the interpreter's own tidying up
