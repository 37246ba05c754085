"""Facts of bundles and of a region's work: keys, what came and what was refused, registers, visits, findings.

Those of a UPK stand in its own chain; those behind `regional_upk` in the chain of the region, where `upk` is
the code by which the region knows a UPK.
"""

from sqlalchemy import Index
from sqlalchemy.sql.schema import SchemaItem

from upk_ledger.store.tables.base import sen, text, whole
from upk_ledger.store.tables.fact_forms import fact

bundle_key = fact(
    "kunci-kirim", "bundle_key", text("public_key"), text("fingerprint"), text("replaces"), text("status")
)
"""The UPK's key that signs its bundles from this record on; why it replaces another is the record's text.

`status` is pakai or cabut.
"""

recipient_key = fact(
    "kunci-penerima", "recipient_key", text("name"), text("public_key"), text("fingerprint"), text("status")
)
"""The public key for which a UPK seals the NIK of its members, on a region's chain its own; `status` is pakai.

The newest counts.
"""

bundle_sent = fact(
    "kirim",
    "bundle_sent",
    text("month"),
    whole("first_record"),
    whole("last_record"),
    text("head"),
    text("fingerprint"),
    text("recipient"),
)
"""A bundle was made of these records, signed by this key; the next one begins behind its last record."""


def _upk() -> tuple[SchemaItem, ...]:
    return (text("upk"), Index(None, "office_id", "upk", "record"))


regional_upk = fact(
    "wilayah-upk",
    "regional_upk",
    *_upk(),
    text("uuid"),
    text("name"),
    text("board"),
    text("village_kind"),
    text("village"),
    text("district"),
    text("regency"),
    text("reporting"),
    text("status"),
)
"""A UPK that the region coaches; the newest of a code counts.

`uuid` is that of its book, empty while none is known; `reporting` is program or blanko; `status` is aktif, dorman
or batal.
"""

regional_board = fact(
    "wilayah-bkm",
    "regional_board",
    *_upk(),
    text("deed"),
    text("deed_on"),
    text("term_from"),
    text("term_until"),
    text("bank"),
    text("bank_account"),
    text("handed_over_on"),
    text("secretariat_bookkeeping"),
)
"""The board of a UPK: deed, term of office, bank account, day of hand-over; the newest counts, empty is unknown.

`secretariat_bookkeeping` is memadai, tidak or empty; whom to reach is the record's text.
"""

village_profile = fact(
    "wilayah-profil",
    "village_profile",
    *_upk(),
    text("on_date"),
    text("poor_percent"),
    text("slum_hectares"),
    text("dense"),
    text("priority"),
    whole("adults", optional=True),
    whole("voters", optional=True),
)
"""What is known of the village that a UPK serves; of each column the newest day counts, where from is the text.

`dense` (dense and poor settlement) and `priority` (of the local government) are ya, tidak or empty; `adults` and
`voters` are those of the board's election. What is empty is not told by this record; `-`, and 0 adults, takes back
what was told before.
"""

eligibility_answer = fact(
    "wilayah-syarat", "eligibility_answer", *_upk(), text("criterion"), text("answer"), text("on_date")
)
"""Whether a village meets a criterion: ya, tidak or empty (unknown); the evidence is the record's text."""

misuse_case = fact(
    "wilayah-kasus",
    "misuse_case",
    *_upk(),
    text("code"),
    text("on_date"),
    sen("amount"),
    sen("repaid"),
    text("status"),
)
"""A case of misuse; `status` is diduga, diperbaiki, selesai or batal, the newest of a code counts."""

reported_figure = fact(
    "wilayah-laporan",
    "reported_figure",
    *_upk(),
    text("month"),
    text("figure"),
    sen("amount"),
    text("file"),
)
"""A figure that a UPK without the program reported of itself, by its name; the newest record of a month is all.

What follows from the figures by the region's rules of that month (at risk, allowance required) stands with them.
`file` is the digest of the workbook that it was read from.
"""

bundle_receipt = fact(
    "wilayah-terima",
    "bundle_receipt",
    *_upk(),
    text("uuid"),
    text("month"),
    whole("first_record"),
    whole("last_record"),
    text("head"),
    text("fingerprint"),
    text("file"),
    text("made_at"),
    text("status"),
    text("reason"),
    whole("differing", optional=True),
)
"""A bundle came; `status` is diterima or ditolak, with the `reason` as the error's code and the first record that

differs from what was received before. `file` is the digest of the file.
"""

known_key = fact(
    "wilayah-kunci",
    "known_key",
    *_upk(),
    text("uuid"),
    text("public_key"),
    text("fingerprint"),
    text("basis"),
    text("status"),
)
"""The key by which the bundles of a UPK are known from this record on; the newest counts.

`basis` is pertama (the first bundle), rantai (the old key signed the new one) or pemda (the officer accepted it);
`status` is belum (not yet held against the paper that the board signed) or cocok.
"""

coaching_visit = fact(
    "wilayah-kunjungan",
    "coaching_visit",
    *_upk(),
    text("code"),
    text("on_date"),
    text("visitor"),
    text("status"),
)
"""The office visited a UPK; what was found and agreed is the record's text. `status` is ada or batal."""

follow_up = fact(
    "wilayah-tindak-lanjut",
    "follow_up",
    *_upk(),
    text("code"),
    text("finding"),
    text("who"),
    text("due_on"),
    text("on_date"),
    text("status"),
)
"""What a UPK has to put right, who and by when; the newest of a code counts, the words are the record's text.

`finding` names a finding of the program or is empty; `status` is terbuka, selesai or batal.
"""

regional_letter = fact(
    "wilayah-surat", "regional_letter", *_upk(), text("kind"), text("month"), text("number"), text("on_date")
)
"""A letter went to a UPK: `kind` is pengingat and the like, the month what it is about."""

office_move = fact(
    "wilayah-pindah", "office_move", *_upk(), text("uuid"), text("direction"), text("place"), text("head")
)
"""The book of a UPK moved into this book (`direction` masuk) or out of it (keluar), with its newest digest.

`pulih`: a book was made at `place` from the copy here, for the UPK that lost its own, for the reason in the words.
"""

regional_role = fact("wilayah-peran", "regional_role", *_upk(), text("role"), text("status"))
"""A role of the database server began (`status` beri) or ceased (cabut) to work for the office that this book calls

`upk`; siap is a group role by which the whole book was made ready for that.
"""
