"""Facts of money that is not the office's own: restricted funds of the Sekretariat, loan funds of partners."""

from upk_ledger.store.tables.base import sen, text, whole
from upk_ledger.store.tables.fact_forms import account, entry, fact, fund, loan

fund_name = fact("dana-nama", "fund_name", *fund(), text("name"))
"""A fund of other money was opened under this name: the record that proves its row in `fund`."""

fund_terms = fact(
    "dana",
    "fund_terms",
    *fund(),
    *account(),
    text("kind"),
    text("source"),
    text("agreement"),
    text("agreed_on"),
    text("until"),
    sen("amount"),
    text("volume"),
    text("unit"),
    text("status"),
)
"""Money for a purpose: where it comes from, the agreement, what is to be built; the purpose is the record's text.

`kind` is hibah, csr, apbd and the like; `status` is buka or batal; the newest of a fund counts.
"""

fund_instalment = fact(
    "dana-termin",
    "fund_instalment",
    *fund(),
    whole("number"),
    text("due_on"),
    sen("amount"),
    text("condition"),
)
"""An instalment (termin) in which the money of a fund comes; the newest record of a fund is its whole table."""

fund_budget = fact("dana-rab", "fund_budget", *fund(), text("item"), *account(), sen("amount"))
"""The budget of a fund, item by item; the newest record of a fund is its whole table."""

fund_progress = fact(
    "dana-kemajuan",
    "fund_progress",
    *fund(),
    text("on_date"),
    text("percent"),
    text("volume"),
    text("status"),
)
"""How far the work is on a day; `status` is ada or batal."""

fund_contribution = fact(
    "dana-swadaya",
    "fund_contribution",
    *fund(),
    text("on_date"),
    text("kind"),
    text("quantity"),
    text("unit"),
    sen("amount"),
    whole("worker_days"),
    text("status"),
)
"""What the residents gave in kind, with its worth, and their days of work; `status` is ada or batal."""

fund_movement = fact("dana-mutasi", "fund_movement", *fund(), whole("number"), text("item"), *entry())
"""An entry that received, spent or gave back money of a fund: its instalment (0 for none), its budget item or ""."""

fund_end = fact(
    "dana-tutup",
    "fund_end",
    *fund(),
    text("on_date"),
    text("status"),
    text("decision_number"),
    *entry(optional=True),
)
"""A fund was closed (`status` tutup), its rest handed back by an entry, or opened again (buka)."""

partner_fund = fact(
    "mitra",
    "partner_fund",
    *fund(),
    *account(),
    text("partner"),
    text("agreement"),
    text("agreed_on"),
    sen("amount"),
    text("status"),
)
"""A loan fund that a partner channels through the UPK, owed to it; `status` is buka or tutup."""

partner_due = fact(
    "mitra-jadwal",
    "partner_due",
    *fund(),
    whole("number"),
    text("due_on"),
    sen("principal"),
    sen("service"),
)
"""What falls due to the partner; the newest record of a fund is its whole schedule."""

loan_fund = fact("dana-pinjaman", "loan_fund", *loan(), *fund())
"""The loan is lent from this fund, not from the office's own."""
