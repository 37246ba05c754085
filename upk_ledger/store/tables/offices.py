"""The office, its records, accounts, officers and rules."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Table, UniqueConstraint

from upk_ledger.store.tables.base import TEXT, metadata, office_table, one_of, reference, text, whole

office = office_table(
    "office",
    "",
    text("uuid"),
    text("code"),
    text("home_code"),
    text("kind"),
    text("name"),
    text("board"),
    text("village_kind"),
    text("village"),
    text("district"),
    text("regency_kind"),
    text("regency"),
    text("province"),
    text("zone"),
    text("start_date"),
    UniqueConstraint("code"),
    UniqueConstraint("uuid"),
    one_of("kind", "upk", "sekretariat", "wilayah"),
)
"""`home_code` is what the office's own chain calls it, `code` what this book does: many a UPK calls itself "UPK"."""

record = office_table(
    "record",
    "number",
    whole("number"),
    text("kind"),
    text("recorded_at"),
    text("actor"),
    text("body"),
    text("previous"),
    text("digest"),
    CheckConstraint("number > 0", name="number"),
)

record_text = office_table(
    "record_text",
    "record",
    whole("record"),
    text("salt"),
    text("text"),
    reference("record", "record", remote="number"),
)

account = office_table(
    "account",
    "code",
    text("code"),
    text("name"),
    text("type"),
    text("role"),
    text("parent", optional=True),
    one_of("type", "aset", "kewajiban", "modal", "pendapatan", "biaya"),
    reference("parent", "account", remote="code"),
)

naming = office_table(
    "naming",
    "record kind code",
    whole("record"),
    text("kind"),
    text("code"),
    text("name"),
    one_of("kind", "akun", "ksm"),
    reference("record", "record", remote="number"),
)

fund = office_table("fund", "code", text("code"), text("name"))

asset = office_table("asset", "code", text("code"))

officer = office_table(
    "officer",
    "record",
    whole("record"),
    text("code"),
    text("role"),
    text("name"),
    text("salt"),
    text("valid_from"),
    text("valid_to", optional=True),
    reference("record", "record", remote="number"),
)

rulebook_text = Table(
    "rulebook_text", metadata, Column("digest", TEXT, primary_key=True), text("text"), sqlite_strict=True
)

rulebook_adoption = office_table(
    "rulebook_adoption",
    "record",
    whole("record"),
    text("code"),
    text("digest"),
    text("valid_from"),
    ForeignKeyConstraint(["digest"], ["rulebook_text.digest"]),
    reference("record", "record", remote="number"),
)

exception_item = office_table(
    "exception_item",
    "record line",
    whole("record"),
    whole("line"),
    text("rule"),
    text("subject"),
    text("detail"),
    reference("record", "record", remote="number"),
)
