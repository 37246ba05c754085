"""Borrowers and their loans: shares, stages, schedules, movements."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index

from upk_ledger.store.tables.base import office_table, one_of, reference, sen, text, whole

borrower_group = office_table(
    "borrower_group",
    "code",
    text("code"),
    text("name"),
    text("address", optional=True),
    text("formed_on", optional=True),
)

member = office_table(
    "member",
    "group_code code",
    text("group_code"),
    text("code"),
    whole("record"),
    reference("group_code", "borrower_group", remote="code"),
    reference("record", "record", remote="number"),
)

member_person = office_table(
    "member_person",
    "group_code code",
    text("group_code"),
    text("code"),
    text("name"),
    text("nik", optional=True),
    text("gender"),
    text("poor", optional=True),
    text("address", optional=True),
    text("phone", optional=True),
    reference("group_code code", "member"),
    one_of("gender", "L", "P"),
    Index(None, "office_id", "nik"),
)

membership = office_table(
    "membership",
    "group_code code valid_from",
    text("group_code"),
    text("code"),
    text("valid_from"),
    reference("group_code code", "member"),
)

loan = office_table(
    "loan",
    "number",
    text("number"),
    whole("record"),
    text("group_code"),
    text("origin"),
    text("applied_on"),
    sen("principal"),
    whole("tenor"),
    text("rate_percent"),
    text("rate_per"),
    text("method"),
    text("frequency"),
    whole("grace"),
    text("rounding"),
    text("schedule_mode"),
    text("due_rule"),
    text("rulebook_digest"),
    whole("product", optional=True),
    reference("group_code", "borrower_group", remote="code"),
    reference("record", "record", remote="number"),
    reference("product", "record", remote="number"),
    one_of("origin", "aplikasi", "impor", "awal"),
    ForeignKeyConstraint(["rulebook_digest"], ["rulebook_text.digest"]),
)

loan_share = office_table(
    "loan_share",
    "record loan_number member_code",
    whole("record"),
    text("loan_number"),
    text("group_code"),
    text("member_code"),
    sen("principal"),
    reference("record", "record", remote="number"),
    reference("loan_number", "loan", remote="number"),
    reference("group_code member_code", "member", remote="group_code code"),
    CheckConstraint("principal > 0", name="principal"),
)

loan_income = office_table(
    "loan_income",
    "loan_number member_code",
    text("loan_number"),
    text("group_code"),
    text("member_code"),
    sen("income"),
    sen("cost"),
    reference("loan_number", "loan", remote="number"),
    reference("group_code member_code", "member", remote="group_code code"),
)

loan_stage = office_table(
    "loan_stage",
    "record",
    whole("record"),
    text("loan_number"),
    text("stage"),
    text("on_date"),
    sen("principal"),
    text("decision_number", optional=True),
    reference("record", "record", remote="number"),
    reference("loan_number", "loan", remote="number"),
    Index(None, "office_id", "loan_number", "record"),
)

loan_schedule = office_table(
    "loan_schedule",
    "loan_number version",
    text("loan_number"),
    whole("version"),
    whole("record"),
    text("group_code"),
    text("valid_from"),
    text("start"),
    sen("principal"),
    sen("service"),
    whole("tenor"),
    text("rate_percent"),
    text("rate_per"),
    text("method"),
    text("frequency"),
    whole("grace"),
    text("rounding"),
    text("schedule_mode"),
    text("due_rule"),
    text("allocation_order"),
    sen("first_principal"),
    text("last_due"),
    text("basis", default="pencairan"),
    sen("carried", default="0"),
    whole("kept_class", optional=True),
    text("decision_number", optional=True),
    reference("record", "record", remote="number"),
    reference("loan_number", "loan", remote="number"),
    one_of("basis", "pencairan", "penjadwalan", "persyaratan", "penataan", "alih", "lunas"),
    Index(None, "office_id", "valid_from"),
)

installment = office_table(
    "installment",
    "loan_number version number",
    text("loan_number"),
    whole("version"),
    whole("number"),
    text("due_date"),
    sen("principal"),
    sen("service"),
    sen("cum_principal"),
    sen("cum_service"),
    reference("loan_number version", "loan_schedule"),
    Index(
        "ix_installment_due",
        "office_id",
        "loan_number",
        "version",
        "due_date",
        "cum_principal",
        "cum_service",
    ),
)

installment_share = office_table(
    "installment_share",
    "loan_number version number member_code",
    text("loan_number"),
    whole("version"),
    whole("number"),
    text("member_code"),
    sen("principal"),
    sen("service"),
    reference("loan_number version number", "installment"),
)

loan_movement = office_table(
    "loan_movement",
    "record loan_number",
    whole("record"),
    text("loan_number"),
    text("counts_on"),
    sen("disbursed"),
    sen("principal"),
    sen("service"),
    sen("written_off", default="0"),
    reference("record", "record", remote="number"),
    reference("loan_number", "loan", remote="number"),
    Index(
        "ix_loan_movement_position",
        "office_id",
        "loan_number",
        "counts_on",
        "disbursed",
        "principal",
        "service",
        "written_off",
    ),
)

member_movement = office_table(
    "member_movement",
    "record loan_number member_code",
    whole("record"),
    text("loan_number"),
    text("group_code"),
    text("member_code"),
    text("counts_on"),
    sen("principal"),
    sen("service"),
    sen("written_off", default="0"),
    reference("record loan_number", "loan_movement"),
    reference("group_code member_code", "member", remote="group_code code"),
    Index(None, "office_id", "loan_number", "member_code", "counts_on"),
)

recovery = office_table(
    "recovery",
    "record loan_number",
    whole("record"),
    text("loan_number"),
    text("counts_on"),
    sen("principal"),
    sen("service"),
    reference("record", "record", remote="number"),
    reference("loan_number", "loan", remote="number"),
    Index(None, "office_id", "loan_number", "counts_on"),
)
