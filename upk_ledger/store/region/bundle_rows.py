"""What of a UPK's book travels in a bundle, table by table, and what stays at home.

Bodies of records travel whole, or nobody could check the chain: they hold codes, amounts, days and digests. Names,
NIK, addresses, phones and incomes of members are in no body, and their tables stay at home; so do the texts in which
somebody writes about borrowers.
"""

from dataclasses import dataclass

from sqlalchemy import Table

from upk_ledger.core.region.bundles import Rows
from upk_ledger.store.session import ReadSession
from upk_ledger.store.tables import metadata

TOLD = frozenset({
    "jurnal", "tutup", "buka", "tutup-tahun", "aturan", "akun", "nama", "pengurus", "pengaturan", "produk",
    "lampiran", "opname", "rekening-koran", "cocok-bank", "rekonsiliasi", "uang-muka", "tanggung-uang-muka",
    "aset", "pelepasan-aset", "anggaran", "alokasi-laba", "bagian-laba", "bayar-alokasi", "tahun-lalu",
    "pengesahan", "laporan-pengawas", "catatan-laporan", "dana", "dana-termin", "dana-rab", "dana-kemajuan",
    "dana-swadaya", "dana-mutasi", "dana-tutup", "mitra", "mitra-jadwal", "kunci-kirim", "kunci-penerima",
    "kirim",
})  # fmt: skip
"""Kinds of records whose free text is of the bookkeeping: it travels."""

KEPT = frozenset({
    "mulai", "ksm", "anggota", "ubah-anggota", "pengecualian", "pengajuan", "putusan", "pinjaman",
    "putusan-anggota", "alih-anggota", "keanggotaan", "pelatihan", "hubungan", "berkas", "kunjungan", "surat",
    "hapus-buku", "hapus-tagih", "reward", "kartu-kode", "kartu-cabut", "persetujuan", "opname-pecahan",
    "baris-rekening-koran", "koreksi-bank", "sisa-rekonsiliasi", "peta-bank", "dana-nama", "dana-pinjaman",
    "libur",
})  # fmt: skip
"""Kinds whose free text may be about a borrower or somebody who paid in, or that have none: it stays at home."""

SENT = frozenset({
    "office", "record", "record_text", "rulebook_text", "rulebook_adoption", "officer", "account", "naming",
    "fund", "asset", "exception_item", "borrower_group", "member", "membership", "loan", "loan_share",
    "loan_stage", "loan_schedule", "installment", "installment_share", "loan_movement", "member_movement",
    "recovery", "journal_entry", "journal_line", "period_event", "period_balance", "period_loan",
    "office_month", "setting", "holiday", "product", "training", "relation", "loan_paper", "visit",
    "decision_member", "share_transfer", "membership_change", "letter", "write_off", "claim_end", "reward",
    "approval_code", "approval_end", "approval_use", "voucher_support", "cash_count", "cash_count_piece",
    "cash_advance", "advance_settlement", "bank_mapping", "bank_statement", "bank_statement_line", "bank_match",
    "bank_correction", "bank_reconciliation", "bank_open_item", "asset_terms", "asset_disposal", "budget",
    "year_closing", "prior_year_entry", "allocation_share", "allocation", "allocation_payment", "ratification",
    "supervisor_report", "report_note", "fund_name", "fund_terms", "fund_instalment", "fund_budget",
    "fund_progress", "fund_contribution", "fund_movement", "fund_end", "partner_fund", "partner_due",
    "loan_fund", "bundle_key", "recipient_key", "bundle_sent",
})  # fmt: skip
"""Tables whose rows travel, whole but for the columns below; what an office has of the others stays at home."""

HOME = frozenset({
    "member_person", "loan_income", "secret_key", "replica", "waiting_bundle", "sealed_identities",
    "office_role", "regional_upk", "regional_board", "village_profile", "eligibility_answer", "misuse_case",
    "reported_figure", "bundle_receipt", "known_key", "coaching_visit", "follow_up", "regional_letter",
    "office_move", "regional_role", "restored_book",
})  # fmt: skip
"""Tables that stay at home: persons, incomes, secrets, and the work of the region, which is in no chain of a UPK."""

BLANK = {
    "office": frozenset({"code"}),
    "borrower_group": frozenset({"address"}),
    "journal_entry": frozenset({"content"}),
}
"""Columns that stay at home: an address, what only this book calls the office, and what no digest proves."""


@dataclass(frozen=True, slots=True)
class Travel:
    """How a table travels: its columns, and the rows `first` to `last` brought in, as a query."""

    columns: tuple[str, ...]
    query: str


def _named(kind: str) -> str:
    """The accounts or groups that a record of the range named, each under its newest name by the range's end."""
    return (
        "JOIN naming AS n ON n.office_id = t.office_id AND n.code = t.code JOIN (SELECT code, max(record) AS record"
        f" FROM naming WHERE office_id = :office AND kind = '{kind}' AND record BETWEEN :first AND :last GROUP BY code)"
        f" AS newest ON newest.code = n.code AND newest.record = n.record AND n.kind = '{kind}'"
        " WHERE t.office_id = :office"
    )


def _told_by(table: str, on: str) -> str:
    """The rows that belong to rows of another table, which have records."""
    return (
        f"JOIN {table} AS p ON p.office_id = t.office_id AND {on}"
        " WHERE t.office_id = :office AND p.record BETWEEN :first AND :last"
    )


_SCHEDULE = _told_by("loan_schedule", "p.loan_number = t.loan_number AND p.version = t.version")
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(TOLD))
_RANGES = {
    "office": "WHERE t.office_id = :office AND :first <= :last",
    "record": "WHERE t.office_id = :office AND t.number BETWEEN :first AND :last",
    "journal_line": "WHERE t.office_id = :office AND t.entry BETWEEN :first AND :last",
    "record_text": (
        "JOIN record AS r ON r.office_id = t.office_id AND r.number = t.record"
        f" WHERE t.office_id = :office AND t.record BETWEEN :first AND :last AND r.kind IN ({_KINDS})"
    ),
    "account": _named("akun"),
    "borrower_group": _named("ksm"),
    "membership": _told_by("member", "p.group_code = t.group_code AND p.code = t.code"),
    "installment": _SCHEDULE,
    "installment_share": _SCHEDULE,
    "fund": (
        "LEFT JOIN fund_name AS p ON p.office_id = t.office_id AND p.fund_code = t.code"
        " WHERE t.office_id = :office AND coalesce(p.record, 1) BETWEEN :first AND :last"
    ),
    "asset": (
        "JOIN (SELECT asset_code, min(record) AS record FROM asset_terms WHERE office_id = :office GROUP BY asset_code)"
        " AS p ON p.asset_code = t.code WHERE t.office_id = :office AND p.record BETWEEN :first AND :last"
    ),
    "rulebook_text": (
        "WHERE t.digest IN (SELECT digest FROM rulebook_adoption WHERE office_id = :office"
        " AND record BETWEEN :first AND :last)"
    ),
}
"""How the rows of a range are found where the table has no `record` of its own; a name comes with its own record."""


def _travel(table: Table) -> Travel:
    blank = {"office_id"} | BLANK.get(table.name, frozenset())
    columns = tuple(column.name for column in table.columns if column.name not in blank)
    order = ", ".join(f"t.{column.name}" for column in table.primary_key if column.name != "office_id")
    where = _RANGES.get(table.name, "WHERE t.office_id = :office AND t.record BETWEEN :first AND :last")
    listed = ", ".join(
        "n.name" if name == "name" and "naming AS n" in where else f"t.{name}" for name in columns
    )
    by = f" ORDER BY {order}" if order else ""
    return Travel(columns, f"SELECT {listed} FROM {table.name} AS t {where}{by}")


TRAVELS = {table.name: _travel(table) for table in metadata.sorted_tables if table.name in SENT}
"""Every table that travels, those that others refer to first; a table without rows is left out of the bundle."""


def rows_between(session: ReadSession, first: int, last: int) -> dict[str, Rows]:
    """What the records `first` to `last` say, by table: one question each, however long the history is."""
    found = {
        name: Rows(travel.columns, [list(row) for row in session.all(travel.query, first=first, last=last)])
        for name, travel in TRAVELS.items()
    }
    return {name: rows for name, rows in found.items() if rows.rows}


def identities(session: ReadSession) -> list[list[str]]:
    """Group, code and NIK of every member whose NIK is known: to be sealed, never to travel as they are."""
    rows = session.all(
        "SELECT group_code, code, nik FROM member_person WHERE office_id = :office AND nik IS NOT NULL AND nik <> ''"
        " ORDER BY group_code, code"
    )
    return [list(row) for row in rows]
