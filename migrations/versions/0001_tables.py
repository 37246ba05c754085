"""The tables of a book."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SEN = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "office",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("home_code", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("board", TEXT, nullable=False),
        sa.Column("village_kind", TEXT, nullable=False),
        sa.Column("village", TEXT, nullable=False),
        sa.Column("district", TEXT, nullable=False),
        sa.Column("regency_kind", TEXT, nullable=False),
        sa.Column("regency", TEXT, nullable=False),
        sa.Column("province", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("start_date", TEXT, nullable=False),
        sa.CheckConstraint("kind IN ('upk', 'sekretariat', 'wilayah')", name=op.f("ck_office_kind")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_office")),
        sa.UniqueConstraint("code", name=op.f("uq_office_code")),
        sa.UniqueConstraint("uuid", name=op.f("uq_office_uuid")),
        sqlite_strict=True,
    )
    op.create_table(
        "office_role",
        sa.Column("role", TEXT, nullable=False),
        sa.Column("office", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("role", "office", name=op.f("pk_office_role")),
        sqlite_strict=True,
    )
    op.create_table(
        "rulebook_text",
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_rulebook_text")),
        sqlite_strict=True,
    )
    op.create_table(
        "account",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("parent", TEXT, nullable=True),
        sa.CheckConstraint(
            "type IN ('aset', 'kewajiban', 'modal', 'pendapatan', 'biaya')", name=op.f("ck_account_type")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "parent"],
            ["account.office_id", "account.code"],
            name=op.f("fk_account_office_id_parent"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_account_office_id")),
        sa.PrimaryKeyConstraint("office_id", "code", name=op.f("pk_account")),
        sqlite_strict=True,
    )
    op.create_table(
        "asset",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_asset_office_id")),
        sa.PrimaryKeyConstraint("office_id", "code", name=op.f("pk_asset")),
        sqlite_strict=True,
    )
    op.create_table(
        "borrower_group",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=True),
        sa.Column("formed_on", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_borrower_group_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "code", name=op.f("pk_borrower_group")),
        sqlite_strict=True,
    )
    op.create_table(
        "fund",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_fund_office_id")),
        sa.PrimaryKeyConstraint("office_id", "code", name=op.f("pk_fund")),
        sqlite_strict=True,
    )
    op.create_table(
        "office_month",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("suspended", TEXT, nullable=False),
        sa.Column("loans", SEN, nullable=False),
        sa.Column("groups", SEN, nullable=False),
        sa.Column("groups_at_risk", SEN, nullable=False),
        sa.Column("balance", SEN, nullable=False),
        sa.Column("balance_at_risk", SEN, nullable=False),
        sa.Column("arrears_principal", SEN, nullable=False),
        sa.Column("arrears_service", SEN, nullable=False),
        sa.Column("arrears_at_risk", SEN, nullable=False),
        sa.Column("new_groups", SEN, nullable=False),
        sa.Column("new_groups_at_risk", SEN, nullable=False),
        sa.Column("new_balance", SEN, nullable=False),
        sa.Column("new_balance_at_risk", SEN, nullable=False),
        sa.Column("new_arrears_at_risk", SEN, nullable=False),
        sa.Column("rescheduled_balance", SEN, nullable=False),
        sa.Column("loans_1", SEN, nullable=False),
        sa.Column("loans_2", SEN, nullable=False),
        sa.Column("loans_3", SEN, nullable=False),
        sa.Column("loans_4", SEN, nullable=False),
        sa.Column("loans_5", SEN, nullable=False),
        sa.Column("balance_1", SEN, nullable=False),
        sa.Column("balance_2", SEN, nullable=False),
        sa.Column("balance_3", SEN, nullable=False),
        sa.Column("balance_4", SEN, nullable=False),
        sa.Column("balance_5", SEN, nullable=False),
        sa.Column("required_allowance", SEN, nullable=False),
        sa.Column("held_allowance", SEN, nullable=False),
        sa.Column("income", SEN, nullable=False),
        sa.Column("expense", SEN, nullable=False),
        sa.Column("months", SEN, nullable=False),
        sa.Column("capital", SEN, nullable=False),
        sa.Column("cash", SEN, nullable=False),
        sa.Column("bank", SEN, nullable=False),
        sa.Column("savings", SEN, nullable=False),
        sa.Column("lent", SEN, nullable=False),
        sa.Column("principal_received", SEN, nullable=False),
        sa.Column("service_received", SEN, nullable=False),
        sa.Column("written_off", SEN, nullable=False),
        sa.Column("recovered", SEN, nullable=False),
        sa.Column("claims", SEN, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_office_month_office_id")),
        sa.PrimaryKeyConstraint("office_id", "month", name=op.f("pk_office_month")),
        sqlite_strict=True,
    )
    op.create_table(
        "record",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("previous", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_record_number")),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_record_office_id")),
        sa.PrimaryKeyConstraint("office_id", "number", name=op.f("pk_record")),
        sqlite_strict=True,
    )
    op.create_table(
        "replica",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_replica_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_replica")),
        sqlite_strict=True,
    )
    op.create_table(
        "restored_book",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_restored_book_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_restored_book")),
        sqlite_strict=True,
    )
    op.create_table(
        "sealed_identities",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("sealed", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_sealed_identities_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_sealed_identities")),
        sqlite_strict=True,
    )
    op.create_table(
        "secret_key",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("secret", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_secret_key_office_id")),
        sa.PrimaryKeyConstraint("office_id", "purpose", "fingerprint", name=op.f("pk_secret_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "waiting_bundle",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uuid", TEXT, nullable=False),
        sa.Column("first_record", sa.Integer(), nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_waiting_bundle_office_id")
        ),
        sa.PrimaryKeyConstraint(
            "office_id", "uuid", "first_record", "fingerprint", name=op.f("pk_waiting_bundle")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "allocation_share",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("percent", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_allocation_share_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_allocation_share_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_allocation_share_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_allocation_share")),
        sqlite_strict=True,
    )
    op.create_table(
        "approval_code",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("card", TEXT, nullable=False),
        sa.Column("holder", TEXT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("salt", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_approval_code_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_approval_code_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_approval_code")),
        sa.UniqueConstraint("office_id", "card", "place", name=op.f("uq_approval_code_office_id_card_place")),
        sqlite_strict=True,
    )
    op.create_table(
        "approval_end",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("card", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_approval_end_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_approval_end_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_approval_end")),
        sa.UniqueConstraint("office_id", "card", name=op.f("uq_approval_end_office_id_card")),
        sqlite_strict=True,
    )
    op.create_table(
        "bank_mapping",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("mapping", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_bank_mapping_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bank_mapping_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_bank_mapping_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bank_mapping")),
        sqlite_strict=True,
    )
    op.create_table(
        "bank_reconciliation",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("statement_balance", SEN, nullable=False),
        sa.Column("book_balance", SEN, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_bank_reconciliation_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bank_reconciliation_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_bank_reconciliation_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bank_reconciliation")),
        sqlite_strict=True,
    )
    op.create_table(
        "bank_statement",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("since", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("opening", SEN, nullable=False),
        sa.Column("closing", SEN, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_bank_statement_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bank_statement_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_bank_statement_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bank_statement")),
        sqlite_strict=True,
    )
    op.create_table(
        "bank_statement_line",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bank_statement_line_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_bank_statement_line_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bank_statement_line")),
        sa.UniqueConstraint(
            "office_id", "statement", "place", name=op.f("uq_bank_statement_line_office_id_statement_place")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "budget",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("side", TEXT, nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_budget_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_budget_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_budget_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_budget_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_budget")),
        sqlite_strict=True,
    )
    op.create_table(
        "bundle_key",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("public_key", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("replaces", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bundle_key_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_bundle_key_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bundle_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "bundle_receipt",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("uuid", TEXT, nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("first_record", sa.Integer(), nullable=False),
        sa.Column("last_record", sa.Integer(), nullable=False),
        sa.Column("head", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("file", TEXT, nullable=False),
        sa.Column("made_at", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("differing", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bundle_receipt_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_bundle_receipt_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bundle_receipt")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_bundle_receipt_office_id_upk_record"),
        "bundle_receipt",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "bundle_sent",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("first_record", sa.Integer(), nullable=False),
        sa.Column("last_record", sa.Integer(), nullable=False),
        sa.Column("head", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("recipient", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bundle_sent_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_bundle_sent_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bundle_sent")),
        sqlite_strict=True,
    )
    op.create_table(
        "cash_count_piece",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("denomination", SEN, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_cash_count_piece_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_cash_count_piece_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_cash_count_piece")),
        sqlite_strict=True,
    )
    op.create_table(
        "coaching_visit",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("visitor", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_coaching_visit_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_coaching_visit_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_coaching_visit")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_coaching_visit_office_id_upk_record"),
        "coaching_visit",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "eligibility_answer",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("criterion", TEXT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_eligibility_answer_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_eligibility_answer_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_eligibility_answer")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_eligibility_answer_office_id_upk_record"),
        "eligibility_answer",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "exception_item",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_exception_item_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_exception_item_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_exception_item")),
        sqlite_strict=True,
    )
    op.create_table(
        "follow_up",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("finding", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("due_on", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_follow_up_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_follow_up_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_follow_up")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_follow_up_office_id_upk_record"), "follow_up", ["office_id", "upk", "record"], unique=False
    )
    op.create_table(
        "fund_budget",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("item", TEXT, nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_fund_budget_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_fund_budget_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_fund_budget_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_fund_budget_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_fund_budget")),
        sqlite_strict=True,
    )
    op.create_table(
        "fund_contribution",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("quantity", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("worker_days", sa.Integer(), nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_fund_contribution_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_fund_contribution_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_fund_contribution_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_fund_contribution")),
        sqlite_strict=True,
    )
    op.create_table(
        "fund_instalment",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("condition", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_fund_instalment_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_fund_instalment_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_fund_instalment_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_fund_instalment")),
        sqlite_strict=True,
    )
    op.create_table(
        "fund_name",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_fund_name_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_fund_name_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_fund_name_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_fund_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "fund_progress",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("percent", TEXT, nullable=False),
        sa.Column("volume", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_fund_progress_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_fund_progress_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_fund_progress_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_fund_progress")),
        sqlite_strict=True,
    )
    op.create_table(
        "fund_terms",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("agreement", TEXT, nullable=False),
        sa.Column("agreed_on", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("volume", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_fund_terms_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_fund_terms_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_fund_terms_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_fund_terms_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_fund_terms")),
        sqlite_strict=True,
    )
    op.create_table(
        "holiday",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_holiday_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_holiday_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_holiday")),
        sqlite_strict=True,
    )
    op.create_table(
        "journal_entry",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("entry_date", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("series", TEXT, nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.Column("receipt", TEXT, nullable=True),
        sa.Column("key", TEXT, nullable=True),
        sa.Column("content", TEXT, nullable=True),
        sa.CheckConstraint("series IN ('KM', 'KK', 'PB')", name=op.f("ck_journal_entry_series")),
        sa.CheckConstraint("number > 0", name=op.f("ck_journal_entry_number")),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_journal_entry_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "reverses"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_journal_entry_office_id_reverses"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_journal_entry_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("office_id", "key", name=op.f("uq_journal_entry_office_id_key")),
        sa.UniqueConstraint("office_id", "reverses", name=op.f("uq_journal_entry_office_id_reverses")),
        sa.UniqueConstraint(
            "office_id",
            "series",
            "month",
            "number",
            name=op.f("uq_journal_entry_office_id_series_month_number"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_journal_entry_date", "journal_entry", ["office_id", "entry_date", "record"], unique=False
    )
    op.create_index(
        "ix_journal_entry_receipt",
        "journal_entry",
        ["office_id", "receipt"],
        unique=False,
        sqlite_where=sa.text("receipt IS NOT NULL"),
        postgresql_where=sa.text("receipt IS NOT NULL"),
    )
    op.create_table(
        "known_key",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("uuid", TEXT, nullable=False),
        sa.Column("public_key", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_known_key_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_known_key_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_known_key")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_known_key_office_id_upk_record"), "known_key", ["office_id", "upk", "record"], unique=False
    )
    op.create_table(
        "loan",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("applied_on", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("tenor", sa.Integer(), nullable=False),
        sa.Column("rate_percent", TEXT, nullable=False),
        sa.Column("rate_per", TEXT, nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("frequency", TEXT, nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("rounding", TEXT, nullable=False),
        sa.Column("schedule_mode", TEXT, nullable=False),
        sa.Column("due_rule", TEXT, nullable=False),
        sa.Column("rulebook_digest", TEXT, nullable=False),
        sa.Column("product", sa.Integer(), nullable=True),
        sa.CheckConstraint("origin IN ('aplikasi', 'impor', 'awal')", name=op.f("ck_loan_origin")),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code"],
            ["borrower_group.office_id", "borrower_group.code"],
            name=op.f("fk_loan_office_id_group_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "product"],
            ["record.office_id", "record.number"],
            name=op.f("fk_loan_office_id_product"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_loan_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_loan_office_id")),
        sa.ForeignKeyConstraint(
            ["rulebook_digest"], ["rulebook_text.digest"], name=op.f("fk_loan_rulebook_digest")
        ),
        sa.PrimaryKeyConstraint("office_id", "number", name=op.f("pk_loan")),
        sqlite_strict=True,
    )
    op.create_table(
        "member",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code"],
            ["borrower_group.office_id", "borrower_group.code"],
            name=op.f("fk_member_office_id_group_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_member_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_member_office_id")),
        sa.PrimaryKeyConstraint("office_id", "group_code", "code", name=op.f("pk_member")),
        sqlite_strict=True,
    )
    op.create_table(
        "misuse_case",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("repaid", SEN, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_misuse_case_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_misuse_case_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_misuse_case")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_misuse_case_office_id_upk_record"),
        "misuse_case",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "naming",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.CheckConstraint("kind IN ('akun', 'ksm')", name=op.f("ck_naming_kind")),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_naming_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_naming_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "kind", "code", name=op.f("pk_naming")),
        sqlite_strict=True,
    )
    op.create_table(
        "office_move",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("uuid", TEXT, nullable=False),
        sa.Column("direction", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("head", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_office_move_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_office_move_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_office_move")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_office_move_office_id_upk_record"),
        "office_move",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "officer",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("salt", TEXT, nullable=False),
        sa.Column("valid_from", TEXT, nullable=False),
        sa.Column("valid_to", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_officer_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_officer_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", name=op.f("pk_officer")),
        sqlite_strict=True,
    )
    op.create_table(
        "partner_due",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("service", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_partner_due_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_partner_due_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_partner_due_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_partner_due")),
        sqlite_strict=True,
    )
    op.create_table(
        "partner_fund",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("partner", TEXT, nullable=False),
        sa.Column("agreement", TEXT, nullable=False),
        sa.Column("agreed_on", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_partner_fund_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_partner_fund_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_partner_fund_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_partner_fund_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_partner_fund")),
        sqlite_strict=True,
    )
    op.create_table(
        "period_event",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("closed_through", TEXT, nullable=False),
        sa.Column("paper", TEXT, nullable=False),
        sa.CheckConstraint("kind IN ('mulai', 'tutup', 'buka')", name=op.f("ck_period_event_kind")),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_period_event_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_period_event_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", name=op.f("pk_period_event")),
        sqlite_strict=True,
    )
    op.create_index("ix_period_event_month", "period_event", ["office_id", "month", "record"], unique=False)
    op.create_table(
        "product",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("valid_from", TEXT, nullable=False),
        sa.Column("terms", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_product_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_product_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_product")),
        sqlite_strict=True,
    )
    op.create_table(
        "ratification",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("decision_number", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_ratification_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_ratification_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_ratification")),
        sqlite_strict=True,
    )
    op.create_table(
        "recipient_key",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("public_key", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_recipient_key_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_recipient_key_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_recipient_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "record_text",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("salt", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_record_text_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_record_text_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", name=op.f("pk_record_text")),
        sqlite_strict=True,
    )
    op.create_table(
        "regional_board",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("deed", TEXT, nullable=False),
        sa.Column("deed_on", TEXT, nullable=False),
        sa.Column("term_from", TEXT, nullable=False),
        sa.Column("term_until", TEXT, nullable=False),
        sa.Column("bank", TEXT, nullable=False),
        sa.Column("bank_account", TEXT, nullable=False),
        sa.Column("handed_over_on", TEXT, nullable=False),
        sa.Column("secretariat_bookkeeping", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_regional_board_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_regional_board_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_regional_board")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_regional_board_office_id_upk_record"),
        "regional_board",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "regional_letter",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_regional_letter_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_regional_letter_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_regional_letter")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_regional_letter_office_id_upk_record"),
        "regional_letter",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "regional_role",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_regional_role_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_regional_role_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_regional_role")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_regional_role_office_id_upk_record"),
        "regional_role",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "regional_upk",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("uuid", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("board", TEXT, nullable=False),
        sa.Column("village_kind", TEXT, nullable=False),
        sa.Column("village", TEXT, nullable=False),
        sa.Column("district", TEXT, nullable=False),
        sa.Column("regency", TEXT, nullable=False),
        sa.Column("reporting", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_regional_upk_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_regional_upk_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_regional_upk")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_regional_upk_office_id_upk_record"),
        "regional_upk",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "report_note",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("topic", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_report_note_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_report_note_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_report_note")),
        sqlite_strict=True,
    )
    op.create_table(
        "reported_figure",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("figure", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("file", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_reported_figure_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_reported_figure_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_reported_figure")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_reported_figure_office_id_upk_record"),
        "reported_figure",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "rulebook_adoption",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("valid_from", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["rulebook_text.digest"], name=op.f("fk_rulebook_adoption_digest")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_rulebook_adoption_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_rulebook_adoption_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", name=op.f("pk_rulebook_adoption")),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("valid_from", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_setting_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_setting_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "supervisor_report",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("officer", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_supervisor_report_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_supervisor_report_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_supervisor_report")),
        sqlite_strict=True,
    )
    op.create_table(
        "village_profile",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("upk", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("poor_percent", TEXT, nullable=False),
        sa.Column("slum_hectares", TEXT, nullable=False),
        sa.Column("dense", TEXT, nullable=False),
        sa.Column("priority", TEXT, nullable=False),
        sa.Column("adults", sa.Integer(), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_village_profile_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_village_profile_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_village_profile")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_village_profile_office_id_upk_record"),
        "village_profile",
        ["office_id", "upk", "record"],
        unique=False,
    )
    op.create_table(
        "advance_settlement",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("spent", SEN, nullable=False),
        sa.Column("returned", SEN, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_advance_settlement_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_advance_settlement_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_advance_settlement_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_advance_settlement")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_advance_settlement_office_id_entry"),
        "advance_settlement",
        ["office_id", "entry"],
        unique=False,
    )
    op.create_table(
        "allocation",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("percent", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("decision_number", TEXT, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_allocation_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_allocation_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_allocation_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_allocation_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_allocation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_allocation_office_id_entry"), "allocation", ["office_id", "entry"], unique=False)
    op.create_table(
        "allocation_payment",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_allocation_payment_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_allocation_payment_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_allocation_payment_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_allocation_payment")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_allocation_payment_office_id_entry"),
        "allocation_payment",
        ["office_id", "entry"],
        unique=False,
    )
    op.create_table(
        "approval_use",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("card", TEXT, nullable=False),
        sa.Column("holder", TEXT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("act", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "card", "place"],
            ["approval_code.office_id", "approval_code.card", "approval_code.place"],
            name=op.f("fk_approval_use_office_id_card_place"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_approval_use_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_approval_use_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_approval_use")),
        sa.UniqueConstraint("office_id", "card", "place", name=op.f("uq_approval_use_office_id_card_place")),
        sqlite_strict=True,
    )
    op.create_table(
        "asset_disposal",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("asset_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("proceeds", SEN, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "asset_code"],
            ["asset.office_id", "asset.code"],
            name=op.f("fk_asset_disposal_office_id_asset_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_asset_disposal_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_asset_disposal_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_asset_disposal_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_asset_disposal")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_asset_disposal_office_id_entry"), "asset_disposal", ["office_id", "entry"], unique=False
    )
    op.create_table(
        "asset_terms",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("asset_code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("cost", SEN, nullable=False),
        sa.Column("salvage", SEN, nullable=False),
        sa.Column("life", sa.Integer(), nullable=False),
        sa.Column("first_month", TEXT, nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("depreciated", SEN, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_asset_terms_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "asset_code"],
            ["asset.office_id", "asset.code"],
            name=op.f("fk_asset_terms_office_id_asset_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_asset_terms_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_asset_terms_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_asset_terms_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_asset_terms")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_asset_terms_office_id_entry"), "asset_terms", ["office_id", "entry"], unique=False
    )
    op.create_table(
        "bank_correction",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("other_statement", sa.Integer(), nullable=False),
        sa.Column("other_place", sa.Integer(), nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_bank_correction_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "other_statement", "other_place"],
            ["bank_statement_line.office_id", "bank_statement_line.statement", "bank_statement_line.place"],
            name=op.f("fk_bank_correction_office_id_other_statement_other_place"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bank_correction_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "statement", "place"],
            ["bank_statement_line.office_id", "bank_statement_line.statement", "bank_statement_line.place"],
            name=op.f("fk_bank_correction_office_id_statement_place"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_bank_correction_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bank_correction")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_bank_correction_office_id_statement"),
        "bank_correction",
        ["office_id", "statement"],
        unique=False,
    )
    op.create_table(
        "bank_match",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_bank_match_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_bank_match_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bank_match_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "statement", "place"],
            ["bank_statement_line.office_id", "bank_statement_line.statement", "bank_statement_line.place"],
            name=op.f("fk_bank_match_office_id_statement_place"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_bank_match_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bank_match")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_bank_match_office_id_entry"), "bank_match", ["office_id", "entry"], unique=False)
    op.create_index(
        op.f("ix_bank_match_office_id_statement"), "bank_match", ["office_id", "statement"], unique=False
    )
    op.create_table(
        "bank_open_item",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("reconciliation", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_bank_open_item_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_bank_open_item_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "statement", "place"],
            ["bank_statement_line.office_id", "bank_statement_line.statement", "bank_statement_line.place"],
            name=op.f("fk_bank_open_item_office_id_statement_place"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_bank_open_item_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_bank_open_item")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_bank_open_item_office_id_entry"), "bank_open_item", ["office_id", "entry"], unique=False
    )
    op.create_index(
        op.f("ix_bank_open_item_office_id_reconciliation"),
        "bank_open_item",
        ["office_id", "reconciliation"],
        unique=False,
    )
    op.create_table(
        "cash_advance",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("holder", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("due_on", TEXT, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_cash_advance_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_cash_advance_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_cash_advance_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_cash_advance")),
        sa.UniqueConstraint("office_id", "code", name=op.f("uq_cash_advance_office_id_code")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_cash_advance_office_id_entry"), "cash_advance", ["office_id", "entry"], unique=False
    )
    op.create_table(
        "cash_count",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("counter", TEXT, nullable=False),
        sa.Column("book", SEN, nullable=False),
        sa.Column("counted", SEN, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_cash_count_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_cash_count_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_cash_count_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_cash_count_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_cash_count")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_cash_count_office_id_entry"), "cash_count", ["office_id", "entry"], unique=False)
    op.create_table(
        "claim_end",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("decision_number", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_claim_end_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_claim_end_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_claim_end_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_claim_end")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_claim_end_office_id_loan_number_record"),
        "claim_end",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "decision_member",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_decision_member_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_decision_member_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_decision_member_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_decision_member_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_decision_member")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_decision_member_office_id_loan_number_record"),
        "decision_member",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "fund_end",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("decision_number", TEXT, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_fund_end_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_fund_end_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_fund_end_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_fund_end_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_fund_end")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_fund_end_office_id_entry"), "fund_end", ["office_id", "entry"], unique=False)
    op.create_table(
        "fund_movement",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item", TEXT, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_fund_movement_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_fund_movement_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_fund_movement_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_fund_movement_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_fund_movement")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_fund_movement_office_id_entry"), "fund_movement", ["office_id", "entry"], unique=False
    )
    op.create_table(
        "journal_line",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("entry_date", TEXT, nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("debit", SEN, nullable=False),
        sa.Column("credit", SEN, nullable=False),
        sa.Column("group_code", TEXT, nullable=True),
        sa.Column("member_code", TEXT, nullable=True),
        sa.Column("loan_number", TEXT, nullable=True),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("asset_code", TEXT, nullable=True),
        sa.CheckConstraint(
            "debit >= 0 AND credit >= 0 AND (debit > 0) <> (credit > 0)",
            name=op.f("ck_journal_line_one_sided"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_journal_line_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "asset_code"],
            ["asset.office_id", "asset.code"],
            name=op.f("fk_journal_line_office_id_asset_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_journal_line_office_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_journal_line_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_journal_line_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code"],
            ["borrower_group.office_id", "borrower_group.code"],
            name=op.f("fk_journal_line_office_id_group_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_journal_line_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_journal_line_office_id")),
        sa.PrimaryKeyConstraint("office_id", "entry", "line", name=op.f("pk_journal_line")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_journal_line_account",
        "journal_line",
        ["office_id", "account_code", "entry_date", "debit", "credit", "fund_code"],
        unique=False,
    )
    op.create_index(
        "ix_journal_line_asset",
        "journal_line",
        ["office_id", "asset_code", "entry_date"],
        unique=False,
        sqlite_where=sa.text("asset_code IS NOT NULL"),
        postgresql_where=sa.text("asset_code IS NOT NULL"),
    )
    op.create_index(
        "ix_journal_line_loan",
        "journal_line",
        ["office_id", "loan_number", "entry_date"],
        unique=False,
        sqlite_where=sa.text("loan_number IS NOT NULL"),
        postgresql_where=sa.text("loan_number IS NOT NULL"),
    )
    op.create_table(
        "letter",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_letter_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_letter_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_letter_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_letter")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_letter_office_id_loan_number_record"),
        "letter",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "loan_fund",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "fund_code"],
            ["fund.office_id", "fund.code"],
            name=op.f("fk_loan_fund_office_id_fund_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_loan_fund_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_loan_fund_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_loan_fund_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_loan_fund")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_loan_fund_office_id_loan_number_record"),
        "loan_fund",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "loan_income",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("income", SEN, nullable=False),
        sa.Column("cost", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_loan_income_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_loan_income_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_loan_income_office_id")),
        sa.PrimaryKeyConstraint("office_id", "loan_number", "member_code", name=op.f("pk_loan_income")),
        sqlite_strict=True,
    )
    op.create_table(
        "loan_movement",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("counts_on", TEXT, nullable=False),
        sa.Column("disbursed", SEN, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("service", SEN, nullable=False),
        sa.Column("written_off", SEN, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_loan_movement_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_loan_movement_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_loan_movement_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "loan_number", name=op.f("pk_loan_movement")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_loan_movement_position",
        "loan_movement",
        ["office_id", "loan_number", "counts_on", "disbursed", "principal", "service", "written_off"],
        unique=False,
    )
    op.create_table(
        "loan_paper",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("paper", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_loan_paper_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_loan_paper_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_loan_paper_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_loan_paper")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_loan_paper_office_id_loan_number_record"),
        "loan_paper",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "loan_schedule",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("valid_from", TEXT, nullable=False),
        sa.Column("start", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("service", SEN, nullable=False),
        sa.Column("tenor", sa.Integer(), nullable=False),
        sa.Column("rate_percent", TEXT, nullable=False),
        sa.Column("rate_per", TEXT, nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("frequency", TEXT, nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("rounding", TEXT, nullable=False),
        sa.Column("schedule_mode", TEXT, nullable=False),
        sa.Column("due_rule", TEXT, nullable=False),
        sa.Column("allocation_order", TEXT, nullable=False),
        sa.Column("first_principal", SEN, nullable=False),
        sa.Column("last_due", TEXT, nullable=False),
        sa.Column("basis", TEXT, server_default="pencairan", nullable=False),
        sa.Column("carried", SEN, server_default="0", nullable=False),
        sa.Column("kept_class", sa.Integer(), nullable=True),
        sa.Column("decision_number", TEXT, nullable=True),
        sa.CheckConstraint(
            "basis IN ('pencairan', 'penjadwalan', 'persyaratan', 'penataan', 'alih', 'lunas')",
            name=op.f("ck_loan_schedule_basis"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_loan_schedule_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_loan_schedule_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_loan_schedule_office_id")),
        sa.PrimaryKeyConstraint("office_id", "loan_number", "version", name=op.f("pk_loan_schedule")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_loan_schedule_office_id_valid_from"),
        "loan_schedule",
        ["office_id", "valid_from"],
        unique=False,
    )
    op.create_table(
        "loan_share",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.CheckConstraint("principal > 0", name=op.f("ck_loan_share_principal")),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_loan_share_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_loan_share_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_loan_share_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_loan_share_office_id")),
        sa.PrimaryKeyConstraint(
            "office_id", "record", "loan_number", "member_code", name=op.f("pk_loan_share")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "loan_stage",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("decision_number", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_loan_stage_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_loan_stage_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_loan_stage_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", name=op.f("pk_loan_stage")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_loan_stage_office_id_loan_number_record"),
        "loan_stage",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "member_person",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("nik", TEXT, nullable=True),
        sa.Column("gender", TEXT, nullable=False),
        sa.Column("poor", TEXT, nullable=True),
        sa.Column("address", TEXT, nullable=True),
        sa.Column("phone", TEXT, nullable=True),
        sa.CheckConstraint("gender IN ('L', 'P')", name=op.f("ck_member_person_gender")),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_member_person_office_id_group_code_code"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_member_person_office_id")),
        sa.PrimaryKeyConstraint("office_id", "group_code", "code", name=op.f("pk_member_person")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_member_person_office_id_nik"), "member_person", ["office_id", "nik"], unique=False
    )
    op.create_table(
        "membership",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("valid_from", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_membership_office_id_group_code_code"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_membership_office_id")),
        sa.PrimaryKeyConstraint("office_id", "group_code", "code", "valid_from", name=op.f("pk_membership")),
        sqlite_strict=True,
    )
    op.create_table(
        "membership_change",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_membership_change_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_membership_change_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_membership_change_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_membership_change")),
        sqlite_strict=True,
    )
    op.create_table(
        "period_balance",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("month", TEXT, nullable=False),
        sa.Column("account_code", TEXT, nullable=False),
        sa.Column("fund_code", TEXT, nullable=False),
        sa.Column("debit", SEN, nullable=False),
        sa.Column("credit", SEN, nullable=False),
        sa.Column("closing_debit", SEN, nullable=False),
        sa.Column("closing_credit", SEN, nullable=False),
        sa.Column("balance", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "account_code"],
            ["account.office_id", "account.code"],
            name=op.f("fk_period_balance_office_id_account_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["period_event.office_id", "period_event.record"],
            name=op.f("fk_period_balance_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_period_balance_office_id")
        ),
        sa.PrimaryKeyConstraint(
            "office_id", "record", "account_code", "fund_code", name=op.f("pk_period_balance")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "period_loan",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("balance", SEN, nullable=False),
        sa.Column("arrears_principal", SEN, nullable=False),
        sa.Column("arrears_service", SEN, nullable=False),
        sa.Column("months_overdue", sa.Integer(), nullable=False),
        sa.Column("class", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_period_loan_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["period_event.office_id", "period_event.record"],
            name=op.f("fk_period_loan_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_period_loan_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "loan_number", name=op.f("pk_period_loan")),
        sqlite_strict=True,
    )
    op.create_table(
        "prior_year_entry",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_prior_year_entry_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_prior_year_entry_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_prior_year_entry_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_prior_year_entry")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_prior_year_entry_office_id_entry"), "prior_year_entry", ["office_id", "entry"], unique=False
    )
    op.create_table(
        "recovery",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("counts_on", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("service", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_recovery_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_recovery_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_recovery_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "loan_number", name=op.f("pk_recovery")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_recovery_office_id_loan_number_counts_on"),
        "recovery",
        ["office_id", "loan_number", "counts_on"],
        unique=False,
    )
    op.create_table(
        "relation",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("officer", TEXT, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("valid_from", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_relation_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_relation_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_relation_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_relation")),
        sqlite_strict=True,
    )
    op.create_table(
        "reward",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("period", TEXT, nullable=False),
        sa.Column("base", SEN, nullable=False),
        sa.Column("amount", SEN, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_reward_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_reward_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_reward_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_reward")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_reward_office_id_loan_number_record"),
        "reward",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "share_transfer",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("taker", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("service", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_share_transfer_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_share_transfer_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_share_transfer_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_share_transfer_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_share_transfer")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_share_transfer_office_id_loan_number_record"),
        "share_transfer",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "training",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("topic", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_training_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_training_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_training_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_training")),
        sqlite_strict=True,
    )
    op.create_table(
        "visit",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("visitor", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_visit_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_visit_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_visit_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_visit")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_visit_office_id_loan_number_record"),
        "visit",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "voucher_support",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("papers", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_voucher_support_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_voucher_support_office_id_record"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_voucher_support_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_voucher_support")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_voucher_support_office_id_entry"), "voucher_support", ["office_id", "entry"], unique=False
    )
    op.create_table(
        "write_off",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("on_date", TEXT, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("service_due", SEN, nullable=False),
        sa.Column("decision_number", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number"],
            ["loan.office_id", "loan.number"],
            name=op.f("fk_write_off_office_id_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_write_off_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_write_off_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_write_off")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_write_off_office_id_loan_number_record"),
        "write_off",
        ["office_id", "loan_number", "record"],
        unique=False,
    )
    op.create_table(
        "year_closing",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "entry"],
            ["journal_entry.office_id", "journal_entry.record"],
            name=op.f("fk_year_closing_office_id_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record"],
            ["record.office_id", "record.number"],
            name=op.f("fk_year_closing_office_id_record"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_year_closing_office_id")),
        sa.PrimaryKeyConstraint("office_id", "record", "line", name=op.f("pk_year_closing")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_year_closing_office_id_entry"), "year_closing", ["office_id", "entry"], unique=False
    )
    op.create_table(
        "installment",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_date", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("service", SEN, nullable=False),
        sa.Column("cum_principal", SEN, nullable=False),
        sa.Column("cum_service", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number", "version"],
            ["loan_schedule.office_id", "loan_schedule.loan_number", "loan_schedule.version"],
            name=op.f("fk_installment_office_id_loan_number_version"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_installment_office_id")),
        sa.PrimaryKeyConstraint("office_id", "loan_number", "version", "number", name=op.f("pk_installment")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_installment_due",
        "installment",
        ["office_id", "loan_number", "version", "due_date", "cum_principal", "cum_service"],
        unique=False,
    )
    op.create_table(
        "member_movement",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("group_code", TEXT, nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("counts_on", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("service", SEN, nullable=False),
        sa.Column("written_off", SEN, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "group_code", "member_code"],
            ["member.office_id", "member.group_code", "member.code"],
            name=op.f("fk_member_movement_office_id_group_code_member_code"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "record", "loan_number"],
            ["loan_movement.office_id", "loan_movement.record", "loan_movement.loan_number"],
            name=op.f("fk_member_movement_office_id_record_loan_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_member_movement_office_id")
        ),
        sa.PrimaryKeyConstraint(
            "office_id", "record", "loan_number", "member_code", name=op.f("pk_member_movement")
        ),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_member_movement_office_id_loan_number_member_code_counts_on"),
        "member_movement",
        ["office_id", "loan_number", "member_code", "counts_on"],
        unique=False,
    )
    op.create_table(
        "installment_share",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("loan_number", TEXT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_code", TEXT, nullable=False),
        sa.Column("principal", SEN, nullable=False),
        sa.Column("service", SEN, nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "loan_number", "version", "number"],
            ["installment.office_id", "installment.loan_number", "installment.version", "installment.number"],
            name=op.f("fk_installment_share_office_id_loan_number_version_number"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.office_id"], name=op.f("fk_installment_share_office_id")
        ),
        sa.PrimaryKeyConstraint(
            "office_id", "loan_number", "version", "number", "member_code", name=op.f("pk_installment_share")
        ),
        sqlite_strict=True,
    )
