"""The audit of closed years and their surplus: closings, allocations, payments and corrections have their entries."""

from itertools import groupby

from upk_ledger.store.accounts import the_account
from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_FACTS = {
    "penutup": "SELECT entry FROM year_closing WHERE office_id = :office AND entry IS NOT NULL",
    "alokasi-laba": "SELECT entry FROM allocation WHERE office_id = :office",
    "bayar-alokasi": "SELECT entry FROM allocation_payment WHERE office_id = :office",
    "tahun-lalu": "SELECT entry FROM prior_year_entry WHERE office_id = :office",
}
"""The entries that facts name, by the kind that these have to be of."""

_OF_KINDS = (
    "SELECT record, kind, series, month, number FROM journal_entry WHERE office_id = :office"
    " AND kind IN ('penutup', 'alokasi-laba', 'bayar-alokasi', 'tahun-lalu') ORDER BY record"
)
_ALLOCATED = (
    "SELECT entry, account_code, sum(amount) FROM allocation WHERE office_id = :office"
    " GROUP BY entry, account_code"
)
_PAID = (
    "SELECT p.entry, l.account_code, sum(p.amount) FROM allocation_payment AS p"
    " JOIN journal_line AS l ON l.office_id = p.office_id AND l.entry = p.entry AND l.debit > 0"
    " WHERE p.office_id = :office GROUP BY p.entry, l.account_code"
)
_LINES = (
    "SELECT e.record, l.account_code, sum(l.credit - l.debit) FROM journal_entry AS e"
    " JOIN journal_line AS l ON l.office_id = e.office_id AND l.entry = e.record"
    " WHERE e.office_id = :office AND e.kind = '{kind}' GROUP BY e.record, l.account_code"
)
_ALL = (
    "SELECT office_id, entry, year, purpose, amount FROM allocation UNION ALL"
    " SELECT office_id, entry, year, purpose, -amount FROM allocation_payment"
)
_OWED = (
    "SELECT year, purpose, entry_date, sum(amount) FROM ("
    f"SELECT f.year, f.purpose, e.entry_date, f.amount FROM ({_ALL}) AS f JOIN journal_entry AS e"
    " ON e.office_id = f.office_id AND e.record = f.entry WHERE f.office_id = :office AND f.year > 0 UNION ALL"
    f" SELECT f.year, f.purpose, e.entry_date, -f.amount FROM ({_ALL}) AS f JOIN journal_entry AS e"
    " ON e.office_id = f.office_id AND e.reverses = f.entry WHERE f.office_id = :office AND f.year > 0) AS moved"
    " GROUP BY year, purpose, entry_date ORDER BY year, purpose, entry_date"
)
_YEARS = (
    "SELECT f.year, count(DISTINCT f.entry) FROM allocation AS f WHERE f.office_id = :office AND NOT EXISTS (SELECT 1"
    " FROM journal_entry AS c WHERE c.office_id = :office AND c.reverses = f.entry) GROUP BY f.year"
)


def audit_surplus(session: ReadSession, findings: Findings) -> None:
    """Name entries of these kinds without their fact, facts without their entry, what differs, what is overpaid."""
    told: dict[int, tuple[str, str]] = {
        row[0]: (row[1], voucher_number(*row[2:5])) for row in driver_rows(session, _OF_KINDS)
    }
    named = {kind: {row[0] for row in driver_rows(session, query)} for kind, query in _FACTS.items()}
    for record, (kind, voucher) in told.items():
        if record not in named[kind]:
            findings.add("bukti-tanpa-catatan", voucher, kind=kind)
    for kind, records in named.items():
        for record in sorted(records):
            if told.get(record, ("", ""))[0] != kind:
                findings.add("catatan-tanpa-bukti", f"catatan {record}", kind=kind)
    _compare(session, findings, told)
    _overpaid(session, findings)
    for year, count in driver_rows(session, _YEARS):
        if count > 1:
            findings.add("laba-dibagi-ganda", str(year))


def _compare(session: ReadSession, findings: Findings, told: dict[int, tuple[str, str]]) -> None:
    """The lines of allocations and payments are what their facts say."""
    source = the_account(session, "laba-ditahan").code if told else ""
    for kind, query in (("alokasi-laba", _ALLOCATED), ("bayar-alokasi", _PAID)):
        said: dict[int, dict[str, int]] = {}
        for entry, account, amount in driver_rows(session, query):
            said.setdefault(entry, {})[account] = int(amount)
        found: dict[int, dict[str, int]] = {}
        for entry, account, amount in driver_rows(session, _LINES.format(kind=kind)):
            found.setdefault(entry, {})[account] = int(amount)
        for entry in sorted(said.keys() & found.keys()):
            total = sum(said[entry].values())
            if kind == "alokasi-laba":
                right = said[entry] | {source: said[entry].get(source, 0) - total}
                same = {a: n for a, n in right.items() if n} == found[entry]
            else:
                same = sorted(found[entry].values()) == [-total, total]
            if not same:
                findings.add("alokasi-beda", told[entry][1])


def _overpaid(session: ReadSession, findings: Findings) -> None:
    """Of no purpose more is paid on any day than was allocated to it."""
    for (year, purpose), moves in groupby(driver_rows(session, _OWED), key=lambda row: (row[0], row[1])):
        left = 0
        for _, _, day, moved in moves:
            left += int(moved)
            if left < 0:
                findings.add("alokasi-kurang", f"{purpose} ({year})", on=day, missing=-left)
                break
