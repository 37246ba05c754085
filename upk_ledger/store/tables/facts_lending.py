"""Facts of lending: settings, products, the papers, visits and decisions of a loan, letters, claims, rewards, codes."""

from sqlalchemy import UniqueConstraint

from upk_ledger.store.tables.base import reference, sen, text, whole
from upk_ledger.store.tables.fact_forms import fact, loan, member

setting = fact("pengaturan", "setting", text("name"), text("value"), text("valid_from"))
"""How this office works: a named choice, from a day on."""

holiday = fact("libur", "holiday", text("day"), text("name"))
"""The days on which nothing is paid in; the newest list of the office counts."""

product = fact(
    "produk", "product", text("code"), text("name"), text("valid_from"), text("terms"), text("status")
)
"""A loan product: its terms as canonical JSON; `status` is buka or tutup. The newest of a code counts."""

training = fact("pelatihan", "training", *member(), text("on_date"), text("topic"), text("status"))
"""A member took part in a training; `status` is ikut or batal."""

relation = fact(
    "hubungan", "relation", *member(), text("officer"), text("relation"), text("valid_from"), text("status")
)
"""A member is an officer (`diri`) or of an officer's family (`keluarga`); `status` is ada or berakhir."""

loan_paper = fact("berkas", "loan_paper", *loan(), text("paper"), text("status"))
"""A paper of the loan's file; `status` is ada or tidak."""

visit = fact("kunjungan", "visit", *loan(), text("on_date"), text("purpose"), text("visitor"), text("status"))
"""A visit to the borrowers of a loan: pemeriksaan, pembinaan or penagihan; `status` is ada or batal.

What was found is the record's text.
"""

decision_member = fact(
    "putusan-anggota", "decision_member", *loan(), *member(), text("outcome"), sen("principal")
)
"""The decision on one member: disetujui, dikurangi or ditolak, with the amount granted; reasons are the text."""

share_transfer = fact(
    "alih-anggota",
    "share_transfer",
    *loan(),
    *member(),
    text("taker"),
    whole("version"),
    text("on_date"),
    sen("principal"),
    sen("service"),
)
"""What a member that left still owed, taken over by another member in this version of the schedule."""

membership_change = fact("keanggotaan", "membership_change", *member(), text("on_date"), text("status"))
"""A member left the group (`keluar`) or came back (`masuk`); the newest counts, why is the record's text."""

letter = fact("surat", "letter", *loan(), whole("level"), text("on_date"), text("status"))
"""A dunning letter of a level that was made out; `status` is dibuat or batal. The newest of a day counts."""

write_off = fact(
    "hapus-buku",
    "write_off",
    *loan(),
    text("on_date"),
    whole("entry"),
    sen("service_due"),
    text("decision_number"),
)
"""What an entry wrote off is still claimed, with the service that had fallen due by that day, paid or not."""

claim_end = fact(
    "hapus-tagih", "claim_end", *loan(), text("on_date"), sen("principal"), text("decision_number")
)
"""The claim on a written-off loan is given up for good."""

reward = fact(
    "reward", "reward", *loan(), text("period"), sen("base"), sen("amount"), whole("entry", optional=True)
)
"""The punctual-payment reward that a loan earned for a period, booked by an entry."""

approval_code = fact(
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

approval_end = fact("kartu-cabut", "approval_end", text("card"), UniqueConstraint("office_id", "card"))
"""A card was revoked."""

approval_use = fact(
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
