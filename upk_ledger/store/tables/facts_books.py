"""Facts of the daily books and the closings: papers of vouchers, counts, advances, the bank, assets, the year's end."""

from sqlalchemy import Index, UniqueConstraint

from upk_ledger.store.tables.base import reference, sen, text, whole
from upk_ledger.store.tables.fact_forms import account, asset, entry, fact, fund

voucher_support = fact("lampiran", "voucher_support", *entry(), text("status"), text("papers"))
"""Whether a voucher has its papers (`status` ada or tidak) and which; the newest of an entry counts."""

cash_count = fact(
    "opname",
    "cash_count",
    whole("count", optional=True),
    *account(),
    text("on_date"),
    text("counter"),
    sen("book"),
    sen("counted"),
    text("status"),
    *entry(optional=True),
)
"""Cash was counted by an officer, beside the book's balance then; the record's text is why by that officer.

A row that names a `count` (its record number) says what became of its difference: booked by an entry, or explained by
the record's text; or takes the count back. `status` is cocok, selisih, dibukukan, dijelaskan or batal; the newest
counts.
"""

cash_count_piece = fact(
    "opname-pecahan",
    "cash_count_piece",
    whole("count"),
    text("form"),
    sen("denomination"),
    whole("pieces"),
)
"""How many notes (`form` kertas) or coins (logam) of a denomination a count (its record number) found."""

cash_advance = fact(
    "uang-muka",
    "cash_advance",
    text("code"),
    text("holder"),
    text("on_date"),
    text("due_on"),
    sen("amount"),
    *entry(),
    UniqueConstraint("office_id", "code"),
)
"""Money given to somebody to spend, to be accounted for by a day; what for is the record's text."""

advance_settlement = fact(
    "tanggung-uang-muka",
    "advance_settlement",
    text("code"),
    text("on_date"),
    sen("spent"),
    sen("returned"),
    *entry(),
)
"""What of an advance was spent and what came back, less than nothing where the office paid what was spent beyond it.

The code SALDO-AWAL stands for what was given before the book began.
"""

bank_mapping = fact("peta-bank", "bank_mapping", *account(), text("mapping"))
"""Which column of a bank's statement is what, as canonical JSON; the newest of an account counts."""

bank_statement = fact(
    "rekening-koran",
    "bank_statement",
    *account(),
    text("since"),
    text("until"),
    sen("opening"),
    sen("closing"),
    text("digest"),
    text("status"),
)
"""A bank's statement that was read, with the file's digest; `status` is ada or batal."""

bank_statement_line = fact(
    "baris-rekening-koran",
    "bank_statement_line",
    whole("statement"),
    whole("place"),
    text("on_date"),
    sen("amount"),
    UniqueConstraint("office_id", "statement", "place"),
)
"""A line of a bank's statement (its record number); money in is positive. The bank's words are the record's text,

a line of text for each.
"""

bank_match = fact(
    "cocok-bank",
    "bank_match",
    *account(),
    whole("statement"),
    whole("place"),
    *entry(),
    text("status"),
    reference("statement place", "bank_statement_line"),
    Index(None, "office_id", "statement"),
)
"""A line of a bank's statement is this entry; `status` is cocok or lepas, the newest of the pair counts."""

bank_correction = fact(
    "koreksi-bank",
    "bank_correction",
    *account(),
    whole("statement"),
    whole("place"),
    whole("other_statement"),
    whole("other_place"),
    text("status"),
    reference("statement place", "bank_statement_line"),
    reference("other_statement other_place", "bank_statement_line", remote="statement place"),
    Index(None, "office_id", "statement"),
)
"""Two lines of the bank's statements cancel each other: its own error and its correction, the later line first.

`status` is cocok or lepas, the newest of the pair counts.
"""

bank_reconciliation = fact(
    "rekonsiliasi",
    "bank_reconciliation",
    *account(),
    text("on_date"),
    sen("statement_balance"),
    sen("book_balance"),
    text("status"),
)
"""The bank's balance of a day was explained to the sen; `status` is ada or batal, the newest of a day counts."""

bank_open_item = fact(
    "sisa-rekonsiliasi",
    "bank_open_item",
    whole("reconciliation"),
    whole("statement", optional=True),
    whole("place", optional=True),
    *entry(optional=True),
    reference("statement place", "bank_statement_line"),
    Index(None, "office_id", "reconciliation"),
)
"""What explained a reconciliation (its record number): a line that the book lacked or an entry that the bank lacked."""

asset_terms = fact(
    "aset",
    "asset_terms",
    *asset(),
    text("name"),
    *account(),
    text("on_date"),
    sen("cost"),
    sen("salvage"),
    whole("life"),
    text("first_month"),
    whole("months"),
    sen("depreciated"),
    text("place"),
    text("status"),
    *entry(optional=True),
)
"""An asset: its cost, its life in months and what it is worth at the end.

What was not `depreciated` before is spread over so many `months` from the first. `status` is ada, with the day on which
it was acquired, or batal, with the day from which the registration no longer counts.
"""

asset_disposal = fact(
    "pelepasan-aset", "asset_disposal", *asset(), text("on_date"), sen("proceeds"), *entry()
)
"""An asset left the office, for this much money."""

budget = fact(
    "anggaran", "budget", whole("year"), *account(), *fund(), text("side"), whole("month"), sen("amount")
)
"""The yearly budget (RAB), a row a month; the newest record that names an account, fund and side of a year counts.

`side` is empty, or of the loan account cair (lent) or angsuran (paid back).
"""

year_closing = fact("tutup-tahun", "year_closing", whole("year"), text("status"), *entry(optional=True))
"""A year was closed (`status` tutup) or opened again (batal) by these entries; a year without results by none."""

prior_year_entry = fact("tahun-lalu", "prior_year_entry", whole("year"), *entry())
"""An entry of an open month puts right the result of a closed year."""

allocation_share = fact("bagian-laba", "allocation_share", text("purpose"), *account(), text("percent"))
"""By which shares a year's surplus is allocated; the newest record is the whole table."""

allocation = fact(
    "alokasi-laba",
    "allocation",
    whole("year"),
    text("on_date"),
    text("purpose"),
    *account(),
    text("percent"),
    sen("amount"),
    text("decision_number"),
    *entry(),
)
"""A year's surplus was allocated to its purposes by a decision."""

allocation_payment = fact(
    "bayar-alokasi",
    "allocation_payment",
    whole("year"),
    text("purpose"),
    text("on_date"),
    sen("amount"),
    *entry(),
)
"""Something of what was allocated to a purpose was paid."""

ratification = fact(
    "pengesahan",
    "ratification",
    whole("year"),
    text("on_date"),
    text("decision_number"),
    text("place"),
    whole("present"),
    text("status"),
)
"""The residents' meeting ratified a year's accounts; what was said is the record's text. `status` is ada or batal."""

supervisor_report = fact(
    "laporan-pengawas", "supervisor_report", whole("year"), text("on_date"), text("officer"), text("status")
)
"""The supervisors' report on a year, whose words are the record's text; the newest of a year counts."""

report_note = fact("catatan-laporan", "report_note", text("month"), text("topic"), text("status"))
"""What the notes to the statements say on a topic (the record's text) from a month on; the newest of both counts."""
