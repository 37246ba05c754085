"""Facts of the office's work, one table each: what a record of that kind says is exactly its rows.

Each table is declared once, here, with the kind of its records; adding, chaining and auditing them is the same for
all (`store/facts.py`).
"""

from sqlalchemy import Index, Table, UniqueConstraint
from sqlalchemy.sql.schema import SchemaItem

from upk_ledger.store.tables.base import office_table, reference, sen, text, whole

TABLES: dict[str, Table] = {}
"""The table of each kind of fact."""


def _fact(kind: str, name: str, *items: SchemaItem) -> Table:
    """A table of facts: its rows are lines of a record of this kind."""
    made = office_table(
        name,
        "record line",
        whole("record"),
        whole("line"),
        *items,
        reference("record", "record", remote="number"),
    )
    TABLES[kind] = made
    return made


def _loan() -> tuple[SchemaItem, ...]:
    return (
        text("loan_number"),
        reference("loan_number", "loan", remote="number"),
        Index(None, "office_id", "loan_number", "record"),
    )


def _member() -> tuple[SchemaItem, ...]:
    return (
        text("group_code"),
        text("member_code"),
        reference("group_code member_code", "member", remote="group_code code"),
    )


setting = _fact("pengaturan", "setting", text("name"), text("value"), text("valid_from"))
"""How this office works: a named choice, from a day on."""

holiday = _fact("libur", "holiday", text("day"), text("name"))
"""The days on which nothing is paid in; the newest list of the office counts."""

product = _fact(
    "produk", "product", text("code"), text("name"), text("valid_from"), text("terms"), text("status")
)
"""A loan product: its terms as canonical JSON; `status` is buka or tutup. The newest of a code counts."""

training = _fact("pelatihan", "training", *_member(), text("on_date"), text("topic"), text("status"))
"""A member took part in a training; `status` is ikut or batal."""

relation = _fact(
    "hubungan", "relation", *_member(), text("officer"), text("relation"), text("valid_from"), text("status")
)
"""A member is an officer (`diri`) or of an officer's family (`keluarga`); `status` is ada or berakhir."""

loan_paper = _fact("berkas", "loan_paper", *_loan(), text("paper"), text("status"))
"""A paper of the loan's file; `status` is ada or tidak."""

visit = _fact(
    "kunjungan", "visit", *_loan(), text("on_date"), text("purpose"), text("visitor"), text("status")
)
"""A visit to the borrowers of a loan: pemeriksaan, pembinaan or penagihan; `status` is ada or batal.

What was found is the record's text.
"""

decision_member = _fact(
    "putusan-anggota", "decision_member", *_loan(), *_member(), text("outcome"), sen("principal")
)
"""The decision on one member: disetujui, dikurangi or ditolak, with the amount granted; reasons are the text."""

share_transfer = _fact(
    "alih-anggota",
    "share_transfer",
    *_loan(),
    *_member(),
    text("taker"),
    whole("version"),
    text("on_date"),
    sen("principal"),
    sen("service"),
)
"""What a member that left still owed, taken over by another member in this version of the schedule."""

membership_change = _fact("keanggotaan", "membership_change", *_member(), text("on_date"), text("status"))
"""A member left the group (`keluar`) or came back (`masuk`); the newest counts, why is the record's text."""

letter = _fact("surat", "letter", *_loan(), whole("level"), text("on_date"), text("status"))
"""A dunning letter of a level that was made out; `status` is dibuat or batal. The newest of a day counts."""

write_off = _fact(
    "hapus-buku",
    "write_off",
    *_loan(),
    text("on_date"),
    whole("entry"),
    sen("service_due"),
    text("decision_number"),
)
"""What an entry wrote off is still claimed, with the service that had fallen due by that day, paid or not."""

claim_end = _fact(
    "hapus-tagih", "claim_end", *_loan(), text("on_date"), sen("principal"), text("decision_number")
)
"""The claim on a written-off loan is given up for good."""

reward = _fact(
    "reward", "reward", *_loan(), text("period"), sen("base"), sen("amount"), whole("entry", optional=True)
)
"""The punctual-payment reward that a loan earned for a period, booked by an entry."""

approval_code = _fact(
    "kartu-kode",
    "approval_code",
    text("card"),
    text("holder"),
    whole("place"),
    text("salt"),
    text("digest"),
    UniqueConstraint("office_id", "card", "place"),
)
"""One code of a printed card, as a salted digest."""

approval_end = _fact("kartu-cabut", "approval_end", text("card"), UniqueConstraint("office_id", "card"))
"""A card was revoked."""

approval_use = _fact(
    "persetujuan",
    "approval_use",
    text("card"),
    text("holder"),
    whole("place"),
    text("act"),
    text("subject"),
    UniqueConstraint("office_id", "card", "place"),
    reference("card place", "approval_code"),
)
"""A code was used, once: for which act, on what."""
