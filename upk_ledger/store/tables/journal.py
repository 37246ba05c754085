"""The journal and the closed months."""

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint

from upk_ledger.store.tables.base import office_table, one_of, reference, sen, text, whole

journal_entry = office_table(
    "journal_entry",
    "record",
    whole("record"),
    text("entry_date"),
    text("kind"),
    text("series"),
    text("month"),
    whole("number"),
    whole("reverses", optional=True),
    text("receipt", optional=True),
    text("key", optional=True),
    text("content", optional=True),
    UniqueConstraint("office_id", "series", "month", "number"),
    UniqueConstraint("office_id", "reverses"),
    UniqueConstraint("office_id", "key"),
    reference("record", "record", remote="number"),
    reference("reverses", "journal_entry", remote="record"),
    one_of("series", "KM", "KK", "PB"),
    CheckConstraint("number > 0", name="number"),
    Index("ix_journal_entry_date", "office_id", "entry_date", "record"),
    Index(
        "ix_journal_entry_receipt",
        "office_id",
        "receipt",
        sqlite_where=Column("receipt").isnot(None),
        postgresql_where=Column("receipt").isnot(None),
    ),
)

journal_line = office_table(
    "journal_line",
    "entry line",
    whole("entry"),
    whole("line"),
    text("entry_date"),
    text("account_code"),
    sen("debit"),
    sen("credit"),
    text("group_code", optional=True),
    text("member_code", optional=True),
    text("loan_number", optional=True),
    text("fund_code"),
    text("asset_code", optional=True),
    reference("entry", "journal_entry", remote="record", deferred=True),
    reference("account_code", "account", remote="code"),
    reference("group_code", "borrower_group", remote="code"),
    reference("group_code member_code", "member", remote="group_code code"),
    reference("loan_number", "loan", remote="number"),
    reference("fund_code", "fund", remote="code"),
    reference("asset_code", "asset", remote="code"),
    CheckConstraint("debit >= 0 AND credit >= 0 AND (debit > 0) <> (credit > 0)", name="one_sided"),
    Index(
        "ix_journal_line_account", "office_id", "account_code", "entry_date", "debit", "credit", "fund_code"
    ),
    Index(
        "ix_journal_line_loan",
        "office_id",
        "loan_number",
        "entry_date",
        sqlite_where=Column("loan_number").isnot(None),
        postgresql_where=Column("loan_number").isnot(None),
    ),
    Index(
        "ix_journal_line_asset",
        "office_id",
        "asset_code",
        "entry_date",
        sqlite_where=Column("asset_code").isnot(None),
        postgresql_where=Column("asset_code").isnot(None),
    ),
)

period_event = office_table(
    "period_event",
    "record",
    whole("record"),
    text("kind"),
    text("month"),
    text("closed_through"),
    text("paper"),
    reference("record", "record", remote="number"),
    one_of("kind", "mulai", "tutup", "buka"),
    Index("ix_period_event_month", "office_id", "month", "record"),
)

period_balance = office_table(
    "period_balance",
    "record account_code fund_code",
    whole("record"),
    text("month"),
    text("account_code"),
    text("fund_code"),
    sen("debit"),
    sen("credit"),
    sen("closing_debit"),
    sen("closing_credit"),
    sen("balance"),
    reference("record", "period_event"),
    reference("account_code", "account", remote="code"),
)

period_loan = office_table(
    "period_loan",
    "record loan_number",
    whole("record"),
    text("loan_number"),
    sen("balance"),
    sen("arrears_principal"),
    sen("arrears_service"),
    whole("months_overdue"),
    whole("class"),
    reference("record", "period_event"),
    reference("loan_number", "loan", remote="number"),
)
