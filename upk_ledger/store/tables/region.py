"""What a region's book knows beside the records: whose books it holds copies of, and each month's figures.

None of it is history: it is counted from the records, waits for them, or is a secret that no chain may hold.
"""

from sqlalchemy import Column, LargeBinary, PrimaryKeyConstraint, Table

from upk_ledger.core.region.figures import COUNTED
from upk_ledger.store.tables.base import metadata, office_table, sen, text, whole

office_month = office_table(
    "office_month",
    "month",
    text("month"),
    whole("record"),
    text("suspended"),
    *(sen(name) for name in COUNTED),
)
"""What a closed month of an office counts in a review: see `core.region.figures.OfficeMonth` for the columns.

Made anew with every closing (`record`), gone while the month is open again; `audit periksa` counts it again.
"""

replica = office_table("replica", "", text("reason"), text("place"))
"""The office's own book is elsewhere and this is a copy: nothing may be recorded here.

`reason` is kiriman (it comes by bundles) or pindah (it moved to `place`).
"""

waiting_bundle = office_table(
    "waiting_bundle",
    "uuid first_record fingerprint",
    text("uuid"),
    whole("first_record"),
    text("fingerprint"),
    text("name"),
    Column("content", LargeBinary, nullable=False),
)
"""A bundle that came before the one it follows; `office_id` is the region's, `uuid` the office that it is of.

Whether its key is that office's is known when its turn comes: until then bundles by several keys wait side by side.
"""

sealed_identities = office_table("sealed_identities", "", whole("record"), text("sealed"))
"""The NIK of the office's members as its newest bundle sent them: sealed for the region's key, in base64."""

secret_key = office_table(
    "secret_key", "purpose fingerprint", text("purpose"), text("fingerprint"), text("secret")
)
"""A private key of the office (hex), by what it is for: `tanda-tangan` (of bundles) or `rahasia` (of sealed NIK)."""

restored_book = office_table("restored_book", "", whole("record"), text("place"))
"""The office's book was made from what a region (`place`) had received of it, up to this record.

What never travels is gone for those records but for what an older backup held: names, incomes, texts at home.
"""

office_role = Table(
    "office_role",
    metadata,
    text("role"),
    whole("office"),
    PrimaryKeyConstraint("role", "office"),
    sqlite_strict=True,
)
"""Which role of a database server works for which office (its number); what row-level security asks.

No office owns it, and it is looked up by the role: where a database is sharded it stands whole on every node. When
each role got and lost its office is in the region's chain (`regional_role`).
"""
