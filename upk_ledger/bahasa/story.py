"""The story of a loan in words: each event in one sentence, without its date, voucher, person and reason."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.exceptions import ACTS, exception_text
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.core.dates import Month
from upk_ledger.core.story import StoryEvent

Facts = Mapping[str, Any]

_DECISIONS = {
    "disetujui": "Disetujui {amount}",
    "ditolak": "Ditolak",
    "ditunda": "Ditunda: periksa ulang",
    "siap-cair": "Siap cair {amount}",
}
_RESCHEDULES = {
    "penjadwalan": "Dijadwal ulang (penjadwalan)",
    "persyaratan": "Dijadwal ulang dengan syarat baru (persyaratan)",
    "penataan": "Dijadwal ulang dengan tambahan pokok (penataan)",
}

_ROLES = {
    "titipan": ("disimpan sebagai titipan {}", "dibayar dari titipan {}"),
    "tabungan": ("ditahan sebagai tabungan {}", "dibayar dari tabungan {}"),
    "pembulatan": ("sisa kecil dibulatkan {}", "sisa kecil dibulatkan {}"),
    "cadangan": ("menambah cadangan {}", "atas beban cadangan {}"),
    "beban-cadangan": ("mengurangi biaya {}", "sebagai biaya {}"),
}
"""What a line on an account of this role says: credited, debited."""

_INCOME = {
    "pencairan": "biaya administrasi {}",
    "angsuran": "denda {}",
    "penerimaan-kembali": "sebagai pendapatan {}",
}
"""What income from lending is, by kind of entry."""


def told(event: StoryEvent) -> str:
    """The event in words: Angsuran Rp284.000: pokok Rp209.000, jasa Rp75.000; sisa pokok Rp4.791.000."""
    facts = event.facts
    text = _KINDS[event.kind](facts) if event.kind in _KINDS else _entry(event)
    if facts.get("paid_off"):
        text += "; lunas"
    elif "balance" in facts and event.kind not in {"pencairan", "berjalan"}:
        text += f"; sisa pokok {rupiah(facts['balance'])}"
    if event.undone_by:
        text += f" (dibatalkan dengan {event.undone_by})"
    noted = [exception_text(*one) for one in facts.get("exceptions", ())]
    if noted and event.kind != "pengecualian":
        text += f" [pengecualian: {'; '.join(noted)}]"
    return text


def _parts(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _members(members: Sequence[tuple[str, int]]) -> str:
    return together((code, rupiah(sen)) for code, sen in members)


def together(members: Iterable[tuple[str, str]]) -> str:
    """Members with what is said of each, those of whom the same is said together: A01, A02 masing-masing Rp500.000."""
    found: dict[str, list[str]] = {}
    for code, said in members:
        found.setdefault(said, []).append(code)
    return "; ".join(
        f"{', '.join(codes)} {'masing-masing ' if len(codes) > 1 else ''}{said}"
        for said, codes in found.items()
    )


def _applied(facts: Facts) -> str:
    return _parts(f"Diajukan {rupiah(facts['principal'])}", _members(facts["members"]))


def _papers(facts: Facts) -> str:
    have = f"ada {', '.join(facts['have'])}" if facts["have"] else ""
    lack = f"tidak ada {', '.join(facts['lack'])}" if facts["lack"] else ""
    return "Berkas: " + _parts(have, lack).replace("-", " ")


def _decided(facts: Facts) -> str:
    members = []
    for code, outcome, sen, reason in facts["members"]:
        amount = "ditolak" if outcome == "ditolak" else rupiah(sen)
        less = " (dikurangi)" if outcome == "dikurangi" else ""
        members.append((code, f"{amount}{less}" + (f" ({reason})" if reason else "")))
    text = _DECISIONS[facts["outcome"]].format(amount=rupiah(facts["principal"]))
    return _parts(text + _by_decision(facts), together(members))


def _by_decision(facts: Facts) -> str:
    return f", putusan {facts['decision']}" if facts.get("decision") else ""


def _visit(facts: Facts) -> str:
    return f"Kunjungan {facts['purpose']} oleh {', '.join(facts['visitors'])}"


def _approved(facts: Facts) -> str:
    return (
        f"Disetujui dengan kode: {ACTS.get(facts['act'], facts['act'])} {facts['subject']}; pemegang"
        f" {facts['holder']}, kartu {facts['card']} nomor {facts['place']}"
    )


def _rescheduled(facts: Facts) -> str:
    return _parts(
        _RESCHEDULES[facts["basis"]] + _by_decision(facts) + f": {facts['tenor']} angsuran baru",
        f"jasa {rupiah(facts['carried'])} dibawa ke jadwal baru" if facts["carried"] else "",
        f"golongan {facts['kept_class']} bertahan" if (facts["kept_class"] or 1) > 1 else "",
    )


def _moved_shares(facts: Facts) -> str:
    return "; ".join(
        f"kewajiban {member} diambil alih {taker}: pokok {rupiah(principal)}, jasa {rupiah(service)}"
        for member, taker, principal, service in facts["transfers"]
    )


def _given_back(facts: Facts) -> str:
    return "Pengambilalihan dibatalkan: " + "; ".join(
        f"pokok {rupiah(principal)}, jasa {rupiah(service)} kembali dari {member} kepada {taker}"
        for member, taker, principal, service in facts["transfers"]
    )


def _running(facts: Facts) -> str:
    lent, principal, service, _ = facts["moved"]
    return (
        f"Berjalan saat pembukuan dimulai: cair {long_date(facts['start'])} {rupiah(lent)},"
        f" terbayar pokok {rupiah(principal)}, jasa {rupiah(service)}; sisa pokok {rupiah(facts['balance'])}"
    )


def _ended(facts: Facts) -> str:
    waived = f": jasa {rupiah(facts['waived'])} tidak ditagih" if facts["waived"] > 0 else ""
    return f"Lunas lebih awal{_by_decision(facts)}{waived}"


_KINDS: Mapping[str, Callable[[Facts], str]] = {
    "pengajuan": _applied,
    "berkas": _papers,
    "pemeriksaan": lambda _: "Diperiksa",
    "kunjungan": _visit,
    "batal-kunjungan": lambda facts: f"Kunjungan {facts['purpose']} dibatalkan",
    "putusan": _decided,
    "persetujuan": _approved,
    "pengecualian": lambda facts: (
        "Pengecualian: " + "; ".join(exception_text(*one) for one in facts["exceptions"])
    ),
    "berjalan": _running,
    "jadwal-ulang": _rescheduled,
    "batal-jadwal-ulang": lambda _: "Penjadwalan ulang dibatalkan; jadwal sebelumnya berlaku lagi",
    "alih": lambda facts: "Tanggung renteng: " + _moved_shares(facts),
    "batal-alih": _given_back,
    "pelunasan": _ended,
    "batal-pelunasan": lambda _: "Pelunasan dibatalkan; jadwal sebelumnya berlaku lagi",
    "hapus-tagih": lambda facts: (
        f"Hapus tagih, berita acara {facts['decision']}: pokok {rupiah(facts['principal'])} dilepaskan"
    ),
    "surat": lambda facts: f"Surat tagihan tingkat {facts['level']}",
    "batal-surat": lambda facts: f"Surat tagihan tingkat {facts['level']} dibatalkan",
}


def _entry(event: StoryEvent) -> str:
    """A journal entry: what it moved of the loan, then what else its lines say."""
    facts = event.facts
    if event.kind == "pembatalan":
        of = _ENTRIES.get(facts["of"], (facts["of"].replace("-", " "), ()))[0].lower()
        return f"{event.undoes} ({of}) dibatalkan"
    name, shown = _ENTRIES.get(event.kind, (event.kind.replace("-", " ").capitalize(), ()))
    roles: Mapping[str, int] = facts["roles"]
    lent, principal, service, written_off = facts["moved"]
    back, back_service = facts["recovered"]
    period = f" {_period(facts['period'])}" if facts.get("period") else ""
    decision = f"{_by_decision(facts)}:" if facts.get("decision") else ""
    amounts = {
        "cair": rupiah(lent),
        "bayar": f"{rupiah(principal + service)}: pokok {rupiah(principal)}, jasa {rupiah(service)}",
        "kembali": f"{rupiah(back + back_service)}: pokok {rupiah(back)}, jasa {rupiah(back_service)}",
        "hapus": f"{rupiah(written_off)}; jasa yang menunggak {rupiah(_unpaid(facts))}",
        **{role: rupiah(abs(sen)) for role, sen in roles.items()},
    }
    if event.kind == "angsuran" and not principal + service and roles.get("titipan", 0) > 0:
        name, shown = "Setoran disimpan sebagai titipan", ("titipan",)  # nothing was due: all of it waits
    said = [amounts[key] for key in shown if key in amounts]
    sides = [
        _side(event.kind, role, sen)
        for role, sen in sorted(roles.items())
        if sen and role in {*_ROLES, _LENDING_INCOME} and role not in shown
    ]
    return _parts(f"{name}{period}{decision} {' '.join(said)}".rstrip(), *sides)


def _period(code: str) -> str:
    """The month or the year of a reward."""
    return f"tahun {code}" if len(code) == 4 else long_month(Month(*map(int, code.split("-"))))


def _unpaid(facts: Facts) -> int:
    """Service that had fallen due when a loan was written off, and was not paid."""
    return int(max(0, facts.get("service_due", 0) - facts.get("served", 0)))


def _side(kind: str, role: str, sen: int) -> str:
    """What an entry says besides, on an account of this role."""
    if role == _LENDING_INCOME:
        return _INCOME.get(kind, "pendapatan {}").format(rupiah(sen))
    return _ROLES[role][0 if sen > 0 else 1].format(rupiah(abs(sen)))


_LENDING_INCOME = "pendapatan-kredit"

_ENTRIES: Mapping[str, tuple[str, Sequence[str]]] = {
    "pencairan": ("Cair", ("cair",)),
    "penataan": ("Tambahan pokok", ("cair",)),
    "angsuran": ("Angsuran", ("bayar",)),
    "hapus-buku": ("Hapus buku", ("hapus",)),
    "penerimaan-kembali": ("Penerimaan kembali", ("kembali",)),
    "titipan": ("Titipan dikembalikan", ("titipan",)),
    "tabungan": ("Tabungan dikembalikan", ("tabungan",)),
    "pembagian": ("Saldo awal dibagi", ("titipan", "tabungan")),
    "reward": ("Reward tepat waktu", ("hutang-reward",)),
    "bayar-reward": ("Reward dibayarkan", ("hutang-reward",)),
}
"""By kind of entry: what it is called, and which amount stands behind that."""
